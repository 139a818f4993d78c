"""Prices on the time of a staff: at which each client's best choice takes just what there is.

The first part of the method that `placing` describes: with a price on each unit of time, and one
on that of clinicians, every client takes the model with the most points left after paying.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

FINE = 1 << 20
"""Parts of a tenth of a point, the scale of prices."""


class Kind(NamedTuple):
    """Clients with equal scores: how many, and the score under each model in tenths."""

    clients: int
    tenths: tuple[int, ...]


class Cost(NamedTuple):
    """What one client takes under a model, in units of time: of all staff, and of clinicians."""

    time: int
    clinicians: int


class Priced(NamedTuple):
    """What follows from a price on clinicians: the price of time, and an assignment by both.

    The assignment takes no more than all time where that can be; `clinicians` is what it takes of
    theirs.
    """

    of_time: int
    of_clinicians: int
    clinicians: int
    counts: list[list[int]]


def priced_for(kinds: Sequence[Kind], costs: Sequence[Cost], time: int, clinicians: int) -> Priced:
    """The prices at which the staff is just enough, in points of the fine scale."""
    found = _by_price(kinds, costs, time, 0)
    low, high = 0, 1 + max(abs(t) for kind in kinds for t in kind.tenths) * FINE * 2
    if found.clinicians <= clinicians:
        return found
    while high - low > 1:
        middle = (low + high) // 2
        if _by_price(kinds, costs, time, middle).clinicians > clinicians:
            low = middle
        else:
            high = middle
    return _by_price(kinds, costs, time, high)


class _Step(NamedTuple):
    """A step up the outline of a kind: what it gains for a unit of time, negative to sort by."""

    loss: int
    kind: int
    lower: int
    upper: int


def _by_price(
    kinds: Sequence[Kind], costs: Sequence[Cost], time: int, of_clinicians: int
) -> Priced:
    """The price at which time is just enough.

    Each kind goes up the steps of its own concave outline, from the model that takes least; the
    steps of all kinds are taken in the order of points gained for a unit of time.
    """
    steps: list[_Step] = []
    counts = [[0] * len(costs) for _ in kinds]
    for place, kind in enumerate(kinds):
        outline = _outline(kind, costs, of_clinicians)
        counts[place][outline[0][1]] = kind.clients
        for (points, lower), (more, upper) in pairwise(outline):
            extra = costs[upper].time - costs[lower].time
            steps.append(_Step(-((more - points) // extra), place, lower, upper))
    used, clinicians = taken(counts, costs)
    price = 0
    for step in sorted(steps):
        row = counts[step.kind]
        below, above = costs[step.lower], costs[step.upper]
        extra = above.time - below.time
        moved = min(row[step.lower], max(time - used, 0) // extra)
        row[step.lower] -= moved
        row[step.upper] += moved
        used += moved * extra
        clinicians += moved * (above.clinicians - below.clinicians)
        if row[step.lower]:
            price = -step.loss
            break
    return Priced(price, of_clinicians, clinicians, counts)


def taken(counts: Sequence[Sequence[int]], costs: Sequence[Cost]) -> tuple[int, int]:
    """What an assignment takes of all time, and of the clinicians'."""
    totals = [sum(column) for column in zip(*counts, strict=True)]
    time = sum(n * cost.time for n, cost in zip(totals, costs, strict=True))
    clinicians = sum(n * cost.clinicians for n, cost in zip(totals, costs, strict=True))
    return time, clinicians


def _outline(kind: Kind, costs: Sequence[Cost], of_clinicians: int) -> list[tuple[int, int]]:
    """The models worth their time, from the least: each gains less for its time than the last."""
    worth = [
        (cost.time, tenths * FINE - of_clinicians * cost.clinicians, model)
        for model, (cost, tenths) in enumerate(zip(costs, kind.tenths, strict=True))
    ]
    worth.sort(key=lambda one: (one[0], -one[1], one[2]))
    outline: list[tuple[int, int]] = []
    for time, points, model in worth:
        if outline and points <= outline[-1][0]:
            continue
        while len(outline) > 1:
            (before, a), (last, b) = outline[-2], outline[-1]
            gain, over = last - before, costs[b].time - costs[a].time
            if gain * (time - costs[b].time) > (points - last) * over:
                break
            outline.pop()
        outline.append((points, model))
    return outline
