"""Parts of pages that several writers share: marks and labels, widths of columns, bar tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil, sqrt

from rich.cells import cell_len

from casemodel.explanation.numbers import signed
from casemodel.pages.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    SignedBars,
    SourceLine,
    Sources,
    Statements,
    Table,
)
from casemodel.pages.sheets import longest_sheet
from casemodel.texts.messages import phrase

PHONE = re.compile(r"(?:\b1-)?(?:\b\d{3}-|\B\(\d{3}\) )\d{3}-\d{4}\b")
"""A phone number with its area code, which no writer lets break. typst reads the pattern too."""
# Letters beside one another on a sheet: upright in the usual type, in the smaller type of tables
# with more than so many columns, and along the long side.
_LETTERS, _LETTERS_SMALLER, _LETTERS_ALONG = 82, 105, 130
_FEW_COLUMNS = 4
_NAME, _NAMES = 60, 9  # so many items of so few letters are set in columns
_FEW_FACTS = 6
_EDGES = 3  # letters as wide as the edges of a column
# From so many columns of some words, or of sentences, a table needs the long side of the paper.
_MANY_COLUMNS, _WORDS = 7, 14
_LONG_COLUMNS, _SENTENCES = 5, 80
_LINES_ACROSS = 130.0  # lines of all sheets before an annex, where they lie across
_TO_WRITE_IN = 18  # letters of room in an empty column
# Lines of a row that is kept on one sheet, upright or across. A row higher than a sheet would be
# cut off, and one of half a sheet could leave as much empty before it.
_TALLEST_WHOLE_ROW, _TALLEST_ACROSS = 20, 16


def with_colon(label: str) -> str:
    """Add a colon to a label, unless it is a question."""
    return label if label.endswith("?") else f"{label}:"


def signed_bar_table(bars: SignedBars) -> Table:
    """Make a table of the names, figures and notes of signed bars."""
    rows = [(row.name, signed(row.tenths), row.note) for row in bars.rows]
    return _table("", (bars.name, bars.label, phrase("word.note")), rows)


def figures_of(picture: SignedBars | Chart) -> Table:
    """Give the table with all figures of a picture."""
    return signed_bar_table(picture) if isinstance(picture, SignedBars) else picture.table


def description_of(picture: SignedBars | Chart) -> str:
    """Describe a picture for people who cannot see it: each figure, with its row and its column."""
    table = figures_of(picture)
    rows = []
    for row in table.rows:
        cells = zip(table.columns, map(" ".join, row), strict=True)
        rows.append(", ".join(f"{head}: {cell}" for head, cell in cells if cell))
    return "; ".join(filter(None, [table.caption, *rows]))


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Make a table without the columns that are empty throughout."""
    filled = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    cells = tuple(tuple((row[i],) for i in filled) for row in rows)
    return Table(caption, tuple(columns[i] for i in filled), cells)


def are_names(bullets: Bullets) -> bool:
    """Tell whether a list is one of many names, which can be set in columns."""
    items = [f"{item.lead}{item.text}{item.note}" for item in bullets.items]
    return len(items) >= _NAMES and all(len(item) <= _NAME for item in items)


def mark_of(entry: Item | SourceLine) -> str:
    """Give the mark before an entry of a list: its points, its sign, its number, or a dot."""
    if isinstance(entry, SourceLine):
        return entry.number or entry.id
    return entry.points or entry.sign or "•"


def lead_of(item: Item) -> str:
    """Give the lead words of an item, with a colon if a text follows and they have no end mark."""
    return f"{item.lead}:" if item.lead and item.text and item.lead[-1] not in ".:?!" else item.lead


def closing_of(document: Document) -> list[str]:
    """List the lines that close a document, and the line on what made it."""
    maker = [phrase("render.made_by", tool=document.made_by)] if document.made_by else []
    return [*map(_closing_line, document.closing), *maker]


def _closing_line(fact: Fact) -> str:
    return f"{with_colon(fact.label)} {fact.text}" if fact.label else fact.text


def has_annex(document: Document) -> bool:
    """Tell whether a part of the document is an annex, which does not count among its sheets."""
    return any(isinstance(b, Heading) and b.begins == "annex" for b in document.blocks)


def is_crowded(document: Document) -> bool:
    """Tell whether what comes before an annex needs smaller type, on sheets that lie across."""
    return document.across and has_annex(document) and longest_sheet(document) > _LINES_ACROSS


def has_foot(document: Document) -> bool:
    """Tell whether each sheet has a line at its foot: not where one sheet is all there is."""
    return document.sheets != 1 or has_annex(document)


def level_of(heading: Heading, before: int) -> int:
    """Give the heading's level on paper, where the title is none: 1 or more, no level left out.

    `before` is the level of the heading before it, 0 if it is the first.
    """
    return min(max(heading.level - 1, 1), before + 1)


def are_few(facts: Facts | Statements) -> bool:
    """Tell whether facts are so few that they stay together on a sheet."""
    return len(facts.rows) <= _FEW_FACTS


def is_short(block: Block) -> bool:
    """Tell whether a block can stay in one piece on the sheet of the closing lines."""
    match block:
        case Facts() | Statements():
            return are_few(block)
        case Sources(entries=entries):
            return len(entries) == 1
        case Bullets(items=items):
            return len(items) == 1
        case _:
            return isinstance(block, Paragraph)


def stays_with_next(before: Block | None, block: Block, after: Block | None) -> bool:
    """Tell whether a block stays on one sheet with the block after it.

    These do: a paragraph between a heading and a table; boxes to tick, with the help below them;
    and help, with a warning of danger below it.
    """
    if isinstance(block, Bullets):
        return block.are_boxes and isinstance(after, Paragraph)
    if not isinstance(block, Paragraph):
        return False
    if isinstance(after, Paragraph):
        return after.tone == "danger"
    return isinstance(before, Heading) and isinstance(after, Table | Chart | SignedBars)


def last_entry_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Make the last entry of a list that ends a document a list of its own.

    It can then stay on one sheet with the closing lines, however long the list is.
    """
    match blocks:
        case (*before, Sources(entries=(*entries, last))) if entries:
            return (*before, Sources(tuple(entries)), Sources((last,)))
        case (*before, Bullets(items=(*items, last)) as bullets) if (
            items and not bullets.are_boxes and not are_names(bullets)
        ):
            first = bullets._replace(items=tuple(items))
            return (*before, first, bullets._replace(items=(last,)))
        case _:
            return blocks


def longest_word(text: str) -> int:
    """Measure the longest word, in columns of the screen, or about in letters on paper."""
    return max(map(cell_len, text.split()), default=0)


def holds_numbers(table: Table, column: int) -> bool:
    """Say whether a column, not the first, holds only figures, which line up at the right."""
    texts = [text for row in table.rows for text in row[column]] if column else []
    between = phrase("word.from_to", low="", high="")
    return any(texts) and not any(
        text.replace(between, "").strip("+-0123456789.,% ") for text in texts
    )


def narrowest_letters(table: Table, column: int) -> int:
    """Measure how narrow a column can be, in letters: its longest word, or a figure, kept whole."""
    head, *texts = _texts(table, column)
    figures = map(len, texts) if holds_numbers(table, column) else map(longest_word, texts)
    return max(longest_word(head), *figures)


def is_wide(table: Table) -> bool:
    """Tell whether the columns that hold words need the long side of the paper."""
    longest = [max(map(len, _texts(table, i))) for i in range(len(table.columns))]
    of_words, of_sentences = (sum(n > least for n in longest) for least in (_WORDS, _SENTENCES))
    return of_words >= _MANY_COLUMNS or of_sentences >= _LONG_COLUMNS


def lies_across(document: Document) -> bool:
    """Tell whether its sheets lie on their long side: as it says, or for a wide table.

    For a table alone, a document with an annex stays upright.
    """
    wide = any(isinstance(block, Table) and is_wide(block) for block in document.blocks)
    return document.across or (wide and not has_annex(document))


def column_letters(table: Table) -> tuple[float, ...]:
    """Work out the width of each column of a table on paper, in letters; together about a sheet.

    The room is shared out by the square root of a column's letters, so that columns of long texts
    are wider, but not by as much as they are longer; things side by side get equal room. A column
    gets the room of its longest word, and no more than its longest text.
    """
    columns = [_texts(table, i) for i in range(len(table.columns))]
    empty = [0 if any(texts[1:]) else _TO_WRITE_IN for texts in columns]
    least, most = (
        [
            max(blank, *map(size, texts)) + _EDGES
            for texts, blank in zip(columns, empty, strict=True)
        ]
        for size in (longest_word, len)
    )
    weights = [sqrt(1 + sum(map(len, texts))) for texts in columns]
    if table.subjects == "columns":
        most[1:] = [max(most[1:])] * (len(columns) - 1)
        weights[1:] = [max(weights[1:])] * (len(columns) - 1)
    usual = _LETTERS if len(columns) <= _FEW_COLUMNS else _LETTERS_SMALLER
    room = _LETTERS_ALONG if is_wide(table) else usual
    widths: dict[int, float] = {}
    while len(widths) < len(columns):
        room_left = max(room - sum(widths.values()), 0)
        free = [i for i in range(len(columns)) if i not in widths]
        whole = sum(weights[i] for i in free)
        shares = {i: room_left * weights[i] / whole for i in free}
        bounded = {i: max(min(share, most[i]), least[i]) for i, share in shares.items()}
        bound = {i: width for i, width in bounded.items() if width != shares[i]}
        widths |= bound or bounded
    return tuple(round(widths[i], 1) for i in range(len(columns)))


def may_break(row: Sequence[Cell], letters: Sequence[float]) -> bool:
    """Say whether a row, in columns of so many letters, is too high to be kept on one sheet."""
    cells = zip(row, letters, strict=True)
    return max((_height(cell, wide) for cell, wide in cells), default=0) > _tallest(letters)


def split_rows(table: Table) -> Table:
    """Split each row that is too high to be kept on one sheet, between the entries of its lists.

    Each piece has the row's name, so that it can be read on a sheet of its own.
    """
    letters = column_letters(table)
    rows = tuple(piece for row in table.rows for piece in _pieces(row, letters))
    return table._replace(rows=rows)


def _pieces(row: tuple[Cell, ...], letters: Sequence[float]) -> Iterator[tuple[Cell, ...]]:
    if not may_break(row, letters):
        yield row
        return
    name, *cells = row
    columns = [
        _filled(cell, wide, _tallest(letters))
        for cell, wide in zip(cells, letters[1:], strict=True)
    ]
    for number, piece in enumerate(zip_longest(*columns, fillvalue=())):
        yield ((name[0], phrase("render.continued")) if number else name, *piece)


def _filled(cell: Cell, wide: float, most: int) -> list[Cell]:
    """Fill pieces with the entries of a cell in their order, each with at most so many lines."""
    pieces: list[Cell] = [()]
    for text in cell:
        if pieces[-1] and _height((*pieces[-1], text), wide) > most:
            pieces.append(())
        pieces[-1] = (*pieces[-1], text)
    return pieces


def _height(cell: Cell, wide: float) -> int:
    """Estimate the lines of a cell in a column of so many letters."""
    return sum(ceil(len(text) / wide) for text in cell)


def _tallest(letters: Sequence[float]) -> int:
    """Give the most lines of a row that is kept on one sheet, upright or across."""
    across = sum(letters) > _LETTERS_SMALLER + _TO_WRITE_IN
    return _TALLEST_ACROSS if across else _TALLEST_WHOLE_ROW


def _texts(table: Table, i: int) -> list[str]:
    """List the texts of a column, its head first; a cell may hold several."""
    return [table.columns[i], *(text for row in table.rows for text in row[i])]
