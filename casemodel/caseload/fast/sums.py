"""What the answers of many rows add up to: a score in every lane, open questions, conditions met.

The numbers are those of `tables`, a lane a column. What neighbouring answers add together is worked
out beforehand for all of their combinations, so that five answers take one look and one sum.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from casemodel.caseload.fast.texts import Numbers
from casemodel.caseload.tables import Tables

_COMBINATIONS = 4096
BITS = 62  # what a number holds here, with room to spare


class Group(NamedTuple):
    """Neighbouring columns: `sizes` are how many codes each has, `adds` what combinations add."""

    first: int
    sizes: tuple[int, ...]
    adds: Numbers


class Sums:
    """Adds up rows for columns that answer these criteria."""

    def __init__(self, tables: Tables, criteria: Sequence[str]) -> None:
        """Work out what combinations add."""
        self._tables = tables
        unasked = (tables.entries[c].open for c in set(tables.criteria) - {*criteria})
        self._base = self._apart(tables.base + sum(unasked))
        self._groups = tuple(self._grouped([self._adds(criterion) for criterion in criteria]))

    def of(self, codes: Numbers) -> Numbers:
        """A row of numbers for each row: every lane, the open questions, the conditions met."""
        sums = np.repeat(self._base[None], codes.shape[1], axis=0)
        for group in self._groups:
            index = np.zeros(codes.shape[1], np.int64)
            for place in reversed(range(len(group.sizes))):
                index *= group.sizes[place]
                index += codes[group.first + place]
            sums += group.adds.take(index, axis=0)
        return sums

    def _apart(self, number: int) -> Numbers:
        """A packed number, lane by lane; what lies below the lanes must not be negative."""
        layout = self._tables.layout
        lanes = layout.lanes
        values = [
            number >> lanes.shift(lane) & (1 << lanes.width) - 1 for lane in range(len(lanes.order))
        ]
        low = number & layout.low
        return np.array([*values, low & layout.asked, low >> layout.cautions_at], np.int64)

    def _adds(self, criterion: str) -> Numbers:
        """What each code of a criterion adds: open, refused, then its levels."""
        tables, entries = self._tables, self._tables.entries[criterion]
        layout = tables.layout
        question = tables.criteria.index(criterion)
        nothing = [0] * len(tables.ids)
        rows = [[*nothing, 1 << question, 0]] * 2
        levels = zip(entries.levels.values(), tables.points[question], strict=True)
        for number, points in levels:
            met = number - layout.lanes.packed(points) >> layout.cautions_at
            rows.append([*points, 0, met])
        return np.array(rows, np.int64)

    def _grouped(self, columns: Sequence[Numbers]) -> Iterator[Group]:
        first, adds = 0, np.zeros((1, len(self._base)), np.int64)
        sizes: list[int] = []
        for place, column in enumerate(columns):
            if len(adds) * len(column) > _COMBINATIONS and sizes:
                yield Group(first, tuple(sizes), adds)
                first, sizes, adds = place, [], np.zeros_like(adds[:1])
            adds = (column[:, None] + adds[None]).reshape(-1, len(self._base))
            sizes.append(len(column))
        yield Group(first, tuple(sizes), adds)
