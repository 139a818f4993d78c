"""Printed figures: exact points, rounded once so that the printed ones add up."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

from casemodel.engine.deviations import DeviationTable

MIDDLE = 50
TENTHS = 10  # printed resolution: tenths of a point

Key = TypeVar("Key", bound=Hashable)


def round_half_up(numerator: int, denominator: int) -> int:
    """Round a fraction with a positive denominator to the nearest whole number; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def in_tenths(points: Fraction) -> int:
    """Round points to tenths of a point, for print."""
    return round_half_up(points.numerator * TENTHS, points.denominator)


def shared_out(points: Mapping[Key, int], unit: int, total: int) -> dict[Key, int]:
    """Round points to tenths that add up to `total` tenths.

    Points are whole numbers of parts of `unit`. They are rounded down, and the rest goes to the
    largest remainders, then by name.
    """
    floors = {key: exact * TENTHS // unit for key, exact in points.items()}
    by_remainder = sorted(points, key=lambda key: (-(points[key] * TENTHS % unit), str(key)))
    for key in by_remainder[: total - sum(floors.values())]:
        floors[key] += 1
    return floors


def reach_of(
    table: DeviationTable, weights: Mapping[str, int], overhead: int = 0
) -> tuple[int, int]:
    """Give the lowest and highest printed score, in tenths, that answers can give.

    At the rules' weights; `overhead` is in points.
    """
    lowest = sum(weights[c] * min(row.values()) for c, row in table.deviations.items())
    highest = sum(weights[c] * max(row.values()) for c, row in table.deviations.items())
    deduction = overhead * TENTHS * table.spread
    return (
        round_half_up(MIDDLE * TENTHS * (table.spread + lowest) - deduction, table.spread),
        round_half_up(MIDDLE * TENTHS * (table.spread + highest) - deduction, table.spread),
    )
