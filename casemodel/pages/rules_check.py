"""The closing lines of `casemodel rules check`: what the rules bring about."""

from casemodel.knowledge.values import Rules
from casemodel.pages.words import counted
from casemodel.workshop.rule_check import CheckedRules

_NOT_TRIED = "What these rules bring about was not tried: mend the problems first."


def what_they_do(checked: CheckedRules, profiles: int, *, plain: bool) -> str:
    """How much the rules hold, and how often each model comes first, a line for each kind."""
    if checked.effects is None or checked.rules is None:
        return f"{'note: ' if plain else ''}{_NOT_TRIED}\n"
    lines = [("holds", _size(checked.rules))]
    for kind, first in checked.effects.first.items():
        times = ", ".join(f"{model} {count}" for model, count in first.items()) or "no model"
        lines.append((f"first of {profiles} random profiles, {kind}", times))
    if plain:
        return "".join(f"{label}: {text}\n" for label, text in lines)
    return "".join(f"{label[0].upper()}{label[1:]}: {text}.\n" for label, text in lines)


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
