"""Danger is yes, no or unknown, and never a no that nobody said."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.caseload.danger import CellAnswers, danger_cautions, danger_criteria, danger_of
from casemodel.engine.cautions import cautions_for
from casemodel.explanation.naming import joined
from casemodel.profiles.values import Answer, State
from tests.caseload.rows import RULES
from tests.caseload.solver import needs_solver
from tests.cli.process import casemodel

MARKED = "\u200eyes"
UNREADABLE = f"""\
id,danger_self,acuity
k-1,{MARKED},acute
k-2,yes.,acute
k-3,x,acute
k-4,1,acute
k-5,no,stable
"""
UNKNOWN = """\
id,danger_self,acuity
k-1,not known,acute
k-2,refused,acute
k-3,,acute
k-4,no,acute
"""


def written(folder: Path, text: str, ending: str, *more: str) -> str:
    """What a run writes for these clients."""
    (folder / "clients.csv").write_text(text, encoding="utf-8")
    name = f"out.{ending}"
    ran = casemodel("caseload", "clients.csv", "-o", name, "--force", *more, cwd=folder)
    assert ran.status == 0, ran.err
    return (folder / name).read_text("utf-8-sig")


def dangers(folder: Path, text: str, *more: str) -> tuple[list[object], list[str]]:
    """How JSON lines and CSV say it, for each client; Excel says what CSV does."""
    lines = [json.loads(line) for line in written(folder, text, "jsonl", *more).splitlines()]
    rows = csv.DictReader(io.StringIO(written(folder, text, "csv", *more), newline=""))
    return [line["danger"] for line in lines], [row["danger"] for row in rows]


def page(folder: Path, text: str, *more: str) -> str:
    """The screen, without its line breaks."""
    (folder / "clients.csv").write_text(text, encoding="utf-8")
    return " ".join(casemodel("caseload", "clients.csv", *more, cwd=folder).out.split())


def test_what_cannot_be_read_is_not_a_no(tmp_path: Path):
    rows_read, in_csv = dangers(tmp_path, UNREADABLE)
    assert rows_read == [None] * 4 + [False]
    assert in_csv == ["unknown"] * 4 + ["no"]


def test_what_nobody_said_is_not_a_no(tmp_path: Path):
    rows_read, in_csv = dangers(tmp_path, UNKNOWN)
    assert rows_read == [None] * 3 + [False]
    assert in_csv == ["unknown"] * 3 + ["no"]


def test_danger_that_could_not_be_read_is_first_on_the_page(tmp_path: Path):
    text = page(tmp_path, UNREADABLE)
    title, rest = text.split(" Cautions first ")
    assert title == "Caseload: clients.csv"
    assert rest.startswith("! Danger could not be read in 4 rows")
    assert MARKED not in text


def test_danger_that_is_not_known_is_counted_before_all_else(tmp_path: Path):
    rest = page(tmp_path, UNKNOWN, "--no-suppress").split(" Cautions first ")[1]
    assert rest.startswith("! 3 clients: Nobody said if there is danger.")
    assert page(tmp_path, UNKNOWN).split(" Cautions first ")[1].startswith("! under 11 clients")


def test_a_danger_without_a_column_is_said(tmp_path: Path):
    others = [c for c in danger_criteria(RULES) if c != "danger_self"]
    questions = [f"{RULES.criteria[c].name} ({c})" for c in others]
    assert f"Not asked: the file has no column for {joined(questions)}." in page(tmp_path, UNKNOWN)
    output = json.loads(casemodel("caseload", "clients.csv", "--format", "json", cwd=tmp_path).out)
    assert output["danger"] == {
        "rows_not_read": 0,
        "unknown": "under 11",
        "not_asked": others,
    }


def test_without_any_column_nothing_is_known(tmp_path: Path):
    rows_read, in_csv = dangers(tmp_path, "id,acuity,complexity\nk-1,acute,many\n")
    assert (rows_read, in_csv) == ([None], ["unknown"])


@pytest.mark.parametrize("row", ["k-1,yes,acute,more", "k-1,no", "k-1,no,acute,extra"])
def test_cells_of_a_ragged_row_are_not_read(row: str, tmp_path: Path):
    """They may stand under another name."""
    text = f"id,danger_self,acuity\n{row}\nk-2,no,acute\n"
    assert dangers(tmp_path, text) == ([None, False], ["unknown", "no"])
    assert "Danger could not be read in 1 row" in page(tmp_path, text)


def test_a_yes_counts_whatever_else_cannot_be_read(tmp_path: Path):
    text = "id,danger_self,danger_from_others,acuity\nk-1,?,yes,?\nk-2,no,?,acute\nk-3,no,no,?\n"
    rows_read, _ = dangers(tmp_path, text + "k-4,no,no,acute\n")
    assert rows_read == [True, None, False, False]


@needs_solver
def test_the_file_of_assignments_says_it_too(tmp_path: Path):
    (tmp_path / "clients.csv").write_text(UNKNOWN, encoding="utf-8")
    (tmp_path / "org.yaml").write_text(
        "schema: 1\nkind: organization\nanswers: {clients: 5, case_managers: 5}\n"
    )
    line = ("staffing", "org.yaml", "--caseload", "clients.csv", "-o", "a.csv")
    assert casemodel(*line, cwd=tmp_path).status == 0
    rows = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"), newline=""))
    assert [row["danger"] for row in rows] == ["unknown"] * 3 + ["no"]


STATES: tuple[State, ...] = ("refused", "not_known", "not_asked")
CELLS = st.one_of(
    st.none(),
    st.sampled_from([Answer("answered", level) for level in ("yes", "no")]),
    st.sampled_from([Answer(state, "") for state in STATES]),
)


@given(st.dictionaries(st.sampled_from(danger_criteria(RULES)), CELLS))
def test_a_no_means_that_no_answer_would_bring_a_danger(cells: CellAnswers):
    """Yes where a danger holds; no where every cell says no; unknown in between."""
    levels: Mapping[str, str] = {c: a.level for c, a in cells.items() if a and a.level}
    holds = any(caution.danger for caution in cautions_for(RULES, [levels], {}))
    danger = danger_of(danger_cautions(RULES), cells)
    assert (danger is True) == holds
    assert (danger is False) == (bool(cells) and set(levels.values()) == {"no"} and
                                 len(levels) == len(cells))  # fmt: skip
