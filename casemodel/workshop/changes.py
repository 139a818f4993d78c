"""The changes between two rule bases, id by id."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from casemodel.knowledge.values import Rules
from casemodel.workshop.parts import NEUTRAL, Thing, things

Section = Literal[
    "models and criteria",
    "ratings",
    "weights",
    "levels",
    "requirements",
    "cautions",
    "hybrids",
    "method",
    "sources",
    "wording",
]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The subjects of changes, the weightiest first."""

# Fields of text only; a change there changes no score.
_WORDS = frozenset(
    {
        "name",
        "question",
        "help",
        "says",
        "reason",
        "summary",
        "serves",
        "moves",
        "to_close",
        "shares_reason",
        "bands_reason",
        "match_words",
        "little_said",
        "completeness_words",
        "stability_words",
        "clear_from",
        "settled_from",
        "unit",
    }
)
_WORDS_OF_METHOD = ("weight_rule ", "group ")
_OF_SOURCES = frozenset({"claims", "summary claims", "at", "against"})
_OF_KIND: dict[str, Section] = {
    "criterion": "models and criteria",
    "model": "models and criteria",
    "rating": "ratings",
    "level": "levels",
    "requirement": "requirements",
    "caution": "cautions",
    "contradiction": "cautions",
    "form": "models and criteria",
    "idea": "weights",
    "not counted": "models and criteria",
    "referral": "cautions",
    "hybrid": "hybrids",
    "claim": "sources",
    "source": "sources",
    "place": "sources",
    "quantity": "levels",
    "method": "method",
}
_SHARES_OF_LEVELS = frozenset({"levels", "counts", "per"})


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One thing that changed.

    `kind` and `id` name the thing, `field` which of its fields changed. `field` is empty for a
    thing that is new (`before` is then empty) or gone (`after` is).
    """

    section: Section
    kind: str
    id: str
    field: str
    before: str
    after: str


def changes(old: Rules, new: Rules) -> tuple[RuleChange, ...]:
    """List every difference, by section. Parts of something new or gone are not listed apart."""
    before = {thing.key: thing for thing in things(old)}
    after = {thing.key: thing for thing in things(new)}
    gone = [thing for key, thing in before.items() if key not in after]
    come = [thing for key, thing in after.items() if key not in before]
    found = [
        c for key, thing in after.items() if key in before for c in _fields(before[key], thing)
    ]
    found += _reworded(gone, come)
    found += (_whole(thing, is_new=True) for thing in _alone(come) if not _is_neutral(thing))
    found += (_whole(thing, is_new=False) for thing in _alone(gone) if not _is_neutral(thing))
    return tuple(sorted(found, key=lambda change: SECTIONS.index(change.section)))


def house_weights(rules: Rules) -> tuple[RuleChange, ...]:
    """List the weights that house rules change: factors beside the rules' own weights."""
    changed = rules.local.changes if rules.local else ()
    return tuple(
        RuleChange("weights", "criterion", one.of, "weight", one.before, one.after)
        for one in changed
        if one.what == "weight" and one.before != one.after
    )


def _alone(some: Iterable[Thing]) -> list[Thing]:
    """Leave out things that belong to another of these things."""
    some = list(some)
    keys = {thing.key for thing in some}
    return [thing for thing in some if thing.within not in keys]


def _is_neutral(thing: Thing) -> bool:
    """Say whether this is a neutral rating without words, which comes and goes with its level."""
    return thing.kind == "rating" and thing.fields == {"rating": NEUTRAL}


def _reworded(gone: list[Thing], come: list[Thing]) -> list[RuleChange]:
    """Pair pros and cons, which have no id: one gone and one new are a new wording."""
    found = []
    for thing in [t for t in gone if t.kind in ("pro", "con")]:
        other = next((t for t in come if (t.kind, t.within) == (thing.kind, thing.within)), None)
        if other is not None:
            gone.remove(thing)
            come.remove(other)
            found += _fields(thing._replace(id=_owner(thing)), other)
    return found


def _owner(thing: Thing) -> str:
    """Name the model that a pro or con belongs to."""
    return thing.within[1] if thing.within else thing.id


def _fields(before: Thing, after: Thing) -> list[RuleChange]:
    names = dict.fromkeys((*before.fields, *after.fields))
    return [
        RuleChange(_section(before.kind, name), before.kind, before.id, name, was, now)
        for name in names
        if (was := before.fields.get(name, "")) != (now := after.fields.get(name, ""))
    ]


def _section(kind: str, field: str) -> Section:
    bare = field.partition(" (")[0]
    if bare == "weight":
        return "weights"
    if field in _OF_SOURCES:
        return "sources"
    if bare in _WORDS or field.startswith(_WORDS_OF_METHOD):
        return "wording"
    if kind == "criterion" and field in _SHARES_OF_LEVELS:
        return "levels"
    return _OF_KIND.get(kind, "wording")


def _whole(thing: Thing, *, is_new: bool) -> RuleChange:
    """Describe a thing that is new or gone, with its text."""
    said = "; ".join(f"{name}: {field}" for name, field in thing.fields.items())
    section = _OF_KIND.get(thing.kind, "wording")
    before, after = ("", said) if is_new else (said, "")
    return RuleChange(section, thing.kind, thing.id, "", before, after)
