"""A folder for a data team: the rules as tables, the query over them, and how to run both."""

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp

from casemodel.files.problems import WrongUse
from casemodel.texts.messages import phrase
from casemodel.warehouse.compiled import CompiledRules
from casemodel.warehouse.connection import connected, load
from casemodel.warehouse.dialects import Dialect, in_dialect
from casemodel.warehouse.query import all_steps, score_steps
from casemodel.warehouse.rule_tables import Cell, RuleTable, tables_of
from casemodel.warehouse.sql import QueryContext, Step, in_one_piece, quoted

_NAMES = {
    "duckdb": "DuckDB", "spark": "Spark", "postgres": "PostgreSQL", "bigquery": "BigQuery",
    "snowflake": "Snowflake",
}  # fmt: skip


_TABLES = {
    "codes": "warehouse.table_codes",
    "alternatives": "warehouse.table_alternatives",
    "points": "warehouse.table_points",
    "moves": "warehouse.table_moves",
    "reasons": "warehouse.table_reasons",
    "cautions": "warehouse.table_cautions",
}
_NO_JIT = "-- Compiling so long a query would take PostgreSQL minutes.\nSET jit = off;\n\n"
_README = Path(__file__).with_name("readme.md")


def write_folder(rules: CompiledRules, dialect: Dialect, folder: Path) -> None:
    """Write the folder, whole or not at all. Raises WrongUse if something has its name."""
    if folder.exists():
        raise WrongUse(phrase("warehouse.folder_is_there", folder=folder))
    temporary = Path(mkdtemp(prefix=".casemodel-", dir=folder.parent))
    try:
        for name, content in _texts(rules, dialect):
            path = temporary / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        _write_parquet(rules, temporary / "tables")
        temporary.chmod(0o755)
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _texts(rules: CompiledRules, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of every text file."""
    head = "".join(f"-- {line}\n" for line in _head(rules))
    yield "tables.sql", head + in_dialect(_definitions(rules), dialect)
    query = QueryContext(rules, by_answer=dialect == "spark")
    yield "scores.sql", head + _written(score_steps(query), dialect)
    yield "everything.sql", head + _written(all_steps(query), dialect)
    for table in tables_of(rules):
        yield f"tables/{table.name}.csv", as_csv(table)
    if dialect == "spark":
        drops = (f"DROP TABLE IF EXISTS {step.name}" for step in all_steps(query)[:-1])
        yield "remove.sql", head + ";\n".join(drops) + "\n"
    yield "README.md", _readme(rules, dialect)


def _written(steps: Sequence[Step], dialect: Dialect) -> str:
    """Write the query; for Spark, whose plans would grow too long, with a table for each step.

    A semicolon and a blank line then stand between two statements.
    """
    if dialect == "spark":
        *before, last = steps
        tables = (
            f"CREATE TABLE {step.name} USING PARQUET AS\n{in_one_piece([step])}" for step in before
        )
        return ";\n\n".join((*tables, in_one_piece([last])))
    if dialect == "postgres":
        return _NO_JIT + in_dialect(in_one_piece(steps, "MATERIALIZED "), dialect)
    return in_dialect(in_one_piece(steps), dialect)


def _head(rules: CompiledRules) -> tuple[str, str]:
    used = phrase("warehouse.rules", version=rules.rules.version, digest=rules.rules.digest)
    return used, phrase("warehouse.made")


def _definitions(rules: CompiledRules) -> str:
    """Write the definitions of the tables, and of the one that the query reads clients from."""
    question_columns = ", ".join(f"{c.id} VARCHAR" for c in rules.questions)
    tables = [f"CREATE TABLE clients (client VARCHAR, {question_columns})"]
    for table in tables_of(rules):
        columns = zip(table.columns, table.types(), strict=True)
        tables.append(
            f"CREATE TABLE {table.name} ({', '.join(f'{name} {type_}' for name, type_ in columns)})"
        )
    return ";\n".join(tables)


def as_csv(table: RuleTable) -> str:
    """Write a table as CSV; whole numbers have no point."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _plain(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _write_parquet(rules: CompiledRules, folder: Path) -> None:
    with connected() as (connection, _):
        for table in tables_of(rules):
            load(connection, table)
            file = quoted(str(folder / f"{table.name}.parquet"))
            connection.execute(f"COPY {table.name} TO {file} (FORMAT parquet)")


def _readme(rules: CompiledRules, dialect: Dialect) -> str:
    tables = "\n".join(
        f"| `{table.name}` | {phrase(_TABLES[table.name])} | {len(table.rows)} |"
        for table in tables_of(rules)
    )
    questions = "\n".join(
        f"| `{c.id}` | {c.question.client} | {', '.join(f'`{level.id}`' for level in c.levels)} |"
        for c in rules.questions
    )
    return _README.read_text("utf-8").format(
        dialect=_NAMES[dialect],
        version=rules.rules.version,
        digest=rules.rules.digest,
        tables=tables,
        questions=questions,
        afterwards=f"\n{phrase('warehouse.remove')}" if dialect == "spark" else "",
    )
