"""Whether there is staff for it, worked out by hand: 100 clients, in two groups of 60 and 40."""

from fractions import Fraction
from typing import Literal

import pytest
from casemodel.engine.choosing import Musts, musts_of

from casemodel.engine.alternatives import Alternative
from casemodel.engine.feasibility import (
    Capacity,
    Feasibility,
    Staffing,
    capacity_of,
    feasibility_of,
    met,
)
from casemodel.knowledge.values import Condition, Hybrid, Requirement, Rules
from casemodel.profiles.values import Answer, Profile, Segment
from tests.engine.boards import alternative
from tests.engine.making import model_of, profile_of, rules_of

NIGHTS = Condition("nights", ("yes",))
PLACES = Condition("places", ("some", "many"))


def _requirement(
    id_: str,
    *met_by: Condition,
    strength: Literal["must", "should"] = "must",
    counted_in: str = "case_managers",
    clients_each: int | None = None,
    least: int | None = None,
) -> Requirement:
    return Requirement(id_, strength, "It needs it.", (), "Get it.",
                       counted_in * bool(clients_each or least), clients_each, least,
                       met_by=met_by)  # fmt: skip


def _rules(
    close: tuple[Requirement, ...],
    light: tuple[Requirement, ...] = (),
    both: tuple[Requirement, ...] = (),
) -> Rules:
    models = (
        model_of("close")._replace(requirements=close),
        model_of("light")._replace(requirements=light),
    )
    hybrid = Hybrid("close+light", "", "tiered", ("close", "light"), 1, (), "", "", "", {}, both)
    return rules_of(models, ())._replace(hybrids={hybrid.id: hybrid})


def _has(levels: dict[str, str] | None = None, **numbers: str) -> Capacity:
    return Capacity(levels or {}, {q: Fraction(n) for q, n in numbers.items()}, (3, 2))


CLOSE, LIGHT = alternative("close"), alternative("light")
TIER = alternative("close+light", ("close", "light"))
TURNED = alternative("close+light", ("light", "close"))


def _checked(rules: Rules, of: Alternative, capacity: Capacity) -> list[tuple[str, str]]:
    return [(c.part, c.state) for c in feasibility_of(rules, of, capacity).checks]


@pytest.mark.parametrize(("managers", "state"), [("7", "met"), ("6.9", "unmet"), ("8", "met")])
def test_one_for_fifteen_of_a_hundred_are_seven(managers: str, state: str) -> None:
    rules = _rules((_requirement("few", clients_each=15),))
    capacity = _has(clients="100", case_managers=managers)
    found = feasibility_of(rules, CLOSE, capacity)
    assert found.state == ("yes" if state == "met" else "no")
    (check,) = found.checks
    assert (check.part, check.state, check.by_numbers) == ("close", state, True)
    assert check.staffing == Staffing(100, 15, 7, Fraction(managers), 0)


@pytest.mark.parametrize(
    ("of", "managers", "states"),
    [
        # 60 by close at 15 each are 4; 40 by light at 30 each are 2
        (TIER, "6", ["met", "met"]),
        (TIER, "5", ["unmet", "unmet"]),
        # 40 by close are 3; 60 by light are 2
        (TURNED, "5", ["met", "met"]),
        (TURNED, "4.5", ["unmet", "unmet"]),
    ],
)
def test_what_serves_one_group_cannot_serve_the_other(
    of: Alternative, managers: str, states: list[str]
) -> None:
    rules = _rules((_requirement("a", clients_each=15),), (_requirement("b", clients_each=30),))
    found = feasibility_of(rules, of, _has(clients="100", case_managers=managers))
    assert [c.state for c in found.checks] == states
    own = (
        {"close": (60, 4), "light": (40, 2)} if of is TIER else {"close": (40, 3), "light": (60, 2)}
    )
    for check, other in zip(found.checks, ("light", "close"), strict=True):
        clients, needed = own[check.part]
        assert check.staffing
        assert check.staffing[:3] == (clients, check.requirement.clients_each, needed)
        assert check.staffing.elsewhere == own[other][1]


def test_two_ways_of_one_team_share_the_staff() -> None:
    """In a blend nobody is served by one part alone: each requirement is about all clients."""
    rules = _rules((_requirement("a", clients_each=15),), (_requirement("b", clients_each=30),))
    blend = alternative("close+light")
    found = feasibility_of(rules, blend, _has(clients="100", case_managers="7"))
    assert [c.staffing and c.staffing[2:] for c in found.checks] == [(7, 7, 0), (4, 7, 0)]
    assert found.state == "yes"


def test_of_two_numbers_of_one_part_the_larger_counts_for_the_other() -> None:
    close = (_requirement("a", clients_each=15), _requirement("b", clients_each=10))
    rules = _rules(close, (_requirement("c", clients_each=30),))
    for order in (close, close[::-1]):
        turned = _rules(order, (_requirement("c", clients_each=30),))
        found = feasibility_of(turned, TIER, _has(clients="100", case_managers="8"))
        assert found.checks[-1].staffing == Staffing(40, 30, 2, Fraction(8), 6)
    assert feasibility_of(rules, TIER, _has(clients="100", case_managers="8")).state == "yes"
    assert feasibility_of(rules, TIER, _has(clients="100", case_managers="7")).state == "no"


def test_nobody_is_needed_for_nobody() -> None:
    rules = _rules((_requirement("a", clients_each=15),), (_requirement("b", clients_each=30),))
    found = feasibility_of(rules, TIER, _has(clients="0", case_managers="0"))
    assert [c.staffing for c in found.checks] == [
        Staffing(0, 15, 0, Fraction(0), 0),
        Staffing(0, 30, 0, Fraction(0), 0),
    ]
    assert found.state == "yes"


def test_a_hybrids_own_number_is_about_all_clients() -> None:
    rules = _rules((), (), (_requirement("own", clients_each=20),))
    found = feasibility_of(rules, TIER, _has(clients="100", case_managers="5"))
    (check,) = found.checks
    assert (check.part, check.state) == ("close+light", "met")
    assert check.staffing == Staffing(100, 20, 5, Fraction(5), 0)


@pytest.mark.parametrize(
    ("numbers", "state"),
    [
        ({"clinicians": "4"}, "met"),
        ({"clinicians": "3"}, "unmet"),
        ({"clinicians": "4", "case_managers": "6"}, "met"),
        ({"clinicians": "4", "case_managers": "5"}, "unmet"),
        ({"clinicians": "5", "case_managers": "5"}, "unmet"),
    ],
)
def test_clinicians_are_counted_among_the_case_managers(
    numbers: dict[str, str], state: str
) -> None:
    """4 clinicians for 60 clients, and 2 case managers for the other 40: 6 are needed in all."""
    close = (_requirement("a", clients_each=15, counted_in="clinicians"),)
    rules = _rules(close, (_requirement("b", clients_each=30),))
    check, *_ = feasibility_of(rules, TIER, _has(clients="100", **numbers)).checks
    assert check.state == state
    assert check.staffing
    assert (check.staffing.needed, check.staffing.elsewhere) == (4, 0)


def test_alone_clinicians_need_no_case_managers_beside_them() -> None:
    rules = _rules((_requirement("a", clients_each=15, counted_in="clinicians"),))
    capacity = _has(clients="100", clinicians="7", case_managers="1")
    assert _checked(rules, CLOSE, capacity) == [("close", "met")]


@pytest.mark.parametrize(("clinicians", "state"), [("1", "unmet"), ("2", "met"), ("3", "met")])
def test_at_least_so_many(clinicians: str, state: str) -> None:
    rules = _rules((_requirement("a", NIGHTS, least=2, counted_in="clinicians"),))
    for levels in ({}, {"nights": "no"}, {"nights": "yes"}):
        found = feasibility_of(rules, CLOSE, _has(levels, clinicians=clinicians))
        assert found.checks == ((found.checks[0])._replace(state=state),)
        check = found.checks[0]
        assert (check.part, check.staffing, check.by_numbers) == ("close", None, True)


@pytest.mark.parametrize(
    "numbers", [{}, {"clients": "100"}, {"case_managers": "7"}, {"clinicians": "9"}]
)
def test_without_the_numbers_the_answer_counts(numbers: dict[str, str]) -> None:
    for requirement in (
        _requirement("a", NIGHTS, clients_each=15),
        _requirement("b", NIGHTS, PLACES, clients_each=15),
    ):
        rules = _rules((requirement,))
        for levels, state in (
            ({"nights": "yes", "places": "many"}, "met"),
            ({"nights": "no"}, "unmet"),
            ({}, "to_confirm"),
        ):
            (check,) = feasibility_of(rules, CLOSE, _has(levels, **numbers)).checks
            assert (check.part, check.requirement) == ("close", requirement)
            assert (check.state, check.staffing, check.by_numbers) == (state, None, False)


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ((), "yes"),
        (("met", "met"), "yes"),
        (("met", "to_confirm"), "to_confirm"),
        (("to_confirm", "unmet", "met"), "no"),
    ],
)
def test_one_that_is_unmet_blocks(states: tuple[str, ...], whole: str) -> None:
    said = {"met": {"nights": "yes"}, "unmet": {"nights": "no"}, "to_confirm": {}}
    musts = [_requirement("m", Condition(f"c{n}", ("yes",))) for n in range(len(states))]
    levels = {f"c{n}": said[state]["nights"] for n, state in enumerate(states) if said[state]}
    should = _requirement("s", NIGHTS, strength="should")
    rules = _rules((should, *musts))
    assert feasibility_of(rules, CLOSE, _has({**levels, "nights": "no"})).state == whole


def test_all_conditions_must_hold() -> None:
    both = (NIGHTS, PLACES)
    assert met(both, {"nights": "yes", "places": "some"}) == "met"
    assert met(both, {"nights": "yes", "places": "none"}) == "unmet"
    assert met(both, {"places": "none"}) == "unmet"
    assert met(both, {"nights": "yes"}) == "to_confirm"
    assert met((), {"nights": "yes"}) == "to_confirm"


def test_a_hybrid_requires_what_its_parts_do_and_what_it_does() -> None:
    rules = _rules(
        (_requirement("a", NIGHTS),), (_requirement("b", PLACES),), (_requirement("c", NIGHTS),)
    )
    assert _checked(rules, TIER, _has({"nights": "yes", "places": "none"})) == [
        ("close", "met"),
        ("light", "unmet"),
        ("close+light", "met"),
    ]
    assert _checked(rules, CLOSE, _has({})) == [("close", "to_confirm")]
    assert feasibility_of(rules, LIGHT, _has({})).state == "to_confirm"


def test_a_client_without_an_agency_is_not_asked() -> None:
    assert capacity_of(profile_of(nights="yes")) is None
    rules = _rules((_requirement("a", NIGHTS),))
    assert feasibility_of(rules, CLOSE, None) == Feasibility("not_asked", ())


def test_whose_capacity_it_is() -> None:
    answers = {"nights": Answer("answered", "no"), "places": Answer("refused", "")}
    groups = (Segment("one", 3, "60%", {}), Segment("other", 2, "40%", {}))
    agency = Profile("organization", "", "", answers, {"clients": "7.5"}, segments=groups)
    quantities = {"clients": Fraction(15, 2)}
    assert capacity_of(agency) == Capacity({"nights": "no"}, quantities, (3, 2))
    client = profile_of(agency, nights="yes")
    assert capacity_of(client) == Capacity({"nights": "no"}, quantities, ())


def test_what_blocks_under_other_answers() -> None:
    """Conditions may change with an answer; numbers may not, nor what no answer can show."""
    rules = _rules(
        (
            _requirement("a", NIGHTS),
            _requirement("b", PLACES, NIGHTS, clients_each=15),
            _requirement("c"),
            _requirement("d", PLACES, strength="should"),
            _requirement("e", clients_each=50, strength="should"),
        )
    )

    def musts(**numbers: str) -> Musts:
        return musts_of(feasibility_of(rules, CLOSE, _has({"nights": "no"}, **numbers)))

    assert musts() == Musts(((NIGHTS,), (PLACES, NIGHTS)), blocked=False, open=True)
    assert musts(clients="100", case_managers="1") == Musts(((NIGHTS,),), blocked=True, open=True)
    assert musts(clients="15", case_managers="1") == Musts(((NIGHTS,),), blocked=False, open=True)
    assert musts_of(Feasibility("not_asked", ())) == Musts((), blocked=False, open=False)
    plain = _rules((_requirement("a", NIGHTS),))
    met_now = feasibility_of(plain, CLOSE, _has({"nights": "yes"}))
    assert musts_of(met_now) == Musts(((NIGHTS,),), blocked=False, open=False)
