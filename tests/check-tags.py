#!/usr/bin/python3
"""check-tags.py MAKE_PAGES - what a PDF tells those who don't look at it, checked against the file itself. Prints TAP.

Every mark on a page is either part of the structure or said to be none of it; every piece is in the tree exactly once, and the way back
from page to tree leads to the same element. Elements nest as their kinds may, headings skip no level, the rows of a table are of one
length and its heads say what they are heads of, pictures and links have words. The document says its language and shows its title.
"""
import base64
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MAKE_PAGES = sys.argv[1]
# What each kind may stand in.
PARENTS = {
    "Document": {None}, "Part": {"Document"}, "H1": {"Part"}, "H2": {"Part"}, "P": {"Part", "LBody", "TD", "TH"},
    "BlockQuote": {"Part"}, "L": {"Part"}, "LI": {"L"}, "LBody": {"LI"}, "Table": {"Part"}, "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"},
    "Link": {"Part", "P", "LBody", "TD", "TH"}, "Figure": {"Part", "TD", "P"},
}
PAINTS = {"f", "f*", "S", "B", "Tj", "TJ", "Do", "sh", "b", "s"}
TOKEN = re.compile(rb"""\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9a-fA-F\s]*>|\[|\]|/[^\s()<>\[\]{}/%]*|[-+]?[0-9.]+|[A-Za-z'"*]+[0-9]?\*?""", re.S)

results = []


def report(name, problems):
    results.append(not problems)
    print(f"{'ok' if not problems else 'not ok'} {len(results)} {name}", flush=True)
    for problem in problems[:8]:
        print(f"# {problem}")


class Document:
    """The objects of a file as qpdf tells them."""

    def __init__(self, path):
        told = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", str(path)],
                              capture_output=True, check=True).stdout
        self.name = path.stem
        self.objects = json.loads(told)["qpdf"][1]
        self.catalog = self.get(self.objects["trailer"]["value"]["/Root"])
        self.pages = list(self.walk_pages(self.catalog["/Pages"]))
        self.keys = dict(self.walk_numbers(self.get(self.catalog["/StructTreeRoot"])["/ParentTree"]))
        self.problems = []

    def get(self, value):
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects[f"obj:{value}"]
            return entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def walk_pages(self, reference):
        node = self.get(reference)
        if node["/Type"] == "/Page":
            yield reference
        for kid in node.get("/Kids", []):
            yield from self.walk_pages(kid)

    def walk_numbers(self, reference):
        node = self.get(reference)
        numbers = self.get(node.get("/Nums", []))
        yield from zip(numbers[::2], numbers[1::2])
        for kid in node.get("/Kids", []):
            yield from self.walk_numbers(kid)

    def content(self, page):
        reference = self.get(page)["/Contents"]
        return base64.b64decode(self.objects[f"obj:{reference}"]["stream"]["data"])

    def say(self, problem):
        self.problems.append(f"{self.name}: {problem}")


def read_pieces(document, number, content):
    """Numbers of marked content on a page. Nothing is drawn outside of it, and none within another."""
    pieces, inside, operands = [], None, []
    for token in TOKEN.findall(content):
        if token[:1] in b"(<[]>/+-.0123456789":
            operands.append(token)
            continue
        operator = token.decode()
        if operator in ("BDC", "BMC"):
            if inside is not None:
                document.say(f"page {number}: content within content")
            inside = operands[0].decode() if operands else ""
            if operator == "BDC":
                pieces.append(int(operands[operands.index(b"/MCID") + 1]))
            elif inside != "/Artifact":
                document.say(f"page {number}: {inside} without a number")
        elif operator == "EMC":
            if inside is None:
                document.say(f"page {number}: content ends that was not begun")
            inside = None
        elif operator in PAINTS and inside is None:
            document.say(f"page {number}: {operator} is neither content nor an artifact")
        operands = []
    if inside is not None:
        document.say(f"page {number}: content is not ended")
    if len(set(pieces)) != len(pieces):
        document.say(f"page {number}: two pieces of one number")
    return pieces


class Tree:
    """Walks the elements: how they nest, and which pieces and links they hold."""

    def __init__(self, document):
        self.document = document
        self.pieces = {}  # page, number -> element
        self.links = {}  # annotation -> element
        self.level = 0
        self.n = collections.Counter()
        root = document.get(document.catalog["/StructTreeRoot"])
        self.visit(root["/K"], None, None)

    def visit(self, reference, parent, parent_kind):
        element = self.document.get(reference)
        kind = element["/S"][1:]
        self.n[kind] += 1
        if parent_kind not in PARENTS.get(kind, set()):
            self.document.say(f"{kind} in {parent_kind}")
        if parent is not None and element["/P"] != parent:
            self.document.say(f"{kind} {reference} does not know its parent")
        self.check(element, kind, reference)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            told = self.document.get(kid)
            if isinstance(told, int):
                self.take(self.pieces, (element["/Pg"], told), reference)
            elif told.get("/Type") == "/MCR":
                self.take(self.pieces, (told["/Pg"], told["/MCID"]), reference)
            elif told.get("/Type") == "/OBJR":
                self.take(self.links, told["/Obj"], reference)
            else:
                self.visit(kid, reference, kind)

    def take(self, found, key, reference):
        if key in found:
            self.document.say(f"{key} stands in two elements")
        found[key] = reference

    def check(self, element, kind, reference):
        say, attributes = self.document.say, element.get("/A", {})
        if kind in ("H1", "H2"):
            level = int(kind[1])
            if level > self.level + 1:
                say(f"{kind} follows a heading of level {self.level}")
            self.level = level
        if kind == "Figure" and (not element.get("/Alt") or len(attributes.get("/BBox", [])) != 4):
            say(f"figure {reference} has no words or no place")
        if kind == "TH" and attributes.get("/Scope") not in ("/Row", "/Column"):
            say(f"head {reference} does not say of what")
        if kind == "Table":
            self.check_table(element, reference)

    def check_table(self, element, reference):
        rows = [self.document.get(row) for row in element["/K"]]
        if not all(isinstance(row, dict) and row.get("/S") == "/TR" for row in rows):
            self.document.say(f"table {reference} holds more than rows")
            return
        widths = {len(row["/K"]) for row in rows}
        kinds = [self.document.get(cell)["/S"] for row in rows for cell in row["/K"]]
        if len(widths) != 1 or "/TH" not in kinds:
            self.document.say(f"table {reference}: rows of {sorted(widths)} cells, {kinds.count('/TH')} heads")


def check_pages(document, tree):
    """From the pages to the tree and back."""
    for number, reference in enumerate(document.pages, 1):
        page = document.get(reference)
        listed = document.get(document.keys[page["/StructParents"]])
        pieces = read_pieces(document, number, document.content(reference))
        if page.get("/Tabs") != "/S":
            document.say(f"page {number}: tabs do not follow the structure")
        if sorted(pieces) != list(range(len(listed))):
            document.say(f"page {number}: {len(pieces)} pieces, {len(listed)} known to the tree")
        for piece in pieces:
            if tree.pieces.pop((reference, piece), None) != (listed[piece] if piece < len(listed) else ""):
                document.say(f"page {number}: piece {piece} is not where the page says")
        for annotation in document.get(page.get("/Annots", [])):
            link = document.get(annotation)
            if tree.links.pop(annotation, None) != document.keys[link["/StructParent"]] or not link.get("/Contents"):
                document.say(f"page {number}: a link without its element or its words")
    for left in list(tree.pieces) + list(tree.links):
        document.say(f"{left} is in the tree and on no page")


def check_catalog(document):
    catalog = document.catalog
    metadata = base64.b64decode(document.objects[f"obj:{catalog['/Metadata']}"]["stream"]["data"]).decode()
    title = document.get(document.objects["trailer"]["value"]["/Info"])["/Title"]
    wanted = {"a language": catalog.get("/Lang"), "marks": document.get(catalog["/MarkInfo"]).get("/Marked"), "a title": title,
              "a shown title": document.get(catalog["/ViewerPreferences"]).get("/DisplayDocTitle"),
              "a title in the metadata": re.search(r"<dc:title>.*<rdf:li[^>]*>[^<]+<", metadata, re.S)}
    for what, there in wanted.items():
        if not there:
            document.say(f"the document lacks {what}")
    # The language of what people wrote is not known, so the promise of PDF/UA can't be given.
    if "pdfuaid" in metadata:
        document.say("promises PDF/UA")


def check_fonts(document):
    for entry in document.objects.values():
        font = entry.get("value")
        if isinstance(font, dict) and font.get("/Type") == "/Font" and font["/Subtype"] in ("/Type0", "/Type3") and "/ToUnicode" not in font:
            document.say(f"font {font.get('/BaseFont', 'drawn')} does not say its characters")
        if isinstance(font, dict) and font.get("/Type") == "/FontDescriptor" and not {"/FontFile2", "/FontFile3"} & set(font):
            document.say(f"font {font['/FontName']} is not embedded")


def check(path):
    document = Document(path)
    tree = Tree(document)
    check_catalog(document)
    check_fonts(document)
    check_pages(document, tree)
    for kind in ("H1", "H2", "P", "Table", "TH", "TD"):
        if tree.n[kind] == 0:
            document.say(f"has no {kind}")
    return document.problems


def check_sharpness(path):
    """These checks see a mark that is no content, a piece of another element and a table with a short row."""
    problems = []
    for name, change in (("a mark outside", lambda d: setattr(d, "content", lambda page: b"0 0 5 5 re f\n" + Document.content(d, page))),
                         ("a piece of another", lambda d: d.get(d.keys[d.get(d.pages[0])["/StructParents"]]).reverse()),
                         ("a short row", lambda d: next(e["value"] for e in d.objects.values() if isinstance(e.get("value"), dict)
                                                        and e["value"].get("/S") == "/TR")["/K"].pop())):
        document = Document(path)
        change(document)
        check_pages(document, Tree(document))
        problems += [] if document.problems else [f"{name} is not seen"]
    return problems


def main():
    with tempfile.TemporaryDirectory() as root:
        for arguments in (["sample"], ["demo", "committee"], ["random", "31", "6"]):
            folder = pathlib.Path(root, "-".join(arguments))
            folder.mkdir()
            subprocess.run([MAKE_PAGES, folder, *arguments], check=True)
            for path in sorted(folder.glob("*.pdf")):
                report(f"{folder.name}: {path.stem}", check(path))
        report("a change is noticed", check_sharpness(pathlib.Path(root, "sample", "committee.pdf")))
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


sys.exit(main())
