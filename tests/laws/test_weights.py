"""Axioms 5 and 15: weights count in proportion, and what cannot tell models apart does not."""

from fractions import Fraction

from casemodel.engine import performance_table
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.weighting import Weighting
from casemodel.profiles.values import Answer
from tests.laws.looks import (
    asked,
    assessed,
    at_rules_weights,
    considered,
    picked_criterion,
    said,
    standings,
    unsegmented,
)
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import with_extra, with_weights


def check_scale(case: Case, pick: int) -> None:
    """All weights of the rules times a number give the same answer."""
    rules = with_weights(case.rules, 2 + pick % 9)
    assert standings(case._replace(rules=rules)) == standings(case)


def check_null_criterion(case: Case, pick: int) -> None:
    """A criterion neutral for every model, or of weight 0, changes no score and no place."""
    case = at_rules_weights(case)
    criterion = picked_criterion(case, pick)
    if criterion is None:
        return
    before = standings(case)
    neutral = with_extra(case.rules, criterion._replace(id="zz_null"))
    weightless = with_extra(
        case.rules, criterion._replace(id="zz_null", weight=0), copy_of=criterion.id
    )
    level = criterion.levels[pick // 7 % len(criterion.levels)].id
    answers = {**case.profile.answers, "zz_null": Answer("answered", level)}
    profile = case.profile._replace(answers=answers)
    for rules in (neutral, weightless):
        after = standings(case._replace(rules=rules, profile=profile))
        assert list(before) == list(after)
        for id_, was in before.items():
            assert (after[id_].score, after[id_].rank) == (was.score, was.rank)
            assert (after[id_].low, after[id_].high) == (was.low, was.high)


def check_scale_of_own(case: Case, pick: int) -> None:
    """All factors of a person times a number give the same answer, priorities included.

    But for the weights that would change it, which are times that number too.
    """
    times = Fraction(1 + pick % 7, 1 + pick // 7 % 7)
    everything = {c.id: Fraction(case.profile.weights.get(c.id, "1")) for c in asked(case)}
    scaled = {c: str(times * factor) for c, factor in everything.items()}
    after = assessed(case._replace(profile=case.profile._replace(weights=scaled)))
    before = assessed(case)
    vars(after)["weight_thresholds"] = vars(before)["weight_thresholds"] = ()
    assert said(after) == said(before)


def check_priorities(case: Case, pick: int) -> None:
    """An order of priorities shares out the named total by rank-order centroid; others keep theirs.

    With n named, the i-th gets (1/i + ... + 1/n) / n of what all n had together. A person's factors
    multiply what the order leaves.
    """
    names = [c.id for c in asked(case)]
    priorities = seeded(pick).sample(names, min(len(names), 1 + pick % 5))
    weights = {c.id: Fraction(c.weight) for c in asked(case)}
    n, total = len(priorities), sum(weights[c] for c in priorities)
    for at, criterion in enumerate(priorities, start=1):
        weights[criterion] = total * sum(Fraction(1, k) for k in range(at, n + 1)) / n
    for factors in ({}, case.profile.weights):
        expected = {c: w * Fraction(factors.get(c, "1")) for c, w in weights.items()}
        profile = case.profile._replace(priorities=tuple(priorities), weights=factors)
        used = considered(case._replace(profile=profile)).table.weighting
        whole = sum(expected.values())
        assert {c: whole * w for c, w in used.weights.items()} == {
            c: used.total * w for c, w in expected.items()
        }


def check_own_weights(case: Case, pick: int) -> None:
    """Own weights: only proportions count, weight 0 silences, and scores are linear in them."""
    random = seeded(pick)
    problem = considered(unsegmented(case))
    weights = problem.table.weighting.weights
    if not weights or not problem.table.columns:
        return
    weights_a, weights_b = ({c: random.randint(0, 9) for c in weights} for _ in range(2))
    silenced, doubled = random.choices(sorted(weights), k=2)
    weights_a[silenced] = 0
    weights_a[doubled] += 1
    weights_b[doubled] += 1
    levels = case.profile.levels()
    rest = {c: level for c, level in levels.items() if c != silenced or weights_a[silenced]}
    both = {c: v + weights_b[c] for c, v in weights_a.items()}
    with_one, with_other = _above(problem, levels, weights_a), _above(problem, levels, weights_b)
    assert _above(problem, levels, {c: 3 * v for c, v in weights_a.items()}) == with_one
    assert _above(problem, rest, weights_a) == with_one
    for together, first, second in zip(
        _above(problem, levels, both), with_one, with_other, strict=True
    ):
        shared = first * sum(weights_a.values()) + second * sum(weights_b.values())
        assert together * sum(both.values()) == shared


def _above(
    problem: DecisionProblem, levels: dict[str, str], weights: dict[str, int]
) -> list[Fraction]:
    """How far above 50 every model and one-team hybrid scores at own weights."""
    rules_total = problem.table.weighting.rules_total
    weighting = Weighting(weights, sum(weights.values()), rules_total)
    table = performance_table.performance_table(
        problem.table.columns, problem.table.need, weighting
    )
    asked_only = {c: level for c, level in levels.items() if c in weights}
    (totals,) = performance_table.group_totals(table, [asked_only]).points
    return [Fraction(total, table.unit) for total in totals]


test_scale = over_generated(check_scale)
test_scale_shipped = over_shipped(check_scale)
test_null_criterion = over_generated(check_null_criterion)
test_null_criterion_shipped = over_shipped(check_null_criterion)
test_own_weights = over_generated(check_own_weights)
test_own_weights_shipped = over_shipped(check_own_weights)
test_scale_of_own = over_generated(check_scale_of_own)
test_scale_of_own_shipped = over_shipped(check_scale_of_own)
test_priorities = over_generated(check_priorities)
test_priorities_shipped = over_shipped(check_priorities)
