"""What open questions leave in doubt: intervals, and whether the recommendation is certain.

Bounds are exact: alternatives differ by a sum over questions, so the worst case of a difference is
the sum of the worst cases. Between alternatives this is pairwise dominance.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from operator import add, sub
from typing import Literal, NamedTuple

from casemodel.engine.board import Board, Vector, in_tenths, lowest_gain, need_totals, totals
from casemodel.engine.choosing import (
    Choice,
    chosen,
    is_blocked,
    least_above_middle,
    order_key,
)
from casemodel.engine.feasibility import met
from casemodel.engine.questions import Question
from casemodel.engine.scoring import MIDDLE, TENTHS

Certainty = Literal["certain", "likely", "open"]


class Interval(NamedTuple):
    """The lowest and highest printed score, in tenths, over every way of answering what is open."""

    low: int
    high: int


def open_questions(board: Board, levels: Mapping[Question, str]) -> tuple[Question, ...]:
    """The questions that are unanswered."""
    return tuple(q for q in board.asked if q not in levels)


def intervals(
    board: Board, levels: Mapping[Question, str], questions: Iterable[Question] | None = None
) -> tuple[Interval, ...]:
    """Each alternative's interval over these open questions, or all; both ends are reached."""
    sums = totals(board, levels)
    low, high = list(sums), list(sums)
    for question in open_questions(board, levels) if questions is None else questions:
        for index, column in enumerate(zip(*board.points[question].values(), strict=True)):
            low[index] += min(column)
            high[index] += max(column)
    return tuple(
        Interval(in_tenths(board, a), in_tenths(board, b)) for a, b in zip(low, high, strict=True)
    )


def certainty(choice: Choice, levels: Mapping[Question, str], winner: int | None) -> Certainty:
    """How sure the recommendation is.

    Certain: it holds however the open questions are answered and requirements are confirmed.
    Likely: no single open answer changes it. Open: one does.
    """
    open_now = open_questions(choice.board, levels)
    if _certain(choice, levels, winner, open_now):
        return "certain"
    return "open" if any(deciding(choice, levels, winner, open_now)) else "likely"


def deciding(
    choice: Choice,
    levels: Mapping[Question, str],
    winner: int | None,
    questions: Iterable[Question],
) -> dict[Question, tuple[str, ...]]:
    """The open questions that alone can change the recommendation, and the answers that do."""
    board = choice.board
    sums, needs = totals(board, levels), need_totals(board, levels)
    name = winner is not None and board.alternatives[winner].id
    surely_same = sameness(choice, levels, winner)
    found: dict[Question, tuple[str, ...]] = {}
    for question in questions:
        changing = []
        for level, row in board.points[question].items():
            if surely_same(question, row):
                continue
            after = list(map(add, sums, row))
            need = list(map(add, needs, row)) if question in board.need else needs
            other = chosen(choice, {**levels, question: level}, after, need)
            if (other is not None and board.alternatives[other].id) != name:
                changing.append(level)
        if changing:
            found[question] = tuple(changing)
    return found


def sameness(
    choice: Choice, levels: Mapping[Question, str], winner: int | None
) -> Callable[[Question, Vector], bool]:
    """A quick test of whether the recommendation surely stays the same when one answer changes.

    It takes the question and what the change adds to every alternative. Most changes move little,
    so that this bound tells them from the few which `chosen` must look at: no must is asked about,
    the winner stays above 50 with no negative need, and every rival stays a printed tenth behind.
    """
    if winner is None:
        return lambda _question, _moved: False
    board = choice.board
    sums, needs = totals(board, levels), need_totals(board, levels)
    conditions = (c for musts in choice.musts for must in musts.conditions for c in must)
    bearing = set() if choice.capacity is not None else {c.criterion for c in conditions}
    floor, least_need = least_above_middle(board) - sums[winner], -needs[winner]
    running = [i == winner or not is_blocked(choice, i, levels) for i in range(len(sums))]
    room = [_room(choice, sums, winner, i) for i in compress(range(len(sums)), running)]

    def surely_same(question: Question, moved: Vector) -> bool:
        gain = moved[winner]
        return (
            gain >= floor
            and max(map(sub, compress(moved, running), room)) <= gain
            and board.asked[question].criterion not in bearing
            and (gain >= least_need or question not in board.need)
        )

    return surely_same


def _room(choice: Choice, sums: list[int], winner: int, rival: int) -> int:
    """How much a rival may gain on the winner and still be printed at least a tenth behind."""
    if rival == winner:
        return 0
    handicap = choice.handicaps[winner] - choice.handicaps[rival]
    return sums[winner] - sums[rival] - -(-(handicap + 1) * choice.board.unit // TENTHS)


def stays_first(
    choice: Choice,
    levels: Mapping[Question, str],
    winner: int | None,
    questions: tuple[Question, ...],
) -> bool:
    """Whether the recommendation holds however these open questions are answered.

    The other open ones stay open; requirements that no answer can settle are left aside.
    """
    if not questions:
        return True
    board = choice.board
    bounds = intervals(board, levels, questions)
    floor = MIDDLE * TENTHS
    if winner is None:
        return all(
            is_blocked(choice, i, levels) or bound.high <= floor for i, bound in enumerate(bounds)
        )
    sums = totals(board, levels)
    rivals = (
        i
        for i, a in enumerate(board.alternatives)
        if a.id != board.alternatives[winner].id and not is_blocked(choice, i, levels)
    )
    return (
        not _can_be_blocked(choice, winner, questions)
        and _lowest_need(board, levels, winner, questions) >= 0
        and bounds[winner].low > floor
        and all(_stays_ahead(choice, sums, winner, rival, questions) for rival in rivals)
    )


def _certain(
    choice: Choice,
    levels: Mapping[Question, str],
    winner: int | None,
    open_now: tuple[Question, ...],
) -> bool:
    if winner is not None:
        musts = choice.musts[winner]
        known = choice.known(levels)
        if musts.open or any(met(c, known) != "met" for c in musts.conditions):
            return False
    return stays_first(choice, levels, winner, open_now)


def _can_be_blocked(choice: Choice, index: int, questions: tuple[Question, ...]) -> bool:
    """Whether an answer to one of the questions could leave a must unmet."""
    if choice.capacity is not None:
        return False
    asked = {choice.board.asked[q].criterion for q in questions}
    return any(c.criterion in asked for must in choice.musts[index].conditions for c in must)


def _lowest_need(
    board: Board, levels: Mapping[Question, str], index: int, open_now: tuple[Question, ...]
) -> int:
    least = (
        min(row[index] for row in board.points[q].values()) for q in open_now if q in board.need
    )
    return need_totals(board, levels)[index] + sum(least)


def _stays_ahead(
    choice: Choice,
    sums: list[int],
    winner: int,
    rival: int,
    open_now: tuple[Question, ...],
) -> bool:
    """Whether the winner stays first in print: a tenth ahead, or first among equals."""
    board = choice.board
    ahead = sums[winner] - sums[rival]
    ahead += sum(lowest_gain(board, q, winner, rival) for q in open_now)
    handicap = choice.handicaps[winner] - choice.handicaps[rival]
    tenths = ahead * TENTHS - handicap * board.unit
    preferred = order_key(choice, winner, 0)[1:] < order_key(choice, rival, 0)[1:]
    return tenths >= (0 if preferred else board.unit)
