"""Pictures of an answer: groups by models, fit by what can be run, tries, and open questions.

Each is a table with every figure as text, and shaded or drawn where a writer can.
"""

from collections.abc import Iterable, Iterator, Sequence

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.naming import lowered
from casemodel.explanation.numbers import signed
from casemodel.explanation.values import Explanation, OutcomeCount
from casemodel.pages.document import BarPiece, Block, Cell, DrawnBar, Heading, PictureTable, Table
from casemodel.pages.reasons import named
from casemodel.texts.messages import phrase

_SHADES = 4
_WHOLE = 1000
_KEYS = 3  # alternatives with a texture of their own; all others together have one
_CAUSES = {
    "answers": "pictures.answers",
    "weights": "pictures.weights",
    "ratings": "pictures.ratings",
}


def groups_by_models(explanation: Explanation) -> Iterator[Block]:
    """Show how far the needs of each group of clients speak for each model."""
    groups = [group for group in explanation.group_needs if group.points]
    if not groups:
        return
    models = [
        (points.id, points.name)
        for points in sorted(groups[0].points, key=lambda points: points.name)
    ]
    subject = explanation.subject
    serves = {group.name: group.part for group in subject.groups} if subject else {}
    figures = [{points.id: points.tenths for points in group.points} for group in groups]
    most = max(abs(tenths) for of_group in figures for tenths in of_group.values())
    rows = tuple(
        (
            (named(group.name, group.percent),),
            *((_figure(of_group[id_], serves=serves.get(group.name) == id_),) for id_, _ in models),
        )
        for group, of_group in zip(groups, figures, strict=True)
    )
    shades = tuple(tuple(_shade(of_group[id_], most) for id_, _ in models) for of_group in figures)
    caption = phrase("pictures.groups")
    if serves:
        caption = phrase("pictures.groups_served", caption=caption)
    columns = (phrase("pictures.group"), *(name for _, name in models))
    yield PictureTable(Table(caption, columns, rows, "columns"), shades=shades)


def _figure(tenths: int, *, serves: bool) -> str:
    return phrase("pictures.serves", points=signed(tenths)) if serves else signed(tenths)


def _shade(tenths: int, most: int) -> int:
    """Give the shade of a figure: none for what speaks against, the darkest for the largest."""
    return -(-tenths * _SHADES // most) if tenths > 0 and most else 0


def fit_by_readiness(
    explanation: Explanation, choices: Sequence[RankedAlternative]
) -> Iterator[Block]:
    """Show choices by fit, best first, in columns: they can run, to be confirmed, or not yet."""
    if explanation.options.fit_only or not choices:
        return
    heads = ("pictures.yes", "pictures.to_confirm", "pictures.no")
    rows: list[tuple[Cell, ...]] = []
    shades = []
    most = max(abs(ranked.points) for ranked in choices) or 1
    for ranked in choices:
        place = _readiness(ranked)
        cells: list[Cell] = [("",)] * len(heads)
        cells[place] = (_points_and_gaps(ranked),)
        rows.append(((ranked.name,), *cells))
        shades.append(tuple(_shade(ranked.points, most) * (n == place) for n in range(len(heads))))
    columns = (phrase("pictures.choice"), *map(phrase, heads))
    yield PictureTable(Table(phrase("pictures.ready"), columns, tuple(rows)), tuple(shades))


def _readiness(ranked: RankedAlternative) -> int:
    """Give the column of an alternative. Needs against it do not keep anyone from running it."""
    return {"yes": 0, "no": 2}.get(ranked.feasible, 1)


def _points_and_gaps(ranked: RankedAlternative) -> str:
    """Write the points, and the first must in the way, or that needs speak against it."""
    points = signed(ranked.points)
    musts = [gap for gap in ranked.gaps if gap.strength == "must"]
    first = next((gap for gap in musts if gap.unmet or not ranked.needs_against), None)
    if first:
        rest = [gap for gap in musts if gap is not first and gap.state == first.state]
        more = phrase("answer.and_more", count=len(rest)) if rest else ""
        return phrase("pictures.gap", points=points, gap=lowered(first.name), more=more)
    if ranked.needs_against:
        return phrase("pictures.gap", points=points, gap=phrase("answer.needs_against"), more="")
    return points


def first_in_tries(explanation: Explanation) -> Iterator[Block]:
    """Show how often each alternative comes first in the tries: together, and cause by cause."""
    stability = explanation.stability_found
    if not stability.outcomes:
        return
    named_outcomes = list(stability.outcomes[:_KEYS])
    ids = [outcome.id for outcome in named_outcomes]
    bars = [(phrase("pictures.together"), stability.outcomes, stability.tries)]
    bars += [
        (phrase(_CAUSES[cause.cause]), cause.outcomes, cause.tries) for cause in stability.by_cause
    ]
    with_rest = any(_rest(outcomes, ids) for _, outcomes, _ in bars)
    rows = tuple(
        ((name,), *((str(n),) for n in _counts(outcomes, ids, with_rest=with_rest)))
        for name, outcomes, _ in bars
    )
    drawn = tuple(
        _stacked(_counts(outcomes, ids, with_rest=with_rest), tries) for _, outcomes, tries in bars
    )
    heads = [outcome.name or phrase("word.no_model") for outcome in named_outcomes]
    heads += [phrase("report.others")] if with_rest else []
    yield Heading(3, phrase("report.tries", tries=stability.tries))
    table = Table("", (phrase("pictures.drawn"), *heads), rows)
    keys = tuple(range(len(heads)))
    yield PictureTable(
        table, bars=drawn, drawn=phrase("pictures.of", tries=stability.tries), keys=keys
    )


def _counts(outcomes: Iterable[OutcomeCount], ids: Sequence[str], *, with_rest: bool) -> list[int]:
    by_id = {outcome.id: outcome.tries for outcome in outcomes}
    counts = [by_id.get(id_, 0) for id_ in ids]
    return [*counts, sum(by_id.values()) - sum(counts)] if with_rest else counts


def _rest(outcomes: Iterable[OutcomeCount], ids: Sequence[str]) -> int:
    return sum(outcome.tries for outcome in outcomes if outcome.id not in ids)


def _stacked(counts: Sequence[int], whole: int) -> DrawnBar:
    """Draw counts one after the other, each with the texture of its place."""
    ends = [sum(counts[: number + 1]) * _WHOLE // whole for number in range(len(counts))]
    starts = [0, *ends[:-1]]
    return DrawnBar(
        tuple(
            BarPiece(start, end - start, texture)
            for texture, (start, end) in enumerate(zip(starts, ends, strict=True))
        )
    )


def open_questions(explanation: Explanation, most: int) -> Iterator[Block]:
    """Show how far open questions can move the lead, at most so many, widest first: a tornado."""
    ranges = explanation.lead_ranges
    if ranges is None or not ranges.questions or ranges.now < 0:
        return
    questions = ranges.questions[:most]
    low = min(0, *(question.low for question in questions))
    high = max(ranges.now, *(question.high for question in questions))

    def place(tenths: int) -> int:
        """Give the place of a lead on the bar."""
        return (tenths - low) * _WHOLE // (high - low) if high > low else 0

    rows, bars = [], []
    for question in questions:
        note = phrase("pictures.decides") if question.decides else ""
        name = (
            (named(question.name, question.segment), note)
            if note
            else (named(question.name, question.segment),)
        )
        rows.append((name, (signed(question.low),), (signed(question.high),)))
        piece = BarPiece(place(question.low), place(question.high) - place(question.low), 1)
        bars.append(DrawnBar((piece,), (place(0), place(ranges.now))))
    yield Heading(3, phrase("pictures.tornado", other=ranges.over_name, lead=signed(ranges.now)))
    columns = (phrase("word.question"), phrase("pictures.low"), phrase("pictures.high"))
    table = Table("", columns, tuple(rows))
    yield PictureTable(table, bars=tuple(bars), drawn=phrase("pictures.lead"))
