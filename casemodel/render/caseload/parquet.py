"""A scored caseload as a Parquet file, written by DuckDB."""

import shutil
from typing import BinaryIO

from casemodel.caseload.client_rows import ClientRow
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Document
from casemodel.render.caseload.lines import HEADINGS, line_of
from casemodel.texts.messages import phrase
from casemodel.warehouse.connection import connected, has_duckdb, insert
from casemodel.warehouse.results import typed_columns

_AT_ONCE = 2_000


class ParquetWriter:
    """A writer of Parquet; numbers are numbers, and what does not apply is null."""

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Begin. Raises WrongUse if DuckDB is missing."""
        if not has_duckdb():
            raise WrongUse(phrase("caseload.needs_duckdb", what="Parquet files"))
        self._rules = rules
        self._stream = stream
        self._lines: list[tuple[str, ...]] = []
        self._open = connected()
        self._connection, self._folder = self._open.__enter__()
        texts = ", ".join(f"{heading} VARCHAR" for heading in HEADINGS)
        self._connection.execute(f"CREATE TABLE lines ({texts})")

    def add(self, client: ClientRow) -> None:
        """Write one client."""
        self._lines.append(tuple(line_of(self._rules, client)))
        if len(self._lines) >= _AT_ONCE:
            self._insert()

    def _insert(self) -> None:
        insert(self._connection, "lines", self._lines)
        self._lines = []

    def end(self, summary: Document) -> None:  # noqa: ARG002 - the summary has no place in it
        """Write the file."""
        self._insert()
        file = self._folder / "written"
        select = f"SELECT {typed_columns('lines')} FROM lines"
        self._connection.execute(f"COPY ({select}) TO '{file}' (FORMAT parquet)")
        with file.open("rb") as parquet:
            shutil.copyfileobj(parquet, self._stream)
        self._open.__exit__(None, None, None)
