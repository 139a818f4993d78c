"""What is set up for one profile: whose weights, whose capacity, which margin."""

from fractions import Fraction

from casemodel.engine.board import need_totals, totals
from casemodel.engine.case import Case, Options, consider
from casemodel.engine.choosing import Musts
from casemodel.engine.drawing import DRAWS

from casemodel.engine.feasibility import Capacity
from casemodel.engine.questions import WHOLE, Asked, levels_of, questions_of, refused
from casemodel.knowledge.values import Condition, Hybrid, Requirement, Rules
from casemodel.profiles.values import Answer, Profile, Segment
from tests.engine.making import criterion_of, model_of, profile_of, rated_as, rules_of

CRITERIA = (
    criterion_of("need", "need", 3, low=None, high=None),
    criterion_of("money", "capacity", 2, tight=None, ample=None),
    criterion_of("near", "goal", 1, no=None, yes=None),
)
AMPLE = Condition("money", ("ample",))
CLOSE = model_of("close", need={"high": rated_as("fit")}, near={"yes": rated_as("fit")})._replace(
    requirements=(Requirement("funds", "must", "It needs money.", (), "", met_by=(AMPLE,)),)
)
LIGHT = model_of("light", need={"low": rated_as("fit")}, money={"tight": rated_as("fit")})
TIER = Hybrid("turns", "", "tiered", ("close", "light"), 1, (), "", "", "", {})


def _rules() -> Rules:
    return rules_of((CLOSE, LIGHT), CRITERIA)._replace(hybrids={"turns": TIER}, hybrid_margin=3)


def _in_use(case: Case) -> dict[str, Fraction]:
    weighting = case.choice.board.weighting
    return {q: Fraction(w, weighting.total) for q, w in weighting.weights.items()}


def test_the_rules_own_weights() -> None:
    case = consider(_rules(), profile_of())
    assert _in_use(case) == {
        "need": Fraction(1, 2), "money": Fraction(1, 3), "near": Fraction(1, 6),
    }  # fmt: skip
    assert (case.factors, case.priorities) == ({}, ())
    assert case.options == Options("all", {}, (), fit_only=False, draws=DRAWS)


def test_the_profiles_weights_and_those_given_which_go_first() -> None:
    profile = profile_of()._replace(weights={"need": "0.5", "money": "2"})
    case = consider(_rules(), profile)
    assert case.factors == {"need": Fraction(1, 2), "money": 2}
    assert _in_use(case) == {
        "need": Fraction(3, 13), "money": Fraction(8, 13), "near": Fraction(2, 13),
    }  # fmt: skip
    given = consider(_rules(), profile, Options(factors={"money": Fraction(0)}))
    assert given.factors == {"need": Fraction(1, 2), "money": 0}
    assert _in_use(given) == {"need": Fraction(3, 5), "money": 0, "near": Fraction(2, 5)}


def test_an_order_of_priorities() -> None:
    """Of two, the first gets three quarters of what both have."""
    profile = profile_of()._replace(priorities=("near", "need"))
    case = consider(_rules(), profile)
    assert case.priorities == ("near", "need")
    assert _in_use(case) == {
        "near": Fraction(1, 2), "need": Fraction(1, 6), "money": Fraction(1, 3),
    }  # fmt: skip
    given = consider(_rules(), profile, Options(priorities=("money",)))
    assert given.priorities == ("money",)
    assert _in_use(given) == _in_use(consider(_rules(), profile_of()))


def test_the_board_holds_the_exact_scores() -> None:
    """`close` has 37.5 points on need and 12.5 on the wish; of money it says nothing;
    `light` 30 and 20.
    """
    answers = {"need": "high", "money": "tight", "near": "yes"}
    case = consider(_rules(), profile_of(**answers))
    board = case.choice.board
    assert [Fraction(n, board.unit) for n in totals(board, case.levels)] == [100, 40]
    assert [Fraction(n, board.unit) for n in need_totals(board, case.levels)] == [
        Fraction(75, 2),
        -30,
    ]
    assert {
        tuple(Fraction(n, board.unit) for n in row) for row in board.points["money"].values()
    } == {
        (0, 20),
        (0, -20),
    }


def test_a_hybrid_needs_its_margin_in_tenths() -> None:
    organization = profile_of()._replace(kind="organization", segments=(
        Segment("one", 3, "60%", {}), Segment("other", 2, "40%", {}),
    ))  # fmt: skip
    choice = consider(_rules(), organization).choice
    assert [(a.id, a.serves) for a in choice.board.alternatives] == [
        ("close", ()),
        ("light", ()),
        ("turns", ("close", "light")),
        ("turns", ("light", "close")),
    ]
    assert choice.handicaps == (0, 0, 30, 30)


def test_whose_capacity_musts_are_judged_by() -> None:
    rich = profile_of(money="ample")._replace(kind="organization")
    must = Musts(((AMPLE,),), blocked=False, open=False)
    none = Musts((), blocked=False, open=False)
    own = consider(_rules(), rich)
    assert (own.choice.capacity, own.capacity) == (None, Capacity({"money": "ample"}, {}, ()))
    assert own.choice.musts == (must, none)
    assert [f.state for f in own.feasibilities] == ["yes", "yes"]
    client = consider(_rules(), profile_of(rich, need="high"))
    assert (client.choice.capacity, client.choice.musts) == ({"money": "ample"}, (must, none))
    alone = consider(_rules(), profile_of(need="high"))
    assert (alone.choice.capacity, alone.choice.musts, alone.capacity) == (None, (none, none), None)
    assert [f.state for f in alone.feasibilities] == ["not_asked", "not_asked"]


def test_on_fit_alone_the_requirements_are_told_but_block_nothing() -> None:
    poor = profile_of(need="high", money="tight", near="yes")._replace(kind="organization")
    case = consider(_rules(), poor)
    assert case.winner is None
    on_fit = consider(_rules(), poor, Options(fit_only=True))
    assert [f.state for f in on_fit.feasibilities] == ["no", "yes"]
    assert on_fit.winner == 0
    assert on_fit.choice.board.alternatives[0].id == "close"


def test_the_basis_chosen() -> None:
    assert consider(_rules(), profile_of()).tables.models[0].spread
    documents = consider(_rules(), profile_of(), Options("document"))
    assert not documents.tables.models[0].spread
    assert documents.choice.board.alternatives == ()


def test_what_is_asked_of_each_group_and_of_the_whole() -> None:
    answers = {"need": Answer("answered", "high"), "near": Answer("refused", "")}
    groups = (
        Segment("one", 1, "", {"need": Answer("answered", "low")}),
        Segment("other", 1, "", {"need": Answer("refused", "")}),
        Segment("third", 1, "", {}),
    )
    profile = Profile("organization", "", "", answers, {}, segments=groups)
    asked = questions_of(_rules(), profile)
    assert dict(asked) == {
        "need#1": Asked("need", 0),
        "need#2": Asked("need", 1),
        "need#3": Asked("need", 2),
        "money": Asked("money", WHOLE),
        "near": Asked("near", WHOLE),
    }
    assert levels_of(profile, asked) == {"need#1": "low", "need#3": "high"}
    assert refused(profile, asked) == {"need#2", "near"}
    case = consider(_rules(), profile)
    assert (case.asked, case.levels) == (asked, {"need#1": "low", "need#3": "high"})
    assert case.choice.board.need == {"need#1", "need#2", "need#3"}
    assert WHOLE == -1
