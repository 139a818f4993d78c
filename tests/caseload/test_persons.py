"""Several rows of one person: how they are taken, and that it is said."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.caseload.test_danger import page
from tests.cli.process import casemodel

NAMES = "id,danger_self,danger_from_others,acuity,complexity"
VISITS = f"""\
{NAMES}
a,yes,no,acute,many
b,no,no,stable,one
a,no,yes,changing,one
b,no,,acute,one
c,no,no,acute,many
a,no,no,stable,one
b,no,no,changing,many
,no,no,stable,one
,no,no,stable,one
"""
TWELVE_PEOPLE = "id,housing,acuity\n" + "".join(
    f"{name},homeless,acute\n" for _ in range(4) for name in "abcdefghijkl"
)
ORG = "schema: 1\nkind: organization\nanswers: {clients: 60, case_managers: 6}\n"


def lines(folder: Path, text: str, *more: str) -> list[dict[str, object]]:
    """The clients as JSON lines."""
    (folder / "clients.csv").write_text(text, encoding="utf-8")
    ran = casemodel("caseload", "clients.csv", "-o", "o.jsonl", "--force", *more, cwd=folder)
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in (folder / "o.jsonl").read_text().splitlines()]


def test_the_latest_row_of_each(tmp_path: Path):
    rows = lines(tmp_path, VISITS, "--person", "latest")
    assert [(line["id"], line["row"]) for line in rows] == [
        ("c", 6), ("a", 7), ("b", 8), ("row 9", 9), ("row 10", 10),
    ]  # fmt: skip
    assert [line["danger"] for line in rows] == [False] * 5


def test_the_worst_row_of_each_keeps_every_danger(tmp_path: Path):
    """The last row with danger, else the last of which it is unknown, else the last."""
    rows = {line["id"]: line for line in lines(tmp_path, VISITS, "--person", "worst")}
    assert {name: line["row"] for name, line in rows.items()} == {
        "a": 4, "b": 5, "c": 6, "row 9": 9, "row 10": 10,
    }  # fmt: skip
    assert [rows[name]["danger"] for name in "abc"] == [True, None, False]
    assert set(rows["a"]["cautions"]) >= {"danger_self", "danger_from_others"}  # type: ignore[call-overload]
    alone = lines(tmp_path, f"{NAMES}\na,no,yes,changing,one\n")[0]
    for key in ("first", "score", "second", "second_score", "could_change", "reasons"):
        assert rows["a"][key] == alone[key]


@pytest.mark.parametrize("more", [(), ("--person", "each")])
def test_each_row_is_a_client(more: tuple[str, ...], tmp_path: Path):
    rows = lines(tmp_path, VISITS, *more)
    assert [line["row"] for line in rows] == [*range(2, 11)]
    repeats = [p["code"] for line in rows for p in line["problems"] if p["code"] == "P520"]  # type: ignore[attr-defined]
    assert len(repeats) == (0 if more else 4)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (None, "36 rows have an id that an earlier row has. Each row counts as one client."),
        ("each", "Each row counts as one client (--person each)."),
        ("latest", "The last row of each person counts (--person latest)."),
        ("worst", "the last row with danger counts"),
    ],
)
def test_how_they_were_taken_is_said(choice: str | None, words: str, tmp_path: Path):
    """On the screen, as data, by staffing and by --segments too."""
    more = () if choice is None else ("--person", choice)
    assert words in page(tmp_path, TWELVE_PEOPLE, *more)
    (tmp_path / "org.yaml").write_text(ORG)
    staffing = ("staffing", "org.yaml", "--caseload", "clients.csv")
    assert words in " ".join(casemodel(*staffing, *more, cwd=tmp_path).out.split())
    for line in (("caseload", "clients.csv"), staffing):
        output = json.loads(casemodel(*line, *more, "--format", "json", cwd=tmp_path).out)
        assert (output["person"], output["repeated_ids"]) == (choice, 36)
        assert output["clients"] == (12 if choice in ("latest", "worst") else 48)


def test_segments_say_it_too(tmp_path: Path):
    rows = [f"{i % 15},{v}" for v in ("stable,one,main", "acute,many,no") for i in range(20)]
    text = "\n".join(["id,acuity,complexity,obstacle_access", *rows])
    (tmp_path / "org.yaml").write_text(ORG)
    screen = page(tmp_path, text, "--segments", "org.yaml", "-o", "new.yaml")
    assert "25 rows have an id that an earlier row has" in screen


@pytest.mark.parametrize(
    "line", [("caseload", "clients.csv"), ("staffing", "org.yaml", "--caseload", "clients.csv")]
)
def test_strict_stops_unless_it_was_said_how(line: tuple[str, ...], tmp_path: Path):
    (tmp_path / "clients.csv").write_text(TWELVE_PEOPLE)
    (tmp_path / "org.yaml").write_text(ORG)
    ran = casemodel(*line, "--strict", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "clients.csv:14:1: Column A (id): the id stands in a row above. [P520]" in ran.err
    for choice in ("latest", "worst", "each"):
        assert casemodel(*line, "--strict", "--person", choice, cwd=tmp_path).status == 0


def test_a_person_in_two_files_is_one_person(tmp_path: Path):
    (tmp_path / "more.csv").write_text(f"{NAMES}\nc,no,no,stable,one\n")
    rows = lines(tmp_path, VISITS, "more.csv", "--person", "latest")
    assert [(line["id"], line["file"]) for line in rows if line["id"] == "c"] == [("c", "more.csv")]


def test_standard_input_can_be_looked_ahead_at(tmp_path: Path):
    ran = casemodel(
        "caseload", "-", "--person", "latest", "--no-suppress", stdin=VISITS, cwd=tmp_path
    )
    assert ran.status == 0
    assert "Clients 5, all scored" in " ".join(ran.out.split())


@pytest.mark.parametrize("choice", ["latest", "worst"])
def test_without_ids_persons_cannot_be_told(choice: str, tmp_path: Path):
    (tmp_path / "clients.csv").write_text("acuity,complexity\nacute,many\n")
    ran = casemodel("caseload", "clients.csv", "--person", choice, cwd=tmp_path)
    assert ran.status == 2
    assert "needs a column with the client's id" in ran.err


ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["yes", "no", "", "?", "refused"])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_no_danger_is_lost_by_the_worst(tmp_path_factory: pytest.TempPathFactory,
                                        rows: list[tuple[str, str]]):  # fmt: skip
    """Yes where any row says yes, no only where all do."""
    folder = tmp_path_factory.mktemp("persons")
    text = "\n".join(["id,danger_self,acuity", *(f"{name},{d},acute" for name, d in rows),
                      "z,no,acute"])  # fmt: skip
    danger_of = {line["id"]: line["danger"] for line in lines(folder, text, "--person", "worst")}
    for name in {name for name, _ in rows}:
        dangers = {danger for name_in_row, danger in rows if name_in_row == name}
        assert danger_of[name] is (
            True if "yes" in dangers else False if dangers == {"no"} else None
        )
