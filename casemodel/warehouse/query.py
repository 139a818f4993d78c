"""The query over the compiled rules: what `casemodel score` says, for every row of a table.

It is plain SQL, a step after the other, each with a name. Its input is the table `clients` (a
`client`, and for each question a column with the ids of answers) and the tables of `compiled`.
Whole numbers are held in floating point, which is exact for them.
"""

from casemodel.warehouse.asking import (
    asked_step,
    gaps_step,
    together_step,
    tried_step,
    widest_step,
    without_steps,
)
from casemodel.warehouse.by_answer import reasons_by_answer, unanswered_by_answer
from casemodel.warehouse.compiled import KEY
from casemodel.warehouse.rule_tables import MAYBE
from casemodel.warehouse.scoring import scoring_steps, unanswered_step
from casemodel.warehouse.sql import LATER, QueryContext, Step, lines, tenths, tenths_of_first
from casemodel.warehouse.telling import danger_steps, match, reasons_steps

_FEW = 5  # unanswered questions at most, where the engine may try all answers as a proof


def all_steps(q: QueryContext) -> list[Step]:
    """Write every step; the last one is the result."""
    return [
        *scoring_steps(q),
        unanswered_by_answer(q) if q.by_answer else unanswered_step(q),
        gaps_step(q),
        tried_step(q),
        asked_step(),
        widest_step(q),
        together_step(q),
        *without_steps(q),
        *(reasons_by_answer() if q.by_answer else reasons_steps(q)),
        *danger_steps(q),
        found_step(q),
        named_step(),
    ]


def score_steps(q: QueryContext) -> list[Step]:
    """Write the steps for models, scores, match and recommendation."""
    return [
        *scoring_steps(q),
        *(reasons_by_answer() if q.by_answer else reasons_steps(q)),
        Step(
            "result", "Models, scores, match and recommendation.",
            f"SELECT client, first, {tenths_of_first()} / 10.0 AS score,\n"
            f"  {match()} AS match_percent, outcome\nFROM told",
        ),
    ]  # fmt: skip


def found_step(q: QueryContext) -> Step:
    """Write the step with one row for each client, in numbers."""
    one_answer = "COALESCE(q.one_answer, x.one_answer, 0)"
    several = "COALESCE(w.several, y.several, 0)"
    next_place = "COALESCE(q.next_place, x.next_place)"
    models = [a for a in q.rules.alternatives if not a.hybrid]
    second = " ".join(f"WHEN {q.numbers[a.id]} THEN {tenths(f'u.{a.id}', a)}" for a in models)
    nothing = "u.outcome <> 'yes'"
    few = f"(y.questions <= {_FEW} OR u.outcome = 'tie')"
    left = (
        "COALESCE(q.perhaps, 0) = 1",
        f"{MAYBE} IN (u.place_1, u.place_2, u.place_3)",
        f"({one_answer} = 0 AND COALESCE(w.several, 0) = 0 AND COALESCE(w.perhaps, 0) = 1)",
        f"({nothing} AND {one_answer} = 0 AND {several} = 1 AND {few})",
        "u.in_which_order = 1",
    )
    columns = {
        "danger": "u.danger",
        "left_over": f"CASE WHEN {lines(left, chr(10) + '    OR ')}\n    THEN 'yes' ELSE 'no' END",
        "first": "u.first",
        "first_tenths": tenths_of_first(),
        "match_percent": match(),
        "recommended": "u.outcome",
        "second": "u.second",
        "second_tenths": f"CASE u.second {second} END",
        "could_change": f"CASE WHEN {one_answer} = 1 THEN 'one answer'"
        f" WHEN {several} = 1 THEN 'several answers' ELSE 'no' END",
        "caution_ids": "u.caution_ids",
        "said_1": reason_key(1),
        "said_2": reason_key(2),
        "said_3": reason_key(3),
        "next_move": f"{KEY} * COALESCE(u.recommended, 0) + "
        f"CASE WHEN {one_answer} = 0 AND {several} = 0 THEN NULL"
        f" WHEN {next_place} >= {LATER} THEN {next_place} - {LATER} ELSE {next_place} END",
        "unanswered": f"{len(q.asked)} - u.answered",
    }
    unread = {"danger": "danger", "left_over": "'unread'", "caution_ids": "caution_ids"}
    others = lines(unread.get(name, "NULL") for name in columns)
    return Step(
        "found",
        "One row for each client. `left_over` says 'yes' where only casemodel itself can tell.",
        f"""SELECT u.client,
  {lines(f"{sql} AS {name}" for name, sql in columns.items())}
FROM warned u
LEFT JOIN asked q ON q.client = u.client
LEFT JOIN together w ON w.client = u.client
LEFT JOIN without_asked x ON x.client = u.client
LEFT JOIN without_together y ON y.client = u.client"""
        + ("" if q.coded else f"\nUNION ALL\nSELECT client,\n  {others}\nFROM unread"),
    )


def reason_key(nth: int) -> str:
    """Write the key of a reason; NULL if there is none."""
    return f"CASE WHEN u.place_{nth} < {MAYBE} THEN {KEY} * u.first + u.place_{nth} END"


def named_step() -> Step:
    """Write the last step: the same in words."""
    return Step(
        "named",
        "The same in words.",
        """SELECT d.client, d.danger, d.left_over,
  f.alternative AS first_id, f.name AS first_model, d.first_tenths / 10.0 AS first_score,
  d.match_percent, d.recommended,
  o.alternative AS second_id, o.name AS second_model, d.second_tenths / 10.0 AS second_score,
  d.could_change, d.caution_ids,
  r1.reason AS reason_1, r2.reason AS reason_2, r3.reason AS reason_3,
  m.question AS next_id, m.asks AS next_question, d.unanswered
FROM found d
LEFT JOIN alternatives f ON f.number = d.first
LEFT JOIN alternatives o ON o.number = d.second
LEFT JOIN reasons r1 ON r1.placed = d.said_1
LEFT JOIN reasons r2 ON r2.placed = d.said_2
LEFT JOIN reasons r3 ON r3.placed = d.said_3
LEFT JOIN moves m ON m.placed = d.next_move AND m.refused = 0""",
    )
