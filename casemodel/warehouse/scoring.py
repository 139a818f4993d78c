"""The steps that score: answers, points, leads, and what is recommended."""

from collections.abc import Iterator

from casemodel.warehouse.sql import (
    NEVER,
    QueryContext,
    Step,
    greatest,
    lead,
    lines,
    quoted,
    tenths,
    ties,
)


def scoring_steps(q: QueryContext) -> list[Step]:
    """Write all steps that score."""
    return [
        *answers_steps(q),
        totals_step(q),
        keys_step(q, "keys", "totals", "WHERE unread = 0"),
        chosen_step(q, "chosen", "keys"),
        scored_step(q),
    ]


def answers_steps(q: QueryContext) -> Iterator[Step]:
    """The answers and the unanswered questions; in text they are first put into codes."""
    given, open_ = f"code <= {q.last_answer}", f"code > {q.last_answer}"
    says = "Each client's answer to each question, by its code."
    open_says = "Each client's unanswered questions, by their codes."
    if q.coded:
        for name, which, what in (("answers", given, says), ("unanswered", open_, open_says)):
            each = (
                f"SELECT client, {c} AS code FROM clients WHERE {which.replace('code', c)}"
                for c in q.asked
            )
            yield Step(name, what, lines(each, "\nUNION ALL "))
        return
    texts = (
        f"SELECT client, {quoted(c)} AS question,"
        f" COALESCE(NULLIF({c}, ''), 'not asked') AS answer FROM clients"
        for c in q.asked
    )
    yield Step(
        "cells", "Each client's cell for each question, by its code; NULL if it has none.",
        f"SELECT t.client, k.code\nFROM (\n  {lines(texts, chr(10) + '  UNION ALL ')}\n) t\n"
        "LEFT JOIN codes k ON k.question = t.question AND k.answer = t.answer",
    )  # fmt: skip
    yield Step("answers", says, f"SELECT * FROM cells WHERE {given} OR code IS NULL")
    yield Step("unanswered", open_says, f"SELECT * FROM cells WHERE {open_}")


def totals_step(q: QueryContext) -> Step:
    """Write the step that adds up the points of every alternative."""
    sums = (f"COALESCE(SUM(p.{a.id}), 0) AS {a.id}" for a in q.rules.alternatives)
    return Step(
        "totals",
        "The points of every model and hybrid, whole numbers in its unit.",
        "SELECT c.client,\n  COUNT(p.code) AS answered,\n"
        "  COUNT(a.client) - COUNT(p.code) AS unread,\n"
        f"  {lines(sums)}\nFROM clients c\nLEFT JOIN answers a ON a.client = c.client\n"
        "LEFT JOIN points p ON p.code = a.code\nGROUP BY c.client"
        if not q.coded
        else "SELECT a.client, COUNT(*) AS answered, 0 AS unread,\n"
        f"  {lines(sums)}\nFROM answers a\nJOIN points p ON p.code = a.code\nGROUP BY a.client",
    )


def keys_step(q: QueryContext, name: str, source: str, where: str = "") -> Step:
    """Count the points of each alternative: a hybrid less its overhead and its margin."""
    keys = (
        f"CASE WHEN {a.id} > {a.overhead * a.unit} THEN ({lead(a)}) / {a.unit}.0 "
        f"ELSE {NEVER} END AS {a.id}_key"
        for a in q.run
    )
    return Step(
        name,
        "The lead of each over 50, if it can be recommended; a hybrid's less the margin.",
        f"SELECT *,\n  {lines(keys)}\nFROM {source} {where}".rstrip(),
    )


def chosen_step(q: QueryContext, name: str, source: str) -> Step:
    """The full rule: the highest lead; a hybrid before a model; in a tie, nothing."""
    models = greatest(f"{a.id}_key" for a in q.models)
    hybrids = greatest(f"{a.id}_key" for a in q.hybrids)
    whens = [
        "WHEN best_model = best_hybrid AND best_model = {never} THEN NULL",
        *(f"WHEN best_hybrid >= best_model AND {ties(q.hybrids, 'best_hybrid')} > 1 THEN NULL"
          for _ in q.hybrids[:1]),
        *(f"WHEN best_hybrid >= best_model AND {a.id}_key = best_hybrid THEN {q.numbers[a.id]}"
          for a in q.hybrids),
        *(f"WHEN {ties(q.models, 'best_model')} > 1 THEN NULL" for _ in q.models[:1]),
        *(f"WHEN {a.id}_key = best_model THEN {q.numbers[a.id]}" for a in q.models),
    ]  # fmt: skip
    case = lines(whens, "\n    ").format(never=NEVER)
    return Step(
        name,
        "The number of the recommended one; NULL in an exact tie, or where none is above 50.",
        f"SELECT *,\n  CASE\n    {case}\n  END AS recommended\nFROM (\n"
        f"  SELECT *, {models} AS best_model,\n    {hybrids} AS best_hybrid\n"
        f"  FROM {source}\n) b",
    )


def scored_step(q: QueryContext) -> Step:
    """Find the alternative that is shown first, and all that later steps need to know of it."""
    every = q.rules.alternatives
    number = q.numbers
    printed = [f"{tenths(a.id, a)} AS {a.id}_tenths" for a in every]
    by_id = sorted(every, key=lambda a: (a.hybrid, a.id))
    fits = [f"{a.id}_tenths - {10 * a.margin}" for a in by_id]
    firsts = (
        f"WHEN {fit} = best_fit THEN {number[a.id]}" for fit, a in zip(fits, by_id, strict=True)
    )
    tops = lines((f"CASE WHEN {a.id}_tenths = top THEN 1 ELSE 0 END" for a in every), " + ")
    models = sorted((a for a in every if not a.hybrid), key=lambda a: a.id)
    others = [
        f"CASE WHEN first = {number[a.id]} THEN {NEVER} ELSE {a.id} / {a.unit}.0 END"
        f" AS {a.id}_other"
        for a in models
    ]
    best_other = greatest(f"{a.id}_other" for a in models)
    seconds = (
        f"WHEN {a.id}_other = {best_other} AND {a.id}_other > {NEVER} THEN {number[a.id]}"
        for a in models
    )
    columns: dict[str, dict[str, object]] = {
        "first_tenths": {a.id: f"{a.id}_tenths" for a in every},
        "first_points": {a.id: a.id for a in every},
        "first_unit": {a.id: a.unit for a in every},
        "first_overhead": {a.id: a.overhead for a in every},
        "first_margin": {a.id: a.margin for a in every},
    }
    of_first = (
        f"CASE first {' '.join(f'WHEN {number[i]} THEN {v}' for i, v in by.items())} END AS {name}"
        for name, by in columns.items()
    )
    top = greatest(f"{a.id}_tenths" for a in every)
    return Step(
        "scored",
        "The one shown first, the best other model, and printed scores in tenths.",
        f"""SELECT *,
  CASE {lines(seconds, chr(10) + "    ")} END AS second
FROM (
  SELECT *,
    {lines((*others, *of_first), "," + chr(10) + "    ")}
  FROM (
    SELECT *,
      CASE WHEN recommended IS NOT NULL THEN recommended
        {lines(firsts, chr(10) + "        ")} END AS first,
      CASE WHEN recommended IS NOT NULL THEN 'yes'
        WHEN best_model > {NEVER} OR best_hybrid > {NEVER} THEN 'tie' ELSE 'no' END AS outcome,
      CASE WHEN recommended IS NULL THEN {tops} END AS at_top
    FROM (
      SELECT *,
        CASE WHEN recommended IS NULL THEN {greatest(fits)} END AS best_fit,
        CASE WHEN recommended IS NULL THEN {top} END AS top
      FROM (
        SELECT *,
          {lines(printed, "," + chr(10) + "          ")}
        FROM chosen
      ) a
    ) b
  ) c
) d""",
    )  # fmt: skip
