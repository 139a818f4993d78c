"""What an answer made with house rules must say: that it was, and everything that differs."""

from collections.abc import Mapping

from casemodel.explanation.values import Sentence
from casemodel.knowledge.values import Rules
from casemodel.local_rules.differences import Difference, differences
from casemodel.local_rules.values import House

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


def house_notes(rules: Rules, house: House) -> tuple[Sentence, ...]:
    """That house rules are in use, then a sentence for each change. `rules` are those they change.

    Criteria, levels and models are called by their names in the rules, before any change.
    """
    count = len(house.changes)
    things = "one thing" if count == 1 else f"{count} things"
    told = (_told(rules, one) for one in differences(rules, house))
    return (_say("house", agency=house.agency, count=things), *told)


def _told(rules: Rules, one: Difference) -> Sentence:
    filled = {"before": one.before, "after": one.after, "signed": _signed(one)}
    match one.what:
        case "weight":
            return _say("house.weight", criterion=rules.criteria[one.of].name, **filled)
        case "band":
            criterion = rules.criteria[one.of].name
            return _say("house.band", criterion=criterion, level=one.name, **filled)
        case "requirement":
            model = _name_of(rules, one.of)
            return _say("house.requirement", model=model, requirement=one.name, **filled)
        case "caution":
            return _say("house.caution", caution=one.name, **filled)
        case "off":
            lost = [h.name for h in rules.hybrids.values() if one.of in h.parts]
            template = "house.off_with" if lost else "house.off"
            model = rules.models[one.of].name
            return _say(template, model=model, hybrids=", ".join(lost), signed=filled["signed"])


def _signed(one: Difference) -> str:
    reason = one.signed.reason.strip()
    ended = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    return _say("house.signed", reason=ended, name=one.signed.name, date=one.signed.date).text


def _name_of(rules: Rules, owner: str) -> str:
    hybrid = rules.hybrids.get(owner)
    return hybrid.name if hybrid else rules.models[owner].name


def _say(template: str, **filled: str) -> Sentence:
    """Fill one of the templates above in."""
    return Sentence(template, tuple(sorted(filled.items())), TEMPLATES[template].format(**filled))
