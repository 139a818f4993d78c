"""What is asked of a profile: each criterion once, or once for every segment."""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.knowledge.values import Criterion, Rules
from casemodel.profiles.values import Answer, Profile

Question = str
WHOLE = -1  # the segment number of a question that is asked of the profile as a whole


class Asked(NamedTuple):
    """A question: the criterion, and the number of the segment it is asked of, or WHOLE."""

    criterion: str
    segment: int


def questions_of(rules: Rules, profile: Profile) -> Mapping[Question, Asked]:
    """Every question asked of the profile, in canonical order.

    A question has its criterion's id; with segments, one about need has the segment's number too.
    """
    asked: dict[Question, Asked] = {}
    for criterion in rules.criteria_for(profile.kind):
        if criterion.group == "need" and profile.segments:
            for number in range(len(profile.segments)):
                asked[f"{criterion.id}#{number + 1}"] = Asked(criterion.id, number)
        else:
            asked[criterion.id] = Asked(criterion.id, WHOLE)
    return asked


def answer_to(profile: Profile, asked: Asked) -> Answer | None:
    """The answer to a question: the segment's own, or else that of the profile as a whole."""
    if asked.segment != WHOLE:
        own = profile.segments[asked.segment].answers.get(asked.criterion)
        if own is not None:
            return own
    return profile.answers.get(asked.criterion)


def levels_of(profile: Profile, questions: Mapping[Question, Asked]) -> dict[Question, str]:
    """The level of every question that is answered."""
    found = ((q, answer_to(profile, asked)) for q, asked in questions.items())
    return {q: a.level for q, a in found if a is not None and a.state == "answered"}


def refused(profile: Profile, questions: Mapping[Question, Asked]) -> frozenset[Question]:
    """The questions whose answer was refused; they are never asked again."""
    found = ((q, answer_to(profile, asked)) for q, asked in questions.items())
    return frozenset(q for q, a in found if a is not None and a.state == "refused")


def levels_for(criterion: Criterion) -> tuple[str, ...]:
    """The ids of a criterion's levels, in order."""
    return tuple(level.id for level in criterion.levels)
