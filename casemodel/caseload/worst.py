"""What open questions can do at worst: to all lanes at once, for any set of open questions."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from casemodel.caseload.lanes import Lanes

PART = 9  # questions looked at together: 512 sets of them at most
SETS = (1 << PART) - 1  # the bits that name a set

Column = tuple[int, ...]  # a fixed-point number for each lane


class Worst(NamedTuple):
    """What a set of open questions can do to every lane: all of them together, and one alone."""

    together: int
    alone: int


class Part(dict[int, Worst]):
    """What any set of up to nine questions can do, worked out when it is first asked for.

    `columns` are the questions' own, `end` picks the worst of several for a lane.
    """

    def __init__(
        self, lanes: Lanes, columns: Sequence[Column], end: Callable[[Iterable[int]], int]
    ) -> None:
        """Begin with the empty set, which does nothing."""
        super().__init__({0: Worst(0, 0)})
        self._lanes = lanes
        self._columns = columns
        self._end = end

    def __missing__(self, bits: int) -> Worst:
        picked = [column for at, column in enumerate(self._columns) if bits >> at & 1]
        by_lane = list(zip(*picked, strict=True))
        together, alone = map(sum, by_lane), map(self._end, by_lane)
        worst = Worst(self._lanes.packed(together), self._lanes.packed(alone))
        self[bits] = worst
        return worst


def parts_of(
    lanes: Lanes, columns: Sequence[Column], end: Callable[[Iterable[int]], int]
) -> tuple[Part, ...]:
    """The questions nine by nine."""
    starts = range(0, len(columns), PART)
    return tuple(Part(lanes, columns[start : start + PART], end) for start in starts)


def places(bits: int) -> Iterable[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
