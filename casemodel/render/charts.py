"""Charts laid out as data: places of bars, lines and texts, which any writer can draw.

Across, places are in thousandths of the picture's width, so that a picture can be as wide as there
is room; down, they are in points, so that its letters keep their size. Patterns and labels carry
every difference, never colour alone.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Literal, NamedTuple

from casemodel.explanation.numbers import printed
from casemodel.pages.document import (
    BarGroup,
    Bars,
    Block,
    Chart,
    ChartBar,
    ChartRow,
    Document,
    Figure,
    Table,
)
from casemodel.render.blocks import bar_tables, is_wide
from casemodel.texts.messages import phrase

WIDE = 1000  # the picture's width, in its own measure
NARROWEST = 280  # points: labels fit a picture of this width

Anchor = Literal["start", "middle", "end"]
Stroke = Literal["axis", "mark", "range"]
Weight = Literal["", "strong", "quiet"]

_LABEL_LETTERS = 40  # in a line of NARROWEST points
_LINE = 16
_BAR = 11
_RANGE = 6
_BETWEEN = 3
_ROW_GAP = 6
_TICK = 5
_KEY = 70  # width of a pattern in the key
_BARS_END = 850  # figures stand to the right of this


class Box(NamedTuple):
    """A filled rectangle; `series` is the number of its pattern."""

    x: int
    y: int
    width: int
    height: int
    series: int


class Stretch(NamedTuple):
    """A straight line."""

    x1: int
    y1: int
    x2: int
    y2: int
    stroke: Stroke


class Label(NamedTuple):
    """A text; `y` is its base line."""

    x: int
    y: int
    text: str
    anchor: Anchor = "start"
    weight: Weight = ""


class Picture(NamedTuple):
    """A chart laid out: its height in points, how many patterns it uses, and what to draw."""

    height: int
    patterns: int
    boxes: tuple[Box, ...]
    lines: tuple[Stretch, ...]
    labels: tuple[Label, ...]


class _Drawn(NamedTuple):
    """The parts drawn so far."""

    boxes: list[Box]
    lines: list[Stretch]
    labels: list[Label]


def picture_of(chart: Chart) -> Picture:
    """Lay a chart out: the key to its patterns, a block for each row, and the scale below."""
    drawn = _Drawn([], [], [])
    y = _key(chart, drawn)
    for row in chart.rows:
        y = _row(chart, row, y, drawn)
    bottom = _scale(chart, y, drawn)
    used = max((bar.series for row in chart.rows for bar in row.bars), default=0)
    patterns = max(used + 1, len(chart.series))
    return Picture(bottom, patterns, tuple(drawn.boxes), tuple(drawn.lines), tuple(drawn.labels))


def across(chart: Chart, tenths: int) -> int:
    """Place a value across the picture; a value off the scale is held at its end."""
    span = chart.most - chart.least or 1
    within = min(max(tenths, chart.least), chart.most) - chart.least
    return (within * _BARS_END + span // 2) // span


def _key(chart: Chart, drawn: _Drawn) -> int:
    """Draw the words for the patterns, and give the y below them."""
    y = 0
    for series, words in enumerate(chart.series):
        for number, line in enumerate(wrap(words, _LABEL_LETTERS - 5) or [""]):
            if not number:
                drawn.boxes.append(Box(0, y + 2, _KEY, _BAR, series))
            drawn.labels.append(Label(_KEY + 30, y + _BAR, line))
            y += _LINE
    return y + _ROW_GAP if chart.series else y


def _row(chart: Chart, row: ChartRow, y: int, drawn: _Drawn) -> int:
    """Draw the name on a line of its own, so that it is never cut, and the bars below it."""
    for line in wrap(row.name, _LABEL_LETTERS) or [""]:
        drawn.labels.append(Label(0, y + _LINE - _TICK, line, weight="strong"))
        y += _LINE
    top = y
    for bar in row.bars:
        y = _bar(chart, bar, y, drawn)
    drawn.lines.extend(_upright(chart, top, y))
    return y + _ROW_GAP


def _upright(chart: Chart, top: int, bottom: int) -> Iterator[Stretch]:
    """Yield the line that bars begin at, and the mark: beside the bars only, not through names."""
    start = across(chart, chart.start)
    yield Stretch(start, top, start, bottom, "axis")
    if chart.mark_text:
        mark = across(chart, chart.mark)
        yield Stretch(mark, top, mark, bottom, "mark")


def _bar(chart: Chart, bar: ChartBar, y: int, drawn: _Drawn) -> int:
    start, end = across(chart, chart.start), across(chart, bar.tenths)
    drawn.boxes.append(Box(min(start, end), y, abs(end - start), _BAR, bar.series))
    drawn.labels.append(Label(WIDE, y + _BAR - 2, bar.text, "end"))
    y += _BAR + _BETWEEN
    if bar.low != bar.high:
        drawn.lines.extend(_range(across(chart, bar.low), across(chart, bar.high), y))
        y += _RANGE
    return y


def _range(low: int, high: int, y: int) -> Iterator[Stretch]:
    """Yield a thin line from end to end, closed at both."""
    yield Stretch(low, y, high, y, "range")
    for end in (low, high):
        yield Stretch(end, y - 3, end, y + 3, "range")


def _scale(chart: Chart, y: int, drawn: _Drawn) -> int:
    """Draw the scale below the bars, its ends, and the meaning of the upright lines."""
    start = across(chart, chart.start)
    ticks = {chart.least: 0, chart.start: start, chart.most: _BARS_END}
    if chart.mark_text:
        mark = across(chart, chart.mark)
        ticks[chart.mark] = mark
        drawn.lines.append(Stretch(mark, y, mark, y + _TICK, "mark"))
    drawn.lines.append(Stretch(0, y, _BARS_END, y, "axis"))
    y += _LINE
    for value, x in ticks.items():
        anchor: Anchor = "start" if not x else "middle"
        drawn.labels.append(Label(x, y, printed(value).removesuffix(".0"), anchor, "quiet"))
    for text in (chart.start_text, chart.mark_text):
        for line in wrap(text, _LABEL_LETTERS + 6):
            y += _LINE - 2
            drawn.labels.append(Label(0, y, line, weight="quiet"))
    return y + _TICK


def drawn(blocks: Iterable[Block]) -> list[Block]:
    """Turn each group of bars among the blocks into a figure."""
    figures: list[Block] = []
    for block in blocks:
        figures += figures_of(block) if isinstance(block, Bars) else [block]
    return figures


def lies_across(document: Document) -> bool:
    """Say whether a table of the document needs the long side of the paper."""
    tables = [b.table if isinstance(b, Figure) else b for b in drawn(document.blocks)]
    return any(isinstance(table, Table) and is_wide(table) for table in tables)


def figures_of(bars: Bars) -> tuple[Figure, ...]:
    """Turn bars into figures: each group as a chart with its table."""
    groups = zip(bars.groups, bar_tables(bars), strict=True)
    return tuple(_figure_of(group, table) for group, table in groups)


def _figure_of(group: BarGroup, table: Table) -> Figure:
    rows = tuple(
        ChartRow(bar.name, (ChartBar(bar.tenths, printed(bar.tenths), 0, bar.low, bar.high),))
        for bar in group.rows
    )
    chart = Chart(rows, 0, 1000, mark=500, mark_text=phrase("charts.middle"))
    bars = "; ".join(f"{bar.name} {printed(bar.tenths)}" for bar in group.rows)
    return Figure(group.caption, phrase("charts.scores_text", scores=bars), chart, table)
