"""The scoring laws, each a plain check that holds for generated rules and for the shipped ones.

The axioms that such a scorer must keep: each with its number, what it says, the check that tries it
and, behind a colon, a fault planted in the program that this check has been seen to find. 2, 37 and
38 are about files, batches and formats and are tested where those are. `test_planted_faults` plants
every fault of this table, and more, on the examples on which the laws are tried, and keeps the
table whole.

     1  same input, same bytes
        test_deterministic.check_repeats: running_number
     1  in any process
        test_deterministic.check_same_in_every_process: HASH_ORDER
     3  no order of files or entries
        test_order_free.check_order_free: ties_by_place
     4  names do not matter
        test_order_free.check_neutral: bonus_by_name
     5  only weights' proportions
        test_weights.check_scale: weights_not_normalized
     6  within reach, both ends reached
        test_bounds.check_reach: reach_of_everyone
     7  every profile has an answer
        test_bounds.check_total: unranked_left_out
     8  equal in print, equal in rank
        test_ranks.check_ranks: ranks_of_exact_scores
     9  no third model counts
        test_independent.check_independent: min_max
    10  a copy disturbs nobody
        test_independent.check_clone: clones_merged
    11  a worse other changes nothing
        test_independent.check_worse_other: rivals_beaten
    12  pairs make no circle
        test_independent.check_pairs: points_against_the_best
    13  pairs make the ranking
        test_independent.check_pairs: points_against_the_best
    14  better on all is better
        test_monotone.check_dominance: most_criteria_won
    15  what tells nothing changes none
        test_weights.check_null_criterion: spread_counts_every_criterion
    16  better never lowers
        test_monotone.check_better_level: strong_fit_forgotten
    16  nor does a better rating
        test_monotone.check_better_rating: strong_fit_forgotten
    17  an answer moves its own points
        test_bounds.check_local: only_answered_spread
    18  no steps between thresholds
        test_numbers.check_steps: numbers_rounded_first
    19  a threshold begins what is above
        test_numbers.check_thresholds: edge_belongs_below
    19  just enough staff is enough
        test_numbers.check_staff_thresholds: more_staff_than_needed
    20  however it is written
        test_written.check_written: quoted_is_no_answer
    21  contributions add up
        test_additive.check_additive: bonus_by_name
    22  and so they do in print
        test_additive.check_additive: each_rounded_for_itself
    23  taken back, it takes as much
        test_additive.check_faithful: silence_is_no
    24  nothing missing, nothing more
        test_additive.check_complete: silent_criteria_left_out
    25  what would change it, does
        test_changes.check_turn_to: gives_up_after_one
    26  every completion lies inside
        test_contained.check_contained: interval_is_the_score
    27  both ends are reached
        test_contained.check_contained: interval_of_one_width
    28  an answer never widens
        test_contained.check_refined: interval_of_one_width
    29  silence earns nothing
        test_contained.check_silence_is_not_rewarded: silence_rewarded
    30  certain is certain
        test_doubt.check_certainty: certain_of_today
    31  a blend lies between its parts
        test_hybrids.check_blend_between: best_of_both
    31  a tier is what its parts make it
        test_hybrids.check_tier: segments_count_evenly
    32  whichever part is named first
        test_hybrids.check_commutative: first_part_counts_double
    32  two of one are that one
        test_hybrids.check_equal_parts: no_overhead
    33  better parts, better hybrid
        test_monotone.check_better_level: strong_fit_forgotten
    33  hybrids change no model
        test_independent.check_hybrids_disturb_nobody: hybrid_takes_the_place
    34  what is blocked stays so
        test_feasible.check_veto: recommended_though_blocked
    34  more that is lacking lifts none
        test_feasible.check_more_vetoes: last_requirement_decides
    35  shares are shares, and repeat
        test_stability.check_shares: another_seed_each_time
    35  the usual weights, the usual one
        test_stability.check_point: margins_not_drawn
    36  enough draws for the exact area
        test_stability.test_two_criteria_have_the_exact_area: factors_drawn_evenly

Of a tiered hybrid the laws hold for each way of giving segments to parts. What is shown of it is
the best way that can be recommended; `test_monotone` and `test_contained` say what holds of that.
"""
