#!/usr/bin/python3
"""ui-record.py BUILD - the audit trail, the check of the record and candidates side by side in the real window. Prints TAP.

Runs inside tests/ui-session.sh.
"""
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import uidriver
from uidriver import key, type_text, wait

build = pathlib.Path(sys.argv[1])
PLUMBLINE, PLUMB = str(build / "ui" / "plumbline"), str(build / "app" / "terminal" / "plumb")
work = tempfile.TemporaryDirectory(prefix="plumb-ui-record-")
folder = pathlib.Path(work.name)
tap = uidriver.Tap()


def start(*arguments):
    return uidriver.start_alone([PLUMBLINE, *map(str, arguments)])


def plumb(workspace, *arguments):
    output = subprocess.run([PLUMB, "--workspace", str(workspace), *arguments], check=True, capture_output=True, text=True).stdout
    return json.loads(output) if "--json" in arguments else output


def script(workspace, loop, stage):
    used = plumb(workspace, "show", loop, "--json")["template"]["key"]
    template = next(t for t in plumb(workspace, "templates", "--json")["templates"] if t["key"] == used)
    return next(s for s in template["stages"] if s["key"] == stage)["questions"]


def played(name):
    """The demo, in which Sam Cole has scored a little and thought again."""
    path = folder / f"{name}.plumbline"
    plumb(path, "demo")
    first, second = script(path, "Priya Raman", "production-debugging")[:2]
    for question, score in ((first, "2"), (first, "3"), (second, "not-asked")):
        plumb(path, "score", "Priya Raman", question, score, "--as", "Sam Cole")
    return path


def quit_well(program):
    assert program.quit() == 0, "the program failed"


def rows(program):
    """What the trail shows, the newest first."""
    trail = program.find("list", "^Audit trail$")
    return [node.get_name() for node in program.walk(trail, prune=())
            if node.get_role_name() == "list item" and node.get_name()]


def told(program, words):
    return any(words in name for name in rows(program))


@tap.case
def the_trail_reads_well():
    """the page of a loop tells what was done, by whom, with what was there before; the newest first"""
    workspace = played("reads")
    program = start(workspace, "--person=Sam Cole", "--open=audit:Priya Raman")
    wait("the score", lambda: told(program, "Sam Cole scored question 1 of Production debugging 3 (before: 2)"))
    names = rows(program)
    order = [next(i for i, name in enumerate(names) if words in name)
             for words in ("marked question 2 of Production debugging as not asked", "debugging 3 (before: 2)",
                           "Sam Cole started Production debugging", "imported the loop of Priya Raman")]
    assert order == sorted(order), names
    quit_well(program)


@tap.case
def the_blind_read_states():
    """whoever owes a card reads that others started, and nothing of what they wrote; a search finds nothing of it"""
    workspace = played("blind")
    program = start(workspace, "--person=Lukas Weber", "--open=audit:Priya Raman")
    wait("the start", lambda: told(program, "Sam Cole started Production debugging"))
    assert not any(word in name for name in rows(program) for word in ("scored", "not asked", "worked on")), rows(program)
    program.find("label", "What was written on cards that are not open to you is left out")
    key("ctrl+f")
    type_text("scored")
    program.find(None, "No entry fits")
    quit_well(program)


@tap.case
def filters_by_keyboard():
    """search, person and topic narrow the list; all loops are reached from the main menu"""
    workspace = played("filters")
    program = start(workspace, "--person=Beate Lang", "--open=audit")
    wait("the library", lambda: told(program, "Plumbline brought in the shipped library"))
    key("ctrl+f")
    type_text("hana")
    wait("one loop", lambda: len(rows(program)) == 1 and told(program, "imported the loop of Hana Sato"))
    quit_well(program)


@tap.case
def the_record_is_verified():
    """verify says what it proves; a change behind the program's back is named"""
    workspace = played("sound")
    program = start(workspace, "--person=Beate Lang", "--open=audit")
    wait("the trail", lambda: len(rows(program)) > 5)
    program.press("push button", "^Verify$")
    program.press("push button", "^Verify the record$")
    program.find("label", "No problems found in ")
    program.find("label", "tamper-evident since the last anchor")
    quit_well(program)
    db = sqlite3.connect(workspace)
    db.executescript("UPDATE person SET name = name || ' ' WHERE name = 'Sam Cole'")
    db.close()
    program = start(workspace, "--person=Beate Lang", "--open=audit")
    wait("the trail", lambda: len(rows(program)) > 5)
    program.press("push button", "^Verify$")
    program.press("push button", "^Verify the record$")
    program.find("label", "problems? found")
    program.find("label", "^person .*: changed since event ")
    quit_well(program)


@tap.case
def an_old_packet_is_checked():
    """from the debrief to its trail; a packet made before holds, and the record has only grown since"""
    workspace = played("packet")
    packet = folder / "old.pdf"
    plumb(workspace, "export", "Hana Sato", "--pdf", str(packet))
    plumb(workspace, "score", "Priya Raman", script(workspace, "Priya Raman", "production-debugging")[2], "4", "--as", "Sam Cole")
    program = start(workspace, "--person=Beate Lang", "--open=debrief:Hana Sato")
    program.press("push button", "^Audit trail of this loop$")
    wait("the trail", lambda: told(program, "imported the loop of Hana Sato"))
    program.press("push button", "^Verify$")
    program.press("push button", "^Check a packet")
    program.find("push button", "^Open$|^_Open")
    type_text(str(packet))
    wait("the path in the file chooser", lambda: (program.text(program.focused()) or "").endswith("old.pdf"))
    key("Return")
    program.find("label", "^Hana Sato, committee packet of ")
    program.find("label", "has only grown since the packet was made, by one event")
    program.find("label", "that is what the workspace says now")
    quit_well(program)


@tap.case
def candidates_side_by_side():
    """candidates of a role stand by name; who is below the threshold stands apart; ranges that overlap are told"""
    workspace = folder / "compare.plumbline"
    plumb(workspace, "demo")
    program = start(workspace, "--person=Beate Lang", "--open=compare")
    program.find(None, "^Not ranked|^NOT RANKED")
    program.find("label", "^Not told apart, as their ranges overlap: Kateryna Bondar and ")
    program.find("label", "is below the 80 % from which candidates are ranked")
    names = [node.get_name() for node in program.walk(prune=())
             if node.get_role_name() == "push button" and node.get_name() in ("Kateryna Bondar", "Marcus Doyle", "Priya Raman", "Noor Haddad")]
    assert names[:4] == ["Kateryna Bondar", "Marcus Doyle", "Priya Raman", "Noor Haddad"], names
    program.tab_to("push button", "^By composite$")
    key("space")
    wait("the order of composites", lambda: [
        node.get_name() for node in program.walk(prune=()) if node.get_role_name() == "push button"
        and node.get_name() in ("Marcus Doyle", "Priya Raman", "Noor Haddad")][:3] == ["Priya Raman", "Marcus Doyle", "Noor Haddad"])
    quit_well(program)


@tap.case
def the_blind_compare_states():
    """whoever owes a card in a loop gets none of its figures, side by side either"""
    workspace = folder / "compare-blind.plumbline"
    plumb(workspace, "demo")
    program = start(workspace, "--person=Lukas Weber", "--open=compare")
    program.find("label", "^The cards of this loop are not open to you$")
    assert program.search(None, "2\\.83") is None, "the composite of a loop that is hidden"
    quit_well(program)


tap.run()
