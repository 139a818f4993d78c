"""The report of an import: what was filled, what never can be, and each row that was not used."""

from dataclasses import dataclass
from typing import Literal

from casemodel.imports.values import ImportResult
from casemodel.knowledge.values import Rules
from casemodel.pages.imported import unusable_said
from casemodel.render.json_models.base import RulesOutput, head_with_rules


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

    criterion: str
    fields: tuple[str, ...]
    rule: str | None
    fills: tuple[str, ...]
    hints: tuple[str, ...]
    at_least: bool
    never: str
    answered: int
    not_known: int
    refused: int
    to_confirm: int


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
    specification: str
    specification_year: int | None
    day: str
    day_given: bool
    people: int
    passed_over: int
    files: tuple[RecordFileData, ...]
    questions: tuple[RecordQuestionData, ...]
    unusable_rows: int
    unusable: tuple[UnusableRowData, ...]


def imported(rules: Rules, result: ImportResult, tool_version: str) -> ImportData:
    """Build the report of an import as data."""
    return ImportData(
        **head_with_rules("import", rules, tool_version),
        source=result.source,
        specification=result.title,
        specification_year=result.year or None,
        day=result.day,
        day_given=result.day_given,
        people=len(result.clients),
        passed_over=result.passed_over,
        files=tuple(
            RecordFileData(file=one.file, rows=one.rows, lacking=one.lacking)
            for one in result.files
        ),
        questions=tuple(
            RecordQuestionData(
                criterion=one.rule.question,
                fields=one.rule.fields,
                rule=one.rule.rule or None,
                fills=one.rule.fills,
                hints=one.rule.hints,
                at_least=one.rule.at_least,
                never=one.rule.never,
                answered=one.filled,
                not_known=one.not_known,
                refused=one.refused,
                to_confirm=one.hints,
            )
            for one in result.tallies
        ),
        unusable_rows=result.unusable_count,
        unusable=tuple(
            UnusableRowData(
                file=row.file,
                line=row.line,
                field=row.field or None,
                reason=row.reason,
                says=unusable_said(row.reason),
            )
            for row in result.unusable
        ),
    )
