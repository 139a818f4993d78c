"""A profile of the shipped rules, from the level of each answered criterion."""

from casemodel.profiles.values import Answer, Profile
from tests.shipped import shipped

RULES = shipped()


def profile_of(kind, levels, **others):
    answers = {criterion: Answer("answered", level) for criterion, level in levels.items()}
    return Profile(kind, "", "", answers, {}, **others)
