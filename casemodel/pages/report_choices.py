"""The choices side by side, as in a GRADE table from evidence to decision."""

from collections.abc import Callable, Iterator

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.judgement import can_run_of, evidence_of_points
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import in_tenths, signed
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import mark_of
from casemodel.pages.costs import cost_cell, short_notes
from casemodel.pages.document import Block, Bullets, Cell, Heading, Item, Paragraph, Table
from casemodel.pages.pictures import fit_by_readiness, groups_by_models
from casemodel.pages.reported import Reported, choices
from casemodel.pages.words import sentence
from casemodel.texts.messages import phrase

_Cell = Callable[[RankedAlternative], str | Cell]
_OF_STAFF = ("posts.have", "posts.have_both")  # sentences that say how many staff there are
_ALL = 100  # percent
CHOICES_ALONE, WITHOUT_READINESS = 1, 2  # steps at which the page is shorter


def side_by_side(report: Reported, shorter: int) -> Iterator[Block]:
    """Compare the choices, with pictures of the groups and of what can be run.

    On a shorter page that last picture is of the choices alone, or left out: the table says it too.
    """
    explanation = report.explanation
    alternatives = choices(explanation)
    yield Heading(2, phrase("report.choices"), "sheet")
    if not alternatives:
        yield Paragraph(explanation.headline.text)
        return
    yield _table(report, alternatives)
    if explanation.costs and not report.redacted:
        yield from short_notes(explanation.costs)
    yield from (Paragraph(note.text) for note in explanation.hybrid)
    yield from groups_by_models(explanation)
    models = [r for r in explanation.ranking if r.kind == "model" and r.points > 0]
    placed = [*alternatives, *(models if shorter < CHOICES_ALONE else [])]
    if shorter < WITHOUT_READINESS:
        ranked = [r for r in explanation.ranking if r in placed]
        yield from fit_by_readiness(explanation, ranked)


def studies(report: Reported) -> Iterator[Block]:
    """Say what studies found about each model among the choices."""
    alternatives = choices(report.explanation)
    evidence = {finding.of: finding for ranked in alternatives for finding in ranked.evidence}
    items = tuple(
        Item("", finding.of, sentence(finding.text), report.sources.cite(finding.cites))
        for finding in evidence.values()
    )
    if items:
        yield Heading(3, phrase("report.studies"))
        yield Bullets(phrase("label.evidence"), items)


def _table(report: Reported, alternatives: tuple[RankedAlternative, ...]) -> Table:
    explanation = report.explanation

    def posts(ranked: RankedAlternative) -> str:
        """Say what it asks for, and what there is where that may be shown."""
        texts = (s.text for s in ranked.posts if not (report.redacted and s.id in _OF_STAFF))
        return "; ".join(texts)

    costs = None if report.redacted else explanation.costs
    money: list[tuple[str, _Cell]] = (
        [(phrase("costs.row"), lambda ranked: cost_cell(costs, ranked.id))] if costs else []
    )
    rows: list[tuple[str, _Cell]] = [
        (phrase("report.need"), _need),
        (phrase("report.fit"), _fit),
        (phrase("answer.can_run"), _can_run),
        (phrase("report.posts"), posts),
        *money,
        (phrase("report.rests"), lambda ranked: evidence_of_points(ranked).sentence.text),
        (phrase("report.acceptable"), lambda _: ""),
    ]
    if explanation.options.fit_only:
        rows = [row for row in rows if row[1] is not _can_run]
    cells = tuple(
        ((name,), *(_cell(cell(ranked)) for ranked in alternatives)) for name, cell in rows
    )
    columns = (phrase("word.question"), *(_head(explanation, ranked) for ranked in alternatives))
    return Table(phrase("report.table"), columns, cells, "columns")


def _cell(content: str | Cell) -> Cell:
    return (content,) if isinstance(content, str) else content


def _head(explanation: Explanation, ranked: RankedAlternative) -> str:
    notes = [mark_of(explanation)] if ranked.id == explanation.recommended else []
    if explanation.current and explanation.current.compared == ranked.id:
        notes.append(phrase("answer.runs_now"))
    return f"{ranked.name} ({joined(notes)})" if notes else ranked.name


def _need(ranked: RankedAlternative) -> str:
    """Say whether clients' needs speak for it, and for how many of them against it."""
    tenths = in_tenths(ranked.need_points)
    word = "report.need_for" if tenths > 0 else "report.need_not" if tenths else "report.need_none"
    text = phrase("report.need_points", word=phrase(word), points=signed(tenths))
    if ranked.against == _ALL:
        return phrase("report.need_against_all", text=text)
    if ranked.against:
        return phrase("report.need_against", text=text, percent=ranked.against)
    return phrase("report.need_suits", text=text) if ranked.groups and ranked.suits else text


def _fit(ranked: RankedAlternative) -> str:
    match = ranked.match
    return phrase(
        "report.fit_cell",
        points=signed(ranked.points),
        word=match.word,
        percent=match.percent,
        speaks_for=match.speaks_for,
        against=match.against,
    )


def _can_run(ranked: RankedAlternative) -> str:
    """Say whether it can be run, and which musts are in the way or to be confirmed."""
    judgment = can_run_of(ranked)
    musts = [lowered(gap.name) for gap in ranked.gaps if gap.strength == "must"]
    text = joined(musts) if musts else judgment.sentence.text
    return phrase("answer.judged", word=judgment.word, text=text)
