"""Pictures as SVG: bars to either side of a middle line, and bars of several pieces.

No picture holds a letter: every figure is a text beside it, in a table that can be read aloud,
copied, and laid out again on a phone. So a template of a few lines draws each; typst, which is
needed for PDF and Word anyway, turns it into dots. A library for charts would draw the figures too.
"""

from typing import NamedTuple

from markupsafe import Markup

from casemodel.pages.document import FULL_SIDE, BarPiece, DrawnBar, SignedBar
from casemodel.render.templating import filled

INK, FILL = "#1a1a1a", "#1f4e79"  # each at least 4.5 to 1 on white
BAR_WIDTH, BAR_HEIGHT = 160, 12  # points of a bar
_SIDE = BAR_WIDTH // 2 - 2


def signed_bar(row: SignedBar) -> Markup:
    """Draw one signed bar, to the same scale on every page; a longer one than its side is cut."""
    length = min((abs(row.tenths) * _SIDE + FULL_SIDE // 2) // FULL_SIDE, _SIDE)
    left = BAR_WIDTH // 2 - (length if row.tenths < 0 else 0)
    return filled("signed_bar.svg", left=left, length=length, ink=INK, fill=FILL)


_TEXTURES = (
    ("#1f4e79", ""), ("#c3d4e8", ""), ("#ffffff", "upright"), ("#ffffff", ""),
    ("#ffffff", "level"), ("#8c8c8c", ""),
)  # fmt: skip
_STRIPE, _LEVEL = 4, 3  # points between stripes
_WHOLE = 1000
KEY_WIDTH = 16  # points of a sample


class _Rect(NamedTuple):
    """A piece in points, with its fill, and the stripes on it as the ends of lines."""

    x: float
    width: float
    fill: str
    stripes: tuple[tuple[float, float, float, float], ...]


def drawn_bar(bar: DrawnBar, width: int = BAR_WIDTH) -> Markup:
    """Draw a bar of several pieces, each with a texture of its own."""
    rects = [_rect(piece, width) for piece in bar.pieces if piece.length]
    lines = [round(_in_points(at, width), 1) for at in bar.lines]
    return filled("drawn_bar.svg", width=width, rects=rects, lines=lines, ink=INK)


def key_sample(texture: int) -> Markup:
    """Draw a sample of a texture, for the head of its column."""
    return drawn_bar(DrawnBar((BarPiece(0, _WHOLE, texture),)), KEY_WIDTH)


def _in_points(at: int, width: int) -> float:
    return 1 + at * (width - 2) / _WHOLE


def _rect(piece: BarPiece, width: int) -> _Rect:
    x = round(_in_points(piece.start, width), 1)
    end = max(round(_in_points(piece.start + piece.length, width), 1), x + 1)
    fill, stripes = _TEXTURES[piece.texture % len(_TEXTURES)]
    top, bottom = 1, BAR_HEIGHT - 1
    drawn: list[tuple[float, float, float, float]] = []
    if stripes == "upright":
        steps = int((end - x) // _STRIPE)
        drawn = [(x + _STRIPE * n, top, x + _STRIPE * n, bottom) for n in range(1, steps + 1)]
    elif stripes:
        drawn = [(x, y, end, y) for y in range(top + _LEVEL, bottom, _LEVEL)]
    return _Rect(x, round(end - x, 1), fill, tuple(drawn))
