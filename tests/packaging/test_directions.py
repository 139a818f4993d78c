"""The direction of imports: what is above the explanation never fetches from the engine."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "casemodel"
# The modules of the explanation that read what the engine says; all others read findings.
ADAPTERS = {
    "alternative_values",
    "alternatives",
    "costs",
    "explain",
    "findings",
    "forms",
    "numbers",
    "questions",
    "raters",
    "reasons",
    "robustness",
    "values",
    "weighing",
    "why_not",
}


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def engine_in(path: Path) -> list[str]:
    """What a file imports of the engine."""
    return [name for name in imported(path) if f"{name}.".startswith("casemodel.engine.")]


@pytest.mark.parametrize("room", ["pages", "render"])
def test_what_shows_does_not_import_the_engine(room):
    paths = sorted((PACKAGE / room).rglob("*.py"))
    assert len(paths) > 20
    assert {path.name: engine_in(path) for path in paths if engine_in(path)} == {}


def test_few_modules_of_the_explanation_read_the_engine():
    paths = sorted((PACKAGE / "explanation").glob("*.py"))
    assert {path.stem for path in paths if engine_in(path)} == ADAPTERS
