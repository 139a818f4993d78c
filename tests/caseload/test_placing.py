"""The assignment of clients to models: within the staff, and the best there is, by every trial."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.caseload import searching
from casemodel.caseload.placing import least_time, place
from casemodel.caseload.pricing import Cost, Kind
from casemodel.caseload.searching import Placed

kinds = st.lists(
    st.builds(Kind, st.integers(1, 3), st.tuples(*[st.integers(150, 850)] * 3)),
    min_size=1,
    max_size=4,
)
even_kinds = st.lists(
    st.builds(Kind, st.integers(1, 4), st.tuples(*[st.sampled_from([400, 500, 600])] * 3)),
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
    given_kinds: Sequence[Kind], given_costs: Sequence[Cost], time: int, clinicians: int
) -> int | None:
    sums = []
    for ways in product(*(every_way(kind.clients, len(given_costs)) for kind in given_kinds)):
        totals = [sum(column) for column in zip(*ways, strict=True)]
        taken = sum(n * c.time for n, c in zip(totals, given_costs, strict=True))
        theirs = sum(n * c.clinicians for n, c in zip(totals, given_costs, strict=True))
        if taken <= time and theirs <= clinicians:
            sums.append(
                sum(
                    n * tenths
                    for way, kind in zip(ways, given_kinds, strict=True)
                    for n, tenths in zip(way, kind.tenths, strict=True)
                )
            )
    return max(sums, default=None)


def check(found: Placed, given_kinds: Sequence[Kind], given_costs: Sequence[Cost], time: int,
          clinicians: int) -> None:  # fmt: skip
    """Everyone is placed once, and what that takes is there."""
    assert [sum(row) for row in found.counts] == [kind.clients for kind in given_kinds]
    assert all(n >= 0 for row in found.counts for n in row)
    totals = [sum(column) for column in zip(*found.counts, strict=True)]
    assert sum(n * c.time for n, c in zip(totals, given_costs, strict=True)) <= time
    assert sum(n * c.clinicians for n, c in zip(totals, given_costs, strict=True)) <= clinicians


@given(st.one_of(kinds, even_kinds), costs, staff)
@settings(max_examples=120, deadline=None)
def test_no_trial_finds_a_better_one(
    given_kinds: list[Kind], given_costs: tuple[Cost, ...], there: tuple[int, int]
):
    found = place(given_kinds, given_costs, *there)
    best = best_by_trial(given_kinds, given_costs, *there)
    assert (found is None) == (best is None)
    if found is not None:
        check(found, given_kinds, given_costs, *there)
        assert (found.tenths, found.short) == (best, 0)


@given(kinds, costs, staff)
@settings(max_examples=50, deadline=None)
def test_a_search_cut_short_says_what_it_may_lack(
    given_kinds: list[Kind], given_costs: tuple[Cost, ...], there: tuple[int, int]
):
    before, searching._STEPS = searching._STEPS, 0
    try:
        found = place(given_kinds, given_costs, *there)
    finally:
        searching._STEPS = before
    if found is not None:
        check(found, given_kinds, given_costs, *there)
        best = best_by_trial(given_kinds, given_costs, *there)
        assert best is not None
        assert found.tenths <= best <= found.tenths + found.short


@given(kinds, costs, staff)
@settings(max_examples=60, deadline=None)
def test_there_is_one_exactly_where_the_least_time_is_there(
    given_kinds: list[Kind], given_costs: tuple[Cost, ...], there: tuple[int, int]
):
    clients = sum(kind.clients for kind in given_kinds)
    least = least_time(clients, given_costs, there[1])
    assert (place(given_kinds, given_costs, *there) is None) == (least is None or least > there[0])


def test_greed_would_not_find_it():
    """Taking the largest gain for its time first leaves time that two smaller gains would use."""
    three = [Kind(1, (0, 60)), Kind(1, (0, 50)), Kind(1, (0, 50))]
    costs_of_two = [Cost(0, 0), Cost(5, 0)]
    assert place(three, costs_of_two, 10, 0).tenths == 110  # type: ignore[union-attr]
    steps = [Kind(1, (0, 61, 0)), Kind(1, (0, 0, 100))]
    assert place(steps, [Cost(0, 0), Cost(6, 0), Cost(10, 0)], 10, 0).tenths == 100  # type: ignore[union-attr]


def test_many_clients_take_a_moment():
    many = [
        Kind(50, tuple(150 + (i * 37 + m * 211 + i * m * 53) % 700 for m in range(5)))
        for i in range(400)
    ]
    five = [Cost(28, 0), Cost(60, 60), Cost(70, 0), Cost(105, 0), Cost(105, 0)]
    found = place(many, five, 20_000 * 60, 20_000 * 12)
    assert found is not None
    check(found, many, five, 20_000 * 60, 20_000 * 12)
    assert found.short == 0
