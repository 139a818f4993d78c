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

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_FINE = 1 << 20
_STEPS = 3_000_000


class Kind(NamedTuple):
    """Clients with equal scores: how many, and the score under each model in tenths."""

    clients: int
    tenths: tuple[int, ...]


class Cost(NamedTuple):
    """What one client takes under a model, in units of time: of all staff, and of clinicians."""

    time: int
    clinicians: int


class Placed(NamedTuple):
    """An assignment: for each kind, how many clients are under each model.

    `tenths` is the sum of all scores. No assignment has more than `tenths + short`; `short` is 0
    where this one is proved the best.
    """

    counts: tuple[tuple[int, ...], ...]
    tenths: int
    short: int


def place(
    kinds: Sequence[Kind], costs: Sequence[Cost], time: int, clinicians: int
) -> Placed | None:
    """The best assignment of everyone within the staff; None where there is none.

    `time` and `clinicians` are what there is, in the units of the costs. There must be a model.
    """
    start = _lightest(kinds, costs, time, clinicians)
    if start is None:
        return None
    priced = _priced(kinds, costs, time, clinicians)
    taken = _taken(priced.counts, costs)
    if taken[0] <= time and taken[1] <= clinicians:
        start = priced.counts
    return _Search(kinds, costs, time, clinicians, priced).best(start)


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


class _Priced(NamedTuple):
    """What follows from a price on clinicians: the price of time, and an assignment by both.

    The assignment takes no more than all time where that can be; `clinicians` is what it takes of
    theirs.
    """

    of_time: int
    of_clinicians: int
    clinicians: int
    counts: list[list[int]]


def _priced(kinds: Sequence[Kind], costs: Sequence[Cost], time: int, clinicians: int) -> _Priced:
    """The prices at which the staff is just enough, in points of the fine scale."""
    found = _by_price(kinds, costs, time, 0)
    low, high = 0, 1 + max(abs(t) for kind in kinds for t in kind.tenths) * _FINE * 2
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
) -> _Priced:
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
    used, clinicians = _taken(counts, costs)
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
    return _Priced(price, of_clinicians, clinicians, counts)


def _taken(counts: Sequence[Sequence[int]], costs: Sequence[Cost]) -> tuple[int, int]:
    """What an assignment takes of all time, and of the clinicians'."""
    totals = [sum(column) for column in zip(*counts, strict=True)]
    time = sum(n * cost.time for n, cost in zip(totals, costs, strict=True))
    clinicians = sum(n * cost.clinicians for n, cost in zip(totals, costs, strict=True))
    return time, clinicians


def _outline(kind: Kind, costs: Sequence[Cost], of_clinicians: int) -> list[tuple[int, int]]:
    """The models worth their time, from the least: each gains less for its time than the last."""
    worth = [
        (cost.time, tenths * _FINE - of_clinicians * cost.clinicians, model)
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


class _TooLong(Exception):
    """The search has taken as many steps as it may."""


class _Move(NamedTuple):
    """Clients of one kind placed otherwise than by price: how many under which models.

    `loss` is what that loses on the fine scale, `time` and `clinicians` what it takes more.
    """

    loss: int
    time: int
    clinicians: int
    models: tuple[tuple[int, int], ...]


_State = tuple[int, int]
_STAY = _Move(0, 0, 0, ())


class _Search:
    """Looks for the assignment with the least shortfall from the bound that the prices give."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        costs: Sequence[Cost],
        time: int,
        clinicians: int,
        priced: _Priced,
    ) -> None:
        self._kinds, self._costs = kinds, costs
        self._time, self._clinicians = time, clinicians
        self._of_time, self._of_clinicians = priced.of_time, priced.of_clinicians
        worth = [
            [
                tenths * _FINE - self._of_time * c.time - self._of_clinicians * c.clinicians
                for tenths, c in zip(kind.tenths, costs, strict=True)
            ]
            for kind in kinds
        ]
        self._losses = [[max(row) - one for one in row] for row in worth]
        models = range(len(costs))
        self._base = [min(models, key=lambda m: (row[m], costs[m], m)) for row in self._losses]
        self._bound = self._of_time * time + self._of_clinicians * clinicians
        self._bound += sum(k.clients * max(row) for k, row in zip(kinds, worth, strict=True))
        self._steps = 0

    def best(self, start: list[list[int]]) -> Placed:
        """The best assignment; where the search takes too long, `start`, and what it may lack."""
        tenths = self._sum(start)
        shortfall = self._bound - tenths * _FINE
        proved, below = 0, _FINE // 8
        while proved < shortfall:
            try:
                found = self._below(min(below, shortfall))
            except _TooLong:
                return Placed(_frozen(start), tenths, (self._bound - proved) // _FINE - tenths)
            if found is not None:
                return Placed(_frozen(found), self._sum(found), 0)
            proved, below = below, below * 2
        return Placed(_frozen(start), tenths, 0)

    def _sum(self, counts: Sequence[Sequence[int]]) -> int:
        return sum(
            n * tenths
            for row, kind in zip(counts, self._kinds, strict=True)
            for n, tenths in zip(row, kind.tenths, strict=True)
        )

    def _below(self, threshold: int) -> list[list[int]] | None:
        """The assignment with the least shortfall, if that is below the threshold."""
        moving = [
            (least, place)
            for place, losses in enumerate(self._losses)
            if (least := self._least(losses, place)) < threshold
        ]
        moving.sort(reverse=True)  # what costs nothing comes last, and fills what is left
        moves = [(place, tuple(self._moves(place, threshold))) for _, place in moving]
        rests = self._rests([found for _, found in moves])
        base = [[0] * len(self._costs) for _ in self._kinds]
        for row, model, kind in zip(base, self._base, self._kinds, strict=True):
            row[model] = kind.clients
        states: dict[_State, int] = {_taken(base, self._costs): 0}
        came: list[dict[_State, tuple[_State, _Move]]] = []
        for (_, found), rest in zip(moves, rests, strict=True):
            states, origin = self._spread(states, found, rest, threshold)
            came.append(origin)
        ended = [
            (loss + self._idle(state), state)
            for state, loss in states.items()
            if state[0] <= self._time and state[1] <= self._clinicians
        ]
        if not ended or min(ended)[0] >= threshold:
            return None
        state = min(ended)[1]
        for (place, _), origin in zip(reversed(moves), reversed(came), strict=True):
            state, move = origin[state]
            for model, clients in move.models:
                base[place][self._base[place]] -= clients
                base[place][model] += clients
        return base

    def _least(self, losses: Sequence[int], place: int) -> int:
        """What placing one client of a kind otherwise loses at least."""
        others = (loss for model, loss in enumerate(losses) if model != self._base[place])
        return min(others, default=self._bound + 1)

    def _moves(self, place: int, threshold: int) -> Iterator[_Move]:
        """All ways to place clients of a kind otherwise that lose less than the threshold."""
        base = self._costs[self._base[place]]
        single = [
            (loss, cost.time - base.time, cost.clinicians - base.clinicians, model)
            for model, (loss, cost) in enumerate(zip(self._losses[place], self._costs, strict=True))
            if model != self._base[place] and loss < threshold
        ]

        def more(at: int, left: int, so_far: _Move) -> Iterator[_Move]:
            if at == len(single):
                yield so_far
                return
            loss, time, clinicians, model = single[at]
            for count in range(left + 1):
                lost = so_far.loss + count * loss
                if lost >= threshold:
                    return
                self._step()
                models = (*so_far.models, (model, count)) if count else so_far.models
                taken = so_far.time + count * time, so_far.clinicians + count * clinicians
                yield from more(at + 1, left - count, _Move(lost, *taken, models))

        yield from more(0, self._kinds[place].clients, _STAY)

    def _rests(self, moves: Sequence[Sequence[_Move]]) -> list[tuple[int, int, int, int]]:
        """After each kind: the least and most that later ones can add to time and clinicians."""
        rests = [(0, 0, 0, 0)]
        for found in reversed(moves[1:]):
            a, b, c, d = rests[-1]
            times, others = [m.time for m in found], [m.clinicians for m in found]
            rests.append((a + min(times), b + max(times), c + min(others), d + max(others)))
        return rests[::-1][-len(moves) :] if moves else []

    def _spread(
        self,
        states: dict[_State, int],
        moves: Sequence[_Move],
        rest: tuple[int, int, int, int],
        threshold: int,
    ) -> tuple[dict[_State, int], dict[_State, tuple[_State, _Move]]]:
        """Every state that can still end below the threshold, after one more kind."""
        found: dict[_State, int] = {}
        origin: dict[_State, tuple[_State, _Move]] = {}
        less, more, fewer, others = rest
        for state, so_far in states.items():
            for move in moves:
                self._step()
                loss = so_far + move.loss
                after = (state[0] + move.time, state[1] + move.clinicians)
                if loss >= threshold or found.get(after, threshold) <= loss:
                    continue
                if after[0] + less > self._time or after[1] + fewer > self._clinicians:
                    continue
                fullest = (
                    min(after[0] + more, self._time),
                    min(after[1] + others, self._clinicians),
                )
                if loss + self._idle(fullest) < threshold:
                    found[after], origin[after] = loss, (state, move)
        return found, origin

    def _idle(self, state: _State) -> int:
        """The price of what is left over."""
        time, clinicians = self._time - state[0], self._clinicians - state[1]
        return self._of_time * time + self._of_clinicians * clinicians

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _STEPS:
            raise _TooLong


def _frozen(counts: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, counts))
