"""A whole answer, worked out by hand.

`close` fits high need and a wish to be near: ±25 points each. `light` fits low need and little
money: ±25 each. Of `both`, light leads on money; elsewhere it takes half of each. Its largest
deviations are 1/2 on money, 1/4 on the wish and 1/2 on need: 5/12 of a point of rating in all.
"""

from fractions import Fraction

import pytest

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.contributions import Grounds
from casemodel.engine.decision_problem import TRIES, Options
from casemodel.engine.ranking import Adjustment, reach
from casemodel.knowledge.models import Caution, Condition, Hybrid, Rating, Requirement
from casemodel.knowledge.sources import Claim, Place, Source
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile, Segment
from tests.engine.making import criterion_of, model_of, profile_of, rated_as, rules_of

CRITERIA = (
    criterion_of("need", "need", 1, low=None, high=None),
    criterion_of("money", "capacity", 1, tight=None, ample=None),
    criterion_of("near", "goal", 1, no=None, yes=None),
)
NIGHTS = Requirement(
    "nights", "must", "It needs nights.", (), "", met_by=(Condition("money", ("ample",)),)
)
CLOSE = model_of("close", need={"high": rated_as("fit")}, near={"yes": rated_as("fit")})
LIGHT = model_of("light", need={"low": rated_as("fit")}, money={"tight": rated_as("fit")})
BOTH = Hybrid("both", "", "blended", ("close", "light"), 2, (), "", "", "", {"money": "light"})
TIER = Hybrid("turns", "", "tiered", ("close", "light"), 1, (), "", "", "", {})


def _rules(*models: object, hybrids: tuple[Hybrid, ...] = (), margin: int = 3) -> Rules:
    rules = rules_of(models or (CLOSE, LIGHT), CRITERIA)  # type: ignore[arg-type]
    return rules._replace(hybrids={h.id: h for h in hybrids}, hybrid_margin=margin)


def _organization(*segments: str, **levels: str) -> Profile:
    groups = tuple(
        Segment(f"g{n}", 1, "50%", {"need": Answer("answered", level)} if level else {})
        for n, level in enumerate(segments)
    )
    return profile_of(**levels)._replace(kind="organization", segments=groups)


def _printed(assessment: Assessment) -> list[tuple[int, str, int]]:
    return [(s.rank, s.id, s.tenths) for s in assessment.ranking]


def test_models_and_a_blend() -> None:
    assessment = assess(_rules(hybrids=(BOTH,)), _organization(need="high", money="tight"))
    assert _printed(assessment) == [(1, "close", 750), (2, "both", 680), (3, "light", 500)]
    assert (assessment.recommended, assessment.need_first, assessment.unranked) == (
        "close",
        "close",
        (),
    )
    close, both, light = assessment.ranking
    assert (close.kind, close.way, close.parts, close.serves) == ("model", "", ("close",), ())
    assert (both.kind, both.way, both.parts) == ("hybrid", "blended", ("close", "light"))
    assert (close.adjustments, light.adjustments) == ((), ())
    assert both.adjustments == (Adjustment("overhead", Fraction(-2), -20),)
    assert (close.score, both.score, light.score) == (75, 68, 50)
    assert [s.need_points for s in assessment.ranking] == [25, 0, -25]
    assert [(s.low, s.high) for s in assessment.ranking] == [(500, 1000), (580, 780), (500, 500)]
    assert [(s.lowest, s.highest) for s in assessment.ranking] == [(0, 1000), (180, 780), (0, 1000)]


def test_what_a_score_is_made_of() -> None:
    assessment = assess(_rules(hybrids=(BOTH,)), _organization(need="high", money="tight"))
    printed_contributions = [
        [(c.criterion, c.level, c.points, c.tenths, c.basis, c.part) for c in s.contributions]
        for s in assessment.ranking
    ]
    assert printed_contributions[0] == [
        ("need", "high", 25, 250, "inference", ""),
        ("money", "tight", 0, 0, "", ""),
        ("near", "", 0, 0, "inference", ""),
    ]
    assert printed_contributions[1] == [
        ("need", "high", 0, 0, "inference", ""),
        ("money", "tight", 20, 200, "inference", "light"),
        ("near", "", 0, 0, "inference", ""),
    ]
    assert {c.segment for s in assessment.ranking for c in s.contributions} == {""}


def test_a_tier_tells_who_serves_whom() -> None:
    assessment = assess(_rules(hybrids=(TIER,)), _organization("high", "low", money="tight"))
    assert _printed(assessment) == [(1, "turns", 865), (2, "light", 750), (3, "close", 500)]
    assert assessment.recommended == "turns"
    tier = assessment.standing("turns")
    assert (tier.way, tier.parts, tier.serves) == ("tiered", ("close", "light"), ("close", "light"))
    assert [(c.criterion, c.segment, c.part, c.points) for c in tier.contributions] == [
        ("need", "g0", "close", Fraction(25, 2)),
        ("need", "g1", "light", Fraction(25, 2)),
        ("money", "", "", Fraction(25, 2)),
        ("near", "", "", 0),
    ]
    assert tier.need_points == 25
    assert assessment.asked == {"need": 2, "capacity": 1, "goal": 1}
    assert assessment.answered == {"need": 2, "capacity": 1}


def test_how_much_was_answered() -> None:
    assessment = assess(_rules(), profile_of(money="tight", near="no"))
    assert assessment.asked == {"need": 1, "capacity": 1, "goal": 1}
    assert assessment.answered == {"capacity": 1, "goal": 1}


def test_first_on_need() -> None:
    """The model with the most points from needs; none in a tie; a hybrid never."""
    rules = _rules(hybrids=(BOTH._replace(leads={"need": "close"}, overhead=0),))
    for need, first in (("high", "close"), ("low", "light")):
        assert assess(rules, profile_of(need=need, money="ample")).need_first == first
    assert assess(rules, profile_of(money="tight", near="yes")).need_first == ""
    same = rules_of((CLOSE._replace(id="b"), CLOSE._replace(id="a")), CRITERIA)
    assert assess(same, profile_of(need="low")).need_first == ""


def test_without_models_there_is_no_answer() -> None:
    assessment = assess(_rules(model_of("silent")), profile_of(need="high"))
    assert (assessment.ranking, assessment.recommended, assessment.need_first) == ((), "", "")
    assert assessment.unranked == ("silent",)
    assert (assessment.weight_thresholds, assessment.switches) == ((), ())
    assert (assessment.stability.same, assessment.stability.firsts) == (TRIES, {"": TRIES})
    with pytest.raises(KeyError, match="silent"):
        assessment.standing("silent")


def test_an_unmet_must_rules_out_whatever_the_score() -> None:
    needs_nights = CLOSE._replace(requirements=(NIGHTS,))
    for money, recommended in (("ample", "close"), ("tight", "")):
        assessment = assess(_rules(needs_nights, LIGHT), _organization(need="high", money=money))
        assert (assessment.ranking[0].id, assessment.ranking[0].tenths) == ("close", 750)
        assert assessment.recommended == recommended
    assert assessment.standing("close").feasibility.state == "no"
    fit_only = assess(
        _rules(needs_nights, LIGHT),
        _organization(need="high", money="tight"),
        Options(fit_only=True),
    )
    assert fit_only.recommended == "close"


@pytest.mark.parametrize(("margin", "recommended"), [(23, "both"), (24, "close")])
def test_a_margin_met_exactly_counts(margin: int, recommended: str) -> None:
    """Led by `close` on need and `light` on money, `both` gets all their points: 23 more."""
    hybrid = BOTH._replace(leads={"need": "close", "money": "light", "near": "light"})
    rules = _rules(hybrids=(hybrid,), margin=margin)
    assessment = assess(rules, _organization(need="high", money="tight"))
    assert (assessment.standing("both").score, assessment.standing("close").score) == (98, 75)
    assert assessment.recommended == recommended


def test_as_many_tries_as_asked() -> None:
    assessment = assess(
        _rules(), profile_of(need="high", near="yes", money="ample"), Options(draws=7)
    )
    assert assessment.stability.tries == 7
    assert sum(assessment.stability.firsts.values()) == 7


def test_match_is_the_share_of_what_could_have_been() -> None:
    """`close` could have 50 points from need and nearness; with nearness refused it has 25."""
    assessment = assess(_rules(), profile_of(need="high", near="no", money="tight"))
    match = assessment.standing("close").match
    assert (match.share, match.most, match.least) == (0, 50, -50)
    assert (match.speaks_for, match.against) == (1, 1)
    assessment = assess(_rules(), profile_of(need="high", money="tight"))
    match = assessment.standing("close").match
    assert (match.share, match.speaks_for, match.against) == (1, 1, 0)
    assert assessment.completeness == (Fraction(2, 3), 2, 3)


def _caution(id_: str, criterion: str, level: str) -> Caution:
    return Caution(id_, "Take care.", (), (Condition(criterion, (level,)),))


def test_cautions_of_the_first_and_of_both_its_parts() -> None:
    """A general one looks at what was said of the client; a model's at its agency too."""
    close = CLOSE._replace(cautions=(_caution("c", "money", "tight"),))
    light = LIGHT._replace(cautions=(_caution("l", "money", "tight"),))
    general = _caution("g", "money", "tight")
    rules = _rules(close, light)._replace(cautions=(general,))
    agency = _organization(money="tight")
    criteria = {c.id: c for c in CRITERIA}
    criteria["money"] = criteria["money"]._replace(asked_of=("organization",))
    client_rules = rules._replace(criteria=criteria)
    assessment = assess(client_rules, profile_of(agency, need="high"))
    assert [c.id for c in assessment.cautions] == ["c"]
    assert [c.id for c in assess(client_rules, profile_of(need="high")).cautions] == []
    assessment = assess(rules, _organization(need="high", money="tight"))
    assert [c.id for c in assessment.cautions] == ["g", "c"]
    assessment = assess(
        rules._replace(hybrids={"turns": TIER}), _organization("high", "low", money="tight")
    )
    assert [c.id for c in assessment.cautions] == ["g", "c", "l"]


def test_where_nothing_is_recommended_cautions_are_those_of_the_first() -> None:
    close = CLOSE._replace(cautions=(_caution("c", "need", "high"),))
    light = LIGHT._replace(cautions=(_caution("l", "need", "high"),))
    rules = _rules(close, light)
    assessment = assess(rules, profile_of(need="high", near="no", money="ample"))
    assert _printed(assessment) == [(1, "close", 500), (2, "light", 0)]
    assert (assessment.recommended, [c.id for c in assessment.cautions]) == ("", ["c"])


def test_a_caution_of_one_group_is_shown() -> None:
    rules = _rules()._replace(cautions=(_caution("g", "need", "high"),))
    for groups, cautions in (
        (("high", "high"), ["g"]),
        (("high", "low"), ["g"]),
        (("high", ""), ["g"]),
        (("low", ""), []),
    ):
        assert [c.id for c in assess(rules, _organization(*groups)).cautions] == cautions


def test_refused_questions_are_not_asked_again() -> None:
    refusing = profile_of(need="high")
    refusing = refusing._replace(answers={**refusing.answers, "near": Answer("refused", "")})
    next_questions = {n.question for n in assess(_rules(), refusing).next_questions}
    assert next_questions == {"money"}
    assert {n.question for n in assess(_rules(), profile_of(need="high")).next_questions} == {
        "money",
        "near",
    }


def test_single_answers_that_change_it() -> None:
    assessment = assess(_rules(), profile_of(need="high", money="tight", near="no"))
    assert assessment.recommended == ""
    models = [standing.id for standing in sorted(assessment.ranking, key=lambda s: s.number)]
    switches = [(*s.changes[0], s.recommended) for s in assessment.switches]
    assert switches == [
        ("need", "high", "low", models.index("light")),
        ("near", "no", "yes", models.index("close")),
    ]


def test_open_questions_that_change_nothing() -> None:
    """Near and with high need, `close` has 100 whatever the money; `light` then has 25 or 50."""
    assessment = assess(_rules(), profile_of(need="high", near="yes"))
    assert (assessment.recommended, assessment.proof.holds, assessment.next_questions) == (
        "close",
        True,
        (),
    )
    assessment = assess(_rules(), profile_of(near="yes"))
    assert (assessment.recommended, assessment.proof.holds) == ("close", False)
    assert assessment.proof.witness == {"need": "low"}


def test_equal_scores_recommend_nothing_until_one_weighs_more() -> None:
    """With 75 each: as soon as one's own criterion weighs more than the other's, it is first."""
    assessment = assess(_rules(), profile_of(near="yes", money="tight"))
    assert (assessment.recommended, assessment.tied) == ("", ("close", "light"))
    close, light = (assessment.standing(id_).number for id_ in ("close", "light"))
    thresholds = {t.criterion: (t.lower, t.higher) for t in assessment.weight_thresholds}
    assert thresholds == {
        "money": ((Fraction(99, 100), close), (Fraction(101, 100), light)),
        "near": ((Fraction(99, 100), light), (Fraction(101, 100), close)),
    }


def test_reach_of_those_that_are_ranked() -> None:
    assert reach(_rules(CLOSE, model_of("silent")), "client") == {"close": (0, 1000)}
    claimed = {"high": Rating("fit", "document", (), "A reason.", None)}
    rules = _rules(CLOSE, model_of("told", need=claimed))
    assert reach(rules, "client", "document") == {"told": (0, 1000)}


def _grounded(*ratings: Rating) -> Rules:
    levels = dict(zip(("low", "high"), ratings, strict=False))
    return _rules(model_of("m", need=levels), model_of("n", need={"high": rated_as("fit")}))


def _said(basis: str, *claims: str) -> Rating:
    return Rating("fit", basis, claims, "A reason.", None)  # type: ignore[arg-type]


def test_what_a_contribution_rests_on() -> None:
    rules = _rules(model_of("m", need={"high": _said("document", "B", "A")}))
    (standing,) = assess(rules, profile_of(need="low")).ranking
    need, money, _ = standing.contributions
    assert (need.basis, need.claims) == ("document", ("B", "A"))
    assert (money.basis, money.claims) == ("", ())


def test_the_weakest_basis_and_every_claim_once() -> None:
    rules = _grounded(_said("document", "A", "B"), _said("literature", "B", "C"))
    grounds = Grounds(rules, "all")
    assert grounds.of("need", ("m",)) == ("literature", ("A", "B", "C"))
    assert grounds.of("need", ("m", "n")) == ("inference", ("A", "B", "C"))
    assert grounds.of("need", ("n", "m")) == ("inference", ("A", "B", "C"))
    assert grounds.of("need", ("m", "m")) == ("literature", ("A", "B", "C"))
    assert grounds.of("money", ("m",)) == ("", ())
    assert grounds.of("money", ("m", "n")) == ("", ())
    assert Grounds(rules, "literature").of("need", ("n",)) == ("", ())
    assert Grounds(rules, "literature").of("need", ("m", "n")) == ("literature", ("A", "B", "C"))


def test_on_the_documents_alone_their_claims_are_cited() -> None:
    """The literature says otherwise: on all it counts and is cited; else the document is."""
    source = Source("paper", "", "", "", "document", "", "", ())
    claim = Claim("D", "", "feature", (Place("paper", 1),), "", ())
    study = claim._replace(id="L", at=(Place("study", 1),))
    contradicted = Rating("fit", "literature", ("L", "D"), "A reason.", "misfit")
    rules = _grounded(contradicted)._replace(
        claims={"D": claim, "L": study},
        sources={"paper": source, "study": source._replace(id="study", basis="literature")},
    )
    assert Grounds(rules, "all").of("need", ("m",)) == ("literature", ("L", "D"))
    assert Grounds(rules, "literature").of("need", ("m",)) == ("literature", ("L", "D"))
    assert Grounds(rules, "document").of("need", ("m",)) == ("document", ("D",))
