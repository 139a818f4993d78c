"""A folder with the profiles of two organizations and a client."""

from pathlib import Path

import pytest

from tests.cli.process import CLIENT, ORGANIZATION, SEGMENTED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "org.yaml").write_text(ORGANIZATION, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(SEGMENTED, encoding="utf-8")
    (tmp_path / "client.yaml").write_text(CLIENT, encoding="utf-8")
    return tmp_path
