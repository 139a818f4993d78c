"""The build hook: the rules as checked go into the wheel, and broken rules stop the build."""

import json

import pytest

import hatch_build
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.stored import from_data
from casemodel.texts import store
from tests.rulebase import changed, write


def test_the_rules_as_checked(tmp_path):
    write(tmp_path)
    stored = json.loads(hatch_build._knowledge(tmp_path))
    rules = load_rules(tmp_path)
    assert stored["digest"] == rules.digest
    assert from_data(stored["rules"]) == rules


def test_the_schemas_that_files_name(tmp_path):
    write(tmp_path)
    schemas = hatch_build._schemas(tmp_path)
    assert {"schemas/profile.schema.json", "schemas/model.schema.json"} <= set(schemas)
    assert json.loads(schemas["schemas/house.schema.json"])["title"] == "casemodel: house"


def test_broken_rules_stop_the_build_and_are_named(tmp_path):
    write(tmp_path, changed("method.yaml", "little_said: 3", "little_said: x"))
    with pytest.raises(RuntimeError, match=r"method\.yaml:12:14: R104"):
        hatch_build._knowledge(tmp_path)


def test_the_texts_go_in_as_json_with_the_same_words():
    folder = store.folder()
    packed = hatch_build._texts(folder.parent)
    for file in sorted(folder.glob("*.yaml")):
        as_json = packed[f"casemodel/texts/en/{file.stem}.json"]
        assert json.loads(as_json) == store.parsed(file.read_text(encoding="utf-8"))
