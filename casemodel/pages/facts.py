"""Small facts of an assessment that both pages and JSON show."""

from casemodel.engine.assessment import Assessment
from casemodel.engine.questions import WHOLE, refused
from casemodel.explanation.values import OpenQuestion

NO_NUMBER = "no number given"

Open = tuple[str, str]
"""A question that is open: its criterion, and the name of its segment or nothing."""


def segment_of(assessment: Assessment, question: str) -> str:
    """The name of the segment that a question is asked of; empty where it is asked of all."""
    number = assessment.case.asked[question].segment
    return "" if number == WHOLE else assessment.case.profile.segments[number].name


def refused_questions(assessment: Assessment) -> tuple[Open, ...]:
    """The questions whose answer was refused: criterion and segment, in canonical order."""
    case = assessment.case
    never = refused(case.profile, case.asked)
    return tuple(
        (case.asked[q].criterion, segment_of(assessment, q)) for q in case.asked if q in never
    )


def open_dangers(assessment: Assessment) -> tuple[Open, ...]:
    """The open questions about danger: criterion and segment. A refused one is not asked again.

    They come before all others, whatever they can settle.
    """
    case = assessment.case
    of_danger = {
        c.criterion for caution in case.rules.cautions if caution.danger for c in caution.when
    }
    never = refused(case.profile, case.asked)
    return tuple(
        (asked.criterion, segment_of(assessment, q))
        for q, asked in case.asked.items()
        if asked.criterion in of_danger and q not in case.levels and q not in never
    )


def changed_numbers(before: Assessment, after: Assessment) -> tuple[tuple[str, str, str], ...]:
    """The quantities that were changed, each with what it was and is now."""
    was, now = before.case.profile.quantities, after.case.profile.quantities
    return tuple(
        (name, was.get(name, NO_NUMBER), now.get(name, NO_NUMBER))
        for name in after.case.rules.quantities
        if was.get(name) != now.get(name)
    )


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
