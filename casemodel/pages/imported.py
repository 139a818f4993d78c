"""The page of an import: what was filled, what never can be, and every row that cannot be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from casemodel.caseload.danger import danger_criteria
from casemodel.imports.values import ImportedValue, ImportResult, Reason
from casemodel.knowledge.values import Rules
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
)
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_LINES = 10  # of rows with the same fault that are named
_KINDS = 40  # kinds of faults that are listed
_CELLS = 5  # cells that an origin names

_REASONS: Mapping[Reason, str] = {
    "ragged": "imported.ragged",
    "no_id": "imported.no_id",
    "long": "imported.long",
    "no_date": "imported.no_date",
    "later": "imported.later",
    "unknown_code": "imported.unknown_code",
    "no_person": "imported.no_person",
    "repeated": "imported.repeated",
    "not_json": "imported.not_json",
    "no_resource": "imported.no_resource",
    "no_patient": "imported.no_patient",
    "disagree": "imported.disagree",
}


def import_page(rules: Rules, result: ImportResult, kept: tuple[str, ...]) -> Document:
    """Lay out the report of an import. `kept` are the files or folders that were written."""
    return Document(
        phrase("imported.title", source=result.source),
        tuple(_blocks(rules, result, kept)),
        (Fact(phrase("imported.next_label"), phrase("imported.next")),),
        private=True,
    )


def _blocks(rules: Rules, result: ImportResult, kept: tuple[str, ...]) -> Iterator[Block]:
    dangers = tuple(_dangers(rules, result))
    if dangers:
        yield Heading(2, phrase("word.act_first"))
        yield Bullets(phrase("label.danger"), dangers)
        yield Heading(2, phrase("imported.read"))
    yield Facts(tuple(_facts(result)))
    if not kept:
        yield Paragraph(phrase("imported.nothing_kept"))
    if result.names_like:
        yield Paragraph(phrase("imported.names_like"), "strong", phrase("label.caution"))
    tallies = [
        tally
        for tally in result.tallies
        if tally.filled or tally.not_known or tally.refused or tally.hints
    ]
    if tallies:
        yield Heading(2, phrase("imported.found"))
        columns = ("word.question", "imported.filled", "imported.not_known", "imported.refused",
                   "imported.hints")  # fmt: skip
        yield Table(
            phrase("imported.counts"),
            tuple(map(phrase, columns)),
            tuple(
                (
                    (rules.criteria[tally.rule.question].name,),
                    (_at_least(tally.filled, at_least=tally.rule.at_least),),
                    (str(tally.not_known),),
                    (str(tally.refused),),
                    (str(tally.hints),),
                )
                for tally in tallies
            ),
        )
        yield Paragraph(phrase("imported.not_counted"), "quiet")
        if any(tally.filled and tally.rule.at_least for tally in tallies):
            yield Paragraph(phrase("imported.at_least"), "quiet")
    yield from _without(rules, result)
    yield from _unusable(result)


def _dangers(rules: Rules, result: ImportResult) -> Iterator[Item]:
    """Count the people whose records tell of danger, or point to one."""
    danger_ids = danger_criteria(rules)
    for tally in result.tallies:
        if tally.rule.question not in danger_ids:
            continue
        name = rules.criteria[tally.rule.question].name
        if tally.filled:
            text = phrase("imported.danger", people=counted(tally.filled, "person"), question=name)
            yield Item("!", "", text, "", "danger")
        if tally.hints:
            text = phrase(
                "imported.danger_hint", people=counted(tally.hints, "person"), question=name
            )
            yield Item("!", "", text, "", "danger")


def _at_least(count: int, *, at_least: bool) -> str:
    return f"{count} *" if count and at_least else str(count)


def _facts(result: ImportResult) -> Iterator[Fact]:
    if result.year:
        yield Fact(phrase("imported.specification"), phrase("imported.year", year=result.year))
    origin = "imported.day_given" if result.day_given else "imported.day_found"
    yield Fact(phrase("imported.day"), phrase(origin, day=result.day))
    yield Fact(phrase("imported.people"), str(len(result.clients)))
    if result.passed_over:
        people = counted(result.passed_over, "person")
        yield Fact(phrase("imported.passed_over"), phrase("imported.why_passed", people=people))
    for file in result.files:
        text = counted(file.rows, "row")
        if file.lacking:
            text = phrase("imported.lacking", rows=text, columns=", ".join(file.lacking))
        yield Fact(file.file, text)


def _without(rules: Rules, result: ImportResult) -> Iterator[Block]:
    """List the questions that nothing fills here, and what these records never say."""
    never = [tally.rule for tally in result.tallies if not (tally.rule.fills or tally.rule.hints)]
    empty = [
        tally.rule
        for tally in result.tallies
        if (tally.rule.fills or tally.rule.hints)
        and not (tally.filled or tally.not_known or tally.refused or tally.hints)
    ]
    if empty:
        names = "; ".join(rules.criteria[rule.question].name for rule in empty)
        yield Paragraph(phrase("imported.empty", questions=names))
    if never:
        yield Heading(2, phrase("imported.never"))
        yield Bullets(
            phrase("imported.never_label"),
            tuple(Item("", rules.criteria[rule.question].name, rule.never) for rule in never),
        )


def _unusable(result: ImportResult) -> Iterator[Block]:
    """List the rows that cannot be used by file, field and reason, each with its first lines."""
    if not result.unusable_count:
        return
    yield Heading(2, phrase("imported.unusable"))
    kinds: defaultdict[tuple[str, str, Reason], list[int]] = defaultdict(list)
    for row in result.unusable:
        kinds[row.file, row.field, row.reason].append(row.line)
    items = [
        Item(
            "!",
            _place(file, field),
            f"{unusable_said(reason)} {_lines(lines, bundle=result.is_bundle(file))}",
        )
        for (file, field, reason), lines in sorted(kinds.items())
    ]
    yield Bullets(phrase("imported.unusable_label"), tuple(items[:_KINDS]))
    left = result.unusable_count - sum(len(lines) for _, lines in sorted(kinds.items())[:_KINDS])
    if left > 0:
        yield Paragraph(phrase("imported.more", count=left))


def _place(file: str, field: str) -> str:
    return f"{file}, {field}" if field else file


def _lines(lines: Iterable[int], *, bundle: bool) -> str:
    numbers = sorted(set(lines))
    line_numbers = ", ".join(map(str, numbers[:_LINES]))
    if len(numbers) == 1:
        return phrase(_ONE[bundle], line=numbers[0])
    left = len(numbers) - _LINES
    more = phrase("imported.more_lines", count=left) if left > 0 else ""
    return phrase(_SEVERAL[bundle], count=len(numbers), lines=line_numbers + more)


_ONE = {False: "imported.line", True: "imported.entry"}
_SEVERAL = {False: "imported.lines", True: "imported.entries"}


def origin_of(result: ImportResult, value: ImportedValue) -> str:
    """Say where a value came from: the records, the date, and the fields with code and line."""
    cells = [
        phrase(
            "imported.cell_entry" if result.is_bundle(cell.file) else "imported.cell",
            field=" ".join(filter(None, (cell.field, cell.code))),
            file=cell.file,
            line=cell.line,
        )
        for cell in value.cells[:_CELLS]
    ]
    left = len(value.cells) - _CELLS
    if left > 0:
        cells.append(phrase("imported.more_cells", count=left))
    key = "imported.origin_at_least" if value.at_least else "imported.origin"
    day = value.day or phrase("imported.no_day")
    return phrase(key, source=result.source, day=day, cells="; ".join(cells))


def unusable_said(reason: Reason) -> str:
    """Say why a row cannot be used."""
    return phrase(_REASONS[reason])
