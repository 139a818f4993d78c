"""Rows for which one alternative is recommended: how sure that is, and what to ask next."""

from casemodel.caseload.cautions import Cautions
from casemodel.caseload.cells import Sheet
from casemodel.caseload.choosing import Chooser
from casemodel.caseload.margins import Margins
from casemodel.caseload.tables import Tables
from casemodel.caseload.told import Told
from casemodel.caseload.turning import turning
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
        "_id",
        "_known",
        "_lane",
        "_low",
        "_margins",
        "_offset",
        "_other_ids",
        "_others",
        "_plain",
        "_reasons",
        "_refused_at",
        "_turning",
    )

    def __init__(self, tables: Tables, sheet: Sheet, chooser: Chooser, lane: int) -> None:
        """Work out what does not depend on a row."""
        layout = tables.layout
        told = Told(tables, sheet, lane)
        self._id, self._lane, self._offset = told.id, told.lane, told.offset
        self._others, self._other_ids, self._reasons = told.others, told.other_ids, told.reasons
        self._margins = Margins(tables, chooser, lane)
        self._turning = [turning(tables, lane, other) for other in told.other_lanes] or [{}]
        self._cautions = Cautions(tables.case, sheet, (tables.ids[lane],))
        self._known = self._cautions.known
        self._low, self._asked = layout.low, layout.asked
        self._refused_at = layout.refused_at
        self._cautions_at = layout.cautions_at
        self._criteria = tables.criteria
        self._plain = layout.plain
        self._bias = layout.lanes.bias

    def outcome(
        self,
        number: int,
        tenths: tuple[int, ...],
        row: Row,
        certainty: Certainty | None = None,
        reasons: tuple[Ground, ...] = (),
        next_question: str = "",
    ) -> Outcome:
        """What the row comes to.

        `certainty` is worked out where it is not given; reasons and the next question are not.
        """
        low = number & self._low
        is_open, met = low & self._asked, low >> self._cautions_at
        others, ours = self._others(tenths), tenths[self._lane]
        best = max(others)
        at = others.index(best)
        if certainty is None:
            turned = self._turning[at].get(ours - best, 0) & is_open
            certainty = "open" if turned else self._margins.certainty(number, is_open)
        try:
            cautions = self._known[met]
        except KeyError:
            cautions = self._cautions.of(met, row)
        return _new(
            Outcome,
            (
                self._id,
                ours + self._offset,
                self._other_ids[at],
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

    def explained(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """What the row comes to, with reasons and the next question."""
        low = number & self._low
        is_open, refused = low & self._asked, low >> self._refused_at & self._asked
        certainty, question = self._margins.settled(number & self._plain, is_open, refused)
        asked = "" if question is None else self._criteria[question]
        return self.outcome(low, tenths, row, certainty, self._reasons(number, row), asked)
