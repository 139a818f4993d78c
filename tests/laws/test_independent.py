"""Law 3, and axioms 9 to 13: no model's score or place against another depends on a third."""

from itertools import combinations

from casemodel.engine.ranking import RankedStanding
from tests.laws.looks import figures, models_only, of_models, standings
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import only_models, with_models


def check_independent(case: Case, pick: int) -> None:
    """Removing a model, and so adding one, changes nothing of the others, nor their order.

    Which models suit a group, and so which tiers are proposed and how they serve, follows from the
    best there: design.md's Hybrids. A tier that serves alike has the same figures.
    """
    names = sorted(case.rules.models)
    removed = names[pick % len(names)]
    before = standings(case)
    after = standings(case._replace(rules=only_models(case.rules, set(names) - {removed})))
    before = _kept(before, after, removed)
    assert list(before) == list(_kept(after, before, removed))
    for model, standing in before.items():
        assert _alone(standing) == _alone(after[model])
    for model_a, model_b in combinations(before, 2):
        assert (before[model_a].rank < before[model_b].rank) == (
            after[model_a].rank < after[model_b].rank
        )


def _kept(
    all_standings: dict[str, RankedStanding], other: dict[str, RankedStanding], removed: str
) -> dict[str, RankedStanding]:
    """What stands in both without the removed model; tiers only if they serve alike in both."""
    return {
        id_: standing
        for id_, standing in all_standings.items()
        if removed not in (id_, *standing.parts)
        and (not standing.serves or (id_ in other and other[id_].serves == standing.serves))
    }


def _alone(standing: RankedStanding) -> RankedStanding:
    """A standing without what compares it with others."""
    return standing._replace(rank=0, suits=False)


def check_clone(case: Case, pick: int) -> None:
    """A copy of a model stands where the model stands, and disturbs nobody."""
    names = [m.id for m in case.rules.scored_models()]
    chosen = case.rules.models[names[pick % len(names)]]
    copy = chosen._replace(id="zz_copy")
    before = standings(case)
    after = standings(
        case._replace(rules=with_models(case.rules, {**case.rules.models, copy.id: copy}))
    )
    assert after.keys() == before.keys() | ({copy.id} if chosen.id in before else set())
    if chosen.id in before:
        assert figures(after[copy.id]) == figures(after[chosen.id])
        assert after[copy.id].rank == after[chosen.id].rank
    for model, standing in before.items():
        assert standing._replace(rank=0) == after[model]._replace(rank=0)


def check_worse_other(case: Case, pick: int) -> None:
    """Putting a worse model in place of one that is not the best leaves the best."""
    case = models_only(case)
    before = standings(case)
    best = {m for m, s in before.items() if s.rank == 1}
    others = sorted(before.keys() - best)
    if not others:
        return
    last = max(before.values(), key=lambda s: s.rank).id
    replaced = others[pick % len(others)]
    worse = case.rules.models[last]._replace(id=replaced)
    rules = with_models(case.rules, {**case.rules.models, replaced: worse})
    after = standings(case._replace(rules=rules))
    assert {m for m, s in after.items() if s.rank == 1} == best


def check_pairs(case: Case, pick: int) -> None:
    """The ranking is the one built from all pairs, each asked alone; so it has no circle."""
    del pick
    case = models_only(case)
    whole = standings(case)
    beaten_by = dict.fromkeys(whole, 0)
    for model_a, model_b in combinations(whole, 2):
        pair = standings(case._replace(rules=only_models(case.rules, {model_a, model_b})))
        for model, rival in ((model_a, model_b), (model_b, model_a)):
            beaten_by[model] += pair[rival].rank < pair[model].rank
            assert (pair[rival].rank < pair[model].rank) == (whole[rival].rank < whole[model].rank)
    assert {m: 1 + n for m, n in beaten_by.items()} == {m: s.rank for m, s in whole.items()}


def check_hybrids_disturb_nobody(case: Case, pick: int) -> None:
    """Without the hybrids every model has the same figures, in the same order."""
    del pick
    with_hybrids, alone = of_models(standings(case)), standings(models_only(case))
    assert list(with_hybrids) == list(alone)
    for model, standing in alone.items():
        assert with_hybrids[model]._replace(rank=0) == standing._replace(rank=0)


test_hybrids_disturb_nobody = over_generated(check_hybrids_disturb_nobody)
test_hybrids_disturb_nobody_shipped = over_shipped(check_hybrids_disturb_nobody)
test_independent = over_generated(check_independent)
test_independent_shipped = over_shipped(check_independent)
test_clone = over_generated(check_clone)
test_clone_shipped = over_shipped(check_clone)
test_worse_other = over_generated(check_worse_other)
test_worse_other_shipped = over_shipped(check_worse_other)
test_pairs = over_generated(check_pairs)
test_pairs_shipped = over_shipped(check_pairs)
