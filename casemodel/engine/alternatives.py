"""What can be chosen: every model, and every declared hybrid, as one table of deviations each.

A tiered hybrid is one alternative for each way of giving its segments to its parts. All tables have
the same form, so that everything after this treats models and hybrids alike.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from math import lcm
from typing import Literal, NamedTuple

from casemodel.engine.questions import WHOLE, Asked, Question
from casemodel.engine.tables import ModelTable, Tables
from casemodel.knowledge.values import Hybrid, Rules
from casemodel.profiles.values import Profile

Row = Mapping[str, int]


class Alternative(NamedTuple):
    """One thing that can be chosen.

    `id` is the model's or hybrid's; the assignments of one tiered hybrid share it and differ in
    `serves`, the part that serves each segment. `behind` names, for a question, the parts whose
    ratings make the points. `overhead` is in points.
    """

    id: str
    kind: Literal["model", "hybrid"]
    parts: tuple[str, ...]
    serves: tuple[str, ...]
    overhead: int
    table: ModelTable
    behind: Mapping[Question, tuple[str, ...]]


def alternatives_for(
    rules: Rules, profile: Profile, questions: Mapping[Question, Asked], tables: Tables
) -> tuple[Alternative, ...]:
    """Every model with a spread and every hybrid of such models, in the order of their ids."""
    found = {t.model: t for t in tables.models if t.spread}
    shares = tuple(s.part for s in profile.segments) or (1,)
    one_table: list[Alternative] = [_single(table, questions, shares) for table in found.values()]
    for hybrid in rules.hybrids.values():
        if all(part in found for part in hybrid.parts):
            first, second = (found[part] for part in hybrid.parts)
            if hybrid.way == "tiered":
                one_table += _tiers(hybrid, first, second, questions, shares)
            else:
                blend = blended_table(hybrid, first, second, tables.weights)
                if blend.spread:
                    one_table.append(_blend(hybrid, blend, questions, shares))
    return tuple(one_table)


def blended_table(
    hybrid: Hybrid, first: ModelTable, second: ModelTable, weights: Mapping[str, int]
) -> ModelTable:
    """One table for a hybrid that works both ways at once, in half the parts' units.

    A criterion takes the deviations and the largest deviation of the part that leads there;
    elsewhere the mean of both parts' (largest deviations averaged, not worked out anew).
    """
    spread = 0
    rows: dict[str, Row] = {}
    for criterion in sorted({*first.deviations, *second.deviations}):
        mine = first.deviations.get(criterion, {})
        other = second.deviations.get(criterion, {})
        lead = hybrid.leads.get(criterion)
        if lead is not None:
            mine = other = mine if lead == first.model else other
        if mine and other:
            row = {level: deviation + other[level] for level, deviation in mine.items()}
        else:
            row = {**mine, **other}
        spread += weights[criterion] * (_largest(mine) + _largest(other))
        if any(row.values()):
            rows[criterion] = row
    return ModelTable(hybrid.id, spread, rows)


def _largest(row: Row) -> int:
    return max(map(abs, row.values()), default=0)


def _over_segments(
    table: ModelTable, questions: Mapping[Question, Asked], shares: tuple[int, ...]
) -> ModelTable:
    """A table of criteria as a table of questions, each segment counting by its share."""
    if shares == (1,):
        return table
    total = sum(shares)
    rows = {
        question: _scaled(
            table.deviations[asked.criterion],
            total if asked.segment == WHOLE else shares[asked.segment],
        )
        for question, asked in questions.items()
        if asked.criterion in table.deviations
    }
    return ModelTable(table.model, table.spread * total, rows)


def _scaled(row: Row, factor: int) -> Row:
    return {level: deviation * factor for level, deviation in row.items()}


def _single(
    table: ModelTable, questions: Mapping[Question, Asked], shares: tuple[int, ...]
) -> Alternative:
    spread_out = _over_segments(table, questions, shares)
    behind = dict.fromkeys(questions, (table.model,))
    return Alternative(table.model, "model", (table.model,), (), 0, spread_out, behind)


def _blend(
    hybrid: Hybrid,
    blend: ModelTable,
    questions: Mapping[Question, Asked],
    shares: tuple[int, ...],
) -> Alternative:
    led = {c: (part,) for c, part in hybrid.leads.items()}
    behind = {q: led.get(asked.criterion, hybrid.parts) for q, asked in questions.items()}
    table = _over_segments(blend, questions, shares)
    return Alternative(hybrid.id, "hybrid", hybrid.parts, (), hybrid.overhead, table, behind)


def _tiers(
    hybrid: Hybrid,
    first: ModelTable,
    second: ModelTable,
    questions: Mapping[Question, Asked],
    shares: tuple[int, ...],
) -> Iterator[Alternative]:
    """Every assignment of segments in which both parts serve someone; none without segments."""
    common = lcm(first.spread, second.spread)
    rows = {
        t.model: {c: _scaled(row, common // t.spread) for c, row in t.deviations.items()}
        for t in (first, second)
    }
    for serves in product(hybrid.parts, repeat=len(shares)):
        if len(set(serves)) == len(hybrid.parts):
            made = {
                question: row
                for question, asked in questions.items()
                if (row := _tier_row(rows, serves, shares, asked))
            }
            table = ModelTable(hybrid.id, common * sum(shares), made)
            behind = {
                question: hybrid.parts if asked.segment == WHOLE else (serves[asked.segment],)
                for question, asked in questions.items()
            }
            yield Alternative(
                hybrid.id, "hybrid", hybrid.parts, serves, hybrid.overhead, table, behind
            )


def _tier_row(
    rows: Mapping[str, Mapping[str, Row]],
    serves: tuple[str, ...],
    shares: tuple[int, ...],
    asked: Asked,
) -> Row:
    if asked.segment != WHOLE:
        row = rows[serves[asked.segment]].get(asked.criterion, {})
        return _scaled(row, shares[asked.segment])
    made: dict[str, int] = {}
    for part, share in zip(serves, shares, strict=True):
        for level, deviation in rows[part].get(asked.criterion, {}).items():
            made[level] = made.get(level, 0) + deviation * share
    return made
