"""Holding interviews in tests: with lines through a pipe, and what they leave in the file."""

import os
import stat
from pathlib import Path

import pytest

from casemodel.interview.steps import begin, step
from casemodel.interview.values import Ask
from casemodel.profiles.draft import draft_of
from casemodel.render.profile_template import beginning
from tests.cli.process import ROOT, Ran, casemodel
from tests.shipped import shipped

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


def write_known(folder: Path) -> None:
    """Write a client's file that leads from the dangers to the offer to stop, and numbers.yaml.

    In that one of an organization, only numbers are open.
    """
    rules = shipped()
    text = (ROOT / "profiles" / "clients" / "home_from_hospital.yaml").read_bytes()
    state = begin(draft_of(text, "known.yaml", rules), rules)
    while isinstance(state.now, Ask):
        state = step(state, "1")
    known = [line for line in state.draft.text.splitlines() if not line.startswith("  danger_")]
    (folder / "known.yaml").write_text("\n".join(known) + "\n", encoding="utf-8")
    words = {c.id: c.levels[0].id for c in rules.criteria_for("organization") if not c.counts}
    draft = draft_of(beginning("organization").encode(), "numbers.yaml", rules)
    (folder / "numbers.yaml").write_bytes(draft.answered(words, rules).data())
