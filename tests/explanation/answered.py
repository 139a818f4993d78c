"""A profile of the shipped rules, from the level of each answered criterion."""

from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.profiles.values import Answer, Profile

RULES = load_rules(rules_directory())


def profile_of(kind, levels, **others):
    answers = {criterion: Answer("answered", level) for criterion, level in levels.items()}
    return Profile(kind, "", "", answers, {}, **others)
