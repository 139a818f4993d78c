"""Weights and priorities in a profile and as options."""

import pytest

from casemodel.files import limits
from casemodel.files.problems import ProblemsFound
from casemodel.profiles.changes_reader import parse_priorities, parse_weights
from casemodel.render.problem_lines import problems_text

ORGANIZATION = "schema: 1\nkind: organization\nanswers: {}\n"
CLIENT = "schema: 1\nkind: client\nanswers: {}\n"


def test_weights_are_kept_as_written_in_the_rules_order(profile_from):
    text = f"{ORGANIZATION}weights: {{oversight: 0, complexity: '2.50', caseload: 10}}\n"
    weights = profile_from(text).weights
    assert list(weights.items()) == [("complexity", "2.50"), ("caseload", "10"), ("oversight", "0")]


def test_priorities_keep_their_order(profile_from):
    text = f"{ORGANIZATION}priorities: [oversight, complexity, caseload]\n"
    assert profile_from(text).priorities == ("oversight", "complexity", "caseload")


def test_a_client_may_weigh_what_a_client_is_asked(profile_from):
    assert profile_from(f"{CLIENT}weights: {{complexity: 0.5}}\n").weights == {"complexity": "0.5"}


def test_without_them_there_are_none(profile_from):
    profile = profile_from(ORGANIZATION)
    assert (dict(profile.weights), profile.priorities) == ({}, ())
    assert profile_from(f"{ORGANIZATION}weights: {{}}\n").weights == {}


NUMBER = "from 0 to 10"
BAD_WEIGHTS = [
    ("", "P305", "complexity: 2"),
    ("3", "P305", "complexity: 2"),
    ("[complexity]", "P305", "complexity: 2"),
    ("{complexity: }", "P410", NUMBER),
    ("{complexity: high}", "P410", NUMBER),
    ("{complexity: true}", "P410", NUMBER),
    ("{complexity: [2]}", "P410", NUMBER),
    ("{complexity: {factor: 2}}", "P410", NUMBER),
    ("{complexity: 2e0}", "P410", NUMBER),
    ("{complexity: 1/2}", "P410", NUMBER),
    ("{complexity: 200%}", "P410", NUMBER),
    ("{complexity: -1}", "P411", NUMBER),
    ("{complexity: 10.01}", "P411", NUMBER),
    (f"{{complexity: 1.{'0' * 5000}}}", "P411", NUMBER),
    ("{complexty: 2}", "P403", "complexity"),
    ("{clients: 2}", "P404", "such as caseload"),
    ("{case_managers: 2}", "P404", "caseload, clinicians, staff_size"),
    ("{complexity: 2, complexity: 3}", "P202", "line 4"),
    (
        "{complexity: 0, caseload: 0.0, clinicians: 0, staff_size: 0, oversight: 0.00}",
        "P421",
        "above 0",
    ),
]
BAD_PRIORITIES = [
    ("", "P305", "a dash and a criterion"),
    ("complexity", "P305", "a dash and a criterion"),
    ("{complexity: 1, caseload: 2}", "P305", "a dash and a criterion"),
    ("[]", "P415", "2 to 20"),
    ("[complexity]", "P415", "2 to 20"),
    ("[complexity]", "P415", "One priority is no order."),
    ("[complexity, [caseload]]", "P305", "one word"),
    ("[complexity, caseload, complexity]", "P420", "twice"),
    ("[complexity, caselod]", "P403", "caseload"),
    ("[complexity, ]", "P415", "2 to 20"),
    ("[complexity, ~]", "P403", "casemodel inputs"),
    ("[complexity, licensed]", "P404", "such as clinicians"),
]


@pytest.mark.parametrize(
    ("key", "written", "code", "says"),
    [("weights", *bad) for bad in BAD_WEIGHTS] + [("priorities", *bad) for bad in BAD_PRIORITIES],
)
def test_a_mistake_is_told_at_its_place(problems_of, key, written, code, says):
    (problem,) = problems_of(f"{ORGANIZATION}{key}: {written}\n")
    assert (problem.code, problem.line) == (code, 4)
    assert problem.column > len(key)
    assert says in " ".join((problem.message, problem.expected, *problem.nearest))


def test_priorities_over_the_bound(problems_of):
    many = ", ".join(f"x{n}" for n in range(limits.PRIORITIES[1] + 1))
    problems = problems_of(f"{ORGANIZATION}priorities: [{many}]\n")
    (over,) = (p for p in problems if p.code == "P415")
    assert over.message == "These are too many priorities to put in order."
    assert over.expected == "2 to 20 criteria"


@pytest.mark.parametrize("key", ["weights: {oversight: 2}", "priorities: [complexity, oversight]"])
def test_what_a_client_is_not_asked_has_no_weight_there(problems_of, key):
    (problem,) = problems_of(f"{CLIENT}{key}\n")
    assert (problem.code, problem.line) == ("P404", 4)
    assert "not asked of a client" in problem.message
    assert problem.found == problem.source_line == ""


def test_all_problems_come_at_once(problems_of):
    text = f"{ORGANIZATION}weights: {{x: 20, oversight: no}}\npriorities: [x, x]\n"
    places = sorted((p.line, p.code) for p in problems_of(text))
    assert places == [(4, "P403"), (4, "P410"), (4, "P411"), (5, "P403"), (5, "P403")]


def test_options_are_read_like_a_profile(rules):
    pairs = [("oversight", "2"), (" complexity ", " 0.5")]
    assert parse_weights(pairs, rules, "organization") == {"complexity": "0.5", "oversight": "2"}
    words = ["oversight", " complexity"]
    assert parse_priorities(words, rules, "organization") == ("oversight", "complexity")


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("complexty", "2")], "P403"),
        ([("complexity", "two")], "P410"),
        ([("complexity", "")], "P410"),
        ([("complexity", "11")], "P411"),
        ([("complexity", "1"), ("complexity", "2")], "P420"),
        ([("", "1")], "P403"),
    ],
)
def test_wrong_weights_as_options(rules, pairs, code, snapshot):
    with pytest.raises(ProblemsFound) as caught:
        parse_weights(pairs, rules, "organization")
    assert problems_text(caught.value.problems) == snapshot
    assert [(p.code, p.file, p.line) for p in caught.value.problems] == [(code, "--weight", 0)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["complexity"], "P415"),
        ([], "P415"),
        (["complexity", "complexity"], "P420"),
        (["complexity", "oversigt"], "P403"),
        (["complexity", "clients"], "P404"),
    ],
)
def test_wrong_priorities_as_options(rules, words, code, snapshot):
    with pytest.raises(ProblemsFound) as caught:
        parse_priorities(words, rules, "organization")
    assert problems_text(caught.value.problems) == snapshot
    assert [(p.code, p.file, p.line) for p in caught.value.problems] == [(code, "--priorities", 0)]


def test_a_weight_of_all_that_a_client_is_asked(rules):
    with pytest.raises(ProblemsFound) as caught:
        parse_weights([("complexity", "0")], rules, "client")
    assert [p.code for p in caught.value.problems] == ["P421"]
