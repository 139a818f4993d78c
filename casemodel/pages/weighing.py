"""The screens of `casemodel weigh`: choosing, comparing two, settling a circle, the result."""

from collections.abc import Collection
from fractions import Fraction

from casemodel.explanation.naming import joined
from casemodel.explanation.values import Explanation
from casemodel.explanation.weighing import priority_weights
from casemodel.interview.weighing import (
    FEWEST,
    MOST,
    Slip,
    Weighing,
    circles,
    consistence,
    steps_of,
)
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.pages.answer import title
from casemodel.pages.document import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from casemodel.pages.words import guide
from casemodel.texts.messages import phrase

_SLIPS: dict[Slip, str] = {
    "not_one_or_two": "weigh.not_one_or_two",
    "not_one_to_three": "weigh.not_one_to_three",
    "nothing_before": "interview.nothing_before",
}


def weighing_screen(
    rules: Rules, state: Weighing, kind: Kind, decide: Collection[str]
) -> Document | None:
    """Lay out the question that is asked now; None after a slip, and at the end.

    `decide` are the questions whose weight alone can change the recommendation.
    """
    if state.slip:
        return None
    if state.now == "choose":
        return _choose(rules, state, decide)
    if state.now == "compare":
        title = phrase("weigh.comparison", number=len(state.winners) + 1, count=len(state.asked))
        facts = tuple(
            Fact(str(n), f"{rules.criteria[c].name}: {rules.criteria[c].question.said_to(kind)}")
            for n, c in enumerate(state.pair, 1)
        )
        question = Paragraph(phrase("weigh.which"), "strong", phrase("label.question"))
        return Document(title, (question, Facts(facts)))
    return _circle(rules, state) if state.now == "circle" else None


def weighing_prompt(state: Weighing) -> str:
    """Write the line after which a person types."""
    if state.now == "choose":
        more = phrase("weigh.all_key") if state.more else ""
        return phrase("weigh.choose_prompt", least=FEWEST, most=MOST, more=more)
    return phrase("weigh.compare_prompt" if state.now == "compare" else "weigh.circle_prompt")


def weighing_slip(state: Weighing) -> str:
    """Say why the last line was not valid; empty if it was."""
    if not state.slip:
        return ""
    if state.slip == "not_numbers":
        return phrase("weigh.not_numbers", least=FEWEST, most=MOST)
    return phrase(_SLIPS[state.slip])


def _choose(rules: Rules, state: Weighing, decide: Collection[str]) -> Document:
    """List what can be compared, by the groups of questions."""
    numbers = {criterion: number for number, criterion in enumerate(state.offered, 1)}
    blocks: list[Block] = [Paragraph(phrase("weigh.choose"), "strong", phrase("label.question"))]
    if any(criterion in decide for criterion in state.offered):
        blocks.append(Paragraph(phrase("weigh.star"), label=phrase("label.note")))
    for group in dict.fromkeys(rules.criteria[c].group for c in state.offered):
        facts = tuple(
            Fact(str(numbers[c]), f"{rules.criteria[c].name}{' *' if c in decide else ''}")
            for c in state.offered
            if rules.criteria[c].group == group
        )
        blocks += [Heading(2, rules.group_names.get(group, group)), Facts(facts)]
    return Document(phrase("weigh.title"), tuple(blocks))


def _circle(rules: Rules, state: Weighing) -> Document:
    """Show a circle, and the comparisons that make it."""
    first_circles = circles(state.questions, state.won)
    steps = [
        phrase(
            "weigh.over",
            first=rules.criteria[first].name,
            second=rules.criteria[second].name,
        )
        for first, second in steps_of(first_circles[0])
    ]
    text = phrase(
        "weigh.circle",
        steps=joined(steps),
        consistence=_hundredths(consistence(state.questions, state.won)),
    )
    facts = tuple(Fact(str(number), step) for number, step in enumerate(steps, 1))
    return Document(
        phrase("weigh.inconsistent"),
        (
            Paragraph(text, label=phrase("label.note")),
            Paragraph(phrase("weigh.turn"), "strong", phrase("label.question")),
            Facts(facts),
        ),
    )


def _hundredths(number: Fraction) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def weighed_page(
    rules: Rules, state: Weighing, before: Explanation, after: Explanation, file: str
) -> Document:
    """Lay out the saved order, the weights by it, and the recommendation before and after."""
    order = [criterion for criterion, _ in after.options.priorities]
    columns = ("word.question", "weigh.rank", "weigh.weight_rules", "weigh.weight_now")
    rows = [
        ((question.name,), (str(number),), (str(question.in_rules),), (_hundredths(question.now),))
        for number, question in enumerate(priority_weights(rules, order), 1)
    ]
    blocks: list[Block] = [
        Table(phrase("weigh.order"), tuple(map(phrase, columns)), tuple(rows)),
        Paragraph(phrase("weigh.consistent", count=len(state.asked), file=file)),
        Facts(
            (
                Fact(phrase("word.before"), before.headline.text),
                Fact(phrase("weigh.after"), after.headline.text),
            )
        ),
    ]
    private = after.kind == "client"
    return Document(title(after), tuple(blocks), (guide(),), private=private)
