"""The closing lines of `casemodel rules check`: what the rules bring about."""

from collections.abc import Iterator, Mapping, Sequence

from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase
from casemodel.workshop.influence import Influence
from casemodel.workshop.lint.effects import Effects
from casemodel.workshop.rule_check import CheckedRules

NAMED = 5
"""The number of deciding ideas that are named."""

_NOT_TRIED = "rules_check.not_tried"


def what_they_do(
    checked: CheckedRules,
    profiles: int,
    on_given: Mapping[Kind, Sequence[Influence]],
    *,
    plain: bool,
) -> str:
    """Write the size of the rules, and how often each model comes first, a line for each kind.

    `on_given` are the ideas that decide most of the profiles that a person gave.
    """
    if checked.effects is None or checked.rules is None:
        return f"{phrase('rules_check.note') if plain else ''}{phrase(_NOT_TRIED)}\n"
    lines = [(phrase("rules_check.holds"), _size(checked.rules))]
    for kind, first in checked.effects.first.items():
        times = ", ".join(f"{model} {count}" for model, count in first.items()) or phrase(
            "rules_check.no_model"
        )
        lines.append((phrase("rules_check.first", count=profiles, kind=kind), times))
    lines += list(_deciding(checked.effects))
    for kind, measured in on_given.items():
        count = measured[0].profiles if measured else 0
        ideas = [
            f"{influence.idea} {influence.decided}"
            for influence in measured[:NAMED]
            if influence.decided
        ]
        label = phrase("rules_check.on_given", count=count, kind=kind)
        lines.append((label, ", ".join(ideas) or phrase("rules_check.none")))
    if plain:
        return "".join(f"{label}: {text}\n" for label, text in lines)
    return "".join(f"{label[0].upper()}{label[1:]}: {text}.\n" for label, text in lines)


def _deciding(effects: Effects) -> Iterator[tuple[str, str]]:
    """Say which ideas alone decide most often, and how far the worth of a rating step differs."""
    for kind, ideas in effects.influences.items():
        yield from _named(phrase("rules_check.decides", kind=kind), ideas)
        yield from _named(phrase("rules_check.decides_one", kind=kind), effects.criteria[kind])
    for kind, worth in effects.step_worth.items():
        if worth:
            times = ", ".join(f"{model} {value:.2f}" for model, value in worth.items())
            yield phrase("rules_check.worth", kind=kind), times


def _named(label: str, measured: Sequence[Influence]) -> Iterator[tuple[str, str]]:
    """Name the strongest ideas with the profiles of 100 that each decides, and count the rest."""
    ideas = [f"{influence.idea} {influence.percent:.0f}" for influence in measured[:NAMED]]
    if len(measured) > NAMED:
        ideas.append(phrase("rules_check.others", count=len(measured) - NAMED))
    if ideas:
        yield label, ", ".join(ideas)


def _size(rules: Rules) -> str:
    return ", ".join(
        (
            counted(len(rules.models), "model"),
            counted(len(rules.hybrids), "hybrid"),
            counted(len(rules.criteria), "criterion"),
            counted(len(rules.claims), "claim"),
            counted(len(rules.sources), "source"),
        )
    )
