"""Where rules come from: a folder, the shipped files, or the rules as checked for the wheel."""

import json
import sys

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.knowledge import bundled
from casemodel.knowledge.stored import to_data
from casemodel.profiles.reader import load_profile
from tests.rulebase import changed, write
from tests.shipped import shipped


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """Data as they lie in a wheel, with the small rules."""
    data_folder = tmp_path / "data"
    rules = bundled.load_rules(write(data_folder / "rules"))
    monkeypatch.setattr(bundled, "_DATA", data_folder)
    marked = rules._replace(version="as checked")
    stored = {"digest": rules.digest, "rules": to_data(marked)}
    (data_folder / bundled.KNOWLEDGE_FILE).write_text(json.dumps(stored), encoding="utf-8")
    return data_folder


def test_every_example_profile_loads():
    examples = sorted(bundled.profiles_directory().rglob("*.yaml"))
    assert examples
    for example in examples:
        load_profile(example, shipped())


def test_checked_rules_are_taken_while_the_files_are_the_same(wheel):
    assert bundled.load_rules().version == "as checked"
    assert bundled.rules_directory() == wheel / "rules"


def test_changed_files_are_read_again(wheel):
    write(wheel / "rules", changed("method.yaml", 'version: "1.0"', 'version: "1.1"'))
    assert bundled.load_rules().version == "1.1"


def test_changed_files_are_checked_again(wheel):
    write(wheel / "rules", changed("method.yaml", "little_said: 3", "little_said: x"))
    with pytest.raises(ProblemsFound):
        bundled.load_rules()


def test_a_folder_that_is_named_is_always_read(wheel):
    assert bundled.load_rules(wheel / "rules").version == "1.0"


@pytest.mark.usefixtures("wheel")
def test_checked_rules_need_neither_yaml_nor_pydantic(monkeypatch):
    for name in [n for n in sys.modules if n.split(".")[0] in {"yaml", "pydantic"}]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("yaml", "pydantic"):
        monkeypatch.setitem(sys.modules, name, None)
    assert bundled.load_rules().version == "as checked"
