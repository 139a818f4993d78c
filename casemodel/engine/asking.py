"""Which open questions are worth asking next: those that can settle most, in order."""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.engine.board import Board, highest_gain, in_tenths, lowest_gain, totals
from casemodel.engine.choosing import Choice, is_blocked
from casemodel.engine.doubt import certainty, deciding, open_questions
from casemodel.engine.questions import Question
from casemodel.engine.scoring import TENTHS


class NextQuestion(NamedTuple):
    """An open question and how much it can settle.

    `deciding` are the answers that alone would change the recommendation. `swing` is how far, in
    tenths, its answers can move the lead over a rival that can still overtake.
    """

    question: Question
    deciding: tuple[str, ...]
    swing: int


def next_questions(
    choice: Choice,
    levels: Mapping[Question, str],
    winner: int | None,
    refused: frozenset[Question],
) -> tuple[NextQuestion, ...]:
    """Every open question that can still matter, the most useful first; refused ones are left out.

    Those that alone can change the recommendation come first, then by swing, then by name.
    """
    board = choice.board
    askable = tuple(q for q in open_questions(board, levels) if q not in refused)
    if not askable:
        return ()
    changing = deciding(choice, levels, winner, askable)
    rivals = still_rivals(choice, levels, winner)
    found = (
        NextQuestion(q, changing.get(q, ()), _swing(board, q, winner, rivals)) for q in askable
    )
    certain = not changing and certainty(choice, levels, winner) == "certain"
    useful = (
        n
        for n in found
        if n.deciding or (not certain and (n.swing or _bears_on_more(choice, n.question)))
    )
    return tuple(sorted(useful, key=lambda n: (not n.deciding, -n.swing, n.question)))


def _bears_on_more(choice: Choice, question: Question) -> bool:
    """Whether a question can matter beside its swing: for a must, or by moving any score.

    Such a question may decide only together with others.
    """
    board = choice.board
    criterion = board.asked[question].criterion
    conditions = (c for musts in choice.musts for must in musts.conditions for c in must)
    if choice.capacity is None and any(c.criterion == criterion for c in conditions):
        return True
    columns = zip(*board.points[question].values(), strict=True)
    return any(len(set(column)) > 1 for column in columns)


def still_rivals(
    choice: Choice, levels: Mapping[Question, str], winner: int | None
) -> tuple[int, ...]:
    """The alternatives that could still overtake the winner, whatever is answered to the rest."""
    board = choice.board
    if winner is None:
        return tuple(range(len(board.alternatives)))
    sums = totals(board, levels)
    open_now = open_questions(board, levels)

    def can_pass(rival: int) -> bool:
        ahead = sums[winner] - sums[rival]
        ahead += sum(lowest_gain(board, q, winner, rival) for q in open_now)
        enough = choice.handicaps[winner] - choice.handicaps[rival] + 1  # ahead by a printed tenth
        return ahead * TENTHS < enough * board.unit

    return tuple(
        i
        for i, a in enumerate(board.alternatives)
        if a.id != board.alternatives[winner].id
        and not is_blocked(choice, i, levels)
        and can_pass(i)
    )


def _swing(board: Board, question: Question, winner: int | None, rivals: tuple[int, ...]) -> int:
    if winner is None:
        columns = zip(*board.points[question].values(), strict=True)
        return in_tenths(board, max((max(c) - min(c) for c in columns), default=0))
    widest = max(
        (
            highest_gain(board, question, winner, r) - lowest_gain(board, question, winner, r)
            for r in rivals
        ),
        default=0,
    )
    return in_tenths(board, widest)
