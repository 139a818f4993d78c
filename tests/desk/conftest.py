"""A desk over a folder with the profiles of two organizations and a client."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from casemodel.cli.local_rules import rules_for
from casemodel.desk import workplace
from casemodel.texts.language import spoken
from tests.cli.process import profiles_in
from tests.desk.visiting import Visitor


@cache
def _read_once(_language: str, directory: str | None, house: str | None):
    return rules_for(directory, house)


@pytest.fixture(autouse=True)
def rules_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workplace, "rules_for", lambda *args: _read_once(spoken(), *args))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return profiles_in(tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[Visitor]:
    visitor = Visitor(folder)
    with visitor.client:
        yield visitor.enter()
