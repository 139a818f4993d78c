"""The page of `casemodel ask`: the open questions that can still matter, most useful first."""

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import printed
from casemodel.explanation.question_values import OpenQuestion
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import about, danger_first, stability_line, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.reasons import named
from casemodel.pages.words import counted, few, sentence
from casemodel.texts.messages import phrase

_NAMED = 3
_SHOWN = 5  # with these whoever has little time is busy enough


def open_questions(explanation: Explanation, *, full: bool) -> Document:
    """Lay out the state of the answer, then the five open questions that can settle most.

    With `full`, all of them, with what each alone would do. Those about danger come first, whatever
    they can settle.
    """
    dangers = {(question.criterion, question.segment) for question in explanation.ask_first}
    listed = [
        question
        for question in explanation.ask_next
        if (question.criterion, question.segment) not in dangers
    ]
    most = len(listed) if full else _SHOWN
    deciding = tuple(question for question in listed if question.decides)
    together = tuple(question for question in listed if not question.decides)
    facts = (
        Fact(phrase("ask.now"), explanation.headline.text),
        Fact(phrase("word.stability"), stability_line(explanation)),
    )
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation),
        *_for_safety(explanation, full=full),
        Heading(2, phrase("ask.where")),
        Facts(facts),
        *_refused(explanation),
    ]
    blocks += _listed(phrase(_ALONE), deciding, most)
    blocks += _listed(phrase(_TOGETHER), together, max(most - len(deciding), 0))
    left_out = _left_out(explanation)
    blocks += left_out if full else ()
    closing = [_closing(explanation)]
    if not full and (left_out or len(listed) > most):
        closing.append(Fact(phrase("word.more"), _more(explanation)))
    page = Document(title(explanation), tuple(blocks), tuple(closing))
    return with_house(page, explanation.local_rules)


_ALONE = "ask.alone"
_TOGETHER = "ask.together"


def _more(explanation: Explanation) -> str:
    """Say how to see the others; an interview does not ask about groups of clients."""
    if explanation.groups:
        return phrase("ask.full")
    return phrase("ask.full_interview", kind=explanation.kind)


def _for_safety(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """List the open questions about danger, without their effect on the answer."""
    items = []
    for question in explanation.ask_first:
        item = _item(question)._replace(sign="!", tone="danger")
        items.append(item if full else item._replace(beneath=()))
    heading = Heading(2, phrase("ask.safety"))
    return (heading, Bullets(phrase("label.ask_first"), tuple(items))) if items else ()


def _refused(explanation: Explanation) -> tuple[Block, ...]:
    """List the questions that were refused, which are never asked again."""
    names = [named(question.name, question.segment) for question in explanation.refused]
    if not names:
        return ()
    text = phrase("ask.refused", names=lowered(joined(names)))
    return (Paragraph(text, label=phrase("label.refused")),)


def _listed(heading: str, questions: tuple[OpenQuestion, ...], most: int) -> tuple[Block, ...]:
    """List the first `most` questions under a heading that counts all; nothing for none."""
    items = [_item(question) for question in questions[:most]]
    if not items:
        return ()
    if len(items) < len(questions):
        items.append(Item("", "", phrase("ask.more", count=len(questions) - len(items))))
    return (Heading(2, f"{heading}: {len(questions)}"), Bullets(phrase("label.ask"), tuple(items)))


def _item(question: OpenQuestion) -> Item:
    """Write the question, its name in a file, and the answers that decide."""
    swing = phrase("ask.swing", points=printed(question.swing)) if question.swing else ""
    return Item(
        "",
        named(question.name, question.segment),
        question.question,
        f"[{question.criterion}{swing}]",
        beneath=_decides(question),
    )


def _decides(question: OpenQuestion) -> tuple[str, ...]:
    """List for each alternative the answers after which it would be recommended."""
    answers: dict[str, list[str]] = {}
    for settling in question.settles:
        answers.setdefault(settling.recommended_name, []).append(settling.answer)
    return tuple(
        phrase(
            "ask.decides",
            model=winner or phrase("word.no_model"),
            answers=joined(level_names, "or"),
        )
        for winner, level_names in answers.items()
    )


def _left_out(explanation: Explanation) -> tuple[Block, ...]:
    """List the open questions whose answers cannot matter now."""
    known = {
        (question.criterion, question.segment)
        for question in (*explanation.ask_next, *explanation.ask_first)
    }
    known |= {(question.criterion, question.segment) for question in explanation.refused}
    names = [
        named(question.name, question.segment)
        for question in explanation.open_questions
        if (question.criterion, question.segment) not in known
    ]
    if not names:
        return ()
    items = (Item("", "", sentence(few(names, _NAMED))),)
    return (Heading(2, phrase("ask.no_effect")), Bullets(phrase("label.left_out"), items))


def _closing(explanation: Explanation) -> Fact:
    if not explanation.ask_next:
        return Fact("", phrase("ask.nothing_left"))
    count = counted(len(explanation.ask_next), "question")
    return Fact("", phrase("ask.stop", count=count))
