"""The rule base as a whole, as one value. Nothing here reads or shows.

Each type of this room is the one definition of its fields: rule files are checked against it, the
stored form and the JSON Schemas follow from it, and editors show a class's docstring. The sort of a
field (`casemodel.knowledge.fields`) says how it is written; `key` gives its key in the files where
that is another word.
"""

from collections.abc import Mapping
from dataclasses import field

from casemodel.knowledge.criteria import (
    Criterion,
    Group,
    Idea,
    Kind,
    NotCounted,
    Quantity,
    ShortForm,
)
from casemodel.knowledge.fields import Id, SomeClaims, Text, Value
from casemodel.knowledge.local import LocalRules
from casemodel.knowledge.method import Method
from casemodel.knowledge.models import (
    NO_TIERS,
    Caution,
    Contradiction,
    FeatureRow,
    Form,
    Hybrid,
    Model,
    Referral,
    Tiers,
)
from casemodel.knowledge.plans import Plans
from casemodel.knowledge.sources import Basis, Claim, Place, Source


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

    def counted_as(self, run_now: str) -> str:
        """Give the model that a form of it counts as; any other id is given back."""
        form = self.forms.get(run_now)
        return form.parents[0] if form else run_now

    def places(self, claim_ids: tuple[str, ...]) -> tuple[Place, ...]:
        """List the places behind these claims, each once, in the order of first mention."""
        return tuple(dict.fromkeys(place for c in claim_ids for place in self.claims[c].at))

    def claim_basis(self, claim_id: str) -> Basis:
        """Give 'document' if one of the five documents makes the claim, else 'literature'."""
        places = self.claims[claim_id].at
        documents = any(self.sources[place.source].basis == "document" for place in places)
        return "document" if documents else "literature"
