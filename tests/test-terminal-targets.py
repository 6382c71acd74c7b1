#!/usr/bin/python3
"""test-terminal-targets.py - exports to places that refuse, fill up, change or vanish, and programs that are killed, as TAP."""
import json
import os
import shutil
import signal
import subprocess
import time
import zipfile

from terminal import PLUMB, case, demo, folder, main, run, sanitizer_options

FORMS = {"--xlsx": "f.xlsx", "--pdf": "f.pdf", "--json": "f.json", "--csv": "f", "--zip": "f.zip", "--folder": "f"}
# A file system of its own, which this process may make for itself alone; "$@" is run inside of it.
OWN_DISK = 'mount -t tmpfs -o size="$1" none "$2" && shift && cd "$1" && shift && "$@"; code=$?; echo "LEFT $(ls -A)"; exit $code'


def start(*arguments):
    return subprocess.Popen([PLUMB, "--workspace", demo(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env=os.environ | {"ASAN_OPTIONS": sanitizer_options})


def may_mount():
    place = folder.path("mount")
    os.makedirs(place, exist_ok=True)
    return shutil.which("unshare") and subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", place], stderr=subprocess.DEVNULL,
                                                      check=False).returncode == 0


def run_on_disk(size, script, *arguments):
    command = ["unshare", "-rm", "sh", "-c", script, "sh", size, folder.path("mount"), os.path.abspath(PLUMB), "--workspace", demo(), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"ASAN_OPTIONS": sanitizer_options})
    left = done.stdout.rpartition("LEFT ")[2].strip()
    return done.returncode, done.stderr, left


@case
def full_disk():
    """a disk that fills up is told, and nothing of the file stays on it"""
    if not may_mount():
        print("# no file system of one's own can be mounted here")
        return
    for form, name in FORMS.items():
        # The last bytes, and most of them: room for the start of a file, and for next to none.
        for size in ("16k", "100k"):
            code, said, left = run_on_disk(size, OWN_DISK, "export", "--all", form, name)
            assert code == 1 and "room" in said or "space" in said.lower(), (form, size, code, said)
            assert left == "", (form, size, left)


@case
def read_only_disk():
    """a disk that can only be read is told"""
    if not may_mount():
        print("# no file system of one's own can be mounted here")
        return
    script = OWN_DISK.replace(' && shift && cd "$1"', ' && mount -o remount,ro "$2" && shift && cd "$1"')
    for form, name in FORMS.items():
        code, said, left = run_on_disk("1m", script, "export", "Hana Sato", form, name)
        assert code == 1 and "ead-only" in said and left == "", (form, code, said, left)


@case
def something_in_the_way():
    """a folder, a link or a pipe in the way is left alone, even with --replace"""
    place = folder.path("way")
    os.mkdir(place)
    for form, name in FORMS.items():
        target = os.path.join(place, name)
        is_folder = form in ("--csv", "--folder")
        for make in (os.mkfifo, lambda path: os.symlink("/etc/passwd", path), (lambda path: open(path, "x").close()) if is_folder else os.mkdir):
            make(target)
            before = os.lstat(target)
            refused = start("export", "Hana Sato", form, target, "--replace")
            said = refused.communicate(timeout=60)[1].decode()
            assert refused.returncode in (1, 3) and said.startswith("plumb: ") and name in said, (form, refused.returncode, said)
            assert os.lstat(target).st_ino == before.st_ino and os.listdir(place) == [name], (form, os.listdir(place))
            (os.rmdir if os.path.isdir(target) else os.unlink)(target)


@case
def open_elsewhere():
    """who has the old file open goes on reading it whole"""
    path = folder.path("open.xlsx")
    run("export", "Hana Sato", "--xlsx", path, workspace=demo())
    with zipfile.ZipFile(path) as old:
        run("export", "Marcus Doyle", "--xlsx", path, "--replace", workspace=demo())
        assert old.testzip() is None and b"Hana Sato" in old.read("docProps/core.xml")
    with zipfile.ZipFile(path) as new:
        assert b"Marcus Doyle" in new.read("docProps/core.xml")


@case
def killed():
    """a batch that is killed leaves no file under its name, no worker, and nothing that the next batch does not sweep away"""
    place = folder.path("killed")
    os.mkdir(place)
    for form in ("--zip", "--folder"):
        target = os.path.join(place, "week")
        batch = start("export", "--all", form, target, "--progress", "--workers", "2")
        batch.stdout.readline()  # one loop is whole
        with open(f"/proc/{batch.pid}/task/{batch.pid}/children", encoding="ascii") as file:
            workers = file.read().split()
        batch.send_signal(signal.SIGKILL)
        batch.communicate(timeout=60)
        assert not os.path.exists(target)
        deadline = time.monotonic() + 60
        while any(os.path.exists(f"/proc/{worker}") for worker in workers):
            assert time.monotonic() < deadline, workers
        run("export", "Hana Sato", "--folder", os.path.join(place, "next"), "--formats", "json", workspace=demo())
        assert os.listdir(place) == ["next"], os.listdir(place)
        shutil.rmtree(os.path.join(place, "next"))


@case
def killed_file():
    """a program that is killed while it writes a file leaves it whole or not there"""
    for form in ("--xlsx", "--pdf", "--json"):
        path = folder.path("killed-file" + form)
        for pause in (0, 1, 2, 4, 8):
            single = start("export", "--all", form, path)
            deadline = time.monotonic() + pause / 20
            while time.monotonic() < deadline and single.poll() is None:
                pass
            single.kill()
            single.communicate(timeout=60)
            if not os.path.exists(path):
                continue
            if form == "--json":
                with open(path, encoding="utf-8") as file:
                    json.load(file)
            else:
                run("verify", "--packet", path, workspace=demo())
            os.unlink(path)


@case
def two_at_once():
    """two batches into one folder: each file is whole, and of what one did not write nothing stays"""
    for arguments in ([], ["--replace"]):
        target = folder.path("two" + "".join(arguments))
        os.mkdir(target)
        batches = [start("export", "--all", "--folder", target, "--formats", "json,xlsx", *arguments) for _ in range(2)]
        errors = [batch.communicate(timeout=300)[1].decode() for batch in batches]
        codes = sorted(batch.returncode for batch in batches)
        assert codes == ([0, 0] if arguments else [0, 1]), (codes, errors)
        assert arguments or any("already" in error for error in errors), errors
        files = os.listdir(target)
        assert len(files) == 22 and not [name for name in files if name.startswith(".")], files
        for name in files:
            assert not name.endswith("xlsx") or zipfile.ZipFile(os.path.join(target, name)).testzip() is None, name


main()
