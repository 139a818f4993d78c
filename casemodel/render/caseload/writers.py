"""Writers of a scored caseload: each takes one client after the other, then the summary."""

import codecs
import csv
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from casemodel.caseload.client_rows import ClientRow
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Document
from casemodel.render.as_csv import FORMULA
from casemodel.render.as_json import as_line
from casemodel.render.caseload.lines import HEADINGS, NUMBERS, line_of
from casemodel.render.json_models.caseload import client_line


class Writer(Protocol):
    """A writer of clients to a binary stream, which it leaves open."""

    def add(self, client: ClientRow) -> None:
        """Write one client."""

    def end(self, summary: Document) -> None:
        """Write the end; `summary` is the page of the whole."""


class CsvWriter:
    """CSV in UTF-8 with a mark, as Excel likes it; no cell is read as a formula."""

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Write the mark and the headings."""
        self._rules = rules
        stream.write(codecs.BOM_UTF8)
        self._out = csv.writer(Encoded(stream))
        self._out.writerow(HEADINGS)

    def add(self, client: ClientRow) -> None:
        """Write one client."""
        line = line_of(self._rules, client)
        self._out.writerow(safe_cells(HEADINGS, line, NUMBERS))

    def end(self, summary: Document) -> None:
        """Write nothing more."""


class Encoded:
    """A text stream over a binary stream."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take the stream, which stays open."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text in UTF-8."""
        return self._stream.write(text.encode("utf-8", "backslashreplace"))


def safe_cells(headings: Sequence[str], line: Sequence[str], numbers: Collection[str]) -> list[str]:
    """Give the cells of a line so that a spreadsheet takes no text for a formula."""
    return [
        text if heading in numbers else without_formula(text)
        for heading, text in zip(headings, line, strict=True)
    ]


def without_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


class JsonWriter:
    """JSON lines: one object a client, with ids of models and criteria instead of their names."""

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Begin; nothing is written yet."""
        self._rules = rules
        self._stream = stream

    def add(self, client: ClientRow) -> None:
        """Write one client."""
        self._stream.write(as_line(client_line(self._rules, client)).encode("ascii"))

    def end(self, summary: Document) -> None:
        """Write nothing more."""


def writer_for(file: str) -> Callable[[BinaryIO, Rules], Writer]:
    """Choose the writer of a file by its name's ending. Raises WrongUse for an unknown ending."""
    ending = Path(file).suffix.casefold()
    if ending == ".csv":
        return CsvWriter
    if ending in (".jsonl", ".ndjson"):
        return JsonWriter
    if ending == ".xlsx":
        from casemodel.render.caseload.excel import ExcelWriter

        return ExcelWriter
    raise WrongUse("-o needs a name that ends in .csv, .jsonl or .xlsx, which says what to write.")
