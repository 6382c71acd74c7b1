#!/usr/bin/python3
"""test-terminal-batch.py - many packets by one command, and profiles that are narrowed, as TAP."""
import json
import os
import re
import signal
import subprocess
import zipfile

from terminal import PLUMB, case, demo, folder, main, run, run_json, sanitizer_options


def pdf_text(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@case
def zips():
    """--zip holds a workbook and a PDF of every loop, whole and readable"""
    path = folder.path("all.zip")
    said = run("export", "--all", "--zip", path, workspace=demo())
    loops = run_json("loops", workspace=demo())["loops"]
    assert f"{len(loops)} loops, {2 * len(loops)} files" in said, said
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert sorted(names) == sorted(
            f"{loop['candidate']} - committee packet.{kind}" for loop in loops for kind in ("xlsx", "pdf")), names
        assert archive.read(next(n for n in names if n.endswith(".pdf"))).startswith(b"%PDF-")
    assert os.stat(path).st_mode & 0o777 == 0o600
    run("export", "--all", "--zip", path, workspace=demo(), status=1)
    run("export", "--all", "--zip", path, "--replace", workspace=demo())


@case
def same_bytes():
    """one worker and two write the same zip"""
    environment = {"SOURCE_DATE_EPOCH": "1794500000"}
    contents = []
    for workers in ("1", "2"):
        path = folder.path(f"w{workers}.zip")
        run("export", "--all", "--zip", path, "--formats", "json,xlsx", "--workers", workers, workspace=demo(), environment=environment)
        with open(path, "rb") as file:
            contents.append(file.read())
    assert contents[0] == contents[1]


@case
def progress():
    """--progress says a line of JSON for each loop"""
    path = folder.path("progress")
    lines = [json.loads(line) for line in run("export", "--all", "--folder", path, "--formats", "json", "--progress",
                                              workspace=demo()).splitlines()]
    n = len(run_json("loops", workspace=demo())["loops"])
    assert lines == [{"done": i + 1, "of": n} for i in range(n)], lines
    assert len(os.listdir(path)) == n


@case
def choosing():
    """--role, --since and --until choose; a day that is none is refused"""
    loops = run_json("loops", workspace=demo())["loops"]
    role = loops[0]["role"]
    path = folder.path("role")
    run("export", "--role", role, "--folder", path, "--formats", "json", "--name", "{id}", workspace=demo())
    assert sorted(os.listdir(path)) == sorted(loop["id"][:8] + ".json" for loop in loops if loop["role"] == role)
    day = sorted(loop["changed_at"] for loop in loops)[len(loops) // 2][:10]
    path = folder.path("days")
    run("export", "--since", day, "--until", day, "--folder", path, "--formats", "json", "--name", "{id}", workspace=demo(),
        environment={"TZ": "UTC"})
    assert sorted(os.listdir(path)) == sorted(loop["id"][:8] + ".json" for loop in loops if loop["changed_at"][:10] == day)
    for bad in ("yesterday", "2026-13-01", "2026-11", "2026-11-31", "2026-11-16T10:00"):
        assert "is no day" in run("export", "--since", bad, "--folder", folder.path("x"), workspace=demo(), status=2)
    run("export", "--role", "Astronaut", "--folder", folder.path("x"), workspace=demo(), status=3)
    assert not os.path.exists(folder.path("x"))


@case
def refused():
    """contradictions are refused before anything is written"""
    target = folder.path("none.zip")
    for words in (["--zip", target], ["Hana", "--all", "--zip", target], ["--all", "--zip", target, "--pdf", folder.path("n.pdf")],
                  ["--all", "--zip", target, "--folder", folder.path("n")], ["--all", "--zip", target, "--workers", "0"],
                  ["--all", "--zip", target, "--names", "nicknames"], ["--all", "--zip", target, "--omit", "scores"],
                  ["--all", "--zip", target, "--dates", "stardate"]):
        run("export", *words, workspace=demo(), status=2)
    for words in (["--formats", "docx"], ["--name", "{salary}"], ["--zone", "Mars/Olympus"]):
        run("export", "--all", "--zip", target, *words, workspace=demo(), status=1)
    run("export", "--all", "--zip", folder.path("no", "where.zip"), workspace=demo(), status=3)
    assert not [name for name in os.listdir(folder.path()) if name.startswith(".plumbline") or name.startswith("none")]


@case
def interrupted():
    """an interrupt ends a batch and leaves nothing of it; so does a terminal or a reader that goes"""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        place = folder.path(f"stop-{int(number)}")
        os.mkdir(place)
        batch = subprocess.Popen([PLUMB, "--workspace", demo(), "export", "--all", "--zip", os.path.join(place, "all.zip"), "--progress"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"ASAN_OPTIONS": sanitizer_options})
        batch.stdout.readline()  # the first loop is done
        if number == signal.SIGPIPE:
            batch.stdout.close()
            batch.stdout = None
        else:
            batch.send_signal(number)
        _, errors = batch.communicate(timeout=120)
        assert batch.returncode == 1, errors
        assert b"Cancelled" in errors, errors
        assert os.listdir(place) == [], os.listdir(place)


@case
def interrupted_file():
    """an interrupted file for all loops leaves nothing either"""
    for kind in ("pdf", "xlsx", "json"):
        place = folder.path(f"stop-{kind}")
        os.mkdir(place)
        export = subprocess.Popen([PLUMB, "--workspace", demo(), "export", "--all", f"--{kind}", os.path.join(place, "all")],
                                  stderr=subprocess.PIPE, env=os.environ | {"ASAN_OPTIONS": sanitizer_options})
        while export.poll() is None:
            if os.listdir(place):  # begun
                export.send_signal(signal.SIGINT)
                break
        _, errors = export.communicate(timeout=120)
        assert (export.returncode, os.listdir(place)) in ((1, []), (0, ["all"])), (export.returncode, os.listdir(place))
        assert export.returncode == 0 or b"ancelled" in errors, errors


@case
def blind_packet():
    """a blind packet names neither candidate nor panel, in the pages or in the file's name"""
    path = folder.path("blind")
    run("export", "Hana Sato", "--folder", path, "--formats", "pdf,json", "--hide-candidate", "--names", "letters", "--zone", "Asia/Tokyo",
        "--dates", "iso", workspace=demo())
    files = os.listdir(path)
    assert all(re.fullmatch(r"Candidate [0-9A-F]{4} - committee packet\.(pdf|json)", name) for name in files), files
    text = pdf_text(os.path.join(path, next(name for name in files if name.endswith(".pdf"))))
    with open(os.path.join(path, next(name for name in files if name.endswith(".json"))), encoding="utf-8") as file:
        everything = text + file.read()
    people = [person["name"] for person in run_json("people", workspace=demo())["people"]]
    for name in ["Hana", "Sato", *people]:
        assert name not in everything, name
    assert "Panelist A" in text
    assert "JST" in text and re.search(r"\b2026-\d\d-\d\d \d\d:\d\d JST", text)
    assert "panelists by letter" in re.sub(r"\s+", " ", text).lower()


@case
def omitted():
    """--omit texts takes every note out; --omit scorecards, firmness and method their chapters"""
    full, bare = folder.path("full.pdf"), folder.path("bare.pdf")
    run("export", "Hana Sato", "--pdf", full, workspace=demo())
    run("export", "Hana Sato", "--pdf", bare, "--omit", "texts,scorecards,firmness,method", workspace=demo())
    before, after = pdf_text(full), pdf_text(bare)
    assert "How firm is this?" in before and "How firm is this?" not in after
    assert len(after) < len(before) / 2
    document = folder.path("hana.json")
    run("export", "Hana Sato", "--json", document, workspace=demo())
    with open(document, encoding="utf-8") as file:
        loop = json.load(file)["loops"][0]
    summaries = [assignment["card"]["summary"] for assignment in loop["assignments"] if assignment["card"].get("summary")]
    assert summaries
    squeezed = re.sub(r"\s+", "", after)
    assert not any(re.sub(r"\s+", "", summary)[:40] in squeezed for summary in summaries)


@case
def saved_profiles():
    """a profile that was saved is chosen by its name; a damaged file of them is told"""
    config = folder.path("config")
    os.makedirs(os.path.join(config, "plumbline"))
    path = os.path.join(config, "plumbline", "profiles.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[profile 1]\nname=Blind review\nprofile=committee\nnames=initials\nleaves-out=texts;\nhides-candidate=true\n"
                   "dates=iso\npaper=letter\n")
    target = folder.path("saved.pdf")
    environment = {"XDG_CONFIG_HOME": config}
    run("export", "Hana Sato", "--pdf", target, "--profile", "Blind review", workspace=demo(), environment=environment)
    assert "Hana" not in pdf_text(target)
    info = subprocess.run(["pdfinfo", target], capture_output=True, text=True, check=True).stdout
    assert "612 x 792" in info, info
    with open(path, "a", encoding="utf-8") as file:
        file.write("names=shouted\n")
    said = run("export", "Hana Sato", "--pdf", target, "--profile", "Blind review", "--replace", workspace=demo(), status=2,
               environment=environment)
    assert "profiles.ini" in said and "names" in said, said


main()
