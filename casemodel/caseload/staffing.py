"""The staff that a caseload takes: for every mix of models, and for the best assignment.

A model takes one post for as many clients as its requirement in numbers allows for each case
manager or clinician. A post may be shared between models. Models with an unmet must are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from casemodel.caseload.assignment import (
    Assignment,
    ClientKind,
    Cost,
    assign,
    can_assign,
    least_time,
)
from casemodel.caseload.danger import Danger
from casemodel.caseload.row_result import MIDDLE_TENTHS, AgencyStaff
from casemodel.engine.posts import CLINICIANS, caseload_of
from casemodel.knowledge.values import Rules

BEST, ASSIGNED = "best", "placed"
"""The ids of two mixes: each client under the best model, and the best assignment."""


class PostCapacity(NamedTuple):
    """The clients for one post of a model, and whose post: any case manager's or a clinician's."""

    model: str
    clients: int
    clinicians: bool


class Mix(NamedTuple):
    """Clients under models, and the posts that takes: in all, and of clinicians.

    `tenths` is the sum of the clients' scores. `id` is 'best', 'placed', or that of a model for
    everyone, or of a tiered hybrid for the better of its two parts.
    """

    id: str
    clients: Mapping[str, int]
    posts: Fraction
    clinicians: Fraction
    tenths: int


class Underserved(NamedTuple):
    """Clients whom one model suits best and another serves: how many, and what they lose.

    `tenths` is the sum of the points they lose, in tenths; `against` counts those for whom the
    model that serves them scores below 50.
    """

    best: str
    served: str
    clients: int
    tenths: int
    against: int


@dataclass(frozen=True, slots=True)
class StaffingResult:
    """The staff that a caseload takes, compared with an organization's staff.

    Attributes:
        clients: Clients of the caseload that were scored.
        stated: The number of clients that the profile states, or None.
        managers: Case managers there are.
        clinicians: Clinicians among them; None if not known, and then no limit.
        capacities: Clients for one post, by model.
        left_out: Models that cannot be run.
        mixes: Each mix of models, with the posts it takes.
        assigned: The best assignment within the staff; None if there is none, or none was
            looked for.
        looked_for: True if an assignment was looked for, with the solver.
        least: Posts that the lightest assignment takes; None if the models that can be run
            cannot take everyone.
        underserved: Clients to whom the assignment gives another model than suits best.
    """

    clients: int
    stated: Fraction | None
    managers: Fraction
    clinicians: Fraction | None
    capacities: tuple[PostCapacity, ...]
    left_out: tuple[str, ...]
    mixes: tuple[Mix, ...]
    assigned: Mix | None
    looked_for: bool
    least: Fraction | None
    underserved: tuple[Underserved, ...]


class ScoredClient(NamedTuple):
    """A client and the scores under all models, in tenths."""

    file: str
    row: int
    id: str
    danger: Danger
    tenths: tuple[int, ...]


class ScoredCaseload(NamedTuple):
    """Clients by their scores: the models, and the number of clients with each set of tenths."""

    models: tuple[str, ...]
    clients: Mapping[tuple[int, ...], int]


ServedBy = Mapping[tuple[int, ...], Sequence[tuple[str, int]]]
"""By scores, the number of clients with them that each model serves."""


def post_capacities(rules: Rules, models: Iterable[str]) -> tuple[PostCapacity, ...]:
    """List the clients for one post of each model, as far as the rules state it."""
    caseloads = [(model, caseload_of(rules, model)) for model in models]
    return tuple(
        PostCapacity(model, requirement.clients_each, requirement.counted_in == CLINICIANS)
        for model, requirement in caseloads
        if requirement is not None and requirement.clients_each
    )


def staffing(
    rules: Rules, staff: AgencyStaff, caseload: ScoredCaseload
) -> tuple[StaffingResult, ServedBy]:
    """Work out the posts that the caseload takes, and which model serves whom.

    The second is empty if there is no assignment. Raises ValueError if the number of case managers
    is not known.
    """
    managers = staff.case_managers
    if managers is None:
        raise ValueError("The number of case managers is not known.")
    capacities = post_capacities(rules, caseload.models)
    by_model = {capacity.model: capacity for capacity in capacities}
    with_capacity = [m for m in caseload.models if m in by_model]
    able = [m for m in with_capacity if m not in staff.blocked]
    unit, costs = _costs([by_model[model] for model in able])
    time = int(managers * unit)
    of_clinicians = time if staff.clinicians is None else int(staff.clinicians * unit)
    total = sum(caseload.clients.values())
    least = least_time(total, costs, of_clinicians) if able else None
    served: ServedBy = {}
    if able and can_assign():
        kinds, keys = _kinds(caseload, able)
        assignment = assign(kinds, costs, time, of_clinicians)
        served = _served(keys, able, assignment) if assignment else {}
    result = StaffingResult(
        clients=total,
        stated=staff.clients,
        managers=managers,
        clinicians=staff.clinicians,
        capacities=capacities,
        left_out=tuple(m for m in caseload.models if m in staff.blocked),
        mixes=_mixes(rules, caseload, with_capacity, by_model),
        assigned=_mix(ASSIGNED, caseload, served, by_model) if served else None,
        looked_for=can_assign(),
        least=None if least is None else Fraction(least, unit),
        underserved=_underserved(caseload, with_capacity, served),
    )
    return result, served


def _kinds(
    caseload: ScoredCaseload, able: Sequence[str]
) -> tuple[list[ClientKind], list[tuple[int, ...]]]:
    """Group clients by their scores under the models that can be run, and by all their scores."""
    keys = sorted(caseload.clients)
    columns = [caseload.models.index(model) for model in able]
    kinds = [ClientKind(caseload.clients[k], tuple(k[c] for c in columns)) for k in keys]
    return kinds, keys


def _costs(capacities: Sequence[PostCapacity]) -> tuple[int, list[Cost]]:
    """Give the units of time in a post, and the units a client takes under each model."""
    unit = lcm(*(capacity.clients for capacity in capacities))
    times = [unit // capacity.clients for capacity in capacities]
    return unit, [
        Cost(time, time if capacity.clinicians else 0)
        for time, capacity in zip(times, capacities, strict=True)
    ]


def _served(
    keys: Sequence[tuple[int, ...]], able: Sequence[str], assignment: Assignment
) -> ServedBy:
    return {
        key: tuple((model, n) for model, n in zip(able, row, strict=True) if n)
        for key, row in zip(keys, assignment.counts, strict=True)
    }


def _mix(
    name: str,
    caseload: ScoredCaseload,
    served_by: ServedBy,
    capacities: Mapping[str, PostCapacity],
) -> Mix:
    """Build a mix from the number of clients of each set of scores that a model serves; exact."""
    clients = dict.fromkeys(caseload.models, 0)
    tenths = 0
    for key, served in served_by.items():
        for model, n in served:
            clients[model] += n
            tenths += n * key[caseload.models.index(model)]
    clients = {model: n for model, n in clients.items() if n}
    posts = {model: Fraction(n, capacities[model].clients) for model, n in clients.items()}
    of_clinicians = sum((p for m, p in posts.items() if capacities[m].clinicians), Fraction(0))
    return Mix(name, clients, sum(posts.values(), Fraction(0)), of_clinicians, tenths)


def _mixes(
    rules: Rules,
    caseload: ScoredCaseload,
    with_capacity: Sequence[str],
    capacities: Mapping[str, PostCapacity],
) -> tuple[Mix, ...]:
    """Build the mixes: each client's best model, each model for everyone, each tiered pair."""
    sets: list[tuple[str, Sequence[str]]] = [(BEST, with_capacity)]
    sets += [(model, (model,)) for model in with_capacity]
    sets += [
        (hybrid.id, hybrid.parts)
        for hybrid in rules.hybrids.values()
        if hybrid.way == "tiered" and set(hybrid.parts) <= set(with_capacity)
    ]
    return tuple(
        _mix(
            name,
            caseload,
            {
                key: ((best_of(caseload.models, key, among), n),)
                for key, n in caseload.clients.items()
            },
            capacities,
        )
        for name, among in sets
        if among
    )


def best_of(models: Sequence[str], tenths: Sequence[int], among: Sequence[str]) -> str:
    """Give the model with the most points among some; of equal ones the first by id."""
    scores = dict(zip(models, tenths, strict=True))
    return min(among, key=lambda model: (-scores[model], model))


def _underserved(
    caseload: ScoredCaseload, with_capacity: Sequence[str], served_by: ServedBy
) -> tuple[Underserved, ...]:
    """List clients served by another model than suits best, the largest loss first."""
    by_models: dict[tuple[str, str], Underserved] = {}
    for key, served in served_by.items():
        scores = dict(zip(caseload.models, key, strict=True))
        best = best_of(caseload.models, key, with_capacity)
        for model, n in served:
            lost = scores[best] - scores[model]
            if not lost:
                continue
            so_far = by_models.get((best, model), Underserved(best, model, 0, 0, 0))
            by_models[best, model] = so_far._replace(
                clients=so_far.clients + n,
                tenths=so_far.tenths + n * lost,
                against=so_far.against + (n if scores[model] < MIDDLE_TENTHS else 0),
            )
    return tuple(sorted(by_models.values(), key=lambda u: (-u.tenths, u.best, u.served)))
