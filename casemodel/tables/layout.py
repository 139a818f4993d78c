"""Finding the layout of a sheet: each column by its name, never guessed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain

from casemodel.caseload.layout import Layout, letters
from casemodel.caseload.values import Column, Unread
from casemodel.files.content import STANDARD_INPUT, refuse
from casemodel.files.limits import (
    COLUMN_NAME_LENGTH,
    COLUMN_NAME_SHOWN,
    HEADER_ROWS,
    NEAREST_LENGTH,
)
from casemodel.files.problems import Problem, ProblemsFound, shortened
from casemodel.knowledge.former_names import former_names, renamed, retired
from casemodel.knowledge.values import Rules
from casemodel.tables.cells import fold, reader_of, reader_of_several
from casemodel.tables.column_map import NO_MAP, CaseloadMap, Named
from casemodel.tables.rows import Sifter
from casemodel.tables.sheet import Cells, Sheet, first_rows

ID_NAMES = ("id", "client", "client id", "clientid")
"""Names, as `fold` leaves them, of a column with the client's id if no map names it."""

# One alone may stand in a row of answers, which then would be taken for names.
_FEWEST = 2
_NEAR = 0.8


def names_of(rules: Rules) -> dict[str, str]:
    """Give the criterion of each known column name: ids, names and questions.

    Ids of earlier rules count too. A name that two criteria share names neither.
    """
    by_name: dict[str, set[str]] = {}
    for criterion in rules.criteria_for("client"):
        names = (criterion.id, criterion.name, criterion.question.client, *criterion.formerly)
        for name in names:
            by_name.setdefault(name_folded(name), set()).add(criterion.id)
    return {name: next(iter(ids)) for name, ids in by_name.items() if len(ids) == 1}


def name_folded(name: str) -> str:
    """Fold the name of a column for comparison; a mark at its end does not count either."""
    return fold(name).rstrip("?:.* ")


def count_named(cells: Iterable[str], known: Mapping[str, str], mapped: CaseloadMap) -> int:
    """Count the cells of a row that are names of columns that answer a question."""
    column_names = known.keys() | set(map(name_folded, mapped.names()))
    names = _with_merged_names(cells)
    return len(
        {name_folded(name) for name in names if len(name) <= COLUMN_NAME_LENGTH} & column_names
    )


def lay_out(sheet: Sheet, rules: Rules, mapped: CaseloadMap) -> tuple[Layout, Iterator[Cells]]:
    """Find the row of names and the meaning of each column; the rows below it are the rest.

    Columns with a name that is near a known one are not used, and reported. Raises ProblemsFound
    with every column that is missing or double.
    """
    known = names_of(rules)
    header_row, names, rest = _header(sheet, known, mapped)
    finder = _Finder(sheet.file, header_row, names, known, mapped)
    columns, id_index = finder.find(rules)
    joined = tuple(finder.joined)
    used = {column.index for column in columns} | {
        id_index,
        *(i for group in joined for i in group),
    }
    ignored = finder.ignored()
    unused = [i for i in range(len(names)) if i not in used and i not in ignored]
    near = finder.near(i for i in unused if names[i].strip())
    sheet.remarks.extend(problem.message for problem in near)
    sheet.remarks.extend(
        finder.of_old_names(rules, sorted(i for i in used if i is not None), unused)
    )
    if finder.problems:
        raise ProblemsFound(tuple(finder.problems))
    layout = Layout(
        sheet.file,
        header_row,
        (*(shortened(name.strip(), COLUMN_NAME_SHOWN) for name in names), *map(str, joined)),
        columns,
        id_index,
        tuple(unused),
        tuple(sorted(ignored - used)),
        near,
        joined,
    )
    return layout, Sifter(layout, sheet.remarks).rows(rest)


def _header(
    sheet: Sheet, known: Mapping[str, str], mapped: CaseloadMap
) -> tuple[int, Cells, Iterator[Cells]]:
    """Find the row with the most known names: its number, its cells, and the rows below.

    Raises ProblemsFound if the sheet is empty, or no row has enough known names.
    """
    first = first_rows(sheet.rows, HEADER_ROWS)
    counts = [count_named(cells, known, mapped) for cells in first]
    fewest = min(_FEWEST, len(mapped.names()) or _FEWEST)
    if not any(map(any, first)):
        refuse("P508", sheet.file, "The sheet is empty.")
    at = counts.index(max(counts))
    if counts[at] >= fewest:
        return at + 1, _trimmed(first[at]), chain(first[at + 1 :], sheet.rows)
    raise ProblemsFound((_no_names(sheet.file, counts[at], at + 1, first[at], known, mapped),))


def _no_names(
    file: str, count: int, row: int, cells: Cells, known: Mapping[str, str], mapped: CaseloadMap
) -> Problem:
    """Make the problem of a sheet without a sure row of names; `cells` are the likeliest row."""
    message = f"None of the first {HEADER_ROWS} rows contains known column names."
    command = f"casemodel caseload --suggest-map {'-' if file == STANDARD_INPUT else file}"
    expected = (
        "columns named by the short names that casemodel inputs lists, by the questions, or a map: "
        f"{command}"
    )
    if mapped is not NO_MAP:
        message = f"None of the first {HEADER_ROWS} rows contains the columns that the map names."
        expected = "under columns: in the map, the names of columns as they stand in the sheet"
        if not mapped.columns:
            message = "The map names no column that answers a question."
            expected = "a line under columns: for each, such as acuity: and the column's name"
    elif count:
        names = map(name_folded, cells)
        question = next(known[name] for name in names if name in known)
        message = (
            f"Only one column has a name that is known: row {row} has {question}. One alone may be "
            "an answer and no name."
        )
        expected = f"a map that names the column, under columns: {question}: and its name"
    return Problem("P504", file, 0, 0, message, expected=expected)


def _with_merged_names(names: Iterable[str]) -> Cells:
    """Give the names of columns; a cell merged with those above has the name of the first."""
    return [name.above if isinstance(name, Unread) else name for name in names]


def _trimmed(names: Cells) -> Cells:
    """Give the names without blank ones at the end; of a merged name only the first cell has it."""
    names = _with_merged_names(names)
    width = max(i for i, name in enumerate(names, start=1) if name.strip())
    return names[:width]


class _Finder:
    """A finder of columns by their names; it notes what is wrong with them."""

    def __init__(
        self,
        file: str,
        header_row: int,
        names: Sequence[str],
        known: Mapping[str, str],
        mapped: CaseloadMap,
    ) -> None:
        self.problems: list[Problem] = []
        self.joined: list[tuple[int, ...]] = []
        self._file = file
        self._row = header_row
        self._names = [name_folded(name) for name in names]
        self._written = names
        self._known = known
        self._map = mapped

    def find(self, rules: Rules) -> tuple[tuple[Column, ...], int | None]:
        """Find the columns that answer a question, in the rules' order, and that of the id."""
        ignored = self.ignored()
        at: dict[str, list[int]] = {}
        for index, name in enumerate(self._names):
            if name in self._known and index not in ignored:
                at.setdefault(self._known[name], []).append(index)
        places = {c: self._named(m.column) for c, m in self._map.columns.items()}
        also = {c: [self._named(Named(n)) for n in m.also] for c, m in self._map.columns.items()}
        in_use = {*places.values(), *(i for group in also.values() for i in group)}
        columns = []
        for criterion in rules.criteria_for("client"):
            indexes = [i for i in at.get(criterion.id, []) if i not in in_use]
            values = {}
            if criterion.id in places:
                indexes = [i for i in (places[criterion.id], *indexes) if i is not None]
                values = dict(self._map.columns[criterion.id].values)
            if len(indexes) > 1:
                self._double(f"the question {criterion.id}", indexes)
            elif indexes:
                read = reader_of(criterion, values, self._map.no_answer)
                more = [i for i in also.get(criterion.id, []) if i is not None]
                if more:
                    self.joined.append((indexes[0], *more))
                    indexes = [len(self._names) + len(self.joined) - 1]
                    read = reader_of_several(criterion, read)
                columns.append(Column(indexes[0], criterion.id, read))
        return tuple(columns), self._id(ignored)

    def ignored(self) -> frozenset[int]:
        """Give the columns that the map leaves out; names that are not there do not matter."""
        names = {name_folded(name) for name in self._map.ignore}
        return frozenset(i for i, name in enumerate(self._names) if name in names)

    def near(self, unused: Iterable[int]) -> tuple[Problem, ...]:
        """Note a problem for every unused column whose name is near a known one.

        It stops only those who want to be strict: the column may be about something else.
        """
        noted: list[Problem] = []
        for index in unused:
            name = self._names[index]
            if name in self._known:  # then another column stands for it, and that has been said
                continue
            near = get_close_matches(name[:NEAREST_LENGTH], self._known, n=1, cutoff=_NEAR)
            if near and len(name) <= NEAREST_LENGTH:
                criterion = self._known[near[0]]
                message = f"{self._called(index)} is not read, though its name is near {criterion}."
                expected = "the known name, or a map that names the column or ignores it"
                noted.append(self._problem("P507", index, message, expected, (criterion,)))
        return tuple(noted)

    def of_old_names(
        self, rules: Rules, used: Iterable[int], unused: Iterable[int]
    ) -> Iterator[str]:
        """Say of columns under names of earlier rules that they are read, or no longer asked."""
        former = former_names(rules)
        current = {
            name_folded(old): (old, current_name) for old, current_name in former.criteria.items()
        }
        retired_names = {name_folded(old): old for old in former.retired}
        for index in used:
            if index < len(self._names) and self._names[index] in current:
                yield _capital(f"{self._called(index)}: {renamed(*current[self._names[index]])}")
        for index in unused:
            if self._names[index] in retired_names:
                yield _capital(
                    f"{self._called(index)}: {retired(retired_names[self._names[index]])}"
                )

    def _id(self, ignored: frozenset[int]) -> int | None:
        if self._map.id:
            return self._named(self._map.id)
        indexes = [i for i, name in enumerate(self._names) if name in ID_NAMES and i not in ignored]
        if len(indexes) > 1:
            self._double("the id of the client", indexes)
        return indexes[0] if indexes else None

    def _named(self, column: Named) -> int | None:
        """Find the column of this name; None if it is not there or not the only one."""
        folded_name = name_folded(column.name)
        indexes = [i for i, name in enumerate(self._names) if name == folded_name]
        if len(indexes) > 1 and not column.occurrence:
            expected = "occurrence: 1 in the map for the first of them, 2 for the second"
            message = (
                f"{self._all(indexes)} have one name, and the map does not say which it means."
            )
            self._note("P505", indexes[1], message, expected)
        elif len(indexes) < max(column.occurrence, 1):
            message = "The map names a column that is not there."
            names = {name_folded(name): name.strip() for name in self._written if name.strip()}
            near = get_close_matches(folded_name[:NEAREST_LENGTH], names, n=2)
            counted = f"{column.occurrence} columns called " if column.occurrence > 1 else ""
            name = shortened(column.name, COLUMN_NAME_SHOWN)
            expected = f"{counted}{name}, as {self._map.file} says"
            nearest = tuple(shortened(names[name], COLUMN_NAME_SHOWN) for name in near)
            self._note("P514", -1, message, expected, nearest)
        else:
            return indexes[max(column.occurrence, 1) - 1]
        return None

    def _double(self, meaning: str, indexes: Sequence[int]) -> None:
        message = f"{self._all(indexes)} both stand for {meaning}."
        expected = "one of them; a map can name it, and ignore the other"
        self._note("P505", indexes[1], message, expected)

    def _called(self, index: int) -> str:
        name = shortened(self._written[index].strip(), COLUMN_NAME_SHOWN)
        return f"column {letters(index)} ({name})"

    def _all(self, indexes: Sequence[int]) -> str:
        return sentence_of(self._called(index) for index in indexes)

    def _note(
        self, code: str, index: int, message: str, expected: str, near: tuple[str, ...] = ()
    ) -> None:
        self.problems.append(self._problem(code, index, message, expected, near))

    def _problem(
        self, code: str, index: int, message: str, expected: str, near: tuple[str, ...]
    ) -> Problem:
        message = _capital(message)
        row = 0 if index < 0 else self._row
        return Problem(code, self._file, row, index + 1, message, expected=expected, nearest=near)


def sentence_of(names: Iterable[str]) -> str:
    """Join names with commas and an 'and'."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
