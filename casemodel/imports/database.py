"""A database in memory for one import: DuckDB, without files, network or extensions."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from casemodel.files.memory import refuse_little_memory
from casemodel.files.problems import CasemodelError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CHUNK = 10_000  # rows handed over at once


class DatabaseMissing(CasemodelError):
    """DuckDB is not installed."""


def open_database() -> "DuckDBPyConnection":
    """Open an empty database in memory that can reach nothing outside. Raises DatabaseMissing."""
    if find_spec("duckdb") is None:
        raise DatabaseMissing
    refuse_little_memory("duckdb")
    import duckdb

    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_external_access": "false",
            "temp_directory": "",  # nothing of a client is put on a disk
        }
    )
    connection.execute("set timezone = 'UTC'")
    return connection


def fill(
    connection: "DuckDBPyConnection",
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> int:
    """Make a table of texts and fill it, its last column a line number; gives the count of rows."""
    names = [f'"{name}"' for name in columns]
    kinds = ["varchar"] * (len(columns) - 1) + ["bigint"]
    definitions = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
    connection.execute(f'create table "{table}" ({definitions})')
    values = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
    insert = f'insert into "{table}" select {values}'
    count = 0
    chunk: list[Sequence[object]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            connection.execute(insert, [list(column) for column in zip(*chunk, strict=True)])
            count += len(chunk)
            chunk.clear()
    if chunk:
        connection.execute(insert, [list(column) for column in zip(*chunk, strict=True)])
        count += len(chunk)
    return count


def value_of(connection: "DuckDBPyConnection", query: str) -> Any:
    """Give the first value of the first row of a query; None if there is none."""
    row = connection.execute(query).fetchone()
    return row[0] if row else None
