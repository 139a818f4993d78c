"""The values of a profile: the answers of one client or one organization."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from casemodel.knowledge.criteria import Kind

WHOLE = -1
"""In place of the number of a group of clients: everyone together."""

State = Literal["answered", "refused", "not_known", "not_asked"]

# How the three states that are no answer are written in a file. 'no' is an answer like any other.
UNANSWERED_WORDS: Mapping[str, State] = {
    "refused": "refused",
    "not known": "not_known",
    "not asked": "not_asked",
}


class Answer(NamedTuple):
    """One answer of a profile to a criterion.

    `level` is empty unless `state` is 'answered'. `number` is the text of the number the level was
    read from ('14.5', or '300 / 20'), empty where the level was named. `origin` says where the
    value came from, if it was not written by hand. `hint` is a level that records propose: it
    counts for nothing until a person confirms it.
    """

    state: State
    level: str
    note: str = ""
    number: str = ""
    origin: str = ""
    hint: str = ""


class Segment(NamedTuple):
    """A part of an organization's population with needs of its own.

    `part` is its share of the population as a whole number; the shares of all segments are in
    proportion to their parts. `share` is the share as written. Where `share_known` is False, the
    parts of such segments are an even split of what the others leave. `answers` are those for this
    segment alone; all others are taken from the population as a whole.
    """

    name: str
    part: int
    share: str
    answers: Mapping[str, Answer]
    share_known: bool = True


class Profile(NamedTuple):
    """One client or one organization.

    `label` is an organization's name or a client's id, and may be empty. `answers` are those
    written, by criterion; a criterion that is absent was not asked. `quantities` are the numbers
    given, as written, and `number_notes` the notes beside them. `agency` holds a client's agency:
    its capacity and goals, or None. `date` is an ISO date or empty. `current_model` is the id of a
    model, family, hybrid or form. `weights` are factors by criterion, as written; `priorities` is
    an order of criteria, the first the most important. `costs` are an organization's own figures by
    key, as written, overhead without its percent sign. `travel` is what travel costs for one post
    of a model, where that is not the figure in `costs`.
    """

    kind: Kind
    label: str
    date: str
    answers: Mapping[str, Answer]
    quantities: Mapping[str, str]
    agency: "Profile | None" = None
    current_model: str = ""
    segments: tuple[Segment, ...] = ()
    weights: Mapping[str, str] = MappingProxyType({})
    priorities: tuple[str, ...] = ()
    costs: Mapping[str, str] = MappingProxyType({})
    travel: Mapping[str, str] = MappingProxyType({})
    number_notes: Mapping[str, str] = MappingProxyType({})

    def levels(self) -> dict[str, str]:
        """Give the level of every criterion that is answered."""
        return {c: a.level for c, a in self.answers.items() if a.state == "answered"}
