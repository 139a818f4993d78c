"""A row of a caseload comes to what `score` says of that client alone, to the digit."""

from random import Random

import pytest

from casemodel.caseload import row_result
from casemodel.caseload.row_result import RowScorer
from casemodel.engine.case import Options
from casemodel.profiles.values import Profile
from tests.caseload.rows import (
    clients,
    columns_of,
    random_rows,
    read_rows,
    result_of,
    row_of,
    score_says,
    scorer_for,
)
from tests.laws.planting import Fault
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import fewer, generated_cases, over_shipped, shipped, tried_on

UNSCORED = {"cautions": [], "reasons": []}
"""What a row says that is not scored, apart from what is null."""


def check_same(case: Case, pick: int) -> None:
    """Good rows say what `score` says of these answers; bad rows say nothing but dangers."""
    case, random = of_a_client(case, pick), Random(pick)
    asked = case.rules.criteria_for("client")
    left_out = frozenset(c.id for bit, c in enumerate(asked) if pick >> bit % 16 & 3 == 3)
    columns = columns_of(case.rules, left_out)
    rows = [row_of(case.profile, columns)]
    rows += random_rows(columns, case.rules, random, 3) if columns else []
    for client in clients(case, scorer_for(case), columns, rows):
        said = result_of(case.rules, client)
        if client.row.can_be_scored():
            assert said == score_says(case, client.row.readable())
        else:
            dangers = [c.full_id for c in case.rules.cautions if c.danger]
            assert set(said["cautions"]) <= set(dangers)
            assert {k: v for k, v in said.items() if v is not None} == {
                **UNSCORED,
                "cautions": said["cautions"],
            }


def of_a_client(case: Case, pick: int) -> Case:
    """The case of a client."""
    profile = case.profile
    if profile.kind == "organization":
        profile = seeded_profile(case.rules, "client", seeded(pick))
    return Case(case.rules, profile, case.options)


test_same = tried_on(generated_cases(), fewer(4), check_same)
test_same_shipped = over_shipped(check_same)


def check_on(count: int) -> None:
    """The law on seeded cases, for planted faults."""
    random = seeded(6)
    for number in range(count):
        check_same(seeded_case(random), random.randrange(1 << 16))
        if number % 4 == 0:
            profile = seeded_profile(shipped(), "client", random)
            options = seeded_case(random).options
            check_same(Case(shipped(), profile, options), random.randrange(1 << 16))


@pytest.mark.parametrize("seed", range(20))
def test_slight(seed: int) -> None:
    """Where most questions count for next to nothing, reasons too small to print are left out."""
    random = seeded(seed)
    profile = seeded_profile(shipped(), "client", random)
    asked = [c.id for c in shipped().criteria_for("client")]
    weights = dict.fromkeys(random.sample(asked, len(asked) - 2), "0.01")
    case = Case(shipped(), profile._replace(weights=weights, priorities=()), Options(draws=1))
    check_same(case, 0)


def first_winner(patch: pytest.MonkeyPatch) -> None:
    """Everyone is recommended what the client is of whom nothing is known."""
    with_answers = row_result.with_answers
    patch.setattr(
        row_result,
        "with_answers",
        lambda case, profile: with_answers(case, profile)._replace(winner=case.winner),
    )


def remembered_by_levels(patch: pytest.MonkeyPatch) -> None:
    """Rows with the same levels share a result, though other questions were refused."""
    summary, known = RowScorer.summary, {}

    def forgetful(self, answers):
        key = frozenset((c, a.level) for c, a in answers.items() if a.level)
        return known.setdefault((id(self), key), summary(self, answers))

    patch.setattr(RowScorer, "summary", forgetful)


FAULTS = (first_winner, remembered_by_levels)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_planted_faults(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these faults breaks the law, so that the law can fail."""
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        check_on(100)


def test_no_columns() -> None:
    """A file without any answers: everyone is the client of whom nothing is known."""
    unknown = Profile("client", "", "", {}, {})
    case = Case(shipped(), unknown, Options(draws=1))
    (client,) = clients(case, scorer_for(case), [], [["c-1", "ignored"]])
    assert result_of(shipped(), client) == score_says(case, {})


def test_equal_rows_share_one_result() -> None:
    """Rows with the same answers get the same object, whatever their ids and words for them."""
    case = Case(shipped(), Profile("client", "", "", {}, {}), Options(draws=1))
    columns = columns_of(shipped())
    (row,) = random_rows(columns, shipped(), Random(1), 1)
    first, second = clients(case, scorer_for(case), columns, [row, ["c-2", *row[1:]]])
    assert first.result is not None
    assert first.result is second.result


def test_a_row_that_is_not_scored_has_no_result() -> None:
    """Ragged rows, and cells that say nothing, are problems and never a result."""
    columns = columns_of(shipped())
    rows = random_rows(columns, shipped(), Random(2), 200)
    for row in read_rows(shipped(), columns, rows):
        assert row.can_be_scored() == (not row.problems)
        assert not (row.danger is False and row.danger_unread)
