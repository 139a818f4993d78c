"""Law 10, and axiom 8: ranks follow the printed score; what is clear is said apart.

And who is recommended, and which cautions hold, which no score may change.
"""

from casemodel.engine.assessment import Assessment
from casemodel.explanation import explain
from casemodel.knowledge.values import Caution
from tests.laws.looks import all_levels, assessed
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped


def check_ranks(case: Case, pick: int) -> None:
    """Ordered by printed score, then by id; equal figures share a rank."""
    del pick
    ranking = assessed(case).ranking
    assert list(ranking) == sorted(ranking, key=lambda s: (-s.tenths, s.id))
    for standing in ranking:
        assert standing.rank == 1 + sum(other.tenths > standing.tenths for other in ranking)


def check_clear(case: Case, pick: int) -> None:
    """No clear winner: a model is recommended, and the next model is within the stated margin.

    One that cannot be recommended is said to fit about as well; it is never called a tie.
    """
    del pick
    found = assessed(case)
    models = [s for s in found.ranking if s.kind == "model"]
    recommended = [s for s in models if s.id == found.recommended]
    if not recommended or recommended[0].rank > 1 or len(models) < 2:
        return
    others = [s for s in models if s.id != found.recommended]
    told, ahead = recommended[0].tenths, recommended[0].tenths - others[0].tenths
    free = [
        s
        for s in others
        if s.need_points >= 0 and (case.options.fit_only or s.feasibility.state != "no")
    ]
    for margin in (case.rules.method.close_margin, abs(ahead) // 10):  # often the lead itself
        said = explain.explain(_with_close_margin(found, margin)).headline.id
        assert (said == "headline.tied") == any(s.tenths == told for s in free)
        near = any(told - s.tenths <= 10 * margin for s in free)
        assert (said in {"headline.close", "headline.tied"}) == near
        assert (said == "headline.close_passed") == (not near and ahead <= 10 * margin)


def _with_close_margin(found: Assessment, margin: int) -> Assessment:
    """The same assessment under rules with another margin for a clear lead."""
    rules = found.case.rules
    rules = rules._replace(method=rules.method._replace(close_margin=margin))
    return found._replace(case=found.case._replace(rules=rules))


def check_recommended(case: Case, pick: int) -> None:
    """The best in print that is not blocked, is above 50 and has no need points against it.

    A hybrid is the best only if it leads the best such model by the margin, or more.
    """
    del pick
    found = assessed(case)
    good = [
        s
        for s in found.ranking
        if s.tenths > 500
        and s.need_points >= 0
        and (case.options.fit_only or s.feasibility.state != "no")
    ]
    model = next((s for s in good if s.kind == "model"), None)
    hybrid = next((s for s in good if s.kind == "hybrid"), None)
    margin = 10 * case.rules.hybrid_margin
    earned = hybrid and (model is None or hybrid.tenths - model.tenths > margin)
    expected = hybrid if earned else model
    assert found.recommended == (expected.id if expected else "")


def check_cautions(case: Case, pick: int) -> None:
    """Exactly those whose conditions hold: dangers first, a model's only when it is recommended
    (alone or in a hybrid), or comes first where nothing is.

    A general one looks at the profile's own answers, a model's also at what its agency has.
    """
    del pick
    found = assessed(case)
    own = _agreed(case)
    known = {**(case.profile.agency or case.profile).levels(), **own}
    if case.profile.kind == "client" and case.profile.agency is None:
        known = own

    def holds(caution: Caution) -> bool:
        levels = known if caution.model else own
        return all(levels.get(c.criterion, "") in c.levels for c in caution.when)

    best = {s.id for s in found.ranking if s.rank == 1}
    first = {found.recommended} if found.recommended else best
    of_first = {
        c
        for s in found.ranking
        if s.id in first
        for part in s.parts
        for c in case.rules.models[part].cautions
    }
    expected = [c for c in (*case.rules.cautions, *of_first) if holds(c)]
    assert sorted(found.cautions) == sorted(expected)
    dangers = [c.danger for c in found.cautions]
    assert dangers == sorted(dangers, reverse=True)
    of_models = [bool(c.model) for c in found.cautions]
    assert of_models == sorted(of_models)


def _agreed(case: Case) -> dict[str, str]:
    """The level of each criterion on which all segments that answer agree."""
    said: dict[str, set[str]] = {}
    for question, level in all_levels(case).items():
        said.setdefault(question.partition("#")[0], set()).add(level)
    return {criterion: min(levels) for criterion, levels in said.items() if len(levels) == 1}


test_ranks = over_generated(check_ranks)
test_ranks_shipped = over_shipped(check_ranks)
test_clear = over_generated(check_clear)
test_clear_shipped = over_shipped(check_clear)
test_recommended = over_generated(check_recommended)
test_recommended_shipped = over_shipped(check_recommended)
test_cautions = over_generated(check_cautions)
test_cautions_shipped = over_shipped(check_cautions)
