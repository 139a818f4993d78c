"""The order in which questions count, by the weights in use."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules

MORE, LESS, AS_IT_IS = "2", "0.5", "1"
"""Factors for a question that matters more, or less, than the rules have it.

They are the ends of the range that the tries of stability take as plausible for a person's weights.
"""


class QuestionInOrder(NamedTuple):
    """A question with its weight in the rules, a person's factor, and the weight in use."""

    criterion: str
    name: str
    of_rules: int
    factor: str
    in_use: Fraction


def in_order(rules: Rules, kind: Kind, factors: Mapping[str, str]) -> tuple[QuestionInOrder, ...]:
    """List the questions by the weight in use, the heaviest first; equal ones as the rules do."""
    weighed = (
        QuestionInOrder(c.id, c.name, c.weight, factor, c.weight * Fraction(factor))
        for c in rules.criteria_for(kind)
        for factor in (factors.get(c.id, AS_IT_IS),)
    )
    return tuple(sorted(weighed, key=lambda question: -question.in_use))
