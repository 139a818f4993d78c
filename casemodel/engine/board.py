"""All alternatives side by side, as whole numbers over one denominator.

A total divided by `unit` is a score in points. Sums, differences and bounds are exact.
"""

from collections.abc import Mapping
from math import lcm
from typing import NamedTuple

from casemodel.engine.alternatives import Alternative
from casemodel.engine.questions import Asked, Question
from casemodel.engine.scoring import MIDDLE, TENTHS, Weighting, round_half_up

Vector = tuple[int, ...]  # one number for each alternative


class Board(NamedTuple):
    """Points of every alternative for every answer.

    `points[question][level]` and `start` (50 less overhead) are vectors in the order of
    `alternatives`. `asked` is by question; `need` are the questions of the group need.
    """

    alternatives: tuple[Alternative, ...]
    unit: int
    start: Vector
    points: Mapping[Question, Mapping[str, Vector]]
    asked: Mapping[Question, Asked]
    need: frozenset[Question]
    weighting: Weighting


def build_board(
    alternatives: tuple[Alternative, ...],
    asked: Mapping[Question, Asked],
    levels: Mapping[str, tuple[str, ...]],
    need: frozenset[Question],
    weighting: Weighting,
) -> Board:
    """Put the tables over one denominator. `levels` are the levels of each criterion."""
    common = lcm(*(a.table.spread for a in alternatives))
    scale = [MIDDLE * weighting.rules_total * (common // a.table.spread) for a in alternatives]
    unit = weighting.total * common
    points = {}
    for question, of in asked.items():
        weight = weighting.weights[question]
        rows = [
            (row, factor * weight)
            for row, factor in (
                (a.table.deviations.get(question), s)
                for a, s in zip(alternatives, scale, strict=True)
            )
        ]
        points[question] = {
            level: tuple(row[level] * factor if row else 0 for row, factor in rows)
            for level in levels[of.criterion]
        }
    start = tuple((MIDDLE - a.overhead) * unit for a in alternatives)
    return Board(alternatives, unit, start, points, asked, need, weighting)


def added(vectors: list[Vector], start: Vector) -> list[int]:
    """The sum of vectors of numbers, one for each alternative."""
    return [sum(column) for column in zip(start, *vectors, strict=True)]


def totals(board: Board, levels: Mapping[Question, str]) -> list[int]:
    """Every alternative's score, times `unit`."""
    return added([board.points[q][level] for q, level in levels.items()], board.start)


def need_totals(board: Board, levels: Mapping[Question, str]) -> list[int]:
    """Every alternative's points from needs, times `unit`."""
    zero = (0,) * len(board.alternatives)
    return added([board.points[q][v] for q, v in levels.items() if q in board.need], zero)


def in_tenths(board: Board, total: int) -> int:
    """A total as a printed score in tenths of a point."""
    return round_half_up(total * TENTHS, board.unit)


def lowest_gain(board: Board, question: Question, one: int, other: int) -> int:
    """The least that an answer to the question can add to `one` over `other`."""
    return min(row[one] - row[other] for row in board.points[question].values())


def highest_gain(board: Board, question: Question, one: int, other: int) -> int:
    """The most that an answer to the question can add to `one` over `other`."""
    return max(row[one] - row[other] for row in board.points[question].values())
