#!/usr/bin/python3
"""Counts real test cases in meson's JUnit logs and prints the closing line.

Each TAP case counts once. A test program that crashed, timed out, could not start or failed after its last case (a leak) counts as one
failure more, as does a log that is missing. Of the last, JUnit tells nothing: it stands in the JSON log beside. Exit status 1 when
anything failed or nothing ran.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as ET



def list_bad_programs(path):
    """The tests that meson itself calls failed, by name."""
    log = pathlib.Path(path).with_name("testlog.json")
    with log.open(encoding="utf-8") as lines:
        results = [json.loads(line) for line in lines]
    return {test["name"] for test in results if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")}


passed = failed = skipped = 0
for path in sys.argv[1:]:
    try:
        root = ET.parse(path).getroot()
        bad_programs = list_bad_programs(path)
    except (OSError, ET.ParseError, ValueError) as problem:
        print(f"count-results: {path}: {problem}", file=sys.stderr)
        failed += 1
        continue
    for suite in root.iter("testsuite"):
        bad_here = 0
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                bad_here += 1
                print(f"FAILED: {suite.get('name')}: {case.get('name')}", file=sys.stderr)
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
        reported = int(suite.get("failures") or 0) + int(suite.get("errors") or 0)
        if any(suite.get("name").endswith(name) for name in bad_programs):
            reported = max(reported, 1)
        if reported > bad_here:
            print(f"FAILED: {suite.get('name')}: the test program itself", file=sys.stderr)
        failed += max(bad_here, reported)
if passed == 0 and failed == 0:
    print("count-results: no test ran", file=sys.stderr)
    failed = 1
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(1 if failed else 0)
