#!/usr/bin/python3
"""ui-debrief.py BUILD - a debrief in the real window by keyboard, from its agenda to the decision, while another process submits a card;
amendments, the register of red flags and the bar raiser's word. Prints TAP.

Run inside tests/ui-session.sh. Everything is done with keys; the accessibility tree is only read.
"""
import json
import os
import subprocess
import sys
import tempfile

import uidriver
from uidriver import Atspi, Tap, key, type_text, wait

BUILD = sys.argv[1]
PLUMB = os.path.join(BUILD, "app", "terminal", "plumb")
PLUMBLINE = os.path.join(BUILD, "ui", "plumbline")
FOLDER = tempfile.mkdtemp(prefix="plumb-debrief-")
CONTROLS = {"push button", "toggle button", "check box", "radio button", "entry", "combo box", "text", "page tab"}
NOTE = "Two of three cards so far."
tap = Tap()
running = []


def plumb(workspace, *words):
    return subprocess.run([PLUMB, "--workspace", workspace, *words], check=True, capture_output=True, text=True).stdout


def stored(workspace, loop, *words):
    return json.loads(plumb(workspace, "show", loop, "--json", *words))


def demo(name):
    workspace = os.path.join(FOLDER, name + ".plumbline")
    plumb(workspace, "demo")
    return workspace


def start(workspace, person, target):
    """A program; one that an earlier case left behind is ended first, or it would take the keys."""
    while running:
        if running[-1].process.poll() is None:
            running[-1].kill()
        running.pop()
    running.append(uidriver.Program([PLUMBLINE, workspace, f"--person={person}", f"--open={target}", "--size=1280x800"]))
    return running[-1]


def reads(program, pattern):
    """Waits until something on the page reads like this."""
    return program.find(None, pattern)


def focus_on(program, what, matches):
    wait(f"the focus on {what}", lambda: (node := program.focused()) is not None and matches(node.get_name() or ""))


def choose(program, step):
    """Home or End: the first or the last of the drop-down that has the focus."""
    key("space")
    wait("its list", lambda: (node := program.focused()) is not None and node.get_role_name() == "list item")
    key(step)
    key("Return")
    wait("the drop-down again", lambda: (node := program.focused()) is not None and node.get_role_name() != "list item")


def submit(workspace, loop, person, stage, scores, recommendation):
    """Another process scores a whole card and hands it in."""
    card = next(a for a in stored(workspace, loop, "--as", person)["assignments"] if a["stage"] == stage)["card"]
    for answer, score in zip(card["answers"], scores, strict=True):
        plumb(workspace, "score", loop, answer["question"], str(score), "--as", person, "--stage", stage)
    plumb(workspace, "submit", loop, "--as", person, "--stage", stage, "--recommend", recommendation, "--summary", "Told by the terminal.")


def expect_names(program):
    unnamed = []
    for node in program.walk(prune=()):
        if node.get_role_name() in CONTROLS and not node.get_name():
            unnamed.append(f"{node.get_role_name()} in “{node.get_parent().get_name()}”")
    assert not unnamed, "without a name: " + "; ".join(unnamed)


def leave(program, workspace):
    assert program.quit() == 0
    assert json.loads(plumb(workspace, "verify", "--json"))["problems"] == []


def begin(program, workspace):
    """Looks at the agenda, starts the debrief, and stands in the first point's note."""
    program.tab_to("push button", "^Show the agenda$")
    key("space")
    reads(program, "^Point 1, ")
    program.tab_to("push button", "^Start the debrief$", back=True)
    key("Return")
    reads(program, "^Reading, 10 minutes left$")
    focus_on(program, "the note", lambda name: name == "Note of this point")
    debriefs = stored(workspace, "Noor Haddad")["debriefs"]
    assert len(debriefs) == 1 and debriefs[0]["minutes"] == 10, debriefs


def card_arrives(program, workspace):
    """What is being typed stays, and so does the focus, while the card of another process appears."""
    type_text(NOTE)
    cell = "^Petra Novák, Database and query fluency: [1-4]"
    assert program.search(None, cell) is None
    submit(workspace, "Noor Haddad", "Petra Novák", "technical-phone", [2, 2, 1, 2, 2], "no")
    reads(program, cell)
    reads(program, "All scorecards are in")
    focus_on(program, "the note still", lambda name: name == "Note of this point")
    assert program.text(program.focused()) == NOTE, program.text(program.focused())


def talk_through(program, workspace):
    """A note and an outcome for every point, the next speaker on the way."""
    reads(program, "speaks; then ")
    before = program.search("status bar", "speaks; then ").get_name()
    key("ctrl+Right")
    wait("the next speaker", lambda: (node := program.search("status bar", "speaks")) is not None and node.get_name() != before)
    program.tab_to("push button", "^Outcome: Agreed$")
    key("space", "ctrl+Return")
    wait("the first point in the record", lambda: any(p["note"] == NOTE and p["outcome"] == "agreed"
                                                      for p in stored(workspace, "Noor Haddad")["points"]))
    reads(program, "^POINT 3 OF 3")  # the votes fall on both sides now, and stand before it
    key("ctrl+Up", "ctrl+Up")
    reads(program, "^POINT 1 OF 3")
    while True:
        place = reads(program, "^POINT [0-9]+ OF [0-9]+$").get_name().split()
        focus_on(program, "the note", lambda name: name == "Note of this point")
        if place[1] == place[3]:
            break
        key("ctrl+Down")
        wait("the next point", lambda: program.search(None, f"^POINT {int(place[1]) + 1} OF") is not None)
    type_text("Not ready at this level.")
    key("ctrl+Return")
    wait("the last point in the record", lambda: any(p["key"] == "holistic" and p["note"] == "Not ready at this level."
                                                     for p in stored(workspace, "Noor Haddad")["points"]))


def read_evidence(program):
    """Arrows between the cells, Enter opens, Escape closes and gives the focus back."""
    program.tab_to("push button", "evidence of all cards$")
    first = program.focused().get_name()
    key("Right")
    wait("another cell", lambda: program.focused().get_name() != first)
    cell = program.focused().get_name()
    key("Return")
    region = wait("the evidence", lambda: program.search(None, " · " + cell.split(",")[0]))
    assert region.get_name().endswith(cell.split(",")[0])
    reads(program, "^A [1-4] is: ")
    key("Escape")
    program.gone("push button", "^Close the evidence$")
    assert program.focused().get_name() == cell


def vote(program, workspace):
    program.tab_to("push button", "^Vote$")
    key("Return")
    reads(program, "^Your final vote")
    program.tab_to("push button", "^Your final vote", back=True)
    choose(program, "Home")
    reads(program, "^Your vote moves: say why")
    program.tab_to("text", "^Reason of your vote$")
    type_text("The phone screen convinced me.")
    key("Return")
    reads(program, "^Beate Lang moved in the final vote, from .*: The phone screen convinced me")
    votes = stored(workspace, "Noor Haddad")["votes"]
    assert [v["round"] for v in votes] == ["reading", "final"], votes


def decide(program, workspace):
    program.tab_to("push button", "^Hold$")
    key("space")
    program.tab_to("text", "^Rationale for the committee")
    type_text("One more systems interview first.")
    reads(program, "^A hold says what is missing")
    program.tab_to("text", "^What is missing")
    type_text("A systems design interview")
    program.tab_to("push button", "^Record the decision")
    key("Return")
    reads(program, r"^Beate Lang, .*Outcome at that moment")
    decision = stored(workspace, "Noor Haddad")["decisions"][-1]
    assert decision["value"] == "hold" and decision["conditions"] == "A systems design interview", decision
    reads(program, ": Agreed$")  # the minutes stay on the page


def reopen(program, workspace):
    program.tab_to("text", "^Why the loop has to be reopened")
    type_text("The interview was held.")
    program.tab_to("push button", "^Reopen the loop")
    key("Return")
    reads(program, "^Earlier decisions$|^EARLIER DECISIONS$")
    wait("the loop open", lambda: stored(workspace, "Noor Haddad")["state"] == "open")
    program.find("push button", "^Start the debrief$")


@tap.case
def from_agenda_to_decision_while_a_card_arrives():
    workspace = demo("debrief")
    submit(workspace, "Noor Haddad", "Kwame Boateng", "hiring-manager-screen", [4, 4], "yes")
    program = start(workspace, "Beate Lang", "debrief:Noor Haddad")
    reads(program, "^Evidence by competency$")
    expect_names(program)
    begin(program, workspace)
    card_arrives(program, workspace)
    talk_through(program, workspace)
    expect_names(program)
    read_evidence(program)
    vote(program, workspace)
    decide(program, workspace)
    reopen(program, workspace)
    leave(program, workspace)


@tap.case
def reading_time_and_minutes_survive_a_restart():
    workspace = demo("restart")
    program = start(workspace, "Beate Lang", "debrief:Noor Haddad")
    program.tab_to("push button", "^Start the debrief$")
    key("Return")
    focus_on(program, "the note", lambda name: name == "Note of this point")
    type_text("Typed and never recorded.")
    assert program.quit() == 0
    assert [p["note"] for p in stored(workspace, "Noor Haddad")["points"]] == ["Typed and never recorded."]
    again = start(workspace, "Beate Lang", "debrief:Noor Haddad")
    reads(again, "^Reading, [0-9]+ minutes left$")
    reads(again, "^Point 1, .*: Open$")
    leave(again, workspace)


@tap.case
def an_amendment_says_before_after_and_why():
    workspace = demo("amend")
    program = start(workspace, "Sam Cole", "card:Wanjiru Mwangi/production-debugging")
    program.tab_to("push button", "^Amend: p99 up")
    key("Return")
    focus_on(program, "the new score", lambda name: name == "New score")
    choose(program, "Home")
    program.tab_to("text", "^Why it is amended")
    type_text("The trace was theirs after all.")
    program.tab_to("push button", "^Amend the card$")
    key("Return")
    program.gone("push button", "^Amend the card$")
    card = next(a for a in stored(workspace, "Wanjiru Mwangi")["assignments"] if a["stage"] == "production-debugging")["card"]
    assert [(a["before"], a["after"], a["reason"]) for a in card["amendments"]] == [("2", "1", "The trace was theirs after all.")]
    focus_on(program, "the way back into it", lambda name: name.startswith("Amend: p99 up"))
    key("alt+Left")
    program.tab_to("push button", "Debrief$")
    key("Return")
    reads(program, "^Sam Cole, Production operations and debugging: .*amended")
    leave(program, workspace)


@tap.case
def flags_are_corroborated_merged_and_cleared():
    workspace = demo("flags")
    program = start(workspace, "João Silva", "debrief:Wanjiru Mwangi")
    flag = "Keeps patching in production"
    program.tab_to("push button", f"^Corroborate: {flag}")
    key("Return")
    focus_on(program, "what was seen", lambda name: name == "What you saw yourself")
    type_text("The same in my hour.")
    key("Return")
    reads(program, "^Corroborated by João Silva: The same in my hour")
    program.tab_to("push button", f"^Uphold: {flag}")
    key("Return")
    focus_on(program, "the reason", lambda name: name == "Reason, for the record")
    key("Return")
    reads(program, "^Reason, for the record$")
    type_text("Two of us saw it.")
    key("Return")
    reads(program, "^Upheld by João Silva: Two of us saw it")
    program.tab_to("push button", "^Merge: Answers with bigger machines")
    key("Return")
    focus_on(program, "the other flag", lambda name: name == "The red flag that says the same")
    program.tab_to("text", "^Why both say the same$")
    type_text("One habit.")
    key("Return")
    reads(program, "^Merged into .* by João Silva: One habit")
    flags = stored(workspace, "Wanjiru Mwangi")["flags"]
    acts = sorted(event["act"] for f in flags for event in f["events"])
    assert "corroborated" in acts and "merged" in acts, acts
    assert next(f for f in flags if f["label"].startswith(flag))["state"] == "upheld"
    leave(program, workspace)


@tap.case
def the_bar_raiser_declares_independence():
    workspace = demo("verdict")
    program = start(workspace, "João Silva", "debrief:Wanjiru Mwangi")
    program.tab_to("check box", "^Not in the candidate")
    key("space")
    program.tab_to("check box", "^Read all scorecards")
    key("space")
    concur = program.find("push button", "^Concur$")
    assert not program.has_state(concur, Atspi.StateType.SENSITIVE), "a word without the whole declaration"
    program.tab_to("text", "^What stands behind a statement")
    type_text("My team gets the headcount.")
    program.tab_to("push button", "^Concur$")
    key("Return")
    reads(program, "^João Silva concurs$")
    reads(program, "^Not confirmed: No stake in the headcount$")
    verdict = stored(workspace, "Wanjiru Mwangi")["verdicts"][-1]
    assert verdict["value"] == "concur" and verdict["independence"]["note"] == "My team gets the headcount.", verdict
    leave(program, workspace)


tap.run()
