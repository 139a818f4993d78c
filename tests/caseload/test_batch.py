"""Axioms 2 and 37 for caseloads: files and order change nothing, and a bad row only itself."""

import csv
import json
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.caseload import asking, cautions, cells
from casemodel.caseload.scoring import every_score, explained_rows, score_rows
from casemodel.caseload.values import Outcome
from casemodel.engine.assessment import assess
from casemodel.engine.case import Options
from casemodel.profiles.values import Profile
from casemodel.reading.profile_files import load_profile
from tests.caseload.rows import STATES, alone, columns_of, random_rows, scorer_for
from tests.laws.recipes import Case
from tests.laws.strategies import CHOSEN, shipped

CASE = Case(shipped(), Profile("client", "", "", {}, {}), Options(draws=1))
COLUMNS = columns_of(shipped())
SCORER = scorer_for(CASE, COLUMNS)
SEEDS = st.integers(0, 2**24 - 1)


def outcomes(rows: list[list[str]]) -> list[Outcome]:
    """What the rows come to, by a scorer that remembers nothing."""
    return [outcome for _, outcome in explained_rows(scorer_for(CASE, COLUMNS), rows)]


@CHOSEN
@given(SEEDS)
def test_batch_is_map(seed: int) -> None:
    """Each row alone, in any order and in pieces of any size, comes to the same (axiom 37)."""
    random = Random(seed)
    rows = random_rows(COLUMNS, shipped(), random, 12)
    told = [outcome for _, outcome in explained_rows(SCORER, rows)]
    order = random.sample(range(len(rows)), len(rows))
    shuffled = [rows[at] for at in order]
    cut = random.randrange(len(rows) + 1)
    pieces = (*explained_rows(SCORER, shuffled[:cut]), *explained_rows(SCORER, shuffled[cut:]))
    assert [row for row, _ in pieces] == shuffled
    assert [outcome for _, outcome in pieces] == [told[at] for at in order]
    at = random.randrange(len(rows))
    assert outcomes([rows[at]]) == [told[at]]


@CHOSEN
@given(SEEDS)
def test_a_bad_row_is_its_own(seed: int) -> None:
    """A row that cannot be read says where, is not scored, and changes no other (axiom 37)."""
    rows = random_rows(COLUMNS, shipped(), Random(seed), 12)
    told = [outcome for _, outcome in score_rows(SCORER, rows)]
    for row, outcome, (_, scores) in zip(rows, told, every_score(SCORER, rows), strict=True):
        wrong = tuple(
            column.index
            for column in COLUMNS
            if column.index >= len(row) or column.read(row[column.index]) is None
        )
        assert outcome.problems == wrong
        assert (outcome.first == "") == bool(wrong) == (scores is None)
    good = [row for row, outcome in zip(rows, told, strict=True) if not outcome.problems]
    left = [outcome for outcome in told if not outcome.problems]
    assert [outcome for _, outcome in score_rows(SCORER, good)] == left


@CHOSEN
@given(SEEDS)
def test_round_trip(seed: int) -> None:
    """Rows written as CSV and read back come to the same (axiom 2)."""
    rows = random_rows(COLUMNS, shipped(), Random(seed), 6)
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.seek(0)
    back = [outcome for _, outcome in explained_rows(SCORER, csv.reader(text))]
    assert back == [outcome for _, outcome in explained_rows(SCORER, rows)]


def test_round_trip_as_profiles(tmp_path: Path) -> None:
    """A row written as a client's file and read by `score` comes to the same (axiom 2)."""
    words = {word: "not asked" for word in STATES if not word}
    for row, outcome in explained_rows(SCORER, random_rows(COLUMNS, shipped(), Random(7), 60)):
        if outcome.problems:
            continue
        answers = {c.criterion: words.get(row[c.index], row[c.index]) for c in COLUMNS}
        file = tmp_path / f"{row[0]}.json"
        file.write_text(json.dumps({"schema": 1, "kind": "client", "answers": answers}))
        found = assess(shipped(), load_profile(file, shipped()), Options(draws=1))
        assert outcome == alone(found, SCORER.criteria)


def test_memory_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has been forgotten is worked out anew, and comes to the same."""
    rows = random_rows(COLUMNS, shipped(), Random(3), 300)
    expected = outcomes(rows)
    for room in (cells, cautions, asking):
        monkeypatch.setattr(room, "REMEMBERED", 2)
    assert outcomes(rows) == expected
