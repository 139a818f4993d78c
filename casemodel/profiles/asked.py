"""The criteria and quantities that each place of a profile may answer."""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.knowledge.criteria import KINDS, Criterion, Quantity
from casemodel.knowledge.values import Rules

CLIENTS = "clients"
"""The quantity that the segments' numbers of clients add up to."""


class AllowedAnswers(NamedTuple):
    """The criteria and quantities that may be answered in one place of a profile.

    `elsewhere` says, for each criterion or quantity that is not asked here, where it belongs.
    `known` are all quantities of the rules: a criterion may take a number where its quantities are
    not asked, unless everything is answered `in_words`.
    """

    criteria: Mapping[str, Criterion]
    quantities: Mapping[str, Quantity]
    elsewhere: Mapping[str, str]
    known: Mapping[str, Quantity]
    in_words: bool = False


_ONLY_ORGANIZATION = "This is asked of an organization only."
_ONLY_CLIENT = "This is asked of a client only."
_OF_AGENCY = "This is asked of the agency. It belongs under agency: answers:"
_OF_CLIENT = "This is asked of the client. It belongs under answers: of the client."
_OF_WHOLE = (
    "This is asked of the organization, not of a segment. It belongs under answers: of the file."
)
_HEADS = "Give the number of a segment's clients beside its name, as clients:"


def asked_of_client(rules: Rules) -> AllowedAnswers:
    """List what a client's profile may answer of the client."""
    criteria = {c.id: c for c in rules.criteria_for("client")}
    elsewhere = {
        c.id: _ONLY_ORGANIZATION if c.group == "need" else _OF_AGENCY
        for c in rules.criteria_for("organization")
        if c.id not in criteria
    }
    elsewhere |= dict.fromkeys(rules.quantities, _OF_AGENCY)
    return AllowedAnswers(criteria, {}, elsewhere, rules.quantities)


def asked_of_organization(rules: Rules) -> AllowedAnswers:
    """List what an organization's profile may answer."""
    criteria = {c.id: c for c in rules.criteria_for("organization")}
    elsewhere = {c.id: _ONLY_CLIENT for c in rules.criteria_for("client") if c.id not in criteria}
    return AllowedAnswers(criteria, rules.quantities, elsewhere, rules.quantities)


def asked_of_segment(rules: Rules) -> AllowedAnswers:
    """List what a segment may answer: its people's needs, and goals and capacity for itself.

    In words only: numbers of staff and clients are the organization's, and so is a criterion that
    follows from one number of staff alone.
    """
    of_organization = rules.criteria_for("organization")
    criteria = {c.id: c for c in of_organization if c.group == "need" or c.per or not c.counts}
    elsewhere = {c.id: _ONLY_CLIENT for c in rules.criteria_for("client") if c.id not in criteria}
    elsewhere |= {c.id: _OF_WHOLE for c in of_organization if c.id not in criteria}
    elsewhere |= {q: _HEADS if q == CLIENTS else _OF_WHOLE for q in rules.quantities}
    return AllowedAnswers(criteria, {}, elsewhere, rules.quantities, in_words=True)


def asked_of_agency(rules: Rules) -> AllowedAnswers:
    """List what a client's profile may answer of the agency: its capacity and goals."""
    criteria = {c.id: c for c in rules.criteria_for("organization") if c.group != "need"}
    elsewhere = {
        c.id: _OF_CLIENT if "client" in c.asked_of else _ONLY_ORGANIZATION
        for kind in KINDS
        for c in rules.criteria_for(kind)
        if c.id not in criteria
    }
    return AllowedAnswers(criteria, rules.quantities, elsewhere, rules.quantities)
