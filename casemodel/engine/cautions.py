"""The cautions that hold. They depend on answers and on who is first, never on a score."""

from collections.abc import Iterable, Mapping

from casemodel.knowledge.values import Caution, Condition, Rules


def holds(conditions: Iterable[Condition], levels: Mapping[str, str]) -> bool:
    """Say whether the answered levels meet every condition; an unanswered question meets none."""
    return all(levels.get(c.criterion) in c.levels for c in conditions)


def cautions_for(
    rules: Rules, own: Mapping[str, str], known: Mapping[str, str], first: Iterable[str]
) -> tuple[Caution, ...]:
    """List the cautions that hold: dangers, then general ones, then those of the models in `first`.

    General cautions look at the profile's `own` levels. Those of a model look at all `known`
    levels, of a client's agency too.
    """
    general = sorted(rules.cautions, key=lambda c: not c.danger)
    of_models = dict.fromkeys(c for model in first for c in rules.models[model].cautions)
    return (
        *(c for c in general if holds(c.when, own)),
        *(c for c in of_models if holds(c.when, known)),
    )
