"""The knowledge as JSON, straight from the rules: models, comparisons, inputs and sources."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import (
    Caution,
    Claim,
    Condition,
    Criterion,
    Hybrid,
    Kind,
    Model,
    Rating,
    Requirement,
    Rules,
    Source,
    Sourced,
    Wording,
)
from casemodel.render.as_json import Json, cautions, head, points, sentence


def models(rules: Rules, tool_version: str) -> Json:
    """Every model in short, every hybrid, and what the sources advise on choosing."""
    listed = [
        {
            "id": model.id,
            "name": model.name,
            "family": model.family or None,
            "scored": model.scored,
            "summary": _sourced(rules, model.summary),
        }
        for model in rules.models.values()
    ]
    guidance = [
        {"id": one.id, "says": one.says, **_cited(rules, one.claims)} for one in rules.guidance
    ]
    return {
        **head("models", rules, tool_version),
        "models": listed,
        "hybrids": [_hybrid(rules, hybrid) for hybrid in rules.hybrids.values()],
        "guidance": guidance,
    }


def _hybrid(rules: Rules, hybrid: Hybrid) -> Json:
    return {
        "id": hybrid.id,
        "name": hybrid.name,
        "way": hybrid.way,
        "parts": list(hybrid.parts),
        "overhead": hybrid.overhead,
        "reason": hybrid.reason,
        "serves": hybrid.serves,
        "moves": hybrid.moves,
        "leads": dict(hybrid.leads),
        "requirements": [_requirement(rules, need) for need in hybrid.requirements],
        **_cited(rules, hybrid.claims),
    }


def show(
    rules: Rules, model: Model, reach: Mapping[Kind, tuple[int, int]], tool_version: str
) -> Json:
    """Everything known about one model."""
    can_reach = {
        kind: {"low": points(low), "high": points(high)} for kind, (low, high) in reach.items()
    }
    return {
        **head("show", rules, tool_version),
        "model": {**_model(rules, model), "can_reach": can_reach},
        "hybrids": [_hybrid(rules, h) for h in rules.hybrids.values() if model.id in h.parts],
        **_behind(rules, [model]),
    }


def compare(
    rules: Rules, chosen: Sequence[Model], explanation: Explanation | None, tool_version: str
) -> Json:
    """The chosen models, each in full; with a profile, their ranks and scores too."""
    data = {
        **head("compare", rules, tool_version),
        "rows": [asdict(row) for row in rules.feature_rows],
        "models": [_model(rules, model) for model in chosen],
    }
    if explanation:
        ids = {model.id for model in chosen}
        data["cautions"] = cautions(explanation)
        data["scores"] = [
            {
                "id": ranked.id,
                "rank": ranked.rank,
                "score": points(ranked.tenths),
                "match": ranked.match._asdict(),
                "low": points(ranked.low),
                "high": points(ranked.high),
                "feasible": ranked.feasible,
            }
            for ranked in explanation.ranking
            if ranked.id in ids
        ]
        data["unranked"] = [
            {"id": one.id, **sentence(one.sentence)}
            for one in explanation.unranked
            if one.id in ids
        ]
    return {**data, **_behind(rules, chosen)}


def inputs(rules: Rules, tool_version: str) -> Json:
    """Everything that can count."""
    return {
        **head("inputs", rules, tool_version),
        "weight_rule": dict(rules.weight_rule),
        "groups": dict(rules.group_names),
        "quantities": [asdict(quantity) for quantity in rules.quantities.values()],
        "criteria": [_criterion(rules, criterion) for criterion in rules.criteria.values()],
    }


def sources(rules: Rules, tool_version: str) -> Json:
    """Every source, and the claims that rest on it."""
    listed = [
        {
            **_source(source),
            "claims": [
                c.id for c in rules.claims.values() if source.id in {p.source for p in c.at}
            ],
        }
        for source in rules.sources.values()
    ]
    return {**head("sources", rules, tool_version), "sources": listed}


def _model(rules: Rules, model: Model) -> Json:
    return {
        "id": model.id,
        "name": model.name,
        "family": model.family or None,
        "scored": model.scored,
        "summary": _sourced(rules, model.summary),
        "features": {
            row.id: _sourced(rules, model.features[row.id])
            for row in rules.feature_rows
            if row.id in model.features
        },
        "ratings": {
            criterion.id: {
                level.id: _rating(rules, model.ratings[criterion.id][level.id])
                for level in criterion.levels
                if level.id in model.ratings[criterion.id]
            }
            for criterion in rules.criteria.values()
            if criterion.id in model.ratings
        },
        "pros": [_sourced(rules, one) for one in model.pros],
        "cons": [_sourced(rules, one) for one in model.cons],
        "requirements": [_requirement(rules, need) for need in model.requirements],
        "cautions": [_caution(rules, caution) for caution in model.cautions],
    }


def _cited(rules: Rules, claims: tuple[str, ...]) -> Json:
    return {"claims": list(claims), "cites": [str(place) for place in rules.places(claims)]}


def _sourced(rules: Rules, one: Sourced) -> Json:
    return {"says": one.says, **_cited(rules, one.claims)}


def _rating(rules: Rules, rating: Rating) -> Json:
    return {
        "step": rating.step,
        "basis": rating.basis,
        "reason": rating.reason,
        **({"documents_say": rating.documents_say} if rating.documents_say else {}),
        **_cited(rules, rating.claims),
    }


def _requirement(rules: Rules, need: Requirement) -> Json:
    return {
        "id": need.id,
        "strength": need.strength,
        "says": need.says,
        "name": need.in_short,
        "met_by": [_condition(condition) for condition in need.met_by],
        "to_close": need.to_close or None,
        "counted_in": need.counted_in or None,
        "clients_each": need.clients_each,
        "least": need.least,
        **_cited(rules, need.claims),
    }


def _caution(rules: Rules, caution: Caution) -> Json:
    return {
        "id": caution.id,
        "danger": caution.danger,
        "says": caution.says,
        "when": [_condition(condition) for condition in caution.when],
        **_cited(rules, caution.claims),
    }


def _condition(condition: Condition) -> Json:
    return {"criterion": condition.criterion, "levels": list(condition.levels)}


def _wording(wording: Wording) -> Json:
    return {kind: text for kind, text in asdict(wording).items() if text}


def _criterion(rules: Rules, criterion: Criterion) -> Json:
    return {
        "id": criterion.id,
        "group": criterion.group,
        "name": criterion.name,
        "asked_of": list(criterion.asked_of),
        "question": _wording(criterion.question),
        "help": criterion.help,
        "weight": criterion.weight,
        **_cited(rules, criterion.claims),
        "counts": criterion.counts or None,
        "per": criterion.per or None,
        "levels": [
            {
                "id": level.id,
                "name": _wording(level.name),
                "share": level.share,
                "at_least": _thousandths(level.least),
                "below": _thousandths(level.below),
                "ratings": _steps(rules, criterion.id, level.id),
            }
            for level in criterion.levels
        ],
    }


def _thousandths(number: int | None) -> float | None:
    return None if number is None else number / 1000


def _steps(rules: Rules, criterion: str, level: str) -> dict[str, str]:
    """What each scored model is rated at this level, where it is not neutral."""
    found = {m.id: m.ratings.get(criterion, {}).get(level) for m in rules.scored_models()}
    return {model: rating.step for model, rating in found.items() if rating}


def _source(source: Source) -> Json:
    data: dict[str, Any] = asdict(source)
    return {key: None if value == "" else value for key, value in data.items()}


def _behind(rules: Rules, chosen: Sequence[Model]) -> Json:
    """The claims that these models rest on, and their sources."""
    from casemodel.pages.sourced import every_claim

    used = dict.fromkeys(claim for model in chosen for claim in every_claim(model))
    claims = [rules.claims[claim] for claim in sorted(used)]
    ids = sorted({place.source for claim in claims for place in claim.at})
    return {
        "claims": [_claim(claim) for claim in claims],
        "sources": [_source(rules.sources[source]) for source in ids],
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "model": claim.model,
        "kind": claim.kind,
        "says": claim.says,
        "at": [str(place) for place in claim.at],
        "against": list(claim.against),
    }
