"""A file that is written or replaced while it is read is refused, and leaves no results."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casemodel.files import content
from casemodel.files.problems import ProblemsFound
from casemodel.tables.column_map import NO_MAP
from casemodel.tables.layout import lay_out
from casemodel.tables.opening import open_sheet
from casemodel.tables.stream import Streams
from tests.shipped import shipped
from tests.tables.making import HEADER, excel

RULES = shipped()
ROW = "k-{},stable,many,no,no"
ROWS = [ROW.format(number) for number in range(12_000)]


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 4)


def grown(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(path.read_bytes()[-1000:])


def overwritten(path: Path) -> None:
    """Other bytes in the same number, and the time of writing put back."""
    before = path.stat()
    file_bytes = path.read_bytes()
    with path.open("r+b") as stream:
        stream.write(file_bytes.replace(b"many", b"none"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    other_path = path.with_name("other")
    other_path.write_bytes(path.read_bytes())
    other_path.replace(path)


def gone(path: Path) -> None:
    path.unlink()


CHANGES = [cut, grown, overwritten, replaced, gone]


def codes_of(path: Path, change: Callable[[Path], None], after: int) -> list[str]:
    """The codes with which the file is refused that changes after so many rows."""
    try:
        sheet = open_sheet(str(path), RULES, NO_MAP, None, Streams())
        _, rows = lay_out(sheet, RULES, NO_MAP)
        for number, _ in enumerate(rows):
            if number == after:
                change(path)
    except ProblemsFound as found:
        return [problem.code for problem in found.problems]
    return []


def test_a_csv_file_that_stays(tmp_path: Path):
    path = tmp_path / "clients.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    assert codes_of(path, lambda _: None, 0) == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("after", [0, 2_000, 11_000])
def test_a_csv_file(change, after: int, tmp_path: Path):
    path = tmp_path / "clients.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    if change is overwritten and after == 11_000:
        return  # what was read before is whole, and nothing shows the change
    assert codes_of(path, change, after) == ["P109"]


@pytest.mark.parametrize("change", [cut, grown, replaced, gone])
@pytest.mark.parametrize("after", [0, 500])
def test_an_excel_file(change, after: int, tmp_path: Path):
    path = excel(tmp_path / "clients.xlsx", [row.split(",") for row in (HEADER, *ROWS[:1000])])
    assert codes_of(path, lambda _: None, after) == []
    assert codes_of(path, change, after) == ["P109"]


def test_between_two_readings_of_one_run(tmp_path: Path):
    """Staff is worked out in one reading and written in a second, of the same clients."""
    path = tmp_path / "clients.csv"
    path.write_text("\n".join([HEADER, *ROWS[:50]]), encoding="utf-8")
    streams = Streams()
    open_sheet(str(path), RULES, NO_MAP, None, streams)
    replaced(path)
    with pytest.raises(ProblemsFound) as caught:
        open_sheet(str(path), RULES, NO_MAP, None, streams)
    assert [problem.code for problem in caught.value.problems] == ["P109"]


def test_a_profile_that_is_written_while_it_is_read(tmp_path: Path, monkeypatch):
    path = tmp_path / "client.yaml"
    path.write_bytes(b"x" * 200_000)
    bounded = content._bounded

    def slowly(stream, most):
        bytes_read = bounded(stream, most)
        grown(path)
        return bytes_read

    monkeypatch.setattr(content, "_bounded", slowly)
    with pytest.raises(ProblemsFound) as caught:
        content.read_bytes(path, 250_000)
    assert [problem.code for problem in caught.value.problems] == ["P109"]
