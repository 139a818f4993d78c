"""House files that are wrong: each mistake with its code, its line and what is said."""

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.models import Condition
from casemodel.knowledge.values import Rules
from casemodel.local_rules.reader import load_house
from casemodel.local_rules.values import (
    BandChange,
    CautionAdded,
    ModelOff,
    RequirementChange,
    WeightChange,
)
from tests import rulebase
from tests.shipped import shipped

SIGNED = "reason: r, name: n, date: 2026-01-05"
HEAD = "schema: 1\nagency: Riverbend\nchanges:\n"


def change(text: str) -> str:
    """A house file with this one change, signed."""
    return f"{HEAD}  - {{{text}, {SIGNED}}}\n"


class Bad(NamedTuple):
    """A house file, the one problem it has, where, and a part of what is said."""

    text: str
    code: str
    line: int
    says: str


WEIGHT = "what: weight, criterion: complexity, to: 3"
CAUTION = "what: caution, id: night, says: S, when: [{criterion: complexity, is: [many]}]"
BAND = "what: band, criterion: caseload, level: up_to_12"

CASES = {
    "no mapping": Bad("- a\n", "P301", 1, "keys and values"),
    "no schema": Bad(change(WEIGHT).replace("schema: 1\n", ""), "R102", 1, "schema"),
    "another schema": Bad(change(WEIGHT).replace("schema: 1", "schema: 2"), "P307", 1, "schema: 1"),
    "no agency": Bad(change(WEIGHT).replace("agency: Riverbend\n", ""), "R102", 1, "agency"),
    "blank agency": Bad(change(WEIGHT).replace("Riverbend", "' '"), "R107", 2, "a text"),
    "unknown key": Bad("agncy: x\n" + change(WEIGHT), "R103", 1, "agency"),
    "no changes": Bad(HEAD.replace("changes:", "changes: []"), "R107", 3, "at least 1"),
    "changes not a list": Bad(HEAD.replace("changes:", "changes: none"), "R104", 3, "a list"),
    "a change that is a word": Bad(HEAD + "  - weight\n", "R104", 4, "keys and values"),
    "no what": Bad(change("criterion: complexity"), "R102", 4, "what:"),
    "another what": Bad(change("what: wieght"), "R105", 4, "weight"),
    "rating is not for a house": Bad(change("what: rating"), "R105", 4, "one of: weight"),
    "no reason": Bad(change(WEIGHT).replace("reason: r, ", ""), "R102", 4, "reason"),
    "no name": Bad(change(WEIGHT).replace("name: n, ", ""), "R102", 4, "name"),
    "no date": Bad(change(WEIGHT).replace(", date: 2026-01-05", ""), "R102", 4, "date"),
    "empty reason": Bad(change(WEIGHT).replace("reason: r", "reason: ''"), "R107", 4, "a text"),
    "blank name": Bad(change(WEIGHT).replace("name: n", "name: ' '"), "R107", 4, "a text"),
    "a name that is too long": Bad(
        change(WEIGHT).replace("name: n", f"name: {'n' * 201}"), "P306", 4, "at most 200"
    ),
    "a reason that is too long": Bad(
        change(WEIGHT).replace("reason: r", f"reason: {'r' * 2001}"), "P306", 4, "at most 2000"
    ),
    "not a date": Bad(change(WEIGHT).replace("01-05", "02-30"), "R115", 4, "year-month-day"),
    "weight over 10": Bad(change(WEIGHT.replace("3", "10.001")), "R106", 4, "10 or less"),
    "weight under 0": Bad(change(WEIGHT.replace("3", "-1")), "R106", 4, "0 or more"),
    "weight too fine": Bad(change(WEIGHT.replace("3", "0.0001")), "R106", 4, "three decimals"),
    "weight in quotes": Bad(change(WEIGHT.replace("3", "'3'")), "R104", 4, "without quotes"),
    "weight as a ratio": Bad(change(WEIGHT.replace("3", "1:2")), "R104", 4, "a number"),
    "no such criterion": Bad(change(WEIGHT.replace("xity", "xty")), "R204", 4, "complexity"),
    "band of nothing": Bad(change(BAND), "R102", 4, "from:, below: or called:"),
    "band without numbers": Bad(
        change("what: band, criterion: complexity, level: one, below: 3"), "R603", 4, "no number"
    ),
    "no such level": Bad(change(f"{BAND.replace('12', '13')}, below: 3"), "R205", 4, "up_to_12"),
    "first band with from": Bad(change(f"{BAND}, from: 3, called: x"), "R210", 4, "open below"),
    "last band with below": Bad(
        change("what: band, criterion: caseload, level: over_35, below: 99"), "R210", 4, "above"
    ),
    "bands that do not go up": Bad(
        change("what: band, criterion: staff_size, level: few, below: 0").replace(
            "staff_size, level: few, below: 0", "clinicians, level: none, below: 0.6"
        ),
        "R210",
        4,
        "level to level",
    ),
    "no such requirement": Bad(
        change("what: requirement, model: close, requirement: clinic, to: should"),
        "R601",
        4,
        "clinicians",
    ),
    "no such model": Bad(
        change("what: requirement, model: clse, requirement: x, to: must"), "R207", 4, "close"
    ),
    "requirement not changed": Bad(
        change("what: requirement, model: close, requirement: clinicians"), "R102", 4, "to:"
    ),
    "a number without words": Bad(
        change("what: requirement, model: light_then_close, requirement: two, least: 3"),
        "R102",
        4,
        "says:",
    ),
    "a number that is not there": Bad(
        change("what: requirement, model: close, requirement: clinicians, least: 3, says: S"),
        "R603",
        4,
        "no number least",
    ),
    "another strength": Bad(
        change("what: requirement, model: close, requirement: clinicians, to: may"),
        "R105",
        4,
        "must, should",
    ),
    "caution without when": Bad(change("what: caution, id: x, says: S"), "R102", 4, "when"),
    "caution at no level": Bad(change(CAUTION.replace("many", "most")), "R205", 4, "several"),
    "caution of no criterion": Bad(change(CAUTION.replace("xity", "xty")), "R204", 4, "complexity"),
    "danger of a model": Bad(
        change(CAUTION + ", danger: true, model: close"), "R105", 4, "no model"
    ),
    "caution of no model": Bad(change(CAUTION + ", model: clos"), "R207", 4, "close"),
    "an id that is none": Bad(change(CAUTION.replace("night", "Night!")), "R108", 4, "letters"),
    "an id that is a list": Bad(change(CAUTION.replace("night", "[night]")), "R104", 4, "a text"),
    "off: no such model": Bad(change("what: off, model: lite"), "R207", 4, "light"),
    "off: a family": Bad(change("what: off, model: family"), "R603", 4, "described"),
    "an alias": Bad(change(WEIGHT.replace("3", "*three")), "P203", 4, "not allowed"),
    "unknown key in a change": Bad(change(WEIGHT + ", criterian: x"), "R103", 4, "criterion"),
    "band of no criterion": Bad(
        change("what: band, criterion: caselod, level: up_to_12, below: 3"), "R204", 4, "caseload"
    ),
    "bands that meet": Bad(
        change("what: band, criterion: clinicians, level: none, below: 0.51"),
        "R210",
        4,
        "each below above the one before",
    ),
    "another number that is not there": Bad(
        change(
            "what: requirement, model: close, requirement: clinicians, clients_each: 3, says: S"
        ),
        "R603",
        4,
        "no number clients_each",
    ),
    "a key twice": Bad(change(WEIGHT + ", to: 4"), "P202", 4, "twice"),
}

TWO_LINES = {
    "a weight twice": ([WEIGHT, WEIGHT.replace("3", "4")], "R602", 5, "line 4"),
    "a requirement twice": (
        ["what: requirement, model: close, requirement: clinicians, to: must"] * 2,
        "R602",
        5,
        "line 4",
    ),
    "a caution's id twice": ([CAUTION] * 2, "R109", 5, "twice"),
    "off twice": (["what: off, model: light"] * 2, "R602", 5, "line 4"),
    "an edge twice": (
        [
            f"{BAND}, below: 15.5, called: up to 15",
            "what: band, criterion: caseload, level: 13_to_35, from: 16.5, called: 17 to 35",
        ],
        "R602",
        4,
        "another number",
    ),
    "a name that is not true any more": (
        [WEIGHT, f"{BAND}, below: 15.5, called: up to 15"],
        "R605",
        5,
        "13_to_35",
    ),
    "a name twice": ([f"{BAND}, called: few", f"{BAND}, called: some"], "R602", 5, "line 4"),
    "a band without its new name": (
        [
            f"{BAND}, below: 15.5",
            "what: band, criterion: caseload, level: 13_to_35, from: 15.5, called: 16 to 35",
        ],
        "R605",
        4,
        "up_to_12",
    ),
    "a band without its new name among others": (
        [
            "what: band, criterion: caseload, level: 13_to_35, from: 15.5, called: 16 to 35",
            f"{BAND}, below: 15.5",
            "what: band, criterion: caseload, level: over_35, called: more than 35",
        ],
        "R605",
        5,
        "up_to_12",
    ),
    "no model left": (["what: off, model: light", "what: off, model: close"], "R604", 5, "left"),
    "no criterion left for a client": (
        ["what: weight, criterion: oversight, to: 1", WEIGHT.replace("3", "0")],
        "R604",
        5,
        "client",
    ),
}


def problem(tmp_path: Path, rules: Rules, text: str) -> Problem:
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load_house(path, rules)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def said(listed: Problem) -> str:
    return " ".join((listed.message, listed.expected, *listed.nearest))


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_is_told_at_its_line(tmp_path, rules, name):
    bad = CASES[name]
    listed = problem(tmp_path, rules, bad.text)
    assert (listed.code, listed.line) == (bad.code, bad.line), listed
    assert bad.says in said(listed)
    assert listed.file.endswith("house.yaml")


@pytest.mark.parametrize("name", TWO_LINES)
def test_changes_that_do_not_go_together(tmp_path, rules, name):
    changes, code, line, says = TWO_LINES[name]
    text = HEAD + "".join(f"  - {{{words}, {SIGNED}}}\n" for words in changes)
    listed = problem(tmp_path, rules, text)
    assert (listed.code, listed.line) == (code, line), listed
    assert says in said(listed)


def test_all_problems_are_told_at_once(tmp_path, rules):
    path = tmp_path / "house.yaml"
    path.write_text(
        HEAD
        + f"  - {{what: weight, criterion: complexity, to: 11, {SIGNED}}}\n"
        + "  - {what: bnd}\n"
        + f"  - {{what: off, {SIGNED}}}\n"
    )
    with pytest.raises(ProblemsFound) as caught:
        load_house(path, rules)
    assert [(p.code, p.line) for p in caught.value.problems] == [
        ("R106", 4),
        ("R105", 5),
        ("R102", 6),
    ]


def test_texts_at_their_bounds_are_read(tmp_path, rules):
    text = change(WEIGHT).replace("name: n", f"name: {'n' * 200}")
    text = text.replace("reason: r", f"reason: {'r' * 2000}").replace("Riverbend", "R" * 200)
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    assert len(load_house(path, rules).changes[0].reason) == 2000


@pytest.mark.parametrize("weight", ["0", "10", "10.000", "0.001", "2.5"])
def test_weights_at_their_bounds_are_read(tmp_path, rules, weight):
    path = tmp_path / "house.yaml"
    path.write_text(
        HEAD
        + f"  - {{what: weight, criterion: complexity, to: 1, {SIGNED}}}\n"
        + f"  - {{what: weight, criterion: oversight, to: {weight}, {SIGNED}}}\n",
        encoding="utf-8",
    )
    assert load_house(path, rules).changes[1].to == Fraction(weight)


def test_no_such_file(tmp_path, rules):
    with pytest.raises(ProblemsFound) as caught:
        load_house(tmp_path / "none.yaml", rules)
    assert caught.value.problems[0].code == "P101"


def test_what_is_no_text_is_told_of_the_file(tmp_path, rules):
    path = tmp_path / "house.yaml"
    path.write_bytes(b"\xff")
    with pytest.raises(ProblemsFound) as caught:
        load_house(path, rules)
    assert [(p.code, p.file) for p in caught.value.problems] == [("P107", str(path))]


def test_one_level_may_be_changed_in_parts(tmp_path, rules):
    changes = (f"{BAND}, below: 15.5", f"{BAND}, called: up to 15", MIDDLE)
    text = HEAD + "".join(f"  - {{{words}, {SIGNED}}}\n" for words in changes)
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    assert len(load_house(path, rules).changes) == 3


MIDDLE = "what: band, criterion: caseload, level: 13_to_35, from: 15.5, called: 16 to 35"


@pytest.mark.parametrize("kind", ["client", "organization"])
def test_a_number_in_the_name_for_one_kind_is_enough(tmp_path, kind):
    names = {"client": "some", "organization": "some", kind: "13 to 35"}
    wording = f"name: {{client: {names['client']}, organization: {names['organization']}}}"
    files = rulebase.changed("criteria.yaml", "name: 13 to 35", wording)
    rules = load_rules(rulebase.write(tmp_path / "rules", files))
    listed = problem(tmp_path, rules, change(f"{BAND}, below: 15.5, called: up to 15"))
    assert (listed.code, "13_to_35" in listed.message) == ("R605", True)


def test_where_all_of_five_models_are_off_the_last_is_told(tmp_path):
    rules = shipped()
    models = [model.id for model in rules.scored_models()]
    text = HEAD + "".join(f"  - {{what: off, model: {m}, {SIGNED}}}\n" for m in models)
    assert problem(tmp_path, rules, text).line == 3 + len(models)


def test_every_change_is_kept_as_it_is_written(tmp_path):
    files = rulebase.changed("hybrids.yaml", "least: 2", "clients_each: 20")
    rules = load_rules(rulebase.write(tmp_path / "rules", files))
    two = "what: requirement, model: light_then_close, requirement: two"
    changes = (
        "what: weight, criterion: oversight, to: 0.5",
        "what: band, criterion: staff_size, level: few, below: 6",
        "what: requirement, model: close, requirement: clinicians, to: should",
        f"{two}, clients_each: 15, says: Fifteen each",
        f"{CAUTION}, model: close",
        f"{CAUTION.replace('night', 'dark')}, danger: true",
        "what: off, model: light",
    )
    text = HEAD + "".join(f"  - {{{words}, {SIGNED}}}\n" for words in changes)
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    signed = {"reason": "r", "name": "n", "date": "2026-01-05"}
    many = (Condition("complexity", ("many",)),)
    house = load_house(path, rules)
    assert house.agency == "Riverbend"
    two_requirement = {"what": "requirement", "model": "light_then_close", "requirement": "two"}
    close_requirement = {"what": "requirement", "model": "close", "requirement": "clinicians"}
    warning = {"what": "caution", "says": "S", "when": many}
    assert house.changes == (
        WeightChange(what="weight", criterion="oversight", to=Fraction(1, 2), **signed),
        BandChange(what="band", criterion="staff_size", level="few", below=6000, **signed),
        RequirementChange(**close_requirement, strength="should", **signed),
        RequirementChange(**two_requirement, clients_each=15, says="Fifteen each", **signed),
        CautionAdded(id="night", model="close", **warning, **signed),
        CautionAdded(id="dark", danger=True, **warning, **signed),
        ModelOff(what="off", model="light", **signed),
    )
