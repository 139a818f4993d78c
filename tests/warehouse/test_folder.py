"""The folder for a data team: whole, for every engine, and the query in it gives the answers."""

from pathlib import Path
from random import Random

import duckdb
import pytest
import sqlglot

from casemodel.cli import caseload_engine, caseload_sql
from casemodel.render.caseload.lines import HEADINGS
from casemodel.warehouse.dialects import Dialect, in_dialect
from casemodel.warehouse.folder import write_folder
from casemodel.warehouse.query import all_steps
from casemodel.warehouse.results import COLUMNS
from casemodel.warehouse.rule_tables import tables_of
from casemodel.warehouse.sql import QueryContext, in_one_piece
from tests.caseload.rows import Shared
from tests.cli.process import casemodel
from tests.warehouse.cases import Cells, check, compiled_for, random_clients
from tests.warehouse.other_engines import write_clients

WEIGHTS = [word for c in ("acuity=0.37", "housing=1.23") for word in ("--weight", c)]
TABLE = "id,acuity,housing\nx,acute,homeless\ny,stable,stable\n"


def test_a_data_team_gets_the_answers_of_casemodel(tmp_path: Path):
    """By the steps of the README: define, load, run. CSV and Parquet hold the same."""
    shared = Shared()
    rules = compiled_for(shared)
    folder = tmp_path / "team"
    write_folder(rules, "duckdb", folder)
    clients: list[Cells] = [*random_clients(rules, Random(3), 20)]
    write_clients(folder / "tables" / "clients.csv", rules, clients)
    connection = duckdb.connect()
    connection.execute((folder / "tables.sql").read_text("utf-8"))
    connection.execute(f"COPY clients FROM '{folder / 'tables' / 'clients.csv'}'")
    for table in tables_of(rules):
        file = folder / "tables" / table.name
        connection.execute(f"COPY {table.name} FROM '{file}.csv'")
        loaded = connection.execute(f"FROM {table.name}").fetchall()
        assert loaded == connection.execute(f"FROM '{file}.parquet'").fetchall()
    result = connection.execute((folder / "everything.sql").read_text("utf-8"))
    names = [column[0] for column in result.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    check(shared, clients, {int(row["client"]): row for row in rows})
    scores = connection.execute((folder / "scores.sql").read_text("utf-8")).fetchall()
    assert {row[0] for row in scores} == {
        row["client"] for row in rows if row["left_over"] != "unread"
    }


@pytest.mark.parametrize(
    "dialect",
    ["spark", *(pytest.param(d, marks=pytest.mark.thorough) for d in ("bigquery", "snowflake"))],
)
def test_every_engine_gets_a_query_that_its_grammar_takes(dialect: Dialect):
    """It is parsed again by sqlglot when it is written; nothing of DuckDB's own is left in it.

    That of PostgreSQL is written by a page of the docs, and run by `other_engines.py`.
    """
    query = in_dialect(in_one_piece(all_steps(QueryContext(compiled_for(Shared())))), dialect)
    (parsed,) = sqlglot.parse(query, read=dialect)
    assert parsed is not None
    assert not [*parsed.find_all(sqlglot.exp.Anonymous)]


@pytest.mark.thorough
@pytest.mark.parametrize("dialect", ["spark", "postgres", "bigquery", "snowflake", "duckdb"])
def test_every_engine_gets_a_folder(dialect: str, tmp_path: Path):
    ran = casemodel("caseload", "--sql", dialect, "-o", "team", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "Written: team\n")
    names = {path.name for path in (tmp_path / "team").iterdir()}
    files = {"README.md", "tables", "tables.sql", "scores.sql", "everything.sql"}
    assert names == files | ({"remove.sql"} if dialect == "spark" else set())


def test_the_readme_says_how_and_by_which_rules(tmp_path: Path):
    ran = casemodel("caseload", "--sql", "duckdb", "-o", "team", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "Written: team\n")
    assert [path.name for path in tmp_path.iterdir()] == ["team"]
    text = (tmp_path / "team" / "README.md").read_text("utf-8")
    rules = Shared().rules
    assert rules.digest in text
    assert all(f"| `{c.id}` |" in text for c in rules.criteria_for("client"))
    assert "{" not in text


def test_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder that is there, files that have no place here, no name, no packages."""
    (tmp_path / "team").mkdir()
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    for line, problem in (
        (["-o", "team"], "team is there already"),
        (["-o", "new", "a.csv"], "takes no files of clients"),
        ([], "needs -o with the name of a new folder"),
        (["-o", "new", *WEIGHTS], "too large to compare"),
    ):
        ran = casemodel("caseload", "--sql", "duckdb", *line, cwd=tmp_path)
        assert ran.status == 2
        assert problem in ran.err
    monkeypatch.setattr(caseload_sql, "has_sqlglot", lambda: False)
    ran = casemodel("caseload", "--sql", "duckdb", "-o", "new", cwd=tmp_path)
    assert 'pip install "casemodel[scale]"' in ran.err
    assert not (tmp_path / "new").exists()


def test_large_files_go_to_duckdb_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    assert "DuckDB" not in casemodel("caseload", "a.csv", cwd=tmp_path).out
    monkeypatch.setattr(caseload_engine, "LARGE", 10)
    assert "DuckDB scored the plain rows." in casemodel("caseload", "a.csv", cwd=tmp_path).out
    monkeypatch.setattr(caseload_engine, "has_duckdb", lambda: False)
    assert "DuckDB" not in casemodel("caseload", "a.csv", cwd=tmp_path).out
    ran = casemodel("caseload", "a.csv", "--engine", "duckdb", cwd=tmp_path)
    assert ran.status == 2
    assert 'pip install "casemodel[scale]"' in ran.err


def test_both_engines_write_the_same_columns():
    assert COLUMNS == HEADINGS
