#!/usr/bin/python3
"""test-terminal-blind.py - nobody who owes a card reads another's: every loop, everybody who owes, every command, profile and format.

Each text of each card, vote, verdict, decision and flag of the demo is replaced by a marker that names whose it is; then everything
that plumb prints or writes for somebody who owes a card is searched for markers of others. Since few in the demo owe a card to a loop
that has much to hide, each loop is also taken with each of its submitted cards set back to a draft in turn.
"""

import concurrent.futures
import copy
import csv
import hashlib
import json
import os
import re
import subprocess
import zipfile

import openpyxl

import terminal
from terminal import case, demo, export, folder, imported, main, run, run_json

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Leaks are looked for in test-terminal.py; here the program runs a thousand times.
terminal.sanitizer_options += ":detect_leaks=0"
PROFILES = ("committee", "totals", "candidate", "audit")
CARD_TEXTS = ("no_decision_reason", "summary")
found_by_owner = set()
changed = {}  # loop: whose card was set back


def marker(kind, identity):
    """A word that no other text holds; its digits are letters, so that no figure looks like it."""
    return "ZQ" + kind + hashlib.sha256(identity.encode()).hexdigest()[:12].translate(str.maketrans("0123456789", "ghijklmnop")) + "QZ"


def plant_card(assignment):
    card = assignment["card"]
    word = marker("card", assignment["id"])
    for name in CARD_TEXTS:
        if card[name]:
            card[name] = f"{word} {name}"
    if card["handover"]:
        card["handover"] = marker("handover", assignment["id"]) + " to probe"
    for answer in card["answers"]:
        if answer["notes"]:
            answer["notes"] = f"{word} notes\nand {word} a second line"
        if answer["rationale"]:
            answer["rationale"] = f"{word} rationale"
        for evidence in answer["evidence"]:
            evidence["quote"] = f"{word} quote"
    for amendment in card["amendments"]:
        for name in ("reason",) + (("before", "after") if amendment["field"] in ("notes", "summary") else ()):
            amendment[name] = f"{word} {name}"


def plant(loop):
    """Replaces the texts of a loop by markers."""
    for assignment in loop["assignments"]:
        plant_card(assignment)
    for flag in loop["flags"]:
        word = marker("card", flag["assignment"])
        for name in ("label", "quote", "resolution"):
            if flag[name]:
                flag[name] = f"{word} {name}"
        for event in flag["events"]:
            event["text"] = marker("decision", loop["id"]) + " register"
    for point in loop["points"]:
        for name in ("note", "title"):
            if point[name]:
                point[name] = marker("decision", loop["id"]) + " " + name
    for vote in loop["votes"]:
        vote["reason"] = marker("card", vote["assignment"]) + " vote"
    for verdict in loop["verdicts"]:
        verdict["rationale"] = marker("card", verdict["assignment"]) + " verdict"
        if verdict["independence"] and verdict["independence"]["note"]:
            verdict["independence"]["note"] = marker("card", verdict["assignment"]) + " note"
    for decision in loop["decisions"]:
        for name in ("rationale", "override_reason", "conditions", "reopen_reason"):
            if decision[name]:
                decision[name] = marker("decision", loop["id"]) + " " + name
    for seal in loop["seals"]:
        seal["reason"] = marker("seal", loop["id"] + seal["person"]) + " seal"


def renamed(loop, salt):
    """The loop with new ids of its own; people stay."""
    keep = {person["id"] for person in loop["people"]}
    text = json.dumps(loop)

    def new(match):
        if match.group() in keep:
            return match.group()
        digits = hashlib.sha256((salt + match.group()).encode()).hexdigest()
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"

    return json.loads(UUID.sub(new, text))


def set_back(loop, index):
    """The loop with one submitted card a draft again: its panelist owes it."""
    loop = renamed(loop, str(index))
    loop["candidate"]["name"] += f" {index}"
    loop["state"] = "open"
    loop["decisions"] = []
    assignment = loop["assignments"][index]
    person = assignment["person"]
    mine = {a["id"] for a in loop["assignments"] if a["person"] == person}
    loop["votes"] = [vote for vote in loop["votes"] if vote["assignment"] not in mine]
    loop["verdicts"] = [verdict for verdict in loop["verdicts"] if verdict["assignment"] not in mine]
    loop["seals"] = [seal for seal in loop["seals"] if seal["person"] != person]
    for flag in loop["flags"]:
        if flag["assignment"] in mine:
            flag.update(state="open", resolution="", resolved_by=None, resolved_at=None, events=[])
    drafts = {flag["id"] for flag in loop["flags"] if flag["assignment"] in mine}
    for flag in loop["flags"]:
        flag["events"] = [event for event in flag["events"] if event["into"] not in drafts]
    loop["points"] = [point for point in loop["points"] if point["key"].removeprefix("flag:") not in drafts]
    assignment["card"].update(state="draft", submitted_at=None, amendments=[], not_blind=False)
    return loop


def build():
    """One workspace with all the variants, and its document."""
    document = json.loads(export(demo()))
    loops = []
    for loop in document["loops"]:
        loops.append(copy.deepcopy(loop))
        for index, assignment in enumerate(loop["assignments"]):
            if assignment["card"]["state"] == "submitted":
                loops.append(set_back(loop, index))
                changed[loops[-1]["id"]] = assignment["person"]
    for loop in loops:
        plant(loop)
    document["loops"] = loops
    return imported("markers.plumb", document), document


workspace, document = build()
library = {text for question in run_json("questions", workspace=workspace)["questions"] for text in (question["id"], question["title"])}


def owes(assignment):
    return assignment["seat"] != "observer" and assignment["skip_reason"] is None and assignment["card"]["state"] != "submitted"


def blind_people(loop):
    sealed = {seal["person"] for seal in loop["seals"]}
    return sorted({a["person"] for a in loop["assignments"] if owes(a)} - sealed)


def pairs():
    """Each loop with everybody who owes it a card; where a card was set back only its panelist, the others being tried already."""
    for loop in document["loops"]:
        for person in blind_people(loop):
            if person == changed.get(loop["id"], person):
                yield loop, person


def each_pair(check):
    """Runs check (number, loop, person) for all pairs, as many at once as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda job: check(job[0], *job[1]), enumerate(pairs())))


def forbidden(loop, person):
    words = {marker("decision", loop["id"])} | {marker("seal", loop["id"] + seal["person"]) for seal in loop["seals"]}
    for assignment in loop["assignments"]:
        if assignment["person"] != person:
            words.add(marker("card", assignment["id"]))
            if assignment["card"]["state"] != "submitted":
                words.add(marker("handover", assignment["id"]))
    return words


MARKER = re.compile(r"ZQ[a-z]+QZ")


def search(text, loops, person, where):
    """Holds a text to what one person may see of the loops it is about."""
    # A line of a page or a cell may break inside a marker.
    there = set(MARKER.findall(text)) | set(MARKER.findall(re.sub(r"[\s\u00ad-]+", "", text)))
    for loop in loops:
        leaked = there & forbidden(loop, person)
        assert not leaked, f"{where}: {loop['candidate']['name']} as {person}: {leaked}"
    return there


def text_of(path):
    """Everything readable in an exported file."""
    if path.endswith(".pdf"):
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
    if os.path.isdir(path):
        return "\n".join(text_of(os.path.join(path, name)) for name in os.listdir(path))
    with open(path, encoding="utf-8") as file:
        return file.read()


def check_card(assignment, person, where):
    """The structure of another's card, as JSON."""
    card = assignment["card"]
    if assignment["person"] == person or card["state"] == "waiting":
        return
    assert card["withheld"], where
    assert card["recommendation"] == "none" and not card["summary"] and not card["no_decision_reason"], where
    assert card["amendments"] == [] and not card["elapsed"], where
    for answer in card["answers"]:
        assert answer["state"] == "open" and not answer["score"], where
        assert not (answer["notes"] or answer["rationale"] or answer["signals"] or answer["evidence"] or answer["seconds"]), where


def check_loop(seen, person, where):
    for assignment in seen["assignments"]:
        check_card(assignment, person, where)
    mine = {a["id"] for a in seen["assignments"] if a["person"] == person}
    for name in ("flags", "votes", "verdicts"):
        assert all(item["assignment"] in mine for item in seen[name]), f"{where}: {name}"
    assert seen["debriefs"] == [] and seen["points"] == [] and all(flag["events"] == [] for flag in seen["flags"]), where
    assert seen["decisions"] == [] and all(seal["person"] == person for seal in seen["seals"]), where


def check_evaluation(seen, where):
    assert seen["withheld"] and seen["outcome"] == "undecided" and seen["conditions"] == [], where
    assert [seen["composite"], seen["percent"], seen["coverage"], *seen["bounds"]] == [None] * 5, where
    for competency in seen["competencies"]:
        assert (competency["score"], competency["spread"], competency["split"]) == (None, None, False), where
        assert competency["cards"] == [] and competency["shadows"] == [], where
    # How many cards are in is a state, which the blind see.
    assert all(gate["state"] == "open" for gate in seen["gates"] if gate["key"] != "cards"), where
    assert all(gate["figure"] is None for gate in seen["gates"] if gate["key"] != "cards"), where
    assert seen["firmness"]["without_card"] == [], where
    assert all(move["composite"] is None for move in seen["firmness"]["weights"]["moves"]), where


@case
def enough_to_hide():
    """there are many who owe a card, in every seat and role, and the owner does read every marker"""
    seats = set()
    for loop, person in pairs():
        seats |= {a["seat"] for a in loop["assignments"] if a["person"] == person}
    assert {"interviewer", "hiring-manager", "bar-raiser", "shadow"} <= seats, seats
    roles = {p["role"] for loop, person in pairs() for p in loop["people"] if p["id"] == person}
    assert roles == {"panelist", "coordinator"}
    assert sum(1 for _ in pairs()) > 50
    for loop in document["loops"]:
        text = run("show", loop["id"], workspace=workspace)
        found_by_owner.update(MARKER.findall(text))
        text = run("show", loop["id"], "--json", workspace=workspace)
        written = set(MARKER.findall(json.dumps(loop)))
        assert written == set(MARKER.findall(text))
    assert len(found_by_owner) > 200


@case
def show_hides():
    """show --as, both forms"""

    def check(number, loop, person):
        words = ["show", loop["id"], "--as", person]
        search(run(*words, workspace=workspace), [loop], person, "show")
        text = run(*words, "--json", workspace=workspace)
        search(text, [loop], person, "show --json")
        check_loop(json.loads(text), person, f"show {loop['candidate']['name']} as {person}")

    each_pair(check)


def ordered(answers):
    """New ids of flags may put the evidence in another order."""
    return [dict(answer, evidence=sorted(answer["evidence"], key=json.dumps)) for answer in answers]


@case
def own_card_stays():
    """one's own draft is shown whole"""
    for loop, person in pairs():
        seen = run_json("show", loop["id"], "--as", person, workspace=workspace)
        shown = {assignment["id"]: assignment["card"] for assignment in seen["assignments"]}
        for mine in loop["assignments"]:
            if mine["person"] == person:
                assert ordered(shown[mine["id"]]["answers"]) == ordered(mine["card"]["answers"])
                assert shown[mine["id"]]["summary"] == mine["card"]["summary"]


@case
def evaluate_hides():
    """evaluate --as, both forms"""

    def check(number, loop, person):
        words = ["evaluate", loop["id"], "--as", person]
        text = run(*words, workspace=workspace)
        search(text, [loop], person, "evaluate")
        assert "Composite – (– %), between – and –; coverage – %" in text, text
        seen = run_json(*words, workspace=workspace)
        search(json.dumps(seen), [loop], person, "evaluate --json")
        check_evaluation(seen, f"evaluate {loop['candidate']['name']} as {person}")

    each_pair(check)


@case
def lists_hide():
    """loops --as and the commands that take no person"""
    by_person = {}
    for loop, person in pairs():
        by_person.setdefault(person, []).append(loop)
    for person, loops in by_person.items():
        search(run("loops", "--as", person, workspace=workspace), loops, person, "loops")
        seen = {loop["id"]: loop for loop in run_json("loops", "--as", person, workspace=workspace)["loops"]}
        for loop in loops:
            row = seen[loop["id"]]
            assert row["owes"] and row["mine"] and row["sight"] == "blind", row
            assert (row["outcome"], row["composite"], row["coverage"], row["decision"]) == (None,) * 4, row
    for command in ("people", "questions", "templates", "verify"):
        for words in ([command], [command, "--json"]):
            assert not MARKER.search(run(*words, workspace=workspace)), command


@case
def json_hides():
    """export --json --as, with every profile and without one"""

    def check(number, loop, person):
        for profile in (None, *PROFILES):
            path = folder.path(f"blind-{number}.json")
            words = ["--profile", profile] if profile else []
            run("export", loop["id"], "--json", path, "--as", person, "--replace", *words, workspace=workspace)
            text = text_of(path)
            search(text, [loop], person, f"export --json {profile}")
            seen = json.loads(text)["loops"][0]
            if profile in (None, "committee", "audit"):
                check_loop(seen, person, f"export {profile} {loop['candidate']['name']} as {person}")

    each_pair(check)


def write_all(words, name):
    """Exports as every kind of file but JSON; answers the text of each."""
    files = {"--pdf": folder.path(name + ".pdf"), "--xlsx": folder.path(name + ".xlsx"), "--csv": folder.path(name + ".csv")}
    run("export", *words, *(word for pair in files.items() for word in pair), "--replace", workspace=workspace)
    return {option: text_of(path) for option, path in files.items()}


def rows_of(name):
    """Rows of the CSV files and of the workbook's sheets, as lists of text."""
    for path in sorted(os.listdir(folder.path(name + ".csv"))):
        with open(folder.path(name + ".csv", path), encoding="utf-8", newline="") as file:
            yield from csv.reader(file)
    book = openpyxl.load_workbook(folder.path(name + ".xlsx"), read_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield ["" if value is None else str(value) for value in row]


def check_rows(loop, person, name, where):
    """No row about a question stands beside another's name."""
    names = {p["id"]: p["name"] for p in loop["people"]}
    others = {names[a["person"]] for a in loop["assignments"]} - {names[person]}
    for row in rows_of(name):
        assert not (others & set(row) and library & set(row)), f"{where}: {row}"


@case
def files_hide():
    """export --xlsx, --pdf and --csv --as, with every profile"""

    def check(number, loop, person):
        for profile in PROFILES:
            name = f"blind-{number}-{profile}"
            for option, text in write_all([loop["id"], "--profile", profile, "--as", person], name).items():
                search(text, [loop], person, f"export {option} {profile} {loop['candidate']['name']}")
            if profile == "audit":  # which holds all that the committee's does
                check_rows(loop, person, name, f"export {profile} {loop['candidate']['name']}")

    each_pair(check)


@case
def several_hide():
    """one file of several loops hides in each what is to be hidden there"""
    by_person = {}
    for loop, person in pairs():
        by_person.setdefault(person, []).append(loop)
    for person, loops in by_person.items():
        for option, text in write_all([loop["id"] for loop in loops[:3]] + ["--as", person], "several").items():
            search(text, loops[:3], person, f"export {option} of several")


@case
def owner_reads():
    """the owner reads the markers in every kind of file, so that a leak would be seen"""
    for option, text in write_all([document["loops"][2]["id"], "--profile", "audit"], "owner").items():
        assert len(MARKER.findall(text)) > 5, option
    names = {p["name"] for p in document["loops"][2]["people"]}
    assert sum(1 for row in rows_of("owner") if names & set(row) and library & set(row)) > 20


@case
def withheld_can_not_be_imported():
    """what was withheld can't be imported, so it can't overwrite or pretend to be the whole"""
    loop, person = next(pair for pair in pairs() if any(a["card"]["state"] == "submitted" for a in pair[0]["assignments"]))
    path = folder.path("partial.json")
    run("export", loop["id"], "--json", path, "--as", person, "--replace", workspace=workspace)
    fresh = folder.path("partial.plumb")
    run("init", workspace=fresh)
    run("import", path, workspace=fresh, status=1)
    assert run_json("loops", workspace=fresh)["loops"] == []


@case
def submitting_opens():
    """once nothing is owed any more, panel members read everything that is submitted"""
    n = 0
    for loop in document["loops"]:
        if any(owes(a) for a in loop["assignments"]):
            continue
        for person in {a["person"] for a in loop["assignments"]}:
            text = run("show", loop["id"], "--as", person, "--json", workspace=workspace)
            assert set(MARKER.findall(json.dumps(loop))) == set(MARKER.findall(text))
            n += 1
    assert n > 5


main()
