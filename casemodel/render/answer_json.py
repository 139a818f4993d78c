"""The answer of `recommend` and `score` as JSON: the same facts as on the page, and all of them.

Points and scores are written as printed, in points with one decimal.
"""

from collections.abc import Sequence

from casemodel.explanation.values import (
    AnswerChange,
    AnswerSwitch,
    Explanation,
    OpenQuestion,
    QuestionPoints,
    RankedAlternative,
    Reason,
    RequirementState,
    Sentence,
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
        "certainty": explanation.certainty,
        "headline": sentence(explanation.headline),
        "fit": sentence(explanation.fit),
        "lead": sentence(explanation.lead),
        "stability": {
            **sentence(explanation.stability),
            "draws": explanation.tries.draws,
            "firsts": {first.id: first.tries for first in explanation.tries.firsts},
        },
        "evidence": {
            **sentence(explanation.evidence),
            "percent": explanation.evidence_shares._asdict(),
        },
        "answered": {**sentence(explanation.answered), "groups": _counts(explanation)},
        "cautions": cautions(explanation),
        "best_for": [reason.id for reason in explanation.best_for],
        "best_against": [reason.id for reason in explanation.best_against],
        "weak_points": _sentences(explanation.weak_points),
        "gaps": [gap_data(gap) for gap in explanation.gaps],
        "served": _sentences(explanation.served),
        "segments": [{"name": one.name, "share": one.share} for one in explanation.groups],
        "ranking": [
            _standing(ranked, reasons=full or ranked.id == explanation.about)
            for ranked in explanation.ranking
        ],
        "unranked": [{"id": one.id, **sentence(one.sentence)} for one in explanation.unranked],
        "hybrid": _sentences(explanation.hybrid),
        "changes": _sentences(explanation.changes),
        "turns": [switch_data(switch) for switch in explanation.switches],
        "weights": _sentences(explanation.weights),
        "flips": [_flip(flip) for flip in explanation.weight_ranges],
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
        "fit": ranked.word,
        "low": points(ranked.low),
        "high": points(ranked.high),
        "low_is_bound": ranked.way == "tiered" and ranked.low != ranked.high,
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
