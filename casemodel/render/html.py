"""The HTML writer: one file with nothing to load, no script, and only text and pictures in it.

Jinja2 fills in `templates/page.html` and escapes every text; the page also forbids the browser to
run or to load anything.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import count, zip_longest
from math import ceil
from typing import NamedTuple

from markupsafe import Markup, escape

from casemodel.explanation.numbers import signed
from casemodel.pages.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Heading,
    SignedBars,
    Sources,
    Table,
)
from casemodel.pages.sheets import SHEET, longest_sheet
from casemodel.render.blocks import (
    PHONE,
    are_names,
    column_letters,
    description_of,
    figures_of,
    has_annex,
    holds_numbers,
    is_crowded,
    lead_of,
    lies_across,
    may_break,
    narrowest_letters,
    split_rows,
    stays_with_next,
    with_colon,
)
from casemodel.render.charts import NARROW, WIDE, can_draw, drawn
from casemodel.render.extras import Paper
from casemodel.render.safe import safe_document
from casemodel.render.templating import filled
from casemodel.texts.messages import phrase

_CONTENTS_FROM = 6  # so many sections are worth a table of contents
_MANY = 6  # so many columns of words need room of their own
_WORDY = 3  # so many columns of words do not fit a phone
_PHONE_LETTERS, _COLUMN_EDGE = 44, 3  # in a row of a table on a phone; for a column's edge
_ROOMY = 52.0  # type is larger if no sheet has more lines
_PIXELS = 4 / 3  # a point
_SECTION = 2  # the level of headings that begin a section
# In a page, what is not shown as text, or a phone number.
_APART_OR_PHONE = re.compile(rf"<title>.*?</title>|<[^>]*>|({PHONE.pattern})", re.DOTALL)
_SIZES: dict[Paper, str] = {"letter": "letter", "a4": "A4"}


class PagePart(NamedTuple):
    """A block with its kind, its name on the page, and a title where it has no caption.

    `leads` is whether it stays on one sheet of paper with the part after it.
    """

    kind: str
    block: Block
    name: str = ""
    title: str = ""
    leads: bool = False


class PageSection(NamedTuple):
    """The parts below a heading, or before the first, and the heading's name on the page.

    `sheet` is whether it begins a new sheet of paper.
    """

    heading: str
    name: str
    parts: list[PagePart]
    sheet: bool = False


class TableForm(NamedTuple):
    """The form of a table: columns of figures, whether it is taken apart on a phone, classes.

    A last column without a text in any row is to be filled in. `breaks` are the rows that are too
    high to be kept on one sheet.
    """

    numbers: tuple[bool, ...]
    stacked: bool
    classes: str
    breaks: tuple[bool, ...]


class ImageFile(NamedTuple):
    """A picture inside the page: the address that holds it, and its size in pixels."""

    address: str
    width: int
    height: int


def as_html(document: Document, paper: Paper = "letter") -> str:
    """Write the document as a whole HTML page, ending in a line feed."""
    document = safe_document(document)
    style = style_for(paper, document.footer)
    sections = list(_sections(document))
    headings = [section for section in sections if section.heading]
    page = _filled(
        "page.html",
        document,
        sections,
        style=style,
        digest=b64encode(sha256(style.encode()).digest()).decode(),
        form=_page_form(document),
        contents=len(headings) >= _CONTENTS_FROM and "short" not in _page_form(document),
    )
    return str(page)


def lacks_pictures(document: Document) -> bool:
    """Tell whether tables stand in place of its pictures because nothing is there to draw them."""
    pictures = any(isinstance(block, SignedBars | Chart) for block in document.blocks)
    return pictures and not can_draw()


def as_fragment(document: Document) -> Markup:
    """Write the blocks and closing lines of a document, without its title, to be put into a page.

    The page needs the style sheet of `style_for`. A page can hold one fragment: the names of parts
    are those of a whole page.
    """
    document = safe_document(document)
    return _filled("fragment.html", document, list(_sections(document)))


def _filled(
    template: str, document: Document, sections: list[PageSection], **values: object
) -> Markup:
    """Fill in a template of pages with the document and what its blocks need."""
    entries = [entry for b in document.blocks if isinstance(b, Sources) for entry in b.entries]
    page = filled(
        template,
        document=document,
        sections=sections,
        numbers={int(entry.number) for entry in entries if entry.number.isdecimal()},
        with_colon=with_colon,
        lead_of=lead_of,
        signed=signed,
        said={
            "made_by": phrase("render.made_by", tool=document.made_by),
            "skip": phrase("render.skip"),
            "contents": phrase("render.contents"),
            "speaks_for": phrase("render.for"),
            "against": phrase("render.against"),
            "as_table": phrase("render.figures"),
        },
        list_form=_list_form,
        table_form=_table_form,
        figures_of=figures_of,
        description_of=description_of,
        pictures_of=_pictures_of,
        **values,
    )
    return with_whole_phones(page)


def style_for(paper: Paper, footer: str) -> Markup:
    """The style sheet for this paper, with the line for the foot of every sheet.

    It is the one thing on the page that is not escaped, and holds no text as it stands.
    """
    return filled("page.css", size=_SIZES[paper], footer=css_string(footer))


def with_whole_phones(text: str) -> Markup:
    """Keep every phone number of a text or a page on one line. What is not markup is escaped."""

    def whole(found: re.Match[str]) -> str:
        return f'<span class="phone">{found[1]}</span>' if found[1] else found[0]

    return Markup(_APART_OR_PHONE.sub(whole, escape(text)))  # noqa: S704 - it is escaped


def css_string(text: str) -> Markup:
    """Write a text as a string of CSS, every character by its number: none has a meaning."""
    return Markup('"{}"').format("".join(f"\\{ord(character):06x}" for character in text))


def _page_form(document: Document) -> str:
    """The class of the page for print: for a board, kept short, or across where a table is wide.

    Sheets with room to spare are printed in larger type, all in the same.
    """
    if has_annex(document):
        if document.across:
            return "board across close" if is_crowded(document) else "board across"
        return "board roomy" if longest_sheet(document) <= _ROOMY else "board"
    if document.sheets:
        lines = longest_sheet(document)
        roomy = lines <= _ROOMY * min(ceil(lines / SHEET), document.sheets)
        classes = ("short", *["one"] * (document.sheets == 1), *["roomy"] * roomy)
        return " ".join(classes)
    return "across" if lies_across(document) else ""


def _sections(document: Document) -> Iterator[PageSection]:
    """The blocks in sections. What needs a name on the page gets one of its own."""
    parts, tables = count(1), count(1)
    section = PageSection("", "", [])
    heading = phrase("render.table")

    def table_part(table: Block) -> PagePart:
        """Make the part of a table, with a name of its own."""
        name = f"table-{next(tables)}"
        return PagePart(type(table).__name__, table, name, f"{heading}: {name}")

    before: Block | None = None
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        kind = type(block).__name__
        heading = block.text if isinstance(block, Heading) else heading
        if isinstance(block, Heading) and block.level <= _SECTION:
            if section.heading or section.parts:
                yield section
            section = PageSection(block.text, f"part-{next(parts)}", [], bool(block.begins))
        elif isinstance(block, Table | SignedBars | Chart):
            shown = split_rows(block) if isinstance(block, Table) else block
            section.parts.append(table_part(shown))
        else:
            leads = stays_with_next(before, block, after)
            section.parts.append(PagePart(kind, block, leads=leads))
        before = block
    yield section


def _list_form(bullets: Bullets) -> str:
    """Give the classes of a list: room for points or signs, boxes, columns of names, or none."""
    if any(item.points for item in bullets.items):
        return "pointed"
    if any(item.sign for item in bullets.items):
        return "signed boxes" if bullets.are_boxes else "signed"
    return "names" if are_names(bullets) else ""


def _table_form(table: Table) -> TableForm:
    numbers = tuple(holds_numbers(table, i) for i in range(len(table.columns)))
    words = numbers.count(False)
    narrowest = sum(narrowest_letters(table, i) + _COLUMN_EDGE for i in range(len(numbers)))
    wordy = words >= _WORDY or len(numbers) > _WORDY > words > 1
    stacked = wordy or narrowest > _PHONE_LETTERS
    classes = [*["stack"] * stacked, *["many"] * (words >= _MANY)]
    if table.rows and not any("".join(row[-1]) for row in table.rows):
        classes.append("fill")
    letters = column_letters(table)
    breaks = tuple(may_break(row, letters) for row in table.rows)
    return TableForm(numbers, stacked, " ".join(classes), breaks)


def _pictures_of(block: SignedBars | Chart) -> list[ImageFile]:
    """Draw a picture for a phone and for a wider screen or paper; none where its table stands."""
    drawings = [drawn(block, "svg", width) for width in (NARROW, WIDE)]
    return [
        ImageFile(
            f"data:image/svg+xml;base64,{b64encode(drawing.image).decode()}",
            round(drawing.width * _PIXELS),
            round(drawing.height * _PIXELS),
        )
        for drawing in drawings
        if drawing
    ]
