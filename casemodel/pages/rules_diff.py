"""The page of `casemodel rules diff`: the changes in the rules, and their effects."""

from collections.abc import Sequence
from typing import NamedTuple

from casemodel.explanation.naming import joined
from casemodel.explanation.numbers import TENTHS, in_tenths, printed
from casemodel.explanation.sentence import Sentence
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Document, Fact, Heading, Item, Paragraph, Table
from casemodel.pages.local_rules import house_section
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase
from casemodel.workshop.changes import SECTIONS, RuleChange, Section
from casemodel.workshop.effects import Effect, EffectSummary, Move, Pull
from casemodel.workshop.running import points_text

SAMPLES_SHOWN = 5
"""The number of drawn profiles of a kind that are shown one by one; counts are of all."""

MOVES_SHOWN = 3
"""The number of moved scores that are shown for a profile, the largest moves first."""

_TITLES: dict[Section, str] = {
    "models and criteria": "rules_diff.models",
    "ratings": "rules_diff.ratings",
    "weights": "rules_diff.weights",
    "levels": "rules_diff.levels",
    "requirements": "rules_diff.requirements",
    "cautions": "word.cautions",
    "hybrids": "rules_diff.hybrids",
    "method": "rules_diff.method",
    "sources": "rules_diff.sources",
    "wording": "rules_diff.wording",
}
_GROUPS = {
    "example": "rules_diff.examples",
    "test": "rules_diff.rule_tests",
    "sample": "rules_diff.drawn",
}
_ONE_OF = {
    "example": "rules_diff.example",
    "test": "rules_diff.test",
    "sample": "rules_diff.drawn",
}
_KINDS = ("client", "organization")


class Compared(NamedTuple):
    """Two rule bases side by side: the changes, the profiles tried, and the effects.

    `notes` say what could not be tried. If house rules make the difference, `house` says so and
    lists what they change, as `local_notes` does.
    """

    old: Rules
    new: Rules
    changes: tuple[RuleChange, ...]
    effects: tuple[Effect, ...]
    summaries: tuple[EffectSummary, ...]
    notes: tuple[str, ...]
    house: tuple[Sentence, ...] = ()


def compared(diff: Compared) -> Document:
    """Lay out changes section by section, then whose first place changes, how far, and why."""
    blocks: list[Block] = [Paragraph(note, "quiet") for note in diff.notes]
    if diff.house:
        blocks += house_section(diff.house)
    elif diff.changes:
        blocks += [Heading(2, phrase("rules_diff.changed")), *_changes(diff.changes)]
    blocks += _effects(diff) if diff.effects else []
    return Document(
        _title(diff),
        tuple(blocks),
        (
            Fact(
                phrase("rules_diff.old"),
                phrase("rules_diff.version", version=diff.old.version, digest=diff.old.digest[:12]),
            ),
            Fact(
                phrase("rules_diff.new"),
                phrase("rules_diff.version", version=diff.new.version, digest=diff.new.digest[:12]),
            ),
        ),
    )


def _title(diff: Compared) -> str:
    if not diff.changes:
        return phrase("rules_diff.nothing")
    changed = sum(effect.changes_first for effect in diff.effects)
    profiles = counted(len(diff.effects), "profile")
    count = len(diff.house) - 1 if diff.house else len(diff.changes)
    return phrase(
        "rules_diff.title", changes=counted(count, "change"), changed=changed, profiles=profiles
    )


def _changes(changes: Sequence[RuleChange]) -> list[Block]:
    blocks: list[Block] = []
    for section in SECTIONS:
        items = tuple(_change(change) for change in changes if change.section == section)
        if items:
            blocks += [Heading(3, phrase(_TITLES[section])), Bullets(phrase("label.change"), items)]
    return blocks


def _change(change: RuleChange) -> Item:
    where = f"{change.kind} {change.id}"
    if change.field:
        before, after = (
            change.before or phrase("rules_diff.none"),
            change.after or phrase("rules_diff.none"),
        )
        return Item("", f"{where}, {change.field}", f"{before} -> {after}")
    if change.after:
        return Item("+", phrase("rules_diff.entry_new", entry=where), change.after)
    return Item("-", phrase("rules_diff.entry_gone", entry=where), change.before)


def _effects(diff: Compared) -> list[Block]:
    rows = tuple(_row(summary) for summary in diff.summaries)
    columns = (
        phrase("rules_diff.profiles"),
        phrase("rules_diff.first_changes"),
        phrase("rules_diff.advice_changes"),
        phrase("rules_diff.move_by"),
    )
    blocks: list[Block] = [
        Heading(2, phrase("rules_diff.effects")),
        Table("", columns, rows),
        *_new_firsts(diff.summaries),
    ]
    changed = _answer_changes(diff.effects)
    if changed:
        blocks += [
            Heading(2, phrase("rules_diff.whose")),
            Bullets(
                phrase("label.answer_changed"),
                tuple(_answer_change(diff, effect) for effect in changed),
            ),
        ]
    moved = [e for e in diff.effects if e not in changed and _moves_far(e)]
    if moved:
        blocks += [
            Heading(2, phrase("rules_diff.moved")),
            Bullets(
                phrase("label.scores_moved"), tuple(Item("", _called(e), _moves(e)) for e in moved)
            ),
        ]
    return blocks


def _moves_far(effect: Effect) -> bool:
    """Say whether a score of an example or a test moves by a point or more."""
    largest = effect.moves[0].size if effect.moves else 0
    return effect.subject.group != "sample" and largest >= TENTHS


def _row(summary: EffectSummary) -> tuple[tuple[str, ...], ...]:
    largest = summary.largest
    moves = phrase("rules_diff.not_at_all")
    if largest is not None:
        mean = in_tenths(summary.mean_move)
        moves = phrase(
            "rules_diff.on_average", mean=printed(mean), most=printed(largest.moves[0].size)
        )
    return (
        (_how_many(summary, summary.profiles),),
        (str(summary.first_changed),),
        (str(summary.advice_changed),),
        (moves,),
    )


def _how_many(summary: EffectSummary, count: int) -> str:
    """Write a number of profiles of a kind, and their origin: '3 clients, drawn'."""
    return f"{counted(count, summary.kind)}, {phrase(_GROUPS[summary.group])}"


def _new_firsts(summaries: Sequence[EffectSummary]) -> list[Block]:
    items = tuple(
        Item("", f"{before} -> {after}", _how_many(s, count))
        for s in summaries
        for before, after, count in s.new_firsts
    )
    return (
        [Heading(3, phrase("rules_diff.who_first")), Bullets(phrase("label.first_place"), items)]
        if items
        else []
    )


def _answer_changes(effects: Sequence[Effect]) -> list[Effect]:
    """List the effects to show: all on examples and tests, and the first few on drawn profiles."""
    changed: list[Effect] = []
    drawn = dict.fromkeys(_KINDS, 0)
    for effect in effects:
        if not (effect.changes_first or effect.changes_advice):
            continue
        if effect.subject.group == "sample":
            drawn[effect.subject.profile.kind] += 1
            if drawn[effect.subject.profile.kind] > SAMPLES_SHOWN:
                continue
        changed.append(effect)
    return changed


def _answer_change(diff: Compared, effect: Effect) -> Item:
    parts = []
    if effect.changes_first:
        before, after = (joined(first) or phrase("rules_diff.none") for first in effect.first)
        parts.append(phrase("rules_diff.first", before=before, after=after))
    if effect.changes_advice:
        before, after = (
            recommended or phrase("rules_diff.none") for recommended in effect.recommended
        )
        parts.append(phrase("rules_diff.recommended", before=before, after=after))
    return Item(
        "", _called(effect), "; ".join((*parts, _moves(effect))), "", "", _why(diff, effect)
    )


def _why(diff: Compared, effect: Effect) -> tuple[str, ...]:
    """Say why the answer changes; an alternative that is new or ranked no more needs no reason."""
    moves = {move.alternative: move for move in effect.moves}
    rival, mover = moves.get(effect.rival), moves.get(effect.mover)
    if rival and rival.after is None:
        return (phrase("rules_diff.no_longer_ranked", model=effect.rival),)
    if mover and mover.before is None:
        return (phrase("rules_diff.newly_ranked", model=effect.mover),)
    why = tuple(_pull(diff, effect, pull) for pull in effect.pulls)
    return why or (phrase("rules_diff.other_reason"),)


def _called(effect: Effect) -> str:
    word = phrase(_ONE_OF[effect.subject.group])
    return f"{word} {effect.subject.name}"


def _moves(effect: Effect) -> str:
    """Write the scores of those that the change is about, then those that moved most."""
    about = (effect.mover, effect.rival)
    moves = sorted(effect.moves, key=lambda move: move.alternative not in about)
    return ", ".join(map(_move, moves[:MOVES_SHOWN])) or phrase("rules_diff.no_move")


def _move(move: Move) -> str:
    before, after = (
        phrase("rules_diff.unranked") if t is None else printed(t)
        for t in (move.before, move.after)
    )
    return f"{move.alternative} {before} -> {after}"


def _pull(diff: Compared, effect: Effect, pull: Pull) -> str:
    """Write the points a criterion gave, and gives now, to one model or to its lead."""
    rules = diff.new if pull.criterion in diff.new.criteria else diff.old
    over = phrase("rules_diff.over", model=effect.rival) if effect.rival else ""
    before, after = points_text(pull.before), points_text(pull.after)
    name = rules.criteria[pull.criterion].name
    return phrase(
        "rules_diff.pull",
        question=name,
        id=pull.criterion,
        before=before,
        after=after,
        model=effect.mover,
        over=over,
    )
