#!/usr/bin/python3
"""ui-evidence.py BUILD - note lines as evidence, in the real window: tagged by key, by pointer and by menu; followed while they are
written on; taken away with their line and brought back by undo; listed in the review. And the red flag's popover, which loses nothing.

Run inside tests/ui-session.sh.
"""
from interviewdriver import (click, expect_focus, new_workspace, notes_of, open_page, point_at, reach_last_line, stored, wait_status)
from uidriver import Tap, key, type_text, wait

tap = Tap()
FIRST = "Write-through acks after both, write-back after cache only. Places the write right."


def evidence(workspace):
    _, assignment = stored(workspace)
    return {one["target"]: one["quote"] for one in assignment["card"]["answers"][1]["evidence"]}


def wait_evidence(workspace, what, condition):
    wait(what, lambda: condition(evidence(workspace)))


@tap.case
def evidence_follows_its_line():
    workspace = new_workspace("follows")
    program = open_page(workspace)
    reach_last_line(program)
    type_text("says it may be stale")
    key("ctrl+shift+2")
    wait_status(program, "^Evidence for: ")
    wait_evidence(workspace, "the line", lambda e: list(e.values()) == ["says it may be stale"])
    type_text(" for a minute")
    wait_evidence(workspace, "the longer line", lambda e: list(e.values()) == ["says it may be stale for a minute"])
    key("Return")
    type_text("another line")
    wait_status(program, r"saved \d\d:")
    assert list(evidence(workspace).values()) == ["says it may be stale for a minute"]
    # The line goes, and its evidence with it; an undo brings back both.
    key("Up", "Home", "shift+End", "BackSpace")
    wait_status(program, "^The line is gone, and no longer evidence for: ")
    wait_evidence(workspace, "no evidence", lambda e: not e)
    key("ctrl+z")
    wait_evidence(workspace, "the evidence again", lambda e: list(e.values()) == ["says it may be stale for a minute"])
    # Lines above come and go without touching it.
    key("ctrl+Home", "shift+Down", "BackSpace")
    wait("the line above gone", lambda: not program.text(notes_of(program)).startswith("23:10"))
    wait_status(program, r"saved \d\d:")
    assert list(evidence(workspace).values()) == ["says it may be stale for a minute"]
    assert program.quit() == 0


@tap.case
def a_rubric_row_tags_and_untags_by_pointer():
    workspace = new_workspace("pointer")
    program = open_page(workspace)
    notes = reach_last_line(program)
    key("ctrl+Home")
    tag = program.find("push button", "^The note line is evidence of: Names data loss")
    point_at(tag)
    click()
    wait_status(program, "^Evidence for: Names data loss")
    wait_evidence(workspace, "the first line", lambda e: list(e.values()) == [FIRST])
    expect_focus(program, "^Notes$")  # the notes keep the focus
    type_text("x")
    wait("typing goes on", lambda: program.text(notes).startswith("x"))
    key("BackSpace")
    row = program.find("push button", "^Take away the evidence “Write-through")
    point_at(row)
    click()
    wait_status(program, "^No longer evidence for: Names data loss")
    wait_evidence(workspace, "no evidence", lambda e: not e)
    _, assignment = stored(workspace)
    assert len(assignment["card"]["answers"][1]["signals"]) == 3  # it stays observed
    assert program.quit() == 0


@tap.case
def the_context_menu_tags_the_line_under_the_pointer():
    workspace = new_workspace("menu")
    program = open_page(workspace)
    notes = reach_last_line(program)
    point_at(notes, 120, 16)
    click(3)
    wait("the menu", lambda: program.search("menu item", "^Select All$"))
    key("Up")
    wait("the submenu's item", lambda: "This line is evidence of" in (program.focused().get_name() or ""))
    key("Return")
    program.find("menu item", "^2  Names data loss")
    key("Down", "Down", "Return")
    wait_status(program, "^Evidence for: Names data loss")
    wait_evidence(workspace, "the first line", lambda e: list(e.values()) == [FIRST])
    wait("the notes to have the focus", lambda: (program.focused().get_name() or "") == "Notes")
    assert program.quit() == 0


@tap.case
def the_review_lists_evidence_and_marks_its_absence():
    workspace = new_workspace("review")
    program = open_page(workspace)
    reach_last_line(program)
    type_text("says it may be stale")
    key("ctrl+shift+2", "ctrl+Down", "Escape")
    expect_focus(program, "^Score ")
    key("ctrl+Down", "3")
    wait_status(program, "^Score 3")
    wait("the mark", lambda: program.search(None, "^no evidence recorded$"))
    key("ctrl+Return")
    wait_status(program, "^Review and submit$")
    program.find(None, "^✓ Names data loss on a crash as the price of write-back: “says it may be stale”$")
    program.find(None, "^Nothing supports this score$")
    assert program.quit() == 0


@tap.case
def a_half_written_flag_is_kept_when_the_program_ends():
    workspace = new_workspace("flag")
    program = open_page(workspace)
    reach_last_line(program)
    key("ctrl+f")
    expect_focus(program, "^Red flag$")
    type_text("dropped")
    key("Escape")
    expect_focus(program, "^Notes$")
    key("ctrl+f")
    expect_focus(program, "^Red flag$")
    type_text("Talks over the question")
    key("F9")
    wait("the curtain", lambda: program.search("frame", "^Interview – Plumbline$"))
    key("F9")
    wait("the page", lambda: program.search("frame", "^Priya Raman"))
    key("ctrl+f")
    expect_focus(program, "^Red flag$")
    wait("its words", lambda: program.text(program.focused()) == "Talks over the question")
    assert program.quit() == 0  # once
    document, _ = stored(workspace)
    labels = [flag["label"] for flag in document["flags"]]
    assert "Talks over the question" in labels and "dropped" not in labels, labels


tap.run()
