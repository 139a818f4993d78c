"""A reason for a model is a rating that speaks for it, never a lack of one against."""

from random import Random

import pytest

from casemodel.engine.assessment import assess
from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.reasons import opponents, reasons_of
from casemodel.knowledge.criteria import KINDS, Kind
from tests.laws.recipes import seeded
from tests.laws.recipes_of_profiles import seeded_profile
from tests.shipped import shipped


def reasons(kind: Kind, random: Random) -> list[tuple[Reason, tuple[str, ...]]]:
    """Every reason of every alternative for a profile, with the parts of the alternative."""
    assessment = assess(shipped(), seeded_profile(shipped(), kind, random))
    opposing = opponents(shipped(), "all")
    return [
        (reason, standing.parts)
        for standing in assessment.ranking
        for reason in reasons_of(opposing, kind, standing)
    ]


def steps_behind(reason: Reason, parts: tuple[str, ...]) -> set[int]:
    """The rating steps of the answer, for each part of the alternative that it is about."""
    about = (reason.part,) if reason.part else parts
    rated = (shipped().models[part].ratings.get(reason.criterion, {}) for part in about)
    rated_steps = (ratings.get(reason.level) for ratings in rated)
    return {shipped().method.steps[rating.step] for rating in rated_steps if rating}


@pytest.mark.parametrize("kind", KINDS)
def test_reasons_are_ratings_that_speak_their_way(kind: Kind) -> None:
    stated = [(reason, parts) for reason, parts in reasons(kind, seeded(11)) if reason.stated]
    assert len(stated) > 1
    for reason, parts in stated:
        steps = steps_behind(reason, parts)
        speaks = max(steps) > 0 if reason.tenths > 0 else min(steps) < 0
        assert speaks or not reason.tenths, reason.id


def test_every_reason_has_an_id_of_its_own() -> None:
    """Also where the posts of each part of a tier answer the same question."""
    ids = [reason.id for reason, _ in reasons("organization", Random(36))]
    assert any("@" in id_ for id_ in ids)
    assert len(ids) == len(set(ids))
