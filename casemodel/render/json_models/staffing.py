"""What a caseload takes of the staff, with the same counts held back as on the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from casemodel.caseload.staffing import Mix, Staffing
from casemodel.caseload.suppression import NOT_SHOWN, in_parts
from casemodel.knowledge.values import Rules
from casemodel.render.json_models.base import RulesOutput, head_with_rules
from casemodel.render.json_models.caseload import Count


@dataclass(frozen=True, kw_only=True)
class ClientsEachData:
    """How many clients one of the staff can have in a model, and whether a band says so."""

    model: str
    clients: int
    of: Literal["clinicians", "case_managers"]
    from_band: bool


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
    """Clients whom another model serves than the best for them."""

    best: str
    served_by: str
    clients: Count


@dataclass(frozen=True, kw_only=True)
class StaffingData(RulesOutput):
    """The output of `staffing`.

    `assignment` is the best within the staff, or null; `may_lack` is by how many points a client's
    mean may fall short of the best there is. `least_posts` are the fewest that serve everyone.
    """

    output: Literal["staffing"]
    clients: int
    case_managers: float
    clinicians: float | None
    suppressed: bool
    clients_each: tuple[ClientsEachData, ...]
    left_out: tuple[str, ...]
    mixes: tuple[MixData, ...]
    assignment: MixData | None
    may_lack: float
    least_posts: float | None
    underserved: tuple[UnderservedData, ...]


def staffing(rules: Rules, found: Staffing, tool_version: str, *, suppress: bool) -> StaffingData:
    """Every mix and the best assignment. A count is a number, or a text where it is held back."""
    moved = {(one.best, one.served): one.clients for one in found.moved}
    moved["", ""] = found.clients - sum(moved.values())
    shown: Mapping[tuple[str, str], str] = in_parts(moved) if suppress else {}
    return StaffingData(
        **head_with_rules("staffing", rules, tool_version),
        clients=found.clients,
        case_managers=float(found.managers),
        clinicians=None if found.clinicians is None else float(found.clinicians),
        suppressed=suppress,
        clients_each=tuple(
            ClientsEachData(
                model=one.model,
                clients=one.clients,
                of="clinicians" if one.clinicians else "case_managers",
                from_band=one.from_band,
            )
            for one in found.each
        ),
        left_out=tuple(found.left_out),
        mixes=tuple(_mix(mix, found.clients, suppress=suppress) for mix in found.mixes),
        assignment=_mix(found.placed, found.clients, suppress=suppress) if found.placed else None,
        may_lack=found.short / 10,
        least_posts=None if found.least is None else _posts(found.least, suppress=False),
        underserved=tuple(
            UnderservedData(
                best=one.best,
                served_by=one.served,
                clients=one.clients
                if not suppress or shown[one.best, one.served] != NOT_SHOWN
                else NOT_SHOWN,
            )
            for one in found.moved
        ),
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
    """Posts to a tenth, rounded up; whole where small counts could be worked out from them."""
    return float(ceil(posts)) if suppress else ceil(posts * 10) / 10
