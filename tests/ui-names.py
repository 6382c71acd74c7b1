#!/usr/bin/python3
"""ui-names.py BUILD - every control of the interview, in each of its states and both layouts, by role and name, as a screen reader finds it.

Run inside tests/ui-session.sh. The whole tree of the window is walked, popovers included. What can be operated must have a name of its
own (GTK tells the type's name for what has none), no two controls that stand together may have the same, and nothing is named twice
over. Then Tab goes round: whatever it comes to has a name too, and it comes back to where it began.
"""
import functools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from gi.repository import GLib

import uidriver
from uidriver import Atspi, Tap, key, type_text, wait

BUILD = pathlib.Path(sys.argv[1]).resolve()
FOLDER = tempfile.mkdtemp(prefix="plumb-names-")
WIDE, COLUMN = "1280x800", "560x800"
CONTROLS = {"push button", "button", "toggle button", "check box", "radio button", "text", "entry", "password text", "list item", "combo box",
            "menu item", "check menu item", "radio menu item", "page tab", "slider", "spin button", "switch", "link"}
# Take the focus only to pass it on, or scroll by keyboard; a drop-down's shown item stands inside its button, which has the name.
CARRIERS = {"scroll pane", "list", "filler", "panel", "label", "alert", "status bar", "heading", "image", "window", "frame", "dialog", "menu"}
tap = Tap()


def workspace(name):
    path = os.path.join(FOLDER, name + ".plumbline")
    subprocess.run([str(BUILD / "app" / "terminal" / "plumb"), "--workspace", path, "demo"], check=True, capture_output=True)
    return path


def clean(function):
    @functools.wraps(function)
    def run():
        programs = []
        try:
            function(programs)
        finally:
            for program in programs:
                if program.process.poll() is None:
                    program.kill()

    return tap.case(run)


def open_page(programs, name, person, target, size, there):
    program = uidriver.Program([str(BUILD / "ui" / "plumbline"), workspace(name), f"--person={person}", f"--open={target}", f"--size={size}"])
    programs.append(program)
    program.find(*there)
    return program


def is_named(name):
    return bool(name.strip()) and not re.match(r"(Gtk|Gdk|Adw|Plumb)[A-Z]\w*$", name)


class Walk:
    """Controls found in one look at the whole tree."""

    def __init__(self, program):
        self.controls = []  # (role, name, scope)
        self.problems = []
        self._walk(program.accessible, ())

    def _walk(self, node, path):
        try:
            node.clear_cache()
            role, name = node.get_role_name(), node.get_name() or ""
            focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
            children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        except GLib.Error:
            return
        # A page of a stack, a list, a window and a group with a name tell their controls apart: the same name may stand in two of them.
        if name == "GtkStackPage" or role in ("list", "frame", "dialog"):
            path = (*path, id(node))
        elif role == "panel" and is_named(name):
            path = (*path, name)
        if role in CONTROLS or (focusable and role not in CARRIERS):
            self._look(node, role, name, path, focusable)
        for child in children:
            if child is not None:
                self._walk(child, path)

    def _look(self, node, role, name, path, focusable):
        parent = node.get_parent()
        # A menu button is a push button in a push button of the same name, a drop-down one in a combo box; the inner one takes the focus.
        if not focusable and role in ("push button", "combo box"):
            return
        # GTK numbers the pages of the shortcuts itself, "_1".
        if not is_named(name):
            self.problems.append(f"{role} without a name, in {parent.get_role_name()} “{parent.get_name()}”")
        elif ("_" in name and not re.fullmatch(r"_\d", name)) or re.fullmatch(r"(.+)\s+\1", name):
            self.problems.append(f"{role} named “{name}”")
        elif any(other[:3] == (role, name, path) for other in self.controls):
            self.problems.append(f"two {role}s named “{name}” side by side")
        self.controls.append((role, name, path))

    def check(self, view, *expected):
        """Each expected (role, pattern) is there, and nothing is amiss."""
        missing = [f"no {role} named /{pattern}/" for role, pattern in expected
                   if not any(r == role and re.search(pattern, n) for r, n, _ in self.controls)]
        problems = missing + self.problems
        listed = "".join(f"\n  {r}: {n}" for r, n, _ in self.controls) if missing else ""
        assert not problems, f"{view}: " + "; ".join(problems) + listed


BUTTON, TEXT, CHECK, ITEM = "push button", "text", "check box", "list item"
HEADER = [(BUTTON, "^Back$"), (BUTTON, r"^Interview clock, \d\d:\d\d, paused$"), (BUTTON, "^Privacy curtain$"), (BUTTON, "^Main menu$")]
QUESTIONS = [
    (BUTTON, "^What this really asks$"), (BUTTON, "^Probe: Why that pattern"), (BUTTON, "^Probe: Catalogue reads"), (BUTTON, "^STAR$"),
    (BUTTON, "^STROE$"), (BUTTON, "^Stamp time$"), (TEXT, "^Notes$"), (CHECK, "^Describes write-through"), (CHECK, "^Judges the cache"),
    (BUTTON, "^Add a red flag$"), (CHECK, "^Treats cached data as current"), (BUTTON, "^Score 1 of 4, Below$"), (BUTTON, "^Score 2 of 4, Near$"),
    (BUTTON, "^Score 3 of 4, Meets$"), (BUTTON, "^Score 4 of 4, Exceeds$"), (BUTTON, "^Not asked$"), (BUTTON, "^Asked, no evidence$"),
    (BUTTON, "^Not applicable$"), (BUTTON, "^Declined$"), (BUTTON, "^Review( and submit)?$"), (BUTTON, "^Next question$"),
    (BUTTON, "^Previous( question)?$"),
]
REVIEW = [(BUTTON, f"^{word}$") for word in ("Back to the questions", "Strong no", "No", "Yes", "Strong yes", "No decision", "Submit scorecard")]
REVIEW += [(TEXT, "^Summary$"), (TEXT, "^Hand-over note$"), (ITEM, "^Question 1, REST API")]
FLAG = [(TEXT, "^Red flag$"), (TEXT, "^What supports it$"), (BUTTON, "^Minor$"), (BUTTON, "^Major$"), (BUTTON, "^Critical$"), (BUTTON, "^Raise")]


def focused_name(program):
    node = program.focused()
    return "" if node is None else node.get_name() or ""


def go_round(program, view):
    """Tab from where the focus is until it comes back there; answers the names it came to."""
    first = program.focused()
    names, before = [], first
    for _ in range(200):
        key("Tab")
        wait("the focus to move", lambda before=before: program.focused() not in (None, before))
        node = program.focused()
        role, name = node.get_role_name(), node.get_name() or ""
        assert is_named(name) or role in ("scroll pane", "list"), f"{view}: Tab came to a {role} without a name after {names[-3:]}"
        if node == first:
            return names
        names.append(name)
        before = node
    raise AssertionError(f"{view}: Tab does not come back: {names}")


def walk_interview(programs, size, layout):
    program = open_page(programs, layout, "Lukas Weber", "interview:Priya Raman/systems-design", size, (TEXT, "^Notes$"))
    wait("the focus", lambda: focused_name(program) == "Notes")
    script = [(ITEM, "^Question 2, Caching strategies")] if size == WIDE else [(BUTTON, "^Script$")]
    Walk(program).check(f"{layout}, questions", *HEADER, *QUESTIONS, *script)
    names = go_round(program, f"{layout}, questions")
    for name in ("Stamp time", "Add a red flag", "Declined", "Privacy curtain"):
        assert name in names, f"{layout}: Tab did not come to {name}: {names}"
    if size == COLUMN:
        assert "Script" in names, names
        program.tab_to(BUTTON, "^Script$")
        key("Return")
        wait("the script", lambda: focused_name(program).startswith("Question 2, "))
        Walk(program).check(f"{layout}, script", (ITEM, "^Question 4, "))
        key("Escape")
        program.tab_to(TEXT, "^Notes$")
    # A flag of the question and one of the panelist's own, each with its controls.
    key("ctrl+f")
    wait("the flag's name", lambda: focused_name(program) == "Red flag")
    Walk(program).check(f"{layout}, raising a flag", *FLAG)
    for label in ("First own", "Second own"):
        if focused_name(program) != "Red flag":
            key("ctrl+f")
            wait("the flag's name", lambda: focused_name(program) == "Red flag")
        type_text(label)
        key("Return")
        wait("the quote", lambda: focused_name(program) == "What supports it")
        key("Return")
        program.find(CHECK, f"^{label}")
        wait("the notes", lambda: focused_name(program) == "Notes")
    # Two points from what the checklist suggests: why, in a line.
    key("Escape")
    wait("the score bar", lambda: focused_name(program).startswith("Score "))
    key("4")
    point = program.find(BUTTON, "^Score 4 of 4")
    wait("the point to be pressed", lambda: program.has_state(point, Atspi.StateType.PRESSED))
    Walk(program).check(f"{layout}, with flags", *QUESTIONS, *script, (CHECK, "^First own"),
                        (CHECK, "^Second own"), (TEXT, "First own"), (TEXT, "^Why the score"))
    key("F9")
    wait("the curtain", lambda: focused_name(program).startswith("Uncover"))
    Walk(program).check(f"{layout}, curtain", (BUTTON, "^Uncover"))
    key("F9")
    key("ctrl+Return")
    program.find(ITEM, "^Question 1, REST API")
    wait("the recommendation", lambda: focused_name(program) == "Strong no")
    Walk(program).check(f"{layout}, review", *REVIEW)
    names = go_round(program, f"{layout}, review")
    for name in ("Summary", "Hand-over note", "Back to the questions"):
        assert name in names, f"{layout}: Tab did not come to {name}: {names}"
    key("F10")
    program.find("menu item", "Shortcuts|shortcuts")
    Walk(program).check(f"{layout}, menu", ("menu item", "hortcuts"))
    key("Escape")
    wait("the menu to close", lambda: program.focused() is not None and "menu" not in program.focused().get_role_name())
    key("F1")
    program.find("entry", "^Search shortcuts$")
    Walk(program).check(f"{layout}, shortcuts")
    key("Escape")
    wait("one window", lambda: program.accessible.get_child_count() == 1)
    assert program.quit() == 0


@clean
def the_interview_in_three_columns(programs):
    walk_interview(programs, WIDE, "wide")


@clean
def the_interview_in_one_column(programs):
    walk_interview(programs, COLUMN, "column")


@clean
def an_interview_not_started(programs):
    program = open_page(programs, "ready", "Sam Cole", "interview:Priya Raman/production-debugging", WIDE, (BUTTON, "^Start the interview$"))
    Walk(program).check("not started", (BUTTON, "^Start the interview$"))
    assert program.quit() == 0


@clean
def the_other_pages(programs):
    for person, target, there in (("Beate Lang", "loops", (None, "Priya Raman")), ("Beate Lang", "board:Priya Raman", (None, "^Evidence gathered")),
                                  ("João Silva", "debrief:Wanjiru Mwangi", (None, "Evidence by competency")),
                                  ("Beate Lang", "packet:Hana Sato", (BUTTON, "^Save PDF")), ("Beate Lang", "library", (None, "^Library"))):
        program = open_page(programs, target.split(":")[0], person, target, WIDE, there)
        Walk(program).check(target)
        assert program.quit() == 0


tap.run()
