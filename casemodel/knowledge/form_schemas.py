"""The shape of forms.yaml and referral.yaml, both of which may be left out, as pydantic models."""

from typing import Annotated

from pydantic import Field

from casemodel.knowledge.rule_schemas import ConditionShape, File, SaysShape, Strict
from casemodel.knowledge.rule_types import Claims, Id, SomeClaims, Text

Conditions = Annotated[list[ConditionShape], Field(min_length=1)]


class MarksShape(Strict):
    """What marks a form."""

    staff: Text
    ratio: Text
    hours: Text
    length: Text


class StandardsShape(SaysShape):
    """The standard or fidelity scale of a form; with no claims where none was looked up."""

    claims: Claims


class FormShape(Strict):
    """A named way to run a model."""

    id: Id
    name: Text
    aliases: list[Text] = Field(default=[])
    parents: Annotated[list[Id], Field(min_length=1, max_length=2)]
    says: Text
    marks: MarksShape
    for_whom: Text
    evidence: SaysShape
    standards: StandardsShape
    claims: SomeClaims
    when: Conditions


class FormsFile(File):
    """The shape of forms.yaml."""

    forms: list[FormShape]


class ReferralCaseShape(Strict):
    """When referral alone may do for one kind of profile."""

    says: Text
    near: Text
    when: Conditions
    reason: Text
    claims: SomeClaims


class NeverShape(SaysShape):
    """What rules referral alone out: any of these."""

    when: Conditions


class AskFirstShape(Strict):
    """Questions that must be answered before anyone relies on referral alone."""

    says: Text
    criteria: Annotated[list[Id], Field(min_length=1)]


class ReferralShape(Strict):
    """Information and referral alone."""

    id: Id
    name: Text
    form: Id
    client: ReferralCaseShape
    organization: ReferralCaseShape
    never: NeverShape
    ask_first: AskFirstShape
    meanwhile: SaysShape


class ReferralFile(File):
    """The shape of referral.yaml."""

    referral: ReferralShape
