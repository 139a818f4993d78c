"""Wrong spreadsheets take little time and memory, whatever they hold, and leave nothing behind."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.stories.wrong.measured import measured
from tests.tables import test_bad_files as bad
from tests.tables.making import GOOD, HEADER, ROWS, SECRET, altered, excel, table

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux does"),
]

MEGABYTES = 120
WITH_DUCKDB = 700
NOT_USED = re.compile(r"DuckDB is not used: .*\n")
SECONDS = 5.0
MANY = "\n".join((HEADER, *ROWS * 10_000)).encode() + b"\n"
LONG = b',"' + b"x\n" * 50_000 + b'"'
TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "NUL at the end": (lambda: MANY * 30 + b"c\0", "P108"),
    "a quotation mark open to the end": (lambda: MANY + b'c,"' + b"x\n" * 20_000_000, "P503"),
    "a line without end": (lambda: HEADER.encode() + b"\n" + b"x" * 100_000_000, "P502"),
    "columns without end": (lambda: HEADER.encode() + b"\n" + b"," * 100_000_000, "P502"),
    "names without end": (lambda: b"id,acuity," * 10_000_000, "P502"),
    "marks without end": (lambda: HEADER.encode() + b"\n" + b'"' * 100_000_000, "P502"),
    "a row of lines without end": (
        lambda: HEADER.encode() + b"\n" + b'"\n",' * 25_000_000,
        "P502",
    ),
    "a row of long cells in lines": (lambda: HEADER.encode() + b"\nc" + LONG * 300, "P502"),
    "more cells in lines than columns": (lambda: MANY + b"c" + LONG * 1100, "P502"),
    "a thousand columns and one": (
        lambda: (",".join([HEADER, *(f"x{i}" for i in range(996))]) + "\n").encode() * 1000,
        "P502",
    ),
    "no rows but blank ones": (lambda: HEADER.encode() + b"\n" * 1_000_000, "P508"),
    "bytes of nothing": (lambda: bytes(50_000_000), "P108"),
}


def _entries(member: str, within: bytes, entry: bytes) -> Callable[[Path], object]:
    """A workbook with a million more entries of a kind."""

    def make(path: Path) -> None:
        many = entry * 1_000_000 + within
        altered(excel(path, table(GOOD)), member, lambda data: data.replace(within, many))

    return make


WORKBOOKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a zip bomb": (bad._bomb, "P502"),
    "one that lies of its size": (bad._lying_size, "P502"),
    "a cell far away": (bad._far_cell, "P502"),
    "a cell beyond every sheet": (bad._no_such_cell, "P501"),
    "a thousand columns and more": (bad._wide, "P502"),
    "merged areas of no cells": (bad._merged_backwards, "P501"),
    "formats without end": (
        _entries("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="164"/>'),
        "P502",
    ),
    "sheets without end": (
        _entries("xl/workbook.xml", b"</sheets>", b'<sheet name="A" r:id="rId1"/>'),
        "P502",
    ),
    "no .xlsx": (bad._not_a_zip, "P501"),
    "another zip": (bad._another_zip, "P501"),
    "no rows": (lambda path: excel(path, [HEADER.split(",")]), "P508"),
}


def check(folder: Path, file: str, code: str) -> None:
    before = sorted(path.name for path in folder.iterdir())
    for more in (("-o", "out.csv"), ("--suggest-map", "-o", "map.yaml")):
        ran = measured("caseload", file, *more, cwd=folder)
        notice = NOT_USED.match(ran.err)
        if "--suggest-map" not in more:
            assert ran.status == 1, ran
            assert ran.err[notice.end() if notice else 0 :].startswith(f"{file}:")
            assert f"[{code}]" in ran.err
            assert sorted(path.name for path in folder.iterdir()) == before
        assert SECRET not in ran.out + ran.err
        assert "Traceback" not in ran.err
        assert ran.megabytes < (WITH_DUCKDB if notice else MEGABYTES), ran.megabytes
        assert ran.seconds < (2 if notice else 1) * SECONDS, ran.seconds


@pytest.mark.parametrize("name", TEXTS)
def test_a_csv_file(name: str, tmp_path: Path):
    make_text, code = TEXTS[name]
    (tmp_path / "clients.csv").write_bytes(make_text())
    check(tmp_path, "clients.csv", code)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_an_excel_file(name: str, tmp_path: Path):
    make_workbook, code = WORKBOOKS[name]
    make_workbook(tmp_path / "clients.xlsx")
    check(tmp_path, "clients.xlsx", code)


PARQUET = {
    "one text again and again": ("repeat('x', 1000000)", 3_000, 0),
    "one answer again and again": ("repeat('x', 1000000)", 1_000, 1),
    "long texts that differ": ("i || repeat('x', 1000000)", 600, 1),
}
"""A text in SQL, in how many rows, and how the run ends where it stands for an answer."""


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
@pytest.mark.parametrize("name", PARQUET)
def test_a_parquet_file_that_unpacks_to_much(name: str, engine: str, tmp_path: Path):
    text, rows, status = PARQUET[name]
    column = "acuity" if status else "remarks"
    duckdb.connect(config={"threads": 1}).execute(
        "COPY (SELECT 'k' || i AS id, 'many' AS complexity, 'no' AS danger_self, "
        f"{text} AS {column} FROM range({rows}) t(i)) "
        f"TO '{tmp_path / 'clients.parquet'}' (COMPRESSION zstd)"
    )
    ran = measured("caseload", "clients.parquet", "--engine", engine, "-o", "out.csv", cwd=tmp_path)
    assert ran.status == status, ran.err
    assert "our fault" not in ran.err
    assert ran.megabytes < (1_000 if engine == "duckdb" else 300)


def test_a_large_caseload_through_standard_input(tmp_path: Path):
    """What standard input holds is in memory once, beside what a file takes."""
    (tmp_path / "clients.csv").write_bytes(MANY * 10)
    ran = measured("caseload", "-", cwd=tmp_path, stdin=tmp_path / "clients.csv")
    assert ran.status == 0, ran.err
    assert ran.megabytes < MEGABYTES


def test_the_largest_workbook_that_is_read(tmp_path: Path):
    rows = table(GOOD)
    excel(tmp_path / "clients.xlsx", [*rows, *rows[1:] * 20_000])
    ran = measured("caseload", "clients.xlsx", "-o", "out.csv", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.megabytes < MEGABYTES


def _with_texts(path: Path, texts: str, notes: int) -> None:
    """A workbook whose shared texts are these, and whose notes all refer to the last of them."""
    excel(path, [HEADER.split(","), *[["k", "stable", "many", "no", "no"]] * notes])
    cell = b'<c r="F%d" t="s"><v>%d</v></c></row>'
    last = 8 + texts.count("<si>")

    def note(match: re.Match[bytes]) -> bytes:
        return match[0].removesuffix(b"</row>") + cell % (int(match[1]), last)

    row = re.compile(rb'<row r="([0-9]+)".*?</row>')
    altered(path, "xl/worksheets/sheet1.xml", lambda data: row.sub(note, data))
    more = f"{texts}</sst>".encode()
    altered(path, "xl/sharedStrings.xml", lambda data: data.replace(b"</sst>", more))


@pytest.mark.parametrize(("long", "notes"), [(32_767, 40_000), (25_000_000, 3)])
def test_texts_that_are_shared_by_many_cells(long: int, notes: int, tmp_path: Path):
    _with_texts(tmp_path / "clients.xlsx", f"<si><t>{'x' * long}</t></si>", notes)
    ran = measured("caseload", "clients.xlsx", "-o", "out.csv", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.megabytes < MEGABYTES


@pytest.mark.parametrize("more", [(), ("--suggest-map",)])
def test_long_rows_above_the_names_and_below(more: tuple[str, ...], tmp_path: Path):
    """Four bytes to a character, which is the most that one takes."""
    long = ("\U0001f600" * 900 + ",") * 900
    with (tmp_path / "clients.csv").open("w", encoding="utf-8") as stream:
        stream.writelines(f"{long}\n" for _ in range(40))
        stream.write(GOOD)
        stream.writelines(f"{long}\n" for _ in range(100))
    ran = measured("caseload", "clients.csv", *more, cwd=tmp_path)
    assert "fault" not in ran.err
    assert ran.megabytes < 2 * MEGABYTES
