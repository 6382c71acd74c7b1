#!/usr/bin/python3
"""check-workbook.py MAKE-WORKBOOK PLUMB - a second reader and a second calculator look at workbooks of random loops, as TAP.

openpyxl reads every text as it was and finds no error cell, link or text turned formula; LibreOffice recalculates every figure to the
program's own, to 1e-9, as written and after a change of a weight and a score; and so for every loop of the demo workspace.
"""
import glob
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

TOLERANCE = 1e-9
DASH = "\u2013"
SINGLES = range(1, 41)
GROUPS = [(300, 12), (400, 70)]
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
            + paths, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=280)


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
    figures = {"Composite": evaluation["composite"], "Percent": evaluation["percent"], "Coverage": evaluation["coverage"],
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
    shown = sum(isinstance(cell.value, (int, float)) and cell.number_format == "0.00" for row in sheet.iter_rows(min_row=2) for cell in row)
    expected = sum(len(c["cards"]) + len(c["shadows"]) for e in evaluations for c in e["competencies"])
    if shown != expected:
        problems.append(f"{shown} scores of cards instead of {expected}")


def check_figures(path, evaluations):
    book = openpyxl.load_workbook(path, data_only=True)
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
    return [f"{os.path.basename(path)} {problem}" for problem in problems]


def decode(text):
    """openpyxl itself decodes escaped underscores, and nothing else, in shared texts; callers look for both forms."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)


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


def check_texts(path, expected):
    book = openpyxl.load_workbook(path)
    problems = []
    found = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    problems.append(f"{sheet.title}!{cell.coordinate} is an error")
                if cell.hyperlink is not None:
                    problems.append(f"{sheet.title}!{cell.coordinate} is a link")
                if cell.data_type == "f" and "[" in re.sub(r'"[^"]*"', "", str(cell.value)):
                    problems.append(f"{sheet.title}!{cell.coordinate} leads outside")
            found.update(join_row(row))
    problems += [f"lost text {text[:60]!r}" for text in expected if text not in found]
    return [f"{os.path.basename(path)} {problem}" for problem in problems]


def check_set_up(path):
    """Frozen heads, filters, print set-up, protection, unlocked inputs with validation."""
    book = openpyxl.load_workbook(path)
    problems = []
    for name in ["Competencies", "Scorecards", "Answers", "Red flags", "Panel and stages", "Votes and decision", "Audit stamp"]:
        sheet = book[name]
        if not sheet.freeze_panes or not sheet.auto_filter.ref or not sheet.print_title_rows:
            problems.append(name + " has no frozen, filtered or repeated heads")
        if sheet.page_setup.orientation != "landscape" or sheet.page_setup.fitToHeight != 0:
            problems.append(name + " is not set up for print")
    for sheet in book.worksheets:
        if not sheet.protection.sheet or sheet.protection.password:
            problems.append(sheet.title + " is not protected without a password")
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
    return problems


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

    report("texts are as they were, no errors, no links",
           [p for path in paths for p in check_texts(path, documents[path]["texts"])])
    report("figures as written", [p for path in full for p in check_figures(path, documents[path]["evaluations"])])
    report("set-up of the sheets", check_set_up(written + "/1-1-committee.xlsx") + check_set_up(written + "/300-12-committee.xlsx"))

    office.recalculate(full, os.path.join(folder, "recalculated"))
    report("LibreOffice comes to the same figures",
           [p for path in full for p in check_figures(path.replace(written, folder + "/recalculated"), documents[path]["evaluations"])])

    for path in full:
        apply_change(path, path.replace(written, changed), documents[path]["change"])
    office.recalculate(sorted(glob.glob(changed + "/*.xlsx")), os.path.join(folder, "rechanged"))
    report("a changed weight and score move all figures",
           [p for path in full
            for p in check_figures(path.replace(written, folder + "/rechanged"), documents[path]["change"]["evaluations"])])
    report("the demo workspace, by plumb and LibreOffice", check_demo(plumb, folder, office))


def main():
    folder = tempfile.mkdtemp(prefix="plumb-workbook-")
    print("1..6")
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
