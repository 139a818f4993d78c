"""Reasons as lines of a list: in short for the first screen, in full for `--explain`."""

from casemodel.explanation.templates import say_with
from casemodel.explanation.values import Explanation, Reason, Sentence
from casemodel.pages.document import Block, Bullets, Heading, Item
from casemodel.pages.words import citation, sentence, short_citation, signed
from casemodel.texts.messages import phrase

_AGAINST = 1  # the strongest


def for_and_against(explanation: Explanation, *, notes: int | None) -> tuple[Block, ...]:
    """List the strongest reasons for, the strongest against, and the sources that contradict them.

    At most `notes` contradictions are shown, all of them for None.
    """
    if not (explanation.best_for or explanation.best_against or explanation.weak_points):
        return ()
    blocks: list[Block] = [Heading(2, phrase("reasons.heading", model=explanation.about_name))]
    for label, reasons in (
        (phrase("label.reason_for"), explanation.best_for),
        (phrase("label.reason_against"), explanation.best_against[:_AGAINST]),
    ):
        if reasons:
            blocks.append(Bullets(label, tuple(map(in_short, reasons))))
    if explanation.weak_points:
        weak = tuple(_weak_point(said) for said in explanation.weak_points[:_AGAINST])
        blocks.append(Bullets(phrase("label.weak_point"), weak))
    contested = [note for note in explanation.notes if note.id == "contested"]
    if notes is None:
        items = tuple(Item("", "", sentence(note.text)) for note in contested)
    else:
        told = (*explanation.best_for, *explanation.best_against[:_AGAINST])
        items = tuple(_contested(note) for note in contested if not _told(note, told))[:notes]
    return (*blocks, Bullets(phrase("label.sources_differ"), items)) if items else tuple(blocks)


def _told(note: Sentence, reasons: tuple[Reason, ...]) -> bool:
    """Say whether a reason on the page rests on the other source too, and so gives both sides."""
    other = dict(note.filled)["claims"].split(", ")[-1]
    return any(other in reason.claims for reason in reasons if note in reason.contested)


def _contested(said: Sentence) -> Item:
    """Write what another source says against a reason above, which gives the one side already."""
    filled = dict(said.filled)
    lead = say_with("contested.short", filled).text
    cites = short_citation(filled["other_cites"].split(", "))
    return Item("", lead, sentence(filled["other"]), cites)


def _weak_point(said: Sentence) -> Item:
    """Write a con of the model, shown where no answer itself speaks against it."""
    cites = [cite for cite in dict(said.filled).get("cites", "").split(", ") if cite]
    text = sentence(said.text)
    return Item("-", phrase("reasons.weak_point"), text, short_citation(cites), "against")


def in_short(reason: Reason) -> Item:
    """Write a reason with its first citations."""
    return _item(reason, short_citation(reason.cites, reason.basis))


def in_full(reason: Reason) -> Item:
    """Write a reason with every citation, and beneath it what other sources say against it."""
    item = _item(reason, citation(reason.cites, reason.basis))
    return item._replace(beneath=tuple(said.text for said in reason.contested))


def _item(reason: Reason, note: str) -> Item:
    """Write one reason: the question, the answer, why that counts, points, basis and citations."""
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
