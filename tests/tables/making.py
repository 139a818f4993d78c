"""Spreadsheets to read in tests: CSV as text, Excel as a file."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

SECRET = "Zq7-private"  # noqa: S105 - of a client, who is made up
"""A value of a client that no output may show."""

HEADER = "id,acuity,complexity,danger_self,treatment"
ROWS = (
    "c-1,acute,many,no,yes",
    "c-2,stable,one,yes,no",
    "c-3,changing,several,,some",
)
GOOD = "\n".join((HEADER, *ROWS)) + "\n"


def excel(path: Path, rows: Sequence[Sequence[Any]], **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with these rows on the sheet Clients, and more sheets by name."""
    book = xlsxwriter.Workbook(path)
    for name, cells in {"Clients": rows, **sheets}.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(cells):
            sheet.write_row(row, 0, line)
    book.close()
    return path


def table(text: str) -> list[list[str]]:
    """CSV text without quotes as rows of cells."""
    return [line.split(",") for line in text.splitlines()]


def altered(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name == member else data)
    return path
