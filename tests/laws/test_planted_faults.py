"""Each law is seen to fail: with a fault planted in the engine, its check finds a counterexample.

`LAWS` names every check of this folder with the laws of design.md and the axioms of reliability.md
that it tries, and the faults that it finds on the examples given; on the same example, without the
fault, the check holds. Axioms 2, 37 and 38 are about files, batches and formats and are tested
where those are.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

import pytest

from casemodel.engine.decision_problem import Options
from casemodel.knowledge.criteria import KINDS
from tests import laws
from tests.laws import (
    planted,
    test_acted_out,
    test_additive,
    test_archetypes,
    test_bounds,
    test_contained,
    test_deterministic,
    test_feasible,
    test_home_advantage,
    test_hybrids,
    test_independent,
    test_monotone,
    test_numbers,
    test_order_free,
    test_ranks,
    test_raters,
    test_silence,
    test_stability,
    test_two_groups,
    test_weights,
    test_written,
)
from tests.laws.planted import Fault
from tests.laws.recipes import seeded, seeded_case
from tests.laws.strategies import in_groups, shipped

Examples = Callable[[], Iterable[tuple[Any, ...]]]
"""What a check is tried on, in order: its arguments."""

CASES = 330
GROUPS = 150


@cache
def cases() -> list[tuple[Any, ...]]:
    """Profiles with rules made up for each, and a number that picks what a law varies."""
    random = seeded(1)
    return [(seeded_case(random), random.randrange(2**16)) for _ in range(CASES)]


def groups() -> Iterator[tuple[Any, ...]]:
    """Organizations with groups of clients and staff."""
    return (in_groups(pick) for pick in range(GROUPS))


class Row(NamedTuple):
    """A check, the laws and axioms that it tries, the faults it finds, and on what examples."""

    laws: tuple[int, ...]
    axioms: tuple[int, ...]
    check: Callable[..., None]
    faults: tuple[Fault, ...]
    examples: Examples = cases


def every_kind() -> Iterator[tuple[Any, ...]]:
    """The shipped rules and each kind of profile."""
    return ((shipped(), kind) for kind in KINDS)


LAWS = (
    Row((1,), (1,), test_deterministic.check_repeats, (planted.other_draws_each_time,)),
    Row((2,), (21, 22), test_additive.check_additive, (
        planted.bonus_by_name, planted.each_rounded_for_itself, planted.half_to_even,
        planted.silence_is_no,
    )),
    Row((2,), (23,), test_additive.check_faithful, (planted.silence_is_no,)),
    Row((2,), (24,), test_additive.check_complete, (
        planted.silent_left_out, planted.strongest_basis, planted.everything_cited,
    )),
    Row((3,), (9,), test_independent.check_independent, (planted.spread_of_the_widest,)),
    Row((3,), (10,), test_independent.check_clone, (
        planted.clones_merged, planted.bonus_by_name,
    )),
    Row((3,), (11,), test_independent.check_worse_other, (planted.rivals_beaten,)),
    Row((3,), (12, 13), test_independent.check_pairs, (planted.points_against_the_best,)),
    Row((3,), (33,), test_independent.check_hybrids_disturb_nobody, (
        planted.hybrid_takes_the_place,
    )),
    Row((4,), (16, 33), test_monotone.check_better_level, (planted.strong_fit_forgotten,)),
    Row((4,), (16,), test_monotone.check_better_rating, (planted.strong_fit_forgotten,)),
    Row((4,), (14,), test_monotone.check_dominance, (planted.most_questions_won,)),
    Row((5,), (3,), test_order_free.check_order_free, (
        planted.rest_by_order, planted.ties_by_place,
    )),
    Row((5,), (4,), test_order_free.check_neutral, (planted.bonus_by_name,)),
    Row((5,), (3,), test_hybrids.check_segment_order, (
        planted.first_segment_counts_double,
    ), groups),
    Row((5, 12), (35,), test_stability.check_stability_without_order, (
        planted.groups_drawn_by_place,
    )),
    Row((5, 12), (35,), test_stability.check_stability_without_another, (
        planted.draws_by_how_many,
    )),
    Row((6,), (), test_home_advantage.check_mean, (
        planted.raw_ratings, planted.shares_ignored,
    )),
    Row((6,), (), test_home_advantage.check_mean_of_criterion, (
        planted.raw_ratings, planted.shares_ignored,
    )),
    Row((6,), (), test_home_advantage.check_first_places, (planted.raw_ratings,), every_kind),
    Row((7,), (29,), test_silence.check_silence, (
        planted.silence_is_no, planted.fifty_is_enough,
    )),
    Row((7,), (29,), test_silence.check_kinds_of_silence, (
        planted.refused_is_no, planted.refused_asked_again,
    )),
    Row((7,), (), test_silence.check_split, (
        planted.weights_cut_at_three, planted.questions_count_alike,
    )),
    Row((8,), (26, 27), test_contained.check_contained, (
        planted.interval_is_the_score, planted.interval_of_one_width,
    )),
    Row((8,), (28,), test_contained.check_refined, (planted.interval_of_one_width,)),
    Row((8,), (29,), test_contained.check_silence_is_not_rewarded, (planted.silence_rewarded,)),
    Row((9,), (), test_archetypes.check_archetype, (planted.raw_ratings,), lambda: (
        (shipped(), model) for model in test_archetypes.MODELS
    )),
    Row((10,), (8,), test_ranks.check_ranks, (planted.ranks_of_exact_scores,)),
    Row((10,), (8,), test_ranks.check_tie, (planted.tie_broken_by_name,)),
    Row((), (), test_ranks.check_cautions, (
        planted.cautions_of_all_models, planted.cautions_of_the_first_group, planted.dangers_last,
        planted.unanswered_meets,
    )),
    Row((), (6,), test_bounds.check_reach, (planted.reach_of_everyone,)),
    Row((), (6,), test_bounds.check_match, (planted.match_of_what_is_open,)),
    Row((), (7,), test_bounds.check_total, (planted.unranked_left_out,)),
    Row((), (7,), test_bounds.check_not_asked, (planted.kind_ignored,)),
    Row((), (17,), test_bounds.check_local, (planted.only_answered_count,)),
    Row((), (5,), test_weights.check_scale, (planted.weights_not_normalized,)),
    Row((), (5,), test_weights.check_scale_of_own, (planted.own_weights_not_normalized,)),
    Row((), (5,), test_weights.check_own_weights, (planted.own_weights_not_normalized,)),
    Row((), (5,), test_weights.check_priorities, (planted.priorities_by_rank_sum,)),
    Row((), (15,), test_weights.check_null_criterion, (planted.spread_of_every_criterion,)),
    Row((), (18,), test_numbers.check_steps, (planted.numbers_rounded_first,)),
    Row((), (19,), test_numbers.check_thresholds, (
        planted.edge_belongs_below, planted.numbers_rounded_first,
    )),
    Row((), (19,), test_numbers.check_staff_thresholds, (planted.more_staff_than_needed,)),
    Row((), (20,), test_written.check_written, (planted.quoted_is_no_answer,)),
    Row((11,), (31,), test_hybrids.check_tier, (
        planted.segments_count_evenly, planted.no_overhead, planted.third_part_for_nothing,
        planted.least_overhead_of_three,
    ), groups),
    Row((11,), (), test_hybrids.check_groups, (
        planted.tiers_always_proposed, planted.tiers_never_proposed, planted.never_three_parts,
        planted.anything_suits,
    ), groups),
    Row((11,), (), test_hybrids.check_alike_share_a_part, (planted.alike_apart,), groups),
    Row((11,), (), test_hybrids.check_own_ground, (
        planted.parts_judged_together, planted.parts_answer_with_everyone,
    ), groups),
    Row((11,), (), test_hybrids.check_posts, (
        planted.lone_worker_is_a_team, planted.clinicians_anywhere,
    ), groups),
    Row((11,), (), test_hybrids.check_more_staff, (planted.clinicians_for_every_post,), groups),
    Row((11,), (), test_hybrids.check_uniform, (planted.shares_taken_for_percents,)),
    Row((11,), (31,), test_hybrids.check_blend_between, (planted.best_of_both,)),
    Row((11,), (32,), test_hybrids.check_equal_parts, (planted.no_overhead,)),
    Row((11,), (32,), test_hybrids.check_commutative, (planted.first_part_counts_double,)),
    Row((11,), (), test_hybrids.check_earned, (planted.hybrids_for_nothing,), lambda: (
        (shipped(), "client", Options(fit_only=True, draws=1)),
    )),
    Row((11,), (), test_hybrids.check_two_segments, (planted.tiers_never_proposed,), lambda: (
        (shipped(),),
    )),
    Row((11,), (), test_two_groups.check_two_clear_groups, (planted.nothing_suits,), lambda: (
        (shipped(), 20),
    )),
    Row((), (34,), test_feasible.check_union, (
        planted.requirements_of_the_first_part, planted.should_counts_as_must,
        planted.first_requirement_decides,
    )),
    Row((), (34,), test_feasible.check_unknown_is_not_unmet, (
        planted.unknown_is_unmet, planted.unknown_is_met,
    )),
    Row((), (34,), test_feasible.check_veto, (planted.recommended_though_it_cannot_run,)),
    Row((), (34,), test_feasible.check_more_vetoes, (planted.first_requirement_decides,)),
    Row((10,), (34,), test_feasible.check_recommended, (
        planted.fifty_is_enough, planted.needs_do_not_bar, planted.half_may_be_wronged,
        planted.highest_whoever_it_suits, planted.hybrid_without_margin,
        planted.should_bars_like_must, planted.recommended_though_it_cannot_run,
    )),
    Row((12,), (25,), test_acted_out.check_single_answers, (
        planted.only_answered_switch, planted.switch_without_musts,
    )),
    Row((12,), (25,), test_acted_out.check_switch_to, (
        planted.gives_up_after_one, planted.switch_without_musts, planted.three_before_one,
    )),
    Row((12,), (25,), test_acted_out.check_weights, (
        planted.threshold_half_way, planted.threshold_at_the_crossing,
        planted.threshold_at_the_ends,
    )),
    Row((12,), (30,), test_acted_out.check_proof, (
        planted.needs_cannot_turn, planted.musts_cannot_fail, planted.one_rival_overlooked,
    )),
    Row((12,), (30,), test_acted_out.check_next_questions, (
        planted.asked_by_name, planted.refused_asked_again, planted.swing_of_the_first_answer,
    )),
    Row((12,), (), test_acted_out.check_unknown_shares, (planted.same_at_any_shares,), groups),
    Row((11, 12), (), test_acted_out.check_halves, (
        planted.groups_drawn_by_place, planted.alike_apart,
    ), groups),
    Row((12,), (35,), test_stability.check_tries, (
        planted.other_draws_each_time, planted.margin_not_drawn, planted.tie_stays_the_same,
    )),
    Row((12,), (35,), test_stability.check_dominated, (planted.first_though_it_cannot_run,)),
    Row((12,), (25,), test_raters.check_differences, (
        planted.differences_never_decide, planted.switches_of_the_first_rater,
    ), lambda: test_raters.CASES),
    Row((12,), (30,), test_raters.check_settled, (planted.settled_untried,), lambda: (
        test_raters.CASES
    )),
    Row((12,), (), test_raters.check_agreeing, (
        planted.group_answers_with_the_first_level,
    ), lambda: test_raters.CASES),
    Row((12,), (36,), test_stability.check_exact_area, (planted.factors_drawn_evenly,), lambda: (
        ("some",),
    )),
)  # fmt: skip

ALONE = {
    test_deterministic.check_same_in_every_process: "its fault is planted in other processes",
}
"""Checks that are no row of the table, and why."""


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param(
            row,
            fault,
            id=f"{row.check.__name__}-{fault.__name__}",
            marks=() if fault is row.faults[0] else pytest.mark.thorough,
        )
        for row in LAWS
        for fault in row.faults
    ],
)
def test_a_planted_fault_is_found(row: Row, fault: Fault) -> None:
    for example in row.examples():
        with pytest.MonkeyPatch.context() as patch:
            fault(patch)
            try:
                row.check(*example)
            except AssertionError:
                break
    else:
        pytest.fail("the law does not find this fault")
    row.check(*example)


@pytest.mark.thorough
def test_an_order_by_hash_is_found() -> None:
    with pytest.raises(AssertionError):
        test_deterministic.check_same_in_every_process(planted.order_by_hash.__name__)


def test_every_check_is_seen_to_fail() -> None:
    modules = [import_module(f"{laws.__name__}.{m.name}") for m in iter_modules(laws.__path__)]
    checks = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_")
    }
    assert checks == {row.check for row in LAWS} | ALONE.keys()


def test_every_fault_is_planted() -> None:
    faults = {
        function
        for name, function in inspect.getmembers(planted, inspect.isfunction)
        if function.__module__ == planted.__name__ and not name.startswith("_")
    }
    used = {fault for row in LAWS for fault in row.faults} | {planted.order_by_hash}
    assert faults - {planted.instead_of} == used


def test_every_law_and_axiom_has_a_check() -> None:
    assert {law for row in LAWS for law in row.laws} == set(range(1, 13))
    assert {axiom for row in LAWS for axiom in row.axioms} == set(range(1, 37)) - {2}
