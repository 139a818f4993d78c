import re
import sys
import zlib
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from casemodel.pages.document import (
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    SourceLine,
    Sources,
    Table,
)
from casemodel.render import pdf
from casemodel.render.extras import MissingExtra
from casemodel.render.safe import harmless
from casemodel.render.templating import FOLDER
from tests.render.tricky import EVIL, document


@pytest.fixture(autouse=True)
def _needs_typst(request):
    if "without" not in request.node.name:
        pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")


def unpacked(pdf_bytes: bytes) -> bytes:
    """The file with every stream that is packed written out behind it."""
    streams = [pdf_bytes]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf_bytes, re.DOTALL):
        try:
            streams.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(streams)


def sheets(pdf_bytes: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf_bytes))


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts(part)]
    return []


def test_it_is_tagged_titled_in_a_language_and_has_its_fonts_inside():
    pdf_bytes = unpacked(pdf.write(document()))
    assert pdf_bytes.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Marked true", b"/Lang", b"/Title"):
        assert mark in pdf_bytes
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf_bytes
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf_bytes
    assert b"/FontFile3" in pdf_bytes or b"/FontFile2" in pdf_bytes
    assert b"/DisplayDocTitle true" in pdf_bytes


def test_tables_have_header_cells_and_captions():
    pdf_bytes = unpacked(pdf.write(document()))
    assert re.search(rb"/S\s*/TH\b", pdf_bytes)
    assert re.search(rb"/Scope\s*/Column", pdf_bytes)
    assert re.search(rb"/S\s*/Caption\b", pdf_bytes)
    assert re.search(rb"/S\s*/L\b", pdf_bytes)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_same_document_gives_the_same_bytes(paper):
    assert pdf.write(document(), paper) == pdf.write(document(), paper)


def test_the_paper_is_as_asked():
    box = {paper: re.search(rb"/MediaBox\s*\[([^]]*)\]", pdf.write(document(), paper)) for paper in
           ("letter", "a4")}  # fmt: skip
    assert [round(float(n)) for n in box["letter"].group(1).split()] == [0, 0, 612, 792]
    assert [round(float(n)) for n in box["a4"].group(1).split()] == [0, 0, 595, 842]


def test_without_a_date_it_has_none():
    pytest.importorskip("typst")
    pdf_bytes = unpacked(pdf.write(document(date="")))
    assert b"/CreationDate" not in pdf_bytes
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf_bytes


_MARKUP = ("H1", "H2", "TH", "Formula", "Link", "Strong", "Em")


def markup_of(pdf_bytes: bytes) -> list[int]:
    """How many elements of each kind a file has."""
    return [len(re.findall(rf"/S\s*/{kind}\b".encode(), pdf_bytes)) for kind in _MARKUP]


@cache
def markup_where_nothing_is_said() -> list[int]:
    """That of the sample page, with a word that no program reads as markup."""
    return markup_of(unpacked(pdf.write(document("calm"))))


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_from_a_file_is_read_as_markup(evil):
    calm = pdf.as_data(document("calm"))
    data = pdf.as_data(document(harmless(evil)))
    assert [block["is"] for block in data["blocks"]] == [block["is"] for block in calm["blocks"]]
    assert any(harmless(evil) in text for text in texts(data))
    pdf_bytes = unpacked(pdf.write(document(evil)))
    assert markup_of(pdf_bytes) == markup_where_nothing_is_said()
    assert b"/URI" not in pdf_bytes
    assert b"/JavaScript" not in pdf_bytes


def test_the_template_never_reads_text_as_code():
    template = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.typ"))
    for risky in ("eval", "import", "include", "read(", "plugin", "raw(", "link("):
        assert risky not in template


def test_letters_that_no_font_has_are_written_out_and_not_lost():
    odd = document("\U0010fffd \u4e2d\u6587 caf\u00e9 \u2610")
    assert pdf.write(odd) == pdf.write(odd)
    assert pdf._western("\u4e2d caf\u00e9 \u2610") == "\\u4e2d caf\u00e9 \u2610"


def test_a_word_wider_than_the_paper_does_not_stop_it():
    assert pdf.write(document("x" * 500))


def test_headings_leave_no_level_out():
    blocks = (Heading(3, "a"), Heading(2, "b"), Heading(3, "c"), Heading(2, "d"))
    levels = [block["level"] for block in pdf.as_data(Document("t", blocks))["blocks"]]
    assert levels == [1, 1, 2, 1]


def test_a_document_for_one_sheet_gets_smaller_until_it_fits():
    many = tuple(Paragraph("Some words that fill a line or two of the sheet. " * 3)
                 for _ in range(40))  # fmt: skip
    assert sheets(pdf.write(Document("t", many))) > 1
    assert sheets(pdf.write(Document("t", many, sheets=1))) == 1


def test_a_document_with_an_annex_takes_more_sheets_rather_than_smaller_type():
    lines = (Paragraph("Some words that fill a line of the sheet."),) * 150
    crowded = Document("t", (*lines, Heading(2, "Annex", "annex")), sheets=1)
    assert pdf.type_size(crowded, "letter") == pdf.READABLE


def test_what_leads_to_a_table_and_a_few_facts_stay_on_one_sheet():
    table = Table("", ("A", "B"), ((("a",), ("b",)),) * 3)
    blocks_together = (
        (Heading(2, "Head"), Paragraph("Before."), table),
        (Facts((Fact("F", "one"),) * 3),),
    )
    for lines in range(30, 50):
        for last in blocks_together:
            page = Document("t", (*(Paragraph("A line.") for _ in range(lines)), *last))
            sheets_read = PdfReader(BytesIO(pdf.write(page))).pages
            texts_read = [sheet.extract_text() for sheet in sheets_read]
            assert not any(re.search(r"Before\.\s*\d+/\d+$", text) for text in texts_read)
            assert {text.count("F: one") for text in texts_read} <= {0, 3}


@pytest.mark.parametrize(
    "last",
    [
        Paragraph("The last one."),
        Bullets("entry", (Item("", "", "One of a list."),) * 3 + (Item("", "", "The last one."),)),
        Sources(tuple(SourceLine(f"s{n}", "The last one.", ("p. 1",), str(n)) for n in (1, 2))),
    ],
    ids=["paragraph", "list", "sources"],
)
def test_closing_lines_stand_on_no_sheet_alone(last):
    """They stood alone on the last sheet of some comparisons."""
    for lines in range(26, 40):
        blocks = (*(Paragraph("A line.") for _ in range(lines)), last)
        page = Document("t", blocks, closing=(Fact("Guide", "here."),), made_by="tool")
        sheet = PdfReader(BytesIO(pdf.write(page))).pages[-1].extract_text()
        assert "The last one." in sheet
        assert "Made by tool." in sheet


def test_what_is_handed_to_the_template(snapshot):
    import json

    data = pdf.as_data(document())
    for block in data["blocks"]:
        block.pop("image", None)
    assert json.dumps(data, ensure_ascii=False, indent=1) == snapshot


def test_without_typst_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra, match=r'pip install .*"typst>=.*--format html'):
        pdf.write(document())
