"""Clients for other engines, and what a row of a caseload says of each of them."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, NamedTuple

from casemodel.caseload.client_rows import ClientRow, RowReader, scored
from casemodel.caseload.layout import Layout
from casemodel.caseload.values import Column
from casemodel.warehouse.compiled import CompiledRules, compiled
from tests.caseload.rows import STATES, Shared, reader_of

UNREAD = "maybe"

Cells = Mapping[str, str]
"""The cell of a client for each question."""

SAID = (
    "first_id", "first_score", "match_percent", "recommended", "second_id", "second_score",
    "could_change", "caution_ids", "reason_1", "reason_2", "reason_3", "next_id", "unanswered",
)  # fmt: skip
"""The columns of the query's result that must be those of a row of a caseload."""


class Compared(NamedTuple):
    """Counts of clients that the query did, and of those that it left to casemodel."""

    done: int
    left_over: int


def compiled_for(shared: Shared) -> CompiledRules:
    """Compile the rules of all clients of a caseload."""
    return compiled(shared.rules, shared.options, shared.agency)


def random_clients(rules: CompiledRules, random: Random, count: int) -> list[dict[str, str]]:
    """Clients with random answers: some with none, some with all, some with a cell unread."""
    clients = []
    for _ in range(count):
        blank = random.choice((0, 0.1, 0.3, 0.5, 0.9, 1))
        cells = {
            c.id: random.choice([*STATES])
            if random.random() < blank
            else random.choice(c.levels).id
            for c in rules.questions
        }
        if random.random() < 0.1:
            cells[random.choice(rules.questions).id] = UNREAD
        clients.append(cells)
    return clients


def rows_of(shared: Shared, clients: Iterable[Cells]) -> list[ClientRow]:
    """What a caseload says of these clients, row by row."""
    questions = shared.rules.criteria_for("client")
    columns = [Column(at, c.id, reader_of(c)) for at, c in enumerate(questions)]
    layout = Layout("made.csv", 0, ("x",) * len(columns), tuple(columns), None, (), ())
    reader, scorer = RowReader(shared.rules, layout), shared.scorer()
    return [
        scored(reader.read(number, [cells[c.id] for c in questions]), scorer)
        for number, cells in enumerate(clients)
    ]


def check(
    shared: Shared, clients: list[Cells], result: Mapping[int, Mapping[str, Any]]
) -> Compared:
    """The law: every client of the result says what a row of a caseload says, to the digit."""
    left_over = done = 0
    for number, row in enumerate(rows_of(shared, clients)):
        result_row = result[number]
        assert result_row["danger"] == {True: "yes", False: "no", None: "unknown"}[row.danger]
        assert (result_row["left_over"] == "unread") == (row.result is None)
        if row.result is None:
            assert result_row["first_id"] is None
            assert result_row["caution_ids"] == _ids(row)
        elif result_row["left_over"] == "no":
            assert {name: result_row[name] for name in SAID} == _says(shared, row)
            done += 1
        else:
            left_over += 1
    return Compared(done, left_over)


def _ids(row: ClientRow) -> str:
    return "".join(f"|{caution.id}" for caution in row.cautions)


def _says(shared: Shared, row: ClientRow) -> dict[str, Any]:
    summary = row.result
    assert summary is not None
    reasons = [
        f"{shared.rules.criteria[reason.criterion].name}: "
        f"{shared.rules.criteria[reason.criterion].level(reason.level).name.client}"
        for reason in summary.reasons
    ]
    reasons += [None] * (3 - len(reasons))
    values = (
        summary.first, summary.first_tenths / 10, summary.match,
        "yes" if summary.recommended else "tie" if summary.tied else "no",
        summary.second or None, summary.second_tenths / 10 if summary.second else None,
        summary.could_change, _ids(row), *reasons, summary.next_question or None,
        len(summary.unanswered),
    )  # fmt: skip
    return dict(zip(SAID, values, strict=True))
