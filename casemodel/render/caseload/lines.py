"""What a file says of one client, as texts under headings; every kind of file says the same."""

from typing import NamedTuple

from casemodel.caseload.records import Record
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.knowledge.values import Criterion, Rules
from casemodel.render.safe import harmless

REASONS = 3
_BETWEEN = " | "


class Line(NamedTuple):
    """One client. Scores are texts such as '62.4'; what does not apply is empty."""

    file: str
    row: str
    id: str
    danger: str
    first_model: str
    first_score: str
    recommended: str
    second_model: str
    second_score: str
    certainty: str
    cautions: str
    reason_1: str
    reason_2: str
    reason_3: str
    next_question: str
    unanswered: str
    problems: str
    rules: str


HEADINGS = Line._fields
"""The names of the columns."""

NUMBERS = frozenset({"row", "first_score", "second_score", "unanswered"})
"""The columns that hold numbers."""


def line_of(rules: Rules, record: Record) -> Line:
    """The client as texts, harmless to show."""
    outcome = record.outcome
    reasons = [_reason(rules.criteria[r.criterion], r.level) for r in outcome.reasons]
    reasons += [""] * (REASONS - len(reasons))
    asked = outcome.next_question
    return Line(
        file=harmless(record.file),
        row=str(record.row),
        id=harmless(record.id),
        danger="yes" if any(c.danger for c in outcome.cautions) else "",
        first_model=name_of(rules, outcome.first) if record.scored else "",
        first_score=printed(outcome.tenths) if record.scored else "",
        recommended=("yes" if outcome.recommended else "no") if record.scored else "",
        second_model=name_of(rules, outcome.second) if outcome.second else "",
        second_score=printed(outcome.second_tenths) if outcome.second else "",
        certainty=outcome.certainty if record.scored else "",
        cautions=_BETWEEN.join(c.says for c in outcome.cautions),
        reason_1=reasons[0],
        reason_2=reasons[1],
        reason_3=reasons[2],
        next_question=rules.criteria[asked].question.client if asked else "",
        unanswered=str(outcome.open.bit_count()) if record.scored else "",
        problems=_BETWEEN.join(harmless(problem.message) for problem in record.problems),
        rules=harmless(rules.version),
    )


def _reason(criterion: Criterion, level: str) -> str:
    return f"{criterion.name}: {criterion.level(level).name.client}"
