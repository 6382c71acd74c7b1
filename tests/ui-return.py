#!/usr/bin/python3
"""ui-return.py BUILD - coming back to an interview, in the real window: the question and the caret after a crash and after a change of
layout, the clock that ran meanwhile, and saving that the disk refuses.

Run inside tests/ui-session.sh.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import uidriver
from interviewdriver import (PLUMBLINE, Focus, caret_of, expect_focus, new_workspace, notes_of, open_page, reach_last_line, stored,
                             wait_status)
from uidriver import Skip, Tap, key, type_text, wait

tap = Tap()
SETTINGS = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "plumbline" / "settings.ini"


def wait_kept(pattern):
    wait(f"/{pattern}/ in the settings", lambda: SETTINGS.exists() and re.search(pattern, SETTINGS.read_text()))


@tap.case
def a_crash_reopens_the_question_and_the_caret():
    workspace = new_workspace("crash")
    program = open_page(workspace)
    reach_last_line(program)
    key("ctrl+Down")
    wait_status(program, "^Question 3 of 4")
    type_text("one two three")
    key("ctrl+Left")
    wait_status(program, r"saved \d\d:")
    wait_kept(r"spot-\S+=\S+ 8 ")
    program.kill()
    program = uidriver.Program([PLUMBLINE, workspace, "--person=Lukas Weber"])  # nobody says which page
    expect_focus(program, "^Notes$")
    program.statuses = None
    wait_status(program, "^Question 3 of 4")
    notes = notes_of(program)
    assert program.text(notes) == "one two three" and caret_of(notes) == 8, (program.text(notes), caret_of(notes))
    assert program.quit() == 0
    # Left as it should be, the program starts where it always does; the caret is kept all the same.
    program = uidriver.Program([PLUMBLINE, workspace, "--person=Lukas Weber"])
    program.find(None, "^Priya Raman")
    assert program.search("text", "^Notes$") is None
    assert program.quit() == 0
    program = open_page(workspace)
    expect_focus(program, "^Notes$")
    wait("the caret", lambda: caret_of(notes_of(program)) == 8)
    assert program.quit() == 0


@tap.case
def the_clock_that_ran_meanwhile_is_kept_or_taken_off():
    workspace = new_workspace("clock")
    for choice, sign in (("^Keep it$", "min stay on the clock$"), ("^Take it off$", "min are off the clock$")):
        program = open_page(workspace)
        expect_focus(program, "^Notes$")
        if choice == "^Keep it$":
            program.press("push button", "^Interview clock, .*, paused$")
            wait_status(program, "^The clock runs$")
        assert program.search(None, "^The clock ran on for") is None
        wait_kept(r"spot-\S+=\S+ \d+ \d+ [1-9]\d+ 0")
        assert program.quit() == 0
        _, before = stored(workspace)
        seen = re.search(r"(spot-\S+=\S+ \d+ \d+ )([1-9]\d+)( 0)", SETTINGS.read_text())
        earlier = int(seen[2]) - 42 * 60 * 1000000
        SETTINGS.write_text(SETTINGS.read_text().replace(seen[0], f"{seen[1]}{earlier}{seen[3]}"))
        program = open_page(workspace)
        wait_status(program, "^The clock ran on for 42 min while")
        program.press("push button", choice)
        wait_status(program, f"^42 {sign}")
        sign_of_time = program.search("label", "of 7 min · time is up$")
        program.gone("push button", choice)
        wait_status(program, r"saved \d\d:")
        assert program.quit() == 0
        _, after = stored(workspace)
        spent = [sum(a["seconds"] for a in one["card"]["answers"]) for one in (before, after)]
        gained = after["card"]["elapsed"] - before["card"]["elapsed"]
        if choice == "^Keep it$":
            assert spent[1] - spent[0] >= 42 * 60, spent
            assert sign_of_time  # 7 minutes were planned
            assert gained >= 0
        else:
            assert 0 <= spent[1] - spent[0] < 120, spent
            assert after["card"]["elapsed"] == 0, after["card"]["elapsed"]  # 26 minutes were on it: never below nothing
        assert after["card"]["running_since"] is not None


def make_immutable(paths, immutable):
    """Even an open file can't be written then; answers whether this machine lets us."""
    return shutil.which("chattr") is not None and all(subprocess.run(["chattr", "+i" if immutable else "-i", path], capture_output=True, check=False).returncode == 0
               for path in paths)


def refuse_and_go_on(workspace, refuse, allow):
    """Types while the disk refuses, and again when it no longer does: nothing typed may be missing, and the sign must be true."""
    program = open_page(workspace)
    notes = reach_last_line(program)
    type_text("before, ")
    wait_status(program, r"saved \d\d:")
    refuse()
    try:
        type_text("during, ")
        print("# " + wait_status(program, "^Not saved: ").get_name(), flush=True)
        wait_status(program, "scored.* · not saved$")
        type_text("and after")
        wait("what is typed", lambda: program.text(notes).endswith("before, during, and after"))
        recovery = pathlib.Path(os.environ["XDG_STATE_HOME"]) / "plumbline" / "recovery"
        wait("the recovery file", lambda: any("during, and after" in p.read_text() for p in recovery.glob("*.json")))
        _, assignment = stored_while_refused(workspace)
        assert "during" not in assignment["card"]["answers"][1]["notes"]
    finally:
        allow()
    button = program.search("push button", "^Try now$")
    if button is not None:  # it may have been tried again by itself
        button.get_action_iface().do_action(0)
    wait_status(program, r"scored · saved \d\d:")
    wait("the problem to go", lambda: program.search(None, "^Not saved: ") is None)
    wait("the recovery file to go", lambda: not list(recovery.glob("*.json")))
    assert program.quit() == 0
    _, assignment = stored(workspace)
    assert assignment["card"]["answers"][1]["notes"].endswith("before, during, and after")


def stored_while_refused(workspace):
    """Read from a copy: the file itself may not take even a reader's marks."""
    copy = tempfile.mkdtemp(prefix="plumb-copy-") + "/copy.plumbline"
    for end in ("", "-wal"):
        if os.path.exists(workspace + end):
            shutil.copyfile(workspace + end, copy + end)
    return stored(copy)


@tap.case
def a_file_gone_read_only_is_told_and_tried_again():
    workspace = new_workspace("readonly")
    if not make_immutable([workspace], True):
        raise Skip("chattr +i is not allowed here")
    make_immutable([workspace], False)
    files = [workspace, workspace + "-wal"]
    refuse_and_go_on(workspace, lambda: make_immutable(files, True), lambda: make_immutable(files, False))


@tap.case
def a_full_disk_is_told_and_tried_again():
    disk = tempfile.mkdtemp(prefix="plumb-disk-")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
        raise Skip("nothing may be mounted here")
    try:
        workspace = os.path.join(disk, "full.plumbline")
        shutil.copyfile(new_workspace("full"), workspace)
        filler = pathlib.Path(disk) / "filler"

        def fill():
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass

        refuse_and_go_on(workspace, fill, filler.unlink)
    finally:
        subprocess.run(["umount", "--lazy", disk], check=False)


@tap.case
def a_locked_workspace_is_told_and_tried_again():
    workspace = new_workspace("locked")
    holder = None

    def lock():
        nonlocal holder
        holder = subprocess.Popen([sys.executable, "-c", "import sqlite3, sys\n"
                                   "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                                   "c.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()", workspace],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert holder.stdout.readline() == b"held\n"

    refuse_and_go_on(workspace, lock, lambda: holder.communicate())


@tap.case
def a_file_read_only_from_the_start_is_told():
    workspace = new_workspace("noway")
    os.chmod(workspace, 0o444)
    powers = "-dac_override,-dac_read_search"
    wrapper = ["setpriv", "--bounding-set", powers, "--inh-caps", powers] if os.getuid() == 0 else []
    program = open_page(workspace, wrapper=wrapper)
    reach_last_line(program)
    type_text("kept beside")
    print("# " + wait_status(program, "^Not saved: ").get_name(), flush=True)
    assert program.quit() == 0
    os.chmod(workspace, 0o600)
    program = open_page(workspace)
    program.press("push button", "^Bring it back$")
    wait("the words", lambda: program.text(notes_of(program)).endswith("kept beside"))
    assert program.quit() == 0
    _, assignment = stored(workspace)
    assert assignment["card"]["answers"][1]["notes"].endswith("kept beside")


@tap.case
def opened_from_the_board_the_first_keys_go_into_the_notes():
    """The loop is read already then, and the stack hands the focus on by itself: elsewhere a letter would score."""
    workspace = new_workspace("board")
    program = open_page(workspace)
    reach_last_line(program)
    key("alt+Left")
    program.tab_to("push button", "^Continue interview")
    Focus.node = None
    key("Return")
    expect_focus(program, "^Notes$")
    type_text("e")
    wait("the letter in the notes", lambda: program.text(notes_of(program)).endswith("e"))
    key("alt+Left")
    program.find("push button", "^Continue interview")
    key("ctrl+r")
    expect_focus(program, "^Interviews still to come")
    assert program.quit() == 0
    _, assignment = stored(workspace)
    assert assignment["card"]["answers"][1]["state"] == "open", assignment["card"]["answers"][1]


tap.run()
