"""Groups of clients, worked out by hand: who is first on need, who suits, and what is proposed.

`close` fits high need: ±50 points. `light` fits low need and little money: ±25 points on each.
"""

from fractions import Fraction

import pytest

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.knowledge.models import Hybrid
from casemodel.profiles.values import Answer, Profile, Segment
from tests.engine.making import criterion_of, model_of, rated_as, rules_of

CRITERIA = (
    criterion_of("need", "need", 1, low=None, high=None),
    criterion_of("money", "capacity", 1, tight=None, ample=None),
    criterion_of("reach", "goal", 1, no=None, goal=None),
)
CLOSE = model_of("close", need={"high": rated_as("fit")})
LIGHT = model_of("light", need={"low": rated_as("fit")}, money={"tight": rated_as("fit")})
TIER = Hybrid("turns", "", "tiered", ("close", "light"), 1, (), "", "", "", {})
RULES = rules_of((LIGHT, CLOSE, model_of("silent")), CRITERIA)._replace(
    hybrids={"turns": TIER}, hybrid_margin=3
)
TIERS = RULES.tiers._replace(posts_for_a_part=2, suits_percent=50)


def _segment(name: str, part: int, need: str, **own: str) -> Segment:
    levels = {**({"need": need} if need else {}), **own}
    return Segment(name, part, "", {c: Answer("answered", level) for c, level in levels.items()})


def _assessed(*segments: Segment, numbers: dict[str, str] | None = None, **all_: str) -> Assessment:
    answers = {c: Answer("answered", level) for c, level in all_.items()}
    profile = Profile("organization", "", "", answers, numbers or {}, segments=segments)
    return assess(RULES._replace(tiers=TIERS), profile, Options(draws=20))


HIGH, LOW = _segment("high", 1, "high"), _segment("low", 3, "low")


def test_each_group_has_its_own_first() -> None:
    assessment = _assessed(HIGH, LOW)
    high, low = assessment.groups
    assert (high.first, high.suited, high.share) == (("close",), ("close",), Fraction(1, 4))
    assert (low.first, low.suited, low.share) == (("light",), ("light",), Fraction(3, 4))
    # close: 50 · 1/3 · (1/2) / (1/6); light has two criteria: 50 · 1/3 · (1/2) / (2/6).
    assert high.points == {"close": 50, "light": -25}
    assert low.points == {"light": 25, "close": -50}


def test_a_group_of_which_nothing_is_said_has_no_first() -> None:
    assessment = _assessed(HIGH, _segment("silent", 1, ""))
    assert assessment.groups[1].points == {}
    assert assessment.groups[1].first == ()


def test_groups_that_differ_are_served_each_by_its_own() -> None:
    """Ample money counts against `light` as much as the low need there speaks for it."""
    assessment = _assessed(HIGH, LOW, money="ample")
    assert assessment.recommended == "turns"
    assert assessment.standing("turns").serves == ("close", "light")
    assert assessment.standing("turns").score == 50 + Fraction(50, 4) + 0 - 1


def test_groups_that_agree_on_need_get_no_tier() -> None:
    assessment = _assessed(_segment("a", 1, "high"), _segment("b", 2, "high", reach="goal"))
    assert {s.id for s in assessment.ranking} == {"close", "light"}
    assert assessment.recommended == "close"


def test_groups_with_equal_answers_share_a_part() -> None:
    assessment = _assessed(HIGH, _segment("also high", 1, "high"), LOW)
    assert assessment.standing("turns").serves == ("close", "close", "light")


def test_where_a_tier_suits_every_group_only_such_may_be_recommended() -> None:
    """`light` would score more for all, but needs of the few speak against it."""
    few = _segment("few", 1, "high")
    assessment = _assessed(few, _segment("many", 39, "low"), money="tight")
    assert assessment.standing("turns").suits
    assert not assessment.standing("light").suits
    assert assessment.standing("light").score > assessment.standing("turns").score - 3
    assert assessment.recommended == "turns"


@pytest.mark.parametrize(("part", "able"), [(1, False), (2, True)])
def test_half_of_the_clients_are_too_many_to_go_against(part: int, *, able: bool) -> None:
    assessment = _assessed(_segment("high", 1, "high"), _segment("low", part, "low"), money="tight")
    light = assessment.standing("light")
    assert (light.against, light.able) == (Fraction(1, 1 + part), able)


def test_too_few_posts_for_two_parts_recommend_nothing_wrong() -> None:
    """Three posts are no two teams of two; neither model suits half of the clients."""
    numbers = {"clients": "40", "case_managers": "3"}
    assessment = _assessed(HIGH, _segment("low", 1, "low"), numbers=numbers)
    assert assessment.recommended == ""
    posts = assessment.standing("turns").posts
    assert posts is not None
    assert (posts.state, posts.asked, posts.have) == ("unmet", 4, 3)


def test_a_group_answers_a_goal_for_itself_in_words() -> None:
    assessment = _assessed(_segment("high", 1, "high", reach="goal"), LOW)
    assert assessment.asked == {"need": 2, "capacity": 1, "goal": 2}
    assert assessment.answered == {"need": 2, "goal": 1}
    contributions = assessment.standing("turns").contributions
    assert [(c.segment, c.level) for c in contributions if c.criterion == "reach"] == [
        ("high", "goal"),
        ("low", ""),
    ]


def test_unknown_shares_are_tried_over_their_range() -> None:
    segments = (HIGH._replace(share_known=False), LOW._replace(share_known=False, part=1))
    assessment = _assessed(*segments, money="ample")
    percents = [outcome.percents for outcome in assessment.over_shares]
    assert percents == [(5 * step, 100 - 5 * step) for step in range(1, 20)]
    assert {(o.recommended, o.serves) for o in assessment.over_shares} == {
        ("turns", ("close", "light"))
    }
    assert assessment.recommended == "turns"


def test_unknown_shares_that_decide_recommend_nothing() -> None:
    """Without posts for two teams, either model goes against a group: it depends how large."""
    segments = (HIGH._replace(share_known=False), LOW._replace(share_known=False, part=1))
    assessment = _assessed(*segments, numbers={"clients": "40", "case_managers": "3"})
    assert {o.recommended for o in assessment.over_shares} == {"", "close", "light"}
    assert assessment.recommended == ""
