"""Which model suits each group of an organization's clients best, worked out by hand.

`close` fits high need: ±50 points. `light` fits low need and little money: ±25 points on each.
"""

import pytest
from casemodel.engine.segments import SegmentFirst, best_for_segments

from casemodel.engine.decision_problem import Options, consider
from casemodel.profiles.values import Answer, Profile, Segment
from tests.engine.making import criterion_of, model_of, rated_as, rules_of

RULES = rules_of(
    (
        model_of("light", need={"low": rated_as("fit")}, money={"tight": rated_as("fit")}),
        model_of("close", need={"high": rated_as("fit")}),
        model_of("silent"),
    ),
    (
        criterion_of("need", "need", 1, low=None, high=None),
        criterion_of("money", "capacity", 1, tight=None, ample=None),
    ),
)
HIGH, LOW, TIGHT, AMPLE = (Answer("answered", level) for level in ("high", "low", "tight", "ample"))


def _firsts(told: str, *own: Answer | None, **whole: Answer) -> tuple[SegmentFirst, ...]:
    groups = tuple(
        Segment(f"g{n}", n + 1, "", {"need": answer} if answer else {})
        for n, answer in enumerate(own)
    )
    profile = Profile("organization", "", "", whole, {}, segments=groups)
    # Segments are told at the rules' weights and apart from what can be run.
    return best_for_segments(consider(RULES, profile, Options(factors={"money": 0})), told)


def test_each_group_by_itself() -> None:
    assert _firsts("close", HIGH, LOW, money=TIGHT) == (
        SegmentFirst("close", 1000, 1000, needs_against=False),
        SegmentFirst("light", 1000, 0, needs_against=True),
    )
    assert _firsts("light", HIGH, LOW, money=AMPLE) == (
        SegmentFirst("close", 1000, 0, needs_against=True),
        SegmentFirst("light", 500, 500, needs_against=False),
    )


def test_money_against_it_is_no_need_against_it() -> None:
    (found,) = _firsts("light", LOW, money=AMPLE)
    assert (found.told_tenths, found.needs_against) == (500, False)
    (found,) = _firsts("light", None, money=AMPLE)
    assert (found.told_tenths, found.needs_against) == (250, False)


@pytest.mark.parametrize("silent", [Answer("refused", ""), Answer("not_known", "")])
def test_a_group_that_is_not_asked_is_like_the_whole(silent: Answer) -> None:
    found = _firsts("close", None, silent, need=HIGH, money=TIGHT)
    assert found == (
        SegmentFirst("close", 1000, 1000, needs_against=False),
        SegmentFirst("light", 750, 500, needs_against=False),
    )


def test_a_hybrid_is_told_of_no_group() -> None:
    (found,) = _firsts("close+light", HIGH, money=TIGHT)
    assert found == SegmentFirst("close", 1000, 0, needs_against=False)


def test_equals_go_by_name() -> None:
    (found,) = _firsts("light", None)
    assert found == SegmentFirst("close", 500, 500, needs_against=False)
