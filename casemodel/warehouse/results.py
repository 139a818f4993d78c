"""The results of a run: counts of the plain rows, and files of all rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from casemodel.caseload.client_rows import ClientRow, RowProblem
from casemodel.caseload.row_result import CouldChange
from casemodel.caseload.tally import NOBODY, CountedProblem, Summary
from casemodel.warehouse.compiled import CompiledRules
from casemodel.warehouse.connection import insert
from casemodel.warehouse.source import CodedFile
from casemodel.warehouse.sql import quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = (
    "file", "row", "id", "danger", "first_model", "first_score", "match", "recommended",
    "second_model", "second_score", "could_change", "cautions", "reason_1", "reason_2", "reason_3",
    "next_question", "unanswered", "problems", "rules",
)  # fmt: skip
"""The columns of a row of results."""

_NUMBERS = {
    "row": "BIGINT", "first_score": "DOUBLE", "match": "INTEGER", "second_score": "DOUBLE",
    "unanswered": "INTEGER",
}  # fmt: skip
_FORMULA = "^[=+@\\t\\r\uff1d\uff0b\uff0d\uff20-]"
_BETWEEN = " | "
_SHOWN_ROWS = 3
_LOOKED_UP = (
    ("warnings", "text"), ("alternatives", "name"), ("reasons", "reason"), ("moves", "asks"),
)  # fmt: skip

LineOf = Callable[[ClientRow], Sequence[str]]
"""Writes one client as texts, for COLUMNS."""


def typed_columns(table: str) -> str:
    """Write the columns of a table of texts with numbers as numbers; blank ones are null."""
    return ", ".join(
        f"TRY_CAST(NULLIF({table}.{name}, '') AS {_NUMBERS[name]}) AS {name}"
        if name in _NUMBERS
        else f"{table}.{name}"
        for name in COLUMNS
    )


def counts_of_plain(
    connection: "DuckDBPyConnection",
    rules: CompiledRules,
    problems: Iterable[tuple[CodedFile, RowProblem]],
) -> Summary:
    """Count the rows that the query scored. `problems` has the problem of repeated ids by file."""
    plain = "FROM results WHERE left_over = 'no'"
    names = {number: name for name, number in rules.numbers.items()}

    def by(sql: str) -> dict[object, int]:
        """Count by the values of an expression."""
        select = f"SELECT {sql} AS value, COUNT(*) {plain} GROUP BY 1"
        return dict(connection.execute(select).fetchall())

    def count_where(sql: str) -> int:
        """Count the rows for which a condition holds."""
        rows = connection.execute(f"SELECT COUNT(*) {plain} AND ({sql})").fetchall()
        return int(rows[0][0])

    cautions: dict[str, int] = {}
    for ids, count in by("caution_ids").items():
        for caution in filter(None, str(ids).split("|")):
            cautions[caution] = cautions.get(caution, 0) + count
    first = by("CASE WHEN recommended = 'yes' THEN first END")
    could: dict[CouldChange, int] = {str(k): n for k, n in by("could_change").items()}  # type: ignore[misc]
    wrong = []
    for file, problem in problems:
        rows = connection.execute(
            f"SELECT row, COUNT(*) OVER () {plain} AND repeated AND file = "
            f"{quoted(file.layout.file)} ORDER BY row LIMIT {_SHOWN_ROWS}"
        ).fetchall()
        if rows:
            numbers = tuple(row for row, _ in rows)
            name = file.layout.file
            wrong.append(CountedProblem(name, *problem, rows=rows[0][1], first=numbers))
    return Summary(
        clients=count_where("TRUE"),
        scored=count_where("TRUE"),
        by_first={NOBODY if k is None else names[int(str(k))]: n for k, n in first.items()},
        by_could_change=could,
        cautions=cautions,
        unknown=_unknown(connection, rules),
        without_answers=0,
        repeated=count_where("repeated"),
        danger_unread=0,
        danger_unknown=count_where("danger = 'unknown'"),
        problems=tuple(wrong),
    )


def _unknown(connection: "DuckDBPyConnection", rules: CompiledRules) -> dict[str, int]:
    """Count by question the rows without an answer, from the sums kept for every batch."""
    columns = [c.id for c in rules.questions]
    sums = ", ".join(f"SUM({c})" for c in columns)
    totals = connection.execute(f"SELECT {sums} FROM unknown").fetchall()[0]
    return {c: int(n) for c, n in zip(columns, totals, strict=True) if n}


def select_lines(
    connection: "DuckDBPyConnection",
    rules: CompiledRules,
    problems: Iterable[tuple[CodedFile, RowProblem]],
    form: Literal["csv", "parquet"],
) -> str:
    """Write the SELECT of all rows in their order. `problems` has the problem of a repeated id.

    In CSV every text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    _make_warnings(connection, rules)
    for table, column in _LOOKED_UP:
        _as_enum(connection, table, column)
    whens = " ".join(
        f"WHEN d.repeated AND d.file = {quoted(file.layout.file)} THEN {quoted(problem.message)}"
        for file, problem in problems
    )
    plain = {
        "file": "d.file",
        "row": "d.row",
        "id": "CASE WHEN d.id = '' THEN 'row ' || d.row ELSE d.id END",
        "danger": "d.danger",
        "first_model": "d.first_model",
        "first_score": "d.first_tenths / 10.0",
        "match": "d.match_percent",
        "recommended": "d.recommended",
        "second_model": "d.second_model",
        "second_score": "d.second_tenths / 10.0",
        "could_change": "d.could_change",
        "cautions": "d.warning",
        "reason_1": "d.reason_1",
        "reason_2": "d.reason_2",
        "reason_3": "d.reason_3",
        "next_question": "d.next_question",
        "unanswered": "d.unanswered",
        "problems": f"CASE {whens} ELSE '' END" if whens else "''",
        "rules": quoted(rules.rules.version),
    }
    columns = ", ".join(
        f"{_value(name, sql, place, form)} AS {name}"
        for place, (name, sql) in enumerate(plain.items(), start=1)
    )
    return f"""SELECT {columns}
FROM (
SELECT d.*, l.texts, w.text AS warning, f.name AS first_model, o.name AS second_model,
  r1.reason AS reason_1, r2.reason AS reason_2, r3.reason AS reason_3, m.asks AS next_question
FROM results d
LEFT JOIN lines l ON l.client = d.client
LEFT JOIN warnings w ON w.caution_ids = d.caution_ids
LEFT JOIN alternatives f ON f.number = d.first
LEFT JOIN alternatives o ON o.number = d.second
LEFT JOIN reasons r1 ON r1.placed = d.said_1
LEFT JOIN reasons r2 ON r2.placed = d.said_2
LEFT JOIN reasons r3 ON r3.placed = d.said_3
LEFT JOIN moves m ON m.placed = d.next_move AND m.refused = 0
ORDER BY d.client
) d"""


def _make_warnings(connection: "DuckDBPyConnection", rules: CompiledRules) -> None:
    """Make the table `warnings`: a text for each set of cautions in the results."""
    texts = rules.caution_texts()
    connection.execute("CREATE TABLE warnings (caution_ids VARCHAR, text VARCHAR)")
    rows = connection.execute(
        "SELECT DISTINCT caution_ids FROM results WHERE caution_ids IS NOT NULL"
    ).fetchall()
    warnings = [
        (ids, _BETWEEN.join(texts[caution] for caution in filter(None, ids.split("|"))))
        for (ids,) in rows
    ]
    insert(connection, "warnings", warnings)


def _value(name: str, sql: str, place: int, form: Literal["csv", "parquet"]) -> str:
    """Write a column's value: `sql`; for a line of the plain loop its text at `place`."""
    type_ = _NUMBERS.get(name, "VARCHAR")
    own = f"d.texts[{place}]"
    if type_ != "VARCHAR":
        own = f"TRY_CAST(NULLIF({own}, '') AS {type_})"
    value = f"CASE WHEN d.texts IS NULL THEN ({sql})::{type_} ELSE {own} END"
    if type_ != "VARCHAR":
        return value
    value = f"COALESCE({value}, '')"
    if form == "csv" and name in {"file", "id", "problems", "rules"}:
        return f"regexp_replace({value}, {quoted('(' + _FORMULA + ')')}, '''\\1')"
    return value


def _as_enum(connection: "DuckDBPyConnection", table: str, column: str) -> None:
    """Make a column of texts one of an ENUM, so that rows that are sorted hold small numbers."""
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1"
    ).fetchall()
    texts = ", ".join(quoted(text) for (text,) in rows) or "''"
    connection.execute(f"ALTER TABLE {table} ALTER {column} TYPE ENUM ({texts})")
