"""Rows for which nothing can be recommended: what is nearest, and whether an answer could help."""

from casemodel.caseload.asking import order_for_nobody
from casemodel.caseload.cautions import Cautions
from casemodel.caseload.cells import Sheet
from casemodel.caseload.tables import Tables
from casemodel.caseload.told import Told
from casemodel.caseload.values import Outcome, Row
from casemodel.caseload.worst import Worsts
from casemodel.engine.choosing import order_key
from casemodel.engine.doubt import Certainty


class Nobody:
    """A judge of rows for which no alternative that can be run is above 50.

    The guard of a lane is set where it is above 50.
    """

    def __init__(self, tables: Tables, sheet: Sheet) -> None:
        """Work out what does not depend on a row."""
        layout, lanes = tables.layout, tables.layout.lanes
        self._tables, self._sheet, self._layout = tables, sheet, layout
        self._told = {lane: Told(tables, sheet, lane) for lane in _by_preference(tables)}
        self._cautions: dict[tuple[str, ...], Cautions] = {}
        columns = [
            tuple(max(row[lane] for row in levels) for lane in range(len(tables.ids)))
            for levels in tables.points
        ]
        self._worsts = Worsts(lanes, columns, max)
        self._alone = tuple(map(lanes.packed, columns))
        self._guard = lanes.guards(range(tables.runnable))
        above = lanes.packed((floor + 1) << lanes.fraction for floor in tables.floors)
        self._start = lanes.guards(range(len(tables.ids))) - above
        self._order = order_for_nobody(tables)

    def outcome(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, without reasons and the next question."""
        layout = self._layout
        low = number & layout.low
        is_open = low & layout.asked
        told = self._nearest(tenths)
        others = told.others(tenths)
        best = max(others)
        return Outcome(
            told.id,
            tenths[told.lane] + told.offset,
            told.other_ids[others.index(best)],
            best - layout.lanes.bias,
            False,
            self._certainty(number, is_open),
            self._cautions_of(tenths).of(low >> layout.cautions_at, row),
            is_open,
        )

    def explained(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, with reasons and the next question."""
        plain = self.outcome(number, tenths, row)
        refused = number >> self._layout.refused_at & self._layout.asked
        question = self._next_question(number, plain.open & ~refused, plain.certainty)
        return plain._replace(
            reasons=self._nearest(tenths).reasons(number, row),
            next_question="" if question is None else self._tables.criteria[question],
        )

    def _nearest(self, tenths: tuple[int, ...]) -> Told:
        """The best by fit, a hybrid only where it leads by the margin."""
        return self._told[max(self._told, key=lambda lane: tenths[lane])]

    def _cautions_of(self, tenths: tuple[int, ...]) -> Cautions:
        """The cautions for all that share the first rank."""
        tables = self._tables
        printed = [t + less for t, less in zip(tenths, tables.handicaps, strict=True)]
        best = max(printed)
        first = tuple(
            sorted(name for name, t in zip(tables.ids, printed, strict=True) if t == best)
        )
        if first not in self._cautions:
            self._cautions[first] = Cautions(tables.case, self._sheet, first)
        return self._cautions[first]

    def _certainty(self, number: int, is_open: int) -> Certainty:
        """Certain where no answers at all can lift anything above 50, open where one can."""
        above = together = (number & self._layout.lanes.mask) + self._start
        guard = self._guard
        for all_of_them, one_alone in self._worsts.of(is_open):
            if above + one_alone & guard:
                return "open"
            together += all_of_them
        return "likely" if together & guard else "certain"

    def _next_question(self, number: int, askable: int, certainty: Certainty) -> int | None:
        """The place of the open question that is worth asking first, if any is."""
        if certainty == "certain":
            return None
        order = [question for question, bit in self._order if askable & bit]
        above = (number & self._layout.lanes.mask) + self._start
        decides = (q for q in order if above + self._alone[q] & self._guard)
        return next(decides, order[0] if order else None)


def _by_preference(tables: Tables) -> list[int]:
    """All lanes in the order in which equals are preferred, whether they can be run or not."""
    choice, order = tables.case.choice, tables.layout.lanes.order
    return sorted(range(len(order)), key=lambda lane: order_key(choice, order[lane], 0)[1:])
