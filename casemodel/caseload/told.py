"""What a row is told about one alternative: its score, the best other model, its reasons."""

from collections.abc import Callable
from operator import itemgetter

from casemodel.caseload.cells import Sheet
from casemodel.caseload.grounds import SHOWN, Grounds, strongest_in_print
from casemodel.caseload.tables import Tables
from casemodel.caseload.values import Ground, Row

_FIRST = (1 << 10) - 1  # the ten strongest answers there are


class First(dict[int, tuple[Ground, ...] | None]):
    """The three strongest reasons of those among the first ten answers; None if they are fewer."""

    def __init__(self, grounds: Grounds) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._grounds = grounds

    def __missing__(self, bits: int) -> tuple[Ground, ...] | None:
        found = self._grounds.strongest(bits) if bits.bit_count() >= SHOWN else None
        self[bits] = found
        return found


class Told:
    """The alternative in one lane, as the one that an outcome is about.

    `offset` turns the tenths in its lane into printed ones, as taking off the bias does for a
    model. `others` takes the tenths of all other models out of all lanes. `other_lanes` are these,
    `other_ids` their ids, by which equals are in order; where there is none, `others` and
    `other_ids` stand for no id and a score of 0.
    """

    __slots__ = (
        "_begin",
        "_bits",
        "_first",
        "_sheet",
        "_tables",
        "id",
        "lane",
        "offset",
        "other_ids",
        "other_lanes",
        "others",
    )

    def __init__(self, tables: Tables, sheet: Sheet, lane: int) -> None:
        """Look up what stands around the lane."""
        layout = tables.layout
        self._tables, self._sheet = tables, sheet
        self.id, self.lane = tables.ids[lane], lane
        bias = layout.lanes.bias
        self.offset = tables.handicaps[lane] - bias
        others = [other for other in models_of(tables) if other != lane]
        self.other_ids = tuple(tables.ids[other] for other in others) or ("",)
        self.other_lanes = tuple(others)
        # One lane alone is taken twice, so that there is always a tuple; of equals the first is it.
        others = others * 2 if len(others) == 1 else others
        self.others: Callable[[tuple[int, ...]], tuple[int, ...]] = (
            itemgetter(*others) if others else lambda _: (bias,)
        )
        self._begin = layout.grounds_at[lane]
        self._first = First(tables.grounds[lane])
        self._bits = (1 << len(tables.grounds[lane].ranked)) - 1

    def reasons(self, number: int, row: Row) -> tuple[Ground, ...]:
        """The three strongest reasons for it."""
        tables, lane = self._tables, self.lane
        bits = number >> self._begin & self._bits
        found = self._first[bits & _FIRST] or tables.grounds[lane].strongest(bits)
        if found is not None:
            return found
        index = tables.layout.lanes.order[lane]
        return strongest_in_print(tables.case, index, tables.grounds[lane], self._sheet.levels(row))


def models_of(tables: Tables) -> list[int]:
    """The lanes of single models, by id."""
    alternatives = tables.case.choice.board.alternatives
    found = [
        lane
        for lane, index in enumerate(tables.layout.lanes.order)
        if alternatives[index].kind == "model"
    ]
    return sorted(found, key=lambda lane: tables.ids[lane])
