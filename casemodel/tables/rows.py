"""Rows that are not clients, and cells without an answer, found while a sheet is read.

A sheet that was made to be looked at has headings of groups, subtotals and repeated column names
among its clients. Such a row is left blank, and reported by its number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from casemodel.caseload.layout import Layout, letters
from casemodel.caseload.values import Unread, why_unread
from casemodel.files.limits import PROBLEMS
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.profiles.fields import identifies_elsewhere
from casemodel.tables.cells import BETWEEN, fold
from casemodel.tables.sheet import Cells

_TOTALS = re.compile(
    r"(?:grand |sub ?)?totals?(?:$|[: ])|(?:sum|average|mean|count|counts)(?:$|:)", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]*)*,? +[^\W\d_][^\d_]*")
LOOKED_AT = 200
"""The number of ids that are looked at, to see if they look like names."""
_LISTED = 10
_STOPS = ("error", "formula")


class _NotClients(NamedTuple):
    """A kind of row that is not a client: its description, and the numbers of such rows."""

    description: str
    rows: list[int]

    def sentence(self) -> str:
        """Write a sentence on these rows; empty if there are none."""
        if not self.rows:
            return ""
        listed = [str(number) for number in self.rows[:_LISTED]]
        more = len(self.rows) - len(listed)
        listed += [f"{more} more"] if more else []
        *first, last = listed
        if not first:
            return f"Row {last} is not a client: it {self.description}."
        return f"Rows {', '.join(first)} and {last} are not clients: each {self.description}."


def look_like_names(texts: Iterable[str]) -> bool:
    """Say whether half of these texts or more look like names of people."""
    filled = [text.strip() for text in texts if text and not text.isspace()]
    return bool(filled) and 2 * sum(map(bool, map(_NAME.fullmatch, filled))) >= len(filled)


class Sifter:
    """A sieve for the rows below the names; its findings are added to `remarks`."""

    def __init__(self, layout: Layout, remarks: list[str]) -> None:
        """Take the layout of the sheet, and the remarks on it so far."""
        self._layout = layout
        self._remarks = remarks
        self._joined = layout.joined
        width = len(layout.names) - len(layout.joined)
        self._names = [fold(name) for name in layout.names[:width]]
        alone = [column.index for column in layout.columns if column.index < width]
        self._read = sorted({*alone, *(i for group in layout.joined for i in group)})
        self._first = next((i for i, name in enumerate(self._names) if name), 0)
        self._named = sum(map(bool, self._names))
        self._nameless = {i for i, name in enumerate(self._names) if not name}
        self._filled_nameless: set[int] = set()
        self._alone = _NotClients("holds nothing but its first cell, as a heading does", [])
        self._totals = _NotClients("begins with a word for a total", [])
        self._repeated = _NotClients("holds the names of the columns again", [])
        self._problems: list[Problem] = []
        self._ids: list[str] = []

    def rows(self, rows: Iterable[Cells]) -> Iterator[Cells]:
        """Yield the rows; one that is not a client is blank.

        Raises ProblemsFound if ids are numbers that identify a person elsewhere and, at the end, if
        cells that answer a question hold errors.
        """
        for number, row in enumerate(rows, start=self._layout.header_row + 1):
            yield self.sifted(row, number)
        self.finish()

    def finish(self) -> None:
        """Add the findings on all rows. Raises ProblemsFound if cells could not be read."""
        for kind in (self._alone, self._totals, self._repeated):
            if sentence := kind.sentence():
                self._remarks.append(sentence)
        self._tell_of_columns()
        if self._problems:
            raise ProblemsFound(tuple(self._problems))

    def sifted(self, row: Cells, number: int) -> Cells:
        """Give the row with this number, blank if it is not a client. Raises ProblemsFound."""
        filled = [
            i for i, cell in enumerate(row) if cell and not cell.isspace() and not _is_merged(cell)
        ]
        if not filled:
            return []
        if kind := self._kind_of(row, filled):
            kind.rows.append(number)
            return []
        if self._nameless:
            self._filled_nameless |= self._nameless.intersection(filled)
        for index in self._read:
            if index < len(row) and type(row[index]) is not str:
                self._note(row[index], index, number)
        if self._layout.id_index is not None and self._layout.id_index < len(row):
            self._look_at_id(row[self._layout.id_index], self._layout.id_index, number)
        width = len(self._names)
        if len(row) > width and filled[-1] < width:
            row = row[:width]
        if self._joined and len(row) >= width:
            # A row that is too long stays too long.
            row = [*row, *(BETWEEN.join(row[i] for i in group) for group in self._joined)]
        return row

    def note(self, ids: Sequence[str], nameless: int | None) -> None:
        """Note the first ids of a sheet, and the first column without a name that holds cells.

        For rows that are not sifted one by one.
        """
        self._ids = [*ids[:LOOKED_AT]]
        self._filled_nameless |= set() if nameless is None else {nameless}

    def _kind_of(self, row: Cells, filled: Sequence[int]) -> _NotClients | None:
        """Give the kind of a row that is not a client; None if it may be one."""
        first = filled[0]
        if first in self._read:
            if row[first] == self._layout.names[first] and self._is_repeated(row, filled):
                return self._repeated
            return None
        if len(filled) == 1 and first == self._first and self._named > 1:
            return self._alone
        if _TOTALS.match(fold(row[first])):
            return self._totals
        return self._repeated if self._is_repeated(row, filled) else None

    def _is_repeated(self, row: Cells, filled: Sequence[int]) -> bool:
        return len(filled) > 1 and all(
            i < len(self._names) and fold(row[i]) == self._names[i] for i in filled
        )

    def _note(self, cell: str, index: int, number: int) -> None:
        """Note a cell of a question that holds an error or a formula without its result."""
        if isinstance(cell, Unread) and cell.reason in _STOPS and len(self._problems) < PROBLEMS:
            called = self._layout.called(index)
            place = f"{letters(index)}{number}"
            message = f"Cell {place} in {called} cannot be read: {why_unread(cell)}."
            expected = "the error put right"
            if cell.reason == "formula":
                expected = "the file opened in Excel and saved, or the results pasted as values"
            file = self._layout.file
            self._problems.append(
                Problem("P512", file, number, index + 1, message, expected=expected)
            )

    def _look_at_id(self, cell: str, index: int, number: int) -> None:
        """Raise ProblemsFound if an id is a number that identifies a person elsewhere."""
        if type(cell) is not str:
            self._note(cell, index, number)
            return
        if kind_of_number := identifies_elsewhere(cell):
            message = (
                f"The id of a client is {kind_of_number}. Anyone who has it knows who is meant."
            )
            advice = "an id that only your agency uses; a map can name another column: id:"
            file = self._layout.file
            raise ProblemsFound(
                (Problem("P517", file, number, index + 1, message, expected=advice),)
            )
        if len(self._ids) < LOOKED_AT:
            self._ids.append(cell)

    def _tell_of_columns(self) -> None:
        """Say what is odd about columns as a whole."""
        if self._filled_nameless:
            first = min(self._filled_nameless)
            self._remarks.append(
                f"Column {letters(first)} holds cells but has no name, so it is not read."
            )
        if self._layout.id_index is not None and look_like_names(self._ids):
            called = self._layout.called(self._layout.id_index)
            self._remarks.append(
                f"The ids in {called} look like names of people, and results repeat them. "
                "Use ids that only your agency can read."
            )


def _is_merged(cell: str) -> bool:
    return isinstance(cell, Unread) and cell.reason == "merged"
