"""A Parquet file as a sheet, read by DuckDB: every cell as text, the names as the first row."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casemodel.files.content import refuse
from casemodel.files.limits import SHEET_COLUMNS
from casemodel.files.memory import refuse_little_memory
from casemodel.files.problems import WrongUse
from casemodel.tables.csv_text import refuse_unread
from casemodel.tables.sheet import LONGEST, Cells, Sheet
from casemodel.texts.messages import phrase

ENDING = ".parquet"
"""The ending of the name of a Parquet file."""

_MARK = b"PAR1"
_AT_ONCE = 1_000
_MEMORY = "200MB"


def exact(path: str) -> str:
    """Write the name of a file so that DuckDB takes no sign of it for a pattern of many files."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)


def as_text(name: str) -> str:
    """Write the cells of a column as texts in SQL, cut before many of them fill the memory."""
    column = name.replace('"', '""')
    return f"COALESCE(LEFT(CAST(\"{column}\" AS VARCHAR), {LONGEST}), '')"


def open_parquet(path: str) -> Sheet:
    """Open a Parquet file. Raises ProblemsFound, and WrongUse if the package is missing."""
    try:
        with Path(path).open("rb") as stream:
            start = stream.read(len(_MARK))
            size = stream.seek(0, 2)
    except OSError:
        refuse("P104", path, "The file cannot be read.")
    if start != _MARK:
        refuse("P501", path, "This is not a Parquet file, though its name ends like one.")
    if find_spec("duckdb") is None:
        raise WrongUse(phrase("caseload.needs_duckdb", what="Parquet files"))
    refuse_little_memory("duckdb")
    import duckdb

    connection = duckdb.connect(":memory:", config={"memory_limit": _MEMORY, "threads": 1})
    try:
        sample = connection.execute("SELECT * FROM read_parquet(?)", [exact(path)])
    except duckdb.Error:
        refuse("P501", path, "This Parquet file is broken, and cannot be read.")
    names = [column[0] for column in sample.description or []]
    if len(names) > SHEET_COLUMNS:
        refuse("P502", path, f"A row has more than {SHEET_COLUMNS} columns.")
    casts = ", ".join(map(as_text, names))
    bytes_read = [0]

    def rows() -> Iterator[Cells]:
        """Yield the names, then every row."""
        yield names
        try:
            cells = connection.execute(f"SELECT {casts} FROM read_parquet(?)", [exact(path)])
            total = max(_rows_in(connection, path), 1)
            rows_read = 0
            while fetched := cells.fetchmany(_AT_ONCE):
                rows_read += len(fetched)
                bytes_read[0] = size * rows_read // total
                yield from map(list, fetched)
        except duckdb.OutOfMemoryException:
            refuse("P502", path, "The cells of this Parquet file take too much memory.")
        except duckdb.Error:
            refuse_unread(path)
        finally:
            connection.close()

    return Sheet(path, "", rows(), [], lambda: bytes_read[0], size)


def _rows_in(connection: Any, path: str) -> int:
    sql = "SELECT SUM(num_rows) FROM parquet_file_metadata(?)"
    return int(connection.cursor().execute(sql, [exact(path)]).fetchall()[0][0] or 0)
