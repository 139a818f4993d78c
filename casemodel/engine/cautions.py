"""Which cautions hold: that depends on answers and on who is first, never on a score."""

from collections.abc import Iterable, Mapping

from casemodel.knowledge.values import Caution, Condition, Rules


def holds(conditions: Iterable[Condition], levels: Mapping[str, str]) -> bool:
    """Whether every condition is true of the answered levels; what is unanswered meets none."""
    return all(levels.get(c.criterion) in c.levels for c in conditions)


def cautions_for(
    rules: Rules, levels: Mapping[str, str], first: Iterable[str]
) -> tuple[Caution, ...]:
    """The cautions that hold: dangers, then general ones, then those of the models in `first`."""
    general = sorted(rules.cautions, key=lambda c: not c.danger)
    of_models = (caution for model in first for caution in rules.models[model].cautions)
    return tuple(c for c in (*general, *of_models) if holds(c.when, levels))
