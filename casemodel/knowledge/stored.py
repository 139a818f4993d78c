"""Checked rules as plain data and back, so that they need not be read and checked each time."""

from collections.abc import Mapping
from typing import Any

from casemodel.knowledge.values import (
    Caution,
    Claim,
    Condition,
    Criterion,
    FeatureRow,
    FitWord,
    Guidance,
    Hybrid,
    Level,
    Method,
    Model,
    Paragraph,
    Place,
    Quantity,
    Rating,
    Requirement,
    Rules,
    Source,
    Sourced,
    Wording,
)

Data = Any
"""Lists, dicts, texts, numbers and None, as JSON holds them."""


def to_data(value: Data) -> Data:
    """Rules, or any part of them, as data: every tuple is a list in the order of its fields."""
    if isinstance(value, tuple):
        return [to_data(part) for part in value]
    if isinstance(value, Mapping):
        return {key: to_data(part) for key, part in value.items()}
    return value


def from_data(data: Data) -> Rules:
    """The rules that `to_data` turned into this data."""
    rules = Rules(*data)
    return rules._replace(
        method=_method(rules.method),
        quantities={key: Quantity(*row) for key, row in rules.quantities.items()},
        criteria={key: _criterion(row) for key, row in rules.criteria.items()},
        models={key: _model(row) for key, row in rules.models.items()},
        feature_rows=tuple(FeatureRow(*row) for row in rules.feature_rows),
        cautions=tuple(map(_caution, rules.cautions)),
        guidance=tuple(Guidance(id_, says, tuple(claims)) for id_, says, claims in rules.guidance),
        claims={key: _claim(row) for key, row in rules.claims.items()},
        sources={key: _source(row) for key, row in rules.sources.items()},
        hybrids={key: _hybrid(row) for key, row in rules.hybrids.items()},
    )


def _method(row: Data) -> Method:
    method = Method(*row)
    return method._replace(fit_words=tuple(FitWord(*word) for word in method.fit_words))


def _criterion(row: Data) -> Criterion:
    raw = Criterion(*row)
    return raw._replace(
        asked_of=tuple(raw.asked_of),
        question=Wording(*raw.question),
        levels=tuple(
            Level(id_, Wording(*name), share, least, below)
            for id_, name, share, least, below in raw.levels
        ),
        claims=tuple(raw.claims),
    )


def _claim(row: Data) -> Claim:
    raw = Claim(*row)
    return raw._replace(at=tuple(Place(*place) for place in raw.at), against=tuple(raw.against))


def _source(row: Data) -> Source:
    raw = Source(*row)
    return raw._replace(paragraphs=tuple(Paragraph(*p) for p in raw.paragraphs))


def _sourced(row: Data) -> Sourced:
    says, claims = row
    return Sourced(says, tuple(claims))


def _rating(row: Data) -> Rating:
    step, basis, claims, reason, documents_say = row
    return Rating(step, basis, tuple(claims), reason, documents_say)


def _conditions(rows: Data) -> tuple[Condition, ...]:
    return tuple(Condition(criterion, tuple(levels)) for criterion, levels in rows)


def _caution(row: Data) -> Caution:
    raw = Caution(*row)
    return raw._replace(claims=tuple(raw.claims), when=_conditions(raw.when))


def _requirement(row: Data) -> Requirement:
    raw = Requirement(*row)
    return raw._replace(claims=tuple(raw.claims), met_by=_conditions(raw.met_by))


def _hybrid(row: Data) -> Hybrid:
    raw = Hybrid(*row)
    first, second = raw.parts
    return raw._replace(
        parts=(first, second),
        claims=tuple(raw.claims),
        requirements=tuple(map(_requirement, raw.requirements)),
    )


def _model(row: Data) -> Model:
    raw = Model(*row)
    return raw._replace(
        summary=_sourced(raw.summary),
        features={key: _sourced(feature) for key, feature in raw.features.items()},
        ratings={
            criterion: {level: _rating(rating) for level, rating in levels.items()}
            for criterion, levels in raw.ratings.items()
        },
        pros=tuple(map(_sourced, raw.pros)),
        cons=tuple(map(_sourced, raw.cons)),
        requirements=tuple(map(_requirement, raw.requirements)),
        cautions=tuple(map(_caution, raw.cautions)),
    )
