"""Numbers as sentences write them, in the engine's units."""

from fractions import Fraction

from casemodel.engine.scoring import MIDDLE, TENTHS, round_half_up

__all__ = ["MIDDLE", "TENTHS"]


def printed(tenths: int) -> str:
    """Tenths of a point as a person writes them: 634 is '63.4', -5 is '-0.5'."""
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // TENTHS}.{abs(tenths) % TENTHS}"


def in_tenths(points: Fraction) -> int:
    """Exact points rounded once to tenths, halves away from zero, as they are printed."""
    return round_half_up(points.numerator * TENTHS, points.denominator)


def percent(share: Fraction) -> str:
    """A share of 1 as a whole percentage: '70%'; never 0% or 100% unless it is exactly that."""
    whole = round(share * 100)
    if share < 1 and whole == round(Fraction(1) * 100):
        return "over 99%"
    if whole == 0 and share > 0:
        return "under 1%"
    return f"{whole}%"


def plain(number: Fraction | int) -> str:
    """A whole number as such, any other with at most one decimal."""
    exact = Fraction(number)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.1f}"
