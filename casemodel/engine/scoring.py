"""Scores and contributions of one model: exact, then rounded once for print."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.tables import ModelTable, Tables

MIDDLE = 50
TENTHS = 10  # printed resolution: tenths of a point


class Weighting(NamedTuple):
    """The weights in use, as whole numbers, their sum and the sum of the rules' own."""

    weights: Mapping[str, int]
    total: int
    rules_total: int


class Scored(NamedTuple):
    """One model's score and points by criterion (answered criteria only), exact and printed.

    `tenths` is the score in tenths of a point, rounded half up; `points_tenths` add up with 500 to
    it. `numerators` are the exact points, times `denominator`.
    """

    model: str
    score: Fraction
    tenths: int
    numerators: Mapping[str, int]
    points_tenths: Mapping[str, int]
    denominator: int = 1

    @property
    def points(self) -> dict[str, Fraction]:
        """The exact points by criterion."""
        return {c: Fraction(n, self.denominator) for c, n in self.numerators.items()}


def rules_weighting(tables: Tables) -> Weighting:
    """The rules' own weights as the weights in use."""
    total = sum(tables.weights.values())
    return Weighting(tables.weights, total, total)


def round_half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction with a positive denominator; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def score_model(
    table: ModelTable, levels: Mapping[str, str], weighting: Weighting, overhead: int = 0
) -> Scored:
    """Score one table whose spread is not 0 for the answered `levels` (question to level).

    `overhead` is taken off, in points.
    """
    numerators = {
        criterion: MIDDLE * weighting.weights[criterion] * weighting.rules_total * row[level]
        for criterion, row in table.deviations.items()
        if (level := levels.get(criterion)) is not None
    }
    denominator = weighting.total * table.spread
    whole = sum(numerators.values())
    start = MIDDLE - overhead
    tenths = round_half_up((start * denominator + whole) * TENTHS, denominator)
    return Scored(
        model=table.model,
        score=start + Fraction(whole, denominator),
        tenths=tenths,
        numerators=numerators,
        points_tenths=_shared_out(numerators, denominator, tenths - start * TENTHS),
        denominator=denominator,
    )


def _shared_out(numerators: Mapping[str, int], denominator: int, total: int) -> dict[str, int]:
    """Round fractions down and hand the rest of `total` to the largest remainders, then by name."""
    floors = {c: n * TENTHS // denominator for c, n in numerators.items()}
    by_remainder = sorted(numerators, key=lambda c: (-(numerators[c] * TENTHS % denominator), c))
    for criterion in by_remainder[: total - sum(floors.values())]:
        floors[criterion] += 1
    return floors


def reach_of(table: ModelTable, weights: Mapping[str, int], overhead: int = 0) -> tuple[int, int]:
    """The lowest and highest printed score, in tenths, within reach at the rules' weights."""
    lowest = sum(weights[c] * min(row.values()) for c, row in table.deviations.items())
    highest = sum(weights[c] * max(row.values()) for c, row in table.deviations.items())
    less = overhead * TENTHS * table.spread
    return (
        round_half_up(MIDDLE * TENTHS * (table.spread + lowest) - less, table.spread),
        round_half_up(MIDDLE * TENTHS * (table.spread + highest) - less, table.spread),
    )
