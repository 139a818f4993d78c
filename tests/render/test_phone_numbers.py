"""A phone number never breaks over two lines, and still reads and copies as it is typed."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from casemodel.pages.document import Document, Paragraph, Table
from casemodel.render import pdf, word
from casemodel.render.blocks import PHONE
from casemodel.render.html import as_html, style_for
from casemodel.render.markdown import as_markdown
from casemodel.render.plain import as_plain
from tests.render.markup import read
from tests.render.test_word import WORD, part, words

LIFELINE, LOCAL, AGENCY = NUMBERS = ("1-800-273-8255", "800-950-6264", "(208) 555-0142")
OTHERS = "2026-11-05, 13-20, pp. 120-1345, 10.1007/s10597-007-9089-4, 36(123) 456-1789, 1-15, 988"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_known_beside_any_mark(number):
    for text in (f"call {number}, or", f"(call: {number}).", f"“{number}”", number):
        assert PHONE.findall(text) == [number]


@pytest.mark.parametrize("other", OTHERS.split(", "))
def test_dates_ranges_and_citations_are_no_numbers(other):
    assert PHONE.findall(f"see {other}.") == []


def test_in_html_it_is_kept_in_one_piece_and_never_in_an_attribute():
    table = Table("", ("A", "B"), ((("a",), (f"<b> call {LOCAL}",)),))
    stacked = Table("", (f"A {LOCAL}", "B", f"C {LOCAL}"), ((("a",), ("b",), ("c",)),))
    blocks = (Paragraph(f"Call {LIFELINE} & {AGENCY}; {OTHERS}"), table, stacked)
    page = as_html(Document(f"Title {LIFELINE}", blocks, subtitle=f"of {LOCAL}"))
    numbers = [tag.text for tag in read(page).all("span") if tag.attributes.get("class") == "phone"]
    assert numbers == [LIFELINE, LOCAL, LIFELINE, AGENCY, LOCAL, LOCAL, LOCAL]
    (title,) = read(page).all("title")
    assert title.text == f"Title {LIFELINE}: of {LOCAL}"
    assert f'data-label="C {LOCAL}"' in page
    assert "&lt;b&gt; call" in page
    assert ".phone{white-space:nowrap}" in style_for("letter", "")


def test_in_a_pdf_it_stands_on_one_line_at_any_width():
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    for letters in range(55, 95):
        text = f"{'x' * 30} {'x' * (letters - 31)} ({LIFELINE}), {AGENCY}."
        read_pdf = PdfReader(BytesIO(pdf.write(Document("t", (Paragraph(text),)))))
        lines = read_pdf.pages[0].extract_text().splitlines()
        assert any(f"({LIFELINE})," in line for line in lines)
        assert any(f"{AGENCY}." in line for line in lines)


def test_in_a_word_file_its_hyphens_are_those_that_never_break():
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    text = f"Call {LIFELINE}, {LOCAL}; {AGENCY} - {OTHERS}"
    table = Table("", ("A", "B"), (((LOCAL,), (f"or {LOCAL}",)),))
    body = part(word.write(Document("t", (Paragraph(text, "danger"), table))), "word/document.xml")
    assert text in words(body)
    hyphens = "".join((*NUMBERS, LOCAL, LOCAL)).count("-")
    assert len(list(body.iter(f"{WORD}noBreakHyphen"))) == hyphens


def test_as_text_it_stays_as_it_is():
    page = Document("t", (Paragraph(f"Call {LIFELINE}."),))
    for written in (as_markdown(page), as_plain(page)):
        assert f"Call {LIFELINE}." in written.replace("\\", "")
