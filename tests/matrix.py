"""Compare what commands say between Pythons: `python -m tests.matrix PYTHON PYTHON...`.

Each PYTHON is the interpreter of an environment, such as one with the newest packages and one with
the lowest allowed, as `.ci/run` makes it. Every command is run by each of them in a new folder, as
text and, where it can, as JSON; its status, its answer and what it says must be the same.
"""

import difflib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.cli.process import GIVEN_UP, ROOT, settings

ORG, CLIENT = "organizations/county_agency.yaml", "clients/in_danger.yaml"
SHEET, EXPORT = "caseloads/example.csv", "caseloads/agency_export.csv"
BOTH = (
    f"recommend {ORG}",
    f"recommend {ORG} --explain",
    "recommend organizations/eight_answers.yaml --weight acuity=3",
    "recommend organizations/half_empty.yaml --basis document",
    "recommend organizations/phone_line.yaml --house house.yaml",
    "recommend organizations/two_groups.yaml --priorities acuity,budget",
    f"recommend {CLIENT}",
    f"score {CLIENT}",
    f"score {CLIENT} --explain clinical",
    "score clients/no_clear_winner.yaml --draws 500",
    "score clients/refused_and_unknown.yaml --fit-only",
    "score wrong.yaml",
    "score gone.yaml",
    f"why-not intensive {ORG}",
    f"why-not brokerage {CLIENT}",
    f"what-if {ORG} --set after_hours=staff --set case_managers=30",
    f"what-if {CLIENT} --changes changes.yaml",
    f"ask {ORG} --full",
    f"ask {CLIENT}",
    f"plan {ORG}",
    "compare brokerage intensive",
    f"compare --profile {ORG}",
    f"raters {ORG} organizations/two_groups.yaml",
    f"review {CLIENT} clients/own_plans.yaml",
    "models",
    "show clinical",
    "show act",
    "inputs",
    "inputs acuity",
    "sources",
    "explain P405",
    f"check {ORG} wrong.yaml house.yaml",
    f"caseload {SHEET}",
    f"caseload {SHEET} --engine duckdb",
    f"caseload {EXPORT}",
    f"staffing {ORG} --caseload {SHEET}",
    "import hmis records/hmis",
    "decide clients/own_plans.yaml --model none --reason client_choice --register new.sqlite",
    "decisions --register gone.sqlite",
    "rules check rules",
    "rules test rules",
    "rules diff shipped rules --sample 50",
    "settings",
)
TEXT = (
    "--help",
    "recommend --help",
    "caseload --help",
    "recomend x.yaml",
    "recommend",
    "recommend --format xml x.yaml",
    f"recommend {ORG} --draws many",
    f"caseload --suggest-map {EXPORT}",
    f"caseload --sql postgres {SHEET}",
    f"report {ORG}",
    f"report {CLIENT} --format html",
    "handout brokerage intensive",
    "worksheet client --lang es",
    f"score {CLIENT} --lang es",
    "new organization --full",
    "schema profile",
    "schema answer",
    f"rules freeze {ORG}",
)
HOUSE = """\
schema: 1
agency: Harbor Street
changes:
  - {what: weight, criterion: engagement, to: 4, reason: So., name: A. B., date: 2026-11-02}
"""


def furnished(folder: Path) -> Path:
    """Fill a new folder with what the commands read."""
    shutil.copytree(ROOT / "profiles", folder)
    shutil.copytree(ROOT / "rules", folder / "rules")
    (folder / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (folder / "changes.yaml").write_text("acuity: stable\n", encoding="utf-8")
    wrong = (folder / CLIENT).read_text(encoding="utf-8").replace("acute", "acut")
    (folder / "wrong.yaml").write_text(f"{wrong}  acuty: [\n", encoding="utf-8")
    return folder


def said(python: str, line: str, folder: Path) -> list[str]:
    """Run a command, and give its status, its answer and what it said, as lines."""
    arguments = line.split()
    home = str(folder.parent)
    process = subprocess.run(
        [python, "-m", "casemodel", *arguments],
        cwd=folder,
        env=settings(HOME=home, XDG_CONFIG_HOME=home, TZ="UTC"),
        capture_output=True,
        timeout=GIVEN_UP,
        check=False,
    )
    text = f"status {process.returncode}\n{process.stdout.decode()}\n{process.stderr.decode()}"
    return text.replace(python, "python").splitlines()


def main() -> int:
    """Compare the environments; 0 if all say the same."""
    first, *others = sys.argv[1:]
    lines = [*BOTH, *TEXT, *(f"{line} --format json" for line in BOTH)]
    differing = 0
    with tempfile.TemporaryDirectory() as parent:
        for line in lines:
            answers = []
            for number, python in enumerate((first, *others)):
                folder = Path(parent) / "one"
                shutil.rmtree(folder, ignore_errors=True)
                answers.append(said(python, line, furnished(folder)))
                if answers[number] != answers[0]:
                    differing += 1
                    print(f"\n== casemodel {line}: {python} differs from {first}")
                    print(
                        *list(difflib.unified_diff(answers[0], answers[number], n=0))[:12], sep="\n"
                    )
            sys.stdout.flush()
    print(f"\n{len(lines)} commands, {len(others) + 1} environments: {differing} differ.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
