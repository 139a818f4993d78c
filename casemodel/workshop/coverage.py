"""The part of the rules that the rule tests reach: criteria, levels and models."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile
from casemodel.workshop.cases import RuleTest


@dataclass(frozen=True, slots=True)
class Reached:
    """The number of things that are reached, out of how many, and the ids of the others."""

    reached: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The criteria, levels and models that the tests reach.

    A criterion is reached if a test names it as a reason that must count, a level if a test's
    profile answers with it, a model if a test expects it at the top.
    """

    criteria: Reached
    levels: Reached
    models: Reached


def coverage_of(rules: Rules, tests: Iterable[RuleTest]) -> Coverage:
    """Find what these tests reach. Levels are named 'criterion.level'."""
    tests = tuple(tests)
    reasoned = {reason.criterion for test in tests for reason in test.expected.reasons}
    answered = {level for test in tests for level in _levels(test.profile)}
    expected = {leader for test in tests for leader in test.expected.leaders()}
    levels = (f"{c.id}.{level.id}" for c in rules.criteria.values() for level in c.levels)
    return Coverage(
        criteria=_reached(rules.criteria, reasoned),
        levels=_reached(levels, answered),
        models=_reached((model.id for model in rules.scored_models()), expected),
    )


def _reached(all_ids: Iterable[str], reached: set[str]) -> Reached:
    all_ids = tuple(all_ids)
    missing = tuple(thing_id for thing_id in all_ids if thing_id not in reached)
    return Reached(len(all_ids) - len(missing), len(all_ids), missing)


def _levels(profile: Profile) -> Iterator[str]:
    yield from (f"{criterion}.{level}" for criterion, level in profile.levels().items())
    for segment in profile.segments:
        for criterion, answer in segment.answers.items():
            if answer.state == "answered":
                yield f"{criterion}.{answer.level}"
    if profile.agency is not None:
        yield from _levels(profile.agency)
