"""Rows for which one alternative is recommended: how sure that is, and what to ask next."""

from casemodel.caseload.cautions import Cautions
from casemodel.caseload.cells import Sheet
from casemodel.caseload.choosing import Chooser
from casemodel.caseload.margins import Margins
from casemodel.caseload.tables import Tables
from casemodel.caseload.told import Told
from casemodel.caseload.values import Outcome, Row


class Winner:
    """The alternative in one lane, recommended: a judge of such rows, made once."""

    __slots__ = (
        "_asked", "_bias", "_cautions", "_cautions_at", "_criteria", "_low", "_margins", "_open_at",
        "_plain", "_refused_at", "_told",
    )  # fmt: skip

    def __init__(self, tables: Tables, sheet: Sheet, chooser: Chooser, lane: int) -> None:
        """Work out what does not depend on a row."""
        layout = tables.layout
        self._told = Told(tables, sheet, lane)
        self._margins = Margins(tables, chooser, lane)
        self._cautions = Cautions(tables.case, sheet, (tables.ids[lane],))
        self._low, self._asked = layout.low, layout.asked
        self._open_at, self._refused_at = layout.open_at, layout.refused_at
        self._cautions_at = layout.cautions_at
        self._criteria = tables.criteria
        self._plain = layout.plain
        self._bias = layout.lanes.bias

    def outcome(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, without reasons and the next question."""
        low = number & self._low
        is_open = low >> self._open_at & self._asked
        met = low >> self._cautions_at
        told = self._told
        others = told.others(tenths)
        best = max(others)
        cautions = self._cautions.known.get(met)
        if cautions is None:
            cautions = self._cautions.of(met, row)
        return Outcome._make(
            (
                told.id,
                tenths[told.lane] + told.offset,
                told.other_ids[others.index(best)],
                best - self._bias,
                True,
                self._margins.certainty(number, is_open),
                cautions,
                is_open,
                (),
                "",
                (),
            )
        )

    def explained(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, with reasons and the next question."""
        reasons = self._told.reasons(number, row)
        number &= self._plain
        plain = self.outcome(number, tenths, row)
        refused = number >> self._refused_at & self._asked
        question = self._margins.next_question(number, plain.open, refused, plain.certainty)
        next_question = "" if question is None else self._criteria[question]
        return Outcome(*plain[:_PLAIN], reasons, next_question)


_PLAIN = Outcome._fields.index("reasons")
