"""Danger by the cells of a row: yes, no or unknown, also for a row that cannot be scored.

Only a plain no is a no. A cell that is blank, refused, not known or cannot be read leaves the
danger unknown, unless another cell says yes.
"""

from collections.abc import Iterable, Mapping

from casemodel.knowledge.models import Caution, Condition
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer

CellAnswers = Mapping[str, Answer | None]
"""Answers by criterion, for the criteria that have a column; None for a cell that is unreadable."""

Danger = bool | None
"""True for yes, False for no, None for unknown."""


def danger_cautions(rules: Rules) -> tuple[Caution, ...]:
    """List the cautions of the rules that warn of a danger."""
    return tuple(caution for caution in rules.cautions if caution.danger)


def danger_criteria(rules: Rules) -> tuple[str, ...]:
    """List the criteria on which a danger depends, in the order of the cautions."""
    conditions = (condition for c in danger_cautions(rules) for condition in c.when)
    return tuple(dict.fromkeys(condition.criterion for condition in conditions))


def danger_of(cautions: Iterable[Caution], answers: CellAnswers) -> Danger:
    """Say whether any of these dangers holds.

    Dangers without any column are left out; if no danger has one, the result is None.
    """
    states = [
        caution_holds(caution, answers)
        for caution in cautions
        if any(condition.criterion in answers for condition in caution.when)
    ]
    if any(state is True for state in states):
        return True
    return False if states and all(state is False for state in states) else None


def caution_holds(caution: Caution, answers: CellAnswers) -> bool | None:
    """Say whether every condition of a caution is met; None if a needed answer is missing."""
    states = [_is_met(condition, answers.get(condition.criterion)) for condition in caution.when]
    if False in states:
        return False
    return None if None in states else True


def _is_met(condition: Condition, answer: Answer | None) -> bool | None:
    if answer is None or answer.state != "answered":
        return None
    return answer.level in condition.levels
