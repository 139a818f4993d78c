"""Rules and profiles with one thing changed."""

from collections.abc import Callable, Mapping
from itertools import combinations
from random import Random
from typing import TypeVar

from casemodel.engine.deviations import BasisChoice, share_parts, step_counted
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import STEPS, Model, Rating, Step
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import answer_of_quantities
from casemodel.profiles.values import Profile
from tests.laws.recipes import Case

T = TypeVar("T")


def with_models(rules: Rules, models: Mapping[str, Model]) -> Rules:
    """The rules with these models only, and the hybrids of them."""
    hybrids = {id_: h for id_, h in rules.hybrids.items() if all(p in models for p in h.parts)}
    return rules._replace(models=dict(models), hybrids=hybrids)


def only_models(rules: Rules, kept: set[str]) -> Rules:
    """The rules without the other models."""
    return with_models(rules, {id_: m for id_, m in rules.models.items() if id_ in kept})


def with_ratings(rules: Rules, model: str, criterion: str, rated: Mapping[str, Rating]) -> Rules:
    """The rules with other ratings of one model on one criterion."""
    old_model = rules.models[model]
    changed = old_model._replace(ratings={**old_model.ratings, criterion: rated})
    return with_models(rules, {**rules.models, model: changed})


def with_criteria(rules: Rules, change: Callable[[Criterion], Criterion]) -> Rules:
    """The rules with every criterion changed."""
    return rules._replace(criteria={id_: change(c) for id_, c in rules.criteria.items()})


def with_weights(rules: Rules, factor: int) -> Rules:
    """The rules with every weight multiplied."""
    return with_criteria(rules, lambda c: c._replace(weight=c.weight * factor))


def with_extra(rules: Rules, twin: Criterion, copy_of: str = "") -> Rules:
    """The rules with one more criterion, rated and led as `copy_of` is."""
    models = {
        id_: model._replace(ratings={**model.ratings, twin.id: model.ratings[copy_of]})
        if copy_of in model.ratings
        else model
        for id_, model in rules.models.items()
    }
    hybrids = {
        id_: h._replace(leads={**h.leads, twin.id: h.leads[copy_of]}) if copy_of in h.leads else h
        for id_, h in rules.hybrids.items()
    }
    criteria = {**rules.criteria, twin.id: twin}
    return rules._replace(models=models, criteria=criteria, hybrids=hybrids)


def renamed_models(rules: Rules, names: Mapping[str, str]) -> Rules:
    """The rules with the models' ids changed, and nothing else; by id, as always."""
    renamed = {
        new: rules.models[old]._replace(id=new)
        for old, new in sorted(names.items(), key=lambda pair: pair[1])
    }
    hybrids = {
        id_: h._replace(
            parts=(names[h.parts[0]], names[h.parts[1]]),
            leads={c: names[part] for c, part in h.leads.items()},
        )
        for id_, h in rules.hybrids.items()
    }
    return rules._replace(models=renamed, hybrids=hybrids)


def shuffled(mapping: Mapping[str, T], random: Random) -> dict[str, T]:
    """The same mapping in another order."""
    items = list(mapping.items())
    random.shuffle(items)
    return dict(items)


def stirred(case: Case, random: Random) -> Case:
    """The same case with everything that has no order of its own in another order."""
    rules, profile, options = case
    models = {
        id_: model._replace(
            ratings={c: shuffled(r, random) for c, r in shuffled(model.ratings, random).items()}
        )
        for id_, model in shuffled(rules.models, random).items()
    }
    stirred_rules = rules._replace(
        criteria=shuffled(rules.criteria, random),
        models=models,
        hybrids={
            id_: h._replace(leads=shuffled(h.leads, random))
            for id_, h in shuffled(rules.hybrids, random).items()
        },
        claims=shuffled(rules.claims, random),
        sources=shuffled(rules.sources, random),
        quantities=shuffled(rules.quantities, random),
        cautions=tuple(random.sample(rules.cautions, len(rules.cautions))),
    )
    stirred_profile = profile._replace(
        answers=shuffled(profile.answers, random),
        quantities=shuffled(profile.quantities, random),
        weights=shuffled(profile.weights, random),
        segments=tuple(s._replace(answers=shuffled(s.answers, random)) for s in profile.segments),
    )
    return Case(stirred_rules, stirred_profile, options)


def value(case: Case, model: str, criterion: str, level: str) -> int:
    """The number at which a model's rating of a level counts."""
    rating = case.rules.models[model].ratings.get(criterion, {}).get(level)
    return case.rules.method.steps[step_counted(rating, case.basis) if rating else "neutral"]


def at_most_half(criterion: Criterion, level: str) -> bool:
    """Whether at most half of all profiles are expected at this level."""
    parts = share_parts(criterion)
    at = [other_level.id for other_level in criterion.levels].index(level)
    return 2 * parts[at] <= sum(parts)


def raised(rating: Rating | None, basis: BasisChoice) -> Rating | None:
    """The rating one step up as it counts under this basis; None if it is at the top."""
    now = step_counted(rating, basis) if rating else "neutral"
    if now == STEPS[0]:
        return None
    up: Step = STEPS[STEPS.index(now) - 1]
    return Rating(up, "document", (), "Raised.", None)


def with_bands(rules: Rules, random: Random) -> Rules:
    """The rules with one criterion that counts clients for each case manager, in bands.

    If it can be, one that a requirement is met by.
    """
    askable = [c for c in rules.criteria.values() if c.group != "need"]
    if not askable or random.random() < 0.5:
        return rules
    required = {
        condition.criterion
        for model in rules.models.values()
        for requirement in model.requirements
        for condition in requirement.met_by
    }
    criterion = random.choice([c for c in askable if c.id in required] or askable)
    edges = [1000 * 10 * (n + 1) for n in range(len(criterion.levels) - 1)]
    levels = tuple(
        level._replace(least=low, below=below)
        for level, low, below in zip(criterion.levels, [0, *edges], [*edges, None], strict=True)
    )
    counted = criterion._replace(levels=levels, counts="clients", per="case_managers")
    return rules._replace(criteria={**rules.criteria, criterion.id: counted})


def all_tiered(rules: Rules) -> Rules:
    """The rules with every pair of their hybrids tiered, and a tier of three parts where two share.

    That is, with the third pair of three models of which two pairs are declared.
    """
    pairs = {frozenset(h.parts): h._replace(way="tiered", leads={}) for h in rules.hybrids.values()}
    for hybrid, other_pair in combinations(pairs.values(), 2):
        third = frozenset(hybrid.parts) ^ frozenset(other_pair.parts)
        if len(third) == 2 and third not in pairs:
            first, second = sorted(third)
            pairs[third] = hybrid._replace(
                id="zthird", parts=(first, second), overhead=other_pair.overhead + 1
            )
            break
    return rules._replace(hybrids={h.id: h for h in pairs.values()})


def with_staff(profile: Profile, random: Random) -> Profile:
    """The organization with clients and staff, clinicians among them; some are not known."""
    if profile.kind != "organization":
        return profile
    managers = random.randint(0, 30)
    numbers = {
        "clients": str(random.randint(0, 600)),
        "case_managers": f"{managers}.5",
        "clinicians_on_staff": str(random.randint(0, managers)),
    }
    given_numbers = {q: n for q, n in numbers.items() if random.random() < 0.9}
    return profile._replace(quantities=given_numbers)


def with_what_follows(profile: Profile, rules: Rules) -> Profile:
    """The profile with the answers that follow from its numbers, as the reader gives it."""
    counted = [c for c in rules.criteria_for(profile.kind) if c.counts]
    following = {c.id: answer_of_quantities(c, profile.quantities) for c in counted}
    answers = {c: answer for c, answer in following.items() if answer is not None}
    return profile._replace(answers={**profile.answers, **answers})
