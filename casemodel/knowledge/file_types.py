"""The types of the rule files: the keys of each, beside the values that are its entries.

Files that are read only when they are asked for have their types elsewhere: handout and notices in
`casemodel.knowledge`, the policy of decisions in `casemodel.decisions`.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal, NamedTuple, get_args, get_type_hints

from casemodel.knowledge.criteria import (
    CriteriaGroup,
    Criterion,
    Idea,
    Kind,
    NotCounted,
    Quantity,
    ShortForm,
)
from casemodel.knowledge.fields import Claims, Date, File, Text, entries
from casemodel.knowledge.method import Method
from casemodel.knowledge.models import (
    Contradiction,
    FeatureRow,
    Form,
    GeneralCaution,
    Hybrid,
    HybridPoints,
    Model,
    Referral,
    Requirement,
    Tiers,
)
from casemodel.knowledge.plans import Plans
from casemodel.knowledge.sources import Claim, Source
from casemodel.knowledge.values import Guidance


class MethodFile(Method, File, kw_only=True):
    """The numbers that weigh, and the version of the rules."""

    version: Text
    released: Text
    rating_steps_reason: Text
    rating_moves_reason: Text
    match_words_reason: Text
    little_said_reason: Text
    completeness_words_reason: Text
    stability_words_reason: Text
    clear_from_reason: Text
    settled_from_reason: Text = ""
    claims: Claims = ()
    review_by: Date | None = None


class CriteriaFile(File, kw_only=True):
    """Every criterion, with the groups and numbers that belong to them."""

    weight_rule: Annotated[Mapping[Literal["1", "2", "3"], Text], entries(3)]
    groups: Annotated[tuple[CriteriaGroup, ...], entries(3)]
    quantities: tuple[Quantity, ...]
    short_forms: Mapping[Kind, ShortForm] = field(default_factory=dict)
    ideas: tuple[Idea, ...] = ()
    criteria: Annotated[tuple[Criterion, ...], entries(1)]


class SourcesFile(File, kw_only=True):
    """Every source that a claim names."""

    sources: tuple[Source, ...]


class ClaimsFile(File, kw_only=True):
    """Claims of the sources, in our words."""

    claims: tuple[Claim, ...]


class FeaturesFile(File, kw_only=True):
    """The rows of a comparison."""

    rows: Annotated[tuple[FeatureRow, ...], entries(1)]


class CautionsFile(File, kw_only=True):
    """Warnings that are shown whatever the score is."""

    cautions: tuple[GeneralCaution, ...]


class ContradictionsFile(File, kw_only=True):
    """Answers that pull against each other."""

    contradictions: tuple[Contradiction, ...]


class FormsFile(File, kw_only=True):
    """Named ways to run the models; people ask for them by name."""

    forms: tuple[Form, ...]


class NotCountedFile(File, kw_only=True):
    """Circumstances that do not count in any score, and why."""

    not_counted: tuple[NotCounted, ...]


class ReferralFile(File, kw_only=True):
    """Information and referral alone, and when it may be enough."""

    referral: Referral


class StepsFile(Plans, File, kw_only=True):
    """Things to do after a choice: steps, measures to watch and the review."""

    gaps_reason: Text


class GuidanceFile(File, kw_only=True):
    """Advice on choosing a model."""

    guidance: tuple[Guidance, ...]


class ModelFile(Model, File, kw_only=True):
    """A case management model: what it is, how it is rated, and what speaks for and against it."""


class TiersPart(Tiers, kw_only=True):
    """The rules for every tiered hybrid, with the reason for each number."""

    third_part_reason: Text
    posts_reason: Text
    suits_reason: Text
    requirement: Requirement


class HybridsFile(File, kw_only=True):
    """Models that may be run together, and by how many points a hybrid must lead."""

    margin: HybridPoints
    margin_reason: Text
    overhead_reason: Text
    tiers: TiersPart
    hybrids: tuple[Hybrid, ...]


class RuleFiles(NamedTuple):
    """All files of a rules directory, by name; those in models/ are `models`."""

    method: MethodFile
    criteria: CriteriaFile
    sources: SourcesFile
    claims: ClaimsFile
    features: FeaturesFile
    cautions: CautionsFile
    guidance: GuidanceFile
    models: tuple[ModelFile, ...]
    hybrids: HybridsFile | None
    contradictions: ContradictionsFile | None
    not_counted: NotCountedFile | None
    forms: FormsFile | None
    referral: ReferralFile | None
    steps: StepsFile | None


RULE_FILE_TYPES: Mapping[str, type[File]] = {
    f"{name}.yaml": (*get_args(kind), kind)[0]
    for name, kind in sorted(get_type_hints(RuleFiles).items())
    if name != "models"
}
"""The type of each rule file by its name; the files in models/ are each a `ModelFile`."""
