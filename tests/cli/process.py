"""Running `casemodel` as a process of its own, as a user does."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

ORGANIZATION = """\
schema: 1
kind: organization
name: Riverbend Family Services
date: 2026-02-01
answers:
  complexity: many
  acuity: acute
  contact: frequent
  danger_self: "no"
"""
CLIENT = """\
schema: 1
kind: client
id: C-014
answers:
  complexity: many
  acuity: acute
  danger_self: "yes"
"""

# What the surroundings say about colour and width must not decide a test.
_UNSET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING")


class Ran(NamedTuple):
    """How a process ended, and what it wrote."""

    status: int
    out: str
    err: str


def casemodel(
    *arguments: str, cwd: Path, stdin: str = "", encoding: str = "utf-8", **environment: str
) -> Ran:
    """Run `casemodel` with these arguments and settings of the environment."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=settings(encoding=encoding, **environment),
        input=stdin.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def command(*arguments: str) -> list[str]:
    """The command line for these arguments."""
    return [sys.executable, "-m", "casemodel", *arguments]


def settings(*, encoding: str = "utf-8", **environment: str) -> dict[str, str]:
    """The environment, with nothing in it about colour or width but what is given."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, **environment}
