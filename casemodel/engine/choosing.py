"""Which alternative is recommended, for these answers or for any others that might be given."""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.engine.board import Board, in_tenths, need_totals, totals
from casemodel.engine.feasibility import Feasibility, met
from casemodel.engine.questions import Question
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.knowledge.values import Condition


class Musts(NamedTuple):
    """What blocks an alternative: conditions of its musts, and whether one is unmet anyhow.

    `open` says that a must is to be confirmed that no answer can settle.
    """

    conditions: tuple[tuple[Condition, ...], ...]
    blocked: bool
    open: bool


class Choice(NamedTuple):
    """How to choose: the board, what blocks each alternative, and the margin a hybrid must win by.

    `handicaps` are in tenths, in the order of the board's alternatives: the margin for a hybrid.
    `capacity` are the levels of a client's agency, by which alone its musts are judged; None for an
    organization, which answers for itself.
    """

    board: Board
    musts: tuple[Musts, ...]
    handicaps: tuple[int, ...]
    capacity: Mapping[str, str] | None = None

    def known(self, levels: Mapping[Question, str]) -> Mapping[str, str]:
        """The levels that musts are judged by."""
        return levels if self.capacity is None else self.capacity


def musts_of(feasibility: Feasibility) -> Musts:
    """The musts of an alternative as they will be under other answers."""
    musts = [c for c in feasibility.checks if c.requirement.strength == "must"]
    fixed = [c for c in musts if c.by_numbers or not c.requirement.met_by]
    return Musts(
        conditions=tuple(c.requirement.met_by for c in musts if c not in fixed),
        blocked=any(c.state == "unmet" for c in fixed),
        open=any(c.state == "to_confirm" for c in fixed),
    )


def no_musts(board: Board) -> tuple[Musts, ...]:
    """Nothing blocked: for an answer on fit alone."""
    return tuple(Musts((), blocked=False, open=False) for _ in board.alternatives)


def unmet(conditions: tuple[Condition, ...], levels: Mapping[str, str]) -> tuple[Condition, ...]:
    """The conditions that an answer says no to."""
    return tuple(
        c for c in conditions if c.criterion in levels and levels[c.criterion] not in c.levels
    )


def least_above_middle(board: Board) -> int:
    """The lowest total, times `unit`, that prints above 50."""
    tenths = MIDDLE * TENTHS + 1
    return -((1 - 2 * tenths) * board.unit // (2 * TENTHS))


def is_blocked(choice: Choice, index: int, levels: Mapping[Question, str]) -> bool:
    """Whether a must of an alternative is unmet at these levels."""
    musts = choice.musts[index]
    return musts.blocked or any(
        met(conditions, choice.known(levels)) == "unmet" for conditions in musts.conditions
    )


def order_key(
    choice: Choice, index: int, tenths: int, total: int = 0
) -> tuple[int, bool, str, int, tuple[str, ...]]:
    """What sorts best first: score less handicap, then models before hybrids, then id."""
    alternative = choice.board.alternatives[index]
    hybrid = alternative.kind == "hybrid"
    handicap = choice.handicaps[index]
    return (handicap - tenths, hybrid, alternative.id, -total, alternative.serves)


def chosen(
    choice: Choice,
    levels: Mapping[Question, str],
    sums: list[int] | None = None,
    needs: list[int] | None = None,
) -> int | None:
    """The alternative to recommend at these levels, or None.

    It is the best of those that are not blocked, score above 50 and have no negative need points; a
    hybrid must lead the best model by its handicap. `sums` and `needs` may be given to save working
    them out.
    """
    board = choice.board
    sums = totals(board, levels) if sums is None else sums
    needs = need_totals(board, levels) if needs is None else needs
    floor = least_above_middle(board)
    fitting = [
        (order_key(choice, i, in_tenths(board, total), total), i)
        for i, total in enumerate(sums)
        if total >= floor and needs[i] >= 0
    ]
    ordered = (i for _, i in sorted(fitting))
    return next((i for i in ordered if not is_blocked(choice, i, levels)), None)
