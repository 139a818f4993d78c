"""The assignment of clients to models with the highest sum of scores that the staff allows.

An integer linear program: how many clients of each kind go to each model, so that all are served
within the time of all case managers and of the clinicians among them. The solver is HiGHS
(https://highs.dev), in the extra `[staffing]`. It computes in floating point; so its solution is
rounded, and its time and scores are worked out again in whole numbers.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import NamedTuple

from casemodel.files.memory import refuse_little_memory

PACKAGE = "highspy"

_POLL = 0.1  # seconds until an interruption is heard


class ClientKind(NamedTuple):
    """Clients with equal scores: how many, and their score under each model, in tenths."""

    clients: int
    tenths: tuple[int, ...]


class Cost(NamedTuple):
    """The time that one client takes under a model: of all staff, and of clinicians.

    Whole numbers of a unit that is common to all models.
    """

    time: int
    clinicians: int


class Assignment(NamedTuple):
    """Clients of each kind under each model, and the sum of their scores in tenths."""

    counts: tuple[tuple[int, ...], ...]
    tenths: int


class SolverFailed(Exception):
    """The solver's result is not a valid assignment, or it found none though there is one."""


def can_assign() -> bool:
    """Say whether the solver is installed."""
    return find_spec(PACKAGE) is not None


def assign(
    kinds: Sequence[ClientKind], costs: Sequence[Cost], time: int, clinicians: int
) -> Assignment | None:
    """Find the best assignment of all clients within the staff; None if there is none.

    Args:
        kinds: Clients by their scores, one score for each model.
        costs: What a client takes under each model; there must be a model.
        time: Time of all staff, in the unit of the costs.
        clinicians: Time of the clinicians among them.

    Raises:
        SolverFailed: If the solver's result is not a valid assignment.
    """
    least = least_time(sum(kind.clients for kind in kinds), costs, clinicians)
    if least is None or least > time:
        return None
    counts = _solved(kinds, costs, time, clinicians)
    if not _holds(kinds, costs, counts, time, clinicians):
        raise SolverFailed
    return Assignment(counts, total_tenths(kinds, counts))


def least_time(clients: int, costs: Sequence[Cost], clinicians: int) -> int | None:
    """Give the least time in which all clients can be served; None if they cannot be.

    The lightest model takes the least time for one client. If it needs clinicians, it serves as
    many clients as they have time for. The lightest model without clinicians serves the rest.
    """
    free = min((c.time for c in costs if not c.clinicians), default=None)
    bound = min((c for c in costs if c.clinicians), default=None)
    by_clinicians = 0
    if bound is not None and (free is None or bound.time < free):
        by_clinicians = min(clients, clinicians // bound.clinicians)
    by_others = clients - by_clinicians
    if by_others and free is None:
        return None
    return (by_clinicians * bound.time if bound else 0) + by_others * (free or 0)


def total_tenths(kinds: Sequence[ClientKind], counts: Sequence[Sequence[int]]) -> int:
    """Add up the scores of an assignment, exactly."""
    return sum(
        clients * tenths
        for kind, row in zip(kinds, counts, strict=True)
        for clients, tenths in zip(row, kind.tenths, strict=True)
    )


def _holds(
    kinds: Sequence[ClientKind],
    costs: Sequence[Cost],
    counts: Sequence[Sequence[int]],
    time: int,
    clinicians: int,
) -> bool:
    """Say whether all clients are served once, within the staff; exact, in whole numbers."""
    served = [sum(column) for column in zip(*counts, strict=True)] or [0] * len(costs)
    return (
        all(sum(row) == kind.clients for kind, row in zip(kinds, counts, strict=True))
        and all(clients >= 0 for row in counts for clients in row)
        and sum(n * cost.time for n, cost in zip(served, costs, strict=True)) <= time
        and sum(n * cost.clinicians for n, cost in zip(served, costs, strict=True)) <= clinicians
    )


def _solved(
    kinds: Sequence[ClientKind], costs: Sequence[Cost], time: int, clinicians: int
) -> tuple[tuple[int, ...], ...]:
    """Run HiGHS, and round its solution to whole clients. Raises SolverFailed if it has none."""
    refuse_little_memory(PACKAGE)
    from highspy import Highs, HighsModelStatus

    class Solver(Highs):
        """HiGHS without the version line that it prints before it can be silenced."""

        def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
            """Silence the solver before it prints."""
            self.silent()
            super().enableCallbacks()

    solver = Solver()
    solver.silent()
    # Sums of scores are whole tenths, so a smaller gain than one is none.
    for option, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99), ("threads", 1)):
        solver.setOptionValue(option, value)
    rows = [[solver.addIntegral(0, k.clients, t) for t in k.tenths] for k in kinds]
    for kind, row in zip(kinds, rows, strict=True):
        solver.addConstr(solver.qsum(row) == kind.clients)
    variable_costs = [
        (variable, cost) for row in rows for variable, cost in zip(row, costs, strict=True)
    ]
    solver.addConstr(solver.qsum(cost.time * v for v, cost in variable_costs) <= time)
    if any(cost.clinicians for cost in costs):
        of_clinicians = ((v, c.clinicians) for v, c in variable_costs if c.clinicians)
        solver.addConstr(solver.qsum(time * v for v, time in of_clinicians) <= clinicians)
    solver.setMaximize()
    solver.HandleUserInterrupt = True
    solver.startSolve()
    try:
        while not solver.wait(_POLL)[0]:
            pass
    except BaseException:
        solver.cancelSolve()  # it stops at its next check; we do not wait for that
        raise
    if solver.getModelStatus() != HighsModelStatus.kOptimal:
        raise SolverFailed
    values = iter(solver.allVariableValues())
    return tuple(tuple(round(next(values)) for _ in row) for row in rows)
