"""The report of `casemodel report` on an organization: for a board, to read and to check."""

from collections.abc import Iterator

from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph
from casemodel.pages.report_answer import (
    cautions,
    change,
    danger,
    disputed,
    disputed_elsewhere,
    in_short,
    missing_table,
    other_weights,
    questions_table,
    reasons,
    served,
)
from casemodel.pages.report_charts import difference_figure, points_figure, ranking_figure
from casemodel.pages.report_inputs import (
    how_many,
    input_table,
    left_out,
    not_answered,
    points_table,
)
from casemodel.pages.report_limits import GUIDE, decision, what_it_is
from casemodel.pages.reported import Reported

_ASKED = 10


def board_report(made: Reported, date: str, tool: str) -> Document:
    """The whole report. `date` is an ISO date or empty; `tool` is the tool's name and version."""
    explanation = made.explanation
    about = [f"Dated {date}."] if date else []
    about.append(how_many(made))
    rules = f"{tool}, rules {explanation.rules_version}, digest {explanation.rules_digest}"
    whose = explanation.label or "Your organization"
    return Document(
        title=whose,
        blocks=tuple(_blocks(made)),
        closing=(GUIDE,),
        subtitle=f"Which case management model fits. {' '.join(about)}",
        date=date,
        made_by=rules,
        footer=" · ".join(filter(None, (whose, "Which case management model fits", date))),
    )


def _blocks(made: Reported) -> Iterator[Block]:
    yield from danger(made)
    yield from in_short(made)
    yield from reasons(made)
    yield from disputed(made)
    yield from cautions(made)
    yield from _compared(made)
    yield from _why_not(made)
    yield from served(made)
    yield from missing_table(made)
    yield from change(made)
    yield from other_weights(made)
    yield from questions_table(made, _ASKED)
    yield from what_it_is(made.rules)
    yield from decision()
    yield from input_table(made)
    yield from left_out(made)
    yield from points_table(made)
    yield from disputed_elsewhere(made)
    yield from not_answered(made)
    yield from made.sources.listed()


def _compared(made: Reported) -> Iterator[Block]:
    explanation = made.explanation
    if explanation.ranking:
        yield Heading(2, "How all of them compare")
        fit_only = made.assessment.options.fit_only
        yield ranking_figure(explanation.ranking, fit_only=fit_only)
    for said in explanation.hybrid:
        yield Paragraph(said.text, label="best hybrid")
    for _, said in explanation.unranked:
        yield Paragraph(said.text, label="not ranked")


def _why_not(made: Reported) -> Iterator[Block]:
    """What separates the first two, and what would put the second first."""
    found = made.against_second
    if found is None:
        return
    second = made.name(made.second)
    yield Heading(2, f"{made.name(made.explanation.about)} or {second}?")
    yield points_figure(made)
    apart = difference_figure(made)
    if apart:
        yield apart
    yield Paragraph(found.headline.text, label="why not")
    yield Paragraph(found.turn.text, label="what would put it first")
    if found.gaps:
        items = tuple(
            Item("", "Unmet" if g.unmet else "To be confirmed", g.text, made.sources.cite(g.cites))
            for g in found.gaps
        )
        yield Paragraph(f"What {second} would ask:", label="section")
        yield Bullets("asks", items)
