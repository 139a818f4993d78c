"""The cautions that hold. They depend on answers and on who is first, never on a score."""

from collections.abc import Iterable, Mapping, Sequence

from casemodel.knowledge.models import Caution, Condition
from casemodel.knowledge.values import Rules

Levels = Mapping[str, str]
"""The level by criterion."""


def holds(conditions: Iterable[Condition], levels: Levels) -> bool:
    """Say whether every condition is true of the answered levels; an unanswered one is not."""
    return all(levels.get(c.criterion) in c.levels for c in conditions)


def cautions_for(
    rules: Rules, groups: Sequence[Levels], served: Mapping[str, Sequence[Levels]]
) -> tuple[Caution, ...]:
    """List the cautions that hold: dangers, then general ones, then those of the models `served`.

    A general caution holds if it does in any of the groups of clients; one of a model if it does in
    any of the groups that the model would serve, given by model.
    """
    general = sorted(rules.cautions, key=lambda c: not c.danger)
    of_models = [
        caution
        for model, of_model in served.items()
        for caution in rules.models[model].cautions
        if any(holds(caution.when, levels) for levels in of_model)
    ]
    return (
        *(c for c in general if any(holds(c.when, levels) for levels in groups)),
        *of_models,
    )
