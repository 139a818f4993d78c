"""Walk through the desk in Chromium, as people would: `python -m tests.browser.desk [FOLDER]`.

Each story is told at the width of a phone and of a screen, with and without scripts, on copies of
the example profiles. Every page it comes to is checked by axe-core. Pictures stay in the folder.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.process import ROOT

HERE = Path(__file__).parent
PROFILES = ROOT / "profiles"
COPIED = (
    "organizations/county_agency.yaml", "organizations/half_empty.yaml",
    "organizations/two_groups.yaml", "clients/in_danger.yaml", "caseloads/agency_export.csv",
)  # fmt: skip
STORIES = (
    "first_answer", "money", "taken_up_again", "agency_of_a_client", "bad_column", "decision",
    "danger", "models",
)  # fmt: skip
WIDTHS = ("390", "1280")


@contextmanager
def running_desk() -> Iterator[str]:
    """Run a desk on copies of some example profiles; gives the address that lets one in."""
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            shutil.copy(PROFILES / name, folder)
        register = str(Path(folder) / "decisions.sqlite")
        command = [sys.executable, "-m", "casemodel", "desk", folder, "--no-open"]
        desk = subprocess.Popen(
            [*command, "--register", register],
            stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        try:
            assert desk.stderr is not None
            entrance = re.search(r"http://\S+", desk.stderr.readline())
            assert entrance
            yield entrance[0]
        finally:
            desk.terminate()
            desk.communicate()


def problems_of(story: str, width: str, scripts: str, pictures: Path) -> list[str]:
    """Tell one story on a desk of its own; gives what is wrong."""
    with running_desk() as entrance:
        completed = subprocess.run(
            ["node", HERE / "desk.js", story, width, scripts, entrance, pictures],
            stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    if completed.returncode:
        return [f"node ended: {completed.stdout}"]
    return json.loads(completed.stdout)


def main() -> int:
    """Tell every story, and say what is wrong; 0 if nothing is."""
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="desk-"))
    pictures.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for story in sys.argv[2:] or STORIES:
        for width in WIDTHS:
            for scripts in ("scripts", "none"):
                problems = problems_of(story, width, scripts, pictures)
                wrong += bool(problems)
                print(f"{story} {width} {scripts}: {'; '.join(problems) or 'nothing found'}")
    print(f"{wrong} stories with problems. See {pictures}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
