"""Law 4, and axioms 14 and 16: what fits better never counts for less.

Raising the rating of the level answered also raises the model's mean and its reach. Its own
contribution never falls; the score never falls if at most half of all profiles are expected at that
level. Beyond that the law cannot hold for a model measured on its own reach, and
`test_where_raising_lowers` keeps the example.
"""

from fractions import Fraction
from itertools import permutations

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.choice import score
from casemodel.engine.ranking import RankedStanding
from casemodel.knowledge.criteria import Level, Wording
from casemodel.knowledge.models import Rating
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import WHOLE, Answer, Profile
from tests.laws.looks import (
    all_questions,
    at_level,
    at_rules_weights,
    considered,
    criterion_of,
    of_models,
    picked_criterion,
    picked_question,
    points,
    standings,
    unsegmented,
)
from tests.laws.recipes import CASE_BYTES, Case, make_case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import at_most_half, raised, value, with_ratings


def _ways(case: Case) -> dict[tuple[str, ...], Fraction]:
    """The score of every model and hybrid, and of every way of serving segments by a tier."""
    problem = considered(case)
    alternatives = problem.setting.alternatives
    return {
        (alternatives[n].id, *alternatives[n].serves): score(
            problem.setting, problem.table, n, standing
        )
        for n, standing in enumerate(problem.choice.standings)
        if standing is not None
    }


def check_better_level(case: Case, pick: int) -> None:
    """Moving to a better-rated level raises a model's score; to one rated the same, keeps it.

    Where no part of a hybrid is rated worse, its score does not fall (axiom 33). A tier is many
    alternatives: of each the score does not fall, and rises only if the part that serves the
    segment asked is rated better.
    """
    case = at_rules_weights(case)
    question = picked_question(case, pick)
    if question is None or criterion_of(case, question).counts:
        return
    criterion, segment = criterion_of(case, question), all_questions(case)[question].segment
    by_level = {level.id: _ways(at_level(case, question, level.id)) for level in criterion.levels}
    for low, high in permutations(by_level, 2):
        before, after = by_level[low], by_level[high]
        step = {
            model.id: value(case, model.id, criterion.id, high)
            - value(case, model.id, criterion.id, low)
            for model in case.rules.scored_models()
        }
        for (id_, *serves), was in before.items():
            if (id_, *serves) not in after:
                continue
            gain = after[id_, *serves] - was
            if id_ in step:
                assert (gain > 0) == (step[id_] > 0)
            elif serves and segment != WHOLE:
                assert (gain > 0) == (step[serves[segment]] > 0)
            elif serves:
                assert gain >= 0 or min(step[part] for part in serves) < 0
            elif min(step[part] for part in case.rules.hybrids[id_].parts) >= 0:
                assert gain >= 0


def check_better_rating(case: Case, pick: int) -> None:
    """Raising the rating of the level answered: see above what never falls."""
    case = unsegmented(at_rules_weights(case))
    criterion = picked_criterion(case, pick)
    if criterion is None:
        return
    names = [m.id for m in case.rules.scored_models()]
    model = names[pick // 7 % len(names)]
    level = criterion.levels[pick // 53 % len(criterion.levels)].id
    here = at_level(case, criterion.id, level)
    rated = case.rules.models[model].ratings.get(criterion.id, {})
    better = raised(rated.get(level), case.basis)
    before = standings(here)
    if better is None or model not in before:
        return
    rules = with_ratings(case.rules, model, criterion.id, {**rated, level: better})
    after = standings(here._replace(rules=rules))
    if model not in after:
        return
    assert points(after[model])[criterion.id, ""] >= points(before[model])[criterion.id, ""]
    if at_most_half(criterion, level):
        assert after[model].score >= before[model].score
        assert _ahead(after, model) <= _ahead(before, model)


def _ahead(all_standings: dict[str, RankedStanding], model: str) -> int:
    """How many other models print a higher score."""
    return sum(s.tenths > all_standings[model].tenths for s in of_models(all_standings).values())


def check_dominance(case: Case, pick: int) -> None:
    """At least as many points on every criterion, and more on one, is strictly above."""
    del pick
    all_standings = standings(case)
    points_by_alternative = {
        id_: [*points(s).values(), sum((a.points for a in s.adjustments), Fraction(0))]
        for id_, s in all_standings.items()
        if not any(part.by_posts for part in s.contributions)
    }
    all_standings = {id_: s for id_, s in all_standings.items() if id_ in points_by_alternative}
    for standing, rival in permutations(all_standings.values(), 2):
        pairs = list(
            zip(points_by_alternative[standing.id], points_by_alternative[rival.id], strict=True)
        )
        if all(a >= b for a, b in pairs) and any(a > b for a, b in pairs):
            assert standing.score > rival.score
            assert standing.rank <= rival.rank


def _two_criteria(rating_of_the_usual: int) -> Rules:
    """Two criteria of weight 1; on the second nine of ten profiles stand at the first level."""
    rules = make_case(bytes([1]).ljust(CASE_BYTES, b"\0")).rules
    first, second = rules.criteria.values()
    usual = tuple(
        Level(level.id, Wording("x", "x"), share, None, None)
        for level, share in zip(second.levels, (90, 10), strict=True)
    )
    (model,) = rules.models.values()
    fit = Rating("fit", "document", ("D1",), "A reason.", None)
    misfit = fit._replace(step="misfit")
    rated = {first.id: {"l0": fit, "l1": misfit}}
    if rating_of_the_usual:
        rated[second.id] = {"l0": fit}
    return rules._replace(
        criteria={first.id: first, second.id: second._replace(levels=usual)},
        models={model.id: model._replace(ratings=rated)},
    )


@pytest.mark.parametrize(
    ("rating_of_the_usual", "score"), [(0, Fraction(100)), (1, Fraction(1500, 19))]
)
def test_where_raising_lowers(rating_of_the_usual: int, score: Fraction) -> None:
    rules = _two_criteria(rating_of_the_usual)
    answers = {c: Answer("answered", "l0") for c in rules.criteria}
    (standing,) = assess(rules, Profile("client", "", "", answers, {})).ranking
    assert standing.score == score


test_better_level = over_generated(check_better_level)
test_better_level_shipped = over_shipped(check_better_level)
test_better_rating = over_generated(check_better_rating)
test_better_rating_shipped = over_shipped(check_better_rating)
test_dominance = over_generated(check_dominance)
test_dominance_shipped = over_shipped(check_dominance)
