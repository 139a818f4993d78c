"""The query in the words of other engines, by sqlglot."""

from importlib.util import find_spec
from typing import Literal

PACKAGE = "sqlglot"

Dialect = Literal["duckdb", "spark", "postgres", "bigquery", "snowflake"]
"""The engines that the query is written for."""


def has_sqlglot() -> bool:
    """Say whether sqlglot is installed."""
    return find_spec(PACKAGE) is not None


def in_dialect(sql: str, dialect: Dialect) -> str:
    """Write a query, or several after one another, for an engine; parsed again to be sure.

    Raises sqlglot.errors.ParseError if the engine's own grammar does not take it.
    """
    if dialect == "duckdb":
        return sql
    import sqlglot

    statements = sqlglot.transpile(sql, read="duckdb", write=dialect, pretty=True)
    for statement in statements:
        sqlglot.parse_one(statement, read=dialect)
    return ";\n\n".join(statements) + "\n"
