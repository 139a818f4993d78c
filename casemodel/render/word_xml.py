"""The pieces of Word's XML that python-docx has no words for, and runs of text in their tone."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn

from casemodel.pages.document import Cell
from casemodel.render.elements import Element, written

Run = tuple[str, str]
"""A text and its tone."""

_UNITS = 914_400  # Word's own, in an inch
_STRONG = ("strong", "danger", "name")
# Twentieths of a point between a cell's edge and its text: above and below, left and right.
_ABOVE, _ABOVE_TIGHT, _ASIDE = "50", "15", "80"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def tag(name: str, /, *inside: Element | str, **values: str) -> Element:
    """An element; `_` in the names of values stands for ':', as in w_val."""
    return Element(name, {key.replace("_", ":", 1): value for key, value in values.items()}, inside)


def parsed(root: Element) -> Any:
    """The element as python-docx takes it, with the name spaces it may use."""
    spaces = {f"xmlns:{prefix}": nsmap[prefix] for prefix in ("w", "wp", "a", "r")}
    return parse_xml(written([root._replace(attributes={**spaces, **root.attributes})]))


def add_runs(paragraph: Any, runs: Iterable[Run]) -> None:
    """Texts with a space between, each in its tone."""
    for number, (text, tone) in enumerate(runs):
        run = paragraph.add_run(f" {text}" if number else text)
        if tone in _STRONG:
            run.bold = True
        if tone == "quiet":
            run.style = "Quiet"


def fill_cell(cell: Any, texts: Cell, tone: str) -> None:
    """The texts of a cell: several are a list, in the first column a name and remarks on it."""
    for number, text in enumerate(texts):
        made = cell.add_paragraph() if number else cell.paragraphs[0]
        made.style = "Cell"
        is_list = len(texts) > 1 and tone != "name"
        add_runs(made, ((f"• {text}" if is_list else text, "quiet" if number and tone else tone),))


def shade(cell: Any) -> None:
    """Set a header cell off by a light ground; its words are bold as well."""
    ground = tag("w:shd", w_val="clear", w_color="auto", w_fill="E6E6E6")
    cell._tc.get_or_add_tcPr().append(parsed(ground))  # noqa: SLF001


def mark_row(row: Any, name: str) -> None:
    """Mark a row: 'tblHeader' for a header, 'cantSplit' to keep it on one sheet."""
    row._tr.get_or_add_trPr().append(parsed(tag(f"w:{name}")))  # noqa: SLF001


def describe(table: Any, caption: str, *, tight: bool) -> None:
    """Say that the first row and column are headers, and what the table is.

    `tight` leaves less space above and below the words of a cell.
    """
    properties = table._tbl.tblPr  # noqa: SLF001
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    above = _ABOVE_TIGHT if tight else _ABOVE
    spaces = (("top", above), ("left", _ASIDE), ("bottom", above), ("right", _ASIDE))
    margins = (tag(f"w:{side}", w_w=space, w_type="dxa") for side, space in spaces)
    properties.append(parsed(tag("w:tblCellMar", *margins)))
    on_off = {"w_firstRow": "1", "w_firstColumn": "1", "w_lastRow": "0", "w_lastColumn": "0"}
    properties.append(parsed(tag("w:tblLook", **on_off, w_noHBand="1", w_noVBand="1")))
    if caption:
        properties.append(parsed(tag("w:tblCaption", w_val=caption)))


def field(instruction: str) -> Any:
    """A number that Word works out: 'PAGE' or 'NUMPAGES'."""
    shown = tag("w:r", tag("w:t", "1"))
    return parsed(tag("w:fldSimple", shown, w_instr=instruction))


def drawing(alt: str, relation: str, number: int, size: tuple[float, float]) -> Any:
    """A chart in a line of text: what it shows in words, its part, and its size in inches."""
    width, height = (str(int(inches * _UNITS)) for inches in size)
    chart = Element("c:chart", {"xmlns:c": _CHART, "r:id": relation}, ())
    graphic = tag("a:graphic", tag("a:graphicData", chart, uri=_CHART))
    inline = tag(
        "wp:inline",
        tag("wp:extent", cx=width, cy=height),
        tag("wp:docPr", id=str(number), name=f"Chart {number}", descr=alt),
        graphic,
    )
    return parsed(tag("w:drawing", inline))


def bullet_list(number: int, mark: str) -> Any:
    """A kind of list whose every entry stands under this mark."""
    level = tag(
        "w:lvl",
        tag("w:start", w_val="1"),
        tag("w:numFmt", w_val="bullet"),
        tag("w:lvlText", w_val=mark),
        tag("w:lvlJc", w_val="left"),
        tag("w:pPr", tag("w:ind", w_left="560", w_hanging="560")),
        tag("w:rPr", tag("w:b")),
        w_ilvl="0",
    )
    return parsed(tag("w:abstractNum", level, w_abstractNumId=str(number)))
