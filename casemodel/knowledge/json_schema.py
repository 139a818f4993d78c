"""The JSON Schema of rule files, rule tests and house rules, from the shapes that read them."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from casemodel.decisions import policy_file as decision_rules
from casemodel.knowledge import handout_file, model_schemas, notices_file, rule_schemas
from casemodel.knowledge.values import Criterion, Rules
from casemodel.local_rules import shapes as house_shapes
from casemodel.profiles.json_schema import profile_schema
from casemodel.workshop import rule_test_shapes

Schema = dict[str, Any]

_SHAPES: dict[str, type[BaseModel]] = {
    "cautions": rule_schemas.CautionsFile,
    "claims": rule_schemas.ClaimsFile,
    "contradictions": rule_schemas.ContradictionsFile,
    "criteria": rule_schemas.CriteriaFile,
    "decisions": decision_rules.DecisionsFile,
    "features": rule_schemas.FeaturesFile,
    "guidance": rule_schemas.GuidanceFile,
    "handout": handout_file.HandoutFile,
    "hybrids": model_schemas.HybridsFile,
    "method": rule_schemas.MethodFile,
    "model": model_schemas.ModelFile,
    "notices": notices_file.NoticesFile,
    "sources": rule_schemas.SourcesFile,
    "tests": rule_test_shapes.RuleTestsFile,
}
RULE_KINDS = tuple(_SHAPES)
"""The kinds of rule file; `model` is a file of models/, `tests` one of tests/."""

_TEXT_OR_NUMBER = ["string", "number"]
_CLAIM_PATTERN = "^[A-Z]"


def rule_schema(rules: Rules, kind: str) -> Schema:
    """The schema of one kind of rule file. Raises KeyError for a kind that there is not."""
    schema = _schema_of(_SHAPES[kind])
    if kind == "model":
        schema["properties"]["ratings"] = _ratings(rules)
    if kind == "tests":
        _with_profile(rules, schema)
    return _with_names(rules, schema, known_claims=kind != "claims")


def house_schema(rules: Rules) -> Schema:
    """The schema of a house file."""
    return _with_names(rules, _schema_of(house_shapes.HouseFile), known_claims=True)


def _schema_of(shape: type[BaseModel]) -> Schema:
    """The schema of a shape in the words of draft-07."""
    schema = shape.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Draft07
    )
    schema["definitions"] = schema.pop("$defs", {})
    made: Schema = _in_draft07(schema)
    return made


def _in_draft07(value: Any) -> Any:
    """A copy with the bounds that pydantic passes on in its own words in those of draft-07."""
    if isinstance(value, list):
        return [_in_draft07(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        _WORDS.get(key, key): _in_draft07(one)
        for key, one in value.items()
        if key != "decimal_places"
    }


_WORDS = {"ge": "minimum", "le": "maximum"}


class _Draft07(GenerateJsonSchema):
    """pydantic's schemas in draft-07, with what our shapes take beside it, and without titles."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's own
        """No title: the key says it already."""
        return False

    def model_schema(self, schema: Any) -> Schema:
        """A shape, described by its docstring and not by the name of its class."""
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def decimal_schema(self, schema: Any) -> Schema:  # noqa: ARG002 - bounds come from without
        """A number; pydantic would take it in quotes too, our reader does not."""
        return {"type": "number"}

    def chain_schema(self, schema: Any) -> Schema:
        """All steps at once: what the first takes, within the bounds of those that follow."""
        first, *others = (self.generate_inner(step) for step in schema["steps"])
        bounds = {key: one for other in others for key, one in other.items() if key != "type"}
        return {**first, **bounds}

    def function_after_schema(self, schema: Any) -> Schema:
        """What our own function looks for in a text, where a pattern can say it."""
        inner = self.generate_inner(schema["schema"])
        name = getattr(schema["function"]["function"], "__name__", "")
        return {**inner, "pattern": _AFTER[name]} if name in _AFTER else inner

    def tagged_union_schema(self, schema: Any) -> Schema:
        """One of several shapes, without the word that OpenAPI has for what tells them apart."""
        made = super().tagged_union_schema(schema)
        made.pop("discriminator", None)
        return made

    def function_before_schema(self, schema: Any) -> Schema:
        """What a value may be before our own function has made one form of it.

        Raises KeyError for a function of which nothing is said here.
        """
        return _BEFORE[schema["function"]["function"].__name__](
            self.generate_inner(schema["schema"])
        )


def _as_written(inner: Schema) -> Schema:
    """A text; a number is the text that was written."""
    return {**inner, "type": _TEXT_OR_NUMBER}


def _both_kinds(inner: Schema) -> Schema:
    """One text for both kinds of profile, or one for each."""
    return {"anyOf": [{"type": _TEXT_OR_NUMBER, "minLength": 1}, inner]}


def _one_word(inner: Schema) -> Schema:
    """A criterion alone, or with a model and a sign."""
    return {"anyOf": [{"type": "string", "pattern": "^[a-z0-9][a-z0-9_]*$"}, inner]}


_BEFORE: dict[str, Callable[[Schema], Schema]] = {
    "_as_written": _as_written,
    "_decimal": lambda inner: inner,
    "_whole": lambda inner: inner,
    # `_ratings` takes the place of all that is made of these two.
    "_neutral": lambda inner: inner,
    "_rating_or_neutral": lambda inner: inner,
    "both_kinds": _both_kinds,
    "one_word": _one_word,
}


_AFTER = {
    "_date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "_not_blank": r"\S",
    "_place": r"^[^ ]+ [0-9]{1,6}$",
}


def _ratings(rules: Rules) -> Schema:
    """Every criterion with its question and its levels, each rated or neutral."""
    return {
        "type": "object",
        "description": "How well the model fits at each level of each criterion.",
        "additionalProperties": False,
        "properties": {c.id: _rated(c) for c in rules.criteria.values()},
    }


def _rated(criterion: Criterion) -> Schema:
    question = criterion.question.organization or criterion.question.client
    rating = {"anyOf": [{"const": "neutral"}, {"$ref": "#/definitions/RatingShape"}]}
    levels = {
        level.id: {**rating, "description": level.name.organization or level.name.client}
        for level in criterion.levels
    }
    rated = {
        "type": "object",
        "required": list(levels),
        "additionalProperties": False,
        "properties": levels,
    }
    return {"description": question, "anyOf": [{"const": "neutral"}, rated]}


def _with_profile(rules: Rules, schema: Schema) -> None:
    """Let a test's profile be a profile; its file says for it which schema it follows."""
    of_profile = profile_schema(rules, "")
    schema["definitions"] |= of_profile.pop("definitions")
    of_profile["required"] = ["kind", "answers"]
    for kind in ("client", "organization"):
        schema["definitions"][kind]["required"] = ["kind", "answers"]
    schema["definitions"]["RuleTestShape"]["properties"]["profile"] = of_profile


def _with_names(rules: Rules, schema: Schema, *, known_claims: bool) -> Schema:
    """The schema with criteria, models and claims by name, so that editors can offer them.

    What is not known yet stays valid, as long as it is written as an id: it may just be added.
    """
    definitions = schema["definitions"]
    definitions["criterion"] = _one_of(
        ((c.id, c.name) for c in rules.criteria.values()), "^[a-z0-9][a-z0-9_]*$"
    )
    named = [(m.id, m.name) for m in rules.models.values()]
    named += [(h.id, h.name) for h in rules.hybrids.values()]
    definitions["model"] = _one_of(named, "^[a-z0-9][a-z0-9_]*$")
    if known_claims:
        claims = ((c.id, c.says) for c in rules.claims.values())
        definitions["claim"] = _one_of(claims, "^[A-Z][A-Za-z0-9_]*$")
    made: Schema = _named(schema, "", known_claims=known_claims)
    used = repr(made)
    made["definitions"] = {
        name: of for name, of in made["definitions"].items() if f"#/definitions/{name}'" in used
    }
    return made


def _one_of(words: Iterable[tuple[str, str]], pattern: str) -> Schema:
    """One of these words, each with what it means, or another that is written like them."""
    known = [{"const": word, "description": says} for word, says in words]
    return {"anyOf": [*known, {"type": _TEXT_OR_NUMBER, "pattern": pattern}]}


def _named(value: Any, key: str, *, known_claims: bool) -> Any:
    """A copy of a schema in which ids refer to the definitions of what there is."""
    if isinstance(value, list):
        return [_named(one, key, known_claims=known_claims) for one in value]
    if not isinstance(value, dict):
        return value
    pattern = value.get("pattern", "")
    if "anyOf" not in value and pattern:
        if key in ("criterion", "model") and pattern.startswith("^[a-z0-9]"):
            return {"$ref": f"#/definitions/{key}"}
        if known_claims and pattern.startswith(_CLAIM_PATTERN):
            return {"$ref": "#/definitions/claim"}
    if key == "definitions":
        return {
            name: of
            if name in ("criterion", "model", "claim")
            else _named(of, name, known_claims=known_claims)
            for name, of in value.items()
        }
    return {
        name: _named(of, name if isinstance(of, dict) else key, known_claims=known_claims)
        for name, of in value.items()
    }
