#!/usr/bin/python3
"""check-workbook.py MAKE-WORKBOOK PLUMB - a second reader and a second calculator look at workbooks of random loops, as TAP.

openpyxl reads every text as it was and finds no error cell, link or text turned formula; LibreOffice recalculates every figure to the
program's own, to 1e-9, as written and after a change of a weight and a score; and so for every loop of the demo workspace, where the
change is made in the exported document too and `plumb evaluate` says what it comes to. PLUMB_SOAK=1: 200 loops instead of 40.
"""
import glob
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

TOLERANCE = 1e-9
DASH = "\u2013"
SINGLES = range(1, 201 if os.environ.get("PLUMB_SOAK") == "1" else 41)
GROUPS = [(300, 12), (400, 70)]
HOSTILE = [(700, 1, "committee"), (710, 6, "audit")]
PROFILES = ["totals", "audit", "candidate"]
OUTCOMES = {"Meets the bar": "meets-bar", "Below the bar": "below-bar", "Undecided": "undecided"}
STATES = {"Passes": "pass", "Fails": "fail", "Open": "open"}
GATES = ["cards", "coverage", "composite", "floor", "flags", "bar-raiser"]
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

count = 0
failures = 0


def report(name, problems):
    global count, failures
    count += 1
    failures += bool(problems)
    print(("not ok" if problems else "ok"), count, "-", name)
    for problem in problems[:12]:
        print("#", problem)
    sys.stdout.flush()


class Office:
    """LibreOffice with a profile of its own that recalculates whatever it opens."""

    def __init__(self, folder):
        self.profile = os.path.join(folder, "office")
        os.makedirs(os.path.join(self.profile, "user"))
        with open(os.path.join(self.profile, "user", "registrymodifications.xcu"), "w") as file:
            file.write(RECALCULATE)

    def recalculate(self, paths, target):
        subprocess.run(
            ["soffice", "-env:UserInstallation=file://" + self.profile, "--headless", "--convert-to", "xlsx", "--outdir", target]
            + paths, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120 + 10 * len(paths))


def columns(sheet, head):
    return {cell.value: cell.column for cell in sheet[head] if cell.value}


def same(shown, expected):
    if expected is None:
        return shown in (None, "", DASH)
    return isinstance(shown, (int, float)) and math.isclose(shown, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def compare(problems, where, shown, expected):
    if not same(shown, expected):
        problems.append(f"{where}: {shown!r} instead of {expected!r}")


def check_word(problems, where, words, shown, expected):
    if words.get(shown) != expected:
        problems.append(f"{where}: {shown!r} instead of {expected!r}")


def gate_states(evaluation):
    return {gate["key"]: gate for gate in evaluation["gates"]}


def check_cover(book, evaluation, problems):
    sheet = book["Summary"]
    labels = next(row for row in sheet.iter_rows() if row[0].value == "Composite")
    values = sheet[labels[0].row + 1]
    for cell, expected in zip(values, [evaluation["composite"], evaluation["percent"], evaluation["coverage"], *evaluation["bounds"]]):
        compare(problems, f"Summary {cell.coordinate}", cell.value, expected)
    check_word(problems, "outcome", OUTCOMES, values[5].value, evaluation["outcome"])
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Gate") + 1
    for offset, key in enumerate(GATES):
        gate = gate_states(evaluation).get(key)
        if gate is None:
            continue
        row = sheet[first + offset]
        check_word(problems, "gate " + key, STATES, row[1].value, gate["state"])
        if key != "bar-raiser":
            compare(problems, f"gate {key} measured", row[2].value, gate["figure"])
            compare(problems, f"gate {key} needed", row[3].value, gate["threshold"])


def check_row(sheet, heads, row, evaluation, problems):
    where = f"Summary row {row}"
    figures = {"Composite": evaluation["composite"], "Percent of the scale": evaluation["percent"], "Coverage": evaluation["coverage"],
               "Lowest possible": evaluation["bounds"][0], "Highest possible": evaluation["bounds"][1],
               "Cards counted": evaluation["counted"], "Cards awaited": evaluation["awaited"],
               "Splits": sum(c["split"] for c in evaluation["competencies"])}
    for head, expected in figures.items():
        compare(problems, f"{where} {head}", sheet.cell(row, heads[head]).value, expected)
    check_word(problems, where, OUTCOMES, sheet.cell(row, heads["Outcome"]).value, evaluation["outcome"])
    for key in GATES:
        gate = gate_states(evaluation).get(key)
        shown = sheet.cell(row, heads["Gate: " + key.replace("-", " ")]).value
        if gate is not None:
            check_word(problems, f"{where} gate {key}", STATES, shown, gate["state"])


def check_competencies(book, evaluations, problems):
    sheet = book["Competencies"]
    heads = columns(sheet, 1)
    rows = [row for row in range(2, sheet.max_row + 1) if isinstance(sheet.cell(row, 1).value, (int, float))]
    expected = [(number + 1, c) for number, evaluation in enumerate(evaluations) for c in evaluation["competencies"]]
    if len(rows) != len(expected):
        problems.append(f"{len(rows)} competencies instead of {len(expected)}")
    for row, (number, competency) in zip(rows, expected):
        where = f"Competencies row {row}"
        if sheet.cell(row, 1).value != number or sheet.cell(row, heads["Key"]).value != competency["key"]:
            problems.append(where + " is another one")
        compare(problems, where + " weight", sheet.cell(row, heads["Weight (input)"]).value, competency["weight"])
        compare(problems, where + " share", sheet.cell(row, heads["Share"]).value, competency["share"])
        compare(problems, where + " score", sheet.cell(row, heads["Panel score"]).value, competency["score"])
        compare(problems, where + " spread", sheet.cell(row, heads["Spread"]).value, competency["spread"])
        if (sheet.cell(row, heads["Split"]).value == "Split") != competency["split"]:
            problems.append(where + " split")


def check_distribution(book, evaluations, problems):
    rows = list(book["Distribution"].iter_rows(min_row=2, values_only=True))
    composites = [e["composite"] for e in evaluations if e["composite"] is not None]
    for low, high, shown in rows:
        expected = sum(low <= c < high or (c == high == rows[-1][1]) for c in composites)
        if shown != expected:
            problems.append(f"Distribution from {low}: {shown} instead of {expected}")
    if sum(row[2] for row in rows) != len(composites):
        problems.append("Distribution counts not every loop")


def check_cards(book, evaluations, problems):
    """Each card's score of each competency, counted or not."""
    sheet = book["Scorecards"]
    heads = columns(sheet, 1)
    shown = sum(isinstance(cell.value, (int, float))
                for row in sheet.iter_rows(min_row=2, min_col=heads["Scores of"] + 1, max_col=heads["Level"] - 1) for cell in row)
    expected = sum(len(c["cards"]) + len(c["shadows"]) for e in evaluations for c in e["competencies"])
    if shown != expected:
        problems.append(f"{shown} scores of cards instead of {expected}")


def check_raters(book, evaluations, problems):
    """Each panelist's leniency, from the cards' scores of every competency."""
    cards = {}
    for number, evaluation in enumerate(evaluations):
        for competency in evaluation["competencies"]:
            for card in competency["cards"]:
                cards.setdefault(number, {}).setdefault(card["assignment"], []).append(card["score"])
    against = []
    for of_loop in cards.values():
        levels = [sum(scores) / len(scores) for scores in of_loop.values()]
        if len(levels) > 1:
            against += [level - (sum(levels) - level) / (len(levels) - 1) for level in levels]
    sheet = book["Raters"]
    heads = columns(sheet, 1)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2) if isinstance(row[0].value, int)]
    compared = [row[heads["Cards beside others"] - 1] for row in rows]
    total = sum(n * row[heads["Leniency"] - 1] for n, row in zip(compared, rows) if n)
    if sum(compared) != len(against) or not same(total, sum(against)):
        problems.append(f"Raters: {sum(compared)} cards, {total} instead of {len(against)}, {sum(against)}")


def check_change(book, evaluations, changed, problems):
    """The cell that tells what was changed, and by how much."""
    sheet = book["Summary"]
    told = next((cell.value for row in sheet.iter_rows(max_row=12) for cell in row if isinstance(cell.value, str)
                 and ("as exported" in cell.value or "from the template" in cell.value or "from those exported" in cell.value)), None)
    if told is None or changed != (not told.startswith("Weights and thresholds are the template's")):
        problems.append(f"told of changes: {told!r}")
    if changed and told and len(evaluations) == 1 and evaluations[0]["composite"] is not None:
        now = re.search(r"([0-9.]+) now", told)
        if not now or abs(float(now.group(1)) - evaluations[0]["composite"]) > 0.00501:
            problems.append(f"{told!r} does not tell {evaluations[0]['composite']}")


def check_formulas(path, formulas, ours, theirs):
    """What each formula comes to in LibreOffice is what the file says it comes to."""
    problems = []
    count = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                mine, other = ours[sheet.title][cell.coordinate].value, theirs[sheet.title][cell.coordinate].value
                if not (same(other, mine) if isinstance(mine, (int, float)) else (mine or "") == (other or "")):
                    problems.append(f"{os.path.basename(path)} {sheet.title}!{cell.coordinate} {other!r} instead of {mine!r}")
    return problems + ([] if count or "candidate" in path else [path + " has no formula"])


def check_figures(path, evaluations, changed=False, book=None):
    book = book or openpyxl.load_workbook(path, data_only=True)
    problems = []
    if len(evaluations) == 1:
        check_cover(book, evaluations[0], problems)
    else:
        sheet = book["Summary"]
        for index, evaluation in enumerate(evaluations):
            check_row(sheet, columns(sheet, 4), 5 + index, evaluation, problems)
    if "Distribution" in book.sheetnames:
        check_distribution(book, evaluations, problems)
    check_competencies(book, evaluations, problems)
    check_cards(book, evaluations, problems)
    check_change(book, evaluations, changed, problems)
    if "Raters" in book.sheetnames:
        check_raters(book, evaluations, problems)
    return [f"{os.path.basename(path)} {problem}" for problem in problems]


def decode(text):
    """openpyxl itself decodes escaped underscores, and nothing else, in shared texts; callers look for both forms."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)


def shown(text):
    """A text as a workbook can carry it: what XML can't is there to be seen."""
    def replace(match):
        code = ord(match.group())
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
    text = text.replace("\r\n", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", replace, text)


def join_row(cells):
    """The texts of a row, with what goes on to the right put back together."""
    texts = {}
    for cell in cells:
        if not isinstance(cell.value, str):
            continue
        text = decode(cell.value)
        match = re.match(r"\[([^\]]*), continued\] ", text)
        if match:
            key = next(k for k, value in texts.items() if value.endswith(" [\u2026 continues to the right]"))
            texts[key] = texts[key][:-len(" [\u2026 continues to the right]")] + text[match.end():]
        else:
            texts[cell.column] = text
    return set(texts.values()) | {cell.value for cell in cells if isinstance(cell.value, str)}


def leads_outside(formula, names):
    """A link may lead to a cell of the workbook; nothing else may name a file."""
    link = re.fullmatch(r'=HYPERLINK\("#(\'?)([^\']+)\1!A\d+","\w+"\)', formula)
    if "HYPERLINK" in formula:
        return not link or link.group(2) not in names
    return "[" in re.sub(r'"[^"]*"', "", formula)


def check_texts(path, document, book):
    expected, parts = document["texts"], document["parts"]
    problems = []
    found = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    problems.append(f"{sheet.title}!{cell.coordinate} is an error")
                if cell.hyperlink is not None:
                    problems.append(f"{sheet.title}!{cell.coordinate} is a link")
                if cell.data_type == "f" and leads_outside(str(cell.value), book.sheetnames):
                    problems.append(f"{sheet.title}!{cell.coordinate} leads outside: {cell.value}")
            found.update(join_row(row))
    problems += [f"lost text {text[:60]!r}" for text in map(shown, expected) if text not in found]
    problems += [f"lost part {text[:60]!r}" for text in map(shown, parts) if not any(text in cell for cell in found)]
    return [f"{os.path.basename(path)} {problem}" for problem in problems]


def check_hostile(path, recalculated, document):
    """LibreOffice finds every text too, and no more formulas; no part of the file leads outside."""
    books = [openpyxl.load_workbook(p) for p in (path, recalculated)]
    formulas = [sum(cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row) for book in books]
    problems = [] if formulas[0] == formulas[1] else [f"{formulas[0]} formulas became {formulas[1]}"]
    reopened = set()
    for sheet in books[1].worksheets:
        for row in sheet.iter_rows():
            reopened |= join_row(row)
    problems += [f"LibreOffice lost {text[:60]!r}" for text in map(shown, document["texts"]) if text not in reopened]
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            part = book.read(name).decode("utf-8")
            if "<hyperlink" in part or "externalLink" in name or "TargetMode" in part or "vbaProject" in name:
                problems.append(f"{name} leads outside")
    return problems


def check_book(path, recalculated, document):
    """Problems of four kinds: of texts, of figures as written, of figures as LibreOffice has them, of single formulas."""
    formulas, ours, theirs = (openpyxl.load_workbook(p, data_only=d) for p, d in ((path, False), (path, True), (recalculated, True)))
    full = "candidate" not in path
    return [check_texts(path, document, formulas),
            check_figures(path, document["evaluations"], book=ours) if full else [],
            check_figures(recalculated, document["evaluations"], book=theirs) if full else [],
            check_formulas(path, formulas, ours, theirs)]


def check_set_up(path):
    """Frozen heads, filters, print set-up, protection, unlocked inputs with validation."""
    book = openpyxl.load_workbook(path)
    problems = []
    tables = ["Competencies", "Scorecards", "Answers", "Checks", "Notes", "Red flags", "Panel and stages", "Votes and decision", "Audit stamp"]
    for name in tables:
        sheet = book[name]
        if not sheet.freeze_panes or len(sheet.tables) != 1 or not sheet.print_title_rows:
            problems.append(name + " has no frozen heads, repeated heads or table")
        for table in sheet.tables.values():
            heads = [cell.value for cell in sheet[table.ref][0]]
            if [column.name for column in table.tableColumns] != heads or len({head.casefold() for head in heads}) != len(heads):
                problems.append(name + " has heads that are not its table's")
            if table.autoFilter is None or table.autoFilter.ref != table.ref:
                problems.append(name + " has no filter")
    names = [table.displayName for sheet in book.worksheets for table in sheet.tables.values()]
    ids = [table.id for sheet in book.worksheets for table in sheet.tables.values()]
    if len(set(names)) != len(names) or len(set(ids)) != len(ids):
        problems.append("two tables have one name")
        if sheet.page_setup.orientation != "landscape" or sheet.page_setup.fitToHeight != 0:
            problems.append(name + " is not set up for print")
    for sheet in book.worksheets:
        if not sheet.protection.sheet or sheet.protection.password or sheet.protection.autoFilter or sheet.protection.sort:
            problems.append(sheet.title + " is not protected without a password, with leave to filter and sort")
    if "&P" not in (book["Answers"].oddFooter.right.text or ""):
        problems.append("Answers counts no pages")
    for name, head in [("Competencies", "Weight (input)"), ("Method", "Bar (input)")]:
        sheet = book[name]
        row = next(cells for cells in sheet.iter_rows() if any(cell.value == head for cell in cells))
        cell = sheet.cell(row[0].row + 1, next(cell.column for cell in row if cell.value == head))
        if cell.protection.locked or not any(cell.coordinate in v.sqref for v in sheet.data_validations.dataValidation):
            problems.append(f"{name} {head} is no validated input")
    if not book["Summary"]._charts and not book.chartsheets:
        problems.append("there is no chart")
    return problems


def apply_change(path, target, change):
    """What a member of a committee would type."""
    book = openpyxl.load_workbook(path)
    sheet = book["Competencies"]
    heads = columns(sheet, 1)
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heads["Key"]).value == change["competency"])
    sheet.cell(row, heads["Weight (input)"]).value = change["weight"]
    if change["score"]:
        sheet = book["Answers"]
        heads = columns(sheet, 1)
        rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heads["Loop"]).value == change["score"]["loop"]
                and sheet.cell(row, heads["Card"]).value == change["score"]["card"]]
        sheet.cell(rows[change["score"]["answer"]], heads["Score"]).value = change["score"]["score"]
    book.save(target)


def make(tool, folder):
    for seed in SINGLES:
        subprocess.run([tool, folder, str(seed), "1", "committee"], check=True)
    for seed, loops in GROUPS:
        subprocess.run([tool, folder, str(seed), str(loops), "committee"], check=True)
    for profile in PROFILES:
        subprocess.run([tool, folder, "500", "1", profile], check=True)
        subprocess.run([tool, folder, "500", "4", profile], check=True)


def change_document(document, version):
    """The same change as a member of a committee makes, in an exported document: another weight, another score."""
    template, loop = document["templates"][0], document["loops"][0]
    change = {"competency": template["competencies"][0]["key"], "weight": template["competencies"][0]["weight"] * 3 + 1, "score": None}
    template["competencies"][0]["weight"] = change["weight"]
    template["version"] = loop["template"]["version"] = version
    canonical = json.dumps(template, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    loop["template"]["sha256"] = hashlib.sha256(canonical.encode()).hexdigest()
    for number, assignment in enumerate(loop["assignments"]):
        if assignment["card"]["state"] != "submitted" or assignment["seat"] in ("shadow", "observer"):
            continue
        for position, answer in enumerate(assignment["card"]["answers"]):
            if answer["state"] == "scored":
                answer["score"] = answer["score"] - 1 if answer["score"] > 1 else 2
                change["score"] = {"loop": 1, "card": number + 1, "answer": position, "score": answer["score"]}
                return change
    return change


def check_weightless(path, folder, office):
    """Even when every weight is taken away no cell is an error."""
    book = openpyxl.load_workbook(path)
    heads = columns(book["Competencies"], 1)
    for row in range(2, book["Competencies"].max_row + 1):
        book["Competencies"].cell(row, heads["Weight (input)"]).value = 0
    os.mkdir(folder + "/weightless")
    book.save(folder + "/weightless/book.xlsx")
    office.recalculate([folder + "/weightless/book.xlsx"], folder + "/weightless/recalculated")
    book = openpyxl.load_workbook(folder + "/weightless/recalculated/book.xlsx", data_only=True)
    return [f"{sheet.title}!{cell.coordinate} is {cell.value}" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
            if cell.data_type == "e"]


def check_demo_changes(plumb, target, ids, office):
    """Changes the documents and the workbooks; what `plumb evaluate` says of the ones, LibreOffice says of the others."""
    workspace = [plumb, "--workspace", target + "/workspace"]
    os.mkdir(target + "/changed")
    evaluations = {}
    for version, loop in enumerate(ids, 100):
        fresh = [plumb, "--workspace", f"{target}/{loop}.plumbline"]
        subprocess.run([*workspace, "export", loop, "--json", f"{target}/{loop}.json"], check=True)
        with open(f"{target}/{loop}.json") as file:
            document = json.load(file)
        apply_change(f"{target}/{loop}.xlsx", f"{target}/changed/{loop}.xlsx", change_document(document, version))
        with open(f"{target}/{loop}.json", "w") as file:
            json.dump(document, file)
        for command in (["init"], ["import", f"{target}/{loop}.json"]):
            subprocess.run([*fresh, *command], check=True, stdout=subprocess.DEVNULL)
        told = subprocess.run([*fresh, "evaluate", loop, "--json"], check=True, capture_output=True, text=True).stdout
        evaluations[loop] = json.loads(told)
    office.recalculate(sorted(glob.glob(target + "/changed/*.xlsx")), target + "/rechanged")
    return [p for loop in ids for p in check_figures(f"{target}/rechanged/{loop}.xlsx", [evaluations[loop]], True)]


def check_all_hostile(tool, folder, office):
    made = os.path.join(folder, "hostile")
    os.mkdir(made)
    for seed, loops, profile in HOSTILE:
        subprocess.run([tool, made, str(seed), str(loops), profile, "hostile"], check=True)
    paths = sorted(glob.glob(made + "/*.xlsx"))
    office.recalculate(paths, made + "/recalculated")
    problems = []
    for path in paths:
        problems += check_hostile(path, path.replace(made, made + "/recalculated"), load(path))
        problems += [p for found in check_book(path, path.replace(made, made + "/recalculated"), load(path)) for p in found]
    report("hostile texts stay texts, for both readers", problems)


def check_demo(plumb, folder, office):
    """What `plumb export` writes against what `plumb evaluate` says."""
    target = os.path.join(folder, "demo")
    os.mkdir(target)

    def ask(*arguments):
        command = [plumb, "--workspace", os.path.join(target, "workspace"), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    ask("demo")
    ids = sorted(loop["id"] for loop in json.loads(ask("loops", "--json"))["loops"])
    evaluations = [json.loads(ask("evaluate", loop, "--json")) for loop in ids]
    ask("export", "--all", "--xlsx", target + "/all.xlsx")
    for loop in ids:
        ask("export", loop, "--xlsx", f"{target}/{loop}.xlsx")
    paths = [target + "/all.xlsx"] + [f"{target}/{loop}.xlsx" for loop in ids]
    office.recalculate(paths, target + "/recalculated")
    problems = check_figures(target + "/recalculated/all.xlsx", evaluations)
    for loop, evaluation in zip(ids, evaluations):
        problems += check_figures(f"{target}/recalculated/{loop}.xlsx", [evaluation])
    report("the demo workspace, by plumb and LibreOffice", problems)
    report("a change of a demo loop gives what plumb evaluate gives", check_demo_changes(plumb, target, ids, office))


def load(path):
    with open(path[:-len(".xlsx")] + ".json") as file:
        return json.load(file)


def run(tool, plumb, folder):
    office = Office(folder)
    written = os.path.join(folder, "written")
    changed = os.path.join(folder, "changed")
    for name in [written, changed]:
        os.mkdir(name)
    make(tool, written)
    paths = sorted(glob.glob(written + "/*.xlsx"))
    full = [path for path in paths if "candidate" not in path]
    documents = {path: load(path) for path in paths}

    office.recalculate(paths, os.path.join(folder, "recalculated"))
    kinds = [[] for _ in range(4)]
    for path in paths:
        for problems, found in zip(kinds, check_book(path, path.replace(written, folder + "/recalculated"), documents[path])):
            problems += found
    report("texts are as they were, no errors, no links", kinds[0])
    report("figures as written", kinds[1])
    report(f"LibreOffice comes to the same figures in {len(full)} workbooks", kinds[2])
    report("every formula comes to what the file says", kinds[3])
    report("set-up of the sheets", check_set_up(written + "/1-1-committee.xlsx") + check_set_up(written + "/300-12-committee.xlsx"))

    for path in full:
        apply_change(path, path.replace(written, changed), documents[path]["change"])
    office.recalculate(sorted(glob.glob(changed + "/*.xlsx")), os.path.join(folder, "rechanged"))
    report("a changed weight and score move all figures",
           [p for path in full
            for p in check_figures(path.replace(written, folder + "/rechanged"), documents[path]["change"]["evaluations"], True)])
    report("without any weight no cell is an error", check_weightless(written + "/1-1-committee.xlsx", folder, office))
    check_all_hostile(tool, folder, office)
    check_demo(plumb, folder, office)


def main():
    folder = tempfile.mkdtemp(prefix="plumb-workbook-")
    print("1..10")
    try:
        if shutil.which("soffice") is None:
            print("Bail out! LibreOffice is not installed")
            return 1
        run(sys.argv[1], sys.argv[2], folder)
    finally:
        shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
