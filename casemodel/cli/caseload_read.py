"""Steps shared by the commands on a caseload: open and lay out sheets, score clients."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from casemodel.caseload.client_rows import ClientRow, ReadRow, RowReader, scored
from casemodel.caseload.layout import Layout
from casemodel.caseload.persons import PersonChoice, Persons
from casemodel.caseload.row_result import RowScorer
from casemodel.caseload.tally import Summary, Tally
from casemodel.cli.chosen import options_for
from casemodel.cli.inputs_read import profile_of_kind, tell_remarks
from casemodel.cli.options import CliOptions
from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.files.limits import PROBLEMS
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import SheetNotes
from casemodel.pages.words import sentence
from casemodel.profiles.values import Profile
from casemodel.tables.column_map import NO_MAP, CaseloadMap, read_map
from casemodel.tables.folder import files_in
from casemodel.tables.layout import lay_out
from casemodel.tables.opening import open_sheet
from casemodel.tables.sheet import Cells, Sheet
from casemodel.tables.stream import Streams

_STEP = 20  # rows between two looks at how far it is


class CaseloadSource(NamedTuple):
    """The source of clients: files, a map of their columns, a worksheet, and the options given.

    The map is the name of its file, or what such a file says. `person` says how several rows of a
    person are taken, None if that was not chosen. `streams` open the files, as often as they are
    read.
    """

    files: tuple[str, ...]
    map: str | CaseloadMap | None
    sheet: str | None
    agency: str | None
    chosen_options: CliOptions
    streams: Streams
    person: PersonChoice | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The files, with those of folders in place of the folders. Raises ProblemsFound."""
        paths = ((file, Path(file)) for file in self.files)
        return tuple(
            name
            for file, path in paths
            for name in (path.is_dir() and files_in(file).files) or (file,)
        )


class Opened(NamedTuple):
    """A sheet, its layout, and the rows below its names, which can be gone through once."""

    sheet: Sheet
    layout: Layout
    rows: Iterator[Cells]

    @property
    def notes(self) -> SheetNotes:
        """The sheet's layout, and sentences on how it was read."""
        return SheetNotes(self.layout, self.sheet.remarks)


@dataclass(frozen=True)
class Caseload:
    """The clients of all files, ready to be gone through once.

    Attributes:
        rules: The rules that they are scored by.
        sheets: The opened sheets.
        scorer: The scorer of rows.
        persons: The choice among several rows of a person.
        strict: True if any problem of a row stops the run.
        tally: The count of clients so far.
        options: The choices beside the answers.
        agency: The clients' agency, if one was given.
        files: The files of the sheets, as given.
        streams: The opener of the files.
    """

    rules: Rules
    sheets: tuple[Opened, ...]
    scorer: RowScorer
    persons: Persons
    strict: bool
    tally: Tally
    options: Options = DEFAULT
    agency: Profile | None = None
    files: tuple[str, ...] = ()
    streams: Streams = field(default_factory=Streams)

    @property
    def notes(self) -> tuple[SheetNotes, ...]:
        """The layout of each sheet, and sentences on how it was read."""
        return tuple(sheet.notes for sheet in self.sheets)

    def clients(self) -> Iterator[ClientRow]:
        """Yield every client that counts, tallied, with a bar on a terminal.

        Raises ProblemsFound if there is no client, or none that could be scored, and, if strict, if
        any row has a problem: with all of them, up to a hundred.
        """
        problems: list[Problem] = []
        for row, layout in _with_bar(self.sheets, self.rules, "Scoring"):
            counted = self.persons.counted(row, layout)
            if counted is None:
                self.tally.pass_over()
                continue
            if self.strict and counted.problems:
                problems += problems_of(counted)
                if len(problems) > PROBLEMS:
                    break
            client = scored(counted, self.scorer)
            self.tally.add(client)
            if not problems:
                yield client
        if problems:
            raise ProblemsFound(tuple(problems[:PROBLEMS]))
        self.refuse_nothing(self.tally.summary())

    def refuse_nothing(self, summary: Summary) -> None:
        """Raise ProblemsFound if there is no client, or none that could be scored."""
        _refuse_nothing(summary, self.sheets)


def caseload_of(source: CaseloadSource, rules: Rules, *, strict: bool) -> Caseload:
    """Open and lay out every file, and look ahead if that is needed to tell persons apart.

    Raises ProblemsFound with the problems of all files, and WrongUse for wrong options, or if one
    row of each person is to count and a sheet has no column with an id.
    """
    agency = source.agency and profile_of_kind(source.agency, rules, "organization")
    options = options_for(source.chosen_options, rules, "client")
    sheets = _opened(source, rules)
    near = tuple(problem for sheet in sheets for problem in sheet.layout.near)
    if strict and near:
        raise ProblemsFound(near)
    persons = Persons(source.person)
    if persons.looks_ahead:
        if any(sheet.layout.id_index is None for sheet in sheets):
            raise WrongUse(f"--person {source.person} needs a column with the client's id.")
        persons.look_ahead(row for row, _ in _with_bar(sheets, rules, "Reading"))
        sheets = _opened(source, rules)
    scorer = RowScorer(rules, options, agency or None)
    return Caseload(
        rules, sheets, scorer, persons, strict, Tally(), options, agency or None, source.tables,
        source.streams,
    )  # fmt: skip


def _opened(source: CaseloadSource, rules: Rules) -> tuple[Opened, ...]:
    """Open and lay out every file. Raises ProblemsFound with the problems of all of them."""
    mapped = NO_MAP if source.map is None else source.map
    if isinstance(mapped, str):
        mapped = read_map(mapped, rules)
    tell_remarks(mapped.file, mapped.remarks)
    sheets: list[Opened] = []
    problems: list[Problem] = []
    for file in source.tables:
        try:
            sheet = open_sheet(file, rules, mapped, source.sheet, source.streams)
            sheets.append(Opened(sheet, *lay_out(sheet, rules, mapped)))
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    for file in source.files:
        if Path(file).is_dir() and (remark := files_in(file).remark):
            sheets[-1].sheet.remarks.append(remark)
    return tuple(sheets)


def problems_of(row: ReadRow) -> list[Problem]:
    """List the problems of a row, as problems of its file."""
    return [
        Problem(p.code, row.file, row.number, p.column + 1, sentence(p.message))
        for p in row.problems
    ]


def _refuse_nothing(summary: Summary, sheets: tuple[Opened, ...]) -> None:
    if not summary.clients:
        message = "Below the names of the columns there is no client."
        raise ProblemsFound(tuple(Problem("P508", s.sheet.file, 0, 0, message) for s in sheets))
    if not summary.scored:
        raise ProblemsFound(
            tuple(
                Problem(
                    wrong.code,
                    wrong.file,
                    wrong.first[0],
                    wrong.column + 1,
                    sentence(f"{_rows(wrong.rows)}{wrong.message}"),
                )
                for wrong in summary.problems
            )
        )


def _rows(rows: int) -> str:
    return "" if rows == 1 else f"in {rows} rows, of which this is the first: "


def _with_bar(
    sheets: tuple[Opened, ...], rules: Rules, doing: str
) -> Iterator[tuple[ReadRow, Layout]]:
    """Yield every row of the sheets with its layout; a bar on a terminal shows how far."""
    done = 0
    with progress_bar(sum(sheet.sheet.size for sheet in sheets), doing) as advance:
        for sheet, layout, rows in sheets:
            for number, row in enumerate(RowReader(rules, layout).rows(rows)):
                if not number % _STEP:
                    advance(done + sheet.done())
                yield row, layout
            done += sheet.size


@contextmanager
def progress_bar(size: int, doing: str) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on a terminal; gives a function that takes how much is done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=size)
        yield lambda done: progress.update(task, completed=done)
