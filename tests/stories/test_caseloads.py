"""What supervisors do with the spreadsheets they have, and what they find in the files they get."""

import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from syrupy.assertion import SnapshotAssertion

from casemodel import assess
from casemodel.cli import files
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.files import writing
from casemodel.files.problems import WrongUse
from casemodel.profiles.values import Answer, Profile
from casemodel.render.as_csv import without_formula
from casemodel.render.caseload.lines import HEADINGS
from casemodel.render.caseload.writers import safe_cells
from tests.cli.process import (
    Ran,
    casemodel,
    command,
    heed_requests_to_end,
    process,
    settings,
    without_digest,
)
from tests.shipped import shipped
from tests.tables.making import GOOD, HEADER, ROWS, SECRET, altered, excel, table

RULES = shipped()
QUESTIONS = {c.id: c.question.client for c in RULES.criteria_for("client")}
ASKED = len(QUESTIONS)


def scored(folder: Path, *arguments: str, status: int = 0) -> list[dict[str, str]]:
    """The lines of the CSV that a run writes."""
    ran = casemodel("caseload", *arguments, "-o", "out.csv", "--force", cwd=folder)
    assert ran.status == status, ran.err
    text = (folder / "out.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def said(ran: Ran) -> str:
    """What is on the screen, without its line breaks."""
    return " ".join(ran.out.split())


def put(folder: Path, text: str | bytes, name: str = "clients.csv") -> None:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_each_client_gets_what_score_says(tmp_path: Path):
    put(tmp_path, GOOD)
    lines = scored(tmp_path, "clients.csv")
    assert [line["id"] for line in lines] == ["c-1", "c-2", "c-3"]
    for line, cells in zip(lines, table(GOOD)[1:], strict=True):
        cells_by_column = dict(zip(HEADER.split(","), cells, strict=True))
        answers = {
            c: Answer("answered", cells_by_column[c])
            for c in cells_by_column
            if c != "id" and cells_by_column[c]
        }
        assessment = assess(RULES, Profile("client", "", "", answers, {}))
        model = assessment.recommended or next(
            s.id for s in assessment.ranking if s.kind == "model"
        )
        assert line["first_model"] == name_of(RULES, model)
        assert line["first_score"] == printed(assessment.standing(model).tenths)
        assert (line["could_change"] == "no") == (assessment.proof.holds is True)
        assert line["recommended"] == ("yes" if assessment.recommended else "no")
        next_question = assessment.next_questions[0].question if assessment.next_questions else ""
        assert line["next_question"] == (
            QUESTIONS[assessment.problem.asked[next_question].criterion] if next_question else ""
        )


def test_a_danger_stands_before_the_model(tmp_path: Path):
    put(tmp_path, GOOD)
    assert [line["danger"] for line in scored(tmp_path, "clients.csv")] == ["no", "yes", "unknown"]
    assert HEADINGS.index("danger") < HEADINGS.index("first_model")


def test_columns_by_question_with_a_title_above(tmp_path: Path):
    names = ["Client ID", *(QUESTIONS[c] for c in HEADER.split(",")[1:])]
    quoted = ",".join(f'"{name}"' for name in names)
    text = "\n".join(["Riverbend County,,,,", "Report of November,,,,", ",,,,", quoted, *ROWS])
    put(tmp_path, text)
    assert [line["row"] for line in scored(tmp_path, "clients.csv")] == ["5", "6", "7"]
    ran = casemodel("caseload", "clients.csv", cwd=tmp_path)
    assert "the column names are in row 4; 4 questions have a column" in said(ran)


@pytest.mark.parametrize(
    ("separator", "words"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_other_separators_are_found_and_said(separator: str, words: str, tmp_path: Path):
    put(tmp_path, GOOD.replace(",", separator))
    assert len(scored(tmp_path, "clients.csv")) == 3
    ran = casemodel("caseload", "clients.csv", cwd=tmp_path)
    assert f"Its columns are separated by {words}." in said(ran)


def test_a_hint_of_the_separator_is_taken(tmp_path: Path):
    put(tmp_path, "sep=;\n" + GOOD.replace(",", ";"))
    assert [line["id"] for line in scored(tmp_path, "clients.csv")] == ["c-1", "c-2", "c-3"]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("utf-8-sig", ""), ("cp1252", "read as Windows-1252"), ("utf-16", "written in UTF-16")],
)
def test_encodings_are_found_and_said(encoding: str, words: str, tmp_path: Path):
    put(tmp_path, GOOD.replace("c-1", "Zoë-1").encode(encoding))
    assert scored(tmp_path, "clients.csv")[0]["id"] == "Zoë-1"
    assert words in said(casemodel("caseload", "clients.csv", cwd=tmp_path))


def test_yes_and_no_in_all_their_spellings(tmp_path: Path):
    rows = [f"{word},stable" for word in ("yes", "Yes", "Y", "TRUE", "no", "No", "N", "FALSE", "")]
    put(tmp_path, "\n".join(["danger_self,acuity", *rows]))
    lines = scored(tmp_path, "clients.csv")
    assert [line["danger"] for line in lines] == ["yes"] * 4 + ["no"] * 4 + ["unknown"]
    assert [line["unanswered"] for line in lines] == [str(ASKED - 2)] * 8 + [str(ASKED - 1)]


def test_y_is_not_taken_for_a_yes_of_several(tmp_path: Path):
    put(tmp_path, "substance_use,acuity\nN,stable\nY,stable\n")
    ran = casemodel("caseload", "clients.csv", cwd=tmp_path)
    assert "row 3: column A (substance_use): no answer to substance_use [P509]" in said(ran)


def test_three_kinds_of_no_answer_and_words_in_place_of_ids(tmp_path: Path):
    words = ["refused", "Not known", "not asked", '"Needs watching,  with ups and downs"']
    put(tmp_path, "\n".join(["acuity,complexity", *(f"{word},many" for word in words)]))
    assert [line["unanswered"] for line in scored(tmp_path, "clients.csv")] == [
        str(ASKED - 1)
    ] * 3 + [str(ASKED - 2)]


def test_a_bad_row_is_reported_and_the_rest_goes_on(tmp_path: Path):
    put(tmp_path, GOOD.replace("stable", SECRET))
    lines = scored(tmp_path, "clients.csv")
    assert [line["first_model"] != "" for line in lines] == [True, False, True]
    assert lines[1]["problems"] == "column B (acuity): no answer to acuity"
    assert lines[1]["danger"] == "yes"
    ran = casemodel("caseload", "clients.csv", cwd=tmp_path)
    assert ran.status == 0
    assert SECRET not in ran.out + ran.err
    assert "clients.csv, row 3: column B (acuity): no answer to acuity [P509]" in said(ran)


def test_strict_stops_at_a_bad_row(tmp_path: Path):
    put(tmp_path, GOOD.replace("stable", SECRET).replace("c-3,changing", "c-3"))
    ran = casemodel("caseload", "clients.csv", "--strict", "-o", "out.csv", cwd=tmp_path)
    assert ran.status == 1
    assert not (tmp_path / "out.csv").exists()
    assert [line for line in ran.err.splitlines() if line.startswith("clients")] == [
        "clients.csv:3:2: Column B (acuity): no answer to acuity. [P509]",
        "clients.csv:4: It has 4 cells, fewer than the 5 columns that have names. [P510]",
    ]


def test_one_bad_row_never_shifts_another(tmp_path: Path):
    put(tmp_path, "\n".join([HEADER, ROWS[0], "c-x,acute", "", ROWS[1], ROWS[2] + ",extra"]))
    lines = scored(tmp_path, "clients.csv")
    assert [(line["row"], line["id"]) for line in lines] == [
        ("2", "c-1"),
        ("3", "c-x"),
        ("5", "c-2"),
        ("6", "c-3"),
    ]
    put(tmp_path, GOOD, "good.csv")
    alone = scored(tmp_path, "good.csv")
    assert lines[0]["first_score"] == alone[0]["first_score"]
    assert lines[2]["first_score"] == alone[1]["first_score"]


def test_blanks_beyond_the_last_column_are_no_matter(tmp_path: Path):
    put(tmp_path, GOOD.replace("yes\n", "yes,, \n"))
    assert all(line["first_model"] for line in scored(tmp_path, "clients.csv"))


def test_a_client_without_an_id_goes_by_the_row(tmp_path: Path):
    put(tmp_path, GOOD.replace("c-2", "").replace("c-3", "x" * 201))
    lines = scored(tmp_path, "clients.csv")
    assert [line["id"] for line in lines] == ["c-1", "row 3", "row 4"]
    assert all(line["first_model"] for line in lines)
    assert lines[1]["problems"] == "column A (id): the id is missing"


def test_ids_that_come_twice_are_said(tmp_path: Path):
    put(tmp_path, GOOD.replace("c-3", "c-1"))
    assert "1 row has an id that an earlier row has" in said(
        casemodel("caseload", "clients.csv", cwd=tmp_path)
    )


def test_formulas_do_not_get_through(tmp_path: Path):
    bad = ["=cmd|' /C calc'!A0", "+1", "-1", "@x"]
    rows = "".join(f'"{text}",stable,many\n' for text in bad)
    put(tmp_path, f"id,acuity,complexity\n{rows}")
    assert [line["id"] for line in scored(tmp_path, "clients.csv")] == [f"'{text}" for text in bad]


def test_a_score_below_nought_stays_a_number(tmp_path: Path):
    put(tmp_path, "id,acuity,complexity\n" + "".join(
        f"c,{acuity},{complexity}\n"
        for acuity in ("stable", "acute") for complexity in ("one", "many")))  # fmt: skip
    more = ("--weight", "acuity=10", "--weight", "complexity=10")
    none = [word for c in QUESTIONS if c not in ("acuity", "complexity")
            for word in ("--weight", f"{c}=0")]  # fmt: skip
    scores = [line["second_score"] for line in scored(tmp_path, "clients.csv", *more, *none)]
    scores += [line["first_score"] for line in scored(tmp_path, "clients.csv", *more, *none)]
    assert all(float(score) < 1000 for score in scores)
    assert without_formula("-1.0") == "'-1.0"
    assert without_formula("\uff1dA1") == "'\uff1dA1"
    assert safe_cells(("id", "row"), ("-1.0", "-1.0"), {"row"}) == ["'-1.0", "-1.0"]


def test_very_long_cells_and_control_characters(tmp_path: Path):
    long = "y" * 40_000
    put(tmp_path, f"id,acuity,complexity,notes\nc-1,stable,many,{long}\nc\x1b[31m,{long},many,z\n")
    lines = scored(tmp_path, "clients.csv")
    assert lines[0]["first_model"]
    assert lines[1]["id"] == "c\\x1b[31m"
    assert "no answer to acuity" in lines[1]["problems"]


def test_two_columns_with_one_name_that_nobody_needs(tmp_path: Path):
    put(tmp_path, "id,acuity,complexity,Notes,Notes\nc-1,stable,many,a,b\n")
    assert scored(tmp_path, "clients.csv")[0]["first_model"]
    ran = casemodel("caseload", "clients.csv", cwd=tmp_path)
    assert "Not used: column D (Notes) and column E (Notes)." in said(ran)


def test_excel_in_and_out(tmp_path: Path):
    rows = table(GOOD)
    rows[1][3], rows[2][3] = False, True  # type: ignore[call-overload]
    excel(tmp_path / "clients.xlsx", [["A title"], [], *rows], Codes=[["1", "stable"]])
    put(tmp_path, GOOD)
    from_excel, from_csv = scored(tmp_path, "clients.xlsx"), scored(tmp_path, "clients.csv")
    for excel_line, csv_line in zip(from_excel, from_csv, strict=True):
        assert {**excel_line, "file": "", "row": ""} == {**csv_line, "file": "", "row": ""}
    assert [line["row"] for line in from_excel] == ["4", "5", "6"]
    ran = casemodel("caseload", "clients.xlsx", "-o", "out.xlsx", cwd=tmp_path)
    assert "The sheet read is 'Clients'." in said(ran)
    book = CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    assert book.sheet_names == ["Summary", "Clients"]
    sheet_rows = book.get_sheet_by_name("Clients").to_python()
    assert tuple(sheet_rows[0]) == HEADINGS
    scores = [f"{row[HEADINGS.index('first_score')]:.1f}" for row in sheet_rows[1:]]
    assert scores == [line["first_score"] for line in from_csv]
    summary = [row[0] for row in book.get_sheet_by_name("Summary").to_python()]
    assert "Cautions first" in summary


def test_the_same_clients_make_the_same_workbook(tmp_path: Path):
    put(tmp_path, GOOD)
    for name in ("a.xlsx", "b.xlsx"):
        assert casemodel("caseload", "clients.csv", "-o", name, cwd=tmp_path).status == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_numbers_that_excel_keeps_as_decimals_are_codes(tmp_path: Path):
    excel(
        tmp_path / "clients.xlsx", [["id", "Level", "complexity"], [7, 1, "many"], [8, 2.5, "one"]]
    )
    put(
        tmp_path, 'schema: 1\ncolumns: {acuity: {column: Level, values: {"1": stable}}}', "map.yaml"
    )
    lines = scored(tmp_path, "clients.xlsx", "--map", "map.yaml")
    assert [line["id"] for line in lines] == ["7", "8"]
    assert [line["problems"] != "" for line in lines] == [False, True]


def test_hidden_rows_merged_cells_and_formulas_are_said(tmp_path: Path):
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "clients.xlsx")
    sheet = book.add_worksheet()
    for row, line in enumerate(table(GOOD)):
        sheet.write_row(row, 0, line)
    sheet.write_formula("C3", '=IF(1,"one","")', None, "one")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.merge_range("A5:B5", "c-9")
    book.close()
    ran = casemodel("caseload", "clients.xlsx", cwd=tmp_path)
    assert ran.status == 0
    for words in ("hidden rows", "merged cells, first at A5", "no link was followed"):
        assert words in said(ran)


def test_links_are_not_followed_and_their_texts_are_read(tmp_path: Path):
    """To the web, to another file, and by a formula; what a cell shows is what counts."""
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "clients.xlsx")
    sheet = book.add_worksheet()
    for row, line in enumerate(table(GOOD)):
        sheet.write_row(row, 0, line)
    sheet.write_url("A2", "https://example.org/c-1", string="c-1")
    sheet.write_url("B3", "external:\\\\server\\other.xlsx", string="stable")
    sheet.write_formula("C3", "='[other.xlsx]Sheet1'!A1", None, "one")
    sheet.write_formula("C4", '=HYPERLINK("http://example.org","several")', None, "several")
    book.close()
    put(tmp_path, GOOD)
    from_excel, from_csv = scored(tmp_path, "clients.xlsx"), scored(tmp_path, "clients.csv")
    for excel_line, csv_line in zip(from_excel, from_csv, strict=True):
        assert {**excel_line, "file": ""} == {**csv_line, "file": ""}
    assert "no link was followed" in said(casemodel("caseload", "clients.xlsx", cwd=tmp_path))


@pytest.mark.parametrize("long", [32_767, 40_000, 200_000])
def test_a_cell_longer_than_excel_has_any(long: int, tmp_path: Path):
    """As an answer it is a problem of its row; elsewhere it is passed over."""
    rows = [[*row, "note"] for row in table(GOOD)]
    excel(tmp_path / "clients.xlsx", rows)
    for cell_replaced, problems in ((b"<t>note</t>", 0), (b"<t>stable</t>", 1)):
        path = tmp_path / f"long-{problems}.xlsx"
        path.write_bytes((tmp_path / "clients.xlsx").read_bytes())
        cell = b"<t>" + SECRET.encode() + b"x" * (long - len(SECRET)) + b"</t>"
        altered(path, "xl/sharedStrings.xml", lambda data: data.replace(cell_replaced, cell))  # noqa: B023
        lines = scored(tmp_path, path.name)
        assert sum(line["problems"] != "" for line in lines) == problems
        assert SECRET not in (tmp_path / "out.csv").read_text()


def test_json_lines(tmp_path: Path):
    put(tmp_path, GOOD.replace("stable", "?"))
    casemodel("caseload", "clients.csv", "-o", "out.jsonl", cwd=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["c-1", "c-2", "c-3"]
    assert [line["first"] is None for line in lines] == [False, True, False]
    assert {lines[0]["first"], lines[2]["first"]} <= {*RULES.models, *RULES.hybrids}
    assert lines[1]["cautions"] == ["danger_self"]
    assert lines[1]["problems"] == [
        {"code": "P509", "column": 2, "message": "column B (acuity): no answer to acuity"}
    ]


def test_several_files_are_one_caseload(tmp_path: Path):
    put(tmp_path, GOOD)
    put(tmp_path, GOOD.replace(",", ";").replace("c-", "d-"), "more.csv")
    lines = scored(tmp_path, "clients.csv", "more.csv")
    assert [line["file"] for line in lines] == ["clients.csv"] * 3 + ["more.csv"] * 3


def test_weights_and_priorities_and_an_agency_count(tmp_path: Path):
    put(tmp_path, GOOD)
    put(tmp_path, "schema: 1\nkind: organization\nanswers: {clinicians: none}\n", "org.yaml")
    plain = scored(tmp_path, "clients.csv")
    weighted = scored(
        tmp_path, "clients.csv", "--weight", "acuity=5", "--priorities", "acuity,treatment"
    )
    agency = scored(tmp_path, "clients.csv", "--agency", "org.yaml")
    assert [a["first_score"] for a in plain] != [b["first_score"] for b in weighted]
    assert [a["first_model"] for a in plain] != [b["first_model"] for b in agency]


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.xlsx"])
def test_what_is_written_is_for_its_owner_and_over_nothing(name: str, tmp_path: Path):
    put(tmp_path, GOOD)
    assert casemodel("caseload", "clients.csv", "-o", name, cwd=tmp_path).status == 0
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    content = (tmp_path / name).read_bytes()
    ran = casemodel("caseload", "clients.csv", "-o", name, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert (tmp_path / name).read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["clients.csv", name])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("clients.csv", "-o", "out.txt"), ".csv, .jsonl, .xlsx or .parquet"),
        (("clients.csv", "-o", "clients.csv", "--force"), "names a file that is read"),
        (("clients.csv", "--force"), "--force only goes with -o"),
        (("clients.csv", "--sheet", "A"), "--sheet only goes with Excel"),
        (("clients.csv", "--agency", "client.yaml"), "client's profile"),
        (("clients.csv", "clients.csv", "--suggest-map"), "takes one file"),
        (("clients.csv", "--suggest-map", "--segments", "org.yaml"), "Choose one of"),
        (("clients.csv", "--segments", "org.yaml"), "needs -o"),
        (("clients.csv", "--weight", "acuty=2"), "acuity"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], words: str, tmp_path: Path):
    put(tmp_path, GOOD)
    put(tmp_path, "schema: 1\nkind: client\nanswers: {acuity: stable}\n", "client.yaml")
    ran = casemodel("caseload", *arguments, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert (tmp_path / "clients.csv").read_text() == GOOD


def test_the_summary(tmp_path: Path, snapshot: SnapshotAssertion):
    rows = [*ROWS] * 12 + ["c-9,acute,one,,no", "c-9,acute,many,no,no"] * 2
    put(
        tmp_path,
        "\n".join([HEADER + ",Notes", *(f"{row},n" for row in rows), "bad,?,one,yes,no,n"]),
    )
    for form in ("text", "plain", "markdown", "json"):
        ran = casemodel("caseload", "clients.csv", "--format", form, cwd=tmp_path)
        assert ran.status == 0
        assert ran.err == ""
        assert without_digest(ran.out) == snapshot(name=form)
    everything = casemodel("caseload", "clients.csv", "--no-suppress", cwd=tmp_path).out
    assert without_digest(everything) == snapshot(name="no-suppress")


def test_as_a_process(tmp_path: Path):
    put(tmp_path, GOOD)
    ran = process("caseload", "clients.csv", "-o", "out.csv", cwd=tmp_path, encoding="cp1252")
    assert (ran.status, ran.err.strip()) == (0, "Written: out.csv")
    assert len((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()) == 4


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_a_run_that_is_ended_leaves_nothing(name: str, tmp_path: Path):
    put(tmp_path, "\n".join([HEADER, *ROWS * 100_000]))
    line = command("caseload", "clients.csv", "-o", "out.csv")
    running = subprocess.Popen(
        line,
        cwd=tmp_path,
        env=settings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=heed_requests_to_end,  # noqa: PLW1509 - one thread
    )
    time.sleep(1.5)
    assert running.poll() is None
    running.send_signal(getattr(signal, name))
    assert running.wait(30) != 0
    assert [path.name for path in tmp_path.iterdir()] == ["clients.csv"]


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_so_it_is_where_a_file_needs_a_name(name: str, tmp_path: Path):
    script = (
        "import os, signal\n"
        "from casemodel.cli import files\n"
        "from casemodel.files import writing\n"
        "writing._DESCRIPTORS = writing.Path('/nowhere')\n"
        "with files.streamed('out.csv', force=False) as stream:\n"
        "    stream.write(b'half')\n"
        "    assert len(os.listdir()) == 1\n"
        f"    os.kill(os.getpid(), signal.{name})\n"
    )
    completed = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=settings(),
        check=False,
        capture_output=True,
        preexec_fn=heed_requests_to_end,
    )
    assert completed.returncode == -getattr(signal, name), completed.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("descriptors", ["/proc/self/fd", "/nowhere"])
def test_a_stream_becomes_a_file_when_it_is_whole(
    descriptors: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(writing, "_DESCRIPTORS", Path(descriptors))
    target = tmp_path / "out.csv"
    with files.streamed(str(target), force=False) as stream:
        stream.write(b"one")
        assert not target.exists()
    assert target.read_bytes() == b"one"
    with pytest.raises(WrongUse), files.streamed(str(target), force=False) as stream:
        stream.write(b"two")
    with files.streamed(str(target), force=True) as stream:
        stream.write(b"three")
    with pytest.raises(ZeroDivisionError), files.streamed(str(target), force=True) as stream:
        stream.write(b"four" * (1 // 0))
    assert target.read_bytes() == b"three"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.skipif(os.name == "nt", reason="terminals")
def test_a_bar_is_shown_on_a_terminal_only(tmp_path: Path):
    import pty

    put(tmp_path, "\n".join([HEADER, *ROWS * 2000]))
    main_end, terminal = pty.openpty()
    completed = subprocess.run(
        command("caseload", "clients.csv", "-o", "out.csv"),
        cwd=tmp_path,
        env=settings(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
    )
    os.close(terminal)
    on_terminal = os.read(main_end, 100_000).decode()
    os.close(main_end)
    assert completed.returncode == 0
    assert "%" in on_terminal
    assert "\x1b" not in completed.stdout.decode()
