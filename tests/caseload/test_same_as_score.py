"""A row of a caseload comes to what `score` says of that client alone, to the digit."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.caseload import row_result
from casemodel.caseload.row_result import RowScorer
from tests.caseload.rows import (
    RULES,
    Shared,
    clients,
    columns_of,
    random_rows,
    random_shared,
    read_rows,
    result_of,
    score_says,
)
from tests.laws.recipes import Case
from tests.laws.strategies import fewer, generated_cases, tried_on

UNSCORED = {"cautions": [], "reasons": [], "tied": []}
"""What a row says that is not scored, apart from what is null."""

SEEDS = st.integers(0, 2**32 - 1)


def check_same(seed: int) -> None:
    """The law on the shipped rules, with random answers, weights, bases and agencies."""
    random = Random(seed)
    check_rows(random_shared(random), random)


def check_rows(shared: Shared, random: Random) -> None:
    """Good rows say what `score` says of these answers; bad rows say nothing but dangers."""
    criterion_ids = [c.id for c in shared.rules.criteria_for("client")]
    most = max(len(criterion_ids) - 1, 0)
    left_out = random.sample(criterion_ids, random.choice((0, 0, min(5, most), most)))
    columns = columns_of(shared.rules, frozenset(left_out))
    rows = random_rows(columns, shared.rules, random, 4) if columns else []
    for client in clients(shared, columns, rows):
        result = result_of(shared.rules, client)
        if client.row.can_be_scored():
            assert result == score_says(shared, client.row.readable())
        else:
            dangers = {c.full_id for c in shared.rules.cautions if c.danger}
            assert set(result["cautions"]) <= dangers
            assert {key: value for key, value in result.items() if value is not None} == {
                **UNSCORED,
                "cautions": result["cautions"],
            }


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(SEEDS)
def test_same(seed: int) -> None:
    """The law on the shipped rules."""
    check_same(seed)


def check_generated(case: Case, pick: int) -> None:
    """The law on rules made up, by which a model may have no ratings and nothing may be ranked."""
    factors = {c: Fraction(text) for c, text in case.profile.weights.items()}
    options = case.options._replace(factors=factors, priorities=case.profile.priorities)
    if case.profile.kind == "client":
        check_rows(Shared(case.rules, options, case.profile.agency), Random(pick))


test_same_generated = tried_on(generated_cases(), fewer(4), check_generated)


def check_on(seeds: range) -> None:
    """The law on these seeds, for planted faults."""
    for seed in seeds:
        check_same(seed)


def first_choice(patch: pytest.MonkeyPatch) -> None:
    """Everyone is recommended what the client is of whom nothing is known."""
    with_answers = row_result.with_answers
    patch.setattr(
        row_result,
        "with_answers",
        lambda problem, profile: with_answers(problem, profile)._replace(choice=problem.choice),
    )


def remembered_by_levels(patch: pytest.MonkeyPatch) -> None:
    """Rows with the same levels share a result, though other questions were refused."""
    summary, known = RowScorer.summary, {}

    def forgetful(self, answers):
        levels = {c: answer for c, answer in answers.items() if answer.level}
        return known.setdefault(frozenset(levels.items()), summary(self, levels))

    patch.setattr(RowScorer, "summary", forgetful)


@pytest.mark.parametrize("fault", [first_choice, remembered_by_levels])
def test_planted_faults(fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these faults breaks the law, so that the law can fail."""
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        check_on(range(40))


def test_no_columns() -> None:
    """A file without any answers: everyone is the client of whom nothing is known."""
    (client,) = clients(Shared(), [], [["c-1", "ignored"]])
    assert result_of(RULES, client) == score_says(Shared(), {})


def test_equal_rows_share_one_result() -> None:
    """Rows with the same answers get the same object, whatever their ids and words for them."""
    columns = columns_of(RULES)
    (row,) = random_rows(columns, RULES, Random(1), 1)
    first, second = clients(Shared(), columns, [row, ["c-2", *row[1:]]])
    assert first.result is not None
    assert first.result is second.result


def test_a_row_that_is_not_scored_has_no_result() -> None:
    """Ragged rows, and cells that say nothing, are problems and never a result."""
    columns = columns_of(RULES)
    rows = random_rows(columns, RULES, Random(2), 200)
    for row in read_rows(RULES, columns, rows):
        assert row.can_be_scored() == (not row.problems)
        assert not (row.danger is False and row.danger_unread)
