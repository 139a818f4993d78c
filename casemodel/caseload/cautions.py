"""The cautions of a row, remembered by what they depend on."""

from casemodel.caseload.cells import REMEMBERED, Sheet
from casemodel.caseload.values import Row
from casemodel.engine.case import Case
from casemodel.engine.cautions import cautions_for
from casemodel.knowledge.values import Caution


class Cautions:
    """The engine's cautions for those who come first, by the conditions that a row meets.

    `known` are those of conditions that were met before.
    """

    __slots__ = ("_case", "_parts", "_sheet", "known")

    def __init__(self, case: Case, sheet: Sheet, first: tuple[str, ...]) -> None:
        """`first` are the alternatives that come first."""
        by_id = {a.id: a.parts for a in case.choice.board.alternatives}
        self._case = case
        self._sheet = sheet
        self._parts = tuple(part for name in first for part in by_id[name])
        self.known: dict[int, tuple[Caution, ...]] = {}

    def of(self, met: int, row: Row) -> tuple[Caution, ...]:
        """The cautions that hold where the conditions `met` are, bit by bit."""
        if met not in self.known:
            case = self._case
            own = self._sheet.levels(row)
            known = {**(case.capacity.levels if case.capacity else {}), **own}
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[met] = cautions_for(case.rules, own, known, self._parts)
        return self.known[met]
