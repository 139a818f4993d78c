"""Which cautions hold: that depends on answers and on who is first, never on a score."""

from collections.abc import Collection, Iterable, Mapping

from casemodel.knowledge.values import Caution, Condition, Rules


def holds(conditions: Iterable[Condition], levels: Mapping[str, str]) -> bool:
    """Whether every condition is true of the answered levels; what is unanswered meets none."""
    return all(levels.get(c.criterion) in c.levels for c in conditions)


def cautions_for(
    rules: Rules,
    own: Mapping[str, str],
    known: Mapping[str, str],
    first: Iterable[str],
    groups: Collection[Mapping[str, str]] = (),
) -> tuple[Caution, ...]:
    """The cautions that hold: dangers, then general ones, then those of the models in `first`.

    General cautions look at the profile's `own` levels; those of a model at all that is `known`, of
    a client's agency too. A danger holds if it does in any of the `groups` of clients.
    """
    of_models = dict.fromkeys(c for model in first for c in rules.models[model].cautions)
    return (
        *(c for c in rules.cautions if c.danger and any(holds(c.when, g) for g in (own, *groups))),
        *(c for c in rules.cautions if not c.danger and holds(c.when, own)),
        *(c for c in of_models if holds(c.when, known)),
    )
