"""What is missing to run the alternative that the answer is about, and what closing it takes."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.values import Explanation, Gap, RankedAlternative
from casemodel.showing.document import Block, Bullets, Heading, Item, Tone
from casemodel.showing.pages.words import few, sentence, short_citation

# Of requirements that should be met, the first screen shows no more than fill it up to this.
_SHOWN = 3
_NAMED = 1


def what_is_missing(
    assessment: Assessment, explanation: Explanation, *, full: bool
) -> tuple[Block, ...]:
    """What is unmet, with the sum and what closing it takes; then what is to be confirmed.

    Where a better fit was passed over since it cannot be run, what it lacks is said too. `full`
    names every requirement.
    """
    if assessment.options.fit_only:
        return ()
    unmet = [gap for gap in explanation.gaps if gap.unmet]
    shown = unmet if full else unmet[: max(_SHOWN, sum(gap.strength == "must" for gap in unmet))]
    items = [unmet_item(gap) for gap in shown]
    if len(unmet) > len(shown):
        items.append(Item("", "", f"{len(unmet) - len(shown)} more with --explain."))
    items += _to_be_confirmed(
        [gap for gap in explanation.gaps if not gap.unmet],
        len(explanation.gaps) if full else _NAMED,
    )
    for passed in _passed_over(explanation):
        lead = f"{passed.name}, the better fit, lacks a must"
        items += [
            unmet_item(gap)._replace(lead=lead)
            for gap in passed.gaps
            if gap.unmet and gap.strength == "must"
        ]
    return (Heading(2, "What is missing"), Bullets("missing", tuple(items))) if items else ()


def unmet_item(gap: Gap) -> Item:
    """An unmet requirement: what it asks, the arithmetic behind it, and what closing it takes."""
    texts = [sentence(gap.text)]
    texts += [gap.arithmetic.text] if gap.arithmetic else []
    texts += [f"To close it: {sentence(gap.to_close)}"] if gap.to_close else []
    note = short_citation(gap.cites)
    tone: Tone = "danger" if gap.strength == "must" else "against"
    return Item("-", f"{strength_of(gap)}, unmet", " ".join(texts), note, tone)


def strength_of(gap: Gap) -> str:
    """'Must' or 'Should', with the part of a hybrid that asks for it."""
    strength = gap.strength.capitalize()
    return f"{strength} (for {gap.part})" if gap.part else strength


def _to_be_confirmed(gaps: list[Gap], room: int) -> list[Item]:
    """One line on what no answer has shown: the first `room` by name, musts before shoulds."""
    if not gaps:
        return []
    texts = []
    for strength in ("must", "should"):
        names = [_lower(gap.name) for gap in gaps if gap.strength == strength]
        if names and room:
            texts.append(f"{strength}: {few(names, room)}")
        elif names:
            texts.append(f"{strength}: {len(names)} more")
        room -= min(room, len(names))
    return [Item("?", "To be confirmed", f"{'; '.join(texts)}.")]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _passed_over(explanation: Explanation) -> list[RankedAlternative]:
    """The best fit, where it leads the one recommended and cannot be run."""
    first = explanation.ranking[0] if explanation.ranking else None
    if first is None or first.id == explanation.about or first.feasible != "no":
        return []
    return [first]
