"""Checked rules as plain data and back, so that they need not be read and checked each time."""

from collections.abc import Callable, Mapping
from typing import Any

from casemodel.knowledge.values import (
    Caution,
    Claim,
    Condition,
    Contradiction,
    Criterion,
    FeatureRow,
    FitWord,
    Form,
    FormMarks,
    Guidance,
    Hybrid,
    Idea,
    Level,
    Method,
    Model,
    NotCounted,
    Paragraph,
    Place,
    Quantity,
    Rating,
    Referral,
    ReferralCase,
    Requirement,
    Rules,
    ShortForm,
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
    rules: Rules = _rules(data)
    return rules


Maker = Callable[[Data], Any]
"""From data to the value that they were made of."""


def _maker(made: Any, **parts: Maker) -> Maker:
    """What makes a NamedTuple of its fields; `parts` make the fields that are more than plain."""
    at = tuple((made._fields.index(field), make) for field, make in parts.items())

    def make_one(row: Data) -> Any:
        row = list(row)
        for index, make in at:
            row[index] = make(row[index])
        return made._make(row)

    return make_one


def _each(make: Maker) -> Maker:
    """What makes a tuple of a list."""
    return lambda rows: tuple(map(make, rows))


def _by_key(make: Maker) -> Maker:
    """What makes a mapping whose values are to be made."""
    return lambda rows: {key: make(row) for key, row in rows.items()}


_wording = Wording._make
_conditions = _each(_maker(Condition, levels=tuple))
_sourced = _maker(Sourced, claims=tuple)
_rating = _maker(Rating, claims=tuple)
_requirements = _each(_maker(Requirement, claims=tuple, met_by=_conditions, formerly=tuple))
_cautions = _each(_maker(Caution, claims=tuple, when=_conditions))
_referral = _maker(
    Referral,
    cases=_by_key(_maker(ReferralCase, when=_conditions, claims=tuple)),
    never=_conditions,
    never_claims=tuple,
    ask_first=tuple,
    meanwhile=_sourced,
)
_rules = _maker(
    Rules,
    method=_maker(Method, fit_words=_each(FitWord._make)),
    quantities=_by_key(Quantity._make),
    criteria=_by_key(
        _maker(
            Criterion,
            asked_of=tuple,
            question=_wording,
            levels=_each(_maker(Level, name=_wording, formerly=tuple)),
            claims=tuple,
            formerly=tuple,
        )
    ),
    models=_by_key(
        _maker(
            Model,
            summary=_sourced,
            features=_by_key(_sourced),
            ratings=_by_key(_by_key(_rating)),
            pros=_each(_sourced),
            cons=_each(_sourced),
            requirements=_requirements,
            cautions=_cautions,
        )
    ),
    feature_rows=_each(FeatureRow._make),
    cautions=_cautions,
    guidance=_each(_maker(Guidance, claims=tuple)),
    claims=_by_key(_maker(Claim, at=_each(Place._make), against=tuple)),
    sources=_by_key(
        _maker(Source, paragraphs=_each(_maker(Paragraph, repeats=_each(Place._make))))
    ),
    hybrids=_by_key(_maker(Hybrid, parts=tuple, claims=tuple, requirements=_requirements)),
    contradictions=_each(_maker(Contradiction, claims=tuple, when=_conditions, among=tuple)),
    short_forms=_by_key(_maker(ShortForm, ask=tuple)),
    ideas=_each(_maker(Idea, criteria=tuple)),
    not_counted=_each(_maker(NotCounted, claims=tuple, formerly=tuple)),
    forms=_by_key(
        _maker(
            Form,
            aliases=tuple,
            parents=tuple,
            marks=FormMarks._make,
            evidence=_sourced,
            standards=_sourced,
            claims=tuple,
            when=_conditions,
        )
    ),
    referral=lambda row: None if row is None else _referral(row),
)
