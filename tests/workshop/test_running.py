"""What each expectation looks at: when it is met, and what is said when it is not."""

import pytest

from casemodel.workshop.coverage import coverage_of
from casemodel.workshop.running import run_test
from tests.workshop.world import PROFILE, loaded, one_test

CLIENT = "profile: {kind: client, answers: {complexity: many}}"
NOTHING = "profile: {kind: client, answers: {}}"

MET = {
    "first": "{first: light}",
    "recommended": "{recommended: light}",
    "margin of first": "{first: light, margin_at_least: 50}",
    "margin of recommended": "{recommended: light, margin_at_least: 50.0}",
    "feasible": "{feasible: {light: to_confirm, close: no, light_then_close: no}}",
    "no caution": "{cautions: []}",
    "a reason for": "{first: light, reasons: [complexity]}",
    "a reason against another": (
        "{first: light, reasons: [{criterion: clinicians, model: close, sign: against}]}"
    ),
    "a reason of a hybrid": "{reasons: [{criterion: complexity, model: light_then_close}]}",
}
MISSED = {
    "first": ("{first: close}", "first", "close", "light 72.8"),
    "first hybrid": ("{first: light_then_close}", "first", "light_then_close", "light"),
    "recommended": ("{recommended: close}", "recommended", "close", "light"),
    "recommended nothing": ("{recommended: null}", "recommended", "nothing", "light"),
    "margin": ("{first: light, margin_at_least: 99.5}", "margin_at_least", "at least 99.5", "."),
    "feasible": ("{feasible: {close: yes}}", "feasible.close", "yes", "no"),
    "a caution too few": ("{cautions: [many_needs]}", "cautions", "many_needs", "none"),
    "a reason that counts against": (
        "{reasons: [{criterion: clinicians, model: close}]}",
        "reasons",
        "clinicians speaks for close",
        "close: -",
    ),
    "a reason that does not count": (
        "{first: light, reasons: [oversight]}",
        "reasons",
        "oversight speaks for light",
        "light: 0.0 points",
    ),
}


@pytest.mark.parametrize("name", MET)
def test_met(tmp_path, name):
    rules, (test,) = loaded(tmp_path, one_test(MET[name]))
    assert run_test(rules, test).misses == ()


@pytest.mark.parametrize("name", MISSED)
def test_missed(tmp_path, name):
    expect, key, expected, came_out = MISSED[name]
    rules, (test,) = loaded(tmp_path, one_test(expect))
    (miss,) = run_test(rules, test).misses
    assert (miss.key, miss.expected) == (key, expected)
    assert came_out in miss.came_out
    assert miss.line == 6


def test_top_is_met_in_any_order(tmp_path):
    rules, (test,) = loaded(tmp_path, one_test("{top: [close, light]}", NOTHING))
    assert run_test(rules, test).misses == ()


def test_first_is_missed_where_two_are_level(tmp_path):
    rules, (test,) = loaded(tmp_path, one_test("{first: light}", NOTHING))
    (miss,) = run_test(rules, test).misses
    assert miss.came_out == "close 50.0, light 50.0"


def test_a_margin_of_the_whole_top_is_of_its_last(tmp_path):
    rules, (test,) = loaded(tmp_path, one_test("{top: [close, light], margin_at_least: 1}"))
    (miss,) = run_test(rules, test).misses
    assert (miss.key, miss.came_out) == ("margin_at_least", "nothing")


def test_a_bare_reason_must_count_for_each_of_the_top(tmp_path):
    rules, (test,) = loaded(tmp_path, one_test("{top: [close, light], reasons: [complexity]}"))
    (miss,) = run_test(rules, test).misses
    assert miss.expected == "complexity speaks for close and light"
    assert miss.came_out.startswith("close: -")


def test_all_cautions_and_no_others_must_show(tmp_path):
    rules, tests = loaded(
        tmp_path,
        one_test("{cautions: [many_needs]}", CLIENT),
        one_test("{cautions: []}", CLIENT, "two"),
        one_test(
            "{cautions: [close.simple_needs]}",
            PROFILE.replace("none", "most, oversight: yes"),
            "three",
        ),
    )
    first, second, third = (run_test(rules, test) for test in tests)
    assert first.passed
    assert [m.came_out for m in second.misses] == ["many_needs"]
    assert third.passed


def test_a_client_without_an_agency_is_not_asked_what_it_can_run(tmp_path):
    rules, (test,) = loaded(tmp_path, one_test("{feasible: {light: not_asked}}", CLIENT))
    assert run_test(rules, test).passed


def test_every_expectation_is_looked_at(tmp_path):
    expect = "{first: close, recommended: close, feasible: {close: yes}, cautions: [many_needs]}"
    rules, (test,) = loaded(tmp_path, one_test(expect))
    keys = [miss.key for miss in run_test(rules, test).misses]
    assert keys == ["first", "recommended", "feasible.close", "cautions"]


def test_coverage_counts_reasons_answers_and_leaders(tmp_path):
    rules, tests = loaded(tmp_path, one_test("{first: light, reasons: [complexity]}", PROFILE))
    coverage = coverage_of(rules, tests)
    assert (coverage.criteria.reached, coverage.criteria.of) == (1, 5)
    assert "complexity" not in coverage.criteria.missing
    assert (coverage.levels.reached, coverage.levels.of) == (2, 13)
    assert "complexity.one" not in coverage.levels.missing
    assert coverage.models.missing == ("close",)
