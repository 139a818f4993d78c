"""Whether an organization can run an alternative: its requirements, checked apart from fit.

Only an unmet `must` blocks. What is not known is to be confirmed, which is not the same as unmet.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Literal, NamedTuple

from casemodel.engine.alternatives import Alternative
from casemodel.engine.cautions import holds
from casemodel.knowledge.values import Condition, Requirement, Rules
from casemodel.profiles.values import Profile

CheckState = Literal["met", "unmet", "to_confirm"]
FeasibleState = Literal["yes", "no", "to_confirm", "not_asked"]

CLIENTS, CASE_MANAGERS = "clients", "case_managers"


class Staffing(NamedTuple):
    """A requirement worked out in numbers.

    `clients` are served by the part, `each` is the most for one of the staff; so `needed` are
    needed where there are `have`, of whom `elsewhere` are needed by other parts.
    """

    clients: int
    each: int
    needed: int
    have: Fraction
    elsewhere: int


class Check(NamedTuple):
    """One requirement of one part, checked; `part` is the hybrid's id for one of its own.

    `by_numbers` says that quantities decided it, so that no changed answer does.
    """

    part: str
    requirement: Requirement
    state: CheckState
    staffing: Staffing | None
    by_numbers: bool = False


class Feasibility(NamedTuple):
    """All checks of an alternative, and what follows: whether it can be run."""

    state: FeasibleState
    checks: tuple[Check, ...]


class Capacity(NamedTuple):
    """What is known of the organization: levels, quantities and segments' shares."""

    levels: Mapping[str, str]
    quantities: Mapping[str, Fraction]
    shares: tuple[int, ...]


def capacity_of(profile: Profile) -> Capacity | None:
    """The capacity of an organization or of a client's agency; None for a client without one."""
    organization = profile if profile.kind == "organization" else profile.agency
    if organization is None:
        return None
    numbers = {name: Fraction(text) for name, text in organization.quantities.items()}
    return Capacity(organization.levels(), numbers, tuple(s.part for s in profile.segments))


def feasibility_of(
    rules: Rules, alternative: Alternative, capacity: Capacity | None
) -> Feasibility:
    """Check every requirement of the alternative's parts and, for a hybrid, its own."""
    if capacity is None:
        return Feasibility("not_asked", ())
    own = rules.hybrids[alternative.id].requirements if alternative.kind == "hybrid" else ()
    required = [(part, r) for part in alternative.parts for r in rules.models[part].requirements]
    required += [(alternative.id, r) for r in own]
    needed: dict[str, int] = {}
    for part, r in required:
        if r.clients_each and CLIENTS in capacity.quantities:
            staff = ceil(_clients(alternative, part, capacity) / r.clients_each)
            needed[part] = max(staff, needed.get(part, 0))
    checks = tuple(_check(alternative, part, r, capacity, needed) for part, r in required)
    return Feasibility(state_of(checks), checks)


def state_of(checks: tuple[Check, ...]) -> FeasibleState:
    """An unmet must blocks; one that is not known is to be confirmed."""
    musts = {c.state for c in checks if c.requirement.strength == "must"}
    return "no" if "unmet" in musts else "to_confirm" if "to_confirm" in musts else "yes"


def met(conditions: tuple[Condition, ...], levels: Mapping[str, str]) -> CheckState:
    """Whether all conditions hold: unmet as soon as one answer says no."""
    if any(c.criterion in levels and levels[c.criterion] not in c.levels for c in conditions):
        return "unmet"
    return "met" if conditions and holds(conditions, levels) else "to_confirm"


def _clients(alternative: Alternative, part: str, capacity: Capacity) -> Fraction:
    """The clients a part would serve: its segments' share in a tier, everyone otherwise.

    A hybrid's own requirement is about everyone.
    """
    clients = capacity.quantities[CLIENTS]
    if part not in alternative.serves:
        return clients
    served = sum(
        share
        for share, serving in zip(capacity.shares, alternative.serves, strict=True)
        if serving == part
    )
    return clients * served / sum(capacity.shares)


def _check(
    alternative: Alternative,
    part: str,
    requirement: Requirement,
    capacity: Capacity,
    needed: Mapping[str, int],
) -> Check:
    """Check one requirement; `needed` is the most staff that each part asks for."""
    have = capacity.quantities.get(requirement.counted_in)
    if requirement.least is not None and have is not None:
        return Check(
            part,
            requirement,
            "met" if have >= requirement.least else "unmet",
            None,
            by_numbers=True,
        )
    if requirement.clients_each is None or have is None or part not in needed:
        return Check(part, requirement, met(requirement.met_by, capacity.levels), None)
    beside = alternative.parts if part in alternative.serves else ()
    elsewhere = sum(n for p, n in needed.items() if p in beside and p != part)
    staffing = Staffing(
        clients=ceil(_clients(alternative, part, capacity)),
        each=requirement.clients_each,
        needed=ceil(_clients(alternative, part, capacity) / requirement.clients_each),
        have=have,
        elsewhere=elsewhere if requirement.counted_in == CASE_MANAGERS else 0,
    )
    managers = capacity.quantities.get(CASE_MANAGERS)
    enough = staffing.needed <= have
    if elsewhere and managers is not None:
        enough = enough and staffing.needed + elsewhere <= managers
    return Check(part, requirement, "met" if enough else "unmet", staffing, by_numbers=True)
