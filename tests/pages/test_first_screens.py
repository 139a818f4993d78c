"""Eleven first screens as they were and as they are: `first_screens/README.md` tells of both."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.render.first_screen import first_screen
from casemodel.render.text import as_text
from tests.pages.sample import EXAMPLES, examined

BEFORE = sorted(path.stem for path in (Path(__file__).parent / "first_screens").glob("*.txt"))


def test_there_are_eleven() -> None:
    assert len(BEFORE) == 11


@pytest.mark.parametrize("name", BEFORE)
def test_a_first_screen_is_as_it_was_last_read(name: str, snapshot: SnapshotAssertion) -> None:
    path = next(path for path in EXAMPLES if path.stem == name)
    assert as_text(first_screen(examined(path).explanation, path.name), 80) == snapshot
