"""Charts drawn with characters, for Markdown: every figure is written out beside its bar."""

from collections.abc import Iterator

from rich.cells import cell_len

from casemodel.pages.document import Chart

_CELLS = 30  # in a bar as long as the scale
_SIGNS = ("=", "#", "-")  # one a series: not another shade, another sign


def chart_lines(chart: Chart) -> Iterator[str]:
    """Draw the key, then each row's name with its bars below it."""
    for series, words in enumerate(chart.series):
        yield f"{_SIGNS[series % len(_SIGNS)] * 3} {words}"
    figures = max((cell_len(bar.text) for row in chart.rows for bar in row.bars), default=0)
    for row in chart.rows:
        yield row.name
        for bar in row.bars:
            sign = _SIGNS[bar.series % len(_SIGNS)]
            line = "".join(_cells(chart, bar.tenths, sign))
            yield f"  {' ' * (figures - cell_len(bar.text))}{bar.text} {line}".rstrip()


def _cells(chart: Chart, tenths: int, sign: str) -> list[str]:
    """Draw a line of cells with a stroke at the start of the bars, and the bar from there."""
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
