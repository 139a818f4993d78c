"""JSON Schema (draft-07) of the types that files are read into, with the words of a rule base.

A type says what its schema is. This module writes it as draft-07, and offers the ids of criteria,
models and claims by name.
"""

from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.fields import CLAIM_PATTERN, ID_PATTERN, TEXT_OR_NUMBER, Schema
from casemodel.knowledge.values import Rules

_REFERENCE = "#/definitions/{model}"


class _Draft07(GenerateJsonSchema):
    """pydantic's schemas without titles, defaults and words of OpenAPI."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's own
        """Leave titles out: the key says it."""
        return False

    def default_schema(self, schema: Any) -> Schema:
        """Leave defaults out: they are of the value in Python, not of the file."""
        return self.generate_inner(schema["schema"])

    def dataclass_schema(self, schema: Any) -> Schema:
        """Describe a type by its docstring, and leave out what no file may write."""
        described = super().dataclass_schema(schema)
        described.pop("title", None)
        described["description"] = cleandoc(schema["cls"].__doc__)
        described["properties"] = {
            k: p for k, p in described["properties"].items() if "not" not in p
        }
        return described

    def dict_schema(self, schema: Any) -> Schema:
        """Refuse keys that are not written as ids, where keys are ids."""
        described = super().dict_schema(schema)
        return described | (
            {"additionalProperties": False} if "patternProperties" in described else {}
        )

    def tagged_union_schema(self, schema: Any) -> Schema:
        """Leave out the word of OpenAPI for what tells the members apart."""
        described = super().tagged_union_schema(schema)
        described.pop("discriminator", None)
        return described


def schema_of_type(kind: Any, words: Mapping[str, Schema]) -> Schema:
    """Build the schema of a type; a field with a role gets the schema that `words` has for it."""
    schema = TypeAdapter(kind).json_schema(
        by_alias=True, ref_template=_REFERENCE, schema_generator=_Draft07
    )
    definitions = schema.pop("$defs", {})
    return with_definitions(_with_roles({**schema, "definitions": definitions}, words), words)


def with_definitions(schema: Schema, extra_definitions: Mapping[str, Schema]) -> Schema:
    """Add to a schema all definitions that it refers to, directly or not, and no other."""
    definitions = {**schema.get("definitions", {}), **extra_definitions}
    needed: dict[str, Schema] = {}
    waiting = [{key: part for key, part in schema.items() if key != "definitions"}]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in needed:
                needed[name] = definitions[name]
                waiting.append(definitions[name])
    return {
        **schema,
        "definitions": {name: definitions[name] for name in definitions if name in needed},
    }


def _references(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return [name for part in value for name in _references(part)]
    if not isinstance(value, dict):
        return []
    names = [value["$ref"].rpartition("/")[2]] if isinstance(value.get("$ref"), str) else []
    return names + [name for part in value.values() for name in _references(part)]


def bare(schema: Schema) -> Schema:
    """Give a schema without its description and definitions, to be put inside another."""
    return {k: part for k, part in schema.items() if k not in ("definitions", "description")}


def reference(name: str) -> Schema:
    """Build a reference to a definition."""
    return {"$ref": _REFERENCE.format(model=name)}


def _with_roles(value: Any, words: Mapping[str, Schema]) -> Any:
    """Copy a schema; every field with a role refers to its definition."""
    if isinstance(value, list):
        return [_with_roles(part, words) for part in value]
    if not isinstance(value, dict):
        return value
    role = value.get("format")
    if not isinstance(role, str):
        return {key: _with_roles(part, words) for key, part in value.items()}
    if "null" in value.get("type", ()):
        return {"anyOf": [reference(role), {"type": "null"}]}
    return reference(role)


def words_of(rules: Rules) -> dict[str, Schema]:
    """Give for each role of an id the schema that lists the ids of the rules, each explained.

    An id that is not known yet stays valid, as long as it is written as an id: the author may be
    about to add it.
    """
    criteria = [(c.id, c.name) for c in rules.criteria.values()]
    models = [(m.id, m.name) for m in rules.models.values()]
    models += [(h.id, h.name) for h in rules.hybrids.values()]
    claims = [(c.id, c.says) for c in rules.claims.values()]
    return {
        "criterion": _one_of(criteria, ID_PATTERN),
        "model": _one_of(models, ID_PATTERN),
        "claim": _one_of(claims, CLAIM_PATTERN),
    }


def _one_of(words: Iterable[tuple[str, str]], pattern: str) -> Schema:
    constants = [{"const": word, "description": says} for word, says in words]
    return {"anyOf": [*constants, {"type": list(TEXT_OR_NUMBER), "pattern": pattern}]}


def with_criteria(ratings: Schema, rules: Rules) -> Schema:
    """Build the schema of a model's ratings, with every criterion and level explained."""
    by_criterion = _of_any_key(ratings)
    neutral, by_level = by_criterion["anyOf"]

    def rated(criterion: Criterion) -> Schema:
        """Build the schema of the ratings on one criterion."""
        levels = {
            level.id: {
                **_of_any_key(by_level),
                "description": level.name.organization or level.name.client,
            }
            for level in criterion.levels
        }
        required = {"type": "object", "required": list(levels)}
        question = criterion.question.organization or criterion.question.client
        return {
            "description": question,
            "anyOf": [neutral, {**required, "additionalProperties": False, "properties": levels}],
        }

    return {
        "type": "object",
        "description": "How well the model fits at each level of each criterion.",
        "additionalProperties": False,
        "properties": {c.id: rated(c) for c in rules.criteria.values()},
    }


def _of_any_key(mapping: Schema) -> Schema:
    """Give the schema that a mapping has for its values."""
    (schema,) = mapping["patternProperties"].values()
    return dict(schema)
