"""Agreement of several orders: mean ranks, and Kendall's coefficient of concordance, W.

W is 0 for no agreement and 1 for the same order. With ties corrected, for m people who rank n
items, R_i the sum of the ranks of item i, and t the size of each set of equal ranks:

    W = 12 * sum of (R_i - m(n + 1)/2)^2 / (m^2 (n^3 - n) - m * sum of (t^3 - t))

Source: M. G. Kendall and B. Babington Smith, The problem of m rankings, Annals of Mathematical
Statistics 10 (1939), doi 10.1214/aoms/1177732186; the correction for ties as in M. G. Kendall and
J. D. Gibbons, Rank Correlation Methods, 5th edition, 1990, chapter 6.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from casemodel.engine.weighting import rank_order_centroid

Ranks = Mapping[str, Fraction]
"""The rank of each item, 1 for the first; equal ones share the mean of their ranks."""

_FEWEST_COMPARED = 2


def ranks_of(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Rank items by their values, the largest first; equal ones share the mean of their ranks."""
    count = Counter(values.values())
    above, ranks = 0, {}
    for value in sorted(count, reverse=True):
        ranks[value] = above + Fraction(count[value] + 1, 2)
        above += count[value]
    return {item: ranks[value] for item, value in values.items()}


def mean_ranks(orders: Sequence[Ranks]) -> dict[str, Fraction]:
    """Give the mean rank of each item; all orders rank the same items."""
    return {
        item: sum((ranks[item] for ranks in orders), Fraction(0)) / len(orders)
        for item in orders[0]
    }


def concordance(orders: Sequence[Ranks]) -> Fraction | None:
    """Give Kendall's W, corrected for ties.

    None where it says nothing: with fewer than two orders or items, or where everyone ranks all
    items equal.
    """
    m = len(orders)
    n = len(orders[0]) if orders else 0
    if m < _FEWEST_COMPARED or n < _FEWEST_COMPARED:
        return None
    sums = [sum((ranks[item] for ranks in orders), Fraction(0)) for item in orders[0]]
    middle = Fraction(m * (n + 1), 2)
    ties = sum(t**3 - t for ranks in orders for t in Counter(ranks.values()).values())
    most = m * m * (n**3 - n) - m * ties
    spread = sum(((rank_sum - middle) ** 2 for rank_sum in sums), Fraction(0))
    return 12 * spread / most if most else None


def centroid_shares(ranks: Ranks) -> dict[str, Fraction]:
    """Share out 1 among items by rank-order centroid; equal ranks get the mean of their shares."""
    ordered = sorted(ranks, key=lambda item: ranks[item])
    shares = rank_order_centroid(len(ordered))
    count = Counter(ranks.values())
    total: dict[Fraction, Fraction] = {}
    for item, share in zip(ordered, shares, strict=True):
        total[ranks[item]] = total.get(ranks[item], Fraction(0)) + share
    return {item: total[ranks[item]] / count[ranks[item]] for item in ranks}
