"""A chart's picture as SVG: for a page that stretches, or of one width for a sheet of paper."""

from collections.abc import Iterator
from typing import NamedTuple

from casemodel.render.charts import WIDE, Box, Label, Picture, Stretch
from casemodel.render.elements import Element, element, written

INK, PAPER, QUIET = "#1a1a1a", "#ffffff", "#4a4a4a"
# One ink a pattern, each at least 4.5 to 1 on white; the patterns differ without them.
INKS = ("#1f4e79", "#8a3b00", "#2e5e1e")
FONT = "Helvetica, Arial, sans-serif"
_LETTERS = "13"
_STRIPES = "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"
_STROKES = {"axis": ("1", ""), "mark": ("1.5", "4 3"), "range": ("1.5", "")}


class _Measure(NamedTuple):
    """How far across is written: in percent, or in points of a fixed width."""

    width: int

    def x(self, across: int) -> str:
        if not self.width:
            return f"{across // 10}.{across % 10}%"
        tenths = (across * self.width * 10 + WIDE // 2) // WIDE
        return f"{tenths // 10}.{tenths % 10}"


def svg_text(picture: Picture, width: int, name: str = "chart", font: str = FONT) -> str:
    """The picture as an SVG file of this width in points, for writers that place images."""
    measure = _Measure(width)
    root = element(
        "svg",
        *_inside(picture, measure, name),
        xmlns="http://www.w3.org/2000/svg",
        width=str(width),
        height=str(picture.height),
        viewBox=f"0 0 {width} {picture.height}",
        font_family=font,
        font_size=_LETTERS,
    )
    return written([root])


def svg_element(picture: Picture, name: str, title: str, description: str) -> Element:
    """The picture as an element that takes all the width there is, with its title and description.

    `name` makes the ids in it its own within the page.
    """
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        *_inside(picture, _Measure(0), name),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        width="100%",
        height=str(picture.height),
        font_family=FONT,
        font_size=_LETTERS,
    )


def _inside(picture: Picture, measure: _Measure, name: str) -> Iterator[Element]:
    yield element("defs", *(_pattern(number, name) for number in range(1, picture.patterns)))
    yield from (_box(box, measure, name) for box in picture.boxes)
    yield from (_line(line, measure) for line in picture.lines)
    yield from (_label(label, measure) for label in picture.labels)


def _pattern(number: int, name: str) -> Element:
    """Stripes for the second series, dots for the third; the first is solid."""
    ink = INKS[number % len(INKS)]
    ground = element("rect", width="8", height="8", fill=PAPER)
    if number % 2:
        drawn = element("path", d=_STRIPES, stroke=ink, stroke_width="2")
    else:
        drawn = element("circle", cx="4", cy="4", r="2", fill=ink)
    return element(
        "pattern",
        ground,
        drawn,
        id=f"{name}-pattern-{number}",
        width="8",
        height="8",
        patternUnits="userSpaceOnUse",
    )


def _box(box: Box, measure: _Measure, name: str) -> Element:
    ink = INKS[box.series % len(INKS)]
    return element(
        "rect",
        x=measure.x(box.x),
        y=str(box.y),
        width=measure.x(box.width),
        height=str(box.height),
        fill=f"url(#{name}-pattern-{box.series})" if box.series else ink,
        stroke=ink,
        stroke_width="1",
    )


def _line(line: Stretch, measure: _Measure) -> Element:
    width, dashes = _STROKES[line.stroke]
    more = {"stroke_dasharray": dashes} if dashes else {}
    return element(
        "line",
        x1=measure.x(line.x1),
        y1=str(line.y1),
        x2=measure.x(line.x2),
        y2=str(line.y2),
        stroke=INK,
        stroke_width=width,
        **more,
    )


def _label(label: Label, measure: _Measure) -> Element:
    more = {"font_weight": "bold"} if label.weight == "strong" else {}
    # A rim of paper keeps letters apart from lines that cross them.
    return element(
        "text",
        label.text,
        x=measure.x(label.x),
        y=str(label.y),
        text_anchor=label.anchor,
        fill=QUIET if label.weight == "quiet" else INK,
        stroke=PAPER,
        stroke_width="3",
        stroke_linejoin="round",
        paint_order="stroke",
        **more,
    )
