"""What staff a caseload takes: for every mix of models, and for the best assignment within it.

A model takes one post for as many clients as its requirement in numbers allows for each case
manager or clinician. Where the rules require no number, it is the edge of the highest band of
caseloads that they do not rate as a misfit, and that is said. A post may be shared between models.
Models with an unmet must are left out.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from casemodel.caseload.placing import least_time, place
from casemodel.caseload.pricing import Cost, Kind
from casemodel.caseload.searching import Placed
from casemodel.engine.feasibility import CASE_MANAGERS, CLIENTS, Capacity
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.knowledge.values import Model, Rules

CLINICIANS = "clinicians_on_staff"
"""The quantity that says how many case managers are clinicians."""

BEST, PLACED = "best", "placed"
"""The ids of two mixes: each client under the model that suits best, and within the staff."""


class Each(NamedTuple):
    """How many clients one post of a model takes, and whose: any case manager's or a clinician's.

    `from_band` says that the rules require no number, and the edge of a band stands in.
    """

    model: str
    clients: int
    clinicians: bool
    from_band: bool


class Mix(NamedTuple):
    """Clients under models, and what that takes: posts in all, and those of clinicians.

    `tenths` is the sum of the clients' scores. `id` is 'best', 'placed', or that of a model for
    everyone, or of a tiered hybrid for the better of its two.
    """

    id: str
    clients: Mapping[str, int]
    posts: Fraction
    clinicians: Fraction
    tenths: int


class Moved(NamedTuple):
    """Clients whom one model suits best and another serves: how many, and what they lose.

    `tenths` is the sum of what they lose; `against` counts those whose needs speak against the
    model that serves them.
    """

    best: str
    served: str
    clients: int
    tenths: int
    against: int


class Staffing(NamedTuple):
    """What a caseload takes of an organization's staff.

    `clients` are those of the caseload, `stated` how many the profile says there are.
    `managers` and `clinicians` are those there are, None where that is not known. `placed` is the
    best assignment within them, None where there is none; `short` is what it may lack of the best
    possible sum, in tenths, 0 where it is proved the best. `least` are the posts that the lightest
    assignment takes, None where the models that can be run cannot take everyone. `left_out` are
    models that cannot be run.
    """

    clients: int
    stated: Fraction | None
    managers: Fraction
    clinicians: Fraction | None
    each: tuple[Each, ...]
    left_out: tuple[str, ...]
    mixes: tuple[Mix, ...]
    placed: Mix | None
    short: int
    least: Fraction | None
    moved: tuple[Moved, ...]


class Caseload(NamedTuple):
    """Clients by their scores: the models, and how many clients have each set of tenths."""

    models: tuple[str, ...]
    clients: Mapping[tuple[int, ...], int]


def clients_each(rules: Rules, models: Sequence[str]) -> tuple[Each, ...]:
    """How many clients a post of each model takes, for the models of which the rules say it."""
    found = []
    for model in models:
        stated = [r for r in rules.models[model].requirements if r.clients_each]
        edge = _edge(rules, rules.models[model])
        if stated:
            one = min(stated, key=lambda r: r.clients_each or 0)
            each = one.clients_each or 0
            found.append(Each(model, each, one.counted_in == CLINICIANS, from_band=False))
        elif edge:
            found.append(Each(model, edge, clinicians=False, from_band=True))
    return tuple(found)


def _edge(rules: Rules, model: Model) -> int | None:
    """The most clients of the highest closed band that does not speak against the model."""
    for criterion in rules.criteria.values():
        if (criterion.counts, criterion.per) != (CLIENTS, CASE_MANAGERS):
            continue
        ratings = model.ratings.get(criterion.id, {})
        edges = [
            (level.below - 1) // _THOUSANDTHS
            for level in criterion.levels
            if level.below is not None
            and (level.id not in ratings or ratings[level.id].step not in _AGAINST)
        ]
        return max(edges, default=None)
    return None


_AGAINST = ("misfit", "strong_misfit")
_THOUSANDTHS = 1000


def staffing(
    rules: Rules, capacity: Capacity, caseload: Caseload, blocked: frozenset[str]
) -> tuple[Staffing, dict[tuple[int, ...], tuple[tuple[str, int], ...]]]:
    """What the caseload takes, and for each set of tenths how many clients each model serves.

    The number of case managers must be known. The second is empty where nobody can be placed.
    """
    each = clients_each(rules, caseload.models)
    by_model = {one.model: one for one in each}
    able = [m for m in caseload.models if m in by_model and m not in blocked]
    managers = capacity.quantities[CASE_MANAGERS]
    clinicians = capacity.quantities.get(CLINICIANS)
    keys = sorted(caseload.clients)
    columns = [caseload.models.index(model) for model in able]
    kinds = [Kind(caseload.clients[k], tuple(k[c] for c in columns)) for k in keys]
    unit, costs = _costs([by_model[model] for model in able])
    most = int(managers * unit)
    of_clinicians = most if clinicians is None else int(clinicians * unit)
    total = sum(kind.clients for kind in kinds)
    found = place(kinds, costs, most, of_clinicians) if able else None
    least = least_time(total, costs, of_clinicians) if able else None
    placed = None
    by_key: dict[tuple[int, ...], tuple[tuple[str, int], ...]] = {}
    if found is not None:
        by_key = _by_key(keys, able, found)
        placed = _mix(PLACED, caseload, by_key, by_model)
    known = [m for m in caseload.models if m in by_model]
    return (
        Staffing(
            clients=total,
            stated=capacity.quantities.get(CLIENTS),
            managers=managers,
            clinicians=clinicians,
            each=each,
            left_out=tuple(m for m in caseload.models if m in blocked),
            mixes=_mixes(rules, caseload, known, by_model),
            placed=placed,
            short=found.short if found else 0,
            least=None if least is None else Fraction(least, unit),
            moved=_moved(caseload, known, by_key),
        ),
        by_key,
    )


def _costs(each: Sequence[Each]) -> tuple[int, list[Cost]]:
    """The units of time in a post, and what a client takes under each model in them."""
    unit = lcm(*(one.clients for one in each))
    times = [unit // one.clients for one in each]
    costs = [
        Cost(time, time if one.clinicians else 0) for time, one in zip(times, each, strict=True)
    ]
    return unit, costs


def _by_key(
    keys: Sequence[tuple[int, ...]], able: Sequence[str], found: Placed
) -> dict[tuple[int, ...], tuple[tuple[str, int], ...]]:
    return {
        key: tuple((model, n) for model, n in zip(able, row, strict=True) if n)
        for key, row in zip(keys, found.counts, strict=True)
    }


def _mix(
    name: str,
    caseload: Caseload,
    placed: Mapping[tuple[int, ...], Sequence[tuple[str, int]]],
    each: Mapping[str, Each],
) -> Mix:
    """A mix from how many clients of each set of tenths a model serves."""
    clients = dict.fromkeys(caseload.models, 0)
    tenths = 0
    for key, served in placed.items():
        for model, n in served:
            clients[model] += n
            tenths += n * key[caseload.models.index(model)]
    clients = {model: n for model, n in clients.items() if n}
    posts = {model: Fraction(n, each[model].clients) for model, n in clients.items()}
    of_clinicians = sum((p for m, p in posts.items() if each[m].clinicians), Fraction(0))
    return Mix(name, clients, sum(posts.values(), Fraction(0)), of_clinicians, tenths)


def _mixes(
    rules: Rules, caseload: Caseload, known: Sequence[str], each: Mapping[str, Each]
) -> tuple[Mix, ...]:
    """Each client's best model, each model for everyone, and the better of each tiered pair."""
    sets: list[tuple[str, Sequence[str]]] = [(BEST, known)]
    sets += [(model, (model,)) for model in known]
    sets += [
        (hybrid.id, hybrid.parts)
        for hybrid in rules.hybrids.values()
        if hybrid.way == "tiered" and set(hybrid.parts) <= set(known)
    ]
    return tuple(
        _mix(
            name,
            caseload,
            {
                key: ((best_of(caseload.models, key, among), n),)
                for key, n in caseload.clients.items()
            },
            each,
        )
        for name, among in sets
        if among
    )


def best_of(models: Sequence[str], tenths: Sequence[int], among: Sequence[str]) -> str:
    """The model with the most points among some; of equal ones the first by id."""
    scores = dict(zip(models, tenths, strict=True))
    return min(among, key=lambda model: (-scores[model], model))


def _moved(
    caseload: Caseload,
    known: Sequence[str],
    by_key: Mapping[tuple[int, ...], Sequence[tuple[str, int]]],
) -> tuple[Moved, ...]:
    """Who is served by another model than suits best, by what they lose in all."""
    found: dict[tuple[str, str], Moved] = {}
    for key, served in by_key.items():
        scores = dict(zip(caseload.models, key, strict=True))
        best = best_of(caseload.models, key, known)
        for model, n in served:
            lost = scores[best] - scores[model]
            if not lost:
                continue
            so_far = found.get((best, model), Moved(best, model, 0, 0, 0))
            found[best, model] = so_far._replace(
                clients=so_far.clients + n,
                tenths=so_far.tenths + n * lost,
                against=so_far.against + (n if scores[model] < MIDDLE * TENTHS else 0),
            )
    return tuple(sorted(found.values(), key=lambda one: (-one.tenths, one.best, one.served)))
