"""The steps on what is said beside a score: reasons, match, danger and cautions."""

from collections.abc import Iterable, Iterator
from functools import partial

from casemodel.knowledge.models import Caution, Condition
from casemodel.warehouse.compiled import KEY
from casemodel.warehouse.sql import QueryContext, Step, lines, quoted

AND_THEN = " || "


def reason_steps(q: QueryContext) -> list[Step]:
    """Write the steps with the reasons for the alternative that is shown first."""
    joined = f"""FROM scored s
JOIN answers a ON a.client = s.client
JOIN reasons r ON r.said = {KEY} * s.first + a.code"""
    if q.coded:
        return [
            Step(
                "given_reasons", "The most that the answered questions could have given; reasons.",
                f"""SELECT s.client, SUM(r.most) AS most, SUM(r.sure) AS sure,
  MAX(r.perhaps) AS perhaps, MIN(CASE WHEN r.sure = 1 THEN r.place END, 3) AS places
{joined}
GROUP BY s.client""",
            )
        ]  # fmt: skip
    return [
        Step(
            "spoken", "What each answer says for what is shown first.",
            f"""SELECT s.client, r.most, r.sure, r.perhaps, r.place,
  ROW_NUMBER() OVER (PARTITION BY s.client, r.sure ORDER BY r.place) AS nth
{joined}""",
        ),
        Step(
            "given_reasons", "The most that the answered questions could have given; reasons.",
            """SELECT client, SUM(most) AS most, SUM(sure) AS sure, MAX(perhaps) AS perhaps,
  MAX(CASE WHEN sure = 1 AND nth = 1 THEN place END) AS place_1,
  MAX(CASE WHEN sure = 1 AND nth = 2 THEN place END) AS place_2,
  MAX(CASE WHEN sure = 1 AND nth = 3 THEN place END) AS place_3
FROM spoken
GROUP BY client""",
        ),
    ]  # fmt: skip


def match() -> str:
    """Write the match in percent, a half rounded to the even number, as in Python."""
    doubled = "(200 * s.first_points + t.most)"
    up = f"FLOOR({doubled} / (2.0 * t.most))"
    even = f"{up} * 2 * t.most = {doubled} AND 2 * FLOOR({up} / 2.0) <> {up}"
    return (
        f"CASE WHEN s.first_points <= 0 OR t.most IS NULL THEN 0 WHEN {even} THEN {up} - 1"
        f" ELSE {up} END"
    )


def warned_step(q: QueryContext) -> Step:
    """Write the step with the ids of cautions, each after a bar, in the order shown."""
    source = q.rules.rules
    dangers = listed_cautions(q, (c for c in source.cautions if c.danger), with_agency=False)
    general = listed_cautions(q, (c for c in source.cautions if not c.danger), with_agency=False)
    of_models = {
        a.id: [
            text
            for part in a.parts
            for text in listed_cautions(q, source.models[part].cautions, with_agency=True)
        ]
        for a in q.rules.alternatives
    }
    tops = [f"WHEN s.{a.id}_tenths = s.top THEN {q.numbers[a.id]}" for a in q.rules.alternatives]
    served = [
        f"WHEN {q.numbers[i]} THEN {AND_THEN.join(texts)}"
        for i, texts in of_models.items()
        if texts
    ]
    of_model = "''"
    if served:
        of_model = (
            f"CASE CASE WHEN s.recommended IS NOT NULL THEN s.recommended {' '.join(tops)} END\n"
            f"    {lines(served, chr(10) + '    ')}\n    ELSE '' END"
        )
    at_top = [
        f"(s.{i}_tenths = s.top AND {' || '.join(texts)} <> '')"
        for i, texts in of_models.items()
        if texts
    ]
    return Step(
        "warned",
        "Danger as yes, no or unknown, and the ids of cautions.",
        f"""SELECT c.client,
  {danger(q)} AS danger,
  {AND_THEN.join(dangers) or "''"} AS dangers,
  {AND_THEN.join(general) or "''"} AS general,
  {of_model} AS of_model,
  {referral(q)} AS referral,
  CASE WHEN {lines(at_top, " OR ") or "1 = 0"} THEN 1 ELSE 0 END AS top_warned
FROM clients c
LEFT JOIN scored s ON s.client = c.client""",
    )


def met(q: QueryContext, condition: Condition) -> str:
    """Write that a client's answer meets a condition."""
    return is_one_of(q, condition.criterion, condition.levels)


def is_one_of(q: QueryContext, criterion: str, levels: Iterable[str]) -> str:
    """Write that the answer to a question is one of these."""
    if q.coded:
        codes = (str(q.codes[criterion, level]) for level in levels)
        return f"c.{criterion} IN ({', '.join(codes)})"
    return f"c.{criterion} IN ({', '.join(map(quoted, levels))})"


def other_answers(q: QueryContext, caution: Caution) -> Iterator[str]:
    """Write, for each condition that a client is asked about, that its answer is another."""
    for one in caution.when:
        if one.criterion in q.asked:
            levels = [level.id for level in q.asked[one.criterion].levels]
            others = [level for level in levels if level not in one.levels]
            yield is_one_of(q, one.criterion, others) if others else "1 = 0"


def danger(q: QueryContext) -> str:
    """Write danger as yes, no or unknown. Only a plain no is a no."""
    known = [
        caution
        for caution in q.rules.dangers
        if any(one.criterion in q.columns for one in caution.when)
    ]
    if not known:
        return "'unknown'"
    held = filter(None, (condition(q, c, with_agency=False) for c in known))
    yes = lines((f"({one})" for one in held), " OR ") or "1 = 0"
    no = lines((f"({' OR '.join(other_answers(q, c))})" for c in known), " AND ")
    return f"CASE WHEN {yes} THEN 'yes'\n    WHEN {no} THEN 'no'\n    ELSE 'unknown' END"


def listed_cautions(
    q: QueryContext, cautions: Iterable[Caution], *, with_agency: bool
) -> list[str]:
    """Write each caution as its id where it holds; those that never can are left out."""
    found = []
    for caution in cautions:
        holds = condition(q, caution, with_agency=with_agency)
        if holds is not None:
            found.append(f"CASE WHEN {holds} THEN {quoted('|' + caution.full_id)} ELSE '' END")
    return found


def condition(q: QueryContext, caution: Caution, *, with_agency: bool) -> str | None:
    """Write the condition under which a caution holds; None if it never can."""
    conditions = []
    for one in caution.when:
        if one.criterion in q.asked:
            conditions.append(met(q, one))
        elif not with_agency or q.rules.agency.get(one.criterion) not in one.levels:
            return None
    return " AND ".join(conditions) or "1 = 1"


def referral(q: QueryContext) -> str:
    """The caution that referral alone may be enough."""
    referral = q.rules.rules.referral
    if referral is None:
        return "''"
    case = referral.case("client")
    asked = [c for c in referral.ask_first if c in q.asked]
    if len(asked) < len(referral.ask_first) or any(
        one.criterion not in q.asked for one in case.when
    ):
        return "''"
    enough = [*map(partial(met, q), case.when)]
    enough += [is_one_of(q, c, [level.id for level in q.asked[c].levels]) for c in asked]
    never = [
        f"NOT COALESCE({met(q, one)}, FALSE)"
        for one in referral.never.when
        if one.criterion in q.asked
    ]
    name = quoted("|" + referral.caution("client").full_id)
    return f"CASE WHEN {' AND '.join((*enough, *never))} THEN {name} ELSE '' END"
