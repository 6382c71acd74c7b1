#!/usr/bin/python3
"""check-excel.py MAKE-WORKBOOK PLUMB - no workbook has what Excel would refuse or repair (excelrules.py), as TAP.

Workbooks of random loops, of hostile texts and names, of volumes, of every profile, and of the demo; and one that is broken in every way
that the rules are for.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import excelrules

MADE = [(seed, 1, "committee", None) for seed in range(1, 9)] + [
    (300, 3, "committee", None), (300, 12, "committee", None), (400, 70, "committee", None), (700, 1, "committee", "hostile"),
    (710, 6, "audit", "hostile"), (720, 34, "committee", "hostile"), (300, 11, "committee", "volumes"), (300, 11, "candidate", "volumes"),
    (310, 7, "totals", "volumes")] + [(500, loops, profile, None) for loops in (1, 4) for profile in ("totals", "audit", "candidate")]

# What Excel would refuse or repair: a piece of a part, and what it becomes.
BREACHES = {
    "a table named in a rule": ("xl/worksheets/sheet1.xml", r"<extLst>(.*?</cfRule>.*)(<tableParts.*?</tableParts>)", r"\2<extLst>\1"),
    "a head that is not the cell's": ("xl/tables/table1.xml", 'name="Candidate"', 'name="Candidates"'),
    "two heads alike": ("xl/tables/table1.xml", 'name="Candidate"', 'name="loop"'),
    "a table wider than its heads": ("xl/tables/table4.xml", r'ref="A1:([A-Z])', r'ref="A1:Z'),
    "a table called like a cell": ("xl/tables/table5.xml", r'name="\w+" displayName="\w+"', 'name="SC2026" displayName="SC2026"'),
    "two sheets of one name": ("xl/workbook.xml", 'name="Minutes"', 'name="NOTES"'),
    "a sheet's name too long": ("xl/workbook.xml", 'name="Minutes"', 'name="Minutes of the debriefs of a week"'),
    "a sheet's name like a cell": ("xl/charts/chart1.xml", r"<c:f>[^!]*!", "<c:f>AB12!"),
    "a mark of the library's own": ("xl/charts/chart1.xml", '<c:symbol val="square"', '<c:symbol val="long_dash"'),
    "a function of 2021": ("xl/worksheets/sheet4.xml", r"<f>IFERROR\(", "<f>XLOOKUP("),
    "a formula too long": ("xl/worksheets/sheet4.xml", r"<f>", "<f>" + "1+" * 4100),
    "a text too long in a formula": ("xl/worksheets/sheet4.xml", r"<f>", '<f>"' + "x" * 256 + '"&amp;'),
    "a sheet that is not there": ("xl/worksheets/sheet1.xml", r"Scorecards!", "Scores!"),
    "a text that is not there": ("xl/worksheets/sheet5.xml", r't="s"><v>\d+', 't="s"><v>999999'),
    "a style that is not there": ("xl/worksheets/sheet5.xml", r' s="\d+"', ' s="9999"'),
    "rows out of order": ("xl/worksheets/sheet5.xml", r'<row r="2"', '<row r="3"'),
    "a size of hundreds of points": ("xl/worksheets/sheet5.xml", "&amp;8 ", "&amp;842"),
    "a lone ampersand": ("xl/worksheets/sheet5.xml", "&amp;8 ", "&amp;8 R &amp; D"),
    "a cell that is no number": ("xl/worksheets/sheet5.xml", r'( s="\d+")><v>[0-9.]+', r"\1><v>4,5"),
    "an element out of order": ("xl/worksheets/sheet5.xml", r"(<pageMargins[^>]*>)(.*)(<headerFooter>)", r"\2\1\3"),
    "a relation twice": ("xl/_rels/workbook.xml.rels", 'Id="rId2"', 'Id="rId1"'),
    "a part without a type": ("[Content_Types].xml", r'<Override PartName="/xl/tables/table4.xml"[^>]*>', ""),
    "a prompt too long": ("xl/worksheets/sheet1.xml", ' error="', ' error="' + "x" * 255),
}


def report(number, name, problems):
    print("not ok" if problems else "ok", number, "-", name)
    for problem in problems[:20]:
        print("#", problem)
    sys.stdout.flush()
    return not problems


def make(tool, plumb, folder):
    for seed, loops, profile, kind in MADE:
        subprocess.run([tool, folder, str(seed), str(loops), profile] + ([kind] if kind else []), check=True)
    workspace = [plumb, "--workspace", folder + "/demo.plumbline"]
    subprocess.run([*workspace, "demo"], check=True, stdout=subprocess.DEVNULL)
    for profile in ("committee", "totals", "candidate", "audit"):
        subprocess.run([*workspace, "export", "--all", "--profile", profile, "--xlsx", f"{folder}/demo-{profile}.xlsx"], check=True)
        subprocess.run([*workspace, "export", "Hana Sato", "--profile", profile, "--xlsx", f"{folder}/hana-{profile}.xlsx"], check=True)
    return sorted(glob.glob(folder + "/*.xlsx"))


def break_workbook(path, broken, part, piece, instead):
    """False: there is nothing to break."""
    found = False
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(broken, "w") as target:
        for entry in book.namelist():
            text = book.read(entry).decode()
            changed = re.sub(piece, instead, text, count=1, flags=re.S) if entry == part else text
            found = found or changed != text
            target.writestr(entry, changed)
    return found


def find_missed(path, broken):
    missed = []
    for name, (part, piece, instead) in BREACHES.items():
        if not break_workbook(path, broken, part, piece, instead):
            missed.append(f"{part} has nothing to break: {name}")
        elif not excelrules.check(broken):
            missed.append(name)
    return missed


def main():
    folder = tempfile.mkdtemp(prefix="plumb-excel-")
    print("1..2")
    try:
        paths = make(sys.argv[1], sys.argv[2], folder)
        whole = report(1, f"nothing that Excel would repair in {len(paths)} workbooks", [p for path in paths for p in excelrules.check(path)])
        seen = report(2, f"each of {len(BREACHES)} breaches is seen", find_missed(folder + "/300-3-committee.xlsx", folder + "/broken.xlsx"))
    finally:
        shutil.rmtree(folder)
    return 0 if whole and seen else 1


if __name__ == "__main__":
    sys.exit(main())
