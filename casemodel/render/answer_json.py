"""The answer of `recommend` and `score` as JSON: the same facts as on the page, and all of them.

Points and scores are written as printed, in points with one decimal.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.changes import Change, Turn
from casemodel.engine.contributions import Contribution
from casemodel.engine.stability import Flip
from casemodel.explanation.explain import every_reason, reasons_told
from casemodel.explanation.values import (
    Explanation,
    Gap,
    OpenQuestion,
    RankedAlternative,
    Reason,
    Sentence,
)
from casemodel.knowledge.values import Rules
from casemodel.pages.facts import segment_of, settled_by
from casemodel.render.as_json import Json, cautions, head, points, sentence


def answer(
    command: str, assessment: Assessment, explanation: Explanation, tool_version: str
) -> Json:
    """The answer, with the reasons of what it is about."""
    reasons = {explanation.about: reasons_told(assessment)} if explanation.about else {}
    return _answer(command, assessment, explanation, tool_version, reasons)


def answer_in_full(
    command: str, assessment: Assessment, explanation: Explanation, tool_version: str
) -> Json:
    """The answer, with the reasons of every model and hybrid."""
    return _answer(command, assessment, explanation, tool_version, every_reason(assessment))


def _answer(
    command: str,
    assessment: Assessment,
    explanation: Explanation,
    tool_version: str,
    reasons: Mapping[str, Sequence[Reason]],
) -> Json:
    rules = assessment.case.rules
    return {
        **head(command, rules, tool_version),
        "kind": explanation.kind,
        "label": explanation.label or None,
        "date": explanation.date or None,
        "options": _options(assessment),
        "recommended": explanation.recommended or None,
        "about": explanation.about or None,
        "need_first": assessment.need_first or None,
        "certainty": assessment.certainty,
        "headline": sentence(explanation.headline),
        "fit": sentence(explanation.fit),
        "lead": sentence(explanation.lead),
        "stability": {
            **sentence(explanation.stability),
            "draws": assessment.acceptability.draws,
            "firsts": dict(assessment.acceptability.firsts),
        },
        "evidence": {
            **sentence(explanation.evidence),
            "percent": explanation.evidence_shares._asdict(),
        },
        "answered": {**sentence(explanation.answered), "groups": _counts(assessment)},
        "cautions": cautions(explanation),
        "best_for": [reason.id for reason in explanation.best_for],
        "best_against": [reason.id for reason in explanation.best_against],
        "weak_points": _sentences(explanation.weak_points),
        "gaps": [gap_data(gap) for gap in explanation.gaps],
        "served": _sentences(explanation.served),
        "segments": _segments(assessment),
        "ranking": list(_ranking(assessment, explanation, reasons)),
        "unranked": [{"id": m, **sentence(said)} for m, said in explanation.unranked],
        "hybrid": _sentences(explanation.hybrid),
        "changes": _sentences(explanation.changes),
        "turns": [turn_data(assessment, turn) for turn in assessment.turns],
        "weights": _sentences(explanation.weights),
        "flips": [_flip(flip) for flip in assessment.flips],
        "ask_next": [question_data(assessment, one) for one in explanation.ask_next],
        "open_questions": [_named(assessment, q) for q, _ in explanation.open_questions],
        "baseline": _sentences(explanation.baseline),
        "notes": _sentences(explanation.notes),
    }


def gap_data(gap: Gap) -> Json:
    """A requirement that is not met: what it asks, whether it blocks, what closing it takes."""
    return {
        "id": gap.id,
        "part": gap.part or None,
        "strength": gap.strength,
        "state": "unmet" if gap.unmet else "to_confirm",
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


def question_data(assessment: Assessment, one: OpenQuestion) -> Json:
    """An open question, what it can settle, and who would be recommended by which answer."""
    return {
        "criterion": one.criterion,
        "segment": one.segment or None,
        "name": one.name,
        "question": one.question,
        "decides": one.decides,
        "swing": points(one.swing),
        "settles": {
            level: recommended or None for level, recommended in settled_by(assessment, one).items()
        },
    }


def turn_data(assessment: Assessment, turn: Turn) -> Json:
    """Changed answers and what would be recommended after them."""
    return {
        "changes": [change_data(assessment, change) for change in turn.changes],
        "recommended": turn.recommended,
    }


def change_data(assessment: Assessment, change: Change) -> Json:
    """One changed answer; `from` is null where the question was open."""
    return {
        **_named(assessment, change.question),
        "from": change.before or None,
        "to": change.after or None,
    }


def _named(assessment: Assessment, question: str) -> Json:
    return {
        "criterion": assessment.case.asked[question].criterion,
        "segment": segment_of(assessment, question) or None,
    }


def _sentences(said: Sequence[Sentence]) -> list[Json]:
    return [sentence(one) for one in said]


def _options(assessment: Assessment) -> Json:
    case = assessment.case
    return {
        "basis": case.options.basis,
        "fit_only": case.options.fit_only,
        "weights": {criterion: str(factor) for criterion, factor in sorted(case.factors.items())},
        "priorities": list(case.priorities),
        "draws": case.options.draws,
    }


def _counts(assessment: Assessment) -> Json:
    return {
        group: {"answered": assessment.answered.get(group, 0), "asked": asked}
        for group, asked in assessment.asked.items()
    }


def _segments(assessment: Assessment) -> list[Json]:
    return [
        {"name": segment.name, "share": segment.share}
        for segment in assessment.case.profile.segments
    ]


def _flip(flip: Flip) -> Json:
    """The nearest factors on a weight at which first place changes, as exact fractions."""
    return {
        "criterion": flip.criterion,
        "lower": None if flip.lower is None else str(flip.lower),
        "lower_to": flip.lower_to or None,
        "higher": None if flip.higher is None else str(flip.higher),
        "higher_to": flip.higher_to or None,
    }


class _Places(dict[tuple[str, ...], list[str]]):
    """The places behind claims, each set worked out once: a model and its hybrids share them."""

    def __init__(self, rules: Rules) -> None:
        """Begin with the places of each claim."""
        super().__init__()
        self._of_claim = {id_: [*map(str, claim.at)] for id_, claim in rules.claims.items()}

    def __missing__(self, claims: tuple[str, ...]) -> list[str]:
        places = chain.from_iterable(map(self._of_claim.__getitem__, claims))
        self[claims] = found = list(dict.fromkeys(places))
        return found


def _ranking(
    assessment: Assessment, explanation: Explanation, reasons: Mapping[str, Sequence[Reason]]
) -> Iterator[Json]:
    places = _Places(assessment.case.rules)
    for standing, ranked in zip(assessment.ranking, explanation.ranking, strict=True):
        yield _standing(assessment, standing, ranked, reasons.get(standing.id, ()), places)


def _standing(
    assessment: Assessment,
    standing: Standing,
    ranked: RankedAlternative,
    reasons: Sequence[Reason],
    places: _Places,
) -> Json:
    by_question = {(reason.criterion, reason.segment): reason for reason in reasons}
    segments = assessment.case.profile.segments
    return {
        "id": standing.id,
        "name": ranked.name,
        "kind": standing.kind,
        "way": standing.way or None,
        "parts": list(standing.parts),
        "serves": {s.name: part for s, part in zip(segments, standing.serves, strict=False)},
        "rank": standing.rank,
        "score": points(standing.tenths),
        "fit": ranked.word,
        "low": points(standing.low),
        "high": points(standing.high),
        "low_is_bound": standing.way == "tiered" and standing.low != standing.high,
        "reach": {"lowest": points(standing.lowest), "highest": points(standing.highest)},
        "feasible": standing.feasibility.state,
        "gaps": [gap_data(gap) for gap in ranked.gaps],
        "met": [
            f"{check.part}.{check.requirement.id}"
            for check in standing.feasibility.checks
            if check.state == "met"
        ],
        "contributions": [
            _contribution(one, by_question.get((one.criterion, one.segment)), places)
            for one in standing.contributions
        ],
        "adjustments": [
            {"id": one.id, "points": points(one.tenths)} for one in standing.adjustments
        ],
    }


def _contribution(contribution: Contribution, reason: Reason | None, places: _Places) -> Json:
    criterion, level, _, tenths, basis, claims, part, segment = contribution
    return {
        "criterion": criterion,
        "level": level or None,
        "points": points(tenths),
        "basis": basis or None,
        "claims": list(claims),
        "cites": places[claims],
        "part": part or None,
        "segment": segment or None,
        "reason": reason_data(reason) if reason else None,
    }
