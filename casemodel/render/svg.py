"""Pictures as SVG: for a page that stretches, or of one width for a sheet of paper."""

from functools import partial

from markupsafe import Markup

from casemodel.pages.document import Figure, SignedBar, SignedBars
from casemodel.render.charts import WIDE, Picture, picture_of
from casemodel.render.templating import filled

INK, PAPER, QUIET = "#1a1a1a", "#ffffff", "#4a4a4a"
# One ink a pattern, each at least 4.5 to 1 on white; the patterns differ without them.
INKS = ("#1f4e79", "#8a3b00", "#2e5e1e")
FONT = "Helvetica, Arial, sans-serif"
BAR_WIDTH, BAR_HEIGHT = 160, 12  # points of a signed bar
_SIDE = BAR_WIDTH // 2 - 2


def chart_file(picture: Picture, width: int, font: str = FONT) -> str:
    """Draw the picture as an SVG file of this width in points, for writers that place images."""
    return _chart(picture, name="chart", font=font, x=partial(_points, width), width=width)


def chart_on_page(figure: Figure, name: str) -> Markup:
    """Draw the chart as part of a page: as wide as there is room, titled and described.

    `name` makes the ids in it its own within the page.
    """
    return _chart(
        picture_of(figure.chart),
        name=name,
        font=FONT,
        x=_percent,
        width=0,
        title=figure.caption or figure.alt,
        description=figure.alt,
    )


def signed_bar(row: SignedBar, bars: SignedBars) -> Markup:
    """Draw one signed bar, its length as a part of the longest."""
    largest = max(abs(other.tenths) for other in bars.rows) or 1
    length = (abs(row.tenths) * _SIDE + largest // 2) // largest
    left = BAR_WIDTH // 2 - (length if row.tenths < 0 else 0)
    return filled("signed_bar.svg", left=left, length=length, ink=INK, ink_of=_ink_of)


def _chart(picture: Picture, **values: object) -> Markup:
    inks = {"ink": INK, "paper": PAPER, "quiet": QUIET, "ink_of": _ink_of}
    return filled("chart.svg", picture=picture, **inks, **values)


def _ink_of(series: int) -> str:
    return INKS[series % len(INKS)]


def _percent(across: int) -> str:
    """Write a place across, in thousandths of the width, as a part of whatever width there is."""
    return f"{across // 10}.{across % 10}%"


def _points(width: int, across: int) -> str:
    """Write a place across, in thousandths of the width, in points."""
    tenths = (across * width * 10 + WIDE // 2) // WIDE
    return f"{tenths // 10}.{tenths % 10}"
