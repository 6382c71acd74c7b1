#!/usr/bin/python3
"""Works random loops out a second time, from the design's formulas and in Python's own fractions, and compares every figure.

usage: evaluation-check.py DUMP-EVALUATIONS SCHEMA [SEED COUNT]. Prints TAP. A figure must be the nearest double to the exact value, so
it is compared for equality. Firmness is worked out the long way: everything again for each card and each moved weight.
"""
import json
import subprocess
import sys
from fractions import Fraction

import jsonschema


def hundredths(number):
    return Fraction(round(number * 100), 100)


def counts(assignment):
    return assignment["seat"] not in ("shadow", "observer")


def is_counted(assignment):
    return assignment["card"]["state"] == "submitted" and assignment["skip_reason"] is None and counts(assignment)


def is_awaited(assignment):
    return assignment["card"]["state"] != "submitted" and assignment["skip_reason"] is None and counts(assignment)


def is_merged(flag):
    acts = [e["act"] for e in flag["events"] if e["act"] in ("merged", "unmerged")]
    return bool(acts) and acts[-1] == "merged"


def mean(pairs):
    weight = sum(w for w, _ in pairs)
    return sum(w * x for w, x in pairs) / weight if weight else None


class Loop:
    def __init__(self, document):
        self.template = document["template"]
        self.loop = document["loop"]
        self.points = self.template["scale"]["points"]
        self.stages = {s["key"]: s for s in self.template["stages"]}
        self.competency_of = {q["id"]: q["competency"] for q in self.template["questions"]}
        self.keys = [c["key"] for c in self.template["competencies"]]
        self.weights = {c["key"]: Fraction(c["weight"]) for c in self.template["competencies"]}
        self.cards = [a for a in self.loop["assignments"] if is_counted(a)]
        self.assignments = {a["id"]: a for a in self.loop["assignments"]}

    def mark(self, assignment, key):
        weights = {i["question"]: i["weight"] for i in self.stages[assignment["stage"]]["script"]}
        return mean([(Fraction(weights[a["question"]]), a["score"]) for a in assignment["card"]["answers"]
                     if a["state"] == "scored" and self.competency_of[a["question"]] == key])

    def score(self, key, cards):
        marks = [(Fraction(self.stages[a["stage"]]["weight"]), self.mark(a, key)) for a in cards]
        return mean([(u, m) for u, m in marks if m is not None])

    def composite(self, cards, weights):
        scores = {k: self.score(k, cards) for k in self.keys}
        return mean([(weights[k], scores[k]) for k in self.keys if scores[k] is not None])

    def record_gates(self):
        asked = [a for a in self.loop["assignments"] if counts(a)]
        cards = "open" if not asked or any(is_awaited(a) for a in asked) else "pass"
        gating = [f for f in self.loop["flags"] if f["severity"] != "minor" and counts(self.assignments[f["assignment"]])
                  and self.assignments[f["assignment"]]["card"]["state"] == "submitted" and not is_merged(f)]
        if any(f["severity"] == "critical" and f["state"] == "upheld" for f in gating):
            flags = "fail"
        else:
            flags = "open" if any(f["state"] == "open" for f in gating) else "pass"
        gates = {"cards": cards, "flags": flags}
        if any(a["seat"] == "bar-raiser" for a in self.loop["assignments"]):
            word = self.loop["verdicts"][-1]["value"] if self.loop["verdicts"] else None
            gates["bar-raiser"] = {"concur": "pass", "veto": "fail", None: "open"}[word]
        return gates

    def gates(self, cards, weights):
        policy = self.template["policy"]
        gates = self.record_gates()
        everything = sum(weights.values())
        scores = {k: self.score(k, cards) for k in self.keys}
        coverage = 100 * sum(weights[k] for k in self.keys if scores[k] is not None) / everything
        composite = self.composite(cards, weights)
        low = [k for k in self.keys if scores[k] is not None and scores[k] < hundredths(policy["floor"])
               and 100 * weights[k] / everything >= hundredths(policy["floor_share"])]
        gates["coverage"] = "pass" if coverage >= hundredths(policy["coverage"]) else "open"
        if gates["cards"] == "open":
            gates["composite"] = gates["floor"] = "open"
            return gates
        gates["floor"] = "fail" if low else "pass"
        gates["composite"] = "open" if composite is None else "pass" if composite >= hundredths(policy["bar"]) else "fail"
        return gates

    def outcome(self, cards, weights):
        states = set(self.gates(cards, weights).values())
        return "below-bar" if "fail" in states else "undecided" if "open" in states else "meets-bar"

    def moved(self, key, factor):
        everything = sum(self.weights.values())
        new = min(self.weights[key] * factor, everything)
        rest = (everything - new) / (everything - self.weights[key])
        return {k: new if k == key else w * rest for k, w in self.weights.items()}


def same(name, figure, exact):
    if exact is None:
        assert figure is None, f"{name}: {figure} instead of undefined"
    else:
        assert figure == float(exact), f"{name}: {figure!r} instead of {float(exact)!r}"


def check_competencies(loop, evaluation):
    for shown in evaluation["competencies"]:
        key = shown["key"]
        marks = {a["id"]: loop.mark(a, key) for a in loop.cards}
        marks = {i: m for i, m in marks.items() if m is not None}
        spread = max(marks.values()) - min(marks.values()) if marks else None
        same(key, shown["score"], loop.score(key, loop.cards))
        same(f"{key} spread", shown["spread"], spread)
        same(f"{key} share", shown["share"], 100 * loop.weights[key] / sum(loop.weights.values()))
        assert shown["split"] == (spread is not None and spread >= Fraction(loop.points - 1, 2)), f"{key}: split"
        assert {c["assignment"] for c in shown["cards"]} == set(marks), f"{key}: cards"
        for card in shown["cards"] + shown["shadows"]:
            same(f"{key} of {card['name']}", card["score"], loop.mark(loop.assignments[card["assignment"]], key))
        for card in shown["shadows"]:
            assert loop.assignments[card["assignment"]]["seat"] == "shadow", f"{key}: counted as a shadow"


def check_figures(loop, evaluation):
    everything = sum(loop.weights.values())
    scores = {k: loop.score(k, loop.cards) for k in loop.keys}
    composite = loop.composite(loop.cards, loop.weights)
    same("composite", evaluation["composite"], composite)
    same("percent", evaluation["percent"], None if composite is None else 100 * (composite - 1) / (loop.points - 1))
    same("coverage", evaluation["coverage"], 100 * sum(loop.weights[k] for k in loop.keys if scores[k] is not None) / everything)
    for bound, point in zip(evaluation["bounds"], (1, loop.points)):
        same("bounds", bound, mean([(loop.weights[k], point if scores[k] is None else scores[k]) for k in loop.keys]))
    gates = loop.gates(loop.cards, loop.weights)
    assert {g["key"]: g["state"] for g in evaluation["gates"]} == gates, f"gates: {gates}"
    assert evaluation["outcome"] == loop.outcome(loop.cards, loop.weights), "outcome"
    assert evaluation["counted"] == len(loop.cards), "counted"
    assert evaluation["awaited"] == sum(is_awaited(a) for a in loop.loop["assignments"]), "awaited"


def check_firmness(loop, evaluation):
    firmness = evaluation["firmness"]
    assert [w["assignment"] for w in firmness["without_card"]] == [a["id"] for a in loop.cards], "without_card"
    for without in firmness["without_card"]:
        rest = [a for a in loop.cards if a["id"] != without["assignment"]]
        same(f"without {without['name']}", without["composite"], loop.composite(rest, loop.weights))
        assert without["outcome"] == loop.outcome(rest, loop.weights), f"outcome without {without['name']}"
        assert without["flips"] == (without["outcome"] != evaluation["outcome"]) == (without["gate"] is not None), "flips"
    moves = firmness["weights"]["moves"]
    assert len(moves) == (2 * len(loop.keys) if len(loop.keys) > 1 else 0), "moves"
    for move in moves:
        weights = loop.moved(move["competency"], Fraction(move["factor"]))
        assert sum(weights.values()) == sum(loop.weights.values())
        same(f"{move['competency']} moved", move["composite"], loop.composite(loop.cards, weights))
        assert move["outcome"] == loop.outcome(loop.cards, weights), f"outcome with {move['competency']} moved"
        assert move["flips"] == (move["outcome"] != evaluation["outcome"]) == (move["gate"] is not None), "flips"
    range_of = [c for c in [evaluation["composite"]] + [m["composite"] for m in moves] if c is not None]
    assert firmness["weights"]["low"] == (min(range_of) if range_of else None), "low"
    assert firmness["weights"]["high"] == (max(range_of) if range_of else None), "high"
    assert firmness["weights"]["flips"] == sum(m["flips"] for m in moves), "number of flips"


def check_withheld(evaluation):
    assert evaluation["sight"] != "full" and evaluation["outcome"] == "undecided"
    assert [evaluation[k] for k in ("composite", "percent", "coverage")] + evaluation["bounds"] == [None] * 5
    for competency in evaluation["competencies"]:
        assert competency["score"] is competency["spread"] is None and not competency["cards"] + competency["shadows"]
    assert all(g["state"] == "open" and g["figure"] is None for g in evaluation["gates"] if g["key"] != "cards")
    assert not evaluation["firmness"]["without_card"] and not evaluation["firmness"]["weights"]["moves"]


def check(document, validator):
    evaluation = document["evaluation"]
    validator.validate(evaluation)
    if evaluation["withheld"]:
        check_withheld(evaluation)
        return
    loop = Loop(document)
    check_competencies(loop, evaluation)
    check_figures(loop, evaluation)
    check_firmness(loop, evaluation)


def main():
    program, schema, *rest = sys.argv[1:]
    seed, count = rest or ("1", "600")
    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    dump = subprocess.run([program, seed, count], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    seen = {"whole": 0, "withheld": 0, "meets-bar": 0, "below-bar": 0, "undecided": 0, "flips": 0}
    problems = []
    for line in dump:
        document = json.loads(line)
        evaluation = document["evaluation"]
        try:
            check(document, validator)
        except (AssertionError, jsonschema.ValidationError) as problem:
            problems.append(f"loop {evaluation['loop']}: {problem}")
        seen["withheld" if evaluation["withheld"] else "whole"] += 1
        if not evaluation["withheld"]:
            seen[evaluation["outcome"]] += 1
            seen["flips"] += sum(w["flips"] for w in evaluation["firmness"]["without_card"])
    print("1..2")
    for problem in problems[:20]:
        print(f"# {problem}")
    print(f"{'not ' if problems else ''}ok 1 - {len(dump)} evaluations agree with Python's fractions and with the schema")
    print(f"{'' if all(n >= 20 for n in seen.values()) else 'not '}ok 2 - the loops were worth it: {seen}")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
