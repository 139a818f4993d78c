"""Rows for which one alternative is recommended: how sure that is, and what to ask next."""

from casemodel.caseload.cautions import Cautions
from casemodel.caseload.cells import Sheet
from casemodel.caseload.choosing import Chooser
from casemodel.caseload.margins import Margins
from casemodel.caseload.tables import Tables
from casemodel.caseload.told import Told
from casemodel.caseload.values import Ground, Outcome, Row
from casemodel.engine.doubt import Certainty

_new = tuple.__new__  # what making an Outcome comes down to; it takes half as long, for every row


class Winner:
    """The alternative in one lane, recommended: a judge of such rows, made once."""

    __slots__ = (
        "_asked",
        "_bias",
        "_cautions",
        "_cautions_at",
        "_criteria",
        "_known",
        "_low",
        "_margins",
        "_plain",
        "_refused_at",
        "_told",
    )

    def __init__(self, tables: Tables, sheet: Sheet, chooser: Chooser, lane: int) -> None:
        """Work out what does not depend on a row."""
        layout = tables.layout
        self._told = Told(tables, sheet, lane)
        self._margins = Margins(tables, chooser, lane)
        self._cautions = Cautions(tables.case, sheet, (tables.ids[lane],))
        self._known = self._cautions.known
        self._low, self._asked = layout.low, layout.asked
        self._refused_at = layout.refused_at
        self._cautions_at = layout.cautions_at
        self._criteria = tables.criteria
        self._plain = layout.plain
        self._bias = layout.lanes.bias

    def outcome(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, without reasons and the next question."""
        low = number & self._low
        is_open = low & self._asked
        certainty = self._margins.certainty(number, is_open)
        return self._made(low, is_open, tenths, row, certainty, (), "")

    def explained(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, with reasons and the next question."""
        low = number & self._low
        is_open = low & self._asked
        refused = low >> self._refused_at & self._asked
        certainty, question = self._margins.settled(number & self._plain, is_open, refused)
        next_question = "" if question is None else self._criteria[question]
        reasons = self._told.reasons(number, row)
        return self._made(low, is_open, tenths, row, certainty, reasons, next_question)

    def _made(
        self,
        low: int,
        is_open: int,
        tenths: tuple[int, ...],
        row: Row,
        certainty: Certainty,
        reasons: tuple[Ground, ...],
        next_question: str,
    ) -> Outcome:
        """The outcome, `low` being the part of the number below the lanes."""
        told, met = self._told, low >> self._cautions_at
        others = told.others(tenths)
        best = max(others)
        try:
            cautions = self._known[met]
        except KeyError:
            cautions = self._cautions.of(met, row)
        return _new(
            Outcome,
            (
                told.id,
                tenths[told.lane] + told.offset,
                told.other_ids[others.index(best)],
                best - self._bias,
                True,
                certainty,
                cautions,
                is_open,
                reasons,
                next_question,
                (),
            ),
        )
