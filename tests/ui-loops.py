#!/usr/bin/python3
"""ui-loops.py BUILD - the shell, the Loops page and the Library in the real window, by keyboard. Prints TAP.

Runs inside tests/ui-session.sh.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import uidriver
from gi.repository import Atspi
from uidriver import key, type_text, wait

build = pathlib.Path(sys.argv[1])
PLUMBLINE, PLUMB = str(build / "ui" / "plumbline"), str(build / "app" / "terminal" / "plumb")
work = tempfile.TemporaryDirectory(prefix="plumb-ui-loops-")
folder = pathlib.Path(work.name)
tap = uidriver.Tap()

# What a person operates: each must say what it is.
CONTROLS = {"push button", "toggle button", "check box", "radio button", "entry", "combo box", "list item", "menu item", "page tab",
            "spin button", "slider", "list"}


def start(*arguments):
    return uidriver.start_alone([PLUMBLINE, *map(str, arguments)])


def plumb(workspace, *arguments):
    output = subprocess.run([PLUMB, "--workspace", str(workspace), *arguments], check=True, capture_output=True, text=True).stdout
    return json.loads(output) if "--json" in arguments else output


def demo(name):
    path = folder / f"{name}.plumbline"
    plumb(path, "demo")
    return path


def expect_names(program):
    unnamed = []
    for node in program.walk(prune=()):
        role = node.get_role_name()
        focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE) and role != "scroll pane"
        if (role in CONTROLS or focusable) and not node.get_name():
            unnamed.append(f"{role} in {node.get_parent().get_role_name()} “{node.get_parent().get_name()}”")
    assert not unnamed, "without a name: " + "; ".join(unnamed)


def choose_person(program, choice, name, other):
    """Opens a drop-down of people and types until `other` is no longer offered."""
    program.tab_to("push button", choice)
    key("space")
    program.find("label", f"^{other}$")
    wait("the focus in the drop-down's search", lambda: (program.focused() or program.accessible).get_role_name() == "entry")
    type_text(name)
    program.gone("label", f"^{other}$")
    key("Down", "Return")
    wait("the focus back on the drop-down", lambda: (program.focused() or program.accessible).get_role_name() == "push button")


def quit_well(program):
    code = program.quit()
    assert code == 0, f"exit code {code}"


@tap.case
def first_start_to_new_loop():
    """Nobody and nothing there: become the coordinator, open a loop, sit on it oneself."""
    workspace = folder / "fresh.plumbline"
    program = start(workspace)
    program.find("text", "^Name$")
    wait("the focus in the name", lambda: (program.focused() or program.accessible).get_name() == "Name")
    expect_names(program)
    type_text("Ama Osei")
    key("Return")
    program.find("panel", "No loops yet")
    key("ctrl+n")
    program.find("text", "^Candidate’s name$")
    wait("the focus in the candidate's name", lambda: (program.focused() or program.accessible).get_name() == "Candidate’s name")
    wait("the templates", lambda: program.search("combo box", "Panelist for Recruiter screen"))
    expect_names(program)
    key("alt+o")  # nothing is written yet
    program.find("alert", "name")
    type_text("Zola Adeyemi")
    choose_person(program, "Panelist for Recruiter screen", "Ama", "Add person…")
    program.find("label", "no assigned interview asks")
    program.gone("label", "No stage has a panelist yet")
    key("alt+o")
    program.find("heading", "^Zola Adeyemi$")
    program.find("push button", "Start interview: Recruiter screen")
    quit_well(program)
    loops = plumb(workspace, "loops", "--json")["loops"]
    assert [loop["candidate"] for loop in loops] == ["Zola Adeyemi"], loops
    again = start(workspace)  # who I am, and where I was, is remembered
    again.find("push button", "Start interview: Recruiter screen")
    quit_well(again)


@tap.case
def find_a_loop_by_keyboard():
    program = start("--person=Beate Lang", "--open=loops", demo("find"))
    program.find("list item", "Hana Sato")
    program.find("heading", "Evidence gathered")
    expect_names(program)
    key("ctrl+f")
    wait("the focus in the search", lambda: (program.focused() or program.accessible).get_name() == "Search loops")
    type_text("hana")
    program.gone("list item", "Priya Raman")
    key("Return")
    program.find("heading", "^Hana Sato$")
    program.press("push button", "^Read card: Recruiter screen")
    program.find("heading", "^Summary$")
    key("alt+Left")
    program.find("push button", "^Read card: Recruiter screen")
    quit_well(program)


@tap.case
def the_blind_see_states_only():
    program = start("--person=Lukas Weber", "--open=board:Priya Raman", demo("blind"))
    program.find("push button", "Continue interview: Systems design")
    program.find("status bar", "You owe a card")
    assert program.search("push button", "^Read card") is None
    assert program.search("label", r"^\d\.\d\d$") is None, "a figure on a blind board"
    quit_well(program)


@tap.case
def assign_a_panelist():
    workspace = demo("assign")
    program = start("--person=Beate Lang", "--open=board:Noor Haddad", workspace)
    program.find("heading", "^Noor Haddad$")
    program.press("push button", "Assign a panelist to Systems design")
    choose_person(program, "^Panelist$", "Lukas", "Add person…")
    key("alt+a")
    program.gone("push button", "Assign a panelist to Systems design")
    program.find("push button", "More for Lukas Weber, Systems design")
    quit_well(program)
    shown = plumb(workspace, "show", "Noor Haddad", "--json")
    assert "Lukas Weber" in json.dumps(shown, ensure_ascii=False)


@tap.case
def library_filters():
    program = start("--person=Beate Lang", "--open=library", demo("library"))
    program.find("list item", "^CAP")
    expect_names(program)
    key("ctrl+f")
    type_text("press book")
    program.gone("list item", "^CAP")
    program.find("status bar", "^1 question$")
    key("Return")
    program.find("heading", "^Concurrency and race conditions$")
    headings = {node.get_name() for node in program.walk() if node.get_role_name() == "heading"}
    parts = {"Prompt", "What it really asks", "Answer framework", "Strong signals", "Red flags", "Probes", "What each point looks like"}
    assert parts <= headings, f"without {parts - headings}"
    program.press("page tab", "^Loop templates$")
    program.find("heading", "^Five-stage backend loop$")
    program.find("heading", "^Decision policy$")
    quit_well(program)


@tap.case
def narrow_window():
    program = start("--person=Beate Lang", "--size=560x700", "--open=loops", demo("narrow"))
    program.find("list item", "Hana Sato")
    key("ctrl+f")
    type_text("hana")
    key("Return")
    program.find("push button", "^Back$")
    program.find("heading", "^Hana Sato$")
    key("alt+Left")
    program.gone("push button", "^Back$")
    quit_well(program)


@tap.case
def a_file_that_is_no_workspace():
    path = folder / "letter.plumbline"
    path.write_text("Dear reader, this is a letter and not a workspace. " * 50)
    before = path.read_bytes()
    program = start(path)
    program.find("label", "letter.plumbline")
    quit_well(program)
    assert path.read_bytes() == before


tap.run()
