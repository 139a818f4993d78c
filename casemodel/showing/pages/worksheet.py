"""The worksheet: the questions of a profile on paper, to be answered by hand."""

from collections.abc import Sequence
from itertools import groupby

from casemodel.knowledge.values import Criterion, Group, Kind, Method, Rules
from casemodel.showing.document import (
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
from casemodel.showing.pages.words import sentence

TICK = "☐"
SHORT, SHORT_SHEETS = 8, 2
_LEAST_ALIKE = 3  # so many questions with the same answers are set as a grid
_SUBJECTS: dict[Kind, str] = {"client": "one client", "organization": "an organization"}
_COMMANDS: dict[Kind, str] = {"client": "score", "organization": "recommend"}
_HOW_TO = (
    "Tick one box for each question. Leave blank what you did not ask: blank is not 'no'. The "
    "small words after a box are what to type into the file."
)
_CLIENT_FIRST = "No name, please: an id will do. Ask the client first, and note their own words."
_NO_ANSWER: dict[Kind, tuple[tuple[str, str], ...]] = {
    "client": (("not known", ""), ("would rather not say", "refused")),
    "organization": (("not known", ""),),
}
_SAFETY = "Safety first"


def worksheet(rules: Rules, kind: Kind, made_by: str, date: str = "", *, short: bool) -> Document:
    """Every question of this kind, or with `short` the eight that count most; safety first."""
    safety = _about_danger(rules, kind)
    others = [c for c in rules.criteria_for(kind) if c not in safety]
    chosen = heaviest(rules.method, rules, others) if short else others
    blocks: list[Block] = [
        Paragraph(_HOW_TO, "", "how to use"),
        *([Paragraph(_CLIENT_FIRST, "strong", "how to use")] if kind == "client" else []),
        Ruled("Id, date, and who fills this in:", 1),
    ]
    if safety:
        blocks.append(Heading(2, _SAFETY))
        for number, criterion in enumerate(safety, 1):
            blocks += [*_question(criterion, kind, number), *_warnings(rules, criterion)]
    number = len(safety) + 1
    for group, criteria in _by_group(chosen).items():
        if len({c.group for c in chosen}) > 1 or safety:
            blocks.append(Heading(2, rules.group_names.get(group, group)))
        blocks += _questions(criteria, kind, number)
        number += len(criteria)
    blocks.append(Ruled("Notes:", 3))
    name = f"Worksheet: {_SUBJECTS[kind]}"
    return Document(
        title=f"{name}, short form" if short else name,
        blocks=tuple(blocks),
        closing=(
            Fact("Then", f"type the answers into a file and run: casemodel {_COMMANDS[kind]} FILE"),
        ),
        made_by=f"{made_by}, rules {rules.version} of {rules.released}",
        subtitle=date,
        date=date,
        footer=name,
        sheets=SHORT_SHEETS if short else 0,
    )


def heaviest(method: Method, rules: Rules, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria of greatest weight, in canonical order.

    Where weights are equal, those whose answers set the models furthest apart go first.
    """
    order = sorted(criteria, key=lambda c: (-c.weight, -_spread(method, rules, c)))
    kept = order[:SHORT]
    return [criterion for criterion in criteria if criterion in kept]


def _spread(method: Method, rules: Rules, criterion: Criterion) -> int:
    """How many rating steps lie between the best and the worst level, over all models."""
    spread = 0
    for model in rules.scored_models():
        rated = model.ratings.get(criterion.id, {})
        steps = [
            method.steps[rated[level.id].step] if level.id in rated else 0
            for level in criterion.levels
        ]
        spread += max(steps) - min(steps)
    return spread


def _about_danger(rules: Rules, kind: Kind) -> list[Criterion]:
    """The questions behind warnings of danger; these are asked of everyone, and first."""
    dangers = [caution for caution in rules.cautions if caution.danger]
    asked = {when.criterion for caution in dangers for when in caution.when}
    return [c for c in rules.criteria_for(kind) if c.id in asked]


def _warnings(rules: Rules, criterion: Criterion) -> list[Block]:
    """The warnings of danger that an answer to this question brings."""
    return [
        Paragraph(f"If yes: {sentence(caution.says)}", "danger", "caution")
        for caution in rules.cautions
        if caution.danger and criterion.id in {when.criterion for when in caution.when}
    ]


def _by_group(criteria: Sequence[Criterion]) -> dict[Group, list[Criterion]]:
    groups: dict[Group, list[Criterion]] = {}
    for criterion in criteria:
        groups.setdefault(criterion.group, []).append(criterion)
    return groups


def _questions(criteria: Sequence[Criterion], kind: Kind, first: int) -> list[Block]:
    """The questions of a group; those in a row that have the same answers share a grid."""
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
        Bullets("tick one", tuple(_boxes(criterion, kind))),
        Paragraph(_help(criterion), "quiet", "help"),
    ]


def _answers(criterion: Criterion, kind: Kind) -> tuple[str, ...]:
    return tuple(level.name.said_to(kind) for level in criterion.levels)


def _boxes(criterion: Criterion, kind: Kind) -> list[Item]:
    boxes = [
        Item(TICK, "", level.name.said_to(kind), _typed(level.id, level.name.said_to(kind)))
        for level in criterion.levels
    ]
    if criterion.counts:
        boxes.append(Item(TICK, "", "the number: ________"))
    return boxes + [Item(TICK, "", text, typed) for text, typed in _NO_ANSWER[kind]]


def _typed(word: str, name: str) -> str:
    """What to type where it is not the answer itself."""
    return "" if word == name else word


def _help(criterion: Criterion) -> str:
    return f"{sentence(criterion.help)} In the file: {criterion.id}."


def _grid(criteria: Sequence[Criterion], kind: Kind, first: int) -> Table:
    names = _answers(criteria[0], kind)
    rows = tuple(
        (
            (f"{number}. {criterion.question.said_to(kind)}", _help(criterion)),
            *((TICK,) for _ in names),
        )
        for number, criterion in enumerate(criteria, first)
    )
    return Table("Tick one box in each row.", ("Question", *names), rows)
