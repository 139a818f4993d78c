"""A look at the columns of a sheet whose names may not be known, to propose a map."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from casemodel.files.limits import HEADER_ROWS
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.yaml_text import one_line
from casemodel.profiles.fields import identifies_elsewhere
from casemodel.tables.cells import fold
from casemodel.tables.rows import look_like_names
from casemodel.tables.sheet import Cells, Sheet, first_rows

SAMPLE = 10_000
"""The number of rows that are looked at."""

FEW_VALUES, LONGEST_VALUE = 12, 30
"""The most different values that codes of a question may have, and the longest, in characters."""

_TWICE = 2
_LIKE_DATA = re.compile(r"[\d\s.,:/+-]+|\d{4}-\d\d-\d\d.*|\S+@\S+")
_NOT_A_CODE = re.compile(r"\d{4}|@|\d[/.:-]\d")
_MANY = 200


class SampledColumn(NamedTuple):
    """A column: its name, and the codes in it that may be shown.

    `codes` are short, few, and each in at least two rows; None if the column has too many values to
    hold codes. `hidden` are the other values of a column with codes: they may be read, but never
    shown. `distinct` says that no value was seen twice, `numbers` that the values go up by one from
    row to row, `names` that most look like names of people, and `known_elsewhere` that one is a
    Social Security or phone number.
    """

    name: str
    codes: tuple[str, ...] | None
    hidden: tuple[str, ...]
    distinct: bool
    numbers: bool = False
    names: bool = False
    known_elsewhere: bool = False


def look_at(
    sheet: Sheet, known_row: int | None, first: Sequence[Cells]
) -> tuple[SampledColumn, ...]:
    """Look at the columns with a name. `known_row` is the row with known names, if any.

    `first` are the first rows. If no name is known, the row of names is the first that fills at
    least four fifths of the columns. It must have no number or date, no cell twice, and no cell
    that its column has again: a row that may be a client's is never taken for names. Raises
    ProblemsFound if there is no such row.
    """
    rows = [*first, *first_rows(sheet.rows, SAMPLE)]
    at = known_row if known_row is not None else _row_of_names(rows[:HEADER_ROWS], rows)
    if at is None:
        message = "No row looks like names of columns."
        expected = "a row of names above the clients, each name once"
        raise ProblemsFound((Problem("P504", sheet.file, 0, 0, message, expected=expected),))
    below = rows[at + 1 :]
    return tuple(
        _seen(name, [row[index] for row in below if index < len(row)])
        for index, name in enumerate(rows[at])
        if one_line(name)
    )


def _row_of_names(candidates: Sequence[Cells], rows: Sequence[Cells]) -> int | None:
    width = max((sum(bool(cell.strip()) for cell in row) for row in rows), default=0)
    for at, row in enumerate(candidates):
        names = [fold(cell) for cell in row if cell.strip()]
        if len(names) >= max(_TWICE, width * 4 // 5):
            like_names = len(set(names)) == len(names) and not any(map(_LIKE_DATA.fullmatch, names))
            return at if like_names and _stand_alone(row, rows[at + 1 :]) else None
    return None


def _stand_alone(names: Cells, below: Sequence[Cells]) -> bool:
    """Say whether no cell occurs in its column again: a name does not, an answer mostly does."""
    folded_names = [fold(name) for name in names]
    return not any(
        cell and name and fold(cell) == name
        for row in below
        for name, cell in zip(folded_names, row, strict=False)
    )


def _seen(name: str, values: Sequence[str]) -> SampledColumn:
    return _coded(name, values)._replace(
        numbers=_go_up(values),
        names=look_like_names(values),
        known_elsewhere=any(map(identifies_elsewhere, values)),
    )


def _go_up(values: Sequence[str]) -> bool:
    """Say whether the last number in each value is one more than in the row above."""
    numbers = [re.search(r"([0-9]{1,15})[^0-9]*$", value) for value in values if value.strip()]
    last_numbers = [int(number[1]) for number in numbers if number]
    return len(last_numbers) == len(numbers) > 1 and all(
        b == a + 1 for a, b in pairwise(last_numbers)
    )


def _coded(name: str, values: Sequence[str]) -> SampledColumn:
    counts: Counter[str] = Counter()
    first_spelling: dict[str, str] = {}
    for value in values:
        text = fold(value)
        if text:
            counts[text] += 1
            first_spelling.setdefault(text, " ".join(value.split()))
            if len(counts) > _MANY:
                return SampledColumn(name, None, (), distinct=max(counts.values()) == 1)
    distinct = bool(counts) and max(counts.values()) == 1
    if len(counts) > FEW_VALUES:
        return SampledColumn(name, None, (), distinct=distinct)
    frequent = {
        text for text, rows in counts.items() if rows >= _TWICE and _is_code(first_spelling[text])
    }
    codes = tuple(sorted(first_spelling[text] for text in frequent))
    hidden = tuple(first_spelling[text] for text in counts if text not in frequent)
    return SampledColumn(name, codes, hidden, distinct=distinct)


def _is_code(text: str) -> bool:
    return len(text) <= LONGEST_VALUE and not _NOT_A_CODE.search(text)
