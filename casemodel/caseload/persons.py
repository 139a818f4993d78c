"""Several rows of one person, known by the id: choosing the row that counts.

Every row that does not name its client counts by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from casemodel.caseload.client_rows import REPEATED_ID, ReadRow, RowProblem
from casemodel.caseload.danger import Danger
from casemodel.caseload.layout import Layout
from casemodel.caseload.row_result import RowCaution

PersonChoice = Literal["latest", "worst", "each"]
"""The choice among several rows of a person: the last, the worst, or each as a client.

The worst row is one with danger, else one with danger unknown; the last among equals. It also gets
the dangers that the person's other rows state.
"""

_SEVERITY: dict[Danger, int] = {True: 2, None: 1, False: 0}


@dataclass(frozen=True, slots=True)
class _PersonRow:
    """The row that counts for a person: its place among all rows, and the dangers found so far."""

    place: int
    danger: Danger
    cautions: tuple[RowCaution, ...]


class Persons:
    """A choice of rows, made row by row. Memory grows with the number of ids."""

    def __init__(self, choice: PersonChoice | None) -> None:
        """Begin with nobody.

        With None, every row is a client, and a repeated id is a problem.
        """
        self.choice = choice
        self._seen: set[str] = set()
        self._counted: dict[str, _PersonRow] = {}
        self._place = -1

    @property
    def looks_ahead(self) -> bool:
        """True if all rows must go through `look_ahead` before any is counted."""
        return self.choice in ("latest", "worst")

    def look_ahead(self, rows: Iterable[ReadRow]) -> None:
        """Find the row that counts for every person; `rows` are those of all sheets."""
        for place, row in enumerate(rows):
            if row.named:
                latest = _PersonRow(place, row.danger, row.cautions)
                before = self._counted.get(row.id)
                if before is not None and self.choice == "worst":
                    latest = _worse(before, latest)
                self._counted[row.id] = latest

    def counted(self, row: ReadRow, layout: Layout) -> ReadRow | None:
        """Give the row as it counts, or None if another row of the person counts instead.

        Call it once for every row, in the order in which `look_ahead` got them.
        """
        self._place += 1
        if not row.named:
            return row
        if self.looks_ahead:
            person = self._counted[row.id]
            if person.place != self._place:
                return None
            return replace(row, danger=person.danger, cautions=person.cautions)
        if row.id not in self._seen:
            self._seen.add(row.id)
            return row
        if self.choice == "each" or layout.id_index is None:
            return replace(row, repeated=True)
        message = f"{layout.called(layout.id_index)}: the id stands in a row above"
        problem = RowProblem(REPEATED_ID, layout.id_index, message)
        return replace(row, repeated=True, problems=(*row.problems, problem))


def _worse(before: _PersonRow, after: _PersonRow) -> _PersonRow:
    """Give the worse of two rows of a person, the later of equals, with the dangers of both."""
    worse = after if _SEVERITY[after.danger] >= _SEVERITY[before.danger] else before
    return replace(worse, cautions=tuple(dict.fromkeys((*before.cautions, *after.cautions))))
