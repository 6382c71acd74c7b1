#!/usr/bin/python3
"""ui-kill.py BUILD - kills the program at random moments while an interview is typed; what it had called saved must be there.

A round opens the card where the last one was killed, types and scores, and is ended by SIGKILL at a moment drawn at random. Whenever the
page says "saved", notes and score as they stood are remembered as acknowledged. After the kill the stored notes must begin with the last
acknowledged text (typing only appends), the score must be the acknowledged one or one pressed later, and the record must verify.
PLUMB_SOAK=1 makes it 200 rounds, otherwise a few. PLUMB_SEED repeats a run.
"""
import json
import os
import pathlib
import random
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
ROUNDS = 200 if os.environ.get("PLUMB_SOAK") else 6
SEED = int(os.environ.get("PLUMB_SEED") or time.time_ns() % 1_000_000)
LOOP, PERSON, STAGE, QUESTION = "Priya Raman", "Lukas Weber", "systems-design", 1
tap = Tap()


def plumb(workspace, *words):
    return subprocess.run([PLUMB, "--workspace", workspace, *words], check=True, capture_output=True, text=True).stdout


def stored(workspace):
    document = json.loads(plumb(workspace, "show", LOOP, "--as", PERSON, "--json"))
    card = next(a for a in document["assignments"] if a["stage"] == STAGE)["card"]
    return card["answers"][QUESTION]


class Round:
    def __init__(self, workspace, chance):
        self.chance = chance
        self.text = None  # acknowledged
        self.score = None
        self.pressed = []  # scores pressed since the last acknowledged one, in order
        self.program = uidriver.Program([str(BUILD / "ui" / "plumbline"), workspace, f"--person={PERSON}",
                                         f"--open=interview:{LOOP}/{STAGE}", "--size=1280x800"])
        wait("the notes to have the focus", lambda: self.program.focused() and self.program.focused().get_name() == "Notes")
        self.notes = self.program.find("text", "^Notes$")
        self.label = self.program.find(None, r"\d of 4 scored")

    def is_saved(self):
        self.label.clear_cache()
        return " · saved" in self.label.get_name()

    def acknowledge(self):
        """Remembers what stands there if the page calls it saved before and after."""
        if not self.is_saved():
            return
        text, pressed = self.program.text(self.notes), list(self.pressed)
        if self.is_saved():
            self.text = text
            if pressed:
                self.score = pressed[-1]
                self.pressed = []

    def act(self):
        if self.chance.random() < 0.7:
            type_text("".join(self.chance.choice("abcdefgh ") for _ in range(self.chance.randint(3, 25))))
        else:
            score = self.chance.randint(1, 4)
            key("Escape")
            wait("the score bar", lambda: (self.program.focused().get_name() or "").startswith("Score "))
            key(str(score))
            # Known to have arrived once the page tells it; from then on it may be stored.
            self.pressed.append(score)
            wait("the score", lambda: self.program.search(None, f"^Score {score}, "))
            key("n")
            wait("the notes", lambda: self.program.focused().get_name() == "Notes")
        self.acknowledge()

    def run(self):
        """Acts until the kill comes."""
        key("ctrl+End")
        end = threading.Timer(self.chance.uniform(0.05, 3.0), self.program.process.kill)
        end.start()
        try:
            while self.program.process.poll() is None:
                self.act()
        except (GLib.Error, AssertionError, AttributeError):
            pass  # the program went away under our hands, as it should
        finally:
            end.cancel()
            self.program.kill()


@tap.case
def nothing_called_saved_is_lost_by_a_kill():
    chance = random.Random(SEED)
    folder = tempfile.mkdtemp(prefix="plumb-kill-")
    workspace = os.path.join(folder, "killed.plumbline")
    plumb(workspace, "demo")
    uidriver.TIMEOUT = 15
    acknowledged = 0
    for number in range(ROUNDS):
        this = Round(workspace, chance)
        this.run()
        answer = stored(workspace)
        where = f"seed {SEED}, round {number}"
        if this.text is not None:
            acknowledged += 1
            assert answer["notes"].startswith(this.text), f"{where}: {this.text[-80:]!r} was saved, {answer['notes'][-80:]!r} is there"
        if this.score is not None:
            assert answer["score"] in [this.score, *this.pressed], f"{where}: {this.score} was saved, {answer['score']} is there"
        report = json.loads(plumb(workspace, "verify", "--json"))
        assert report["problems"] == [], f"{where}: {report['problems']}"
    print(f"# {ROUNDS} rounds, {acknowledged} with something acknowledged, seed {SEED}", flush=True)
    assert acknowledged > 0


tap.run()
