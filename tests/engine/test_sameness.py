"""Which changed answers surely change nothing, by hand; the quick test that saves most of the work.

`a` is recommended at 55, `b` has 52.5, the hybrid of both 53, and must lead by a point. A printed
tenth is 2.
"""

import pytest
from casemodel.engine.choosing import Choice, Musts
from casemodel.engine.doubt import sameness

from casemodel.knowledge.values import Condition
from tests.engine.boards import NO_MUSTS, choice_of

POINTS = {"n": {"no": (5, 0, 0), "yes": (0, 0, 0)}, "q": {"no": (0, 0, 0), "yes": (0, 0, 0)}}
LEVELS = {"n": "no"}


def _choice(
    musts: dict[int, Musts] | None = None, capacity: dict[str, str] | None = None
) -> Choice:
    start = (1095, 1050, 1060)
    return choice_of("a b a+b", POINTS, need="n", margin=10, start=start, musts=musts,
                     capacity=capacity)  # fmt: skip


@pytest.mark.parametrize(
    ("moved", "too_far"),
    [
        ((0, 48, 0), (0, 49, 0)),  # b is a tenth behind, or prints alike
        ((0, 0, 58), (0, 0, 59)),  # the hybrid lacks a tenth of its margin, or none
        ((-99, -99, -99), (-100, -100, -100)),  # a prints 50.1, or 50.0
        ((-10, 38, 0), (-10, 39, 0)),
        ((10, 58, 68), (9, 58, 68)),
        ((0, 0, 0), (-46, 3, 0)),
    ],
)
def test_nothing_changes_while_rivals_stay_a_tenth_behind(
    moved: tuple[int, ...], too_far: tuple[int, ...]
) -> None:
    assert sameness(_choice(), LEVELS, 0)("q", moved)
    assert not sameness(_choice(), LEVELS, 0)("q", too_far)


def test_needs_that_come_to_speak_against_it() -> None:
    surely = sameness(_choice(), LEVELS, 0)
    assert surely("n", (-5, -5, -5))
    assert not surely("n", (-6, -6, -6))
    assert surely("q", (-6, -6, -6))


def test_what_is_blocked_is_no_rival() -> None:
    blocked = NO_MUSTS._replace(blocked=True)
    assert sameness(_choice({1: blocked}), LEVELS, 0)("q", (0, 400, 0))
    assert not sameness(_choice({1: blocked}), LEVELS, 0)("q", (0, 400, 59))


def test_an_answer_about_a_must_may_change_it() -> None:
    musts = {1: Musts(((Condition("q", ("yes",)),),), blocked=False, open=False)}
    assert not sameness(_choice(musts), LEVELS, 0)("q", (0, 0, 0))
    assert sameness(_choice(musts), LEVELS, 0)("n", (0, 0, 0))
    assert sameness(_choice(musts, {"q": "yes"}), LEVELS, 0)("q", (0, 0, 0))


def test_where_a_hybrid_is_recommended_its_margin_counts_the_other_way() -> None:
    points = {"q": {"no": (0, 0)}}
    surely = sameness(choice_of("a a+b", points, margin=10, start=(1050, 1100)), {}, 1)
    assert surely("q", (28, 0))
    assert not surely("q", (29, 0))


def test_where_a_tenth_is_no_whole_number_it_is_rounded_up() -> None:
    """A tenth is 7/10 here: a rival 20 behind may gain 19, for one more would print alike."""
    choice = choice_of("a b", {"q": {"no": (0, 0)}}, unit=7, start=(400, 380))
    assert sameness(choice, {}, 0)("q", (0, 19))
    assert not sameness(choice, {}, 0)("q", (0, 20))


def test_where_nothing_is_recommended_anything_may_change_it() -> None:
    choice = choice_of("a b", {"q": {"no": (0, 0)}})
    assert sameness(choice, {}, None)("q", (0, 0)) is False
