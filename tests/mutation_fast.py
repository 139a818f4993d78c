"""Faults as of `tests.mutation`, tried faster: `python -m tests.mutation_fast FILE... -- TESTS...`.

The faults are those that mutmut makes, in the same modules. But the tests are collected once, each
fault is tried in a fork of that process, and of the tests only those run that run the line of the
fault, the quickest first, those first that noticed the faults beside it. A fault that is noticed
costs some hundredths of a second in place of seconds; one that is not, at most `--budget` seconds
of tests, of which the rest is then not tried: so the figure can be too low, never too high.

What is shown is what no test noticed, and at the end the figures for each module and for all.
"""

import argparse
import ast
import difflib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.mutation import COPIED, LEFT_OUT, ROOT, figures_of, modules_in

_SECONDS = 20
_BYTES = 3 * 1024**3
_LINES, _FAULTS = Path("lines.json"), Path("faults.json")


class Fault(NamedTuple):
    """A fault by its name for mutmut, and where it is: lines of a statement, lines of a function.

    `change` is how the lines differ, to be shown.
    """

    name: str
    module: str
    statement: tuple[int, int]
    function: tuple[int, int]
    change: str


def main() -> int:
    """Put the faults in and say what came of them."""
    mine, _, tests = " ".join(sys.argv[1:]).partition(" -- ")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--budget", type=float, default=10, metavar="SECONDS")
    parser.add_argument("--step", choices=["lines", "faults"], help=argparse.SUPPRESS)
    given = parser.parse_args(mine.split())
    if given.step:
        return _step(given.step, tests.split(), given.budget)
    modules = list(dict.fromkeys(m for file in given.files for m in modules_in(Path(file))))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in (*ROOT.glob("*.md"), *ROOT.glob("*.py"), ROOT / "pyproject.toml"):
            shutil.copy(path, copy)
        (copy / "setup.cfg").write_text("[mutmut]\nsource_paths=casemodel\n", encoding="utf-8")
        steps = [sys.executable, "-m", "tests.mutation_fast", "x", "--budget", str(given.budget)]
        chosen = ["--", *(tests.split() or ["tests"])]
        settings = os.environ | {"CASEMODEL_LAWS": "mutation", "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([*steps, "--step", "lines", *chosen], cwd=copy, env=settings, check=True)
        os.chdir(copy)
        faults = [fault for module in modules for fault in _put_in(module)]
        _FAULTS.write_text(json.dumps(faults), encoding="utf-8")
        subprocess.run([*steps, "--step", "faults", *chosen], cwd=copy, env=settings, check=False)
        os.chdir(ROOT)
        return _report(faults, json.loads((copy / _FAULTS).read_text(encoding="utf-8")))


def _put_in(module: str) -> Iterator[Fault]:
    """Write every fault into a module of the copy; what and where they are."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    path = Path(module)
    source = path.read_text(encoding="utf-8")
    made = mutate_file_contents(module, source)
    path.write_text(made.code, encoding="utf-8")
    code = made.code.splitlines()
    tree = ast.parse(source)
    functions = dict(_functions(tree.body))
    statements = _statements(tree)

    def lines_of(name: str) -> list[str]:
        span = made.line_span_by_function_name[name]
        lines = code[span.start - 1 : span.end]
        return lines[next(i for i, line in enumerate(lines) if "def " in line) :]

    for name in made.mutant_names:
        whole = name.partition("__mutmut_")[0]
        was, now = lines_of(f"{whole}__mutmut_orig")[1:], lines_of(name)[1:]
        pairs = enumerate(zip(was, now, strict=False), 1)
        line = functions[whole][0] + next((i for i, (a, b) in pairs if a != b), 0)
        change = difflib.unified_diff(was, now, lineterm="", n=0)
        shown = "\n".join(one for one in change if not one.startswith(("---", "+++", "@@")))
        at = statements.get(line, (line, line))
        yield Fault(get_mutant_name(path, name), module, at, functions[whole], shown)


def _functions(body: Sequence[ast.stmt], of: str = "x_") -> Iterator[tuple[str, tuple[int, int]]]:
    """The lines of each function and method, by the name that mutmut gives it."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield of + node.name, (node.lineno, node.end_lineno or node.lineno)
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"x\u01c1{node.name}\u01c1")


def _statements(tree: ast.Module) -> dict[int, tuple[int, int]]:
    """For each line the lines of its innermost statement, or of the head of a compound one."""
    found: dict[int, tuple[int, int]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            continue
        first = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
        body = getattr(node, "body", None)
        last = max(first, body[0].lineno - 1) if body else node.end_lineno or first
        for line in range(first, last + 1):
            known = found.get(line)
            if known is None or last - first <= known[1] - known[0]:
                found[line] = (first, last)
    return found


def _step(step: str, tests: list[str], budget: float) -> int:
    """One of the two runs of pytest in the copy."""
    plugin = _Lines() if step == "lines" else _Faults(budget)
    left_out = " and ".join(f"not {name}" for name in LEFT_OUT)
    plain = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=line", "--assert=plain"]
    status = int(pytest.main([*plain, "-k", left_out, *tests], plugins=[plugin]))
    if isinstance(plugin, _Lines):
        plugin.save()
    return status


class _Lines:
    """Which tests run which lines, and how long each takes."""

    def __init__(self) -> None:
        from coverage import Coverage

        self.coverage = Coverage(data_file=None, include=["casemodel/*"], config_file=False)
        self.coverage.start()
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Count the lines that follow for this test."""
        from time import process_time

        self.coverage.switch_context(item.nodeid)
        begun = process_time()
        result = yield
        self.seconds[item.nodeid] = process_time() - begun
        return result

    def save(self) -> None:
        """Keep them for the other run."""
        self.coverage.stop()
        data = self.coverage.get_data()
        lines = {
            Path(file).relative_to(Path.cwd()).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }
        _LINES.write_text(json.dumps([lines, self.seconds]), encoding="utf-8")


class _Faults:
    """Tries every fault in a fork, once the tests are collected."""

    def __init__(self, budget: float) -> None:
        self.budget = budget
        self.lines, self.seconds = json.loads(_LINES.read_text(encoding="utf-8"))
        listed = json.loads(_FAULTS.read_text(encoding="utf-8"))
        self.faults = [Fault(*one) for one in listed]
        self.noticed: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests."""
        from mutmut.mutation import trampoline

        # What is looked up at every call of every function that has faults.
        self.active = ""
        trampoline.get_mutant_under_test = lambda: self.active
        items = {item.nodeid: item for item in session.items}
        healthy = [name for name in items if self._tried(session, "", [items[name]])[0] == 0]
        if ill := len(items) - len(healthy):
            print(f"\nLeft out: {ill} tests that fail by themselves, without a fault.")
        results = {}
        for fault in self.faults:
            tests = self._tests(fault, healthy)
            status, by = self._tried(session, fault.name, [items[test] for test in tests])
            results[fault.name] = "no tests" if not tests else "killed" if status else "survived"
            for group in (fault.name.partition("__mutmut_")[0], fault.module):
                self.noticed[group][by] += bool(by)
        _FAULTS.write_text(json.dumps(results), encoding="utf-8")
        return True

    def _tests(self, fault: Fault, healthy: Sequence[str]) -> list[str]:
        """The tests of a fault, in the order in which they are tried, within the budget."""
        known = self.lines.get(fault.module, {})
        found: set[str] = set()
        for first, last in (fault.statement, fault.function):
            within = (known.get(str(line), ()) for line in range(first, last + 1))
            found = found or {test for tests in within for test in tests}
        beside = self.noticed[fault.name.partition("__mutmut_")[0]], self.noticed[fault.module]
        order = sorted(
            found & set(healthy),
            key=lambda test: (*(-one[test] for one in beside), self.seconds.get(test, 0), test),
        )
        chosen, spent = [], 0.0
        for test in order:
            spent += self.seconds.get(test, 0)
            if not chosen or spent <= self.budget:
                chosen.append(test)
        return chosen

    def _tried(
        self, session: pytest.Session, name: str, items: Sequence[pytest.Item]
    ) -> tuple[int, str]:
        """The exit status of the tests with this fault, 0 where none fails, and which one did."""
        read, write = os.pipe()
        child = os.fork()
        if not child:
            status = 1
            try:
                self.active = name
                self._bound()
                session.config._tmp_path_factory._basetemp = Path(tempfile.mkdtemp(dir=Path.cwd()))
                for item, after in zip(items, (*items[1:], None), strict=True):
                    item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
                    if session.testsfailed:
                        os.write(write, item.nodeid.encode())
                        break
                else:
                    status = 0
            finally:
                os._exit(status)
        os.close(write)
        with os.fdopen(read) as stream:
            by = stream.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for folder in Path().glob("tmp*"):
            shutil.rmtree(folder, ignore_errors=True)
        return status, by

    def _bound(self) -> None:
        """Some faults make loops that do not end, and some of those collect something."""
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        seconds = int(self.budget + _SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _report(faults: Sequence[Fault], results: Mapping[str, str]) -> int:
    """Show what was not noticed, and how many were; 1 if too few."""
    for fault in faults:
        if results[fault.name] != "killed":
            print(f"\n{fault.name}, line {fault.statement[0]}: {results[fault.name]}")
            print(fault.change)
    print()
    for module in dict.fromkeys(fault.module for fault in faults):
        of_module = {f.name: results[f.name] for f in faults if f.module == module}
        print(f"{module}: {figures_of(of_module)}")
    print(f"All: {figures_of(dict(results))}")
    noticed = sum(result == "killed" for result in results.values())
    return 0 if results and 10 * noticed >= 9 * len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
