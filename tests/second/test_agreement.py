"""The engine and the second scorer agree on thousands of profiles, rules and weights."""

import ast
from pathlib import Path

import pytest

from casemodel.engine import assessment
from casemodel.engine.assessment import Assessment
from casemodel.engine.decision_problem import Options
from casemodel.engine.deviations import BasisChoice
from casemodel.engine.questions import WHOLE
from casemodel.knowledge.bundled import profiles_directory
from casemodel.knowledge.values import KINDS, Kind
from casemodel.profiles.reader import load_profile
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import CHOSEN, shipped
from tests.second import scorer
from tests.second.scorer import Place

CHOICES: tuple[BasisChoice, ...] = ("all", "literature", "document")
EXAMPLES = sorted(profiles_directory().rglob("*.yaml"))
GENERATED = 4 * CHOSEN.max_examples
OF_SHIPPED = CHOSEN.max_examples // 40


def check_agreement(case: Case) -> None:
    """The same models and hybrids in the same order, with the same figures."""
    found = assessment.assess(case.rules, case.profile, case.options)
    second = scorer.places(case.rules, case.profile, case.options.basis)
    assert {s.id for s in found.ranking} == second.keys()
    printed = {}
    for standing in found.ranking:
        free = [p for p in second[standing.id] if p.serves not in no_staff(found, standing.id)]
        place = shown(second[standing.id], free)
        printed[standing.id] = scorer.to_tenths(place.score)
        assert_same(found, standing, place)
        interval = (standing.low, standing.high)
        assert interval == tuple(map(scorer.to_tenths, ends(second[standing.id], free)))
    assert [s.id for s in found.ranking] == sorted(printed, key=lambda id_: (-printed[id_], id_))
    for standing in found.ranking:
        assert standing.rank == 1 + sum(t > printed[standing.id] for t in printed.values())


def assert_same(found: Assessment, standing: Standing, place: Place) -> None:
    """Exact score, points and who serves."""
    assert (standing.score, standing.serves) == (place.score, place.serves)
    assert (standing.tenths, standing.need_points) == (
        scorer.to_tenths(place.score),
        place.needs[0],
    )
    asked = found.case.asked.values()
    points = {
        (at.criterion, 0 if at.segment == WHOLE else at.segment): part.points
        for at, part in zip(asked, standing.contributions, strict=True)
    }
    assert points == place.points


def no_staff(found: Assessment, id_: str) -> set[tuple[str, ...]]:
    """The ways of serving the segments for which the numbers say there is no staff."""
    choice = found.case.choice
    every = zip(choice.board.alternatives, choice.musts, strict=True)
    return {a.serves for a, musts in every if a.id == id_ and musts.blocked}


def shown(every: list[Place], free: list[Place]) -> Place:
    """The best way there is staff for and that needs do not speak against, or else the best."""
    good = [p for p in free if p.needs[0] >= 0]
    return min(good or every, key=lambda p: (-p.score, p.serves))


def ends(every: list[Place], free: list[Place]) -> tuple[object, object]:
    """The ends of the score that is shown; of a tiered hybrid a bound."""
    able = [p for p in free if p.needs[2] >= 0]
    sure = [p for p in able if p.needs[1] >= 0]
    lows = [p.ends[0] for p in sure or able or every]
    low = max(lows) if sure or not able else min(lows)
    return low, max(p.ends[1] for p in (able if sure else every))


def test_generated_rules() -> None:
    random = seeded(31)
    for _ in range(GENERATED):
        check_agreement(seeded_case(random))


@pytest.mark.parametrize("basis", CHOICES)
@pytest.mark.parametrize("kind", KINDS)
def test_shipped_rules(kind: Kind, basis: BasisChoice) -> None:
    random = seeded(32)
    for _ in range(OF_SHIPPED):
        profile = seeded_profile(shipped(), kind, random)
        check_agreement(Case(shipped(), profile, Options(basis, draws=1)))


@pytest.mark.parametrize("basis", CHOICES)
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_example_profiles(file: Path, basis: BasisChoice) -> None:
    check_agreement(Case(shipped(), load_profile(file, shipped()), Options(basis)))


def test_the_second_scorer_shares_no_code_with_the_engine() -> None:
    tree = ast.parse(Path(scorer.__file__).read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    ours = {name for name in imported if name.startswith(("casemodel", "tests"))}
    assert ours == {"casemodel.knowledge.values", "casemodel.profiles.values"}


def test_the_second_scorer_is_short() -> None:
    assert len(Path(scorer.__file__).read_text(encoding="utf-8").splitlines()) < 150
