"""An Excel workbook of a scored caseload: a summary page, and a sheet of clients.

Every text is written as a text, so that none is a formula or a link. The workbook is held in memory
until it is whole: nothing of a client is put in a temporary file.
"""

import datetime as dt
from io import BytesIO
from typing import Any, BinaryIO

from casemodel.caseload.client_rows import ClientRow
from casemodel.files.limits import WORKBOOK_CLIENTS
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Document
from casemodel.render.caseload.lines import HEADINGS, NUMBERS, line_of
from casemodel.render.extras import EXCEL, refuse_missing
from casemodel.render.text import as_text

_LONGEST = 32_767  # characters in a cell of Excel
_WIDTHS = {"first_model": 24, "second_model": 24, "cautions": 50, "next_question": 50}
_WIDTH, _SUMMARY_WIDTH = 14, 100
# The same clients give the same file, byte for byte, whenever it is written.
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class ExcelWriter:
    """A writer of an Excel workbook."""

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Begin a workbook. Raises MissingExtra if the package that writes Excel is missing."""
        refuse_missing(EXCEL)
        from xlsxwriter import Workbook

        self._rules = rules
        # Not into the stream itself: what packs a workbook complains aloud where a disk is full.
        self._stream, self._made = stream, BytesIO()
        self._book: Any = Workbook(self._made, {"in_memory": True})
        self._book.set_properties({"created": _MADE})
        self._strong = self._book.add_format({"bold": True})
        self._danger = self._book.add_format({"bold": True, "font_color": "#9C0006"})
        self._summary = self._book.add_worksheet("Summary")
        self._clients = self._book.add_worksheet("Clients")
        self._clients.freeze_panes(1, HEADINGS.index("danger"))
        for place, heading in enumerate(HEADINGS):
            self._clients.set_column(place, place, _WIDTHS.get(heading, _WIDTH))
            self._clients.write_string(0, place, heading, self._strong)
        self._rows = 0

    def add(self, client: ClientRow) -> None:
        """Write one client. Raises WrongUse if there are more than a workbook takes."""
        self._rows += 1
        if self._rows > WORKBOOK_CLIENTS:
            message = f"An Excel file takes {WORKBOOK_CLIENTS:,} clients at most; there are more."
            raise WrongUse(f"{message} Give -o a name that ends in .csv")
        line = line_of(self._rules, client)
        form = self._danger if client.danger else None
        for place, (heading, text) in enumerate(zip(HEADINGS, line, strict=True)):
            if not text:
                continue
            if heading in NUMBERS:
                self._clients.write_number(self._rows, place, float(text), form)
            else:
                self._clients.write_string(self._rows, place, text[:_LONGEST], form)

    def end(self, summary: Document) -> None:
        """Write the summary page and the workbook."""
        self._clients.autofilter(0, 0, max(self._rows, 1), len(HEADINGS) - 1)
        self._summary.set_column(0, 0, _SUMMARY_WIDTH)
        for row, line in enumerate(as_text(summary, _SUMMARY_WIDTH).splitlines()):
            form = self._strong if line and not line.startswith(" ") else None
            self._summary.write_string(row, 0, line, form)
        self._book.close()
        self._stream.write(self._made.getbuffer())
