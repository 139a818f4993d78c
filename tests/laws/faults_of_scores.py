"""Faults in what is counted and how it is summed, each one that some such engine has had."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from casemodel.engine import scoring, tables, weighting
from casemodel.engine.deviations import BasisChoice, ModelTable, Tables
from casemodel.engine.questions import Asked, Question
from casemodel.engine.scoring import Scored, Weighting
from casemodel.knowledge.values import Criterion, Kind, Rating, Rules
from casemodel.profiles.values import Profile
from tests.laws.planting import Levels, plant, with_score

_score_model, _build_tables = scoring.score_model, tables.build_tables
_levels, _step_counted = Profile.levels, tables.step_counted


# ---- what is counted ----


def raw_ratings(patch: pytest.MonkeyPatch) -> None:
    """A plain weighted sum: ratings are not measured against the model's mean."""

    def build(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> Tables:
        true = _build_tables(rules, kind, basis)
        models = []
        for table in true.models:
            rated = rules.models[table.model].ratings
            rows = {
                c: {
                    level: rules.method.steps[
                        _step_counted(rated[c][level], basis) if level in rated[c] else "neutral"
                    ]
                    for level in row
                }
                for c, row in table.deviations.items()
            }
            spread = sum(true.weights[c] * max(map(abs, row.values())) for c, row in rows.items())
            models.append(ModelTable(table.model, spread, rows))
        return true._replace(models=tuple(models))

    plant(patch, "build_tables", build)


def shares_ignored(patch: pytest.MonkeyPatch) -> None:
    """Every level counts evenly in the mean."""
    plant(patch, "share_parts", lambda criterion: (1,) * len(criterion.levels))


def strong_fit_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A strong fit counts as neutral."""

    def step(rating: Rating, choice: BasisChoice) -> str:
        counted = _step_counted(rating, choice)
        return "neutral" if counted == "strong_fit" else counted

    plant(patch, "step_counted", step)


def documents_say_ignored(patch: pytest.MonkeyPatch) -> None:
    """The documents alone are taken to say nothing where the literature contradicts them."""
    plant(
        patch,
        "step_counted",
        lambda rating, choice: _step_counted(rating._replace(documents_say=None), choice),
    )


def weights_cut_at_three(patch: pytest.MonkeyPatch) -> None:
    """No weight counts for more than 3."""

    def build(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> Tables:
        def cut(criterion: Criterion) -> Criterion:
            return criterion._replace(weight=min(3, criterion.weight))

        criteria = {id_: cut(c) for id_, c in rules.criteria.items()}
        return _build_tables(rules._replace(criteria=criteria), kind, basis)

    plant(patch, "build_tables", build)


def kind_ignored(patch: pytest.MonkeyPatch) -> None:
    """Criteria that are not asked of this kind count too."""
    patch.setattr(Rules, "criteria_for", lambda rules, _kind: tuple(rules.criteria.values()))


def _spread(patch: pytest.MonkeyPatch, change: Callable[[Tables, ModelTable], int]) -> None:
    def build(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> Tables:
        true = _build_tables(rules, kind, basis)
        models = (t._replace(spread=t.spread and change(true, t)) for t in true.models)
        return true._replace(models=tuple(models))

    plant(patch, "build_tables", build)


def spread_of_the_widest(patch: pytest.MonkeyPatch) -> None:
    """All models are divided by the widest spread among them."""
    _spread(patch, lambda all_, _: max(t.spread for t in all_.models))


def spread_counts_every_criterion(patch: pytest.MonkeyPatch) -> None:
    """A criterion on which a model is neutral widens its spread."""
    _spread(patch, lambda all_, table: table.spread + sum(all_.weights.values()))


def spread_of_the_best_only(patch: pytest.MonkeyPatch) -> None:
    """The spread looks at the best level only, and forgets how low the worst lies."""
    _spread(
        patch,
        lambda all_, table: sum(
            all_.weights[c] * max(row.values()) for c, row in table.deviations.items()
        ),
    )


# ---- how it is summed ----


def silence_is_no(patch: pytest.MonkeyPatch) -> None:
    """What is not answered counts as the first level."""

    def score(table: ModelTable, levels: Levels, weighting: Weighting, overhead: int = 0) -> Scored:
        first = {c: next(iter(row)) for c, row in table.deviations.items()}
        return _score_model(table, {**first, **levels}, weighting, overhead)

    plant(patch, "score_model", score)


def refused_is_no(patch: pytest.MonkeyPatch) -> None:
    """A refusal counts as the first level, by the name it has in these rules."""

    def levels(profile: Profile) -> dict[str, str]:
        refused = {c: "l0" for c, a in profile.answers.items() if a.state == "refused"}
        return {**refused, **_levels(profile)}

    patch.setattr(Profile, "levels", levels)


def only_answered_spread(patch: pytest.MonkeyPatch) -> None:
    """A model is measured on its reach over the answered criteria only."""

    def score(table: ModelTable, levels: Levels, weighting: Weighting, overhead: int = 0) -> Scored:
        spread = sum(
            weighting.weights[c] * max(map(abs, row.values()))
            for c, row in table.deviations.items()
            if c in levels
        )
        return _score_model(table._replace(spread=spread or 1), levels, weighting, overhead)

    plant(patch, "score_model", score)


def weights_not_normalized(patch: pytest.MonkeyPatch) -> None:
    """The rules' weights are not divided by their sum."""
    _weigh(patch, lambda weighting: weighting._replace(rules_total=7))


def own_weights_not_normalized(patch: pytest.MonkeyPatch) -> None:
    """The weights in use are divided by the sum of the rules'."""
    _weigh(patch, lambda weighting: weighting._replace(total=weighting.rules_total))


def _weigh(patch: pytest.MonkeyPatch, change: Callable[[Weighting], Weighting]) -> None:
    def score(table: ModelTable, levels: Levels, weighting: Weighting, overhead: int = 0) -> Scored:
        return _score_model(table, levels, change(weighting), overhead)

    plant(patch, "score_model", score)


def own_factors_not_normalized(patch: pytest.MonkeyPatch) -> None:
    """A person's factors count as they are, whatever their sum."""
    _weighting_for = weighting.weighting_for

    def weigh(
        rules_weights: Mapping[str, int],
        factors: Mapping[str, Fraction],
        priorities: tuple[str, ...],
        asked: Mapping[Question, Asked],
    ) -> Weighting:
        true = _weighting_for(rules_weights, factors, priorities, asked)
        return true._replace(total=true.rules_total)

    plant(patch, "weighting_for", weigh)


def priorities_by_rank_sum(patch: pytest.MonkeyPatch) -> None:
    """An order of priorities is shared out by rank sum, another rule than the one stated."""
    plant(
        patch,
        "rank_order_centroid",
        lambda count: tuple(Fraction(2 * (count - i), count * (count + 1)) for i in range(count)),
    )


def bonus_by_name(patch: pytest.MonkeyPatch) -> None:
    """One model is given a point for its name."""

    def score(table: ModelTable, levels: Levels, weighting: Weighting, overhead: int = 0) -> Scored:
        one = _score_model(table, levels, weighting, overhead)
        return with_score(one, one.score + 1) if table.model > "mc" else one

    plant(patch, "score_model", score)


def each_rounded_for_itself(patch: pytest.MonkeyPatch) -> None:
    """Printed contributions are rounded one by one, so they need not add up."""
    plant(
        patch,
        "_shared_out",
        lambda numerators, denominator, _total: {
            c: scoring.round_half_up(n * 10, denominator) for c, n in numerators.items()
        },
    )


def rest_by_order(patch: pytest.MonkeyPatch) -> None:
    """Of equal remainders the first in the dict gets the tenth."""

    def share(numerators: Mapping[str, int], denominator: int, total: int) -> dict[str, int]:
        floors = {c: n * 10 // denominator for c, n in numerators.items()}
        by_remainder = sorted(numerators, key=lambda c: -(numerators[c] * 10 % denominator))
        for criterion in by_remainder[: total - sum(floors.values())]:
            floors[criterion] += 1
        return floors

    plant(patch, "_shared_out", share)


def half_to_even(patch: pytest.MonkeyPatch) -> None:
    """Rounding as Python does it."""
    plant(patch, "round_half_up", lambda n, d: round(Fraction(n, d)))


def reach_of_everyone(patch: pytest.MonkeyPatch) -> None:
    """Every model is said to reach 0 and 100."""
    plant(patch, "reach_of", lambda _table, _weights, _overhead=0: (0, 1000))
