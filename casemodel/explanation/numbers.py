"""Numbers for sentences, from the engine's units."""

from fractions import Fraction
from math import ceil

from casemodel.engine.scoring import MIDDLE, TENTHS, in_tenths
from casemodel.texts.messages import phrase

__all__ = ["MIDDLE", "TENTHS", "in_tenths"]


def printed(tenths: int) -> str:
    """Write tenths of a point as people do: 634 is '63.4', -5 is '-0.5'."""
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // TENTHS}.{abs(tenths) % TENTHS}"


def signed(tenths: int) -> str:
    """Write tenths of a point with their sign: 207 is '+20.7'."""
    return f"+{printed(tenths)}" if tenths > 0 else printed(tenths)


def as_points(score: int) -> str:
    """Write a score in tenths as people see it, as points: 634 is '+13.4'."""
    return signed(score - MIDDLE * TENTHS)


def percent(share: Fraction) -> str:
    """Write a share of 1 as a whole percentage: '70%'; 0% and 100% only where exact."""
    whole = round(share * 100)
    if share < 1 and whole == round(Fraction(1) * 100):
        return phrase("number.over_99")
    if whole == 0 and share > 0:
        return phrase("number.under_1")
    return f"{whole}%"


def rounded_up(number: Fraction) -> str:
    """Write a number of posts or people, rounded up so that it is enough."""
    return str(ceil(number))


def plain(number: Fraction | int) -> str:
    """Write a whole number as such, any other with at most one decimal."""
    exact = Fraction(number)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.1f}"
