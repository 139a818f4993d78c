"""What a caseload takes of the staff, as JSON, with the same counts held back as on the page."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.staffing import Mix, StaffingResult
from casemodel.caseload.suppression import NOT_SHOWN, in_parts
from casemodel.caseload.tally import Summary
from casemodel.knowledge.values import Rules
from casemodel.render.as_json import Json, head


def staffing(
    rules: Rules,
    result: StaffingResult,
    summary: Summary,
    tool_version: str,
    person: PersonChoice | None,
    *,
    suppress: bool,
) -> Json:
    """Every mix and the best assignment. A count is a number, or a text where it is held back."""
    moved = {(u.best, u.served): u.clients for u in result.underserved}
    moved["", ""] = result.clients - sum(moved.values())
    shown: Mapping[tuple[str, str], str] = in_parts(moved) if suppress else {}
    return head("staffing", rules, tool_version) | {
        "clients": result.clients,
        "case_managers": float(result.managers),
        "clinicians": None if result.clinicians is None else float(result.clinicians),
        "suppressed": suppress,
        "person": person,
        "repeated_ids": summary.repeated,
        "danger_rows_not_read": summary.danger_unread,
        "clients_each": [
            {
                "model": capacity.model,
                "clients": capacity.clients,
                "of": "clinicians" if capacity.clinicians else "case_managers",
            }
            for capacity in result.capacities
        ],
        "left_out": list(result.left_out),
        "mixes": [_mix(mix, result.clients, suppress=suppress) for mix in result.mixes],
        "assignment_looked_for": result.looked_for,
        "assignment": result.assigned and _mix(result.assigned, result.clients, suppress=suppress),
        "least_posts": None if result.least is None else _posts(result.least, suppress=False),
        "underserved": [
            {
                "best": u.best,
                "served_by": u.served,
                "clients": u.clients
                if not suppress or shown[u.best, u.served] != NOT_SHOWN
                else NOT_SHOWN,
            }
            for u in result.underserved
        ],
    }


def _mix(mix: Mix, clients: int, *, suppress: bool) -> Json:
    counts = in_parts(mix.clients) if suppress else {m: str(n) for m, n in mix.clients.items()}
    return {
        "id": mix.id,
        "clients": {m: int(text) if text.isdigit() else text for m, text in counts.items()},
        "posts": _posts(mix.posts, suppress=suppress),
        "clinicians": _posts(mix.clinicians, suppress=suppress),
        "mean_score": round(Fraction(mix.tenths, clients)) / 10 if clients else None,
    }


def _posts(posts: Fraction, *, suppress: bool) -> float:
    """Posts to a tenth, rounded up; whole where small counts could be worked out from them."""
    return float(ceil(posts)) if suppress else ceil(posts * 10) / 10
