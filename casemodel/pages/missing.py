"""Gaps of the alternative that the answer is about, and what closing each takes."""

from collections.abc import Mapping

from casemodel.explanation.alternative_values import RankedAlternative, RequirementState
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.values import CheckState, Explanation
from casemodel.pages.document import Block, Bullets, Heading, Item, Tone
from casemodel.pages.words import sentence, short_citation
from casemodel.texts.messages import phrase

STATES: Mapping[CheckState, str] = {
    "met": "state.met",
    "unmet": "state.unmet",
    "to_confirm": "state.to_confirm",
}
"""The text for the state of a requirement."""
# Of requirements that should be met, the first screen shows no more than fill it up to this.
_SHOWN = 3
_NAMED = 1


def what_is_missing(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """List unmet requirements, with the sum and what closing each takes.

    If a better fit was passed over because it cannot be run, its gaps are listed too. `full` names
    every requirement.
    """
    unmet = [gap for gap in explanation.gaps if gap.unmet]
    gaps = unmet if full else unmet[: max(_SHOWN, sum(gap.blocks for gap in unmet))]
    items = [unmet_item(gap, full=full) for gap in gaps]
    if len(unmet) > len(gaps):
        items.append(Item("", "", phrase("missing.more_explain", count=len(unmet) - len(gaps))))
    for passed in _passed_over(explanation):
        lead = phrase("missing.must_of", model=passed.name)
        items += [
            unmet_item(gap, full=full)._replace(lead=lead) for gap in passed.gaps if gap.blocks
        ]
    return (
        (Heading(2, phrase("missing.heading")), Bullets(phrase("label.missing"), tuple(items)))
        if items
        else ()
    )


def to_be_confirmed(explanation: Explanation, *, full: bool) -> str:
    """Name in a line the requirements to be confirmed: every must, then shoulds if there is room.

    `full` names every requirement. Empty if all is known, or feasibility was left out.
    """
    gaps = [gap for gap in explanation.gaps if not gap.unmet]
    musts = [
        phrase("missing.must", requirement=_in_short(gap)) for gap in gaps if gap.strength == "must"
    ]
    shoulds = [
        phrase("missing.should", requirement=_in_short(gap))
        for gap in gaps
        if gap.strength == "should"
    ]
    first_shoulds = shoulds if full else shoulds[: max(_NAMED - len(musts), 0)]
    left = len(shoulds) - len(first_shoulds)
    more = [phrase("missing.more", count=left)] if left else []
    return sentence(joined([*musts, *first_shoulds, *more]))


def _in_short(gap: RequirementState) -> str:
    """Name a requirement, with the part of a hybrid that states it."""
    return f"{gap.part}: {lowered(gap.name)}" if gap.part else lowered(gap.name)


def unmet_item(gap: RequirementState, *, full: bool = True) -> Item:
    """Write an unmet requirement: its text, the arithmetic behind it, and what closing it takes.

    In short unless `full`.
    """
    texts = [sentence(gap.text if full else gap.name)]
    texts += [sentence(gap.arithmetic.text)] if gap.arithmetic else []
    texts += [phrase("word.to_close", how=sentence(gap.to_close))] if gap.to_close else []
    note = short_citation(gap.cites)
    tone: Tone = "danger" if gap.strength == "must" else "against"
    return Item(
        "-", phrase("missing.unmet", strength=strength_of(gap)), " ".join(texts), note, tone
    )


def strength_of(gap: RequirementState) -> str:
    """Write 'Must' or 'Should', with the part of a hybrid that states it."""
    strength = gap.strength.capitalize()
    return phrase("missing.for_part", strength=strength, part=gap.part) if gap.part else strength


def _passed_over(explanation: Explanation) -> list[RankedAlternative]:
    """List the best fit, if it leads the one recommended and cannot be run."""
    best = explanation.best_fit
    if best == explanation.about:
        return []
    return [
        ranked for ranked in explanation.ranking if ranked.id == best and ranked.feasible == "no"
    ]
