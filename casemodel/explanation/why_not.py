"""Explain why an alternative is not the one recommended."""

from casemodel.engine.assessment import Assessment
from casemodel.engine.changes import MOST, turn_to
from casemodel.explanation.headline import why_passed_over
from casemodel.explanation.numbers import printed
from casemodel.explanation.questions import change_of
from casemodel.explanation.templates import say
from casemodel.explanation.values import (
    AnswerChange,
    Explanation,
    PointsApart,
    RankedAlternative,
    Sentence,
    WhyNot,
)


def why_not(assessment: Assessment, explanation: Explanation, alternative: str) -> WhyNot:
    """Say what separates an alternative from the one recommended, and what would put it first.

    `explanation` is that of the assessment. Raises KeyError if the alternative is not ranked.
    """
    ranked, winner = explanation.alternative(alternative), explanation.told
    apart = _points_apart(ranked, winner) if winner else ()
    turn = turn_to(assessment.case.choice, assessment.case.levels, alternative)
    changes = turn and tuple(change_of(assessment, change) for change in turn.changes)
    return WhyNot(
        alternative=ranked,
        other=winner,
        headline=_headline(explanation, ranked, winner),
        behind=tuple(one for one in apart if one.tenths < 0),
        ahead=tuple(one for one in apart if one.tenths > 0),
        overhead=ranked.overhead - winner.overhead if winner else 0,
        turn=_turn(ranked, changes),
        changes=changes or (),
    )


def _headline(
    explanation: Explanation, ranked: RankedAlternative, winner: RankedAlternative | None
) -> Sentence:
    filled = {"model": ranked.name, "score": printed(ranked.tenths)}
    if ranked.id == explanation.recommended:
        return say("why_not.first", **filled)
    if winner is None or not explanation.recommended:
        return say("why_not.nothing", **filled)
    margin = ranked.tenths - winner.tenths
    filled |= {
        "winner": winner.name,
        "winner_score": printed(winner.tenths),
        "margin": printed(abs(margin)),
    }
    if margin >= 0:
        return say("why_not.ahead", **filled, why=why_passed_over(explanation, ranked).text)
    return say("why_not.behind", **filled)


def _points_apart(ranked: RankedAlternative, winner: RankedAlternative) -> tuple[PointsApart, ...]:
    """The questions on which the two differ, the largest difference first."""
    apart = [
        PointsApart(
            criterion=mine.criterion,
            name=mine.name,
            answer=mine.answer,
            segment=mine.segment,
            tenths=mine.tenths - theirs.tenths,
            of_one=mine.reason,
            of_other=theirs.reason,
        )
        for mine, theirs in zip(ranked.contributions, winner.contributions, strict=True)
        if mine.tenths != theirs.tenths
    ]
    return tuple(sorted(apart, key=lambda d: (-abs(d.tenths), d.criterion, d.segment)))


def _turn(ranked: RankedAlternative, changes: tuple[AnswerChange, ...] | None) -> Sentence:
    if changes is None:
        return say("why_not.no_turn", most=str(MOST))
    if not changes:
        return say("why_not.first", model=ranked.name, score=printed(ranked.tenths))
    return say("why_not.turn", changes="; ".join(map(_change_text, changes)))


def _change_text(change: AnswerChange) -> str:
    """A changed answer in words: 'After-hours cover: our own staff, around the clock'."""
    where = f" ({change.segment})" if change.segment else ""
    return f"{change.name}{where}: {change.after_answer}"
