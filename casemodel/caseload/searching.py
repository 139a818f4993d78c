"""The search for the assignment that falls least short of the bound which prices give.

The second part of the method that `placing` describes: below a threshold on the shortfall only few
clients can be placed otherwise than by price, and equal sums of time are followed up once.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casemodel.caseload.pricing import FINE, Cost, Kind, Priced, taken

_STEPS = 3_000_000


class Placed(NamedTuple):
    """An assignment: for each kind, how many clients are under each model.

    `tenths` is the sum of all scores. No assignment has more than `tenths + short`; `short` is 0
    where this one is proved the best.
    """

    counts: tuple[tuple[int, ...], ...]
    tenths: int
    short: int


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


class Search:
    """Looks for the assignment with the least shortfall from the bound that the prices give."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        costs: Sequence[Cost],
        time: int,
        clinicians: int,
        priced: Priced,
    ) -> None:
        """Begin from what the prices give; `time` and `clinicians` are what there is."""
        self._kinds, self._costs = kinds, costs
        self._time, self._clinicians = time, clinicians
        self._of_time, self._of_clinicians = priced.of_time, priced.of_clinicians
        worth = [
            [
                tenths * FINE - self._of_time * c.time - self._of_clinicians * c.clinicians
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
        shortfall = self._bound - tenths * FINE
        proved, below = 0, FINE // 8
        while proved < shortfall:
            try:
                found = self._below(min(below, shortfall))
            except _TooLong:
                return Placed(_frozen(start), tenths, (self._bound - proved) // FINE - tenths)
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
        states: dict[_State, int] = {taken(base, self._costs): 0}
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
                in_all = so_far.time + count * time, so_far.clinicians + count * clinicians
                yield from more(at + 1, left - count, _Move(lost, *in_all, models))

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
