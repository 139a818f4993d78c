"""One client as texts under headings; every kind of file has the same."""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.caseload.client_rows import ClientRow
from casemodel.caseload.danger import Danger
from casemodel.caseload.row_result import RowSummary
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.render.safe import harmless

REASONS = 3
_BETWEEN = " | "


class Line(NamedTuple):
    """One client. Scores are texts such as '62.4'; what does not apply is empty.

    `danger` is yes, no or unknown, never empty. `match` is in percent; `recommended` is yes, no or
    tie.
    """

    file: str
    row: str
    id: str
    danger: str
    first_model: str = ""
    first_score: str = ""
    match: str = ""
    recommended: str = ""
    second_model: str = ""
    second_score: str = ""
    could_change: str = ""
    cautions: str = ""
    reason_1: str = ""
    reason_2: str = ""
    reason_3: str = ""
    next_question: str = ""
    unanswered: str = ""
    problems: str = ""
    rules: str = ""


HEADINGS = Line._fields
"""The names of the columns."""

NUMBERS = frozenset({"row", "first_score", "match", "second_score", "unanswered"})
"""The columns that hold numbers."""


DANGER_WORDS: Mapping[Danger, str] = {True: "yes", False: "no", None: "unknown"}
"""The words of a file for danger."""


def line_of(rules: Rules, client: ClientRow) -> Line:
    """Give the client as texts, harmless to show."""
    row, result = client.row, client.result
    line = Line(
        file=harmless(row.file),
        row=str(row.number),
        id=harmless(row.id),
        danger=DANGER_WORDS[client.danger],
        cautions=_BETWEEN.join(caution.text for caution in client.cautions),
        problems=_BETWEEN.join(harmless(problem.message) for problem in row.problems),
        rules=harmless(rules.version),
    )
    return line if result is None else line._replace(**_scored_columns(rules, result))


def _scored_columns(rules: Rules, result: RowSummary) -> dict[str, str]:
    """Write the columns that only a scored row has."""
    reasons = [_reason(rules.criteria[r.criterion], r.level) for r in result.reasons]
    reasons += [""] * (REASONS - len(reasons))
    question, first, second = result.next_question, result.first, result.second
    return {
        "first_model": name_of(rules, first) if first else "",
        "first_score": printed(result.first_tenths) if first else "",
        "match": str(result.match) if first else "",
        "recommended": "yes" if result.recommended else "tie" if result.tied else "no",
        "second_model": name_of(rules, second) if second else "",
        "second_score": printed(result.second_tenths) if second else "",
        "could_change": result.could_change,
        **{f"reason_{place}": text for place, text in enumerate(reasons, start=1)},
        "next_question": rules.criteria[question].question.client if question else "",
        "unanswered": str(len(result.unanswered)),
    }


def _reason(criterion: Criterion, level: str) -> str:
    return f"{criterion.name}: {criterion.level(level).name.client}"
