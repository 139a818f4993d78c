"""One client after the other: which row it is, what it comes to, what is wrong with it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from casemodel.caseload.layout import Layout
from casemodel.caseload.values import Outcome, Row, Unread, unscored, why_unread
from casemodel.engine.cautions import cautions_for
from casemodel.knowledge.values import Caution, Rules

Score = Callable[[Iterable[Row]], Iterator[tuple[Row, Outcome]]]
"""What scores rows, one in and one out, in order."""

LONGEST_ID = 200
"""The longest id of a client, in characters."""

UNREADABLE, RAGGED, NO_ID = "P509", "P510", "P511"
"""The codes of what can be wrong with a row."""


class RowProblem(NamedTuple):
    """One thing that is wrong with a row. `column` counts from 0; -1 is the row as a whole."""

    code: str
    column: int
    message: str


class Record(NamedTuple):
    """One client.

    `row` is the number of the row in the sheet, from 1; `id` is as written, or 'row 7'; `cells` are
    those of the row. A row with problems may still be scored: `outcome.first` says so. One that is
    not carries the dangers that can be read from it all the same.
    """

    file: str
    row: int
    id: str
    cells: Row
    outcome: Outcome
    problems: tuple[RowProblem, ...]

    @property
    def scored(self) -> bool:
        """Whether the row came to a result."""
        return bool(self.outcome.first)


def records_of(rules: Rules, layout: Layout, rows: Iterable[Row], score: Score) -> Iterator[Record]:
    """Every client of a sheet; `rows` are those below the names. Blank rows are passed over."""
    numbers: deque[int] = deque()
    width = len(layout.names)
    for row, outcome in score(_numbered(layout.header_row, rows, numbers)):
        number = numbers.popleft()
        name, problems = _name(layout, row, number)
        if len(row) != width and not _is_right(row, width):
            ragged = RowProblem(RAGGED, -1, _ragged(len(row), width))
            yield Record(layout.file, number, name, row, unscored(()), (ragged, *problems))
        elif outcome.problems:
            unread = tuple(_unreadable(layout, index, row) for index in outcome.problems)
            dangers = outcome._replace(cautions=_cautions(rules, layout, row))
            yield Record(layout.file, number, name, row, dangers, unread + problems)
        else:
            yield Record(layout.file, number, name, row, outcome, problems)


def _numbered(header_row: int, rows: Iterable[Row], numbers: deque[int]) -> Iterator[Row]:
    """The rows that are not blank; their numbers are left in `numbers`."""
    for number, row in enumerate(rows, start=header_row + 1):
        if any(row) and any(cell and not cell.isspace() for cell in row):
            numbers.append(number)
            yield row


def _is_right(row: Row, width: int) -> bool:
    """Whether a row of another width is as wide as the names but for blanks at its end."""
    return len(row) > width and not any(cell.strip() for cell in row[width:])


def _ragged(cells: int, width: int) -> str:
    more = "more" if cells > width else "fewer"
    return f"It has {cells} cells, {more} than the {width} columns that have names."


def _name(layout: Layout, row: Row, number: int) -> tuple[str, tuple[RowProblem, ...]]:
    """What the client is called, by number where the row does not say."""
    by_number = f"row {number}"
    index = layout.id_index
    if index is None:
        return by_number, ()
    text = row[index].strip() if index < len(row) and not isinstance(row[index], Unread) else ""
    if text and len(text) <= LONGEST_ID:
        return text, ()
    message = f"{layout.called(index)}: the id is {'too long' if text else 'missing'}"
    return by_number, (RowProblem(NO_ID, index, message),)


def _unreadable(layout: Layout, index: int, row: Row) -> RowProblem:
    criterion = next(c.criterion for c in layout.columns if c.index == index)
    why = why_unread(row[index])
    message = f"{layout.called(index)}: no answer to {criterion}{': ' if why else ''}{why}"
    return RowProblem(UNREADABLE, index, message)


def _cautions(rules: Rules, layout: Layout, row: Row) -> tuple[Caution, ...]:
    """The cautions that hold by what can be read; a danger is told whatever else is wrong."""
    levels = {}
    for column in layout.columns:
        answer = column.read(row[column.index])
        if answer is not None and answer.state == "answered":
            levels[column.criterion] = answer.level
    return tuple(c for c in cautions_for(rules, levels, levels, ()) if c.danger)
