"""The steps on what is said beside a score: reasons, match, danger and cautions."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from casemodel.knowledge.models import Caution, Condition
from casemodel.warehouse.compiled import KEY
from casemodel.warehouse.rule_tables import NO_PLACE
from casemodel.warehouse.sql import QueryContext, Step, least, lines, quoted

AND_THEN = " || "
NOTHING = "''"


def reasons_steps(q: QueryContext) -> Iterator[Step]:
    """Write the steps with the reasons for the alternative that is shown first."""
    most = " + ".join(f"r_{c}.most" for c in q.answered) or "0"
    places = (f"r_{c}.place AS {c}_place" for c in q.answered)
    joins = (f"JOIN reasons r_{c} ON r_{c}.said = {KEY} * s.first + s.{c}" for c in q.answered)
    yield Step(
        "reasoned",
        "The most that the answered questions could have given; the place of each as a reason.",
        f"SELECT s.*,\n  {lines((f'{most} AS most', *places))}\nFROM scored s\n"
        f"{lines(joins, chr(10))}",
    )
    first = least((f"{c}_place" for c in q.answered), NO_PLACE)
    yield Step(
        "one_reason", "The first reason.", f"SELECT *, {first} AS place_1\nFROM reasoned"
    )  # fmt: skip
    yield Step(
        "two_reasons", "The second reason.",
        f"SELECT *, {_next_place(q, 'place_1')} AS place_2\nFROM one_reason",
    )  # fmt: skip
    yield Step(
        "told", "The third reason.",
        f"SELECT *, {_next_place(q, 'place_2')} AS place_3\nFROM two_reasons",
    )  # fmt: skip


def _next_place(q: QueryContext, last: str) -> str:
    """Write the least place after another; the places of two questions are never the same."""
    later = (f"CASE WHEN {c}_place > {last} THEN {c}_place ELSE {NO_PLACE} END" for c in q.answered)
    return least(later, NO_PLACE)


def match() -> str:
    """Write the match in percent, a half rounded to the even number, as in Python."""
    doubled = "(200 * first_points + most)"
    up = f"FLOOR({doubled} / (2.0 * most))"
    even = f"{up} * 2 * most = {doubled} AND 2 * FLOOR({up} / 2.0) <> {up}"
    return f"CASE WHEN first_points <= 0 THEN 0 WHEN {even} THEN {up} - 1 ELSE {up} END"


def danger_steps(q: QueryContext) -> Iterator[Step]:
    """Write the steps with danger, and the ids of cautions, each after a bar, in the order shown.

    A client with an unread cell is only told of danger.
    """
    cautions = q.rules.rules.cautions
    dangers = listed_cautions(q, (c for c in cautions if c.danger), with_agency=False)
    general = listed_cautions(q, (c for c in cautions if not c.danger), with_agency=False)
    asked_of = f"{danger(q)} AS danger,\n  {AND_THEN.join(dangers) or NOTHING}"
    if not q.coded:
        unread = (f"c.{criterion} IS NULL" for criterion in q.asked)
        yield Step(
            "unread", "Clients with a cell that is not a known answer: danger alone.",
            f"SELECT c.client,\n  {asked_of} AS caution_ids\nFROM answers c\n"
            f"WHERE {lines(unread, chr(10) + '  OR ')}",
        )  # fmt: skip
    yield _warned_step(q, asked_of, general)


def _warned_step(q: QueryContext, asked_of: str, general: Sequence[str]) -> Step:
    """Write the step with danger and all cautions of a client who is scored."""
    of_models = {
        a.id: [
            text
            for part in a.parts
            for text in listed_cautions(q, q.rules.rules.models[part].cautions, with_agency=True)
        ]
        for a in q.rules.alternatives
    }
    served = [
        f"WHEN {q.numbers[i]} THEN {AND_THEN.join(texts)}"
        for i, texts in of_models.items()
        if texts
    ]
    whens = lines(served, "\n    ") or f"WHEN 0 THEN {NOTHING}"
    of_served, of_also = (
        f"CASE {name}\n    {whens}\n    ELSE '' END" for name in ("served", "also_served")
    )
    cautions = (asked_of, *general, of_served, of_also, referral(q))
    any_model = dict.fromkeys(f"{text} <> ''" for texts in of_models.values() for text in texts)
    return Step(
        "warned",
        "Danger as yes, no or unknown, and the ids of cautions.",
        f"""SELECT *,
  {lines(cautions, chr(10) + "    " + AND_THEN)} AS caution_ids,
  CASE WHEN at_top > 2 AND ({lines(any_model, " OR ") or "1 = 0"}) THEN 1
    WHEN at_top = 2 AND {of_served} <> '' AND {of_also} <> '' THEN 1 ELSE 0 END AS in_which_order
FROM told c""",
    )


def met(q: QueryContext, condition: Condition) -> str:
    """Write the SQL that is true where a client's answer meets a condition."""
    return is_one_of(q, condition.criterion, condition.levels)


def is_one_of(q: QueryContext, criterion: str, levels: Iterable[str]) -> str:
    """Write the SQL that is true where the answer to a question is one of these levels."""
    codes = (str(q.codes[criterion, level]) for level in levels)
    return f"c.{criterion} IN ({', '.join(codes)})"


def other_answers(q: QueryContext, caution: Caution) -> Iterator[str]:
    """Yield for each condition on a client the SQL that is true where it is not met.

    Without an answer it is not true either.
    """
    for condition in caution.when:
        if condition.criterion in q.asked:
            levels = [level.id for level in q.asked[condition.criterion].levels]
            others = [level for level in levels if level not in condition.levels]
            yield is_one_of(q, condition.criterion, others) if others else "1 = 0"


def danger(q: QueryContext) -> str:
    """Write danger as yes, no or unknown. Only a plain no is a no."""
    cautions = [
        caution
        for caution in q.rules.dangers
        if any(condition.criterion in q.columns for condition in caution.when)
    ]
    if not cautions:
        return "'unknown'"
    held = filter(None, (caution_holds(q, c, with_agency=False) for c in cautions))
    yes = lines((f"({sql})" for sql in held), " OR ") or "1 = 0"
    no = lines((f"({' OR '.join(other_answers(q, c))})" for c in cautions), " AND ")
    return f"CASE WHEN {yes} THEN 'yes'\n    WHEN {no} THEN 'no'\n    ELSE 'unknown' END"


def listed_cautions(
    q: QueryContext, cautions: Iterable[Caution], *, with_agency: bool
) -> list[str]:
    """Write each caution as its id where it holds; those that never can are left out."""
    texts = []
    for caution in cautions:
        holds = caution_holds(q, caution, with_agency=with_agency)
        if holds is not None:
            texts.append(f"CASE WHEN {holds} THEN {quoted('|' + caution.full_id)} ELSE '' END")
    return texts


def caution_holds(q: QueryContext, caution: Caution, *, with_agency: bool) -> str | None:
    """Write the condition under which a caution holds; None if it never can."""
    conditions = []
    for condition in caution.when:
        if condition.criterion in q.asked:
            conditions.append(met(q, condition))
        elif not with_agency or q.rules.agency.get(condition.criterion) not in condition.levels:
            return None
    return " AND ".join(conditions) or "1 = 1"


def referral(q: QueryContext) -> str:
    """The caution that referral alone may be enough."""
    referral = q.rules.rules.referral
    if referral is None:
        return "''"
    case = referral.case("client")
    ask_first = [c for c in referral.ask_first if c in q.asked]
    if len(ask_first) < len(referral.ask_first) or any(
        condition.criterion not in q.asked for condition in case.when
    ):
        return "''"
    enough = [*map(partial(met, q), case.when)]
    enough += [is_one_of(q, c, [level.id for level in q.asked[c].levels]) for c in ask_first]
    never = [
        f"NOT COALESCE({met(q, condition)}, FALSE)"
        for condition in referral.never.when
        if condition.criterion in q.asked
    ]
    name = quoted("|" + referral.caution("client").full_id)
    return f"CASE WHEN {' AND '.join((*enough, *never))} THEN {name} ELSE '' END"
