"""Faults in hybrids, feasibility, doubt and what would change the answer."""

from collections.abc import Callable, Mapping
from itertools import cycle
from math import floor
from typing import Any

import pytest

from casemodel.engine import (
    alternatives,
    asking,
    changes,
    choosing,
    doubt,
    drawing,
    feasibility,
    segments,
    stability,
)
from casemodel.engine.alternatives import Alternative
from casemodel.engine.board import Board, totals
from casemodel.engine.choosing import Choice
from casemodel.engine.doubt import Certainty, Interval
from casemodel.engine.drawing import Acceptability
from casemodel.engine.feasibility import Check, CheckState, Feasibility, FeasibleState
from casemodel.engine.questions import Asked, Question
from casemodel.engine.stability import Flip
from casemodel.engine.tables import ModelTable, Tables
from casemodel.knowledge.values import Condition, Hybrid, Rules
from casemodel.profiles.values import Answer, Profile
from tests.laws.planting import Levels, plant

_alternatives_for, _blended_table = alternatives.alternatives_for, alternatives.blended_table
_intervals, _certainty, _deciding = doubt.intervals, doubt.certainty, doubt.deciding
_feasibility_of, _met = feasibility.feasibility_of, feasibility.met
_turn_to, _every_change = changes.turn_to, changes.every_change
_flips, _acceptability, _contenders = stability.flips, drawing.acceptability, stability.contenders


# ---- hybrids ----


def _alternatives(
    patch: pytest.MonkeyPatch,
    before: Callable[[Profile], Profile] = lambda profile: profile,
    after: Callable[[Alternative], Alternative] = lambda one: one,
) -> None:
    def made(
        rules: Rules, profile: Profile, asked: Mapping[Question, Asked], tables: Tables
    ) -> tuple[Alternative, ...]:
        return tuple(map(after, _alternatives_for(rules, before(profile), asked, tables)))

    plant(patch, "alternatives_for", made)


def segments_count_evenly(patch: pytest.MonkeyPatch) -> None:
    """A small segment counts as much as a large one."""
    _alternatives(
        patch,
        lambda profile: profile._replace(
            segments=tuple(s._replace(part=1) for s in profile.segments)
        ),
    )


def first_segment_counts_double(patch: pytest.MonkeyPatch) -> None:
    """The segment named first counts twice."""
    _alternatives(
        patch,
        lambda profile: profile._replace(
            segments=tuple(
                s._replace(part=s.part * (2 if n == 0 else 1))
                for n, s in enumerate(profile.segments)
            )
        ),
    )


def no_overhead(patch: pytest.MonkeyPatch) -> None:
    """Running two models costs nothing."""
    _alternatives(patch, after=lambda one: one._replace(overhead=0))


def _blend(
    patch: pytest.MonkeyPatch, one_row: Callable[[int, int], int], spread: Callable[[int, int], int]
) -> None:
    def blended(
        hybrid: Hybrid, first: ModelTable, second: ModelTable, weights: Mapping[str, int]
    ) -> ModelTable:
        rows = {}
        for criterion in sorted({*first.deviations, *second.deviations}):
            mine = first.deviations.get(criterion, {})
            other = second.deviations.get(criterion, {})
            rows[criterion] = {
                level: one_row(mine.get(level, 0), other.get(level, 0)) for level in mine or other
            }
        del weights
        return ModelTable(hybrid.id, spread(first.spread, second.spread), rows)

    plant(patch, "blended_table", blended)


def best_of_both(patch: pytest.MonkeyPatch) -> None:
    """On every line a blend has the better of its parts' ratings."""
    _blend(patch, lambda one, other: 2 * max(one, other), lambda one, other: one + other)


def first_part_counts_double(patch: pytest.MonkeyPatch) -> None:
    """The part named first counts twice."""
    _blend(patch, lambda one, other: 2 * one + other, lambda one, other: 2 * one + other)


def segments_own_answers_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What is said to suit a segment is what suits the population."""

    def answer_to(profile: Profile, asked: Asked) -> Answer | None:
        return profile.answers.get(asked.criterion)

    patch.setattr(segments, "answer_to", answer_to)


# ---- feasibility ----


def requirements_of_the_first_part(patch: pytest.MonkeyPatch) -> None:
    """A hybrid is held to what its first part requires only."""

    def found(rules: Rules, one: Alternative, capacity: Any) -> Feasibility:
        true = _feasibility_of(rules, one, capacity)
        checks = tuple(c for c in true.checks if c.part in {one.id, one.parts[0]})
        return Feasibility(feasibility.state_of(checks), checks)

    plant(patch, "feasibility_of", found)


def staff_rounded_down(patch: pytest.MonkeyPatch) -> None:
    """A part of a case manager is none."""
    patch.setattr(feasibility, "ceil", floor)


def last_requirement_decides(patch: pytest.MonkeyPatch) -> None:
    """The last must decides, and lifts what was unmet before it."""

    def state_of(checks: tuple[Check, ...]) -> FeasibleState:
        states: dict[CheckState, FeasibleState] = {
            "met": "yes", "unmet": "no", "to_confirm": "to_confirm",
        }  # fmt: skip
        musts = [c.state for c in checks if c.requirement.strength == "must"]
        return states[musts[0]] if musts else "yes"

    plant(patch, "state_of", state_of)


# ---- doubt ----


def interval_is_the_score(patch: pytest.MonkeyPatch) -> None:
    """What is open is taken to stay at average."""

    def found(board: Board, levels: Levels) -> tuple[Interval, ...]:
        answered = {q: v for q, v in levels.items() if q in board.asked}
        return tuple(
            Interval(t := doubt.in_tenths(board, total), t) for total in totals(board, answered)
        )

    plant(patch, "intervals", found)


def interval_of_one_width(patch: pytest.MonkeyPatch) -> None:
    """Ten points to either side, however much is open."""

    def found(board: Board, levels: Levels) -> tuple[Interval, ...]:
        tenths = (doubt.in_tenths(board, total) for total in totals(board, levels))
        return tuple(Interval(t - 100, t + 100) for t in tenths)

    plant(patch, "intervals", found)


def silence_rewarded(patch: pytest.MonkeyPatch) -> None:
    """The low end rises with every question that is left open."""

    def found(board: Board, levels: Levels) -> tuple[Interval, ...]:
        silent = 200 * len(doubt.open_questions(board, levels))
        return tuple(Interval(low + silent, high) for low, high in _intervals(board, levels))

    plant(patch, "intervals", found)


def certain_of_today(patch: pytest.MonkeyPatch) -> None:
    """What leads by its score today is certain."""

    def said(choice: Choice, levels: Levels, winner: int | None) -> Certainty:
        return "certain" if winner is not None else _certainty(choice, levels, winner)

    plant(patch, "certainty", said)


def certain_though_to_confirm(patch: pytest.MonkeyPatch) -> None:
    """A requirement to be confirmed counts as met."""

    def met(conditions: tuple[Condition, ...], levels: Levels) -> CheckState:
        state = _met(conditions, levels)
        return "met" if state == "to_confirm" else state

    patch.setattr(doubt, "met", met)


def likely_unless_first_level(patch: pytest.MonkeyPatch) -> None:
    """Only the first level of an open question is tried."""

    def found(choice: Choice, levels: Levels, winner: int | None, asked: Any) -> dict[str, Any]:
        true = _deciding(choice, levels, winner, asked)
        first = {q: next(iter(choice.board.points[q])) for q in true}
        return {q: (first[q],) for q, those in true.items() if first[q] in those}

    plant(patch, "deciding", found)


def refused_asked_again(patch: pytest.MonkeyPatch) -> None:
    """A refusal is taken for a question not yet asked."""
    plant(patch, "refused", lambda _profile, _asked: frozenset())


def asked_in_the_order_of_names(patch: pytest.MonkeyPatch) -> None:
    """The next questions come by name, not by what they settle."""
    true = asking.next_questions
    plant(patch, "next_questions", lambda *of: tuple(sorted(true(*of), key=lambda n: n.question)))


# ---- what would change it ----


def only_answered_turn(patch: pytest.MonkeyPatch) -> None:
    """An answer to an open question is not seen as a change."""
    plant(
        patch,
        "every_change",
        lambda board, levels: (c for c in _every_change(board, levels) if c.before),
    )


def change_from_nothing(patch: pytest.MonkeyPatch) -> None:
    """Every change is said to be from no answer."""
    true = changes.single_turns

    def found(*of: Any) -> tuple[changes.Turn, ...]:
        return tuple(
            t._replace(changes=tuple(c._replace(before="") for c in t.changes)) for t in true(*of)
        )

    plant(patch, "single_turns", found)


def gives_up_after_one(patch: pytest.MonkeyPatch) -> None:
    """No single answer does it, so there is said to be none."""
    plant(patch, "turn_to", lambda choice, levels, target: _turn_to(choice, levels, target, 1))


def flip_of_one_rival(patch: pytest.MonkeyPatch) -> None:
    """Only one rival is looked at, not the nearest of all."""

    def found(choice: Choice, levels: Levels, first: int) -> tuple[Flip, ...]:
        with pytest.MonkeyPatch.context() as within:
            rivals = [i for i in _contenders(choice, levels) if i != first]
            within.setattr(stability, "contenders", lambda *_: (first, *rivals[-1:]))
            return _flips(choice, levels, first)

    plant(patch, "flips", found)


def flip_half_way(patch: pytest.MonkeyPatch) -> None:
    """The factor said is half way to where first place changes."""

    def found(choice: Choice, levels: Levels, first: int) -> tuple[Flip, ...]:
        return tuple(
            f._replace(lower=f.lower and (1 + f.lower) / 2) for f in _flips(choice, levels, first)
        )

    plant(patch, "flips", found)


def another_seed_each_time(patch: pytest.MonkeyPatch) -> None:
    """The draws differ from one time to the next."""
    seeds = cycle((0, 1))  # so that an example fails each time it is tried

    def drawn(choice: Choice, levels: Levels, first: int, draws: int) -> Acceptability:
        return _acceptability(choice, levels, first, draws, next(seeds))

    plant(patch, "acceptability", drawn)


def ties_counted_for_each(patch: pytest.MonkeyPatch) -> None:
    """Everyone who is first in some draw is counted at least twice."""

    def drawn(choice: Choice, levels: Levels, first: int, draws: int) -> Acceptability:
        true = _acceptability(choice, levels, first, draws)
        return true._replace(firsts={id_: n + 1 for id_, n in true.firsts.items()})

    plant(patch, "acceptability", drawn)


def margins_not_drawn(patch: pytest.MonkeyPatch) -> None:
    """Under other weights a hybrid need not lead by its margin."""

    def drawn(choice: Choice, levels: Levels, first: int, draws: int) -> Acceptability:
        without = choice._replace(handicaps=(0,) * len(choice.handicaps))
        return _acceptability(without, levels, first, draws)

    plant(patch, "acceptability", drawn)


def everyone_contends(patch: pytest.MonkeyPatch) -> None:
    """What cannot be run comes first under other weights."""
    patch.setattr(stability, "is_blocked", lambda *_: False)


def tiers_never_proposed(patch: pytest.MonkeyPatch) -> None:
    """Segments are served by one model, whatever they need."""
    patch.setattr(alternatives, "_tiers", lambda *_: iter(()))


def hybrids_for_nothing(patch: pytest.MonkeyPatch) -> None:
    """Best of both, no overhead, no margin."""
    best_of_both(patch)
    no_overhead(patch)
    _order_key = choosing.order_key
    plant(
        patch,
        "order_key",
        lambda choice, index, tenths, total=0: _order_key(
            choice._replace(handicaps=(0,) * len(choice.handicaps)), index, tenths, total
        ),
    )
