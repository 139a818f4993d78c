"""The schemas take what the reader takes, and refuse the mistakes that people make."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from casemodel.files.problems import ProblemsFound
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import load_rules, profiles_directory, rules_directory
from casemodel.knowledge.rule_files import plain
from casemodel.knowledge.translation import LANGUAGES
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from casemodel.tables.column_map import read_map
from casemodel.workshop.json_schemas import KINDS, as_text, every_schema, schema_of
from tests import readme, rulebase
from tests.knowledge.test_bad_rules import SHAPES, Bad
from tests.local_rules.test_applying import HOUSE
from tests.local_rules.test_reader import CASES
from tests.shipped import shipped
from tests.tables.test_maps import MAP
from tests.tables.test_maps import WRONG as WRONG_MAPS
from tests.workshop.broken import CONTRADICTIONS
from tests.workshop.world import one_test

RULES = shipped()
ROOT = Path(__file__).parents[2]
PROFILES = sorted((*profiles_directory().rglob("*.yaml"), *ROOT.glob("tests/vignettes/*.yaml")))
RULE_FILES = sorted(
    path
    for path in rules_directory().rglob("*.yaml")
    if LANGUAGES not in path.parts  # texts alone; the rules they belong to check their ids
)


def data_of(text: str) -> object:
    """The YAML text as our own reader understands it."""
    document = parse(text, "test.yaml")
    assert not document.problems, document.problems
    assert document.root is not None
    return plain(document.root)


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, Any]]:
    """Every schema, made once."""
    return every_schema(RULES)


@pytest.fixture
def errors(schemas) -> Callable[[str, str], list[str]]:
    """What a schema finds wrong with a text."""

    def found(name: str, text: str) -> list[str]:
        errors = Draft7Validator(schemas[name]).iter_errors(data_of(text))
        return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]

    return found


def kind_of(path: Path) -> str:
    return path.parent.name.removesuffix("s") if path.parent.name == "models" else path.stem


@pytest.mark.parametrize("name", KINDS)
def test_each_is_draft_07_and_whole(name):
    for kind in KINDS[name] or ("",):
        schema = schema_of(RULES, name, kind)
        Draft7Validator.check_schema(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        text = json.dumps(schema)
        assert "$defs" not in text
        assert "prefixItems" not in text
        for reference in _references(schema):
            assert reference.removeprefix("#/definitions/") in schema["definitions"]


def _references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [r for part in value.values() for r in _references(part)]
    return [r for part in value for r in _references(part)] if isinstance(value, list) else []


def test_the_same_rules_give_the_same_bytes(schemas):
    again = every_schema(RULES)
    assert {n: as_text(s) for n, s in again.items()} == {n: as_text(s) for n, s in schemas.items()}


@pytest.mark.parametrize("path", PROFILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_profile_of_ours_is_valid(path, errors):
    assert errors("profile", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_rule_file_of_ours_is_valid(path, errors):
    kind = "tests" if path.parent.name == "tests" else kind_of(path)
    assert errors(kind, path.read_text(encoding="utf-8")) == []


def test_a_house_is_valid(errors):
    small = HOUSE.replace("model: close", "model: clinical")
    assert errors("house", small) == []


GOOD = {
    "an answer with a note": "complexity: {answer: many, note: as told}",
    "an origin": "complexity: {answer: many, from: intake form}",
    "an origin under its earlier name": "complexity: {answer: many, origin: intake form}",
    "a hint": "complexity: {answer: not asked, hint: many, from: HMIS}",
    "not asked": "complexity: not asked",
    "a ratio as a number": "caseload: 14.5",
    "a number in quotes": "caseload: '14.5'",
    "a quantity": "clients: 240",
    "yes without quotes": "crisis: any_hour\n  danger_self: yes",
}
BAD = {
    "no such criterion": ("complexty: many", "complexty"),
    "no such level": ("complexity: most", "most"),
    "true for yes": ("danger_self: true", "True"),
    "no answer": ("complexity:", "None"),
    "a list": ("complexity: [many]", "many"),
    "a ratio": ("caseload: 1:15", "1:15"),
    "a number where there is none": ("complexity: 3", "3"),
    "a number out of range": ("caseload: -1", "-1"),
    "a number for a part of a whole": ("clinicians: 3", "3"),
    "an unknown key of an answer": ("complexity: {answer: many, nots: x}", "many"),
    "a client's question": ("transition_: no", "transition_"),
}


def organization(answers: str) -> str:
    return f"schema: 1\nkind: organization\nanswers:\n  {answers}\n"


@pytest.mark.parametrize("name", GOOD)
def test_good_answers(name, tmp_path, errors):
    text = organization(GOOD[name])
    assert errors("profile", text) == []
    assert reads(tmp_path, text)


@pytest.mark.parametrize("name", BAD)
def test_bad_answers(name, tmp_path, errors):
    text, word = BAD[name]
    messages = errors("profile", organization(text))
    assert messages
    assert any(word in error for error in messages)
    assert not reads(tmp_path, organization(text))


BAD_PROFILES = {
    "no kind": "schema: 1\nanswers: {complexity: many}\n",
    "another kind": "schema: 1\nkind: clinic\nanswers: {}\n",
    "another schema": "schema: 2\nkind: client\nanswers: {complexity: many}\n",
    "no answers": "schema: 1\nkind: client\n",
    "a name for a client": "schema: 1\nkind: client\nname: X\nanswers: {complexity: many}\n",
    "an agency's answer for a client": "schema: 1\nkind: client\nanswers: {budget: tight}\n",
    "a need in the agency": (
        "schema: 1\nkind: client\nanswers: {complexity: many}\nagency: {answers: {acuity: acute}}\n"
    ),
    "no such model": (
        "schema: 1\nkind: organization\ncurrent_model: none\nanswers: {complexity: many}\n"
    ),
    "not a date": "schema: 1\nkind: client\ndate: today\nanswers: {complexity: many}\n",
}


@pytest.mark.parametrize("name", BAD_PROFILES)
def test_bad_profiles(name, tmp_path, errors):
    assert errors("profile", BAD_PROFILES[name])
    assert not reads(tmp_path, BAD_PROFILES[name])


def reads(tmp_path: Path, text: str) -> bool:
    """Whether our own reader takes the text as a profile."""
    return _taken(load_profile, tmp_path, text)


def _taken(read: Callable[[Path, Rules], object], folder: Path, text: str) -> bool:
    path = folder / "tried.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        read(path, RULES)
    except ProblemsFound:
        return False
    return True


def test_what_the_reader_takes_the_schema_takes(tmp_path, errors):
    """Answers drawn from good and bad ones: what is read is valid, and one bad one is enough."""
    draw = random.Random(7)
    words = ["yes", "no", "many", "refused", "main", "14", "-3", "[a]", "x", "{answer: yes}", "3.5"]
    for _ in range(300):
        criteria = draw.sample(list(RULES.criteria_for("organization")), 3)
        lines = [
            f"  {c.id}: {draw.choice([draw.choice(c.levels).id, draw.choice(words)])}"
            for c in criteria
        ]
        text = organization("\n".join(lines).strip())
        assert reads(tmp_path, text) == (not errors("profile", text)), text


def test_hovering_over_a_question_shows_it_with_its_answers_by_name(schemas):
    definition = schemas["profile"]["definitions"]["organization.complexity"]
    criterion = RULES.criteria["complexity"]
    assert criterion.question.organization in definition["description"]
    assert all(level.name.organization in definition["description"] for level in criterion.levels)
    answers = schemas["profile"]["definitions"]["organization.complexity.answer"]["anyOf"]
    assert [a["const"] for a in answers[:3]] == [level.id for level in criterion.levels]
    assert answers[0]["description"] == criterion.levels[0].name.organization


def test_bands_are_shown_with_the_levels_that_have_them(schemas):
    answers = schemas["profile"]["definitions"]["organization.caseload.answer"]["anyOf"]
    assert answers[0]["description"] == "up to 12 (under 12.5)"


def test_claims_are_shown_with_what_they_say(schemas):
    claims = {
        claim.get("const"): claim.get("description")
        for claim in schemas["model"]["definitions"]["claim"]["anyOf"]
    }
    assert claims["B04"] == RULES.claims["B04"].says
    assert set(RULES.claims) <= set(claims)


def test_a_model_file_is_helped_with_every_criterion_and_level(schemas):
    ratings = schemas["model"]["properties"]["ratings"]["properties"]
    assert list(ratings) == list(RULES.criteria)
    levels = ratings["complexity"]["anyOf"][1]["properties"]
    assert list(levels) == ["one", "several", "many"]


MODEL = (rules_directory() / "models" / "brokerage.yaml").read_text(encoding="utf-8")
BAD_RULES = {
    "a step that there is not": ("model", MODEL.replace("rating: strong_fit", "rating: great", 1)),
    "a level left out": ("model", MODEL.replace("    part: neutral\n", "", 1)),
    "a level that there is not": (
        "model",
        MODEL.replace("    part: neutral\n", "    prt: neutral\n", 1),
    ),
    "nothing said of a level": ("model", MODEL.replace("    part: neutral\n", "    part:\n", 1)),
    "an unknown key": ("model", MODEL + "prose: []\n"),
    "a claim in small letters": ("model", MODEL.replace("claims: [B05]", "claims: [b05]", 1)),
    "a number in quotes": ("method", "little_said: '3'\n"),
    "no such key": ("features", "schema: 1\nrow: []\n"),
    "expects nothing known": ("tests", one_test("{frst: x}")),
    "a test's profile with an unknown level": (
        "tests",
        one_test("{first: clinical}", "profile: {kind: client, answers: {complexity: mny}}"),
    ),
}


@pytest.mark.parametrize("name", BAD_RULES)
def test_bad_rules(name, errors):
    kind, text = BAD_RULES[name]
    assert errors(kind, text)


# What only the reader can tell of rules: what goes together, and how fine a number is.
OF_SEVERAL_FIELDS = {"R109", "R110", "R112", "R113", "P202", "P203"}
OF_THE_READER = {
    "way: tiered",
    "parts: [light, light]",
    "light: [oversight]",
    "misfit: -3, ",
    "below: 12.5555}",
    "        counted_in: case_managers\n",
    "        least: 2\n",
    "least: 2\n        clients_each: 5",
}


def told_by_a_schema(bad: Bad) -> bool:
    """Whether the mistake is one of shape, in one value."""
    return bad.code not in OF_SEVERAL_FIELDS and not {bad.old, bad.new} & OF_THE_READER


@pytest.mark.parametrize("bad", [bad for bad in SHAPES if told_by_a_schema(bad)])
def test_what_the_reader_refuses_for_its_shape_the_schema_refuses(tmp_path, bad):
    rules = load_rules(rulebase.write(tmp_path))
    kind = "model" if bad.file.startswith("models/") else bad.file.removesuffix(".yaml")
    schema = Draft7Validator(schema_of(rules, "rules", kind))
    assert schema.is_valid(data_of(rulebase.FILES[bad.file]))
    wrong = rulebase.changed(bad.file, bad.old, bad.new)[bad.file]
    assert not schema.is_valid(data_of(wrong))


# What only the reader can tell: what goes together, and what the rules hold.
ONLY_THE_READER = {
    "no such criterion",
    "no such level",
    "no such model",
    "no such requirement",
    "band of nothing",
    "band without numbers",
    "first band with from",
    "last band with below",
    "bands that do not go up",
    "requirement not changed",
    "a number without words",
    "a number that is not there",
    "another number that is not there",
    "band of no criterion",
    "bands that meet",
    "caution at no level",
    "caution of no criterion",
    "caution of no model",
    "danger of a model",
    "off: no such model",
    "off: a family",
    "not a date",
    "weight too fine",
    "an alias",
    "a key twice",
}


@pytest.mark.parametrize("name", sorted(set(CASES) - ONLY_THE_READER))
def test_bad_houses(name, errors):
    assert errors("house", CASES[name].text)


GOOD_MAPS = {
    "the example": MAP,
    "of the docs": readme.named_files(readme.everything())["map.yaml"],
    "no question": "schema: 1\ncolumns:\n",
    "an id in full": "schema: 1\nid: {column: No., occurrence: 2}\ncolumns: {acuity: Level}\n",
    "a year for a name": "schema: 1\ncolumns: {acuity: 2026}\nignore: [2025, yes]\n",
    "a state without quotes": (
        "schema: 1\ncolumns: {acuity: {column: Level, values: {9: not known, 8: refused}}}\n"
    ),
}
# What only the reader can tell: two codes that are one but for case, and what the sheet holds.
OF_THE_SHEET = {"translated twice", "column not there", "third of two", "which of two"}


@pytest.mark.parametrize("name", GOOD_MAPS)
def test_good_maps(name, tmp_path, errors):
    assert errors("map", GOOD_MAPS[name]) == []
    assert maps(tmp_path, GOOD_MAPS[name])


@pytest.mark.parametrize("name", sorted(set(WRONG_MAPS) - OF_THE_SHEET - {"nothing"}))
def test_bad_maps(name, tmp_path, errors):
    assert errors("map", WRONG_MAPS[name])
    assert not maps(tmp_path, WRONG_MAPS[name])


def maps(tmp_path: Path, text: str) -> bool:
    """Whether our own reader takes the text as a map."""
    return _taken(read_map, tmp_path, text)


def test_what_the_reader_takes_as_a_map_the_schema_takes(tmp_path, errors):
    draw = random.Random(7)
    criteria = RULES.criteria_for("client")
    words = [
        "Level",
        "{column: Level}",
        "{column: L, occurrence: 0}",
        "[Level]",
        "3",
        "{occurrence: 1}",
    ]
    for _ in range(200):
        criterion = draw.choice(criteria)
        level = draw.choice([draw.choice(criterion.levels).id, "not known", "true", "4", "x", ""])
        column = draw.choice([*words, f"{{column: Level, values: {{A: {level}}}}}"])
        text = f"schema: 1\ncolumns: {{{criterion.id}: {column}}}\n"
        assert maps(tmp_path, text) == (not errors("map", text)), text


def test_hovering_over_a_column_shows_the_question_it_answers(schemas):
    columns = schemas["map"]["properties"]["columns"]["properties"]
    assert list(columns) == [c.id for c in RULES.criteria_for("client")]
    for criterion in RULES.criteria_for("client"):
        assert criterion.question.client in columns[criterion.id]["description"]


@pytest.mark.parametrize("name", KINDS)
def test_the_schemas_of_the_small_rules(tmp_path, name, snapshot):
    """Every word that an editor shows."""
    contradictions = {"contradictions.yaml": CONTRADICTIONS}
    rules = load_rules(rulebase.write(tmp_path, {**rulebase.FILES, **contradictions}))
    for kind in KINDS[name] or ("",):
        assert schema_of(rules, name, kind) == snapshot(name=kind or name)


def test_a_schema_as_text_is_indented_and_plain():
    assert as_text({"a": ["é"]}) == '{\n "a": [\n  "\\u00e9"\n ]\n}\n'


def test_a_schema_as_text_says_what_it_is(schemas):
    titles = {name: schema["title"] for name, schema in schemas.items()}
    assert titles["house"] == "casemodel: house"
    assert titles["model"] == "casemodel: rules model"
