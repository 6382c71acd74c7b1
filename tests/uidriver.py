"""Drives a real window through the accessibility tree and the keyboard, as a person with a screen reader would.

Run inside tests/ui-session.sh. Nothing here waits for time to pass: every wait polls a condition and fails with what it saw.
"""
import os
import re
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TIMEOUT = float(os.environ.get("PLUMB_UI_TIMEOUT", "40"))


def wait(what, condition, timeout=TIMEOUT):
    """Polls until condition() answers something true, and answers it."""
    end = time.monotonic() + timeout
    last = None
    while True:
        try:
            value = condition()
            if value:
                return value
        except GLib.Error as problem:  # an object that vanished while we looked
            last = problem
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout:g} s for {what}" + (f" ({last})" if last else ""))
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        time.sleep(0.02)


class Program:
    """One running program and its accessible object."""

    def __init__(self, argv, env=None):
        full = dict(os.environ)
        full.update(env or {})
        self.last_focused = None
        self.listener = Atspi.EventListener.new(self._focus_changed)
        self.listener.register("object:state-changed:focused")
        self.process = subprocess.Popen(argv, env=full)
        self.accessible = wait("the program on the accessibility bus", self._find_application)

    def _focus_changed(self, event):
        if event.detail1:
            self.last_focused = event.source

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended at once with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def walk(self, root=None, prune=("table", "tree table")):
        """Every accessible below root, depth first; tables are answered but not entered."""
        stack = [root or self.accessible]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            yield node
            try:
                if node.get_role_name() in prune and node is not root:
                    continue
                count = node.get_child_count()
                stack.extend(node.get_child_at_index(i) for i in range(count - 1, -1, -1))
            except GLib.Error:
                continue

    def search(self, role=None, name=None, root=None, showing=None):
        pattern = re.compile(name) if isinstance(name, str) else name
        for node in self.walk(root):
            try:
                node.clear_cache()
                if role is not None and node.get_role_name() != role:
                    continue
                if pattern is not None and not pattern.search(node.get_name() or ""):
                    continue
                if showing and not node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                    continue
                return node
            except GLib.Error:
                continue
        return None

    def find(self, role=None, name=None, root=None, timeout=TIMEOUT):
        """Waits for an accessible with this role whose name matches the pattern."""
        try:
            return wait(f"{role or 'anything'} named /{name}/", lambda: self.search(role, name, root), timeout)
        except AssertionError as problem:
            raise AssertionError(f"{problem}; there is:\n{self.outline()}") from None

    def gone(self, role=None, name=None, timeout=TIMEOUT):
        wait(f"{role} named /{name}/ to go", lambda: self.search(role, name) is None, timeout)

    def press(self, role, name, root=None):
        """Does the first action of a control (a button's click)."""
        node = self.find(role, name, root)
        action = node.get_action_iface()
        assert action is not None and action.get_n_actions() > 0, f"{role} /{name}/ offers no action"
        assert action.do_action(0)
        return node

    def tab_to(self, role, name, limit=80, back=False):
        """Presses Tab until a control of this role and name has the focus, as a keyboard user would."""
        pattern = re.compile(name)
        seen = []
        for _ in range(limit):
            node = self.focused()
            if node is not None:
                label = node.get_name() or ""
                if (role is None or node.get_role_name() == role) and pattern.search(label):
                    return node
                seen.append(f"{node.get_role_name()}: {label}")
            before = node
            key("shift+Tab" if back else "Tab")
            try:
                wait("the focus to move", lambda: self.focused() is not None and self.focused() != before, 2)
            except AssertionError:
                pass
        raise AssertionError(f"Tab never came to {role} /{name}/; it came to:\n  " + "\n  ".join(dict.fromkeys(seen)))

    @staticmethod
    def has_state(node, state):
        node.clear_cache()
        return node.get_state_set().contains(state)

    def focused(self):
        """What has the focus: by the last event where that still holds, else by looking everywhere."""
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        try:
            if self.last_focused is not None and self.has_state(self.last_focused, Atspi.StateType.FOCUSED):
                return self.last_focused
        except GLib.Error:
            self.last_focused = None
        for node in self.walk():
            try:
                if self.has_state(node, Atspi.StateType.FOCUSED):
                    return node
            except GLib.Error:
                continue
        return None

    @staticmethod
    def text(node):
        iface = node.get_text_iface()
        if iface is None:
            return node.get_name()
        return Atspi.Text.get_text(iface, 0, Atspi.Text.get_character_count(iface))

    def outline(self, limit=400):
        lines = []
        for node in self.walk():
            try:
                if node.get_name():
                    lines.append(f"  {node.get_role_name()}: {node.get_name()}")
            except GLib.Error:
                continue
            if len(lines) >= limit:
                break
        return "\n".join(lines)

    def choose_file(self, suggested, path):
        """Answers the file chooser, once it offers a name with those words."""
        wait("the file chooser's name field", lambda: self.focused() and suggested in (self.text(self.focused()) or ""))
        key("ctrl+a")
        type_text(path)
        key("Return")

    def quit(self):
        """Ctrl+Q, and the exit code it gives."""
        key("ctrl+q")
        return self.process.wait(timeout=TIMEOUT)

    def kill(self):
        self.process.kill()
        self.process.wait()


alone = []


def start_alone(argv):
    """A program; one that an earlier case left behind is ended first, or it would take the keys."""
    while alone:
        program = alone.pop()
        if program.process.poll() is None:
            program.kill()
    alone.append(Program(argv))
    return alone[0]


def key(*names):
    """Presses keys by their X names: key("ctrl+Return", "1")."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "1", *names], check=True)


def type_text(text, delay=1):
    """Types plain text; characters outside the keyboard are mapped by xdotool one at a time."""
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", str(delay), "--", text], check=True)


def screenshot(path):
    subprocess.run(["import", "-window", "root", path], check=True)


def resize(width, height):
    """Gives the active window this size and waits until it has it."""
    window = subprocess.run(["xdotool", "getactivewindow"], check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run(["xdotool", "windowsize", "--sync", window, str(width), str(height)], check=True, timeout=TIMEOUT)


class Skip(Exception):
    """This machine does not allow what the case needs; the words say what."""


class Tap:
    """Runs test functions and prints TAP; with a pattern as the second argument only those it matches."""

    def __init__(self):
        self.cases = []

    def case(self, function):
        if len(sys.argv) < 3 or re.search(sys.argv[2], function.__name__):
            self.cases.append(function)
        return function

    def run(self):
        import traceback

        bad = 0
        if not self.cases:
            sys.exit("no case has such a name")
        print(f"1..{len(self.cases)}", flush=True)
        for number, function in enumerate(self.cases, 1):
            name = function.__name__.replace("_", "-")
            try:
                function()
                print(f"ok {number} - {name}", flush=True)
            except Skip as reason:
                print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            except Exception:  # every failure is one of this case
                bad += 1
                print(f"not ok {number} - {name}", flush=True)
                for line in traceback.format_exc().split("\n"):
                    print(f"# {line}", flush=True)
                if "PLUMB_UI_PICTURES" in os.environ:  # a folder that keeps what the screen showed
                    screenshot(os.path.join(os.environ["PLUMB_UI_PICTURES"], name + ".png"))
        sys.exit(1 if bad else 0)
