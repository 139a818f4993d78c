"""Criteria, their levels, and the numbers that answer them."""

from typing import Annotated, Literal

from casemodel.knowledge.fields import (
    TEXT_OR_NUMBER,
    Claims,
    CriterionId,
    Edge,
    Fault,
    Id,
    MaybeId,
    Percent,
    SomeClaims,
    Text,
    Value,
    as_written,
    entries,
    key,
    shorthand,
    whole,
)

Kind = Literal["client", "organization"]
Group = Literal["need", "capacity", "goal"]

KINDS: tuple[Kind, ...] = ("client", "organization")
GROUPS: tuple[Group, ...] = ("need", "capacity", "goal")

NO_SUCH_QUESTION = "There is no question with this name."
"""The message where a file names a criterion that the rules do not have."""


class Wording(Value):
    """A text in two versions: for a client and for an organization."""

    client: Text = ""
    organization: Text = ""

    def said_to(self, kind: Kind) -> str:
        """Give the text for a profile of this kind."""
        return self.client if kind == "client" else self.organization


def _both_kinds(value: object) -> object:
    """Read one text as the text for both kinds of profile."""
    text = as_written(value)
    return {"client": text, "organization": text} if isinstance(text, str) else text


Worded = Annotated[Wording, shorthand(_both_kinds, {"type": list(TEXT_OR_NUMBER), "minLength": 1})]


def number_text(thousandths: int) -> str:
    """Write thousandths as a decimal without needless zeros: 12500 is '12.5'."""
    whole, remainder = divmod(thousandths, 1000)
    return f"{whole}.{remainder:03}".rstrip("0") if remainder else str(whole)


class Level(Value):
    """One answer to a criterion's question.

    `share` is the percentage of profiles expected to stand here (0 to 100); the levels without one
    share evenly what the others leave. `from` and `below` bound the band of numbers that count as
    this level; an edge left out is open. `formerly` are the ids it had in earlier rules, and
    `former_words` the names.
    """

    id: Id
    name: Worded
    share: Percent | None = None
    least: Edge | None = key("from", default=None)
    below: Edge | None = None
    formerly: tuple[Id, ...] = ()
    former_words: tuple[Text, ...] = ()

    @property
    def band(self) -> str:
        """The range of numbers that counts as this level, in words; empty if it has none."""
        if self.least is not None and self.below is not None:
            return f"{number_text(self.least)} to under {number_text(self.below)}"
        if self.least is not None:
            return f"{number_text(self.least)} or more"
        return f"under {number_text(self.below)}" if self.below is not None else ""


class Criterion(Value):
    """One question about a client or an organization, with its levels in order.

    `counts` and `per` name the quantities that answer it by a number: `counts`, or `counts / per`.
    `claims` are the claims for which it is asked; the default weight (1, 2 or 3) follows from them.
    `formerly` are the ids it had in earlier rules.
    """

    id: Id
    group: Group
    name: Text
    asked_of: Annotated[tuple[Kind, ...], entries(1)]
    question: Worded
    levels: Annotated[tuple[Level, ...], entries(2)]
    help: Text
    weight: Annotated[int, whole(1, 3)]
    claims: SomeClaims
    shares_reason: Text = ""
    counts: MaybeId = ""
    per: MaybeId = ""
    bands_reason: Text = ""
    formerly: tuple[Id, ...] = ()

    def check(self) -> None:
        """Check that shares and bands have reasons, and each kind a question. Raises Fault."""
        if any(level.share is not None for level in self.levels) and not self.shares_reason:
            raise Fault("shares_reason")
        if self.counts and not self.bands_reason:
            raise Fault("bands_reason")
        if not all(self.question.said_to(kind) for kind in self.asked_of):
            raise Fault("question")

    def level(self, level_id: str) -> Level:
        """Find the level with this id. Raises KeyError if there is none."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise KeyError(level_id)


class CriteriaGroup(Value):
    """The name of a group of criteria, and what it is about."""

    id: Group
    name: Text
    says: Text


class Quantity(Value):
    """A number people know, such as how many clients are served, allowed from `least` to `most`."""

    id: Id
    question: Text
    unit: Text
    least: Annotated[int, whole(0)]
    most: Annotated[int, whole(None, 1_000_000_000)]


class ShortForm(Value):
    """The few questions that settle most, for people with little time, and the reason for them."""

    ask: Annotated[tuple[CriterionId, ...], entries(1)]
    reason: Text


class Idea(Value):
    """One idea that several criteria ask about, so that they share its weight.

    The first of `criteria` weighs what the weight rule gives it, but 2 at most; each of the others
    weighs 1.
    """

    id: Id
    name: Text
    criteria: Annotated[tuple[CriterionId, ...], entries(2)]
    reason: Text


class NotCounted(Value):
    """A circumstance that does not count in any score, and why.

    `formerly` are the criteria by which it was asked in earlier rules.
    """

    id: Id
    name: Text
    says: Text
    claims: Claims = ()
    formerly: tuple[Id, ...] = ()
