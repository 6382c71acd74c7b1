#!/usr/bin/python3
"""run.py BUILD [--quick] [NAME...] - speed and memory as ratios against baselines built and run beside the program.

Each pair runs turn about, the median of the rounds counts. A ratio below 1 means that Plumbline is faster or smaller than its baseline.
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
parser = argparse.ArgumentParser()
parser.add_argument("build")
parser.add_argument("names", nargs="*")
parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller sizes")
options = parser.parse_intermixed_args()
build = pathlib.Path(options.build).resolve()
tool = build / "tests" / "bench" / "bench"
# On a real disk beside the build: a memory file system would make every fdatasync free.
work = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=build))
rounds = 3 if options.quick else 7
rows = []


def bench(*arguments):
    result = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"bench {arguments[0]}: {result.stderr}")
    line = json.loads(result.stdout)
    return line["seconds"], line["peak_kib"]


def median(pairs):
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def human(seconds):
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def row(what, ours, baseline_name, baseline, aim=""):
    ratio = f"{ours[0] / baseline[0]:.2f}" if baseline else ""
    memory = f"{ours[1] / baseline[1]:.2f}" if baseline and baseline[1] else ""
    rows.append((what, human(ours[0]), f"{ours[1] / 1024:.0f} MiB" if ours[1] else "", baseline_name, human(baseline[0]) if baseline else "",
                 f"{baseline[1] / 1024:.0f} MiB" if baseline and baseline[1] else "", ratio, memory, aim))
    print("  " + " | ".join(part for part in rows[-1] if part), flush=True)


def turn_about(ours, *baselines, times=None):
    results = [[] for _ in range(1 + len(baselines))]
    for _ in range(times or rounds):
        for index, run in enumerate((ours, *baselines)):
            results[index].append(run())
    return [median(r) for r in results]


def save():
    def fresh(name, kind):
        path = work / f"{name}-{time.monotonic_ns()}"
        result = bench(name, path)
        for left in work.glob(path.name + "*"):
            left.unlink()
        return result

    ours, plain, bare = turn_about(lambda: fresh("save", ""), lambda: fresh("save-plain", ""), lambda: fresh("save-bare", ""))
    row("one score saved, with its audit event", ours, "the same insert in plain SQLite", plain, "<= 1.3")
    row("one score saved, with its audit event", ours, "bare 4 KiB write + fdatasync", bare, "<= 2")


def start():
    wrapper = here.parent / "ui-session.sh"
    script = work / "start.py"
    script.write_text(
        "import json, os, subprocess, sys, time\n"
        "def run(argv):\n"
        "    began = time.monotonic_ns() // 1000\n"
        "    p = subprocess.Popen([a.replace('START', str(began)) for a in argv], stdout=subprocess.PIPE)\n"
        "    told = p.stdout.read(); _, status, usage = os.wait4(p.pid, 0); p.returncode = 0\n"
        "    assert status == 0, (argv, status); return int(told) / 1e6, usage.ru_maxrss\n"
        "ours, bare = json.loads(sys.argv[1]); n = int(sys.argv[2]); out = [[], []]\n"
        "for i in range(n + 2):\n"
        "    for k, argv in enumerate((ours, bare)):\n"
        "        result = run(argv)\n"
        "        if i >= 2: out[k].append(result)\n"
        "print(json.dumps(out))\n")
    workspace = work / "start.plumbline"
    subprocess.run([build / "app" / "terminal" / "plumb", "--workspace", workspace, "demo"], check=True, stdout=subprocess.DEVNULL)
    argv = [[str(build / "ui" / "plumbline"), "--first-frame=START", "--person=Mika Ito", str(workspace)],
            [str(build / "tests" / "bench" / "baseline-window"), "START"]]
    result = subprocess.run([wrapper, "/usr/bin/python3", script, json.dumps(argv), str(rounds * 3)], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"start: {result.stderr}")
    ours, bare = (median(r) for r in json.loads(result.stdout.strip().split("\n")[-1]))
    row("start to first frame, demo workspace", ours, "bare libadwaita window", bare, "<= 1.4")


def typing():
    path = work / "typing.plumbline"
    plumb = [build / "app" / "terminal" / "plumb", "--workspace", path]
    subprocess.run([*plumb, "demo"], check=True, stdout=subprocess.DEVNULL)
    tool = build / "tests" / "bench" / "typing"

    def run(*words):
        result = subprocess.run([here.parent / "ui-session.sh", tool, *map(str, words)], capture_output=True, text=True, timeout=300)
        if result.returncode != 0:
            sys.exit(f"typing: {result.stderr}")
        return json.loads(result.stdout)

    def run_page(kind):
        copy = work / "typing-copy.plumbline"
        for end in ("", "-wal", "-shm"):
            pathlib.Path(str(copy) + end).unlink(missing_ok=True)
        shutil.copy(path, copy)
        return run("page", copy, "Lukas Weber", "Priya Raman/systems-design", kind)

    for kind, about in (("lines", "note of 64 KiB in lines"), ("paragraph", "one paragraph of 64 KiB")):
        ours, plain = [], []
        for _ in range(3):
            ours.append(run_page(kind))
            plain.append(run("plain", kind))
        for clock, what in (("work", "work for a key until it is painted"), ("wall", "key to screen, with the wait for the tick")):
            (p99, median), (base_p99, base_median) = (
                [statistics.median(r[clock][figure] for r in runs) for figure in ("p99", "median")] for runs in (ours, plain))
            rows.append((f"{what}, {about}, p99", human(p99), "", "plain text view", human(base_p99), "", f"{p99 / base_p99:.2f}", "",
                         "<= 16 ms" if kind == "lines" else ""))
            print("  " + " | ".join(part for part in rows[-1] if part) + f" (medians {human(median)}, {human(base_median)})", flush=True)
        alone, base_alone = (f"{sum(r['idle_frames'] for r in runs) / sum(r['keys'] for r in runs) * 100:.1f}" for runs in (ours, plain))
        missed, base_missed = (f"{sum(r['missed'] for r in runs)} of {sum(r['keys'] for r in runs)}" for runs in (ours, plain))
        print(f"  keys that missed a frame they could have had: {missed}; plain text view: {base_missed}", flush=True)
        print(f"  frames without a key, for 100 keys: {alone}; plain text view: {base_alone}", flush=True)


def workspace():
    loops = 1000 if options.quick else 10000
    path = work / "large.plumbline"
    began = time.monotonic()
    bench("fill", path, loops)
    print(f"  (filled a workspace of {loops:,} loops in {time.monotonic() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB)", flush=True)
    ours, plain = turn_about(lambda: bench("list", path), lambda: bench("list-plain", work / "list.db", loops))
    row(f"open a workspace of {loops:,} loops, list it", ours, "a plain table of as many rows", plain, "<= 50 ms")
    row("the same as a panelist, by what they may see", median([bench("list", path, 0) for _ in range(rounds)]), "", None, "<= 50 ms")
    row(f"open the debrief of one loop of {loops:,}", median([bench("debrief", path) for _ in range(rounds)]), "", None, "<= 100 ms")
    for left in work.glob("large.plumbline*"):
        left.unlink()


def evaluate():
    row("evaluation with firmness, 12 panelists", median([bench("evaluate") for _ in range(rounds)]), "", None, "< 1 ms")


def xlsx():
    """Time, memory and processor time of one run each: what shares the machine makes the time longer, hardly the work."""
    def run(command):
        result = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"{command}: {result.returncode} {result.stderr}")
        line = json.loads(result.stdout)
        return line["seconds"], line["peak_kib"], line["cpu_seconds"]

    def middle(runs):
        return [statistics.median(r[i] for r in runs) for i in range(3)]

    aims = {"libxlsxwriter": "time <= 0.85, memory <= 0.16", "xlsxwriter": "<= 0.25", "openpyxl": "<= 0.12"}
    for loops in (1, 100) if options.quick else (1, 100, 2000):
        large = loops == 2000
        ours = [tool, "xlsx", work / "ours.xlsx", loops]
        run(ours)
        subprocess.run([here / "cells.py", work / "ours.xlsx", work / "cells"], check=True)
        commands = {"": ours, "libxlsxwriter": [tool, "xlsx-plain", work / "plain.xlsx", work / "cells"]}
        if large:
            commands.update((name, [here / "cells-python.py", name, work / "python.xlsx", work / "cells"]) for name in ("xlsxwriter", "openpyxl"))
        results = {name: [] for name in commands}
        for turn in range(3 if large else rounds):
            for name, command in commands.items():
                if turn == 0 or not command[0] == here / "cells-python.py":
                    results[name].append(run(command))
        medians = {name: middle(runs) for name, runs in results.items()}
        for name in list(commands)[1:]:
            what = f"workbook of {loops:,} loop{'s' * (loops > 1)}"
            row(what, medians[""], f"{name}, same cells", medians[name], aims[name] if large else "")
            row(what + ", processor time", (medians[""][2], medians[""][1]), f"{name}, same cells", (medians[name][2], medians[name][1]))


def processes(*commands, times):
    """Whole processes turn about: medians of wall time, peak and processor time of each."""
    results = [[] for _ in commands]
    for _ in range(times):
        for index, argv in enumerate(commands):
            began = time.monotonic()
            process = subprocess.Popen([*map(str, argv)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
            told = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
            if status != 0:
                sys.exit(f"{argv[0]} ended with {status}")
            peak = json.loads(told)["peak_kib"] if told.startswith(b"{") else usage.ru_maxrss
            results[index].append((time.monotonic() - began, peak, usage.ru_utime + usage.ru_stime))
    return [tuple(statistics.median(r[i] for r in rounds_of) for i in range(3)) for rounds_of in results]


def pdf():
    """One text four times: by the program, by plain Pango and cairo, by wkhtmltopdf, by ReportLab; whole processes."""
    ours, text, page = work / "ours.pdf", work / "text", work / "page.html"
    many = 30 if options.quick else 100
    for loops in (1, many):
        bench("pdf", ours, loops)
        subprocess.run(["pdftotext", "-layout", ours, text], check=True)
        subprocess.run(["/usr/bin/python3", here / "plain-pdf.py", "html", text, page], check=True)
        results = processes([tool, "pdf", ours, loops], [tool, "pdf-plain", work / "plain.pdf", text],
                            ["wkhtmltopdf", "-q", page, work / "web.pdf"],
                            ["/usr/bin/python3", here / "plain-pdf.py", "reportlab", text, work / "report.pdf"], times=3)
        what = f"PDF of {loops} loop{'s' * (loops > 1)}"
        for name, result, aim in zip(("plain Pango writer", "wkhtmltopdf", "ReportLab"), results[1:], ("<= 0.35", "<= 0.5", "<= 0.2")):
            row(what, results[0][:2], f"{name}, same text", result[:2])
            row(f"{what}, processor time", (results[0][2], results[0][1]), f"{name}, same text", (result[2], result[1]),
                aim if loops > 1 else "")
        if loops == 1:
            one = results[0]
    row(f"PDF of {many} loops, memory", results[0][:2], "PDF of 1 loop", one[:2], "memory <= 1.03")


def batch():
    path = work / "batch.plumbline"
    bench("fill", path, 100)

    def run(workers):
        target = work / f"batch-{workers}.zip"
        began = time.monotonic()
        subprocess.run([build / "app" / "terminal" / "plumb", "--workspace", path, "export", "--all", "--zip", target, "--workers", str(workers)],
                       check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - began
        target.unlink()
        return seconds, 0

    ours, single = turn_about(lambda: run(2), lambda: run(1), times=3)
    row("100 packets, workbook and PDF each, two workers", ours, "one after the other", single, "<= 0.6")
    for left in work.glob("batch.plumbline*"):
        left.unlink()


@contextlib.contextmanager
def postgres():
    """A cluster of its own for as long as it is needed, run by a user that is not root; None where there is no server."""
    folder = next(iter(sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    if folder is None or not (build / "tests" / "bench" / "notify").exists():
        yield None
        return
    bin, place = folder.parent, pathlib.Path(tempfile.mkdtemp(prefix="bench-pg-", dir="/var/tmp"))
    become = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(place, "nobody")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    try:
        subprocess.run([*become, bin / "initdb", "-D", place / "data", "-U", "bench", "--auth=trust"], **quiet)
        subprocess.run([*become, bin / "pg_ctl", "-D", place / "data", "-l", place / "log", "-w", "start",
                        "-o", f"-c listen_addresses='' -c unix_socket_directories={place}"], **quiet)
        yield f"host={place} user=bench dbname=postgres"
    finally:
        subprocess.run([*become, bin / "pg_ctl", "-D", place / "data", "-m", "immediate", "stop"], **quiet | {"check": False})
        shutil.rmtree(place, ignore_errors=True)


def live():
    def measure(*command):
        result = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"live: {result.stderr}")
        line = json.loads(result.stdout)
        return line["seconds"], line["after"]

    def ours():
        path = work / f"live-{time.monotonic_ns()}"
        result = measure(tool, "live", path)
        for left in work.glob(path.name + "*"):
            left.unlink()
        return result

    with postgres() as server:
        if server is None:
            print("  (no PostgreSQL server here: measured without its NOTIFY beside it)")
            results, notify = [median([ours() for _ in range(rounds)])], None
        else:
            results = turn_about(ours, lambda: measure(build / "tests" / "bench" / "notify", server))
            notify = results[1]
    for index, (what, aim) in enumerate((("card submitted elsewhere, loop evaluated here", ""), ("the same, from the end of its commit", "< 1 ms"))):
        mine, theirs = results[0][index], notify[index] if notify else None
        rows.append((what, human(mine), "", "PostgreSQL: NOTIFY, row read" if notify else "", human(theirs) if notify else "", "",
                     f"{mine / theirs:.2f}" if notify else "", "", aim))
        print("  " + " | ".join(part for part in rows[-1] if part), flush=True)


groups = {"start": start, "live": live, "typing": typing, "save": save, "xlsx": xlsx, "pdf": pdf, "batch": batch, "evaluate": evaluate, "workspace": workspace}
try:
    for name, run in groups.items():
        if not options.names or name in options.names:
            print(f"{name}:", flush=True)
            run()
finally:
    shutil.rmtree(work, ignore_errors=True)

heads = ("what", "time", "peak", "baseline", "its time", "its peak", "time x", "memory x", "aim")
widths = [max(len(r[i]) for r in [heads, *rows]) for i in range(len(heads))]
print()
for line in [heads, *rows]:
    print("  ".join(part.ljust(width) for part, width in zip(line, widths)).rstrip())
