"""What the machine has too little of is no fault of ours, and no traceback."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from typer import Context

from casemodel.cli import main
from casemodel.cli.commands import COMMANDS, LazyGroup, Listed
from tests.cli.process import casemodel, process


class Panic(BaseException):
    """As libraries that are not written in Python raise."""


class OutOfMemoryException(Exception):
    """As DuckDB raises; it is known by its name, since DuckDB need not be there."""


RAISED = {
    "memory": (MemoryError(), 1, "too little memory"),
    "memory, unsaid": (SystemError("error return without exception set"), 1, "too little memory"),
    "the interpreter": (SystemError("secret"), 3, "our fault"),
    "files": (OSError(errno.EMFILE, "Too many open files"), 1, ""),
    "threads": (RuntimeError("can't start new thread"), 1, "a bound on processes"),
    "a library": (ImportError("x.so: failed to map segment from shared object"), 1, "memory"),
    "DuckDB": (OutOfMemoryException("secret"), 1, "too little memory"),
    "a package": (
        ImportError("x.so: too short", name="typst.typst"),
        1,
        "typst is installed, but cannot be loaded: x.so: too short. Repair it: ",
    ),
    "our module": (ImportError("secret", name="casemodel.cli"), 3, "our fault"),
    "ours": (ValueError("secret"), 3, "our fault"),
    "no Exception": (Panic("secret"), 3, "our fault"),
}


@pytest.mark.parametrize("name", RAISED)
def test_how_a_failure_is_told(name: str, monkeypatch, capsys):
    error, status, words = RAISED[name]

    def fails() -> int:
        raise error

    monkeypatch.setattr(main, "_answered", fails)
    monkeypatch.setattr(main.streams, "discard", lambda _: None)
    assert main.run() == status
    printed = capsys.readouterr().err
    assert words in printed
    assert "secret" not in printed
    assert "Traceback" not in printed


def test_the_cause_counts_too(monkeypatch):
    def fails() -> int:
        raise ValueError("after that") from MemoryError()

    monkeypatch.setattr(main, "_answered", fails)
    monkeypatch.setattr(main.streams, "discard", lambda _: None)
    assert main.run() == 1


QUICK = ("a part is gone",)
BROKEN = {
    "a part is gone": ("typst/__init__.py", "from typst import gone", "cannot import name 'gone'"),
    "what it needs is gone": ("typst.py", "import gone", "No module named 'gone'"),
    "it says so itself": ("typst.py", "raise ImportError('too old')", "too old"),
    "it fails otherwise": ("typst.py", "raise AttributeError('no float')", "no float"),
    "nothing is said": ("typst.py", "raise OSError", "cannot be loaded. Repair"),
    "a damaged file": ("typst/__init__.py", "def (", "invalid syntax"),
    "an empty library": ("typst.so", "", "file too short"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="how a library is loaded and named")
@pytest.mark.parametrize(
    "how",
    [pytest.param(how, marks=() if how in QUICK else pytest.mark.thorough) for how in BROKEN],
)
def test_a_package_that_is_broken_is_named_with_its_cause_and_its_repair(how: str, tmp_path):
    file, text, cause = BROKEN[how]
    packages = tmp_path / "site-packages"
    (packages / file).parent.mkdir(parents=True)
    (packages / file).write_text(text)
    path = os.pathsep.join([str(packages), *filter(None, sys.path)])
    ran = process("worksheet", "client", "-o", "x.pdf", cwd=tmp_path, PYTHONPATH=path)
    assert ran.status == 1, ran.err
    assert ran.err.startswith("casemodel: The package typst is installed, but cannot be loaded")
    assert cause in ran.err
    assert ran.err.endswith(f"Repair it: {sys.executable} -m pip install --force-reinstall typst\n")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


def test_a_package_that_is_needed_and_not_there_is_missing(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['jinja2'] = None\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    ran = process("worksheet", "client", "-o", "x.html", cwd=tmp_path, PYTHONPATH=path)
    assert ran.status == 1
    assert ran.err.startswith("casemodel: The package Jinja2 is missing. Install it: ")


@pytest.mark.skipif(sys.platform == "win32", reason="no such bounds")
@pytest.mark.parametrize("module", ["casemodel.cli.main", "casemodel.cli.streams", "typer", "yaml"])
def test_ctrl_c_while_a_module_is_loaded_ends_it_quietly(module, tmp_path):
    code = f"""
import sys

class Interrupted:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
from casemodel.__main__ import main
main()
"""
    path = tmp_path / "org.yaml"
    path.write_text("schema: 1\nkind: organization\nanswers: {budget: tight}\n")
    ran = subprocess.run(
        [sys.executable, "-c", code, "check", str(path)], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


def test_a_name_of_any_length_is_cut(tmp_path):
    ran = casemodel("show", "x" * 100_000, cwd=tmp_path)
    assert ran.status == 2
    assert len(ran.err) < 3_000


def _commands(table: Mapping[str, Listed]) -> Iterator[Any]:
    group = LazyGroup()
    for name in table:
        yield group.get_command(Context(group), name)


def test_help_names_what_is_wanted_and_leaves_nothing_to_the_version_of_typer():
    for command in _commands(COMMANDS):
        for parameter in command.params:
            takes = not getattr(parameter, "is_flag", False) and not hasattr(command, "commands")
            assert not takes or parameter.metavar or parameter.type.name in ("text", "str"), (
                parameter.name
            )
            if parameter.param_type_name == "argument" and not parameter.required:
                assert parameter.metavar.startswith("["), parameter.name


def test_a_number_that_is_none_is_told_alike_by_every_version(tmp_path):
    ran = casemodel("desk", "--port", "x", cwd=tmp_path)
    assert "is not a whole number. See:" in ran.err
