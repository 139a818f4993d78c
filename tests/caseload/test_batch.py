"""Axioms 2 and 37 for caseloads: files and order change nothing, and a bad row only itself."""

import csv
import json
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from casemodel.engine.case import Options
from hypothesis import given
from hypothesis import strategies as st

from casemodel.caseload import asking, cautions, cells, worst
from casemodel.caseload.scoring import every_score, explained_rows, score_rows
from casemodel.caseload.values import Outcome
from casemodel.caseload.winner import Winner
from casemodel.engine.assessment import assess
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from tests.caseload.rows import STATES, alone, columns_of, random_rows, scorer_for
from tests.laws.recipes import Case
from tests.laws.strategies import fewer, shipped

CASE = Case(shipped(), Profile("client", "", "", {}, {}), Options(draws=1))
COLUMNS = columns_of(shipped())
SCORER = scorer_for(CASE, COLUMNS)
FEWER = fewer(20)  # twelve rows each
SEEDS = st.integers(0, 2**24 - 1)


def outcomes(rows: list[list[str]]) -> list[Outcome]:
    """What the rows come to, by a scorer that remembers nothing."""
    return [outcome for _, outcome in explained_rows(scorer_for(CASE, COLUMNS), rows)]


@FEWER
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


@FEWER
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


@FEWER
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


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many different texts, answers and gaps there are, little is kept of them."""
    for room in (cells, cautions, asking):
        monkeypatch.setattr(room, "REMEMBERED", 50)
    monkeypatch.setattr(worst, "KNOWN", 50)
    columns = [
        column._replace(read=lambda text, read=column.read: read(text.rpartition(" ")[0]))
        for column in COLUMNS
    ]
    scorer = scorer_for(CASE, columns)
    random = Random(5)
    rows = random_rows(COLUMNS, shipped(), random, 1000)
    told = [*explained_rows(SCORER, rows)]
    longer = [[*row[:1], *(f"{text} {random.random()}" for text in row[1:])] for row in rows]
    told_again = [*explained_rows(scorer, longer)]
    assert [outcome for _, outcome in told_again] == [outcome for _, outcome in told]
    assert all(len(adds) <= 50 for _, adds in scorer.reasoned.groups)
    assert all(len(one) <= 50 for _, adds in scorer.reasoned.groups for one in adds._columns)
    assert any(len(adds) > 10 for _, adds in scorer.reasoned.groups)
    winners = [judge for judge in scorer.judges if isinstance(judge, Winner)]
    assert all(len(judge._known) <= 50 for judge in winners)
    assert all(len(judge._margins._known) <= 50 for judge in winners)
    assert all(len(judge._margins._orders._found) <= 50 for judge in winners)
    assert any(len(judge._margins._known) == 50 for judge in winners)
