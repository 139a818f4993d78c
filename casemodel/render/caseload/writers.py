"""Writers of a scored caseload: each takes one client after the other, then the summary."""

import codecs
import csv
import gzip
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from casemodel.caseload.client_rows import ClientRow
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Document
from casemodel.render.as_csv import without_formula
from casemodel.render.as_json import as_line
from casemodel.render.caseload.lines import HEADINGS, NUMBERS, line_of
from casemodel.render.json_models.caseload import client_line
from casemodel.texts.messages import phrase


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
        self._out = CsvLines(stream, HEADINGS, NUMBERS)

    def add(self, client: ClientRow) -> None:
        """Write one client."""
        self._out.write(line_of(self._rules, client))

    def end(self, summary: Document) -> None:
        """Write nothing more."""


class CsvLines:
    """Lines of CSV after a mark and headings; no text in them is read as a formula."""

    def __init__(self, stream: BinaryIO, headings: Sequence[str], numbers: Collection[str]) -> None:
        """Write the mark and the headings."""
        self._headings, self._numbers = headings, numbers
        stream.write(codecs.BOM_UTF8)
        self._out = csv.writer(Encoded(stream))
        self._out.writerow(headings)

    def write(self, line: Sequence[str]) -> None:
        """Write a line."""
        self._out.writerow(safe_cells(self._headings, line, self._numbers))


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


class ResultsForm(NamedTuple):
    """The form of a file of clients: its name, empty without a file, and whether it is packed."""

    name: str
    gzip: bool
    writer: Callable[[BinaryIO, Rules], Writer]

    @contextmanager
    def packed(self, stream: BinaryIO) -> Iterator[BinaryIO]:
        """Open a stream that packs what is written, if wanted. The same bytes every time."""
        if not self.gzip:
            yield stream
            return
        with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as out:
            yield out  # type: ignore[misc]  # a binary stream in all that is used


def find_form(file: str | None) -> ResultsForm:
    """Choose the form of a file by its name's ending. Raises WrongUse for an unknown ending."""
    if file is None:
        return ResultsForm("", gzip=False, writer=CsvWriter)
    path = Path(file)
    packed = path.suffix.casefold() == ".gz"
    ending = (path.with_suffix("") if packed else path).suffix.casefold()
    if ending == ".csv":
        return ResultsForm("csv", packed, CsvWriter)
    if ending in (".jsonl", ".ndjson"):
        return ResultsForm("jsonl", packed, JsonWriter)
    if ending == ".xlsx" and not packed:
        from casemodel.render.caseload.excel import ExcelWriter

        return ResultsForm("xlsx", gzip=False, writer=ExcelWriter)
    if ending == ".parquet" and not packed:
        from casemodel.render.caseload.parquet import ParquetWriter

        return ResultsForm("parquet", gzip=False, writer=ParquetWriter)
    raise WrongUse(phrase("caseload.needs_ending"))
