"""Rules and profiles with one thing changed."""

from collections.abc import Callable, Mapping
from random import Random
from typing import TypeVar

from casemodel.engine.tables import BasisChoice, share_parts, step_counted
from casemodel.knowledge.values import STEPS, Criterion, Model, Rating, Rules, Step
from casemodel.profiles.values import Answer, Profile
from tests.laws.recipes import Case

T = TypeVar("T")


def answered(profile: Profile, criterion: str, level: str) -> Profile:
    """The profile with this one answer changed."""
    answers = {**profile.answers, criterion: Answer("answered", level)}
    return profile._replace(answers=answers)


def unanswered(profile: Profile, criterion: str) -> Profile:
    """The profile without this one answer."""
    answers = {c: a for c, a in profile.answers.items() if c != criterion}
    return profile._replace(answers=answers)


def with_models(rules: Rules, models: Mapping[str, Model]) -> Rules:
    """The rules with these models only."""
    return rules._replace(models=dict(models))


def only_models(rules: Rules, kept: set[str]) -> Rules:
    """The rules without the other models."""
    return with_models(rules, {id_: m for id_, m in rules.models.items() if id_ in kept})


def with_ratings(rules: Rules, model: str, criterion: str, rated: Mapping[str, Rating]) -> Rules:
    """The rules with other ratings of one model on one criterion."""
    one = rules.models[model]
    changed = one._replace(ratings={**one.ratings, criterion: rated})
    return with_models(rules, {**rules.models, model: changed})


def with_criteria(rules: Rules, change: Callable[[Criterion], Criterion]) -> Rules:
    """The rules with every criterion changed."""
    return rules._replace(criteria={id_: change(c) for id_, c in rules.criteria.items()})


def with_weights(rules: Rules, factor: int) -> Rules:
    """The rules with every weight multiplied."""
    return with_criteria(rules, lambda c: c._replace(weight=c.weight * factor))


def with_extra(rules: Rules, twin: Criterion, copy_of: str = "") -> Rules:
    """The rules with one more criterion, rated by every model as it rates `copy_of`."""
    models = {
        id_: model._replace(ratings={**model.ratings, twin.id: model.ratings[copy_of]})
        if copy_of in model.ratings
        else model
        for id_, model in rules.models.items()
    }
    return with_models(rules, models)._replace(criteria={**rules.criteria, twin.id: twin})


def renamed_models(rules: Rules, names: Mapping[str, str]) -> Rules:
    """The rules with the models' ids changed, and nothing else; by id, as always."""
    renamed = {
        new: rules.models[old]._replace(id=new)
        for old, new in sorted(names.items(), key=lambda pair: pair[1])
    }
    return with_models(rules, renamed)


def shuffled(mapping: Mapping[str, T], random: Random) -> dict[str, T]:
    """The same mapping in another order."""
    items = list(mapping.items())
    random.shuffle(items)
    return dict(items)


def stirred(case: Case, random: Random) -> Case:
    """The same case with everything that has no order of its own in another order."""
    rules, profile, basis = case
    models = {
        id_: model._replace(
            ratings={c: shuffled(r, random) for c, r in shuffled(model.ratings, random).items()}
        )
        for id_, model in shuffled(rules.models, random).items()
    }
    stirred_rules = rules._replace(
        criteria=shuffled(rules.criteria, random),
        models=models,
        claims=shuffled(rules.claims, random),
        sources=shuffled(rules.sources, random),
        cautions=tuple(random.sample(rules.cautions, len(rules.cautions))),
    )
    return Case(stirred_rules, profile._replace(answers=shuffled(profile.answers, random)), basis)


def value(case: Case, model: str, criterion: str, level: str) -> int:
    """The number at which a model's rating of a level counts."""
    rating = case.rules.models[model].ratings.get(criterion, {}).get(level)
    return case.rules.method.steps[step_counted(rating, case.basis) if rating else "neutral"]


def at_most_half(criterion: Criterion, level: str) -> bool:
    """Whether at most half of all profiles are expected at this level."""
    parts = share_parts(criterion)
    at = [one.id for one in criterion.levels].index(level)
    return 2 * parts[at] <= sum(parts)


def raised(rating: Rating | None, basis: BasisChoice) -> Rating | None:
    """The rating one step up as it counts under this basis; None if it is at the top."""
    now = step_counted(rating, basis) if rating else "neutral"
    if now == STEPS[0]:
        return None
    up: Step = STEPS[STEPS.index(now) - 1]
    return Rating(up, "document", (), "Raised.", None)
