"""The hand-worked example of `casemodel.engine`, and the engine's small parts."""

import pytest

from casemodel import engine
from casemodel.engine.assessment import assess
from casemodel.engine.cautions import cautions_for, holds
from casemodel.engine.decision_problem import Options
from casemodel.engine.deviations import (
    BasisChoice,
    DeviationTable,
    model_tables,
    scale_of,
    share_parts,
    step_counted,
)
from casemodel.engine.ranking import reach
from casemodel.engine.scoring import reach_of, round_half_up, shared_out
from casemodel.knowledge.models import Caution, Condition, Rating, Step
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile, State
from tests.engine.making import criterion_of, model_of, profile_of, rated_as, rules_of

COMPLEXITY = criterion_of("complexity", "need", 3, one=None, many=None)
BUDGET = criterion_of("budget", "capacity", 1, tight=None, ample=None)
MODEL = model_of(
    "a_model",
    complexity={"one": rated_as("fit"), "many": rated_as("strong_misfit")},
    budget={"tight": rated_as("fit")},
)
BY_HAND = rules_of((MODEL,), (COMPLEXITY, BUDGET))


def test_both_answers() -> None:
    assessment = assess(BY_HAND, profile_of(complexity="one", budget="ample"))
    (standing,) = assessment.ranking
    assert [(c.criterion, c.points) for c in standing.contributions] == [
        ("complexity", 45),
        ("budget", -5),
    ]
    assert (standing.score, standing.tenths, standing.need_points) == (90, 900, 45)
    assert assessment.recommended == "a_model"


def test_only_the_second() -> None:
    (standing,) = assess(BY_HAND, profile_of(budget="ample")).ranking
    assert [c.points for c in standing.contributions] == [0, -5]
    assert standing.score == 45


def test_its_reach_is_the_whole_range() -> None:
    assert reach(BY_HAND, "client") == {"a_model": (0, 1000)}


def test_its_deviations() -> None:
    assert scale_of(BY_HAND, "client").weights == {"complexity": 3, "budget": 1}
    in_200ths = {
        "complexity": {"one": 300, "many": -300},
        "budget": {"tight": 100, "ample": -100},
    }
    largest = {"complexity": 300, "budget": 100}
    assert model_tables(BY_HAND, "client") == (DeviationTable("a_model", 1000, in_200ths, largest),)


def test_the_documentation_says_the_same() -> None:
    text = engine.__doc__ or ""
    for line in (
        "D = 3/4 · 3/2 + 1/4 · 1/2 = 9/8 + 1/8 = 5/4",
        "complexity   50 · 3/4 · (+3/2) / (5/4) = +45",
        "budget       50 · 1/4 · (-1/2) / (5/4) =  -5",
        "score        50 + 45 - 5 = 90",
        "one that answers only 'ample' gets 45",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("shares", "parts"),
    [
        ((None, None, None), (100, 100, 100)),
        ((90, 10), (90, 10)),
        ((100, 0), (100, 0)),
        ((50, None, None), (100, 50, 50)),
        ((None, 30, None, 20, None), (50, 90, 50, 60, 50)),
        ((100, None), (100, 0)),
    ],
)
def test_share_parts(shares: tuple[int | None, ...], parts: tuple[int, ...]) -> None:
    shares_of = {f"l{n}": share for n, share in enumerate(shares)}
    assert share_parts(criterion_of("c", "need", 1, **shares_of)) == parts


@pytest.mark.parametrize(
    ("rating", "document", "literature", "all_"),
    [
        (rated_as("fit", "document"), "fit", "fit", "fit"),
        (rated_as("fit", "literature"), "neutral", "fit", "fit"),
        (rated_as("fit", "inference"), "neutral", "neutral", "fit"),
        (rated_as("fit", "document", "misfit"), "misfit", "fit", "fit"),
        (rated_as("fit", "literature", "misfit"), "misfit", "fit", "fit"),
        (rated_as("neutral", "literature", "strong_fit"), "strong_fit", "neutral", "neutral"),
        (rated_as("fit", "literature", "neutral"), "neutral", "fit", "fit"),
        (
            rated_as("misfit", "inference", "strong_misfit"),
            "strong_misfit",
            "strong_misfit",
            "misfit",
        ),
    ],
)
def test_step_counted(rating: Rating, document: Step, literature: Step, all_: Step) -> None:
    assert step_counted(rating, "document") == document
    assert step_counted(rating, "literature") == literature
    assert step_counted(rating, "all") == all_


@pytest.mark.parametrize(("basis", "points"), [("all", 50), ("literature", 50), ("document", -50)])
def test_the_basis_chosen_moves_the_points(basis: BasisChoice, points: int) -> None:
    rated = {"one": rated_as("fit", "literature", "misfit")}
    rules = rules_of((model_of("a", complexity=rated),), (COMPLEXITY,))
    (standing,) = assess(rules, profile_of(complexity="one"), Options(basis)).ranking
    assert [c.points for c in standing.contributions] == [points]


def test_a_model_of_which_the_sources_say_nothing_is_unranked() -> None:
    assessment = assess(BY_HAND, profile_of(complexity="one"), Options("document"))
    assert (assessment.ranking, assessment.unranked) == ((), ("a_model",))
    assert assessment.recommended == ""


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 2, 3), (-5, 2, -2), (1, 2, 1), (-1, 2, 0), (7, 3, 2), (8, 3, 3), (-7, 3, -2), (4, 1, 4)],
)
def test_a_half_goes_up(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


def test_largest_remainders_get_the_rest() -> None:
    """Three equal parts of 50 points: 16.66... each, of which two get the missing tenths."""
    thirds = dict.fromkeys("cab", 50)
    assert shared_out(thirds, 3, 500) == {"a": 167, "b": 167, "c": 166}
    assert shared_out({"b": -50}, 3, -167) == {"b": -167}


def test_the_largest_remainder_is_that_of_the_tenths() -> None:
    """5/7, 10/7 and 15/7 of a tenth are 30/7: of the 4, the first gets the one beyond 0, 1, 2."""
    assert shared_out({"a": 5, "b": 10, "c": 15}, 70, 4) == {"a": 1, "b": 1, "c": 2}


def test_an_overhead_lowers_both_ends_of_the_reach() -> None:
    rows = {name: {"no": -1, "yes": 1} for name in "ab"}
    table = DeviationTable("h", 2, rows, {"a": 1, "b": 1})
    assert reach_of(table, {"a": 1, "b": 1}) == (0, 1000)
    assert reach_of(table, {"a": 1, "b": 1}, overhead=2) == (-20, 980)


def test_equal_figures_share_a_rank() -> None:
    rated = {"many": rated_as("fit")}
    models = (
        model_of("c", complexity=rated),
        model_of("b", complexity=rated),
        model_of("d", complexity=rated, budget={"tight": rated_as("misfit")}),
    )
    assessment = assess(rules_of(models, (COMPLEXITY, BUDGET)), profile_of(complexity="many"))
    assert [(s.rank, s.id) for s in assessment.ranking] == [(1, "b"), (1, "c"), (3, "d")]
    assert (assessment.recommended, assessment.tied) == ("", ("c", "b"))


@pytest.mark.parametrize(("budget", "recommended"), [("tight", "m"), ("ample", "")])
def test_fifty_is_not_enough(budget: str, recommended: str) -> None:
    model = model_of("m", budget={"tight": rated_as("fit")})
    assessment = assess(rules_of((model,), (COMPLEXITY, BUDGET)), profile_of(budget=budget))
    assert assessment.recommended == recommended
    assert assess(rules_of((model,), (COMPLEXITY, BUDGET)), profile_of()).recommended == ""


def test_needs_that_speak_against_it_bar_a_model() -> None:
    cheap = model_of(
        "cheap",
        complexity={"one": rated_as("fit")},
        budget={"tight": rated_as("strong_fit"), "ample": rated_as("strong_misfit")},
    )
    other_model = model_of(
        "other", complexity={"many": rated_as("fit")}, budget={"ample": rated_as("fit")}
    )
    weights = (COMPLEXITY._replace(weight=1), BUDGET)
    assessment = assess(
        rules_of((cheap, other_model), weights), profile_of(complexity="many", budget="tight")
    )
    assert [(s.id, s.tenths, s.need_points) for s in assessment.ranking] == [
        ("cheap", 800, -10),
        ("other", 500, 25),
    ]
    assert assessment.recommended == ""


def _caution(id_: str, when: dict[str, tuple[str, ...]], *, danger: bool = False) -> Caution:
    conditions = tuple(Condition(criterion, levels) for criterion, levels in when.items())
    return Caution(id_, "Take care.", (), conditions, danger=danger)


def test_dangers_come_first() -> None:
    cautions = (
        _caution("a", {"complexity": ("many",)}),
        _caution("b", {"complexity": ("one", "many")}, danger=True),
        _caution("c", {"complexity": ("one",)}, danger=True),
    )
    rules = rules_of((MODEL,), (COMPLEXITY, BUDGET), cautions)
    assessment = assess(rules, profile_of(complexity="many"))
    assert [c.id for c in assessment.cautions] == ["b", "a"]


def test_a_models_caution_shows_only_when_it_is_first() -> None:
    light_caution = _caution("light", {"complexity": ("one", "many")})
    close_caution = _caution("close", {"complexity": ("one", "many")})
    light = model_of("light", (light_caution,), complexity={"one": rated_as("fit")})
    close = model_of("close", (close_caution,), complexity={"many": rated_as("fit")})
    general = _caution("general", {"complexity": ("one", "many")})
    rules = rules_of((close, light), (COMPLEXITY, BUDGET), (general,))
    assert _ids(rules, profile_of(complexity="one")) == ["general", "light"]
    assert _ids(rules, profile_of(complexity="many")) == ["general", "close"]
    levels = {"complexity": "one"}
    levels_by_model = {"close": [levels], "light": [levels]}
    assert [c.id for c in cautions_for(rules, [levels], levels_by_model)] == [
        "general",
        "close",
        "light",
    ]


def _ids(rules: Rules, profile: Profile) -> list[str]:
    return [caution.id for caution in assess(rules, profile).cautions]


def test_a_caution_holds_for_one_group_of_clients() -> None:
    rules = rules_of((MODEL,), (COMPLEXITY, BUDGET), (_caution("one", {"complexity": ("many",)}),))
    groups = [{"complexity": "one"}, {"complexity": "many"}]
    assert [c.id for c in cautions_for(rules, groups, {})] == ["one"]
    assert cautions_for(rules, groups[:1], {}) == ()


def test_the_agencys_answers_count_for_a_models_cautions() -> None:
    both = _caution("both", {"complexity": ("many",), "budget": ("tight",)})
    budget = BUDGET._replace(asked_of=("organization",))
    rules = rules_of((MODEL._replace(cautions=(both,)),), (COMPLEXITY, budget))
    poor = profile_of(budget="tight")._replace(kind="organization")
    rich = profile_of(budget="ample")._replace(kind="organization")
    assert _ids(rules, profile_of(poor, complexity="many")) == ["both"]
    assert _ids(rules, profile_of(rich, complexity="many")) == []
    assert _ids(rules, profile_of(complexity="many")) == []
    scores = [
        assess(rules, profile_of(agency, complexity="many")).ranking[0].score
        for agency in (poor, rich, None)
    ]
    assert len(set(scores)) == 1


@pytest.mark.parametrize("state", ["refused", "not_known", "not_asked"])
def test_what_is_not_answered_meets_no_condition(state: State) -> None:
    rules = rules_of((MODEL,), (COMPLEXITY, BUDGET), (_caution("a", {"complexity": ("", "many")}),))
    silent = Profile("client", "", "", {"complexity": Answer(state, "")}, {})
    assert _ids(rules, silent) == []
    assert not holds((Condition("complexity", ("one", "many")),), {})
