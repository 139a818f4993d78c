"""The assignment of clients to models: within the staff, and the best there is, by every trial."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.caseload import assignment
from casemodel.caseload.assignment import (
    Assignment,
    ClientKind,
    Cost,
    SolverFailed,
    assign,
    least_time,
)
from tests.caseload.solver import needs_solver
from tests.cli.process import heed_requests_to_end
from tests.cli.process import settings as environment

pytestmark = needs_solver

kinds = st.lists(
    st.builds(ClientKind, st.integers(1, 3), st.tuples(*[st.integers(150, 850)] * 3)),
    min_size=1,
    max_size=4,
)
even_kinds = st.lists(
    st.builds(ClientKind, st.integers(1, 4), st.tuples(*[st.sampled_from([400, 500, 600])] * 3)),
    min_size=1,
    max_size=3,
)
costs = st.tuples(
    *[st.builds(lambda t, c: Cost(t, t if c else 0), st.integers(1, 9), st.booleans())] * 3
)
staff = st.tuples(st.integers(0, 60), st.integers(0, 60))


def every_way(clients: int, models: int) -> Iterator[tuple[int, ...]]:
    """Every way to share out clients."""
    return (way for way in product(range(clients + 1), repeat=models) if sum(way) == clients)


def best_by_trial(
    given_kinds: Sequence[ClientKind], given_costs: Sequence[Cost], time: int, clinicians: int
) -> int | None:
    """The highest sum of scores of all assignments within the staff."""
    sums = []
    for ways in product(*(every_way(kind.clients, len(given_costs)) for kind in given_kinds)):
        totals = [sum(column) for column in zip(*ways, strict=True)]
        hours = sum(n * c.time for n, c in zip(totals, given_costs, strict=True))
        theirs = sum(n * c.clinicians for n, c in zip(totals, given_costs, strict=True))
        if hours <= time and theirs <= clinicians:
            sums.append(
                sum(
                    n * tenths
                    for way, kind in zip(ways, given_kinds, strict=True)
                    for n, tenths in zip(way, kind.tenths, strict=True)
                )
            )
    return max(sums, default=None)


def check(
    assignment: Assignment,
    given_kinds: Sequence[ClientKind],
    given_costs: Sequence[Cost],
    time: int,
    clinicians: int,
) -> None:
    """Everyone is placed once, and what that takes is there."""
    assert [sum(row) for row in assignment.counts] == [kind.clients for kind in given_kinds]
    assert all(n >= 0 for row in assignment.counts for n in row)
    totals = [sum(column) for column in zip(*assignment.counts, strict=True)]
    assert sum(n * c.time for n, c in zip(totals, given_costs, strict=True)) <= time
    assert sum(n * c.clinicians for n, c in zip(totals, given_costs, strict=True)) <= clinicians


@given(st.one_of(kinds, even_kinds), costs, staff)
@settings(max_examples=60, deadline=None)
def test_no_trial_finds_a_better_one(
    given_kinds: list[ClientKind], given_costs: tuple[Cost, ...], there: tuple[int, int]
):
    assignment = assign(given_kinds, given_costs, *there)
    best = best_by_trial(given_kinds, given_costs, *there)
    assert (assignment is None) == (best is None)
    if assignment is not None:
        check(assignment, given_kinds, given_costs, *there)
        assert assignment.tenths == best


@given(kinds, costs, staff)
@settings(max_examples=60, deadline=None)
def test_there_is_one_exactly_where_the_least_time_is_there(
    given_kinds: list[ClientKind], given_costs: tuple[Cost, ...], there: tuple[int, int]
):
    clients = sum(kind.clients for kind in given_kinds)
    least = least_time(clients, given_costs, there[1])
    assert (assign(given_kinds, given_costs, *there) is None) == (least is None or least > there[0])


def test_greed_would_not_find_it():
    """Taking the largest gain for its time first leaves time that two smaller gains would use."""
    three = [ClientKind(1, (0, 60)), ClientKind(1, (0, 50)), ClientKind(1, (0, 50))]
    assignment = assign(three, [Cost(0, 0), Cost(5, 0)], 10, 0)
    assert assignment is not None
    assert assignment.tenths == 110
    steps = [ClientKind(1, (0, 61, 0)), ClientKind(1, (0, 0, 100))]
    assignment = assign(steps, [Cost(0, 0), Cost(6, 0), Cost(10, 0)], 10, 0)
    assert assignment is not None
    assert assignment.tenths == 100


def test_many_clients_take_a_moment():
    many = [
        ClientKind(50, tuple(150 + (i * 37 + m * 211 + i * m * 53) % 700 for m in range(5)))
        for i in range(400)
    ]
    five = [Cost(28, 0), Cost(60, 60), Cost(70, 0), Cost(105, 0), Cost(105, 0)]
    assignment = assign(many, five, 20_000 * 60, 20_000 * 12)
    assert assignment is not None
    check(assignment, many, five, 20_000 * 60, 20_000 * 12)


@pytest.mark.parametrize("counts", [((2,), (1,)), ((1,), (2,)), ((1,), (-1,))])
def test_what_does_not_hold_is_refused(
    counts: tuple[tuple[int, ...], ...], monkeypatch: pytest.MonkeyPatch
):
    """More clients than there are, more time than there is, and clients under nothing."""
    monkeypatch.setattr(assignment, "_solved", lambda *_: counts)
    with pytest.raises(SolverFailed):
        assign([ClientKind(1, (500,)), ClientKind(1, (500,))], [Cost(1, 0)], 2, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_solver_says_nothing_and_can_be_interrupted(tmp_path: Path):
    script = (
        "import random\n"
        "from casemodel.caseload.assignment import ClientKind, Cost, assign\n"
        "kinds = [ClientKind(1, tuple(random.randrange(150, 850) for _ in range(5)))"
        " for _ in range(30000)]\n"
        "five = [Cost(28, 0), Cost(60, 60), Cost(70, 0), Cost(105, 0), Cost(105, 0)]\n"
        "print('begun', flush=True)\n"
        "assign(kinds, five, 30000 * 60, 30000 * 12)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_requests_to_end,  # noqa: PLW1509 - one thread
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    time.sleep(1)
    assert running.poll() is None
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert out == ""
    assert err.rstrip().endswith("KeyboardInterrupt")
