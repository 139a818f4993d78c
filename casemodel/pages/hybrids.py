"""What the rules say of hybrids: which there are, how they are run, and why."""

from collections.abc import Mapping

from casemodel.knowledge.values import Hybrid, Model, Rules, Way
from casemodel.pages.document import Block, Bullets, Heading, Item, Paragraph
from casemodel.pages.words import cited, sentence

WAYS: Mapping[Way, str] = {
    "tiered": "tiered: each group of clients is served by the part that suits it",
    "blended": "blended: one team works both ways at once",
    "step_down": "step-down: people move from the first to the second as needs ease",
    "overlay": "overlay: the first is a way to organize staff, laid over the second",
}


def hybrids_with(rules: Rules, model: Model) -> tuple[Hybrid, ...]:
    """The declared hybrids of which the model is a part."""
    return tuple(hybrid for hybrid in rules.hybrids.values() if model.id in hybrid.parts)


def parts_and_way(rules: Rules, hybrid: Hybrid) -> str:
    """The two parts and how they are run together: 'Brokerage and Clinical, tiered: each ...'."""
    first, second = (rules.models[part].name for part in hybrid.parts)
    return f"{first} and {second}, {WAYS[hybrid.way]}."


def described(rules: Rules, hybrid: Hybrid) -> str:
    """Its parts, its way, the reason for it, who is served and how people move."""
    texts = (parts_and_way(rules, hybrid), hybrid.reason, hybrid.serves, hybrid.moves)
    return " ".join(sentence(text) for text in texts if text)


def every_hybrid(rules: Rules) -> tuple[Block, ...]:
    """Every declared hybrid with its id; a pair that is not among them is not proposed."""
    if not rules.hybrids:
        return ()
    items = tuple(
        Item("", hybrid.id, _in_short(rules, hybrid), cited(rules, hybrid.claims))
        for hybrid in rules.hybrids.values()
    )
    said = "Two models run together. A pair that is not here is not proposed."
    return (
        Heading(2, f"{len(items)} hybrids"),
        Paragraph(said, label="hybrids"),
        Bullets("hybrid", items),
    )


def _in_short(rules: Rules, hybrid: Hybrid) -> str:
    return f"{hybrid.name}. {parts_and_way(rules, hybrid)} {sentence(hybrid.reason)}"
