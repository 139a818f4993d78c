"""Spreadsheets as people have them: headings, merged cells, texts that look alike, odd ids."""

import gzip
import json
from pathlib import Path

import pytest
import xlsxwriter

from casemodel.tables.cells import BETWEEN, fold, reader_of, reader_of_several
from tests.cli.process import Ran, casemodel
from tests.shipped import shipped

RULES = shipped()
HEADER = "id,housing,acuity,danger_self"
GOOD = "k-9,stable,acute,no\n"


def read(folder: Path, text: str, *more: str, name: str = "clients.csv") -> tuple[Ran, list[dict]]:
    """What is said, and what each client came to."""
    (folder / name).write_text(text, encoding="utf-8")
    ran = casemodel("caseload", name, "-o", "out.jsonl", "--force", *more, cwd=folder)
    out = folder / "out.jsonl"
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return ran, [json.loads(line) for line in lines]


def said(ran: Ran) -> str:
    return " ".join((ran.out + ran.err).split())


GROUPS = f"""\
{HEADER}
Worker: A,,,
k-1,homeless,acute,no
Subtotal: 1,,,
{HEADER}
k-2,stable,stable,no
Total,2,,1
Grand total: 2,,2,
"""


def test_headings_totals_and_repeated_names_are_no_clients(tmp_path: Path):
    ran, lines = read(tmp_path, GROUPS)
    assert [(line["row"], line["id"]) for line in lines] == [(3, "k-1"), (6, "k-2")]
    assert "Rows 2 and 4 are not clients: each holds nothing but its first cell" in said(ran)
    assert "Rows 7 and 8 are not clients: each begins with a word for a total" in said(ran)
    assert "Row 5 is not a client: it holds the names of the columns again" in said(ran)


def test_a_lone_danger_is_a_client(tmp_path: Path):
    """Where the first column answers a question, a row with it alone is never passed over."""
    _, lines = read(tmp_path, "danger_self,id,acuity\nyes,,\nno,k-2,acute\n")
    assert [line["row"] for line in lines] == [2, 3]


def test_merged_cells_below_the_names_are_problems_of_their_cells(tmp_path: Path):
    book = xlsxwriter.Workbook(tmp_path / "clients.xlsx")
    sheet = book.add_worksheet()
    rows = [HEADER.split(","), ["k-1", "stable", "acute", ""], ["k-2", "stable", "stable", ""]]
    for number, row in enumerate([*rows, ["k-3", "", "stable", "no"]]):
        sheet.write_row(number, 0, row)
    sheet.merge_range("D2:D3", "yes")
    sheet.merge_range("B4:C4", "homeless")
    book.close()
    ran = casemodel("caseload", "clients.xlsx", "-o", "out.jsonl", cwd=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    problems = [[problem["code"] for problem in line["problems"]] for line in lines]
    assert problems == [[], ["P509"], ["P509"]]
    assert "row 3: column D (danger_self): no answer to danger_self: it is merged" in said(ran)
    assert "row 4: column C (acuity): no answer to acuity: it is merged" in said(ran)
    assert casemodel("caseload", "clients.xlsx", "--strict", cwd=tmp_path).status == 1


def test_names_that_are_merged_over_two_rows_are_read(tmp_path: Path):
    book = xlsxwriter.Workbook(tmp_path / "clients.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(1, 0, ["", "", "danger_self", "danger_from_others"])
    sheet.merge_range("A1:A2", "id")
    sheet.merge_range("B1:B2", "housing")
    sheet.merge_range("C1:D1", "Danger")
    sheet.set_column("D:D", None, None, {"hidden": True})
    sheet.write_row(2, 0, ["k-1", "homeless", "no", "yes"])
    book.close()
    ran = casemodel("caseload", "clients.xlsx", "-o", "out.jsonl", cwd=tmp_path)
    assert ran.status == 0, said(ran)
    assert "the column names are in row 2; 3 questions have a column" in said(ran)
    assert "each client is named by column A (id)" in said(ran)
    assert "It has hidden columns; they were read like the others" in said(ran)


@pytest.mark.parametrize("formula", [False, True])
def test_errors_count_only_in_columns_that_are_read(formula: bool, tmp_path: Path):  # noqa: FBT001
    for column, status in ((4, 0), (2, 1), (0, 1)):
        book = xlsxwriter.Workbook(tmp_path / f"{column}.xlsx")
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*HEADER.split(","), "Note"])
        sheet.write_row(1, 0, ["k-1", "stable", "acute", "no", "x"])
        sheet.write_formula(1, column, "=1/0", None, "" if formula else "#DIV/0!")
        book.close()
        ran = casemodel("caseload", f"{column}.xlsx", cwd=tmp_path)
        if formula and status:  # as programs write it that do not calculate
            continue
        assert ran.status == status, said(ran)
        if status:
            assert f"Cell {'ABCD'[column]}2 in column" in said(ran)
            assert f"{column}.xlsx:2:{column + 1}:" in ran.err


def test_impossible_dates_are_problems_of_their_cells(tmp_path: Path):
    book = xlsxwriter.Workbook(tmp_path / "clients.xlsx")
    day, span = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "[h]:mm"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [*HEADER.split(","), "Date"])
    for row in range(1, 5):
        sheet.write_row(row, 0, [f"k-{row}", "stable", "acute", "no"])
    for row, (number, form) in enumerate(((-1e12, day), (5551234567, span), (1e300, span)), 1):
        sheet.write_number(row, 4, number, form)
        sheet.write_number(row, 2, number, form)
    sheet.write_number(4, 4, 45000, day)
    book.close()
    ran = casemodel("caseload", "clients.xlsx", "-o", "out.jsonl", cwd=tmp_path)
    assert ran.status == 0, said(ran)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [bool(line["problems"]) for line in lines] == [True, True, True, False]
    assert "it holds a date or a time that does not exist" in said(ran)


def test_the_shown_sheet_is_read_and_a_hidden_one_only_by_name(tmp_path: Path):
    rows = [HEADER.split(","), ["k-1", "stable", "acute", "no"]]
    for name, hidden in (("one.xlsx", ["Old"]), ("none.xlsx", ["Old", "Now"])):
        book = xlsxwriter.Workbook(tmp_path / name)
        book.add_worksheet("Cover")
        for title in ("Old", "Now"):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if title in hidden:
                sheet.hide()
        book.close()
    assert "The sheet read is 'Now'." in said(casemodel("caseload", "one.xlsx", cwd=tmp_path))
    refused = casemodel("caseload", "none.xlsx", cwd=tmp_path)
    assert refused.status == 1
    assert "Only a hidden sheet has columns that are known" in said(refused)
    assert "Old, Now" in said(refused)
    assert casemodel("caseload", "none.xlsx", "--sheet", "Old", cwd=tmp_path).status == 0


ALIKE = [
    ("How acute or unstable is the client\u2019s situation now?", "how acute or unstable is the"),
    ("\uff39\uff45\uff53", "yes"),
    ("working\u2013hours", "working hours"),
    ("caf\u0065\u0301", "caf\u00e9"),
    ("116.0", "116"),
    ("116.50", "116.5"),
    ("-3.00", "-3"),
    ("\u00a0yes\u00a0", "yes"),
]


@pytest.mark.parametrize(("written", "meant"), ALIKE)
def test_texts_that_look_alike_are_one(written: str, meant: str):
    assert fold(written).startswith(fold(meant))


@pytest.mark.parametrize("text", ["007", "1e3", "1.0.0", "1,5", "0x10", "12.", ".5"])
def test_what_is_no_plain_number_stays_as_it_is(text: str):
    assert fold(text) == text


def test_a_mark_that_cannot_be_seen_is_named(tmp_path: Path):
    ran, lines = read(
        tmp_path, f"{HEADER}\nk-1,stable,acute,\u200byes\nk-2,stable,acute,yes.\n{GOOD}"
    )
    assert [bool(line["problems"]) for line in lines] == [True, True, False]
    assert "row 2: column D (danger_self): no answer to danger_self: it holds a character" in said(
        ran
    )
    assert "U+200B" in said(ran)
    assert "row 3: column D (danger_self): no answer to danger_self [P509]" in said(ran)


def test_numbers_that_are_equal_match_in_a_map(tmp_path: Path):
    (tmp_path / "map.yaml").write_text(
        'schema: 1\ncolumns: {housing: {column: Living, values: {"116": homeless}}}\n'
    )
    _, lines = read(tmp_path, "id,Living,acuity\n1.0,116.0,acute\n", "--map", "map.yaml")
    assert lines[0]["problems"] == []


TWO = [("yes", "no", "yes"), ("no", "yes", "yes"), ("no", "no", "no"), ("no", "", ""),
       ("no", "refused", ""), ("yes", "?", "yes"), ("no", "?", None), ("", "", "")]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "level"), TWO)
def test_one_yes_in_two_columns_is_a_yes_and_only_two_noes_are_a_no(
    first: str, second: str, level: str | None
):
    criterion = RULES.criteria["danger_self"]
    read_cell = reader_of_several(criterion, reader_of(criterion))
    answer = read_cell(BETWEEN.join((first, second)))
    assert (None if answer is None else answer.level) == level


def test_two_columns_can_answer_one_question(tmp_path: Path):
    (tmp_path / "map.yaml").write_text(
        "schema: 1\ncolumns:\n  danger_self: {column: Suicidal, also: [Self-harm]}\n"
        "  housing: {column: Home, also: [Shelter]}\n"
    )
    rows = "id,Suicidal,Self-harm,Home,Shelter\nk-1,no,yes,stable,\nk-2,no,no,stable,homeless\n"
    ran, lines = read(tmp_path, f"{rows}k-3,no\n", "--map", "map.yaml")
    assert [line["danger"] for line in lines][:2] == [True, False]
    assert [[p["code"] for p in line["problems"]] for line in lines] == [[], ["P509"], ["P510"]]
    assert "column D (Home) and column E (Shelter): no answer to housing" in said(ran)
    assert "It has 2 cells, fewer than the 5 columns" in said(ran)


def test_a_single_known_name_is_said_to_be_too_little(tmp_path: Path):
    ran, _ = read(tmp_path, "id,danger_self\nk-1,yes\n")
    assert ran.status == 1
    assert "Only one column has a name that is known: row 1 has danger_self" in said(ran)
    (tmp_path / "map.yaml").write_text("schema: 1\ncolumns: {danger_self: danger_self}\n")
    assert read(tmp_path, "id,danger_self\nk-1,yes\n", "--map", "map.yaml")[0].status == 0


def test_a_map_without_columns_is_not_sent_back_to_where_it_came_from(tmp_path: Path):
    (tmp_path / "map.yaml").write_text("schema: 1\ncolumns:\n")
    ran, _ = read(tmp_path, "x,y\n1,2\n", "--map", "map.yaml")
    assert "The map names no column that answers a question" in said(ran)
    assert "--suggest-map" not in said(ran)


USUAL = [("N/A", "not_asked"), ("unknown", "not_known"), ("Refused", "refused"), ("-", "not_asked"),
         ("Don\u2019t know", "not_known"), ("prefer not to answer", "refused")]  # fmt: skip


@pytest.mark.parametrize(("word", "state"), USUAL)
def test_usual_words_for_no_answer_count_where_the_map_says_so(
    word: str, state: str, tmp_path: Path
):
    text = f"{HEADER}\nk-1,{word},acute,no\nk-2,stable,acute,no\n"
    without = read(tmp_path, text)[1][0]
    assert bool(without["problems"]) == (word != "Refused")  # the word for it everywhere
    (tmp_path / "map.yaml").write_text("schema: 1\ncolumns: {acuity: acuity}\nno_answer: usual\n")
    assert read(tmp_path, text, "--map", "map.yaml")[1][0]["problems"] == []
    from casemodel.tables.column_map import read_map

    words = read_map(tmp_path / "map.yaml", RULES).no_answer
    answer = reader_of(RULES.criteria["housing"], {}, words)(word)
    assert answer is not None
    assert (answer.state, answer.level) == (state, "")


def test_own_words_for_no_answer(tmp_path: Path):
    (tmp_path / "map.yaml").write_text(
        "schema: 1\ncolumns: {acuity: acuity}\nno_answer: {tbd: not known, '': refused}\n"
    )
    text = f"{HEADER}\nk-1,TBD,acute,\n"
    assert read(tmp_path, text, "--map", "map.yaml")[1][0]["problems"] == []
    for wrong in ("all", "{tbd: maybe}", "[tbd]", "{tbd: no}", "{tbd: not known, TBD: refused}"):
        (tmp_path / "map.yaml").write_text(
            f"schema: 1\ncolumns: {{acuity: acuity}}\nno_answer: {wrong}\n"
        )
        assert read(tmp_path, text, "--map", "map.yaml")[0].status == 1


def test_a_level_comes_before_a_word_for_no_answer():
    from casemodel.tables.cells import USUAL_NO_ANSWERS

    words = {fold(word) for word in USUAL_NO_ANSWERS}
    for criterion in RULES.criteria_for("client"):
        names = {fold(level.id) for level in criterion.levels}
        assert not names & words


@pytest.mark.parametrize("name", ["City", "Acuty", "Treatments", "Housings"])
def test_a_near_name_is_said_and_stops_only_those_who_are_strict(name: str, tmp_path: Path):
    text = f"id,acuity,complexity,{name}\n1,stable,one,Boise\n"
    ran, lines = read(tmp_path, text)
    assert ran.status == 0
    assert len(lines) == 1
    assert f"Column D ({name}) is not read, though its name is near" in said(ran)
    assert read(tmp_path, text, "--strict")[0].status == 1


def test_a_question_in_typographic_marks_is_read(tmp_path: Path):
    question = RULES.criteria["acuity"].question.client.replace("'", "\u2019")
    ran, _ = read(tmp_path, f'id,"{question}",Danger to self\nk-1,acute,yes\n')
    assert "2 questions have a column" in said(ran)


@pytest.mark.parametrize(
    "number", ["123-45-6789", "208-555-0142", "(208) 555-0142", "+1 208 555 0142"]
)
def test_numbers_that_others_know_are_no_ids(number: str, tmp_path: Path):
    ran, lines = read(tmp_path, f"{HEADER}\nk-1,stable,acute,no\n{number},stable,acute,no\n")
    assert (ran.status, lines) == (1, [])
    assert "clients.csv:3:1:" in ran.err
    assert "an id that only your agency uses" in said(ran)
    assert number not in ran.out + ran.err


def test_ids_that_look_like_names_are_remarked_on(tmp_path: Path):
    for ids, remarked in ((["Ada Example", "Lovelace, Ada"], True), (["k-1", "K 2 b"], False)):
        rows = "".join(f'"{client_id}",stable,acute\n' for client_id in ids)
        ran, _ = read(tmp_path, f"Client,Housing,Acuity\n{rows}")
        assert ("look like names of people" in said(ran)) == remarked
        assert "Ada" not in said(ran)


def test_gzip_is_read(tmp_path: Path):
    text = f"{HEADER}\nk-1,stable,acute,no\n"
    for data, status in ((gzip.compress(text.encode()), 0), (gzip.compress(b"x" * 99)[:-12], 1)):
        (tmp_path / "clients.csv.gz").write_bytes(data)
        ran = casemodel("caseload", "clients.csv.gz", cwd=tmp_path)
        assert ran.status == status, ran.err


FORMS = {
    "clients.zip": (b"PK\x03\x04\x14\x00clients.csv", "ZIP archive. Unpack it"),
    "clients.csv": (b"PK\x03\x04\x14\x00clients.csv", "ZIP archive. Unpack it"),
    "a.csv": (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "(.ods)"),
    "b.csv": (b"PK\x03\x04\x14\x00[Content_Types].xml", "ends in .xlsx"),
    "clients.json": (b"[]", "This is JSON"),
    "c.csv": (b'[\n  {"id": 1}]', "This is JSON"),
    "d.csv": (b'{\n "id": 1}', "This is JSON"),
    "e.csv": (b"<html><table>", "a web page under another name"),
    "f.csv": (b"PAR1\x15", "Parquet"),
    "g.csv": (b"\xd0\xcf\x11\xe0", "(.xls)"),
    "h.csv": (b"BZh91AY", "compressed"),
    "i.csv.gz": (gzip.compress(gzip.compress(b"x")), "compressed twice"),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_a_file_is_and_what_to_do_is_said(name: str, tmp_path: Path):
    data, words = FORMS[name]
    (tmp_path / name).write_bytes(data)
    ran = casemodel("caseload", name, cwd=tmp_path)
    assert ran.status == 1
    assert words in said(ran)
    assert "P501" in ran.err


def test_a_long_name_is_cut_wherever_it_is_shown(tmp_path: Path):
    long = "x" * 900_000
    for header in (f"id,acuity,complexity,{long}", f"id,acuity,acuity,{long}"):
        ran, _ = read(tmp_path, f"{header}\nk-1,stable,one,1\n")
        assert len(ran.out + ran.err) < 6_000


def test_cells_under_no_name_are_said_not_to_be_read(tmp_path: Path):
    ran, _ = read(tmp_path, "id,acuity,,complexity\nk-1,stable,x,one\n")
    assert "Column C holds cells but has no name, so it is not read" in said(ran)
