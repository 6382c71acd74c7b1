"""terminal.py - what the tests of `plumb` share: running it, TAP, and workspaces to run it on."""

import json
import os
import subprocess
import sys
import tempfile
import traceback

PLUMB = os.environ.get("PLUMB_PROGRAM") or os.path.join(os.environ.get("PLUMB_BUILD_ROOT", "build"), "app/terminal/plumb")
SOURCE = os.environ.get("PLUMB_SOURCE_ROOT", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# A plumb under the sanitizers starts ten times faster when it need not unwind each allocation for the names of others' leaks.
sanitizer_options = os.environ.get("ASAN_OPTIONS", "").replace("fast_unwind_on_malloc=0", "fast_unwind_on_malloc=1")

cases = []


def case(function):
    """Registers a function as one TAP case, named by its docstring."""
    cases.append(function)
    return function


def main():
    print(f"1..{len(cases)}")
    failed = False
    for number, function in enumerate(cases, 1):
        try:
            function()
            print(f"ok {number} - {function.__doc__}", flush=True)
        except Exception:
            failed = True
            print(f"not ok {number} - {function.__doc__}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("#", line[:2000])
    sys.exit(1 if failed else 0)


class Folder:
    """A temporary folder that goes when the test program ends."""

    def __init__(self):
        self.holder = tempfile.TemporaryDirectory(prefix="plumb-terminal-")

    def path(self, *names):
        return os.path.join(self.holder.name, *names)


folder = Folder()


def run(*words, workspace=None, status=0, environment=None, binary=False, output=None):
    """Runs plumb, holds it to the exit code, answers what it wrote."""
    command = [PLUMB] + (["--workspace", workspace] if workspace else []) + list(words)
    env = os.environ | {"XDG_DATA_HOME": folder.path("data"), "ASAN_OPTIONS": sanitizer_options} | (environment or {})
    done = subprocess.run(command, stdout=output or subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    errors = done.stderr.decode()
    assert done.returncode == status, f"{words}: exit code {done.returncode} instead of {status}: {errors}"
    if status not in (0, 5):
        assert errors.startswith("plumb: ") and len(errors) > 20, f"{words}: says only {errors!r}"
    if status == 0:
        assert errors == "", f"{words}: {errors!r}"
    if output is not None:
        return errors
    return (done.stdout if binary else done.stdout.decode()) if status == 0 else errors


def run_json(*words, **options):
    return json.loads(run(*words, "--json", **options))


def demo():
    """The demo workspace, made once."""
    path = folder.path("demo.plumb")
    if not os.path.exists(path):
        run("demo", workspace=path)
    return path


def export(workspace, *words):
    """Everything as one exchange document, as bytes."""
    path = folder.path("export.json")
    run("export", *(words or ["--all"]), "--json", path, "--replace", workspace=workspace)
    with open(path, "rb") as file:
        return file.read()


def write(name, document):
    path = folder.path(name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False)
    return path


def imported(name, document):
    """A fresh workspace with a document in it."""
    path = folder.path(name)
    run("init", workspace=path)
    run("import", write(name + ".json", document), workspace=path)
    return path
