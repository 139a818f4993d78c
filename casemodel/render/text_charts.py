"""Charts drawn with characters, for Markdown: every figure is written out beside its bar."""

from collections.abc import Iterator

from casemodel.pages.document import Chart
from casemodel.render.glyphs import Glyphs
from casemodel.render.wrapping import width_of

_CELLS = 30  # in a bar as long as the scale
_SECOND = "="  # the second series, and the third: not another shade, another sign
_THIRD = "-"


def chart_lines(chart: Chart, glyphs: Glyphs) -> Iterator[str]:
    """The key, then each row's name with its bars below it."""
    signs = (glyphs.full, _SECOND, _THIRD)
    for series, words in enumerate(chart.series):
        yield f"{signs[series % len(signs)] * 3} {words}"
    figures = max((width_of(bar.text) for row in chart.rows for bar in row.bars), default=0)
    for row in chart.rows:
        yield row.name
        for bar in row.bars:
            sign = signs[bar.series % len(signs)]
            line = "".join(_cells(chart, bar.tenths, sign))
            yield f"  {bar.text.rjust(figures)} {line}".rstrip()


def _cells(chart: Chart, tenths: int, sign: str) -> list[str]:
    """A line of cells with a stroke at the start of the bars, and the bar from there."""
    start, end = _cell(chart, chart.start), _cell(chart, tenths)
    line = [" "] * (_CELLS + 1)
    for cell in range(min(start, end), max(start, end) + 1):
        line[cell] = sign
    line[start] = "|"
    return line


def _cell(chart: Chart, tenths: int) -> int:
    span = chart.most - chart.least or 1
    within = min(max(tenths, chart.least), chart.most) - chart.least
    return (within * _CELLS + span // 2) // span
