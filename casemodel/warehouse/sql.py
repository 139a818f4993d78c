"""The words of the query: its steps, and the expressions that several of them use."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.warehouse.compiled import CompiledAlternative, CompiledRules

NEVER = -1_000_000
"""In place of the lead of an alternative that cannot be recommended; below any lead."""

LATER = 1000
"""Added to the place of a question that cannot decide alone."""

_KEPT = frozenset({"unanswered", "scored", "gaps", "asked", "found"})


class Step(NamedTuple):
    """One step of the query: its name, what it does, and its SELECT."""

    name: str
    says: str
    sql: str


class QueryContext:
    """The things that all steps of a query depend on.

    Attributes:
        rules: The rules as tables.
        by_answer: True if wide joins are left out, for Spark; see the module `by_answer`.
        coded: True if the input is the table `answers`, with the codes of answers, in place of
            `clients`, with their ids.
        columns: The questions that a file has columns for; a danger that nobody was asked about is
            left out.
        answered: The questions that a file has columns for, in order; others give no points.
        codes: The code of every answer.
        numbers: The number of every alternative.
        run: The alternatives that can be run; of these the models, and the hybrids.
        asked: The questions by id.
        last_answer: The highest code of an answer; the codes above say that there is none.
    """

    def __init__(
        self,
        rules: CompiledRules,
        *,
        coded: bool = False,
        columns: frozenset[str] | None = None,
        by_answer: bool = False,
    ) -> None:
        """Take the rules as tables; `columns` are all questions if not given."""
        self.rules = rules
        self.coded = coded
        self.by_answer = by_answer
        self.asked: dict[str, Criterion] = {c.id: c for c in rules.questions}
        self.columns = frozenset(self.asked) if columns is None else columns
        self.answered = [c for c in self.asked if c in self.columns]
        self.codes = rules.codes
        self.numbers = rules.numbers
        self.run = rules.runnable
        self.models = [a for a in self.run if not a.hybrid]
        self.hybrids = [a for a in self.run if a.hybrid]

    @cached_property
    def last_answer(self) -> int:
        """The highest code of an answer."""
        return max(self.codes[key] for key in self.rules.points)


def in_one_piece(steps: Sequence[Step], how: str = "") -> str:
    """Write steps as one query; the last one is its result.

    `how` is 'MATERIALIZED ' for an engine that is to work out each step by itself.
    """
    *before, last = steps
    ctes = (f"-- {step.says}\n{step.name} AS {how}(\n{_indented(step.sql)}\n)" for step in before)
    start = "WITH\n" + ",\n".join(ctes) + "\n" if before else ""
    return f"{start}-- {last.says}\n{last.sql}\n"


def in_tables(steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    """Yield the queries of tables, by name: one for every step that several later ones use."""
    waiting: list[Step] = []
    for step in steps:
        waiting.append(step)
        if step.name in _KEPT:
            yield step.name, in_one_piece(waiting)
            waiting = []


def quoted(text: str) -> str:
    """Write a text as an SQL string, in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def lines(texts: Iterable[str], between: str = ",\n  ") -> str:
    """Join texts with `between`: if none is given, a comma and a new line."""
    return between.join(texts)


def greatest(names: Iterable[str]) -> str:
    """Write the greatest of some values, NEVER if there are none."""
    return _of_any("GREATEST", names, NEVER)


def least(names: Iterable[str], if_none: int) -> str:
    """Write the least of some values, and of this one."""
    return _of_any("LEAST", names, if_none)


def _of_any(function: str, names: Iterable[str], last: int) -> str:
    """Write a function of some values and a last one. Spark refuses it for a single value."""
    values = (*names, str(last))
    return f"{function}({', '.join(values)})" if len(values) > 1 else values[0]


def lead(a: CompiledAlternative) -> str:
    """Write the points of an alternative less its overhead and margin, in its unit."""
    less = (a.overhead + a.margin) * a.unit
    return f"{a.id} - {less}" if less else a.id


def tenths(points: str, a: CompiledAlternative) -> str:
    """Write a printed score in tenths, rounded half up from the exact one."""
    start = 20 * (50 - a.overhead) * a.unit + a.unit
    return f"FLOOR((20 * {points} + {start}) / {2 * a.unit}.0)"


def tenths_of_first() -> str:
    """Write the printed score, in tenths, of the alternative that is shown first."""
    start = "20 * (50 - first_overhead) * first_unit + first_unit"
    return f"FLOOR((20 * first_points + {start}) / (2.0 * first_unit))"


def ties(alternatives: Sequence[CompiledAlternative], best: str) -> str:
    """Write the number of alternatives that are as good as the best."""
    each = (f"CASE WHEN {a.id}_key = {best} THEN 1 ELSE 0 END" for a in alternatives)
    return f"({' + '.join(each)})"
