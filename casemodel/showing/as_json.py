"""JSON: the same facts as on the page, for programs. Only this module imports `json`.

Points and scores are written as printed, with one decimal. Keys keep the order they are made in,
and text is ASCII with escapes, so that the same input gives the same bytes on every stream.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from casemodel.engine.assessment import Assessment, Contribution, Standing
from casemodel.explanation.values import Explanation, RankedModel, Reason, Sentence
from casemodel.knowledge.values import Rules
from casemodel.problems import Problem

SCHEMA_VERSION = 1

Json = dict[str, Any]


def as_json(data: Mapping[str, Any]) -> str:
    """The data as JSON text, indented, ending in a line feed."""
    return json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def head(kind: str, rules: Rules, tool_version: str) -> Json:
    """What every JSON output begins with: what it is, and by which tool and rules it was made."""
    return {
        "schema_version": SCHEMA_VERSION,
        "output": kind,
        "tool": {"name": "casemodel", "version": tool_version},
        "rules": {"version": rules.version, "digest": rules.digest},
    }


def answer(
    command: str,
    rules: Rules,
    assessment: Assessment,
    explanation: Explanation,
    tool_version: str,
) -> Json:
    """The answer of `recommend` or `score`."""
    ranked = {model.model: model for model in explanation.ranking}
    return {
        **head(command, rules, tool_version),
        "kind": explanation.kind,
        "label": explanation.label or None,
        "date": explanation.date or None,
        "basis": explanation.basis,
        "recommended": assessment.recommended or None,
        "clear": assessment.clear,
        "margin": points(assessment.margin),
        "headline": _sentence(explanation.headline),
        "fit": _sentence(explanation.fit),
        "lead": _sentence(explanation.lead),
        "evidence": {
            **_sentence(explanation.evidence),
            "percent": explanation.evidence_shares._asdict(),
        },
        "answered": {**_sentence(explanation.answered), **_counts(assessment)},
        "cautions": cautions(explanation),
        "ranking": [
            _standing(rules, standing, ranked[standing.model]) for standing in assessment.ranking
        ],
        "unranked": [
            {"id": model, **_sentence(said)}
            for model, said in zip(assessment.unranked, explanation.unranked, strict=True)
        ],
        "best_for": [reason.id for reason in explanation.best_for],
        "best_against": [reason.id for reason in explanation.best_against],
        "notes": [_sentence(note) for note in explanation.notes],
        "ask_next": [criterion for criterion, _ in explanation.open_questions],
    }


def cautions(explanation: Explanation) -> list[Json]:
    """Every caution that holds, dangers first."""
    return [
        {
            "id": caution.id,
            "danger": caution.danger,
            "says": caution.text,
            "claims": list(caution.claims),
            "cites": list(caution.cites),
        }
        for caution in explanation.cautions
    ]


def points(tenths: int) -> float:
    """Tenths of a point as the number that JSON prints with one decimal: 793 as 79.3."""
    return tenths / 10


def problems(found: Sequence[Problem]) -> Json:
    """Every problem of the files that were read. Empty texts are left out."""
    return {
        "schema_version": SCHEMA_VERSION,
        "output": "problems",
        "problems": [
            {key: value for key, value in problem._asdict().items() if value not in ("", ())}
            for problem in found
        ],
    }


def _sentence(sentence: Sentence) -> Json:
    return {"template": sentence.id, "filled": dict(sentence.filled), "says": sentence.text}


def _counts(assessment: Assessment) -> Json:
    return {
        "groups": {
            group: {"answered": assessment.answered.get(group, 0), "asked": asked}
            for group, asked in assessment.asked.items()
        }
    }


def _standing(rules: Rules, standing: Standing, ranked: RankedModel) -> Json:
    reasons = {reason.criterion: reason for reason in ranked.reasons}
    return {
        "id": standing.model,
        "name": ranked.name,
        "kind": "model",
        "parts": [standing.model],
        "rank": standing.rank,
        "score": points(standing.tenths),
        "fit": ranked.word,
        "low": points(standing.lowest),
        "high": points(standing.highest),
        "contributions": [
            _contribution(rules, standing.model, contribution, reasons.get(contribution.criterion))
            for contribution in standing.contributions
        ],
        "adjustments": [],
    }


def _contribution(
    rules: Rules, model: str, contribution: Contribution, reason: Reason | None
) -> Json:
    return {
        "criterion": contribution.criterion,
        "level": contribution.level or None,
        "points": points(contribution.tenths),
        "basis": contribution.basis or None,
        "claims": list(contribution.claims),
        "cites": [str(place) for place in rules.places(contribution.claims)],
        "part": model,
        "segment": None,
        **({"reason": _reason(reason)} if reason else {}),
    }


def _reason(reason: Reason) -> Json:
    return {
        "id": reason.id,
        "answer": reason.answer,
        "says": reason.text,
        "basis": reason.basis,
        "claims": list(reason.claims),
        "cites": list(reason.cites),
        "contested": [_sentence(said) for said in reason.contested],
    }
