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


def client_page(made: Reported, date: str, tool: str) -> Document:
    """Lay out the page. `date` is an ISO date or empty; `tool` is the tool's name and version."""
    explanation = made.explanation
    made = made._replace(sources=numbered(explanation.rules.sources, _cites(made)))
    who = (
        phrase("word.client", id=explanation.label)
        if explanation.label
        else phrase("word.client_no_id")
    )
    about = [phrase("word.dated", date=date)] if date else []
    about += [phrase("client.no_danger")] if explanation.no_danger else []
    page = Document(
        title=who,
        blocks=tuple(_blocks(made)),
        closing=(guide(),),
        subtitle=" ".join((phrase("client.subtitle"), *about, how_many(made))),
        date=date,
        made_by=phrase("word.made_by", tool=tool, version=explanation.rules.version),
        footer=" · ".join(filter(None, (who, phrase("client.confidential"), date))),
        sheets=_SHEETS,
        private=True,
    )
    return with_house(page, explanation.local_rules)


def _blocks(made: Reported) -> Iterator[Block]:
    for notice in made.must_say():
        yield Paragraph(
            f"{notice.quote} {notice.says} [{notice.cites}]", "", phrase("label.notice")
        )
    yield from danger(made)
    yield from cautions(made)
    yield from in_short(made)
    yield from reasons(made)
    yield from disputed(made)
    yield from served(made)
    yield from missing_table(made)
    yield from what_would_change(made.explanation)
    yield from _questions(made)
    yield from _answers(made)
    yield from _compared(made)
    yield Heading(2, phrase("client.about"))
    yield Paragraph(phrase(_LIMITS))
    yield Ruled(phrase("client.decided"), 2)
    yield from _sources(made)


def _questions(made: Reported) -> Iterator[Block]:
    """The first open questions, and how many more can matter."""
    asked = made.explanation.ask_next
    if asked:
        yield Heading(2, phrase("client.ask"))
        yield Bullets(phrase("label.ask"), tuple(_question(one) for one in asked[:_ASKED]))
        left = len(asked) - _ASKED
        if left > 0:
            said = counted(left, "more_unanswered")
            yield Paragraph(phrase("word.still_matter", questions=said), "quiet")


def _question(one: OpenQuestion) -> Item:
    settles = (
        phrase("client.alone") if one.decides else phrase("client.swing", points=printed(one.swing))
    )
    return Item("", "", f"{named(one.question, one.segment)} {settles}")


def _given(made: Reported, one: Input) -> tuple[str, ...]:
    """The answer in words, and the records it came from."""
    if not one.origin or made.redacted:
        return (one.answer,)
    return (one.answer, phrase("client.origin", origin=one.origin))


def _compared(made: Reported) -> Iterator[Block]:
    explanation = made.explanation
    if explanation.ranking:
        yield Heading(2, phrase("client.compared"))
        yield ranking_table(explanation.ranking, fit_only=explanation.options.fit_only)
    for said in (*explanation.hybrid, *(one.sentence for one in explanation.unranked)):
        yield Paragraph(said.text, label=phrase("label.also"))


def _answers(made: Reported) -> Iterator[Block]:
    """The answers that may be shown; their reasons are with the model's, in `--explain`."""
    found = made.inputs()
    if found:
        yield Heading(2, phrase("client.used") if not made.redacted else phrase("client.needed"))
        rows = tuple(
            ((one.name,), _given(made, one), (signed(one.tenths),)) for one in found if one.tenths
        )
        if rows:
            yield Table(
                phrase("client.adds", model=made.explanation.about_name),
                (phrase("word.question"), phrase("word.answer"), phrase("word.points")),
                rows,
            )
        idle = [f"{one.name}: {'. '.join(_given(made, one))}" for one in found if not one.tenths]
        if idle:
            yield Paragraph(phrase("client.adds_nothing", answers="; ".join(idle)), "quiet")
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
    """Yield the sources in short; the report with every reason has them in full."""
    for block in made.sources.listed():
        if isinstance(block, Sources):
            yield Sources(tuple(_in_short(made, one) for one in block.entries))
        else:
            yield block


def _in_short(made: Reported, one: SourceLine) -> SourceLine:
    """A source by title, publisher and date: what it takes to find it in the full list."""
    source = made.explanation.rules.sources[one.id]
    known = [part for part in (source.publisher, source.date) if part not in _UNKNOWN]
    text = " ".join(sentence(part) for part in (title_of(source), *known))
    return one._replace(text=text, places=())
