"""Bars on a screen, of '=' signs, with every figure and word written out beside them."""

from collections.abc import Sequence
from textwrap import wrap

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from casemodel.explanation.numbers import signed
from casemodel.pages.document import SignedBar, SignedBars
from casemodel.render.text import columns, runs_in, text_in

_SIDES = (10, 8, 6, 4)  # columns of a side of a signed bar, as there is room
_NOTE = 14  # the least room for notes
_GAP = 2


def _widest(rows: Sequence[Sequence[str]]) -> list[int]:
    """Measure the width of each column of texts."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _share(part: int, whole: int, cells: int) -> int:
    """Give the number of cells that a part of the whole fills, to the nearest."""
    return (part * cells + whole // 2) // whole if whole else 0


def signed_bar_parts(bars: SignedBars, width: int) -> list[RenderableType]:
    """One line a bar, with the sides' names above; where there is no room, its name is above it."""
    largest = max((abs(row.tenths) for row in bars.rows), default=0)
    texts = [(row.name, signed(row.tenths), row.note) for row in bars.rows]
    name, figure, _ = _widest([(bars.label, "", ""), *texts])
    room = width - name - figure - 2 * _GAP - 2
    side = _side(bars, room)
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


def _side(bars: SignedBars, room: int) -> int | None:
    """Give the columns of a side of a bar; 0 for figures without bars, None where names go above.

    Bars and notes share `room`. Notes take as few lines as can be; then bars are as long as can be.
    """
    fitting = [side for side in _SIDES if room - 2 * side >= _NOTE]
    if not fitting:
        return 0 if room + 2 >= _NOTE else None
    return min(fitting, key=lambda side: (_lines_of(bars.rows, room - 2 * side), -side))


def _lines_of(rows: Sequence[SignedBar], width: int) -> int:
    """Count the lines that the notes take in a column of this width."""
    return sum(len(wrap(row.note, width)) or 1 for row in rows)


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
