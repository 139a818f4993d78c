"""What rules bring about: first places as the engine scores them, and who can come first at all."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.engine.assessment import assess
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile
from casemodel.workshop import rank_frequency as firsts
from casemodel.workshop.lint.effects import effects
from casemodel.workshop.rank_frequency import Field, can_lead, field_of, first_places
from tests.rulebase import write
from tests.shipped import shipped
from tests.workshop.broken import with_third

FEW = 50


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


@pytest.mark.parametrize("kind", KINDS)
def test_first_places_are_the_engines(rules: Rules, kind: Kind) -> None:
    """The same draws, scored one by one by the engine's own entry."""
    draws = firsts.drawn_answers(rules, kind, FEW, Random(firsts.SEED))
    counts = dict.fromkeys((m.id for m in rules.scored_models()), 0)
    for number in range(FEW):
        answers = {c: Answer("answered", levels[number]) for c, levels in draws.items()}
        ranking = assess(rules, Profile(kind, "", "", answers, {})).ranking
        models = [s for s in ranking if s.kind == "model"]
        best = max(s.tenths for s in models)
        for standing in models:
            counts[standing.id] += standing.tenths == best
    assert first_places(rules, kind, FEW) == counts


def test_the_same_seed_gives_the_same_counts(rules: Rules) -> None:
    assert first_places(rules, "client", 500) == first_places(rules, "client", 500)


def test_another_order_of_rules_changes_nothing(rules: Rules) -> None:
    turned = rules._replace(models=dict(reversed(rules.models.items())))
    assert first_places(turned, "client", 500) == first_places(rules, "client", 500)


rows = st.lists(
    st.lists(st.tuples(*[st.integers(-4, 4)] * 3), min_size=1, max_size=3), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_who_can_come_first_is_what_trying_everything_finds(drawn: list[list[tuple[int, ...]]]):
    points = {
        str(number): {str(level): row for level, row in enumerate(levels)}
        for number, levels in enumerate(drawn)
    }
    leaders = can_lead(Field(("a", "b", "c"), 1, points))
    for index, model in enumerate("abc"):
        sums = [[sum(c) for c in zip(*chosen, strict=True)] for chosen in product(*drawn)]
        assert leaders[model] == ("yes" if any(s[index] == max(s) for s in sums) else "no")


def test_a_beaten_model_is_found_out(tmp_path) -> None:
    rules = load_rules(write(tmp_path, with_third()))
    assert can_lead(field_of(rules, "client")) == {"close": "yes", "light": "yes", "third": "no"}


def test_one_model_alone_is_first() -> None:
    assert can_lead(Field(("a",), 1, {"c": {"l": (-1,)}})) == {"a": "yes"}


def test_nothing_asked_and_nothing_rated() -> None:
    nothing = Field((), 1, {})
    assert can_lead(nothing) == {}


def test_a_model_of_which_the_rules_say_nothing_is_left_out(rules: Rules) -> None:
    brokerage = rules.models["brokerage"]._replace(ratings={})
    without = rules._replace(models={**rules.models, "brokerage": brokerage})
    assert "brokerage" not in first_places(without, "client", 10)


@pytest.mark.thorough
def test_more_than_five_models_need_half_of_their_share(rules: Rules) -> None:
    many = {f"m{n}": rules.models["clinical"]._replace(id=f"m{n}") for n in range(6)}
    findings = effects(rules._replace(models=many, hybrids={}), 100)
    assert [f.code for f in findings.findings if f.code == "R402"] == []
