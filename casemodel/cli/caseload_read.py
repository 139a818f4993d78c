"""What the commands on a caseload have in common: sheets opened and laid out, clients scored."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from casemodel.caseload.layout import Layout
from casemodel.caseload.records import Record, records_of
from casemodel.caseload.scoring import Scorer, explained_rows, prepare, score_rows
from casemodel.caseload.tally import Summary, Tally
from casemodel.cli.chosen import options_for
from casemodel.cli.inputs_read import profile_of_kind
from casemodel.cli.options import Wishes
from casemodel.engine.decision_problem import Options
from casemodel.files.content import refuse
from casemodel.files.limits import PROBLEMS
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import Told
from casemodel.profiles.values import Profile
from casemodel.tables.column_map import NO_MAP, CaseloadMap, read_map
from casemodel.tables.layout import lay_out
from casemodel.tables.opening import open_sheet
from casemodel.tables.sheet import Cells, Sheet
from casemodel.tables.stream import Streams

WORTH_IT = 4 * 1024 * 1024
"""The size of a file, in bytes, from which counting with numpy makes up for loading it."""

_STEP = 500


class Source(NamedTuple):
    """Where clients come from: files, a map of their columns, the sheet meant, what was chosen.

    `streams` open the files, as often as they are gone through.
    """

    files: tuple[str, ...]
    map: str | None
    sheet: str | None
    agency: str | None
    wishes: Wishes
    streams: Streams


class Opened(NamedTuple):
    """A sheet, its layout, the rows below its names, and what scores them."""

    sheet: Sheet
    layout: Layout
    rows: Iterator[Cells]
    scorer: Scorer

    @property
    def told(self) -> Told:
        """What there is to say of it."""
        return Told(self.layout, self.sheet.said)  # more is said as the rows go by


def opened(source: Source, rules: Rules) -> tuple[Opened, ...]:
    """Every file, opened and laid out. Raises ProblemsFound with the problems of all of them."""
    mapped = NO_MAP if source.map is None else read_map(source.map, rules)
    agency = source.agency and profile_of_kind(source.agency, rules, "organization")
    options = options_for(source.wishes, rules, "client")
    sheets: list[Opened] = []
    problems: list[Problem] = []
    for file in source.files:
        try:
            sheet = open_sheet(file, rules, mapped, source.sheet, source.streams)
            sheets.append(_laid_out(sheet, rules, mapped, options, agency or None))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return tuple(sheets)


def _laid_out(
    sheet: Sheet, rules: Rules, mapped: CaseloadMap, options: Options, agency: Profile | None
) -> Opened:
    layout, rows = lay_out(sheet, rules, mapped)
    return Opened(sheet, layout, rows, prepare(rules, layout.columns, options, agency))


def records(
    sheets: tuple[Opened, ...], rules: Rules, tally: Tally, *, explained: bool, strict: bool
) -> Iterator[Record]:
    """Every client of the sheets, counted as they go by, with a bar on a terminal.

    Raises ProblemsFound where there is no client, or none that could be scored, and, if strict,
    where any row has a problem: with all of them, up to a hundred.
    """
    score = explained_rows if explained else score_rows
    with _gone_through(sheets, tally, strict=strict) as (refused, advance):
        for one in sheets:
            rows = records_of(rules, one.layout, one.rows, partial(score, one.scorer))
            for number, record in enumerate(rows):
                tally.add(record)
                refused.note(record)
                if not refused.problems:
                    yield record
                if not number % _STEP:
                    advance(one, one.sheet.done())


def count(sheets: tuple[Opened, ...], rules: Rules, tally: Tally, *, strict: bool) -> None:
    """Count every client of the sheets, many at a time where that can be done and pays.

    Raises ProblemsFound as `records` does.
    """
    with _gone_through(sheets, tally, strict=strict) as (refused, advance):
        for one in sheets:
            counting = _counting(one, rules, tally)
            if counting is None:
                rows = records_of(rules, one.layout, one.rows, partial(score_rows, one.scorer))
                for number, record in enumerate(rows):
                    tally.add(record)
                    refused.note(record)
                    if not number % _STEP:
                        advance(one, one.sheet.done())
            else:
                for done, odd in _read(counting, one.sheet.file):
                    for record in odd:
                        refused.note(record)
                    advance(one, done)


def _counting(one: Opened, rules: Rules, tally: Tally) -> Iterator[tuple[int, list[Record]]] | None:
    """What counts a sheet with numpy; None where that is not installed or would not pay."""
    if one.sheet.raw is None or one.sheet.size < WORTH_IT:
        return None
    try:
        from casemodel.caseload.fast.counting import counting
    except ImportError:
        return None
    return counting(one.sheet.raw, one.layout, one.scorer, rules, tally)


def _read(
    counting: Iterator[tuple[int, list[Record]]], file: str
) -> Iterator[tuple[int, list[Record]]]:
    """The same. Raises ProblemsFound where the file cannot be read on."""
    try:
        yield from counting
    except OSError:
        refuse("P104", file, "The file cannot be read to its end; it may have changed.")


class _Refused:
    """The problems for which a strict run is refused."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self.problems: list[Problem] = []

    def note(self, record: Record) -> None:
        """Note what is wrong with a client. Raises ProblemsFound where there is enough of it."""
        if self._strict and record.problems:
            self.problems += problems_of(record)
            if len(self.problems) > PROBLEMS:
                raise ProblemsFound(tuple(self.problems[:PROBLEMS]))


@contextmanager
def _gone_through(
    sheets: tuple[Opened, ...], tally: Tally, *, strict: bool
) -> Iterator[tuple[_Refused, Callable[[Opened, int], None]]]:
    """Where problems are noted, and what takes how much of a sheet is done."""
    refused = _Refused(strict=strict)
    sizes = [one.sheet.size for one in sheets]
    near = tuple(problem for one in sheets for problem in one.layout.near)
    if strict and near:
        raise ProblemsFound(near)
    with _bar(sum(sizes)) as advance:
        yield refused, lambda one, done: advance(sum(sizes[: sheets.index(one)]) + done)
    if refused.problems:
        raise ProblemsFound(tuple(refused.problems))
    _refuse_nothing(tally.summary(), sheets)


def problems_of(record: Record) -> list[Problem]:
    """What is wrong with a row, as problems of its file."""
    return [
        Problem(p.code, record.file, record.row, p.column + 1, _sentence(p.message))
        for p in record.problems
    ]


def _sentence(message: str) -> str:
    return f"{message[0].upper()}{message[1:].rstrip('.')}."


def _refuse_nothing(summary: Summary, sheets: tuple[Opened, ...]) -> None:
    if not summary.clients:
        message = "Below the names of the columns there is no client."
        raise ProblemsFound(tuple(Problem("P508", one.sheet.file, 0, 0, message) for one in sheets))
    if not summary.scored:
        raise ProblemsFound(
            tuple(
                Problem(
                    one.code,
                    one.file,
                    one.first[0],
                    one.column + 1,
                    _sentence(f"{_rows(one.rows)}{one.message}"),
                )
                for one in summary.problems
            )
        )


def _rows(rows: int) -> str:
    return "" if rows == 1 else f"in {rows} rows, of which this is the first: "


@contextmanager
def _bar(size: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, quiet otherwise; what it gives takes how much is done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=size)
        yield lambda done: progress.update(task, completed=done)
