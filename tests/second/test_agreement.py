"""The engine and the second scorer agree on thousands of profiles, rules and weights."""

import ast
from pathlib import Path

import pytest

from casemodel.engine import assessment
from casemodel.engine.scoring import Weighting, score_model
from casemodel.engine.tables import BasisChoice, build_tables
from casemodel.knowledge.values import KINDS, Kind
from casemodel.reading.bundled import profiles_directory
from casemodel.reading.profile_files import load_profile
from tests.laws.recipes import Case, seeded, seeded_case, seeded_profile
from tests.laws.strategies import shipped
from tests.second import scorer

CHOICES: tuple[BasisChoice, ...] = ("all", "literature", "document")
EXAMPLES = sorted(profiles_directory().rglob("*.yaml"))
GENERATED = 3_000
OF_SHIPPED = 50


def check_agreement(case: Case) -> None:
    """The same models in the same order, with the same figures."""
    found = assessment.assess(case.rules, case.profile, case.basis)
    engines = {
        s.model: scorer.Place(
            s.rank,
            s.score,
            s.tenths,
            s.lowest,
            s.highest,
            {part.criterion: part.points for part in s.contributions},
        )
        for s in found.ranking
    }
    second = scorer.places(case.rules, case.profile, case.basis)
    assert list(engines.items()) == list(second.items())


def test_generated_rules() -> None:
    random = seeded(31)
    for _ in range(GENERATED):
        check_agreement(seeded_case(random))


@pytest.mark.parametrize("basis", CHOICES)
@pytest.mark.parametrize("kind", KINDS)
def test_shipped_rules(kind: Kind, basis: BasisChoice) -> None:
    random = seeded(32)
    for _ in range(OF_SHIPPED):
        check_agreement(Case(shipped(), seeded_profile(shipped(), kind, random), basis))


@pytest.mark.parametrize("basis", CHOICES)
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_example_profiles(file: Path, basis: BasisChoice) -> None:
    check_agreement(Case(shipped(), load_profile(file, shipped()), basis))


def test_own_weights() -> None:
    random = seeded(33)
    for _ in range(300):
        case = seeded_case(random)
        tables = build_tables(case.rules, case.profile.kind, case.basis)
        own = {c: random.randint(1, 9) for c in tables.weights}
        weighting = Weighting(own, sum(own.values()), sum(tables.weights.values()))
        levels = case.profile.levels()
        engines = {
            t.model: score_model(t, levels, weighting).score for t in tables.models if t.spread
        }
        second = scorer.places(case.rules, case.profile, case.basis, own)
        assert engines == {model: place.score for model, place in second.items()}


def test_the_second_scorer_shares_no_code_with_the_engine() -> None:
    tree = ast.parse(Path(scorer.__file__).read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    ours = {name for name in imported if name.startswith(("casemodel", "tests"))}
    assert ours == {"casemodel.knowledge.values", "casemodel.profiles.values"}
