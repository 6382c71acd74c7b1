#!/usr/bin/python3
"""ui-packet.py BUILD - packets in the real window, by keyboard: a profile that is narrowed and kept, and many packets at once.

Run inside tests/ui-session.sh.
"""
import datetime
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import uidriver
from uidriver import Tap, key, type_text, wait

BUILD = pathlib.Path(sys.argv[1]).resolve()
PLUMB = str(BUILD / "app" / "terminal" / "plumb")
PLUMBLINE = str(BUILD / "ui" / "plumbline")
tap = Tap()
folder = tempfile.mkdtemp(prefix="plumb-packet-")
config = os.path.join(folder, "config")


def start(*words, **environment):
    workspace = os.path.join(folder, "demo.plumbline")
    if not os.path.exists(workspace):
        subprocess.run([PLUMB, "--workspace", workspace, "demo"], check=True, stdout=subprocess.DEVNULL)
    return uidriver.Program([PLUMBLINE, workspace, "--person=Beate Lang", "--size=1280x800", *words], env={"XDG_CONFIG_HOME": config} | environment)


def choose_profile(program, presses, name):
    program.tab_to("push button", "^Profile$")
    key("space")
    program.find("list item", f"^({name})?$")
    key(*["Down"] * presses, "Return")
    program.find("label", f"^{name}$")


def pdf_text(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


@tap.case
def a_profile_of_ones_own():
    program = start("--open=packet:Hana Sato")
    program.find("push button", "^Save PDF")
    program.tab_to(None, "^Leave out and hide$")
    key("space")
    program.tab_to("check box", "^Hide the candidate’s name$")
    key("space")
    program.find("label", "andidate’s name hidden")
    program.tab_to("check box", "^Without notes and quotes$")
    key("space")
    program.find("label", "Without notes and quotes, candidate’s name hidden")
    program.tab_to(None, "^Keep as profile…")
    key("space")
    wait("the name of the profile", lambda: program.focused() and program.focused().get_name() == "Name of the profile")
    type_text("Blind review")
    key("Return")
    wait("the profile in its file", lambda: os.path.exists(os.path.join(config, "plumbline", "profiles.ini")))
    program.find("label", "^Blind review$")
    path = os.path.join(folder, "blind.pdf")
    key("ctrl+s")
    program.choose_file("Candidate ", path)
    program.find(None, "^Saved " + re.escape(path))
    text = pdf_text(path)
    assert "Hana" not in text and "Sato" not in text
    program.tab_to("push button", "^Copy text$")
    key("space")
    program.find(None, "^The summary is on the clipboard, as text")
    copied = subprocess.run(["xclip", "-selection", "clipboard", "-o"], check=True, capture_output=True, text=True).stdout
    assert "Candidate " in copied and "Hana" not in copied and "Composite" in copied, copied
    program.tab_to("push button", "^Copy picture$")
    key("space")
    program.find(None, "^The summary is on the clipboard, as a picture")
    picture = subprocess.run(["xclip", "-selection", "clipboard", "-t", "image/png", "-o"], check=True, capture_output=True).stdout
    assert picture.startswith(b"\x89PNG") and len(picture) > 10000
    assert program.quit() == 0


@tap.case
def the_profile_is_there_the_next_time():
    program = start("--open=packet:Hana Sato")
    program.find("push button", "^Save PDF")
    choose_profile(program, 4, "Blind review")
    program.find("label", "Without notes and quotes, candidate’s name hidden")
    program.tab_to("push button", "^Remove this profile$")
    key("space")
    wait("the profile gone from its file",
         lambda: "Blind review" not in pathlib.Path(config, "plumbline", "profiles.ini").read_text(encoding="utf-8"))
    program.gone("label", "^Blind review$")
    assert program.quit() == 0


def open_batch(program):
    key("ctrl+shift+e")
    program.find("label", "^[0-9]+ loops chosen of [0-9]+$")


@tap.case
def many_packets_in_one_zip():
    program = start()
    program.find(None, "^Priya Raman")
    open_batch(program)
    program.tab_to("text", "^Changed since$")
    type_text("2026-13-01")
    program.find(None, "^Write a day as 2026-11-16")
    program.press("push button", "^This week$")
    program.gone("label", "^Write a day as")
    today = datetime.date.today()
    monday = today - datetime.timedelta(days=today.weekday())
    assert program.text(program.find("text", "^Changed since$")) == monday.isoformat()
    assert program.text(program.find("text", "^Changed until$")) == (monday + datetime.timedelta(days=6)).isoformat()
    for name in ("since", "until"):
        program.tab_to("text", f"^Changed {name}$")
        key("ctrl+a", "BackSpace")
    program.tab_to("check box", "Priya Raman")
    before = program.find("label", "loops chosen of").get_name()
    key("space")
    wait("one loop less", lambda: program.find("label", "loops chosen of").get_name() != before)
    program.tab_to("text", "^Pattern of the names$")
    type_text("{name}")
    program.find(None, "asks for “{name}”")
    key("ctrl+a")
    type_text("{id} {candidate}")
    program.gone("alert", "asks for")
    program.tab_to("push button", "Export…$", back=True)
    key("space")
    path = os.path.join(folder, "all.zip")
    program.choose_file("Committee packets", path)
    program.find(None, "^All packets are written", timeout=120)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    chosen, total = map(int, re.findall(r"\d+", program.find("label", "loops chosen of").get_name()))
    assert chosen == total - 1 and len(names) == 2 * chosen, (chosen, total, names)
    assert not any("Priya" in name for name in names), names
    assert all(re.match(r"[0-9a-f]{8} ", name) for name in names), names
    key("Escape")
    program.gone("check box", "^JSON document$")
    wait("the window below to have the keys", lambda: "Plumbline" in subprocess.run(
        ["xdotool", "getactivewindow", "getwindowname"], capture_output=True, text=True).stdout)
    assert program.quit() == 0


@tap.case
def one_workbook_that_compares_them():
    program = start()
    program.find(None, "^Priya Raman")
    open_batch(program)
    program.tab_to("push button", "^What comes out$")
    key("space")
    program.find("list item", "^(One PDF of all)?$")
    key("Down", "Down", "Return")
    program.gone("check box", "^JSON document$")
    program.tab_to("push button", "Export…$", back=True)
    key("space")
    path = os.path.join(folder, "comparison.xlsx")
    program.choose_file("Committee packets", path)
    program.find(None, "^All packets are written", timeout=120)
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))
    assert "Hana Sato" in text and "Priya Raman" in text
    assert program.quit() == 0


@tap.case
def a_batch_tells_how_far_it_is_and_can_be_cancelled():
    slow = os.path.join(folder, "slow-plumb")
    with open(slow, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\necho '{\"done\": 3, \"of\": 11}'\nexec sleep 600\n")
    os.chmod(slow, 0o700)
    program = start(PLUMB_PROGRAM=slow)
    program.find(None, "^Priya Raman")
    open_batch(program)
    program.tab_to("push button", "Export…$", back=True)
    key("space")
    program.choose_file("Committee packets", os.path.join(folder, "cancelled.zip"))
    program.find(None, "^3 of 11 · about [0-9]+ (second|minute)s? left$")
    program.press("push button", "^Cancel$")
    program.find(None, "^Cancelled; nothing was written")
    assert program.quit() == 0


@tap.case
def errors_are_listed_by_loop():
    failing = os.path.join(folder, "failing-plumb")
    with open(failing, "w", encoding="utf-8") as file:
        file.write("""#!/bin/sh
echo '{"done": 11, "of": 11}'
echo '{"failed": {"loop": "Noor Haddad", "message": "A font is missing"}}'
echo '{"failed": {"loop": "<b>Priya</b> & Co", "message": "The card is damaged"}}'
exit 1
""")
    os.chmod(failing, 0o700)
    program = start(PLUMB_PROGRAM=failing)
    program.find(None, "^Priya Raman")
    open_batch(program)
    program.tab_to("push button", "Export…$", back=True)
    key("space")
    program.choose_file("Committee packets", os.path.join(folder, "failing.zip"))
    program.find(None, "^Written, but for 2 loops:$")
    program.find("label", "^Noor Haddad: A font is missing$")
    program.find("label", "^<b>Priya</b> & Co: The card is damaged$")
    assert program.quit() == 0


tap.run()
