"""Law 6: no model wins more than another for being rated kindly everywhere."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest

from casemodel.engine import assessment
from casemodel.engine.performance_table import group_totals
from casemodel.knowledge.checks import LEAST_RATED, rated_criteria
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile
from tests.laws.looks import (
    asked,
    at_level,
    at_rules_weights,
    considered,
    criterion_of,
    picked_question,
    place_of,
    points,
    standings,
    unsegmented,
)
from tests.laws.quick import FirstPlaces, filled, shares
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped, shipped

PROFILES = 10_000
LEAST_FIRST = PROFILES // 10
MOST_COMBINATIONS = 100


def check_mean(case: Case, pick: int) -> None:
    """Over all answers to some of the criteria, by their shares, every model scores 50 exactly,
    and every hybrid 50 less its overhead.
    """
    case = unsegmented(at_rules_weights(case))
    criteria = asked(case)
    start = pick % max(1, len(criteria))
    counted = list(criteria[start:])
    while counted and prod(len(c.levels) for c in counted) > MOST_COMBINATIONS:
        counted.pop()
    rules = case.rules._replace(criteria={c.id: c for c in counted})
    problem = considered(case._replace(rules=rules))
    for number, column in enumerate(problem.table.columns):
        mean = Fraction(0)
        for answers in product(*(shares(c).items() for c in counted)):
            levels = {c.id: level for c, (level, _) in zip(counted, answers, strict=True)}
            chance = prod((share for _, share in answers), start=Fraction(1))
            (totals,) = group_totals(problem.table, [levels]).points
            mean += chance * totals[number]
        assert mean == 0, column.model


def check_mean_of_criterion(case: Case, pick: int) -> None:
    """Over the answers to one question, by their shares, every alternative gets 0 points exactly.

    A tiered hybrid does so for each way of serving its segments.
    """
    question = picked_question(case, pick)
    if question is None:
        return
    means: dict[tuple[str, ...], Fraction] = {}
    times: dict[tuple[str, ...], int] = {}
    by_share = shares(criterion_of(case, question))
    for level, share in by_share.items():
        for id_, standing in standings(at_level(case, question, level)).items():
            if any(part.by_posts for part in standing.contributions):
                continue
            weighted_points = share * points(standing)[place_of(case, question)]
            key = (id_, *standing.serves)
            means[key] = means.get(key, Fraction(0)) + weighted_points
            times[key] = times.get(key, 0) + 1
    means = {key: mean for key, mean in means.items() if times[key] == len(by_share)}
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
    for levels in filled(shipped(), kind, {}, 30, seeded(7)):
        answers = {c: Answer("answered", level) for c, level in levels.items()}
        assessed = assessment.assess(shipped(), Profile(kind, "", "", answers, {}))
        assert counting.tenths(levels) == {
            s.id: s.tenths for s in assessed.ranking if s.kind == "model"
        }


@pytest.mark.parametrize("kind", KINDS)
def test_no_model_is_silent(kind: Kind) -> None:
    for model in shipped().scored_models():
        assert rated_criteria(shipped(), model, kind) >= LEAST_RATED


test_mean = over_generated(check_mean)
test_mean_shipped = over_shipped(check_mean)
test_mean_of_criterion = over_generated(check_mean_of_criterion)
test_mean_of_criterion_shipped = over_shipped(check_mean_of_criterion)
