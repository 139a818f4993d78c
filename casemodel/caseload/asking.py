"""In which order open questions are worth asking, for a winner and those who can still overtake."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from casemodel.caseload.cells import REMEMBERED
from casemodel.caseload.tables import Tables
from casemodel.engine.board import highest_gain, in_tenths, lowest_gain

Order = tuple[tuple[int, int], ...]
"""Questions by their places, each with its bit; the first is the one that can settle most."""


class Orders:
    """The questions in the engine's order, by who can still overtake the winner in one lane.

    That order is by swing, then by name; what can move no score is left out.
    """

    __slots__ = ("_found", "_names", "_rivals", "_round", "_tables", "_widths")

    def __init__(self, tables: Tables, lane: int, rivals: Sequence[tuple[int, int]]) -> None:
        """`rivals` are lanes and the bit by which each is named."""
        board, order = tables.case.choice.board, tables.layout.lanes.order
        self._rivals = rivals
        self._round: Callable[[int], int] = lambda width: in_tenths(board, width)
        self._names = {q: name for q, name in enumerate(tables.criteria) if moves(tables, q)}
        self._widths = {
            bit: {
                q: highest_gain(board, name, order[lane], order[rival])
                - lowest_gain(board, name, order[lane], order[rival])
                for q, name in self._names.items()
            }
            for rival, bit in rivals
        }
        self._found: dict[int, Order] = {}

    def of(self, rivals: int) -> Order:
        """The order while these can overtake."""
        found = self._found.get(rivals)
        if found is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            widths = [self._widths[bit] for _, bit in self._rivals if rivals & bit]
            swings = {
                q: self._round(max((width[q] for width in widths), default=0)) for q in self._names
            }
            found = _in_order(swings, self._names)
            self._found[rivals] = found
        return found


def order_for_nobody(tables: Tables) -> Order:
    """The order while nobody is recommended: by how far an answer moves any score, then by name."""
    board = tables.case.choice.board
    swings = {}
    for q, name in enumerate(tables.criteria):
        if moves(tables, q):
            columns = zip(*board.points[name].values(), strict=True)
            swings[q] = in_tenths(board, max(max(c) - min(c) for c in columns))
    return _in_order(swings, tables.criteria)


def _in_order(swings: Mapping[int, int], names: Mapping[int, str] | Sequence[str]) -> Order:
    """The questions by swing, then by name."""
    return tuple(_with_bit(q) for q in sorted(swings, key=lambda q: (-swings[q], names[q])))


@cache
def _with_bit(question: int) -> tuple[int, int]:
    """A question with its bit, one for all orders, so that many orders take little room."""
    return question, 1 << question


def moves(tables: Tables, question: int) -> bool:
    """Whether the answer to a question makes any difference."""
    board = tables.case.choice.board
    columns = zip(*board.points[tables.criteria[question]].values(), strict=True)
    return any(len(set(column)) > 1 for column in columns)
