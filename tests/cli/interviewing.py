"""Holding interviews in tests: with lines through a pipe, and what they leave in the file."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.process import Ran, casemodel

posix_only = pytest.mark.skipif(os.name == "nt", reason="terminals, modes and redirections")

# The first answer to every question, and in the end to stop. A blank line is no answer to a
# question, and finishes where answers are checked.
FIRST_ANSWERS = "1\n\n" * 28


def interview(folder: Path, *arguments: str, keys: str) -> Ran:
    return casemodel("interview", *arguments, cwd=folder, stdin=keys)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def answers(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").partition("answers:\n")[2].splitlines()
    return dict(line.strip().split(": ", 1) for line in lines)
