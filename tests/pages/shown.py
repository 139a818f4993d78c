"""Every text of a document that a reader of a paper must find."""

from collections.abc import Iterator

from casemodel.explanation.numbers import signed
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    HeatMap,
    LanePlot,
    Paragraph,
    RangeBars,
    ReasonLines,
    Ruled,
    SignedBars,
    Sources,
    StackedBars,
    Statements,
    Table,
)
from casemodel.pages.words import by_number


def shown(document: Document) -> list[str]:
    texts = [document.title, document.subtitle, document.made_by]
    texts += [text for fact in document.closing for text in (fact.label, fact.text)]
    texts += [text for block in document.blocks for text in _texts(block)]
    return [text for text in texts if text]


def running(document: Document) -> list[str]:
    """What is read as sentences: no tables, no sources, no citations."""
    texts: list[str] = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                texts.append(block.text)
            case Facts():
                texts += [row.text for row in block.rows]
            case Bullets():
                texts += [f"{item.lead} {item.text}" for item in block.items]
            case _:
                pass
    return texts


def _texts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - a line for each kind of block
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Facts():
            for row in block.rows:
                yield from (row.label, row.text)
        case Statements():
            for row in block.rows:
                yield from (row.label, row.word, row.text)
        case ReasonLines():
            for row in block.rows:
                yield from (row.sign, row.text, by_number(row.cites))
        case SignedBars():
            yield from (block.label, block.name, block.left, block.right)
            for row in block.rows:
                yield from (row.name, signed(row.tenths), row.note)
        case Bullets():
            for item in block.items:
                yield from (item.lead, item.text, item.note, item.points, *item.beneath)
        case Table():
            yield from (block.caption, *block.columns)
            yield from (text for row in block.rows for cell in row for text in cell)
        case HeatMap() | LanePlot() | StackedBars() | RangeBars():
            yield from _texts(block.table)
        case Ruled():
            yield block.label
        case Sources():
            for entry in block.entries:
                yield from (entry.number or entry.id, entry.text, *entry.places)
        case _:
            raise TypeError(type(block))
