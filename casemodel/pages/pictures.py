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
_QUESTIONS = 6
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
    models = [(one.id, one.name) for one in sorted(groups[0].points, key=lambda one: one.name)]
    subject = explanation.subject
    serves = {group.name: group.part for group in subject.groups} if subject else {}
    figures = [{one.id: one.tenths for one in group.points} for group in groups]
    most = max(abs(tenths) for each in figures for tenths in each.values())
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
    explanation: Explanation, shown: Sequence[RankedAlternative]
) -> Iterator[Block]:
    """Show choices by fit, best first, in columns: they can run, to be confirmed, or not yet."""
    if explanation.options.fit_only or not shown:
        return
    heads = ("pictures.yes", "pictures.to_confirm", "pictures.no")
    rows: list[tuple[Cell, ...]] = []
    shades = []
    most = max(abs(one.points) for one in shown) or 1
    for one in shown:
        place = _readiness(one)
        cells: list[Cell] = [("",)] * len(heads)
        cells[place] = (_points_and_gaps(one),)
        rows.append(((one.name,), *cells))
        shades.append(tuple(_shade(one.points, most) * (n == place) for n in range(len(heads))))
    columns = (phrase("pictures.choice"), *map(phrase, heads))
    yield PictureTable(Table(phrase("pictures.ready"), columns, tuple(rows)), tuple(shades))


def _readiness(ranked: RankedAlternative) -> int:
    if ranked.blocked:
        return 2
    return 0 if ranked.feasible == "yes" else 1


def _points_and_gaps(ranked: RankedAlternative) -> str:
    """Write the points, and the first must in the way."""
    points = signed(ranked.points)
    musts = [gap for gap in ranked.gaps if gap.strength == "must"]
    first = next((gap for gap in musts if gap.unmet or not ranked.blocked), None)
    if first:
        rest = [gap for gap in musts if gap is not first and gap.state == first.state]
        more = phrase("answer.and_more", count=len(rest)) if rest else ""
        return phrase("pictures.gap", points=points, gap=lowered(first.name), more=more)
    if ranked.needs_against:
        return phrase("pictures.gap", points=points, gap=phrase("answer.needs_against"), more="")
    return points


def first_in_tries(explanation: Explanation) -> Iterator[Block]:
    """Show how often each alternative comes first in the tries: together, and cause by cause."""
    found = explanation.stability_found
    if not found.outcomes:
        return
    named_ones = list(found.outcomes[:_KEYS])
    ids = [one.id for one in named_ones]
    bars = [(phrase("pictures.together"), found.outcomes, found.tries)]
    bars += [(phrase(_CAUSES[one.cause]), one.outcomes, one.tries) for one in found.by_cause]
    others = any(_rest(outcomes, ids) for _, outcomes, _ in bars)
    rows = tuple(
        ((name,), *((str(n),) for n in _counts(outcomes, ids, others=others)))
        for name, outcomes, _ in bars
    )
    drawn = tuple(
        _stacked(_counts(outcomes, ids, others=others), tries) for _, outcomes, tries in bars
    )
    heads = [one.name or phrase("word.no_model") for one in named_ones]
    heads += [phrase("report.others")] if others else []
    yield Heading(3, phrase("report.tries", tries=found.tries))
    table = Table("", (phrase("pictures.drawn"), *heads), rows)
    keys = tuple(range(len(heads)))
    yield PictureTable(table, bars=drawn, drawn=phrase("pictures.of", tries=found.tries), keys=keys)


def _counts(outcomes: Iterable[OutcomeCount], ids: Sequence[str], *, others: bool) -> list[int]:
    by_id = {one.id: one.tries for one in outcomes}
    counts = [by_id.get(id_, 0) for id_ in ids]
    return [*counts, sum(by_id.values()) - sum(counts)] if others else counts


def _rest(outcomes: Iterable[OutcomeCount], ids: Sequence[str]) -> int:
    return sum(one.tries for one in outcomes if one.id not in ids)


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


def open_questions(explanation: Explanation) -> Iterator[Block]:
    """Show how far each open question can move the lead, the widest first: a tornado."""
    found = explanation.lead_ranges
    if found is None or not found.questions or found.now < 0:
        return
    shown = found.questions[:_QUESTIONS]
    low = min(0, *(one.low for one in shown))
    high = max(found.now, *(one.high for one in shown))

    def place(tenths: int) -> int:
        """Give the place of a lead on the bar."""
        return (tenths - low) * _WHOLE // (high - low) if high > low else 0

    rows, bars = [], []
    for one in shown:
        note = phrase("pictures.decides") if one.decides else ""
        name = (named(one.name, one.segment), note) if note else (named(one.name, one.segment),)
        rows.append((name, (signed(one.low),), (signed(one.high),)))
        piece = BarPiece(place(one.low), place(one.high) - place(one.low), 1)
        bars.append(DrawnBar((piece,), (place(0), place(found.now))))
    yield Heading(3, phrase("pictures.tornado", other=found.over_name, lead=signed(found.now)))
    columns = (phrase("word.question"), phrase("pictures.low"), phrase("pictures.high"))
    table = Table("", columns, tuple(rows))
    yield PictureTable(table, bars=tuple(bars), drawn=phrase("pictures.lead"))
