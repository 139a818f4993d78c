"""Bars on a screen, of '=' signs, with every figure and word written out beside them."""

from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from casemodel.explanation.numbers import TENTHS, signed
from casemodel.pages.document import SignedBar, SignedBars, Tone
from casemodel.render.text import Hanging, filled, text_in
from casemodel.texts.messages import phrase

_CELL = 40  # tenths of a point for each '=', on every page, so that pages can be compared
_NOTE, _NOTE_LINES = 14, 2  # the least room for a note beside its bar, and the most lines of it
_GAP, _INDENT = 2, 2


class _Layout(NamedTuple):
    """The columns of a list of bars: names, both sides of the middle line, figures, notes."""

    name: int
    left: int
    right: int
    figure: int
    note: int

    @property
    def bar(self) -> int:
        """The columns of a bar with its middle line and its figure."""
        return self.left + self.right + self.figure + 2


def signed_bar_parts(bars: SignedBars, width: int) -> list[RenderableType]:
    """One line a bar, with the sides' names above; where there is no room, its name is above it.

    A note that is too long to stand beside its bar is below it.
    """
    layout = _layout(bars, width)
    sides = text_in(f"{f'{bars.left} '.rjust(layout.left)}| {bars.right}", "quiet")
    scale = phrase("render.scale", points=_CELL // TENTHS)
    rows = [(row.name, _signed(row, layout), row.note) for row in bars.rows]
    if layout.note < -_GAP:
        return [
            text_in(bars.label, "quiet"),
            sides + text_in(f"  {scale}", "quiet"),
            *(part for row in rows for part in _tall(*row)),
        ]
    parts = list(_row(layout, bars.label, sides, scale, "quiet"))
    return parts + [part for row in rows for part in _row(layout, *row, "strong")]


def _layout(bars: SignedBars, width: int) -> _Layout:
    """Measure the columns that names, bars and figures need; notes have what is left."""
    name = max(map(cell_len, (bars.label, *(row.name for row in bars.rows))))
    figure = max((len(signed(row.tenths)) for row in bars.rows), default=0)
    left = max(cell_len(bars.left) + 1, *(_cells(-row.tenths) for row in bars.rows))
    right = max(1, *(_cells(row.tenths) for row in bars.rows))
    layout = _Layout(name, left, right, figure, 0)
    return layout._replace(note=width - name - layout.bar - 2 * _GAP)


def _cells(tenths: int) -> int:
    """Give the number of cells that so many tenths of a point fill, to the nearest; 0 if fewer."""
    return max(tenths + _CELL // 2, 0) // _CELL


def _row(layout: _Layout, name: str, bar: Text, note: str, tone: Tone) -> Iterator[RenderableType]:
    """Lay out a bar after its name, and its note beside it or below."""
    is_beside = layout.note >= _NOTE and len(wrap(note, layout.note)) <= _NOTE_LINES
    lead = filled((text_in(name, tone), layout.name + _GAP), (bar, layout.bar + _GAP))
    yield Hanging(text_in(note if is_beside else "", "quiet"), lead)
    if note and not is_beside:
        yield _set_in(note)


def _set_in(note: str) -> Padding:
    return Padding(text_in(note, "quiet"), (0, 0, 0, _INDENT))


def _signed(row: SignedBar, layout: _Layout) -> Text:
    """Draw a bar from the middle line, to the right for more than 0, and write its figure."""
    before = text_in(("=" * _cells(-row.tenths)).rjust(layout.left), "against")
    after = text_in(("=" * _cells(row.tenths)).ljust(layout.right), "for")
    return Text.assemble(before, "|", after, f" {signed(row.tenths):>{layout.figure}}")


def _tall(name: str, bar: Text, note: str) -> Iterator[RenderableType]:
    """Lay out a bar below its name, and its note below that."""
    yield text_in(name, "strong")
    yield bar
    if note:
        yield _set_in(note)
