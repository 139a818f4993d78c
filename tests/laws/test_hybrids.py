"""Law 11, and axioms 31 to 33: a hybrid is what its parts make it, and earns its place."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

import pytest

from casemodel.engine import assessment, decision_problem
from casemodel.engine.decision_problem import Options
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS, PartPosts, TierPosts
from casemodel.engine.ranking import RankedStanding
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import answer_of_quantities
from casemodel.profiles.values import Answer, Profile, Segment
from tests.laws.looks import (
    assessed,
    considered,
    figures,
    overhead_of,
    scores,
    standings,
    unsegmented,
)
from tests.laws.quick import filled
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import CHOSEN, over_generated, over_groups, over_shipped, shipped

PROFILES = 200
QUICK = Options(draws=1)


def check_tier(case: Case, pick: int) -> None:
    """A tier is the sum over segments of share times the score of the part that serves it, less
    the overhead.
    """
    del pick
    apart = list(_each_segment(case))
    for standing in _tiers(case):
        if any(part.by_posts for part in standing.contributions):
            continue
        served = [
            by_model[part] for (_, by_model), part in zip(apart, standing.serves, strict=True)
        ]
        blended = sum(share * score for (share, _), score in zip(apart, served, strict=True))
        assert standing.score == blended - overhead_of(case.rules, standing)


def _each_segment(case: Case) -> Iterator[tuple[Fraction, dict[str, Fraction]]]:
    """Each segment's share, and the models' scores if everyone were like it."""
    parts = case.profile.segments
    for segment, alike in zip(parts, _alike(case), strict=True):
        yield Fraction(segment.part, sum(s.part for s in parts)), scores(alike)


def _alike(case: Case) -> Iterator[Case]:
    """For each segment, the case in which everyone is like it."""
    for segment in case.profile.segments:
        own = {c: a for c, a in segment.answers.items() if a.state != "not_asked"}
        answers = {**case.profile.answers, **own}
        yield case._replace(profile=case.profile._replace(segments=(), answers=answers))


def _tiers(case: Case) -> Iterator[RankedStanding]:
    yield from (standing for standing in standings(case).values() if standing.way == "tiered")


def check_alike_share_a_part(case: Case, pick: int) -> None:
    """Splitting a group in two alike halves changes no score and no recommendation."""
    if not case.profile.segments:
        return
    at = pick % len(case.profile.segments)
    doubled = [s._replace(part=2 * s.part) for s in case.profile.segments]
    whole = doubled[at]
    doubled[at : at + 1] = [
        whole._replace(name="one half", part=whole.part // 2),
        whole._replace(name="other half", part=whole.part // 2),
    ]
    split = case._replace(profile=case.profile._replace(segments=tuple(doubled)))
    before, after = assessed(case), assessed(split)
    assert [s.id for s in after.ranking] == [s.id for s in before.ranking]
    for was, now in zip(before.ranking, after.ranking, strict=True):
        assert (now.score, now.low, now.high) == (was.score, was.low, was.high)
        assert len(set(now.serves)) == len(set(was.serves))
    assert (after.recommended, after.tied) == (before.recommended, before.tied)
    assert after.stability == before.stability


def check_more_staff(case: Case, pick: int) -> None:
    """More case managers never make a tier infeasible, nor do more clinicians, alone or with them.

    All musts are looked at where no more staff can contradict one, as a must about clients for each
    post can.
    """
    numbers = case.profile.quantities
    before = considered(case).setting
    musts = [c for conditions in before.musts.conditions.values() for c in conditions]
    contradictable = any(case.rules.criteria[must.criterion].counts for must in musts)
    ways = ((CASE_MANAGERS,), (CLINICIANS,), (CASE_MANAGERS, CLINICIANS))
    for staff, added in product(ways, (1 + pick % 5, 20)):
        if not numbers.keys() >= set(staff):
            continue
        more = {q: str(float(numbers[q]) + added) for q in staff}
        profile = case.profile._replace(quantities={**numbers, **more})
        after = considered(case._replace(profile=profile)).setting
        for was, now in zip(before.posts, after.posts, strict=True):
            assert was is None or now is None or now.state != "unmet" or was.state == "unmet"
        assert contradictable or all(
            was or not now for was, now in zip(before.short, after.short, strict=True)
        )


def check_posts(case: Case, pick: int) -> None:
    """Posts go to the parts in proportion to what they ask for, and all of them are a must.

    A part asks for its clients over the fewest that its model takes for one post, and for no fewer
    than the rules' least. Each part has the clinicians that its musts ask for, where all can; then
    they go first to the parts whose posts are counted in clinicians.
    """
    del pick
    shares = {s.name: s.part for s in case.profile.segments}
    for standing in _tiers(case):
        posts = standing.posts
        assert posts is not None
        assert posts.least == case.rules.tiers.posts_for_a_part
        served = dict(zip(shares, standing.serves, strict=True))
        for part in posts.parts:
            caseload = [r for r in case.rules.models[part.part].requirements if r.clients_each]
            fewest = min(caseload, key=lambda r: (r.clients_each, r.id), default=None)
            posts_due = Fraction(posts.least)
            if part.clients is not None and fewest is not None:
                posts_due = max(posts_due, part.clients / fewest.clients_each)
            assert part.asked == posts_due
            assert part.by_clinicians == (fewest is not None and fewest.counted_in == CLINICIANS)
            if "clients" in case.profile.quantities:
                own = sum(shares[name] for name in served if served[name] == part.part)
                everyone = Fraction(case.profile.quantities["clients"])
                assert part.clients == everyone * own / sum(shares.values())
            if part.posts is not None:
                assert part.posts * posts.asked == posts.have * part.asked
        _check_clinicians(case, posts)
        clinicians = [part.clinicians for part in posts.parts]
        if None not in clinicians:
            assert sum(clinicians) == min(posts.clinicians, posts.have)
        assert posts.asked == sum(part.asked for part in posts.parts)
        assert posts.clinicians_asked == sum(p.asked for p in posts.parts if p.by_clinicians)
        lacking = posts.have is not None and posts.asked > posts.have
        lacking |= posts.clinicians is not None and posts.clinicians_asked > posts.clinicians
        assert (posts.state == "unmet") == lacking


def _check_clinicians(case: Case, posts: TierPosts) -> None:
    if None in [part.clinicians for part in posts.parts]:
        return
    needed = {p.part: _needed(case, p) for p in posts.parts}
    for part in posts.parts:
        enough = sum(needed.values()) <= posts.clinicians
        assert not enough or part.clinicians >= min(part.posts, needed[part.part])
        if part.by_clinicians and all(p.by_clinicians or not needed[p.part] for p in posts.parts):
            first = sum(p.posts for p in posts.parts if p.by_clinicians)
            clinical_in_full = [
                p for p in posts.parts if p.by_clinicians and needed[p.part] == p.asked
            ]
            if len(clinical_in_full) == len([p for p in posts.parts if p.by_clinicians]):
                assert part.clinicians * first == part.posts * min(first, posts.clinicians)


def _needed(case: Case, part: PartPosts) -> Fraction:
    """The fewest clinicians with whom a part's own musts can be met."""
    musts = [
        r
        for r in case.rules.models[part.part].requirements
        if r.strength == "must" and r.counted_in == CLINICIANS
    ]
    numbers = [Fraction(r.least) if r.least else part.clients / r.clients_each for r in musts]
    return max([*numbers, part.asked if part.by_clinicians else Fraction(0)])


def check_own_ground(case: Case, pick: int) -> None:
    """Each part of a tier has the score and the musts of an agency of its own.

    That agency has the clients, the posts and the groups of the part alone. Musts are compared
    where its numbers are known.
    """
    del pick
    whole = sum(s.part for s in case.profile.segments)
    for standing in _tiers(case):
        if not (standing.posts and standing.posts.have and "clients" in case.profile.quantities):
            continue
        total = Fraction(-overhead_of(case.rules, standing))
        for posts in standing.posts.parts:
            own = _agency_of(case, standing, posts)
            standing_alone = standings(own)[posts.part]
            total += standing_alone.score * sum(s.part for s in own.profile.segments) / whole
            in_tier, alone = (
                [(c.requirement.id, c.state) for c in checks.checks if c.part == posts.part]
                for checks in (standing.feasibility, standing_alone.feasibility)
            )
            assert in_tier == alone or None in (posts.posts, posts.clinicians)
        assert standing.score == total


def _agency_of(case: Case, standing: RankedStanding, posts: PartPosts) -> Case:
    """The case of one part alone: its clients and posts, and the answers that follow from them."""
    profile = case.profile
    staff = posts.clinicians if posts.by_clinicians else posts.posts
    numbers = {CLIENTS: posts.clients, CASE_MANAGERS: staff, CLINICIANS: posts.clinicians}
    known = {name: str(number) for name, number in numbers.items() if number is not None}
    counted = {c.id: c for c in case.rules.criteria_for("organization") if c.counts and c.per}
    answers = {
        name: answer_of_quantities(criterion, known) or Answer("not_known", "")
        for name, criterion in counted.items()
    }
    return case._replace(
        profile=profile._replace(
            answers={**profile.answers, **answers},
            quantities={**profile.quantities, **known},
            segments=tuple(
                segment
                for segment, part in zip(profile.segments, standing.serves, strict=True)
                if part == posts.part
            ),
        )
    )


def check_groups(case: Case, pick: int) -> None:
    """A tier is proposed where no model is first on need in every group, and only there.

    A model suits a group if its points from needs there are above 0 and at least the rules'
    percentage of the highest; a tier suits every group if each part suits those that it serves. A
    tier of three parts needs its three pairs declared.
    """
    del pick
    assessment = assessed(case)
    ranked = {s.id for s in assessment.ranking if s.kind == "model"}
    for group in assessment.groups:
        best = max(group.points.values(), default=Fraction(0))
        enough = best * case.rules.tiers.suits_percent / 100
        suited = {m for m, points in group.points.items() if points > 0 and points >= enough}
        assert set(group.suited) == suited
    firsts = [set(group.first) or ranked for group in assessment.groups] or [ranked]
    tiers = {frozenset(s.parts): s for s in assessment.ranking if s.serves}
    differ = bool(ranked) and not set.intersection(*firsts)
    distinct = {frozenset(levels.items()) for levels in assessment.problem.by_group()}
    declared = {frozenset(h.parts) for h in case.rules.hybrids.values() if h.way == "tiered"}
    triples = {
        frozenset(three)
        for three in combinations(ranked, 3)
        if declared.issuperset(map(frozenset, combinations(three, 2)))
    }
    possible = {parts for parts in declared | triples if parts <= ranked}
    assert tiers.keys() == {p for p in possible if differ and len(p) <= len(distinct)}
    for standing in (s for s in assessment.ranking if s.serves or s.kind == "model"):
        serves = standing.serves or [standing.id] * len(assessment.groups)
        groups = zip(assessment.groups, serves, strict=True)
        assert not assessment.groups or standing.suits == all(
            part in g.suited for g, part in groups
        )


def check_uniform(case: Case, pick: int) -> None:
    """A uniform population gains nothing from tiers, however it is cut."""
    parts = 2 + pick % 3
    cut = tuple(Segment(f"s{n}", 1 + pick // 7 % (n + 2), "", {}) for n in range(parts))
    profile = case.profile._replace(kind="organization", agency=None, segments=cut)
    uniform = case._replace(profile=_asked_only(case, profile))
    all_standings = standings(uniform)
    whole = standings(unsegmented(uniform))
    for id_, standing in all_standings.items():
        if standing.way != "tiered":
            assert standing.score == whole[id_].score
            continue
        raise AssertionError(f"{id_} is proposed for groups that are alike")


def _asked_only(case: Case, profile: Profile) -> Profile:
    """The profile with what is asked of organizations only."""
    criterion_ids = {c.id for c in case.rules.criteria_for("organization")}
    weights = {c: f for c, f in profile.weights.items() if c in criterion_ids}
    return profile._replace(
        answers={c: a for c, a in profile.answers.items() if c in criterion_ids},
        weights={} if set(weights.values()) == {"0"} else weights,
        priorities=tuple(c for c in profile.priorities if c in criterion_ids),
    )


def check_blend_between(case: Case, pick: int) -> None:
    """Without leads, a hybrid that is not tiered lies between its parts, less its overhead."""
    del pick
    hybrids = {
        id_: h._replace(leads={}, way="blended" if h.way == "tiered" else h.way)
        for id_, h in case.rules.hybrids.items()
    }
    all_standings = standings(case._replace(rules=case.rules._replace(hybrids=hybrids)))
    for id_, standing in all_standings.items():
        if standing.kind == "hybrid":
            both = [all_standings[part].score for part in standing.parts]
            plus = standing.score + case.rules.hybrids[id_].overhead
            assert min(both) <= plus <= max(both)


def check_equal_parts(case: Case, pick: int) -> None:
    """A hybrid of a model and its copy is the model, less the overhead, in every way of running."""
    names = [m.id for m in case.rules.scored_models()]
    model = case.rules.models[names[pick % len(names)]]
    copy = model._replace(id="zz_copy")
    hybrids = {
        id_: h._replace(parts=(model.id, copy.id), leads=dict.fromkeys(h.leads, model.id))
        for id_, h in case.rules.hybrids.items()
    }
    models = {**case.rules.models, copy.id: copy}
    all_standings = standings(
        case._replace(rules=case.rules._replace(models=models, hybrids=hybrids))
    )
    for id_, hybrid in hybrids.items():
        if id_ in all_standings:
            assert all_standings[id_].score == all_standings[model.id].score - hybrid.overhead


def check_commutative(case: Case, pick: int) -> None:
    """Whichever part is named first, the hybrid is the same."""
    del pick
    hybrids = {
        id_: h._replace(parts=(h.parts[1], h.parts[0])) for id_, h in case.rules.hybrids.items()
    }
    swapped = standings(case._replace(rules=case.rules._replace(hybrids=hybrids)))
    for id_, standing in standings(case).items():
        assert figures(swapped[id_]) == figures(standing)
        assert (swapped[id_].serves, swapped[id_].rank) == (standing.serves, standing.rank)


def check_segment_order(case: Case, pick: int) -> None:
    """The order of segments changes no score; nor does naming them otherwise.

    Of two ways to serve the segments with the same score, either may be shown.
    """
    del pick
    before = standings(case)
    turned = tuple(
        s._replace(name=f"other {n}") for n, s in enumerate(reversed(case.profile.segments))
    )
    after = standings(case._replace(profile=case.profile._replace(segments=turned)))
    assert list(after) == list(before)
    for id_, standing in before.items():
        now = after[id_]
        assert now.score == standing.score
        if now.serves[::-1] == standing.serves:
            assert (now.low, now.high) == (standing.low, standing.high)


def random_profiles(rules: Rules, kind: Kind) -> Iterator[Profile]:
    """Profiles of one segment drawn by the levels' shares, some of them half empty."""
    random = seeded(11)
    for number, levels in enumerate(filled(rules, kind, {}, PROFILES, random)):
        chosen = {c: v for c, v in levels.items() if number % 2 or random.random() < 0.5}
        answers = {c: Answer("answered", level) for c, level in chosen.items()}
        yield Profile(kind, "", "", answers, {})


def check_earned(rules: Rules, kind: Kind, options: Options) -> None:
    """Over random profiles of one segment a hybrid is recommended in at most one in ten."""
    winners = [
        decision_problem.set_up(rules, profile, options) for profile in random_profiles(rules, kind)
    ]
    hybrids = sum(
        winner.recommended is not None and winner.recommended.kind == "hybrid" for winner in winners
    )
    assert 10 * hybrids <= PROFILES, hybrids


@pytest.mark.parametrize("fit_only", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_hybrids_are_earned(kind: Kind, *, fit_only: bool) -> None:
    check_earned(shipped(), kind, Options(fit_only=fit_only, draws=1))


STABLE = {
    "obstacle_access": "main", "obstacle_personal": "no", "complexity": "one", "acuity": "stable",
    "engagement": "willing", "self_management": "alone", "contact": "little", "crisis": "rare",
    "hospital_use": "low", "hard_to_reach": "easy", "practical_help": "none",
}  # fmt: skip
IN_GREAT_NEED = {
    "obstacle_access": "part", "obstacle_personal": "part", "complexity": "many", "acuity": "acute",
    "self_management": "hands_on", "contact": "frequent", "crisis": "any_hour",
    "hospital_use": "high", "serious_mental_illness": "main", "hard_to_reach": "hard",
    "practical_help": "much",
}  # fmt: skip


def two_segments(managers: int) -> Profile:
    """70% stable people kept out by obstacles of access, 30% in great need."""
    rules = shipped()

    def answers(levels: dict[str, str]) -> dict[str, Answer]:
        for criterion, level in levels.items():
            assert rules.criteria[criterion].level(level)
        return {c: Answer("answered", level) for c, level in levels.items()}

    whole = answers({"community_services": "many", "after_hours": "staff", "budget": "moderate",
                     "place_of_work": "mixed"})  # fmt: skip
    parts = (
        Segment("stable", 70, "70%", answers(STABLE)),
        Segment("in great need", 30, "30%", answers(IN_GREAT_NEED)),
    )
    numbers = {"clients": "100", "case_managers": str(managers)}
    return Profile("organization", "", "", whole, numbers, segments=parts)


def check_two_segments(rules: Rules) -> None:
    """Two clear segments with the staff for both put the tiered hybrid first."""
    assessed = assessment.assess(rules, two_segments(managers=4), QUICK)
    assert assessed.recommended == "brokerage_and_intensive"
    standing = assessed.standing(assessed.recommended)
    assert (standing.rank, standing.serves) == (1, ("brokerage", "intensive"))
    assert standing.feasibility.state in {"yes", "to_confirm"}


def test_two_segments() -> None:
    check_two_segments(shipped())


def test_two_segments_without_the_staff() -> None:
    assessed = assessment.assess(shipped(), two_segments(managers=1), QUICK)
    assert assessed.recommended != "brokerage_and_intensive"
    standing = assessed.standing("brokerage_and_intensive")
    assert standing.rank == 1
    assert standing.feasibility.state == "no"
    lacking = [c for c in standing.feasibility.checks if c.state == "unmet"]
    assert "posts_for_every_part" in {c.requirement.id for c in lacking}


test_tier = over_groups(check_tier)
test_tier_shipped = over_shipped(check_tier)
test_groups = over_generated(check_groups)
test_groups_in_groups = over_groups(check_groups)
test_groups_shipped = over_shipped(check_groups)
test_alike_share_a_part = over_groups(check_alike_share_a_part)
test_more_staff = over_groups(check_more_staff, CHOSEN)
test_more_staff_shipped = over_shipped(check_more_staff)
test_posts = over_groups(check_posts)
test_posts_shipped = over_shipped(check_posts)
test_own_ground = over_groups(check_own_ground)
test_own_ground_shipped = over_shipped(check_own_ground)
test_uniform = over_generated(check_uniform)
test_uniform_shipped = over_shipped(check_uniform)
test_blend_between = over_generated(check_blend_between)
test_blend_between_shipped = over_shipped(check_blend_between)
test_equal_parts = over_generated(check_equal_parts)
test_equal_parts_shipped = over_shipped(check_equal_parts)
test_commutative = over_generated(check_commutative)
test_commutative_in_groups = over_groups(check_commutative)
test_commutative_shipped = over_shipped(check_commutative)
test_segment_order = over_groups(check_segment_order)
test_segment_order_shipped = over_shipped(check_segment_order)
