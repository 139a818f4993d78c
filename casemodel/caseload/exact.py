"""Rows judged by the engine itself, one at a time: for rules that the packed numbers do not cover.

These are rules that ask a client about more than needs, or that say nothing of any model. It is
slower by a hundred times, and says the same.
"""

from casemodel.caseload.cautions import Cautions
from casemodel.caseload.cells import Sheet
from casemodel.caseload.grounds import strongest_in_print
from casemodel.caseload.tables import Tables
from casemodel.caseload.values import Outcome, Row
from casemodel.caseload.worst import places
from casemodel.engine.asking import next_questions
from casemodel.engine.board import Board, in_tenths, totals
from casemodel.engine.choosing import chosen, order_key
from casemodel.engine.doubt import certainty
from casemodel.engine.questions import Question


class ByEngine:
    """A judge of any row under any rules."""

    def __init__(self, tables: Tables, sheet: Sheet) -> None:
        """Nothing is worked out beforehand but where the lanes are."""
        self._tables, self._sheet = tables, sheet
        self._cautions: dict[tuple[str, ...], Cautions] = {}

    def outcome(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, without reasons and the next question."""
        del tenths
        tables, case = self._tables, self._tables.case
        layout, board = tables.layout, case.choice.board
        low = number & layout.low
        levels = self._sheet.levels(row)
        printed = printed_by_id(board, levels)
        winner = chosen(case.choice, levels)
        ranking = sorted(printed, key=lambda name: (-printed[name], name))
        models = [name for name in ranking if name in case.rules.models]
        at = winner if winner is not None else self._nearest(printed)
        told = "" if at is None else board.alternatives[at].id
        second = next((name for name in models if name != told), "")
        tied = (name for name in ranking if printed[name] == printed[ranking[0]])
        first = tuple(tied) if winner is None else (told,)
        if first not in self._cautions:
            self._cautions[first] = Cautions(case, self._sheet, first)
        return Outcome(
            told,
            printed.get(told, 0),
            second,
            printed.get(second, 0),
            winner is not None,
            certainty(case.choice, levels, winner),
            self._cautions[first].of(low >> layout.cautions_at, row),
            low & layout.asked,
        )

    def _nearest(self, printed: dict[str, int]) -> int | None:
        """The best by fit, a hybrid only where it leads by the margin; None if there is none."""
        choice = self._tables.case.choice
        names = [a.id for a in choice.board.alternatives]
        order = sorted(range(len(names)), key=lambda i: order_key(choice, i, printed[names[i]]))
        return next(iter(order), None)

    def explained(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, with reasons and the next question."""
        plain = self.outcome(number, tenths, row)
        if not plain.first:
            return plain
        tables, case = self._tables, self._tables.case
        levels = self._sheet.levels(row)
        lane = tables.ids.index(plain.first)
        index = tables.layout.lanes.order[lane]
        refused = frozenset(
            tables.criteria[q]
            for q in places(number >> tables.layout.refused_at & tables.layout.asked)
        )
        asked = next_questions(case.choice, levels, index if plain.recommended else None, refused)
        return plain._replace(
            reasons=strongest_in_print(case, index, tables.grounds[lane], levels),
            next_question=asked[0].question if asked else "",
        )


def printed_by_id(board: Board, levels: dict[Question, str]) -> dict[str, int]:
    """Every alternative's printed score in tenths."""
    sums = totals(board, levels)
    return {a.id: in_tenths(board, t) for a, t in zip(board.alternatives, sums, strict=True)}
