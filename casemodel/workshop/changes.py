"""The changes between two rule bases, id by id."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from casemodel.knowledge.values import Rules
from casemodel.workshop.parts import NEUTRAL, RuleEntry, rule_entries

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
    """One entry that changed.

    `kind` and `id` name the entry, `field` which of its fields changed. `field` is empty for an
    entry that is new (`before` is then empty) or gone (`after` is).
    """

    section: Section
    kind: str
    id: str
    field: str
    before: str
    after: str


def changes(old: Rules, new: Rules) -> tuple[RuleChange, ...]:
    """List every difference, by section. Parts of something new or gone are not listed apart."""
    before = {entry.key: entry for entry in rule_entries(old)}
    after = {entry.key: entry for entry in rule_entries(new)}
    gone = [entry for key, entry in before.items() if key not in after]
    added = [entry for key, entry in after.items() if key not in before]
    differences = [
        c for key, entry in after.items() if key in before for c in _fields(before[key], entry)
    ]
    differences += _reworded(gone, added)
    differences += (_whole(entry, is_new=True) for entry in _alone(added) if not _is_neutral(entry))
    differences += (_whole(entry, is_new=False) for entry in _alone(gone) if not _is_neutral(entry))
    return tuple(sorted(differences, key=lambda change: SECTIONS.index(change.section)))


def house_weights(rules: Rules) -> tuple[RuleChange, ...]:
    """List the weights that house rules change: factors beside the rules' own weights."""
    changed = rules.local.changes if rules.local else ()
    return tuple(
        RuleChange("weights", "criterion", change.of, "weight", change.before, change.after)
        for change in changed
        if change.what == "weight" and change.before != change.after
    )


def _alone(entries: Iterable[RuleEntry]) -> list[RuleEntry]:
    """Leave out entries that belong to another of these entries."""
    entries = list(entries)
    keys = {entry.key for entry in entries}
    return [entry for entry in entries if entry.within not in keys]


def _is_neutral(entry: RuleEntry) -> bool:
    """Say whether this is a neutral rating without words, which comes and goes with its level."""
    return entry.kind == "rating" and entry.fields == {"rating": NEUTRAL}


def _reworded(gone: list[RuleEntry], added: list[RuleEntry]) -> list[RuleChange]:
    """Pair pros and cons, which have no id: one gone and one new are a new wording."""
    reworded = []
    for entry in [t for t in gone if t.kind in ("pro", "con")]:
        new = next((t for t in added if (t.kind, t.within) == (entry.kind, entry.within)), None)
        if new is not None:
            gone.remove(entry)
            added.remove(new)
            reworded += _fields(entry._replace(id=_owner(entry)), new)
    return reworded


def _owner(entry: RuleEntry) -> str:
    """Name the model that a pro or con belongs to."""
    return entry.within[1] if entry.within else entry.id


def _fields(before: RuleEntry, after: RuleEntry) -> list[RuleChange]:
    names = dict.fromkeys((*before.fields, *after.fields))
    return [
        RuleChange(_section(before.kind, name), before.kind, before.id, name, old, new)
        for name in names
        if (old := before.fields.get(name, "")) != (new := after.fields.get(name, ""))
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


def _whole(entry: RuleEntry, *, is_new: bool) -> RuleChange:
    """Describe an entry that is new or gone, with its text."""
    content = "; ".join(f"{name}: {field}" for name, field in entry.fields.items())
    section = _OF_KIND.get(entry.kind, "wording")
    before, after = ("", content) if is_new else (content, "")
    return RuleChange(section, entry.kind, entry.id, "", before, after)
