"""How soon the desk shows a changed answer: `python -m tests.benchmarks.desk [ROUNDS]`.

In each round every profile has one answer changed to another and back, as the script of the page
does it: the answer is sent, the points come back at once, and the whole answer with its stability
follows. Times are of the desk in this process, without a browser; medians and the longest.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from casemodel.knowledge.bundled import profiles_directory
from tests.desk.visiting import Forms, Visitor

ROUNDS = 10
SECTION, QUESTION, LEVELS = "capacity", "budget", ("tight", "ample")
PROFILES = (
    profiles_directory() / "organizations" / "county_agency.yaml",
    profiles_directory() / "organizations" / "two_groups.yaml",
    Path(__file__).parent / "three_groups.yaml",
)


def changed(desk: Visitor, name: str, level: str) -> tuple[float, float]:
    """Change one answer; gives the seconds until its points are shown, and until all is."""
    page = f"/en/p/{name}/questions/{SECTION}"
    form = next(fields for _, fields in Forms(desk.page(page)).forms if f"w:{QUESTION}" in fields)
    start = time.perf_counter()
    sent = desk.post(page, form | {f"a:{QUESTION}": level})
    first_part = desk.get(sent.headers["location"], **{"x-desk-part": "quick"})
    at_once = time.perf_counter() - start
    whole = desk.get(page)
    if (sent.status_code, first_part.status_code, whole.status_code) != (303, 200, 200):
        raise SystemExit(
            f"{name}: {sent.status_code}, {first_part.status_code}, {whole.status_code}"
        )
    return at_once, time.perf_counter() - start


def main() -> int:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    times: dict[str, list[tuple[float, float]]] = {path.name: [] for path in PROFILES}
    with tempfile.TemporaryDirectory() as folder:
        for path in PROFILES:
            shutil.copy(path, folder)
        desk = Visitor(Path(folder), quick=False)
        with desk.client:
            desk.enter()
            for turn in range(rounds + 1):
                for name, seconds in times.items():
                    figures = [changed(desk, name, level) for level in LEVELS]
                    seconds.extend(figures if turn else ())  # the first round warms up
    print(f"{'milliseconds':24}{'points':>8}{'longest':>9}{'whole':>8}{'longest':>9}")
    for name, seconds in times.items():
        at_once, whole = zip(*seconds, strict=True)
        print(f"{name:24}{_figures(at_once)}{_figures(whole)}")
    return 0


def _figures(seconds: Sequence[float]) -> str:
    return f"{1000 * statistics.median(seconds):8.0f}{1000 * max(seconds):9.0f}"


if __name__ == "__main__":
    sys.exit(main())
