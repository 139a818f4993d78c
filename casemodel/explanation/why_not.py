"""Explain why an alternative is not the one recommended."""

from casemodel.engine.assessment import Assessment
from casemodel.engine.counterfactual import Search, smallest_switch_to
from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.comparison_values import PointsApart, WhyNot
from casemodel.explanation.explain import explain
from casemodel.explanation.headline import why_passed_over
from casemodel.explanation.numbers import printed, signed
from casemodel.explanation.question_values import AnswerChange
from casemodel.explanation.questions import change_of
from casemodel.explanation.reasons import opponents, reasons_of
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Explanation


def why_not(
    assessment: Assessment, alternative: str, explanation: Explanation | None = None
) -> WhyNot:
    """Say what separates an alternative from the one recommended, and what would put it first.

    `explanation` is that of the assessment; without it, it is built. Raises KeyError if the
    alternative is not ranked.
    """
    explanation = explanation or explain(assessment)
    ranked, winner = explanation.alternative(alternative), explanation.subject
    apart = _points_apart(assessment, ranked, winner) if winner else ()
    search = smallest_switch_to(assessment.problem, alternative)
    switch = search.switch
    changes = switch and tuple(change_of(assessment, change) for change in switch.changes)
    return WhyNot(
        alternative=ranked,
        other=winner,
        headline=_headline(explanation, ranked, winner),
        behind=tuple(difference for difference in apart if difference.tenths < 0),
        ahead=tuple(difference for difference in apart if difference.tenths > 0),
        overhead=ranked.overhead - winner.overhead if winner else 0,
        fewest_changes=_fewest_changes(explanation, ranked, changes, search),
        changes=changes or (),
    )


def _headline(
    explanation: Explanation, ranked: RankedAlternative, winner: RankedAlternative | None
) -> Sentence:
    filled = {"model": ranked.name, "points": signed(ranked.points)}
    if ranked.id == explanation.recommended:
        return _is_recommended(explanation, ranked)
    if winner is None or not explanation.recommended:
        return say_with("why_not.nothing", filled)
    margin = ranked.tenths - winner.tenths
    filled |= {
        "winner": winner.name,
        "winner_points": signed(winner.points),
        "margin": printed(abs(margin)),
    }
    if margin >= 0:
        return say_with(
            "why_not.ahead", {**filled, "why": why_passed_over(explanation, ranked).text}
        )
    return say_with("why_not.behind", filled)


def _is_recommended(explanation: Explanation, ranked: RankedAlternative) -> Sentence:
    """Say that the alternative is the recommended one, or is so far."""
    id_ = "why_not.first" if explanation.settled else "why_not.so_far"
    return say(id_, model=ranked.name, points=signed(ranked.points))


def _points_apart(
    assessment: Assessment, ranked: RankedAlternative, winner: RankedAlternative
) -> tuple[PointsApart, ...]:
    """List the questions on which the two differ, the largest difference first."""
    opposing = opponents(assessment.rules, assessment.options.basis)
    reasons, points = [], []
    for alternative in (ranked, winner):
        why = reasons_of(opposing, assessment.kind, assessment.standing(alternative.id))
        reasons.append({(reason.key, reason.level): reason for reason in why})
        points.append({(moved.key, moved.level): moved for moved in alternative.contributions})
    apart = []
    for key in dict.fromkeys((*points[0], *points[1])):
        # The posts of a part can answer otherwise in another tier; then each answer stands alone.
        one, other = (of_side.get(key) for of_side in points)
        tenths = (one.tenths if one else 0) - (other.tenths if other else 0)
        answer = one or other
        if tenths and answer:
            apart.append(
                PointsApart(
                    criterion=answer.criterion,
                    name=answer.name,
                    answer=answer.answer,
                    segment=answer.segment,
                    posts_of=answer.posts_of,
                    tenths=tenths,
                    of_one=reasons[0].get(key),
                    of_other=reasons[1].get(key),
                )
            )
    return tuple(sorted(apart, key=lambda d: (-abs(d.tenths), d.criterion, d.segment, d.posts_of)))


def _fewest_changes(
    explanation: Explanation,
    ranked: RankedAlternative,
    changes: tuple[AnswerChange, ...] | None,
    search: Search,
) -> Sentence:
    if changes is None:
        template = "why_not.no_turn" if search.complete else "why_not.not_found"
        return say(template, most=str(search.most))
    if not changes and explanation.share_cases:
        return say("equal_shares", model=ranked.name)
    if not changes:
        return _is_recommended(explanation, ranked)
    return say("why_not.turn", changes="; ".join(map(_change_text, changes)))


def _change_text(change: AnswerChange) -> str:
    """Write a changed answer in words: 'After-hours cover: our own staff, around the clock'."""
    where = f" ({change.segment})" if change.segment else ""
    return f"{change.name}{where}: {change.after_answer}"
