"""Law 10, and axiom 8: ranks follow the printed score; what is clear is said apart.

And who is recommended, and which cautions hold, which no score may change.
"""

from casemodel.knowledge.values import Caution
from tests.laws.looks import assessed
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped


def check_ranks(case: Case, pick: int) -> None:
    """Ordered by printed score, then by id; equal figures share a rank; the margin is printed."""
    del pick
    found = assessed(case)
    ranking = found.ranking
    assert list(ranking) == sorted(ranking, key=lambda s: (-s.tenths, s.model))
    for standing in ranking:
        assert standing.rank == 1 + sum(other.tenths > standing.tenths for other in ranking)
    lead = ranking[0].tenths - ranking[1].tenths if len(ranking) > 1 else 0
    assert found.margin == lead
    if len(ranking) > 1:
        assert found.clear == (lead > 10 * case.rules.method.close_margin)
    else:
        assert found.clear == (len(ranking) == 1)


def check_recommended(case: Case, pick: int) -> None:
    """The first that is above 50 as printed and that needs do not speak against, or none."""
    del pick
    found = assessed(case)
    good = [s.model for s in found.ranking if s.tenths > 500 and s.need_points >= 0]
    assert found.recommended == next(iter(good), "")


def check_cautions(case: Case, pick: int) -> None:
    """Exactly those whose conditions hold: dangers first, a model's only when it comes first."""
    del pick
    found = assessed(case)
    agency = case.profile.agency
    known = {**(agency.levels() if agency else {}), **case.profile.levels()}

    def holds(caution: Caution) -> bool:
        return all(known.get(c.criterion, "") in c.levels for c in caution.when)

    first = {s.model for s in found.ranking if s.rank == 1}
    of_first = [c for m in case.rules.models.values() if m.id in first for c in m.cautions]
    expected = [c for c in (*case.rules.cautions, *of_first) if holds(c)]
    assert sorted(found.cautions) == sorted(expected)
    dangers = [c.danger for c in found.cautions]
    assert dangers == sorted(dangers, reverse=True)
    of_models = [bool(c.model) for c in found.cautions]
    assert of_models == sorted(of_models)


test_ranks = over_generated(check_ranks)
test_ranks_shipped = over_shipped(check_ranks)
test_recommended = over_generated(check_recommended)
test_recommended_shipped = over_shipped(check_recommended)
test_cautions = over_generated(check_cautions)
test_cautions_shipped = over_shipped(check_cautions)
