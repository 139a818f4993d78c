"""Why an alternative is not the one recommended, and what changed answers would do."""

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.changes import MOST, Turn, turn_to
from casemodel.engine.questions import WHOLE
from casemodel.explanation.headline import told_of, why_passed_over
from casemodel.explanation.judgement import gaps_of
from casemodel.explanation.naming import change_text, name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.reasons import opponents, reason_for
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Difference, Reason, Sentence, WhatIf, WhyNot


def why_not(assessment: Assessment, alternative: str) -> WhyNot:
    """What separates an alternative from the one recommended, and what would put it first.

    Raises KeyError if the alternative is not ranked.
    """
    case = assessment.case
    standing, winner = assessment.standing(alternative), told_of(assessment)
    found = _differences(assessment, standing, winner) if winner else ()
    turn = turn_to(case.choice, case.levels, alternative)
    return WhyNot(
        headline=_headline(assessment, standing, winner),
        behind=tuple(d for d in found if d.tenths < 0),
        ahead=tuple(d for d in found if d.tenths > 0),
        gaps=gaps_of(assessment, standing),
        turn=_turn(assessment, alternative, turn),
        changes=turn.changes if turn else (),
    )


def what_if(before: Assessment, after: Assessment) -> WhatIf:
    """What changed answers do: the recommendation, the scores that moved, and the reasons."""
    case = after.case
    changed = {q for q in case.asked if before.case.levels.get(q) != case.levels.get(q)}
    earlier = {s.id: s.tenths for s in before.ranking}
    told = told_of(after)
    known = opponents(case.rules, case.options.basis)
    names = {WHOLE: "", **{i: s.name for i, s in enumerate(case.profile.segments)}}
    moved = {(case.asked[q].criterion, names[case.asked[q].segment]) for q in changed}
    reasons: tuple[Reason, ...] = ()
    if told is not None:
        reasons = tuple(
            reason_for(known, case.profile.kind, told, c)
            for c in told.contributions
            if c.level and c.tenths and (c.criterion, c.segment) in moved
        )
    return WhatIf(
        changed=tuple(sorted(changed)),
        before=_recommendation(before),
        after=_recommendation(after),
        moved=tuple(
            (s.id, name_of(case.rules, s.id), earlier.get(s.id, 0), s.tenths)
            for s in after.ranking
            if earlier.get(s.id) != s.tenths
        ),
        reasons=reasons,
    )


def _recommendation(assessment: Assessment) -> Sentence:
    if not assessment.recommended:
        return say("what_if.none")
    standing = assessment.standing(assessment.recommended)
    name = name_of(assessment.case.rules, standing.id)
    return say("what_if", model=name, score=printed(standing.tenths))


def _headline(assessment: Assessment, standing: Standing, winner: Standing | None) -> Sentence:
    rules = assessment.case.rules
    filled = {"model": name_of(rules, standing.id), "score": printed(standing.tenths)}
    if standing.id == assessment.recommended:
        return say_with("why_not.first", filled)
    if winner is None or not assessment.recommended:
        return say_with("why_not.nothing", filled)
    margin = standing.tenths - winner.tenths
    filled |= {
        "winner": name_of(rules, winner.id),
        "winner_score": printed(winner.tenths),
        "margin": printed(abs(margin)),
    }
    if margin >= 0:
        return say_with(
            "why_not.ahead", {**filled, "why": why_passed_over(assessment, standing).text}
        )
    return say_with("why_not.behind", filled)


def _differences(
    assessment: Assessment, standing: Standing, winner: Standing
) -> tuple[Difference, ...]:
    """The questions on which the two differ, the largest difference first."""
    case = assessment.case
    known = opponents(case.rules, case.options.basis)
    kind = case.profile.kind
    found = []
    for mine, theirs in zip(standing.contributions, winner.contributions, strict=True):
        apart = mine.tenths - theirs.tenths
        if apart:
            criterion = case.rules.criteria[mine.criterion]
            found.append(
                Difference(
                    criterion=criterion.id,
                    name=criterion.name,
                    answer=criterion.level(mine.level).name.said_to(kind),
                    segment=mine.segment,
                    tenths=apart,
                    of_one=reason_for(known, kind, standing, mine) if mine.points else None,
                    of_other=reason_for(known, kind, winner, theirs) if theirs.points else None,
                )
            )
    return tuple(sorted(found, key=lambda d: (-abs(d.tenths), d.criterion, d.segment)))


def _turn(assessment: Assessment, alternative: str, turn: Turn | None) -> Sentence:
    case = assessment.case
    if turn is None:
        return say("why_not.no_turn", most=str(MOST))
    if not turn.changes:
        name = name_of(case.rules, alternative)
        return say(
            "why_not.first", model=name, score=printed(assessment.standing(alternative).tenths)
        )
    return say("why_not.turn", changes="; ".join(change_text(case, c) for c in turn.changes))
