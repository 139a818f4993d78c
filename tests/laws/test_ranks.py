"""Law 10: ranks follow the exact score, equal figures share a rank, and a tie is no choice.

And which cautions hold, which no score may change. Who is recommended: see `test_feasible`.
"""

from casemodel.knowledge.models import Caution
from tests.laws.looks import assessed, models_only
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
    assessment = assessed(case)
    if not assessment.recommended:
        return
    model = case.rules.models[assessment.recommended]
    copy = model._replace(id="zz_copy")
    rules = with_models(case.rules, {**case.rules.models, copy.id: copy})
    tied = assessed(case._replace(rules=rules))
    assert tied.recommended == ""
    assert set(tied.tied) == {model.id, copy.id}


def check_cautions(case: Case, pick: int) -> None:
    """Exactly those whose conditions hold in a group of clients: dangers first, a model's only when
    it is recommended (alone or in a hybrid), or comes first where nothing is.

    A general one looks at the profile's own answers, a model's also at what its agency has.
    """
    del pick
    assessment = assessed(case)
    groups = _groups(case)
    agency = case.profile.agency.levels() if case.profile.agency else {}
    expected = [c for c in case.rules.cautions if any(_holds(c, group) for group in groups)]
    best = {s.id for s in assessment.ranking if s.rank == 1}
    first = {assessment.recommended} if assessment.recommended else best
    model_cautions = set()
    for standing in assessment.ranking:
        for part in standing.parts if standing.id in first else ():
            for at, group in enumerate(groups):
                if not standing.serves or standing.serves[at] == part:
                    model_cautions |= {
                        c
                        for c in case.rules.models[part].cautions
                        if _holds(c, {**agency, **group})
                    }
    expected += model_cautions
    assert sorted(c.full_id for c in assessment.cautions) == sorted(c.full_id for c in expected)
    dangers = [c.danger for c in assessment.cautions]
    assert dangers == sorted(dangers, reverse=True)
    last = [bool(c.model) for c in assessment.cautions]
    assert last == sorted(last)


def _holds(caution: Caution, levels: dict[str, str]) -> bool:
    return all(levels.get(c.criterion, "") in c.levels for c in caution.when)


def _groups(case: Case) -> list[dict[str, str]]:
    """The level by criterion in every group; what a group leaves out is answered for everyone."""
    whole = case.profile.levels()
    groups = []
    for segment in case.profile.segments:
        own = {c: a for c, a in segment.answers.items() if a.state != "not_asked"}
        levels = {c: level for c, level in whole.items() if c not in own}
        groups.append(levels | {c: a.level for c, a in own.items() if a.level})
    return groups or [whole]


test_ranks = over_generated(check_ranks)
test_ranks_shipped = over_shipped(check_ranks)
test_tie = over_generated(check_tie)
test_tie_shipped = over_shipped(check_tie)
test_cautions = over_generated(check_cautions)
test_cautions_shipped = over_shipped(check_cautions)
