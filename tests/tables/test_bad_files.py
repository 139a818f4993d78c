"""Every wrong spreadsheet: a clear message, no value of a client, and nothing written."""

import csv
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.process import casemodel
from tests.tables.making import GOOD, HEADER, ROWS, SECRET, altered, excel, table

OTHER = GOOD.replace("c-1", SECRET)

TEXTS: dict[str, bytes] = {
    "empty": b"",
    "blank lines": b"\n\n\n",
    "header alone": HEADER.encode(),
    "header and blank rows": f"{HEADER}\n,,,,\n\n".encode(),
    "nul": OTHER.replace("stable", "sta\0ble").encode(),
    "quote never closed": OTHER.replace("c-2", '"c-2').encode(),
    "text after a quote": OTHER.replace("c-2", '"c-2" b').encode(),
    "quote open for megabytes": f'{HEADER}\nc,"{SECRET * 200_000}'.encode(),
    "a line without end": f"{HEADER}\n{SECRET}".encode() + b"," * 5_000_000,
    "not text": bytes(range(1, 256)) * 9,
    "broken utf-16": b"\xff\xfea\x00b",
    "excel named csv": b"PK\x03\x04 and so on",
    "old excel named csv": b"\xd0\xcf\x11\xe0 and so on",
    "no known names": f"Name,Town\n{SECRET},Bangor\n".encode(),
    "headless": "\n".join(ROWS).replace("c-1", SECRET).encode(),
    "one known name": f"who,acuity\n{SECRET},stable\n".encode(),
    "same column twice": f"acuity,complexity,acuity\n{SECRET},many,stable\n".encode(),
    "column and its question": (
        b"acuity,complexity,How complex are the client's needs?\nstable,many,many\n"
    ),
    "two ids": f"id,client,acuity,complexity\n{SECRET},2,stable,many\n".encode(),
    "over a thousand columns": (
        HEADER + "," + ",".join(f"x{i}" for i in range(1000)) + f"\n{SECRET}" + "," * 1004
    ).encode(),
    "no separator for sure": f"a;b,c\n{SECRET};2,3\n".encode(),
    "every row wrong": f"{HEADER}\nc-1,{SECRET},many,no,no\nc-2,{SECRET},many,no,no\n".encode(),
    "every row ragged": f"{HEADER}\nc-1,{SECRET}\nc-2,stable\nc-3,a,b,c,d,e,f\n".encode(),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_wrong_csv_file(name: str, tmp_path: Path, snapshot: SnapshotAssertion):
    (tmp_path / "clients.csv").write_bytes(TEXTS[name])
    assert _refused(tmp_path, "clients.csv") == snapshot


def _refused(folder: Path, *arguments: str) -> str:
    """What is said, where the run is refused as it should be."""
    start = time.perf_counter()
    ran = casemodel("caseload", *arguments, "-o", "out.csv", cwd=folder)
    assert time.perf_counter() - start < 20
    assert ran.status == 1
    assert ran.out == ""
    assert not (folder / "out.csv").exists()
    assert not list(folder.glob(".casemodel*"))
    assert SECRET not in ran.err
    return ran.err


def _not_a_zip(path: Path) -> None:
    path.write_text(OTHER, encoding="utf-8")


def _another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", SECRET)


def _cut(path: Path) -> None:
    excel(path, table(OTHER))
    path.write_bytes(path.read_bytes()[:-200])


def _torn(path: Path) -> None:
    altered(excel(path, table(OTHER)), "xl/worksheets/sheet1.xml", lambda data: data[:400])


def _bomb(path: Path) -> None:
    excel(path, table(OTHER))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    styles = parts.pop("xl/styles.xml")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with archive.open("xl/styles.xml", "w") as part:
            part.write(styles + b"<!--")
            for _ in range(600):
                part.write(b" " * 1024 * 1024)
            part.write(b"-->")


def _far_cell(path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    altered(
        excel(path, table(OTHER)),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", far),
    )


def _merged_backwards(path: Path) -> None:
    """Areas of no cells, each of which would be looked at for every row."""
    merged = b'</sheetData><mergeCells><mergeCell ref="B1:A1048576"/></mergeCells>'
    altered(
        excel(path, table(OTHER)),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", merged),
    )


def _no_such_cell(path: Path) -> None:
    """A cell so far away that the reader of cells would ask for 160 GB."""
    _second_cell(path, b'<c r="B999999999"><v>1</v></c>')


def _cell_in_other_quotes(path: Path) -> None:
    _second_cell(path, b"<c r = 'XFD1048576'><v>1</v></c>")


def _no_such_row(path: Path) -> None:
    far = b'<row r="999999999"><c><v>1</v></c></row></sheetData>'
    altered(
        excel(path, table(OTHER)),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", far),
    )


def _long_attributes(path: Path) -> None:
    _second_cell(path, b'<c x="' + b"y" * 300 + b'" r="XFD1048576"><v>1</v></c>')


def _lying_size(path: Path) -> None:
    """An archive that says a part is small, and it is not."""
    _bomb(path)
    file_bytes = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        large = max(archive.infolist(), key=lambda member: member.file_size)
        at = file_bytes.rindex(large.filename.encode()) - 46
    file_bytes[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(file_bytes))


def _later_zip(path: Path) -> None:
    """An archive of a version that Python's reader raises NotImplementedError for."""
    excel(path, table(OTHER))
    file_bytes = bytearray(path.read_bytes())
    file_bytes[file_bytes.index(b"PK\x01\x02") + 6] = 99
    path.write_bytes(bytes(file_bytes))


def _errors(path: Path) -> None:
    error = b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    _second_cell(path, error)


def _formula_without_result(path: Path) -> None:
    _second_cell(path, b'<c r="B2"><f>A1&amp;A2</f><v></v></c>')


def _second_cell(path: Path, cell: bytes) -> None:
    import re

    altered(
        excel(path, table(OTHER)),
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(rb'<c r="B2".*?</c>', cell, data),
    )


def _two_sheets(path: Path) -> None:
    excel(path, table(OTHER), Closed=table(OTHER))


def _no_sheet_known(path: Path) -> None:
    excel(path, [[SECRET, "b"]], Other=[["c", "d"]])


def _empty(path: Path) -> None:
    excel(path, [])


def _wide(path: Path) -> None:
    excel(path, [[*HEADER.split(","), *(f"x{i}" for i in range(1000))], [SECRET]])


WORKBOOKS: dict[str, Callable[[Path], None]] = {
    make.__name__.strip("_").replace("_", " "): make
    for make in (
        _not_a_zip,
        _another_zip,
        _cut,
        _torn,
        _bomb,
        _merged_backwards,
        _far_cell,
        _no_such_cell,
        _cell_in_other_quotes,
        _no_such_row,
        _long_attributes,
        _lying_size,
        _later_zip,
        _errors,
        _formula_without_result,
        _two_sheets,
        _no_sheet_known,
        _empty,
        _wide,
    )
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_wrong_excel_file(name: str, tmp_path: Path, snapshot: SnapshotAssertion):
    WORKBOOKS[name](tmp_path / "clients.xlsx")
    assert _refused(tmp_path, "clients.xlsx") == snapshot


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb"])
def test_other_forms_are_not_read(ending: str, tmp_path: Path):
    (tmp_path / f"clients.{ending}").write_text(GOOD)
    assert "Save it as .xlsx or .csv" in _refused(tmp_path, f"clients.{ending}")


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path):
    (tmp_path / "folder.csv").mkdir()
    printed = _refused(tmp_path, "gone.csv", "folder.csv")
    assert "gone.csv: This file does not exist. [P101]" in printed
    assert "folder.csv: The folder holds no CSV, Excel or Parquet file. [P508]" in printed


def test_a_sheet_that_is_not_there(tmp_path: Path, snapshot: SnapshotAssertion):
    excel(tmp_path / "clients.xlsx", table(OTHER), Closed=table(OTHER))
    assert _refused(tmp_path, "clients.xlsx", "--sheet", "Open") == snapshot


def test_writing_excel_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import sys

    (tmp_path / "clients.csv").write_text(GOOD)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = casemodel("caseload", "clients.csv", "-o", "out.xlsx", cwd=tmp_path)
    assert ran.status == 2
    assert '-m pip install "XlsxWriter>=3.2". Without it, CSV always works.' in ran.err
    assert not (tmp_path / "out.xlsx").exists()


def test_a_quote_that_breaks_late_leaves_nothing(tmp_path: Path):
    rows = [*ROWS] * 1000
    (tmp_path / "clients.csv").write_text("\n".join([HEADER, *rows, 'c,"open']))
    printed = _refused(tmp_path, "clients.csv")
    assert printed.startswith("clients.csv:3002: A quotation mark")


def test_the_limit_of_a_cell_is_for_files_of_clients_alone():
    assert csv.field_size_limit() >= 131_072
