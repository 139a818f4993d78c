"""Questions asked of a profile: each criterion once, or once for every group of clients."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import WHOLE, Answer, Profile

Question = str


class Asked(NamedTuple):
    """A question: the criterion, and the number of the segment it is asked of, or WHOLE."""

    criterion: str
    segment: int


def questions_of(rules: Rules, profile: Profile) -> Mapping[Question, Asked]:
    """List every question asked of the profile, in canonical order.

    A question has its criterion's id. With segments, a need is asked of every segment, and so is a
    criterion that some segment answers for itself; the question's id then ends in the segment's
    number.
    """
    questions: dict[Question, Asked] = {}
    for criterion in rules.criteria_for(profile.kind):
        if profile.segments and (criterion.group == "need" or _in_segments(profile, criterion.id)):
            for number in range(len(profile.segments)):
                questions[question_for(criterion.id, number)] = Asked(criterion.id, number)
        else:
            questions[criterion.id] = Asked(criterion.id, WHOLE)
    return questions


def question_for(criterion: str, segment: int) -> Question:
    """Name the question of a criterion that is asked of one segment, counted from 0."""
    return f"{criterion}#{segment + 1}"


def answer_to(profile: Profile, asked: Asked) -> Answer | None:
    """Find the answer to a question: the segment's own, or else that of the profile as a whole.

    'Not asked' in a segment counts as no answer there.
    """
    if asked.segment != WHOLE:
        segment_answer = profile.segments[asked.segment].answers.get(asked.criterion)
        if segment_answer is not None and segment_answer.state != "not_asked":
            return segment_answer
    return profile.answers.get(asked.criterion)


def levels_of(profile: Profile, questions: Mapping[Question, Asked]) -> dict[Question, str]:
    """Give the answered level of every question that has one."""
    answers = ((question, answer_to(profile, asked)) for question, asked in questions.items())
    return {q: a.level for q, a in answers if a is not None and a.state == "answered"}


def refused(profile: Profile, questions: Mapping[Question, Asked]) -> frozenset[Question]:
    """List the questions that were refused; they are never asked again."""
    answers = ((question, answer_to(profile, asked)) for question, asked in questions.items())
    return frozenset(q for q, a in answers if a is not None and a.state == "refused")


def levels_by_group(
    levels: Mapping[Question, str], questions: Mapping[Question, Asked], groups: int
) -> list[dict[str, str]]:
    """Give for each of `groups` groups the level by criterion; answers for all count in each."""
    by_group: list[dict[str, str]] = [{} for _ in range(groups)]
    for question, level in levels.items():
        asked = questions[question]
        members = by_group if asked.segment == WHOLE else (by_group[asked.segment],)
        for group in members:
            group[asked.criterion] = level
    return by_group


def common_levels(by_group: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Give by criterion the level that all these groups have.

    A criterion without an answer in one of them is left out: nothing is known of all.
    """
    if not by_group:
        return {}
    first, *others = by_group
    return {
        criterion: level
        for criterion, level in first.items()
        if all(levels.get(criterion) == level for levels in others)
    }


def levels_for(criterion: Criterion) -> tuple[str, ...]:
    """List the ids of a criterion's levels, in order."""
    return tuple(level.id for level in criterion.levels)


def alike(by_group: Sequence[Mapping[str, str]]) -> tuple[int, ...]:
    """Number the groups so that groups with equal answers have the same number.

    The number is the position of the first such group.
    """
    return tuple(by_group.index(levels) for levels in by_group)


def _in_segments(profile: Profile, criterion: str) -> bool:
    answers = (segment.answers.get(criterion) for segment in profile.segments)
    return any(a is not None and a.state != "not_asked" for a in answers)
