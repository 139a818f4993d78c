"""Reasons as lines of a list: in short, or in full where every word counts."""

from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.numbers import signed
from casemodel.pages.document import Item
from casemodel.pages.words import citation, sentence, short_citation


def in_short(reason: Reason) -> Item:
    """A reason with its first citations."""
    return item_of(reason, short_citation(reason.cites, reason.basis))


def in_full(reason: Reason) -> Item:
    """A reason with every citation, and beneath it what other sources say against it."""
    item = item_of(reason, citation(reason.cites, reason.basis))
    return item._replace(beneath=tuple(sentence.text for sentence in reason.contested))


def item_of(reason: Reason, note: str) -> Item:
    """One reason: the question, the answer, why that counts, its points, basis and citations."""
    speaks_for = reason.tenths > 0
    return Item(
        "+" if speaks_for else "-",
        named(reason.criterion_name, reason.segment, reason.part_name),
        f"{sentence(reason.answer)} {sentence(reason.text)}",
        note,
        "for" if speaks_for else "against",
        points=signed(reason.tenths),
    )


def named(name: str, segment: str = "", part: str = "") -> str:
    """Name a question, with the segment it is asked of and the part of a hybrid that counts."""
    where = ", ".join(filter(None, (segment, part)))
    return f"{name} ({where})" if where else name
