"""Profiles on which a change of rules is tried: as these rules read them, and a seeded sample."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Literal, NamedTuple

from casemodel.engine.deviations import share_parts
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import answer_of_number, answer_of_quantities
from casemodel.profiles.values import Answer, Profile

Group = Literal["example", "test", "sample"]

SEED = 20_260_101
SAMPLE = 200
"""The number of profiles drawn of each kind, unless another is asked for."""


class Subject(NamedTuple):
    """A profile on which two rule bases are tried; `name` is its file, its test or its number."""

    group: Group
    name: str
    profile: Profile


def sample(old: Rules, new: Rules, size: int) -> Iterator[Subject]:
    """Draw profiles of each kind with every question answered, by the shares of the levels.

    Each answer is drawn from a seed of its own, so that an added or removed criterion leaves the
    answers to all others as they were. For a criterion of both rule bases, the old levels are
    drawn.
    """
    for kind in KINDS:
        for number in range(1, size + 1):
            levels = _drawn(new, kind, number) | _drawn(old, kind, number)
            answers = {c: Answer("answered", level) for c, level in levels.items()}
            yield Subject("sample", f"{kind} {number}", Profile(kind, "", "", answers, {}))


def _drawn(rules: Rules, kind: Kind, number: int) -> dict[str, str]:
    """Draw a level for each criterion asked of the kind."""
    drawn = {}
    for criterion in rules.criteria_for(kind):
        random = Random(f"{SEED} {kind} {number} {criterion.id}")  # noqa: S311 - a sample
        levels = [level.id for level in criterion.levels]
        drawn[criterion.id] = random.choices(levels, share_parts(criterion))[0]
    return drawn


def as_read_by(rules: Rules, profile: Profile) -> Profile:
    """Read a profile as these rules do: numbers by their bands, without unknown names."""
    segments = tuple(s._replace(answers=_answers(rules, s.answers)) for s in profile.segments)
    known = _answers(rules, profile.answers) | _of_numbers(rules, profile)
    agency = profile.agency and as_read_by(rules, profile.agency)
    return profile._replace(
        answers={c: known[c] for c in rules.criteria if c in known},
        weights={c: w for c, w in profile.weights.items() if c in rules.criteria},
        priorities=tuple(c for c in profile.priorities if c in rules.criteria),
        segments=segments,
        agency=agency,
    )


def _answers(rules: Rules, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    levels = {}
    for name, answer in answers.items():
        criterion = rules.criteria.get(name)
        if criterion is None:
            continue
        if answer.number and criterion.counts and "/" not in answer.number:
            levels[name] = answer._replace(level=answer_of_number(criterion, answer.number).level)
        elif answer.state != "answered" or answer.level in {level.id for level in criterion.levels}:
            levels[name] = answer
    return levels


def _of_numbers(rules: Rules, profile: Profile) -> dict[str, Answer]:
    """Give the answers that follow from the quantities of a profile."""
    if not profile.quantities:
        return {}
    by_criterion = {
        c.id: answer_of_quantities(c, profile.quantities) for c in rules.criteria.values()
    }
    return {name: answer for name, answer in by_criterion.items() if answer is not None}
