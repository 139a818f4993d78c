"""The rules on hybrids in words: all declared hybrids, how they are run, and why."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.models import Hybrid, Model, Way
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Heading, Item, Paragraph
from casemodel.pages.words import cited, sentence
from casemodel.texts.messages import phrase

WAYS: Mapping[Way, str] = {
    "tiered": "hybrids.tiered",
    "blended": "hybrids.blended",
    "step_down": "hybrids.step_down",
    "overlay": "hybrids.overlay",
}


def hybrids_with(rules: Rules, model: Model) -> tuple[Hybrid, ...]:
    """List the declared hybrids of which the model is a part."""
    return tuple(hybrid for hybrid in rules.hybrids.values() if model.id in hybrid.parts)


def parts_and_way(rules: Rules, hybrid: Hybrid) -> str:
    """Write both parts and how they are run together: 'Brokerage and Clinical, tiered: ...'."""
    return way_of([rules.models[part].name for part in hybrid.parts], hybrid.way)


def way_of(part_names: Sequence[str], way: Way) -> str:
    """Write how parts with these names are run together."""
    return phrase("hybrids.parts", parts=joined(part_names), way=phrase(WAYS[way]))


def described(rules: Rules, hybrid: Hybrid) -> str:
    """Describe a hybrid: its parts, way and reason, who is served and how people move."""
    texts = (parts_and_way(rules, hybrid), hybrid.reason, hybrid.serves, hybrid.moves)
    return " ".join(sentence(text) for text in texts if text)


def every_hybrid(rules: Rules) -> tuple[Block, ...]:
    """List every declared hybrid with its id; a pair that is not among them is not recommended."""
    if not rules.hybrids:
        return ()
    items = tuple(
        Item("", hybrid.id, _in_short(rules, hybrid), cited(rules, hybrid.claims))
        for hybrid in rules.hybrids.values()
    )
    about = phrase("hybrids.about")
    return (
        Heading(2, phrase("hybrids.count", count=len(items))),
        Paragraph(about, label=phrase("label.hybrids")),
        Bullets(phrase("label.hybrid"), items),
    )


def _in_short(rules: Rules, hybrid: Hybrid) -> str:
    return f"{hybrid.name}. {parts_and_way(rules, hybrid)} {sentence(hybrid.reason)}"
