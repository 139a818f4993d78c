"""The staff that a caseload takes, with the same counts held back as on the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.staffing import Mix, StaffingResult
from casemodel.caseload.suppression import NOT_SHOWN, in_parts
from casemodel.caseload.tally import Summary
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import SheetNotes
from casemodel.render.json_models.base import RulesOutput, filled, head_with_rules, of
from casemodel.render.json_models.caseload import Count, SheetData, sheets_read


@dataclass(frozen=True, kw_only=True)
class ClientsEachData:
    """The number of clients that one of the staff can have in a model."""

    model: str
    clients: int
    of: Literal["clinicians", "case_managers"]


@dataclass(frozen=True, kw_only=True)
class MixData:
    """A mix of models: clients by model, the posts and clinicians it takes, and its mean score."""

    id: str
    clients: Mapping[str, Count]
    posts: float
    clinicians: float
    mean_score: float | None


@dataclass(frozen=True, kw_only=True)
class UnderservedData:
    """Clients whom another model serves than the one that suits them best."""

    best: str
    served_by: str = of("served")
    clients: Count


@dataclass(frozen=True, kw_only=True)
class StaffingData(RulesOutput):
    """The output of `staffing`.

    `person` says how several rows of a person were taken, null that nothing was chosen;
    `repeated_ids` counts rows with an id that another row has, `danger_rows_not_read` rows on whose
    danger nothing could be read. `assignment` is the best within the staff, or null;
    `assignment_looked_for` is false where the solver is not installed. `least_posts` are the fewest
    that serve everyone. `sheets` say which rows were taken for no clients.
    """

    output: Literal["staffing"]
    clients: int
    case_managers: float
    clinicians: float | None
    suppressed: bool
    person: PersonChoice | None
    repeated_ids: int
    danger_rows_not_read: int
    clients_each: tuple[ClientsEachData, ...]
    left_out: tuple[str, ...]
    mixes: tuple[MixData, ...]
    assignment_looked_for: bool = of("looked_for")
    assignment: MixData | None
    least_posts: float | None
    underserved: tuple[UnderservedData, ...]
    sheets: tuple[SheetData, ...]


def staffing(
    rules: Rules,
    result: StaffingResult,
    summary: Summary,
    sheets: tuple[SheetNotes, ...],
    tool_version: str,
    person: PersonChoice | None,
    *,
    suppress: bool,
) -> StaffingData:
    """Build every mix and the best assignment. A count is a number, or a text if held back."""
    moved = {(u.best, u.served): u.clients for u in result.underserved}
    moved["", ""] = result.clients - sum(moved.values())
    shown_counts: Mapping[tuple[str, str], str] = in_parts(moved) if suppress else {}
    assigned = result.assigned
    return filled(
        StaffingData,
        result,
        **head_with_rules("staffing", rules, tool_version),
        case_managers=float(result.managers),
        clinicians=None if result.clinicians is None else float(result.clinicians),
        suppressed=suppress,
        person=person,
        repeated_ids=summary.repeated,
        danger_rows_not_read=summary.danger_unread,
        clients_each=tuple(
            ClientsEachData(
                model=capacity.model,
                clients=capacity.clients,
                of="clinicians" if capacity.clinicians else "case_managers",
            )
            for capacity in result.capacities
        ),
        mixes=tuple(_mix(mix, result.clients, suppress=suppress) for mix in result.mixes),
        assignment=_mix(assigned, result.clients, suppress=suppress) if assigned else None,
        least_posts=None if result.least is None else _posts(result.least, suppress=False),
        underserved=tuple(
            filled(
                UnderservedData,
                u,
                clients=u.clients
                if not suppress or shown_counts[u.best, u.served] != NOT_SHOWN
                else NOT_SHOWN,
            )
            for u in result.underserved
        ),
        sheets=sheets_read(sheets),
    )


def _mix(mix: Mix, clients: int, *, suppress: bool) -> MixData:
    counts = in_parts(mix.clients) if suppress else {m: str(n) for m, n in mix.clients.items()}
    return MixData(
        id=mix.id,
        clients={m: int(text) if text.isdigit() else text for m, text in counts.items()},
        posts=_posts(mix.posts, suppress=suppress),
        clinicians=_posts(mix.clinicians, suppress=suppress),
        mean_score=round(Fraction(mix.tenths, clients)) / 10 if clients else None,
    )


def _posts(posts: Fraction, *, suppress: bool) -> float:
    """Round posts up to a tenth; to a whole where small counts could be worked out from them."""
    return float(ceil(posts)) if suppress else ceil(posts * 10) / 10
