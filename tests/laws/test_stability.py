"""Stability, and axioms 35 and 36: what is drawn, how often each comes first, and how exactly."""

from math import log2

from casemodel.engine import acceptability
from casemodel.engine.decision_problem import set_up
from tests.engine.making import criterion_of, model_of, profile_of, rated_as, rules_of
from tests.laws.looks import all_questions, assessed, considered, points
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import only_models, stirred

TRIES = 20
ENOUGH = 9_604  # tries for 0.01 at 95%: 1.96² / (4 · 0.01²)


def check_tries(case: Case, pick: int) -> None:
    """Every try has one outcome; the same tries come again; where nothing is drawn, nothing moves.

    The first tries are the same however many are made.
    """
    problem, tries = considered(case), 2 + pick % 4
    stability = acceptability.stability(problem, tries)
    own = problem.recommended
    first = own.id if own else ""
    assert stability.tries == tries == sum(stability.firsts.values())
    assert stability.same <= stability.firsts.get(first, 0)
    if own is not None and not own.is_tier:
        assert stability.same == stability.firsts.get(first, 0)
    assert acceptability.stability(considered(case), tries) == stability
    more = acceptability.stability(problem, 2 * tries)
    assert all(more.firsts.get(id_, 0) >= count for id_, count in stability.firsts.items())
    nothing_open = problem.levels.keys() == all_questions(case).keys()
    for causes in ((), ("answers",)) if nothing_open else ((),):
        still = acceptability.stability(problem, tries, causes)
        assert (still.firsts, still.same) == ({first: tries}, 0 if problem.choice.tied else tries)


def check_dominated(case: Case, pick: int) -> None:
    """Whatever the weights, a model with less on every answer than one that can run is not first.

    Nor is one that cannot be run.
    """
    del pick
    assessment = assessed(case)
    by_weights = acceptability.stability(assessment.problem, TRIES, ("weights",))
    models = [s for s in assessment.ranking if s.kind == "model"]
    judged = not case.options.fit_only
    for better in (s for s in models if not (judged and s.feasibility.state == "no")):
        for worse in models:
            pairs = list(zip(points(better).values(), points(worse).values(), strict=True))
            if all(a >= b for a, b in pairs) and any(a > b for a, b in pairs):
                assert worse.id not in by_weights.firsts
    for standing in assessment.ranking:
        if judged and standing.feasibility.state == "no" and not standing.serves:
            assert standing.id not in by_weights.firsts


def check_stability_without_order(case: Case, pick: int) -> None:
    """No order of files, models, criteria or segments changes stability."""
    turned = stirred(case, seeded(pick))
    profile = turned.profile
    segments = list(profile.segments)
    seeded(pick).shuffle(segments)
    turned = turned._replace(profile=profile._replace(segments=tuple(segments)))
    first, second = considered(case), considered(turned)
    tries = case.options.draws
    assert acceptability.stability(first, tries) == acceptability.stability(second, tries)


def check_stability_without_another(case: Case, pick: int) -> None:
    """A model that is never first changes no draw: without it, the same comes first as often."""
    case = case._replace(profile=case.profile._replace(segments=()))
    problem = considered(case)
    stability = acceptability.stability(problem, TRIES)
    first = {*stability.firsts, *([problem.recommended.id] if problem.recommended else [])}
    needed = {part for a in problem.setting.alternatives if a.id in first for part in a.parts}
    spare = [m.id for m in case.rules.scored_models() if m.id not in needed]
    if not spare or problem.choice.tied:
        return
    model_ids = {m for m in case.rules.models if m != spare[pick % len(spare)]}
    fewer_models = considered(case._replace(rules=only_models(case.rules, model_ids)))
    without = acceptability.stability(fewer_models, TRIES)
    ties = stability.firsts.get("", 0)
    for alternative in first - {""}:
        more = without.firsts.get(alternative, 0) - stability.firsts.get(alternative, 0)
        assert 0 <= more <= ties  # of a tie with what is left out, the other is left


def exact_area(ratio: float) -> float:
    """The part of log-uniform factors f, g in [1/2, 2] with f > ratio · g."""
    apart = min(2.0, abs(log2(ratio)))
    less = (2 - apart) ** 2 / 8
    return less if ratio > 1 else 1 - less


def check_exact_area(answer: str) -> None:
    """Of two models that each lead on one of two questions, each is first as often as it should be.

    By factors on the weights alone, to a hundredth.
    """
    rated = {
        "much": rated_as("strong_fit"),
        "some": rated_as("fit"),
        "little": rated_as("strong_misfit"),
        "none": rated_as("strong_misfit"),
    }
    levels = dict.fromkeys(rated, None)
    criteria = tuple(criterion_of(name, "goal", 1, **levels) for name in "ab")
    models = (model_of("one", a=rated), model_of("other", b=rated))
    problem = set_up(rules_of(models, criteria), profile_of(a=answer, b="much"))
    a, b = (problem.table.points[c] for c in "ab")
    area = exact_area(b["much"][1] / a[answer][0])
    stability = acceptability.stability(problem, ENOUGH, ("weights",))
    assert abs(stability.firsts.get("one", 0) / ENOUGH - area) <= 0.01


def test_exact_area() -> None:
    check_exact_area("some")


test_tries = over_generated(check_tries)
test_tries_shipped = over_shipped(check_tries)
test_dominated = over_generated(check_dominated)
test_dominated_shipped = over_shipped(check_dominated)
test_stability_without_order = over_generated(check_stability_without_order)
test_stability_without_order_shipped = over_shipped(check_stability_without_order)
test_stability_without_another = over_generated(check_stability_without_another)
test_stability_without_another_shipped = over_shipped(check_stability_without_another)
