"""What every HTML page must be: whole, closed, quiet, and made for everyone."""

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.pages.document import (
    TICK,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
    with_every_text,
)
from casemodel.render.charts import _FILL, _INK, _QUIET
from casemodel.render.html import as_html, css_string, style_for
from casemodel.render.safe import harmless
from tests.pages.sample import CLIENTS, EVERY_BLOCK, ORGANIZATIONS, every_page
from tests.render.markup import Tag, read

NUMBER_OF_PAGES = 1 + 2 * len(CLIENTS) + len(ORGANIZATIONS)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;script&gt;",
    "]]>",
    "<!-- x -->",
    "javascript:alert(1)",
    "=cmd()",
    "[x](y)",
    "\\22 } * { content: url(x)",
    "\u2028\u2029\u202e",
    "\x1b]8;;http://x\x07",
)


@cache
def pages() -> list[Document]:
    return list(every_page())


@pytest.fixture(params=range(NUMBER_OF_PAGES), scope="module")
def page(request: pytest.FixtureRequest) -> Tag:
    return read(as_html(pages()[request.param]))


def test_every_page_is_looked_at():
    assert len(pages()) == NUMBER_OF_PAGES


def test_golden(snapshot):
    page = as_html(EVERY_BLOCK)
    assert re.sub('base64,[^"]+', "base64,", page) == snapshot  # each matplotlib has its own bytes


def test_headings_are_in_order(page):
    levels = [int(heading.name[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


def test_tables_say_what_they_are(page):
    for table in page.all("table"):
        captions = list(table.all("caption"))
        assert len(captions) == 1
        assert captions[0].text
        assert all(th.attributes["scope"] in ("col", "row") for th in table.all("th"))
        heads = list(next(table.all("thead")).all("th"))
        for row in next(table.all("tbody")).all("tr"):
            cells = [part for part in row.inside if isinstance(part, Tag)]
            assert cells[0].name == "th"
            assert len(cells) == len(heads)


def test_nothing_is_loaded_and_nothing_runs(page):
    allowed = {"", "html", "head", "body", "title", "style", "meta", "header", "main", "footer",
               "nav", "section", "h1", "h2", "h3", "p", "a", "ul", "ol", "li", "dl", "dt", "dd",
               "div", "span", "strong", "figure", "figcaption", "table", "caption", "thead",
               "tbody", "tr", "th", "td", "small", "picture", "source", "img", "details",
               "summary"}  # fmt: skip
    for element in page.all():
        assert element.name in allowed
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "action")
            assert name not in ("src", "srcset") or value.startswith("data:image/svg+xml;base64,")
            assert name != "href" or value.startswith("#")
            assert "url(" not in value


def test_names_on_the_page_are_one_of_a_kind_and_found(page):
    names = Counter(
        element.attributes["id"] for element in page.all() if "id" in element.attributes
    )
    assert set(names.values()) == {1}
    for element in page.all():
        for name in element.attributes.get("aria-labelledby", "").split():
            assert name in names
        if "href" in element.attributes:
            assert element.attributes["href"][1:] in names


def test_language_title_and_landmarks(page):
    (root,) = page.all("html")
    assert root.attributes["lang"] == "en"
    assert next(page.all("title")).text
    for landmark in ("header", "main", "footer"):
        assert len(list(page.all(landmark))) == 1


def test_the_policy_lets_in_the_one_style_sheet_and_nothing_else(page):
    (style,) = page.all("style")
    sheet = "".join(part for part in style.inside if isinstance(part, str))
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    (policy,) = (m for m in page.all("meta") if "http-equiv" in m.attributes)
    assert policy.attributes["content"] == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_stays_text_wherever_it_stands(hostile):
    spoilt = with_every_text(EVERY_BLOCK, lambda text: f"{hostile}{text}" if text else text)
    usual, spoilt_page = read(as_html(EVERY_BLOCK)), read(as_html(spoilt))
    kinds = {(element.name, frozenset(element.attributes)) for element in usual.all()}
    assert {(element.name, frozenset(element.attributes)) for element in spoilt_page.all()} <= kinds
    assert harmless(hostile).strip() in next(spoilt_page.all("h1")).text


@given(st.text())
def test_a_string_of_css_is_nothing_but_numbers(text):
    assert re.fullmatch(r'"(\\[0-9a-f]{6})*"', css_string(text))


@given(st.text())
def test_a_style_sheet_cannot_end_itself(text):
    assert "<" not in style_for("letter", text)


def classes_of(page: Document, name: str) -> list[list[str]]:
    tags = read(as_html(page)).all(name)
    return [(tag.attributes.get("class") or "").split() for tag in tags]


def test_a_printed_row_is_broken_only_where_it_is_higher_than_a_sheet():
    words = tuple((f"Some words of column {n}",) for n in range(6))
    table = Table(
        "", tuple("ABCDEFG"), ((("short",), *words), (("long",), *words[1:], ("w " * 900,)))
    )
    page = Document("t", (table,))
    assert classes_of(page, "tr")[1:] == [[], ["long"]]
    style = as_html(page)
    broken = re.findall(r"([^{}]+)\{break-inside:auto\}", style)
    assert [rule for rule in broken if "tr" in rule] == ["\ntr.long"]
    assert re.search(r"[{},\n]tr,[^{}]*\{break-inside:avoid\}", style)


def test_a_paragraph_between_a_heading_and_a_table_stays_with_them_in_print():
    table = Table("", ("A", "B"), ((("a",), ("b",)),))
    line = Paragraph("Before a table.", "quiet")
    page = Document("t", (Heading(2, "H"), line, table, line))
    assert classes_of(page, "p") == [["quiet", "leads"], ["quiet"]]
    assert re.search(r"[{},\n][^{}]*\.leads\{break-after:avoid\}", as_html(page))


def question(*warnings: str) -> Document:
    """A page with one question: boxes to tick, a line of help, and warnings of danger."""
    boxes = Bullets("tick one", (Item(TICK, "", "no"), Item(TICK, "", "yes")))
    dangers = (Paragraph(warning, "danger") for warning in warnings)
    return Document("t", (Heading(3, "Q?"), boxes, Paragraph("Help.", "quiet"), *dangers))


def test_a_question_stays_with_its_boxes_its_help_and_its_warning_in_print():
    """What to do in danger stood on the next sheet."""
    page = question("Call 911.")
    assert classes_of(page, "ul") == [["signed", "boxes", "leads"]]
    assert classes_of(page, "p") == [["quiet", "leads"], ["danger"]]
    assert classes_of(question(), "p") == [["quiet"]]
    assert re.search(r"[{},\n]\.boxes[,{][^{}]*\{break-inside:avoid\}", as_html(page))


def test_the_first_cell_of_a_row_is_a_name_and_remarks_on_it():
    """A worksheet's grid had its questions in bold lists."""
    table = Table("", ("A", "B"), ((("Name", "A remark."), ("b", "c")),))
    (row,) = read(as_html(Document("t", (table,)))).all("tbody")
    (name,) = row.all("th")
    assert [part.text for part in name.all("small")] == ["A remark."]
    assert not list(name.all("ul"))


def test_only_a_column_without_a_text_is_to_be_filled_in():
    columns = ("A", "B", "C")
    empty, partly = (
        ((("a",), ("b",), ("",)),) * 2,
        ((("a",), ("b",), ("",)), (("a",), ("b",), ("c",))),
    )
    page = Document("t", (Table("", columns, empty), Table("", columns, partly)))
    assert ["fill" in classes for classes in classes_of(page, "table")] == [True, False]


def test_a_boards_pages_with_room_to_spare_are_printed_in_larger_type():
    def board(lines: int) -> Document:
        """Four sheets, of which one has so many lines, and an annex."""
        filled = tuple(Paragraph("A line.") for _ in range(lines))
        sheets = (
            Heading(2, "1"),
            Heading(2, "2", "sheet"),
            *filled,
            Heading(2, "A", "annex"),
            *filled,
        )
        return Document("t", sheets, sheets=4)

    assert classes_of(board(40), "body") == [["board", "roomy"]]
    assert classes_of(board(55), "body") == [["board"]]


@pytest.mark.parametrize(
    ("lines", "sheets", "is_larger"),
    [(40, 1, True), (55, 1, False), (55, 2, False), (70, 2, True), (110, 2, False)],
)
def test_a_page_of_few_sheets_is_printed_in_larger_type_if_it_takes_no_more_of_them(
    lines, sheets, is_larger
):
    """A handout of two models filled half a sheet, in 9.5 points."""
    page = Document("t", tuple(Paragraph("A line.") for _ in range(lines)), sheets=sheets)
    (classes,) = classes_of(page, "body")
    assert ("roomy" in classes) == is_larger


def test_paper():
    assert "@page{size:letter;" in style_for("letter", "")
    assert "@page{size:A4;" in style_for("a4", "")


def test_same_bytes():
    assert [as_html(p) for p in pages()] == [as_html(p) for p in pages()]


def test_a_page_with_nothing_on_it():
    empty_page = read(as_html(Document("Nothing", ())))
    assert [heading.text for heading in empty_page.all("h1")] == ["Nothing"]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(colour: str, ground: str) -> float:
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read():
    declared = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", style_for("letter", "")))
    for ink in (_INK, _QUIET, _FILL, *(declared[n] for n in ("ink", "quiet", "link", "danger"))):
        assert _contrast(ink, "#ffffff") >= 4.5
        assert _contrast(ink, declared["wash"]) >= 4.5
    assert _contrast(declared["line"], "#ffffff") >= 3


def test_closing_lines_stay_with_what_is_before_them_in_print():
    assert "footer{break-before:avoid}" in as_html(Document("t", ()))


@pytest.mark.parametrize(
    ("columns", "row", "apart"),
    [
        (("Model", "points", "rank"), (("Brokerage",), ("+1.5",), ("2",)), False),
        (("Group", *("Collaborative", "Intensive", "Strengths-based", "Clinical")),
         (("Families",), ("+1.5",), ("-2.0",), ("0.0",), ("+10.5",)), True),
    ],
)  # fmt: skip
def test_a_table_too_wide_for_a_phone_is_taken_apart_there(columns, row, apart):
    """Tables of figures with long heads were cut off."""
    page = as_html(Document("t", (Table("", columns, (row,)),)))
    (table,) = read(page).all("table")
    assert ("stack" in table.attributes.get("class", "")) == apart
