"""The report of an import: what was filled, what never can be, and each row that was not used."""

from dataclasses import dataclass
from typing import Literal

from casemodel.imports.values import ImportResult
from casemodel.knowledge.values import Rules
from casemodel.pages.imported import unusable_said
from casemodel.render.json_models.base import RulesOutput, filled, head_with_rules, of


@dataclass(frozen=True, kw_only=True)
class RecordFileData:
    """A file that was read; `lacking` are columns of the mapping that it does not have."""

    file: str
    rows: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RecordQuestionData:
    """The mapping of one question, and the number of people it was found for.

    `fills` are answers that count, `hints` answers that only a person can confirm; `at_least` says
    that the true answer may be further along. `never` is what the records do not say.
    """

    criterion: str = of("rule.question")
    fields: tuple[str, ...] = of("rule.fields")
    rule: str | None = of("rule.rule")
    fills: tuple[str, ...] = of("rule.fills")
    hints: tuple[str, ...] = of("rule.hints")
    at_least: bool = of("rule.at_least")
    never: str = of("rule.never")
    answered: int = of("filled")
    not_known: int
    refused: int
    to_confirm: int = of("hints")


@dataclass(frozen=True, kw_only=True)
class UnusableRowData:
    """A row that was not used, by file and line; `field` is null for the row as a whole.

    In a bundle of FHIR, `line` is the number of the entry.
    """

    file: str
    line: int
    field: str | None
    reason: str
    says: str


@dataclass(frozen=True, kw_only=True)
class ImportData(RulesOutput):
    """The output of `import`. It holds no id and no answer of a person.

    `specification_year` is null where the source has none. `unusable` lists at most 100,000 of
    `unusable_rows`.
    """

    output: Literal["import"]
    source: str
    specification: str = of("title")
    specification_year: int | None
    day: str
    day_given: bool
    people: int
    passed_over: int
    files: tuple[RecordFileData, ...]
    questions: tuple[RecordQuestionData, ...] = of("tallies")
    unusable_rows: int = of("unusable_count")
    unusable: tuple[UnusableRowData, ...]


def imported(rules: Rules, result: ImportResult, tool_version: str) -> ImportData:
    """Build the report of an import as data."""
    return filled(
        ImportData,
        result,
        **head_with_rules("import", rules, tool_version),
        specification_year=result.year or None,
        people=len(result.clients),
        unusable=tuple(
            filled(UnusableRowData, row, says=unusable_said(row.reason)) for row in result.unusable
        ),
    )
