"""Each field of a file is defined once: reader, stored form, schema and help follow from it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

import pytest

from casemodel.decisions.values import DecisionsFile
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.fields import File, Mark, Text, keys_of, needed_keys
from casemodel.knowledge.file_types import RULE_FILE_TYPES, ModelFile
from casemodel.knowledge.handout import HandoutFile
from casemodel.knowledge.json_schema import schema_of_type
from casemodel.knowledge.local import LocalRules
from casemodel.knowledge.models import Requirement
from casemodel.knowledge.notices import NoticesFile
from casemodel.knowledge.stored import from_data, maker, to_data
from casemodel.knowledge.validation import in_shape
from casemodel.knowledge.values import Rules
from casemodel.local_rules.values import HouseFile
from casemodel.profiles.file_types import PROFILE_TYPES
from casemodel.tables.column_map import MapFile, MappedColumn
from casemodel.workshop.cases import RuleTestsFile
from tests.knowledge.test_stored import types_of

FILE_TYPES = (
    *RULE_FILE_TYPES.values(),
    *PROFILE_TYPES.values(),
    ModelFile,
    HandoutFile,
    NoticesFile,
    DecisionsFile,
    HouseFile,
    RuleTestsFile,
    MapFile,
)


def types_in(annotation: Any) -> Iterator[type]:
    """Every type of values in an annotation, as files write them, at any depth."""
    if isinstance(annotation, Mark):
        yield from types_in(annotation.file_type)
    elif isinstance(annotation, type) and is_dataclass(annotation):
        yield annotation
        for below in keys_of(annotation).values():
            yield from types_in(below)
    else:
        for argument in get_args(annotation):
            yield from types_in(argument)


ROLES = (
    *("answer", "claim", "codes", "columns", "criterion", "current_model", "model", "no_answers"),
    *("costs.travel", "profile"),
    *(f"{owner}.answers" for owner in ("client", "organization", "agency", "segment")),
    *(f"{kind}.{key}" for kind in PROFILE_TYPES for key in ("weights", "priorities")),
)
WORDS: dict[str, dict[str, Any]] = {role: {} for role in ROLES}
EVERY_TYPE = list(
    dict.fromkeys([t for kind in (*FILE_TYPES, MappedColumn) for t in types_in(kind)])
)


def test_there_are_many_types():
    assert len(EVERY_TYPE) > 40


@pytest.mark.parametrize("kind", EVERY_TYPE, ids=lambda kind: kind.__name__)
def test_the_schema_has_the_keys_that_the_reader_knows(kind):
    schema = schema_of_type(kind, WORDS)
    assert set(schema["properties"]) == set(keys_of(kind))
    assert set(schema.get("required", ())) == set(needed_keys(kind))
    assert schema["additionalProperties"] is False
    assert schema["description"]


def field_types(annotation: Any) -> dict[str, Any]:
    """The types of the fields of a dataclass or a named tuple, by name; of anything else none."""
    if is_dataclass(annotation):
        return {field.name: field.type for field in fields(annotation)}
    named_tuple = isinstance(annotation, type) and issubclass(annotation, tuple)
    return annotation.__annotations__ if named_tuple else {}


def sample(annotation: Any, number: Iterator[int]) -> Any:
    """A value of a type in which no two texts or numbers are equal."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if types := field_types(annotation):
        return annotation(**{name: sample(kind, number) for name, kind in types.items()})
    if origin is Literal or annotation is LocalRules:
        return arguments[-1] if arguments else None
    if origin is tuple:
        return (sample(arguments[0], number), sample(arguments[0], number))
    if origin is Mapping:
        return {sample(arguments[0], number): sample(arguments[1], number)}
    if arguments:  # Annotated, or a type or None
        return sample(arguments[0], number)
    return annotation(next(number) % 2 if annotation is bool else next(number))


def test_every_field_of_every_type_comes_back_from_the_stored_form():
    # An agency's own changes are made after the rules are loaded, and never stored.
    rules = sample(Rules, iter(range(10_000)))._replace(local=None)
    again = from_data(json.loads(json.dumps(to_data(rules))))
    assert again == rules
    assert types_of(again) == types_of(rules)


class Wider(Requirement):
    """A requirement with one field more, written once."""

    per: Literal["clinician", "case_manager"] = "case_manager"


class WiderFile(File, kw_only=True):
    """A file of such requirements."""

    requirements: tuple[Wider, ...]


ONE = "schema: 1\nrequirements:\n  - {id: a, strength: must, says: S, claims: [B01], to_close: C, "


def read(text: str) -> tuple[Any, list[tuple[str, int, tuple[str, ...]]]]:
    """What a file of such requirements holds, and its problems."""
    document = parse(text, "f.yaml")
    file = in_shape(document, WiderFile)
    return file, [(p.code, p.line, p.nearest) for p in document.problems]


def test_a_new_field_needs_one_line():
    file, problems = read(f"{ONE}per: clinician}}\n")
    assert problems == []
    (requirement,) = file.requirements
    assert requirement.per == "clinician"
    assert maker(Wider)(to_data(requirement)) == requirement
    assert read(f"{ONE}pr: clinician}}\n")[1] == [("R103", 3, ("per",))]
    assert read(f"{ONE}per: clinicin}}\n")[1] == [("R105", 3, ("clinician",))]
    schema = schema_of_type(WiderFile, WORDS)["definitions"]["Wider"]
    assert schema["properties"]["per"]["enum"] == ["clinician", "case_manager"]


class Named(Requirement, kw_only=True):
    """A requirement whose name is needed."""

    name: Text


def test_a_field_declared_anew_without_a_default_is_needed():
    assert "name" in needed_keys(Named)
    assert "name" not in needed_keys(Requirement)


def test_a_type_that_is_used_twice_is_checked_in_both_places():
    class Twice(File, kw_only=True):
        """Two requirements."""

        first: Requirement
        second: Requirement

    wrong = "{id: a, strength: must, says: S, claims: [B01], to_close: C, least: 3}"
    document = parse(f"schema: 1\nfirst: {wrong}\nsecond: {wrong}\n", "f.yaml")
    assert in_shape(document, Twice) is None
    assert [(p.code, p.line) for p in document.problems] == [("R105", 2), ("R105", 3)]
