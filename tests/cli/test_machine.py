"""What the machine has too little of is no fault of ours, and no traceback."""

import errno
import sys

import pytest
from duckdb import OutOfMemoryException

from casemodel.cli import main
from tests.cli.process import casemodel


class Panic(BaseException):
    """As libraries that are not written in Python raise."""


RAISED = {
    "memory": (MemoryError(), 1, "too little memory"),
    "memory, unsaid": (SystemError("error return without exception set"), 1, "too little memory"),
    "the interpreter": (SystemError("secret"), 3, "our fault"),
    "files": (OSError(errno.EMFILE, "Too many open files"), 1, ""),
    "threads": (RuntimeError("can't start new thread"), 1, "a bound on processes"),
    "a library": (ImportError("x.so: failed to map segment from shared object"), 1, "memory"),
    "DuckDB": (OutOfMemoryException("secret"), 1, "too little memory"),
    "a package": (ImportError("secret", name="typst.typst"), 1, "package typst cannot be loaded"),
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
    said = capsys.readouterr().err
    assert words in said
    assert "secret" not in said
    assert "Traceback" not in said


def test_the_cause_counts_too(monkeypatch):
    def fails() -> int:
        raise ValueError("after that") from MemoryError()

    monkeypatch.setattr(main, "_answered", fails)
    monkeypatch.setattr(main.streams, "discard", lambda _: None)
    assert main.run() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such bounds")
def test_a_name_of_any_length_is_cut(tmp_path):
    ran = casemodel("show", "x" * 100_000, cwd=tmp_path)
    assert ran.status == 2
    assert len(ran.err) < 3_000
