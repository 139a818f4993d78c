"""The worksheet: the questions of a profile on paper, to be answered by hand."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.knowledge.values import Rules
from casemodel.pages.document import (
    TICK,
    Block,
    Bullets,
    Document,
    Fact,
    Heading,
    Item,
    Paragraph,
    Ruled,
    Table,
)
from casemodel.pages.sheets import SHEET, lines_of, room_below, ruled_lines
from casemodel.pages.words import sentence
from casemodel.texts.messages import phrase

# Sheets of a short form, each with the lines that fit: on two of them in larger type.
_SHORT_SHEETS = {1: SHEET, 2: 97.0}
_LEAST_NOTES = 3  # lines
_LEAST_ALIKE = 3  # so many questions with the same answers are set as a grid
_SUBJECTS: dict[Kind, str] = {
    "client": "worksheet.client",
    "organization": "worksheet.organization",
}
_COMMANDS: dict[Kind, str] = {"client": "score", "organization": "recommend"}
_HOW_TO = "worksheet.how_to"
_CLIENT_FIRST = "worksheet.client_first"
_NO_ANSWER: dict[Kind, tuple[tuple[str, str], ...]] = {
    "client": (("worksheet.not_known", ""), ("worksheet.refused", "refused")),
    "organization": (("worksheet.not_known", ""),),
}
_SAFETY, _OF_SEVERAL_GROUPS = "worksheet.safety", "worksheet.questions"


def worksheet(rules: Rules, kind: Kind, made_by: str, date: str = "", *, short: bool) -> Document:
    """Lay out every question of this kind, or with `short` those of the short form; safety first.

    Rules without a short form have all their questions asked.
    """
    form = rules.short_forms.get(kind) if short else None
    questions = rules.criteria_for(kind) if form is None else [rules.criteria[c] for c in form.ask]
    safety = [criterion for criterion in questions if _is_about_danger(rules, criterion)]
    remaining = [criterion for criterion in questions if criterion not in safety]
    blocks: list[Block] = [
        Paragraph(phrase(_HOW_TO), "", phrase("label.how_to_use")),
        *(
            [Paragraph(phrase(_CLIENT_FIRST), "strong", phrase("label.how_to_use"))]
            if kind == "client"
            else []
        ),
        Ruled(phrase("worksheet.id_date"), 1),
    ]
    if safety:
        blocks.append(Heading(2, phrase(_SAFETY)))
        for number, criterion in enumerate(safety, 1):
            blocks += [*_question(criterion, kind, number), *_warnings(rules, criterion)]
    number = len(safety) + 1
    for name, criteria in _parts(rules, remaining, whole=form is not None):
        blocks += [Heading(2, name), *_questions(criteria, kind, number)]
        number += len(criteria)
    name = phrase("worksheet.title", subject=phrase(_SUBJECTS[kind]))
    title = name if form is None else phrase("worksheet.short", title=name)
    sheets, notes = (0, _LEAST_NOTES) if form is None else _sheets_and_notes(title, date, blocks)
    return Document(
        title=title,
        blocks=(*blocks, Ruled(phrase("worksheet.notes"), notes)),
        closing=(
            Fact(phrase("worksheet.then"), phrase("worksheet.type", command=_COMMANDS[kind])),
        ),
        made_by=phrase(
            "worksheet.made_by", tool=made_by, version=rules.version, released=rules.released
        ),
        subtitle=date,
        date=date,
        footer=name,
        sheets=sheets,
    )


def _sheets_and_notes(title: str, date: str, blocks: Iterable[Block]) -> tuple[int, int]:
    """Give the number of sheets of a short form, and of lines for notes that fill the last."""
    used = SHEET - room_below(title, date) + lines_of(blocks)
    for sheets, lines in _SHORT_SHEETS.items():
        notes = ruled_lines(lines - used)
        if notes >= _LEAST_NOTES:
            return sheets, notes
    return max(_SHORT_SHEETS), _LEAST_NOTES


def _is_about_danger(rules: Rules, criterion: Criterion) -> bool:
    """Say whether a warning of danger depends on the question; such are asked first."""
    dangers = (caution for caution in rules.cautions if caution.danger)
    return criterion.id in {when.criterion for caution in dangers for when in caution.when}


def _warnings(rules: Rules, criterion: Criterion) -> list[Block]:
    """List the warnings of danger that an answer to this question makes hold."""
    return [
        Paragraph(
            phrase("worksheet.if_yes", caution=sentence(caution.says)),
            "danger",
            phrase("label.caution"),
        )
        for caution in rules.cautions
        if caution.danger and criterion.id in {when.criterion for when in caution.when}
    ]


def _parts(
    rules: Rules, criteria: Sequence[Criterion], *, whole: bool
) -> list[tuple[str, list[Criterion]]]:
    """List the questions by group, each with its name; a short form is one `whole`.

    Its order is its own. On paper all questions have the order of the file that `casemodel new`
    writes.
    """
    groups = list(dict.fromkeys(c.group for c in criteria))
    if whole and len(groups) > 1:
        return [(phrase(_OF_SEVERAL_GROUPS), list(criteria))]
    return [
        (rules.group_names.get(group, group), [c for c in criteria if c.group == group])
        for group in groups
    ]


def _questions(criteria: Sequence[Criterion], kind: Kind, first: int) -> list[Block]:
    """Lay out the questions of a group; those in a row with the same answers share a grid."""
    blocks: list[Block] = []
    for _, alike in groupby(criteria, lambda criterion: _answers(criterion, kind)):
        same = list(alike)
        if len(same) >= _LEAST_ALIKE:
            blocks.append(_grid(same, kind, first))
        else:
            for number, criterion in enumerate(same, first):
                blocks += _question(criterion, kind, number)
        first += len(same)
    return blocks


def _question(criterion: Criterion, kind: Kind, number: int) -> list[Block]:
    return [
        Heading(3, f"{number}. {criterion.question.said_to(kind)}"),
        Bullets(phrase("label.tick_one"), tuple(_boxes(criterion, kind))),
        Paragraph(_help(criterion), "quiet", phrase("label.help")),
    ]


def _answers(criterion: Criterion, kind: Kind) -> tuple[str, ...]:
    return tuple(level.name.said_to(kind) for level in criterion.levels)


def _boxes(criterion: Criterion, kind: Kind) -> list[Item]:
    boxes = [
        Item(TICK, "", level.name.said_to(kind), _typed(level.id, level.name.said_to(kind)))
        for level in criterion.levels
    ]
    if criterion.counts:
        boxes.append(Item(TICK, "", phrase("worksheet.number")))
    return boxes + [Item(TICK, "", phrase(answer), typed) for answer, typed in _NO_ANSWER[kind]]


def _typed(word: str, name: str) -> str:
    """Say what to type if it is not the answer itself."""
    return "" if word == name else word


def _help(criterion: Criterion) -> str:
    return phrase("worksheet.in_the_file", help=sentence(criterion.help), question=criterion.id)


def _grid(criteria: Sequence[Criterion], kind: Kind, first: int) -> Table:
    names = _answers(criteria[0], kind)
    rows = tuple(
        (
            (f"{number}. {criterion.question.said_to(kind)}", _help(criterion)),
            *((TICK,) for _ in names),
        )
        for number, criterion in enumerate(criteria, first)
    )
    return Table(phrase("worksheet.grid"), (phrase("word.question"), *names), rows)
