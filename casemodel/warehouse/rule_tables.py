"""The tables of the compiled rules, as they are loaded and written out."""

from collections.abc import Sequence
from typing import NamedTuple

from casemodel.warehouse.compiled import KEY, OPEN, REFUSED, CompiledRules

MAYBE, NO_PLACE = KEY - 2, KEY - 1
"""Stand in a column of places: rounding decides if the answer is a reason; it is no reason."""

Cell = str | float | int | None


class RuleTable(NamedTuple):
    """A small table: its name, the names of its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def types(self) -> tuple[str, ...]:
        """Give the type of each column: VARCHAR, INTEGER or DOUBLE."""
        return tuple(map(_type_of, zip(*self.rows, strict=True)))


def _type_of(cells: Sequence[Cell]) -> str:
    if any(isinstance(cell, str) for cell in cells):
        return "VARCHAR"
    return "DOUBLE" if any(isinstance(cell, float) for cell in cells) else "INTEGER"


def tables_of(rules: CompiledRules) -> tuple[RuleTable, ...]:
    """Give the tables that the query reads."""
    return (
        _codes_table(rules),
        _alternatives_table(rules),
        _points_table(rules),
        _moves_table(rules),
        _reasons_table(rules),
        _cautions_table(rules),
    )


def _codes_table(rules: CompiledRules) -> RuleTable:
    words = {OPEN: ("not asked", "not known"), REFUSED: ("refused",)}
    names = {c.id: (c.name, c.question.client) for c in rules.questions}
    rows: list[tuple[Cell, ...]] = [
        (code, question, word, *names[question])
        for (question, answer), code in rules.codes.items()
        for word in words.get(answer, (answer,))
    ]
    return RuleTable("codes", ("code", "question", "answer", "name", "asks"), tuple(rows))


def _alternatives_table(rules: CompiledRules) -> RuleTable:
    columns = (
        "number", "alternative", "name", "kind", "unit", "overhead", "margin", "runnable",
    )  # fmt: skip
    rows = (
        (
            rules.numbers[a.id], a.id, a.name, "hybrid" if a.hybrid else "model", a.unit,
            a.overhead, a.margin, "yes" if a.runnable else "no",
        )
        for a in rules.alternatives
    )  # fmt: skip
    return RuleTable("alternatives", columns, tuple(rows))


def _points_table(rules: CompiledRules) -> RuleTable:
    ids = [a.id for a in rules.alternatives]
    rows: list[tuple[Cell, ...]] = []
    for key, code in rules.codes.items():
        points = rules.points.get(key, {})
        rows.append((code, *key, int(bool(points)), *(float(points.get(i, 0)) for i in ids)))
    return RuleTable("points", ("code", "question", "answer", "given", *ids), tuple(rows))


def _moves_table(rules: CompiledRules) -> RuleTable:
    run = [a.id for a in rules.runnable]
    models = [a.id for a in rules.runnable if not a.hybrid]
    asks = {c.id: c.question.client for c in rules.questions}
    columns = (
        "move", "placed", "recommended", "question", "refused", "place", "matters", "asks",
        "lowest", *(f"{i}_reach" for i in run), *(f"{i}_then" for i in models),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for m in rules.moves:
        key = KEY * rules.numbers.get(m.winner, 0)
        question = (m.place, int(m.matters), asks[m.question])
        numbers = (m.lowest, *(m.reach[i] for i in run), *(m.then[i] for i in models))
        for word in (OPEN, REFUSED):
            code = rules.codes[m.question, word]
            head = (
                key + code,
                key + m.place,
                m.winner or "none",
                m.question,
                int(word == REFUSED),
            )
            rows.append((*head, *question, *map(float, numbers)))
    return RuleTable("moves", columns, tuple(rows))


def _reasons_table(rules: CompiledRules) -> RuleTable:
    columns = (
        "said", "placed", "alternative", "question", "answer", "place", "most", "reason",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    none = [(key, code) for key, code in rules.codes.items() if key not in rules.points]
    for r in rules.reasons:
        key = KEY * rules.numbers[r.alternative]
        code = rules.codes[r.question, r.answer]
        head = (key + code, key + r.place, r.alternative, r.question, r.answer)
        place = {"yes": r.place, "maybe": MAYBE}.get(r.counts, NO_PLACE)
        rows.append((*head, place, float(r.most), r.text))
    for a in rules.alternatives:
        key = KEY * rules.numbers[a.id]
        for (question, word), code in none:
            rows.append((key + code, None, a.id, question, word, NO_PLACE, 0.0, None))
    return RuleTable("reasons", columns, tuple(rows))


def _cautions_table(rules: CompiledRules) -> RuleTable:
    return RuleTable("cautions", ("caution", "text"), tuple(rules.caution_texts().items()))
