"""Bars on a screen, of '=' signs, with every figure and word written out beside them."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from casemodel.explanation.numbers import printed
from casemodel.pages.document import Bar, Bars, SignedBar, SignedBars
from casemodel.pages.words import signed
from casemodel.render.blocks import interval
from casemodel.render.text import columns, runs_in, text_in

_SHORTEST, _LONGEST = 8, 30  # columns of a bar from 0 to 100
_SIDES = (10, 8, 6, 4, 0)  # columns of a side of a signed bar, as there is room; 0 for no bars
_NOTE = 14  # the least room for notes
_FULL_SCALE = 1000
_GAP = 2
_MARK = ">"  # what stands before the rank of the bar that stands out; the caption explains it


class _Layout(NamedTuple):
    """A choice of columns: with or without words of fit, and the blanks between columns."""

    words: bool
    gap: int = _GAP


def bar_parts(bars: Bars, width: int) -> list[RenderableType]:
    """Draw one line a score if name, bar and figures fit; else the name above its bar."""
    rows = [bar for group in bars.groups for bar in group.rows]
    # The word of fit goes first, since it repeats the figure, and then air.
    layouts = (_Layout(words, gap) for words, gap in ((True, 2), (False, 2), (False, 1)))
    layout = next((it for it in layouts if _room(rows, width, it) >= _SHORTEST), None)
    parts: list[RenderableType] = []
    for number, group in enumerate(bars.groups):
        caption = " ".join(filter(None, (group.caption, "" if number else _legend(rows))))
        parts += [text_in(caption, "quiet")] if caption else []
        if layout:
            room = min(_room(rows, width, layout), _LONGEST)
            parts.append(_lines(group.rows, rows, room, layout))
        else:
            parts.append(_tall(group.rows, rows, width))
    return parts


def _legend(rows: Sequence[Bar]) -> str:
    """Write the meaning of the sign before a rank, if some bar stands out."""
    marks = [bar.mark for bar in rows if bar.mark]
    return f"{_MARK} {marks[0]}." if marks else ""


def _rank(bar: Bar) -> str:
    return f"{_MARK}{bar.rank}" if bar.mark else bar.rank


def _texts(bar: Bar, layout: _Layout) -> list[str]:
    """List everything on a line but the bar: rank, name, and the texts after the bar."""
    word = [bar.word] if layout.words else []
    return [_rank(bar), bar.name, printed(bar.tenths), *word, interval(bar), bar.state]


def _widest(rows: Sequence[Sequence[str]]) -> list[int]:
    """Measure the width of each column of texts."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _room(rows: Sequence[Bar], width: int, layout: _Layout) -> int:
    """Count the columns left for a bar on a line with everything else."""
    texts = [_texts(bar, layout) for bar in rows]
    return width - sum(wide + layout.gap for wide in _widest(texts) if wide) if texts else 0


def _lines(group: Sequence[Bar], rows: Sequence[Bar], room: int, layout: _Layout) -> RenderableType:
    """Draw a line for each bar of a group, in the columns of all groups."""
    rank, name, *figures = _widest([_texts(bar, layout) for bar in rows])
    shown = [i for i, wide in enumerate(figures) if wide]
    grid = columns(rank, name, room, *(figures[i] for i in shown), gap=layout.gap)
    for number in (0, 3):
        grid.columns[number].justify = "right"
    for bar in group:
        texts = _texts(bar, layout)[2:]
        cells = [text_in(texts[i], "against" if i == len(texts) - 1 else "") for i in shown]
        grid.add_row(_rank(bar), text_in(bar.name, "strong"), _drawn(bar, room), *cells)
    return grid


def _tall(group: Sequence[Bar], rows: Sequence[Bar], width: int) -> RenderableType:
    """Draw each name above its bar and figures."""
    (rank,) = _widest([[_rank(bar)] for bar in rows])
    grid = columns(rank, None)
    grid.columns[0].justify = "right"
    for bar in group:
        figures = "  ".join(filter(None, _texts(bar, _Layout(words=True))[2:]))
        room = width - rank - cell_len(figures) - 3
        drawn = _drawn(bar, min(max(room, _SHORTEST), _LONGEST))
        name = text_in(bar.name, "strong")
        grid.add_row(_rank(bar), Group(name, Text(" ").join((drawn, text_in(figures)))))
    return grid


def _drawn(bar: Bar, cells: int) -> Text:
    full = _share(min(max(bar.tenths, 0), _FULL_SCALE), _FULL_SCALE, cells)
    return text_in("=" * full) + text_in("." * (cells - full), "quiet")


def _share(part: int, whole: int, cells: int) -> int:
    """Give the number of cells that a part of the whole fills, to the nearest."""
    return (part * cells + whole // 2) // whole if whole else 0


def signed_bar_parts(bars: SignedBars, width: int) -> list[RenderableType]:
    """One line a bar, with the sides' names above; where there is no room, its name is above it."""
    largest = max((abs(row.tenths) for row in bars.rows), default=0)
    texts = [(row.name, signed(row.tenths), row.note) for row in bars.rows]
    name, figure, _ = _widest([(bars.label, "", ""), *texts])
    room = width - name - figure - 2 * _GAP - 2
    # As many notes as can be stand in one line; then the bars are as long as can be.
    notes = sorted({max(cell_len(row.note), _NOTE) for row in bars.rows}, reverse=True)
    fits = (side for note in notes for side in _SIDES[:-1] if 2 * side + note <= room)
    side = next(fits, 0 if room + 2 >= _NOTE else None)
    if side is None:
        return [
            text_in(bars.label, "quiet"),
            _scale(bars, _SIDES[0]),
            *(_tall_signed(row, largest) for row in bars.rows),
        ]
    grid = columns(name, 2 * side + _GAP + figure if side else figure, None, gap=_GAP)
    grid.add_row(text_in(bars.label, "quiet"), _scale(bars, side) if side else "")
    for row in bars.rows:
        bar = text_in(signed(row.tenths).rjust(figure + bool(side)))
        bar = _signed(row, largest, side) + bar if side else bar
        grid.add_row(text_in(row.name, "strong"), bar, text_in(row.note, "quiet"))
    return [grid]


def _scale(bars: SignedBars, side: int) -> Text:
    """Write the names of the sides about the middle line; the longer may reach beyond a bar."""
    return text_in(f"{f'{bars.left} '.rjust(side)}| {bars.right}", "quiet")


def _signed(row: SignedBar, largest: int, side: int) -> Text:
    """Draw a bar from the middle line: to the right for more than 0, to the left for less."""
    drawn = "=" * _share(abs(row.tenths), largest, side)
    left, right = (drawn, "") if row.tenths < 0 else ("", drawn)
    return text_in(left.rjust(side), "against") + text_in("|") + text_in(right.ljust(side), "for")


def _tall_signed(row: SignedBar, largest: int) -> RenderableType:
    bar = Text("  ").join((_signed(row, largest, _SIDES[0]), Text(signed(row.tenths))))
    note = [runs_in((f"  {row.note}", "quiet"))] if row.note else []
    return Group(text_in(row.name, "strong"), bar, *note)
