"""A caseload as a whole, with the same counts held back as on the page, and its segments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casemodel.caseload.records import Record
from casemodel.caseload.segments import Group, share_text
from casemodel.caseload.tally import NOBODY, Summary
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import SheetNotes, shown_counts
from casemodel.render.json_models.base import RulesOutput, head_with_rules, points

Count = int | str
"""A count, or a text where it is held back."""


@dataclass(frozen=True, kw_only=True)
class ColumnProblemData:
    """A problem of the cells of one column; columns and rows count from 1."""

    code: str
    file: str
    column: int
    rows: int
    first_rows: tuple[int, ...]
    message: str


@dataclass(frozen=True, kw_only=True)
class SheetData:
    """A sheet that was read: by criterion the column it was found in, and columns not used."""

    file: str
    header_row: int
    columns: Mapping[str, int]
    id_column: int | None
    not_used: tuple[int, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseloadData(RulesOutput):
    """The output of `caseload`. With `suppressed`, small counts are held back.

    `recommended` counts clients by id, 'none' for those with no recommendation; `unknown` counts,
    by criterion, the clients of whom it is not known.
    """

    output: Literal["caseload"]
    clients: Count
    scored: Count
    suppressed: bool
    cautions: Mapping[str, Count]
    recommended: Mapping[str, Count]
    certainty: Mapping[str, Count]
    unknown: Mapping[str, Count]
    problems: tuple[ColumnProblemData, ...]
    sheets: tuple[SheetData, ...]


@dataclass(frozen=True, kw_only=True)
class CaseloadSegmentData:
    """A segment made of a caseload: the model that suits it, its clients, share and answers."""

    model: str
    clients: int
    share: str
    answers: Mapping[str, str]
    unknown: tuple[str, ...]
    joined: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SegmentsData(RulesOutput):
    """The output of `caseload --segments`."""

    output: Literal["segments"]
    clients: int
    left_out: int
    segments: tuple[CaseloadSegmentData, ...]


@dataclass(frozen=True, kw_only=True)
class GroundData:
    """An answer that speaks for an alternative."""

    criterion: str
    level: str


@dataclass(frozen=True, kw_only=True)
class CellProblemData:
    """A problem of one client's cell; the column counts from 1."""

    code: str
    column: int
    message: str


@dataclass(frozen=True, kw_only=True)
class ClientLineData:
    """One line of the file that `caseload -o FILE.jsonl` writes.

    What does not apply is null or empty. `rules` is the version of the rules.
    """

    schema: Literal[1]
    file: str
    row: int
    id: str
    danger: bool
    first: str | None
    score: float | None
    recommended: bool | None
    second: str | None
    second_score: float | None
    certainty: str | None
    cautions: tuple[str, ...]
    reasons: tuple[GroundData, ...]
    next_question: str | None
    unanswered: int | None
    problems: tuple[CellProblemData, ...]
    rules: str


def caseload(
    rules: Rules,
    summary: Summary,
    sheets: tuple[SheetNotes, ...],
    tool_version: str,
    *,
    suppress: bool,
) -> CaseloadData:
    """The caseload as a whole."""
    counts = shown_counts(rules, summary, suppress=suppress)
    recommended = {key: _count(text) for key, text in counts.by_first.items() if key != NOBODY}
    return CaseloadData(
        **head_with_rules("caseload", rules, tool_version),
        clients=_count(counts.clients),
        scored=_count(counts.scored),
        suppressed=suppress,
        cautions=_counts(counts.cautions),
        recommended=recommended | {"none": _count(counts.by_first.get(NOBODY, "0"))},
        certainty=_counts(counts.by_certainty),
        unknown=_counts(counts.unknown),
        problems=tuple(
            ColumnProblemData(
                code=wrong.code,
                file=wrong.file,
                column=wrong.column + 1,
                rows=wrong.rows,
                first_rows=tuple(wrong.first),
                message=wrong.message,
            )
            for wrong in summary.problems
        ),
        sheets=tuple(map(_sheet, sheets)),
    )


def segments(
    rules: Rules, groups: tuple[Group, ...], summary: Summary, tool_version: str
) -> SegmentsData:
    """The segments that were made of a caseload."""
    return SegmentsData(
        **head_with_rules("segments", rules, tool_version),
        clients=summary.scored,
        left_out=summary.clients - summary.scored,
        segments=tuple(
            CaseloadSegmentData(
                model=group.model,
                clients=group.clients,
                share=share_text(group.share),
                answers={need.criterion: need.level for need in group.needs},
                unknown=tuple(group.unknown),
                joined=tuple(group.joined),
            )
            for group in groups
        ),
    )


def client_line(rules: Rules, record: Record) -> ClientLineData:
    """One client, with ids of models and criteria in place of their names."""
    outcome, scored, second = record.outcome, record.scored, bool(record.outcome.second)
    return ClientLineData(
        schema=1,
        file=record.file,
        row=record.row,
        id=record.id,
        danger=any(caution.danger for caution in outcome.cautions),
        first=outcome.first if scored else None,
        score=points(outcome.tenths) if scored else None,
        recommended=outcome.recommended if scored else None,
        second=outcome.second if second else None,
        second_score=points(outcome.second_tenths) if second else None,
        certainty=outcome.certainty if scored else None,
        cautions=tuple(caution.full_id for caution in outcome.cautions),
        reasons=tuple(GroundData(**reason._asdict()) for reason in outcome.reasons),
        next_question=outcome.next_question or None,
        unanswered=outcome.open.bit_count() if scored else None,
        problems=tuple(
            CellProblemData(code=p.code, column=p.column + 1, message=p.message)
            for p in record.problems
        ),
        rules=rules.version,
    )


def _sheet(told: SheetNotes) -> SheetData:
    layout = told.layout
    return SheetData(
        file=layout.file,
        header_row=layout.header_row,
        columns={c.criterion: c.index + 1 for c in layout.columns},
        id_column=None if layout.id_index is None else layout.id_index + 1,
        not_used=tuple(index + 1 for index in layout.unused),
        said=tuple(told.said),
    )


def _counts(texts: Mapping[Any, str]) -> dict[str, Count]:
    return {key: _count(text) for key, text in texts.items()}


def _count(text: str) -> Count:
    return int(text) if text.isdigit() else text
