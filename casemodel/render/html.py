"""The HTML writer: one file with nothing to load, no script, and nothing in it but text and charts.

Markup is made of elements, so that no text can become markup; the page also forbids the browser to
run or to load anything.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from casemodel.pages.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Item,
    Paragraph,
    Ruled,
    SourceLine,
    Sources,
    Table,
)
from casemodel.render.charts import figures_of, picture_of
from casemodel.render.elements import Element, Node, element, written
from casemodel.render.extras import Paper
from casemodel.render.html_table import is_wide, table_element
from casemodel.render.safe import safe_document
from casemodel.render.style import style_for
from casemodel.render.svg import svg_element
from casemodel.render.wrapping import asked

_CONTENTS_FROM = 6  # so many sections are worth a table of contents
_NAME, _NAMES = 60, 9  # so many items of so few letters are set in columns


class _Section(NamedTuple):
    """A heading, or none, and the blocks below it up to the next of its level."""

    heading: Heading | None
    blocks: list[Block]


def as_html(document: Document, paper: Paper = "letter") -> str:
    """The document as a whole HTML page, ending in a line feed."""
    document = safe_document(document)
    style = style_for(paper, document.footer)
    sections = _sections(document.blocks)
    page = element(
        "html",
        _head(document, style),
        element("body", *_body(document, sections), **_toned(_form_of(document))),
        lang=document.language,
    )
    return f"<!DOCTYPE html>\n{written([page])}\n"


def _form_of(document: Document) -> str:
    """How the whole of it is set on paper: kept short, or across where a table is wide."""
    if document.sheets:
        return "short one" if document.sheets == 1 else "short"
    wide = any(isinstance(block, Table) and is_wide(block) for block in document.blocks)
    return "across" if wide else ""


def _head(document: Document, style: str) -> Element:
    # The style sheet is ours, and the only thing on the page that is not escaped; the browser
    # takes it by its digest and nothing else.
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    metas = [
        {"charset": "utf-8"},
        {"http-equiv": "Content-Security-Policy", "content": policy},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "referrer", "content": "no-referrer"},
        {"name": "generator", "content": document.made_by},
        {"name": "dcterms.date", "content": document.date},
    ]
    title = ": ".join(part for part in (document.title, document.subtitle) if part)
    return element(
        "head",
        *(Element("meta", meta, ()) for meta in metas if all(meta.values())),
        element("title", title),
        Element("style", {}, (style,)),
    )


def _body(document: Document, sections: list[_Section]) -> Iterator[Node]:
    names = [section.heading.text for section in sections if section.heading]
    contents = len(names) >= _CONTENTS_FROM and not document.sheets
    if contents:
        yield element("a", "To the contents of the page", class_="skip", href="#main")
    head: list[Node] = [element("h1", document.title)]
    if document.subtitle:
        head.append(element("p", document.subtitle, class_="subtitle"))
    yield element("header", *head)
    if contents:
        links = (
            element("li", element("a", name, href=f"#part-{number}"))
            for number, name in enumerate(names, 1)
        )
        yield element("nav", element("ul", *links), aria_label="On this page")
    yield element("main", *_Writer().sections(sections), id="main")
    closing = [element("p", *_closing(fact)) for fact in document.closing]
    if document.made_by:
        closing.append(element("p", f"Made by {document.made_by}.", class_="quiet"))
    if closing:
        yield element("footer", *closing)


def _closing(fact: Fact) -> tuple[Node, ...]:
    return (element("strong", asked(fact.label)), f" {fact.text}") if fact.label else (fact.text,)


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    sections = [_Section(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:  # noqa: PLR2004 - below the title
            sections.append(_Section(block, []))
        else:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.heading or section.blocks]


class _Writer:
    """Writes blocks; it counts what needs a name of its own on the page."""

    def __init__(self) -> None:
        self._parts = count(1)
        self._charts = count(1)
        self._tables = count(1)
        self._heading = ""

    def sections(self, sections: Sequence[_Section]) -> Iterator[Node]:
        for section in sections:
            if section.heading is None:
                yield from self._blocks(section.blocks)
                continue
            name = f"part-{next(self._parts)}"
            self._heading = section.heading.text
            heading = element("h2", section.heading.text, id=name)
            yield element("section", heading, *self._blocks(section.blocks), aria_labelledby=name)

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Node]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Node]:
        match block:
            case Heading():
                self._heading = block.text
                yield element(f"h{block.level}", block.text)
            case Paragraph():
                yield element("p", block.text, **_toned(block.tone))
            case Facts():
                yield element("dl", *map(_fact, block.rows))
            case Bullets():
                yield _bullets(block)
            case Table():
                yield self._table(block)
            case Bars():
                yield from self._blocks(figures_of(block))
            case Figure():
                yield self._figure(block)
            case Ruled():
                yield from _ruled(block)
            case Sources():
                yield _sources(block.entries)

    def _figure(self, figure: Figure) -> Element:
        name = f"chart-{next(self._charts)}"
        picture = svg_element(picture_of(figure.chart), name, figure.caption, figure.alt)
        caption = element("figcaption", figure.caption)
        beside = element("div", element("div", picture), self._table(figure.table), class_="beside")
        return element("figure", caption, beside)

    def _table(self, table: Table) -> Element:
        """A table in a box of its own, which can be moved sideways by hand or by key."""
        name = f"table-{next(self._tables)}"
        inside = table_element(table, name, f"{self._heading or 'Table'}: {name}")
        return element(
            "div", inside, class_="wide", role="region", aria_labelledby=name, tabindex="0"
        )


def _toned(tone: str) -> dict[str, str]:
    return {"class_": tone} if tone else {}


def _fact(fact: Fact) -> Element:
    return element("div", element("dt", fact.label), element("dd", fact.text), **_toned(fact.tone))


def _bullets(bullets: Bullets) -> Element:
    signed = any(item.points or item.sign for item in bullets.items)
    items = (_item(item, signed=signed) for item in bullets.items)
    return element("ul", *items, **_toned(_kind_of(bullets)))


def _kind_of(bullets: Bullets) -> str:
    """How the list is set: with room for points or for signs, in columns of names, or plainly."""
    if any(item.points for item in bullets.items):
        return "pointed"
    if any(item.sign for item in bullets.items):
        return "signed"
    short = all(len(f"{item.lead}{item.text}{item.note}") <= _NAME for item in bullets.items)
    return "names" if short and len(bullets.items) >= _NAMES else ""


def _item(item: Item, *, signed: bool) -> Element:
    texts: list[Node] = []
    if item.lead:
        lead = f"{item.lead}:" if item.text and item.lead[-1] not in ".:?!" else item.lead
        texts += [element("span", lead, class_="lead"), " "]
    texts.append(item.text)
    if item.note:
        texts += [" ", element("span", item.note, class_="cite")]
    beneath: list[Node] = []
    if item.beneath:
        remarks = (element("li", remark) for remark in item.beneath)
        beneath.append(element("ul", *remarks, class_="beneath"))
    if not signed:
        return element("li", *texts, *beneath)
    # A sign alone is decoration: what it means is said by the heading or the lead word.
    sign = (
        element("span", item.points, class_="sign")
        if item.points
        else element("span", item.sign, class_="sign", aria_hidden="true")
    )
    return element("li", sign, element("span", *texts), *beneath, **_toned(_worse(item.tone)))


def _worse(tone: str) -> str:
    return tone if tone == "danger" else ""


def _ruled(ruled: Ruled) -> Iterator[Node]:
    if ruled.label:
        yield element("p", ruled.label)
    lines = (element("span") for _ in range(ruled.lines))
    yield element("div", *lines, class_="lines", aria_hidden="true")


def _sources(entries: Sequence[SourceLine]) -> Element:
    numbered = all(entry.number for entry in entries)
    items = (_source(entry) for entry in entries)
    return element("ol" if numbered else "ul", *items, class_="sources")


def _source(entry: SourceLine) -> Element:
    places = (element("li", place) for place in entry.places)
    inside: list[Node] = [element("ul", *places, class_="places")] if entry.places else []
    if not entry.number:
        return element("li", element("strong", f"{entry.id}:"), f" {entry.text}", *inside)
    return element("li", entry.text, *inside, value=entry.number, id=f"source-{entry.number}")
