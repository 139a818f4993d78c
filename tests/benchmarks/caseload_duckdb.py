"""How fast DuckDB scores a caseload: `python -m tests.benchmarks.caseload_duckdb [ROWS] [ROUNDS]`.

A wheel is built and installed in an environment of its own, as users have it: in a checkout every
command reads and checks the rules anew. A file of ROWS clients (seeded, 1,000,000 by default) with
25 criteria is read by the standard library's csv.reader, which does nothing else: that is 1. Then
`casemodel caseload --engine duckdb` scores the same file as a process of its own, without a file of
results, and with everything written to Parquet; and DuckDB alone scores it: models, scores, match
and recommendation. All take turns in each round. The table gives, as medians of the ratios within a
round, wall time and processor time, and the most memory of a process. DuckDB uses all cores; where
others use them too, the ratio of wall times is too high, and processor time tells more: divide it
by the number of cores.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.caseload_file import BLANK, CRITERIA, write
from tests.benchmarks.startup import install_wheel

ROWS, ROUNDS = 1_000_000, 1
FILES = ("one in ten blank", "half blank")
ALONE = "csv.reader alone"

READ = "import csv, sys, collections; collections.deque(csv.reader(open(sys.argv[1])), maxlen=0)"
COMMAND = "from casemodel.cli.main import main; main()"
ROOT = Path(__file__).parents[2]
SCORES = f"""
import sys
sys.path.append({str(ROOT)!r})  # after the installed package
from tests.benchmarks.caseload_duckdb import scores
scores()
"""


class Cost(NamedTuple):
    """What one run took: wall time and processor time in seconds, and memory in MB."""

    wall: float
    own: float
    megabytes: int


def main() -> int:
    """Print a table for each file."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    print(f"{rows:,} rows, {CRITERIA} criteria")
    with tempfile.TemporaryDirectory() as folder:
        python = install_wheel(Path(folder), "[scale]") / "python"
        for name in FILES:
            path = Path(folder) / "caseload.csv"
            write(path, rows, BLANK[name])
            report(name, measure(python, path, rounds))
    return 0


def measure(python: Path, path: Path, rounds: int) -> dict[str, list[Cost]]:
    """What every way costs, a figure a round."""
    engine = ("caseload", str(path), "--engine", "duckdb")
    out = path.with_name("out.parquet")
    ways: dict[str, tuple[str, ...]] = {
        ALONE: (READ, str(path)),
        "models, scores, match": (SCORES, str(path)),
        "everything, counted": (COMMAND, *engine),
        "everything, -o x.parquet": (COMMAND, *engine, "-o", str(out)),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (program, *arguments) in ways.items():
            out.unlink(missing_ok=True)
            costs[name].append(cost_of(python, program, *arguments))
    return costs


def cost_of(python: Path, program: str, *arguments: str) -> Cost:
    """Run a program in a process of this Python. Raises SystemExit if it fails."""
    start = time.perf_counter()
    command = [str(python), "-P", "-c", program, *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
    wall = time.perf_counter() - start
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def scores() -> None:
    """Score the file that is named, without reasons or what could change: in DuckDB alone."""
    from casemodel.warehouse.compiled import compiled
    from casemodel.warehouse.connection import connected, load
    from casemodel.warehouse.query import score_steps
    from casemodel.warehouse.rule_tables import tables_of
    from casemodel.warehouse.source import CodedFile, source_of
    from casemodel.warehouse.sql import QueryContext, in_one_piece
    from tests.benchmarks.caseload import opened

    path = sys.argv[1]
    caseload = opened(Path(path))
    tables = compiled(caseload.rules)
    (sheet,) = caseload.sheets
    with connected() as (connection, _):
        for table in tables_of(tables):
            load(connection, table)
        source = source_of(path, sheet.layout, sheet.sheet.separator, caseload.streams)
        CodedFile(connection, tables, source, "file_1", 0)
        columns_asked = ", ".join(c.id for c in tables.questions)
        connection.execute(
            f"CREATE TEMP VIEW answers AS SELECT rowid AS client, {columns_asked} "
            "FROM file_1 WHERE cells IS NULL"
        )
        columns = frozenset(column.criterion for column in sheet.layout.columns)
        query = in_one_piece(score_steps(QueryContext(tables, coded=True, columns=columns)))
        connection.execute(f"CREATE TEMP TABLE result AS {query}")


def report(title: str, costs: dict[str, list[Cost]]) -> None:
    """Print the medians of the ratios within a round."""
    print(f"\n{title:28}{'seconds':>9}{'wall':>8}{'processor':>11}{'MB':>7}")
    for name, runs in costs.items():
        pairs = [*zip(runs, costs[ALONE], strict=True)]
        wall = statistics.median(run.wall / alone.wall for run, alone in pairs)
        own = statistics.median(run.own / alone.own for run, alone in pairs)
        seconds = statistics.median(run.wall for run in runs)
        memory = max(run.megabytes for run in runs)
        print(f"{name:28}{seconds:9.1f}{wall:8.1f}{own:11.1f}{memory:7}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
