#!/usr/bin/python3
"""ui-job.py BUILD - the whole job in the real window, by keyboard: new loop, interview with a red flag, debrief, decision, packet.

Run inside tests/ui-session.sh. The accessibility tree is only read; what was stored is asked of the terminal program.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import uidriver
from uidriver import Tap, key, type_text, wait

BUILD = pathlib.Path(sys.argv[1]).resolve()
PLUMB = str(BUILD / "app" / "terminal" / "plumb")
PLUMBLINE = str(BUILD / "ui" / "plumbline")
NOTES = ["Java and Go for six years; owns the ledger service.", "Peak of 4,000 writes a second; sharded by account.",
         "Wants the senior band; can start in March."]
QUOTE = "we never measured it"
tap = Tap()


def plumb(workspace, *words):
    return subprocess.run([PLUMB, "--workspace", workspace, *words], check=True, capture_output=True, text=True).stdout


def reads(program, pattern):
    """Waits until something on the page reads like this."""
    return program.find(None, pattern)


def open_loop(program, candidate):
    key("ctrl+n")
    program.find("text", "^Candidate’s name$")
    type_text(candidate)
    program.tab_to("push button", "^Panelist for Recruiter screen")
    key("space")
    program.find("label", "^Add person…$")
    wait("the search of the list", lambda: (program.focused() or program.accessible).get_role_name() == "entry")
    type_text("Beate")
    program.gone("label", "^Add person…$")
    key("Down", "Return")
    wait("Beate Lang in the panel",
         lambda: any(n.get_name() == "Beate Lang" for n in program.walk(program.search("combo box", "^Panelist for Recruiter screen"))))
    program.tab_to("push button", "Open loop$")
    key("Return")
    program.find("push button", "Start interview")


def debrief_is_hidden(program):
    program.tab_to("push button", "Debrief$")
    key("Return")
    reads(program, "^Hidden until your card is in$")
    key("alt+Left")
    program.find("push button", "Start interview")


def interview(program):
    program.tab_to("push button", "Start interview")
    key("Return")
    program.tab_to("push button", "Start the interview$")
    key("Return")
    for index, note in enumerate(NOTES):
        wait("the notes", lambda: program.focused() and program.focused().get_name() == "Notes")
        type_text(note)
        if index == 1:
            key("ctrl+f")
            wait("the flag's label", lambda: program.focused() and program.focused().get_name() == "Red flag")
            type_text("Never measured the load")
            key("Return")
            wait("the flag's quote", lambda: "supports it" in (program.focused().get_name() or ""))
            type_text(QUOTE)
            key("Return")
            program.find("check box", "Never measured the load")
            key("n")
        key("Escape")
        wait("the score bar", lambda: (program.focused().get_name() or "").startswith("Score "))
        key(str(index + 2))
        reads(program, f"^Score {index + 2}, ")
        key("n")
        if index < len(NOTES) - 1:
            key("ctrl+Down")
            reads(program, f"^Question {index + 2} of 3")
    key("ctrl+Return")
    reads(program, "^Review and submit$")
    key("3")
    program.tab_to("text", "^Summary$")
    type_text("Owns a system at real load.")
    key("ctrl+Return")
    wait("the submit button", lambda: "Submit scorecard" in (program.focused().get_name() or ""))
    key("Return")
    reads(program, "^Submitted by Beate Lang")
    key("alt+Left")


def decide(program, workspace, candidate):
    program.tab_to("push button", "Debrief$")
    key("Return")
    reads(program, "^Evidence by competency$")
    evaluation = json.loads(plumb(workspace, "evaluate", candidate, "--json"))
    assert evaluation["composite"] is not None
    reads(program, f"^Composite {evaluation['composite']:.2f} of 4$")
    reads(program, "^Never measured the load$")
    program.tab_to("push button", "^No hire")
    key("space")
    program.tab_to("text", "^Rationale for the committee")
    type_text("Too little evidence beyond the first screen.")
    program.tab_to("push button", "^Record the decision")
    key("Return")
    reads(program, r"^Beate Lang, .*Outcome at that moment")
    document = json.loads(plumb(workspace, "show", candidate, "--json"))
    assert document["state"] == "decided", document["state"]
    decision = document["decisions"][-1]
    assert decision["value"] == "no-hire" and decision["rationale"] == "Too little evidence beyond the first screen."


def save(program, shortcut, path):
    key(shortcut)
    program.choose_file("committee packet", path)
    reads(program, "^Saved " + re.escape(path))
    assert os.path.getsize(path) > 1000


def export(program, folder):
    program.tab_to("push button", "Packet$")
    key("Return")
    program.find("push button", "^Save PDF")
    save(program, "ctrl+e", os.path.join(folder, "packet.xlsx"))
    save(program, "ctrl+s", os.path.join(folder, "packet.pdf"))
    with zipfile.ZipFile(os.path.join(folder, "packet.xlsx")) as book:
        text = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))
    pages = subprocess.run(["pdftotext", os.path.join(folder, "packet.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    pages = " ".join(pages.split())
    for words in [*NOTES, QUOTE, "Never measured the load", "Owns a system at real load."]:
        assert words in text, f"the workbook lacks “{words}”"
        assert words in pages, f"the PDF lacks “{words}”"


@tap.case
def the_whole_job_by_keyboard():
    folder = tempfile.mkdtemp(prefix="plumb-job-")
    workspace = os.path.join(folder, "job.plumbline")
    candidate = "Imre Testa"
    plumb(workspace, "demo")
    program = uidriver.Program([PLUMBLINE, workspace, "--person=Beate Lang", "--size=1280x800"])
    reads(program, "^Priya Raman")
    open_loop(program, candidate)
    debrief_is_hidden(program)
    interview(program)
    decide(program, workspace, candidate)
    export(program, folder)
    assert program.quit() == 0
    report = json.loads(plumb(workspace, "verify", "--json"))
    assert report["problems"] == [] and report["events"] > 20, report


tap.run()
