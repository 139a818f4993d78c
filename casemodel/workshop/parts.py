"""A rule base taken apart into entries with an id and fields in words, so that two can be compared.

All fields of an entry are taken, so that a field added to the rules is compared too. The order and
nesting of the entries are written once, in `rule_entries`.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from casemodel.knowledge.criteria import Criterion, Wording, number_text
from casemodel.knowledge.method import BandWord
from casemodel.knowledge.models import (
    Condition,
    FormMarks,
    Model,
    Numbers,
    Once,
    ReferralBar,
    ReferralCase,
)
from casemodel.knowledge.sources import Place, Sourced
from casemodel.knowledge.values import Rules

NEUTRAL = "neutral"

# Fields that are entries of their own, or that name the entry.
_APART = frozenset(
    {
        "id",
        "model",
        "levels",
        "features",
        "ratings",
        "pros",
        "cons",
        "requirements",
        "cautions",
        "paragraphs",
    }
)


class RuleEntry(NamedTuple):
    """One entry of a rule base: its kind, its id, its owner, and its fields in words.

    `within` is the kind and id of the entry it belongs to, empty if it belongs to none.
    """

    kind: str
    id: str
    within: tuple[str, str] | tuple[()]
    fields: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """The key by which the entry is found in another rule base."""
        return (self.kind, self.id)


def rule_entries(rules: Rules) -> Iterator[RuleEntry]:
    """Yield every entry of a rule base, in the order in which a reader wants to see it."""
    for criterion in rules.criteria.values():
        yield from _criterion(criterion)
    for model in rules.models.values():
        yield from _model(rules, model)
    for kind, values in (
        ("hybrid", rules.hybrids.values()),
        ("caution", rules.cautions),
        ("contradiction", rules.contradictions),
        ("idea", rules.ideas),
        ("not counted", rules.not_counted),
        ("form", rules.forms.values()),
        ("referral", (rules.referral,) if rules.referral else ()),
        ("guidance", rules.guidance),
        ("feature row", rules.feature_rows),
        ("quantity", rules.quantities.values()),
        ("claim", rules.claims.values()),
        ("source", rules.sources.values()),
    ):
        for value in values:
            keeps = ("model",) if kind == "claim" else ()
            yield RuleEntry(kind, value.id, (), fields_of(value, keeps))
    for hybrid in rules.hybrids.values():
        for requirement in hybrid.requirements:
            name = f"{hybrid.id}.{requirement.id}"
            yield RuleEntry("requirement", name, ("hybrid", hybrid.id), fields_of(requirement))
    for source in rules.sources.values():
        for paragraph in source.paragraphs:
            name = f"{source.id} {paragraph.number}"
            yield RuleEntry("place", name, ("source", source.id), fields_of(paragraph))
    yield RuleEntry("method", "method", (), _method(rules))


def _criterion(criterion: Criterion) -> Iterator[RuleEntry]:
    own = fields_of(criterion) | {"levels": ", ".join(level.id for level in criterion.levels)}
    yield RuleEntry("criterion", criterion.id, (), own)
    for level in criterion.levels:
        name = f"{criterion.id}.{level.id}"
        fields = fields_of(level._replace(least=None, below=None))
        edges = {"from": level.least, "below": level.below}
        fields |= {key: number_text(edge) for key, edge in edges.items() if edge is not None}
        yield RuleEntry("level", name, ("criterion", criterion.id), fields)


def _model(rules: Rules, model: Model) -> Iterator[RuleEntry]:
    within = ("model", model.id)
    yield RuleEntry("model", model.id, (), fields_of(model))
    for criterion in rules.criteria.values():
        for level in criterion.levels:
            rating = model.ratings.get(criterion.id, {}).get(level.id)
            fields = {"rating": NEUTRAL} if rating is None else fields_of(rating)
            yield RuleEntry("rating", f"{model.id}.{criterion.id}.{level.id}", within, fields)
    for row, feature in model.features.items():
        yield RuleEntry("feature", f"{model.id}.{row}", within, fields_of(feature))
    for kind, sourced_texts in (("pro", model.pros), ("con", model.cons)):
        for sourced in sourced_texts:
            yield RuleEntry(kind, f"{model.id}: {sourced.says}", within, fields_of(sourced))
    for requirement in model.requirements:
        yield RuleEntry(
            "requirement", f"{model.id}.{requirement.id}", within, fields_of(requirement)
        )
    for caution in model.cautions:
        yield RuleEntry("caution", f"{model.id}.{caution.id}", within, fields_of(caution))


def _method(rules: Rules) -> dict[str, str]:
    """Write the numbers that weigh, and the words that belong to the whole."""
    method = rules.method
    return {
        **{f"step {step}": str(number) for step, number in rules.method.steps.items()},
        **{f"rating moves {basis}": f"{n}%" for basis, n in method.rating_moves.items()},
        "hybrid_margin": str(rules.hybrid_margin),
        "match_words": _bands(method.match_words),
        "little_said": f"{method.little_said_word} below {method.little_said}",
        "completeness_words": _bands(method.completeness_words),
        "stability_words": _bands(method.stability_words),
        "clear_from": str(method.clear_from),
        "settled_from": str(method.settled_from),
        "third_part_overhead": str(rules.tiers.third_part_overhead),
        "posts_for_a_part": str(rules.tiers.posts_for_a_part),
        "suits_percent": str(rules.tiers.suits_percent),
        **{f"weight_rule {weight}": rule_text for weight, rule_text in rules.weight_rule.items()},
        **{f"group {group}": name for group, name in rules.group_names.items()},
        "review_by": rules.review_by,
    }


def _bands(words: Iterable[BandWord]) -> str:
    return ", ".join(f"{band.word} from {band.at_least}" for band in words)


def fields_of(value: Any, keeps: tuple[str, ...] = ()) -> dict[str, str]:
    """Write the fields of a value in words; empty ones are left out."""
    fields: dict[str, str] = {}
    for name in (field.name for field in dataclasses.fields(value)):
        if name not in _APART or name in keeps:
            fields |= _field("rating" if name == "step" else name, getattr(value, name))
    return fields


def _field(name: str, field: Any) -> dict[str, str]:
    """Write one field; words for two kinds of profile, and mappings, give several."""
    if isinstance(field, Wording):
        if field.client == field.organization:
            return _field(name, field.client)
        return _field(f"{name} (client)", field.client) | _field(
            f"{name} (organization)", field.organization
        )
    if isinstance(field, FormMarks | ReferralBar | ReferralCase):
        return {f"{name} {key}": words for key, words in fields_of(field).items()}
    if isinstance(field, Sourced):
        return _field(name, field.says) | _field(f"{name} claims", field.claims)
    if isinstance(field, Once | Numbers):
        return fields_of(field)
    return _plain(name, field)


def _plain(name: str, field: Any) -> dict[str, str]:
    """Write a field whose parts have no fields of their own."""
    if isinstance(field, Mapping):
        return {f"{name} {key}": text(item) for key, item in field.items()}
    return {name: words} if (words := text(field)) else {}


def text(value: Any) -> str:
    """Write a value in words: yes and no, numbers as they are, lists with commas, conditions."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Condition):
        return f"{value.criterion} is {' or '.join(value.levels)}"
    if isinstance(value, tuple) and not isinstance(value, Place):
        joiner = " and " if value and isinstance(value[0], Condition) else ", "
        return joiner.join(map(text, value))
    return str(value)
