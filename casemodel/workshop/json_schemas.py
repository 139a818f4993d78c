"""JSON Schema (draft-07) of the files that people write, from the types that they are read into.

Editors use it for completion, hover texts and a first check; `casemodel check` and `casemodel rules
check` check more. Everything is built again each time, in the order of the rules, so that the same
rules give the same bytes.
"""

import json
from typing import Any

from casemodel.decisions.values import DecisionsFile
from casemodel.knowledge.fields import File, Schema
from casemodel.knowledge.file_types import RULE_FILE_TYPES, ModelFile
from casemodel.knowledge.handout import HandoutFile
from casemodel.knowledge.json_schema import schema_of_type, with_criteria, words_of
from casemodel.knowledge.notices import NoticesFile
from casemodel.knowledge.values import Rules
from casemodel.local_rules.values import HouseFile
from casemodel.profiles.json_schema import profile_schema
from casemodel.tables.json_schema import map_schema
from casemodel.workshop.cases import RuleTestsFile

DRAFT = "http://json-schema.org/draft-07/schema#"

_TYPES: dict[str, type[File]] = {
    **{name.removesuffix(".yaml"): kind for name, kind in RULE_FILE_TYPES.items()},
    "decisions": DecisionsFile,
    "handout": HandoutFile,
    "model": ModelFile,
    "notices": NoticesFile,
    "tests": RuleTestsFile,
}
RULE_KINDS = tuple(sorted(_TYPES))
"""The kinds of rule file; `model` is a file of models/, `tests` one of tests/."""

KINDS: dict[str, tuple[str, ...]] = {
    "profile": ("client", "organization"),
    "rules": RULE_KINDS,
    "house": (),
    "map": (),
}
"""The subjects of schemas, and the kinds of file of each."""


def as_text(schema: Schema) -> str:
    """Write a schema as JSON text, indented, in ASCII with escapes, ending in a line feed."""
    return json.dumps(schema, indent=1, ensure_ascii=True) + "\n"


def every_schema(rules: Rules) -> dict[str, Schema]:
    """Build the schema of every kind of file, by name: 'profile', 'house', 'map', rule files'."""
    subjects = {name: (name, "") for name in KINDS if name != "rules"}
    subjects |= {kind: ("rules", kind) for kind in RULE_KINDS}
    return {name: schema_of(rules, *subject) for name, subject in subjects.items()}


def schema_of(rules: Rules, subject: str, kind: str) -> Schema:
    """Build the schema of a profile (of both kinds if none is named), rule file, house or map.

    Raises KeyError for anything that is not in `KINDS`.
    """
    head = {"$schema": DRAFT, "title": f"casemodel: {' '.join(filter(None, (subject, kind)))}"}
    if subject == "profile":
        return head | profile_schema(rules, kind)
    if subject == "map":
        return head | map_schema(rules)
    return head | _of_type(rules, HouseFile if subject == "house" else _TYPES[kind])


def _of_type(rules: Rules, kind: type[File]) -> Schema:
    """Build the schema of a type, with the criteria, models and claims of the rules."""
    words: dict[str, Any] = words_of(rules)
    if kind is RuleTestsFile:
        words |= _profile_in_test(rules)
    schema = schema_of_type(kind, words)
    if kind is ModelFile:
        schema["properties"]["ratings"] = with_criteria(schema["properties"]["ratings"], rules)
    return schema


def _profile_in_test(rules: Rules) -> dict[str, Schema]:
    """Build the schema of a profile in a test, where the file names the schema for it."""
    profile = profile_schema(rules, "")
    definitions: dict[str, Schema] = profile.pop("definitions")
    for schema in (profile, definitions["client"], definitions["organization"]):
        schema["required"] = ["kind", "answers"]
    return {"profile": profile, **definitions}
