"""Law 10: ranks follow the exact score, equal figures share a rank, and a tie is no choice.

And which cautions hold, which no score may change. Who is recommended: see `tests/second`.
"""

from casemodel.knowledge.values import Caution
from tests.laws.looks import all_levels, assessed, models_only
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import with_models


def check_ranks(case: Case, pick: int) -> None:
    """Ordered by exact score, then by id; equal figures share a rank."""
    del pick
    ranking = assessed(case).ranking
    assert list(ranking) == sorted(ranking, key=lambda s: (-s.score, s.id))
    for standing in ranking:
        assert standing.rank == 1 + sum(other.tenths > standing.tenths for other in ranking)


def check_tie(case: Case, pick: int) -> None:
    """A copy of the recommended model ties with it: nothing is recommended, and both are named."""
    del pick
    case = models_only(case)
    found = assessed(case)
    if not found.recommended:
        return
    model = case.rules.models[found.recommended]
    copy = model._replace(id="zz_copy")
    rules = with_models(case.rules, {**case.rules.models, copy.id: copy})
    tied = assessed(case._replace(rules=rules))
    assert tied.recommended == ""
    assert set(tied.tied) == {model.id, copy.id}


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
    assert sorted(c.full_id for c in found.cautions) == sorted(c.full_id for c in expected)
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
test_tie = over_generated(check_tie)
test_tie_shipped = over_shipped(check_tie)
test_cautions = over_generated(check_cautions)
test_cautions_shipped = over_shipped(check_cautions)
