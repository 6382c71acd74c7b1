#!/usr/bin/python3
"""shots.py BUILD FOLDER - pictures of every page, light and dark, both layouts of the interview, and text at 200 %.

Each picture is taken in a private session of its own (tests/ui-session.sh) on the demo workspace, as somebody who may see the page.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent

# name, person, target, what must be there before the picture is taken (role, name), size
PAGES = [
    ("loops", "Beate Lang", "loops", ("label", "Loops|Priya Raman"), (1280, 800)),
    ("board", "Lukas Weber", "board:Priya Raman", (None, "Evidence gathered"), (1280, 800)),
    ("interview", "Lukas Weber", "interview:Priya Raman/systems-design", (None, "Review and submit"), (1280, 800)),
    ("interview-column", "Lukas Weber", "interview:Priya Raman/systems-design", (None, "Score|SCORE|1"), (560, 800)),
    ("debrief", "João Silva", "debrief:Wanjiru Mwangi", (None, "Evidence by competency"), (1280, 800)),
    ("debrief-decided", "Beate Lang", "debrief:Hana Sato", (None, "Evidence by competency"), (1280, 800)),
    ("debrief-blind", "Lukas Weber", "debrief:Priya Raman", (None, "Hidden until your card is in"), (1280, 800)),
    ("debrief-column", "João Silva", "debrief:Wanjiru Mwangi", (None, "Evidence by competency"), (560, 800)),
    ("packet", "Beate Lang", "packet:Hana Sato", (None, "Save PDF"), (1280, 800)),
    ("packet-column", "Beate Lang", "packet:Hana Sato", (None, "Save PDF"), (560, 800)),
    ("library", "Beate Lang", "library", (None, "Library"), (1280, 800)),
    ("loops-column", "Beate Lang", "loops", (None, "Loops"), (560, 800)),
]


def take(build, path, page):
    """Runs inside the session."""
    import uidriver

    name, person, target, (role, pattern), (width, height) = page
    program = uidriver.Program([str(build / "ui" / "plumbline"), os.environ["SHOT_WORKSPACE"], f"--person={person}", f"--open={target}",
                                f"--size={width}x{height}"])
    program.find(role, pattern)
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
    code = program.quit()
    assert code == 0, f"{name}: exit code {code}"


def main():
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
            for scheme, scale in (("light", 1), ("dark", 1), ("light", 2)):
                name = f"{page[0]}-{scheme}" + ("-200" if scale == 2 else "")
                copy = pathlib.Path(work) / f"{name}.plumbline"
                shutil.copy(workspace, copy)
                env = dict(os.environ, UI_SCHEME=scheme, UI_TEXT_SCALE=str(scale), UI_GEOMETRY=f"{width}x{height}x24",
                           SHOT_WORKSPACE=str(copy))
                path = folder / f"{name}.png"
                result = subprocess.run([here / "ui-session.sh", "/usr/bin/python3", __file__, build, folder, path, page[0]], env=env,
                                        capture_output=True, text=True)
                print(f"{path}" if result.returncode == 0 else f"{name}: {result.stderr[-2000:]}", flush=True)


main()
