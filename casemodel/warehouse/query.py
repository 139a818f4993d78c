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
from casemodel.warehouse.compiled import KEY
from casemodel.warehouse.scoring import scoring_steps
from casemodel.warehouse.sql import LATER, QueryContext, Step, lines
from casemodel.warehouse.telling import match, reason_steps, warned_step

_FEW = 5  # unanswered questions at most, where the engine may try all answers as a proof


def all_steps(q: QueryContext) -> list[Step]:
    """Write every step; the last one is the result."""
    return [
        *scoring_steps(q),
        gaps_step(q),
        tried_step(q),
        asked_step(),
        *reason_steps(q),
        widest_step(q),
        *without_steps(q),
        together_step(q),
        warned_step(q),
        found_step(q),
        named_step(),
    ]


def score_steps(q: QueryContext) -> list[Step]:
    """Write the steps for models, scores, match and recommendation."""
    return [
        *scoring_steps(q),
        *reason_steps(q),
        Step(
            "result", "Models, scores, match and recommendation.",
            "SELECT s.client, s.first, s.first_tenths / 10.0 AS score,\n"
            f"  {match()} AS match_percent, s.outcome\n"
            "FROM scored s\nLEFT JOIN given_reasons t ON t.client = s.client",
        ),
    ]  # fmt: skip


def found_step(q: QueryContext) -> Step:
    """Write the step with one row for each client, in numbers."""
    places = (
        "t.places[1], t.places[2], t.places[3]" if q.coded else "t.place_1, t.place_2, t.place_3"
    ).split(", ")
    one = "COALESCE(q.one_answer, x.one_answer, 0)"
    several = "COALESCE(w.several, y.several, 0)"
    next_place = "COALESCE(q.next_place, x.next_place)"
    second = " ".join(
        f"WHEN {q.numbers[a.id]} THEN s.{a.id}_tenths" for a in q.rules.alternatives if not a.hybrid
    )
    nothing = "s.outcome <> 'yes'"
    few = f"(y.questions <= {_FEW} OR s.outcome = 'tie')"
    left = (
        "COALESCE(q.perhaps, 0) = 1",
        "(COALESCE(t.sure, 0) < 3 AND COALESCE(t.perhaps, 0) = 1)",
        f"({one} = 0 AND COALESCE(w.several, 0) = 0 AND COALESCE(w.perhaps, 0) = 1)",
        f"({nothing} AND {one} = 0 AND {several} = 1 AND {few})",
        f"({nothing} AND s.at_top > 1 AND u.top_warned = 1)",
    )
    return Step(
        "found",
        "One row for each client. `left_over` says 'yes' where only casemodel itself can tell.",
        f"""SELECT u.client, u.danger,
  CASE WHEN s.client IS NULL THEN 'unread'
    WHEN {lines(left, chr(10) + "      OR ")} THEN 'yes' ELSE 'no' END AS left_over,
  s.first, s.first_tenths, {match()} AS match_percent, s.outcome AS recommended,
  s.second, CASE s.second {second} END AS second_tenths,
  CASE WHEN s.client IS NULL THEN NULL WHEN {one} = 1 THEN 'one answer'
    WHEN {several} = 1 THEN 'several answers' ELSE 'no' END AS could_change,
  CASE WHEN s.client IS NULL THEN u.dangers
    ELSE u.dangers || u.general || u.of_model || u.referral END AS caution_ids,
  {KEY} * s.first + {places[0]} AS said_1, {KEY} * s.first + {places[1]} AS said_2,
  {KEY} * s.first + {places[2]} AS said_3,
  {KEY} * COALESCE(s.recommended, 0) + CASE WHEN {one} = 0 AND {several} = 0 THEN NULL
    WHEN {next_place} >= {LATER} THEN {next_place} - {LATER} ELSE {next_place} END AS next_move,
  {len(q.asked)} - s.answered AS unanswered
FROM warned u
LEFT JOIN scored s ON s.client = u.client
LEFT JOIN given_reasons t ON t.client = u.client
LEFT JOIN asked q ON q.client = u.client
LEFT JOIN together w ON w.client = u.client
LEFT JOIN without_asked x ON x.client = u.client
LEFT JOIN without_together y ON y.client = u.client""",
    )  # fmt: skip


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
