"""Costs in a profile: an organization's own figures, of which none is filled in for it."""

import pytest

ORGANIZATION = "schema: 1\nkind: organization\nanswers: {}\n"
EVERY = (
    "costs:\n  case_manager_salary: 52000\n  clinician_salary: 68000.50\n  overhead: 25 %\n"
    "  travel: 0\n  budget_amount: 600000\n"
)


def test_figures_are_kept_as_written(profile_from):
    assert profile_from(ORGANIZATION + EVERY).costs == {
        "case_manager_salary": "52000", "clinician_salary": "68000.50", "overhead": "25",
        "travel": "0", "budget_amount": "600000",
    }  # fmt: skip


def test_travel_may_be_given_for_each_model(profile_from):
    costs = "costs: {travel: {close: 4000, light: not known, others: 1000}}\n"
    profile = profile_from(ORGANIZATION + costs)
    assert profile.travel == {"close": "4000"}
    assert profile.costs == {"travel": "1000"}  # a figure for all others is one for all


def test_what_is_not_known_is_left_out(profile_from):
    text = "costs: {overhead: not known, travel: refused, budget_amount: not asked}\n"
    assert profile_from(ORGANIZATION + text).costs == profile_from(ORGANIZATION).costs == {}


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        ("5", "P305"), ("[travel]", "P305"), ("{salary: 5}", "P303"),
        ("{travel: }", "P410"), ("{travel: '1,200'}", "P410"), ("{travel: [1]}", "P410"),
        ("{overhead: 25}", "P410"), ("{overhead: '%'}", "P410"), ("{overhead: a%}", "P410"),
        ("{travel: {}}", "P410"), ("{travel: {nobody: 5}}", "P303"),
        ("{travel: {close: much}}", "P410"), ("{travel: {close: -1}}", "P411"),
        ("{travel: {others: [1]}}", "P410"), ("{travel: {others: 5}}", ""),
        ("{travel: -1}", "P411"), ("{overhead: 1001%}", "P411"), ("{overhead: -1%}", "P411"),
        ("{travel: 1000000001}", "P411"), ("{travel: 1000000000}", ""), ("{overhead: 1000%}", ""),
    ],
)  # fmt: skip
def test_other_figures_are_refused_at_their_place(profile_from, problems_of, costs, code):
    text = f"{ORGANIZATION}costs: {costs}\n"
    if not code:
        assert len(profile_from(text).costs) == 1
        return
    (problem,) = problems_of(text)
    assert (problem.code, problem.line) == (code, 4)


@pytest.mark.parametrize("at", ["costs: {travel: 1}\n", "agency: {answers: {}, costs: {}}\n"])
def test_a_client_has_no_costs(problems_of, at):
    problems = problems_of(f"schema: 1\nkind: client\nanswers: {{}}\n{at}")
    assert [problem.code for problem in problems] == ["P304"]
