"""Small facts of an assessment that both pages and JSON show."""

from casemodel.engine.assessment import Assessment
from casemodel.engine.questions import WHOLE
from casemodel.explanation.values import OpenQuestion


def segment_of(assessment: Assessment, question: str) -> str:
    """The name of the segment that a question is asked of; empty where it is asked of all."""
    number = assessment.case.asked[question].segment
    return "" if number == WHOLE else assessment.case.profile.segments[number].name


def settled_by(assessment: Assessment, one: OpenQuestion) -> dict[str, str]:
    """For each answer to an open question that alone changes it: what would be recommended.

    Empty where nothing would be.
    """
    case = assessment.case
    mine = {
        item.question: item.deciding
        for item in assessment.next_questions
        if case.asked[item.question].criterion == one.criterion
        and segment_of(assessment, item.question) == one.segment
    }
    found = {level: "" for deciding in mine.values() for level in deciding}
    for turn in assessment.turns:
        (change,) = turn.changes
        if change.question in mine and not change.before:
            found[change.after] = turn.recommended
    return found


def overhead_apart(assessment: Assessment, one: str, other: str) -> int:
    """What the overheads of hybrids add to one alternative over another, in tenths."""
    mine, theirs = (
        sum(adjustment.tenths for adjustment in assessment.standing(alternative).adjustments)
        for alternative in (one, other)
    )
    return mine - theirs
