"""The page of a caseload as a whole: cautions, models, what could change them, what is unknown.

The page may be shared, so small counts are held back unless all are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from casemodel.caseload.danger import danger_criteria
from casemodel.caseload.layout import Layout
from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.row_result import CouldChange
from casemodel.caseload.suppression import NOT_SHOWN, in_parts, of_total, whole
from casemodel.caseload.tally import NOBODY, CountedProblem, Summary
from casemodel.explanation.naming import joined, name_of
from casemodel.knowledge.models import Caution
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Table
from casemodel.pages.words import counted, few
from casemodel.texts.messages import phrase

_SHOWN_PROBLEMS = 20
_SHOWN_COLUMNS = 8
_COULD_CHANGE: tuple[tuple[CouldChange, str], ...] = (
    ("no", "caseload.settled"),
    ("several answers", "caseload.several_answers"),
    ("one answer", "caseload.one_answer"),
)
_NO_MODEL = "caseload.no_model"
_WHY_HELD_BACK = "caseload.held_back"


class SheetNotes(NamedTuple):
    """Notes on a sheet: its layout, and sentences on how it was read."""

    layout: Layout
    remarks: Sequence[str]


class Counts(NamedTuple):
    """Every count as it may be shown: by model, doubt, caution, and question unknown.

    `danger_unknown` are clients whose danger is not known, though every cell on it can be read.
    """

    clients: str
    scored: str
    by_first: Mapping[str, str]
    by_could_change: Mapping[CouldChange, str]
    cautions: Mapping[str, str]
    unknown: Mapping[str, str]
    danger_unknown: str


def shown_counts(rules: Rules, summary: Summary, *, suppress: bool) -> Counts:
    """Write the counts of a summary, small ones held back if wanted.

    A model's cautions are counted among the clients it comes first for, so they are held back if
    the count of that model, or of a hybrid with it, is.
    """
    if not suppress:
        return Counts(
            str(summary.clients),
            str(summary.scored),
            {key: str(n) for key, n in summary.by_first.items()},
            {key: str(n) for key, n in summary.by_could_change.items()},
            {key: str(n) for key, n in summary.cautions.items()},
            {key: str(n) for key, n in summary.unknown.items()},
            str(summary.danger_unknown),
        )
    by_first = in_parts(summary.by_first)
    telling = {
        part
        for alternative, n in by_first.items()
        if n == NOT_SHOWN
        for part in _parts(rules, alternative)
    }
    of_models = {c.full_id for part in telling for c in rules.models[part].cautions}
    return Counts(
        whole(summary.clients),
        whole(summary.scored),
        by_first,
        in_parts(summary.by_could_change),
        {
            key: NOT_SHOWN if key in of_models else of_total(n, summary.clients)
            for key, n in summary.cautions.items()
        },
        {key: of_total(n, summary.scored) for key, n in summary.unknown.items()},
        of_total(summary.danger_unknown, summary.clients),
    )


def _parts(rules: Rules, alternative: str) -> tuple[str, ...]:
    """List the models that an alternative is made of."""
    hybrid = rules.hybrids.get(alternative)
    return hybrid.parts if hybrid else (alternative,) if alternative else ()


def caseload_page(
    rules: Rules,
    summary: Summary,
    sheets: tuple[SheetNotes, ...],
    person: PersonChoice | None,
    *,
    suppress: bool,
) -> Document:
    """Lay out the whole caseload on a page. No client can be recognized from it."""
    counts = shown_counts(rules, summary, suppress=suppress)
    names = joined([sheet.layout.file for sheet in sheets])
    facts = [
        Fact(phrase("word.clients"), _scored(summary, counts)),
        Fact(phrase("word.rules"), rules.version),
    ]
    blocks = _cautions(rules, summary, counts, sheets)
    blocks += [Heading(2, phrase("caseload.in_all"))] if blocks else []
    blocks.append(Facts(tuple(facts)))
    blocks += _models(rules, summary, counts)
    blocks += _unknown(rules, summary, counts)
    blocks += _problems(summary.problems)
    blocks += how_read(sheets, _odd(summary, person, suppress=suppress))
    closing = [Fact("", phrase(_WHY_HELD_BACK))] if suppress else []
    closing.append(Fact("", phrase("word.guide_many")))
    return Document(phrase("caseload.title", names=names), tuple(blocks), tuple(closing))


def _scored(summary: Summary, counts: Counts) -> str:
    unscored = summary.clients - summary.scored
    if not unscored:
        return phrase("caseload.all_scored", clients=counts.clients)
    return phrase("caseload.not_scored", clients=counts.clients, unscored=unscored)


def _cautions(
    rules: Rules, summary: Summary, counts: Counts, sheets: tuple[SheetNotes, ...]
) -> list[Block]:
    """List what is unknown about danger, then the cautions that hold for someone, dangers first."""
    unknown = _danger_not_known(rules, summary, counts, sheets)
    items = (*unknown, *_holding(rules, counts))
    return (
        [Heading(2, phrase("caseload.cautions")), Bullets(phrase("label.caution"), items)]
        if items
        else []
    )


def danger_unread(summary: Summary) -> tuple[Item, ...]:
    """Say in how many rows danger could not be read; nothing if there are none."""
    if not summary.danger_unread:
        return ()
    rows = counted(summary.danger_unread, "row")
    unread = phrase("caseload.danger_unread", rows=rows)
    return (Item("!", unread, phrase("caseload.look_yourself"), tone="danger"),)


def not_asked(rules: Rules, sheets: tuple[SheetNotes, ...]) -> tuple[str, ...]:
    """List the criteria on danger for which a sheet has no column."""
    columns_by_sheet = [{column.criterion for column in sheet.layout.columns} for sheet in sheets]
    return tuple(
        c for c in danger_criteria(rules) if not all(c in columns for columns in columns_by_sheet)
    )


def _danger_not_known(
    rules: Rules, summary: Summary, counts: Counts, sheets: tuple[SheetNotes, ...]
) -> tuple[Item, ...]:
    """List what is unknown about danger: cells that cannot be read, no answers, and no column."""
    items = list(danger_unread(summary))
    missing = not_asked(rules, sheets)
    if summary.danger_unknown and len(missing) < len(danger_criteria(rules)):
        clients, text = _clients(counts.danger_unknown), phrase("caseload.danger_unknown")
        items.append(Item("!", clients, text, tone="danger"))
    if missing:
        names = joined([f"{rules.criteria[c].name} ({c})" for c in missing])
        text = phrase("caseload.no_column", names=names)
        items.append(Item("!", phrase("caseload.not_asked"), text, tone="danger"))
    return tuple(items)


def _holding(rules: Rules, counts: Counts) -> tuple[Item, ...]:
    """List the cautions that hold for someone, dangers first, with the number of clients."""
    return tuple(
        Item(
            "!" if caution.danger else "*",
            _clients(counts.cautions[caution.full_id]),
            " ".join(caution.says.split()),
            tone="danger" if caution.danger else "",
        )
        for caution in _every_caution(rules)
        if caution.full_id in counts.cautions
    )


def _clients(count: str) -> str:
    if count == NOT_SHOWN:
        return phrase("caseload.hidden")
    return phrase("caseload.client") if count == "1" else phrase("caseload.clients", count=count)


def _every_caution(rules: Rules) -> Iterable[Caution]:
    yield from sorted(rules.cautions, key=lambda caution: not caution.danger)
    for model in rules.models.values():
        yield from model.cautions
    if rules.referral:
        yield rules.referral.caution("client")


def _models(rules: Rules, summary: Summary, counts: Counts) -> list[Block]:
    if not summary.scored:
        return []
    order = [*rules.models, *rules.hybrids, NOBODY]
    alternatives = sorted(
        counts.by_first,
        key=lambda alternative: _by_count(counts.by_first[alternative], order.index(alternative)),
    )
    rows = tuple(
        ((_name(rules, alternative),), (counts.by_first[alternative],))
        for alternative in alternatives
    )
    could_change = tuple(
        ((phrase(words),), (counts.by_could_change.get(word, "0"),))
        for word, words in _COULD_CHANGE
    )
    return [
        Heading(2, phrase("caseload.models")),
        Table("", (phrase("word.model"), phrase("word.clients")), rows),
        Heading(2, phrase("caseload.could_change")),
        Table("", (phrase("caseload.could_change_by"), phrase("word.clients")), could_change),
    ]


def _by_count(count: str, place: int) -> tuple[int, int]:
    """Give a key that sorts shown counts by size, those held back after them, in rules' order."""
    return (-int(count) if count.isdigit() else 1, place)


def _name(rules: Rules, alternative: str) -> str:
    return name_of(rules, alternative) if alternative else phrase(_NO_MODEL)


def _unknown(rules: Rules, summary: Summary, counts: Counts) -> list[Block]:
    """List the questions by the number of clients without an answer to them."""
    if not summary.scored:
        return []
    everyone = [c for c, n in summary.unknown.items() if n == summary.scored]
    criteria = [c for c in rules.criteria if c in counts.unknown and c not in everyone]
    place = {c: number for number, c in enumerate(criteria)}
    criteria.sort(key=lambda c: _by_count(counts.unknown[c], place[c]))
    rows = tuple(((rules.criteria[c].name,), (counts.unknown[c],)) for c in criteria)
    blocks: list[Block] = [Heading(2, phrase("caseload.unknown"))]
    if rows:
        blocks.append(Table("", (phrase("word.question"), phrase("caseload.without_answer")), rows))
    if everyone:
        names = few(
            [rules.criteria[c].name for c in rules.criteria if c in everyone], _SHOWN_COLUMNS
        )
        blocks.append(Facts((Fact(phrase("caseload.nobody"), names),)))
    return blocks if len(blocks) > 1 else []


def _problems(problems: tuple[CountedProblem, ...]) -> list[Block]:
    if not problems:
        return []
    items = [_problem(wrong) for wrong in problems[:_SHOWN_PROBLEMS]]
    if len(problems) > _SHOWN_PROBLEMS:
        items.append(
            Item("-", phrase("caseload.more_kinds", count=len(problems) - _SHOWN_PROBLEMS), "")
        )
    return [Heading(2, phrase("caseload.problems")), Bullets(phrase("label.problem"), tuple(items))]


def _problem(problem: CountedProblem) -> Item:
    rows = joined([str(row) for row in problem.first])
    more = problem.rows - len(problem.first)
    where = phrase("caseload.row" if problem.rows == 1 else "caseload.rows", rows=rows)
    where += phrase("caseload.more_rows", count=more) if more else ""
    return Item("-", f"{problem.file}, {where}", f"{problem.message} [{problem.code}]")


def how_read(sheets: Iterable[SheetNotes], odd: Iterable[Item] = ()) -> tuple[Block, ...]:
    """Say how the sheets were read, and which rows were not taken as clients."""
    items = (*map(_read, sheets), *odd)
    return Heading(2, phrase("caseload.how_read")), Bullets(phrase("label.read"), items)


def _read(sheet: SheetNotes) -> Item:
    layout, remarks = sheet
    name = phrase("caseload.by_row")
    if layout.id_index is not None:
        name = phrase("caseload.by_column", column=layout.called(layout.id_index))
    columns = counted(len(layout.columns), "question_has_column")
    text = phrase("caseload.header", row=layout.header_row, columns=columns, clients=name)
    return Item("", layout.file, " ".join((text, *remarks)), beneath=_not_read(layout))


def repeated_ids(summary: Summary, person: PersonChoice | None) -> str:
    """Say how several rows of a person were taken; empty if no id is repeated."""
    if not summary.repeated:
        return ""
    rows = counted(summary.repeated, "row_has")
    return phrase(_TAKEN[person], rows=rows)


_TAKEN: Mapping[PersonChoice | None, str] = {
    None: "caseload.repeated_unsaid",
    "each": "caseload.repeated_each",
    "latest": "caseload.repeated_latest",
    "worst": "caseload.repeated_worst",
}


def _odd(summary: Summary, person: PersonChoice | None, *, suppress: bool) -> Iterable[Item]:
    """Yield what is odd about the clients as a whole."""
    repeated = repeated_ids(summary, person)
    if repeated:
        yield Item("", phrase("caseload.repeated"), repeated)
    if summary.without_answers:
        count = summary.without_answers
        count_text = of_total(count, summary.scored) if suppress else str(count)
        yield Item(
            "",
            phrase("caseload.no_answers"),
            phrase("caseload.no_answers_text", clients=_clients(count_text)),
        )


def _not_read(layout: Layout) -> tuple[str, ...]:
    if not layout.unused:
        return ()
    names = [layout.called(index) for index in layout.unused[:_SHOWN_COLUMNS]]
    more = len(layout.unused) - len(names)
    names += [phrase("caseload.more", count=more)] if more else []
    return (phrase("caseload.unused", columns=joined(names)),)
