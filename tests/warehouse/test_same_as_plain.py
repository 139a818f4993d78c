"""`--engine duckdb` says and writes what `--engine plain` does, of files as people have them."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from casemodel.warehouse import run
from tests.cli.process import casemodel, heed_requests_to_end, settings
from tests.shipped import shipped

ASKED = shipped().criteria_for("client")[:14]
NAMES = ["id", *(c.id for c in ASKED), "Note"]


def people(random: Random, rows: int) -> list[list[str]]:
    """Rows as people have them: words for answers, blank ones, and everything that goes wrong."""
    table = []
    for number in range(rows):
        blank = random.choice((0, 0.1, 0.5, 0.9))
        row = [f"c-{number}"]
        for levels in (criterion.levels for criterion in ASKED):
            words = [*(level.id for level in levels), levels[0].name.client.upper()]
            none = ["", " ", "not known", "Refused"]
            row.append(random.choice(none) if random.random() < blank else random.choice(words))
        row.append('a "note",\nin two lines' if random.random() < 0.05 else "")
        table.append(odd(row, random, number) if random.random() < 0.25 else row)
    return table


def odd(row: list[str], random: Random, number: int) -> list[str]:
    """One of the ways in which a row is not plain."""
    blank = [""] * (len(row) - 1)
    return random.choice(
        [
            [row[0], "maybe", *row[2:]],
            row[:3],
            [*row, "more"],
            [*row, "", ""],
            [f"Total {number}", *blank],
            ["Subtotal", "3", *blank[1:]],
            ["Worker A", *blank],
            NAMES,
            [f"c-{random.randrange(number + 1)}", *row[1:]],
            ["", *row[1:]],
            ["José Núñez", *row[1:]],
            ["=1+1", *row[1:]],
            [f" {row[0]} ", *row[1:]],
            [row[0], "stable", *blank[1:]],
            [*blank, ""],
        ]
    )


def as_csv(rows: list[list[str]], separator: str = ",") -> str:
    """The rows as CSV, under a title."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["Clients of the year", *[""] * (len(NAMES) - 1)])
    writer.writerows([NAMES, *rows])
    return text.getvalue()


def both(folder: Path, *line: str) -> list[tuple[dict[str, Any], list[list[str]]]]:
    """What each engine shows as JSON, and the lines that it writes."""
    answers = []
    for engine in ("plain", "duckdb"):
        output = folder / f"{engine}.csv"
        ran = casemodel(
            "caseload", *line, "--engine", engine, "-o", output.name, "--format", "json", cwd=folder
        )
        assert ran.status == 0, ran.err
        assert "not used" not in ran.err
        text, page = output.read_text("utf-8-sig"), json.loads(ran.out)
        for sheet in page["sheets"]:
            sheet["said"] = [
                sentence for sentence in sheet["said"] if not sentence.startswith("DuckDB")
            ]
        answers.append((page, [*csv.reader(io.StringIO(text))]))
    return answers


@pytest.mark.parametrize(
    ("seed", "options"),
    [(1, []), pytest.param(3, ["--person", "each", "--no-suppress"], marks=pytest.mark.thorough)],
)
def test_same(seed: int, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Every cell of every line, and the whole page; rows go through the query some at a time."""
    monkeypatch.setattr(run, "BATCH", 40)
    random = Random(seed)
    (tmp_path / "a.csv").write_text(as_csv(people(random, 90)), "utf-8", newline="")
    packed = gzip.compress(as_csv(people(random, 30), ";").encode())
    (tmp_path / "b.csv.gz").write_bytes(packed)
    plain, by_duckdb = both(tmp_path, "a.csv", "b.csv.gz", *options)
    assert len(plain[1]) > 60
    assert by_duckdb == plain


def test_strict_names_the_same_rows(tmp_path: Path):
    """With --strict both stop at the same problems."""
    (tmp_path / "a.csv").write_text(as_csv(people(Random(5), 40)), "utf-8", newline="")
    ran = [
        casemodel("caseload", "a.csv", "--strict", "--engine", engine, "-o", "x.csv", cwd=tmp_path)
        for engine in ("plain", "duckdb")
    ]
    assert ran[0].status == 1
    assert ran[0].err == ran[1].err
    assert not (tmp_path / "x.csv").exists()


def test_codes_and_two_columns_for_one_question(tmp_path: Path):
    """A map counts: codes, columns that answer together, words for no answer."""
    (tmp_path / "a.csv").write_text(
        "nr,a,b,c\nx-1,116.0,Y,n\nx-2,410,n,n\nx-3,n/a,n,Y\nx-4,116,,\nx-5,9,n,\n", "utf-8"
    )
    (tmp_path / "map.yaml").write_text(
        "schema: 1\nid: nr\nno_answer: usual\ncolumns:\n"
        '  housing: {column: a, values: {"116": homeless, "410": stable}}\n'
        "  danger_self: {column: b, also: [c]}\n",
        "utf-8",
    )
    plain, by_duckdb = both(tmp_path, "a.csv", "--map", "map.yaml")
    assert [line[3] for line in plain[1][1:]] == ["yes", "no", "yes", "unknown", "unknown"]
    assert by_duckdb == plain


def test_parquet_in_and_out(tmp_path: Path):
    """Numbers, missing cells and texts of a Parquet file; numbers in the file that is written."""
    duckdb.execute(
        f"""COPY (SELECT * FROM (VALUES
  (1, 'acute', 'homeless', TRUE), (2, 'stable', NULL, FALSE), (3, NULL, 'stable', NULL)
) t(id, acuity, housing, danger_self)) TO '{tmp_path / "a.parquet"}' (FORMAT parquet)"""
    )
    plain, by_duckdb = both(tmp_path, "a.parquet")
    assert [line[1:4] for line in plain[1][1:]] == [
        ["2", "1", "yes"], ["3", "2", "no"], ["4", "3", "unknown"],
    ]  # fmt: skip
    assert by_duckdb == plain
    for engine in ("plain", "duckdb"):
        ran = casemodel(
            "caseload", "a.parquet", "--engine", engine, "-o", f"{engine}.parquet", cwd=tmp_path
        )
        assert ran.status == 0, ran.err
    rows = [
        duckdb.execute(f"FROM '{tmp_path / engine}.parquet'").fetchall()
        for engine in ("plain", "duckdb")
    ]
    assert rows[0] == rows[1]
    assert [type(cell) for cell in rows[0][0][1:6]] == [int, str, str, str, float]


_MANY = b"id,acuity,housing\n" + b"x,acute,stable\n" * 99
_OPEN = "its quotation marks are not as they must be"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"id,acuity,housing\n\nx,acute,stable\n", "it has blank lines"),
        (b"id,acuity,housing\rx,acute,stable\r", "its lines do not all end alike"),
        ("id,acuity,housing\nJosé,acute,stable\n".encode("cp1252"), "it is not in UTF-8"),
        (b'id,acuity,housing\nx,acute,"stable" or so\n', ""),
        (_MANY + b'y,acute,"stable\n', _OPEN),
        (_MANY + b'y,acute,"stable\n' + b"z,acute,stable\n" * 99, _OPEN),
        (_MANY + b'5",acute,stable\ny,acute,"stable\n "\nz,acute,"open\n', _OPEN),
    ],
)
def test_what_duckdb_would_read_otherwise_is_left_to_casemodel(
    content: bytes, why: str, tmp_path: Path
):
    """It is said, and the result is the same; a broken file is refused in the same words."""
    (tmp_path / "a.csv").write_bytes(content)
    plain, by_duckdb = (
        casemodel("caseload", "a.csv", "--engine", engine, cwd=tmp_path)
        for engine in ("plain", "duckdb")
    )
    explanation = f"DuckDB is not used: {why}. casemodel reads every row itself.\n"
    assert by_duckdb.status == plain.status
    assert by_duckdb.out == plain.out
    if why:
        assert by_duckdb.err == explanation + plain.err


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
def test_a_name_is_never_a_pattern(tmp_path: Path):
    """Nor does a quotation mark in it end a text of the query."""
    for name in ("a[1]*'.csv", "a1.csv"):
        rows = "x,acute,stable\n" * (3 if name == "a1.csv" else 1)
        (tmp_path / name).write_text(f"id,acuity,housing\n{rows}", "utf-8")
    plain, by_duckdb = both(tmp_path, "a[1]*'.csv")
    assert len(by_duckdb[1]) == 2
    assert by_duckdb == plain


def test_an_id_that_others_know_is_refused(tmp_path: Path):
    """A Social Security number far down is found too."""
    rows = "".join(f"c-{n},acute,stable\n" for n in range(50))
    (tmp_path / "a.csv").write_text(f"id,acuity,housing\n{rows}123-45-6789,acute,stable\n", "utf-8")
    ran = casemodel("caseload", "a.csv", "--engine", "duckdb", "-o", "x.csv", cwd=tmp_path)
    assert ran.status == 1
    assert "P517" in ran.err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize(
    "line",
    [
        ["--person", "worst"],
        ["-o", "x.jsonl"],
        ["--suggest-map"],
    ],
)
def test_wrong_use(line: list[str], tmp_path: Path):
    """What DuckDB does not do is said before anything is read."""
    (tmp_path / "a.csv").write_text("id,acuity,housing\nx,acute,stable\n", "utf-8")
    ran = casemodel("caseload", "a.csv", "--engine", "duckdb", *line, cwd=tmp_path)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_run_that_is_ended_leaves_nothing(name: str, tmp_path: Path):
    """Neither a file of results nor the private folder of DuckDB."""
    script = (
        "import os, signal, sys\n"
        "from casemodel.warehouse.run import WarehouseRun\n"
        "from casemodel.cli.main import main\n"
        f"WarehouseRun.score = lambda *_: os.kill(os.getpid(), signal.{name})\n"
        "sys.argv = ['casemodel', 'caseload', 'a.csv', '--engine', 'duckdb', '-o', 'out.csv']\n"
        "main()\n"
    )
    (tmp_path / "a.csv").write_text("id,acuity,housing\nx,acute,stable\n", "utf-8")
    (tmp_path / "tmp").mkdir()
    completed = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=settings(TMPDIR=str(tmp_path / "tmp")),
        check=False,
        capture_output=True,
        preexec_fn=heed_requests_to_end,
    )
    assert completed.returncode == (130 if name == "SIGINT" else -signal.SIGTERM), completed.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.csv", "tmp"]
