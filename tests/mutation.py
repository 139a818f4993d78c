"""How many faults in the code the tests notice: `python -m tests.mutation FILE... [-- TESTS...]`.

Needs mutmut (`pip install -e ".[dev,mutation]"`). FILE is a module of the engine or the reader, or
a folder of them; TESTS are the tests to run on it, else those of its room. A copy of the project is
made, in it every function of these files is changed in one place at a time, and the tests are run
on each change. A fault that no test notices is shown; the exit status is 1 if fewer
than 90% are noticed. Takes from minutes for a file to hours for a room, so it is no part of the
checks of every change.
"""

import configparser
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIED = ("casemodel", "profiles", "rules", "tests")
LEAST = 90
"""How many of a hundred faults are to be noticed."""

OF_ROOM = {
    "engine": ("tests/engine", "tests/laws", "tests/second"),
    "reading": ("tests/reading", "tests/lint", "tests/house", "tests/rule_tests", "tests/wrong"),
}
"""The tests of a room, if none are named."""

_LEFT_OUT = ("test_planted_faults", "test_faults", "test_bounded", "test_hostile")
"""Tests that start processes, which do not see the fault, or that plant faults themselves."""

_NOTICED = {"killed", "timeout", "caught by type check", "segfault"}


def main() -> int:
    """Put the faults in and say what came of them."""
    files, _, tests = " ".join(sys.argv[1:]).partition(" -- ")
    unknown = [file for file in files.split() if not (ROOT / file).exists()]
    if not files or unknown:
        print(f"There is no {unknown[0]}." if unknown else __doc__)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _furnish(copy, files.split(), tests.split())
        mutmut = [sys.executable, "-m", "mutmut"]
        progress = None if sys.stdout.isatty() else subprocess.DEVNULL
        subprocess.run([*mutmut, "run"], cwd=copy, check=False, stdout=progress)
        listed = subprocess.run(
            [*mutmut, "results", "--all", "true"], cwd=copy, check=False, capture_output=True
        )
        results = dict(re.findall(r"^\s+(\S+): (.+?)\s*$", listed.stdout.decode(), re.MULTILINE))
        for name, result in results.items():
            if result not in _NOTICED:
                print(f"\n{result}:", flush=True)
                subprocess.run([*mutmut, "show", name], cwd=copy, check=False)
    return _report(Counter(results.values()))


def _furnish(copy: Path, files: list[str], tests: list[str]) -> None:
    """A copy of the project, with what mutmut is to do."""
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*.py"), ROOT / "pyproject.toml"):
        shutil.copy(path, copy)
    rooms = dict.fromkeys(Path(file).parts[1] for file in files)
    tests = tests or [test for room in rooms for test in OF_ROOM.get(room, ("tests",))]
    left_out = " and ".join(f"not {name}" for name in _LEFT_OUT)
    config = configparser.ConfigParser()
    config["mutmut"] = {
        "source_paths": "casemodel",
        "only_mutate": "\n".join(f if f.endswith(".py") else f"{f.rstrip('/')}/*" for f in files),
        "also_copy": "\n".join(("", *COPIED[1:], "README.md", "CHANGELOG.md", "hatch_build.py")),
        "pytest_add_cli_args": f"\n-k\n{left_out}\n-p\nno:cacheprovider",
        "pytest_add_cli_args_test_selection": "\n".join(("", *tests)),
        "use_git_change_detection": "false",
    }
    with (copy / "setup.cfg").open("w", encoding="utf-8") as stream:
        config.write(stream)


def _report(results: Counter[str]) -> int:
    """Print how many faults were noticed; 1 if too few."""
    faults = sum(results.values())
    if not faults:
        print("No fault was put in.")
        return 1
    noticed = sum(number for result, number in results.items() if result in _NOTICED)
    print(f"\n{noticed} of {faults} faults noticed: {100 * noticed / faults:.1f}%", dict(results))
    return 0 if 100 * noticed >= LEAST * faults else 1


if __name__ == "__main__":
    sys.exit(main())
