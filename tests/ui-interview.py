#!/usr/bin/python3
"""ui-interview.py BUILD [PATTERN] - a whole interview in the real window by keyboard alone, compared with what was stored, character by character.

Run inside tests/ui-session.sh. Everything is done with keys; the accessibility tree is only read.
"""
import functools
import os
import pathlib
import re
import subprocess
import sys

import uidriver
from interviewdriver import FOLDER, Focus, expect_focus, new_workspace, notes_of, open_page, started, stored, wait_status
from uidriver import Tap, key, type_text, wait

tap = Tap()

# Right to left, combining marks, emoji with joiners and skin tones, and what looks like commands.
HARD = [
    "שלום, התור נבנה נכון — אמר ״פעם אחת״",
    "e\u0301 n\u0303 ạ̈ Z\u0351\u036b\u0343 combining",
    "👩‍💻 said 👍🏽, then 🇨🇭 and ✍️",
    "مرحبا ١٢٣ mixed with latin (40%)",
    "1 2 3 4 0 f t w x n e a d",
    "tab\tinside, “quotes”, <b>&amp;</b> and a \\ too",
    "日本語のメモ、全角１２３",
]

# The same kinds, short enough to be typed by their codes.
TYPED = ["שלום ", "e\u0301u\u0308", "👍🏽", "مرحبا "]


def clean(function):
    """No program of a failed case stays behind; what it showed last is told."""

    @functools.wraps(function)
    def run():
        try:
            function()
        except Exception:
            for program in started:
                if program.process.poll() is None:
                    print("# " + program.outline(60).replace("\n", "\n# "), flush=True)
                    uidriver.screenshot(os.path.join(FOLDER, "failed.png"))
                    program.kill()
            raise
        finally:
            started.clear()

    return tap.case(run)


def copy_text(text):
    """Puts the text into the clipboard and waits until whoever asks is given it."""
    subprocess.run(["xclip", "-selection", "clipboard", "-i"], input=text.encode(), check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    wait("the clipboard", lambda: subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True,
                                                 check=False).stdout == text.encode())


def paste(program, node, text):
    """Pastes by Ctrl+V and waits until it is there: the clipboard answers when it likes."""
    copy_text(text)
    key("ctrl+v")
    wait("the pasted text", lambda: text in program.text(node))


def type_hard(program, node, text):
    """Types what the keyboard has no key for, as GTK offers it: Ctrl+Shift+U, the code, Space."""
    before = program.text(node)
    for character in text:
        key("ctrl+shift+u", *f"{ord(character):x}", "space")
    wait(f"{ascii(text)} in the notes", lambda: program.text(node) == before + text)


def focused_name(program):
    node = Focus.node
    return (node.get_name() or "") if node is not None else ""


def tab_to(program, pattern):
    for _ in range(40):
        if re.search(pattern, focused_name(program)):
            return
        before = Focus.node
        key("Tab")
        wait("the focus to move", lambda: Focus.node != before)
    raise AssertionError(f"no /{pattern}/ within 40 tabs")


def run_stage(size, name):
    """Seven questions, from start to submission."""
    workspace = new_workspace(name)
    loop, person, stage = "Priya Raman", "Sam Cole", "production-debugging"
    program = open_page(workspace, loop, person, stage, size)
    expected = []
    expect_focus(program, "Start the interview")
    key("Return")
    expect_focus(program, "^Notes$")
    _, assignment = stored(workspace, loop, person, stage)
    questions = [answer["question"] for answer in assignment["card"]["answers"]]
    assert len(questions) == 7
    states = ["scored", "scored", "not-asked", "no-evidence", "not-applicable", "declined", "scored"]
    keys = ["3", "4", "0", "e", "a", "d", "1"]
    for index in range(7):
        wait_status(program, f"Started|Question {index + 1} of 7")
        notes = notes_of(program)
        parts = [f"typed 1234 wxft {index} ", TYPED[index % len(TYPED)]]
        type_text(parts[0])
        wait("what was typed", lambda text=parts[0]: text in program.text(notes))
        type_hard(program, notes, parts[1])
        paste(program, notes, HARD[index])
        parts.append(HARD[index])
        key("ctrl+t")
        parts.append("\n@  ")
        type_text("after the stamp")
        parts.append("after the stamp")
        if index == 0:
            key("alt+w")
            parts.append("\n@  ▸ PROBE\n")
            wait_status(program, "^Asked: ")
            key("alt+x")
            parts.append("@  ▸ PROBE\n")
        key("ctrl+1", "ctrl+3")
        wait_status(program, "^Observed: ")
        if index == 1:
            key("ctrl+f")
            expect_focus(program, "^Red flag$")
            type_text("Talked over the question")
            key("Return")
            expect_focus(program, "What supports it")
            copy_text("«не важно» 🤷")
            key("ctrl+v")
            wait("the quote", lambda: program.text(Focus.node) == "«не важно» 🤷")
            key("Tab", "Tab", "space", "shift+Tab", "shift+Tab")
            expect_focus(program, "What supports it")
            key("Return")
            wait("the flag in the rubric", lambda: program.search("check box", "Talked over the question"))
            wait_status(program, "^Red flag raised: Talked over")
            expect_focus(program, "^Notes$")
        key("Escape")
        expect_focus(program, "^Score ")
        key(keys[index])
        wait_status(program, {"scored": f"^Score {keys[index]}, ", "not-asked": "^Not asked", "no-evidence": "no evidence",
                              "not-applicable": "^Not applicable", "declined": "eclined"}[states[index]])
        key("n")
        expect_focus(program, "^Notes$")
        expected.append((questions[index], states[index], int(keys[index]) if states[index] == "scored" else None, "".join(parts)))
        if index < 6:
            key("ctrl+Down")
    key("ctrl+Return")
    wait_status(program, "^Review and submit$")
    expect_focus(program, "Strong no")
    key("3")
    tab_to(program, "^Summary$")
    type_text("Clear under pressure. ")
    paste(program, Focus.node, HARD[2])
    tab_to(program, "Hand-over")
    type_text("Probe pools.")
    wait("the hand-over note", lambda: program.text(Focus.node) == "Probe pools.")
    key("ctrl+Return")
    expect_focus(program, "Submit scorecard")
    key("Return")
    wait_status(program, "^Submitted by Sam Cole")
    assert program.quit() == 0
    check(workspace, loop, person, stage, expected)


def check(workspace, loop, person, stage, expected):
    document, assignment = stored(workspace, loop, person, stage)
    card = assignment["card"]
    assert card["state"] == "submitted", card["state"]
    assert card["recommendation"] == "yes"
    assert card["summary"] == "Clear under pressure. " + HARD[2], ascii(card["summary"])
    assert card["handover"] == "Probe pools."
    assert card["running_since"] is None and card["elapsed"] > 0
    for answer, (question, state, score, notes) in zip(card["answers"], expected, strict=True):
        assert answer["question"] == question
        assert (answer["state"], answer["score"]) == (state, score), (question, answer["state"], answer["score"])
        pattern = re.escape(notes).replace("@", r"\d\d:\d\d").replace("PROBE", r"[^\n]+")
        assert re.fullmatch(pattern, answer["notes"]), f"{question}: {ascii(answer['notes'])} is not {ascii(notes)}"
        assert len(answer["signals"]) == 2, answer["signals"]
    flag = next(f for f in document["flags"] if f["label"] == "Talked over the question")
    assert flag["quote"] == "«не важно» 🤷", ascii(flag["quote"])
    assert flag["severity"] == "major" and flag["question"] == expected[1][0]
    assert sum(answer["seconds"] for answer in card["answers"]) > 0


@clean
def a_stage_by_keyboard_wide():
    run_stage("1280x800", "wide")


@clean
def a_stage_by_keyboard_in_the_column():
    run_stage("560x800", "column")


@clean
def nothing_acknowledged_is_lost_by_a_kill():
    workspace = new_workspace("killed")
    loop, person, stage = "Priya Raman", "Lukas Weber", "systems-design"
    program = open_page(workspace, loop, person, stage, "1280x800")
    expect_focus(program, "^Notes$")
    key("ctrl+Down", "ctrl+End")
    type_text("about to be killed")
    key("Escape")
    expect_focus(program, "^Score ")
    key("2")
    wait_status(program, "^Score 2, ")
    wait_status(program, r"2 of 4 scored · saved \d\d:")
    program.kill()
    _, assignment = stored(workspace, loop, person, stage)
    answer = assignment["card"]["answers"][2]
    assert answer["score"] == 2 and answer["notes"].endswith("about to be killed"), answer
    program = open_page(workspace, loop, person, stage, "1280x800")
    expect_focus(program, "^Notes$")
    wait_status(program, "^Question 3 of 4")
    assert program.text(notes_of(program)) == answer["notes"]
    assert program.quit() == 0


@clean
def what_the_disk_refuses_is_kept_and_offered():
    workspace = new_workspace("refused")
    loop, person, stage = "Priya Raman", "Lukas Weber", "systems-design"
    program = open_page(workspace, loop, person, stage, "1280x800")
    expect_focus(program, "^Notes$")
    holder = subprocess.Popen([sys.executable, "-c", "import sqlite3, sys\n"
                               "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                               "c.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()", workspace],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    key("ctrl+End")
    type_text(" kept beside")
    wait("the problem in sight", lambda: program.search(None, "^Not saved: "), 60)
    type_text(" and still typing")
    notes = program.text(notes_of(program))
    assert notes.endswith(" kept beside and still typing"), ascii(notes)
    recovery = pathlib.Path(os.environ["XDG_STATE_HOME"]) / "plumbline" / "recovery"
    wait("the recovery file", lambda: any("and still typing" in p.read_text() for p in recovery.glob("*.json")))
    program.kill()
    holder.communicate()
    _, assignment = stored(workspace, loop, person, stage)
    assert "kept beside" not in assignment["card"]["answers"][1]["notes"]
    program = open_page(workspace, loop, person, stage, "1280x800")
    program.press(None, "^Bring it back$")
    wait("the words to be back", lambda: program.text(notes_of(program)) == notes)
    wait("the recovery file to go", lambda: not list(recovery.glob("*.json")))
    _, assignment = stored(workspace, loop, person, stage)
    assert assignment["card"]["answers"][1]["notes"] == notes
    assert program.quit() == 0


@clean
def the_curtain_covers_everything():
    workspace = new_workspace("curtain")
    program = open_page(workspace, "Priya Raman", "Lukas Weber", "systems-design", "1280x800")
    expect_focus(program, "^Notes$")
    wait("the title", lambda: program.search("frame", "^Priya Raman"))
    key("F9")
    wait("a title that tells nothing", lambda: program.search("frame", "^Interview – Plumbline$"))
    expect_focus(program, "Uncover")
    type_text("4")
    key("F9")
    wait("the title again", lambda: program.search("frame", "^Priya Raman"))
    expect_focus(program, "^Notes$")
    _, assignment = stored(workspace, "Priya Raman", "Lukas Weber", "systems-design")
    assert assignment["card"]["answers"][1]["state"] == "open"
    assert program.quit() == 0


@clean
def a_resize_keeps_focus_and_caret():
    workspace = new_workspace("resized")
    program = open_page(workspace, "Priya Raman", "Lukas Weber", "systems-design", "1280x800")
    expect_focus(program, "^Notes$")
    key("ctrl+Home", "Right", "Right", "Right")
    notes = notes_of(program)
    wait("the caret", lambda: notes.get_text_iface().get_caret_offset() == 3)
    uidriver.resize(560, 800)
    wait("the column", lambda: program.search(None, "^2 OF 4$"))
    expect_focus(program, "^Notes$")
    assert notes_of(program).get_text_iface().get_caret_offset() == 3
    uidriver.resize(1280, 800)
    wait("the columns", lambda: program.search(None, "^QUESTION 2 OF 4$"))
    expect_focus(program, "^Notes$")
    assert notes_of(program).get_text_iface().get_caret_offset() == 3
    assert program.quit() == 0


@clean
def undo_takes_back_what_was_typed_stamped_and_pasted():
    workspace = new_workspace("undone")
    program = open_page(workspace)
    expect_focus(program, "^Notes$")
    notes = notes_of(program)
    before = program.text(notes)
    key("ctrl+End")
    type_text(" alpha")
    key("ctrl+t", "alt+w")
    type_text("beta")
    paste(program, notes, HARD[2])
    after = program.text(notes)
    assert " alpha" in after and after.endswith(HARD[2]), ascii(after)
    for _ in range(60):
        if program.text(notes) == before:
            break
        key("ctrl+z")
    wait("everything taken back", lambda: program.text(notes) == before)
    for _ in range(60):
        if program.text(notes) == after:
            break
        key("ctrl+shift+z")
    wait("everything back again", lambda: program.text(notes) == after)
    wait_status(program, r"saved \d\d:")
    assert program.quit() == 0
    _, assignment = stored(workspace)
    assert assignment["card"]["answers"][1]["notes"] == after


@clean
def a_note_line_stands_as_evidence():
    workspace = new_workspace("evidence")
    loop, person, stage = "Priya Raman", "Sam Cole", "production-debugging"
    program = open_page(workspace, loop, person, stage, "1280x800")
    expect_focus(program, "Start the interview")
    key("Return")
    expect_focus(program, "^Notes$")
    wait_status(program, "^Started")
    key("Escape")
    expect_focus(program, "^Score ")
    key("2")
    wait("the score to be marked", lambda: program.search(None, "^no evidence recorded$"))
    key("n", "ctrl+t")
    copy_text("  " + HARD[0] + "  ")
    key("ctrl+v")
    wait("the pasted text", lambda: HARD[0] in program.text(notes_of(program)))
    key("ctrl+shift+2")
    wait_status(program, "^Evidence for: ")
    wait("the mark to go", lambda: not program.search(None, "^no evidence recorded$"))
    key("ctrl+f")
    expect_focus(program, "^Red flag$")
    type_text("Blames the tools")
    key("Return")
    expect_focus(program, "What supports it")
    type_text("twice")
    key("Return")
    wait_status(program, "^Red flag raised: ")
    expect_focus(program, "^Notes$")
    key("ctrl+Return")
    wait_status(program, "^Review and submit$")
    key("Escape")
    expect_focus(program, "^Notes$")
    key("ctrl+End", "ctrl+t")
    type_text("the tools did it")
    key("ctrl+shift+f")
    wait_status(program, "^Evidence for: Blames the tools")
    key("ctrl+shift+1")
    wait("the first signal's evidence", lambda: program.search(None, "^Evidence for: (?!Blames)"))
    key("ctrl+shift+1")
    wait_status(program, "^No longer evidence for: ")
    wait_status(program, r"saved \d\d:")
    assert program.quit() == 0
    document, assignment = stored(workspace, loop, person, stage)
    answer = assignment["card"]["answers"][0]
    assert len(answer["signals"]) == 2, answer["signals"]  # the first and the second, in the question's order
    flag = next(f for f in document["flags"] if f["label"] == "Blames the tools")
    expected = {answer["signals"][1]: HARD[0], flag["id"]: "the tools did it"}
    assert {e["target"]: e["quote"] for e in answer["evidence"]} == expected, ascii(answer["evidence"])


@clean
def the_wording_check_marks_and_never_blocks():
    workspace = new_workspace("wording")
    loop, person, stage = "Priya Raman", "Sam Cole", "production-debugging"
    program = open_page(workspace, loop, person, stage, "1280x800")
    expect_focus(program, "Start the interview")
    key("Return")
    expect_focus(program, "^Notes$")
    type_text("Seemed like a nice guy.")
    for index in range(7):
        wait_status(program, f"Started|Question {index + 1} of 7")
        key("Escape")
        expect_focus(program, "^Score ")
        key("0")
        wait_status(program, "^Not asked")
        key("n")
        expect_focus(program, "^Notes$")
        if index < 6:
            key("ctrl+Down")
    key("ctrl+Return")
    expect_focus(program, "Strong no")
    key("3")
    program.find("list item", r"^1\. .*, “.*”: ")
    tab_to(program, "^Summary$")
    type_text("A good culture fit.")
    wait("the remark", lambda: program.search("list item", "^Summary, “culture fit”: Vague$"))
    wait("how many there are", lambda: program.search(None, r"^\d+ remarks on wording; none blocks the submission$"))
    tab_to(program, "Hand-over")
    type_text("Heard he is too old.")
    wait("the remark", lambda: program.search("list item", "^Hand-over note, "))
    tab_to(program, r"^1\. .*, “")
    for _ in range(8):
        if focused_name(program).startswith("Summary, “culture fit”"):
            break
        before = Focus.node
        key("Down")
        wait("the next row", lambda before=before: Focus.node != before)
    key("Return")
    expect_focus(program, "^Summary$")
    summary = program.find("text", "^Summary$")
    assert summary.get_text_iface().get_caret_offset() == len("A good culture fit")
    key("ctrl+Return")
    expect_focus(program, "Submit scorecard")
    key("Return")
    wait_status(program, "^Submitted by Sam Cole")
    program.gone("list item", "^Summary, “")
    assert program.quit() == 0
    _, assignment = stored(workspace, loop, person, stage)
    assert assignment["card"]["state"] == "submitted" and assignment["card"]["summary"] == "A good culture fit."


tap.run()
