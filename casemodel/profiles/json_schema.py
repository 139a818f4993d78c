"""The JSON Schema of a profile: every criterion with its question, its levels and their names."""

from collections.abc import Iterable, Iterator

from casemodel.files.limits import PRIORITIES, WEIGHTS
from casemodel.knowledge.criteria import KINDS, Criterion, Kind, Level
from casemodel.knowledge.fields import Schema
from casemodel.knowledge.json_schema import bare, reference, schema_of_type, with_definitions
from casemodel.knowledge.tiers import tier_parts
from casemodel.knowledge.values import Rules
from casemodel.profiles import numbers
from casemodel.profiles.asked import (
    AllowedAnswers,
    asked_of_agency,
    asked_of_client,
    asked_of_organization,
    asked_of_segment,
)
from casemodel.profiles.costs import OTHERS
from casemodel.profiles.file_types import MONEY, PROFILE_TYPES, NotedAnswer
from casemodel.profiles.values import UNANSWERED_WORDS

_NUMBER_TEXT = r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"
NO_ANSWER: Schema = {
    "enum": list(UNANSWERED_WORDS),
    "description": "No answer: three things that are not the same as no.",
}

HINT: Schema = {
    "type": "string",
    "description": "An answer that records propose. It counts once a person has confirmed it.",
}


def profile_schema(rules: Rules, kind: str) -> Schema:
    """Build the schema of profiles of one kind, or of both if `kind` is empty."""
    words = _words(rules)
    profiles = {k: schema_of_type(PROFILE_TYPES[k], words) for k in KINDS}
    if kind in profiles:
        return profiles[kind]
    for name, schema in profiles.items():
        words |= schema.pop("definitions") | {name: schema}
    first = profiles["client"]["properties"]
    either: Schema = {
        "type": "object",
        "required": ["schema", "kind", "answers"],
        "properties": {"schema": first["schema"], "kind": {**first["kind"], "enum": list(KINDS)}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": k}}, "required": ["kind"]},
                "then": reference(k),
            }
            for k in profiles
        ],
    }
    either["properties"]["kind"].pop("const")
    return with_definitions(either, words)


def _words(rules: Rules) -> dict[str, Schema]:
    """Build the definition of each role of a profile by these rules, and those they refer to."""
    noted = schema_of_type(NotedAnswer, {"answer": {}, "hint": {}})
    words: dict[str, Schema] = {**noted["properties"], "no_answer": NO_ANSWER}
    words["hint"] = HINT
    for kind in KINDS:
        criteria = rules.criteria_for(kind)
        for criterion in criteria:
            forms = answers_to(rules, criterion, kind)
            words |= _asked(noted, f"{kind}.{criterion.id}", hover(criterion, kind), forms)
        words[f"{kind}.weights"] = _weights(criteria)
        words[f"{kind}.priorities"] = {
            "type": "array",
            "description": "What matters most, the first the most important.",
            "minItems": PRIORITIES[0],
            "maxItems": PRIORITIES[1],
            "uniqueItems": True,
            "items": {"enum": [criterion.id for criterion in criteria]},
        }
    for quantity in rules.quantities.values():
        forms = _number(quantity.least, quantity.most, f"In {quantity.unit}.")
        words |= _asked(noted, f"quantity.{quantity.id}", quantity.question, forms)
    running = [_const(model.id, model.name) for model in rules.models.values()]
    words["current_model"] = {
        "anyOf": running
        + [_const(hybrid.id, hybrid.name) for hybrid in rules.hybrids.values()]
        + [
            _const(tier, "A tier of three parts.")
            for tier in tier_parts(rules)
            if tier not in rules.hybrids
        ]
        + [
            _const(word, form.name)
            for form in rules.forms.values()
            for word in dict.fromkeys((form.id, form.name, *form.aliases))
        ],
        "description": "The model that the organization runs now.",
    }
    words["costs.travel"] = _travel(rules)
    words["client.answers"] = _answers("client", asked_of_client(rules))
    words["organization.answers"] = _answers("organization", asked_of_organization(rules))
    words["agency.answers"] = _answers("organization", asked_of_agency(rules))
    words["segment.answers"] = _answers("organization", asked_of_segment(rules))
    return words


def _travel(rules: Rules) -> Schema:
    """Build the schema of what travel costs: one figure, or one for each model."""
    by_model = {m.id: {**MONEY, "description": m.name} for m in rules.scored_models()}
    by_model[OTHERS] = {**MONEY, "description": "All models that are not named."}
    return {
        "anyOf": [
            MONEY,
            {
                "type": "object",
                "additionalProperties": False,
                "minProperties": 1,
                "properties": by_model,
            },
        ],
        "description": "What travel costs for one full-time post, a year, in your own currency: "
        "one figure, or one for each model.",
    }


def _weights(criteria: Iterable[Criterion]) -> Schema:
    factor = {"type": "number", "minimum": WEIGHTS[0], "maximum": WEIGHTS[1]}
    return {
        "type": "object",
        "description": "Factors on the rules' weights, 0 to 10; 1 changes nothing.",
        "additionalProperties": False,
        "properties": {
            c.id: {**factor, "description": f"{c.name}: weighs {c.weight} in the rules."}
            for c in criteria
        },
    }


def _answers(kind: Kind, allowed: AllowedAnswers) -> Schema:
    properties = {name: reference(f"{kind}.{name}") for name in allowed.criteria}
    properties |= {name: reference(f"quantity.{name}") for name in allowed.quantities}
    return {
        "type": "object",
        "description": "One line for each answer; what is left out was not asked.",
        "additionalProperties": False,
        "properties": properties,
    }


def _asked(
    noted: Schema, name: str, description: str, forms: Iterable[Schema]
) -> dict[str, Schema]:
    """Build the definitions of one question: its answer alone, and with a note and an origin.

    `description` is shown by an editor over the key.
    """
    answer = reference(f"{name}.answer")
    keys = {key: reference(key) for key in noted["properties"]}
    in_full = {**bare(noted), "properties": {**keys, "answer": answer}}
    return {
        f"{name}.answer": {"anyOf": [*forms, reference("no_answer")]},
        name: {"description": description, "anyOf": [answer, in_full]},
    }


def answers_to(rules: Rules, criterion: Criterion, kind: Kind) -> Iterator[Schema]:
    """Yield the schemas of answers to one question: its levels, and a number if it takes one."""
    for level in criterion.levels:
        yield _const(level.id, f"{level.name.said_to(kind)}{_band(level)}")
    if criterion.counts and not numbers.is_part_of_whole(criterion):
        least, most = numbers.bounds(criterion, rules.quantities)
        counted = " / ".join(filter(None, (criterion.counts, criterion.per)))
        yield from _number(least, most, f"A number: {counted}")


def _number(least: int, most: int, description: str) -> Iterator[Schema]:
    """Yield the schemas of a number from least to most, in quotes or not."""
    yield {"type": "number", "minimum": least, "maximum": most, "description": description}
    yield {"type": "string", "pattern": _NUMBER_TEXT}


def _const(value: str, description: str) -> Schema:
    return {"const": value, "description": description}


def hover(criterion: Criterion, kind: Kind) -> str:
    """Write the question, the levels by name, and the help, for an editor to show over the key."""
    levels = (
        f"- {level.id}: {level.name.said_to(kind)}{_band(level)}" for level in criterion.levels
    )
    parts = (criterion.question.said_to(kind), "\n".join(levels), criterion.help)
    return "\n\n".join(part for part in parts if part)


def _band(level: Level) -> str:
    return f" ({level.band})" if level.band else ""
