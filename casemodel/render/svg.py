"""Pictures as SVG: bars to either side of a middle line."""

from markupsafe import Markup

from casemodel.pages.document import SignedBar, SignedBars
from casemodel.render.templating import filled

INK, FILL = "#1a1a1a", "#1f4e79"  # each at least 4.5 to 1 on white
BAR_WIDTH, BAR_HEIGHT = 160, 12  # points of a signed bar
_SIDE = BAR_WIDTH // 2 - 2


def signed_bar(row: SignedBar, bars: SignedBars) -> Markup:
    """Draw one signed bar, its length as a part of the longest."""
    largest = max(abs(other.tenths) for other in bars.rows) or 1
    length = (abs(row.tenths) * _SIDE + largest // 2) // largest
    left = BAR_WIDTH // 2 - (length if row.tenths < 0 else 0)
    return filled("signed_bar.svg", left=left, length=length, ink=INK, fill=FILL)
