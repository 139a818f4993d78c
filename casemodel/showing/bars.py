"""Scores as bars of text, with every figure and word written out beside them."""

from casemodel.showing.document import Bar, Bars, printed
from casemodel.showing.glyphs import Glyphs
from casemodel.showing.wrapping import Line, Span, indented, padded, width_of, wrapped

_SHORTEST_BAR = 10
_LONGEST_BAR = 30
_FULL_SCALE = 1000


def bar_lines(bars: Bars, width: int, glyphs: Glyphs) -> list[Line]:
    """One line a model where name, bar and figures fit; else the name above its bar."""
    caption = wrapped((Span(bars.caption, "quiet"),), width) if bars.caption else []
    ranks = max((width_of(bar.rank) for bar in bars.rows), default=0)
    names = max((width_of(bar.name) for bar in bars.rows), default=0)
    words = max((width_of(bar.word) for bar in bars.rows), default=0)
    ranges = max((width_of(_range(bar)) for bar in bars.rows), default=0)
    figures = 5 + 2 + words + 2 + ranges
    room = width - ranks - 2 - names - 2 - 1 - figures
    lines = list(caption)
    for bar in bars.rows:
        rank = " " * (ranks - width_of(bar.rank)) + bar.rank + "  "
        hang = " " * (ranks + 2)
        if room >= _SHORTEST_BAR:
            drawn = _drawn(bar, min(room, _LONGEST_BAR), glyphs)
            lines.append((Span(rank), Span(padded(bar.name, names + 2), "strong"), *drawn,
                          *_figures(bar, words)))  # fmt: skip
        else:
            lines += indented(wrapped((Span(bar.name, "strong"),), width - len(hang)), rank, hang)
            lines += _second_line(bar, hang, width, words, glyphs)
        if bar.note:
            note = wrapped((Span(bar.note, "quiet"),), width - len(hang))
            lines += indented(note, hang, hang)
    return lines


def _second_line(bar: Bar, hang: str, width: int, words: int, glyphs: Glyphs) -> list[Line]:
    """The bar and its figures below the name; the figures further below where they do not fit."""
    figures = _figures(bar, words)
    room = width - len(hang) - sum(width_of(span.text) for span in figures)
    if room >= _SHORTEST_BAR:
        return [(Span(hang), *_drawn(bar, min(room, _LONGEST_BAR), glyphs), *figures)]
    texts = wrapped((Span(printed(bar.tenths)), Span(bar.word), Span(_range(bar), "quiet")),
                    width - len(hang))  # fmt: skip
    drawn = _drawn(bar, min(width - len(hang), _LONGEST_BAR), glyphs)
    return [(Span(hang), *drawn), *indented(texts, hang, hang)]


def _drawn(bar: Bar, cells: int, glyphs: Glyphs) -> tuple[Span, ...]:
    within = min(max(bar.tenths, 0), _FULL_SCALE)
    full = (within * cells + _FULL_SCALE // 2) // _FULL_SCALE
    return (Span(glyphs.full * full), Span(glyphs.empty * (cells - full), "quiet"))


def _figures(bar: Bar, words: int) -> tuple[Span, ...]:
    score = f" {printed(bar.tenths):>5}  {padded(bar.word, words)}  "
    return (Span(score), Span(_range(bar), "quiet"))


def _range(bar: Bar) -> str:
    return f"{printed(bar.lowest)} to {printed(bar.highest)}"
