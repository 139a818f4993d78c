"""The report of `casemodel report` on an organization: for a board, to read and to check."""

from collections.abc import Iterator

from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.report_answer import (
    cautions,
    change,
    danger,
    disputed,
    disputed_elsewhere,
    in_short,
    missing_table,
    questions_table,
    reasons,
    served,
    tries,
)
from casemodel.pages.report_charts import difference_figure, points_figure, ranking_figure
from casemodel.pages.report_inputs import (
    how_many,
    input_table,
    left_out,
    not_answered,
    points_table,
)
from casemodel.pages.report_limits import decision, what_it_is
from casemodel.pages.reported import Reported
from casemodel.pages.words import guide
from casemodel.texts.messages import phrase

_ASKED = 10


def board_report(made: Reported, date: str, tool: str) -> Document:
    """Lay out the whole report. `date` is an ISO date or empty; `tool` is the tool with version."""
    explanation = made.explanation
    about = [phrase("word.dated", date=date)] if date else []
    about.append(how_many(made))
    rules = phrase(
        "report.made_by",
        tool=tool,
        version=explanation.rules.version,
        digest=explanation.rules.digest,
    )
    whose = explanation.label or phrase("word.your_organization")
    page = Document(
        title=whose,
        blocks=tuple(_blocks(made)),
        closing=(guide(),),
        subtitle=phrase("report.subtitle", about=" ".join(about)),
        date=date,
        made_by=rules,
        footer=" · ".join(filter(None, (whose, phrase("report.title"), date))),
    )
    return with_house(page, explanation.local_rules)


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
    yield from tries(made)
    yield from questions_table(made, _ASKED)
    rules = made.explanation.rules
    yield from what_it_is(rules.models, rules.hybrids)
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
        yield Heading(2, phrase("report.all"))
        fit_only = explanation.options.fit_only
        yield ranking_figure(explanation.ranking, fit_only=fit_only)
    for said in explanation.hybrid:
        yield Paragraph(said.text, label=phrase("label.best_hybrid"))


def _why_not(made: Reported) -> Iterator[Block]:
    """Yield what separates the first two, and what would put the second first."""
    found = made.against_second
    if found is None:
        return
    second = found.alternative.name
    yield Heading(2, phrase("report.or", model=made.explanation.about_name, second=second))
    yield points_figure(made, found)
    apart = difference_figure(made)
    if apart:
        yield apart
    yield Paragraph(found.headline.text, label=phrase("label.why_not"))
    yield Paragraph(found.turn.text, label=phrase("label.put_first"))
    if found.alternative.gaps:
        items = tuple(
            Item(
                "",
                phrase("state.unmet_capital") if g.unmet else phrase("state.to_confirm_capital"),
                g.text,
                made.sources.cite(g.cites),
            )
            for g in found.alternative.gaps
        )
        yield Paragraph(phrase("report.asks", model=second), label=phrase("label.section"))
        yield Bullets(phrase("label.asks"), items)
