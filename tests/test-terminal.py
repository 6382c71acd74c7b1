#!/usr/bin/python3
"""test-terminal.py - plumb as a Unix program: documents that keep to their schemas, exit codes, import and export, as TAP."""

import copy
import glob
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import uuid

import jsonschema

from terminal import PLUMB, SOURCE, case, demo, export, folder, imported, main, run, run_json, write

READING = ["people", "loops", "questions", "templates", "show", "evaluate", "compare", "log", "reminders", "verify"]
SCHEMAS = {"verify": "verification", "evaluate": "evaluation"}


def bundle():
    """All schemas as one document, so that references between files need no resolver."""
    definitions = {}

    def point(value, name):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "$ref":
                    file, _, place = inner.partition("#")
                    value[key] = f"#/$defs/{file.removesuffix('.schema.json') or name}{place}"
                else:
                    point(inner, name)
        elif isinstance(value, list):
            for inner in value:
                point(inner, name)

    for path in glob.glob(os.path.join(SOURCE, "schemas/json/*.schema.json")):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        name = os.path.basename(path).removesuffix(".schema.json")
        del schema["$id"], schema["$schema"]
        point(schema, name)
        definitions[name] = schema
    return definitions


definitions = bundle()


def validate(document, name):
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions}).validate(document)


def words_of(command, loop="Hana Sato"):
    return [command, loop] if command in ("show", "evaluate", "compare") else [command]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


@case
def init_refuses():
    """init makes a workspace for its owner only and never touches an existing file"""
    path = folder.path("new.plumb")
    assert run("init", workspace=path).strip() == path
    assert os.stat(path).st_mode & 0o077 == 0
    before = digest(path)
    run("init", workspace=path, status=1)
    assert digest(path) == before
    text = folder.path("text.txt")
    with open(text, "w") as file:
        file.write("not a workspace")
    for command in ("init", "demo", "loops"):
        done = subprocess.run([PLUMB, "--workspace", text, command], capture_output=True)
        assert done.returncode in (1, 5), command
        with open(text) as file:
            assert file.read() == "not a workspace"


@case
def demo_fills():
    """demo holds about ten loops in every state, newest within a day, and refuses a workspace that has loops"""
    loops = run_json("loops", workspace=demo())["loops"]
    assert len(loops) >= 10
    assert {loop["state"] for loop in loops} == {"open", "decided", "closed"}
    assert {loop["decision"] for loop in loops} == {None, "hire", "no-hire", "hold"}
    assert {"meets-bar", "below-bar", "undecided"} <= {loop["outcome"] for loop in loops}
    assert loops == sorted(loops, key=lambda loop: loop["changed_at"], reverse=True)
    run("demo", workspace=demo(), status=1)
    home = folder.path("home")
    own = run("demo", environment={"XDG_DATA_HOME": home})
    assert home in own and len(run_json("loops", environment={"XDG_DATA_HOME": home})["loops"]) == len(loops)
    fixed = folder.path("fixed.plumb")
    run("demo", workspace=fixed, environment={"SOURCE_DATE_EPOCH": "1700000000"})
    document = json.loads(export(fixed))
    newest = max(text for loop in document["loops"] for text in instants(loop))
    assert newest.startswith("2023-11-14T"), newest


def instants(value, key=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from instants(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from instants(inner)
    elif isinstance(value, str) and key.endswith("_at") and key != "scheduled_at" or key == "at":
        yield value


@case
def documents_keep_to_schemas():
    """every reading command prints one document that keeps to its schema, for the owner and for each person"""
    people = run_json("people", workspace=demo())["people"]
    loops = run_json("loops", workspace=demo())["loops"]
    for command in ("people", "questions", "templates", "log", "verify"):
        validate(run_json(command, workspace=demo()), SCHEMAS.get(command, command))
    for person in [None] + [person["id"] for person in people[:6]]:
        viewer = ["--as", person] if person else []
        validate(run_json("loops", *viewer, workspace=demo()), "loops")
        validate(run_json("reminders", "--all", *viewer, workspace=demo()), "reminders")
        for loop in loops:
            validate(run_json("show", loop["id"], *viewer, workspace=demo()), "show")
            validate(run_json("show", loop["id"], "--plan", *viewer, workspace=demo()), "plan")
            validate(run_json("evaluate", loop["id"], *viewer, workspace=demo()), "evaluation")
        validate(run_json("log", "--limit", "0", *viewer, workspace=demo()), "log")
        validate(run_json("compare", *[loop["id"] for loop in loops], *viewer, workspace=demo()), "compare")
    validate(json.loads(export(demo())), "exchange")


@case
def tables_are_text():
    """every reading command prints text for people: no controls, no colour in a pipe, aligned columns"""
    for command in READING:
        text = run(*words_of(command), workspace=demo())
        assert text.strip() and text.endswith("\n")
        assert all(c == "\n" or c >= " " for c in text), command
        assert not any(line.endswith(" ") for line in text.splitlines()), command
    lines = run("loops", workspace=demo()).splitlines()
    column = lines[0].index("STATE")
    for line in lines[1:]:
        wide = sum(1 for c in line[:column] if "\u1100" <= c <= "\u115f" or "\u2e80" <= c <= "\uffdc")
        assert line[column - wide - 2 : column - wide] == "  ", line


@case
def problems_are_text():
    """no control reaches the terminal through a message, wherever its text comes from"""
    for name in ("\x1b[31mred", "\u009b31mred", "\u202egnihton"):
        for words in (("show", name), ("loops", "--as", name), ("import", name)):
            text = run(*words, workspace=demo(), status=3)
            assert "red" in text or "gnihton" in text
            assert all(c == "\n" or c.isprintable() for c in text), ascii(text)
    assert "\x1b" not in run("\x1b[31mred", status=2)


def evened(document):
    """The document of one loop with a template in which the first two scores of the screen weigh 1 and 199 on one competency."""
    template = document["templates"][0]
    screen = next(stage for stage in template["stages"] if stage["key"] == "recruiter-screen")
    template["version"] += 1
    for item, weight in zip(screen["script"], (1, 199, 1)):
        item["weight"] = weight
        next(q for q in template["questions"] if q["id"] == item["question"])["competency"] = "sys"
    canonical = json.dumps(template, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    document["loops"][0]["template"] = {"key": template["key"], "version": template["version"], "sha256": sha256}
    return [item["question"] for item in screen["script"]]


@case
def halves_go_up():
    """the list of loops shows a composite as the loop itself does, 2.005 as 2.01"""
    workspace, path = folder.path("halves.plumb"), folder.path("halves.json")
    run("export", "Anneli", "--json", path, workspace=demo())
    document = json.load(open(path))
    questions = evened(document)
    with open(path, "w") as file:
        json.dump(document, file)
    run("init", workspace=workspace)
    run("import", path, workspace=workspace)
    card = next(a for a in run_json("show", "Anneli", workspace=workspace)["assignments"] if a["stage"] == "recruiter-screen")
    mine = ("--as", card["person"], "--stage", "recruiter-screen")
    for question, score in zip(questions, ("3", "2", "not-asked")):
        run("score", "Anneli", question, score, *mine, workspace=workspace)
    run("submit", "Anneli", *mine, "--recommend", "yes", "--summary", "Fine", workspace=workspace)
    assert "Composite 2.01 " in run("evaluate", "Anneli", workspace=workspace)
    assert " 2.01 " in run("loops", workspace=workspace).splitlines()[1]
    for line in run("loops", workspace=demo()).splitlines()[1:]:
        shown = run("evaluate", line[:8], workspace=demo())
        assert any(f"Composite {word} " in shown for word in line.split()), line


@case
def filters():
    """loops and questions are filtered by all that is given"""
    everything = run_json("questions", workspace=demo())["questions"]
    some = run_json("questions", "--source", "S3", "--competency", "db", "--level", "intermediate", workspace=demo())["questions"]
    wanted = [q for q in everything if "S3" in q["sources"] and q["competency"] == "db" and q["level"] == "intermediate"]
    assert some == wanted and 0 < len(some) < len(everything)
    found = run_json("questions", "--search", "DEADLOCK", workspace=demo())["questions"]
    assert 0 < len(found) < len(everything) and any(q["id"] == "deadlock" for q in found)
    assert run_json("questions", "--search", "no question says this", workspace=demo())["questions"] == []
    topic = everything[0]["topics"][0] if everything[0]["topics"] else "concurrency"
    assert all(topic in q["topics"] for q in run_json("questions", "--topic", topic, workspace=demo())["questions"])
    for state in ("open", "decided", "closed"):
        assert {loop["state"] for loop in run_json("loops", "--state", state, workspace=demo())["loops"]} == {state}
    assert len(run_json("loops", "--search", "priya", workspace=demo())["loops"]) == 1


@case
def names_of_loops():
    """loops and people are found by id, beginning of an id, name, part of a name, in any locale"""
    loop = run_json("loops", "--search", "Priya", workspace=demo())["loops"][0]
    for name in (loop["id"], loop["id"][:8], "Priya Raman", "priya raman", "priya"):
        assert run_json("show", name, workspace=demo())["id"] == loop["id"]
    for locale in ("C", "C.UTF-8"):
        text = run("loops", "--as", "João Silva", workspace=demo(), environment={"LC_ALL": locale})
        assert "陳冠宇" in text
    run("show", "Nobody", workspace=demo(), status=3)
    run("show", "a", workspace=demo(), status=3)
    run("loops", "--as", "Nobody", workspace=demo(), status=3)


@case
def every_locale():
    """a packet is the same bytes whatever the locale: no decimal comma, no dotted capital I"""
    locales = ["de_DE.UTF-8", "tr_TR.UTF-8"]
    made = folder.path("locales")
    os.mkdir(made)
    for name in locales:
        command = ["localedef", "-i", name[:5], "-f", "UTF-8", os.path.join(made, name)]
        if subprocess.run(command, capture_output=True).returncode != 0:
            return  # the sources of the locales are not installed
    packets = []
    for name in ("C.UTF-8", *locales):
        environment = {"LC_ALL": name, "LOCPATH": made, "SOURCE_DATE_EPOCH": "1790000000"}
        paths = [folder.path(f"{name}.{kind}") for kind in ("pdf", "xlsx")]
        run("export", "Priya", "--pdf", paths[0], "--xlsx", paths[1], workspace=demo(), environment=environment)
        packets.append([open(path, "rb").read() for path in paths])
    assert packets[0] == packets[1] == packets[2]


@case
def scores_at_once():
    """scores that start the same interview at the same moment are all recorded"""
    workspace = folder.path("at-once.plumb")
    run("demo", workspace=workspace)
    card = next(a for a in run_json("show", "Anneli", workspace=workspace)["assignments"] if a["stage"] == "recruiter-screen")
    questions = [answer["question"] for answer in card["card"]["answers"]]
    command = [PLUMB, "--workspace", workspace, "score", "--as", card["person"], "--stage", "recruiter-screen", "Anneli"]
    writers = [subprocess.Popen([*command, question, "2"], stdout=subprocess.DEVNULL) for question in questions for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0] * len(writers)
    after = run_json("show", "Anneli", workspace=workspace)["assignments"]
    assert all(answer["score"] == 2 for a in after if a["id"] == card["id"] for answer in a["card"]["answers"])


@case
def given_out_anew():
    """an interview that was skipped and given out anew can be scored by naming its stage"""
    workspace, path = folder.path("anew.plumb"), folder.path("anew.json")
    run("export", "Anneli", "--json", path, workspace=demo())
    document = json.load(open(path))
    assignments = document["loops"][0]["assignments"]
    skipped = next(a for a in assignments if a["stage"] == "recruiter-screen")
    anew = copy.deepcopy(skipped)
    anew["id"], anew["card"]["id"] = str(uuid.uuid4()), str(uuid.uuid4())
    skipped["skip_reason"] = "The candidate was ill"
    assignments.append(anew)
    with open(path, "w") as file:
        json.dump(document, file)
    run("init", workspace=workspace)
    run("import", path, workspace=workspace)
    question = anew["card"]["answers"][0]["question"]
    run("score", "Anneli", question, "3", "--as", anew["person"], "--stage", "recruiter-screen", workspace=workspace)
    for assignment in run_json("show", "Anneli", workspace=workspace)["assignments"]:
        if assignment["stage"] == "recruiter-screen":
            assert assignment["card"]["answers"][0]["score"] == (3 if assignment["id"] == anew["id"] else None)
    assert len(run_json("compare", "Anneli", "Anneli", workspace=workspace)["candidates"]) == 1


@case
def exit_codes():
    """exit codes tell what kind of failure it was"""
    assert run("--version").startswith("plumb (Plumbline) ")
    assert "verify" in run("--help")
    for command in ("init", "score", "export", *READING):
        assert f"plumb {command}" in run(command, "--help")
    run(status=2)
    run("fly", status=2)
    run("show", "x" * 5000, workspace=demo(), status=2)
    assert "directory" in run("export", "Hana", "--csv", PLUMB, workspace=demo(), status=3)
    run("loops", "--wings", workspace=demo(), status=2)
    run("show", workspace=demo(), status=2)
    run("show", "Priya", "Hana", workspace=demo(), status=2)
    run("questions", "--kind", "riddle", workspace=demo(), status=2)
    run("loops", "--state", "lost", workspace=demo(), status=2)
    run("export", "Priya", workspace=demo(), status=2)
    run("export", "--json", folder.path("x.json"), workspace=demo(), status=2)
    run("export", "Priya", "--profile", "gossip", "--json", folder.path("x.json"), workspace=demo(), status=2)
    for words in (["loops", "--workspace", ""], ["loops", "--as", ""], ["show", ""], ["export", "Priya", "--pdf", ""]):
        run(*words, workspace=None if "--workspace" in words else demo(), status=2)
    run("loops", workspace=folder.path("nowhere.plumb"), status=3)
    assert not os.path.exists(folder.path("nowhere.plumb"))
    run("import", folder.path("nowhere.json"), workspace=demo(), status=3)
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            run("questions", workspace=demo(), status=1, output=full)


@case
def verify_and_backup():
    """verify finds a row that was changed behind the program's back; a backup is whole"""
    copy_path = folder.path("backup.plumb")
    run("backup", copy_path, workspace=demo())
    assert export(copy_path) == export(demo())
    run("backup", copy_path, workspace=demo(), status=1)
    assert run_json("verify", workspace=copy_path)["whole"]
    database = sqlite3.connect(copy_path)
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%answer%'")]
    triggers = database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute(f'UPDATE "{tables[0]}" SET score = CASE score WHEN 1 THEN 2 ELSE 1 END WHERE score > 0')
    database.commit()
    database.close()
    document = run("verify", "--json", workspace=copy_path, status=5)
    text = subprocess.run([PLUMB, "--workspace", copy_path, "verify", "--json"], capture_output=True)
    report = json.loads(text.stdout)
    validate(report, "verification")
    assert not report["whole"] and report["problems"], document


@case
def import_twice():
    """exporting what was imported gives the same bytes; importing it twice changes nothing"""
    first = export(demo())
    path = folder.path("whole.json")
    with open(path, "wb") as file:
        file.write(first)
    fresh = folder.path("fresh.plumb")
    run("init", workspace=fresh)
    run("import", path, workspace=fresh)
    assert export(fresh) == first
    before = run_json("verify", workspace=fresh)
    assert "nothing was changed" in run("import", path, workspace=fresh)
    assert run_json("verify", workspace=fresh) == before
    assert export(fresh) == first
    for loop in json.loads(first)["loops"]:
        assert run_json("evaluate", loop["id"], workspace=fresh) == run_json("evaluate", loop["id"], workspace=demo())


def damaged(document):
    """Copies of the document, each with one thing wrong."""

    def at(change):
        broken = copy.deepcopy(document)
        change(broken)
        return broken

    def card(broken):
        return next(a["card"] for loop in broken["loops"] for a in loop["assignments"] if a["card"]["state"] == "submitted")

    yield at(lambda d: card(d)["answers"][0].update(state="scored", score=99))
    yield at(lambda d: card(d)["answers"][0].update(score="3"))
    yield at(lambda d: card(d)["answers"].pop())
    yield at(lambda d: card(d).update(recommendation="maybe"))
    yield at(lambda d: card(d)["answers"][0].update(notes="a\u0007b"))
    yield at(lambda d: d["loops"][0]["assignments"][0].update(person=d["loops"][0]["id"]))
    yield at(lambda d: d["loops"][0]["assignments"][0].update(stage="lunch"))
    yield at(lambda d: d["loops"][0]["template"].update(sha256="0" * 64))
    yield at(lambda d: d["loops"][0].update(surprise=True))
    yield at(lambda d: d["loops"][-1].pop("candidate"))
    yield at(lambda d: d["loops"].append(d["loops"][0]))


@case
def bad_files():
    """a bad file names the place of what is wrong and changes nothing, however late in the file it stands"""
    document = json.loads(export(demo()))
    before = export(demo())
    verified = run_json("verify", workspace=demo())
    n = 0
    for broken in damaged(document):
        message = run("import", write("broken.json", broken), workspace=demo(), status=1)
        assert "$" in message, message
        n += 1
    assert n > 9
    for text in ("", "{", "[]", '{"format": "plumbline-loops", "format": "x"}', "[" * 100000, '{"format": "plumbline-loops", "version": 99}'):
        path = folder.path("broken.json")
        with open(path, "w") as file:
            file.write(text)
        run("import", path, workspace=demo(), status=1)
    assert export(demo()) == before
    assert run_json("verify", workspace=demo()) == verified


@case
def changed_loop():
    """a loop that differs from the one that is there is refused, and the whole file with it"""
    document = json.loads(export(demo()))
    before = export(demo())
    document["loops"][0]["candidate"]["headline"] = "Somebody else"
    run("import", write("changed.json", document), workspace=demo(), status=1)
    assert export(demo()) == before


@case
def exports():
    """export writes whole files, replaces only on request, orders by id, and refuses a link"""
    path = folder.path("one.json")
    run("export", "Hana Sato", "--json", path, workspace=demo())
    before = digest(path)
    run("export", "Priya", "--json", path, workspace=demo(), status=1)
    assert digest(path) == before
    run("export", "Priya", "Priya Raman", "--json", path, "--replace", workspace=demo())
    with open(path, encoding="utf-8") as file:
        assert [loop["candidate"]["name"] for loop in json.load(file)["loops"]] == ["Priya Raman"]
    ids = [loop["id"] for loop in json.loads(export(demo()))["loops"]]
    assert ids == sorted(ids)
    link = folder.path("link.json")
    os.symlink(path, link)
    run("export", "Hana Sato", "--json", link, "--replace", workspace=demo(), status=1)
    run("export", "--all", "--json", folder.path("nowhere", "x.json"), workspace=demo(), status=3)
    assert not [name for name in os.listdir(folder.path()) if "tmp" in name.lower()]


def count_blank(document):
    return sum(1 for loop in document["loops"] for a in loop["assignments"] for answer in a["card"]["answers"] if answer["notes"])


@case
def json_profiles():
    """a JSON document with a profile holds what the profile lets out, and no more"""
    path = folder.path("profile.json")
    notes = {}
    for profile in ("committee", "totals", "candidate", "audit"):
        run("export", "Kateryna", "--json", path, "--profile", profile, "--replace", workspace=demo())
        with open(path, encoding="utf-8") as file:
            notes[profile] = count_blank(json.load(file))
    assert notes["committee"] > 5 and notes["audit"] == notes["committee"]
    assert notes["totals"] == 0 and notes["candidate"] == 0


@case
def packets():
    """export writes workbook, pages and tables in one go, on the paper asked for, and again only on request"""
    files = {"--xlsx": "packet.xlsx", "--pdf": "packet.pdf", "--csv": "packet"}
    words = [word for option, name in files.items() for word in (option, folder.path(name))]
    run("export", "Hana", *words, "--as", "João Silva", workspace=demo())
    with open(folder.path("packet.xlsx"), "rb") as book, open(folder.path("packet.pdf"), "rb") as pages:
        assert book.read(2) == b"PK" and pages.read(5) == b"%PDF-"
    assert {"summary.csv", "answers.csv"} <= set(os.listdir(folder.path("packet")))
    page = subprocess.run(["pdfinfo", folder.path("packet.pdf")], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in page
    text = subprocess.run(["pdftotext", folder.path("packet.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert "João Silva" in text and "Hana Sato" in text
    for option, name in files.items():
        run("export", "Hana", option, folder.path(name), workspace=demo(), status=1)
    run("export", "Hana", *words, "--paper", "letter", "--replace", workspace=demo())
    page = subprocess.run(["pdfinfo", folder.path("packet.pdf")], capture_output=True, text=True, check=True).stdout
    assert "letter" in page
    run("export", "--all", "--xlsx", folder.path("all.xlsx"), "--pdf", folder.path("all.pdf"), workspace=demo())
    run("export", "Hana", "--pdf", folder.path("x.pdf"), "--paper", "napkin", workspace=demo(), status=2)


@case
def score():
    """score writes on one's own draft and nowhere else"""
    path = folder.path("score.plumb")
    shutil.copy(demo(), path) if not os.path.exists(demo() + "-wal") else run("backup", path, workspace=demo())
    loop = run_json("show", "Priya", workspace=path)
    people = {person["id"]: person["name"] for person in loop["people"]}
    draft = next(a for a in loop["assignments"] if a["card"]["state"] == "draft")
    waiting = next(a for a in loop["assignments"] if a["card"]["state"] == "waiting" and a["seat"] == "interviewer")
    submitted = next(a for a in loop["assignments"] if a["card"]["state"] == "submitted")

    def question(assignment):
        templates = run_json("templates", workspace=path)["templates"]
        template = next(t for t in templates if t["key"] == loop["template"]["key"])
        return next(s for s in template["stages"] if s["key"] == assignment["stage"])["questions"][0]

    for assignment, value in ((draft, "2"), (waiting, "4"), (waiting, "declined")):
        name = people[assignment["person"]]
        run("score", "Priya", question(assignment), value, "--as", name, "--stage", assignment["stage"], workspace=path)
        card = next(a["card"] for a in run_json("show", "Priya", "--as", name, workspace=path)["assignments"] if a["id"] == assignment["id"])
        assert card["state"] == "draft"
        answer = card["answers"][0]
        assert (answer["state"], answer["score"]) == (("scored", int(value)) if value.isdigit() else (value, None)), answer
    before = export(path)
    name = people[submitted["person"]]
    run("score", "Priya", question(submitted), "1", "--as", name, "--stage", submitted["stage"], workspace=path, status=4)
    name = people[draft["person"]]
    run("score", "Priya", question(draft), "9", "--as", name, workspace=path, status=4)
    run("score", "Priya", question(draft), "well", "--as", name, workspace=path, status=2)
    run("score", "Priya", question(draft), "2", workspace=path, status=2)
    run("score", "Priya", question(draft), "2", "--as", "Nobody", workspace=path, status=3)
    run("score", "Priya", "no-such-question", "2", "--as", name, workspace=path, status=3)
    run("score", "Priya", question(draft), "2", "--as", name, "--stage", waiting["stage"], workspace=path, status=3)
    assert export(path) == before
    assert run_json("verify", workspace=path)["whole"]


def question_ids(loop, assignment, path):
    templates = run_json("templates", workspace=path)["templates"]
    template = next(t for t in templates if t["key"] == loop["template"]["key"])
    return next(s for s in template["stages"] if s["key"] == assignment["stage"])["questions"]


@case
def submit_refuses():
    """submit hands in a complete card of one's own, once, and says what is missing or wrong otherwise"""
    path = folder.path("submit.plumb")
    run("backup", path, workspace=demo())
    loop = run_json("show", "Priya", workspace=path)
    people = {person["id"]: person["name"] for person in loop["people"]}
    waiting = next(a for a in loop["assignments"] if a["card"]["state"] == "waiting" and a["seat"] == "interviewer")
    submitted = next(a for a in loop["assignments"] if a["card"]["state"] == "submitted")
    name, stage = people[waiting["person"]], ["--stage", waiting["stage"]]
    complete = ["--recommend", "yes", "--summary", "Clear about locks"]
    questions = question_ids(loop, waiting, path)
    before = export(path)

    def refused(status, *words, who=name):
        return run("submit", "Priya", *words, *(["--as", who] if who else []), workspace=path, status=status)

    refused(2, *complete, who=None)
    refused(2, "--summary", "No recommendation", *stage)
    refused(2, "--recommend", "maybe", "--summary", "No such word", *stage)
    refused(2, "--recommend", "none", "--summary", "No word at all", *stage)
    refused(3, *complete, who="Nobody")
    refused(3, *complete, "--stage", "lunch")
    refused(4, *complete, "--stage", submitted["stage"], who=people[submitted["person"]])
    assert "started" in refused(4, *complete, *stage), "a card that was not started"
    assert export(path) == before
    run("score", "Priya", questions[0], "3", "--as", name, *stage, workspace=path)
    before = export(path)
    assert questions[1:] and "a score, or why there is none" in refused(1, *complete, *stage), "a card with open questions"
    for question in questions[1:]:
        run("score", "Priya", question, "not-asked", "--as", name, *stage, workspace=path)
    before = export(path)
    assert "summary" in refused(1, "--recommend", "yes", *stage)
    assert "reason" in refused(1, "--recommend", "no-decision", "--summary", "Well", *stage)
    assert export(path) == before, "a refused card stays as it was, without its summary"
    run("submit", "Priya", *complete, "--as", name, *stage, workspace=path)
    refused(4, *complete, *stage)
    card = next(a for a in run_json("show", "Priya", workspace=path)["assignments"] if a["id"] == waiting["id"])["card"]
    assert (card["state"], card["recommendation"], card["summary"]) == ("submitted", "yes", complete[-1]), card
    assert run_json("verify", workspace=path)["whole"]


@case
def skip_gives_up_a_stage():
    """skip gives up a stage, held or not, with a reason and as somebody who may, and the record tells it"""
    path = folder.path("skip.plumb")
    run("backup", path, workspace=demo())
    loop = run_json("show", "Noor", workspace=path)
    people = {person["id"]: person for person in loop["people"]}
    held = {a["stage"] for a in loop["assignments"]}
    waiting = next(a for a in loop["assignments"] if a["card"]["state"] == "waiting")
    submitted = next(a for a in loop["assignments"] if a["card"]["state"] == "submitted")
    stages = next(t for t in run_json("templates", workspace=path)["templates"] if t["key"] == loop["template"]["key"])["stages"]
    empty = [stage for stage in stages if stage["key"] not in held]
    panelist = next(p["name"] for p in run_json("people", workspace=path)["people"] if p["id"] not in people and p["role"] == "panelist")
    why = ["--reason", "A take-home covers it"]
    before = export(path)
    run("skip", "Noor", empty[0]["key"], workspace=path, status=2)
    run("skip", "Noor", empty[0]["key"], "--reason", " ", workspace=path, status=2)
    run("skip", "Noor", "lunch", *why, workspace=path, status=3)
    run("skip", "Noor", empty[0]["key"], *why, "--as", panelist, workspace=path, status=4)
    run("skip", "Noor", submitted["stage"], *why, workspace=path, status=4)
    run("skip", "Hana Sato", "recruiter-screen", *why, workspace=path, status=4)
    assert export(path) == before
    gaps = run_json("show", "Noor", "--plan", workspace=path)["gaps"]
    assert any(empty[0]["title"] in gap["text"] for gap in gaps), gaps
    assert run("skip", "Noor", empty[0]["title"], *why, workspace=path).strip() == "Skipped: " + empty[0]["title"]
    run("skip", "Noor", empty[0]["key"], *why, workspace=path, status=4)
    run("skip", "Noor", waiting["stage"], *why, workspace=path)
    loop = run_json("show", "Noor", workspace=path)
    assert [(s["stage"], s["reason"], s["author"]) for s in loop["stage_skips"]] == [(empty[0]["key"], why[1], "")]
    assert all(a["skip_reason"] == why[1] for a in loop["assignments"] if a["stage"] == waiting["stage"])
    plan = run_json("show", "Noor", "--plan", workspace=path)
    assert {s["key"] for s in plan["stages"] if s["skipped"]} == {empty[0]["key"], waiting["stage"]}
    assert not any(empty[0]["title"] in gap["text"] for gap in plan["gaps"] if gap["kind"] == "stage"), plan["gaps"]
    assert f"{empty[0]['title']}" in run("show", "Noor", workspace=path)
    assert f"skipped {empty[0]['title']}: “{why[1]}”" in run("log", "Noor", workspace=path)
    validate(loop, "show")
    again = imported("skip-again.plumb", json.loads(export(path)))
    assert run_json("show", "Noor", workspace=again)["stage_skips"] == loop["stage_skips"]
    assert run_json("verify", workspace=path)["whole"]


@case
def feedback_stays_between_two():
    """feedback is given, read, acknowledged and taken back by those it is between, and nothing else tells of it"""
    path = folder.path("feedback.plumb")
    run("backup", path, workspace=demo())
    loop = run_json("show", "Hana Sato", workspace=path)
    names = {person["id"]: person["name"] for person in loop["people"]}
    raiser = next(a for a in loop["assignments"] if a["seat"] == "bar-raiser")
    panelist = next(a for a in loop["assignments"] if a["seat"] == "interviewer")
    other = next(a for a in loop["assignments"] if a["person"] not in (raiser["person"], panelist["person"]))
    giver, taker, stranger = (names[a["person"]] for a in (raiser, panelist, other))
    words = ["Hana Sato", taker, "--good", "Quotes all through", "--improve", "Ask why twice", "--stage", panelist["stage"]]
    before = export(path)
    run("feedback", *words, workspace=path, status=2)
    run("feedback", "Hana Sato", taker, "--as", giver, workspace=path, status=2)
    run("feedback", "Hana Sato", "--good", "x", "--as", giver, workspace=path, status=2)
    run("feedback", "--erase", "1234", "--json", workspace=path, status=2)
    run("feedback", *words, "--as", stranger, workspace=path, status=4)
    run("feedback", "Hana Sato", giver, "--good", "x", "--stage", raiser["stage"], "--as", giver, workspace=path, status=1)
    run("feedback", "Hana Sato", "Nobody", "--good", "x", "--as", giver, workspace=path, status=3)
    run("feedback", "Hana Sato", taker, "--good", "x", "--stage", "lunch", "--as", giver, workspace=path, status=3)
    assert run_json("feedback", workspace=path) == {"feedback": []}
    id = run("feedback", *words, "--as", giver, workspace=path).strip()
    for viewer, seen in ((giver, 1), (taker, 1), (None, 1), (stranger, 0)):
        document = run_json("feedback", *(["--as", viewer] if viewer else []), workspace=path)
        validate(document, "feedback")
        assert len(document["feedback"]) == seen, viewer
        assert ("Ask why twice" in run("feedback", "Hana Sato", *(["--as", viewer] if viewer else []), workspace=path)) == (seen == 1)
    assert "Ask why twice" not in run("feedback", "Priya", workspace=path)
    run("feedback", "--acknowledge", id[:8], "--as", stranger, workspace=path, status=3)
    run("feedback", "--acknowledge", id[:8], "--as", giver, workspace=path, status=4)
    run("feedback", "--acknowledge", id[:3], "--as", taker, workspace=path, status=3)
    run("feedback", "--acknowledge", id[:8], "--as", taker, workspace=path)
    run("feedback", "--acknowledge", id, "--as", taker, workspace=path, status=1)
    assert run_json("feedback", workspace=path)["feedback"][0]["acknowledged_at"] is not None
    assert export(path) == before, "no part of the candidate's record"
    for text in ("Quotes all through", "Ask why twice"):
        assert text not in run("log", "--limit", "0", workspace=path) + run("show", "Hana Sato", workspace=path)
    run("feedback", "--erase", id, "--as", taker, workspace=path, status=4)
    run("feedback", "--erase", id, "--as", giver, workspace=path)
    assert run_json("feedback", workspace=path) == {"feedback": []}
    assert run_json("verify", workspace=path)["whole"]


@case
def stands_without_gtk():
    """the terminal program links no GTK"""
    libraries = subprocess.run(["ldd", PLUMB], capture_output=True, text=True, check=True).stdout
    assert "libgtk" not in libraries and "libadwaita" not in libraries and "libjansson" in libraries


@case
def empty_workspace():
    """an empty workspace has the library and nothing else, and every listing works"""
    path = imported("empty.plumb", {"format": "plumbline-loops", "version": 1, "templates": [], "loops": []})
    assert run_json("loops", workspace=path)["loops"] == []
    assert run_json("people", workspace=path)["people"] == []
    for command in ("questions", "templates"):
        shipped = os.listdir(os.path.join(SOURCE, "schemas", "loops" if command == "templates" else command))
        assert len(run_json(command, workspace=path)[command]) == len(shipped)
    run("export", "--all", "--json", folder.path("none.json"), workspace=path, status=3)
    for command in ("loops", "people"):
        assert len(run(command, workspace=path).splitlines()) == 1


main()
