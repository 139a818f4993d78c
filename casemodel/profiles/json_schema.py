"""The JSON Schema of a profile: every criterion with its question, its levels and their names."""

from collections.abc import Iterable, Iterator
from typing import Any

from casemodel.files.limits import NAME_LENGTH, NOTE_LENGTH
from casemodel.knowledge.values import KINDS, Criterion, Kind, Level, Rules
from casemodel.profiles import numbers
from casemodel.profiles.reader import keys_of
from casemodel.profiles.values import UNANSWERED_WORDS

Schema = dict[str, Any]

_NUMBER_TEXT = r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"
NO_ANSWER = {
    "enum": list(UNANSWERED_WORDS),
    "description": "No answer: three things that are not the same as no.",
}


def text_of(most: int, description: str) -> Schema:
    """A text of at most so many characters; a number or a yes without quotes is one too."""
    return {
        "type": ["string", "number", "boolean"],
        "minLength": 1,
        "maxLength": most,
        "description": description,
    }


_NOTE = text_of(NOTE_LENGTH, "A note of yours; it counts for nothing.")
_ORIGIN = text_of(NOTE_LENGTH, "Where the answer came from.")
_FACTOR = {"type": "number", "minimum": 0, "maximum": 10}


def profile_schema(rules: Rules, kind: str) -> Schema:
    """The schema of profiles of one kind, or of both where `kind` is empty."""
    kinds = tuple(k for k in KINDS if kind in ("", k))
    definitions: Schema = {k: _profile(rules, k) for k in kinds}
    for criterion in rules.criteria.values():
        for of in criterion.asked_of:
            if of in kinds or criterion.group != "need":
                forms = answers_to(rules, criterion, of)
                definitions |= _asked(_name(criterion, of), hover(criterion, of), forms)
    for quantity in rules.quantities.values():
        forms = _number(quantity.least, quantity.most, f"In {quantity.unit}.")
        definitions |= _asked(f"quantity.{quantity.id}", quantity.question, forms)
    definitions |= {"no_answer": NO_ANSWER, "note": _NOTE, "origin": _ORIGIN}
    if len(kinds) == 1:
        of_one: Schema = definitions.pop(kinds[0])
        return of_one | {"definitions": definitions}
    return {
        "type": "object",
        "required": ["schema", "kind", "answers"],
        "properties": {"schema": _SCHEMA, "kind": {"enum": list(kinds), "description": _KIND}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": k}}, "required": ["kind"]},
                "then": {"$ref": f"#/definitions/{k}"},
            }
            for k in kinds
        ],
        "definitions": definitions,
    }


_SCHEMA = {"const": 1, "description": "Which form of profile this is: schema: 1"}
_KIND = "Who is described: one client, or an organization with its clients."


def _profile(rules: Rules, kind: Kind) -> Schema:
    """One kind of profile: the keys that its reader knows."""
    of_client = kind == "client"
    asked = rules.criteria_for(kind)
    named = [c.id for c in asked]
    known: Schema = {
        "schema": _SCHEMA,
        "kind": {"const": kind, "description": _KIND},
        "id": text_of(NAME_LENGTH, "An id of your own for the client; never a name."),
        "name": text_of(NAME_LENGTH, "The organization's name."),
        "date": {
            "type": "string",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "The day these answers were given: year-month-day.",
        },
        "note": {"$ref": "#/definitions/note"},
        "current_model": {
            "anyOf": [_const(m.id, m.name) for m in rules.models.values()],
            "description": "The model that the organization runs now.",
        },
        "answers": _answers(rules, kind, asked, quantities=not of_client),
        "agency": _agency(rules),
        "segments": _segments(rules),
        "weights": {
            "type": "object",
            "description": "Factors on the rules' weights, 0 to 10; 1 changes nothing.",
            "additionalProperties": False,
            "properties": {
                c.id: {**_FACTOR, "description": f"{c.name}: weighs {c.weight} in the rules."}
                for c in asked
            },
        },
        "priorities": {
            "type": "array",
            "description": "What matters most, the first the most important.",
            "minItems": 2,
            "uniqueItems": True,
            "items": {"enum": named},
        },
    }
    return {
        "type": "object",
        "required": ["schema", "kind", "answers"],
        "additionalProperties": False,
        "properties": {key: known[key] for key in keys_of(kind)},
    }


def _name(criterion: Criterion, kind: Kind) -> str:
    """What a criterion's definition is called: its words differ by kind."""
    return f"{kind}.{criterion.id}"


def _answers(
    rules: Rules, kind: Kind, criteria: Iterable[Criterion], *, quantities: bool
) -> Schema:
    properties = {c.id: {"$ref": f"#/definitions/{_name(c, kind)}"} for c in criteria}
    if quantities:
        properties |= {q: {"$ref": f"#/definitions/quantity.{q}"} for q in rules.quantities}
    return {
        "type": "object",
        "description": "One line for each answer; what is left out was not asked.",
        "additionalProperties": False,
        "properties": properties,
    }


def _agency(rules: Rules) -> Schema:
    """What a client's profile says of the agency: all but the needs of its population."""
    asked = (c for c in rules.criteria_for("organization") if c.group != "need")
    return {
        "type": "object",
        "description": "The client's agency: what it has, and what it wants.",
        "required": ["answers"],
        "additionalProperties": False,
        "properties": {
            "name": text_of(NAME_LENGTH, "The agency's name."),
            "answers": _answers(rules, "organization", asked, quantities=True),
        },
    }


def _segments(rules: Rules) -> Schema:
    """Parts of an organization's population: needs only."""
    asked = (c for c in rules.criteria_for("organization") if c.group == "need")
    return {
        "type": "array",
        "description": "Groups of clients with needs of their own, which together are everyone.",
        "minItems": 2,
        "items": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": text_of(NAME_LENGTH, "What you call this group."),
                "share": {
                    "type": ["string", "number"],
                    "description": "Its part of all clients: 70%, 0.7 or 7/10.",
                },
                "clients": {
                    "type": ["integer", "string"],
                    "minimum": 1,
                    "description": "How many clients it has, in place of a share.",
                },
                "note": {"$ref": "#/definitions/note"},
                "answers": _answers(rules, "organization", asked, quantities=False),
            },
        },
    }


def _asked(name: str, description: str, forms: Iterable[Schema]) -> Iterator[tuple[str, Schema]]:
    """The definitions of one question: its answer, and that alone or with a note and an origin.

    `description` is what an editor shows over the key.
    """
    answer = {"$ref": f"#/definitions/{name}.answer"}
    noted = {
        "type": "object",
        "required": ["answer"],
        "additionalProperties": False,
        "properties": {
            "answer": answer,
            "note": {"$ref": "#/definitions/note"},
            "origin": {"$ref": "#/definitions/origin"},
        },
    }
    yield f"{name}.answer", {"anyOf": [*forms, {"$ref": "#/definitions/no_answer"}]}
    yield name, {"description": description, "anyOf": [answer, noted]}


def answers_to(rules: Rules, criterion: Criterion, kind: Kind) -> Iterator[Schema]:
    """The answers to one question: its levels, and a number where it takes one."""
    for level in criterion.levels:
        yield _const(level.id, f"{level.name.said_to(kind)}{_band(level)}")
    if criterion.counts and not numbers.is_part_of_whole(criterion):
        least, most = numbers.bounds(criterion, rules.quantities)
        counted = " / ".join(filter(None, (criterion.counts, criterion.per)))
        yield from _number(least, most, f"A number: {counted}")


def _number(least: int, most: int, description: str) -> Iterator[Schema]:
    """A number from least to most, in quotes or not."""
    yield {"type": "number", "minimum": least, "maximum": most, "description": description}
    yield {"type": "string", "pattern": _NUMBER_TEXT}


def _const(value: str, description: str) -> Schema:
    return {"const": value, "description": description}


def hover(criterion: Criterion, kind: Kind) -> str:
    """The question, the levels by name, and the help, as an editor shows them over the key."""
    levels = (
        f"- {level.id}: {level.name.said_to(kind)}{_band(level)}" for level in criterion.levels
    )
    parts = (criterion.question.said_to(kind), "\n".join(levels), criterion.help)
    return "\n\n".join(part for part in parts if part)


def _band(level: Level) -> str:
    """The numbers that count as a level, where there are any."""
    if level.least is not None and level.below is not None:
        return f" ({_decimal(level.least)} to under {_decimal(level.below)})"
    if level.least is not None:
        return f" ({_decimal(level.least)} or more)"
    return f" (under {_decimal(level.below)})" if level.below is not None else ""


def _decimal(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
