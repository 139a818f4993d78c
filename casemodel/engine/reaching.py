"""Sets of a few changes that together reach several bars at once, the one that adds most first.

A search by branch and bound over whole numbers; what the numbers mean is for `changes` to say.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple


class Bar(NamedTuple):
    """What each change adds to something, and how much all changes together must add at least."""

    gains: tuple[int, ...]
    least: int


class _Masks(NamedTuple):
    """One bar's gains in rising order, and for each place the changes from there on, as bits.

    `top[n]` is the most that n changes can add.
    """

    rising: tuple[int, ...]
    from_here: tuple[int, ...]
    top: tuple[int, ...]

    def adding(self, least: int) -> int:
        """The changes that add at least so much."""
        return self.from_here[bisect_left(self.rising, least)]


def best_set(
    bars: Sequence[Bar],
    worth: tuple[int, ...],
    apart: Sequence[Hashable],
    size: int,
    holds: Callable[[tuple[int, ...]], bool],
    above: int | None = None,
) -> tuple[int, ...] | None:
    """The set of `size` changes of the highest worth that reaches every bar and for which it holds.

    Changes are numbered from 0; of those with an equal `apart` a set has one at most. Of equal
    worth, the set whose numbers come first. `above` is a worth that must be exceeded. None if there
    is no such set: every one that reaches all bars is tried, unless it is worth no more.
    """
    if not worth:
        return None
    search = _Search(bars, worth, apart, size)
    best = None
    for found in search.sets(above):
        if holds(found):
            best = found
            search.raise_to(sum(worth[i] for i in found) + 1)
    return best


class _Search:
    """The state of one search; the first bar is the worth that is still to be exceeded."""

    def __init__(
        self, bars: Sequence[Bar], worth: tuple[int, ...], apart: Sequence[Hashable], size: int
    ) -> None:
        self.size = size
        self.rows = tuple(zip(worth, *(bar.gains for bar in bars), strict=True))
        self.masks = tuple(_masks(column, apart, size) for column in zip(*self.rows, strict=True))
        self.least = [0, *(bar.least for bar in bars)]
        same: dict[Hashable, int] = {}
        for i, group in enumerate(apart):
            same[group] = same.get(group, 0) | 1 << i
        self.rest = [~same[group] & -1 << i for i, group in enumerate(apart)]

    def raise_to(self, worth: int) -> None:
        """Pass over what is worth less from now on."""
        self.least[0] = worth

    def sets(self, above: int | None) -> Iterator[tuple[int, ...]]:
        """Every set that reaches all bars, in the order of its numbers."""
        self.raise_to(self.size * min(self.masks[0].rising) if above is None else above + 1)
        everything = (1 << len(self.rows)) - 1
        yield from self._sets((0,) * len(self.masks), self.size, everything)

    def _sets(self, so_far: tuple[int, ...], more: int, among: int) -> Iterator[tuple[int, ...]]:
        for i in _bits(self._useful(so_far, more, among)):
            if so_far[0] + self.rows[i][0] + self.masks[0].top[more - 1] < self.least[0]:
                continue  # the worth to be exceeded has risen meanwhile
            if more == 1:
                yield (i,)
                continue
            then = tuple(a + b for a, b in zip(so_far, self.rows[i], strict=True))
            for others in self._sets(then, more - 1, among & self.rest[i]):
                yield (i, *others)

    def _useful(self, so_far: tuple[int, ...], more: int, among: int) -> int:
        """The changes with which, and the best of others, every bar can still be reached."""
        for mask, least, here in zip(self.masks, self.least, so_far, strict=True):
            among &= mask.adding(least - here - mask.top[more - 1])
            if not among:
                break
        return among


def _masks(gains: tuple[int, ...], apart: Sequence[Hashable], size: int) -> _Masks:
    order = sorted(range(len(gains)), key=gains.__getitem__)
    from_here = [0]
    for i in reversed(order):
        from_here.append(from_here[-1] | 1 << i)
    most: dict[Hashable, int] = {}
    for group, gain in zip(apart, gains, strict=True):
        most[group] = max(gain, most.get(group, gain))
    top = [*accumulate(sorted(most.values(), reverse=True)[:size], initial=0)]
    # Where there are not so many questions no set is so large, and any bound will do.
    top += [top[-1]] * (size + 1 - len(top))
    return _Masks(tuple(gains[i] for i in order), tuple(reversed(from_here)), tuple(top))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
