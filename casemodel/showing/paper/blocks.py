"""What the writers for PDF and Word share: bars as tables, marks of items, how wide columns are."""

from math import sqrt

from casemodel.explanation.numbers import printed
from casemodel.showing.document import (
    Bar,
    Bars,
    Cell,
    Document,
    Fact,
    Heading,
    Item,
    SourceLine,
    Table,
)
from casemodel.showing.wrapping import asked

# A column whose texts are no longer than this is as wide as they are.
_SHORT = 14
# An empty column is there to write in; it gets this part of the widest.
_TO_WRITE_IN = 0.6
_BAR_COLUMNS = ("Rank", "", "Score", "Fit", "From", "To", "State")


def bar_tables(bars: Bars) -> list[Table]:
    """A table for each group of bars; a column that is empty throughout is left out."""
    tables = []
    for group in bars.groups:
        columns = (_BAR_COLUMNS[0], group.label.capitalize(), *_BAR_COLUMNS[2:])
        rows = [_bar_cells(bar) for bar in group.rows]
        filled = [i for i in range(len(columns)) if any(row[i] for row in rows)]
        cells = tuple(tuple((row[i],) for i in filled) for row in rows)
        tables.append(Table(group.caption, tuple(columns[i] for i in filled), cells))
    return tables


def _bar_cells(bar: Bar) -> tuple[str, ...]:
    bounds = (printed(bar.low), printed(bar.high)) if bar.low != bar.high else ("", "")
    return (bar.rank, bar.name, printed(bar.tenths), bar.word, *bounds, bar.state)


def mark_of(entry: Item | SourceLine) -> str:
    """What stands before an entry of a list: its points, its sign, its number, or a dot."""
    if isinstance(entry, SourceLine):
        return entry.number or entry.id
    return entry.points or entry.sign or "•"


def lead_of(item: Item) -> str:
    """The lead words of an item, with a colon where a text follows."""
    return f"{item.lead}:" if item.lead and item.text else item.lead


def closing_of(document: Document) -> list[str]:
    """The lines a document closes with, and what made it."""
    made = [f"Made by {document.made_by}."] if document.made_by else []
    return [*map(_closing_line, document.closing), *made]


def _closing_line(fact: Fact) -> str:
    return f"{asked(fact.label)} {fact.text}" if fact.label else fact.text


def level_of(heading: Heading, before: int) -> int:
    """The heading's level on paper, where the title is none: 1 or more, no level left out.

    `before` is the level of the heading before it, 0 if it is the first.
    """
    return min(max(heading.level - 1, 1), before + 1)


def column_shares(table: Table) -> tuple[float, ...]:
    """For each column its share of the width, or 0 where it is as wide as its texts."""
    lengths = [_lengths(table, i) for i in range(len(table.columns))]
    if all(max(column) <= _SHORT * 2 for column in lengths):
        return tuple(0.0 for _ in lengths)
    empty = [not any(column[1:]) for column in lengths]
    wanted = [
        0.0 if max(column) <= _SHORT and not blank else sqrt(sum(column))
        for column, blank in zip(lengths, empty, strict=True)
    ]
    widest = max(wanted)
    return tuple(
        round(widest * _TO_WRITE_IN if blank else want and max(want, widest / 3), 1)
        for want, blank in zip(wanted, empty, strict=True)
    )


def _lengths(table: Table, i: int) -> list[int]:
    """How long each text of a column is, its header first."""
    cells: list[Cell] = [row[i] for row in table.rows]
    return [len(table.columns[i]), *(len(" ".join(cell)) for cell in cells)]
