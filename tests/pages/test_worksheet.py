from io import BytesIO

import pytest
from pypdf import PdfReader

from casemodel.pages.document import TICK, Bullets, Heading, Paragraph, Table
from casemodel.pages.worksheet import worksheet
from casemodel.render import pdf, word
from casemodel.render.html import as_html
from casemodel.render.markdown import as_markdown
from casemodel.render.safe import safe_document
from tests.cli.process import casemodel
from tests.pages.shown import shown
from tests.render.test_pdf import texts
from tests.render.test_word import part, points_of, words
from tests.shipped import shipped

RULES = shipped()
KINDS = ("client", "organization")


def page(kind: str, *, short: bool = False):
    return worksheet(RULES, kind, "casemodel 0", "2026-11-22", short=short)


def questions(document) -> list[str]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    asked_alone = [heading.text for heading in headings if heading.level == 3]
    return asked_alone + [row[0][0] for table in tables for row in table.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_is_asked_once_under_its_number(kind):
    numbered_questions = questions(page(kind))
    numbers = sorted(int(text.partition(".")[0]) for text in numbered_questions)
    assert numbers == list(range(1, len(RULES.criteria_for(kind)) + 1))
    expected = {criterion.question.said_to(kind) for criterion in RULES.criteria_for(kind)}
    assert {text.partition(". ")[2] for text in numbered_questions} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_level_is_a_box_to_tick(kind):
    document = page(kind)
    text = " ".join(shown(document))
    boxes = sum(1 for block in document.blocks if isinstance(block, Bullets) for _ in block.items)
    boxes += sum(cell == (TICK,) for block in document.blocks if isinstance(block, Table)
                 for row in block.rows for cell in row)  # fmt: skip
    criteria = RULES.criteria_for(kind)
    assert boxes >= sum(len(criterion.levels) for criterion in criteria)
    for criterion in criteria:
        assert f"In the file: {criterion.id}." in text
        assert all(level.name.said_to(kind) in text for level in criterion.levels)


@pytest.mark.parametrize(("kind", "short"), [*((k, False) for k in KINDS), ("client", True)])
def test_safety_comes_first_with_what_to_do(kind, short):
    document = page(kind, short=short)
    heading = next(block for block in document.blocks if isinstance(block, Heading))
    assert heading.text == "Safety first"
    warnings = [block.text for block in document.blocks
                if isinstance(block, Paragraph) and block.tone == "danger"]  # fmt: skip
    assert len(warnings) == sum(caution.danger for caution in RULES.cautions)
    assert any("988" in text for text in warnings)


@pytest.mark.parametrize("kind", KINDS)
def test_the_short_form_asks_what_the_file_to_fill_in_asks_in_its_order(kind, tmp_path):
    answers = casemodel("new", kind, cwd=tmp_path).out.partition("\nanswers:\n")[2]
    in_the_file = [
        line.split(":")[0].strip() for line in answers.splitlines() if line.endswith(": not asked")
    ]
    form = RULES.short_forms[kind].ask
    assert sorted(in_the_file) == sorted(form)
    numbered_questions = questions(page(kind, short=True))
    expected = [RULES.criteria[c].question.said_to(kind) for c in in_the_file]
    assert numbered_questions == [f"{number}. {text}" for number, text in enumerate(expected, 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_rules_without_a_short_form_have_every_question_asked(kind):
    rules = RULES._replace(short_forms={})
    short = worksheet(rules, kind, "casemodel 0", short=True)
    assert short == worksheet(rules, kind, "casemodel 0", short=False)


@pytest.mark.parametrize(("kind", "sheets"), [("client", 2), ("organization", 1)])
def test_a_short_form_fills_its_sheets_in_readable_type(kind, sheets):
    """The second sheet of PDF and Word was a third full, and print had one sheet less."""
    document = page(kind, short=True)
    assert document.sheets == sheets
    assert document.blocks[-1].lines >= (3 if sheets == 1 else 10)
    for paper in ("letter", "a4"):
        assert len(PdfReader(BytesIO(pdf.write(document, paper))).pages) == sheets
        assert pdf.type_size(document, paper) >= 10
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    points = points_of(word.write(document))
    assert points["Normal"] >= 9.5
    assert points["Small"] >= 8


def test_a_short_form_too_long_for_two_sheets_has_a_few_lines_for_notes():
    form = RULES.short_forms["client"]
    every = tuple(criterion.id for criterion in RULES.criteria_for("client"))
    rules = RULES._replace(short_forms={"client": form._replace(ask=every)})
    document = worksheet(rules, "client", "casemodel 0", short=True)
    assert (document.sheets, document.blocks[-1].lines) == (2, 3)


def test_a_clients_worksheet_asks_for_no_name():
    text = " ".join(shown(page("client")))
    assert "write an id, not a name" in text
    assert "race" not in text.lower().replace("trace", "")


def test_a_question_stays_on_one_sheet_with_its_help_and_its_warning():
    """The help of two questions of a client's worksheet stood on the next sheet."""
    read = PdfReader(BytesIO(pdf.write(page("client")))).pages
    sheets = [" ".join(sheet.extract_text().split()) for sheet in read]
    for criterion in RULES.criteria_for("client"):
        (sheet,) = [text for text in sheets if f"In the file: {criterion.id}." in text]
        assert criterion.question.said_to("client") in sheet


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_holds_every_text(kind):
    document = safe_document(page(kind))
    typst_text = " ".join(texts(pdf.as_data(document)))
    assert all(text in typst_text for text in shown(document))
    assert as_html(document).count(TICK) == as_markdown(document).count(TICK) >= 20
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    body = words(part(word.write(document), "word/document.xml"))
    assert [text for text in shown(document) if text not in body] == []


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "markdown"])
def test_the_command_gives_the_same_bytes_twice(form, tmp_path):
    if form in ("pdf", "docx"):
        pytest.importorskip("typst" if form == "pdf" else "docx", reason="an extra is missing")
    for name in ("a", "b"):
        ran = casemodel("worksheet", "client", "--short", "--format", form, "-o", name,
                        cwd=tmp_path)  # fmt: skip
        assert ran.status == 0, ran.err
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
