"""How fast a caseload is scored: `python -m tests.benchmarks.caseload [ROWS] [ROUNDS]`.

A file of ROWS clients (seeded) with 25 criteria is written and read by the standard library's
csv.reader, which does nothing else: that is 1. Then the same file is read and scored. All of them
take turns in each round, so that a slow moment of the machine falls on all; the table gives medians
of processor time, and of the ratios within a round. What `casemodel caseload` does stands apart:
the file is checked, read, scored and counted, and written as CSV or JSON lines.
"""

import csv
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from casemodel.caseload.scoring import Scorer, explained_rows, prepare, score_rows
from casemodel.caseload.tally import Tally
from casemodel.caseload.values import Column
from casemodel.cli.caseload_read import Source, opened, records
from casemodel.reading.bundled import load_rules
from casemodel.reading.sheets.cells import reader_of
from casemodel.showing.caseload.writers import writer_for
from tests.benchmarks.caseload_file import BLANK, CRITERIA, criteria, write

ROWS, ROUNDS = 100_000, 5
ALONE = "csv.reader alone"

Step = Callable[[Scorer, Path], object]


def main() -> int:
    """Print a table for each file."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    columns = [Column(at, c.id, reader_of(c)) for at, c in enumerate(criteria(), start=1)]
    scorer = prepare(load_rules(), columns)
    print(f"{rows:,} rows, {CRITERIA} criteria, {len(scorer.alternatives)} alternatives")
    with tempfile.TemporaryDirectory() as folder:
        for name, blank in BLANK.items():
            path = Path(folder) / "caseload.csv"
            write(path, rows, blank)
            report(name, measure(scorer, path, rounds))
    return 0


def through(path: Path, scored: Callable[[Iterator[list[str]]], Iterable[object]]) -> None:
    """Read the file, hand the rows below the header on and drop what comes of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        deque(scored(rows), maxlen=0)


def command(path: Path, output: str) -> None:
    """What the command does with the file, its start left out; `output` is a name or empty."""
    rules = load_rules()
    sheets = opened(Source((str(path),)), rules)
    scorer = sheets[0].scorer
    tally = Tally(scorer.open_criteria, len(scorer.criteria))
    clients = records(sheets, rules, tally, explained=bool(output), strict=False)
    if not output:
        deque(clients, maxlen=0)
        return
    with path.with_name(output).open("wb") as stream:
        writer = writer_for(output)(stream, rules)
        for client in clients:
            writer.add(client)


STEPS: dict[str, Step] = {
    ALONE: lambda _, path: through(path, iter),
    "models, scores, certainty": lambda s, path: through(path, partial(score_rows, s)),
    "and reasons, next question": lambda s, path: through(path, partial(explained_rows, s)),
    "command: counted": lambda _, path: command(path, ""),
    "command: counted, -o x.csv": lambda _, path: command(path, "out.csv"),
    "command: counted, -o x.jsonl": lambda _, path: command(path, "out.jsonl"),
}


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
