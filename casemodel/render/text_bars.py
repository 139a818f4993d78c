"""Bars on a screen, of '=' signs, with every figure and word written out beside them."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from casemodel.pages.document import SignedBar, SignedBars
from casemodel.pages.words import signed
from casemodel.render.text import columns, runs_in, text_in

_SIDE, _SHORT_SIDE = 10, 6  # columns of a side of a signed bar
_NOTE = 16  # a note longer than this goes on in the next line
_GAP = 2


def _widest(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column of texts."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _share(part: int, whole: int, cells: int) -> int:
    """Number of cells that a part of the whole fills, to the nearest."""
    return (part * cells + whole // 2) // whole if whole else 0


def signed_bar_parts(bars: SignedBars, width: int) -> list[RenderableType]:
    """One line a bar where all fits, with the sides' names above; else the name above its bar."""
    largest = max((abs(row.tenths) for row in bars.rows), default=0)
    texts = [(row.name, signed(row.tenths), row.note) for row in bars.rows]
    name, figure, note = _widest([(bars.label, "", ""), *texts])
    beside = name + figure + min(note, _NOTE) + 3 * _GAP + 1
    side = next((n for n in (_SIDE, _SHORT_SIDE) if beside + 2 * n <= width), 0)
    if not side:
        return [
            text_in(bars.label, "quiet"),
            _scale(bars, _SIDE),
            *(_tall_signed(row, largest) for row in bars.rows),
        ]
    grid = columns(name, 2 * side + 1, figure, None, gap=_GAP)
    grid.columns[2].justify = "right"
    grid.add_row(text_in(bars.label, "quiet"), _scale(bars, side))
    for row in bars.rows:
        grid.add_row(
            text_in(row.name, "strong"),
            _signed(row, largest, side),
            signed(row.tenths),
            text_in(row.note, "quiet"),
        )
    return [grid]


def _scale(bars: SignedBars, side: int) -> Text:
    """The names of the sides about the middle line; the longer of them may reach beyond a bar."""
    return text_in(f"{f'{bars.left} '.rjust(side)}| {bars.right}", "quiet")


def _signed(row: SignedBar, largest: int, side: int) -> Text:
    """A bar from the middle line: to the right of it for more than 0, to the left for less."""
    drawn = "=" * _share(abs(row.tenths), largest, side)
    left, right = (drawn, "") if row.tenths < 0 else ("", drawn)
    return text_in(left.rjust(side), "against") + text_in("|") + text_in(right.ljust(side), "for")


def _tall_signed(row: SignedBar, largest: int) -> RenderableType:
    bar = Text("  ").join((_signed(row, largest, _SIDE), Text(signed(row.tenths))))
    note = [runs_in((f"  {row.note}", "quiet"))] if row.note else []
    return Group(text_in(row.name, "strong"), bar, *note)
