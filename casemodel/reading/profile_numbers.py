"""What may be written as a number, and between which bounds; and the level it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casemodel.profiles.numbers import answer_of_number, answer_of_quantities, level_at

if TYPE_CHECKING:
    from casemodel.knowledge.values import Criterion, Quantity

__all__ = ["answer_of_number", "answer_of_quantities", "bounds", "is_part_of_whole", "level_at"]

_THOUSANDTHS = 1000


def is_part_of_whole(criterion: Criterion) -> bool:
    """Whether the number is a part of a whole, such as clinicians among case managers.

    A single number would then be read as a count by one and as a part by another, so none is.
    """
    edges = [level.below for level in criterion.levels if level.below is not None]
    return bool(criterion.per) and max(edges, default=0) <= _THOUSANDTHS


def bounds(criterion: Criterion, quantities: Mapping[str, Quantity]) -> tuple[int, int]:
    """The least and the most that may be written for the criterion itself."""
    counted = quantities[criterion.counts]
    return (0, counted.most) if criterion.per else (counted.least, counted.most)
