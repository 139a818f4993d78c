"""Posts and requirements in numbers, worked out by hand: clients in two groups of 60% and 40%."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import pytest

from casemodel.engine.decision_problem import DecisionProblem, number_state, set_up
from casemodel.engine.feasibility import Check, Feasibility, Staffing, feasibility_of, met
from casemodel.engine.posts import CLINICIANS, TierPosts, level_in_part, tier_posts
from casemodel.knowledge.criteria import Criterion, Level
from casemodel.knowledge.models import Condition, Hybrid, Requirement
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile, Segment
from tests.engine.making import WORDS, criterion_of, model_of, profile_of, rated_as, rules_of

NIGHTS = Condition("nights", ("yes",))
PLACES = Condition("places", ("some", "many"))
CASELOAD = Criterion(
    "caseload", "capacity", "Caseload", ("organization",), WORDS,
    (Level("up_to_20", WORDS, None, 0, 20_000), Level("over_20", WORDS, None, 20_000, None)),
    "", 1, (), counts="clients", per="case_managers",
)  # fmt: skip
CRITERIA = (
    criterion_of("need", "need", 1, low=None, high=None),
    criterion_of("nights", "capacity", 1, yes=None, no=None),
    criterion_of("places", "capacity", 1, none=None, some=None, many=None),
    CASELOAD,
)


def _requirement(
    id_: str,
    *met_by: Condition,
    strength: Literal["must", "should"] = "must",
    counted_in: str = "case_managers",
    clients_each: int | None = None,
    least: int | None = None,
) -> Requirement:
    counted = counted_in * bool(clients_each or least)
    return Requirement(
        id_, strength, "It needs it.", (), "Get it.", counted, clients_each, least, met_by=met_by
    )


def _each(clients: int, counted_in: str = "case_managers") -> Requirement:
    return _requirement("each", strength="should", counted_in=counted_in, clients_each=clients)


def _rules(
    close: tuple[Requirement, ...],
    light: tuple[Requirement, ...] = (),
    both: tuple[Requirement, ...] = (),
) -> Rules:
    models = (
        model_of("close", need={"high": rated_as("fit")})._replace(requirements=close),
        model_of("light", need={"low": rated_as("fit")})._replace(requirements=light),
    )
    hybrid = Hybrid("turns", "", "tiered", ("close", "light"), 1, (), "", "", "", {}, both)
    rules = rules_of(models, CRITERIA)._replace(hybrids={"turns": hybrid})
    tiers = rules.tiers._replace(posts_for_a_part=2, suits_percent=50)
    return rules._replace(tiers=tiers)


def _organization(levels: Mapping[str, str] | None = None, **numbers: str) -> Profile:
    def answers(levels: Mapping[str, str]) -> dict[str, Answer]:
        return {c: Answer("answered", level) for c, level in levels.items()}

    groups = (
        Segment("high", 3, "60%", answers({"need": "high"})),
        Segment("low", 2, "40%", answers({"need": "low"})),
    )
    return Profile("organization", "", "", answers(levels or {}), numbers, segments=groups)


def _posts(rules: Rules, **numbers: str) -> TierPosts:
    shares = {"close": Fraction(3, 5), "light": Fraction(2, 5)}
    return tier_posts(rules, shares, {q: Fraction(n) for q, n in numbers.items()})


def _position(problem: DecisionProblem, id_: str, serves: tuple[str, ...] = ()) -> int:
    return [(a.id, a.serves) for a in problem.setting.alternatives].index((id_, serves))


def _feasibility(rules: Rules, profile: Profile, id_: str = "close") -> Feasibility:
    problem = set_up(rules, profile)
    serves = ("close", "light") if id_ == "turns" else ()
    feasibility = feasibility_of(problem, _position(problem, id_, serves))
    able = problem.choice.is_able(_position(problem, id_, serves))
    assert not (able and feasibility.state == "no")
    return feasibility


def test_posts_go_where_the_clients_ask_for_them() -> None:
    """60 at 10 each ask for 6, 40 at 20 each for 2: of 12 posts they get 9 and 3."""
    posts = _posts(_rules((_each(10),), (_each(20),)), clients="100", case_managers="12")
    close, light = posts.parts
    assert (close.clients, close.asked, close.posts) == (60, 6, 9)
    assert (light.clients, light.asked, light.posts) == (40, 2, 3)
    assert (posts.asked, posts.have, posts.state) == (8, 12, "met")


@pytest.mark.parametrize(
    ("managers", "state"), [("8", "met"), ("7.9", "unmet"), ("80", "met"), ("0", "unmet")]
)
def test_all_parts_together_must_have_their_posts(managers: str, state: str) -> None:
    posts = _posts(_rules((_each(10),), (_each(20),)), clients="100", case_managers=managers)
    assert posts.state == state


@pytest.mark.parametrize(("managers", "state"), [("2", "unmet"), ("3.5", "unmet"), ("4", "met")])
def test_two_workers_are_not_two_teams(managers: str, state: str) -> None:
    posts = _posts(_rules((_each(10),), (_each(20),)), clients="10", case_managers=managers)
    assert (posts.asked, posts.state) == (4, state)


@pytest.mark.parametrize(("clinicians", "state"), [("6", "met"), ("5", "unmet")])
def test_a_part_that_treats_asks_for_clinicians(clinicians: str, state: str) -> None:
    rules = _rules((_each(10, CLINICIANS),), (_each(20),))
    posts = _posts(rules, clients="100", case_managers="8", clinicians_on_staff=clinicians)
    assert (posts.asked, posts.clinicians_asked, posts.state) == (8, 6, state)


def test_clinicians_go_first_to_the_part_that_treats() -> None:
    """Of 12 posts 9 are for those who treat: all 7 clinicians; with 10, one is left."""
    rules = _rules((_each(10, CLINICIANS),), (_each(20),))
    for clinicians, for_close, for_light in (("7", 7, 0), ("10", 9, 1)):
        close, light = _posts(
            rules, clients="100", case_managers="12", clinicians_on_staff=clinicians
        ).parts
        assert (close.posts, close.clinicians) == (9, for_close)
        assert (light.posts, light.clinicians) == (3, for_light)
        assert level_in_part(CASELOAD, close) == "up_to_20"


@pytest.mark.parametrize(
    ("numbers", "state"),
    [
        ({}, "to_confirm"),
        ({"case_managers": "12"}, "to_confirm"),
        ({"clients": "100"}, "to_confirm"),
        ({"case_managers": "3"}, "unmet"),
    ],
)
def test_what_is_not_known_is_to_be_confirmed(numbers: dict[str, str], state: str) -> None:
    posts = _posts(_rules((_each(10),), (_each(20),)), **numbers)
    assert posts.state == state
    assert [part.posts for part in posts.parts] == [None, None]
    assert level_in_part(CASELOAD, posts.parts[0]) is None


def test_clinicians_that_are_not_known_are_to_be_confirmed() -> None:
    rules = _rules((_each(10, CLINICIANS),), (_each(20),))
    posts = _posts(rules, clients="100", case_managers="12")
    assert posts.state == "to_confirm"
    assert level_in_part(CASELOAD, posts.parts[0]) is None
    assert level_in_part(CASELOAD, posts.parts[1]) == "up_to_20"


@pytest.mark.parametrize(
    ("clients", "managers", "state"),
    [("28", "1.5", "met"), ("30", "1.5", "met"), ("31", "1.5", "unmet"), ("0", "0", "met")],
)
def test_a_ratio_is_exact(clients: str, managers: str, state: str) -> None:
    """28 clients for a post and a half are fewer than 20 for each: inside a band of 20."""
    numbers = {"clients": Fraction(clients), "case_managers": Fraction(managers)}
    assert number_state(_each(20), numbers) == state


def test_a_part_is_judged_by_its_own_clients_and_staff() -> None:
    """120 clients at 20 each ask for 6 posts and 80 at 40 for 2; for all at 20 each, 10."""
    musts = (_requirement("few", clients_each=20),), (_requirement("some", clients_each=40),)
    feasibility = _feasibility(
        _rules(*musts), _organization(clients="200", case_managers="10"), "turns"
    )
    few, some = feasibility.checks
    assert few.staffing == Staffing(Fraction(120), 20, Fraction(6), Fraction(15, 2))
    assert some.staffing == Staffing(Fraction(80), 40, Fraction(2), Fraction(5, 2))
    assert feasibility.state == "yes"
    assert (
        _feasibility(_rules(*musts), _organization(clients="200", case_managers="9")).state == "no"
    )


@pytest.mark.parametrize(("managers", "state"), [("4", "yes"), ("3", "no")])
def test_a_part_has_its_own_at_least_so_many(managers: str, state: str) -> None:
    rules = _rules((_requirement("team", least=2),), (_requirement("team", least=2),))
    rules = rules._replace(tiers=rules.tiers._replace(posts_for_a_part=1))
    profile = _organization(clients="10", case_managers=managers)
    assert _feasibility(rules, profile, "turns").state == state
    assert _feasibility(rules, profile).state == "yes"


def test_a_hybrids_own_number_is_about_all_clients() -> None:
    rules = _rules((), (), (_requirement("own", clients_each=20),))
    feasibility = _feasibility(rules, _organization(clients="100", case_managers="5"), "turns")
    (check,) = feasibility.checks
    assert (check.part, check.state) == ("turns", "met")
    assert check.staffing == Staffing(Fraction(100), 20, Fraction(5), Fraction(5))


def test_a_parts_caseload_counts_for_its_points_and_musts() -> None:
    """All together have 24 clients each, over 20; the part at 10 each has fewer."""
    light = _requirement("caseload", Condition("caseload", ("up_to_20",)))
    profile = _organization({"caseload": "over_20"}, clients="240", case_managers="10")
    rules = _rules((light, _each(10)), (_each(40),))
    assert _feasibility(rules, profile).state == "no"
    feasibility = _feasibility(rules, profile, "turns")
    assert [c.state for c in feasibility.checks if c.requirement is light] == ["met"]


@pytest.mark.parametrize(("clinicians", "state"), [("1", "unmet"), ("2", "met"), ("3", "met")])
def test_at_least_so_many(clinicians: str, state: str) -> None:
    requirement = _requirement("a", NIGHTS, least=2, counted_in=CLINICIANS)
    for levels in ({}, {"nights": "no"}, {"nights": "yes"}):
        profile = _organization(levels, clinicians_on_staff=clinicians)
        assert _feasibility(_rules((requirement,)), profile).checks == (
            Check("close", requirement, state),  # type: ignore[arg-type]
        )


@pytest.mark.parametrize("numbers", [{}, {"clients": "100"}, {"case_managers": "7"}])
def test_without_the_numbers_the_answer_counts(numbers: dict[str, str]) -> None:
    requirement = _requirement("a", NIGHTS, clients_each=15)
    for levels, state in (
        ({"nights": "yes"}, "met"),
        ({"nights": "no"}, "unmet"),
        ({}, "to_confirm"),
    ):
        (check,) = _feasibility(_rules((requirement,)), _organization(levels, **numbers)).checks
        assert (check.state, check.staffing) == (state, None)


def test_only_an_unmet_must_rules_out() -> None:
    should = _requirement("s", NIGHTS, strength="should")
    no = _organization({"nights": "no"})
    assert _feasibility(_rules((should,)), no).state == "yes"
    assert _feasibility(_rules((should, _requirement("m", PLACES))), no).state == "to_confirm"
    assert _feasibility(_rules((_requirement("m", NIGHTS),)), no).state == "no"


def test_a_parts_must_holds_only_where_it_serves() -> None:
    rules = _rules((_requirement("m", NIGHTS),))
    profile = _organization()
    low = profile.segments[1]
    no = low._replace(answers={**low.answers, "nights": Answer("answered", "no")})
    profile = profile._replace(segments=(profile.segments[0], no))
    assert _feasibility(rules, profile).state == "no"
    assert _feasibility(rules, profile, "turns").state == "to_confirm"


def test_all_conditions_must_hold() -> None:
    both = (NIGHTS, PLACES)
    assert met(both, [{"nights": "yes", "places": "some"}]) == "met"
    assert met(both, [{"nights": "yes", "places": "none"}]) == "unmet"
    assert met(both, [{"nights": "yes"}]) == "to_confirm"
    assert met(both, [{"nights": "yes", "places": "some"}, {"nights": "no"}]) == "unmet"
    assert met((), [{"nights": "yes"}]) == "to_confirm"


def test_a_client_is_judged_by_the_agency_alone() -> None:
    rules = _rules((_requirement("a", NIGHTS),))
    assert _feasibility(rules, profile_of(nights="no")) == Feasibility("not_asked", ())
    agency = _organization({"nights": "no"})
    assert _feasibility(rules, profile_of(agency, nights="yes")).state == "no"
