"""The map of columns: what it says, what is wrong with one, and the one that is proposed."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from casemodel.cli.schema_line import schema_file, schema_line
from casemodel.files.limits import SHEET_COLUMNS
from casemodel.files.problems import ProblemsFound
from casemodel.render.problem_lines import problems_text
from casemodel.tables.column_map import CaseloadMap, Mapped, Named, read_map
from casemodel.tables.sheet import Sheet
from casemodel.tables.suggest import _USUAL_COLUMNS, suggest
from casemodel.workshop.json_schemas import every_schema
from tests import readme
from tests.cli.process import casemodel
from tests.shipped import shipped
from tests.stories.test_caseloads import put, said, scored
from tests.tables.making import GOOD, SECRET, excel, table

RULES = shipped()
AGENCY = """\
Riverbend County;;;;;;
Clients of November;;;;;;
;;;;;;
Personal ID;Complexity;Crisis level;Living situation;Substance use;Status;Status;Town
p-101;Many;1;2;Y;open;1;Bangor
p-102;several;2;1;N;open;2;Bangor
p-103;one;3;3;9;closed;1;Orono
p-104;many;3;99;9;open;1;Bangor
p-105;;8;1;9;open;2;Veazie
"""
MAP = """\
schema: 1
id: Personal ID
columns:
  acuity:
    column: crisis level
    values: {"1": stable, "2": changing, "3": acute, "8": not known}
  housing:
    column: Living situation
    values: {"1": stable, "2": unstable, "3": homeless, "99": not asked}
  substance_use: {column: Substance use, values: {Y: part, "9": refused}}
  danger_from_others: {column: Status, occurrence: 2, values: {"1": no, "2": yes}}
ignore: [Town]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, AGENCY)
    put(tmp_path, MAP, "map.yaml")
    return tmp_path


def test_a_map_says_which_column_and_what_codes_mean(folder: Path):
    lines = scored(folder, "clients.csv", "--map", "map.yaml")
    assert [line["id"] for line in lines] == ["p-101", "p-102", "p-103", "p-104", "p-105"]
    assert [line["danger"] for line in lines] == ["no", "yes", "no", "no", "yes"]
    assert [line["unanswered"] for line in lines] == ["27", "27", "28", "29", "30"]
    assert all(line["first_model"] and not line["problems"] for line in lines)


def test_what_the_map_leaves_out_is_said(folder: Path):
    ran = casemodel("caseload", "clients.csv", "--map", "map.yaml", cwd=folder)
    assert "5 questions have a column; each client is named by column A (Personal ID)" in said(ran)
    assert "Not used: column F (Status)." in said(ran)


def test_a_code_that_the_map_lacks_is_reported(folder: Path):
    put(folder, AGENCY.replace("2;1;N", f"2;{SECRET};N"))
    lines = scored(folder, "clients.csv", "--map", "map.yaml")
    assert lines[1]["problems"] == "column D (Living situation): no answer to housing"


def test_one_column_may_answer_two_questions(folder: Path):
    values = "values: {'1': no, '2': other, '3': no, '99': no}"
    more = f"  transition: {{column: Living situation, {values}}}\n"
    put(folder, MAP.replace("ignore", f"{more}ignore"), "map.yaml")
    lines = scored(folder, "clients.csv", "--map", "map.yaml")
    assert [line["unanswered"] for line in lines] == ["26", "26", "27", "28", "29"]


def test_a_known_name_that_the_map_ignores_or_gives_to_another(folder: Path):
    put(folder, "id,acuity,complexity,treatment\nc,acute,many,stable\n")
    put(folder, "schema: 1\ncolumns: {acuity: treatment}\nignore: [acuity]\n", "map.yaml")
    (line,) = scored(folder, "clients.csv", "--map", "map.yaml")
    assert line["unanswered"] == "30"


WRONG = {
    "nothing": "",
    "no columns": "schema: 1\n",
    "a profile": "schema: 1\nkind: client\nanswers: {acuity: stable}\n",
    "a list": "- acuity\n",
    "another schema": "schema: 2\ncolumns: {acuity: Crisis level}\n",
    "unknown question": "schema: 1\ncolumns: {acuty: Crisis level}\n",
    "question of an agency": "schema: 1\ncolumns: {budget: Crisis level}\n",
    "unknown answer": 'schema: 1\ncolumns: {acuity: {column: Status, values: {"1": stabel}}}\n',
    "no answer": 'schema: 1\ncolumns: {acuity: {column: Crisis level, values: {"1": }}}\n',
    "translated twice": (
        "schema: 1\ncolumns: {acuity: {column: Crisis level, values: {Y: acute, 'y ': stable}}}\n"
    ),
    "values as a list": "schema: 1\ncolumns: {acuity: {column: Crisis level, values: [stable]}}\n",
    "unknown key": "schema: 1\ncolumns: {acuity: {colum: Crisis level}}\n",
    "odd occurrence": "schema: 1\ncolumns: {acuity: {column: Status, occurrence: none}}\n",
    "ignored as a text": "schema: 1\ncolumns: {acuity: Crisis level}\nignore: Town\n",
    "column not there": "schema: 1\nid: Client\ncolumns: {acuity: Crisis levels, housing: Home}\n",
    "third of two": "schema: 1\ncolumns: {acuity: {column: Status, occurrence: 3}}\n",
    "which of two": "schema: 1\nid: Personal ID\ncolumns: {acuity: Status}\n",
}
MISREAD = {
    "columns as a list": "schema: 1\ncolumns: [acuity]\n",
    "columns as a text": "schema: 1\ncolumns: acuity\n",
    "an id with values": "schema: 1\nid: {column: X, values: {a: b}}\ncolumns: {acuity: Y}\n",
    "an id that is a list": "schema: 1\nid: [X]\ncolumns: {acuity: Y}\n",
    "a column that is a list": "schema: 1\ncolumns: {acuity: {column: [Y]}}\n",
    "a column without a name": "schema: 1\ncolumns: {acuity: {column: ''}}\n",
    "a name left out": "schema: 1\ncolumns: {acuity: {occurrence: 1}}\n",
    "an occurrence of none": "schema: 1\ncolumns: {acuity: {column: Y, occurrence: 0}}\n",
    "an occurrence in quotes": "schema: 1\ncolumns: {acuity: {column: Y, occurrence: '1'}}\n",
    "an ignored list": "schema: 1\ncolumns: {acuity: Y}\nignore: [[X], '']\n",
    "no schema": "columns: {acuity: Y}\n",
}


def map_of(folder: Path, text: str) -> CaseloadMap:
    put(folder, text, "map.yaml")
    return read_map(folder / "map.yaml", RULES)


@pytest.mark.parametrize("name", MISREAD)
def test_a_map_that_cannot_be_read(name: str, tmp_path: Path, snapshot: SnapshotAssertion):
    with pytest.raises(ProblemsFound) as caught:
        map_of(tmp_path, MISREAD[name])
    assert problems_text(caught.value.problems).replace(str(tmp_path), "DIR") == snapshot


def test_how_many_columns_may_have_one_name(tmp_path: Path):
    text = "schema: 1\nid: {column: X, occurrence: @}\ncolumns:\n"
    for number in (1, SHEET_COLUMNS):
        assert map_of(tmp_path, text.replace("@", str(number))).id == Named("X", number)
    with pytest.raises(ProblemsFound) as caught:
        map_of(tmp_path, text.replace("@", str(SHEET_COLUMNS + 1)))
    assert [problem.code for problem in caught.value.problems] == ["P411"]


def test_what_a_map_holds(tmp_path: Path):
    columns_map = map_of(tmp_path, "schema: 1\ncolumns:\n")
    assert (columns_map.id, columns_map.columns, columns_map.ignore) == (None, {}, ())
    text = "schema: 1\nid: {column: X, occurrence: 2}\ncolumns: {acuity: {column: Y}}\n"
    columns_map = map_of(tmp_path, text + "ignore: [Z]\n")
    assert (columns_map.id, columns_map.ignore) == (Named("X", 2), ("Z",))
    assert columns_map.columns == {"acuity": Mapped(Named("Y"), {})}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_map(name: str, folder: Path, snapshot: SnapshotAssertion):
    put(folder, WRONG[name], "map.yaml")
    ran = casemodel("caseload", "clients.csv", "--map", "map.yaml", "-o", "out.csv", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert not (folder / "out.csv").exists()
    assert ran.err == snapshot


def test_a_proposal(folder: Path, snapshot: SnapshotAssertion):
    ran = casemodel("caseload", "--suggest-map", "clients.csv", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot
    for value in ("p-101", "Bangor", "Orono", "closed"):
        assert value not in ran.out
    schema_names = {schema_file(name) for name in every_schema(RULES)}
    assert ran.out.splitlines()[0].rpartition("$schema=schemas/")[2] in schema_names


def test_the_proposal_of_a_known_sheet_gives_the_same_answer(tmp_path: Path):
    put(tmp_path, GOOD)
    casemodel("caseload", "--suggest-map", "clients.csv", "-o", "map.yaml", cwd=tmp_path)
    assert scored(tmp_path, "clients.csv", "--map", "map.yaml") == scored(tmp_path, "clients.csv")


def test_with_its_marks_taken_away_a_proposal_is_a_map(folder: Path):
    text = casemodel("caseload", "--suggest-map", "clients.csv", cwd=folder).out
    head, body = text.split("schema: 1\n")
    assert all(line.startswith("# ") for line in head.splitlines())
    remarks = [line for line in body.splitlines() if line.lstrip().startswith("##")]
    lines = [line.replace("# ", "", 1) for line in body.splitlines() if line not in remarks]
    lines.insert(0, "schema: 1")
    put(folder, "\n".join(lines).replace(": ?", ": not known"), "map.yaml")
    mapped = read_map(folder / "map.yaml", RULES)
    assert mapped.columns["substance_use"].values["9"].state == "refused"


def test_a_proposal_for_excel(tmp_path: Path):
    excel(tmp_path / "clients.xlsx", table(GOOD))
    ran = casemodel("caseload", "--suggest-map", "clients.xlsx", "-o", "map.yaml", cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (0, "", "Written: map.yaml\n")
    assert set(read_map(tmp_path / "map.yaml", RULES).columns) == {
        "acuity",
        "complexity",
        "danger_self",
        "treatment",
    }


@pytest.mark.parametrize(
    "text",
    [
        "c-1,stable,many\nc-2,stable,one\n",
        "2026-01-02,stable,many\n2026-01-03,acute,one\n",
        "1,2,3\n4,5,6\n",
        "a@example.org,b,c\nd,e,f\n",
    ],
)
def test_no_clients_row_is_taken_for_names(text: str, tmp_path: Path):
    put(tmp_path, text)
    ran = casemodel("caseload", "--suggest-map", "clients.csv", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "[P504]" in ran.err
    assert "c-1" not in ran.err


names = st.text(max_size=40)
values = st.one_of(
    st.sampled_from(["1", "2", "9", "Y", "stable", "Stabel", ": x", '"', "#", "- a", "{", "04401"]),
    st.text(max_size=40),
)


@given(
    header=st.lists(
        st.one_of(
            names, st.sampled_from(["Acuity", "Housing", "complexity", "Client ID", "treatmnt"])
        ),
        min_size=2,
        max_size=6,
    ),
    body=st.lists(st.lists(values, min_size=2, max_size=6), min_size=2, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_a_proposal_is_always_a_valid_map(
    header: list[str], body: list[list[str]], tmp_path_factory: pytest.TempPathFactory
):
    sheet = Sheet("clients.csv", "", iter([header, *body, *body]), (), lambda: 0, 0)
    try:
        text = suggest(sheet, RULES)
    except ProblemsFound:
        return
    path = tmp_path_factory.mktemp("maps") / "map.yaml"
    path.write_text(text, encoding="utf-8")
    read_map(path, RULES)


WIDE = {
    "columns that answer nothing": lambda n: f"{n} " + "w" * 1_500,
    "letters of four bytes": lambda n: f"{n} " + "\U00010400" * 1_500,
    "ids of clients": lambda n: f"client {n} " + "w" * 1_500,
    "names near a question": lambda n: f"acuity {n} now",
    "names of questions": lambda n: f"{list(RULES.criteria)[n % len(RULES.criteria)]} {n}",
    "marks that double": lambda n: f"{n} " + '"' * 1_500,
}


QUICK = "names of questions"


@pytest.mark.parametrize(
    "kind",
    [pytest.param(k, marks=() if k == QUICK else pytest.mark.thorough) for k in WIDE],
)
def test_a_proposal_for_many_long_names_can_be_read(kind: str, tmp_path: Path):
    header = ["Client ID", "Acuity", *map(WIDE[kind], range(998))]
    codes = ["\U00010400" * 28 + str(number) for number in range(12)]
    rows = [[code] * len(header) for code in codes * 2]
    text = suggest(Sheet("clients.csv", "", iter([header, *rows]), (), lambda: 0, 0), RULES)
    put(tmp_path, schema_line("map", levels_up=0) + text, "map.yaml")
    mapped = read_map(tmp_path / "map.yaml", RULES)
    assert mapped.columns.keys() == {"acuity"}
    assert "Client ID" in text
    left_out = re.findall(r"^## Left out: (\d+) columns", text, re.MULTILINE)
    columns = text.count("  column: ") + text.count("id: ") + text.count('", "') + 1
    assert columns + int(left_out[0]) >= len(header)


def test_the_map_of_the_docs_reads_the_example(tmp_path: Path):
    put(tmp_path, readme.named_files(readme.everything())["map.yaml"], "map.yaml")
    example = readme.ROOT / "profiles/caseloads/agency_export.csv"
    lines = scored(tmp_path, str(example), "--map", "map.yaml")
    assert len(lines) == 30
    assert all(line["first_model"] and not line["problems"] for line in lines)


def test_a_column_that_many_systems_share_is_proposed(tmp_path: Path):
    """It asks of a danger, so it must not be lost when the rules rename their question."""
    put(tmp_path, "PersonalID,Acuity now,CurrentlyFleeing\n" + "k-1,high,1\nk-2,low,0\n" * 3)
    proposed = casemodel("caseload", "clients.csv", "--suggest-map", cwd=tmp_path).out
    assert "danger_from_others:" in proposed
    assert "CurrentlyFleeing" in proposed
    assert {usual.criterion for usual in _USUAL_COLUMNS.values()} <= RULES.criteria.keys()
