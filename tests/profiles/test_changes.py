"""Changed answers for what-if: read from options or a file, and put into a profile."""

import io
import sys

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.profiles.changes import with_changes
from casemodel.profiles.changes_reader import parse_changes, read_changes
from casemodel.profiles.values import Answer
from casemodel.render.problem_lines import problems_text

ORGANIZATION = """\
schema: 1
kind: organization
answers:
  complexity: {answer: several, note: most}
  oversight: no
  clients: 300
  case_managers: 20
  licensed: 4
segments:
  - {name: Stable callers, share: 70%, answers: {complexity: one}}
  - {name: In crisis, share: 30%}
"""
PLAIN = "schema: 1\nkind: organization\nanswers: {oversight: no}\n"
CLIENT = "schema: 1\nkind: client\nanswers: {complexity: one}\n"
CANARY = "Zyxwvut"


@pytest.fixture
def organization(profile_from):
    return profile_from(ORGANIZATION)


@pytest.fixture
def changes_in(tmp_path, rules):
    def read_text(text, profile):
        path = tmp_path / "changes.yaml"
        path.write_text(text, encoding="utf-8")
        return read_changes(path, rules, profile)

    return read_text


@pytest.mark.parametrize(
    ("pair", "change"),
    [
        (("complexity", "many"), ("complexity", "many")),
        ((" complexity ", " many "), ("complexity", "many")),
        (("complexity", "not known"), ("complexity", "not known")),
        (("complexity", "refused"), ("complexity", "refused")),
        (("caseload", "14"), ("caseload", "13_to_35")),
        (("caseload", "over_35"), ("caseload", "over_35")),
        (("complexity@In crisis", "many"), ("complexity@In crisis", "many")),
        (("complexity @ in  CRISIS", "many"), ("complexity@In crisis", "many")),
        (("oversight", "yes"), ("oversight", "yes")),
        (("case_managers", "24"), ("case_managers", "24")),
        (("clients", "not known"), ("clients", "not known")),
    ],
)
def test_a_change_as_an_option_or_in_a_file(organization, rules, changes_in, pair, change):
    assert parse_changes([pair], rules, organization) == dict([change])
    assert changes_in(f"'{pair[0]}': {pair[1].strip()}\n", organization) == dict([change])


def test_changes_from_standard_input(monkeypatch, organization, rules):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"complexity: many\n")))
    assert read_changes("-", rules, organization) == {"complexity": "many"}


def test_no_changes(organization, rules):
    assert parse_changes([], rules, organization) == {}


BAD = [
    ("complexty", "many", "P403", "complexity"),
    ("", "many", "P403", "casemodel inputs"),
    ("complexity", "mny", "P405", "many"),
    ("complexity", "3", "P408", "one, several, many"),
    ("complexity", "", "P406", "not asked, refused or not known"),
    ("oversight", "true", "P407", "yes or no"),
    ("caseload", "1:15", "P409", "write 15"),
    ("caseload", "5000", "P411", "0 to 1000"),
    ("clinicians", "3", "P408", "licensed and case_managers"),
    ("clients@In crisis", "400", "P404", "such as caseload"),
    ("clients", "many", "P410", "such as 1000"),
    ("case_managers", "99999999", "P411", "a number from"),
    ("complexity@In crises", "many", "P422", "In crisis"),
    ("complexity@", "many", "P422", "no such segment"),
    ("oversight@In crisis", "yes", "P404", "without @"),
    ("complexty@In crisis", "many", "P403", "complexity"),
]


@pytest.mark.parametrize(("name", "level", "code", "says"), BAD)
def test_a_wrong_change(organization, rules, changes_in, name, level, code, says):
    with pytest.raises(ProblemsFound) as as_option:
        parse_changes([(name, level)], rules, organization)
    with pytest.raises(ProblemsFound) as in_file:
        changes_in(f"'{name}': {level}\n", organization)
    for caught, line in ((as_option, 0), (in_file, 1)):
        (problem,) = caught.value.problems
        assert (problem.code, problem.line) == (code, line)
        assert says in " ".join((problem.message, problem.expected, *problem.nearest))
    assert as_option.value.problems[0].file == "--set"
    # A key that is no criterion leaves it open whether this is a file of changes at all.
    proved = name.partition("@")[0] in (*rules.criteria, *rules.quantities)
    assert bool(in_file.value.problems[0].source_line) == proved


def test_all_wrong_changes_come_at_once(organization, rules, snapshot):
    with pytest.raises(ProblemsFound) as caught:
        parse_changes([(name, level) for name, level, _, _ in BAD], rules, organization)
    assert len(caught.value.problems) == len(BAD)
    assert problems_text(caught.value.problems) == snapshot


@pytest.mark.parametrize("second", ["complexity@In crisis", "complexity@in crisis"])
def test_an_answer_is_changed_once(organization, rules, second):
    with pytest.raises(ProblemsFound) as caught:
        parse_changes([("complexity@In crisis", "one"), (second, "many")], rules, organization)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("P420", "This answer is changed twice.")


def test_a_profile_without_segments_has_none_to_change(profile_from, rules):
    with pytest.raises(ProblemsFound) as caught:
        parse_changes([("complexity@In crisis", "one")], rules, profile_from(PLAIN))
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("P422", "The profile has no segments.")
    assert problem.expected == "complexity, without @"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- complexity\n", "P301"),
        ("complexity\n", "P301"),
        ("", "P105"),
        ("# none\n", "P105"),
        ("complexity: [many]\n", "P305"),
        ("complexity: {answer: many}\n", "P305"),
        ("complexity: many\ncomplexity: one\n", "P202"),
        ("complexity: 'many\n", "P201"),
        ("answers: {complexity: many}\n", "P403"),
    ],
)
def test_a_file_that_holds_no_changes(organization, changes_in, tmp_path, text, code, snapshot):
    with pytest.raises(ProblemsFound) as caught:
        changes_in(text, organization)
    assert [p.code for p in caught.value.problems] == [code]
    assert problems_text(caught.value.problems).replace(str(tmp_path), "DIR") == snapshot


@pytest.mark.parametrize(
    "text",
    [
        f"complexity: {CANARY}\n",
        f"{CANARY}: one\n",
        f"complexity@{CANARY}: one\n",
        f"complexity: '{CANARY}\n",
        f"complexity: [{CANARY}]\n",
        f"- {CANARY}\n",
        f"oversight: {CANARY}\n",
        f"caseload: {CANARY}\n",
    ],
)
def test_no_value_of_a_client_is_echoed(profile_from, rules, changes_in, text):
    client = profile_from(CLIENT)
    with pytest.raises(ProblemsFound) as in_file:
        changes_in(text, client)
    name, _, level = text.partition(": ")
    with pytest.raises(ProblemsFound) as as_option:
        parse_changes([(name, level)], rules, client)
    for problem in (*in_file.value.problems, *as_option.value.problems):
        assert CANARY not in repr(problem._replace(file=""))
        assert problem.found == problem.source_line == ""


@pytest.mark.parametrize("text", [CLIENT, CLIENT + "x: 'y\n", '{"kind": "client", "id": "x"}'])
def test_a_profile_in_place_of_changes_is_not_echoed(organization, changes_in, text):
    with pytest.raises(ProblemsFound) as caught:
        changes_in(text, organization)
    assert all(p.found == p.source_line == "" for p in caught.value.problems)


def test_what_a_client_is_not_asked_is_not_changed(profile_from, rules):
    with pytest.raises(ProblemsFound) as caught:
        parse_changes([("oversight", "no")], rules, profile_from(CLIENT))
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("P404", "This is not asked of a client.")
    with pytest.raises(ProblemsFound) as caught:
        parse_changes([("clients", "10")], rules, profile_from(CLIENT))
    assert [p.code for p in caught.value.problems] == ["P404"]


def test_a_change_of_need_is_true_of_every_segment(organization, rules):
    changed = with_changes(organization, {"complexity": "many"}, rules)
    assert changed.answers["complexity"] == Answer("answered", "many")
    assert changed.segments[0].answers == {"complexity": Answer("answered", "many")}
    assert changed.segments[1].answers == {}
    assert changed.quantities == organization.quantities


def test_a_change_of_one_segment_leaves_the_others(organization, rules):
    changed = with_changes(organization, {"complexity@In crisis": "many"}, rules)
    assert changed.answers == organization.answers
    assert changed.segments[0] == organization.segments[0]
    assert changed.segments[1].answers == {"complexity": Answer("answered", "many")}


@pytest.mark.parametrize("turned", [False, True])
def test_a_change_of_one_segment_goes_before_one_of_all(organization, rules, turned):
    pairs = [("complexity", "many"), ("complexity@Stable callers", "one")]
    changed = with_changes(organization, dict(reversed(pairs) if turned else pairs), rules)
    assert changed.answers["complexity"].level == "many"
    assert changed.segments[0].answers["complexity"].level == "one"


def test_an_answer_may_be_taken_back(organization, rules):
    changed = with_changes(organization, {"complexity": "not known"}, rules)
    assert changed.answers["complexity"] == Answer("not_known", "")
    assert changed.segments[0].answers["complexity"].state == "not_known"


@pytest.mark.parametrize(
    ("criterion", "level", "left"),
    [
        ("caseload", "up_to_12", ["licensed"]),
        ("staff_size", "few", ["clients", "licensed"]),
        ("clinicians", "most", ["clients"]),
        ("caseload", "not known", ["licensed"]),
        ("caseload", "13_to_35", ["case_managers", "clients", "licensed"]),
        ("oversight", "yes", ["case_managers", "clients", "licensed"]),
    ],
)
def test_numbers_that_no_longer_hold_are_dropped(organization, rules, criterion, level, left):
    changed = with_changes(organization, {criterion: level}, rules)
    assert list(changed.quantities) == left
    unchanged = set(organization.answers) - {criterion}
    assert {c: changed.answers[c] for c in unchanged} == {
        c: organization.answers[c] for c in unchanged
    }


@pytest.mark.parametrize(
    ("name", "number"),
    [("case_managers", "30"), ("case_managers", "8.5"), ("clients", "120"), ("licensed", "20")],
)
def test_a_changed_number_does_what_it_does_in_the_file(
    profile_from, rules, organization, name, number
):
    old = organization.quantities[name]
    in_file = profile_from(ORGANIZATION.replace(f"{name}: {old}", f"{name}: {number}"))
    assert with_changes(organization, {name: number}, rules) == in_file


def test_a_number_taken_back_takes_back_what_followed_from_it(organization, rules):
    changed = with_changes(organization, {"case_managers": "not known"}, rules)
    assert list(changed.quantities) == ["clients", "licensed"]
    assert changed.answers["caseload"] == Answer("not_known", "")
    assert changed.answers["oversight"] == organization.answers["oversight"]


def test_an_answer_and_a_number_that_contradict_each_other_are_refused(organization, rules):
    pairs = [("case_managers", "30"), ("caseload", "over_35")]
    with pytest.raises(ProblemsFound) as caught:
        parse_changes(pairs, rules, organization)
    (problem,) = caught.value.problems
    names = "clients and case_managers"
    assert problem.code == "P412"
    assert problem.message == f"This answer and what follows from {names} are not the same level."
    assert problem.expected == "one of the two, or caseload left out"
    agreeing = [("case_managers", "30"), ("caseload", "up_to_12")]
    changed = with_changes(organization, parse_changes(agreeing, rules, organization), rules)
    assert changed == with_changes(organization, {"case_managers": "30"}, rules)


def test_an_answer_may_go_against_numbers_that_are_not_changed(organization, rules):
    pairs = [("clients", "200"), ("clinicians", "most")]
    assert parse_changes(pairs, rules, organization) == dict(pairs)


def test_a_number_that_gave_no_band_is_kept(profile_from, rules):
    profile = profile_from("schema: 1\nkind: organization\nanswers: {clients: 300}\n")
    changed = with_changes(profile, {"caseload": "over_35"}, rules)
    assert changed.quantities == {"clients": "300"}


def test_the_same_answer_again_changes_nothing(organization, rules):
    same = {c: a.level for c, a in organization.answers.items()}
    assert with_changes(organization, same, rules).answers == organization.answers
    assert with_changes(organization, {}, rules) == organization


def test_answers_stay_in_the_rules_order(profile_from, rules):
    changed = with_changes(profile_from(PLAIN), {"caseload": "over_35", "complexity": "one"}, rules)
    assert list(changed.answers) == ["complexity", "caseload", "oversight"]


def test_a_client_is_changed(profile_from, rules):
    changed = with_changes(profile_from(CLIENT), {"complexity": "many"}, rules)
    assert changed.levels() == {"complexity": "many"}
