#!/usr/bin/python3
"""ui-column.py BUILD - the interview beside a call, in the real window: a column of 560 by 700 with text at 200 %, where nothing is cut
off; and from one layout to the other with focus, caret and scroll kept.

Run inside tests/ui-session.sh.
"""
import subprocess

import uidriver
from interviewdriver import (Focus, caret_of, click, expect_focus, new_workspace, notes_of, open_page, point_at, reach_last_line, stored,
                             wait_status)
from uidriver import Atspi, Tap, key, type_text, wait

tap = Tap()
CONTROLS = {"push button", "toggle button", "check box", "text", "entry", "list item"}


def set_text_scale(scale):
    """The scale of text is the resolution that the X server's resources tell a program at its start."""
    subprocess.run(["xrdb", "-merge"], input=f"Xft.dpi: {96 * scale}\n".encode(), check=True)


def find_cut_off(program, width):
    """Controls that reach beyond the sides of the window."""
    wrong = []
    for node in program.walk():
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW) if node.get_component_iface() else None
        if node.get_role_name() not in CONTROLS or extents.width <= 0 or extents.height <= 0:
            continue
        if extents.x < 0 or extents.x + extents.width > width:
            wrong.append((node.get_role_name(), node.get_name(), extents.x, extents.width))
    return wrong


@tap.case
def large_text_in_the_column_loses_nothing():
    workspace = new_workspace("large")
    set_text_scale(2)
    try:
        program = open_page(workspace, size="560x700")
        reach_last_line(program)
        window = subprocess.run("xdotool getactivewindow getwindowgeometry", shell=True, check=True, capture_output=True, text=True)
        assert "560x700" in window.stdout, window.stdout
        assert not find_cut_off(program, 560), find_cut_off(program, 560)
        type_text("by keyboard, ")
        key("Escape")
        expect_focus(program, "^Score ")
        key("3")
        wait_status(program, "^Score 3")
        assert not find_cut_off(program, 560), find_cut_off(program, 560)
        point_at(program.find("push button", "^Next question$"))  # the steps stand below then
        click()
        wait_status(program, "^Question 3 of 4")
        key("ctrl+Return")
        wait_status(program, "^Review and submit$")
        assert not find_cut_off(program, 560), find_cut_off(program, 560)
        assert program.quit() == 0
    finally:
        set_text_scale(1)


@tap.case
def a_change_of_layout_keeps_focus_caret_and_scroll():
    workspace = new_workspace("layout")
    program = open_page(workspace)
    notes = reach_last_line(program)
    for line in range(40):
        type_text(f"line {line}", delay=0)
        key("Return")
    key("Up", "Up", "Up", "Home")
    place = caret_of(notes)

    def caret_is_in_sight():
        at = notes.get_text_iface().get_character_extents(caret_of(notes), Atspi.CoordType.WINDOW)
        return 0 < at.y < 700

    for width in (560, 1280):
        uidriver.resize(width, 800)
        wait("the layout", lambda width=width: program.search(None, "^2 OF 4$" if width == 560 else "^QUESTION 2 OF 4$"))
        expect_focus(program, "^Notes$")
        assert caret_of(notes_of(program)) == place
        wait("the caret in sight", caret_is_in_sight)
    # The score takes its focus along when it moves below and back.
    key("Escape")
    expect_focus(program, "^Score 1")
    for width in (560, 1280):
        Focus.node = None
        uidriver.resize(width, 800)
        wait("the layout", lambda width=width: program.search(None, "^2 OF 4$" if width == 560 else "^QUESTION 2 OF 4$"))
        wait("the score's focus", lambda: (program.focused().get_name() or "").startswith("Score 1"))
    assert program.quit() == 0


@tap.case
def the_clock_is_paused_by_key_and_the_wording_of_flags_is_read():
    workspace = new_workspace("pause")
    program = open_page(workspace)
    reach_last_line(program)
    key("ctrl+p")
    wait_status(program, "^The clock runs$")
    key("ctrl+p")
    wait_status(program, "^The clock is paused$")
    key("ctrl+f")
    expect_focus(program, "^Red flag$")
    type_text("Bad culture fit")
    key("Return")
    expect_focus(program, "What supports it")
    type_text("heard he is too old")
    key("Return")
    wait_status(program, "^Red flag raised: ")
    key("ctrl+Return")
    wait_status(program, "^Review and submit$")
    key("0")
    expect_focus(program, "^Strong no$|^No decision$")
    for _ in range(12):
        if (program.focused().get_name() or "") == "Reason for no decision":
            break
        key("Tab")
    type_text("Just a gut feeling")
    program.find("list item", "^Red flag, “culture fit”: Vague$")
    program.find("list item", "^Red flag “Bad culture fit”, what supports it, ")
    program.find("list item", "^Reason for no decision, “gut feeling”: Vague$")
    assert program.quit() == 0
    _, assignment = stored(workspace)
    assert assignment["card"]["no_decision_reason"] == "Just a gut feeling"
    assert assignment["card"]["running_since"] is None


tap.run()
