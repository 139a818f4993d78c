"""Who is served by which model so that the sum of scores is the greatest that the staff allows.

A small transportation problem with two side constraints: the time of all case managers, and that of
the clinicians among them. It is solved exactly, without a solver:

1. Prices. With a price on each unit of time every client would take the model with the most points
   left after paying for it. For a price on clinicians, the price on all time at which the staff is
   just enough follows from putting the gains in points per unit of time in order; the price on
   clinicians is found by halving. Any prices give an upper bound of the sum, whatever they are.
2. Search. What an assignment falls short of the bound is the sum of what each client loses against
   that choice, and of the price of time that is left over. Assignments with the least shortfall
   are looked for below a threshold that doubles: below it only few clients can be placed otherwise
   than by price, and equal sums of time are followed up once. The first threshold below which
   there is an assignment holds the best one.

Where the search would take too long, the best assignment found is given with what it may lack.
The method is that of Lagrangian bounds with a core, well known for knapsack problems (Pisinger
1995; Kellerer, Pferschy and Pisinger 2004, ch. 11).
"""

from collections.abc import Sequence

from casemodel.caseload.pricing import Cost, Kind, priced_for, taken
from casemodel.caseload.searching import Placed, Search


def place(
    kinds: Sequence[Kind], costs: Sequence[Cost], time: int, clinicians: int
) -> Placed | None:
    """The best assignment of everyone within the staff; None where there is none.

    `time` and `clinicians` are what there is, in the units of the costs. There must be a model.
    """
    start = _lightest(kinds, costs, time, clinicians)
    if start is None:
        return None
    priced = priced_for(kinds, costs, time, clinicians)
    in_all, of_clinicians = taken(priced.counts, costs)
    if in_all <= time and of_clinicians <= clinicians:
        start = priced.counts
    return Search(kinds, costs, time, clinicians, priced).best(start)


def least_time(clients: int, costs: Sequence[Cost], clinicians: int) -> int | None:
    """The least time in which so many clients can be served; None where they cannot be at all."""
    free = min((c.time for c in costs if not c.clinicians), default=None)
    bound = min((c for c in costs if c.clinicians), default=None)
    by_clinicians = 0
    if bound is not None and (free is None or bound.time < free):
        by_clinicians = min(clients, clinicians // bound.clinicians)
    rest = clients - by_clinicians
    if rest and free is None:
        return None
    return (by_clinicians * bound.time if bound else 0) + rest * (free or 0)


def _lightest(
    kinds: Sequence[Kind], costs: Sequence[Cost], time: int, clinicians: int
) -> list[list[int]] | None:
    """Everyone under the model that takes least, as far as there are clinicians for it."""
    clients = sum(kind.clients for kind in kinds)
    least = least_time(clients, costs, clinicians)
    if least is None or least > time:
        return None
    counts = [[0] * len(costs) for _ in kinds]
    left = clinicians
    order = sorted(range(len(costs)), key=lambda m: costs[m])
    for row, kind in zip(counts, kinds, strict=True):
        unplaced = kind.clients
        for model in order:
            cost = costs[model].clinicians
            here = min(unplaced, left // cost) if cost else unplaced
            row[model] += here
            unplaced -= here
            left -= here * cost
    return counts
