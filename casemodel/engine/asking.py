"""Which open questions are worth asking next: those that can settle most, in order."""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.engine.board import Board, highest_gain, in_tenths, lowest_gain, totals
from casemodel.engine.choosing import Choice, is_blocked
from casemodel.engine.doubt import deciding, open_questions
from casemodel.engine.questions import Question


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
    changing = deciding(choice, levels, winner, askable)
    rivals = still_rivals(choice, levels, winner)
    found = (
        NextQuestion(q, changing.get(q, ()), _swing(board, q, winner, rivals)) for q in askable
    )
    useful = (n for n in found if n.deciding or n.swing)
    return tuple(sorted(useful, key=lambda n: (not n.deciding, -n.swing, n.question)))


def still_rivals(
    choice: Choice, levels: Mapping[Question, str], winner: int | None
) -> tuple[int, ...]:
    """The alternatives that could still overtake the winner, whatever is answered to the rest."""
    board = choice.board
    if winner is None:
        return tuple(range(len(board.alternatives)))
    sums = totals(board, levels)
    open_now = open_questions(board, levels)
    return tuple(
        i
        for i, a in enumerate(board.alternatives)
        if a.id != board.alternatives[winner].id
        and not is_blocked(choice, i, levels)
        and sums[winner] - sums[i] + sum(lowest_gain(board, q, winner, i) for q in open_now) <= 0
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
