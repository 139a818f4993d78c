"""Reading a folder of CSV files into tables, and noting every row that cannot be used.

Only the columns that a mapping names are kept, so that names and Social Security numbers never
leave the file.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casemodel.files.content import refuse
from casemodel.files.limits import RECORD_CELL, SHEET_COLUMNS, SHEET_ROW
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.imports.database import fill
from casemodel.imports.mapping import TableSpec
from casemodel.imports.values import ReadFile, Reason, UnusableRow
from casemodel.tables.csv_text import look_through, refuse_quotes, refuse_unread
from casemodel.tables.stream import Streams

if TYPE_CHECKING:
    from _csv import Reader

    from duckdb import DuckDBPyConnection

LINE = "_line"
"""The column of a table that holds the line in the file."""

Note = Callable[[UnusableRow], None]


def names_in(folder: str) -> Mapping[str, Path]:
    """List the files of a folder by name, in small letters. Raises ProblemsFound."""
    path = Path(folder)
    if not path.exists():
        refuse("P101", folder, "There is no such folder.")
    if not path.is_dir():
        refuse("P102", folder, "A folder is needed here: unpack the export, and name its folder.")
    try:
        return {file.name.casefold(): file for file in sorted(path.iterdir()) if file.is_file()}
    except OSError:
        refuse("P104", folder, "The folder cannot be read.")


def load_folder(
    connection: "DuckDBPyConnection", folder: str, specs: Mapping[str, TableSpec], note: Note
) -> tuple[tuple[ReadFile, ...], dict[str, tuple[str, ...]]]:
    """Load every file of the mapping; an absent one becomes an empty table.

    Gives the files that were read, and the column names of each table. `note` takes each row that
    cannot be used. Raises ProblemsFound with the problems of all files.
    """
    by_name = names_in(folder)
    files_read: list[ReadFile] = []
    headers: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for table, spec in specs.items():
        path = by_name.get(spec.file.casefold())
        if path is None:
            if spec.must:
                problems.append(_missing(folder, spec.file))
            fill(connection, table, [*spec.kinds, LINE], ())
            continue
        try:
            file, headers[table] = _load(connection, path, table, spec, note)
            files_read.append(file)
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return tuple(files_read), headers


def _missing(folder: str, file: str) -> Problem:
    """Say that a file is missing, and where it lies if it is in a folder below."""
    message = f"The folder has no {file}. Without it nothing can be imported."
    below = sorted(path.parent for path in Path(folder).glob(f"*/{file}"))
    expected = f"the folder {below[0]}" if below else file
    return Problem("P601", folder, 0, 0, message, expected=expected)


def _load(
    connection: "DuckDBPyConnection", path: Path, table: str, spec: TableSpec, note: Note
) -> tuple[ReadFile, tuple[str, ...]]:
    streams = Streams()
    file = str(path)
    encoding, _ = look_through(streams.open(file), file)
    with io.TextIOWrapper(streams.open(file), encoding.codec, newline="") as text:
        csv.field_size_limit(SHEET_ROW)
        reader = csv.reader(text, strict=True)
        names = _next(reader, file) or []
        header = tuple(" ".join(name.split()) for name in names)
        if len(header) > SHEET_COLUMNS:
            refuse("P502", file, f"It has more than {SHEET_COLUMNS} columns.", 1)
        places = _places(header, spec, file)
        rows = _rows(reader, spec, len(header), places, file, note)
        count = fill(connection, table, [*spec.kinds, LINE], rows)
    lacking = tuple(name for name, place in zip(spec.kinds, places, strict=True) if place is None)
    return ReadFile(spec.file, count, lacking), header


def _places(header: Sequence[str], spec: TableSpec, file: str) -> list[int | None]:
    """Find the place of each column of the mapping; None for one that is not there.

    Raises ProblemsFound for needed columns that are not there, and for names that stand twice.
    """
    known: dict[str, list[int]] = {}
    for index, name in enumerate(header):
        known.setdefault(name.casefold(), []).append(index)
    places: list[int | None] = []
    problems: list[Problem] = []
    for name in spec.kinds:
        names = (name, spec.or_.get(name, name))
        indexes = next((known[n.casefold()] for n in names if n.casefold() in known), [])
        if len(indexes) > 1:
            message = f"Two columns have the name {name}."
            problems.append(Problem("P602", file, 1, indexes[1] + 1, message))
        elif not indexes and name in spec.needed:
            message = f"The column {name} is missing."
            expected = "the file as its specification has it, with the names in the first line"
            problems.append(Problem("P602", file, 1, 0, message, expected=expected))
        places.append(indexes[0] if indexes else None)
    if problems:
        raise ProblemsFound(tuple(problems))
    return places


def _rows(
    reader: "Reader",
    spec: TableSpec,
    width: int,
    places: Sequence[int | None],
    file: str,
    note: Note,
) -> Iterator[tuple[object, ...]]:
    """Yield the cells of every row that can be used, with the line on which it begins."""
    needed = [place for name, place in zip(spec.kinds, places, strict=True) if _is_id(name, spec)]
    while True:
        line = reader.line_num + 1
        row = _next(reader, file, line)
        if row is None:
            return
        if not row or not any(map(str.strip, row)):
            continue
        reason = _wrong(row, width, places, needed)
        if reason:
            note(UnusableRow(spec.file, line, "", reason))
            continue
        yield (*(None if place is None else row[place] for place in places), line)


def _is_id(name: str, spec: TableSpec) -> bool:
    return name in spec.needed and name.casefold() in ("personalid", "patient", "id")


def _wrong(
    row: Sequence[str], width: int, places: Sequence[int | None], ids: Sequence[int | None]
) -> Reason | None:
    """Say why a row cannot be used; None if it can."""
    if len(row) < width or any(cell.strip() for cell in row[width:]):
        return "ragged"
    if any(place is not None and len(row[place]) > RECORD_CELL for place in places):
        return "long"
    if any(place is not None and not row[place].strip() for place in ids):
        return "no_id"
    return None


def _next(reader: "Reader", file: str, line: int = 1) -> list[str] | None:
    """Give the next row; None at the end. Raises ProblemsFound where quotation is broken."""
    try:
        return next(reader, None)
    except csv.Error as error:
        refuse_quotes(str(error), file, line)
    except (OSError, UnicodeError):
        refuse_unread(file)
