"""The hand-worked example of `casemodel.engine`, and the engine's small parts."""

from fractions import Fraction

import pytest

from casemodel import engine
from casemodel.engine.assessment import assess, reach
from casemodel.engine.case import Options
from casemodel.engine.cautions import cautions_for, holds
from casemodel.engine.ranking import ranked
from casemodel.engine.scoring import Scored, round_half_up, rules_weighting, score_model
from casemodel.engine.tables import BasisChoice, ModelTable, build_tables, share_parts, step_counted
from casemodel.knowledge.values import (
    Basis,
    Caution,
    Condition,
    Criterion,
    FitWord,
    Group,
    Level,
    Method,
    Model,
    Rating,
    Rules,
    Sourced,
    Step,
    Wording,
)
from casemodel.profiles.values import Answer, Profile, State

SAYS = Sourced("It is so.", ())
WORDS = Wording("x", "x")


def _criterion(id_: str, group: Group, weight: int, **shares: int | None) -> Criterion:
    levels = tuple(Level(name, WORDS, share, None, None) for name, share in shares.items())
    return Criterion(id_, group, id_, ("client", "organization"), WORDS, levels, "", weight, (),
                     "", "", "", "")  # fmt: skip


def _rating(step: Step, basis: Basis = "inference", documents_say: Step | None = None) -> Rating:
    return Rating(step, basis, (), "A reason.", documents_say)


def _model(id_: str, cautions: tuple[Caution, ...] = (), **ratings: dict[str, Rating]) -> Model:
    return Model(id_, id_, "", scored=True, summary=SAYS, features={}, ratings=ratings, pros=(),
                 cons=(), requirements=(), cautions=cautions)  # fmt: skip


def _rules(
    models: tuple[Model, ...], criteria: tuple[Criterion, ...], cautions: tuple[Caution, ...] = ()
) -> Rules:
    steps: dict[Step, int] = {
        "strong_fit": 2, "fit": 1, "neutral": 0, "misfit": -1, "strong_misfit": -2,
    }  # fmt: skip
    return Rules("1", "2026-01-31", "", Method(steps, 3, (FitWord(0, "some"),)), {}, {}, {},
                 {c.id: c for c in criteria}, {m.id: m for m in models}, (), cautions, (), {},
                 {})  # fmt: skip


def _profile(agency: Profile | None = None, /, **levels: str) -> Profile:
    answers = {criterion: Answer("answered", level) for criterion, level in levels.items()}
    return Profile("client", "", "", answers, {}, agency)


COMPLEXITY = _criterion("complexity", "need", 3, one=None, many=None)
BUDGET = _criterion("budget", "capacity", 1, tight=None, ample=None)
MODEL = _model(
    "a_model",
    complexity={"one": _rating("fit"), "many": _rating("strong_misfit")},
    budget={"tight": _rating("fit")},
)
BY_HAND = _rules((MODEL,), (COMPLEXITY, BUDGET))


def test_both_answers() -> None:
    found = assess(BY_HAND, _profile(complexity="one", budget="ample"))
    (standing,) = found.ranking
    assert [(c.criterion, c.points) for c in standing.contributions] == [
        ("complexity", 45),
        ("budget", -5),
    ]
    assert (standing.score, standing.tenths, standing.need_points) == (90, 900, 45)
    assert found.recommended == "a_model"


def test_only_the_second() -> None:
    (standing,) = assess(BY_HAND, _profile(budget="ample")).ranking
    assert [c.points for c in standing.contributions] == [0, -5]
    assert standing.score == 45


def test_its_reach_is_the_whole_range() -> None:
    assert reach(BY_HAND, "client") == {"a_model": (0, 1000)}


def test_its_tables() -> None:
    tables = build_tables(BY_HAND, "client")
    assert tables.weights == {"complexity": 3, "budget": 1}
    in_200ths = {
        "complexity": {"one": 300, "many": -300},
        "budget": {"tight": 100, "ample": -100},
    }
    assert tables.models == (ModelTable("a_model", 1000, in_200ths),)


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
    named = {f"l{n}": share for n, share in enumerate(shares)}
    assert share_parts(_criterion("c", "need", 1, **named)) == parts


@pytest.mark.parametrize(
    ("rating", "document", "literature", "all_"),
    [
        (_rating("fit", "document"), "fit", "fit", "fit"),
        (_rating("fit", "literature"), "neutral", "fit", "fit"),
        (_rating("fit", "inference"), "neutral", "neutral", "fit"),
        (_rating("fit", "literature", "misfit"), "misfit", "fit", "fit"),
        (_rating("neutral", "literature", "strong_fit"), "strong_fit", "neutral", "neutral"),
        (_rating("fit", "literature", "neutral"), "neutral", "fit", "fit"),
        (
            _rating("misfit", "inference", "strong_misfit"),
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
    rated = {"one": _rating("fit", "literature", "misfit")}
    rules = _rules((_model("a", complexity=rated),), (COMPLEXITY,))
    (standing,) = assess(rules, _profile(complexity="one"), Options(basis)).ranking
    assert [c.points for c in standing.contributions] == [points]


def test_a_model_of_which_the_sources_say_nothing_is_unranked() -> None:
    found = assess(BY_HAND, _profile(complexity="one"), Options("document"))
    assert (found.ranking, found.unranked) == ((), ("a_model",))
    assert found.recommended == ""


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 2, 3), (-5, 2, -2), (1, 2, 1), (-1, 2, 0), (7, 3, 2), (8, 3, 3), (-7, 3, -2), (4, 1, 4)],
)
def test_a_half_goes_up(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


def test_largest_remainders_get_the_rest() -> None:
    """Three equal parts of 50 points: 16.66... each, of which two get the missing tenths."""
    criteria = tuple(_criterion(name, "need", 1, no=None, yes=None) for name in "cab")
    model = _model("m", **{c.id: {"yes": _rating("fit")} for c in criteria})
    tables = build_tables(_rules((model,), criteria), "client")
    weighting = rules_weighting(tables)
    three = score_model(tables.models[0], dict.fromkeys("cab", "yes"), weighting)
    assert (three.score, three.tenths) == (100, 1000)
    assert three.points_tenths == {"a": 167, "b": 167, "c": 166}
    one = score_model(tables.models[0], {"b": "no"}, weighting)
    assert (one.score, one.tenths) == (Fraction(100, 3), 333)
    assert one.points_tenths == {"b": -167}


def _scored(model: str, tenths: int) -> Scored:
    return Scored(model, Fraction(tenths, 10), tenths, {}, {})


def test_equal_figures_share_a_rank() -> None:
    ordered = ranked([_scored("c", 600), _scored("b", 600), _scored("d", 700), _scored("a", 500)])
    assert [(rank, one.model) for rank, one in ordered] == [(1, "d"), (2, "b"), (2, "c"), (4, "a")]


@pytest.mark.parametrize(("budget", "recommended"), [("tight", "m"), ("ample", "")])
def test_fifty_is_not_enough(budget: str, recommended: str) -> None:
    model = _model("m", budget={"tight": _rating("fit")})
    found = assess(_rules((model,), (COMPLEXITY, BUDGET)), _profile(budget=budget))
    assert found.recommended == recommended
    assert assess(_rules((model,), (COMPLEXITY, BUDGET)), _profile()).recommended == ""


def test_needs_that_speak_against_it_bar_a_model() -> None:
    cheap = _model(
        "cheap",
        complexity={"one": _rating("fit")},
        budget={"tight": _rating("strong_fit"), "ample": _rating("strong_misfit")},
    )
    other = _model("other", complexity={"many": _rating("fit")}, budget={"ample": _rating("fit")})
    weights = (COMPLEXITY._replace(weight=1), BUDGET)
    found = assess(_rules((cheap, other), weights), _profile(complexity="many", budget="tight"))
    assert [(s.id, s.tenths, s.need_points) for s in found.ranking] == [
        ("cheap", 800, -10),
        ("other", 500, 25),
    ]
    assert found.recommended == ""


def _caution(id_: str, when: dict[str, tuple[str, ...]], *, danger: bool = False) -> Caution:
    conditions = tuple(Condition(criterion, levels) for criterion, levels in when.items())
    return Caution(id_, "", danger, "Take care.", (), conditions)


def test_dangers_come_first() -> None:
    cautions = (
        _caution("a", {"complexity": ("many",)}),
        _caution("b", {"complexity": ("one", "many")}, danger=True),
        _caution("c", {"complexity": ("one",)}, danger=True),
    )
    rules = _rules((MODEL,), (COMPLEXITY, BUDGET), cautions)
    found = assess(rules, _profile(complexity="many"))
    assert [c.id for c in found.cautions] == ["b", "a"]


def test_a_models_caution_shows_only_when_it_is_first() -> None:
    of_light = _caution("light", {"complexity": ("one", "many")})
    of_close = _caution("close", {"complexity": ("one", "many")})
    light = _model("light", (of_light,), complexity={"one": _rating("fit")})
    close = _model("close", (of_close,), complexity={"many": _rating("fit")})
    general = _caution("general", {"complexity": ("one", "many")})
    rules = _rules((close, light), (COMPLEXITY, BUDGET), (general,))
    assert _ids(rules, _profile(complexity="one")) == ["general", "light"]
    assert _ids(rules, _profile(complexity="many")) == ["general", "close"]
    known = {"complexity": "one"}
    assert [c.id for c in cautions_for(rules, known, known, ("close", "light"))] == [
        "general",
        "close",
        "light",
    ]


def _ids(rules: Rules, profile: Profile) -> list[str]:
    return [caution.id for caution in assess(rules, profile).cautions]


def test_the_agencys_answers_count_for_a_models_cautions() -> None:
    both = _caution("both", {"complexity": ("many",), "budget": ("tight",)})
    budget = BUDGET._replace(asked_of=("organization",))
    rules = _rules((MODEL._replace(cautions=(both,)),), (COMPLEXITY, budget))
    poor = _profile(budget="tight")._replace(kind="organization")
    rich = _profile(budget="ample")._replace(kind="organization")
    assert _ids(rules, _profile(poor, complexity="many")) == ["both"]
    assert _ids(rules, _profile(rich, complexity="many")) == []
    assert _ids(rules, _profile(complexity="many")) == []
    scores = [
        assess(rules, _profile(agency, complexity="many")).ranking[0].score
        for agency in (poor, rich, None)
    ]
    assert len(set(scores)) == 1


@pytest.mark.parametrize("state", ["refused", "not_known", "not_asked"])
def test_what_is_not_answered_meets_no_condition(state: State) -> None:
    rules = _rules((MODEL,), (COMPLEXITY, BUDGET), (_caution("a", {"complexity": ("", "many")}),))
    silent = Profile("client", "", "", {"complexity": Answer(state, "")}, {})
    assert _ids(rules, silent) == []
    assert not holds((Condition("complexity", ("one", "many")),), {})
