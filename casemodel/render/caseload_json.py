"""The summary of a caseload as JSON, with the same counts held back as on the page."""

from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.segments import ClientGroup, Grouping, share_text
from casemodel.caseload.suppression import whole
from casemodel.caseload.tally import NOBODY, Summary
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import Told, not_asked, shown_counts
from casemodel.render.as_json import Json, head


def caseload(
    rules: Rules,
    summary: Summary,
    sheets: tuple[Told, ...],
    tool_version: str,
    person: PersonChoice | None,
    *,
    suppress: bool,
) -> Json:
    """The caseload as a whole. A count is a number, or a text where it is held back."""
    counts = shown_counts(rules, summary, suppress=suppress)
    return head("caseload", rules, tool_version) | {
        "clients": _number(counts.clients),
        "scored": _number(counts.scored),
        "suppressed": suppress,
        "person": person,
        "repeated_ids": summary.repeated,
        "danger": {
            "rows_not_read": summary.danger_unread,
            "unknown": _number(counts.danger_unknown),
            "not_asked": list(not_asked(rules, sheets)),
        },
        "cautions": {key: _number(text) for key, text in counts.cautions.items()},
        "recommended": {
            key or "none": _number(text) for key, text in counts.by_first.items() if key != NOBODY
        }
        | {"none": _number(counts.by_first.get(NOBODY, "0"))},
        "certainty": {key: _number(text) for key, text in counts.by_certainty.items()},
        "unknown": {key: _number(text) for key, text in counts.unknown.items()},
        "problems": [
            {
                "code": wrong.code,
                "file": wrong.file,
                "column": wrong.column + 1,
                "rows": wrong.rows,
                "first_rows": list(wrong.first),
                "message": wrong.message,
            }
            for wrong in summary.problems
        ],
        "sheets": [
            {
                "file": told.layout.file,
                "header_row": told.layout.header_row,
                "columns": {c.criterion: c.index + 1 for c in told.layout.columns},
                "id_column": None if told.layout.id_index is None else told.layout.id_index + 1,
                "not_used": [index + 1 for index in told.layout.unused],
                "said": list(told.said),
            }
            for told in sheets
        ],
    }


def segments(
    rules: Rules,
    grouping: Grouping,
    summary: Summary,
    tool_version: str,
    person: PersonChoice | None,
) -> Json:
    """The segments that were made of a caseload, and who was left out of them."""
    return head("segments", rules, tool_version) | {
        "clients": sum(group.clients for group in grouping.groups),
        "person": person,
        "repeated_ids": summary.repeated,
        "left_out": summary.clients - summary.scored,
        "without_answers": _number(whole(grouping.without_answers)),
        "without_common_answer": [_group(group) for group in grouping.without_common_answer],
        "segments": [_group(group) for group in grouping.groups],
    }


def _group(group: ClientGroup) -> Json:
    return {
        "model": group.model,
        "clients": group.clients,
        "share": share_text(group.share),
        "answers": {answer.criterion: answer.level for answer in group.answers},
        "unknown": list(group.unknown),
        "joined": list(group.joined),
    }


def _number(text: str) -> int | str:
    return int(text) if text.isdigit() else text
