"""Sentences that say that an agency's own rules are in use, and list all that they change."""

from collections.abc import Mapping

from casemodel.explanation.values import Sentence
from casemodel.knowledge.local import LocalChange, LocalRules

TEMPLATES: Mapping[str, str] = {
    "house": "House rules of {agency} are in use. They change the rules in {count}:",
    "house.weight": "Weight of '{criterion}': {after} in place of {before}. {signed}",
    "house.band": "'{level}' of '{criterion}': {after} in place of {before}. {signed}",
    "house.requirement": (
        "What {model} requires ({requirement}): '{after}' in place of '{before}'. {signed}"
    ),
    "house.caution": "A caution is added ({caution}): {after} {signed}",
    "house.off": "{model} is switched off. {signed}",
    "house.off_with": "{model} is switched off, and with it {hybrids}. {signed}",
    "house.signed": "Why: {reason} ({name}, {date}.)",
}


def local_notes(local: LocalRules | None) -> tuple[Sentence, ...]:
    """Say that house rules are in use, then tell each change; nothing without any.

    Criteria, levels and models are called by their names in the rules before any change.
    """
    if local is None:
        return ()
    count = len(local.changes)
    things = "one thing" if count == 1 else f"{count} things"
    return (_say("house", agency=local.agency, count=things), *map(_told, local.changes))


def _told(change: LocalChange) -> Sentence:
    filled = {"before": change.before, "after": change.after, "signed": _signed(change)}
    match change.what:
        case "weight":
            return _say("house.weight", criterion=change.of_name, **filled)
        case "band":
            return _say("house.band", criterion=change.of_name, level=change.name, **filled)
        case "requirement":
            return _say(
                "house.requirement", model=change.of_name, requirement=change.name, **filled
            )
        case "caution":
            return _say("house.caution", caution=change.name, **filled)
        case "off":
            template = "house.off_with" if change.lost else "house.off"
            hybrids = ", ".join(change.lost)
            return _say(template, model=change.of_name, hybrids=hybrids, signed=filled["signed"])


def _signed(change: LocalChange) -> str:
    reason = change.signed.reason.strip()
    ended = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    name, date = change.signed.name, change.signed.date
    return _say("house.signed", reason=ended, name=name, date=date).text


def _say(template: str, **filled: str) -> Sentence:
    """Fill one of the templates above in."""
    return Sentence(template, tuple(sorted(filled.items())), TEMPLATES[template].format(**filled))
