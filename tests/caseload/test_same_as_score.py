"""A row of a caseload comes to what `score` says of that client alone, to the digit."""

import pytest
from casemodel.engine.case import Options

from casemodel.caseload import (
    asking,
    cells,
    choosing,
    grounds,
    lanes,
    margins,
    scoring,
    winner,
    worst,
)
from casemodel.caseload.scoring import every_score, explained_rows, score_rows
from casemodel.profiles.values import Profile
from tests.caseload.rows import (
    alone,
    assessed,
    columns_of,
    of_needs_only,
    row_of,
    scorer_for,
    without_words,
)
from tests.laws.planting import Fault
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import over_generated, over_shipped, shipped


def check_same(case: Case, pick: int) -> None:
    """Everything that a row comes to is what the engine and the explanation say of the client."""
    case = of_a_client(case, pick)
    asked = case.rules.criteria_for("client")
    left_out = frozenset(c.id for bit, c in enumerate(asked) if pick >> bit % 16 & 3 == 3)
    columns = columns_of(case.rules, left_out)
    scorer, found = scorer_for(case, columns), assessed(case, columns)
    row = row_of(case.profile, columns)
    expected = alone(found, scorer.criteria)
    assert [*explained_rows(scorer, [row])] == [(row, expected)]
    assert [*score_rows(scorer, [row])] == [(row, without_words(expected))]
    assert scorer.open_criteria(expected.open) == tuple(
        c for c in scorer.criteria if c not in found.case.levels
    )
    ((_, scores),) = every_score(scorer, [row])
    printed = dict(zip(scorer.alternatives, scores or (), strict=True))
    assert printed == {standing.id: standing.tenths for standing in found.ranking}


def of_a_client(case: Case, pick: int) -> Case:
    """The case of a client; in three of four, under rules that ask a client about needs alone."""
    rules = case.rules if pick % 4 == 3 else of_needs_only(case.rules)
    profile = case.profile
    if profile.kind == "organization":
        profile = seeded_profile(rules, "client", seeded(pick))
    return Case(rules, profile, case.options)


test_same = over_generated(check_same)
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
            check_slight(number)


def check_slight(seed: int) -> None:
    """The law where most questions count for next to nothing, so that reasons come to nothing."""
    random = seeded(seed)
    profile = seeded_profile(shipped(), "client", random)
    asked = [c.id for c in shipped().criteria_for("client")]
    weights = dict.fromkeys(random.sample(asked, len(asked) - 2), "0.01")
    case = Case(shipped(), profile._replace(weights=weights, priorities=()), Options(draws=1))
    check_same(case, 0)


@pytest.mark.parametrize("seed", range(20))
def test_slight(seed: int) -> None:
    """Reasons too small to be printed are left out."""
    check_slight(seed)


def coarse(patch: pytest.MonkeyPatch) -> None:
    """Points rounded to a grid of 256 parts of a tenth."""
    patch.setattr(lanes, "_finest", lambda _: 1)


def cut_off(patch: pytest.MonkeyPatch) -> None:
    """The worst of open questions is taken for the best."""
    patch.setattr(margins, "Worsts", lambda of, columns, _: worst.Worsts(of, columns, max))


def never_close(patch: pytest.MonkeyPatch) -> None:
    """What is behind by less than a tenth is not looked at."""
    patch.setattr(choosing.Chooser, "after", lambda *_: iter(()))


def no_floor(patch: pytest.MonkeyPatch) -> None:
    """Models at 50 or below are recommended."""
    made = scoring.tables_of

    def tables_of(case: object, known: object) -> object:
        tables = made(case, known)  # type: ignore[arg-type]
        return tables._replace(floors=(0,) * len(tables.floors))

    patch.setattr(scoring, "tables_of", tables_of)


def slight_reasons(patch: pytest.MonkeyPatch) -> None:
    """A reason worth nothing in print is shown."""
    patch.setattr(grounds, "TENTHS", 10**9)


def by_name(patch: pytest.MonkeyPatch) -> None:
    """The next question is the first by name."""
    patch.setattr(asking, "in_tenths", lambda *_: 0)


def hasty(patch: pytest.MonkeyPatch) -> None:
    """What comes within two tenths of the winner is taken to be ahead."""
    made = winner.turning

    def turning(*given: object) -> object:
        return {lead + 4: bits for lead, bits in made(*given).items()}  # type: ignore[arg-type]

    patch.setattr(winner, "turning", turning)


FAULTS = (coarse, cut_off, never_close, no_floor, slight_reasons, by_name, hasty)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_planted_faults(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these faults breaks the law, so that the law can fail."""
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        check_on(400)


def test_no_columns() -> None:
    """A file without any answers: everyone is the client of whom nothing is known."""
    unknown = Profile("client", "", "", {}, {})
    case = Case(shipped(), unknown, seeded_case(seeded(1)).options)
    scorer = scorer_for(case, [])
    expected = alone(assessed(case, []), scorer.criteria)
    assert [*explained_rows(scorer, [["c-1"], []])] == [(["c-1"], expected), ([], expected)]


@pytest.mark.parametrize("count", [1, 2])
def test_wrong_columns(count: int) -> None:
    """A criterion that no client is asked, and two columns for one, are refused."""
    case = Case(shipped(), Profile("client", "", "", {}, {}), seeded_case(seeded(1)).options)
    columns = columns_of(shipped())
    wrong = columns[0] if count > 1 else columns[0]._replace(criterion="staff_size")
    with pytest.raises(ValueError, match="one criterion"):
        scorer_for(case, [*columns[1:], *[wrong] * count])


def test_texts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ever new texts change nothing, and are not kept for ever."""
    monkeypatch.setattr(cells, "REMEMBERED", 3)
    random = seeded(9)
    for _ in range(20):
        check_same(seeded_case(random), random.randrange(1 << 16))
