"""Eleven first screens as they were and as they are: `first_screens/README.md` tells of both."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.engine.decision_problem import DEFAULT
from casemodel.profiles.reader import load_profile
from casemodel.render.first_screen import first_screen
from casemodel.render.text import as_text
from tests.pages.sample import EXAMPLES, examined_of
from tests.shipped import shipped

BEFORE = sorted(path.stem for path in (Path(__file__).parent / "first_screens").glob("*.txt"))


def test_there_are_eleven() -> None:
    assert len(BEFORE) == 11


@pytest.mark.parametrize("name", BEFORE)
def test_a_first_screen_is_as_it_was_last_read(name: str, snapshot: SnapshotAssertion) -> None:
    path = next(path for path in EXAMPLES if path.stem == name)
    explanation = examined_of(load_profile(path, shipped()), DEFAULT).explanation
    assert as_text(first_screen(explanation, path.name), 80) == snapshot
