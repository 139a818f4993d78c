"""A caseload as a whole, with the same counts held back as on the page, and its segments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casemodel.caseload.client_rows import ClientRow
from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.row_result import CouldChange
from casemodel.caseload.segments import ClientGroup, Grouping, share_text
from casemodel.caseload.suppression import whole
from casemodel.caseload.tally import NOBODY, Summary
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import SheetNotes, not_asked, shown_counts
from casemodel.render.json_models.base import RulesOutput, filled, head_with_rules, points

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
    """A sheet that was read: the column found for each criterion, and columns not used."""

    file: str
    header_row: int
    columns: Mapping[str, int]
    id_column: int | None
    not_used: tuple[int, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DangerCountsData:
    """Counts of clients whose danger is not known.

    Clients whose rows could not be read on it, clients whose danger is unknown though they could,
    and the criteria on danger that a sheet has no column for.
    """

    rows_not_read: int
    unknown: Count
    not_asked: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseloadData(RulesOutput):
    """The output of `caseload`. With `suppressed`, small counts are held back.

    `person` says how several rows of a person were taken, null that nothing was chosen;
    `repeated_ids` counts rows with an id that another row has. `recommended` counts clients by id,
    'none' for those with no recommendation; `unknown` counts, by criterion, the clients whose
    answer is not known.
    """

    output: Literal["caseload"]
    clients: Count
    scored: Count
    suppressed: bool
    person: PersonChoice | None
    repeated_ids: int
    danger: DangerCountsData
    cautions: Mapping[str, Count]
    recommended: Mapping[str, Count]
    could_change: Mapping[str, Count]
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
    """The output of `caseload --segments`.

    `clients` are those in a segment. Left out are clients whose rows have problems (`left_out`),
    clients without any answer, and groups without an answer in common, whose share is 0. `sheets`
    say which rows were taken for no clients.
    """

    output: Literal["segments"]
    clients: int
    person: PersonChoice | None
    repeated_ids: int
    left_out: int
    without_answers: Count
    without_common_answer: tuple[CaseloadSegmentData, ...]
    segments: tuple[CaseloadSegmentData, ...]
    sheets: tuple[SheetData, ...]


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

    Fields that do not apply are null or empty. `danger` is null where it is unknown: only a plain
    no is false. `match` is in percent. `tied` are the ids tied for first, if a tie is why nothing
    is recommended. `rules` is the version of the rules.
    """

    schema: Literal[1]
    file: str
    row: int
    id: str
    danger: bool | None
    first: str | None
    score: float | None
    match: int | None
    recommended: bool | None
    tied: tuple[str, ...]
    second: str | None
    second_score: float | None
    could_change: CouldChange | None
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
    person: PersonChoice | None,
    *,
    suppress: bool,
) -> CaseloadData:
    """Build the output for a caseload as a whole."""
    counts = shown_counts(rules, summary, suppress=suppress)
    recommended = {key: _count(text) for key, text in counts.by_first.items() if key != NOBODY}
    return CaseloadData(
        **head_with_rules("caseload", rules, tool_version),
        clients=_count(counts.clients),
        scored=_count(counts.scored),
        suppressed=suppress,
        person=person,
        repeated_ids=summary.repeated,
        danger=DangerCountsData(
            rows_not_read=summary.danger_unread,
            unknown=_count(counts.danger_unknown),
            not_asked=not_asked(rules, sheets),
        ),
        cautions=_counts(counts.cautions),
        recommended=recommended | {"none": _count(counts.by_first.get(NOBODY, "0"))},
        could_change=_counts(counts.by_could_change),
        unknown=_counts(counts.unknown),
        problems=tuple(
            filled(ColumnProblemData, wrong, column=wrong.column + 1, first_rows=tuple(wrong.first))
            for wrong in summary.problems
        ),
        sheets=sheets_read(sheets),
    )


def segments(
    rules: Rules,
    grouping: Grouping,
    summary: Summary,
    sheets: tuple[SheetNotes, ...],
    tool_version: str,
    person: PersonChoice | None,
) -> SegmentsData:
    """Build the output for the segments of a caseload, and who was left out of them."""
    return SegmentsData(
        **head_with_rules("segments", rules, tool_version),
        clients=sum(group.clients for group in grouping.groups),
        person=person,
        repeated_ids=summary.repeated,
        left_out=summary.clients - summary.scored,
        without_answers=_count(whole(grouping.without_answers)),
        without_common_answer=tuple(map(_segment, grouping.without_common_answer)),
        segments=tuple(map(_segment, grouping.groups)),
        sheets=sheets_read(sheets),
    )


def _segment(group: ClientGroup) -> CaseloadSegmentData:
    answers = {answer.criterion: answer.level for answer in group.answers}
    return filled(CaseloadSegmentData, group, share=share_text(group.share), answers=answers)


def client_line(rules: Rules, client: ClientRow) -> ClientLineData:
    """Build the line for one client, with ids of models and criteria instead of their names."""
    row, result = client.row, client.result
    first, second = (result.first, result.second) if result else ("", "")
    return ClientLineData(
        schema=1,
        file=row.file,
        row=row.number,
        id=row.id,
        danger=client.danger,
        first=first or None,
        score=points(result.first_tenths) if result and first else None,
        match=result.match if result and first else None,
        recommended=result.recommended if result else None,
        tied=result.tied if result else (),
        second=second or None,
        second_score=points(result.second_tenths) if result and second else None,
        could_change=result.could_change if result else None,
        cautions=tuple(caution.id for caution in client.cautions),
        reasons=tuple(GroundData(**r._asdict()) for r in result.reasons) if result else (),
        next_question=result.next_question or None if result else None,
        unanswered=len(result.unanswered) if result else None,
        problems=tuple(
            CellProblemData(code=p.code, column=p.column + 1, message=p.message)
            for p in row.problems
        ),
        rules=rules.version,
    )


def sheets_read(sheets: tuple[SheetNotes, ...]) -> tuple[SheetData, ...]:
    """The reading of the sheets."""
    return tuple(map(_sheet, sheets))


def _sheet(sheet: SheetNotes) -> SheetData:
    layout = sheet.layout
    return SheetData(
        file=layout.file,
        header_row=layout.header_row,
        columns={c.criterion: c.index + 1 for c in layout.columns},
        id_column=None if layout.id_index is None else layout.id_index + 1,
        not_used=tuple(index + 1 for index in layout.unused),
        said=tuple(sheet.remarks),
    )


def _counts(texts: Mapping[Any, str]) -> dict[str, Count]:
    return {key: _count(text) for key, text in texts.items()}


def _count(text: str) -> Count:
    return int(text) if text.isdigit() else text
