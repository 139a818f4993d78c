"""The query says of every client what a row of a caseload says, which is what `score` says."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.warehouse import asking, query, scoring
from casemodel.warehouse.compiled import CannotCompile, CompiledRules
from casemodel.warehouse.connection import connected, insert, load
from casemodel.warehouse.rule_tables import tables_of
from casemodel.warehouse.sql import QueryContext, in_one_piece
from tests.caseload.rows import Shared, random_shared
from tests.laws.recipes import Case
from tests.laws.strategies import CHOSEN, generated_cases, tried_on
from tests.warehouse.cases import Cells, Compared, check, compiled_for, random_clients

SEEDS = st.integers(0, 2**32 - 1)
CLIENTS = 25


def run(rules: CompiledRules, clients: list[Cells]) -> dict[int, dict[str, Any]]:
    """The result of the query in DuckDB, by client."""
    question_ids = [c.id for c in rules.questions]
    with connected() as (connection, _):
        connection.execute("SET threads = 1")
        for table in tables_of(rules):
            load(connection, table)
        texts = ", ".join(f"{c} VARCHAR" for c in question_ids)
        connection.execute(f"CREATE TABLE clients (client INTEGER, {texts})")
        insert(
            connection,
            "clients",
            [(n, *(cells[c] for c in question_ids)) for n, cells in enumerate(clients)],
        )
        result = connection.execute(in_one_piece(query.all_steps(QueryContext(rules))))
        names = [column[0] for column in result.description or []]
        return {row[0]: dict(zip(names, row, strict=True)) for row in result.fetchall()}


def check_shared(shared: Shared, random: Random, count: int = CLIENTS) -> Compared:
    """The law for clients that have these things in common."""
    try:
        rules = compiled_for(shared)
    except CannotCompile:
        return Compared(0, 0)
    clients = random_clients(rules, random, count)
    return check(shared, clients, run(rules, clients))


@settings(max_examples=2, deadline=None, derandomize=True, database=None)
@given(SEEDS)
def test_same(seed: int) -> None:
    """The law on the shipped rules, with random weights, bases and agencies; good rows and bad."""
    random = Random(seed)
    check_shared(random_shared(random), random)


def check_generated(case: Case, pick: int) -> None:
    """The law on rules made up."""
    if case.profile.kind == "client":
        check_shared(Shared(case.rules, case.options, case.profile.agency), Random(pick), 10)


FORTY = settings(CHOSEN, max_examples=40)  # most ask an organization, or for more than needs
test_same_generated = tried_on(generated_cases(), FORTY, check_generated)


def test_the_query_does_nearly_all() -> None:
    """With the shipped rules hardly a client is left to casemodel."""
    compared = check_shared(Shared(), Random(7), 60)
    assert compared.left_over * 20 < compared.done


def nothing_but_ties(patch: pytest.MonkeyPatch) -> None:
    """Every first place is a tie."""
    patch.setattr(scoring, "ties", lambda *_: "2")


def rounded_down(patch: pytest.MonkeyPatch) -> None:
    """Printed scores are rounded down."""
    rounded = query.tenths_of_first()
    down = rounded.replace("first_points", "(first_points - first_unit / 20.0)")
    patch.setattr(query, "tenths_of_first", lambda: down)


def no_later(patch: pytest.MonkeyPatch) -> None:
    """A question that decides does not come before one that does not."""
    patch.setattr(asking, "LATER", 0)


@pytest.mark.parametrize(
    "fault",
    [
        rounded_down,
        *(pytest.param(f, marks=pytest.mark.thorough) for f in (nothing_but_ties, no_later)),
    ],
)
def test_planted_faults(fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these faults breaks the law, so that the law can fail."""
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        check_shared(Shared(), Random(1), 30)
