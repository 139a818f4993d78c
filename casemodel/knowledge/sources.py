"""Sources, and the claims they make."""

from dataclasses import field
from typing import Annotated, Literal, NamedTuple

from casemodel.knowledge.fields import (
    Claims,
    Fault,
    Id,
    MaybeText,
    ModelId,
    NewClaimId,
    SomeClaims,
    Text,
    Value,
    entries,
    key,
    read_as,
    whole,
)

Basis = Literal["document", "literature", "inference"]
ClaimKind = Literal[
    "definition",
    "discriminator",
    "feature",
    "best_fit",
    "poor_fit",
    "pro",
    "con",
    "needs",
    "tension",
    "evidence",
    "guidance",
]
BASES: tuple[Basis, ...] = ("document", "literature", "inference")


class Place(NamedTuple):
    """A paragraph of a source: `harmony 8`."""

    source: str
    paragraph: int

    def __str__(self) -> str:
        """Write the place as the rule files do."""
        return f"{self.source} {self.paragraph}"


_PLACE_PATTERN = "^[^ ]+ [0-9]{1,6}$"


def _place(text: str) -> Place:
    """Read a place as rule files write it. Raises Fault."""
    source, _, paragraph = text.rpartition(" ")
    if not source or " " in source or not paragraph.isdecimal() or len(paragraph) > len("999999"):
        raise Fault("place")
    return Place(source, int(paragraph))


PlaceText = Annotated[Place, read_as(_place, Text, {"pattern": _PLACE_PATTERN})]


class SourceParagraph(Value):
    """A paragraph of a source, found by its heading and a few opening words.

    `repeats` names places of other sources that say the same in much the same words; together
    they count as one source.
    """

    number: Annotated[int, whole(0, 1_000_000)] = key("at")
    heading: Text
    opening: Text = ""
    repeats: tuple[PlaceText, ...] = ()


class Source(Value):
    """A published source and how strong it is."""

    id: Id
    title: Text
    publisher: Text
    authors: Text = field(default="", kw_only=True)
    date: Text
    identifier: Text = field(default="", kw_only=True)
    basis: Literal["document", "literature"]
    strength: Text
    strength_note: Text
    paragraphs: tuple[SourceParagraph, ...] = key("places")


class Claim(Value):
    """One thing that sources say about a model, in our words, with its places.

    `with` names the claims that it pulls away from: a tension between sources, or within one.
    `limits` says what its source found against it, or how far it reaches; a claim of the wider
    literature always has it, if only to say that its source gives none.
    """

    id: NewClaimId
    model: ModelId
    kind: ClaimKind
    at: Annotated[tuple[PlaceText, ...], entries(1)]
    says: Text
    against: Claims = key("with", default=())
    limits: MaybeText = ""


class Sourced(Value):
    """A sentence and the claims it rests on: a pro, a con, a summary."""

    says: Text
    claims: SomeClaims


class Feature(Sourced):
    """A model's answer to a row of the comparison; the sources may be silent on it."""

    claims: Claims
