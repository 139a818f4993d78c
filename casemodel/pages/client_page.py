"""The report of `casemodel report` on a client: a page or two for the file, warnings first.

It carries the client's id, never a name, nor a digest by which a profile could be found again.
Notes in a person's own words are left out: they can hold a name.
"""

from collections.abc import Iterator

from casemodel.explanation.numbers import printed, signed
from casemodel.explanation.question_values import OpenQuestion
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
from casemodel.pages.local_rules import with_house
from casemodel.pages.numbered import numbered, places_in
from casemodel.pages.outlook import what_would_change
from casemodel.pages.ranking import ranking_table
from casemodel.pages.reasons import named
from casemodel.pages.report_answer import (
    cautions,
    danger,
    disputed,
    in_short,
    missing_table,
    reasons,
    served,
)
from casemodel.pages.report_inputs import how_many, left_out
from casemodel.pages.reported import Input, Reported
from casemodel.pages.words import counted, guide, sentence
from casemodel.texts.messages import phrase

_ASKED = 3
_SHEETS = 2
# How the rules write that a source does not say who published it, or when.
_UNKNOWN = ("", "not stated", "not known")
_LIMITS = "client.limits"


def client_page(report: Reported, date: str, tool: str) -> Document:
    """Lay out the page. `date` is an ISO date or empty; `tool` is the tool's name and version."""
    explanation = report.explanation
    report = report._replace(sources=numbered(explanation.rules.sources, _cites(report)))
    client = (
        phrase("word.client", id=explanation.label)
        if explanation.label
        else phrase("word.client_no_id")
    )
    about = [phrase("word.dated", date=date)] if date else []
    about += [phrase("client.no_danger")] if explanation.no_danger else []
    page = Document(
        title=client,
        blocks=tuple(_blocks(report)),
        closing=(guide(),),
        subtitle=" ".join((phrase("client.subtitle"), *about, how_many(report))),
        date=date,
        made_by=phrase("word.made_by", tool=tool, version=explanation.rules.version),
        footer=" · ".join(filter(None, (client, phrase("client.confidential"), date))),
        sheets=_SHEETS,
        private=True,
    )
    return with_house(page, explanation.local_rules)


def _blocks(report: Reported) -> Iterator[Block]:
    for notice in report.must_say():
        yield Paragraph(
            f"{notice.quote} {notice.says} [{notice.cites}]", "", phrase("label.notice")
        )
    yield from danger(report)
    yield from cautions(report)
    yield from in_short(report)
    yield from reasons(report)
    yield from disputed(report)
    yield from served(report)
    yield from missing_table(report)
    yield from what_would_change(report.explanation)
    yield from _questions(report)
    yield from _answers(report)
    yield from _compared(report)
    yield Heading(2, phrase("client.about"))
    yield Paragraph(phrase(_LIMITS))
    yield Ruled(phrase("client.decided"), 2)
    yield from _sources(report)


def _questions(report: Reported) -> Iterator[Block]:
    """The first open questions, and how many more can matter."""
    questions = report.explanation.ask_next
    if questions:
        yield Heading(2, phrase("client.ask"))
        yield Bullets(
            phrase("label.ask"), tuple(_question(question) for question in questions[:_ASKED])
        )
        left = len(questions) - _ASKED
        if left > 0:
            unanswered = counted(left, "more_unanswered")
            yield Paragraph(phrase("word.still_matter", questions=unanswered), "quiet")


def _question(question: OpenQuestion) -> Item:
    settles = (
        phrase("client.alone")
        if question.decides
        else phrase("client.swing", points=printed(question.swing))
    )
    return Item("", "", f"{named(question.question, question.segment)} {settles}")


def _given(report: Reported, answer: Input) -> tuple[str, ...]:
    """The answer in words, and the records it came from."""
    if not answer.origin or report.redacted:
        return (answer.answer,)
    return (answer.answer, phrase("client.origin", origin=answer.origin))


def _compared(report: Reported) -> Iterator[Block]:
    explanation = report.explanation
    if explanation.ranking:
        yield Heading(2, phrase("client.compared"))
        yield ranking_table(explanation.ranking, fit_only=explanation.options.fit_only)
    for note in (*explanation.hybrid, *(unranked.sentence for unranked in explanation.unranked)):
        yield Paragraph(note.text, label=phrase("label.also"))


def _answers(report: Reported) -> Iterator[Block]:
    """The answers that may be shown; their reasons are with the model's, in `--explain`."""
    inputs = report.inputs()
    if inputs:
        yield Heading(2, phrase("client.used") if not report.redacted else phrase("client.needed"))
        rows = tuple(
            ((answer.name,), _given(report, answer), (signed(answer.tenths),))
            for answer in inputs
            if answer.tenths
        )
        if rows:
            yield Table(
                phrase("client.adds", model=report.explanation.about_name),
                (phrase("word.question"), phrase("word.answer"), phrase("word.points")),
                rows,
            )
        idle = [
            f"{answer.name}: {'. '.join(_given(report, answer))}"
            for answer in inputs
            if not answer.tenths
        ]
        if idle:
            yield Paragraph(phrase("client.adds_nothing", answers="; ".join(idle)), "quiet")
    yield from left_out(report)


def _cites(report: Reported) -> Iterator[str]:
    """Every place that this page cites: fewer than a report on an organization."""
    explanation = report.explanation
    for reason in (*explanation.best_for, *explanation.best_against):
        yield from reason.cites
    for caution in explanation.cautions:
        yield from caution.cites
    for gap in explanation.gaps:
        yield from gap.cites
    for note in (*explanation.notes, *explanation.weak_points):
        yield from places_in(note)


def _sources(report: Reported) -> Iterator[Block]:
    """Yield the sources in short; the report with every reason has them in full."""
    for block in report.sources.listed():
        if isinstance(block, Sources):
            yield Sources(tuple(_in_short(report, source) for source in block.entries))
        else:
            yield block


def _in_short(report: Reported, line: SourceLine) -> SourceLine:
    """A source by title, publisher and date: what it takes to find it in the full list."""
    source = report.explanation.rules.sources[line.id]
    parts = [part for part in (source.publisher, source.date) if part not in _UNKNOWN]
    text = " ".join(sentence(part) for part in (title_of(source), *parts))
    return line._replace(text=text, places=())
