"""The workshop and house rules are pure: they need no reader of YAML, no terminal, no schemas."""

import subprocess
import sys

MODULES = (
    "casemodel.local_rules.applying",
    "casemodel.local_rules.differences",
    "casemodel.workshop.changes",
    "casemodel.workshop.coverage",
    "casemodel.workshop.effects",
    "casemodel.workshop.freezing",
    "casemodel.workshop.running",
    "casemodel.workshop.subjects",
)
NOT_WANTED = ("typer", "click", "rich", "yaml", "pydantic")


def test_nothing_of_the_two_ends_is_imported():
    program = f"import {', '.join(MODULES)}, sys; print(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=True
    )
    assert not {name.partition(".")[0] for name in process.stdout.split()} & set(NOT_WANTED)
