"""Who is recommended, on boards worked out by hand. 50 is 1,000 here, and 1,001 prints above it."""

import pytest
from casemodel.engine.choosing import (
    Musts,
    chosen,
    is_blocked,
    least_above_middle,
    no_musts,
    order_key,
    unmet,
)

from casemodel.knowledge.values import Condition
from tests.engine.boards import NO_MUSTS, choice_of

NIGHTS = Condition("q", ("yes",))
NEEDS_NIGHTS = Musts(((NIGHTS,),), blocked=False, open=False)


@pytest.mark.parametrize(
    ("model", "hybrid", "margin", "recommended"),
    [
        (1001, 1000, 0, 0),
        (1000, 1000, 0, None),
        (1100, 1159, 30, 0),  # 57.95 prints as 58.0, which is 3 ahead of 55 and no more
        (1100, 1160, 30, 0),
        (1100, 1161, 30, 1),
        (1100, 1100, 0, 0),
        (1000, 1001, 30, 1),  # nothing to lead: the model is not above 50
    ],
)
def test_a_hybrid_must_lead_by_more_than_its_margin(
    model: int, hybrid: int, margin: int, recommended: int | None
) -> None:
    choice = choice_of("a a+b", {}, start=(model, hybrid), margin=margin)
    assert chosen(choice, {}) == recommended


def test_equals_go_by_name_and_models_before_hybrids() -> None:
    level = {"start": (1100, 1100, 1100)}
    assert chosen(choice_of("b a c", {}, **level), {}) == 1
    assert chosen(choice_of("a+b b c", {}, **level), {}) == 1


def test_of_ways_to_serve_the_best_though_they_print_alike_then_the_first_by_name() -> None:
    names = "a+b:ba a+b:ab a+b:bb"
    assert chosen(choice_of(names, {}, start=(1100, 1101, 1100)), {}) == 1
    assert chosen(choice_of(names, {}, start=(1101, 1100, 1100)), {}) == 0
    assert chosen(choice_of(names, {}, start=(1100, 1100, 1100)), {}) == 1
    choice = choice_of(names, {})
    assert order_key(choice, 0, 550, 7) == (-550, True, "a+b", -7, ("b", "a"))


def test_needs_must_not_speak_against_it() -> None:
    points = {"n": {"no": (-1, 0), "yes": (1, 0)}, "q": {"yes": (50, 20)}}
    choice = choice_of("a b", points, need="n")
    assert chosen(choice, {"q": "yes"}) == 0
    assert chosen(choice, {"q": "yes", "n": "no"}) == 1
    assert chosen(choice, {"q": "yes", "n": "yes"}) == 0


def test_what_is_given_is_not_worked_out_again() -> None:
    points = {"n": {"no": (-1, 0)}}
    choice = choice_of("a b", points, start=(1100, 1050), need="n")
    assert chosen(choice, {}) == 0
    assert chosen(choice, {}, sums=[0, 1050]) == 1
    assert chosen(choice, {}, needs=[-1, 0]) == 1
    assert chosen(choice, {"n": "no"}, needs=[0, 0]) == 0


def test_the_next_is_taken_where_a_must_is_unmet() -> None:
    points = {"q": {"no": (0, 0), "yes": (0, 0)}}
    choice = choice_of("a b", points, start=(1100, 1050), musts={0: NEEDS_NIGHTS})
    assert [chosen(choice, levels) for levels in ({}, {"q": "yes"}, {"q": "no"})] == [0, 0, 1]
    by_numbers = NO_MUSTS._replace(blocked=True)
    assert chosen(choice._replace(musts=(by_numbers, NO_MUSTS)), {"q": "yes"}) == 1


def test_the_musts_of_a_client_are_its_agencys() -> None:
    points = {"q": {"no": (0,), "yes": (0,)}}
    for capacity, blocked in (({}, False), ({"q": "yes"}, False), ({"q": "no"}, True)):
        choice = choice_of("a", points, musts={0: NEEDS_NIGHTS}, capacity=capacity)
        assert [is_blocked(choice, 0, {"q": level}) for level in ("no", "yes")] == [blocked] * 2
        assert choice.known({"q": "no"}) == capacity
    own = choice_of("a", points, musts={0: NEEDS_NIGHTS})
    assert [is_blocked(own, 0, {"q": level}) for level in ("no", "yes")] == [True, False]
    assert not is_blocked(own, 0, {})


def test_only_an_answer_says_no() -> None:
    places = Condition("r", ("some", "many"))
    both = (NIGHTS, places)
    assert unmet(both, {}) == ()
    assert unmet(both, {"q": "yes", "r": "many"}) == ()
    assert unmet(both, {"q": "no", "r": "none"}) == both
    assert unmet(both, {"q": "no"}) == (NIGHTS,)


def test_on_fit_alone_nothing_is_blocked() -> None:
    board = choice_of("a b", {}).board
    assert no_musts(board) == (Musts((), blocked=False, open=False),) * 2


@pytest.mark.parametrize(("unit", "least"), [(1, 51), (7, 351), (20, 1001), (40, 2002), (3, 151)])
def test_the_least_that_prints_above_fifty(unit: int, least: int) -> None:
    """50.05 of a unit, or the next whole number."""
    assert least_above_middle(choice_of("a", {}, unit=unit).board) == least
