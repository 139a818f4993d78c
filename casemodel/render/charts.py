"""Pictures for paper and HTML, drawn by matplotlib: bars, a heat map, lanes, tries and a tornado.

matplotlib is an extra and is loaded only when a picture is drawn. Where it is not installed, or its
typeface lacks a letter, or the words do not fit, the table of the same figures stands instead. No
picture needs color to be read. Lengths are in points.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from logging import ERROR, getLogger
from threading import Lock
from typing import Any, Literal, NamedTuple

from casemodel.explanation.numbers import TENTHS, signed
from casemodel.pages.document import (
    FULL_SIDE,
    Chart,
    HeatMap,
    LanePlot,
    RangeBars,
    SignedBars,
    StackedBars,
)

WIDE, NARROW = 501.0, 261.0
"""The width of a picture on a sheet of paper or a screen, and on a phone."""

ImageFormat = Literal["svg", "png"]
Look = Literal["full", "left", "none"]

_INK, _QUIET, _LINE, _FILL = "#1a1a1a", "#4a4a4a", "#b0b0b0", "#1f4e79"
_TYPE, _SMALL_TYPE, _ROW, _SMALL_ROW = 8.5, 8.0, 11.0, 10.0
_BAR, _GAP, _EDGE = 8.0, 3.0, 1.5
_FIGURE = 30.0  # room for a figure
_DARKEST = 0.5  # parts of the fill in the darkest cell
_NARROWEST = 27.0  # the least width of a column of a heat map that a figure fits
_DOTS_PER_INCH, _POINTS_PER_INCH = 220, 72
_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans", "svg.fonttype": "path", "svg.hashsalt": "casemodel",
    "text.parse_math": False, "hatch.linewidth": 0.6, "savefig.facecolor": "white",
}  # fmt: skip
# How the pieces of one bar look, told apart by lightness and by stripes.
_PIECES: tuple[tuple[str, str], ...] = (
    (_FILL, ""), ("#c3d4e8", ""), ("#ffffff", "|||||"), ("#ffffff", ""),
)  # fmt: skip
_drawing = Lock()  # matplotlib's settings are the same for all threads


class Picture(NamedTuple):
    """A drawn picture: its file, and its size in points."""

    image: bytes
    width: float
    height: float


def can_draw() -> bool:
    """Tell whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


@lru_cache(maxsize=256, typed=True)  # two kinds with the same figures are equal tuples
def drawn(
    block: SignedBars | Chart, form: ImageFormat = "svg", width: float = WIDE
) -> Picture | None:
    """Draw a picture as SVG or PNG, so many points wide; None where its table has to stand alone.

    The same figures and the same matplotlib give the same bytes.
    """
    if not can_draw():
        return None
    getLogger("matplotlib").setLevel(ERROR)  # it reports where it keeps its list of typefaces
    import matplotlib as mpl

    with _drawing, mpl.rc_context(_SETTINGS):
        if not all(map(_has_letters, _texts(block))):
            return None
        canvas = _canvas_of(block, width)
        return canvas.saved(form) if canvas.fits else None


def _canvas_of(block: SignedBars | Chart, width: float) -> "_Canvas":
    canvas = _Canvas(width)
    match block:
        case SignedBars():
            _draw_signed_bars(canvas, block)
        case HeatMap():
            _draw_heat_map(canvas, block)
        case LanePlot():
            _draw_lanes(canvas, block)
        case StackedBars():
            _draw_stacked_bars(canvas, block)
        case RangeBars():
            _draw_ranges(canvas, block)
    return canvas


class _Canvas:
    """A picture that grows downwards: `y` is where the next row begins."""

    def __init__(self, width: float) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.width, self.y, self.fits = width, 0.0, True
        self._figure = Figure()
        self._down = Affine2D()  # turns points from the top into points from the foot
        inches = Affine2D().scale(1 / _POINTS_PER_INCH)
        self._place = self._down + inches + self._figure.dpi_scale_trans

    def text(
        self, x: float, y: float, text: str, *, side: Literal["left", "center", "right"] = "left",
        small: bool = False, bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a line of text, its middle at the height y."""
        self._figure.text(
            x, y, text, ha=side, va="center_baseline", color=_QUIET if small else _INK,
            fontsize=_SMALL_TYPE if small else _TYPE, weight="bold" if bold else "normal",
            transform=self._place,
        )  # fmt: skip

    def words(
        self, x: float, width: float, text: str, note: str = "", *, bold: bool = False
    ) -> float:
        """Write a text from the top of the row, wrapped, and give its height.

        A note is small, after the text if it fits there, and else below it.
        """
        y = self.y
        lines = _lines(text, width, bold=bold)
        for line in lines:
            self.text(x, y + _ROW / 2, line, bold=bold)
            y += _ROW
        after = _wide(lines[-1]) + 2 * _GAP if lines else 0.0
        if note and after + _wide(note, small=True) <= width:
            self.text(x + after, y - _ROW / 2, note, small=True)
            return y - self.y
        for line in _lines(note, width, small=True):
            self.text(x, y + _SMALL_ROW / 2, line, small=True)
            y += _SMALL_ROW
        return y - self.y

    def box(
        self, x: float, y: float, width: float, height: float, fill: str = _FILL, hatch: str = "",
        *, opacity: float = 1.0, edge: str = _INK,
    ) -> None:  # fmt: skip
        """Draw a filled box with a thin edge."""
        from matplotlib.colors import to_rgba
        from matplotlib.patches import Rectangle

        box = Rectangle((x, y), width, height, facecolor=to_rgba(fill, opacity), edgecolor=edge,
                        linewidth=0.5, hatch=hatch, transform=self._place)  # fmt: skip
        self._figure.add_artist(box)

    def line(self, x: float, top: float, *, strong: bool = False) -> None:
        """Draw a line from the height `top` down to where the next row begins."""
        self._draw([x, x], [top, self.y], color=_INK if strong else _LINE,
                   linewidth=1.2 if strong else 0.6, zorder=3 if strong else 0)  # fmt: skip

    def rule(self) -> None:
        """Draw a thin line across, where the next row begins."""
        self._draw([0, self.width], [self.y, self.y], color=_LINE, linewidth=0.6)

    def mark(self, x: float, y: float, look: Look) -> None:
        """Draw a round mark: full, half full or empty."""
        self._draw([x], [y], marker="o", markersize=7, fillstyle=look, color=_FILL,
                   markeredgecolor=_INK, markerfacecoloralt="white")  # fmt: skip

    def _draw(self, across: Sequence[float], down: Sequence[float], **look: Any) -> None:
        from matplotlib.lines import Line2D

        self._figure.add_artist(Line2D(across, down, transform=self._place, **look))

    def saved(self, form: ImageFormat) -> Picture:
        """Finish the picture; no date or version gets into it."""
        height = self.y + 1
        width = self.width + 2 * _EDGE
        self._down.scale(1, -1).translate(_EDGE, height)
        self._figure.set_size_inches(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
        nothing: dict[str, Any] = (
            {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        )
        file = BytesIO()
        self._figure.savefig(file, format=form, dpi=_DOTS_PER_INCH, metadata=nothing)
        return Picture(file.getvalue(), width, height)


def _lines(text: str, width: float, *, small: bool = False, bold: bool = False) -> list[str]:
    """Break a text into lines of at most this width; a word that is too long breaks anywhere."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer, small=small, bold=bold) <= width:
            lines[-1] = longer
            continue
        lines += [""] * bool(lines[-1])
        for letter in word:
            if lines[-1] and _wide(lines[-1] + letter, small=small, bold=bold) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


@lru_cache(maxsize=4096)
def _wide(text: str, *, small: bool = False, bold: bool = False) -> float:
    """Measure the width of a line."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    face = FontProperties(size=_SMALL_TYPE if small else _TYPE, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, face, ismath=False)[0])


def _texts(part: object) -> Iterator[str]:
    """List all texts in a block."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for inside in part:
            yield from _texts(inside)


def _has_letters(text: str) -> bool:
    return all(ord(letter) in _known_letters() for letter in text)


@lru_cache(maxsize=1)
def _known_letters() -> frozenset[int]:
    """Read which letters matplotlib's own typeface has."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())


def _draw_signed_bars(canvas: _Canvas, bars: SignedBars) -> None:
    """Draw bars to either side of a middle line, to the same scale on every page."""
    names = canvas.width * (0.44 if canvas.width < WIDE else 0.5)
    side = (canvas.width - names - _FIGURE - 2 * _GAP) / 2
    middle = names + _GAP + side
    canvas.text(0, _ROW / 2, bars.name, small=True)
    canvas.text(middle - _GAP, _ROW / 2, bars.left, side="right", small=True)
    canvas.text(middle + _GAP, _ROW / 2, bars.right, small=True)
    canvas.text(canvas.width, _ROW / 2, bars.label, side="right", small=True)
    for edge in (middle - side, middle + side):
        canvas.text(edge, _ROW / 2, str(FULL_SIDE // TENTHS), side="center", small=True)
    top = canvas.y = _ROW + _GAP
    for row in bars.rows:
        height = canvas.words(0, names - _GAP, row.name, row.note)
        length = min(abs(row.tenths) / FULL_SIDE, 1.0) * side
        at = canvas.y + _ROW / 2
        canvas.box(middle - (length if row.tenths < 0 else 0), at - _BAR / 2, length, _BAR)
        canvas.text(canvas.width, at, signed(row.tenths), side="right")
        canvas.y += height + _GAP
    for edge in (middle - side, middle + side):
        canvas.line(edge, top)
    canvas.line(middle, top, strong=True)


def _draw_heat_map(canvas: _Canvas, block: HeatMap) -> None:
    """Draw a cell for each figure: the darker, the larger; none for what is below zero.

    The columns of the table are the rows of the picture, since there are mostly more of them.
    """
    heads = [" ".join(row[0]) for row in block.table.rows]
    first = canvas.width * 0.34
    wide = (canvas.width - first) / len(heads)
    if wide < _NARROWEST:
        canvas.fits = False
        return
    places = [first + i * wide for i in range(len(heads))]
    canvas.y = _GAP + max(
        canvas.words(x + _GAP, wide - 2 * _GAP, head, bold=True)
        for x, head in zip(places, heads, strict=True)
    )
    most = max(map(max, block.figures))
    for number, name in enumerate(block.table.columns[1:]):
        canvas.y += _GAP
        height = canvas.words(0, first - _GAP, name) + 2 * _GAP
        canvas.y -= _GAP
        for x, row, figures in zip(places, block.table.rows, block.figures, strict=True):
            figure = figures[number]
            opacity = _DARKEST * figure / most if figure > 0 else 0.0
            canvas.box(x, canvas.y, wide, height, opacity=opacity, edge=_LINE)
            text = " ".join(row[number + 1])
            canvas.text(x + wide / 2, canvas.y + height / 2, text, side="center")
        canvas.y += height


def _draw_lanes(canvas: _Canvas, block: LanePlot) -> None:
    """Draw a lane for each state, in it a mark for each row at its figure, with its label."""
    low, high = min(0, *block.tenths), max(0, *block.tenths)
    edge = 6.0
    scale = (canvas.width - 2 * edge) / ((high - low) or 1)
    canvas.rule()
    for lane, name in enumerate(block.lanes):
        rows = [i for i, of_row in enumerate(block.lane_of) if of_row == lane]
        if not rows:
            continue
        canvas.y += canvas.words(0, canvas.width, name, bold=True)
        for i in rows:
            x = edge + (block.tenths[i] - low) * scale
            look: Look = "left" if lane else "full"
            canvas.mark(x, canvas.y + _ROW / 2, "none" if lane == len(block.lanes) - 1 else look)
            canvas.y += _label(canvas, x, block.labels[i]) + 1
        canvas.y += _GAP
        canvas.rule()


def _label(canvas: _Canvas, x: float, text: str) -> float:
    """Write a label on that side of a mark which has more room; its height."""
    away = 8.0
    if x <= canvas.width / 2:
        return canvas.words(x + away, canvas.width - x - away, text)
    lines = _lines(text, x - away)
    for number, line in enumerate(lines):
        canvas.text(x - away, canvas.y + (number + 0.5) * _ROW, line, side="right")
    return len(lines) * _ROW


def _draw_stacked_bars(canvas: _Canvas, block: StackedBars) -> None:
    """Draw a bar for each row, its pieces one after the other, and the counts at its end."""
    x = 0.0
    for number, name in enumerate(block.table.columns[1:]):
        if x and x + 16 + _wide(name) > canvas.width:
            x, canvas.y = 0.0, canvas.y + _ROW + 1
        canvas.box(x, canvas.y + 2, 12, _BAR, *_PIECES[number % len(_PIECES)])
        canvas.text(x + 16, canvas.y + _ROW / 2 + 0.5, name)
        x += 16 + _wide(name) + 10
    canvas.y += _ROW + 2 * _GAP
    counts = [", ".join(map(str, row)) for row in block.counts]
    names, figures = canvas.width * 0.24, max(map(_wide, counts)) + _GAP
    whole = canvas.width - names - figures
    for row, pieces, text in zip(block.table.rows, block.counts, counts, strict=True):
        height = canvas.words(0, names - _GAP, row[0][0])
        start = names
        for number, count in enumerate(pieces):
            length = whole * count / (sum(pieces) or 1)
            if count:
                canvas.box(start, canvas.y + 1, length, _BAR + 1, *_PIECES[number % len(_PIECES)])
            start += length
        canvas.text(canvas.width, canvas.y + _ROW / 2, text, side="right")
        canvas.y += height + _GAP


def _draw_ranges(canvas: _Canvas, block: RangeBars) -> None:
    """Draw a bar from the least to the most of each row, with lines at zero and at what is now."""
    names = canvas.width * 0.5
    low = min(0, *(least for least, _ in block.ranges))
    high = max(block.now, *(most for _, most in block.ranges))
    begin, room = names + _FIGURE, canvas.width - names - 2 * _FIGURE

    def place(tenths: int) -> float:
        return begin + room * (tenths - low) / ((high - low) or 1)

    zero, now = place(0), place(block.now)
    for number, (at, label) in enumerate(zip((zero, now), block.labels, strict=True)):
        middle = min(at, canvas.width - _wide(label, small=True) / 2)
        canvas.text(middle, _ROW * (number + 0.5), label, side="center", small=True)
    top = canvas.y = 2 * _ROW
    for row, (least, most) in zip(block.table.rows, block.ranges, strict=True):
        height = canvas.words(0, names - _GAP, row[0][0], " ".join(row[0][1:]))
        at = canvas.y + _ROW / 2
        canvas.box(place(least), at - _BAR / 2, place(most) - place(least), _BAR, _PIECES[1][0])
        canvas.text(place(least) - _GAP, at, signed(least), side="right")
        canvas.text(place(most) + _GAP, at, signed(most))
        canvas.y += height + _GAP
    canvas.line(zero, top - _ROW)
    canvas.line(now, top, strong=True)
