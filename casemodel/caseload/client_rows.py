"""Clients one after the other: the row's answers, its result, and its problems."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from casemodel.caseload.danger import (
    CellAnswers,
    Danger,
    caution_holds,
    danger_cautions,
    danger_criteria,
    danger_of,
)
from casemodel.caseload.layout import Layout
from casemodel.caseload.row_result import RowCaution, RowScorer, RowSummary
from casemodel.caseload.values import Row, Unread, why_unread
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer

LONGEST_ID = 200
"""The longest id of a client, in characters."""

UNREADABLE, RAGGED, NO_ID, REPEATED_ID = "P509", "P510", "P511", "P520"
"""The codes of problems with a row."""


class RowProblem(NamedTuple):
    """One thing that is wrong with a row. `column` counts from 0; -1 is the row as a whole."""

    code: str
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read, before it is scored.

    Attributes:
        file: Name of the file as shown.
        number: Number of the row in the sheet, from 1.
        id: The client's id as written, or 'row 7' if the row names none.
        named: True if the row names the client.
        answers: Answers by criterion that has a column. Empty for a row that is ragged, since its
            cells may stand under other names.
        danger: Whether a danger holds, by the cells that can be read.
        danger_unread: True if a cell that asks about danger cannot be read.
        cautions: The dangers that hold, by the cells that can be read.
        problems: The problems of the row.
        repeated: True if the id is also in an earlier row.
    """

    file: str
    number: int
    id: str
    named: bool
    answers: CellAnswers
    danger: Danger
    danger_unread: bool
    cautions: tuple[RowCaution, ...]
    problems: tuple[RowProblem, ...]
    repeated: bool = False

    def can_be_scored(self) -> bool:
        """Say whether every cell was read."""
        return not any(problem.code in (UNREADABLE, RAGGED) for problem in self.problems)

    def readable(self) -> Mapping[str, Answer]:
        """Give the answers, without the cells that are unreadable."""
        return {c: answer for c, answer in self.answers.items() if answer is not None}

    def levels(self) -> dict[str, str]:
        """Give the level of every criterion that is answered."""
        return {c: a.level for c, a in self.readable().items() if a.state == "answered"}


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client: the row as read, its result, and every caution to be shown.

    `result` is None for a row that is not scored; the cautions are then the dangers that can be
    read from it.
    """

    row: ReadRow
    result: RowSummary | None
    danger: Danger
    cautions: tuple[RowCaution, ...]


def scored(row: ReadRow, scorer: RowScorer) -> ClientRow:
    """Score a row, if it can be."""
    result = scorer.summary(row.readable()) if row.can_be_scored() else None
    # The dangers of the row come first; they are more than the result's where a person's other rows
    # tell some.
    cautions = tuple(dict.fromkeys((*row.cautions, *(result.cautions if result else ()))))
    danger = True if any(caution.danger for caution in cautions) else row.danger
    return ClientRow(row, result, danger, cautions)


class RowReader:
    """Reads the rows of one sheet."""

    def __init__(self, rules: Rules, layout: Layout) -> None:
        """Look up the columns that ask about danger."""
        self._layout = layout
        self._columns = sorted(layout.columns, key=lambda column: column.index)
        self._dangers = danger_cautions(rules)
        criteria = {column.criterion for column in layout.columns}
        self._danger_asked = tuple(c for c in danger_criteria(rules) if c in criteria)

    def rows(self, rows: Iterable[Row]) -> Iterator[ReadRow]:
        """Read every row below the column names; blank rows are passed over."""
        for number, row in enumerate(rows, start=self._layout.header_row + 1):
            if any(cell and not cell.isspace() for cell in row):
                yield self.read(number, row)

    def read(self, number: int, row: Row) -> ReadRow:
        """Read the row with this number."""
        layout = self._layout
        name, name_problems = _name(layout, row)
        width = len(layout.names)
        answers: CellAnswers
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            answers = {}
            added = len(layout.joined)
            cells = len(row) - (added if len(row) > width else 0)
            problems = [RowProblem(RAGGED, -1, _ragged(cells, width - added))]
            unread = bool(self._danger_asked)
        else:
            answers = {c.criterion: c.read(row[c.index]) for c in self._columns}
            problems = [
                _unreadable(layout, column.index, column.criterion, row[column.index])
                for column in self._columns
                if answers[column.criterion] is None
            ]
            unread = any(answers[criterion] is None for criterion in self._danger_asked)
        row_read = self.answered(number, name, answers)
        return replace(row_read, danger_unread=unread, problems=(*problems, *name_problems))

    def answered(self, number: int, name: str, answers: CellAnswers) -> ReadRow:
        """Make the row of a client by the answers; `name` is the id, empty if there is none."""
        return ReadRow(
            file=self._layout.file,
            number=number,
            id=name or f"row {number}",
            named=bool(name),
            answers=answers,
            danger=danger_of(self._dangers, answers),
            danger_unread=False,
            cautions=tuple(
                RowCaution(c.full_id, danger=True, text=c.says)
                for c in self._dangers
                if caution_holds(c, answers)
            ),
            problems=(),
        )


def _ragged(cells: int, width: int) -> str:
    comparison = "more" if cells > width else "fewer"
    return f"It has {cells} cells, {comparison} than the {width} columns that have names."


def _name(layout: Layout, row: Row) -> tuple[str, tuple[RowProblem, ...]]:
    """Give the client's id, empty if the row has none."""
    index = layout.id_index
    if index is None:
        return "", ()
    text = row[index].strip() if index < len(row) and not isinstance(row[index], Unread) else ""
    if text and len(text) <= LONGEST_ID:
        return text, ()
    message = f"{layout.called(index)}: the id is {'too long' if text else 'missing'}"
    return "", (RowProblem(NO_ID, index, message),)


def _unreadable(layout: Layout, index: int, criterion: str, cell: str) -> RowProblem:
    why = why_unread(cell)
    message = f"{layout.called(index)}: no answer to {criterion}{': ' if why else ''}{why}"
    return RowProblem(UNREADABLE, index, message)
