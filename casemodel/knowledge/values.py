"""What a rule base is: sources, claims, criteria, models. Values only; nothing here reads or shows.

The types are `NamedTuple`s: immutable like frozen dataclasses, and made in a small part of the time
(see `casemodel/named.py`), which counts in a command that should answer at once.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from casemodel.knowledge.local import LocalRules
from casemodel.named import NamedTuple

Kind = Literal["client", "organization"]
Group = Literal["need", "capacity", "goal"]
Basis = Literal["document", "literature", "inference"]
Step = Literal["strong_fit", "fit", "neutral", "misfit", "strong_misfit"]

Way = Literal["tiered", "blended", "step_down", "overlay"]

KINDS: tuple[Kind, ...] = ("client", "organization")
GROUPS: tuple[Group, ...] = ("need", "capacity", "goal")
BASES: tuple[Basis, ...] = ("document", "literature", "inference")
STEPS: tuple[Step, ...] = ("strong_fit", "fit", "neutral", "misfit", "strong_misfit")


class Wording(NamedTuple):
    """One text in the words for a client and in the words for an organization."""

    client: str
    organization: str

    def said_to(self, kind: Kind) -> str:
        """The text for a profile of this kind."""
        return self.client if kind == "client" else self.organization


class Place(NamedTuple):
    """A paragraph of a source: `harmony 8`."""

    source: str
    paragraph: int

    def __str__(self) -> str:
        """Write the place as the rule files do."""
        return f"{self.source} {self.paragraph}"


class Paragraph(NamedTuple):
    """How a reader of the source finds a paragraph: its heading and a few opening words."""

    number: int
    heading: str
    opening: str


class Source(NamedTuple):
    """A published source and how strong it is."""

    id: str
    title: str
    publisher: str
    authors: str
    date: str
    identifier: str
    basis: Basis
    strength: str
    strength_note: str
    paragraphs: tuple[Paragraph, ...]


class Claim(NamedTuple):
    """One thing that sources say about a model, in our words, with its places.

    `against` names the claims it pulls away from (a tension between sources, or within one).
    """

    id: str
    model: str
    kind: str
    at: tuple[Place, ...]
    says: str
    against: tuple[str, ...]


class Sourced(NamedTuple):
    """A sentence and the claims it rests on: a pro, a con, a summary."""

    says: str
    claims: tuple[str, ...]


class Level(NamedTuple):
    """One answer to a criterion's question.

    `share` is the percentage of profiles expected to stand here (0 to 100), or None for an even
    part of what the other levels leave. `least` and `below` bound the band of numbers that count as
    this level, in thousandths (12.5 is 12500), each None where the band is open or the criterion
    has none.
    """

    id: str
    name: Wording
    share: int | None
    least: int | None
    below: int | None


class Criterion(NamedTuple):
    """One question about a client or an organization, with its levels in order.

    `counts` and `per` name the quantities that answer it by a number: `counts`, or `counts / per`.
    `claims` are the claims for which it is asked; the default weight (1, 2 or 3) follows from them.
    """

    id: str
    group: Group
    name: str
    asked_of: tuple[Kind, ...]
    question: Wording
    levels: tuple[Level, ...]
    help: str
    weight: int
    claims: tuple[str, ...]
    shares_reason: str
    counts: str
    per: str
    bands_reason: str

    def level(self, level_id: str) -> Level:
        """The level with this id. Raises KeyError if there is none."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise KeyError(level_id)


class Quantity(NamedTuple):
    """A number people know, such as how many clients are served; `least` and `most` are allowed."""

    id: str
    question: str
    unit: str
    least: int
    most: int


class ShortForm(NamedTuple):
    """The questions that settle most, for whoever has time for a few, and why these."""

    ask: tuple[str, ...]
    reason: str


class Rating(NamedTuple):
    """How well a model fits when a criterion stands at a level, why, and on what that rests.

    `documents_say` is what the five documents alone would rate where the literature contradicts
    them; None where they do not differ.
    """

    step: Step
    basis: Basis
    claims: tuple[str, ...]
    reason: str
    documents_say: Step | None


class Condition(NamedTuple):
    """True of a profile whose answer to the criterion is one of the levels."""

    criterion: str
    levels: tuple[str, ...]


class Requirement(NamedTuple):
    """What an organization must or should have to run a model.

    `met_by` are the conditions that must all hold; with none, no answer can show it, and it stays
    to be confirmed. `to_close` says what closing the gap takes. `counted_in` names a quantity (case
    managers, or the clinicians among them) for a requirement in numbers: at most `clients_each`
    clients for each of them, or at `least` so many of them. `name` is what it is called where one
    line names several, empty where `says` is short enough for that.
    """

    id: str
    strength: Literal["must", "should"]
    says: str
    claims: tuple[str, ...]
    met_by: tuple[Condition, ...]
    to_close: str
    counted_in: str = ""
    clients_each: int | None = None
    least: int | None = None
    name: str = ""

    @property
    def in_short(self) -> str:
        """What it is called where several are named in one line."""
        return self.name or self.says


class Caution(NamedTuple):
    """A warning a person must see whatever the score is; it shows when all of `when` hold.

    `danger` puts it first on the page, before any score. `model` is empty for a caution about the
    client or the answers; otherwise it shows when that model comes first.
    """

    id: str
    model: str
    danger: bool
    says: str
    claims: tuple[str, ...]
    when: tuple[Condition, ...]

    @property
    def full_id(self) -> str:
        """An id that no other caution has: of a model's own it begins with the model's."""
        return f"{self.model}.{self.id}" if self.model else self.id


class Contradiction(NamedTuple):
    """Answers or numbers of one profile that pull against each other.

    It is told in one of three ways: all of `when` hold; more than one of the criteria `among`
    stands at `level`; the number given for the quantity `more` is greater than that for `than`.
    """

    id: str
    says: str
    claims: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    level: str = ""
    among: tuple[str, ...] = ()
    more: str = ""
    than: str = ""


class Hybrid(NamedTuple):
    """Two models run together: how, at what overhead (points), and what each part leads on.

    `leads` gives, for a criterion, the part whose ratings count there; a tiered hybrid has none.
    `serves` and `moves` say who is served by which part and how people move between them.
    `requirements` are its own, beside those of its parts.
    """

    id: str
    name: str
    way: Way
    parts: tuple[str, str]
    overhead: int
    claims: tuple[str, ...]
    reason: str
    serves: str
    moves: str
    leads: Mapping[str, str]
    requirements: tuple[Requirement, ...] = ()


class FeatureRow(NamedTuple):
    """A row of the comparison, the same for every model."""

    id: str
    question: str


class Model(NamedTuple):
    """A case management model: what it is, how it is rated, and what speaks for and against it.

    `ratings[criterion][level]` holds every rating that is not a plain neutral.
    """

    id: str
    name: str
    family: str
    scored: bool
    summary: Sourced
    features: Mapping[str, Sourced]
    ratings: Mapping[str, Mapping[str, Rating]]
    pros: tuple[Sourced, ...]
    cons: tuple[Sourced, ...]
    requirements: tuple[Requirement, ...]
    cautions: tuple[Caution, ...]


class FitWord(NamedTuple):
    """The word for scores from `at_least` up."""

    at_least: int
    word: str


class Method(NamedTuple):
    """The numbers that weigh. `steps` are whole numbers; `close_margin` is in points."""

    steps: Mapping[Step, int]
    close_margin: int
    fit_words: tuple[FitWord, ...]


class Guidance(NamedTuple):
    """What the sources advise whoever chooses, about no single model."""

    id: str
    says: str
    claims: tuple[str, ...]


class Rules(NamedTuple):
    """A whole rule base, in canonical order: criteria by group and id, everything else by id.

    The order is fixed here so that the order of files and entries can change nothing. `digest` is
    the sha256 of the rule files, in hexadecimal. `hybrid_margin` is in points. `review_by` is the
    ISO date by which the rules are to be read again, or empty. `local` is what an agency has
    changed in them, or None.
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
    hybrids: Mapping[str, Hybrid] = MappingProxyType({})
    hybrid_margin: int = 0
    contradictions: tuple[Contradiction, ...] = ()
    review_by: str = ""
    short_forms: Mapping[Kind, ShortForm] = MappingProxyType({})
    local: LocalRules | None = None

    def criteria_for(self, kind: Kind) -> tuple[Criterion, ...]:
        """The criteria asked of a profile of this kind, in canonical order."""
        return tuple(c for c in self.criteria.values() if kind in c.asked_of)

    def scored_models(self) -> tuple[Model, ...]:
        """The models that are scored; a family is described only."""
        return tuple(m for m in self.models.values() if m.scored)

    def places(self, claim_ids: tuple[str, ...]) -> tuple[Place, ...]:
        """The places behind these claims, each once, in the order of first mention."""
        return tuple(dict.fromkeys(place for c in claim_ids for place in self.claims[c].at))

    def claim_basis(self, claim_id: str) -> Basis:
        """'document' if one of the five documents makes the claim, 'literature' otherwise."""
        places = self.claims[claim_id].at
        documents = any(self.sources[place.source].basis == "document" for place in places)
        return "document" if documents else "literature"
