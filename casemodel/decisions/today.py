"""A decision that earlier rules made, as today's rules read it."""

import json
from collections.abc import Mapping

from casemodel.decisions.values import Content
from casemodel.knowledge.former_names import current_criterion, former_levels
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, Profile

_STATES = frozenset(UNANSWERED_WORDS.values())


def by_other_rules(content: Content, rules: Rules) -> bool:
    """Tell whether other rules made the recommendation; house rules are left aside."""
    return content.rules_version.partition(",")[0] != rules.version.partition(",")[0]


def profile_today(content: Content, rules: Rules) -> Profile | None:
    """The answers kept as a profile under today's names; None where they are not kept.

    Answers to questions that went are left out.
    """
    if not content.answers:
        return None
    return Profile(content.kind, "", "", _answers(json.loads(content.answers), rules), {})


def _answers(kept: Mapping[str, str], rules: Rules) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for name, word in kept.items():
        criterion = rules.criteria.get(current_criterion(rules, name))
        if criterion is None:
            continue
        level = former_levels(criterion).get(word, word)
        if any(level == level_now.id for level_now in criterion.levels):
            answers[criterion.id] = Answer("answered", level)
        elif word in _STATES:
            answers[criterion.id] = Answer(word, "")
    return answers
