"""The CSV writer: tables for a spreadsheet, in which no text can become a formula."""

import csv
from io import StringIO

from casemodel.pages.document import Document, Table
from casemodel.render.safe import harmless

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters of formulas in one spreadsheet or another; the last four are wide forms."""

_MARK = "\ufeff"  # by which spreadsheets know UTF-8


def as_csv(document: Document) -> str:
    """Write the tables of the page, one below the other, with every field in quotes.

    Several texts of a cell stand on lines of their own.
    """
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for table in (block for block in document.blocks if isinstance(block, Table)):
        writer.writerow([field(column) for column in table.columns])
        for row in table.rows:
            writer.writerow(["\n".join(field(text) for text in cell) for cell in row])
    return _MARK + out.getvalue()


def field(text: str) -> str:
    """Make a text safe: no control characters, and an apostrophe before a would-be formula."""
    return without_formula(harmless(text).strip())


def without_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
