#!/usr/bin/python3
"""check-pages.py - the written PDFs, read by other programs. Prints TAP.

A sample loop: its pages against the reference pictures in tests/pages (--renew takes them anew, as ./dev pages does), and the preview
against the file. The sample, each demo loop in every profile and a number of random loops: sound for qpdf; every text whole and in
its own order among the tagged texts, every word found by pdftotext; no page blank, nothing in the margins; outline and page numbers as
they should be; and what a profile leaves out in no part of the unpacked file.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
import pictures  # noqa: E402

MAKE_PAGES = sys.argv[1]
RENEW = "--renew" in sys.argv
RANDOM_SEED, RANDOM_COUNT = 2026, 8
MARGIN = 28  # points that stay white at each edge
HEAD = 50  # points with running heads and feet
RESOLUTION = 36

results = []


def report(name, problems):
    results.append(not problems)
    print(f"{'ok' if not problems else 'not ok'} {len(results)} {name}", flush=True)
    for problem in problems[:8]:
        print(f"# {problem}")


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def pages_of(pdf):
    info = run("pdfinfo", str(pdf)).stdout.decode()
    return int(re.search(r"^Pages:\s+(\d+)", info, re.M).group(1))


def make_folder(root, *arguments):
    folder = root / "-".join(arguments)
    folder.mkdir()
    made = run(MAKE_PAGES, str(folder), *arguments)
    report(f"make {' '.join(arguments)}", [] if made.returncode == 0 else [made.stderr.decode()])
    return folder


# --- soundness


def check_sound(pdf):
    checked = run("qpdf", "--check", str(pdf))
    said = checked.stderr.decode().splitlines()
    return [] if checked.returncode == 0 and not said else [f"{pdf.name}: {line}" for line in said or [checked.returncode]]


# --- text


def extract(pdf):
    return run("pdftotext", "-raw", str(pdf), "-").stdout.decode()


def read_structure(pdf):
    """The text of each element in the order of the document, as a reader that follows its tags hears it."""
    return run("pdfinfo", "-struct-text", str(pdf)).stdout.decode(errors="replace")


def squeeze(text):
    """What is left when breaks, spaces and direction marks are taken out; compatible forms of a letter are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c)[0] != "C")


def is_mirrored(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def element_texts(structure):
    return [match.group(1) for match in re.finditer(r'^\s+"(.*?)"$', structure, re.M | re.S)]


def check_text(pdf, packets):
    """Every line of every text, in its own order; lines that run from right to left by their letters."""
    problems = []
    text = squeeze(extract(pdf))
    spoken = squeeze("".join(element_texts(read_structure(pdf))))
    found = collections.Counter(text) | collections.Counter(spoken)
    for line in {line for packet in packets for wanted in packet["texts"] for line in wanted.split("\n")}:
        # Marks that are one with their letter say so by a text of their own, which pdftotext alone reads.
        if squeeze(line) in spoken or squeeze(line) in text or is_mirrored(line) and not collections.Counter(squeeze(line)) - found:
            continue
        problems.append(f"{pdf.name}: “{line[:80]}” is missing, or torn apart")
    return problems


def check_words(pdf, packets):
    """pdftotext finds each word, a word broken over two lines when the break is taken out."""
    text = extract(pdf)
    words, squeezed = set(re.split(r"\W+", text)), None
    problems = []
    for wanted in {word for packet in packets for text in packet["texts"] for word in re.split(r"\W+", text)}:
        if wanted in words or is_mirrored(wanted) or not wanted:
            continue
        squeezed = squeezed or re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))
        if re.sub(r"\W+", "", unicodedata.normalize("NFKC", wanted)) not in squeezed:
            problems.append(f"{pdf.name}: “{wanted}” is missing")
    return problems


def check_numbers(pdf, packets):
    """Each packet counts its own pages; together they are all pages."""
    found = re.findall(r"Page (\d+) of (\d+)", extract(pdf))
    problems, left = [], 0
    for number, (page, count) in enumerate(found):
        left = left or int(count)
        if int(page) != int(count) - left + 1:
            problems.append(f"{pdf.name}: page {number + 1} says {page} of {count}")
        left -= 1
    if len(found) != pages_of(pdf) or left != 0:
        problems.append(f"{pdf.name}: {len(found)} page numbers on {pages_of(pdf)} pages")
    return problems


# --- ink


def check_ink(pdf):
    problems = []
    drawn = run("pdftoppm", "-gray", "-r", str(RESOLUTION), str(pdf)).stdout
    edge, head = MARGIN * RESOLUTION // 72, HEAD * RESOLUTION // 72
    for number, (width, height, grey) in enumerate(pictures.read_pgm(drawn), 1):
        rows = [grey[y * width:(y + 1) * width] for y in range(height)]
        inner = b"".join(row[edge:width - edge] for row in rows[head:height - head])
        outer = b"".join(rows[:edge] + rows[height - edge:]) + b"".join(row[:edge] + row[width - edge:] for row in rows)
        if min(outer) < 250:
            problems.append(f"{pdf.name}: ink in the margin of page {number}")
        if sum(1 for b in inner if b < 200) < 40:
            problems.append(f"{pdf.name}: page {number} is blank")
    return problems


# --- outline


def outline_titles(pdf):
    """Titles with their depth, from qpdf's JSON."""
    document = json.loads(run("qpdf", "--json=1", "--json-key=outlines", str(pdf)).stdout)

    def walk(entries, depth):
        for entry in entries:
            yield depth, entry["title"], entry["destpageposfrom1"]
            yield from walk(entry["kids"], depth + 1)

    return list(walk(document["outlines"], 0))


def check_outline(pdf, packets):
    titles = outline_titles(pdf)
    problems = []
    if len([t for t in titles if t[0] == 0]) != len(packets):
        problems.append(f"{pdf.name}: not one outline entry a packet")
    for wanted in ("Summary", "Stamp"):
        if sum(1 for depth, title, _ in titles if depth == 1 and title == wanted) != len(packets):
            problems.append(f"{pdf.name}: “{wanted}” is not in the outline of every packet")
    if [t[2] for t in titles] != sorted(t[2] for t in titles) or None in [t[2] for t in titles]:
        problems.append(f"{pdf.name}: outline entries are out of order or lead nowhere")
    return problems


# --- what a profile leaves out


def unpack(pdf):
    """The whole file with nothing packed, twice: as it is, and with the text strings of metadata, outline and structure read."""
    run("qpdf", "--qdf", "--object-streams=disable", str(pdf), f"{pdf}.unpacked")
    data = pathlib.Path(f"{pdf}.unpacked").read_bytes()
    wide = b"".join(bytes.fromhex(h.decode()) for h in re.findall(rb"<feff((?:[0-9a-f]{4})*)>", data))
    return data + wide.decode("utf-16-be", errors="replace").encode()


def check_left_out(folder, committee):
    """What the committee reads and this profile leaves out is in no part of the file: neither drawn nor in any string of it."""
    problems = []
    for pdf in sorted(folder.glob("[0-9]*.pdf")):
        texts = squeeze(extract(pdf)) + squeeze(read_structure(pdf)) + squeeze(unpack(pdf).decode(errors="replace"))
        own = json.loads((folder / f"{pdf.stem}.json").read_text())
        kept = squeeze("\n".join(t for packet in own for t in packet["texts"] + packet["people"]))
        for packet in json.loads((committee / f"{pdf.stem}.json").read_text()):
            for wanted in packet["texts"] + packet["people"]:
                short = squeeze(wanted)
                if len(short) >= 8 and short not in kept and short in texts:
                    problems.append(f"{pdf.name}: “{wanted[:60]}”")
    return problems


# --- pictures


REFERENCES = pathlib.Path(__file__).resolve().parent / "pages"
# What the reference pictures show: parts that look unlike each other.
SHOWN = (("committee", 1), ("committee", 2), ("committee", 5), ("committee", 7), ("totals", 3), ("candidate", 1))


def check_references(folder):
    """The pages of the sample look as they did. `--renew` takes them as they are now."""
    problems = []
    for name, page in SHOWN:
        path, drawn = REFERENCES / f"{name}-{page}.png", pictures.draw_page(folder / f"{name}.pdf", page)
        if RENEW:
            REFERENCES.mkdir(exist_ok=True)
            pictures.write_picture(drawn, path)
        said = pictures.compare(drawn, pictures.read_picture(path), 12, 0.004)
        if said:
            problems.append(f"{name}-{page}: {said}; look at it, and renew the pictures with ./dev pages if it is meant to be so")
    return problems


def check_sharpness():
    """That comparison sees a change: a line of text gone, all of it a line lower, another page."""
    page, other = pictures.read_picture(REFERENCES / "committee-2.png"), pictures.read_picture(REFERENCES / "committee-5.png")
    inked = next(y for y in range(300, page[1]) if min(page[2][y * page[0]:(y + 1) * page[0]]) < 128)
    changes = {"a line gone": pictures.erase(page, inked - 4, inked + 8), "a line lower": pictures.shift(page, 9), "another": other}
    return [f"{name} is not seen" for name, changed in changes.items() if not pictures.compare(page, changed, 12, 0.004)]


def check_preview(folder):
    """What the screen shows is what the file holds."""
    problems = []
    for pdf in sorted(folder.glob("*.pdf")):
        for page in range(1, pages_of(pdf) + 1):
            said = pictures.compare(pictures.draw_page(pdf, page), pictures.read_picture(folder / f"{pdf.stem}-{page}.png"), 24, 0.004)
            problems += [f"{pdf.stem}, page {page}: {said}"] if said else []
    return problems


def check_folder(folder):
    pdfs = sorted(folder.glob("*.pdf"))
    single = [pdf for pdf in pdfs if pdf.stem != "all"]
    listed = {pdf: json.loads(pdf.with_suffix(".json").read_text()) for pdf in pdfs}
    name = folder.name
    report(f"{name}: sound", [p for pdf in pdfs for p in check_sound(pdf)])
    report(f"{name}: every text is there, whole and in order", [p for pdf in single for p in check_text(pdf, listed[pdf])])
    report(f"{name}: every word is found", [p for pdf in single for p in check_words(pdf, listed[pdf])])
    report(f"{name}: page numbers", [p for pdf in pdfs for p in check_numbers(pdf, listed[pdf])])
    report(f"{name}: no blank page, white margins", [p for pdf in single for p in check_ink(pdf)])
    report(f"{name}: outline", [p for pdf in pdfs for p in check_outline(pdf, listed[pdf])])


def main():
    with tempfile.TemporaryDirectory() as root:
        root = pathlib.Path(root)
        sample = make_folder(root, "sample")
        check_folder(sample)
        report("sample: as the reference pictures", check_references(sample))
        report("a changed page is noticed", check_sharpness())
        report("sample: preview and file are the same", check_preview(sample))
        if RENEW:
            return 0
        committee = make_folder(root, "demo", "committee")
        check_folder(committee)
        for profile, paper in (("totals", "letter"), ("candidate", "a4"), ("audit", "letter")):
            folder = make_folder(root, "demo", profile, paper)
            report(f"{folder.name}: sound", [p for pdf in sorted(folder.glob("*.pdf")) for p in check_sound(pdf)])
            if profile in ("totals", "candidate"):
                report(f"{folder.name}: what is left out is nowhere", check_left_out(folder, committee))
        check_folder(make_folder(root, "random", str(RANDOM_SEED), str(RANDOM_COUNT)))
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


sys.exit(main())
