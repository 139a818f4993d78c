"""How much memory a caseload takes: `python -m tests.benchmarks.caseload_memory [ROWS...]`.

`casemodel caseload` is run as a process of its own on files of so many clients, for the summary
alone and for each kind of file that takes any number of them; the table gives the most memory that
the process had, Python and the rules included, and its processor time.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.caseload_file import BLANK, write
from tests.stories.wrong.measured import measured

ROWS = (1_000, 10_000, 40_000)
OUTPUTS = {"counted": None, "-o x.csv": "x.csv", "-o x.jsonl": "x.jsonl"}


def main() -> int:
    """Print the table."""
    print(f"{'clients':>10}  {'':18}" + "".join(f"{name:>22}" for name in OUTPUTS))
    for rows in map(int, sys.argv[1:] or ROWS):
        for name, blank in BLANK.items():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "caseload.csv"
                write(path, rows, blank)
                took = "".join(f"{figures(path, output):>22}" for output in OUTPUTS.values())
            print(f"{rows:10,}  {name:18}{took}", flush=True)
    return 0


def figures(path: Path, output: str | None) -> str:
    """The peak memory and the processor time of one run."""
    output_option = () if output is None else ("-o", output)
    took = measured("caseload", path.name, *output_option, cwd=path.parent, given_up=7200)
    if took.status:
        raise SystemExit(took.err)
    return f"{took.megabytes:.0f} MiB, {took.seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
