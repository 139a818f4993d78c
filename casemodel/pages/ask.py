"""The page of `casemodel ask`: the open questions that can still matter, most useful first."""

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Explanation, OpenQuestion
from casemodel.pages.answer import about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.reasons import named
from casemodel.pages.words import counted, few, sentence

_NAMED = 3
_SHOWN = 5  # with these whoever has little time is busy enough


def open_questions(explanation: Explanation, *, full: bool) -> Document:
    """Where the answer stands, then the five open questions that can settle most.

    All of them where `full`, with what each alone would do. Those about danger come first, whatever
    they can settle.
    """
    dangers = {(one.criterion, one.segment) for one in explanation.ask_first}
    asked = [one for one in explanation.ask_next if (one.criterion, one.segment) not in dangers]
    shown = len(asked) if full else _SHOWN
    deciding = tuple(one for one in asked if one.decides)
    others = tuple(one for one in asked if not one.decides)
    facts = (
        Fact("Answer now", explanation.headline.text),
        Fact("Stability", explanation.stability.text),
    )
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation.cautions),
        *_for_safety(explanation, full=full),
        Heading(2, "Where it stands"),
        Facts(facts),
        *_refused(explanation),
    ]
    blocks += _listed(_ALONE, deciding, shown)
    blocks += _listed(_TOGETHER, others, max(shown - len(deciding), 0))
    left_out = _left_out(explanation)
    blocks += left_out if full else ()
    closing = [_closing(explanation)]
    if not full and (left_out or len(asked) > shown):
        closing.append(Fact("More", _more(explanation)))
    page = Document(title(explanation), tuple(blocks), tuple(closing))
    return with_house(page, explanation.local_rules)


_ALONE = "One answer alone can change the recommendation"
_TOGETHER = "Can change it only together with others"


def _more(explanation: Explanation) -> str:
    """How to see the others; groups of clients are not asked about in an interview."""
    if explanation.groups:
        return "--full shows all"
    return f"--full shows all; casemodel interview {explanation.kind} PROFILE asks one by one"


def _for_safety(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """The open questions about danger; what they do to the answer is not why they are asked."""
    items = []
    for one in explanation.ask_first:
        item = _item(one)._replace(sign="!", tone="danger")
        items.append(item if full else item._replace(beneath=()))
    heading = Heading(2, "Ask first, for safety")
    return (heading, Bullets("ask first", tuple(items))) if items else ()


def _refused(explanation: Explanation) -> tuple[Block, ...]:
    """What was refused, which is never asked again."""
    names = [named(one.name, one.segment) for one in explanation.refused]
    if not names:
        return ()
    text = f"Refused, so not asked again: {lowered(joined(names))}."
    return (Paragraph(text, label="refused"),)


def _listed(heading: str, questions: tuple[OpenQuestion, ...], shown: int) -> tuple[Block, ...]:
    """So many of the questions, and how many there are; nothing where none is to be shown."""
    items = [_item(one) for one in questions[:shown]]
    if not items:
        return ()
    if len(items) < len(questions):
        items.append(Item("", "", f"and {len(questions) - len(items)} more"))
    return (Heading(2, f"{heading}: {len(questions)}"), Bullets("ask", tuple(items)))


def _item(one: OpenQuestion) -> Item:
    """The question, what it is called in a file, and which answers decide for whom."""
    swing = f"; up to {printed(one.swing)} points" if one.swing else ""
    return Item(
        "",
        named(one.name, one.segment),
        one.question,
        f"[{one.criterion}{swing}]",
        beneath=_decides(one),
    )


def _decides(one: OpenQuestion) -> tuple[str, ...]:
    """For each alternative, the answers by which it alone would come to be recommended."""
    answers: dict[str, list[str]] = {}
    for settling in one.settles:
        answers.setdefault(settling.recommended_name, []).append(settling.answer)
    return tuple(
        f"{winner or 'No model'}, if the answer is: {joined(by, 'or')}"
        for winner, by in answers.items()
    )


def _left_out(explanation: Explanation) -> tuple[Block, ...]:
    """The open questions that no answer of theirs would make matter now."""
    known = {
        (one.criterion, one.segment) for one in (*explanation.ask_next, *explanation.ask_first)
    }
    known |= {(one.criterion, one.segment) for one in explanation.refused}
    names = [
        named(one.name, one.segment)
        for one in explanation.open_questions
        if (one.criterion, one.segment) not in known
    ]
    if not names:
        return ()
    items = (Item("", "", sentence(few(names, _NAMED))),)
    return (Heading(2, "Not worth asking: of no effect now"), Bullets("left out", items))


def _closing(explanation: Explanation) -> Fact:
    if not explanation.ask_next:
        return Fact("", "Nothing left to ask can change the answer. Stopping here is fine.")
    count = counted(len(explanation.ask_next), "question", "questions")
    return Fact("", f"{count} can still matter. Stopping at any point is fine.")
