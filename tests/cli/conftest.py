"""A folder with the profiles of two organizations and a client."""

from pathlib import Path

import pytest

from tests.cli.process import profiles_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return profiles_in(tmp_path)
