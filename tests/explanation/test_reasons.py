"""A reason for a model is a rating that speaks for it, never a lack of one against."""

from random import Random

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.criteria import KINDS, Kind
from tests.laws.recipes import seeded
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import shipped

PROFILES = 1


def steps_behind(explanation: Explanation, reason: Reason) -> set[int]:
    """The rating steps of the answer, for each part of the alternative that it is about."""
    parts = [reason.part] if reason.part else explanation.alternative(reason.model).parts
    rated = (shipped().models[part].ratings.get(reason.criterion, {}) for part in parts)
    rated_steps = (ratings.get(reason.level) for ratings in rated)
    return {shipped().method.steps[rating.step] for rating in rated_steps if rating}


@pytest.mark.parametrize("kind", KINDS)
def test_reasons_are_ratings_that_speak_their_way(kind: Kind) -> None:
    random, count = seeded(11), 0
    for _ in range(PROFILES):
        profile = seeded_profile(shipped(), kind, random)
        explanation = explain(assess(shipped(), profile, Options(draws=1)), detail=True)
        for reason in (reason for reasons in explanation.reasons.values() for reason in reasons):
            if reason.stated:
                steps = steps_behind(explanation, reason)
                speaks = max(steps) > 0 if reason.tenths > 0 else min(steps) < 0
                assert speaks or not reason.tenths, reason.id
                count += 1
    assert count > PROFILES


def test_every_reason_has_an_id_of_its_own() -> None:
    """Also where the posts of each part of a tier answer the same question."""
    profile = seeded_profile(shipped(), "organization", Random(36))
    explanation = explain(assess(shipped(), profile, Options(draws=1)), detail=True)
    ids = [reason.id for reasons in explanation.reasons.values() for reason in reasons]
    assert any("@" in id_ for id_ in ids)
    assert len(ids) == len(set(ids))
