"""The steps on open questions: answers that change the recommendation, and what to ask next."""

from collections.abc import Iterator

from casemodel.warehouse.compiled import KEY
from casemodel.warehouse.scoring import chosen_step, keys_step
from casemodel.warehouse.sql import LATER, QueryContext, Step, lead, lines


def gaps_step(q: QueryContext) -> Step:
    """Write the step with each rival's lead over the recommended alternative, in whole numbers."""
    gaps = (
        f"CASE WHEN recommended = {q.numbers[a.id]} THEN -1 ELSE ({lead(a)}) * first_unit - "
        f"(first_points - (first_overhead + first_margin) * first_unit) * {a.unit}"
        f" END AS {a.id}_gap"
        for a in q.run
    )
    models = (a.id for a in q.models)
    return Step(
        "gaps",
        "Each rival's lead over the recommended one, in the product of both units.",
        f"""SELECT client, first, first_margin AS margin,
  first_points - first_overhead * first_unit AS room,
  {lines((*models, *gaps))}
FROM scored
WHERE recommended IS NOT NULL""",
    )


def catching_up(q: QueryContext, moves: str) -> tuple[str, str]:
    """Write two conditions: that a rival surely catches up, and that it may.

    A hybrid displaces a model where they are level; a model must pass a hybrid, and then be
    above 50 itself, which may depend on the answers meant.
    """
    surely, perhaps = [f"g.room + {moves}.lowest <= 0"], []
    for a in q.run:
        level = f"g.{a.id}_gap + {moves}.{a.id}_reach"
        if a.hybrid:
            surely.append(f"{level} >= 0")
            continue
        above = f"g.margin > 0 AND {level} > 0 AND g.{a.id} + {moves}.{a.id}_then"
        surely += [f"(g.margin = 0 AND {level} >= 0)", f"({above} > 0)"]
        if q.hybrids:
            perhaps.append(f"({above} <= 0)")
    lines = "\n    OR "
    return lines.join(surely), lines.join(perhaps) or "1 = 0"


def tried_step(q: QueryContext) -> Step:
    """Write the step that tries one answer to every unanswered question."""
    surely, perhaps = catching_up(q, "m")
    return Step(
        "tried",
        "Each unanswered question: can one answer to it change what is recommended?",
        f"""SELECT g.client, m.place, m.matters, m.refused,
  CASE WHEN {surely}
    THEN 1 ELSE 0 END AS decides,
  CASE WHEN {perhaps}
    THEN 1 ELSE 0 END AS may_decide
FROM gaps g
JOIN unanswered a ON a.client = g.client
JOIN moves m ON m.move = {KEY} * g.first + a.code""",
    )


def asked_step() -> Step:
    """Write the step that says what one answer can do, and which question to ask next."""
    return Step(
        "asked",
        "Whether one answer can change it, and the question to ask next.",
        f"""SELECT client,
  MAX(decides) AS one_answer,
  MAX(CASE WHEN decides = 0 THEN may_decide ELSE 0 END) AS perhaps,
  MIN(CASE WHEN refused = 1 THEN NULL WHEN decides = 1 THEN place
    WHEN matters = 1 THEN place + {LATER} END) AS next_place
FROM tried
GROUP BY client""",
    )


def widest_step(q: QueryContext) -> Step:
    """Write the step that adds up how far all unanswered questions can move the lead."""
    sums = (
        "SUM(m.lowest) AS lowest",
        *(f"SUM(m.{a.id}_reach) AS {a.id}_reach" for a in q.run),
        *(f"SUM(m.{a.id}_then) AS {a.id}_then" for a in q.models),
    )
    return Step(
        "widest",
        "Where no single answer can: how far all unanswered questions move it together.",
        f"""SELECT g.client,
  {lines(sums)}
FROM gaps g
JOIN asked q ON q.client = g.client AND q.one_answer = 0
JOIN unanswered a ON a.client = g.client
JOIN moves m ON m.move = {KEY} * g.first + a.code
GROUP BY g.client""",
    )


def without_steps(q: QueryContext) -> Iterator[Step]:
    """Write the steps that try every unanswered question where nothing is recommended."""
    ids = [a.id for a in q.rules.alternatives]
    yield Step(
        "nowhere", "The clients for whom nothing is recommended.",
        f"SELECT client, {', '.join(ids)} FROM scored WHERE recommended IS NULL",
    )  # fmt: skip
    then = (f"s.{i} + p.{i} AS {i}" for i in ids)
    yield Step(
        "without",
        "Where nothing is recommended: the points after each answer not yet given.",
        f"""SELECT s.client, m.place, m.matters, m.refused,
  {lines(then)}
FROM nowhere s
JOIN unanswered a ON a.client = s.client
JOIN moves m ON m.move = a.code
JOIN points p ON p.question = m.question AND p.given = 1""",
    )
    yield keys_step(q, "without_keys", "without")
    yield chosen_step(q, "without_chosen", "without_keys")
    yield Step(
        "without_asked",
        "Whether one answer would make one recommended, and the question to ask next.",
        f"""SELECT client,
  MAX(CASE WHEN recommended IS NOT NULL THEN 1 ELSE 0 END) AS one_answer,
  MIN(CASE WHEN refused = 1 THEN NULL WHEN recommended IS NOT NULL THEN place
    WHEN matters = 1 THEN place + {LATER} END) AS next_place
FROM without_chosen
GROUP BY client""",
    )
    sums = (f"SUM(m.{a.id}_reach) AS {a.id}" for a in q.run)
    above = (f"s.{a.id} + x.{a.id} > {a.overhead * a.unit}" for a in q.run)
    yield Step(
        "without_together",
        "Whether several answers together would.",
        f"""SELECT s.client, x.questions,
  CASE WHEN {lines(above, chr(10) + "    OR ") or "1 = 0"}
    THEN 1 ELSE 0 END AS several
FROM nowhere s
JOIN (
  SELECT s.client, COUNT(*) AS questions,
    {lines(sums, "," + chr(10) + "    ")}
  FROM nowhere s
  JOIN unanswered a ON a.client = s.client
  JOIN moves m ON m.move = a.code
  GROUP BY s.client
) x ON x.client = s.client""",
    )


def together_step(q: QueryContext) -> Step:
    """Write the step on several answers: can they change the recommendation together?"""
    surely, perhaps = catching_up(q, "w")
    return Step(
        "together",
        "Whether several answers together can change it.",
        f"""SELECT g.client,
  CASE WHEN {surely}
    THEN 1 ELSE 0 END AS several,
  CASE WHEN {perhaps}
    THEN 1 ELSE 0 END AS perhaps
FROM gaps g
JOIN widest w ON w.client = g.client""",
    )
