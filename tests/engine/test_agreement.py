"""Mean ranks and Kendall's W, against figures worked out by hand."""

from fractions import Fraction

import pytest

from casemodel.engine.agreement import centroid_shares, concordance, mean_ranks, ranks_of


def ranks(*values: float) -> dict[str, Fraction]:
    return {f"t{number}": Fraction(value) for number, value in enumerate(values)}


def test_equal_values_share_the_mean_of_their_ranks():
    values = {"a": Fraction(5), "b": Fraction(9), "c": Fraction(5), "d": Fraction(1)}
    assert ranks_of(values) == {"a": 2.5, "b": 1, "c": 2.5, "d": 4}


@pytest.mark.parametrize(
    ("orders", "w"),
    [
        ([ranks(1, 2, 3), ranks(1, 2, 3), ranks(1, 2, 3)], 1),
        ([ranks(1, 2, 3), ranks(3, 2, 1)], 0),
        # Sums 3, 3 and 6 about 4: 12 * 6 / (4 * 24).
        ([ranks(1, 2, 3), ranks(2, 1, 3)], Fraction(3, 4)),
        # Two equal: sums 2.5, 3.5 and 6 about 4 make 6.5; 12 * 6.5 / (4 * 24 - 2 * 6).
        ([ranks(1.5, 1.5, 3), ranks(1, 2, 3)], Fraction(78, 84)),
        ([ranks(2, 2, 2), ranks(2, 2, 2)], None),
        ([ranks(1, 2, 3)], None),
        ([ranks(1), ranks(1)], None),
    ],
)
def test_kendalls_w_is_the_figure_worked_out_by_hand(orders, w):
    assert concordance(orders) == w


def test_with_ties_the_same_order_is_still_1():
    assert concordance([ranks(1.5, 1.5, 3, 4)] * 3) == 1


def test_mean_ranks_and_the_shares_that_follow():
    mean = mean_ranks([ranks(1, 2, 3), ranks(2, 1, 3)])
    assert mean == ranks(1.5, 1.5, 3)
    # Of three the shares are 11/18, 5/18 and 2/18; the first two are shared evenly.
    assert centroid_shares(mean) == {
        "t0": Fraction(8, 18), "t1": Fraction(8, 18), "t2": Fraction(2, 18),
    }  # fmt: skip
