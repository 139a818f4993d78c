"""What a caseload takes of the staff, as JSON, with the same counts held back as on the page."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from casemodel.caseload.staffing import Mix, Staffing
from casemodel.caseload.suppression import NOT_SHOWN, in_parts
from casemodel.knowledge.values import Rules
from casemodel.render.as_json import Json, head


def staffing(rules: Rules, found: Staffing, tool_version: str, *, suppress: bool) -> Json:
    """Every mix and the best assignment. A count is a number, or a text where it is held back."""
    moved = {(one.best, one.served): one.clients for one in found.moved}
    moved["", ""] = found.clients - sum(moved.values())
    shown: Mapping[tuple[str, str], str] = in_parts(moved) if suppress else {}
    return head("staffing", rules, tool_version) | {
        "clients": found.clients,
        "case_managers": float(found.managers),
        "clinicians": None if found.clinicians is None else float(found.clinicians),
        "suppressed": suppress,
        "clients_each": [
            {
                "model": one.model,
                "clients": one.clients,
                "of": "clinicians" if one.clinicians else "case_managers",
                "from_band": one.from_band,
            }
            for one in found.each
        ],
        "left_out": list(found.left_out),
        "mixes": [_mix(mix, found.clients, suppress=suppress) for mix in found.mixes],
        "assignment": found.placed and _mix(found.placed, found.clients, suppress=suppress),
        "may_lack": found.short / 10,
        "least_posts": None if found.least is None else _posts(found.least, suppress=False),
        "underserved": [
            {
                "best": one.best,
                "served_by": one.served,
                "clients": one.clients
                if not suppress or shown[one.best, one.served] != NOT_SHOWN
                else NOT_SHOWN,
            }
            for one in found.moved
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
