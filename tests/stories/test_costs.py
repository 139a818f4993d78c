"""Staff and money of an agency with two groups, worked out by hand at its own figures.

120 clients look for the way and 80 are in crisis. A case manager costs 50,000 + 20% + 1,000 =
61,000 a year, a clinician 60,000 + 20% + 1,000 = 73,000.
"""

import re
import shutil
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.bundled import load_rules
from casemodel.pages.costs import sums_of
from casemodel.profiles.reader import profile_of
from tests.laws.strategies import shipped
from tests.pages.sample import ROOT

NUMBERS = "clients: 200, case_managers: 9, clinicians_on_staff: 3"
ALL = (
    "{case_manager_salary: 50000, clinician_salary: 60000, overhead: 20%, travel: 1000, "
    "budget_amount: 500000}"
)
GROUPS = """
segments:
  - {name: Way, share: 60%, answers: {complexity: one, acuity: stable, engagement: willing}}
  - {name: Crisis, share: 40%, answers: {complexity: many, acuity: acute, engagement: unlikely}}
"""


@cache
def explained(numbers: str = NUMBERS, costs: str = ALL, groups: str = GROUPS) -> Explanation:
    text = f"schema: 1\nkind: organization\nanswers: {{{numbers}}}\ncosts: {costs}\n{groups}"
    profile = profile_of(text, "p.yaml", shipped())
    return explain(assess(shipped(), profile, Options(draws=1)))


def case_of(explanation: Explanation, alternative: str, number: int = 0):
    assert explanation.costs
    costs_of_it = explanation.costs.of(alternative)
    assert costs_of_it
    return costs_of_it.cases[number]


@pytest.mark.parametrize(
    ("alternative", "posts", "clinicians", "more", "year"),
    [
        ("brokerage", 3, 0, (0, 0), 183_000),  # 200 / 75
        ("intensive", 10, 0, (1, 0), 610_000),  # 200 / 20
        ("clinical", 6, 6, (0, 3), 438_000),  # 200 / 35 = 5.7, all clinicians
        ("brokerage_and_intensive", 6, 0, (0, 0), 366_000),  # 1.6, at least 2, and 4
        ("brokerage_and_clinical", 5, 3, (0, 0), 341_000),  # 1.6, at least 2, and 2.3 clinicians
        ("strengths_based_clinical", 10, 6, (1, 3), 682_000),  # one team: 10, of them 5.7
    ],
)
def test_posts_and_money_are_those_worked_out_by_hand(alternative, posts, clinicians, more, year):
    case = case_of(explained(), alternative)
    assert (case.posts, case.clinicians) == (posts, clinicians)
    assert (case.more_posts, case.more_clinicians) == more
    assert (case.year, case.client, case.left) == (year, year // 200, 500_000 - year)


def test_where_people_move_on_both_ends_are_worked_out():
    all_intensive, all_brokerage = (
        case_of(explained(), "intensive_then_brokerage", n) for n in (0, 1)
    )
    assert (all_intensive.everyone_in, all_intensive.year) == ("intensive", 610_000)
    assert (all_brokerage.everyone_in, all_brokerage.year) == ("brokerage", 183_000)


def test_every_sum_that_is_shown_is_right():
    costs = explained().costs
    assert costs
    texts = [sums_of(case) for alternative in costs.alternatives for case in alternative.cases]
    texts += [costs.staff.sum if costs.staff else ""]
    money = re.compile(r"((?:[\d.]+ x [\d,]+(?: \+ )?)+) = ([\d,]+) a year")
    shares = re.compile(r"([\d.]+) clients / (\d+) = ([\d.]+)")
    assert all(money.search(text) for text in texts)
    for text in texts:
        for sums, year in money.findall(text):
            terms = (term.split(" x ") for term in sums.replace(",", "").split(" + "))
            assert sum(Fraction(n) * int(price) for n, price in terms) == int(year.replace(",", ""))
        for clients, clients_each, posts in shares.findall(text):
            assert abs(Fraction(clients) / int(clients_each) - Fraction(posts)) <= Fraction(1, 200)


def test_the_gap_is_that_of_the_requirement():
    """What a tier must have, and what it costs, speak of the same posts."""
    for ranked in explained().ranking:
        if ranked.staff and ranked.staff.have is not None:
            case = case_of(explained(), ranked.id)
            missing = bool(case.more_posts) or bool(case.more_clinicians)
            assert missing == (ranked.staff.state == "unmet")


BY_MODEL = ALL.replace("travel: 1000", "travel: {brokerage: 200, intensive: 4000, others: 1000}")


@pytest.mark.parametrize(
    ("alternative", "travel", "year"),
    [
        ("brokerage", 200, 3 * 60_200),
        ("intensive", 4000, 10 * 64_000),
        ("clinical", 1000, 6 * 73_000),
        ("brokerage_and_intensive", 2733, 6 * 62_733),  # (2 x 200 + 4 x 4,000) / 6
        ("strengths_based_clinical", 1000, 4 * 61_000 + 6 * 73_000),  # the larger of two
    ],
)
def test_travel_of_each_model_is_that_of_its_posts(alternative, travel, year):
    case = case_of(explained(costs=BY_MODEL), alternative)
    assert (case.travel, case.year) == (travel, year)


def test_travel_of_each_model_is_shown_in_the_sums():
    explanation = explained(costs=BY_MODEL)
    assert explanation.costs
    assert (
        explanation.costs.posts[0] == "One case manager costs 60,000 a year: 50,000 + 20% overhead."
    )
    assert explanation.costs.posts[-1].startswith("Travel for one post comes on top: ")
    sums = sums_of(case_of(explanation, "brokerage_and_intensive"))
    assert sums.endswith(
        "Travel for one post: (2 x 200 + 4 x 4,000) / 6 = 2,733. "
        "6 x (60,000 + 2,733 travel) = 376,398 a year."
    )
    assert explanation.costs.staff
    assert explanation.costs.staff.sum == "6 x 60,000 + 3 x 72,000 = 576,000 a year."
    assert any("what you run now" in note for note in explanation.costs.notes)


@pytest.mark.parametrize("run_now", ["intensive", "act"])
def test_the_travel_of_what_is_run_now_counts_for_todays_staff(run_now):
    """Of a form it is that of the model it is a form of."""
    costs = f"{BY_MODEL}\ncurrent_model: {run_now}"
    explanation = explained(costs=costs)
    assert explanation.costs
    assert explanation.costs.staff
    assert explanation.costs.staff.year == 6 * 64_000 + 3 * 76_000
    assert not any("what you run now" in note for note in explanation.costs.notes)


def test_a_model_without_a_figure_for_travel_is_named():
    explanation = explained(costs="{case_manager_salary: 50000, travel: {intensive: 4000}}")
    assert explanation.costs
    assert case_of(explanation, "brokerage").year == 150_000
    assert case_of(explanation, "brokerage").travel is None
    note = next(n for n in explanation.costs.notes if n.startswith("No travel is given for"))
    assert "Brokerage" in note
    assert "Intensive (ICM)," not in note


def test_one_figure_of_travel_is_the_same_as_that_figure_for_every_model():
    costs = explained().costs
    by_model = explained(
        costs=ALL.replace("travel: 1000", "travel: {brokerage: 1000, others: 1000}")
    )
    assert costs
    assert by_model.costs
    for alternative in costs.alternatives:
        costs_of_it = by_model.costs.of(alternative.id)
        assert costs_of_it
        assert [c.year for c in costs_of_it.cases] == [c.year for c in alternative.cases]


def test_head_counts_alone_are_enough():
    counts = GROUPS.replace("share: 60%", "clients: 120").replace("share: 40%", "clients: 80")
    explanation = explained("", ALL, counts)
    case = case_of(explanation, "brokerage_and_intensive")
    assert (case.posts, case.more_posts, case.year) == (6, None, 366_000)
    assert explanation.costs
    assert explanation.costs.staff is None


def test_nothing_is_invented_for_what_is_missing():
    explanation = explained(NUMBERS, "{case_manager_salary: 50000}")
    assert explanation.costs
    assert case_of(explanation, "clinical").year is None
    assert case_of(explanation, "brokerage").year == 150_000
    assert case_of(explanation, "brokerage").left is None
    assert "The salary of a clinician is not given (clinician_salary)." in explanation.costs.notes
    without = explained("case_managers: 9", ALL, "")
    assert without.costs
    assert not without.costs.alternatives


def test_costs_change_no_score():
    with_, without = explained(), explained(NUMBERS, "{}")
    assert without.costs is None
    assert [(r.id, r.tenths) for r in with_.ranking] == [(r.id, r.tenths) for r in without.ranking]
    assert with_.headline == without.headline


def test_posts_may_be_counted_in_what_an_agency_adds(tmp_path):
    """Two kinds of staff without case managers ended in our own fault."""
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    criteria, model = rules / "criteria.yaml", rules / "models" / "strengths_based.yaml"
    clients = '  - {id: clients, question: "How many clients are served'
    peers = '  - {id: peers, question: "How many peers?", unit: peers, least: 0, most: 9}\n'
    criteria.write_text(criteria.read_text("utf-8").replace(clients, peers + clients), "utf-8")
    counted = "counted_in: case_managers"
    model.write_text(model.read_text("utf-8").replace(counted, "counted_in: peers"), "utf-8")
    own = load_rules(rules)
    text = (
        "schema: 1\nkind: organization\nanswers: {clients: 60, clinicians_on_staff: 3, peers: 2}\n"
    )
    explanation = explain(assess(own, profile_of(text, "p.yaml", own), Options(draws=1)))
    posts = {ranked.id: [said.text for said in ranked.posts] for ranked in explanation.ranking}
    assert posts["strengths_based_clinical"][-2:] == [
        "you have 3 (clinicians)",
        "you have 2 (peers)",
    ]
