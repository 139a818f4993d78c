"""Checks of what rules bring about: who can come first, how often, and which questions matter.

The one check of rules that asks the engine; it needs rules without faults.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.references import Finding
from casemodel.knowledge.values import Rules
from casemodel.workshop.influence import (
    MOST_DECIDED,
    Influence,
    influences,
    step_worth,
)
from casemodel.workshop.rank_frequency import (
    PROFILES,
    CanLead,
    Field,
    can_lead,
    field_of,
    first_places,
)
from casemodel.workshop.rank_frequency import separates as separates_in

LEAST_FIRST = 10
"""A model must come first in at least one of so many profiles. With more than five models it is one
of twice as many as there are models."""

_WHOSE: Mapping[Kind, str] = {"client": "a client", "organization": "an organization"}


MANY_CRITERIA = 20
"""With fewer criteria than this, some of them must decide often; that is no finding."""

MOST_APART = 1.5
"""The most that one rating step may be worth for one model, times its worth for another."""


class Effects(NamedTuple):
    """Findings, and what the rules bring about for each kind of profile.

    `first` counts how often each model came first, `can_lead` says whether it can at all;
    `influences` are the ideas that alone decide most often, `criteria` the single questions that
    do, the strongest first; `step_worth` is what one rating step is worth for each model, the least
    being 1.
    """

    findings: tuple[Finding, ...]
    first: Mapping[Kind, Mapping[str, int]]
    can_lead: Mapping[Kind, Mapping[str, CanLead]]
    influences: Mapping[Kind, tuple[Influence, ...]]
    criteria: Mapping[Kind, tuple[Influence, ...]]
    step_worth: Mapping[Kind, Mapping[str, float]]


def effects(rules: Rules, profiles: int = PROFILES) -> Effects:
    """Work out what the rules bring about, over `profiles` seeded profiles of each kind."""
    fields = {kind: field_of(rules, kind) for kind in KINDS}
    first = {kind: first_places(rules, kind, profiles) for kind in KINDS}
    leading = {kind: can_lead(field) for kind, field in fields.items()}
    findings = [
        *_separating(rules, fields),
        *(f for kind in KINDS for f in _leading(kind, leading[kind], first[kind])),
        *(f for kind in KINDS for f in _too_seldom(kind, first[kind], leading[kind], profiles)),
    ]
    measured = {kind: influences(rules, kind) for kind in KINDS}
    ideas = {kind: of.ideas for kind, of in measured.items()}
    criteria = {kind: of.criteria for kind, of in measured.items()}
    worth = {kind: step_worth(rules, kind) for kind in KINDS}
    for kind in KINDS:
        if len(rules.criteria_for(kind)) >= MANY_CRITERIA:
            findings += _deciding_alone(rules, kind, ideas[kind])
            findings += _worth_apart(kind, worth[kind])
    return Effects(tuple(findings), first, leading, ideas, criteria, worth)


def _deciding_alone(rules: Rules, kind: Kind, deciding: tuple[Influence, ...]) -> Iterator[Finding]:
    ideas = {idea.id for idea in rules.ideas}
    for influence in deciding:
        if influence.percent > MOST_DECIDED:
            part = "ideas" if influence.idea in ideas else "criteria"
            path = ("criteria.yaml", part, influence.idea)
            message = (
                f"Alone it decides which model comes first in {influence.percent:.0f} of 100 "
                f"random profiles of {_WHOSE[kind]}."
            )
            expected = f"at most {MOST_DECIDED}: less weight, or ratings that do not mirror others"
            yield Finding("R509", path, message, expected=expected)


def _worth_apart(kind: Kind, worth: Mapping[str, float]) -> Iterator[Finding]:
    for model, times in worth.items():
        if times > MOST_APART:
            message = (
                f"One rating step is worth {times:.1f} times as much for it as for another model, "
                f"asked of {_WHOSE[kind]}."
            )
            expected = f"at most {MOST_APART} times: rate it on more, or others on less"
            yield Finding("R510", _ratings(model), message, expected=expected)


def _separating(rules: Rules, fields: Mapping[Kind, Field]) -> Iterator[Finding]:
    for criterion in rules.criteria.values():
        alike = [k for k in criterion.asked_of if not separates_in(fields[k], criterion.id)]
        if alike:
            whose = " or ".join(_WHOSE[kind] for kind in alike)
            message = f"Asked of {whose}, this gives every model the same points."
            path = ("criteria.yaml", "criteria", criterion.id)
            yield Finding("R501", path, message, expected="ratings that differ, or no question")


def _ratings(model: str) -> tuple[str, str]:
    return (f"models/{model}.yaml", "ratings")


def _leading(
    kind: Kind, leading: Mapping[str, CanLead], first: Mapping[str, int]
) -> Iterator[Finding]:
    for model, can in leading.items():
        if first[model] or can == "yes":
            continue
        if can == "no":
            message = f"No profile of {_WHOSE[kind]} can put it first: all were tried or ruled out."
            yield Finding("R401", _ratings(model), message)
        else:
            message = f"No profile of {_WHOSE[kind]} was found that puts it first; one may exist."
            yield Finding("R508", _ratings(model), message)


def _too_seldom(
    kind: Kind, first: Mapping[str, int], leading: Mapping[str, CanLead], profiles: int
) -> Iterator[Finding]:
    one_in = max(LEAST_FIRST, 2 * len(first))
    for model, times in first.items():
        if times * one_in < profiles and (times or leading[model] == "yes"):
            message = f"It comes first in {times} of {profiles} random profiles of {_WHOSE[kind]}."
            expected = f"at least {-(-profiles // one_in)}: other models have a home advantage"
            yield Finding("R402", _ratings(model), message, expected=expected)
