"""What open questions can do at worst: to all lanes at once, for any set of open questions."""

from collections.abc import Callable, Iterable, Sequence

from casemodel.caseload.lanes import Lanes

PART = 7  # questions looked at together: 128 sets of them at most
KNOWN = 256  # sets of all questions that are remembered whole
_SETS = (1 << PART) - 1

Column = tuple[int, ...]
"""What one question can do to every lane at worst, as fixed-point numbers."""

Worst = tuple[int, int]
"""What a set of open questions can do to every lane: all of them together, and one alone."""

End = Callable[[Iterable[int]], int]
"""Picks the worst of several numbers: the least, or the most."""


class Part(dict[int, Worst]):
    """What any set of a few questions can do, worked out when it is first asked for."""

    def __init__(self, lanes: Lanes, columns: Sequence[Column], end: End) -> None:
        """`columns` are the questions' own; bit i of a set stands for the i-th."""
        super().__init__()
        self._lanes = lanes
        self._columns = columns
        self._end = end

    def __missing__(self, bits: int) -> Worst:
        picked = [self._columns[place] for place in places(bits)]
        by_lane = list(zip(*picked, strict=True))
        together, alone = map(sum, by_lane), map(self._end, by_lane)
        worst = (self._lanes.packed(together), self._lanes.packed(alone))
        self[bits] = worst
        return worst


class Worsts:
    """What any set of questions can do, in as few numbers as are at hand.

    The sets that come first are remembered whole in `known`, the others made of parts of nine
    questions, since a caseload can have more sets of open questions than memory should hold.
    """

    __slots__ = ("_parts", "_whole", "known")

    def __init__(self, lanes: Lanes, columns: Sequence[Column], end: End) -> None:
        """`columns` are the questions' own, `end` picks the worst of several."""
        self.known: dict[int, tuple[Worst, ...]] = {}
        self._whole = Part(lanes, columns, end)
        starts = range(0, len(columns), PART)
        self._parts = [(at, Part(lanes, columns[at : at + PART], end)) for at in starts]

    def of(self, bits: int) -> Sequence[Worst]:
        """What a set can do, part by part."""
        if bits in self.known:
            return self.known[bits]
        if len(self.known) < KNOWN:
            self.known[bits] = (self._whole[bits],)
            return self.known[bits]
        return [part[bits >> at & _SETS] for at, part in self._parts]


def places(bits: int) -> Iterable[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
