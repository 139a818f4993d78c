"""The steps that score: answers, points, leads, and what is recommended."""

from collections.abc import Iterator

from casemodel.warehouse.by_answer import answers_by_answer, totals_by_answer
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
        *(answers_by_answer(q) if q.by_answer else answers_steps(q)),
        *(totals_by_answer(q) if q.by_answer else [totals_step(q)]),
        keys_step(q, "keys", "totals"),
        chosen_step(q, "chosen", "keys"),
        *shown_steps(q),
    ]


def answers_steps(q: QueryContext) -> Iterator[Step]:
    """Write the step that puts texts into codes; a cell that is not a known answer has none."""
    if q.coded:
        return
    codes = (f"k_{c}.code AS {c}" for c in q.asked)
    joins = (
        f"LEFT JOIN codes k_{c} ON k_{c}.question = {quoted(c)}"
        f" AND k_{c}.answer = COALESCE(NULLIF(c.{c}, ''), 'not asked')"
        for c in q.asked
    )
    yield Step(
        "answers", "Each client's answers by their codes; NULL where a cell has none.",
        f"SELECT c.client,\n  {lines(codes)}\nFROM clients c\n{lines(joins, chr(10))}",
    )  # fmt: skip


def totals_step(q: QueryContext) -> Step:
    """Write the step that adds up the points of every alternative.

    A client with a cell that is not a known answer has no row.
    """
    sums = (
        f"{' + '.join(f'p_{c}.{name}' for c in q.answered) or '0'} AS {new}"
        for name, new in (("given", "answered"), *((a.id, a.id) for a in q.rules.alternatives))
    )
    joins = (f"JOIN points p_{c} ON p_{c}.code = a.{c}" for c in q.answered)
    return Step(
        "totals",
        "The points of every model and hybrid, whole numbers in its unit.",
        f"SELECT a.*,\n  {lines(sums)}\nFROM answers a\n{lines(joins, chr(10))}",
    )


def unanswered_step(q: QueryContext) -> Step:
    """Write the step that lists unanswered questions, a row for each."""
    each = (f"SELECT client, {c} AS code FROM scored WHERE {c} > {q.last_answer}" for c in q.asked)
    return Step(
        "unanswered", "Each client's unanswered questions, by their codes.",
        lines(each, "\nUNION ALL "),
    )  # fmt: skip


def keys_step(q: QueryContext, name: str, source: str) -> Step:
    """Count the points of each alternative: a hybrid less its overhead and its margin."""
    keys = (
        f"CASE WHEN {a.id} > {a.overhead * a.unit} THEN ({lead(a)}) / {a.unit}.0 "
        f"ELSE {NEVER} END AS {a.id}_key"
        for a in q.run
    )
    return Step(
        name,
        "The lead of each over 50, if it can be recommended; a hybrid's less the margin.",
        f"SELECT *,\n  {lines(keys)}\nFROM {source}",
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


def shown_steps(q: QueryContext) -> Iterator[Step]:
    """Write the steps that find what is shown first, and all that later steps need to know of it.

    Each is a step of its own: an engine that puts one into the other would write out every value
    as often as it is used.
    """
    every = q.rules.alternatives
    number = q.numbers
    nothing = "CASE WHEN recommended IS NULL THEN"
    printed = (f"{nothing} {tenths(a.id, a)} END AS {a.id}_tenths" for a in every)
    yield Step(
        "printed", "Where nothing is recommended: all scores as printed, in tenths.",
        f"SELECT *,\n  {lines(printed)}\nFROM chosen",
    )  # fmt: skip
    by_id = sorted(every, key=lambda a: (a.hybrid, a.id))
    fits = [f"{a.id}_tenths - {10 * a.margin}" for a in by_id]
    top = greatest(f"{a.id}_tenths" for a in every)
    yield Step(
        "best", "There: the best fit, and the highest score.",
        f"SELECT *,\n  {nothing} {greatest(fits)} END AS best_fit,\n  {nothing} {top} END AS top\n"
        "FROM printed",
    )  # fmt: skip
    firsts = (
        f"WHEN {fit} = best_fit THEN {number[a.id]}" for fit, a in zip(fits, by_id, strict=True)
    )
    tops = lines((f"CASE WHEN {a.id}_tenths = top THEN 1 ELSE 0 END" for a in every), " + ")
    at_top = [f"WHEN {a.id}_tenths = top THEN {number[a.id]}" for a in every]
    yield Step(
        "placed",
        "The one shown first. The cautions of those served count: where two are level, of both.",
        f"""SELECT *,
  CASE WHEN recommended IS NOT NULL THEN recommended
    {lines(firsts, chr(10) + "    ")} END AS first,
  CASE WHEN recommended IS NOT NULL THEN 'yes'
    WHEN best_model > {NEVER} OR best_hybrid > {NEVER} THEN 'tie' ELSE 'no' END AS outcome,
  CASE WHEN recommended IS NULL THEN {tops} ELSE 1 END AS at_top,
  CASE WHEN recommended IS NOT NULL THEN recommended
    {lines(at_top, chr(10) + "    ")} END AS served,
  CASE WHEN recommended IS NOT NULL THEN NULL
    {lines(reversed(at_top), chr(10) + "    ")} END AS last_served
FROM best""",
    )
    models = sorted((a for a in every if not a.hybrid), key=lambda a: a.id)
    points = (f"WHEN {number[a.id]} THEN {a.id}" for a in every)
    others = (
        f"CASE WHEN first = {number[a.id]} THEN {NEVER} ELSE {a.id} / {a.unit}.0 END"
        f" AS {a.id}_other"
        for a in models
    )
    yield Step(
        "others", "The points of the one shown first, and of all other models.",
        f"SELECT c.*,\n  CASE c.first {lines(points, ' ')} END AS first_points,\n"
        "  f.unit AS first_unit, f.overhead AS first_overhead, f.margin AS first_margin,\n"
        f"  {lines(others)}\nFROM placed c\nJOIN alternatives f ON f.number = c.first",
    )  # fmt: skip
    best_other = greatest(f"{a.id}_other" for a in models)
    columns = ("client", *q.asked, "answered", *(a.id for a in every))
    yield Step(
        "compared", "The best of the other models.",
        f"SELECT *, {best_other} AS best_other\nFROM others",
    )  # fmt: skip
    seconds = (
        f"WHEN {a.id}_other = best_other AND best_other > {NEVER} THEN {number[a.id]}"
        for a in models
    )
    yield Step(
        "scored",
        "The one shown first, and the best other model.",
        f"""SELECT {", ".join(columns)},
  recommended, outcome, first, first_points, first_unit, first_overhead, first_margin,
  at_top, served, CASE WHEN at_top > 1 THEN last_served END AS also_served,
  CASE {lines(seconds, chr(10) + "    ")} END AS second
FROM compared""",
    )
