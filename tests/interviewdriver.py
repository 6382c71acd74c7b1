"""What the window tests of the interview share: a demo workspace of one's own, the page, the focus, the status line."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import uidriver
from uidriver import Atspi, key, wait

BUILD = pathlib.Path(sys.argv[1]).resolve()
PLUMB = str(BUILD / "app" / "terminal" / "plumb")
PLUMBLINE = str(BUILD / "ui" / "plumbline")
FOLDER = tempfile.mkdtemp(prefix="plumb-interview-")
LOOP, PERSON, STAGE = "Priya Raman", "Lukas Weber", "systems-design"  # a draft with notes, its second question in hand


def plumb(workspace, *words):
    return subprocess.run([PLUMB, "--workspace", workspace, *words], check=True, capture_output=True, text=True).stdout


def new_workspace(name):
    workspace = os.path.join(FOLDER, name + ".plumbline")
    plumb(workspace, "demo")
    return workspace


def stored(workspace, loop=LOOP, person=PERSON, stage=STAGE):
    """The loop as the person sees it, and the assignment of the stage."""
    document = json.loads(plumb(workspace, "show", loop, "--as", person, "--json"))
    return document, next(a for a in document["assignments"] if a["stage"] == stage)


class Focus:
    """Who has the focus, as the program tells: asking every widget takes half a second a time."""

    node = None

    @classmethod
    def told(cls, event, *_):
        if event.detail1:
            cls.node = event.source


listener = Atspi.EventListener.new(Focus.told)
listener.register("object:state-changed:focused")


started = []


def open_page(workspace, loop=LOOP, person=PERSON, stage=STAGE, size="1280x800", wrapper=(), environment=None):
    Focus.node = None
    while started:  # what a failed case left behind would take the keys
        program = started.pop()
        if program.process.poll() is None:
            program.kill()
    # GTK 4.8 leaks a stream each time it reads a clipboard of another program, in functions without a name to suppress.
    full = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0:fast_unwind_on_malloc=1"}
    full.update(environment or {})
    program = uidriver.Program([*wrapper, PLUMBLINE, workspace, f"--person={person}", f"--open=interview:{loop}/{stage}",
                                f"--size={size}"], full)
    program.statuses = None
    started.append(program)
    return program


def expect_focus(program, pattern):
    """The program tells once; when that came before anybody listened, the whole tree is asked."""
    polls = 0

    def look():
        nonlocal polls
        polls += 1
        if polls % 25 == 0:
            Focus.node = program.focused() or Focus.node
        return Focus.node is not None and re.search(pattern, Focus.node.get_name() or "")

    wait(f"focus on /{pattern}/", look)


def wait_status(program, pattern):
    """Waits for a word anywhere; the status labels are asked first, the whole tree now and then."""
    polls = 0

    def look():
        nonlocal polls
        polls += 1
        if program.statuses is None:  # a page that is coming up may take one away meanwhile: then it is asked again
            program.statuses = [node for node in program.walk() if node.get_role() in (Atspi.Role.STATUS_BAR, Atspi.Role.STATIC)]
        for node in program.statuses:
            node.clear_cache()
            if re.search(pattern, node.get_name() or ""):
                return node
        return program.search(None, pattern) if polls % 10 == 0 else None

    return wait(f"the status /{pattern}/", look)


def notes_of(program):
    return program.find("text", "^Notes$")


def caret_of(node):
    return node.get_text_iface().get_caret_offset()


def point_at(node, x=None, y=None):
    """Takes the pointer onto an accessible: its middle, or so many pixels from its corner."""
    extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    window = subprocess.run(["xdotool", "getactivewindow"], check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run(["xdotool", "mousemove", "--window", window, str(extents.x + (extents.width // 2 if x is None else x)),
                    str(extents.y + (extents.height // 2 if y is None else y))], check=True)


def click(button=1):
    subprocess.run(["xdotool", "click", str(button)], check=True)


def reach_last_line(program):
    """The caret to the end of the notes."""
    expect_focus(program, "^Notes$")
    key("ctrl+End")
    notes = notes_of(program)
    wait("the caret at the end", lambda: caret_of(notes) == notes.get_text_iface().get_character_count())
    return notes
