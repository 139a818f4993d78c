"""How fast a caseload is scored: `python -m tests.benchmarks.caseload [ROWS] [ROUNDS]`.

A file of ROWS clients (seeded, 10,000 by default) with 25 criteria is written and read by the
standard library's csv.reader, which does nothing else: that is 1. Then the same file is read and
scored, as `casemodel caseload` does it: every row scored and counted, and written with everything
that a row says. All of them take turns in each round, so that a slow moment of the machine falls on
all; the table gives medians of processor time, and of the ratios within a round.
"""

import csv
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from casemodel.caseload.persons import Persons
from casemodel.caseload.row_result import RowScorer
from casemodel.caseload.tally import Tally
from casemodel.cli.caseload_read import Caseload, Opened
from casemodel.pages.document import Document
from casemodel.render.caseload.writers import find_form
from casemodel.tables.column_map import NO_MAP
from casemodel.tables.layout import lay_out
from casemodel.tables.opening import open_sheet
from casemodel.tables.stream import Streams
from tests.benchmarks.caseload_file import BLANK, CRITERIA, write
from tests.shipped import shipped

ROWS, ROUNDS = 10_000, 1
ALONE = "csv.reader alone"

Step = Callable[[Path], object]


def main() -> int:
    """Print a table for each file."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    print(f"{rows:,} rows, {CRITERIA} criteria")
    with tempfile.TemporaryDirectory() as folder:
        for name, blank in BLANK.items():
            path = Path(folder) / "caseload.csv"
            write(path, rows, blank)
            report(name, measure(path, rounds))
    return 0


def read(path: Path) -> None:
    """Read the file and drop its rows."""
    with path.open(encoding="utf-8", newline="") as file:
        deque(csv.reader(file), maxlen=0)


def opened(path: Path) -> Caseload:
    """The file as the command opens it, but for the rules, which are ready."""
    sheet = open_sheet(str(path), shipped(), NO_MAP, None, Streams())
    sheets = (Opened(sheet, *lay_out(sheet, shipped(), NO_MAP)),)
    scorer, persons = RowScorer(shipped()), Persons(None)
    return Caseload(shipped(), sheets, scorer, persons, strict=False, tally=Tally())


def counted(path: Path) -> None:
    """What the command does where it writes no file."""
    deque(opened(path).clients(), maxlen=0)


def written(path: Path, output: str) -> None:
    """What the command does where it writes a file."""
    with path.with_name(output).open("wb") as stream:
        writer = find_form(output).writer(stream, shipped())
        for client in opened(path).clients():
            writer.add(client)
        writer.end(Document("", (), ()))


STEPS: dict[str, Step] = {
    ALONE: read,
    "scored and counted": counted,
    "and written, -o x.csv": lambda path: written(path, "out.csv"),
    "and written, -o x.jsonl": lambda path: written(path, "out.jsonl"),
    "and written, -o x.xlsx": lambda path: written(path, "out.xlsx"),
}


def measure(path: Path, rounds: int) -> dict[str, list[float]]:
    """The seconds of processor time each step takes, a figure a round."""
    times: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(rounds):
        for name, step in STEPS.items():
            start = time.process_time()
            step(path)
            times[name].append(time.process_time() - start)
    return times


def report(title: str, times: dict[str, list[float]]) -> None:
    """Print medians, and the median of the ratios within a round."""
    print(f"\n{title:34}{'median':>10}  {'ratio':>6}")
    for name, figures in times.items():
        ratio = statistics.median(f / b for f, b in zip(figures, times[ALONE], strict=True))
        print(f"{name:34}{statistics.median(figures):8.2f} s  {ratio:6.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
