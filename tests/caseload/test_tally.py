"""The counts of a caseload are those of its rows, added up."""

from collections import Counter
from random import Random

from hypothesis import given

from casemodel.caseload.tally import NOBODY, Tally
from tests.caseload.rows import RULES, clients, random_rows
from tests.caseload.test_batch import COLUMNS, FEWER, SCORER, SEEDS, SHARED


@FEWER
@given(SEEDS)
def test_the_summary_is_the_sum_of_the_rows(seed: int) -> None:
    """Every count, of models, cautions by their full ids, questions, danger and problems."""
    rows = random_rows(COLUMNS, RULES, Random(seed), 12)
    rows_read = clients(SHARED, COLUMNS, rows, SCORER)
    tally = Tally()
    for client in rows_read:
        tally.add(client)
    summary = tally.summary()
    results = [client.result for client in rows_read if client.result is not None]
    unread = [client for client in rows_read if client.row.danger_unread]
    assert (summary.clients, summary.scored) == (len(rows), len(results))
    assert summary.by_first == Counter(r.first if r.recommended else NOBODY for r in results)
    assert summary.by_could_change == Counter(r.could_change for r in results)
    assert summary.cautions == Counter(caution.id for c in rows_read for caution in c.cautions)
    assert summary.unknown == Counter(q for r in results for q in r.unanswered)
    assert summary.danger_unread == len(unread)
    assert summary.danger_unknown == sum(c.danger is None for c in rows_read if c not in unread)
    assert sum(wrong.rows for wrong in summary.problems) == sum(
        len(c.row.problems) for c in rows_read
    )
