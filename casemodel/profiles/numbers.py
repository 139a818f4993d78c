"""From numbers to answers: a number, or two whose ratio counts, is a level by its band."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casemodel.profiles.values import Answer

if TYPE_CHECKING:
    from fractions import Fraction

    from casemodel.knowledge.values import Criterion

_THOUSANDTHS = 1000


def level_at(criterion: Criterion, number: Fraction) -> str:
    """The level whose band holds the number: from its `least` up to but not including `below`.

    The bands of valid rules leave no gap, so there is always one for a number that is not negative.
    """
    return next(
        level.id
        for level in criterion.levels
        if level.below is None or number * _THOUSANDTHS < level.below
    )


def answer_of_number(criterion: Criterion, written: str) -> Answer:
    """The answer that a number written for the criterion itself amounts to."""
    from fractions import Fraction

    return Answer("answered", level_at(criterion, Fraction(written)), number=written)


def answer_of_quantities(criterion: Criterion, given: Mapping[str, str]) -> Answer | None:
    """The answer that the quantities amount to; None where one is missing or the second is 0."""
    from fractions import Fraction

    if criterion.counts not in given:
        return None
    counted = given[criterion.counts]
    if not criterion.per:
        return answer_of_number(criterion, counted)
    per = given.get(criterion.per)
    if per is None or not Fraction(per):
        return None
    ratio = Fraction(counted) / Fraction(per)
    number = f"{counted} / {per} = {_shown(ratio)}"
    return Answer("answered", level_at(criterion, ratio), number=number)


def _shown(ratio: Fraction) -> str:
    """A ratio as a decimal of at most two places, with 'about' where that is not exact."""
    hundredths = (ratio * 200 + 1) // 2
    whole, rest = divmod(hundredths, 100)
    text = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return text if ratio * 100 == hundredths else f"about {text}"
