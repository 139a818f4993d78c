"""The plan for after a choice: on the last page of a report, and of `casemodel plan`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from casemodel.explanation.alternative_values import CitedText
from casemodel.explanation.values import Explanation, Plan
from casemodel.pages.answer import title
from casemodel.pages.cited import sources_at
from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.sheets import bounded
from casemodel.pages.words import citation, guide
from casemodel.texts.messages import phrase

Cite = Callable[[Sequence[str]], str]
"""Writes a citation of places."""


def plan_page(explanation: Explanation) -> Document:
    """Lay out the plan for an organization, with its sources."""
    plan, name = explanation.plan, title(explanation)
    blocks: list[Block] = [Paragraph(explanation.headline.text, "strong", phrase("label.answer"))]
    if plan is None:
        blocks.append(Paragraph(phrase("plan.none")))
    else:
        blocks += plan_blocks(plan, citation, explanation.date, level=2)
        blocks += sources_at(explanation.rules.sources, plan_cites(plan), {})
    page = Document(phrase("plan.title", whose=name), tuple(blocks), (guide(),))
    return with_house(page, explanation.local_rules)


def plan_blocks(
    plan: Plan, cite: Cite, day: str, *, level: int, most: int | None = None
) -> Iterator[Block]:
    """Yield steps by day, measures, what becomes of clients served otherwise, and the review.

    `day` is the ISO date of the answer, or empty; headings are of this `level`. Of each list at
    most so many lines are shown.
    """
    if not plan.recommended:
        yield Paragraph(phrase("plan.toward", model=plan.name))
    elif not plan.changes:
        yield Paragraph(phrase("plan.no_change", model=plan.name))
    for day_due in sorted({step.by for step in plan.steps}):
        yield Heading(level, phrase("plan.by", day=day_due))
        steps = [_item(step.line, cite) for step in plan.steps if step.by == day_due]
        yield Bullets(phrase("label.step", day=day_due), bounded(steps, most))
    for heading, label, lines in (
        (phrase("plan.measures"), phrase("label.measure"), plan.measures),
        (phrase("plan.served_otherwise"), phrase("label.served_otherwise"), plan.leaving),
    ):
        if lines:
            yield Heading(level, heading)
            yield Bullets(label, bounded([_item(line, cite) for line in lines], most))
    review = _item(plan.review._replace(of=_due(plan.review_after_days, day)), cite)
    yield Heading(level, phrase("plan.review"))
    yield Bullets(phrase("label.review"), (review,))
    notes = phrase("plan.form", form=plan.form) if plan.form else phrase("plan.how_to_read")
    yield Paragraph(notes, "quiet", phrase("label.how_to_read"))


def plan_cites(plan: Plan) -> Iterator[str]:
    """Yield every place that the plan cites."""
    steps = (step.line for step in plan.steps)
    for line in (*steps, *plan.measures, *plan.leaving, plan.review):
        yield from line.cites


def _item(line: CitedText, cite: Cite) -> Item:
    return Item("", line.of, line.text, cite(line.cites) or phrase("plan.ours"))


def _due(days: int, day: str) -> str:
    """Say when the review is due: after so many days, and on what date if decided that day."""
    if not day:
        return phrase("plan.due", days=days)
    due = date.fromisoformat(day) + timedelta(days=days)
    return phrase("plan.due_on", days=days, day=day, due=due.isoformat())
