"""Faults in what is said to be in doubt, and in what would change it."""

from itertools import cycle
from typing import Any

import pytest
from casemodel.engine.board import Board, totals
from casemodel.engine.choosing import Choice
from casemodel.engine.doubt import Certainty, Interval
from casemodel.engine.drawing import Acceptability
from casemodel.engine.stability import Flip

from casemodel.engine import (
    asking,
    changes,
    doubt,
    drawing,
    feasibility,
    stability,
)
from casemodel.engine.feasibility import CheckState
from casemodel.knowledge.values import Condition
from tests.laws.planting import Levels, plant

_intervals, _certainty, _deciding = doubt.intervals, doubt.certainty, doubt.deciding
_met = feasibility.met
_turn_to, _every_change = changes.turn_to, changes.every_change
_flips, _acceptability, _contenders = stability.flips, drawing.acceptability, stability.contenders


# ---- doubt ----


def interval_is_the_score(patch: pytest.MonkeyPatch) -> None:
    """What is open is taken to stay at average."""

    def found(board: Board, levels: Levels, *_: object) -> tuple[Interval, ...]:
        answered = {q: v for q, v in levels.items() if q in board.asked}
        return tuple(
            Interval(t := doubt.in_tenths(board, total), t) for total in totals(board, answered)
        )

    plant(patch, "intervals", found)


def interval_of_one_width(patch: pytest.MonkeyPatch) -> None:
    """Ten points to either side, however much is open."""

    def found(board: Board, levels: Levels, *_: object) -> tuple[Interval, ...]:
        tenths = (doubt.in_tenths(board, total) for total in totals(board, levels))
        return tuple(Interval(t - 100, t + 100) for t in tenths)

    plant(patch, "intervals", found)


def silence_rewarded(patch: pytest.MonkeyPatch) -> None:
    """The low end rises with every question that is left open."""

    def found(board: Board, levels: Levels, *_: object) -> tuple[Interval, ...]:
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


def factors_drawn_evenly(patch: pytest.MonkeyPatch) -> None:
    """Factors are drawn evenly from a half to two, not evenly on the logarithm."""
    even = tuple(512 + 6 * n for n in range(256))
    patch.setattr(drawing, "_LOW", bytes(f % 256 for f in even))
    patch.setattr(drawing, "_HIGH", bytes(f // 256 for f in even))


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
