"""Each law is seen to fail: with a fault planted in the engine, its check finds a counterexample.

The examples are those on which the law is tried every time, so what is shown here is that the law's
own test would have failed.
"""

import inspect
import re
from types import ModuleType

import pytest
from hypothesis import Phase, settings

from casemodel.engine.decision_problem import Options
from casemodel.knowledge.values import KINDS, Kind
from tests import laws
from tests.laws import (
    faults_of_answers,
    faults_of_hybrids,
    faults_of_judgement,
    faults_of_numbers,
    faults_of_scores,
    test_additive,
    test_archetypes,
    test_bounds,
    test_changes,
    test_contained,
    test_deterministic,
    test_doubt,
    test_feasible,
    test_home_advantage,
    test_hybrids,
    test_independent,
    test_monotone,
    test_numbers,
    test_order_free,
    test_ranks,
    test_silence,
    test_stability,
    test_weights,
    test_written,
)
from tests.laws.planting import Fault
from tests.laws.strategies import Law, generated_cases, shipped, tried_on

LAWS: tuple[ModuleType, ...] = (
    test_additive,
    test_bounds,
    test_changes,
    test_contained,
    test_deterministic,
    test_doubt,
    test_feasible,
    test_home_advantage,
    test_hybrids,
    test_independent,
    test_monotone,
    test_numbers,
    test_order_free,
    test_ranks,
    test_silence,
    test_stability,
    test_weights,
    test_written,
)

FAULTS: tuple[ModuleType, ...] = (
    faults_of_scores,
    faults_of_answers,
    faults_of_numbers,
    faults_of_hybrids,
    faults_of_judgement,
)

CAUGHT: tuple[tuple[Fault, Law], ...] = (
    (faults_of_scores.raw_ratings, test_home_advantage.check_mean),
    (faults_of_scores.raw_ratings, test_home_advantage.check_mean_of_criterion),
    (faults_of_scores.shares_ignored, test_home_advantage.check_mean),
    (faults_of_scores.shares_ignored, test_home_advantage.check_mean_of_criterion),
    (faults_of_scores.strong_fit_forgotten, test_monotone.check_better_level),
    (faults_of_scores.strong_fit_forgotten, test_monotone.check_better_rating),
    (faults_of_scores.documents_say_ignored, test_monotone.check_better_level),
    (faults_of_scores.weights_cut_at_three, test_silence.check_split),
    (faults_of_scores.weights_cut_at_three, test_weights.check_scale),
    (faults_of_scores.kind_ignored, test_bounds.check_not_asked),
    (faults_of_scores.spread_of_the_widest, test_independent.check_independent),
    (faults_of_scores.spread_counts_every_criterion, test_weights.check_null_criterion),
    (faults_of_scores.spread_of_the_best_only, test_bounds.check_reach),
    (faults_of_scores.silence_is_no, test_silence.check_silence),
    (faults_of_scores.silence_is_no, test_additive.check_faithful),
    (faults_of_scores.refused_is_no, test_silence.check_kinds_of_silence),
    (faults_of_scores.only_answered_spread, test_bounds.check_local),
    (faults_of_scores.only_answered_spread, test_additive.check_faithful),
    (faults_of_scores.weights_not_normalized, test_weights.check_scale),
    (faults_of_scores.weights_not_normalized, test_bounds.check_reach),
    (faults_of_scores.own_weights_not_normalized, test_weights.check_own_weights),
    (faults_of_scores.own_factors_not_normalized, test_weights.check_scale_of_own),
    (faults_of_scores.priorities_by_rank_sum, test_weights.check_priorities),
    (faults_of_answers.hybrid_takes_the_place, test_independent.check_hybrids_disturb_nobody),
    (faults_of_scores.bonus_by_name, test_order_free.check_neutral),
    (faults_of_scores.bonus_by_name, test_additive.check_additive),
    (faults_of_scores.bonus_by_name, test_independent.check_clone),
    (faults_of_scores.each_rounded_for_itself, test_additive.check_additive),
    (faults_of_scores.rest_by_order, test_order_free.check_order_free),
    (faults_of_scores.half_to_even, test_additive.check_additive),
    (faults_of_scores.reach_of_everyone, test_bounds.check_reach),
    (faults_of_answers.min_max, test_independent.check_independent),
    (faults_of_answers.min_max, test_bounds.check_local),
    (faults_of_answers.rivals_beaten, test_independent.check_worse_other),
    (faults_of_answers.points_against_the_best, test_independent.check_pairs),
    (faults_of_answers.most_criteria_won, test_monotone.check_dominance),
    (faults_of_answers.most_criteria_won, test_ranks.check_ranks),
    (faults_of_answers.clones_merged, test_independent.check_clone),
    (faults_of_answers.clones_merged, test_bounds.check_total),
    (faults_of_answers.ties_by_place, test_order_free.check_order_free),
    (faults_of_answers.ties_broken, test_ranks.check_ranks),
    (faults_of_answers.ranks_of_exact_scores, test_ranks.check_ranks),
    (faults_of_answers.clear_at_the_margin, test_ranks.check_clear),
    (faults_of_answers.recommended_though_blocked, test_ranks.check_recommended),
    (faults_of_answers.hybrid_without_margin, test_ranks.check_recommended),
    (faults_of_answers.recommended_at_fifty, test_ranks.check_recommended),
    (faults_of_answers.recommended_against_needs, test_ranks.check_recommended),
    (faults_of_answers.silent_criteria_left_out, test_additive.check_complete),
    (faults_of_answers.strongest_basis, test_additive.check_complete),
    (faults_of_answers.everything_cited, test_additive.check_complete),
    (faults_of_answers.unranked_left_out, test_bounds.check_total),
    (faults_of_answers.running_number, test_deterministic.check_repeats),
    (faults_of_answers.dangers_last, test_ranks.check_cautions),
    (faults_of_answers.cautions_of_all_models, test_ranks.check_cautions),
    (faults_of_answers.unanswered_meets, test_ranks.check_cautions),
    (faults_of_answers.agency_ignored, test_ranks.check_cautions),
    (faults_of_answers.caution_hidden, test_ranks.check_cautions),
    (faults_of_hybrids.segments_count_evenly, test_hybrids.check_tier),
    (faults_of_hybrids.no_overhead, test_hybrids.check_tier),
    (faults_of_hybrids.no_overhead, test_hybrids.check_uniform),
    (faults_of_hybrids.no_overhead, test_hybrids.check_equal_parts),
    (faults_of_hybrids.best_of_both, test_hybrids.check_blend_between),
    (faults_of_hybrids.first_part_counts_double, test_hybrids.check_commutative),
    (faults_of_hybrids.first_segment_counts_double, test_hybrids.check_segment_order),
    (faults_of_hybrids.segments_own_answers_forgotten, test_hybrids.check_first_of_segments),
    (faults_of_hybrids.requirements_of_the_first_part, test_feasible.check_union),
    (faults_of_hybrids.requirements_of_the_first_part, test_feasible.check_veto),
    (faults_of_hybrids.staff_rounded_down, test_feasible.check_staffing),
    (faults_of_hybrids.last_requirement_decides, test_feasible.check_more_vetoes),
    (faults_of_judgement.interval_is_the_score, test_contained.check_contained),
    (faults_of_judgement.interval_of_one_width, test_contained.check_contained),
    (faults_of_judgement.interval_of_one_width, test_contained.check_refined),
    (faults_of_judgement.silence_rewarded, test_contained.check_silence_is_not_rewarded),
    (faults_of_judgement.certain_of_today, test_doubt.check_certainty),
    (faults_of_judgement.certain_though_to_confirm, test_doubt.check_certainty),
    (faults_of_judgement.likely_unless_first_level, test_doubt.check_certainty),
    (faults_of_judgement.likely_unless_first_level, test_doubt.check_next_questions),
    (faults_of_judgement.refused_asked_again, test_doubt.check_next_questions),
    (faults_of_judgement.asked_in_the_order_of_names, test_doubt.check_next_questions),
    (faults_of_judgement.only_answered_turn, test_changes.check_single_turns),
    (faults_of_judgement.only_answered_turn, test_changes.check_turn_to),
    (faults_of_judgement.change_from_nothing, test_changes.check_reversed),
    (faults_of_judgement.gives_up_after_one, test_changes.check_turn_to),
    (faults_of_judgement.flip_of_one_rival, test_stability.check_flips),
    (faults_of_judgement.flip_half_way, test_stability.check_flips),
    (faults_of_judgement.another_seed_each_time, test_stability.check_shares),
    (faults_of_judgement.ties_counted_for_each, test_stability.check_shares),
    (faults_of_judgement.margins_not_drawn, test_stability.check_point),
    (faults_of_judgement.everyone_contends, test_stability.check_point),
    (faults_of_numbers.edge_belongs_below, test_numbers.check_thresholds),
    (faults_of_numbers.numbers_rounded_first, test_numbers.check_thresholds),
    (faults_of_numbers.numbers_rounded_first, test_numbers.check_steps),
    (faults_of_numbers.more_staff_than_needed, test_numbers.check_staff_thresholds),
    (faults_of_numbers.quoted_is_no_answer, test_written.check_written),
    (faults_of_answers.recommended_though_blocked, test_feasible.check_veto),
    (faults_of_answers.recommended_against_needs, test_feasible.check_shown),
)

# Caught by tests of their own below, on other examples.
CAUGHT_ALONE = {
    ("test_deterministic", "check_same_in_every_process", "HASH_ORDER"),
    ("test_stability", "test_two_criteria_have_the_exact_area", "factors_drawn_evenly"),
}
SAME_EXAMPLES = settings(
    settings.get_profile("ci"), phases=[Phase.generate], report_multiple_bugs=False
)
HASH_ORDER = """
from casemodel.engine.ranking import ranked
assessment.ranked = lambda scored: sorted(ranked(scored), key=lambda p: (p[0], hash(p[1].model)))
"""


@pytest.mark.parametrize(
    ("fault", "law"), CAUGHT, ids=[f"{fault.__name__}-{law.__name__}" for fault, law in CAUGHT]
)
def test_a_planted_fault_is_caught(fault: Fault, law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    tried = tried_on(generated_cases(), SAME_EXAMPLES, law)
    with pytest.raises(AssertionError):
        tried()


def test_every_law_is_seen_to_fail() -> None:
    written = {
        function
        for module in LAWS
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_")
        and list(inspect.signature(function).parameters)[:1] == ["case"]
    }
    assert written == {law for _, law in CAUGHT}


def test_every_fault_is_planted() -> None:
    written = {
        function
        for module in FAULTS
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    alone = {
        faults_of_hybrids.tiers_never_proposed,
        faults_of_hybrids.hybrids_for_nothing,
        faults_of_judgement.factors_drawn_evenly,
    }
    assert written == {fault for fault, _ in CAUGHT} | alone


def test_every_axiom_has_a_law_and_a_fault() -> None:
    rows = re.findall(
        r"^ *(\d+)  .*\n +(test_\w+)\.(\w+): (\w+)$", laws.__doc__ or "", re.MULTILINE
    )
    assert {int(one[0]) for one in rows} == set(range(1, 37)) - {2}
    caught = {
        (law.__module__.rpartition(".")[2], law.__name__, fault.__name__) for fault, law in CAUGHT
    }
    assert {tuple(one[1:]) for one in rows} <= caught | CAUGHT_ALONE


def test_hybrids_for_nothing_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    faults_of_hybrids.hybrids_for_nothing(monkeypatch)
    with pytest.raises(AssertionError):
        test_hybrids.check_earned(shipped(), "organization", Options(fit_only=True))


def test_a_tier_never_proposed_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    faults_of_hybrids.tiers_never_proposed(monkeypatch)
    with pytest.raises(AssertionError):
        test_hybrids.check_two_segments(shipped())


@pytest.mark.parametrize("kind", KINDS)
def test_home_advantage_of_raw_ratings_is_caught(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults_of_scores.raw_ratings(monkeypatch)
    with pytest.raises(AssertionError):
        test_home_advantage.check_first_places(shipped(), kind)


def test_some_archetype_is_lost_by_silence_as_no(monkeypatch: pytest.MonkeyPatch) -> None:
    faults_of_scores.silence_is_no(monkeypatch)
    lost = 0
    for model in test_archetypes.MODELS:
        try:
            test_archetypes.check_archetype(shipped(), model)
        except AssertionError:
            lost += 1
    assert lost


def test_an_order_by_hash_is_caught() -> None:
    with pytest.raises(AssertionError):
        test_deterministic.check_same_in_every_process(HASH_ORDER)


def test_factors_drawn_evenly_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    faults_of_judgement.factors_drawn_evenly(monkeypatch)
    with pytest.raises(AssertionError):
        test_stability.test_two_criteria_have_the_exact_area()
