"""What a report says of itself: what the tool is and is not, and that a person decides."""

from collections.abc import Iterator

from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Fact, Heading, Item, Paragraph, Ruled
from casemodel.pages.words import counted

GUIDE = Fact("", "A guide for your decision, not the decision.")

_IS_NOT = (
    "It is not a test of a person, a diagnosis, or a mark for how good an agency is.",
    "A score says how well the answers match what sources say of a model.",
    "A score does not say how well the model would work for you.",
    "It knows only the answers. It does not know your law, your contracts, or your people.",
    "A question without an answer counts as the average answer, and the report says which.",
    "Race, sex, language and origin are never asked, and never count.",
    "Some sources are articles by firms that sell software. Each reason says what it rests on.",
)


def what_it_is(rules: Rules) -> Iterator[Block]:
    """What was compared, how, and what the answer must not be taken for."""
    models = counted(len(rules.scored_models()), "model", "models")
    hybrids = counted(len(rules.hybrids), "hybrid", "hybrids")
    yield Heading(2, "What this is, and what it is not")
    yield Paragraph(
        f"casemodel compares {models} and {hybrids} by rules that are written down, each with its "
        "reason and its source. The same answers always give the same result. It runs on your own "
        "computer and sends nothing. Anyone can check every step, and change a rule."
    )
    yield Bullets("limit", tuple(Item("", "", text) for text in _IS_NOT))


def decision() -> Iterator[Block]:
    """Room to write down what was decided: a result that people differ from is a normal one."""
    yield Heading(2, "What was decided")
    yield Ruled("Our choice, and why, if it is not the one above:", 2)
    yield Ruled("By whom, and on what date. To be looked at again on:", 1)
