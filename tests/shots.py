#!/usr/bin/python3
"""shots.py BUILD FOLDER [NAME...] - pictures of every page: light, dark, text at 200 %, high contrast; the interview in both layouts.

Each picture is taken in a private session of its own (tests/ui-session.sh), as somebody who may see the page, on a copy of the demo
workspace; pages of another workspace stand in WORKSPACES.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent

# name, person, target, what must be there before the picture is taken (role, name), size, and what is done first: keys, "text:" to type,
# "tab:" for the control to tab to, "press:" for the button to press, or a pair (role, name) to wait for
INTERVIEW = ("Lukas Weber", "interview:Priya Raman/systems-design", ("text", "^Notes$"))
READY = ("Sam Cole", "interview:Priya Raman/production-debugging", (None, "^Start the interview$"))
WIDE, COLUMN = (1280, 800), (560, 800)
FLAG = ["ctrl+f", ("text", "^Red flag$")]
RAISED = [*FLAG, "text:Talks over the question", "Return", "text:Twice, before it was out", "Return", ("check box", "^Talks over"), "Escape", "4",
          ("label", "^no evidence recorded$|why, in a line"), "n"]
REVIEW = ["ctrl+Return", ("list item", "^Question 1, REST API")]
NEW_LOOP = ("Beate Lang", "loops", ("list item", "Priya Raman"))
FILL = ["ctrl+n", ("text", "^Candidate’s name$"), ("combo box", "Panelist for Recruiter screen"), "text:Zola Adeyemi"]
ASSIGN = "^Assign a panelist to Systems design$"
DEBRIEF = ("Beate Lang", "debrief:Wanjiru Mwangi", (None, "Evidence by competency"))
CELL = ["tab:.*evidence of all cards", "Right", "Return", (None, "^A [1-4] is: ")]
PACKET = ("Beate Lang", "packet:Hana Sato", (None, "Save PDF"))
CHOICES = ["tab:Leave out and hide", "space", ("check box", ".*andidate")]
BATCH = ("Beate Lang", "loops", ("list item", "Priya Raman"), WIDE, "ctrl+shift+e", ("label", "loops chosen of"))
PAGES = [
    ("loops", "Beate Lang", "loops", ("label", "Loops|Priya Raman"), WIDE),
    ("loops-column", "Beate Lang", "loops", (None, "Loops"), COLUMN),
    ("board", "Lukas Weber", "board:Priya Raman", (None, "Evidence gathered"), WIDE),
    ("interview", *INTERVIEW, WIDE),
    ("interview-column", *INTERVIEW, COLUMN),
    ("interview-ready", *READY, WIDE),
    ("interview-ready-column", *READY, COLUMN),
    ("interview-flag", *INTERVIEW, WIDE, *FLAG),
    ("interview-flag-column", *INTERVIEW, COLUMN, *FLAG),
    ("interview-raised", *INTERVIEW, WIDE, *RAISED),
    ("interview-raised-column", *INTERVIEW, COLUMN, *RAISED),
    ("interview-script-column", *INTERVIEW, COLUMN, "tab:Script", "Return", ("list item", "^Question 4")),
    ("interview-review", *INTERVIEW, WIDE, *REVIEW),
    ("interview-review-column", *INTERVIEW, COLUMN, *REVIEW),
    ("interview-review-end", *INTERVIEW, WIDE, *REVIEW, "tab:Hand-over note"),
    ("interview-review-end-column", *INTERVIEW, COLUMN, *REVIEW, "tab:Hand-over note"),
    ("interview-curtain", *INTERVIEW, WIDE, "F9", ("push button", "^Uncover")),
    ("interview-curtain-column", *INTERVIEW, COLUMN, "F9", ("push button", "^Uncover")),
    ("shortcuts", *INTERVIEW, WIDE, "F1", ("entry", "^Search shortcuts$")),
    ("debrief", "João Silva", "debrief:Wanjiru Mwangi", (None, "Evidence by competency"), WIDE),
    ("debrief-decided", "Beate Lang", "debrief:Hana Sato", (None, "Evidence by competency"), WIDE),
    ("debrief-blind", "Lukas Weber", "debrief:Priya Raman", (None, "Hidden until your card is in"), WIDE),
    ("debrief-column", "João Silva", "debrief:Wanjiru Mwangi", (None, "Evidence by competency"), COLUMN),
    ("packet", "Beate Lang", "packet:Hana Sato", (None, "Save PDF"), WIDE),
    ("packet-column", "Beate Lang", "packet:Hana Sato", (None, "Save PDF"), COLUMN),
    ("board-plan", "Beate Lang", "board:Anneli", ("label", "^120 minutes of interviews"), WIDE, "tab:Systems and API design: 1.*"),
    ("board-plan-column", "Beate Lang", "board:Anneli", ("label", "^120 minutes of interviews"), COLUMN, "tab:Systems and API design: 1.*"),
    ("reminders", "Beate Lang", "loops", ("label", "Loops|Priya Raman"), WIDE, "ctrl+r", ("heading", "^Lukas Weber$")),
    ("reminders-column", "Beate Lang", "loops", (None, "Loops"), COLUMN, "ctrl+r", ("heading", "^Lukas Weber$")),
    ("library", "Beate Lang", "library", (None, "Library"), WIDE),
    ("audit", "Beate Lang", "audit", ("list", "^Audit trail$"), WIDE),
    ("compare", "Beate Lang", "compare", (None, "Copy as text"), WIDE),
    ("compare-column", "Beate Lang", "compare", (None, "Copy as text"), COLUMN),
    ("audit-column", "Beate Lang", "audit", ("list", "^Audit trail$"), COLUMN),
    ("welcome", None, "loops", ("text", "^Name$"), WIDE),
    ("welcome-column", None, "loops", ("text", "^Name$"), COLUMN),
    ("welcome-people", None, "loops", ("list", "^People of this workspace$"), WIDE),
    ("loops-empty", None, "loops", ("text", "^Name$"), WIDE, "text:Ama Osei", "Return", ("panel", "No loops yet")),
    ("loops-nothing-found", "Beate Lang", "loops", ("list item", "Priya Raman"), WIDE, "ctrl+f", "text:qqq", ("label", "^No loop")),
    ("damaged", None, "loops", ("push button", "^Quit$|again|Open"), WIDE),
    ("menu", "Beate Lang", "loops", ("list item", "Priya Raman"), WIDE, "F10", ("menu item", "^About")),
    ("about", "Beate Lang", "loops", ("list item", "Priya Raman"), WIDE, "F10", ("menu item", "^About"), "b",
     ("label", "^The interviewer’s side")),
    ("new-loop", *NEW_LOOP, WIDE, *FILL),
    ("new-loop-column", *NEW_LOOP, COLUMN, *FILL),
    ("assignment", "Beate Lang", "board:Noor Haddad", ("push button", ASSIGN), WIDE, f"press:{ASSIGN}", ("push button", "^Assign a panelist$")),
    ("assignment-column", "Beate Lang", "board:Noor Haddad", ("push button", ASSIGN), COLUMN, f"press:{ASSIGN}",
     ("push button", "^Assign a panelist$")),
    ("handover", *INTERVIEW, WIDE, "ctrl+shift+h"),
    ("interview-submitted", "Ama Osei", "interview:Priya Raman/technical-phone", ("heading", "^Scorecard$"), WIDE),
    ("card", "Beate Lang", "card:Hana Sato/systems-design", ("heading", "^Summary$"), WIDE),
    ("card-column", "Beate Lang", "card:Hana Sato/systems-design", ("heading", "^Summary$"), COLUMN),
    ("card-amend", "Beate Lang", "card:Priya Raman/recruiter-screen", ("push button", "^Amend"), WIDE, "tab:Amend.*", "Return"),
    ("debrief-before", "Beate Lang", "debrief:Noor Haddad", ("push button", "^Start the debrief$"), WIDE, "press:^Show the agenda$",
     (None, "^Point 1, ")),
    ("debrief-reading", "Beate Lang", "debrief:Noor Haddad", ("push button", "^Start the debrief$"), WIDE, "press:^Start the debrief$",
     (None, "^Reading, 10 minutes left$")),
    ("debrief-cell", *DEBRIEF, WIDE, *CELL),
    ("debrief-cell-column", *DEBRIEF, COLUMN, *CELL),
    ("debrief-votes", "João Silva", *DEBRIEF[1:], WIDE, "tab:Vote"),
    ("debrief-decision", *DEBRIEF, WIDE, "tab:Hold"),
    ("debrief-decision-column", *DEBRIEF, COLUMN, "tab:Hold"),
    ("packet-choices", *PACKET, WIDE, *CHOICES),
    ("packet-choices-column", *PACKET, COLUMN, *CHOICES),
    ("batch", *BATCH),
    ("batch-problem", *BATCH, "tab:Pattern of the names", "ctrl+a", "text:{name}", (None, "asks for “{name}”")),
    ("library-column", "Beate Lang", "library", (None, "Library"), COLUMN),
    ("library-templates", "Beate Lang", "library", (None, "Library"), WIDE, "tab:Questions", "Right", "space"),
    ("audit-filter", "Beate Lang", "audit:Hana Sato", ("list", "^Audit trail$"), WIDE, "text:nothing like this", (None, "^Nothing")),
    ("audit-verified", "Beate Lang", "audit", ("list", "^Audit trail$"), WIDE, "tab:Verify", "space", "tab:Verify the record", "space",
     (None, "whole|sound|unbroken|agree")),
    ("compare-choice", "Beate Lang", "compare", (None, "Copy as text"), WIDE, "tab:Candidates", "space", ("check box", "Priya")),
]
# The workspace where it is not the demo: "new", there is none yet; "damaged", a file that is none.
WORKSPACES = {"welcome": "new", "welcome-column": "new", "loops-empty": "new", "damaged": "damaged"}
# suffix, colour scheme, scale of text, high contrast
LOOKS = [("light", "light", 1, 0), ("dark", "dark", 1, 0), ("light-200", "light", 2, 0), ("light-contrast", "light", 1, 1),
         ("dark-contrast", "dark", 1, 1)]


def act(program, step):
    import uidriver

    if isinstance(step, tuple):
        program.find(*step)
    elif step.startswith("text:"):
        uidriver.type_text(step[5:])
    elif step.startswith("tab:"):
        program.tab_to(None, f"^{step[4:]}$")
    elif step.startswith("press:"):
        program.press(None, step[6:])
    else:
        uidriver.key(step)


def take(build, path, page):
    """Runs inside the session."""
    import uidriver

    name, person, target, (role, pattern), (width, height), *steps = page
    who = [f"--person={person}"] if person else []
    program = uidriver.Program([str(build / "ui" / "plumbline"), os.environ["SHOT_WORKSPACE"], *who, f"--open={target}",
                                f"--size={width}x{height}"])
    program.find(role, pattern)
    uidriver.wait("the focus", program.focused)
    for step in steps:
        act(program, step)
    subprocess.run(["xdotool", "mousemove", "0", "0"], check=True)
    # The picture is right when two in a row are the same.
    last = None
    def still():
        nonlocal last
        uidriver.screenshot(path)
        now = pathlib.Path(path).read_bytes()
        same, last = now == last, now
        return same
    uidriver.wait("a window that stands still", still)
    program.kill()


def main():
    failed = False
    build, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if "SHOT_WORKSPACE" in os.environ:  # inside the session
        take(build, sys.argv[3], next(p for p in PAGES if p[0] == sys.argv[4]))
        return
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[3:] or None
    with tempfile.TemporaryDirectory(prefix="plumb-shots-") as work:
        workspace = pathlib.Path(work) / "demo.plumbline"
        subprocess.run([build / "app" / "terminal" / "plumb", "--workspace", workspace, "demo"], check=True, stdout=subprocess.DEVNULL)
        for page in PAGES:
            if wanted and page[0] not in wanted:
                continue
            width, height = page[4]
            for suffix, scheme, scale, high in LOOKS:
                name = f"{page[0]}-{suffix}"
                copy = pathlib.Path(work) / f"{name}.plumbline"
                if WORKSPACES.get(page[0]) == "damaged":
                    copy.write_bytes(b"no workspace " * 512)
                elif page[0] not in WORKSPACES:
                    shutil.copy(workspace, copy)
                env = dict(os.environ, UI_SCHEME=scheme, UI_TEXT_SCALE=str(scale), UI_GEOMETRY=f"{width}x{height}x24",
                           SHOT_WORKSPACE=str(copy), ADW_DEBUG_HIGH_CONTRAST=str(high))
                path = folder / f"{name}.png"
                result = subprocess.run([here / "ui-session.sh", "/usr/bin/python3", __file__, build, folder, path, page[0]], env=env,
                                        capture_output=True, text=True)
                failed |= result.returncode != 0
                print(f"{path}" if result.returncode == 0 else f"{name}: {result.stderr[-500:]}", flush=True)
    sys.exit(failed)


main()
