"""The wide steps of the query with a row for each answer, for Spark.

A step that joins a table once for each question makes rows of hundreds of columns. Spark takes
minutes to plan and copy these. Here the answers of a client stand below one another, and each table
is joined once.
"""

from collections.abc import Iterator

from casemodel.warehouse.compiled import KEY
from casemodel.warehouse.rule_tables import NO_PLACE
from casemodel.warehouse.sql import QueryContext, Step, lines, quoted

_REASONS = 3


def answers_by_answer(q: QueryContext) -> Iterator[Step]:
    """Write the steps that put texts into codes; a cell that is not a known answer has none."""
    if q.coded:
        return
    cells = (f"{quoted(c)}, c.{c}" for c in q.asked)
    yield Step(
        "cells", "A row for each client and question, with the answer as it is.",
        f"SELECT c.client, EXPLODE(MAP(\n  {lines(cells)}\n)) AS (question, answer)\n"
        "FROM clients c",
    )  # fmt: skip
    codes = (f"MAX(CASE WHEN c.question = {quoted(c)} THEN k.code END) AS {c}" for c in q.asked)
    yield Step(
        "answers", "Each client's answers by their codes; NULL where a cell has none.",
        f"SELECT c.client,\n  {lines(codes)}\nFROM cells c\nLEFT JOIN codes k"
        " ON k.question = c.question\n  AND k.answer = COALESCE(NULLIF(c.answer, ''), 'not asked')"
        "\nGROUP BY c.client",
    )  # fmt: skip


def totals_by_answer(q: QueryContext) -> Iterator[Step]:
    """Write the steps that add up the points of every alternative.

    A client with a cell that is not a known answer has no row.
    """
    yield Step(
        "given", "A row for each client and question, with the code of the answer.",
        f"SELECT client, EXPLODE(ARRAY({', '.join(q.asked)})) AS code\nFROM answers",
    )  # fmt: skip
    ids = [a.id for a in q.rules.alternatives]
    sums = ("SUM(p.given) AS answered", *(f"SUM(p.{i}) AS {i}" for i in ids))
    yield Step(
        "sums", "The points of every model and hybrid, whole numbers in its unit.",
        f"SELECT g.client,\n  {lines(sums)}\nFROM given g\nJOIN points p ON p.code = g.code\n"
        f"GROUP BY g.client\nHAVING COUNT(*) = {len(q.asked)}",
    )  # fmt: skip
    added = (f"s.{name}" for name in ("answered", *ids))
    yield Step(
        "totals", "The same beside the answers.",
        f"SELECT a.*,\n  {lines(added)}\nFROM answers a\nJOIN sums s ON s.client = a.client",
    )  # fmt: skip


def unanswered_by_answer(q: QueryContext) -> Step:
    """Write the step that lists unanswered questions, a row for each."""
    return Step(
        "unanswered", "Each client's unanswered questions, by their codes.",
        f"SELECT client, code FROM given WHERE code > {q.last_answer}",
    )  # fmt: skip


def reasons_by_answer() -> Iterator[Step]:
    """Write the steps with the reasons for the alternative that is shown first."""
    none = ", ".join([str(NO_PLACE)] * _REASONS)
    yield Step(
        "reasoned",
        "The most that the answered questions could have given; their places as reasons, in order.",
        f"""SELECT s.client, SUM(r.most) AS most,
  CONCAT(SORT_ARRAY(COLLECT_LIST(r.place)), ARRAY({none})) AS places
FROM scored s
JOIN given g ON g.client = s.client
JOIN reasons r ON r.said = {KEY} * s.first + g.code
GROUP BY s.client""",
    )
    places = (f"r.places[{n}] AS place_{n + 1}" for n in range(_REASONS))
    yield Step(
        "told", "The three reasons.",
        f"SELECT s.*, r.most,\n  {lines(places)}\nFROM scored s\n"
        "JOIN reasoned r ON r.client = s.client",
    )  # fmt: skip
