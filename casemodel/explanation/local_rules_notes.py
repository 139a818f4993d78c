"""What an answer made with house rules must say: that it was, and everything that differs."""

from casemodel.explanation.templates import say
from casemodel.explanation.values import Sentence
from casemodel.knowledge.values import Rules
from casemodel.local_rules.differences import Difference, differences
from casemodel.local_rules.values import House


def house_notes(rules: Rules, house: House) -> tuple[Sentence, ...]:
    """That house rules are in use, then a sentence for each change. `rules` are those they change.

    Criteria, levels and models are called by their names in the rules, before any change.
    """
    count = len(house.changes)
    changes = say("house.one_change") if count == 1 else say("house.changes", count=str(count))
    told = (_told(rules, one) for one in differences(rules, house))
    return (say("house", agency=house.agency, count=changes.text), *told)


def _told(rules: Rules, one: Difference) -> Sentence:
    before, after, signed = one.before, one.after, _signed(one)
    match one.what:
        case "weight":
            return say(
                "house.weight",
                criterion=rules.criteria[one.of].name,
                before=before,
                after=after,
                signed=signed,
            )
        case "band":
            criterion = rules.criteria[one.of].name
            return say(
                "house.band",
                criterion=criterion,
                level=one.name,
                before=before,
                after=after,
                signed=signed,
            )
        case "requirement":
            model = _name_of(rules, one.of)
            return say(
                "house.requirement",
                model=model,
                requirement=one.name,
                before=before,
                after=after,
                signed=signed,
            )
        case "caution":
            return say("house.caution", caution=one.name, after=after, signed=signed)
        case "off":
            lost = [h.name for h in rules.hybrids.values() if one.of in h.parts]
            model = rules.models[one.of].name
            if lost:
                return say("house.off_with", model=model, hybrids=", ".join(lost), signed=signed)
            return say("house.off", model=model, signed=signed)


def _signed(one: Difference) -> str:
    reason = one.signed.reason.strip()
    ended = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    return say("house.signed", reason=ended, name=one.signed.name, date=one.signed.date).text


def _name_of(rules: Rules, owner: str) -> str:
    hybrid = rules.hybrids.get(owner)
    return hybrid.name if hybrid else rules.models[owner].name
