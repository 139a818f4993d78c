"""The answer of `recommend` and `score` as JSON: the same facts as on the page, and all of them.

Points and scores are written as printed, in points with one decimal.
"""

from collections.abc import Sequence

from casemodel.explanation.values import (
    AnswerChange,
    AnswerSwitch,
    Explanation,
    GroupNeedShown,
    Judgment,
    OpenQuestion,
    QuestionPoints,
    RankedAlternative,
    Reason,
    RequirementState,
    Sentence,
    TierStaff,
    UnansweredQuestion,
    WeightRange,
)
from casemodel.render.as_json import Json, cautions, head, points, sentence


def answer(command: str, explanation: Explanation, tool_version: str) -> Json:
    """The answer, with the reasons of what it is about."""
    return _answer(command, explanation, tool_version, full=False)


def answer_in_full(command: str, explanation: Explanation, tool_version: str) -> Json:
    """The answer, with the reasons of every model and hybrid."""
    return _answer(command, explanation, tool_version, full=True)


def _answer(command: str, explanation: Explanation, tool_version: str, *, full: bool) -> Json:
    return {
        **head(command, explanation.rules, tool_version),
        "kind": explanation.kind,
        "label": explanation.label or None,
        "date": explanation.date or None,
        "options": _options(explanation),
        "recommended": explanation.recommended or None,
        "about": explanation.about or None,
        "need_first": explanation.need_first or None,
        "tied": list(explanation.tied),
        "headline": sentence(explanation.headline),
        "match": judgment_data(explanation.match),
        "completeness": {
            **judgment_data(explanation.said),
            "percent": explanation.completeness.percent,
            "answered": explanation.completeness.answered,
            "asked": explanation.completeness.asked,
            "groups": _counts(explanation),
        },
        "lead": sentence(explanation.lead),
        "stability": stability_data(explanation),
        "evidence": {
            **judgment_data(explanation.evidence),
            "percent": explanation.evidence_shares._asdict(),
        },
        "can_run": judgment_data(explanation.can_run),
        "cautions": cautions(explanation),
        "best_for": [reason.id for reason in explanation.best_for],
        "best_against": [reason.id for reason in explanation.best_against],
        "weak_points": _sentences(explanation.weak_points),
        "gaps": [gap_data(gap) for gap in explanation.gaps],
        "served": _sentences(explanation.served),
        "segments": [_group(group) for group in explanation.group_needs],
        "by_shares": [
            {
                "percents": list(case.percents),
                "recommended": case.recommended or None,
                "serves": list(case.serves),
            }
            for case in explanation.share_cases
        ],
        "ranking": [
            _standing(ranked, reasons=full or ranked.id == explanation.about)
            for ranked in explanation.ranking
        ],
        "unranked": [{"id": one.id, **sentence(one.sentence)} for one in explanation.unranked],
        "hybrid": _sentences(explanation.hybrid),
        "changes": _sentences(explanation.changes),
        "turns": [switch_data(switch) for switch in explanation.switches],
        "weights": _sentences(explanation.weights),
        "flips": [_flip(flip) for flip in explanation.weight_ranges or ()],
        "ask_next": [question_data(one) for one in explanation.ask_next],
        "open_questions": [question_named(one) for one in explanation.open_questions],
        "baseline": _sentences(explanation.baseline),
        "notes": _sentences(explanation.notes),
    }


def gap_data(gap: RequirementState) -> Json:
    """A requirement that is not met: what it asks, whether it blocks, what closing it takes."""
    return {
        "id": gap.id,
        "part": gap.part or None,
        "strength": gap.strength,
        "state": gap.state,
        "name": gap.name,
        "says": gap.text,
        "arithmetic": sentence(gap.arithmetic) if gap.arithmetic else None,
        "to_close": gap.to_close or None,
        "claims": list(gap.claims),
        "cites": list(gap.cites),
    }


def reason_data(reason: Reason) -> Json:
    """Why one answer counts, and who contradicts it."""
    return {
        "id": reason.id,
        "answer": reason.answer,
        "says": reason.text,
        "basis": reason.basis,
        "claims": list(reason.claims),
        "cites": list(reason.cites),
        "contested": _sentences(reason.contested),
    }


def question_data(one: OpenQuestion) -> Json:
    """An open question, what it can settle, and who would be recommended by which answer."""
    return {
        "criterion": one.criterion,
        "segment": one.segment or None,
        "name": one.name,
        "question": one.question,
        "decides": one.decides,
        "swing": points(one.swing),
        "settles": {settling.level: settling.recommended or None for settling in one.settles},
    }


def switch_data(switch: AnswerSwitch) -> Json:
    """Changed answers and what would be recommended after them."""
    return {
        "changes": [change_data(change) for change in switch.changes],
        "recommended": switch.recommended,
    }


def change_data(change: AnswerChange) -> Json:
    """One changed answer; `from` is null where the question was open."""
    return {
        **question_named(change),
        "from": change.before or None,
        "to": change.after or None,
    }


def question_named(one: AnswerChange | UnansweredQuestion) -> Json:
    """A question by its criterion and segment."""
    return {"criterion": one.criterion, "segment": one.segment or None}


def _sentences(said: Sequence[Sentence]) -> list[Json]:
    return [sentence(one) for one in said]


def judgment_data(judgment: Judgment) -> Json:
    """One thing that the answer says of itself: its word, and the sentence."""
    return {"word": judgment.word or None, **sentence(judgment.sentence)}


def stability_data(explanation: Explanation) -> Json:
    """How often the recommendation stays, what was proved, and each cause by itself."""
    shown = explanation.stability_found
    return {
        **judgment_data(explanation.stability),
        "same": shown.same,
        "tries": shown.tries,
        "clear": shown.clear,
        "proof": shown.proof,
        "outcomes": {outcome.id: outcome.tries for outcome in shown.outcomes},
        "musts_taken_as_met": list(shown.open_musts),
        "by_cause": {
            cause.cause: {
                "same": cause.same,
                "tries": cause.tries,
                "standard_error": round(cause.standard_error, 1),
            }
            for cause in shown.by_cause
        },
    }


def _group(group: GroupNeedShown) -> Json:
    return {
        "name": group.name,
        "share": group.share,
        "clients": None if group.clients is None else float(group.clients),
        "need_points": {need.id: points(need.tenths) for need in group.points},
        "first_on_need": list(group.first),
        "suited": list(group.suited),
        "needs_against": group.against,
    }


def _staff(staff: TierStaff) -> Json:
    return {
        "state": staff.state,
        "asked": round(float(staff.asked), 2),
        "have": None if staff.have is None else float(staff.have),
        "clinicians_asked": round(float(staff.clinicians_asked), 2),
        "clinicians": None if staff.clinicians is None else float(staff.clinicians),
        "parts": [
            {
                "part": part.part,
                "clients": None if part.clients is None else round(float(part.clients), 2),
                "clients_each": part.each,
                "asked": round(float(part.asked), 2),
                "posts": None if part.posts is None else round(float(part.posts), 2),
                "by_clinicians": part.by_clinicians,
            }
            for part in staff.parts
        ],
    }


def _options(explanation: Explanation) -> Json:
    options = explanation.options
    return {
        "basis": options.basis,
        "fit_only": options.fit_only,
        "weights": {weight.criterion: str(weight.factor) for weight in options.weights},
        "priorities": [criterion for criterion, _ in options.priorities],
        "draws": options.draws,
    }


def _counts(explanation: Explanation) -> Json:
    return {
        count.group: {"answered": count.answered, "asked": count.asked}
        for count in explanation.counts
    }


def _flip(flip: WeightRange) -> Json:
    """The nearest factors on a weight at which first place changes, as exact fractions."""
    return {
        "criterion": flip.criterion,
        "lower": None if flip.lower is None else str(flip.lower),
        "lower_to": flip.lower_to or None,
        "higher": None if flip.higher is None else str(flip.higher),
        "higher_to": flip.higher_to or None,
    }


def _standing(ranked: RankedAlternative, *, reasons: bool) -> Json:
    return {
        "id": ranked.id,
        "name": ranked.name,
        "kind": ranked.kind,
        "way": ranked.way or None,
        "parts": list(ranked.parts),
        "serves": {group.name: group.part for group in ranked.groups},
        "rank": ranked.rank,
        "score": points(ranked.tenths),
        "points": points(ranked.points),
        "match": ranked.match._asdict(),
        "suits": ranked.suits,
        "against_percent": ranked.against,
        "posts": _staff(ranked.staff) if ranked.staff else None,
        "low": points(ranked.low),
        "high": points(ranked.high),
        "reach": {"lowest": points(ranked.lowest), "highest": points(ranked.highest)},
        "feasible": ranked.feasible,
        "gaps": [gap_data(gap) for gap in ranked.gaps],
        "met": [one.id for one in ranked.requirements if one.state == "met"],
        "contributions": [_contribution(one, reason=reasons) for one in ranked.contributions],
        "adjustments": [{"id": one.id, "points": points(one.tenths)} for one in ranked.adjustments],
    }


def _contribution(one: QuestionPoints, *, reason: bool) -> Json:
    return {
        "criterion": one.criterion,
        "level": one.level or None,
        "points": points(one.tenths),
        "basis": one.basis or None,
        "claims": list(one.claims),
        "cites": list(one.cites),
        "part": one.part or None,
        "segment": one.segment or None,
        "reason": reason_data(one.reason) if reason and one.reason else None,
    }
