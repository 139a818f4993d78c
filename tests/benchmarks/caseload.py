"""How fast a caseload is scored: `python -m tests.benchmarks.caseload [ROWS] [ROUNDS]`.

A file of ROWS clients (seeded) with 25 criteria is written and read by the standard library's
csv.reader, which does nothing else: that is 1. Then the same file is read and scored. All of them
take turns in each round, so that a slow moment of the machine falls on all; the table gives medians
of the ratios within a round. The last column is the most memory that a process of its own takes,
Python and the rules included.
"""

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from casemodel.caseload.scoring import Scorer, every_score, explained_rows, prepare, score_rows
from casemodel.caseload.values import Column, ReadCell
from casemodel.knowledge.values import Criterion
from casemodel.profiles.values import Answer
from casemodel.reading.bundled import load_rules

ROWS, ROUNDS = 100_000, 5
CRITERIA = 25
BLANK = {"full": 0.0, "one in ten blank": 0.1, "half blank": 0.5}

Step = Callable[[Scorer, Path], object]


def main() -> int:
    """Print the table, or the peak memory of one step for the process that asked."""
    if "--peak" in sys.argv:
        return peak(sys.argv[-2], Path(sys.argv[-1]))
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    scorer = scorer_for(criteria())
    print(f"{rows:,} rows, {CRITERIA} criteria, {len(scorer.alternatives)} alternatives")
    with tempfile.TemporaryDirectory() as folder:
        for name, blank in BLANK.items():
            path = Path(folder) / "caseload.csv"
            write(path, rows, blank)
            report(name, measure(scorer, path, rounds), path)
    return 0


def criteria() -> tuple[Criterion, ...]:
    """The criteria that the file has columns for."""
    return load_rules().criteria_for("client")[:CRITERIA]


def scorer_for(asked: tuple[Criterion, ...]) -> Scorer:
    """The shipped rules, made ready for the file."""
    columns = [Column(at, c.id, reader_of(c)) for at, c in enumerate(asked, start=1)]
    return prepare(load_rules(), columns)


def reader_of(criterion: Criterion) -> ReadCell:
    """What a cell says: a level's id, or nothing."""
    said = {level.id: Answer("answered", level.id) for level in criterion.levels}
    said[""] = Answer("not_asked", "")
    return said.get


def write(path: Path, rows: int, blank: float) -> None:
    """A file of clients with random answers, so many of them blank."""
    random, asked = Random(rows), criteria()
    choices = [[level.id for level in c.levels] for c in asked]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *(c.id for c in asked)])
        for number in range(rows):
            answers = ("" if random.random() < blank else random.choice(ids) for ids in choices)
            writer.writerow([f"c-{number}", *answers])


def through(path: Path, scored: Callable[[Iterator[list[str]]], Iterable[object]]) -> None:
    """Read the file, hand the rows below the header on and drop what comes of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        deque(scored(rows), maxlen=0)


STEPS: dict[str, Step] = {
    "csv.reader alone": lambda _, path: through(path, iter),
    "models, scores, certainty": lambda s, path: through(path, partial(score_rows, s)),
    "and reasons, next question": lambda s, path: through(path, partial(explained_rows, s)),
    "every score": lambda s, path: through(path, partial(every_score, s)),
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


def report(title: str, times: dict[str, list[float]], path: Path) -> None:
    """Print medians, the median of the ratios within a round, and peak memory."""
    base = times["csv.reader alone"]
    print(f"\n{title:34}{'median':>10}  {'ratio':>6}  {'peak':>8}")
    for name, figures in times.items():
        ratio = statistics.median(f / b for f, b in zip(figures, base, strict=True))
        seconds = statistics.median(figures)
        print(
            f"{name:34}{seconds:8.2f} s  {ratio:6.2f}  {peak_of(name, path):4.0f} MiB", flush=True
        )


def peak_of(name: str, path: Path) -> float:
    """The peak memory of a step in a process of its own, in MiB."""
    command = [sys.executable, "-m", "tests.benchmarks.caseload", "--peak", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def peak(name: str, path: Path) -> int:
    """Take one step and print the most memory this process has had, in MiB."""
    STEPS[name](scorer_for(criteria()), path)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(most / (1024 if sys.platform != "darwin" else 1024**2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
