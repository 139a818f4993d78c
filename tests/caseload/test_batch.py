"""Axioms 2 and 37 for caseloads: files and order change nothing, and a bad row only itself."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.caseload import row_result
from casemodel.caseload.client_rows import ClientRow
from casemodel.caseload.row_result import RowScorer, summary_of
from casemodel.engine.assessment import assess
from casemodel.explanation.reasons import opponents
from casemodel.profiles.reader import load_profile
from tests.caseload.rows import RULES, STATES, Shared, clients, columns_of, random_rows

SHARED, COLUMNS = Shared(), columns_of(RULES)
FEWER = settings(max_examples=10, deadline=None, derandomize=True, database=None)
SEEDS = st.integers(0, 2**32 - 1)
SCORER = SHARED.scorer()


def scored_rows(rows: list[list[str]], scorer: RowScorer | None = None) -> list[ClientRow]:
    """What the rows come to, by number of row apart."""
    return [
        replace(client, row=replace(client.row, number=0))
        for client in clients(SHARED, COLUMNS, rows, scorer)
    ]


@FEWER
@given(SEEDS)
def test_batch_is_map(seed: int) -> None:
    """Each row alone, in any order and in pieces of any size, comes to the same (axiom 37)."""
    random = Random(seed)
    rows = random_rows(COLUMNS, RULES, random, 12)
    rows_read = scored_rows(rows)
    order = random.sample(range(len(rows)), len(rows))
    shuffled = [rows[at] for at in order]
    cut = random.randrange(len(rows) + 1)
    pieces = [*scored_rows(shuffled[:cut], SCORER), *scored_rows(shuffled[cut:], SCORER)]
    assert pieces == [rows_read[at] for at in order]


@FEWER
@given(SEEDS)
def test_a_bad_row_is_its_own(seed: int) -> None:
    """A row that cannot be read says where, is not scored, and changes no other (axiom 37)."""
    rows = random_rows(COLUMNS, RULES, Random(seed), 12)
    rows_read = scored_rows(rows, SCORER)
    width = max(column.index for column in COLUMNS) + 1
    for row, client in zip(rows, rows_read, strict=True):
        if len(row) < width:
            wrong = [-1]
        else:
            wrong = [c.index for c in COLUMNS if c.read(row[c.index]) is None]
        assert [problem.column for problem in client.row.problems] == wrong
        assert (client.result is None) == bool(wrong)
    good = [row for row, client in zip(rows, rows_read, strict=True) if client.result]
    assert scored_rows(good) == [client for client in rows_read if client.result]


@FEWER
@given(SEEDS)
def test_round_trip(seed: int) -> None:
    """Rows written as CSV and read back come to the same (axiom 2)."""
    rows = random_rows(COLUMNS, RULES, Random(seed), 6)
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.seek(0)
    assert scored_rows([*csv.reader(text)], SCORER) == scored_rows(rows, SCORER)


def test_round_trip_as_profiles(tmp_path: Path) -> None:
    """A row written as a client's file and read by `score` comes to the same (axiom 2)."""
    words = {word: "not asked" for word in STATES if not word}
    rows = random_rows(COLUMNS, RULES, Random(7), 40)
    for row, client in zip(rows, scored_rows(rows, SCORER), strict=True):
        if client.result is None:
            continue
        answers = {c.criterion: words.get(row[c.index], row[c.index]) for c in COLUMNS}
        file = tmp_path / f"{row[0]}.json"
        file.write_text(json.dumps({"schema": 1, "kind": "client", "answers": answers}))
        alone = assess(RULES, load_profile(file, RULES))
        assert client.result == summary_of(alone, opponents(RULES, "all"))


def test_memory_forgets_and_is_bounded(monkeypatch) -> None:
    """What has been forgotten is worked out anew, and comes to the same; little is kept."""
    rows = random_rows(COLUMNS, RULES, Random(3), 60)
    rows_read = scored_rows([*rows, *rows], SCORER)
    monkeypatch.setattr(row_result, "REMEMBERED", 5)
    scorer = SHARED.scorer()
    assert scored_rows([*rows, *rows], scorer) == rows_read
    assert scorer._remembered.cache_info().currsize == 5
