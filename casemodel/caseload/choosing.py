"""Who is recommended by the tenths in the lanes, now and after one more answer.

Here every question to a client is about need, so that a score above 50 already says that needs do
not speak against an alternative; rules that ask clients for more are left to `exact`.
"""

from collections.abc import Iterator

from casemodel.caseload.tables import Tables

NOBODY = -1


class Chooser:
    """Chooses a lane, as the engine's `chosen` does: the first of the best that is above 50."""

    __slots__ = ("_floors", "_points", "_runnable", "_tenths")

    def __init__(self, tables: Tables) -> None:
        """Pack what each answer adds, by question."""
        lanes = tables.layout.lanes
        self._runnable = tables.runnable
        self._floors = tables.floors
        self._points = tuple(tuple(map(lanes.packed, levels)) for levels in tables.points)
        self._tenths = lanes.tenths

    def chosen(self, tenths: tuple[int, ...]) -> int:
        """The lane to recommend, or NOBODY.

        Lanes hold scores less handicaps, in the order in which equals are preferred.
        """
        able = tenths[: self._runnable]
        fitting = [
            (-t, lane)
            for lane, (t, floor) in enumerate(zip(able, self._floors, strict=False))
            if t > floor
        ]
        return min(fitting)[1] if fitting else NOBODY

    def after(self, number: int, question: int) -> Iterator[int]:
        """The lane to recommend after each answer to a question that is open."""
        return (self.chosen(self._tenths(number + points)) for points in self._points[question])
