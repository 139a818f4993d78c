"""The performance table: points of every model and one-team hybrid for every answer.

All points are whole numbers over one denominator, so that sums, differences and bounds are exact.
"""

from collections.abc import Mapping, Sequence
from math import lcm
from typing import NamedTuple

from casemodel.engine.deviations import DeviationTable
from casemodel.engine.scoring import MIDDLE
from casemodel.engine.weighting import Weighting

Vector = tuple[int, ...]  # one number for each column


class PerformanceTable(NamedTuple):
    """Points by criterion, level and column; a column is a model or a one-team hybrid.

    `points[criterion][level]` is a vector in the order of `columns`; divided by `unit` it is in
    points. A criterion that moves no column is left out. `need` are the criteria of the group need.
    """

    columns: tuple[DeviationTable, ...]
    unit: int
    points: Mapping[str, Mapping[str, Vector]]
    need: frozenset[str]
    weighting: Weighting


class GroupTotals(NamedTuple):
    """Points of every column in every group of clients: of all answers, and of needs alone.

    `points[group][column]` and `needs[group][column]`, in the table's unit.
    """

    points: list[list[int]]
    needs: list[list[int]]


def performance_table(
    columns: tuple[DeviationTable, ...], need: frozenset[str], weighting: Weighting
) -> PerformanceTable:
    """Put the deviations of all columns over one denominator, at the weights in use."""
    common = lcm(*(column.spread for column in columns))
    scales = [MIDDLE * weighting.rules_total * (common // column.spread) for column in columns]
    points: dict[str, dict[str, Vector]] = {}
    for criterion, weight in weighting.weights.items():
        rows = [column.deviations.get(criterion) for column in columns]
        levels = next((row for row in rows if row), None)
        if levels is None:
            continue
        factors = [scale * weight for scale in scales]
        rated = list(zip(rows, factors, strict=True))
        points[criterion] = {
            level: tuple([row[level] * factor if row else 0 for row, factor in rated])
            for level in levels
        }
    return PerformanceTable(columns, weighting.total * common, points, need, weighting)


def group_totals(table: PerformanceTable, by_group: Sequence[Mapping[str, str]]) -> GroupTotals:
    """Add up the points of every column in every group, given the level by criterion there."""
    zero = (0,) * len(table.columns)
    all_points: list[list[int]] = []
    need_points: list[list[int]] = []
    for levels in by_group:
        need_vectors = [zero]
        other_vectors = [zero]
        for criterion, level in levels.items():
            if (row := table.points.get(criterion)) is not None:
                (need_vectors if criterion in table.need else other_vectors).append(row[level])
        of_needs = [sum(column) for column in zip(*need_vectors, strict=True)]
        all_points.append([sum(column) for column in zip(of_needs, *other_vectors, strict=True)])
        need_points.append(of_needs)
    return GroupTotals(all_points, need_points)
