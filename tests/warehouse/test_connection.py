"""A database that is left in order, however the work in it ends."""

import tempfile
from pathlib import Path

import pytest

from casemodel.warehouse.connection import connected

pytest.importorskip("duckdb")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (RuntimeError("Query interrupted"), KeyboardInterrupt),  # what DuckDB makes of Ctrl-C
        (RuntimeError("out of something"), RuntimeError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_an_interrupt_stays_one_and_nothing_is_left(
    raised: BaseException,
    expected: type[BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(expected), connected():
        raise raised
    assert list(tmp_path.iterdir()) == []
