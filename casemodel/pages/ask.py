"""The page of `casemodel ask`: the open questions that can still matter, most useful first."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import joined, lowered, name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Explanation, OpenQuestion
from casemodel.pages.answer import about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.facts import Open, open_dangers, refused_questions, segment_of, settled_by
from casemodel.pages.reasons import named
from casemodel.pages.words import counted, few, sentence

_NAMED = 3
_SHOWN = 5  # with these whoever has little time is busy enough


def open_questions(assessment: Assessment, explanation: Explanation, *, full: bool) -> Document:
    """Where the answer stands, then the five open questions that can settle most.

    All of them where `full`, with what each alone would do. Those about danger come first, whatever
    they can settle.
    """
    dangers = open_dangers(assessment)
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
        *_for_safety(assessment, explanation, dangers, full=full),
        Heading(2, "Where it stands"),
        Facts(facts),
        *_refused(assessment),
    ]
    blocks += _listed(assessment, _ALONE, deciding, shown)
    blocks += _listed(assessment, _TOGETHER, others, max(shown - len(deciding), 0))
    left_out = _left_out(assessment, explanation)
    blocks += left_out if full else ()
    closing = [_closing(explanation)]
    if not full and (left_out or len(asked) > shown):
        closing.append(Fact("More", _more(assessment)))
    return Document(title(explanation), tuple(blocks), tuple(closing))


_ALONE = "One answer alone can change the recommendation"
_TOGETHER = "Can change it only together with others"


def _more(assessment: Assessment) -> str:
    """How to see the others; groups of clients are not asked about in an interview."""
    if assessment.case.profile.segments:
        return "--full shows all"
    return f"--full shows all; casemodel interview {assessment.kind} PROFILE asks one by one"


def _for_safety(
    assessment: Assessment, explanation: Explanation, dangers: tuple[Open, ...], *, full: bool
) -> tuple[Block, ...]:
    """The open questions about danger; what they do to the answer is not why they are asked."""
    rules = assessment.case.rules
    known = {(one.criterion, one.segment): one for one in explanation.ask_next}
    items = []
    for criterion, segment in dangers:
        found = rules.criteria[criterion]
        one = known.get((criterion, segment)) or OpenQuestion(
            criterion,
            segment,
            found.name,
            found.question.said_to(assessment.kind),
            decides=False,
            swing=0,
        )
        item = _item(assessment, one)._replace(sign="!", tone="danger")
        items.append(item if full else item._replace(beneath=()))
    heading = Heading(2, "Ask first, for safety")
    return (heading, Bullets("ask first", tuple(items))) if items else ()


def _refused(assessment: Assessment) -> tuple[Block, ...]:
    """What was refused, which is never asked again."""
    rules = assessment.case.rules
    names = [
        named(rules, rules.criteria[c].name, where) for c, where in refused_questions(assessment)
    ]
    if not names:
        return ()
    text = f"Refused, so not asked again: {lowered(joined(names))}."
    return (Paragraph(text, label="refused"),)


def _listed(
    assessment: Assessment, heading: str, questions: tuple[OpenQuestion, ...], shown: int
) -> tuple[Block, ...]:
    """So many of the questions, and how many there are; nothing where none is to be shown."""
    items = [_item(assessment, one) for one in questions[:shown]]
    if not items:
        return ()
    if len(items) < len(questions):
        items.append(Item("", "", f"and {len(questions) - len(items)} more"))
    return (Heading(2, f"{heading}: {len(questions)}"), Bullets("ask", tuple(items)))


def _item(assessment: Assessment, one: OpenQuestion) -> Item:
    """The question, what it is called in a file, and which answers decide for whom."""
    swing = f"; up to {printed(one.swing)} points" if one.swing else ""
    return Item(
        "",
        named(assessment.case.rules, one.name, one.segment),
        one.question,
        f"[{one.criterion}{swing}]",
        beneath=_decides(assessment, one),
    )


def _decides(assessment: Assessment, one: OpenQuestion) -> tuple[str, ...]:
    """For each alternative, the answers by which it alone would come to be recommended."""
    case = assessment.case
    criterion = case.rules.criteria[one.criterion]
    by_winner: dict[str, list[str]] = {}
    for level, recommended in settled_by(assessment, one).items():
        answer = criterion.level(level).name.said_to(assessment.kind)
        by_winner.setdefault(recommended, []).append(answer)
    return tuple(
        f"{name_of(case.rules, winner) if winner else 'No model'}, "
        f"if the answer is: {joined(answers, 'or')}"
        for winner, answers in by_winner.items()
    )


def _left_out(assessment: Assessment, explanation: Explanation) -> tuple[Block, ...]:
    """The open questions that no answer of theirs would make matter now."""
    rules, case = assessment.case.rules, assessment.case
    known = {(one.criterion, one.segment) for one in explanation.ask_next}
    known |= {*refused_questions(assessment), *open_dangers(assessment)}
    names = []
    for question, name in explanation.open_questions:
        segment = segment_of(assessment, question)
        if (case.asked[question].criterion, segment) not in known:
            names.append(named(rules, name, segment))
    if not names:
        return ()
    items = (Item("", "", sentence(few(names, _NAMED))),)
    return (Heading(2, "Not worth asking: of no effect now"), Bullets("left out", items))


def _closing(explanation: Explanation) -> Fact:
    if not explanation.ask_next:
        return Fact("", "Nothing left to ask can change the answer. Stopping here is fine.")
    count = counted(len(explanation.ask_next), "question", "questions")
    return Fact("", f"{count} can still matter. Stopping at any point is fine.")
