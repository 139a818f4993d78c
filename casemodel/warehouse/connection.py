"""Opening DuckDB: within bounds of memory, without a network, and with no file left behind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from casemodel.files.deferred_signals import ended_in_order
from casemodel.files.memory import refuse_little_memory
from casemodel.warehouse.rule_tables import Cell, RuleTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PACKAGE = "duckdb"

MEMORY = "700MB"
"""The memory that DuckDB may use; beyond it, it spills into a private folder."""


def has_duckdb() -> bool:
    """Say whether DuckDB is installed."""
    return find_spec(PACKAGE) is not None


@contextmanager
def connected() -> "Iterator[tuple[DuckDBPyConnection, Path]]":
    """Open a database in memory; gives it, and a folder that only the owner can read.

    What does not fit the memory is spilled there. The folder is removed at the end. Raises
    KeyboardInterrupt if Ctrl-C ends a query.
    """
    refuse_little_memory("duckdb")
    import duckdb

    with ended_in_order(), TemporaryDirectory(prefix="casemodel-") as folder:
        settings: dict[str, Any] = {
            "memory_limit": MEMORY,
            "temp_directory": str(Path(folder) / "spilled"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        }
        connection = duckdb.connect(":memory:", config=settings)
        try:
            connection.execute("ATTACH ':memory:' AS work")
            connection.execute("USE work")
            yield connection, Path(folder)
        except RuntimeError as error:  # DuckDB's own word for Ctrl-C while a query runs
            if "interrupt" in str(error).casefold():
                raise KeyboardInterrupt from error
            raise
        finally:
            connection.close()


def load(connection: "DuckDBPyConnection", table: RuleTable) -> None:
    """Make a table and fill it."""
    columns = ", ".join(
        f"{name} {type_}" for name, type_ in zip(table.columns, table.types(), strict=True)
    )
    connection.execute(f"CREATE TABLE {table.name} ({columns})")
    insert(connection, table.name, table.rows)


def insert(
    connection: "DuckDBPyConnection", name: str, rows: Sequence[Sequence[Cell | list[str]]]
) -> None:
    """Put rows into a table, all at once, by column."""
    if rows:
        columns = [[*column] for column in zip(*rows, strict=True)]
        values = ", ".join(["unnest(?)"] * len(columns))
        connection.execute(f"INSERT INTO {name} SELECT {values}", columns)
