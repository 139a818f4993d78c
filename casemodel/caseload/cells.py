"""From the cells of a row to its packed number.

A text is read once for each column. Neighbouring columns are looked up together, by their texts
joined, since a caseload says the same few things again and again: one look-up and one sum for five
columns.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from casemodel.caseload.lanes import BYTE
from casemodel.caseload.tables import Entries, Tables
from casemodel.caseload.values import Column, ReadCell, Row

TOGETHER = 5  # columns looked up together
REMEMBERED = 4096  # texts, or joined texts, before they are forgotten and learnt anew
SEPARATOR = "\x1f"  # between joined texts; a cell that holds it cannot be read

Take = Callable[[Row], Sequence[str]]


class Unread(Exception):
    """A cell of the row cannot be read, or is not there; `Sheet.problems` says which."""


class Cells(dict[str, int]):
    """The number that each text of one column adds."""

    def __init__(self, read: ReadCell, entries: Entries) -> None:
        """Begin with no text known."""
        super().__init__()
        self._read = read
        self._entries = entries

    def __missing__(self, text: str) -> int:
        answer = self._read(text)
        if answer is None:
            raise Unread
        if len(self) >= REMEMBERED:
            self.clear()
        entries = self._entries
        number = (
            entries.levels[answer.level]
            if answer.state == "answered"
            else entries.refused
            if answer.state == "refused"
            else entries.open
        )
        self[text] = number
        return number


class Group(dict[str, int]):
    """The number that each text of neighbouring columns adds, the texts joined."""

    def __init__(self, columns: Sequence[Cells]) -> None:
        """Begin with no text known."""
        super().__init__()
        self._columns = columns

    def __missing__(self, joined: str) -> int:
        texts = joined.split(SEPARATOR)
        if len(texts) != len(self._columns):
            raise Unread
        number = sum(cells[text] for cells, text in zip(self._columns, texts, strict=True))
        if len(self) >= REMEMBERED:
            self.clear()
        self[joined] = number
        return number


class Sheet:
    """The columns of a file, ready to be read.

    `width` is how many cells a row must have at least, `base` what every row begins with,
    `size` the length of the longest number in bytes. `take`
    takes the cells that are read out of a row, if they do not stand side by side in it; `groups`
    are where each group of cells stands then, and what it adds.
    """

    __slots__ = ("_columns", "base", "groups", "size", "take", "width")

    def __init__(
        self, tables: Tables, columns: Iterable[Column], entries: Mapping[str, Entries]
    ) -> None:
        """`entries` are those of the tables, without reasons or with them.

        Raises ValueError if a criterion is not asked of clients, or has two columns.
        """
        self._columns = sorted(columns, key=lambda column: column.index)
        found = [column.criterion for column in self._columns]
        if len(set(found)) < len(found) or not set(found) <= set(tables.criteria):
            raise ValueError("A column answers one criterion asked of a client, and no other does.")
        self.width = max((column.index for column in self._columns), default=-1) + 1
        self.base = tables.base + sum(
            tables.entries[c].open for c in set(tables.criteria) - {*found}
        )
        reasons = tables.layout.grounds_at[-1] if entries is tables.reasoned else 0
        self.size = max(tables.layout.lanes.size, -(-reasons // BYTE))
        self.take, cuts = _cuts([column.index for column in self._columns])
        groups = _groups(self._columns, entries)
        self.groups = tuple(zip(cuts, groups, strict=True))

    def number(self, row: Row) -> int:
        """The number of a row. Raises Unread."""
        if len(row) < self.width:
            raise Unread
        cells = row if self.take is None else self.take(row)
        return self.base + sum(adds[SEPARATOR.join(cells[cut])] for cut, adds in self.groups)

    def levels(self, row: Row) -> dict[str, str]:
        """The level of every criterion that a row answers."""
        found = ((c.criterion, c.read(row[c.index])) for c in self._columns)
        return {c: a.level for c, a in found if a is not None and a.state == "answered"}

    def problems(self, row: Row) -> tuple[int, ...]:
        """The places of the cells that cannot be read, or are not there."""
        return tuple(
            c.index
            for c in self._columns
            if c.index >= len(row) or SEPARATOR in row[c.index] or c.read(row[c.index]) is None
        )


def _groups(columns: Sequence[Column], entries: Mapping[str, Entries]) -> tuple[Group, ...]:
    """Columns by fives, in the order of the file."""
    cells = [Cells(column.read, entries[column.criterion]) for column in columns]
    starts = range(0, len(cells), TOGETHER)
    return tuple(Group(cells[start : start + TOGETHER]) for start in starts)


def _cuts(places: Sequence[int]) -> tuple[Take | None, tuple[slice, ...]]:
    """What takes the cells at these places out of a row, and where each group stands then.

    Nothing is taken where the places are neighbours: groups are cut from the row as it is.
    """
    starts = range(0, len(places), TOGETHER)
    first = places[0] if places else 0
    if list(places) == list(range(first, first + len(places))):
        return None, tuple(slice(first + s, first + min(s + TOGETHER, len(places))) for s in starts)
    return itemgetter(*places), tuple(slice(s, s + TOGETHER) for s in starts)
