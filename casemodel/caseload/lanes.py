"""Many scores in one whole number: lanes side by side, so that one sum adds up all of them.

# Why it is exact

A lane holds a score in tenths of a point as a fixed-point number: `fraction` bits after the point.
The engine's points are fractions, so each is rounded up to the grid. A total of `terms` of them is
then too high by less than `terms` steps of the grid. Totals, and differences of two lanes, are
fractions whose denominators are known, so none of them lies nearer to a whole tenth than one part
of the largest of these denominators without being on it. The grid is made finer than that part
divided by twice the number of terms; then cutting off the bits after the point gives the tenth that
exact fractions give, and a comparison of two lanes the answer that exact fractions give. No step of
this is a guess: `tests/caseload` holds the results against the engine's.

# Ranges

Lanes never borrow from each other: each is lifted by `bias` so that no total is negative, and has
room for four times the range of all totals, so that the highest bit of a lane (the guard) can say
whether a difference is negative.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations_with_replacement
from math import gcd, lcm
from struct import Struct
from typing import NamedTuple

from casemodel.engine.board import Board
from casemodel.engine.scoring import TENTHS

_CODES = {2: "H", 4: "I", 8: "Q"}
BYTE = 8


class Lanes(NamedTuple):
    """How scores lie side by side in a number, from bit `at` up.

    `fraction` is the number of bits after the point, `width` that of a lane, `terms` more than any
    total can be too high by, in steps of the grid. `order` gives the position in the board of the
    alternative in each lane. `ones` has 1 in every lane, `mask` all bits of all lanes. `size` is
    the length in bytes of a number up to its last lane; `unpack` takes the bytes of a number that
    is as long or longer, and gives the whole tenths of every lane.
    """

    at: int
    fraction: int
    width: int
    terms: int
    bias: int
    order: tuple[int, ...]
    ones: int
    mask: int
    size: int
    unpack: Callable[[bytes], tuple[int, ...]]

    def shift(self, lane: int) -> int:
        """Where a lane begins, in bits."""
        return self.at + lane * self.width

    def packed(self, values: Iterable[int]) -> int:
        """Whole numbers, one for each lane, as one number."""
        return sum(value << self.shift(lane) for lane, value in enumerate(values))

    def of_tenths(self, numerator: int, denominator: int) -> int:
        """A fraction of a tenth as a fixed-point number, rounded up."""
        return -((-numerator << self.fraction) // denominator)

    def guards(self, lanes: Iterable[int]) -> int:
        """The highest bits of these lanes."""
        return sum(1 << self.shift(lane) + self.width - 1 for lane in lanes)

    def tenths(self, number: int) -> tuple[int, ...]:
        """The whole tenths in every lane of a number that ends with the last."""
        return self.unpack(number.to_bytes(self.size, "little"))


def lanes_for(board: Board, order: Sequence[int], at: int) -> Lanes:
    """Lanes fine and wide enough for every total of the board, in this order.

    They begin at bit `at`, which must be a multiple of 8.
    """
    terms = len(board.points) + 3  # the start, and twice a step to spare
    finest = 2 * terms * _finest(board)
    fraction = _in_bytes((finest - 1).bit_length())
    least, most = _range(board)
    # Four times the range and as much again: a difference, an offset, and the guard.
    bytes_ = next(b for b in _CODES if (most - least + 1) << 3 < 1 << b * BYTE)
    width = fraction + bytes_ * BYTE
    one = 1 << at
    ones = sum(one << lane * width for lane in range(len(order)))
    form = f"<{at // BYTE}x" + f"{fraction // BYTE}x{_CODES[bytes_]}" * len(order)
    return Lanes(
        at=at,
        fraction=fraction,
        width=width,
        terms=terms,
        bias=-least,
        order=tuple(order),
        ones=ones,
        mask=ones * ((1 << width) - 1),
        size=(at + len(order) * width) // BYTE,
        unpack=Struct(form).unpack_from,
    )


def _in_bytes(bits: int) -> int:
    """The same number of bits or more, in whole bytes."""
    return -(-bits // BYTE) * BYTE


def _finest(board: Board) -> int:
    """The largest denominator of a total in tenths and a half, or of the difference of two."""
    whole = 2 * board.unit
    denominators = []
    for index, start in enumerate(board.start):
        numbers = [row[index] for levels in board.points.values() for row in levels.values()]
        common = gcd(board.unit, *(2 * TENTHS * number for number in (start, *numbers)))
        denominators.append(whole // common)
    pairs = combinations_with_replacement(denominators, 2)
    return max((lcm(*pair) for pair in pairs), default=1)


def _range(board: Board) -> tuple[int, int]:
    """Whole tenths that no total goes below, even less a handicap, and that none goes above."""
    room = 2 * TENTHS * 100  # handicaps and the middle of the scale lie within it
    least = most = 0
    for index, start in enumerate(board.start):
        low = high = start
        for levels in board.points.values():
            column = [0, *(row[index] for row in levels.values())]
            low += min(column)
            high += max(column)
        least = min(least, low * TENTHS // board.unit)
        most = max(most, high * TENTHS // board.unit)
    return least - room, most + room
