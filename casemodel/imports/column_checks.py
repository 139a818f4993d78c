"""Cells that a mapping cannot use: dates that cannot be read or lie ahead, and unknown codes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casemodel.imports.mapping import TableSpec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The names filled in are those of the mapping that comes with casemodel, never of a file.
_DATES = """
    insert into unusable
    select $file, _line, $field, case when day("{column}") is null then 'no_date' else 'later' end
    from "{table}"
    where ({needed} or word("{column}") is not null) and {kept}
        and (day("{column}") is null or day("{column}") > counting_day())
"""
_CODES = """
    insert into unusable
    select $file, _line, $field, 'unknown_code' from "{table}"
    where word("{column}") is not null and {kept}
        and exists (select 1 from code_list where list = $list)
        and code("{column}") not in (select code from code_list where list = $list)
"""
_DELETED = "DateDeleted"
_OF_THE_EXPORT = "export"
"""The table whose dates say what the others hold; they may lie after the day of counting."""


def note_unusable_cells(connection: "DuckDBPyConnection", tables: Mapping[str, TableSpec]) -> None:
    """Add every cell that cannot be used to the table `unusable`; deleted rows do not count."""
    for table, spec in tables.items():
        kept = f'word("{_DELETED}") is null' if _DELETED in spec.kinds else "true"
        for column, kind in spec.kinds.items():
            if kind == "text" or table == _OF_THE_EXPORT:
                continue
            query = (_DATES if kind == "date" else _CODES).format(
                table=table, column=column, kept=kept, needed=str(column in spec.needed).lower()
            )
            values = {"file": spec.file, "field": column}
            connection.execute(query, values if kind == "date" else {**values, "list": kind})
