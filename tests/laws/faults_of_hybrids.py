"""Faults in hybrids and in what can be run."""

from collections.abc import Callable, Mapping
from math import floor
from typing import Any

import pytest
from casemodel.engine.tables import ModelTable, Tables

from casemodel.engine import (
    alternatives,
    choosing,
    feasibility,
    segments,
)
from casemodel.engine.alternatives import Alternative
from casemodel.engine.feasibility import Check, CheckState, Feasibility, FeasibleState
from casemodel.engine.questions import Asked, Question
from casemodel.knowledge.values import Hybrid, Rules
from casemodel.profiles.values import Answer, Profile
from tests.laws.planting import plant

_alternatives_for, _blended_table = alternatives.alternatives_for, alternatives.blended_table
_feasibility_of = feasibility.feasibility_of


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


# ---- hybrids for nothing, and never ----


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
