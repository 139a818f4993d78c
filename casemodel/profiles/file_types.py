"""The keys of a profile: all of them, the needed ones, and the texts that editors show.

The readers take the keys from these types, and the JSON Schema takes everything. The values are
read by `casemodel.profiles.reader`, since a client's problems may quote no value.
`casemodel.profiles.json_schema` replaces each role by what the rules ask.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal

from casemodel.files.limits import NAME_LENGTH, NOTE_LENGTH, SEGMENT_NAME_LENGTH, SEGMENTS
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.fields import (
    DATE_PATTERN,
    File,
    Mark,
    Schema,
    Value,
    described,
    entries,
    key,
    read_as,
    role,
    written_text,
)

_OF_WHOM: Mark = described("Who is described: one client, or an organization with its clients.")
Note = Annotated[str, written_text(NOTE_LENGTH, "A note of yours; it counts for nothing.")]
Day = Annotated[
    str,
    described(
        "The day these answers were given: year-month-day.",
        {"type": "string", "pattern": DATE_PATTERN},
    ),
]


class NotedAnswer(Value, kw_only=True):
    """An answer with a note and its origin, or a level that records propose for it."""

    answer: Annotated[str, role("answer")]
    note: Note = ""
    origin: Annotated[str, written_text(NOTE_LENGTH, "Where the answer came from.")] = key(
        "from", default=""
    )
    former_origin: Annotated[str, written_text(NOTE_LENGTH, "An earlier name of from.")] = key(
        "origin", default=""
    )
    hint: Annotated[str, role("hint")] = ""


class AgencyPart(Value, kw_only=True):
    """The client's agency: what it has, and what it wants."""

    name: Annotated[str, written_text(NAME_LENGTH, "The agency's name.")] = ""
    current_model: Annotated[str, role("current_model")] = ""
    answers: Annotated[Mapping[str, Any], role("agency.answers")]


class SegmentPart(Value, kw_only=True):
    """A group of clients with needs of their own."""

    name: Annotated[str, written_text(SEGMENT_NAME_LENGTH, "What you call this group.")]
    share: Annotated[
        str,
        described(
            "Its part of all clients: 70%, 0.7, 7/10, or not known.", {"type": ["string", "number"]}
        ),
    ] = ""
    clients: Annotated[
        int,
        described(
            "How many clients it has, in place of a share.",
            {"type": ["integer", "string"], "minimum": 1},
        ),
    ] = 0
    note: Note = ""
    answers: Annotated[Mapping[str, Any], role("segment.answers")] = field(default_factory=dict)


MONEY: Schema = {"type": ["number", "string"], "minimum": 0}


def _money(says: str) -> Mark:
    """Mark a sum a year, in a person's own currency."""
    return described(f"{says}, a year, in your own currency: digits alone.", MONEY)


class CostsPart(Value, kw_only=True):
    """An organization's own figures, from which posts become money. They change no score."""

    case_manager_salary: Annotated[str, _money("The salary of a full-time case manager")] = ""
    clinician_salary: Annotated[str, _money("The salary of a full-time clinician")] = ""
    overhead: Annotated[
        str,
        described(
            "What comes on top of salaries, in percent of them, such as 25%.",
            {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)? ?%$|^not (known|asked)$|^refused$"},
        ),
    ] = ""
    travel: Annotated[Any, role("costs.travel")] = ""
    budget_amount: Annotated[str, _money("The money there is for this work")] = ""


class ClientFile(File, kw_only=True):
    """A profile of one client."""

    kind: Annotated[Literal["client"], _OF_WHOM]
    id: Annotated[
        str, written_text(NAME_LENGTH, "An id of your own for the client; never a name.")
    ] = ""
    date: Day = ""
    note: Note = ""
    answers: Annotated[Mapping[str, Any], role("client.answers")]
    agency: Annotated[AgencyPart | None, read_as(lambda part: part, AgencyPart)] = None
    weights: Annotated[Mapping[str, Any], role("client.weights")] = field(default_factory=dict)
    priorities: Annotated[tuple[str, ...], role("client.priorities")] = ()


class OrganizationFile(File, kw_only=True):
    """A profile of an organization."""

    kind: Annotated[Literal["organization"], _OF_WHOM]
    name: Annotated[str, written_text(NAME_LENGTH, "The organization's name.")] = ""
    date: Day = ""
    note: Note = ""
    current_model: Annotated[str, role("current_model")] = ""
    answers: Annotated[Mapping[str, Any], role("organization.answers")]
    segments: Annotated[
        tuple[SegmentPart, ...],
        entries(*SEGMENTS),
        described("Groups of clients with needs of their own, which together are everyone."),
    ] = ()
    costs: Annotated[CostsPart | None, read_as(lambda part: part, CostsPart)] = None
    weights: Annotated[Mapping[str, Any], role("organization.weights")] = field(
        default_factory=dict
    )
    priorities: Annotated[tuple[str, ...], role("organization.priorities")] = ()


PROFILE_TYPES: Mapping[Kind, type[File]] = {"client": ClientFile, "organization": OrganizationFile}
"""The type of a profile's file by its kind."""
