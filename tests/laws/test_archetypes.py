"""Law 9: the lists 'best for organizations that...' of harmony put their models first."""

import pytest

from casemodel.engine import assessment
from casemodel.knowledge.bundled import profiles_directory
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from tests.laws.quick import FirstPlaces, filled
from tests.laws.recipes import seeded
from tests.laws.strategies import shipped

MODELS = ("brokerage", "clinical", "collaborative", "intensive", "strengths_based")
FILLS = 1_000


def check_archetype(rules: Rules, model: str) -> None:
    """First with only those answers, and most often first however the others are answered."""
    file = profiles_directory() / "organizations" / f"harmony_{model}.yaml"
    profile = load_profile(file, rules)
    assessed = assessment.assess(rules, profile)
    assert [s.id for s in assessed.ranking if s.rank == 1] == [model]
    counting = FirstPlaces(rules, profile.kind)
    for levels in filled(rules, profile.kind, profile.levels(), FILLS, seeded(9)):
        counting.add(levels)
    most = max(counting.counts.values())
    assert [m for m, n in counting.counts.items() if n == most] == [model], counting.counts


def test_every_scored_model_has_its_archetype() -> None:
    assert tuple(m.id for m in shipped().scored_models()) == MODELS


@pytest.mark.parametrize("model", MODELS)
def test_archetype(model: str) -> None:
    check_archetype(shipped(), model)
