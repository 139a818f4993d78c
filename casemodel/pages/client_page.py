"""The report of `casemodel report` on a client: a page or two for the file, warnings first.

It carries the client's id, never a name, nor a digest by which a profile could be found again.
Notes in a person's own words are left out: they can hold a name.
"""

from collections.abc import Iterator

from casemodel.explanation.numbers import printed
from casemodel.explanation.values import OpenQuestion
from casemodel.pages.cited import title_of
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Ruled,
    SourceLine,
    Sources,
    Table,
)
from casemodel.pages.numbered import numbered_places, places_in
from casemodel.pages.report_answer import (
    cautions,
    change,
    danger,
    disputed,
    in_short,
    missing_table,
    reasons,
    served,
)
from casemodel.pages.report_charts import ranking_figure, ranking_table
from casemodel.pages.report_inputs import how_many, left_out
from casemodel.pages.report_limits import GUIDE
from casemodel.pages.reported import Reported, with_segment
from casemodel.pages.words import counted, sentence, signed

_ASKED = 3
_SHEETS = 2
# How the rules write that a source does not say who published it, or when.
_UNKNOWN = ("", "not stated", "not known")
_LIMITS = (
    "This page says how well the answers match what sources say of each model. It is not a test of "
    "a person. A question without an answer counts as the average answer. Race, sex, language and "
    "origin are never asked."
)


def client_page(made: Reported, date: str, tool: str) -> Document:
    """The page. `date` is an ISO date or empty; `tool` is the tool's name and version."""
    explanation = made.explanation
    made = made._replace(sources=numbered_places(made.rules, _cites(made)))
    who = f"Client {explanation.label}" if explanation.label else "Client without an id"
    about = [f"Dated {date}."] if date else []
    return Document(
        title=who,
        blocks=tuple(_blocks(made)),
        closing=(GUIDE,),
        subtitle=" ".join(("Which kind of case management fits.", *about, how_many(made))),
        date=date,
        made_by=f"{tool}, rules {explanation.rules_version}",
        footer=" · ".join(filter(None, (who, "confidential", date))),
        sheets=_SHEETS,
        private=True,
    )


def _blocks(made: Reported) -> Iterator[Block]:
    for notice in made.must_say():
        yield Paragraph(f"{notice.quote} {notice.says} [{notice.cites}]", "", "notice")
    yield from danger(made)
    yield from cautions(made)
    yield from in_short(made)
    yield from reasons(made)
    yield from disputed(made)
    yield from served(made)
    yield from missing_table(made)
    yield from change(made)
    yield from _questions(made)
    yield from _answers(made)
    yield from _compared(made)
    yield Heading(2, "What this page is")
    yield Paragraph(_LIMITS)
    yield Ruled("What was decided, why, by whom and when:", 2)
    yield from _sources(made)


def _questions(made: Reported) -> Iterator[Block]:
    """The first open questions, and how many more can matter."""
    asked = made.explanation.ask_next
    if asked:
        yield Heading(2, "What to ask next")
        yield Bullets("ask", tuple(_question(one) for one in asked[:_ASKED]))
        left = len(asked) - _ASKED
        if left > 0:
            said = counted(left, "more open question", "more open questions")
            yield Paragraph(f"{said} can still matter.", "quiet")


def _question(one: OpenQuestion) -> Item:
    settles = (
        "Its answer alone can change the recommendation."
        if one.decides
        else f"It can move the lead by {printed(one.swing)} points."
    )
    return Item("", "", f"{with_segment(one.question, one.segment)} {settles}")


def _compared(made: Reported) -> Iterator[Block]:
    explanation = made.explanation
    if explanation.ranking:
        yield Heading(2, "How the models compare")
        fit_only = made.assessment.options.fit_only
        models = [one for one in explanation.ranking if one.kind == "model"]
        figure = ranking_figure(models, fit_only=fit_only)
        yield figure._replace(table=ranking_table(explanation.ranking, fit_only=fit_only))
    for said in (*explanation.hybrid, *(text for _, text in explanation.unranked)):
        yield Paragraph(said.text, label="also")


def _answers(made: Reported) -> Iterator[Block]:
    """The answers that may be shown; their reasons are with the model's, in `--explain`."""
    found = made.inputs()
    if found:
        yield Heading(2, "Answers used" if not made.redacted else "Answers the decision needs")
        about = made.name(made.explanation.about) if made.explanation.about else ""
        rows = tuple(((one.name,), (one.answer,), (signed(one.tenths),)) for one in found)
        yield Table(
            f"What each answer adds to the score of {about}",
            ("Question", "Answer", "Points"),
            rows,
        )
    yield from left_out(made)


def _cites(made: Reported) -> Iterator[str]:
    """Every place that this page cites: fewer than a report on an organization."""
    explanation = made.explanation
    for reason in (*explanation.best_for, *explanation.best_against):
        yield from reason.cites
    for caution in explanation.cautions:
        yield from caution.cites
    for gap in explanation.gaps:
        yield from gap.cites
    for said in (*explanation.notes, *explanation.weak_points):
        yield from places_in(said)


def _sources(made: Reported) -> Iterator[Block]:
    """The sources in short: where to look a place up is in the report with every reason."""
    for block in made.sources.listed():
        if isinstance(block, Sources):
            yield Sources(tuple(_in_short(made, one) for one in block.entries))
        else:
            yield block


def _in_short(made: Reported, one: SourceLine) -> SourceLine:
    """A source by title, publisher and date: what it takes to find it in the full list."""
    source = made.rules.sources[one.id]
    known = [part for part in (source.publisher, source.date) if part not in _UNKNOWN]
    text = " ".join(sentence(part) for part in (title_of(source), *known))
    return one._replace(text=text, places=())
