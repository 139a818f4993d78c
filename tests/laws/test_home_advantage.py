"""Law 6: no model wins more than another for being rated kindly everywhere."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest

from casemodel.engine import assessment, scoring, tables
from casemodel.knowledge.checks import LEAST_RATED, rated_criteria
from casemodel.knowledge.values import KINDS, Kind, Rules
from casemodel.profiles.values import Answer, Profile
from tests.laws.looks import asked, at_level, picked_criterion, points, standings
from tests.laws.quick import FirstPlaces, filled, shares
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped, shipped

PROFILES = 10_000
LEAST_FIRST = PROFILES // 10
MOST_COMBINATIONS = 100


def check_mean(case: Case, pick: int) -> None:
    """Over all answers to some of the criteria, by their shares, every model scores 50 exactly."""
    criteria = asked(case)
    start = pick % max(1, len(criteria))
    kept = list(criteria[start:])
    while kept and prod(len(c.levels) for c in kept) > MOST_COMBINATIONS:
        kept.pop()
    rules = case.rules._replace(criteria={c.id: c for c in kept})
    built = tables.build_tables(rules, case.profile.kind, case.basis)
    weighting = scoring.rules_weighting(built)
    for table in filter(lambda one: one.spread, built.models):
        mean = Fraction(0)
        for answers in product(*(shares(c).items() for c in kept)):
            levels = {c.id: level for c, (level, _) in zip(kept, answers, strict=True)}
            chance = prod((share for _, share in answers), start=Fraction(1))
            mean += chance * scoring.score_model(table, levels, weighting).score
        assert mean == 50


def check_mean_of_criterion(case: Case, pick: int) -> None:
    """Over the answers to one criterion, by their shares, every model gets 0 points exactly."""
    criterion = picked_criterion(case, pick)
    if criterion is None:
        return
    means: dict[str, Fraction] = {}
    for level, share in shares(criterion).items():
        for model, standing in standings(at_level(case, criterion.id, level)).items():
            got = share * points(standing)[criterion.id]
            means[model] = means.get(model, Fraction(0)) + got
    assert set(means.values()) <= {0}


def check_first_places(rules: Rules, kind: Kind) -> None:
    """Each model comes first in at least one of ten profiles drawn by the levels' shares."""
    counting = FirstPlaces(rules, kind)
    for levels in filled(rules, kind, {}, PROFILES, seeded(6)):
        counting.add(levels)
    assert min(counting.counts.values()) >= LEAST_FIRST, counting.counts


@pytest.mark.parametrize("kind", KINDS)
def test_first_places(kind: Kind) -> None:
    check_first_places(shipped(), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_quick_tenths_are_the_engines(kind: Kind) -> None:
    counting = FirstPlaces(shipped(), kind)
    for levels in filled(shipped(), kind, {}, 100, seeded(7)):
        answers = {c: Answer("answered", level) for c, level in levels.items()}
        found = assessment.assess(shipped(), Profile(kind, "", "", answers, {}))
        assert counting.tenths(levels) == {s.model: s.tenths for s in found.ranking}


@pytest.mark.parametrize("kind", KINDS)
def test_no_model_is_silent(kind: Kind) -> None:
    for model in shipped().scored_models():
        assert rated_criteria(shipped(), model, kind) >= LEAST_RATED


test_mean = over_generated(check_mean)
test_mean_shipped = over_shipped(check_mean)
test_mean_of_criterion = over_generated(check_mean_of_criterion)
test_mean_of_criterion_shipped = over_shipped(check_mean_of_criterion)
