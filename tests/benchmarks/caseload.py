"""How fast a caseload is scored: `python -m tests.benchmarks.caseload [ROWS] [ROUNDS]`.

A file of ROWS clients (seeded) with 25 criteria is written and read by the standard library's
csv.reader, which does nothing else: that is 1. Then the same file is read and scored. All of them
take turns in each round, so that a slow moment of the machine falls on all; the table gives medians
of processor time, and of the ratios within a round. What `casemodel caseload` does with the file
stands apart: rows are read, scored and counted, and written as CSV or JSON lines. Where numpy is
installed (the extra `fast`), what it does stands beside the plain way.
"""

import csv
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from casemodel.caseload.layout import Layout
from casemodel.caseload.scoring import Scorer, explained_rows, prepare, score_rows
from casemodel.caseload.tally import Tally
from casemodel.caseload.values import Column
from casemodel.cli.caseload_read import Opened, count, records
from casemodel.render.caseload.writers import writer_for
from casemodel.tables.cells import reader_of
from casemodel.tables.column_map import NO_MAP
from casemodel.tables.layout import lay_out
from casemodel.tables.opening import open_sheet
from casemodel.tables.stream import Streams
from tests.benchmarks.caseload_file import BLANK, CRITERIA, criteria, rules, write

ROWS, ROUNDS = 100_000, 5
ALONE = "csv.reader alone"

Step = Callable[[Scorer, Path], object]


def main() -> int:
    """Print a table for each file."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    scorer = prepare(rules(), columns_of_file())
    print(f"{rows:,} rows, {CRITERIA} criteria, {len(scorer.alternatives)} alternatives")
    with tempfile.TemporaryDirectory() as folder:
        for name, blank in BLANK.items():
            path = Path(folder) / "caseload.csv"
            write(path, rows, blank)
            report(name, measure(scorer, path, rounds))
    return 0


def columns_of_file() -> list[Column]:
    """What the columns of the file answer; the first is the id."""
    return [Column(at, c.id, reader_of(c)) for at, c in enumerate(criteria(), start=1)]


def through(path: Path, scored: Callable[[Iterator[list[str]]], Iterable[object]]) -> None:
    """Read the file, hand the rows below the header on and drop what comes of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        deque(scored(rows), maxlen=0)


def opened(scorer: Scorer, path: Path) -> Opened:
    """The file as the command opens it, but for the rules, which are ready."""
    sheet = open_sheet(str(path), rules(), NO_MAP, None, Streams())
    return Opened(sheet, *lay_out(sheet, rules(), NO_MAP), scorer)


def scored_by_numpy(scorer: Scorer, path: Path) -> None:
    """Read the file and score it, many rows at once, and drop what comes of it."""
    from casemodel.caseload.fast.lines import blocks
    from casemodel.caseload.fast.quick import Quick

    columns = tuple(columns_of_file())
    names = ("id", *(column.criterion for column in columns))
    quick = Quick(scorer, Layout(path.name, 1, names, columns, 0, (), ()))
    with path.open("rb") as stream:
        stream.readline()
        for block in blocks(stream, ",", len(names), lambda: quick.texts.margin):
            quick.scored(block)


def counted(scorer: Scorer, path: Path) -> None:
    """What the command does where it writes no file."""
    one = opened(scorer, path)
    count((one,), rules(), tally_of(one), strict=False)


def written(scorer: Scorer, path: Path, output: str) -> None:
    """What the command does where it writes a file; without a name, only what comes before."""
    one = opened(scorer, path)
    clients = records((one,), rules(), tally_of(one), explained=bool(output), strict=False)
    if not output:
        deque(clients, maxlen=0)
        return
    with path.with_name(output).open("wb") as stream:
        writer = writer_for(output)(stream, rules())
        for client in clients:
            writer.add(client)


def tally_of(one: Opened) -> Tally:
    """A tally for the clients of a file."""
    return Tally(one.scorer.open_criteria, len(one.scorer.criteria))


STEPS: dict[str, Step] = {
    ALONE: lambda _, path: through(path, iter),
    "models, scores, certainty": lambda s, path: through(path, partial(score_rows, s)),
    "and reasons, next question": lambda s, path: through(path, partial(explained_rows, s)),
    "counted": lambda s, path: written(s, path, ""),
    "reasons, counted, -o x.csv": lambda s, path: written(s, path, "out.csv"),
    "reasons, counted, -o x.jsonl": lambda s, path: written(s, path, "out.jsonl"),
}
BY_NUMPY: dict[str, Step] = {
    "numpy: models, scores, certainty": scored_by_numpy,
    "numpy: counted": counted,
}
if find_spec("numpy"):
    STEPS |= BY_NUMPY


def measure(scorer: Scorer, path: Path, rounds: int) -> dict[str, list[float]]:
    """The seconds of processor time each step takes, a figure a round."""
    times: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(rounds):
        for name, step in STEPS.items():
            start = time.process_time()
            step(scorer, path)
            times[name].append(time.process_time() - start)
    return times


def report(title: str, times: dict[str, list[float]]) -> None:
    """Print medians, and the median of the ratios within a round."""
    print(f"\n{title:34}{'median':>10}  {'ratio':>6}")
    for name, figures in times.items():
        ratio = statistics.median(f / b for f, b in zip(figures, times[ALONE], strict=True))
        print(f"{name:34}{statistics.median(figures):8.2f} s  {ratio:6.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
