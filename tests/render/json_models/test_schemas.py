"""Every JSON that a command prints validates against its published schema."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from casemodel.cli.bundles import spread
from casemodel.cli.commands import COMMANDS, IMPORT_COMMANDS, RULES_COMMANDS
from casemodel.render.json_models.answer import answer
from casemodel.render.json_models.base import to_data
from casemodel.render.json_models.schemas import OUTPUTS, output_schema
from tests.cli.process import ROOT, SIGNED, casemodel
from tests.imports import exports, resources, test_synthea
from tests.pages.sample import EXAMPLES, in_detail
from tests.rulebase import write as write_rules
from tests.workshop.broken import RULES

CASELOAD = "clients.csv"
CLIENTS_SCORED = 30
COUNTY = str(ROOT / "profiles" / "organizations" / "county_agency.yaml")
GROUPS = str(ROOT / "profiles" / "organizations" / "two_groups.yaml")
DANGER = str(ROOT / "profiles" / "clients" / "in_danger.yaml")
RULE_TESTS = ROOT / "rules" / "tests"
QUICK = ("eight_answers", "two_groups", "in_danger", "refused_and_unknown", "half_empty")
HOUSE = f"""\
schema: 1
agency: Riverbend
changes:
  - {{what: weight, criterion: budget, to: 3, {SIGNED}}}
  - {{what: "off", model: brokerage, {SIGNED}}}
"""
# The schema of an output, where it is not called as the output is.
NAMES = {
    "recommend": "answer",
    "score": "answer",
    "decide": "decision",
    "rules_check": "rules-check",
    "rules_test": "rules-test",
    "rules_diff": "rules-diff",
}
KNOWLEDGE = {
    "models": ("models",),
    "a model": ("show", "clinical"),
    "a family": ("show", "standard_community_care"),
    "a form": ("show", "act"),
    "compare with a form": ("compare", "intensive", "act"),
    "compare": ("compare",),
    "compare two": ("compare", "brokerage", "intensive"),
    "compare for an organization": ("compare", "--profile", GROUPS),
    "compare on documents": ("compare", "--profile", DANGER, "--basis", "document"),
    "inputs": ("inputs",),
    "settings": ("settings",),
    "sources": ("sources",),
    "codes": ("explain",),
    "a code": ("explain", "P201"),
    "advice": ("explain", "A101"),
    "rules check": ("rules", "check", "small"),
    "rules test": ("rules", "test", "--tests", str(RULE_TESTS / "hybrids.yaml")),
    "rules test of a house": (
        *("rules", "test", "--house", "house.yaml"),
        *("--tests", str(RULE_TESTS / "archetypes.yaml")),
    ),
    "rules diff": ("rules", "diff", "--house", "house.yaml", "--sample", "20"),
}
JUDGEMENTS = {
    "why not a model": ("why-not", "brokerage", COUNTY),
    "why not a tier": ("why-not", "brokerage_and_clinical", GROUPS),
    "why not for a client": ("why-not", "intensive", DANGER),
    "what if": ("what-if", COUNTY, "--set", "budget=ample", "--set", "clients=300"),
    "what if groups": ("what-if", GROUPS, "--set", "budget=ample"),
    "what if of a client": ("what-if", DANGER, "--changes", "changes.yaml"),
    "review": ("review", DANGER, DANGER),
    "review of a choice": ("review", DANGER, DANGER, "--model", "brokerage"),
    "ask": ("ask", COUNTY),
    "ask of groups": ("ask", GROUPS, "--house", "house.yaml"),
    "ask of a client": ("ask", DANGER),
    "raters": ("raters", DANGER, "again.yaml"),
    "raters of groups": ("raters", GROUPS, "groups_again.yaml"),
    "plan": ("plan", COUNTY),
    "plan of groups": ("plan", GROUPS, "--house", "house.yaml"),
    "plan on documents": ("plan", COUNTY, "--basis", "document"),
}
CASELOADS = {
    "caseload": ("caseload", CASELOAD),
    "caseload with small counts shown": ("caseload", CASELOAD, "--no-suppress"),
    "caseload of a house": ("caseload", CASELOAD, "--house", "house.yaml"),
    "segments": ("caseload", CASELOAD, "--segments", COUNTY, "-o", "groups.yaml", "--force"),
    "staffing": ("staffing", COUNTY, "--caseload", CASELOAD),
    "staffing with small counts shown": (
        *("staffing", COUNTY, "--caseload", CASELOAD),
        "--no-suppress",
    ),
}
RECORDS = {
    "import hmis": ("import", "hmis", "export"),
    "import fhir": ("import", "fhir", "all.ndjson"),
    "import synthea": ("import", "synthea", "synthea"),
}
PROBLEMS = {
    "check": ("check", COUNTY, DANGER, "house.yaml"),
    "check of what is wrong": ("check", "wrong.yaml"),
    "a wrong profile": ("recommend", "wrong.yaml"),
    "a wrong caseload": ("caseload", "wrong.yaml"),
    "rules that are not there": ("rules", "check", "nowhere"),
}
EVERYTHING = {**KNOWLEDGE, **JUDGEMENTS, **CASELOADS, **RECORDS, **PROBLEMS}
OPTIONS = {
    "as it is": (),
    "in full": ("--explain",),
    "on documents": ("--basis", "document", "--explain"),
    "fit only": ("--fit-only",),
    "other weights": ("--weight", "acuity=2", "--priorities", "crisis,contact"),
    "of a house": ("--house", "house.yaml", "--explain"),
}
# Commands that ask first; what they print at the end is tested where they are.
ASKING = {"interview", "weigh"}
GROUPED = {"rules": RULES_COMMANDS, "import": IMPORT_COMMANDS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with house rules, changes, a wrong profile, and some clients of the example."""
    folder = tmp_path_factory.mktemp("outputs")
    clients = (ROOT / "profiles" / "caseloads" / "example.csv").read_text(encoding="utf-8")
    some = clients.splitlines(keepends=True)[: 1 + CLIENTS_SCORED]
    (folder / CASELOAD).write_text("".join(some), encoding="utf-8")
    (folder / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (folder / "changes.yaml").write_text("acuity: stable\n", encoding="utf-8")
    text = Path(DANGER).read_text(encoding="utf-8").replace("many", "several")
    (folder / "again.yaml").write_text(text, encoding="utf-8")
    text = Path(GROUPS).read_text(encoding="utf-8").replace("acute", "stable")
    weighed = (
        text.replace("case_managers: 9", "case_managers: 3") + "weights: {acuity: 2, budget: 0}\n"
    )
    (folder / "groups_again.yaml").write_text(weighed, encoding="utf-8")
    wrong = "schema: 1\nkind: organization\nanswers:\n  budgt: ample\n  bugdet: ample\n"
    (folder / "wrong.yaml").write_text(wrong, encoding="utf-8")
    write_rules(folder / "small", RULES)
    exports.write(folder / "export", client=[exports.person()], enrollment=[exports.stay()])
    resources.ndjson(folder / "all.ndjson", resources.patient(), resources.condition("F20.9"))
    (folder / "synthea").mkdir()
    test_synthea.write(folder / "synthea")
    return folder


@cache
def validator(name: str) -> Draft202012Validator:
    """What validates against a schema."""
    schema = output_schema(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def schema_of(output: dict[str, Any]) -> str:
    """The name of the schema of an output."""
    if output["output"] == "explain":
        return "codes" if "codes" in output else "code"
    return NAMES.get(output["output"], output["output"])


def check(name: str, output: Any) -> None:
    """Fail where the output does not validate, or holds a key that the schema does not tell of."""
    assert [f"{e.json_path}: {e.message}" for e in validator(name).iter_errors(output)] == []
    assert list(unknown_keys(output, validator(name).schema, validator(name).schema["$defs"])) == []


def unknown_keys(data: Any, schema: Any, defs: dict[str, Any]) -> Iterator[str]:
    """Keys of objects that their schema has no property for."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    if isinstance(data, list):
        for item in data:
            yield from unknown_keys(item, _chosen(schema, "array").get("items", {}), defs)
    elif isinstance(data, dict):
        schema = _chosen(schema, "object")
        if "$ref" in schema:
            schema = defs[schema["$ref"].rpartition("/")[2]]
        for key, value in data.items():
            known = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            if known is None:
                yield key
            else:
                yield from unknown_keys(value, known, defs)


def _chosen(schema: Any, kind: str) -> Any:
    """Of several schemas, the one of this kind or, for an object, the one that is referred to."""
    for alternative in schema.get("anyOf", ()):
        if alternative.get("type") == kind or (kind == "object" and "$ref" in alternative):
            return alternative
    return schema


def printed(folder: Path, *arguments: str) -> Any:
    """What a command prints as JSON."""
    ran = casemodel(*arguments, "--format", "json", cwd=folder)
    assert ran.status in (0, 1), ran
    return json.loads(ran.out)


@cache
def everything(folder: Path, name: str) -> Any:
    """What a command of the list prints."""
    return printed(folder, *EVERYTHING[name])


@pytest.mark.parametrize("name", EVERYTHING)
def test_what_a_command_prints_is_as_its_schema_says(name, folder):
    output = everything(folder, name)
    assert (output["output"] == "problems") == name.startswith("a wrong")
    check(schema_of(output), output)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if path.stem in QUICK else pytest.mark.thorough)
        for path in EXAMPLES
    ],
    ids=lambda path: path.stem,
)
def test_every_answer_to_an_example_is_as_its_schema_says(path):
    check("answer", to_data(answer("recommend", in_detail(path), "9", full=True)))


@pytest.mark.parametrize(
    ("path", "chosen"), [(COUNTY, "in full"), *((DANGER, chosen) for chosen in OPTIONS)]
)
def test_every_choice_beside_a_profile_is_as_the_schema_says(path, chosen, folder):
    command = "score" if path == DANGER else "recommend"
    output = printed(folder, command, path, *OPTIONS[chosen])
    assert output["output"] == command
    check("answer", output)


def test_every_line_of_a_scored_caseload_is_as_its_schema_says(folder):
    assert casemodel("caseload", CASELOAD, "-o", "scored.jsonl", cwd=folder).status == 0
    lines = (folder / "scored.jsonl").read_text(encoding="ascii").splitlines()
    assert len(lines) == CLIENTS_SCORED
    for line in lines:
        check("caseload-line", json.loads(line))


def test_decisions_on_record_are_as_their_schemas_say(folder):
    on = ("--register", "decisions.db")
    number = printed(folder, "decide", DANGER, "--model", "none", "--reason", "client_choice", *on)
    assert number["differs"]
    check("decision", number)
    for name, command in (("decisions", ("decisions",)), ("withdraw", ("withdraw", "1"))):
        check(name, printed(folder, *command, *on))
    check("decisions", printed(folder, "decisions", *on))
    check("forget", printed(folder, "forget", "--of", DANGER, "--yes", *on))


def test_no_command_that_prints_json_is_left_out():
    printing = {name for name, command in _commands() if "json" in _formats(command)}
    run = {" ".join(c[:2]) if c[0] in GROUPED else c[0] for c in EVERYTHING.values()}
    run |= {"recommend", "score", "decide", "decisions", "withdraw", "forget", *ASKING}
    assert printing == run & printing
    assert printing - ASKING <= run
    assert len(printing) > 15


def test_every_schema_is_of_something_that_is_printed(folder):
    schemas = {schema_of(everything(folder, name)) for name in KNOWLEDGE}
    assert schemas <= set(OUTPUTS)
    assert set(NAMES.values()) <= set(OUTPUTS)


@pytest.mark.parametrize("name", OUTPUTS)
def test_casemodel_schema_prints_each(name, tmp_path):
    ran = casemodel("schema", name, cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == output_schema(name)


def test_a_schema_that_there_is_not_is_wrong_use(tmp_path):
    ran = casemodel("schema", "answr", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "Did you mean answer?" in ran.err
    assert casemodel("schema", "answer", "client", cwd=tmp_path).status == 2


def _commands() -> Iterator[tuple[str, Any]]:
    """Every command by name, with the function that runs it."""
    commands_by_name = {name: command for name, command in COMMANDS.items() if name not in GROUPED}
    for group, commands in GROUPED.items():
        commands_by_name |= {f"{group} {name}": command for name, command in commands.items()}
    for name, listed in commands_by_name.items():
        yield name, _function(listed.module, listed.room)


def _function(module: str, room: str = "cli") -> Any:
    return spread(getattr(import_module(f"casemodel.{room}.{module}"), module))


def _formats(function: Any) -> set[str]:
    """The formats that a command takes."""
    hints = get_type_hints(function, include_extras=False)
    return {word for hint in hints.values() for word in _words(hint)}


def _words(hint: Any) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from _words(part)
