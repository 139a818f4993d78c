"""Faults of a register, as problems like those of every other file."""

from pathlib import Path
from typing import NoReturn

from casemodel.files.problems import Problem, ProblemsFound


def refuse(code: str, file: Path, message: str, expected: str = "") -> NoReturn:
    """Raise ProblemsFound with one problem of a register or its key."""
    raise ProblemsFound((Problem(code, str(file), 0, 0, message, expected=expected),))
