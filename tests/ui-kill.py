#!/usr/bin/python3
"""ui-kill.py BUILD - kills the program at random moments while an interview is typed; what it had called saved must be there.

A round opens the card where the last one was killed and sends keys at random: words, scores and non-scores, red flags, the caret elsewhere, the
next and the previous question; every fourth round submits a complete card. SIGKILL comes either at a moment drawn from the whole round or within
milliseconds of a key that saves, so that it falls into writing. Whenever the page says "saved", what it shows is remembered as
acknowledged. After the kill
- stored notes begin with the acknowledged text (typing only appends), and nothing stands in them that was not typed;
- an answer is the acknowledged one or one pressed later; an acknowledged flag is there whole, and no other but one that was on its way;
- a card is submitted, whole, when the page had told so; otherwise it is submitted or a draft, and either way has all its words;
- the record verifies, and the file passes SQLite's integrity check;
- the program opens at the question that was in hand or written on last, and shows what is stored;
- the caret stands where the settings on the disk have it (card-spot.h), a place where it has been, or, where the settings do not know
  of what was written on last, at the end of its notes.
PLUMB_SOAK=1 makes it 200 rounds, otherwise a few. PLUMB_SEED repeats the choices of a run, though not its moments.
"""
import collections
import configparser
import datetime
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from gi.repository import GLib

import uidriver
from uidriver import Tap, key, type_text, wait

BUILD = pathlib.Path(sys.argv[1]).resolve()
PLUMB = str(BUILD / "app" / "terminal" / "plumb")
ROUNDS = 200 if os.environ.get("PLUMB_SOAK") else 8
SEED = int(os.environ.get("PLUMB_SEED") or time.time_ns() % 1_000_000)
LOOP, PERSON, STAGE = "Priya Raman", "Lukas Weber", "systems-design"
STATES = {"0": "not-asked", "e": "no-evidence", "a": "not-applicable", "d": "declined"}
TOLD = {"0": "^Not asked$", "e": "^Asked, no evidence$", "a": "^Not applicable$", "d": "^Declined"}
EPOCH = datetime.datetime.fromtimestamp(0, datetime.timezone.utc)
tap = Tap()


class Killed(Exception):
    """The program went away under our hands, as it should."""


def plumb(workspace, *words):
    return subprocess.run([PLUMB, "--workspace", workspace, *words], check=True, capture_output=True, text=True).stdout


def stored(workspace):
    """The card, and the flags raised on it."""
    document = json.loads(plumb(workspace, "show", LOOP, "--as", PERSON, "--json"))
    assignment = next(a for a in document["assignments"] if a["stage"] == STAGE)
    return assignment["card"], [f for f in document["flags"] if f["assignment"] == assignment["id"]]


def kept_spot(workspace):
    """Question, caret and when they were noted, as the settings on the disk have them; None when they have none."""
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "plumbline" / "settings.ini", encoding="utf-8")
    group = f"workspace {hashlib.sha256(workspace.encode()).hexdigest()[:16]}"
    spots = [text for key, text in settings[group].items() if key.startswith("spot-")] if group in settings else []
    assert len(spots) <= 1, spots  # one card is written in a workspace here
    if not spots:
        return None
    question, caret, noted = spots[0].split()[:3]
    return question, int(caret), int(noted)


def instant(text):
    """Microseconds, as the settings have them; 0 for none."""
    return (datetime.datetime.fromisoformat(text) - EPOCH) // datetime.timedelta(microseconds=1) if text else 0


def value(answer):
    return answer["score"] if answer["state"] == "scored" else answer["state"]


class Known:
    """What must be there: acknowledged, and what may have come on top since."""

    def __init__(self, workspace):
        card, flags = stored(workspace)
        self.sure = {i: (a["notes"], value(a)) for i, a in enumerate(card["answers"])}
        self.typed = {i: a["notes"] for i, a in enumerate(card["answers"])}
        self.pressed = {i: [] for i in self.sure}
        self.flags = [(f["label"], f["quote"]) for f in flags]
        self.raising = []
        # Where the hands may have been: the question written on last, and the one that stood there at the kill.
        self.at = {max(self.sure, key=lambda i: card["answers"][i]["updated_at"] or "")}
        self.furthest = {i: len(notes) for i, notes in self.typed.items()}  # that the caret has been
        self.acknowledged = 0

    def check(self, workspace, where):
        card, flags = stored(workspace)
        for i, answer in enumerate(card["answers"]):
            notes, score = self.sure[i]
            assert answer["notes"].startswith(notes), f"{where}: question {i}: {notes[-80:]!r} was saved, {answer['notes'][-80:]!r} is there"
            assert self.typed[i].startswith(answer["notes"]), f"{where}: question {i}: {answer['notes'][-80:]!r} was never typed"
            assert value(answer) in [score, *self.pressed[i]], f"{where}: question {i}: {score} was saved, {value(answer)} is there"
        there = [(f["label"], f["quote"]) for f in flags]
        assert there in (self.flags, self.flags + self.raising), f"{where}: flags {there}, not {self.flags} with {self.raising}"


class Window:
    """The program on the card, and the parts of the page that are looked at."""

    def __init__(self, workspace):
        self.program = uidriver.Program([str(BUILD / "ui" / "plumbline"), workspace, f"--person={PERSON}",
                                         f"--open=interview:{LOOP}/{STAGE}", "--size=1280x800"])
        self.kill_at = None

    def until(self, what, condition):
        def look():
            if self.program.process.poll() is not None:
                raise Killed
            return condition()

        return wait(what, look, 60)

    def look(self, *patterns):
        """The first node for each (role, pattern), in one walk; None when one is missing."""
        found = [None] * len(patterns)
        for node in self.program.walk():
            node.clear_cache()
            role, name = node.get_role_name(), node.get_name() or ""
            for i, (wanted, pattern) in enumerate(patterns):
                if found[i] is None and wanted in (None, role) and re.search(pattern, name):
                    found[i] = node
            if None not in found:
                return found
        return None

    def find(self, *patterns):
        return self.until(f"{patterns}", lambda: self.look(*patterns))

    def focused(self, pattern):
        self.until(f"the focus on /{pattern}/", lambda: re.search(pattern, getattr(self.program.focused(), "get_name", str)() or ""))

    def name(self, node):
        node.clear_cache()
        return node.get_name() or ""

    def kill_within(self, seconds):
        """SIGKILL at a moment drawn by the caller, from a thread of its own."""
        self.kill_at = threading.Timer(seconds, self.program.process.kill)
        self.kill_at.start()

    def expect_killed(self):
        """It has not gone for a reason of its own."""
        code = self.program.process.wait(timeout=10)
        assert code == -signal.SIGKILL, f"the program ended with {code}"

    def end(self):
        if self.kill_at is not None:
            self.kill_at.cancel()
        self.program.kill()


class Writing(Window):
    """A round of typing, scoring and flagging."""

    def __init__(self, workspace, known, chance):
        self.spot = kept_spot(workspace)
        super().__init__(workspace)
        self.known = known
        self.chance = chance
        self.aimed = chance.random() < 0.5
        self.left = chance.randint(0, 6)  # acts before an aimed kill
        self.focused("^Notes$")
        self.notes, self.label, self.heading, self.status = self.find(
            ("text", "^Notes$"), (None, r"\d of 4 scored"), (None, r"^QUESTION \d OF 4$"), (None, r"^Question \d of 4: "))
        self.index = int(self.name(self.heading).split()[1]) - 1
        self.lately = collections.deque([self.index], 3)  # where we are is kept a second later

    def check_reopened(self, where):
        card, _ = stored(self.workspace)
        notes = card["answers"][self.index]["notes"]
        assert self.index in self.known.at, f"{where}: reopened at question {self.index}, not {self.known.at}"
        assert self.program.text(self.notes) == notes, where
        question, kept, noted = self.spot or (None, 0, 0)
        # Another question that was written on later makes the spot an old one.
        old = any(a["question"] != question and instant(a["updated_at"]) > noted for a in card["answers"])
        expected = min(kept, len(notes)) if question == card["answers"][self.index]["question"] and not old else len(notes)
        caret = self.notes.get_text_iface().get_caret_offset()
        assert caret == expected, f"{where}: the caret is at {caret}, not {expected}; {kept} of {question} was kept"
        for i, answer in enumerate(card["answers"]):
            furthest = self.known.furthest[i]
            assert answer["question"] != question or kept <= furthest, f"{where}: {kept} was kept, {furthest} is the furthest"

    def acknowledge(self):
        """Everything that stands there is on the disk when the page says so afterwards."""
        text = self.program.text(self.notes)
        if " · saved" not in self.name(self.label):
            return
        known, i = self.known, self.index
        before = (dict(known.sure), list(known.flags))
        known.sure[i] = (text, known.pressed[i][-1] if known.pressed[i] else known.sure[i][1])
        known.pressed[i] = []
        known.flags, known.raising = known.flags + known.raising, []
        if (known.sure, known.flags) != before:
            known.acknowledged += 1

    def strike(self):
        """In an aimed round, the kill that falls into what the next key sets off."""
        if self.aimed and self.kill_at is None and self.left <= 0:
            self.kill_within(self.chance.uniform(0.0, 0.08))
        self.left -= 1

    def type(self):
        words = "".join(self.chance.choice("abcdefgh ") for _ in range(self.chance.randint(3, 25)))
        self.known.typed[self.index] += words
        key("ctrl+End")
        self.strike()
        type_text(words)

    def roam(self):
        key(*["ctrl+Home", *["ctrl+Right"] * self.chance.randint(0, 5)])
        self.strike()

    def answer(self):
        pressed = self.chance.choice("12340ead")
        key("Escape")
        self.focused("^Score ")
        self.known.pressed[self.index].append(STATES.get(pressed) or int(pressed))
        self.strike()
        key(pressed)
        self.until("the answer", lambda: re.search(TOLD.get(pressed, f"^Score {pressed}, "), self.name(self.status)))
        key("n")
        self.focused("^Notes$")

    def flag(self):
        label, quote = (" ".join(self.chance.choice(["late", "vague", "blames", "rude"]) for _ in range(3)) for _ in range(2))
        key("ctrl+f")
        self.focused("^Red flag$")
        type_text(label)
        key("Return")
        self.focused("What supports it")
        type_text(quote)
        self.known.raising.append((label, quote))
        self.strike()
        key("Return")
        self.until("the flag", lambda: self.name(self.status).startswith("Red flag raised"))
        self.focused("^Notes$")

    def step(self):
        to = self.index + self.chance.choice([-1, 1])
        if not 0 <= to < len(self.known.sure):
            return
        key("ctrl+Down" if to > self.index else "ctrl+Up")
        self.until("the question", lambda: self.name(self.heading) == f"QUESTION {to + 1} OF 4")
        self.index = to
        self.lately.append(to)

    def run(self):
        if not self.aimed:
            self.kill_within(self.chance.uniform(0.0, 3.0))
        try:
            while self.program.process.poll() is None:
                self.chance.choices([self.type, self.answer, self.flag, self.step, self.roam],
                                    [6, 3, 1 if len(self.known.flags) < 40 else 0, 1, 2])[0]()
                self.acknowledge()
        except (GLib.Error, Killed, AttributeError, IndexError):
            self.expect_killed()
        finally:
            self.end()


def writing_round(workspace, known, chance, where):
    Writing.workspace = workspace
    round_ = Writing(workspace, known, chance)
    round_.check_reopened(where)
    round_.run()
    known.check(workspace, where)
    following = Known(workspace)
    following.at.update(round_.lately)
    following.acknowledged = known.acknowledged
    following.furthest = {i: max(known.furthest[i], len(typed)) for i, typed in known.typed.items()}
    return following


def make_complete(workspace):
    """A card that lacks nothing but its submission."""
    window = Window(workspace)
    window.focused("^Notes$")
    label, = window.find((None, r"\d of 4 scored"))
    key("ctrl+Up", "ctrl+Up", "ctrl+Up")
    for i in range(4):
        key("Escape")
        window.focused("^Score ")
        key(str(i + 1))
        window.find((None, f"^Score {i + 1}, "))
        key("n", "ctrl+Down")
    key("ctrl+Return")
    window.focused("Strong no")
    key("3")
    window.program.tab_to("text", "^Summary$")
    type_text("All of it.")
    window.until("what was written to be saved", lambda: " · saved" in window.name(label))
    assert window.program.quit() == 0
    card, _ = stored(workspace)
    assert card["summary"] == "All of it." and card["recommendation"] == "yes", card


def submit_round(workspace, complete, chance, where):
    """Answers whether the page had told of the submission."""
    before, _ = stored(workspace)
    if before["state"] == "submitted":
        for end in ("", "-wal", "-shm"):
            pathlib.Path(workspace + end).unlink(missing_ok=True)
        shutil.copy(complete, workspace)
    before, _ = stored(workspace)
    window = Window(workspace)
    told = False
    window.focused("^Notes$")
    key("ctrl+Return")
    window.focused("Submit scorecard")
    about, = window.find(("label", "^Everything on one page"))
    window.kill_within(chance.uniform(0.0, 0.06) if chance.random() < 0.7 else chance.uniform(0.3, 2.0))
    key("Return")
    try:
        window.until("the submission", lambda: window.name(about).startswith("Submitted by "))
        told = True
        window.until("the kill", lambda: False)
    except (GLib.Error, Killed, AttributeError):
        window.expect_killed()
    finally:
        window.end()
    after, _ = stored(workspace)
    assert after["state"] == "submitted" if told else after["state"] in ("draft", "submitted"), f"{where}: {after['state']}"
    for name in ("summary", "recommendation", "handover"):
        assert after[name] == before[name], f"{where}: {name} is {after[name]!r}"
    for old, new in zip(before["answers"], after["answers"], strict=True):
        assert (old["notes"], value(old), old["signals"]) == (new["notes"], value(new), new["signals"]), where
    return told, after["state"] == "submitted"


def verify(workspace, where):
    report = json.loads(plumb(workspace, "verify", "--json"))
    assert report["whole"] and report["problems"] == [], f"{where}: {report['problems']}"
    checked = subprocess.run(["sqlite3", "-readonly", workspace, "PRAGMA integrity_check"], check=True, capture_output=True, text=True).stdout
    assert checked == "ok\n", f"{where}: {checked}"


@tap.case
def nothing_called_saved_is_lost_by_a_kill():
    chance = random.Random(SEED)
    folder = tempfile.mkdtemp(prefix="plumb-kill-")
    written, complete, submitted = (os.path.join(folder, name + ".plumbline") for name in ("written", "complete", "submitted"))
    plumb(written, "demo")
    shutil.copy(written, complete)
    make_complete(complete)
    shutil.copy(complete, submitted)
    known = Known(written)
    counts = {"submissions": 0, "told": 0, "in": 0}
    began = time.monotonic()
    for number in range(ROUNDS):
        where = f"seed {SEED}, round {number}"
        if number % 4 == 3:
            told, is_in = submit_round(submitted, complete, chance, where)
            counts["submissions"] += 1
            counts["told"] += told
            counts["in"] += is_in
            verify(submitted, where)
        else:
            known = writing_round(written, known, chance, where)
            verify(written, where)
    print(f"# seed {SEED}: {ROUNDS} rounds in {time.monotonic() - began:.0f} s, {known.acknowledged} saves acknowledged; of "
          f"{counts['submissions']} submissions {counts['in']} are in and {counts['told']} had been told", flush=True)
    assert known.acknowledged > 0


tap.run()
