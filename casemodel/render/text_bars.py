"""Scores as bars of text, with every figure and word written out beside them."""

from casemodel.explanation.numbers import printed
from casemodel.named import NamedTuple
from casemodel.pages.document import Bar, Bars
from casemodel.render.glyphs import Glyphs
from casemodel.render.wrapping import Line, Span, indented, padded, width_of, wrapped

_SHORTEST_BAR = 8
_LONGEST_BAR = 30
_FULL_SCALE = 1000
_MARK = ">"  # what stands before the rank of the bar that stands out; the caption explains it


class _Layout(NamedTuple):
    """The columns of a line: their widths in order, the gap between them, and the bar's length.

    A width of 0 leaves the word, the interval or the state out. `bar` is 0 where one line does not
    hold it all.
    """

    rank: int
    name: int
    score: int
    word: int
    interval: int
    state: int
    gap: int
    bar: int


def bar_lines(bars: Bars, width: int, glyphs: Glyphs) -> list[Line]:
    """One line a score where name, bar and figures fit; else the name above its bar."""
    layout = _layout_of(bars, width)
    lines: list[Line] = []
    for number, group in enumerate(bars.groups):
        caption = " ".join(filter(None, (group.caption, "" if number else _legend(bars))))
        if caption:
            lines += wrapped((Span(caption, "quiet"),), width)
        for bar in group.rows:
            lines += _lines_of(bar, layout, width, glyphs)
    return lines


def _legend(bars: Bars) -> str:
    """What the sign before a rank means, where some bar stands out."""
    marks = [bar.mark for group in bars.groups for bar in group.rows if bar.mark]
    return f"{_MARK} {marks[0]}." if marks else ""


def _rank(bar: Bar) -> str:
    return f"{_MARK}{bar.rank}" if bar.mark else bar.rank


def _layout_of(bars: Bars, width: int) -> _Layout:
    """The widest layout that fits on a line: the words of fit are left out first, then air."""
    rows = [bar for group in bars.groups for bar in group.rows]

    def widest(texts: list[str]) -> int:
        return max(map(width_of, texts), default=0)

    full = _Layout(
        rank=widest([_rank(bar) for bar in rows]),
        name=widest([bar.name for bar in rows]),
        score=widest([printed(bar.tenths) for bar in rows]),
        word=widest([bar.word for bar in rows]),
        interval=widest([_interval(bar) for bar in rows]),
        state=widest([bar.state for bar in rows]),
        gap=2,
        bar=0,
    )
    for layout in (full, full._replace(word=0), full._replace(word=0, gap=1)):
        used = [*layout[:3], *(w for w in layout[3:6] if w)]
        room = width - sum(used) - layout.gap * len(used)
        if room >= _SHORTEST_BAR:
            return layout._replace(bar=min(room, _LONGEST_BAR))
    return full


def _lines_of(bar: Bar, layout: _Layout, width: int, glyphs: Glyphs) -> list[Line]:
    gap = " " * layout.gap
    rank = " " * (layout.rank - width_of(_rank(bar))) + _rank(bar) + gap
    if layout.bar:
        name = Span(padded(bar.name, layout.name) + gap, "strong")
        return [(Span(rank), name, *_drawn(bar, layout.bar, glyphs), *_figures(bar, layout))]
    hang = " " * width_of(rank)
    lines = indented(wrapped((Span(bar.name, "strong"),), width - len(hang)), rank, hang)
    beside = width - len(hang) - sum(len(span.text) for span in _figures(bar, layout))
    if beside >= _SHORTEST_BAR:
        drawn = _drawn(bar, min(beside, _LONGEST_BAR), glyphs)
        return [*lines, (Span(hang), *drawn, *_figures(bar, layout))]
    drawn = _drawn(bar, min(width - len(hang), _LONGEST_BAR), glyphs)
    figures = (printed(bar.tenths), bar.word, _interval(bar), bar.state)
    runs = tuple(Span(text) for text in figures if text)
    return [
        *lines,
        (Span(hang), *drawn),
        *indented(wrapped(runs, width - len(hang)), hang, hang),
    ]


def _drawn(bar: Bar, cells: int, glyphs: Glyphs) -> tuple[Span, ...]:
    within = min(max(bar.tenths, 0), _FULL_SCALE)
    full = (within * cells + _FULL_SCALE // 2) // _FULL_SCALE
    return (Span(glyphs.full * full), Span(glyphs.empty * (cells - full), "quiet"))


def _figures(bar: Bar, layout: _Layout) -> tuple[Span, ...]:
    """The columns after the bar, each after a gap."""
    score = printed(bar.tenths)
    columns = (
        (Span(" " * (layout.score - width_of(score)) + score), layout.score),
        (Span(bar.word), layout.word),
        (Span(_interval(bar), "quiet"), layout.interval),
        (Span(bar.state, "against"), layout.state),
    )
    gap = " " * layout.gap
    return tuple(Span(gap + padded(span.text, wide), span.tone) for span, wide in columns if wide)


def _interval(bar: Bar) -> str:
    between = " to " if bar.low < 0 else "-"
    return f"{printed(bar.low)}{between}{printed(bar.high)}" if bar.low != bar.high else ""
