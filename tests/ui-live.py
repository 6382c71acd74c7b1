#!/usr/bin/python3
"""ui-live.py BUILD - what other programs commit arrives in the window; notifications, reminders, the loop planner. Prints TAP.

Runs inside tests/ui-session.sh. `ui-live.py --daemon FILE` is the desktop's notification service that the cases talk to.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

INTERFACE = """<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""
PATH = "/org/freedesktop/Notifications"


def daemon(path):
    """Writes each notification as a line of JSON; a line "click ID" on standard input is a click on it."""
    loop = GLib.MainLoop()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    counter = iter(range(1, 1000))

    def call(connection, sender, object_path, name, method, parameters, invocation):
        if method == "Notify":
            number = next(counter)
            with open(path, "a", encoding="utf-8") as file:
                words = parameters.unpack()
                file.write(json.dumps({"id": number, "title": words[3], "body": words[4], "actions": words[5]}) + "\n")
            invocation.return_value(GLib.Variant("(u)", (number,)))
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body", "actions"],)))
        elif method == "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))
        else:
            invocation.return_value(None)

    def command(channel, condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        bus.emit_signal(None, PATH, "org.freedesktop.Notifications", "ActionInvoked",
                        GLib.Variant("(us)", (int(line.split()[1]), "default")))
        return True

    bus.register_object(PATH, interface, call, None, None)
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print("ready", flush=True), None)
    GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.IOCondition.IN | GLib.IOCondition.HUP, command)
    loop.run()


if sys.argv[1] == "--daemon":
    daemon(sys.argv[2])
    sys.exit(0)

import uidriver  # noqa: E402
from uidriver import key, resize, type_text, wait  # noqa: E402

build = pathlib.Path(sys.argv[1])
PLUMBLINE, PLUMB = str(build / "ui" / "plumbline"), str(build / "app" / "terminal" / "plumb")
SUBMIT = str(build / "tests" / "submit-card")
work = tempfile.TemporaryDirectory(prefix="plumb-ui-live-")
folder = pathlib.Path(work.name)
tap = uidriver.Tap()


def start(*arguments):
    return uidriver.start_alone([PLUMBLINE, *map(str, arguments)])


def demo(name):
    path = folder / f"{name}.plumbline"
    subprocess.run([PLUMB, "--workspace", str(path), "demo"], check=True, capture_output=True)
    return path


def submit(workspace, loop, person):
    """Another program submits the card; answers the monotonic second at which it was committed."""
    return int(subprocess.run([SUBMIT, str(workspace), loop, person], check=True, capture_output=True, text=True).stdout) / 1e6


def settings(text):
    path = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "plumbline" / "settings.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def quit_well(program):
    code = program.quit()
    assert code == 0, f"exit code {code}"


class Desktop:
    """The notification service, and what it was told."""

    def __init__(self, name):
        self.path = folder / f"{name}.jsonl"
        self.path.write_text("")
        self.process = subprocess.Popen([sys.executable, __file__, "--daemon", str(self.path)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def told(self):
        return [json.loads(line) for line in self.path.read_text().splitlines()]

    def wait(self, n):
        wait(f"notification {n}", lambda: len(self.told()) >= n)
        return self.told()[n - 1]

    def click(self, notification):
        self.process.stdin.write(f"click {notification['id']}\n")
        self.process.stdin.flush()

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)


def active_window():
    done = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def wait_for_window(title):
    """Until a window of this title takes the keys."""
    wait(f"the window “{title}”", lambda: subprocess.run(["xdotool", "getactivewindow", "getwindowname"], capture_output=True,
                                                         text=True).stdout.strip() == title)


def put_away(program):
    """Minimises the program's window, so that it is not looked at."""
    window = wait("an active window", active_window)
    subprocess.run(["xdotool", "windowminimize", "--sync", window], check=True)
    wait("the window to be put away", lambda: active_window() != window)


def open_menu(program, button, item):
    """A menu button by keyboard, and one of its items."""
    program.tab_to(None, button, limit=120)
    key("space")
    program.find("menu item", item)
    for _ in range(8):
        focused = wait("the focus in the menu", lambda: program.focused())
        if focused.get_role_name() == "menu item" and re.search(item, focused.get_name()):
            break
        key("Down")
        wait("the focus to move on", lambda: program.focused() not in (None, focused))
    key("Return")


@tap.case
def board_and_list_follow_another_program():
    """A card that another program submits is on the board within a second of its commit, and then in the list."""
    workspace = demo("follow")
    program = start("--person=Beate Lang", "--open=board:Tomás Vidal", workspace)
    program.find("heading", "^Tomás Vidal$")
    before = program.find("list item", "^Tomás Vidal").get_name()
    cards = [node for node in program.walk() if node.get_role_name() == "label" and node.get_name() == "Waiting"]
    took = []
    for n, person in enumerate(("Ama Osei", "Lukas Weber", "Petra Novák"), 1):
        committed = submit(workspace, "Tomás Vidal", person)

        def waiting():
            for card in cards:
                card.clear_cache()
            return sum(card.get_name() == "Waiting" for card in cards)

        wait("the board to follow", lambda: waiting() == len(cards) - n)
        took.append(time.monotonic() - committed)
    print("# seen after the commit: " + ", ".join(f"{seconds * 1000:.0f} ms" for seconds in took), flush=True)
    assert min(took) < 1, took
    wait("the list to follow", lambda: program.find("list item", "^Tomás Vidal").get_name() != before)
    quit_well(program)


@tap.case
def the_blind_learn_only_that_it_is_in():
    workspace = demo("blind")
    program = start("--person=Sam Cole", "--open=board:Priya Raman", workspace)
    program.find("push button", "Start interview: Production debugging")
    submit(workspace, "Priya Raman", "Rania Khan")
    wait("the card to be in", lambda: [node.get_name() for node in program.walk()].count("Submitted") == 4)
    assert program.search("push button", "^Read card") is None
    outline = program.outline(4000)
    assert "Secret summary" not in outline and not re.search(r"\b\d\.\d\d\b", outline), outline
    quit_well(program)


@tap.case
def a_notification_tells_no_content_and_opens_the_loop():
    workspace, desktop = demo("notify"), Desktop("notify")
    program = start("--person=Mika Ito", "--open=board:Hana Sato", workspace)
    program.find("heading", "^Hana Sato$")
    put_away(program)
    submit(workspace, "Tomás Vidal", "Ama Osei")
    told = desktop.wait(1)
    assert told["title"] == "Scorecard in" and told["body"] == "Tomás Vidal, Technical phone screen. 3 of 8 cards are in.", told
    submit(workspace, "Noor Haddad", "Petra Novák")  # where Mika Ito does not sit
    submit(workspace, "Tomás Vidal", "Lukas Weber")
    assert "4 of 8" in desktop.wait(2)["body"], desktop.told()
    desktop.click(told)
    program.find("heading", "^Tomás Vidal$")
    wait("the window to come up", lambda: program.has_state(program.find("frame", "Plumbline"), Atspi.StateType.ACTIVE))
    quit_well(program)
    desktop.end()


@tap.case
def notifications_can_be_switched_off():
    workspace, desktop = demo("off"), Desktop("off")
    settings("[reminders]\nnotify=false\n")
    program = start("--person=Beate Lang", "--open=board:Hana Sato", workspace)
    program.find("heading", "^Hana Sato$")
    put_away(program)
    row = program.find("list item", "^Noor Haddad").get_name()
    submit(workspace, "Noor Haddad", "Petra Novák")
    wait("the list to follow", lambda: program.find("list item", "^Noor Haddad").get_name() != row)
    assert desktop.told() == [], desktop.told()
    program.kill()
    settings("")
    desktop.end()


@tap.case
def the_curtain_holds_back():
    """While the curtain is drawn nothing is told; afterwards how much happened, and in an interview no name."""
    workspace, desktop = demo("curtain"), Desktop("curtain")
    program = start("--person=Sam Cole", "--open=interview:Priya Raman", workspace)
    program.find("push button", "^Privacy curtain$")
    key("F9")
    wait("the curtain", lambda: (program.focused() or program.accessible).get_name().startswith("Uncover"))
    window = active_window()
    put_away(program)
    submit(workspace, "Priya Raman", "Rania Khan")
    submit(workspace, "Priya Raman", "Lukas Weber")
    subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True)
    key("F9")
    wait("the curtain to be gone", lambda: not (program.focused() or program.accessible).get_name().startswith("Uncover"))
    put_away(program)
    submit(workspace, "Priya Raman", "Dana Abel")
    desktop.wait(2)
    assert sorted(told["body"] for told in desktop.told()) == ["2 cards came in or fell overdue meanwhile.",
                                                              "Go back to the loops to see which."], desktop.told()
    program.kill()
    desktop.end()


@tap.case
def a_hand_over_note_arrives_in_the_interview():
    workspace = demo("handover")
    program = start("--person=Sam Cole", "--open=interview:Priya Raman", workspace)
    program.find("push button", "^Privacy curtain$")
    notes = program.search(None, r"^\d hand-over notes?, \d new$")
    before = int(notes.get_name().split()[0]) if notes else 0
    submit(workspace, "Priya Raman", "Rania Khan")
    program.find(None, rf"^{before + 1} hand-over notes?, {before + 1} new$")
    key("ctrl+shift+h")
    program.find("label", "^Ask about the outage.$")
    program.find("label", "^Database and query design · Rania Khan$")
    assert "Secret summary" not in program.outline(4000)
    key("Escape")
    program.find(None, rf"^{before + 1} hand-over notes?$")
    program.kill()


@tap.case
def overdue_is_told_once_and_listed():
    workspace = demo("overdue")
    settings("[reminders]\ngrace=1\n")
    program = start("--person=Beate Lang", "--open=board:Tomás Vidal", workspace)
    program.find("label", "cards are not in yet")
    program.find("push button", r"^Reminders: \d cards are overdue$")
    key("ctrl+r")
    program.find("heading", "^Lukas Weber$")
    assert program.search("label", "^Overdue since") is not None
    program.tab_to("push button", "^Copy a reminder to Lukas Weber$")
    key("space")
    program.find("label", "The reminder is in the clipboard")
    text = subprocess.run(["xclip", "-selection", "clipboard", "-o"], check=True, capture_output=True, text=True, timeout=10).stdout
    assert text.startswith("Hello Lukas Weber,") and "Priya Raman (Backend developer), Systems design. Overdue since" in text, text
    submit(workspace, "Priya Raman", "Lukas Weber")
    program.gone("heading", "^Lukas Weber$")
    program.tab_to("push button", "Open the loop of Priya Raman, Database")
    key("space")
    program.find("heading", "^Priya Raman$")
    quit_well(program)
    settings("")


@tap.case
def a_panelist_is_reminded_of_their_own():
    program = start("--person=Petra Novák", "--open=loops", demo("own"))
    program.find("list item", "Hana Sato")
    key("ctrl+r")
    program.find("heading", "^Petra Novák$")
    headings = [node.get_name() for node in program.walk() if node.get_role_name() == "heading"]
    assert "Lukas Weber" not in headings and "Sam Cole" not in headings, headings
    quit_well(program)


@tap.case
def plan_of_a_loop_not_begun():
    """Open before anybody has started; figures as reckoned by hand; questions in place, folded by key."""
    program = start("--person=Beate Lang", "--open=board:Anneli", demo("plan"))
    program.find("heading", "^Anneli Järvinen$")
    program.find("label", "^120 minutes of interviews. They can cover 46 % of the weight; the policy asks for 80 %")
    program.find("label", "^Behavioural / ownership has 75 % of the questions’ time and 11 % of the weight.$")
    program.find("label", "Coding quality and language depth .10 % of the weight.: no assigned interview asks about it")
    assert program.search("label", "Architecture review with the bar raiser: The architecture") is None
    program.tab_to("push button", "^Systems and API design: 1 question in 1 interview$", limit=120)
    key("space")
    program.find("label", r"^Architecture review with the bar raiser: .*\(25 min, weight 3\)$")
    resize(560, 760)
    program.find("label", r"Tech phone 2 \(not held\) · Debugging 1 \(not held\)")
    resize(1280, 800)
    key("ctrl+l")
    program.gone("label", "^120 minutes of interviews")
    key("ctrl+l")
    program.find("label", "^120 minutes of interviews")
    quit_well(program)


@tap.case
def plan_of_a_loop_under_way():
    program = start("--person=Beate Lang", "--open=board:Tomás Vidal", demo("later"))
    program.find("heading", "^Tomás Vidal$")
    assert program.search("label", "minutes of interviews") is None
    key("ctrl+l")
    program.find("label", "^390 minutes of interviews. They can cover 100 % of the weight")
    quit_well(program)


@tap.case
def a_stage_is_scheduled_and_skipped_whole():
    workspace = demo("stage")
    program = start("--person=Beate Lang", "--open=board:Anneli", workspace)
    program.find("push button", "Assign a panelist to Technical phone screen")
    for name in ("Lukas", "Petra"):
        if name == "Lukas":
            program.press("push button", "Assign a panelist to Technical phone screen")
        else:
            open_menu(program, "More for Lukas Weber, Technical phone screen", "Add another panelist")
        program.tab_to("push button", "^Panelist$")
        key("space")
        wait("the focus in the drop-down's search", lambda: (program.focused() or program.accessible).get_role_name() == "entry")
        type_text(name)
        program.gone("label", "^Add person…$")
        key("Down", "Return")
        wait("the focus back", lambda: (program.focused() or program.accessible).get_role_name() == "push button")
        key("alt+a")
        program.find(None, f"More for {name}.*, Technical phone screen")
    open_menu(program, "More for Lukas Weber, Technical phone screen", "Schedule the whole stage")
    wait_for_window("Schedule the stage")
    type_text("2030-05-06 10:00")
    key("alt+s")
    program.find("label", r"^6 May 2030, 10:00 · 60\smin$")  # a no-break space
    open_menu(program, "More for Lukas Weber, Technical phone screen", "Skip the whole stage")
    wait_for_window("Skip the stage")
    type_text("Done elsewhere")
    key("alt+k")
    program.find("label", "^Skipped$")
    quit_well(program)
    shown = json.loads(subprocess.run([PLUMB, "--workspace", str(workspace), "show", "Anneli", "--plan", "--json"], check=True,
                                      capture_output=True, text=True).stdout)
    stage = next(stage for stage in shown["stages"] if stage["key"] == "technical-phone")
    assert stage["skipped"] and stage["interviews"] == 0, stage


@tap.case
def a_stage_nobody_holds_is_skipped():
    """With a reason that the board shows; assigning it lets it be held after all."""
    workspace = demo("unheld")
    program = start("--person=Beate Lang", "--open=board:Anneli", workspace)
    program.press("push button", "Skip Technical phone screen with a reason")
    wait_for_window("Skip the stage")
    key("alt+k")
    program.find(None, "^Give a reason: it is kept in the record.$")
    type_text("A take-home covers it")
    key("alt+k")
    program.find("label", "^A take-home covers it$")
    program.find("label", "^Skipped$")
    program.gone("push button", "Skip Technical phone screen with a reason")
    program.press("push button", "Assign a panelist to Technical phone screen")
    program.tab_to("push button", "^Panelist$")
    key("space")
    wait("the focus in the drop-down's search", lambda: (program.focused() or program.accessible).get_role_name() == "entry")
    type_text("Lukas")
    program.gone("label", "^Add person…$")
    key("Down", "Return")
    wait("the focus back", lambda: (program.focused() or program.accessible).get_role_name() == "push button")
    key("alt+a")
    program.find(None, "More for Lukas.*, Technical phone screen")
    program.gone("label", "^A take-home covers it$")
    quit_well(program)
    shown = json.loads(subprocess.run([PLUMB, "--workspace", str(workspace), "show", "Anneli", "--json"], check=True,
                                      capture_output=True, text=True).stdout)
    assert [skip["reason"] for skip in shown["stage_skips"]] == ["A take-home covers it"], shown["stage_skips"]


tap.run()
