"""Small rules with a folder of tests, for the tests of the workshop."""

from collections.abc import Mapping
from pathlib import Path

from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.values import Rules
from casemodel.workshop.cases import RuleTest
from casemodel.workshop.rule_test_reader import load_rule_tests
from tests import rulebase

PROFILE = "profile: {kind: organization, answers: {complexity: one, clinicians: none}}"


def one_test(expect: str, profile: str = PROFILE, test_id: str = "one") -> str:
    """A file with one test."""
    return (
        "schema: 1\ntests:\n"
        f"  - id: {test_id}\n    about: Made up.\n    {profile}\n    expect: {expect}\n"
    )


def rules_with(
    tmp_path: Path, tests: Mapping[str, str], files: Mapping[str, str] = rulebase.FILES
) -> Path:
    """A rules folder with these files of tests."""
    test_files = {f"tests/{name}": text for name, text in tests.items()}
    return rulebase.write(tmp_path / "rules", {**files, **test_files})


def loaded(tmp_path: Path, *texts: str) -> tuple[Rules, tuple[RuleTest, ...]]:
    """The small rules and the tests of these files."""
    folder = rules_with(tmp_path, {f"{n}.yaml": text for n, text in enumerate(texts)})
    rules = load_rules(folder)
    return rules, load_rule_tests(folder, rules)
