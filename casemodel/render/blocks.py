"""What the writers for PDF and Word share: bars as tables, marks of items, how wide columns are."""

from math import sqrt

from casemodel.explanation.numbers import printed
from casemodel.pages.document import (
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
from casemodel.render.wrapping import asked

# A column whose texts are no longer than this is as wide as they are.
_SHORT = 14
# An empty column is there to write in; it gets this part of the widest.
_TO_WRITE_IN = 0.6
# Letters beside one another across a sheet, in the smaller type of a table of more columns, and
# along the sheet's long side; and as wide as a column's edges.
_LETTERS, _LETTERS_SMALL, _LETTERS_ALONG, _EDGES = 82, 95, 130, 3
# A table of more columns is set in smaller type.
USUAL_COLUMNS = 4
# From so many columns of sentences on, a table needs the long side of the paper.
MANY_COLUMNS = 6
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
    """For each column its share of the width, or 0 where it is as wide as its texts.

    No column is made narrower than its longest word asks on a sheet of usual width, and one of
    short texts below a long head no wider.
    """
    lengths = [_lengths(table, i) for i in range(len(table.columns))]
    if all(max(column) <= _SHORT * 2 for column in lengths):
        return tuple(0.0 for _ in lengths)
    empty = [not any(column[1:]) for column in lengths]
    wanted = [
        0.0 if max(column) <= _SHORT and not blank else sqrt(sum(column))
        for column, blank in zip(lengths, empty, strict=True)
    ]
    widest = max(wanted)
    shares = [
        widest * _TO_WRITE_IN if blank else want and max(want, widest / 3)
        for want, blank in zip(wanted, empty, strict=True)
    ]
    narrow = sum(
        max(column) + _EDGES for column, want in zip(lengths, wanted, strict=True) if not want
    )
    least = [_longest_word(table, i) + _EDGES if want else 0 for i, want in enumerate(wanted)]
    short = {
        i
        for i, column in enumerate(lengths)
        if wanted[i] and 0 < max(column[1:], default=0) <= _SHORT
    }
    given = _at_least(shares, least, short, _letters(wanted) - narrow)
    return tuple(round(share, 1) for share in given)


def _letters(wanted: list[float]) -> int:
    """How many letters stand beside one another where a table of these columns is set."""
    if sum(map(bool, wanted)) >= MANY_COLUMNS:
        return _LETTERS_ALONG
    return _LETTERS_SMALL if len(wanted) > USUAL_COLUMNS else _LETTERS


def _at_least(shares: list[float], least: list[int], fixed: set[int], room: int) -> list[float]:
    """The shares, in letters of the room, each raised to its least at the cost of the others.

    Those that are `fixed` have their least and no more, unless all are.
    """
    raised = fixed if len(fixed) < sum(map(bool, shares)) else set()
    while True:
        free = [i for i, share in enumerate(shares) if share and i not in raised]
        left = max(room - sum(least[i] for i in raised), 0)
        whole = sum(shares[i] for i in free)
        given = {i: left * shares[i] / whole for i in free}
        short = {i for i in free if given[i] < least[i]}
        if not short:
            return [given.get(i, float(least[i])) for i in range(len(shares))]
        raised = raised | short


def _longest_word(table: Table, i: int) -> int:
    texts = [table.columns[i], *(text for row in table.rows for text in row[i])]
    return max((len(word) for text in texts for word in text.split()), default=0)


def _lengths(table: Table, i: int) -> list[int]:
    """How long each text of a column is, its header first."""
    cells: list[Cell] = [row[i] for row in table.rows]
    return [len(table.columns[i]), *(len(" ".join(cell)) for cell in cells)]
