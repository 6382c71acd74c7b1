#!/usr/bin/python3
"""Checks everything that ships as content - questions, loops, the demo - against its schema and against what must be there. TAP."""
import collections
import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator

ROOT = pathlib.Path(__file__).resolve().parent.parent / "schemas"

# What the five guides ask: id, kind, competency, level, sources.
GUIDES = """
rest-principles technical sys beginner S2 S5
put-vs-patch technical sys beginner S2
authn-authz technical sys intermediate S2
secure-rest-api technical sys intermediate S1 S5
api-versioning technical sys intermediate S2
rest-graphql-grpc technical sys intermediate S1 S2 S4
status-codes technical sys beginner S1
http-vs-https technical ops beginner S5
middleware technical code beginner S5
jwt technical sys beginner S5
design-task-api design sys intermediate S3
sql-vs-nosql technical db beginner S1 S2 S5
indexing technical db intermediate S1 S2 S4 S5
acid technical db intermediate S1 S2 S4 S5
isolation-levels technical db advanced S2
deadlock technical db intermediate S1 S2
normalisation technical db intermediate S1
replication-vs-sharding technical db advanced S2 S4
locking technical db intermediate S4
slow-query technical db advanced S5
live-migration situational db advanced S4
caching-strategies technical sys intermediate S1
cache-redis technical sys intermediate S2 S5
message-queues technical sys intermediate S2 S4
race-conditions technical code intermediate S1 S2
connection-pooling technical ops intermediate S2
rate-limit-degradation technical ops intermediate S2
concurrent-requests technical code intermediate S5
scaling-axes technical sys beginner S1
url-shortener design sys intermediate S2 S5
rate-limiter design sys intermediate S1 S2 S4 S5
notification-service design sys advanced S2 S5
order-system design sys advanced S2
microservices technical sys intermediate S5
distributed-transactions technical sys advanced S5
cap technical db advanced S5
containerise practical ops advanced S5
slow-endpoint situational ops intermediate S4
production-incident behavioural own intermediate S3 S4
hardest-api behavioural own intermediate S4
"""
# How many questions each guide has; S3 announces fourteen.
TOTALS = {"S1": 12, "S4": 11, "S5": 18}
S3_AT_LEAST = 14
LOOPS = {"backend-five-stage", "backend-four-round", "backend-junior", "backend-senior"}
FIVE_STAGE_WEIGHTS = {"sys": 35, "db": 25, "ops": 20, "code": 12, "own": 8}
FIVE_STAGE_MINUTES = {"recruiter-screen": 30, "hiring-manager-screen": 45, "technical-phone": 60, "bar-raiser": 45}
SENTENCE_WORDS = 4

results = []


def reject_duplicates(pairs):
    keys = [key for key, _ in pairs]
    twice = [key for key, n in collections.Counter(keys).items() if n > 1]
    if twice:
        raise ValueError(f"members there twice: {twice}")
    return dict(pairs)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=reject_duplicates)


def load_folder(name):
    return {path.stem: load(path) for path in sorted((ROOT / name).glob("*.json"))}


def check(name, problems):
    problems = list(problems)
    results.append(not problems)
    print(f"{'ok' if not problems else 'not ok'} {len(results)} - {name}")
    for problem in problems[:20]:
        print(f"# {problem}")


def validate(documents, schema):
    validator = Draft202012Validator(schema)
    for name, document in documents.items():
        for error in validator.iter_errors(document):
            yield f"{name}: {error.json_path}: {error.message[:200]}"


def twice(values):
    return [value for value, n in collections.Counter(values).items() if n > 1]


def check_keys(questions):
    for name, question in questions.items():
        if question["id"] != name:
            yield f"{name}: its id is {question['id']}"
        for part in ("signals", "flags", "probes"):
            for key in twice(item["key"] for item in question[part]):
                yield f"{name}: {part}: {key} is there twice"
        keys = {probe["key"] for probe in question["probes"]}
        for needed in {"why", "10x"} - keys:
            yield f"{name}: the probe {needed} is missing"


def check_guides(questions):
    for line in GUIDES.split("\n"):
        if not line:
            continue
        name, kind, competency, level, *sources = line.split()
        if name not in questions:
            yield f"{name} is missing"
            continue
        found = questions[name]
        for field, expected in (("kind", kind), ("competency", competency), ("level", level)):
            if found[field] != expected:
                yield f"{name}: {field} is {found[field]}, expected {expected}"
        if sorted(found["sources"]) != sources:
            yield f"{name}: sources are {found['sources']}, expected {sources}"


def check_totals(questions):
    counts = collections.Counter(source for question in questions.values() for source in question["sources"])
    for source, expected in TOTALS.items():
        if counts[source] != expected:
            yield f"{source} has {counts[source]} questions, expected {expected}"
    if counts["S3"] < S3_AT_LEAST:
        yield f"S3 has {counts['S3']} questions, expected at least {S3_AT_LEAST}"
    listed = {line.split()[0] for line in GUIDES.split("\n") if line}
    for name, question in questions.items():
        if name not in listed and question["sources"] != ["S3"]:
            yield f"{name} is in no guide's list but is tagged {question['sources']}"


def check_topics(questions, schema):
    used = {topic for question in questions.values() for topic in question["topics"]}
    for topic in schema["properties"]["topics"]["items"]["enum"]:
        if topic not in used:
            yield f"no question has the topic {topic}"


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name != "label":  # what a button says is no sentence
                yield from texts_of(item)


def sentences_of(value):
    for text in texts_of(value):
        for sentence in re.split(r"(?<=[.?!:;])\s+", text):
            words = re.findall(r"\w+", sentence.lower())
            if len(words) >= SENTENCE_WORDS:
                yield " ".join(words)


def check_sentences(questions):
    where = collections.defaultdict(list)
    for name, question in questions.items():
        for sentence in sentences_of(question):
            where[sentence].append(name)
    for sentence, names in where.items():
        if len(names) > 1:
            yield f"{sentence!r} stands in {names}"


def check_scripts(loops, questions):
    for name, loop in loops.items():
        competencies = {competency["key"] for competency in loop["competencies"]}
        covered = set()
        for stage in loop["stages"]:
            asked = [item["question"] for item in stage["script"]]
            for question in twice(asked):
                yield f"{name}: {stage['key']} asks {question} twice"
            for question in asked:
                if question not in questions:
                    yield f"{name}: {stage['key']} asks {question}, which is not in the library"
                elif questions[question]["competency"] not in competencies:
                    yield f"{name}: {question} gathers evidence for an unknown competency"
                else:
                    covered.add(questions[question]["competency"])
            minutes = sum(item["minutes"] for item in stage["script"])
            if minutes > stage["minutes"]:
                yield f"{name}: the script of {stage['key']} takes {minutes} of {stage['minutes']} minutes"
        for competency in competencies - covered:
            yield f"{name}: nothing gathers evidence for {competency}"


def check_loops(loops):
    for name in LOOPS ^ set(loops):
        yield f"{name} is missing or unknown"
    for name, loop in loops.items():
        if loop["key"] != name:
            yield f"{name}: its key is {loop['key']}"
        for part in ("competencies", "groups", "stages", "flags"):
            for key in twice(item["key"] for item in loop[part]):
                yield f"{name}: {part}: {key} is there twice"
        if len(loop["scale"]["labels"]) != loop["scale"]["points"]:
            yield f"{name}: the scale has {loop['scale']['points']} points and {len(loop['scale']['labels'])} labels"
        groups = {group["key"] for group in loop["groups"]}
        used = {stage["group"] for stage in loop["stages"]} - {None}
        for group in groups ^ used:
            yield f"{name}: group {group} is unknown or empty"
        if sum(stage["seat"] == "bar-raiser" for stage in loop["stages"]) > 1:
            yield f"{name}: more than one stage for the bar raiser"


def check_group_times(loops):
    for name, loop in loops.items():
        for group in loop["groups"]:
            minutes = sum(stage["minutes"] for stage in loop["stages"] if stage["group"] == group["key"])
            if minutes != group["minutes"]:
                yield f"{name}: the stages of {group['key']} take {minutes} minutes, it says {group['minutes']}"


def check_five_stage(loop):
    weights = {competency["key"]: competency["weight"] for competency in loop["competencies"]}
    if weights != FIVE_STAGE_WEIGHTS:
        yield f"weights are {weights}"
    minutes = {stage["key"]: stage["minutes"] for stage in loop["stages"] if stage["group"] is None}
    if minutes != FIVE_STAGE_MINUTES:
        yield f"minutes are {minutes}"
    if [(group["key"], group["minutes"]) for group in loop["groups"]] != [("onsite", 210)]:
        yield f"groups are {loop['groups']}"
    if sum(stage["group"] == "onsite" for stage in loop["stages"]) != 4:
        yield "the onsite has not four sessions"


def check_uses(loops, questions):
    asked = {item["question"] for loop in loops.values() for stage in loop["stages"] for item in stage["script"]}
    for name in set(asked) - set(questions):
        yield f"{name} is asked and unknown"
    for loop in loops.values():
        if not re.search(r"Taken from the guide|Plumbline's own choice", loop["weights_note"]):
            yield f"{loop['key']} does not say where its weights come from"


def check_wording(lists):
    for name, document in lists.items():
        if document["language"] != name:
            yield f"{name}: its language is {document['language']}"
        for key in twice(entry["key"] for entry in document["entries"]):
            yield f"{name}: {key} is there twice"
        patterns = [pattern for entry in document["entries"] for pattern in entry.get("patterns", [])]
        used = set(re.findall(r"@(\w+)", " ".join(patterns + document["frames"] + [text for entry in document["entries"]
                                                  for part in ("person", "unless", "near", "not_near") for text in entry.get(part, [])])))
        for group in used ^ set(document["groups"]):
            yield f"{name}: the group {group} is unknown or not used"
        for pattern in twice(patterns):
            yield f"{name}: the pattern {pattern!r} is there twice"


def main():
    schemas = {path.name: load(path) for path in sorted((ROOT / "json").glob("*.schema.json"))}
    questions = load_folder("questions")
    loops = load_folder("loops")

    def bad_schemas():
        for name, schema in schemas.items():
            try:
                Draft202012Validator.check_schema(schema)
            except Exception as error:  # a schema of any shape: whatever it raises is the finding
                yield f"{name}: {error}"

    check("every JSON Schema is one", bad_schemas())
    check("questions follow their schema", validate(questions, schemas["question.schema.json"]))
    check("loops follow their schema", validate(loops, schemas["loop-template.schema.json"]))
    check("the demo follows the exchange schema", validate(load_folder("demo"), schemas["exchange.schema.json"]))
    check("keys are unique, the why and 10x probes are there", check_keys(questions))
    check("every question of every guide is there, tagged", check_guides(questions))
    check("each guide lists exactly its questions", check_totals(questions))
    check("every topic has a question", check_topics(questions, schemas["question.schema.json"]))
    check("no sentence stands twice in the library", check_sentences(questions))
    check("the four loops are whole", check_loops(loops))
    check("scripts ask what exists, in the time there is", check_scripts(loops, questions))
    check("the stages of a group fill its time", check_group_times(loops))
    check("the five-stage loop is the guide's", check_five_stage(loops["backend-five-stage"]))
    check("wording lists follow their schema", validate(load_folder("wording"), schemas["wording.schema.json"]))
    check("wording lists name their groups and no pattern twice", check_wording(load_folder("wording")))
    check("loops say where their weights come from", check_uses(loops, questions))
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


sys.exit(main())
