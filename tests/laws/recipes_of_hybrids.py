"""From bytes to requirements and hybrids, laid over rules that have neither."""

from itertools import combinations

from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS
from casemodel.knowledge.criteria import Criterion, Quantity
from casemodel.knowledge.models import Condition, Hybrid, Model, Requirement, Tiers, Way
from casemodel.knowledge.values import Rules

MOST_HYBRIDS = 3
MOST_REQUIREMENTS = 2  # of a model
_PER_REQUIREMENT = 6
REQUIREMENTS_BYTES = 1 + MOST_REQUIREMENTS * _PER_REQUIREMENT
_HYBRID_HEAD = 6

QUANTITIES = {
    id_: Quantity(id_, "How many?", id_, 0, 1000) for id_ in (CASE_MANAGERS, CLIENTS, CLINICIANS)
}
WAYS: tuple[Way, ...] = ("blended", "tiered", "step_down", "overlay")
MARGINS = (0, 3, 1, 20)


def hybrid_bytes(criteria: int) -> int:
    """How many bytes make a hybrid over so many criteria."""
    return _HYBRID_HEAD + _PER_REQUIREMENT + criteria


def with_requirements(rules: Rules, data: bytes) -> Rules:
    """The rules with requirements of every scored model; half of the models have none."""
    models: dict[str, Model] = dict(rules.models)
    for at, model in enumerate(rules.scored_models()):
        own = data[at * REQUIREMENTS_BYTES : (at + 1) * REQUIREMENTS_BYTES]
        count = (0, 0, 1, 2)[own[0] % 4]
        required = (
            _requirement(rules, f"r{n}", own[1 + n * _PER_REQUIREMENT :]) for n in range(count)
        )
        models[model.id] = model._replace(requirements=tuple(required))
    return rules._replace(models=models)


def with_hybrids(rules: Rules, count: int, margin: int, data: bytes) -> Rules:
    """The rules with so many hybrids, of any two scored models, by id as always."""
    size = hybrid_bytes(len(rules.criteria))
    names = [m.id for m in rules.scored_models()]
    hybrids: dict[str, Hybrid] = {}
    for at in range(count if len(names) > 1 else 0):
        name = "ka"[at % 2] + f"{at}"  # so that an order by name is not an order by place
        hybrid = _hybrid(rules, names, name, data[at * size : (at + 1) * size])
        declared = {(h.way, frozenset(h.parts)) for h in hybrids.values()}
        if (hybrid.way, frozenset(hybrid.parts)) not in declared:
            hybrids[name] = hybrid
    if margin >= 192:  # one in four: tiers of every pair, so that three parts are possible
        for at, (first, second) in enumerate(combinations(names, 2)):
            hybrids[f"t{first}{second}"] = Hybrid(
                id=f"t{first}{second}",
                name="A tier",
                way="tiered",
                parts=(first, second),
                overhead=(margin + at) % 3,
                claims=("D1",),
                reason="A reason.",
                serves="Each group.",
                moves="At review.",
            )
        pairs = [frozenset(h.parts) for h in hybrids.values() if h.way == "tiered"]
        hybrids = {
            id_: h
            for id_, h in hybrids.items()
            if h.way != "tiered" or id_.startswith("t") or pairs.count(frozenset(h.parts)) == 1
        }
    tiers = Tiers(
        third_part_overhead=margin // 4 % 3,
        posts_for_a_part=1 + margin // 16 % 2,
        suits_percent=(50, 0, 100, 75)[margin // 32 % 4],
        requirement=Requirement("posts", "must", "Have posts.", ("D1",), to_close="Get them."),
    )
    return rules._replace(
        hybrids=dict(sorted(hybrids.items())),
        hybrid_margin=MARGINS[margin % len(MARGINS)],
        tiers=tiers,
    )


def _hybrid(rules: Rules, names: list[str], id_: str, data: bytes) -> Hybrid:
    way = WAYS[data[0] % 4]
    first = data[1] % len(names)
    second = (first + 1 + data[2] % (len(names) - 1)) % len(names)
    parts = (names[first], names[second])
    leading = {2: parts[0], 3: parts[1]}
    leads = {
        criterion: leading[byte % 4]
        for criterion, byte in zip(
            rules.criteria, data[_HYBRID_HEAD + _PER_REQUIREMENT :], strict=False
        )
        if byte % 4 in leading and way != "tiered"
    }
    own = _requirement(rules, "own", data[_HYBRID_HEAD:])
    return Hybrid(
        id=id_,
        name=id_,
        way=way,
        parts=parts,
        overhead=(0, 0, 1, 3, 10)[data[3] % 5],
        claims=("D1",),
        reason="A reason.",
        serves="Everyone.",
        moves="No one.",
        leads=leads,
        requirements=(own,) if data[4] % 3 == 2 else (),
    )


def _requirement(rules: Rules, id_: str, data: bytes) -> Requirement:
    """A requirement: one or two conditions, none, or a number with or without conditions."""
    kind = data[0] % 6
    askable = [c for c in rules.criteria.values() if "organization" in c.asked_of]
    askable = [c for c in askable if c.group != "need"]
    conditions = []
    if kind != 2 and not (kind > 3 and data[0] // 6 % 2) and askable:
        places = ((data[2], data[3]), (data[3], data[2]))[: 2 if kind == 1 else 1]
        conditions = [_condition(askable[place % len(askable)], mask) for place, mask in places]
    counted = kind > 2
    each = (2, 10, 25)[data[4] % 3] if kind in {3, 4} else None
    return Requirement(
        id=id_,
        strength="should" if data[1] % 2 else "must",
        says="Have it.",
        claims=("D1",),
        met_by=tuple(conditions),
        to_close="Get it.",
        counted_in=(CASE_MANAGERS, CLINICIANS)[data[5] % 2] if counted else "",
        clients_each=each,
        least=1 + data[4] % 4 if counted and each is None else None,
    )


def _condition(criterion: Criterion, mask: int) -> Condition:
    levels = [level.id for n, level in enumerate(criterion.levels) if mask >> n & 1]
    return Condition(criterion.id, tuple(levels or [criterion.levels[0].id]))
