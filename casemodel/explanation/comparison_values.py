"""The answers to two further questions: why not another model, and what if answers change."""

from typing import NamedTuple

from casemodel.explanation.alternative_values import RankedAlternative, Reason
from casemodel.explanation.question_values import AnswerChange
from casemodel.explanation.sentence import Sentence


class PointsApart(NamedTuple):
    """The points that one answer sets two alternatives apart, in tenths, with both reasons.

    `posts_of` names the part of a tier whose posts are the answer, or is empty.
    """

    criterion: str
    name: str
    answer: str
    segment: str
    posts_of: str
    tenths: int
    of_one: Reason | None
    of_other: Reason | None


class WhyNot(NamedTuple):
    """The answer to why an alternative is not the one recommended.

    `other` is what it is measured against: the one recommended or else the best fit, or None.
    `behind` and `ahead` are the differences by question, in tenths, largest first; `overhead` is
    what overheads add to it over the other. `fewest_changes` says which changed answers would put
    it first, or that none do, and `changes` are those answers.
    """

    alternative: RankedAlternative
    other: RankedAlternative | None
    headline: Sentence
    behind: tuple[PointsApart, ...]
    ahead: tuple[PointsApart, ...]
    overhead: int
    fewest_changes: Sentence
    changes: tuple[AnswerChange, ...]


class NumberChange(NamedTuple):
    """A quantity that was changed, and its numbers as written; empty where none was given."""

    id: str
    unit: str
    before: str
    after: str


class ScoreMove(NamedTuple):
    """An alternative whose printed score changed, in tenths."""

    id: str
    name: str
    before: int
    after: int


class WhatIf(NamedTuple):
    """The effect of changed answers: before, after, which scores moved and why."""

    changes: tuple[AnswerChange, ...]
    numbers: tuple[NumberChange, ...]
    before: Sentence
    after: Sentence
    moved: tuple[ScoreMove, ...]
    reasons: tuple[Reason, ...]
