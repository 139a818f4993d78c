"""`-` in place of a file of clients: CSV on standard input, held in memory and nowhere else."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from casemodel.files.limits import SHEET_INPUT
from casemodel.files.problems import ProblemsFound
from casemodel.tables import stream
from casemodel.tables.stream import Streams
from tests.caseload.test_segments import CRISIS, STEADY, clients
from tests.caseload.test_segments import ORG as GROUPED
from tests.caseload.test_staffing import ORG
from tests.cli.process import casemodel, command, settings
from tests.stories.test_caseloads import put, said
from tests.tables.making import GOOD, HEADER, SECRET, excel, table


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_what_is_written_is_that_of_the_file(ending: str, tmp_path: Path):
    put(tmp_path, GOOD)
    for name, arguments in (("a", ["clients.csv"]), ("b", ["-"])):
        ran = casemodel("caseload", *arguments, "-o", f"{name}.{ending}", cwd=tmp_path, stdin=GOOD)
        assert (ran.status, ran.err) == (0, f"Written: {name}.{ending}\n")
    if ending != "xlsx":
        from_file, from_input = ((tmp_path / f"{n}.{ending}").read_text() for n in "ab")
        assert from_input == from_file.replace("clients.csv", "standard input")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GOOD.replace(",", ";").encode(), "separated by semicolons"),
        (("sep=;\n" + GOOD.replace(",", ";")).encode(), "separated by semicolons"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.replace("c-1", "Zoë").encode("cp1252"), "cp1252"),
        (GOOD.encode("utf-8-sig"), "standard input: the column names are in row 1"),
    ],
)
def test_it_is_read_as_a_file_is(data: bytes, words: str, tmp_path: Path):
    ran = casemodel("caseload", "-", cwd=tmp_path, stdin=data)
    assert (ran.status, ran.err) == (0, "")
    assert words in said(ran)


def test_beside_a_file_and_with_a_map(tmp_path: Path):
    put(tmp_path, GOOD.replace("acuity", "Crisis level"))
    put(tmp_path, "schema: 1\ncolumns: {acuity: Crisis level}\n", "map.yaml")
    sheet = GOOD.replace("acuity", "Crisis level").replace("c-", "d-")
    line = ("caseload", "clients.csv", "-", "--map", "map.yaml", "-o", "out.jsonl")
    assert casemodel(*line, cwd=tmp_path, stdin=sheet).status == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["c-1", "c-2", "c-3", "d-1", "d-2", "d-3"]
    assert {line["file"] for line in lines[3:]} == {"standard input"}


def test_a_map_is_proposed_for_it(tmp_path: Path):
    ran = casemodel("caseload", "--suggest-map", "-", cwd=tmp_path, stdin=GOOD)
    assert (ran.status, ran.err) == (0, "")
    put(tmp_path, ran.out, "map.yaml")
    assert casemodel("caseload", "-", "--map", "map.yaml", cwd=tmp_path, stdin=GOOD).status == 0


def test_groups_and_staff_of_it(tmp_path: Path):
    text = clients((STEADY, 40), (CRISIS, 20))
    put(tmp_path, text)
    put(tmp_path, GROUPED, "org.yaml")
    put(tmp_path, ORG.format(managers=4, clinicians=1), "staff.yaml")
    for name, file in (("a", "clients.csv"), ("b", "-")):
        line = ("caseload", file, "--segments", "org.yaml", "-o", f"{name}.yaml")
        assert casemodel(*line, cwd=tmp_path, stdin=text).status == 0
        line = ("staffing", "staff.yaml", "--caseload", file, "-o", f"{name}.csv")
        assert casemodel(*line, cwd=tmp_path, stdin=text).status == 0
    assert (tmp_path / "a.yaml").read_text() == (tmp_path / "b.yaml").read_text()
    in_lines = (tmp_path / "a.csv").read_text()
    assert (tmp_path / "b.csv").read_text() == in_lines.replace("clients.csv", "standard input")


@pytest.mark.parametrize(
    "line",
    [
        ("caseload", "-", "-"),
        ("caseload", "-", "--map", "-"),
        ("caseload", "-", "--agency", "-"),
        ("caseload", "-", "--house", "-"),
        ("caseload", "-", "--segments", "-", "-o", "out.yaml"),
        ("staffing", "-", "--caseload", "-"),
    ],
)
def test_it_can_be_one_thing_only(line: tuple[str, ...], tmp_path: Path):
    ran = casemodel(*line, cwd=tmp_path, stdin=GOOD)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "casemodel: Standard input (-) can be only one of the files.\n"
    assert list(tmp_path.iterdir()) == []


def test_an_organization_on_standard_input(tmp_path: Path):
    put(tmp_path, GOOD)
    org = ORG.format(managers=4, clinicians=1)
    put(tmp_path, org, "org.yaml")
    by_name = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", cwd=tmp_path)
    ran = casemodel("staffing", "-", "--caseload", "clients.csv", cwd=tmp_path, stdin=org)
    assert (ran.status, ran.out) == (0, by_name.out)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "P105", "The file is empty."),
        (GOOD.replace("stable", "sta\0ble").encode(), "P108", "NUL character"),
        (f'{HEADER}\n"c,{SECRET}'.encode(), "P503", "not closed"),
        (f"Name,Town\n{SECRET},b\n".encode(), "P504", "casemodel caseload --suggest-map -"),
        (bytes(range(128, 256)), "P107", "neither in UTF-8 nor in Windows-1252"),
    ],
)
def test_what_is_wrong_with_it_is_said(data: bytes, code: str, words: str, tmp_path: Path):
    ran = casemodel("caseload", "-", "-o", "out.csv", cwd=tmp_path, stdin=data)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("standard input")
    assert f"[{code}]" in ran.err
    assert words in " ".join(ran.err.split())
    assert SECRET not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_excel_file_is_to_be_given_by_its_name(tmp_path: Path):
    workbook = excel(tmp_path / "clients.xlsx", table(GOOD)).read_bytes()
    ran = casemodel("caseload", "-", cwd=tmp_path, stdin=workbook)
    assert ran.status == 1
    assert "Give an Excel file by its name, which ends in .xlsx [P501]" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="redirections")
def test_without_standard_input(tmp_path: Path):
    line = " ".join(command("caseload", "-")) + " <&-"
    process = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=settings(), capture_output=True, timeout=30,
        check=False,
    )  # fmt: skip
    assert process.returncode == 1
    assert process.stderr.decode().startswith(
        "standard input: Standard input cannot be read. [P104]"
    )


@pytest.mark.parametrize("over", [0, 1])
def test_its_size_is_bounded(over: int):
    stdin = io.TextIOWrapper(io.BytesIO(b"x" * (SHEET_INPUT + over)))
    with mock.patch.object(sys, "stdin", stdin):
        if not over:
            assert Streams().open("-").seek(0, io.SEEK_END) == SHEET_INPUT
            return
        with pytest.raises(ProblemsFound) as caught:
            Streams().open("-")
    (problem,) = caught.value.problems
    assert problem.code == "P502"
    assert problem.message.endswith("Give a file by its name instead.")


def test_an_endless_one_is_left_at_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stream, "SHEET_INPUT", 1000)
    ran = casemodel("caseload", "-", "-o", "out.csv", cwd=tmp_path, stdin="x,y\n" * 1000)
    assert (ran.status, list(tmp_path.iterdir())) == (1, [])
    assert "[P502]" in ran.err
