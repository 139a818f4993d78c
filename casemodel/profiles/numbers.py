"""Answers from numbers: the numbers that a criterion takes, and the level whose band holds one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casemodel.profiles.values import Answer

if TYPE_CHECKING:
    from fractions import Fraction

    from casemodel.knowledge.criteria import Criterion, Quantity

_THOUSANDTHS = 1000


def is_part_of_whole(criterion: Criterion) -> bool:
    """Say whether the number is a part of a whole, such as clinicians among case managers.

    Such a criterion takes no single number: some people would read it as a count, others as a part.
    """
    edges = [level.below for level in criterion.levels if level.below is not None]
    return bool(criterion.per) and max(edges, default=0) <= _THOUSANDTHS


def bounds(criterion: Criterion, quantities: Mapping[str, Quantity]) -> tuple[int, int]:
    """Give the least and the most that may be written for the criterion itself."""
    counted = quantities[criterion.counts]
    return (0, counted.most) if criterion.per else (counted.least, counted.most)


def level_at(criterion: Criterion, number: Fraction) -> str:
    """Give the level whose band holds the number: from its `least` up to but not including `below`.

    The bands of valid rules leave no gap, so there is always one for a number that is not negative.
    """
    return next(
        level.id
        for level in criterion.levels
        if level.below is None or number * _THOUSANDTHS < level.below
    )


def answer_of_number(criterion: Criterion, written: str) -> Answer:
    """Give the answer that follows from a number written for the criterion itself."""
    from fractions import Fraction

    return Answer("answered", level_at(criterion, Fraction(written)), number=written)


def answer_of_quantities(criterion: Criterion, quantities: Mapping[str, str]) -> Answer | None:
    """Give the answer that follows from the quantities, or None.

    None if a quantity is missing, or if the second is 0.
    """
    from fractions import Fraction

    if criterion.counts not in quantities:
        return None
    counted = quantities[criterion.counts]
    if not criterion.per:
        return answer_of_number(criterion, counted)
    per = quantities.get(criterion.per)
    if per is None or not Fraction(per):
        return None
    ratio = Fraction(counted) / Fraction(per)
    number = f"{counted} / {per} = {_shown(ratio)}"
    return Answer("answered", level_at(criterion, ratio), number=number)


def _shown(ratio: Fraction) -> str:
    """Write a ratio as a decimal of at most two places, with 'about' if that is not exact."""
    hundredths = (ratio * 200 + 1) // 2
    whole, rest = divmod(hundredths, 100)
    text = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return text if ratio * 100 == hundredths else f"about {text}"
