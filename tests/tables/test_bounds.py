"""Every bound of a sheet and of a map: at it a file is read, just over it it is refused."""

import gzip
import json
from pathlib import Path
from sys import getsizeof

import pytest

from casemodel.cli import staffing_run
from casemodel.files.limits import (
    COLUMN_NAME_LENGTH,
    COLUMN_NAME_SHOWN,
    HEADER_ROWS,
    MAP_BYTES,
    SHEET_ANSWER,
    SHEET_CELL,
    SHEET_COLUMNS,
    SHEET_ROW,
)
from casemodel.render.caseload import excel
from casemodel.tables import csv_file, excel_check, excel_xml, stream
from casemodel.tables import sheet as sheets
from tests.cli.process import casemodel
from tests.tables.making import altered
from tests.tables.making import excel as workbook

BREAK = "\n"
MAP = "schema: 1\ncolumns: {acuity: acuity}\n"
NAMES, CLIENT = ["id", "acuity", "complexity"], ["k-1", "acute", "many"]


def codes(folder: Path, *more: str) -> set[str]:
    """The codes with which the sheet is refused; none where it is read."""
    (file,) = folder.glob("clients.*")
    ran = casemodel("caseload", file.name, *more, "--format", "json", cwd=folder)
    output = json.loads(ran.out)
    return {listed["code"] for listed in output["problems"]} if ran.status else set()


def sheet(folder: Path, *rows: list[str]) -> None:
    text = "".join(f"{','.join(row)}\n" for row in rows)
    (folder / "clients.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("over", [0, 1])
def test_columns(over: int, tmp_path: Path):
    more = [f"note {i}" for i in range(SHEET_COLUMNS - len(NAMES) + over)]
    sheet(tmp_path, [*NAMES, *more], [*CLIENT, *("" for _ in more)])
    assert codes(tmp_path) == ({"P502"} if over else set())


@pytest.mark.parametrize("over", [0, 1])
def test_rows_before_the_names(over: int, tmp_path: Path):
    sheet(tmp_path, *[["x", "", ""]] * (HEADER_ROWS - 1 + over), NAMES, CLIENT)
    assert codes(tmp_path) == ({"P504"} if over else set())


@pytest.mark.parametrize("rows", [10, 11])
def test_the_text_of_rows_before_the_names(
    rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    above = [["x" * 1000, "", ""]] * 9
    size = sum(getsizeof(row) + sum(map(getsizeof, row)) for row in above)
    monkeypatch.setattr(sheets, "SHEET_HELD", size)
    sheet(tmp_path, *above, *[["y", "", ""]] * (rows - 10), NAMES, CLIENT)
    assert codes(tmp_path) == ({"P504"} if rows > 10 else set())


@pytest.mark.parametrize("over", [0, 1])
def test_a_cell(over: int, tmp_path: Path):
    long = "x" * (SHEET_CELL + over)
    sheet(tmp_path, [*NAMES, "note"], [*CLIENT, long])
    assert codes(tmp_path) == ({"P503"} if over else set())


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_a_row(over: int, end: str, tmp_path: Path):
    """Commas count: a line that is nothing else would come to as many cells."""
    names = ",".join([*NAMES, *"vwxyz"])
    cells = [*CLIENT, *("x" * (SHEET_CELL - 100) for _ in "vwxy")]
    cells.append("z" * (SHEET_ROW - len(",".join(cells)) - 1 + over))
    text = f"{names}{end or BREAK}{','.join(cells)}{end}"
    (tmp_path / "clients.csv").write_bytes(text.encode())
    assert codes(tmp_path) == ({"P502"} if over else set())


@pytest.mark.parametrize("over", [0, 1])
def test_a_row_of_lines_in_quotation_marks(
    over: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Each line by itself is short."""
    monkeypatch.setattr(csv_file, "SHEET_ROW", 200)
    notes = [f"note {i}" for i in range(10)]
    first_line = ",".join(CLIENT)
    room = 200 - len(first_line)
    quoted = ",".join(["", *['"\n"'] * 9, '"' + "x" * (room - 9 * 4 - 3 + over) + '"']) + "\n"
    rows = f"{first_line}{quoted}" * 3
    (tmp_path / "clients.csv").write_text(f"{','.join([*NAMES, *notes])}\n{rows}", newline="")
    assert codes(tmp_path) == ({"P502"} if over else set())


@pytest.mark.parametrize("over", [0, 1])
def test_a_cell_that_is_an_answer(over: int, tmp_path: Path):
    answer = "acute" + " " * (SHEET_ANSWER - len("acute") + over)
    sheet(tmp_path, NAMES, ["k-1", answer, "many"], ["k-2", "acute", "many"])
    ran = casemodel("caseload", "clients.csv", "--format", "json", cwd=tmp_path)
    assert [listed["code"] for listed in json.loads(ran.out)["problems"]] == ["P509"] * over


def test_the_clients_of_a_workbook_that_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The bound is far too large for a test to reach, so it is brought near; so is the next."""
    sheet(tmp_path, NAMES, CLIENT, CLIENT)
    for most, status in ((2, 0), (1, 2)):
        monkeypatch.setattr(excel, "WORKBOOK_CLIENTS", most)
        ran = casemodel("caseload", "clients.csv", "-o", f"out{most}.xlsx", cwd=tmp_path)
        assert ran.status == status
        assert (tmp_path / f"out{most}.xlsx").exists() == (status == 0)


def test_the_clients_whose_staff_is_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sheet(tmp_path, NAMES, CLIENT, CLIENT)
    org = "schema: 1\nkind: organization\nanswers: {case_managers: 2, clients: 2}\n"
    (tmp_path / "org.yaml").write_text(org, encoding="utf-8")
    for most, status in ((2, 0), (1, 2)):
        monkeypatch.setattr(staffing_run, "STAFFED_CLIENTS", most)
        ran = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", cwd=tmp_path)
        assert ran.status == status, ran.err


def mapped(folder: Path, name: str, text: str) -> set[str]:
    sheet(folder, ["id", name, "complexity"], CLIENT)
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    return codes(folder, "--map", "map.yaml")


@pytest.mark.parametrize("over", [0, 1])
def test_a_map(over: int, tmp_path: Path):
    head = f"{MAP}ignore: [note]\n# "
    text = head + "x" * (MAP_BYTES - len(head) - 1 + over) + "\n"
    assert mapped(tmp_path, "acuity", text) == ({"P106"} if over else set())


@pytest.mark.parametrize("over", [0, 1])
def test_a_name_in_a_map(over: int, tmp_path: Path):
    name = "x" * (COLUMN_NAME_LENGTH + over)
    assert mapped(tmp_path, name, MAP.replace(" acuity}", f" {name}}}")) == (
        {"P306"} if over else set()
    )


@pytest.mark.parametrize("bound", ["EXCEL_BYTES", "EXCEL_UNPACKED", "EXCEL_CELLS"])
def test_a_workbook(bound: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The bounds are far too large for a test to reach, so they are brought near."""
    workbook(tmp_path / "clients.xlsx", [NAMES, CLIENT])
    assert codes(tmp_path) == set()
    monkeypatch.setattr(excel_check, bound, len(NAMES) * 2)
    assert codes(tmp_path) == (set() if bound == "EXCEL_CELLS" else {"P502"})
    monkeypatch.setattr(excel_check, bound, len(NAMES) * 2 - 1)
    assert codes(tmp_path) == {"P502"}


def test_the_texts_of_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    workbook(tmp_path / "clients.xlsx", [NAMES, CLIENT])
    size = sum(getsizeof(text) for text in (*NAMES, *CLIENT))
    for most, refused in ((size, set()), (size - 1, {"P502"})):
        monkeypatch.setattr(excel_xml, "EXCEL_TEXT", most)
        assert codes(tmp_path) == refused


@pytest.mark.parametrize(
    ("member", "within", "entry"),
    [
        ("xl/workbook.xml", "</sheets>", '<sheet name="More" sheetId="7" r:id="rId1"/>'),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", '<Relationship Id="x@" Target="a"/>'),
        ("xl/styles.xml", "<fonts", '<numFmt numFmtId="9@" formatCode="0"/>'),
        ("xl/styles.xml", "</cellXfs>", '<xf numFmtId="164"/>'),
    ],
    ids=["sheets", "relations", "formats of numbers", "formats of cells"],
)
def test_the_entries_of_a_part(
    member: str, within: str, entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Each is short; together they would fill the memory."""
    path = workbook(tmp_path / "clients.xlsx", [NAMES, CLIENT])
    monkeypatch.setattr(excel_xml, "EXCEL_ENTRIES", 50)
    assert codes(tmp_path) == set()
    many = "".join(entry.replace("@", str(n)) for n in range(60)) + within
    altered(path, member, lambda data: data.replace(within.encode(), many.encode()))
    assert codes(tmp_path) == {"P502"}


def test_a_gzip_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = "".join(f"{','.join(row)}\n" for row in (NAMES, CLIENT))
    (tmp_path / "clients.csv.gz").write_bytes(gzip.compress(text.encode()))
    for most, refused in ((len(text), set()), (len(text) - 1, {"P502"})):
        monkeypatch.setattr(stream, "GZIP_UNPACKED", most)
        assert codes(tmp_path) == refused


@pytest.mark.parametrize("over", [0, 1])
def test_the_name_of_a_column_that_is_shown(over: int, tmp_path: Path):
    sheet(tmp_path, [*NAMES, "x" * (COLUMN_NAME_SHOWN + over)], [*CLIENT, "y"])
    ran = casemodel("caseload", "clients.csv", "--plain", cwd=tmp_path)
    assert ("x" * COLUMN_NAME_SHOWN in ran.out) == (not over)


@pytest.mark.parametrize("block", [1, 7, 50, 333])
def test_a_workbook_is_seen_whole_wherever_a_block_of_it_ends(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A name of a cell may be cut in two by the end of a block."""
    path = workbook(tmp_path / "clients.xlsx", [NAMES, *[CLIENT] * 12])
    whole = excel_check.check_excel(path)
    monkeypatch.setattr(excel_check, "_BLOCK", block)
    assert excel_check.check_excel(path) == whole
    assert codes(tmp_path) == set()
