"""How many faults in the code the tests notice: `python -m tests.mutation FILE... [-- TESTS...]`.

Needs mutmut (`pip install -e ".[dev,mutation]"`). FILE is a module of casemodel, or a folder of
them with all that is below it. TESTS are the tests to run on it, else those that mirror its room.
For each module a copy of the project is made. In it every function is changed in one place at a
time, and the tests are run on each change until one fails. A module's faults that no test notices
are shown as soon as it is done, and the figures of all of them at the end. The exit status is 1 if
fewer than 90% are noticed. Takes minutes for a module and hours for a room, so it is no part of the
checks of every change.

`--only 'NAME*'` tries only the faults of such names, `--processes N` tries N at once. Laws are
tried on few examples here (`mutation` in `tests/laws/strategies.py`), so some faults that count as
unnoticed are noticed by the laws as run for a change: `CASEMODEL_LAWS=ci` tries them on all.

What mutmut leaves alone, and no figure says anything of: code of a module or class outside
functions (tables, patterns, defaults), functions with a decorator (properties, cached ones),
`__new__`, calls of `len` and `isinstance`, and annotations. Left out of the figures are changes
that only take `strict=` from a `zip` of two things which are always of one length.
"""

import argparse
import configparser
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
COPIED = ("casemodel", "docs", "profiles", "rules", "tests")
DOCUMENTS = ("README.md", "CHANGELOG.md", "hatch_build.py")
"""What tests read beside the folders."""
LEAST = 90
"""How many of a hundred faults are to be noticed."""

BESIDE = {
    "engine": ("tests/laws", "tests/second"),
    "files": ("tests/profiles", "tests/knowledge", "tests/stories/wrong"),
    "knowledge": ("tests/workshop", "tests/stories/wrong"),
    "profiles": ("tests/stories/wrong",),
}
"""The tests that are run on a room beside those that mirror it, if none are named."""

LEFT_OUT = (
    "test_planted_faults",
    "test_faults",
    "test_bounded",
    "test_hostile",
    "test_same_in_every_process",
    "test_strategies",
    "test_hybrids_are_earned",
)
"""Tests that start processes, which do not see the fault, that plant faults themselves, that are
about tests, or that take seconds to find what others find."""

_NOTICED = {"killed", "timeout", "caught by type check", "segfault"}
GUARD = "only a guard"
"""No fault: `strict=` taken from a `zip` of what is always of one length. Not counted."""

_SECONDS = 20
"""Of computing, for one test: some faults make loops that do not end."""

_BYTES = 3 * 1024**3
"""Of memory, for the tests of one fault: some such loops collect something."""

Results = dict[str, str]
"""For each fault's name, what came of it."""


def main() -> int:
    """Put the faults in and say what came of them."""
    mine, _, tests = " ".join(sys.argv[1:]).partition(" -- ")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--processes", type=int, default=1, metavar="N")
    options = parser.parse_args(mine.split())
    unknown = [file for file in options.files if not (ROOT / file).exists()]
    if unknown:
        parser.error(f"there is no {unknown[0]}")
    if find_spec("mutmut") is None:
        parser.error('mutmut is not installed: pip install -e ".[dev,mutation]"')
    os.environ.setdefault("CASEMODEL_LAWS", "mutation")
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    mutants = {
        module: _tried(module, tests.split(), options.only, options.processes)
        for module in dict.fromkeys(m for file in options.files for m in modules_in(Path(file)))
    }
    print()
    for module, results in mutants.items():
        if results:
            print(f"{module}: {figures_of(results)}")
    whole = {name: result for results in mutants.values() for name, result in results.items()}
    print(f"All: {figures_of(whole)}")
    return 0 if whole and _share(whole) >= LEAST else 1


def modules_in(path: Path) -> list[str]:
    """A module, or all in a folder and the folders below it."""
    paths = sorted((ROOT / path).rglob("*.py")) if (ROOT / path).is_dir() else [ROOT / path]
    return [module.relative_to(ROOT).as_posix() for module in paths]


def _tried(module: str, tests: list[str], only: list[str], processes: int) -> Results:
    """Put faults into one module, show those that no test notices, and say what came of all."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _furnish(copy, module, tests)
        mutmut = [sys.executable, "-m", "mutmut"]
        run = [*mutmut, "run", "--max-children", str(processes), *only]
        ran = subprocess.run(run, cwd=copy, check=False, capture_output=True)
        listed = subprocess.run(
            [*mutmut, "results", "--all", "true"], cwd=copy, check=False, capture_output=True
        )
        results = dict(re.findall(r"^\s+(\S+): (.+?)\s*$", listed.stdout.decode(), re.MULTILINE))
        if only:
            results = {name: result for name, result in results.items() if result != "not checked"}
        if ran.returncode and set(results.values()) - {"no tests"}:
            printed = re.sub(r"[^\n]*\r", "", ran.stdout.decode().replace("\r\n", "\n"))
            print(printed[-3000:], ran.stderr.decode()[-3000:], sep="\n")
        for name in [n for n, result in results.items() if result not in _NOTICED]:
            command = [*mutmut, "show", name]
            diff = subprocess.run(command, cwd=copy, check=False, capture_output=True)
            change = diff.stdout.decode().strip()
            if _only_a_guard(change):
                results[name] = GUARD
            else:
                print(f"\n{change}")
    if results:
        print(f"\n{module}: {figures_of(results)}\n", flush=True)
    return results


def _only_a_guard(diff: str) -> bool:
    """Whether a change only takes away that `zip` compares lengths."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    before, after = ("".join(line[1:] for line in lines if line[:1] == sign) for sign in "-+")
    bare = re.compile(r"strict=\w+|\s")
    same = bare.sub("", before).replace(",)", ")") == bare.sub("", after).replace(",)", ")")
    return "strict=" in before and same


def _furnish(copy: Path, module: str, tests: list[str]) -> None:
    """A copy of the project, with what mutmut is to do."""
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*.py"), ROOT / "pyproject.toml"):
        shutil.copy(path, copy)
    room = Path(module).parts[1]
    tests = tests or [f"tests/{room}", *BESIDE.get(room, ())]
    left_out = " and ".join(f"not {name}" for name in LEFT_OUT)
    config = configparser.ConfigParser()
    config["mutmut"] = {
        "source_paths": "casemodel",
        "only_mutate": module,
        "also_copy": "\n".join(("", *COPIED[1:], *DOCUMENTS)),
        "pytest_add_cli_args": f"\n-k\n{left_out}\n-p\nno:cacheprovider\n-p\ntests.mutation",
        "pytest_add_cli_args_test_selection": "\n".join(("", *tests)),
        "use_git_change_detection": "false",
    }
    with (copy / "setup.cfg").open("w", encoding="utf-8") as stream:
        config.write(stream)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[Any]:
    """End a test that computes for too long, however busy the machine is."""

    def too_long(*_: object) -> None:
        raise AssertionError("this test does not end")

    signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS, _SECONDS)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _share(results: Results) -> float:
    """How many of a hundred faults were noticed."""
    counts = Counter(results.values())
    noticed = sum(number for result, number in counts.items() if result in _NOTICED)
    return 100 * noticed / max(1, counts.total() - counts[GUARD])


def figures_of(results: Results) -> str:
    """How many faults were noticed, in words."""
    counts = Counter(results.values())
    noticed = sum(number for result, number in counts.items() if result in _NOTICED)
    faults = counts.total() - counts[GUARD]
    return f"{noticed} of {faults} faults noticed ({_share(results):.1f}%) {dict(counts)}"


if __name__ == "__main__":
    sys.exit(main())
