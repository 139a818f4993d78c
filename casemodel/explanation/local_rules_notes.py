"""Sentences on house rules: that they are in use, and all that they change."""

from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say, say_with
from casemodel.knowledge.local import LocalChange, LocalRules

_CHANGES = {
    "weight": "house.weight",
    "band": "house.band",
    "requirement": "house.requirement",
    "caution": "house.caution",
    "off": "house.off",
}


def local_notes(local: LocalRules | None) -> tuple[Sentence, ...]:
    """Say that house rules are in use, then list each change; nothing without house rules.

    Criteria, levels and models have their names in the rules before any change.
    """
    if local is None:
        return ()
    count = len(local.changes)
    changes = say("house.one_change") if count == 1 else say("house.changes", count=str(count))
    return (say("house", agency=local.agency, count=changes.text), *map(_change, local.changes))


def _change(change: LocalChange) -> Sentence:
    facts = {
        "of": change.of_name,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "signed": _signed(change),
        "hybrids": ", ".join(change.lost),
    }
    if change.what == "off" and change.lost:
        return say_with("house.off_with", facts)
    return say_with(_CHANGES[change.what], facts)


def _signed(change: LocalChange) -> str:
    reason = change.signed.reason.strip()
    ended = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    name, date = change.signed.name, change.signed.date
    return say("house.signed", reason=ended, name=name, date=date).text
