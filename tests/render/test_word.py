import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from casemodel.knowledge.handout_file import load_handout
from casemodel.pages.document import (
    TICK,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    SignedBar,
    SignedBars,
    Table,
)
from casemodel.pages.handout import handout
from casemodel.render import word
from casemodel.render.extras import MissingExtra
from casemodel.render.safe import harmless
from tests.pages.sample import CLIENTS, example
from tests.render.tricky import EVIL, document
from tests.shipped import shipped

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
INLINE, EXTENT = f"{_DRAWING}inline", f"{_DRAWING}extent"


@pytest.fixture(autouse=True)
def _needs_python_docx(request):
    if "without" not in request.node.name:
        pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")


def part(word_bytes: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(word_bytes)) as file:
        return ET.fromstring(file.read(name))  # noqa: S314 - of our own making


def styles_of(body: ET.Element) -> list[str]:
    return [style.get(f"{WORD}val") or "" for style in body.iter(f"{WORD}pStyle")]


def words(body: ET.Element) -> str:
    """The text within, a hyphen that never breaks as the plain one it is read and copied as."""
    hyphen = f"{WORD}noBreakHyphen"
    letters = (run for run in body.iter() if run.tag in (f"{WORD}t", hyphen))
    return "".join("-" if run.tag == hyphen else run.text or "" for run in letters)


def test_headings_and_titles_are_real_styles():
    body = part(word.write(document()), "word/document.xml")
    styles = styles_of(body)
    assert styles[0] == "Title"
    assert {"Subtitle", "Heading1", "Caption", "ListParagraph", "Small", "Danger"} <= set(styles)


def test_tables_have_header_rows_captions_and_descriptions():
    body = part(word.write(document()), "word/document.xml")
    tables = list(body.iter(f"{WORD}tbl"))
    assert len(tables) == 2
    for table in tables:
        first_row = table.find(f"{WORD}tr")
        assert first_row is not None
        assert first_row.find(f"{WORD}trPr/{WORD}tblHeader") is not None
        look = table.find(f"{WORD}tblPr/{WORD}tblLook")
        assert look is not None
        assert (look.get(f"{WORD}firstRow"), look.get(f"{WORD}firstColumn")) == ("1", "1")


def test_pictures_are_described_with_all_their_figures():
    word_bytes = word.write(document())
    body = part(word_bytes, "word/document.xml")
    described = [picture.get("descr") for picture in body.iter(f"{_DRAWING}docPr")]
    assert described == [
        "Model: A plain text., Points: +20.7, Note: A plain text.; Model: Brokerage, Points: -13.1",
        *["A plain text.; A: A plain text., A plain text.: A plain text."] * 3,
        "A plain text.; A: A plain text. A plain text., A plain text.: A plain text.",
    ]
    for inline in body.iter(INLINE):
        assert [inline.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4  # else it is cut off
    with zipfile.ZipFile(BytesIO(word_bytes)) as file:
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
        assert all(file.read(name).startswith(b"\x89PNG") for name in pictures)
    assert len(pictures) == len(described)


def test_rows_stay_whole_unless_they_are_higher_than_a_sheet():
    """Word cuts off what is higher than a sheet in a row that may not be broken."""
    table = Table("", ("A", "B"), ((("short",), ("short",)), (("long",), ("word " * 900,))))
    body = part(word.write(Document("t", (table,))), "word/document.xml")
    is_unbroken = [
        row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in body.iter(f"{WORD}tr")
    ]
    assert is_unbroken == [True, True, False]


@pytest.mark.parametrize("sheets", [0, 1])
def test_no_picture_is_wider_than_the_text(sheets):
    picture = SignedBars("Points", "Model", (SignedBar("Clinical", 207),))
    body = part(word.write(Document("t", (picture,), sheets=sheets)), "word/document.xml")
    extent, paper = body.find(f".//{INLINE}/{EXTENT}"), body.find(f".//{WORD}sectPr")
    assert extent is not None
    assert paper is not None
    size, margins = paper.find(f"{WORD}pgSz"), paper.find(f"{WORD}pgMar")
    assert size is not None
    assert margins is not None
    sides = sum(int(margins.get(f"{WORD}{side}") or 0) for side in ("left", "right"))
    assert int(extent.get("cx") or 0) / 635 <= int(size.get(f"{WORD}w") or 0) - sides


def test_a_few_facts_stay_on_one_sheet():
    few, many = (Facts((Fact("One", "of them"),) * number) for number in (3, 20))
    body = part(word.write(Document("t", (few, many))), "word/document.xml")
    keep_with_next = [
        paragraph.find(f"{WORD}pPr/{WORD}keepNext") is not None
        for paragraph in body.iter(f"{WORD}p")
    ]
    assert keep_with_next == [False, True, True, False, *[False] * 20]


def test_a_paragraph_between_a_heading_and_a_table_stays_with_them():
    table = Table("", ("A", "B"), ((("a",), ("b",)),))
    line = Paragraph("Before a table.")
    body = part(
        word.write(Document("t", (Heading(2, "H"), line, table, line))), "word/document.xml"
    )
    lines = [
        paragraph.find(f"{WORD}pPr/{WORD}keepNext") is not None
        for paragraph in body.findall(f"{WORD}body/{WORD}p")
        if words(paragraph) == "Before a table."
    ]
    assert lines == [True, False]


def test_a_question_stays_with_its_boxes_its_help_and_its_warning():
    boxes = Bullets("tick one", (Item(TICK, "", "no"), Item(TICK, "", "yes")))
    question = (Heading(3, "Q?"), boxes, Paragraph("Help.", "quiet"), Paragraph("Now.", "danger"))
    body = part(word.write(Document("t", question)), "word/document.xml")
    kept = [
        paragraph.find(f"{WORD}pPr/{WORD}keepNext") is not None
        for paragraph in body.findall(f"{WORD}body/{WORD}p")
    ]
    assert kept[-3:] == [True, True, False]  # that of a heading is in its style


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        (Paragraph("Last."), [False, True, True, False]),
        (Table("", ("A", "B"), ((("a",), ("b",)),) * 2), [False, True, True, False]),
    ],
    ids=["paragraph", "table"],
)
def test_closing_lines_stay_with_what_is_before_them(last, kept):
    """They stood alone on the last sheet of several people's answers."""
    page = Document("t", (Paragraph("First."), last), (Fact("Guide", "here."),), made_by="tool")
    body = part(word.write(page), "word/document.xml")
    paragraphs = body.findall(f"{WORD}body/{WORD}p")[1:]  # without the title
    keep_next = f"{WORD}pPr/{WORD}keepNext"
    assert [paragraph.find(keep_next) is not None for paragraph in paragraphs] == kept
    rows = [row.find(f".//{keep_next}") is not None for row in body.iter(f"{WORD}tr")]
    assert rows == [False, False, True][: len(rows)]


@pytest.mark.thorough
def test_pages_of_few_sheets_keep_to_them_as_word_files(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    pages = {path.stem: example(path).page for path in CLIENTS}
    models = sorted(shipped().models.values(), key=lambda model: model.id)
    texts = load_handout(None, shipped())
    for chosen in (c for number in (1, 2, 3) for c in combinations(models, number)):
        name = "-".join(model.id for model in chosen)
        pages[name] = handout(shipped(), texts, chosen, "t", "2026-11-22")
    for name, page in pages.items():
        (tmp_path / f"{name}.docx").write_bytes(word.write(page))
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    sheets = {name: len(PdfReader(tmp_path / f"{name}.pdf").pages) for name in pages}
    assert not {name: n for name, n in sheets.items() if n > pages[name].sheets}


def points_of(word_bytes: bytes) -> dict[str, float]:
    """The points of type that each style of its own states."""
    sizes = {
        style.get(f"{WORD}styleId") or "": style.find(f"{WORD}rPr/{WORD}sz")
        for style in part(word_bytes, "word/styles.xml").iter(f"{WORD}style")
    }
    return {
        name: int(size.get(f"{WORD}val") or 0) / 2
        for name, size in sizes.items()
        if size is not None
    }


def test_type_is_readable_on_pages_of_one_sheet_or_two():
    """It was 7 points on most clients' pages, and 9 on a handout with room to spare."""
    assert points_of(word.write(example(CLIENTS[0]).page))["Normal"] >= 8.5


def test_a_crowded_report_for_a_board_is_in_readable_type():
    """It was set in smaller type than as PDF."""
    lines = (Paragraph("Some words that fill a line of the sheet."),) * 150
    crowded = Document("t", (*lines, Heading(2, "Annex", "annex")), sheets=1)
    points = points_of(word.write(crowded))
    assert points["Normal"] >= 10
    assert min(points["Cell"], points["SmallCell"]) >= 9


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_handouts_table_is_as_readable_as_its_text(number):
    """A table of three models was in 8.4 points, with a fifth of the sheet empty."""
    models = sorted(shipped().models.values(), key=lambda model: model.id)
    sheet = handout(shipped(), load_handout(None, shipped()), models[:number], "t", "2026-11-22")
    points = points_of(word.write(sheet))
    assert points["Normal"] >= 10
    assert points["SmallCell"] >= 9
    assert points["SmallCell"] >= 0.85 * points["Normal"]


def test_the_foot_of_a_sheet_stands_clear_of_its_text():
    annex = (Heading(2, "One"), Heading(2, "Annex", "annex"))
    body = part(word.write(Document("t", annex, sheets=4)), "word/document.xml")
    (margins,) = body.iter(f"{WORD}pgMar")
    bottom, footer = (int(margins.get(f"{WORD}{side}") or 0) for side in ("bottom", "footer"))
    assert bottom - footer >= 20 * 20  # twentieths of a point


def test_the_file_says_what_it_is_and_when():
    word_bytes = word.write(document())
    core = {
        element.tag.rpartition("}")[2]: element.text
        for element in part(word_bytes, "docProps/core.xml")
    }
    assert core["title"] == "Title A plain text."
    assert core["language"] == "en"
    assert core["creator"] == core["lastModifiedBy"] == "casemodel 0.1.0"
    assert core["created"] == core["modified"] == "2026-11-22T00:00:00Z"
    language = next(part(word_bytes, "word/styles.xml").iter(f"{WORD}lang"))
    assert language.get(f"{WORD}val") == "en-US"


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_same_document_gives_the_same_bytes(paper):
    assert word.write(document(), paper) == word.write(document(), paper)


def test_nothing_in_the_file_is_of_today():
    with zipfile.ZipFile(BytesIO(word.write(document(date="")))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml")
    assert set(re.findall(rb">(\d{4})-", core)) == {b"2000"}


@cache
def elements_where_nothing_is_said() -> list[str]:
    """The elements of the sample page, with a word that no program reads as markup."""
    body = part(word.write(document("calm")), "word/document.xml")
    return [element.tag for element in body.iter()]


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_from_a_file_is_read_as_markup(evil):
    word_bytes = word.write(document(evil))
    body = part(word_bytes, "word/document.xml")
    assert harmless(evil).strip() in words(body)
    assert [element.tag for element in body.iter()] == elements_where_nothing_is_said()
    assert not list(body.iter(f"{WORD}instrText"))
    with zipfile.ZipFile(BytesIO(word_bytes)) as file:
        assert all(b"\x1b" not in file.read(name) for name in file.namelist()
                   if name.endswith(".xml"))  # fmt: skip


def test_lists_have_their_own_marks():
    word_bytes = word.write(document())
    marks = {
        level.get(f"{WORD}val")
        for level in part(word_bytes, "word/numbering.xml").iter(f"{WORD}lvlText")
    }
    assert {"+", "-", "•"} <= marks


def test_headings_leave_no_level_out():
    blocks = (Heading(3, "a"), Heading(2, "b"), Heading(3, "c"))
    body = part(word.write(Document("t", blocks)), "word/document.xml")
    assert styles_of(body)[1:4] == ["Heading1", "Heading1", "Heading2"]


def test_a_table_of_many_columns_lies_on_its_side():
    texts = tuple(f"Some words to fill the column {i}" for i in range(7))
    table = Table("Wide", texts, (tuple((text,) for text in texts),))
    body = part(word.write(Document("t", (table,))), "word/document.xml")
    page = next(body.iter(f"{WORD}pgSz"))
    assert int(page.get(f"{WORD}w") or 0) > int(page.get(f"{WORD}h") or 0)


def test_a_document_for_one_sheet_gets_smaller_type():
    many = tuple(Paragraph("Some words that fill a line or two of the sheet. " * 3)
                 for _ in range(30))  # fmt: skip

    def size(document: Document) -> int:
        styles = part(word.write(document), "word/styles.xml")
        normal = next(s for s in styles.iter(f"{WORD}style") if s.get(f"{WORD}styleId") == "Normal")
        return int(next(normal.iter(f"{WORD}sz")).get(f"{WORD}val") or 0)

    assert size(Document("t", many, sheets=1)) < size(Document("t", many))


def test_without_python_docx_it_says_what_to_install(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("casemodel.render.word_")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    expected = r'pip install "python-docx>=[^"]*" "typst>=.*--format html'
    with pytest.raises(MissingExtra, match=expected):
        word.write(document())
