"""The parts of a rule base: sources, claims, criteria, models. Nothing here reads or shows.

Each type is the one definition of its fields: rule files are checked against it, the stored form
and the JSON Schemas follow from it, and editors show a class's docstring. The sort of a field
(`casemodel.knowledge.fields`) says how it is written; `key` gives its key in the files where that
is another word.
"""

from collections.abc import Mapping
from dataclasses import field
from itertools import pairwise
from typing import Annotated, Literal

from casemodel.knowledge.fields import (
    NOT_WRITTEN,
    OR_NEUTRAL,
    TEXT_OR_NUMBER,
    Claims,
    Count,
    CriterionId,
    Edge,
    Fault,
    Flag,
    Id,
    Led,
    MaybeId,
    MaybeText,
    ModelId,
    NewClaimId,
    Percent,
    SomeClaims,
    SomeIds,
    Text,
    Value,
    as_written,
    entries,
    key,
    read_as,
    shorthand,
    whole,
)
from casemodel.knowledge.local import LocalRules

Kind = Literal["client", "organization"]
Group = Literal["need", "capacity", "goal"]
Basis = Literal["document", "literature", "inference"]
Step = Literal["strong_fit", "fit", "neutral", "misfit", "strong_misfit"]
Way = Literal["tiered", "blended", "step_down", "overlay"]
Strength = Literal["must", "should"]
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

KINDS: tuple[Kind, ...] = ("client", "organization")
GROUPS: tuple[Group, ...] = ("need", "capacity", "goal")
BASES: tuple[Basis, ...] = ("document", "literature", "inference")
STEPS: tuple[Step, ...] = ("strong_fit", "fit", "neutral", "misfit", "strong_misfit")


class Wording(Value):
    """A text in two versions: for a client and for an organization."""

    client: Text = ""
    organization: Text = ""

    def said_to(self, kind: Kind) -> str:
        """Give the text for a profile of this kind."""
        return self.client if kind == "client" else self.organization


def _both_kinds(written: object) -> object:
    """Read one text as the text for both kinds of profile."""
    said = as_written(written)
    return {"client": said, "organization": said} if isinstance(said, str) else said


Worded = Annotated[Wording, shorthand(_both_kinds, {"type": list(TEXT_OR_NUMBER), "minLength": 1})]


class Place(Value):
    """A paragraph of a source: `harmony 8`."""

    source: str
    paragraph: int

    def __str__(self) -> str:
        """Write the place as the rule files do."""
        return f"{self.source} {self.paragraph}"


_PLACE_PATTERN = "^[^ ]+ [0-9]{1,6}$"


def _place(written: str) -> Place:
    """Read a place as rule files write it. Raises Fault."""
    source, _, paragraph = written.rpartition(" ")
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


def number_text(thousandths: int) -> str:
    """Write thousandths as a decimal without needless zeros: 12500 is '12.5'."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


class Level(Value):
    """One answer to a criterion's question.

    `share` is the percentage of profiles expected to stand here (0 to 100); the levels without one
    share evenly what the others leave. `from` and `below` bound the band of numbers that count as
    this level; an edge left out is open. `formerly` are the ids it had in earlier rules.
    """

    id: Id
    name: Worded
    share: Percent | None = None
    least: Edge | None = key("from", default=None)
    below: Edge | None = None
    formerly: tuple[Id, ...] = ()

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


Day = Literal[30, 60, 90]
"""The days of a plan, counted from the decision."""


class PlanLine(Sourced):
    """A measure to watch, or another line of a plan; without claims it is our judgment."""

    claims: Claims


class PlanStep(PlanLine):
    """Something to do by a day after the decision."""

    by: Day


class PlanPart(Value):
    """The part of a plan that belongs to one model, form or way of running models together.

    `leaving` is about clients who were served so, and are to be served otherwise.
    """

    steps: tuple[PlanStep, ...] = ()
    measures: tuple[PlanLine, ...] = ()
    leaving: PlanLine | None = None


class GapDays(Value):
    """The days by which requirements are to be met, and what is not known is to be confirmed."""

    must: Day
    should: Day
    confirm: Day


class PlanReview(PlanLine):
    """The review of a choice, and how many days after the decision it is due."""

    after_days: Count


class Plans(Value):
    """The plans for after a choice, by id of model or form, by way, and for any change."""

    review: PlanReview
    gaps: GapDays
    change: PlanPart
    ways: Mapping[Way, PlanPart]
    models: Mapping[Id, PlanPart]
    forms: Mapping[Id, PlanPart]


class BandWord(Value):
    """The word for percentages from `at_least` up."""

    at_least: Percent
    word: Text


class Steps(Value):
    """The number of each step of the rating scale."""

    strong_fit: Annotated[int, whole()]
    fit: Annotated[int, whole()]
    neutral: Literal[0]
    misfit: Annotated[int, whole()]
    strong_misfit: Annotated[int, whole()]

    def check(self) -> None:
        """Check that the steps go down, through 0. Raises Fault."""
        if any(a <= b for a, b in pairwise(getattr(self, step) for step in STEPS)):
            raise Fault("steps")


def _by_step(steps: Steps) -> dict[Step, int]:
    """Give the number of each step, by its name."""
    return {step: getattr(steps, step) for step in STEPS}


class RatingMoves(Value):
    """The chance, in percent, that another expert would rate a step higher or lower."""

    document: Percent
    literature: Percent
    inference: Percent
    contested: Percent


def _by_basis(moves: RatingMoves) -> dict[str, int]:
    """Give the chance by basis, and for contested claims."""
    return {name: getattr(moves, name) for name in (*BASES, "contested")}


def _highest_first(words: tuple[BandWord, ...]) -> tuple[BandWord, ...]:
    return tuple(sorted(words, key=lambda band: -band.at_least))


BandWords = Annotated[
    tuple[BandWord, ...],
    read_as(_highest_first, Annotated[tuple[BandWord, ...], entries(1)]),
]
"""Words for percentages, the highest band first."""


class Method(Value):
    """The numbers that weigh, and the words for percentages.

    `rating_steps` are whole numbers. `rating_moves` is the chance in percent that another expert
    would rate one step higher or lower, by basis, and for contested claims. `little_said` is in
    points: where the answered questions could move no model that far, match has the word
    `little_said_word`. `clear_from` is the percentage of tries from which there is a clear winner.
    """

    steps: Annotated[Mapping[Step, int], read_as(_by_step, Steps)] = key("rating_steps")
    rating_moves: Annotated[Mapping[str, int], read_as(_by_basis, RatingMoves)]
    match_words: BandWords
    little_said: Percent
    little_said_word: Text
    completeness_words: BandWords
    stability_words: BandWords
    clear_from: Percent


class Guidance(Value):
    """Advice of the sources on choosing, about no single model."""

    id: Id
    says: Text
    claims: SomeClaims


class Rules(Value):
    """A whole rule base, in canonical order: criteria by group and id, everything else by id.

    The order is fixed here so that the order of files and entries can change nothing. `digest` is
    the sha256 of the rule files, in hexadecimal. `hybrid_margin` is in points. `review_by` is the
    ISO date by which the rules are to be reviewed, or empty. `local` is what an agency has changed
    in them, or None.
    """

    version: str
    released: str
    digest: str
    method: Method
    weight_rule: Mapping[str, str]
    group_names: Mapping[Group, str]
    quantities: Mapping[str, Quantity]
    criteria: Mapping[str, Criterion]
    models: Mapping[str, Model]
    feature_rows: tuple[FeatureRow, ...]
    cautions: tuple[Caution, ...]
    guidance: tuple[Guidance, ...]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    hybrids: Mapping[str, Hybrid] = field(default_factory=dict)
    hybrid_margin: int = 0
    tiers: Tiers = NO_TIERS
    contradictions: tuple[Contradiction, ...] = ()
    review_by: str = ""
    short_forms: Mapping[Kind, ShortForm] = field(default_factory=dict)
    local: LocalRules | None = None
    ideas: tuple[Idea, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    referral: Referral | None = None
    plans: Plans | None = None

    def criteria_for(self, kind: Kind) -> tuple[Criterion, ...]:
        """List the criteria asked of a profile of this kind, in canonical order."""
        return tuple(c for c in self.criteria.values() if kind in c.asked_of)

    def scored_models(self) -> tuple[Model, ...]:
        """List the models that are scored; a family is only described."""
        return tuple(m for m in self.models.values() if m.scored)

    def places(self, claim_ids: tuple[str, ...]) -> tuple[Place, ...]:
        """List the places behind these claims, each once, in the order of first mention."""
        return tuple(dict.fromkeys(place for c in claim_ids for place in self.claims[c].at))

    def claim_basis(self, claim_id: str) -> Basis:
        """Give 'document' if one of the five documents makes the claim, else 'literature'."""
        places = self.claims[claim_id].at
        documents = any(self.sources[place.source].basis == "document" for place in places)
        return "document" if documents else "literature"
