"""Folders of files, and packed files out."""

import csv
import gzip
import io
from pathlib import Path

import duckdb
import pytest

from tests.cli.process import casemodel

TABLE = "id,acuity,housing\n{0}-1,acute,homeless\n{0}-2,stable,stable\n"


def test_a_folder_is_read_file_by_file_and_what_is_not_read_is_named(tmp_path: Path):
    folder = tmp_path / "year"
    (folder / "older").mkdir(parents=True)
    (folder / "b.csv").write_text(TABLE.format("b"), "utf-8")
    (folder / "a.CSV.gz").write_bytes(gzip.compress(TABLE.format("a").encode()))
    (folder / "letter.docx").write_bytes(b"PK")
    (folder / ".hidden.csv").write_text("nothing", "utf-8")
    duckdb.execute(
        f"COPY (SELECT 'c-1' AS id, 'acute' AS acuity, 'homeless' AS housing) "
        f"TO '{folder / 'c.parquet'}' (FORMAT parquet)"
    )
    ran = casemodel("caseload", "year", "-o", "out.csv", cwd=tmp_path)
    assert ran.status == 0, ran.err
    lines = [*csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))]
    assert [line[2] for line in lines[1:]] == ["a-1", "a-2", "b-1", "b-2", "c-1"]
    assert "Not read in this folder: letter.docx." in " ".join(ran.out.split())


def test_a_folder_without_a_file_of_clients(tmp_path: Path):
    (tmp_path / "year").mkdir()
    for line in (["year"], ["--suggest-map", "year"]):
        ran = casemodel("caseload", *line, cwd=tmp_path)
        assert ran.status == 1
        assert "The folder holds no CSV, Excel or Parquet file. [P508]" in ran.err


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_what_is_packed_is_the_same_inside(engine: str, name: str, tmp_path: Path):
    if name == "out.jsonl" and engine == "duckdb":
        return  # DuckDB writes no JSON lines
    (tmp_path / "a.csv").write_text(TABLE.format("a"), "utf-8")
    for out in (name, f"{name}.gz"):
        ran = casemodel("caseload", "a.csv", "--engine", engine, "-o", out, cwd=tmp_path)
        assert ran.status == 0, ran.err
    packed = gzip.decompress((tmp_path / f"{name}.gz").read_bytes())
    assert packed == (tmp_path / name).read_bytes()


def test_a_broken_parquet_file(tmp_path: Path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "b.parquet").write_bytes(b"id,acuity\n")
    ran = casemodel("caseload", "a.parquet", "b.parquet", cwd=tmp_path)
    assert ran.status == 1
    assert "a.parquet: This Parquet file is broken, and cannot be read. [P501]" in ran.err
    assert "b.parquet: This is not a Parquet file, though its name ends like one. [P501]" in ran.err
