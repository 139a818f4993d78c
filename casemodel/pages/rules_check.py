"""The closing lines of `casemodel rules check`: what the rules bring about."""

from collections.abc import Iterator

from casemodel.knowledge.values import Rules
from casemodel.pages.words import counted
from casemodel.workshop.lint.effects import Effects
from casemodel.workshop.rule_check import CheckedRules

NAMED = 5
"""How many of the deciding ideas are named."""

_NOT_TRIED = "What these rules bring about was not tried: mend the problems first."


def what_they_do(checked: CheckedRules, profiles: int, *, plain: bool) -> str:
    """How much the rules hold, and how often each model comes first, a line for each kind."""
    if checked.effects is None or checked.rules is None:
        return f"{'note: ' if plain else ''}{_NOT_TRIED}\n"
    lines = [("holds", _size(checked.rules))]
    for kind, first in checked.effects.first.items():
        times = ", ".join(f"{model} {count}" for model, count in first.items()) or "no model"
        lines.append((f"first of {profiles} random profiles, {kind}", times))
    lines += list(_deciding(checked.effects))
    if plain:
        return "".join(f"{label}: {text}\n" for label, text in lines)
    return "".join(f"{label[0].upper()}{label[1:]}: {text}.\n" for label, text in lines)


def _deciding(effects: Effects) -> Iterator[tuple[str, str]]:
    """The ideas that alone decide most often, and how far the worth of a rating step differs."""
    for kind, measured in effects.influences.items():
        strongest = ", ".join(f"{one.idea} {one.percent:.0f}" for one in measured[:NAMED])
        if strongest:
            label = f"decides alone in so many of 100 random profiles, {kind}"
            yield label, f"{strongest}; {_others(len(measured) - NAMED)}"
    for kind, worth in effects.step_worth.items():
        if worth:
            times = ", ".join(f"{model} {value:.2f}" for model, value in worth.items())
            yield f"one rating step is worth, {kind}", times


def _others(count: int) -> str:
    return f"{count} others less often" if count > 0 else "that is all"


def _size(rules: Rules) -> str:
    return ", ".join(
        (
            counted(len(rules.models), "model", "models"),
            counted(len(rules.hybrids), "hybrid", "hybrids"),
            counted(len(rules.criteria), "criterion", "criteria"),
            counted(len(rules.claims), "claim", "claims"),
            counted(len(rules.sources), "source", "sources"),
        )
    )
