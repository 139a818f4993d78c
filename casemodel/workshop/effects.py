"""The effect of a change of rules: whose first place changes, how far scores move, and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.scoring import TENTHS
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.workshop.subjects import Group, Subject, as_read_by
from casemodel.workshop.verdict import Verdict, verdict

REASONS_KEPT = 3
_VISIBLE = Fraction(1, 10)  # smaller moves do not show in print


class Move(NamedTuple):
    """An alternative's printed score before and after, in tenths; None where it is not ranked."""

    alternative: str
    before: int | None
    after: int | None

    @property
    def size(self) -> int:
        """The size of the move in tenths; 0 for an alternative that is new or gone."""
        return 0 if self.before is None or self.after is None else abs(self.after - self.before)


class Pull(NamedTuple):
    """The points that a criterion adds to one alternative, or to its lead over another."""

    criterion: str
    before: Fraction
    after: Fraction


class Effect(NamedTuple):
    """The effect of a change on one profile.

    `first` are the models with the highest score, `recommended` is an id or empty; each before and
    after. `moves` are the scores that moved, the largest move first. `pulls` are the contributions
    that moved most for `mover`: for its lead over `rival`, the one it took first place from, or for
    its own score if `rival` is empty.
    """

    subject: Subject
    first: tuple[tuple[str, ...], tuple[str, ...]]
    recommended: tuple[str, str]
    moves: tuple[Move, ...]
    mover: str
    rival: str
    pulls: tuple[Pull, ...]

    @property
    def changes_first(self) -> bool:
        """True if another model comes first."""
        return self.first[0] != self.first[1]

    @property
    def changes_advice(self) -> bool:
        """True if something else is recommended."""
        return self.recommended[0] != self.recommended[1]


class EffectSummary(NamedTuple):
    """The effects of a change on profiles of one group and kind.

    `new_firsts` has who came first before and after, and on how many profiles, where that changed.
    `mean_move` is the mean over the profiles of the score that moved most, in points; `largest` is
    the effect with the largest move of all, or None where nothing moved.
    """

    group: Group
    kind: Kind
    profiles: int
    first_changed: int
    advice_changed: int
    new_firsts: tuple[tuple[str, str, int], ...]
    mean_move: Fraction
    largest: Effect | None


def effects(old: Rules, new: Rules, subjects: Iterable[Subject]) -> tuple[Effect, ...]:
    """List the effect of the new rules on each profile, in order."""
    return tuple(_effect(old, new, subject) for subject in subjects)


def _effect(old: Rules, new: Rules, subject: Subject) -> Effect:
    before = verdict(old, as_read_by(old, subject.profile))
    after = verdict(new, as_read_by(new, subject.profile))
    names = dict.fromkeys((*before.tenths, *after.tenths))
    all_moves = (Move(name, before.tenths.get(name), after.tenths.get(name)) for name in names)
    moves = sorted(
        (move for move in all_moves if move.before != move.after),
        key=lambda m: (-m.size, m.alternative),
    )
    mover, rival = _mover_and_rival(before, after, moves)
    return Effect(
        subject=subject,
        first=(before.first, after.first),
        recommended=(before.recommended, after.recommended),
        moves=tuple(moves),
        mover=mover,
        rival=rival,
        pulls=_pulls(before, after, mover, rival) if mover else (),
    )


def _mover_and_rival(before: Verdict, after: Verdict, moves: Sequence[Move]) -> tuple[str, str]:
    """Name who took first place from whom; else whose score moved most, and ''."""
    if before.first != after.first:
        risen = [name for name in after.first if name not in before.first] or list(after.first)
        fallen = [name for name in before.first if name not in after.first] or list(before.first)
        rivals = [name for name in fallen if name not in risen[:1]]
        return "".join(risen[:1]), "".join(rivals[:1])
    if before.recommended != after.recommended:
        if after.recommended:
            return after.recommended, before.recommended
        return before.recommended, ""
    return (moves[0].alternative, "") if moves else ("", "")


def _pulls(before: Verdict, after: Verdict, mover: str, rival: str) -> tuple[Pull, ...]:
    """List the contributions that moved most, the largest move first."""
    was, now = _lead(before, mover, rival), _lead(after, mover, rival)
    nothing = Fraction(0)
    names = dict.fromkeys((*was, *now))
    pulls = [Pull(name, was.get(name, nothing), now.get(name, nothing)) for name in names]
    moved = [pull for pull in pulls if abs(pull.after - pull.before) >= _VISIBLE]
    moved.sort(key=lambda pull: (-abs(pull.after - pull.before), pull.criterion))
    return tuple(moved[:REASONS_KEPT])


def _lead(verdict: Verdict, mover: str, rival: str) -> dict[str, Fraction]:
    """Give by criterion the points that one alternative has over the other."""
    lead = dict(verdict.points(mover))
    for name, points in verdict.points(rival).items() if rival else ():
        lead[name] = lead.get(name, Fraction(0)) - points
    return lead


def summaries(all_effects: Iterable[Effect]) -> tuple[EffectSummary, ...]:
    """Sum up effects by group and kind, in order of first mention."""
    by_group: dict[tuple[Group, Kind], list[Effect]] = {}
    for effect in all_effects:
        key = (effect.subject.group, effect.subject.profile.kind)
        by_group.setdefault(key, []).append(effect)
    return tuple(_summary(*key, of_group) for key, of_group in by_group.items())


def _summary(group: Group, kind: Kind, of_group: Sequence[Effect]) -> EffectSummary:
    new_firsts = Counter(
        (" and ".join(e.first[0]), " and ".join(e.first[1])) for e in of_group if e.changes_first
    )
    moved = [effect for effect in of_group if effect.moves]
    return EffectSummary(
        group=group,
        kind=kind,
        profiles=len(of_group),
        first_changed=sum(effect.changes_first for effect in of_group),
        advice_changed=sum(effect.changes_advice for effect in of_group),
        new_firsts=tuple(
            (*change, count)
            for change, count in sorted(new_firsts.items(), key=lambda t: (-t[1], t[0]))
        ),
        mean_move=Fraction(sum(effect.moves[0].size for effect in moved), TENTHS * len(of_group)),
        largest=max(moved, key=lambda effect: effect.moves[0].size, default=None),
    )
