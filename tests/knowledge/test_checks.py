"""What a finished rule base should not have, and the weight rule."""

from pathlib import Path

import pytest

from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.checks import (
    LEAST_RATED,
    faults,
    rated_criteria,
    shortcomings,
    weight_by_rule,
)
from casemodel.knowledge.rule_files import ReadRules, read_bytes, read_rules
from tests.rulebase import FILES, changed, write


def read(directory: Path, files=FILES) -> ReadRules:
    return read_rules(read_bytes(write(directory, files)))


def codes(rule_base: ReadRules) -> list[str]:
    return [finding.code for finding in shortcomings(rule_base.rules, rule_base.check_input)]


@pytest.fixture(scope="module")
def shipped() -> ReadRules:
    return read_rules(read_bytes(rules_directory()))


def test_what_is_counted_for_each_must_be_named(shipped):
    caseload = shipped.rules.criteria["caseload"]
    levels = tuple(level._replace(least=None, below=None) for level in caseload.levels)
    bare = caseload._replace(counts="", levels=levels)
    rules = shipped.rules._replace(criteria={**shipped.rules.criteria, "caseload": bare})
    (finding,) = faults(rules, shipped.check_input)
    assert (finding.code, finding.path) == (
        "R210",
        ("criteria.yaml", "criteria", "caseload", "per"),
    )


def test_the_shipped_models_are_rated_enough(shipped):
    for model in shipped.rules.scored_models():
        assert rated_criteria(shipped.rules, model, "client") >= LEAST_RATED
        assert rated_criteria(shipped.rules, model, "organization") >= LEAST_RATED


def test_small_rules_rate_too_little_and_no_more(tmp_path):
    assert codes(read(tmp_path)) == ["R304"] * 4


def test_a_weight_off_the_rule(tmp_path):
    files = changed("criteria.yaml", "weight: 2", "weight: 3")
    rule_base = read(tmp_path, files)
    finding = shortcomings(rule_base.rules, rule_base.check_input)[0]
    assert (finding.code, finding.expected) == ("R301", "2")
    assert finding.path == ("criteria.yaml", "criteria", "complexity", "weight")


def test_an_unused_claim(tmp_path):
    more = "  - {id: B09, model: any, kind: pro, at: [handbook 1], says: not used}\n"
    rule_base = read(tmp_path, {**FILES, "claims.yaml": FILES["claims.yaml"] + more})
    assert "R302" in codes(rule_base)


def test_a_claim_of_the_method_is_used(tmp_path):
    more = "  - {id: B09, model: any, kind: pro, at: [handbook 1], says: not used}\n"
    files = {**FILES, "claims.yaml": FILES["claims.yaml"] + more}
    files["method.yaml"] += "claims: [B09]\n"
    assert "R302" not in codes(read(tmp_path, files))


@pytest.mark.parametrize("side", ["pros:\n  - {says: Cheap, claims: [B02]}\n"])
def test_a_one_sided_model(tmp_path, side):
    assert "R303" in codes(read(tmp_path, changed("models/light.yaml", side, "")))


@pytest.mark.parametrize(
    ("kind", "model", "weight"),
    [
        ("definition", "light", 3),
        ("definition", "any", 1),
        ("discriminator", "any", 3),
        ("best_fit", "light", 2),
        ("poor_fit", "light", 2),
        ("tension", "light", 1),
        ("needs", "light", 1),
    ],
)
def test_the_weight_rule(rules_with, kind, model, weight):
    assert weight_by_rule(rules_with("B01", kind, model), ["B01"]) == weight


@pytest.mark.parametrize(("claim", "weight"), [("G01", 3), ("G03", 3), ("G04", 2), ("G05", 1)])
def test_the_questions_to_ask_weigh(rules_with, claim, weight):
    assert weight_by_rule(rules_with(claim, "guidance", "any"), [claim]) == weight


def test_a_claim_that_is_not_there_weighs_nothing(rules_with):
    assert weight_by_rule(rules_with("B01", "definition", "light"), ["B99"]) == 1


@pytest.fixture
def rules_with(tmp_path):
    rules = read(tmp_path).rules

    def changed_rules(claim_id: str, kind: str, model: str):
        claim = rules.claims["B01"]._replace(id=claim_id, kind=kind, model=model)
        return rules._replace(claims={claim_id: claim})

    return changed_rules
