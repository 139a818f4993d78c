"""The engine and the second scorer agree on thousands of profiles, rules and weights."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest

from casemodel.engine import acceptability, assessment
from casemodel.engine.choice import score
from casemodel.engine.decision_problem import Options
from casemodel.engine.deviations import BasisChoice
from casemodel.engine.scoring import in_tenths
from casemodel.knowledge.bundled import profiles_directory
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.profiles.reader import load_profile
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import CHOSEN, shipped
from tests.laws.variants import all_tiered, with_bands, with_staff
from tests.second import scorer

CHOICES: tuple[BasisChoice, ...] = ("all", "literature", "document")
EXAMPLES = sorted(profiles_directory().rglob("*.yaml"))
GENERATED = CHOSEN.max_examples
OF_SHIPPED = CHOSEN.max_examples // 100 or 1
TRIES = 3


def check_agreement(case: Case, tries: int = TRIES) -> None:
    """The same choice for the same reasons, the same figures, and the same in every try."""
    from_engine = assessment.assess(case.rules, case.profile, case.options)
    problem = from_engine.problem
    second = scorer.Scorer(
        case.rules, case.profile, case.options.basis, fit_only=case.options.fit_only
    )
    v, groups = second.weights(), second.groups()
    worth = second.worth(second.numbers, v)
    answer = second.choose(worth, groups)
    keys = [(a.id, a.serves) for a in problem.setting.alternatives]
    unit, whole = problem.table.unit, problem.setting.whole
    engine_rows = {
        keys[n]: scorer.Row(
            score(problem.setting, problem.table, n, s),
            Fraction(s.needs, unit * whole),
            Fraction(s.against, whole),
            s.suits,
            problem.choice.is_able(n),
        )
        for n, s in enumerate(problem.choice.standings)
        if s is not None
    }
    assert engine_rows == answer.rows
    chosen, tied = problem.choice.recommended, problem.choice.tied
    assert (None if chosen is None else keys[chosen]) == answer.recommended
    assert {keys[n] for n in tied} == answer.tied
    assert from_engine.completeness.share == second.completeness(v, groups)
    ways = {way.key: way for way in second.ways}
    for standing in from_engine.ranking:
        outcome = second.said(ways[standing.id, standing.serves], worth, groups)
        match = standing.match
        assert (match.share, match.speaks_for, match.against) == outcome[:3]
        assert (standing.low, standing.high) == (in_tenths(outcome.low), in_tenths(outcome.high))
        blocked = second.blocked(ways[standing.id, standing.serves], groups)
        assert blocked == (standing.feasibility.state == "no") or not second.judged
    assert acceptability.stability(problem, tries).same == second.tries(tries)


def test_generated_rules() -> None:
    random = seeded(31)
    for _ in range(GENERATED):
        case = seeded_case(random)
        check_agreement(case._replace(rules=with_bands(case.rules, random)))


def test_generated_tiers() -> None:
    """Groups of clients, under rules whose hybrids are all tiers."""
    random = seeded(33)
    for _ in range(4 * GENERATED):
        case = seeded_case(random)
        rules = all_tiered(with_bands(case.rules, random))
        if case.profile.segments and rules.hybrids:
            check_agreement(case._replace(rules=rules), tries=2)


@pytest.mark.parametrize("basis", CHOICES)
@pytest.mark.parametrize("kind", KINDS)
def test_shipped_rules(kind: Kind, basis: BasisChoice) -> None:
    random = seeded(32)
    for _ in range(OF_SHIPPED):
        profile = with_staff(seeded_profile(shipped(), kind, random), random)
        check_agreement(Case(shipped(), profile, Options(basis, draws=1)), tries=1)


@pytest.mark.thorough
@pytest.mark.parametrize("basis", CHOICES)
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_example_profiles(file: Path, basis: BasisChoice) -> None:
    profile = load_profile(file, shipped())
    if all(segment.share_known for segment in profile.segments):
        check_agreement(Case(shipped(), profile, Options(basis)), tries=1)


def test_the_second_scorer_shares_no_code_with_the_engine() -> None:
    tree = ast.parse(Path(scorer.__file__).read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    ours = {name for name in imported if name.startswith(("casemodel", "tests"))}
    assert ours == {
        "casemodel.knowledge.criteria", "casemodel.knowledge.models", "casemodel.knowledge.sources",
        "casemodel.knowledge.values", "casemodel.profiles.values",
    }  # fmt: skip
