"""The short forms of the rules ask what settles most, as `python -m tests.short_form` finds it."""

import random

import pytest

from tests.shipped import shipped
from tests.short_form import Drawn, dangers, taken_one_by_one

RULES = shipped()
PROFILES = 400
NOISE = 0.06
"""Over twice the standard error of a share of 400 profiles."""


@pytest.mark.parametrize("kind", ["client", "organization"])
def test_no_questions_taken_at_random_settle_as_much(kind: str) -> None:
    drawn = Drawn(RULES, kind, PROFILES)
    form = RULES.short_forms[kind].ask
    reached = drawn.agreement(form)
    rng = random.Random(8)
    first = dangers(RULES) if kind == "client" else ()
    names = [c.id for c in drawn.criteria if c.id not in first]
    left = len(form) - len(first)
    others = [drawn.agreement([*first, *rng.sample(names, left)]) for _ in range(40)]
    assert reached > max(others)


@pytest.mark.thorough
def test_no_question_left_out_helps_noticeably_more_than_one_that_is_asked() -> None:
    drawn = Drawn(RULES, "client", PROFILES)
    form = RULES.short_forms["client"].ask
    reached = drawn.agreement(form)
    first = dangers(RULES)
    assert set(form[: len(first)]) == set(first)
    for number in range(len(first), len(form)):
        for criterion in drawn.criteria:
            exchanged = [*form[:number], criterion.id, *form[number + 1 :]]
            assert drawn.agreement(exchanged) < reached + NOISE


def test_each_question_is_the_one_that_helps_most() -> None:
    drawn = Drawn(RULES, "client", 60)
    first = dangers(RULES)
    questions = taken_one_by_one(drawn, first)
    assert questions[: len(first)] == first
    for number in range(len(first), len(questions)):
        best = max(
            drawn.agreement([*questions[:number], c.id])
            for c in drawn.criteria
            if c.id not in questions[:number]
        )
        assert drawn.agreement(questions[: number + 1]) == best
