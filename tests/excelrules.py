"""excelrules.py - what Excel holds a workbook to, beyond what LibreOffice and openpyxl mind.

    problems = excelrules.check(path)

Excel says "We found a problem with some content" for one element in the wrong place, one head of a table that is not its column's name,
one formula too long. No Excel runs here, so the rules stand here: the order of elements (ECMA-376, part 1), the limits of "Excel
specifications and limits", what may be named how, and that whatever one part says of another is so. Functions are those of Excel 2016.
"""
import re
import xml.etree.ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ROWS, COLUMNS, UNITS = 1048576, 16384, 32767

# What may stand in an element, in this order. An element of the main namespace that is not here is not written.
ORDER = {name: children.split() for name, children in {
    "workbook": "fileVersion workbookPr workbookProtection bookViews sheets definedNames calcPr extLst",
    "bookViews": "workbookView", "sheets": "sheet", "definedNames": "definedName",
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells conditionalFormatting"
                 " dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks ignoredErrors drawing legacyDrawing"
                 " tableParts extLst",
    "chartsheet": "sheetPr sheetViews sheetProtection pageMargins pageSetup headerFooter drawing",
    "sheetPr": "tabColor outlinePr pageSetUpPr", "sheetViews": "sheetView", "sheetView": "pane selection", "cols": "col",
    "sheetData": "row", "row": "c", "c": "f v is", "is": "t", "mergeCells": "mergeCell",
    "conditionalFormatting": "cfRule", "cfRule": "formula dataBar extLst", "dataBar": "cfvo color",
    "dataValidations": "dataValidation", "dataValidation": "formula1 formula2",
    "ignoredErrors": "ignoredError", "headerFooter": "oddHeader oddFooter", "tableParts": "tablePart",
    "table": "autoFilter tableColumns tableStyleInfo", "tableColumns": "tableColumn",
    "sst": "si", "si": "t",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors",
    "numFmts": "numFmt", "fonts": "font", "fills": "fill", "borders": "border", "cellStyleXfs": "xf", "cellXfs": "xf",
    "xf": "alignment protection", "cellStyles": "cellStyle", "dxfs": "dxf", "dxf": "font numFmt fill border",
    "fill": "patternFill", "patternFill": "fgColor bgColor", "colors": "mruColors", "mruColors": "color",
    "border": "left right top bottom diagonal", "left": "color", "right": "color", "top": "color", "bottom": "color",
    "font": "b i strike u vertAlign sz color name family scheme",
}.items()}
ONCE = set("sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells dataValidations pageMargins"
           " pageSetup headerFooter drawing tableParts extLst f v is definedNames dxfs cellXfs".split())

FUNCTIONS = set("ABS AND AVERAGE AVERAGEIF AVERAGEIFS COUNT COUNTIF COUNTIFS FIXED HYPERLINK IF IFERROR ISNUMBER MAX MIN N NOT OR ROUND SUM SUMIF SUMIFS"
                " SUMPRODUCT".split())
MARKERS = set("circle dash diamond dot none picture plus square star triangle x auto".split())
STRING = re.compile(r'"((?:[^"]|"")*)"')
SHEET = r"(?:'((?:[^']|'')+)'|([A-Za-z_][A-Za-z0-9_.]*))!"
LIKE_CELL = re.compile(r"(?i)([a-z]{1,3}[0-9]+|r[0-9]*c?[0-9]*|c[0-9]*|true|false)$")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?$")
NAME = re.compile(r"[^\W\d][\w.]{0,254}$")
HEADER_CODE = re.compile(r"&(?:[LCRPNDTAFZGSUEXYBIKH&]|[0-9]{1,3}(?=[^0-9]|$)|\"[^\"]*\")")


def units(text):
    """As Excel counts; an escape stands for one character."""
    text = re.sub(r"_x[0-9A-Fa-f]{4}_", "?", text)
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


def number_of(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def box(reference):
    """Left, top, right, bottom; None for what is no range of a sheet."""
    match = REFERENCE.match(reference)
    if not match:
        return None
    left, top = number_of(match.group(1)), int(match.group(2))
    right, bottom = (number_of(match.group(3)), int(match.group(4))) if match.group(3) else (left, top)
    return (left, top, right, bottom) if 1 <= left <= right <= COLUMNS and 1 <= top <= bottom <= ROWS else None


def meet(a, b):
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def overlapping(boxes):
    boxes = sorted(boxes, key=lambda b: b[1])
    return any(meet(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1:])


def repeated(values):
    seen = set()
    return [v for v in values if v in seen or seen.add(v)]


class Workbook:
    """One file; each check_* adds to the problems."""

    def __init__(self, path):
        self.problems = []
        with zipfile.ZipFile(path) as book:
            names = book.namelist()
            if repeated(name.casefold() for name in names):
                self.say("zip", "two parts have one name")
            self.parts = {name: xml.etree.ElementTree.fromstring(book.read(name)) for name in names}
        self.sheets = {}  # name: part
        self.taken = []  # names of tables and of ranges, folded
        self.formulas = set()  # those found well already

    def say(self, where, problem):
        self.problems.append(f"{where}: {problem}")

    def relations(self, part):
        folder, _, name = part.rpartition("/")
        root = self.parts.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = {}
        for relation in root if root is not None else []:
            if relation.get("TargetMode") == "External":
                self.say(part, "leads outside")
            if relation.get("Id") in found:
                self.say(part, f"two relations are called {relation.get('Id')}")
            target = relation.get("Target")
            path = target[1:] if target.startswith("/") else f"{folder}/{target}" if folder else target
            while "/../" in path:
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            if path not in self.parts:
                self.say(part, f"is related to {path}, which is not there")
            found[relation.get("Id")] = path
        return found

    def check_package(self):
        types = self.parts["[Content_Types].xml"]
        overrides = [node.get("PartName")[1:] for node in types.iter(TYPES + "Override")]
        defaults = {node.get("Extension") for node in types.iter(TYPES + "Default")}
        reached = {"[Content_Types].xml"}
        waiting = [""]
        if repeated(overrides) or set(overrides) - set(self.parts):
            self.say("[Content_Types].xml", "names a part twice, or one that is not there")
        while waiting:
            part = waiting.pop()
            folder, _, name = part.rpartition("/")
            rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            if rels not in self.parts:
                continue
            reached.add(rels)
            for target in self.relations(part).values():
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        for part in self.parts:
            if part not in reached:
                self.say(part, "is nobody's")
            if part not in overrides and part.rpartition(".")[2] not in defaults:
                self.say(part, "has no type")
            if part.startswith(("xl/worksheets/sheet", "xl/tables/", "xl/charts/", "xl/drawings/drawing")) and part not in overrides:
                self.say(part, "has no type of its own")

    def check_order(self, part):
        """No element where the schema has none."""
        for parent in self.parts[part].iter():
            if not parent.tag.startswith(MAIN):
                continue
            order = ORDER.get(parent.tag[len(MAIN):])
            last = 0
            for child in parent:
                name = child.tag.replace(MAIN, "")
                if parent.tag == MAIN + "extLst" or parent.tag == MAIN + "ext":
                    continue
                if order is None or name not in order:
                    self.say(part, f"<{name}> stands in <{parent.tag.replace(MAIN, '')}>")
                    continue
                if order.index(name) < last and parent.tag not in (MAIN + "font", MAIN + "xf"):
                    self.say(part, f"<{name}> comes too late in <{parent.tag.replace(MAIN, '')}>")
                if order.index(name) == last and name in ONCE and child is not parent[0] and order[last] == name and \
                        sum(c.tag == child.tag for c in parent) > 1:
                    self.say(part, f"<{name}> stands twice")
                last = max(last, order.index(name))

    def check_formula(self, where, formula):
        if formula in self.formulas:
            return
        count = len(self.problems)
        if units(formula) > 8192:
            self.say(where, f"a formula of {len(formula)} characters")
        if any(units(text) > 255 for text in STRING.findall(formula)):
            self.say(where, "a text of over 255 characters in a formula")
        for quoted, bare in re.findall(SHEET, STRING.sub('""', formula)):
            name = quoted.replace("''", "'") or bare
            if name.casefold() not in self.folded or bare and LIKE_CELL.match(bare):
                self.say(where, f"a formula names the sheet {name!r}")
        rest = re.sub(SHEET, "", STRING.sub('""', formula))
        if set(re.findall(r"([A-Z][A-Z0-9.]*)\(", rest)) - FUNCTIONS or "[" in rest or "{" in rest or "#" in rest or rest.startswith("="):
            self.say(where, f"a formula that not every Excel knows: {formula[:80]}")
        depth = deepest = 0
        for letter in rest:
            depth += (letter == "(") - (letter == ")")
            deepest = max(deepest, depth)
        if depth != 0 or deepest > 64:
            self.say(where, "a formula's brackets")
        for link, target in re.findall(r'HYPERLINK\("#((?:[^"]|"")*)!([A-Z]+[0-9]+)"', formula):
            name = link[1:-1].replace("''", "'") if link.startswith("'") else link
            if name.casefold() not in self.folded or box(target) is None or units(link) > 250 \
                    or not link.startswith("'") and (LIKE_CELL.match(link) or not NAME.match(link)):
                self.say(where, f"a link to {link}")
        for word in re.findall(r"\$?[A-Za-z_][A-Za-z0-9_.$]*", re.sub(r"\d[\d.]*E-?\d+", "0", rest)):
            if not (REFERENCE.match(word) or re.match(r"\$?[A-Z]{1,3}$|TRUE$|FALSE$", word) or word in FUNCTIONS
                    or word.casefold() in self.taken):
                self.say(where, f"a formula names {word}")
        if len(self.problems) == count:
            self.formulas.add(formula)

    def check_book(self):
        part = "xl/workbook.xml"
        root, relations = self.parts[part], self.relations(part)
        for sheet in root.iter(MAIN + "sheet"):
            name = sheet.get("name")
            if not 0 < units(name) <= 31 or re.search(r"[\[\]:*?/\\\x00-\x1f]", name) or name[0] == "'" or name[-1] == "'" \
                    or name.casefold() == "history":
                self.say(part, f"a sheet is called {name!r}")
            self.sheets[name] = relations.get(sheet.get(OFFICE + "id"))
        if repeated(name.casefold() for name in self.sheets) or len(self.sheets) != len(list(root.iter(MAIN + "sheet"))):
            self.say(part, "two sheets have one name")
        self.folded = {name.casefold() for name in self.sheets}
        defined = list(root.iter(MAIN + "definedName"))
        if repeated((node.get("name").casefold(), node.get("localSheetId")) for node in defined):
            self.say(part, "two ranges have one name")
        for node in defined:
            name = node.get("name")
            if not name.startswith("_xlnm."):
                self.taken.append(name.casefold())
                if not NAME.match(name) or LIKE_CELL.match(name):
                    self.say(part, f"a range is called {name!r}")
            if int(node.get("localSheetId", 0)) >= len(self.sheets):
                self.say(part, f"{name} is of a sheet that is not there")
            for one in re.split(r",(?=(?:[^']*'[^']*')*[^']*$)", node.text):
                match = re.match(SHEET + r"(.*)$", one)
                if not match or (match.group(1) or match.group(2)).replace("''", "'") not in self.sheets \
                        or not (box(match.group(3)) or re.match(r"\$[A-Z]+:\$[A-Z]+$|\$[0-9]+:\$[0-9]+$", match.group(3))):
                    self.say(part, f"{name} is {one}")

    def check_styles(self):
        root = self.parts["xl/styles.xml"]
        sizes = {}
        for node in root:
            if node.get("count") is not None:
                sizes[node.tag.replace(MAIN, "")] = len(node)
                if len(node) != int(node.get("count")):
                    self.say("xl/styles.xml", f"{node.tag.replace(MAIN, '')} miscounted")
        codes = {node.get("numFmtId"): node.get("formatCode") for node in root.iter(MAIN + "numFmt")}
        for code in codes.values():
            if len(code) > 255 or len(re.findall(r";", re.sub(r'"[^"]*"|\[[^\]]*\]', "", code))) > 3 or code.count('"') % 2:
                self.say("xl/styles.xml", f"the number format {code!r}")
        for xf in root.find(MAIN + "cellXfs"):
            if int(xf.get("fontId", 0)) >= sizes["fonts"] or int(xf.get("fillId", 0)) >= sizes["fills"] \
                    or int(xf.get("borderId", 0)) >= sizes["borders"] or int(xf.get("numFmtId", 0)) > 163 and xf.get("numFmtId") not in codes:
                self.say("xl/styles.xml", "a cell style names what is not there")
        self.styles, self.differences = sizes["cellXfs"], sizes.get("dxfs", 0)

    def check_strings(self):
        root = self.parts.get("xl/sharedStrings.xml")
        self.strings = []
        for node in root if root is not None else []:
            self.strings.append(node[0].text or "")
            if units(self.strings[-1]) > UNITS:
                self.say("xl/sharedStrings.xml", f"a text of {units(self.strings[-1])} characters")
        if root is not None and root.get("uniqueCount") is not None and int(root.get("uniqueCount")) != len(self.strings):
            self.say("xl/sharedStrings.xml", "miscounted")

    def check_cell(self, part, cell):
        """What it shows: a text, or None."""
        where = f"{part} {cell.get('r')}"
        kind, value, formula = cell.get("t", "n"), cell.find(MAIN + "v"), cell.find(MAIN + "f")
        if int(cell.get("s", 0)) >= self.styles:
            self.say(where, "a style that is not there")
        if formula is not None:
            self.check_formula(where, formula.text or "")
        if kind == "s":
            index = int(value.text)
            if index >= len(self.strings):
                self.say(where, "a text that is not there")
                return None
            return self.strings[index]
        if kind in ("inlineStr", "str"):
            text = "".join(cell.itertext()) if kind == "inlineStr" else value.text or ""
            if units(text) > UNITS or (kind == "str") != (formula is not None):
                self.say(where, f"a text of {units(text)} characters")
            return text
        if kind != "n" or value is not None and not re.match(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$", value.text or ""):
            self.say(where, f"a value of kind {kind}")
        return None

    def check_rows(self, part, root):
        """Texts by row and column, for the heads of tables."""
        texts, last_row = {}, 0
        for row in root.find(MAIN + "sheetData"):
            number = int(row.get("r"))
            if not last_row < number <= ROWS or not 0 <= float(row.get("ht", 0)) <= 409.5:
                self.say(part, f"row {number} is out of order or too high")
            last_row, last = number, 0
            for cell in row:
                match = REFERENCE.match(cell.get("r"))
                column = number_of(match.group(1))
                if int(match.group(2)) != number or not last < column <= COLUMNS:
                    self.say(part, f"{cell.get('r')} is out of order")
                last = column
                text = self.check_cell(part, cell)
                if text is not None and cell.find(MAIN + "f") is None:
                    texts[number, column] = text
        return texts

    def check_boxes(self, part, what, ranges):
        boxes = [box(r) for r in ranges]
        if None in boxes or overlapping(boxes):
            self.say(part, f"{what} overlap or are no ranges")
        return [b for b in boxes if b is not None]

    def check_rules(self, part, root):
        rules = list(root.iter(MAIN + "cfRule"))
        if repeated(rule.get("priority") for rule in rules):
            self.say(part, "two formats have one priority")
        for rule in rules:
            if rule.get("dxfId") is not None and int(rule.get("dxfId")) >= self.differences:
                self.say(part, "a format that is not there")
            for formula in rule.iter(MAIN + "formula"):
                self.check_formula(part, formula.text)
        validations = root.find(MAIN + "dataValidations")
        if validations is None:
            return
        if int(validations.get("count")) != len(validations) or len(validations) > 65534:
            self.say(part, "validations miscounted")
        self.check_boxes(part, "validations", [r for node in validations for r in node.get("sqref").split()])
        for node in validations:
            if any(units(node.get(key, "")) > most for key, most in
                   (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255))):
                self.say(part, "a validation says too much")
            for formula in node:
                if units(formula.text) > 255:
                    self.say(part, "a validation's formula is too long")
                if node.get("type") != "list":
                    self.check_formula(part, formula.text)

    def check_page(self, part, root):
        for node in root.iter():
            if node.tag in (MAIN + "oddHeader", MAIN + "oddFooter"):
                rest = HEADER_CODE.sub("", node.text or "")
                sizes = [int(size) for size in re.findall(r"&([0-9]+)", (node.text or "").replace("&&", ""))]
                if units(node.text or "") > 255 or "&" in rest or any(not 1 <= size <= 96 for size in sizes):
                    self.say(part, f"the head or foot {node.text!r}")
        last = 0
        for node in root.iter(MAIN + "col"):
            low, high = int(node.get("min")), int(node.get("max"))
            if not last < low <= high <= COLUMNS or not 0 <= float(node.get("width", 8)) <= 255:
                self.say(part, f"column {low}")
            last = high

    def check_table(self, part, sheet, texts):
        root = self.parts[part]
        where, heads = box(root.get("ref")), [node.get("name") for node in root.iter(MAIN + "tableColumn")]
        name, own = root.get("displayName"), root.find(MAIN + "autoFilter")
        if not NAME.match(name) or LIKE_CELL.match(name) or name != root.get("name"):
            self.say(part, f"is called {name!r}")
        self.taken.append(name.casefold())
        if where is None or where[3] <= where[1] or own is None or own.get("ref") != root.get("ref"):
            self.say(part, f"stands at {root.get('ref')}")
            return None
        if int(root.find(MAIN + "tableColumns").get("count")) != len(heads) or len(heads) != where[2] - where[0] + 1:
            self.say(part, "has not as many heads as columns")
        if repeated(head.casefold() for head in heads) or any(not 0 < units(head) <= 255 for head in heads):
            self.say(part, "has two heads that are one, or one that is none")
        for column, head in enumerate(heads, where[0]):
            if texts.get((where[1], column)) != head:
                self.say(part, f"calls {head!r} what the sheet calls {texts.get((where[1], column))!r}")
        return where

    def check_sheet(self, part):
        root, relations = self.parts[part], self.relations(part)
        texts = self.check_rows(part, root)
        merged = self.check_boxes(part, "merged cells", [node.get("ref") for node in root.iter(MAIN + "mergeCell")])
        boxes = [self.check_table(relations[node.get(OFFICE + "id")], part, texts) for node in root.iter(MAIN + "tablePart")]
        boxes = [b for b in boxes if b is not None]
        if overlapping(boxes) or any(meet(a, b) for a in boxes for b in merged):
            self.say(part, "a table meets another or merged cells")
        if boxes and root.find(MAIN + "autoFilter") is not None:
            self.say(part, "a filter beside a table's")
        used = [node.get(OFFICE + "id") for node in root.iter() if node.get(OFFICE + "id") is not None]
        if sorted(used) != sorted(relations):
            self.say(part, "relations that are not used, or used that are not there")
        self.check_rules(part, root)
        self.check_page(part, root)

    def check_charts(self):
        for part, root in self.parts.items():
            if not part.startswith("xl/charts/"):
                continue
            if any(node.get("val") not in MARKERS for node in root.iter(CHART + "symbol")):
                self.say(part, "marks points as no Excel does")
            for node in root.iter(CHART + "f"):
                self.check_formula(part, node.text)
                if not re.match(SHEET + r"\$[A-Z]+\$[0-9]+(:\$[A-Z]+\$[0-9]+)?$", node.text):
                    self.say(part, f"draws {node.text}")

    def check_properties(self):
        for part in ("docProps/core.xml", "docProps/app.xml"):
            for node in self.parts[part].iter():
                if units(node.text or "") > 255:
                    self.say(part, "says too much")

    def check(self):
        self.check_package()
        self.check_book()
        self.check_styles()
        self.check_strings()
        for part in self.parts:
            self.check_order(part)
        self.taken += [self.parts[part].get("displayName").casefold() for part in self.parts if part.startswith("xl/tables/")]
        for part in self.sheets.values():
            if part.startswith("xl/worksheets/"):
                self.check_sheet(part)
        tables = [self.parts[part] for part in self.parts if part.startswith("xl/tables/")]
        names = [table.get("displayName").casefold() for table in tables]
        ranges = [node.get("name").casefold() for node in self.parts["xl/workbook.xml"].iter(MAIN + "definedName")]
        if repeated(table.get("id") for table in tables) or repeated(names) or set(names) & set(ranges):
            self.say("xl/tables", "two tables, or a table and a range, have one name or number")
        self.check_charts()
        self.check_properties()
        return self.problems


def check(path):
    try:
        problems = Workbook(path).check()
    except (AttributeError, KeyError, ValueError, xml.etree.ElementTree.ParseError) as error:
        problems = [f"can't be read at all: {error!r}"]
    return [f"{path.rpartition('/')[2]} {problem}" for problem in problems]


if __name__ == "__main__":
    import sys
    for argument in sys.argv[1:]:
        for found in check(argument):
            print(found)
