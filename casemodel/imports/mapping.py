"""Reading a mapping: YAML on what records say about each question, and the SQL that finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from casemodel.imports.values import QuestionRule
from casemodel.knowledge.values import Rules

MappingName = Literal["hmis", "clinical", "synthea"]

_STRICT = {"extra": "forbid"}
_FOLDER = Path(__file__).parent / "mappings"


@dataclass(frozen=True)
class TableSpec:
    """One file of a folder: its name, and its columns with their kinds.

    A kind is 'text', 'date', or the name of a list of codes. `needed` columns must be there if the
    file is; `must` says that the file must be there. `or_` gives other names of columns.
    """

    __pydantic_config__: ClassVar = _STRICT

    file: str
    needed: Mapping[str, str]
    columns: Mapping[str, str]
    must: bool = False
    or_: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kind of every column."""
        return {**self.needed, **self.columns}


@dataclass(frozen=True)
class QuestionSpec:
    """The mapping of one question as written: see `QuestionRule`."""

    __pydantic_config__: ClassVar = _STRICT

    never: str
    fields: tuple[str, ...] = ()
    rule: str = ""
    fills: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    at_least: bool = False


@dataclass(frozen=True)
class RecordMapping:
    """A whole mapping. `lists` hold codes by list, year of the specification, and meaning."""

    __pydantic_config__: ClassVar = _STRICT

    name: str
    title: str
    person: str
    latest: str
    lists: Mapping[str, Mapping[int, Mapping[str, tuple[str, ...]]]] = field(default_factory=dict)
    tables: Mapping[str, TableSpec] = field(default_factory=dict)
    questions: Mapping[str, QuestionSpec] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    day: Mapping[str, Any] = field(default_factory=dict)
    year_by_column: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def codes(self, year: int) -> list[tuple[str, str, str]]:
        """List every code of one year: its list, the code, and its meaning."""
        codes = []
        for name, by_year in self.lists.items():
            of_year = [begun for begun in by_year if begun <= year or not year]
            if of_year:
                meanings = by_year[max(of_year)]
                codes += [
                    (name, code, means) for means, codes in meanings.items() for code in codes
                ]
        return codes

    def rules_for(self, rules: Rules) -> tuple[QuestionRule, ...]:
        """Give what the mapping says of every question that these rules ask of a client.

        An answer that the rules do not know is left out.
        """
        questions = []
        for criterion in rules.criteria_for("client"):
            spec = self.questions.get(criterion.id, _UNKNOWN)
            levels = {level.id for level in criterion.levels}
            questions.append(
                QuestionRule(
                    criterion.id,
                    spec.fields,
                    spec.rule,
                    tuple(level for level in spec.fills if level in levels),
                    tuple(level for level in spec.hints if level in levels),
                    spec.at_least,
                    spec.never,
                )
            )
        return tuple(questions)


_UNKNOWN = QuestionSpec(never="This mapping does not know the question.")


@cache
def mapping(name: MappingName) -> RecordMapping:
    """Read a mapping that comes with casemodel."""
    import yaml
    from pydantic import TypeAdapter

    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    # The base loader makes strings only: no code becomes a number, and no word a truth value.
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    for table in data.get("tables", {}).values():
        if "or" in table:
            table["or_"] = table.pop("or")
    return TypeAdapter(RecordMapping).validate_python(data)


def sql(name: str) -> str:
    """Read an SQL file of a mapping."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
