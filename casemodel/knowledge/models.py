"""Models and hybrids, with ratings, requirements and cautions; forms, and referral alone."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.fields import (
    NOT_WRITTEN,
    OR_NEUTRAL,
    Claims,
    Count,
    CriterionId,
    Fault,
    Flag,
    Id,
    Led,
    MaybeId,
    MaybeText,
    ModelId,
    Percent,
    SomeClaims,
    SomeIds,
    Text,
    Value,
    entries,
    key,
    read_as,
    whole,
)
from casemodel.knowledge.sources import Basis, Feature, Sourced

Step = Literal["strong_fit", "fit", "neutral", "misfit", "strong_misfit"]
Way = Literal["tiered", "blended", "step_down", "overlay"]
Strength = Literal["must", "should"]
STEPS: tuple[Step, ...] = ("strong_fit", "fit", "neutral", "misfit", "strong_misfit")


class Rating(Value):
    """The fit of a model when a criterion stands at a level, with the reason and its basis.

    `documents_say` is what the five documents alone would rate where the literature contradicts
    them.
    """

    step: Step = key("rating")
    basis: Basis
    claims: Claims
    reason: Text
    documents_say: Step | None = None


class Condition(Value):
    """A condition on a profile: its answer to the criterion is one of these levels."""

    criterion: CriterionId
    levels: SomeIds = key("is")


SomeConditions = Annotated[tuple[Condition, ...], entries(1)]


class Requirement(Value):
    """Something that an organization must or should have to run a model.

    `met_by` are the conditions that must all hold; with none, no answer can show it, and it stays
    to be confirmed. `to_close` says what closing the gap takes. `counted_in` names a quantity (case
    managers, or the clinicians among them) for a requirement in numbers: at most `clients_each`
    clients for each of them, or at `least` so many of them. `name` is a short name for lists in one
    line, left out where `says` is short enough. `basis` says what the number rests on: `inference`
    marks a number of our own. `formerly` are the ids it had in earlier rules.
    """

    id: Id
    strength: Strength
    says: Text
    claims: SomeClaims
    met_by: tuple[Condition, ...] = field(default=(), kw_only=True)
    to_close: Text
    counted_in: MaybeId = ""
    clients_each: Count | None = None
    least: Count | None = None
    name: MaybeText = ""
    basis: Basis | None = None
    formerly: tuple[Id, ...] = ()

    def check(self) -> None:
        """Check that a quantity stands with one number. Raises Fault."""
        numbers = [n for n in (self.clients_each, self.least) if n is not None]
        if len(numbers) != (1 if self.counted_in else 0):
            raise Fault("counted")

    @property
    def in_short(self) -> str:
        """The name for lists in one line."""
        return self.name or self.says


class Caution(Value):
    """A warning a person must see whatever the score is; it shows when all of `when` hold.

    `danger` puts it first on the page, before any score. `model` is empty for a caution about the
    client or the answers; otherwise it shows when that model comes first.
    """

    id: Id
    model: Annotated[str, NOT_WRITTEN] = field(default="", kw_only=True)
    danger: Flag = field(default=False, kw_only=True)
    says: Text
    claims: SomeClaims
    when: SomeConditions

    @property
    def full_id(self) -> str:
        """An id that no other caution has: a model's own begins with the model's id."""
        return f"{self.model}.{self.id}" if self.model else self.id


class GeneralCaution(Caution):
    """A warning that is shown whatever the score is; `danger` puts it first on the page."""

    danger: Flag = field(kw_only=True)


class ModelCaution(Caution):
    """A warning that is shown when the model comes first."""

    danger: Annotated[bool, NOT_WRITTEN] = field(default=False, kw_only=True)


class Once(Value):
    """Criteria of which at most one can stand at a level."""

    level: Id
    among: Annotated[tuple[CriterionId, ...], entries(2)]


class Numbers(Value):
    """Two quantities of which the first can hardly be the greater."""

    more: Id
    than: Id


class Contradiction(Value):
    """Answers or numbers of one profile that pull against each other.

    It is stated in one of three ways: all of `when` hold; more than one criterion stands at the
    level of `once`; the first of two `numbers` is greater than the second.
    """

    id: Id
    says: Text
    claims: Claims = ()
    when: Annotated[tuple[Condition, ...], entries(2)] = ()
    once: Once | None = None
    numbers: Numbers | None = None

    def check(self) -> None:
        """Check that it is stated in exactly one way. Raises Fault."""
        if sum(map(bool, (self.when, self.once, self.numbers))) != 1:
            raise Fault("told_one_way")


HybridPoints = Annotated[int, whole(0, 20)]
"""Points that a hybrid must make up for, from 0 to 20; no hybrid could make up for more."""


class Hybrid(Value):
    """Two models run together: how, at what overhead (points), and what each part leads on.

    `leads` gives, for a part, the criteria on which its ratings count; a tiered hybrid has none.
    `serves` and `moves` say who is served by which part and how people move between them.
    `requirements` are its own, beside those of its parts.
    """

    id: Id
    name: Text
    way: Way
    parts: Annotated[tuple[ModelId, ...], entries(2, 2)]
    overhead: HybridPoints
    claims: SomeClaims
    reason: Text
    serves: Text
    moves: Text
    leads: Led = field(default_factory=dict)
    requirements: tuple[Requirement, ...] = ()

    def check(self) -> None:
        """Check that the parts differ and that a tier has no leads. Raises Fault."""
        if self.parts[0] == self.parts[1]:
            raise Fault("parts", "parts")
        if self.leads and self.way == "tiered":
            raise Fault("led_tier", "leads")


class Tiers(Value):
    """The rules for every tiered hybrid.

    A tier of three parts pays `third_part_overhead` points beside the largest overhead of its
    pairs. No part may have fewer than `posts_for_a_part` posts. A model suits a group if its points
    from needs there are above 0 and at least `suits_percent` percent of the highest there.
    `requirement` words the must that there be enough posts for all parts; None in rules without
    tiers.
    """

    third_part_overhead: HybridPoints
    posts_for_a_part: Count
    suits_percent: Percent
    requirement: Requirement | None


NO_TIERS = Tiers(0, 1, 0, None)
"""Stands where rules have no hybrids."""


class FeatureRow(Value):
    """A row of the comparison, the same for every model."""

    id: Id
    question: Text


Ratings = Mapping[CriterionId, Annotated[Mapping[Id, Annotated[Rating, OR_NEUTRAL]], OR_NEUTRAL]]


class Model(Value):
    """A case management model: what it is, how it is rated, and what speaks for and against it.

    `ratings[criterion][level]` holds every rating that is not a plain neutral.
    """

    id: Id
    name: Text
    family: MaybeId = field(default="", kw_only=True)
    scored: Flag = field(default=True, kw_only=True)
    summary: Sourced
    features: Mapping[Id, Feature]
    ratings: Ratings = field(default_factory=dict)
    pros: tuple[Sourced, ...] = ()
    cons: tuple[Sourced, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    cautions: Annotated[tuple[Caution, ...], read_as(tuple, tuple[ModelCaution, ...])] = ()


class FormMarks(Value):
    """The marks of a form: who works, how many clients each has, at what hours and for how long."""

    staff: Text
    ratio: Text
    hours: Text
    length: Text


class Form(Value):
    """A named way to run one of the models, or a way between two; described, never scored.

    `parents` are the model it belongs to, or the two models it lies between. The answers point to
    it when all of `when` hold; the first condition is the one that decides.
    """

    id: Id
    name: Text
    aliases: tuple[Text, ...] = field(default=(), kw_only=True)
    parents: Annotated[tuple[ModelId, ...], entries(1, 2)]
    says: Text
    marks: FormMarks
    for_whom: Text
    evidence: Sourced
    standards: Feature
    claims: SomeClaims
    when: SomeConditions


class ReferralCase(Value):
    """The conditions under which referral alone may be enough, for one kind of profile.

    `says` is for when all of `when` hold, `near` for all but one.
    """

    says: Text
    near: Text
    when: SomeConditions
    reason: Text
    claims: SomeClaims


class ReferralBar(Sourced):
    """The answers that rule out referral alone; any one of them does."""

    when: SomeConditions


class Referral(Value):
    """Information and referral alone, which is less than a model, and when it may be enough.

    `form` is the id of the form that describes it. `ask_first` are the questions about danger, each
    of which must be answered with an answer that `never` does not name. `meanwhile` is for another
    case: what to do until a model that suits can be run.
    """

    id: Id
    name: Text
    form: Id
    client: ReferralCase
    organization: ReferralCase
    never: ReferralBar
    ask_first: Annotated[tuple[CriterionId, ...], entries(1)]
    meanwhile: Sourced

    def case(self, kind: Kind) -> ReferralCase:
        """Give the conditions and words for a profile of this kind."""
        return self.client if kind == "client" else self.organization

    def caution(self, kind: Kind) -> Caution:
        """The same as a warning, which shows where danger is ruled out too."""
        case = self.case(kind)
        return Caution(id=self.id, says=case.says, claims=case.claims, when=case.when)
