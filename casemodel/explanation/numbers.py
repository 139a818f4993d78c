"""Numbers as sentences write them, in the engine's units."""

from fractions import Fraction
from math import ceil

from casemodel.engine.scoring import MIDDLE, TENTHS, round_half_up
from casemodel.texts.messages import phrase

__all__ = ["MIDDLE", "TENTHS"]


def printed(tenths: int) -> str:
    """Tenths of a point as a person writes them: 634 is '63.4', -5 is '-0.5'."""
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // TENTHS}.{abs(tenths) % TENTHS}"


def signed(tenths: int) -> str:
    """Tenths of a point with their sign: 207 is '+20.7'."""
    return f"+{printed(tenths)}" if tenths > 0 else printed(tenths)


def in_tenths(points: Fraction) -> int:
    """Exact points rounded once to tenths, halves away from zero, as they are printed."""
    return round_half_up(points.numerator * TENTHS, points.denominator)


def percent(share: Fraction) -> str:
    """A share of 1 as a whole percentage: '70%'; never 0% or 100% unless it is exactly that."""
    whole = round(share * 100)
    if share < 1 and whole == round(Fraction(1) * 100):
        return phrase("number.over_99")
    if whole == 0 and share > 0:
        return phrase("number.under_1")
    return f"{whole}%"


def rounded_up(number: Fraction) -> str:
    """A number of posts or people as a whole number that is enough."""
    return str(ceil(number))


def plain(number: Fraction | int) -> str:
    """A whole number as such, any other with at most one decimal."""
    exact = Fraction(number)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.1f}"
