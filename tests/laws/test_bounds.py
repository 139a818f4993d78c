"""Axioms 6, 7 and 17: scores keep to their range and reach its ends, every profile gets an answer,
and an answer moves nothing but its own contribution.
"""

from fractions import Fraction

from casemodel.engine import assessment
from casemodel.profiles.values import Answer
from tests.laws.looks import asked, assessed, at_level, picked_criterion, points, standings
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import value


def check_reach(case: Case, pick: int) -> None:
    """Every score lies within the model's stated range, and its best and worst answers reach it."""
    reach = assessment.reach(case.rules, case.profile.kind, case.basis)
    found = standings(case)
    assert reach == {model: (s.lowest, s.highest) for model, s in found.items()}
    for standing in found.values():
        assert 0 <= standing.lowest <= standing.tenths <= standing.highest <= 1000
    if found:
        model = sorted(found)[pick % len(found)]
        assert _at_the_end(case, model, 1) == reach[model][1]
        assert _at_the_end(case, model, -1) == reach[model][0]


def _at_the_end(case: Case, model: str, way: int) -> int:
    """The model's printed score when every answer is its best (way 1), or its worst (-1)."""
    answers = {}
    for criterion in asked(case):
        by_value = {way * value(case, model, criterion.id, one.id): one for one in criterion.levels}
        answers[criterion.id] = Answer("answered", by_value[max(by_value)].id)
    return standings(case._replace(profile=case.profile._replace(answers=answers)))[model].tenths


def check_total(case: Case, pick: int) -> None:
    """Every model is ranked or said to be unranked, with a reason; every number is a number."""
    del pick
    found = assessed(case)
    names = [m.id for m in case.rules.scored_models()]
    assert sorted([*(s.model for s in found.ranking), *found.unranked]) == sorted(names)
    for name in names:
        silent = all(
            len({value(case, name, c.id, level.id) for level in c.levels}) == 1 for c in asked(case)
        )
        assert silent == (name in found.unranked)
    for standing in found.ranking:
        assert type(standing.score) is Fraction
        assert type(standing.tenths) is int
    assert sum(found.asked.values()) == len(asked(case))
    for group, number in found.answered.items():
        assert number <= found.asked[group]
    assert sum(found.answered.values()) == len(case.profile.levels())


def check_not_asked(case: Case, pick: int) -> None:
    """An answer to a criterion not asked of this kind is left out of account."""
    others = [c for c in case.rules.criteria.values() if case.profile.kind not in c.asked_of]
    if others:
        criterion = others[pick % len(others)]
        level = criterion.levels[pick // 7 % len(criterion.levels)].id
        answered = assessed(at_level(case, criterion.id, level))
        assert answered._replace(cautions=()) == assessed(case)._replace(cautions=())


def check_local(case: Case, pick: int) -> None:
    """Another answer to one criterion changes that contribution only."""
    criterion = picked_criterion(case, pick)
    if criterion is None:
        return
    before = standings(case)
    level = criterion.levels[pick // 7 % len(criterion.levels)].id
    after = standings(at_level(case, criterion.id, level))
    assert before.keys() == after.keys()
    for model, standing in before.items():
        was, now = points(standing), points(after[model])
        moved = now.pop(criterion.id) - was.pop(criterion.id)
        assert was == now
        assert after[model].score - standing.score == moved
        reach = slice(4, 6)
        assert after[model][reach] == standing[reach]


test_reach = over_generated(check_reach)
test_reach_shipped = over_shipped(check_reach)
test_total = over_generated(check_total)
test_total_shipped = over_shipped(check_total)
test_not_asked = over_generated(check_not_asked)
test_not_asked_shipped = over_shipped(check_not_asked)
test_local = over_generated(check_local)
test_local_shipped = over_shipped(check_local)
