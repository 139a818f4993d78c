"""Faults to plant in the engine, each one that some such program has had, to see a law fail.

Each stands in for one function of casemodel, and is given the true one first.
`test_planted_faults` says which law finds which fault. A law that finds none proves nothing.
"""

import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from itertools import count
from types import ModuleType
from typing import Any

import pytest

from casemodel.engine import (
    acceptability,
    alternatives,
    asking,
    cautions,
    choice,
    contributions,
    counterfactual,
    decision_problem,
    deviations,
    feasibility,
    musts,
    performance_table,
    posts,
    questions,
    ranking,
    raters,
    robustness,
    scoring,
    share_range,
    statements,
    weight_threshold,
    weighting,
)
from casemodel.engine.terms import row_of, terms_of, unit_of
from casemodel.knowledge.values import Rules
from casemodel.profiles import answers, combining, numbers

Fault = Callable[[pytest.MonkeyPatch], None]


def instead_of(true: Any, owner: type | ModuleType | None = None) -> Callable[[Any], Fault]:
    """Make a fault of a function: it takes the place of `true`, everywhere or in one owner."""

    def faulty(fake: Callable[..., Any]) -> Fault:
        @wraps(fake)
        def plant(patch: pytest.MonkeyPatch) -> None:
            def put(*args: Any, **named: Any) -> Any:
                return fake(true, *args, **named)

            name = true.__name__
            ours = [
                module
                for module_name, module in [*sys.modules.items()]
                if module_name.startswith("casemodel.")
            ]
            for place in [owner] if owner else [m for m in ours if vars(m).get(name) is true]:
                patch.setattr(place, name, put)

        return plant

    return faulty


# ---- what counts ----


@instead_of(deviations._deviation_row)
def raw_ratings(_, values, _shares, unit):
    """A plain weighted sum: ratings are not measured against the model's mean."""
    row = tuple(value * unit for value in values)
    return row, max(map(abs, row))


@instead_of(deviations.share_parts)
def shares_ignored(_, criterion):
    """Every level counts evenly in the mean."""
    return (1,) * len(criterion.levels)


@instead_of(deviations.step_counted)
def strong_fit_forgotten(true, *args):
    """A strong fit counts as neutral."""
    step = true(*args)
    return "neutral" if step == "strong_fit" else step


@instead_of(Rules.criteria_for, Rules)
def kind_ignored(_, rules, _kind):
    """Criteria that are not asked of this kind of profile count too."""
    return tuple(rules.criteria.values())


@instead_of(deviations.model_tables)
def spread_of_the_widest(true, *args):
    """All models are divided by the widest spread among them."""
    tables = true(*args)
    widest = max((table.spread for table in tables), default=0)
    return tuple(table._replace(spread=table.spread and widest) for table in tables)


@instead_of(deviations.model_tables)
def spread_of_every_criterion(true, rules, *others):
    """A criterion on which a model is neutral widens its spread."""
    more = sum(criterion.weight for criterion in rules.criteria.values())
    return tuple(t._replace(spread=t.spread and t.spread + more) for t in true(rules, *others))


@instead_of(deviations.model_tables)
def unranked_left_out(true, *args):
    """Models of which the chosen basis says nothing vanish."""
    return tuple(table for table in true(*args) if table.spread)


@instead_of(decision_problem.set_up)
def only_answered_count(true, rules, profile, *options):
    """A model is measured on its reach over the answered criteria only."""
    known = {*profile.levels(), *(c for s in profile.segments for c in s.answers)}
    criteria = {
        id_: criterion._replace(weight=criterion.weight * (id_ in known))
        for id_, criterion in rules.criteria.items()
    }
    return true(rules._replace(criteria=criteria), profile, *options)


@instead_of(questions.levels_by_group)
def silence_is_no(true, levels, asked, groups):
    """What is not answered counts as the first level."""
    first = {criterion: "l0" for criterion, _ in asked.values()}
    return [{**first, **group} for group in true(levels, asked, groups)]


@instead_of(questions.levels_of)
def refused_is_no(true, profile, asked):
    """A refusal counts as the first level."""
    return {**dict.fromkeys(questions.refused(profile, asked), "l0"), **true(profile, asked)}


# ---- weights ----


@instead_of(weighting.weighting_for)
def weights_cut_at_three(true, weights, *others):
    """No weight counts for more than 3."""
    return true({criterion: min(3, weight) for criterion, weight in weights.items()}, *others)


@instead_of(performance_table.performance_table)
def weights_not_normalized(true, columns, need, weights):
    """The rules' weights are not divided by their sum."""
    return true(columns, need, weights._replace(rules_total=7))


@instead_of(performance_table.performance_table)
def own_weights_not_normalized(true, columns, need, weights):
    """The weights in use are divided by the sum of the rules'."""
    return true(columns, need, weights._replace(total=weights.rules_total))


@instead_of(weighting.rank_order_centroid)
def priorities_by_rank_sum(_, named):
    """An order of priorities is shared out by rank sum, another rule than the one stated."""
    return tuple(Fraction(2 * (named - i), named * (named + 1)) for i in range(named))


# ---- figures ----


@instead_of(choice._standing)
def bonus_by_name(true, alternative, *others):
    """One model is given a point for its name."""
    standing, whole_point = true(alternative, *others), others[-1]
    return standing._replace(points=standing.points + whole_point * (alternative.id > "mc"))


@instead_of(scoring.shared_out)
def each_rounded_for_itself(_, points, unit, _total):
    """Printed contributions are rounded one by one, so they need not add up."""
    return {key: scoring.round_half_up(exact * 10, unit) for key, exact in points.items()}


@instead_of(scoring.shared_out)
def rest_by_order(_, points, unit, total):
    """Of equal remainders the one that comes first gets the tenth."""
    floors = {key: exact * 10 // unit for key, exact in points.items()}
    ordered = sorted(points, key=lambda key: floors[key] * unit - points[key] * 10)
    for key in ordered[: total - sum(floors.values())]:
        floors[key] += 1
    return floors


@instead_of(scoring.round_half_up)
def half_to_even(_, above, below):
    """Rounding as Python does it."""
    return round(Fraction(above, below))


@instead_of(scoring.reach_of)
def reach_of_everyone(*_):
    """Every model is said to reach 0 and 100."""
    return 0, 1000


def _tenths(problem, terms, overhead):
    unit = unit_of(problem.table, problem.setting)
    return scoring.in_tenths(50 - overhead + Fraction(sum(t.points for t in terms), unit))


@instead_of(statements.interval_of)
def interval_is_the_score(_, *args):
    """What is open is taken to stay at average."""
    return statements.Interval(_tenths(*args), _tenths(*args))


@instead_of(statements.interval_of)
def interval_of_one_width(_, *args):
    """Ten points to either side, however much is open."""
    return statements.Interval(_tenths(*args) - 100, _tenths(*args) + 100)


@instead_of(statements.interval_of)
def silence_rewarded(true, problem, terms, overhead):
    """The low end rises with every question that is left open."""
    interval = true(problem, terms, overhead)
    return interval._replace(low=interval.low + 200 * sum(t.level is None for t in terms))


@instead_of(statements.match_of)
def match_of_what_is_open(true, problem, terms):
    """Questions that are not answered count against a match."""
    most = sum(term.highest for term in terms)
    total = sum(term.points for term in terms)
    share = Fraction(total, most) if total > 0 else Fraction(0)
    unit = unit_of(problem.table, problem.setting)
    return true(problem, terms)._replace(share=share, most=Fraction(most, unit))


@instead_of(statements.completeness_of)
def questions_count_alike(true, problem):
    """How much is answered is counted in questions, whatever they weigh."""
    completeness = true(problem)
    return completeness._replace(share=Fraction(completeness.answered, completeness.asked))


@instead_of(contributions.contributions)
def silent_left_out(true, *args):
    """Criteria with 0 points are not listed."""
    return (part for part in true(*args) if part.points)


@instead_of(contributions.Grounds.of, contributions.Grounds)
def strongest_basis(true, *args):
    """A contribution boasts the best of bases."""
    basis, claims = true(*args)
    return basis and "document", claims


@instead_of(contributions.Grounds._of_model, contributions.Grounds)
def everything_cited(true, grounds, criterion, model):
    """Ratings that do not count are cited too."""
    rated = grounds._rules.models[model].ratings.get(criterion, {}).values()
    cited = tuple(dict.fromkeys(claim for rating in rated for claim in rating.claims))
    return true(grounds, criterion, model)[0], cited


# ---- ranks ----


def _rescored(places, problem, rescore):
    """Rank by other scores, worked out from the points of every alternative by question."""
    points = {p.id: {t.question: t.points for t in terms_of(problem, p.number)} for p in places}
    scores = {id_: Fraction(score) for id_, score in rescore(points).items()}
    ordered = sorted(places, key=lambda p: (-scores[p.id], p.id))
    return tuple(
        p._replace(score=scores[p.id], rank=1 + sum(s > scores[p.id] for s in scores.values()))
        for p in ordered
    )


@instead_of(ranking.ranked_places)
def points_against_the_best(true, problem):
    """Each question's points are divided by the largest among the models shown."""

    def rescore(points):
        most = Counter()
        for row in points.values():
            most |= Counter({question: abs(amount) for question, amount in row.items()})
        return {
            id_: 50 + sum(Fraction(amount, most[q]) for q, amount in row.items() if amount)
            for id_, row in points.items()
        }

    return _rescored(true(problem), problem, rescore)


@instead_of(ranking.ranked_places)
def rivals_beaten(true, problem):
    """On each question a model gets a point for every rival that it beats there."""

    def rescore(points):
        return {
            id_: sum(
                amount > rival.get(q, 0) for rival in points.values() for q, amount in row.items()
            )
            for id_, row in points.items()
        }

    return _rescored(true(problem), problem, rescore)


@instead_of(ranking.ranked_places)
def most_questions_won(true, problem):
    """The order is by how many answers speak for a model, not by how much."""

    def rescore(points):
        return {id_: sum(amount > 0 for amount in row.values()) for id_, row in points.items()}

    return _rescored(true(problem), problem, rescore)


@instead_of(ranking.ranked_places)
def hybrid_takes_the_place(true, problem):
    """A model is left out where a hybrid does better."""
    best = max((p.score for p in true(problem) if p.kind == "hybrid"), default=-1000)
    return tuple(p for p in true(problem) if p.kind == "hybrid" or p.score >= best)


@instead_of(ranking.ranked_places)
def clones_merged(true, problem):
    """Of models with the same score, one is shown."""
    return tuple({p.score: p for p in true(problem)}.values())


@instead_of(ranking.ranked_places)
def ties_by_place(true, problem):
    """Models of equal score come in the order of the rules."""
    return tuple(sorted(true(problem), key=lambda p: (-p.score, p.number)))


@instead_of(ranking.ranked_places)
def order_by_hash(true, problem):
    """Models of equal score come in the order of a set."""
    return tuple(sorted(true(problem), key=lambda p: (-p.score, hash(p.id))))


@instead_of(ranking.ranked_places)
def ranks_of_exact_scores(true, problem):
    """Ranks follow differences that the page does not show."""
    scores = [place.score for place in true(problem)]
    return tuple(p._replace(rank=1 + scores.index(p.score)) for p in true(problem))


@instead_of(choice._first)
def tie_broken_by_name(true, *args):
    """Of two that are first, the first by name is recommended."""
    return true(*args)[:1]


# ---- what is recommended ----


def _fits(standing, standing_args, *, points=1, against=1):
    """Whether an alternative can be recommended, musts aside, with so much to spare."""
    alternative, *_, whole, whole_point = standing_args
    overhead = alternative.overhead * whole_point
    enough = standing.points >= overhead + points and standing.needs >= 0
    return enough and whole >= 2 * standing.against + against


@instead_of(choice._standing)
def fifty_is_enough(true, *args):
    """50 is taken for a reason: >= for >."""
    standing = true(*args)
    return standing._replace(fits=_fits(standing, args, points=0))


@instead_of(choice._standing)
def half_may_be_wronged(true, *args):
    """An alternative may be wrong for half of the clients: <= for <."""
    standing = true(*args)
    return standing._replace(fits=_fits(standing, args, against=0))


@instead_of(choice._standing)
def needs_do_not_bar(true, *args):
    """Needs that speak against an alternative do not bar it."""
    standing = true(*args)
    return standing._replace(fits=_fits(standing._replace(needs=0, against=0), args))


@instead_of(choice.choose_from)
def highest_whoever_it_suits(true, setting, table, *others, **met):
    """What suits every group does not go before what does not."""
    chosen = true(setting, table, *others, **met)
    fitting = [(n, s) for n, s in enumerate(chosen.standings) if s and s.fits]
    first = choice._first(setting, table, fitting, chosen.musts)
    return chosen._replace(recommended=first[0] if len(first) == 1 else None)


@instead_of(choice._first)
def hybrid_without_margin(true, setting, *others):
    """A hybrid need not lead by anything."""
    return true(setting._replace(margin=0), *others)


@instead_of(choice.RuledOut.rules_out, choice.RuledOut)
def recommended_though_it_cannot_run(*_, **named):  # noqa: ARG001
    """What cannot be run is recommended all the same."""
    return False


@instead_of(musts.must_table)
def should_bars_like_must(true, rules, quantities):
    """What an agency should have rules out like what it must have."""
    models = {
        id_: m._replace(requirements=tuple(r._replace(strength="must") for r in m.requirements))
        for id_, m in rules.models.items()
    }
    return true(rules._replace(models=models), quantities)


# ---- hybrids and groups of clients ----


@instead_of(alternatives.alternatives_for)
def no_overhead(true, *args):
    """Running two models costs nothing."""
    return tuple(alternative._replace(overhead=0) for alternative in true(*args))


@instead_of(alternatives.alternatives_for)
def third_part_for_nothing(true, *args):
    """A third part costs nothing more."""
    return tuple(
        alternative._replace(overhead=max((h.overhead for h in alternative.hybrids), default=0))
        for alternative in true(*args)
    )


@instead_of(alternatives.alternatives_for)
def least_overhead_of_three(true, *args):
    """A tier of three parts pays the least overhead of its pairs, not the largest."""
    pairs = [
        ([h.overhead for h in alternative.hybrids] or [0], alternative)
        for alternative in true(*args)
    ]
    return tuple(
        alternative._replace(overhead=alternative.overhead - max(overheads) + min(overheads))
        for overheads, alternative in pairs
    )


@instead_of(alternatives.alternatives_for)
def never_three_parts(true, *args):
    """Three groups are served by two parts at most."""
    return tuple(alternative for alternative in true(*args) if len(alternative.parts) < 3)


def _blend(table, first, second, mixed):
    def of(part, criterion, level):
        return part.deviations.get(criterion, {}).get(level, 0)

    return table._replace(
        deviations={
            c: {level: mixed(of(first, c, level), of(second, c, level)) for level in row}
            for c, row in table.deviations.items()
        }
    )


@instead_of(deviations.blended_table)
def best_of_both(true, hybrid, first, second, weights):
    """A hybrid takes the better of its parts on every answer."""
    table = true(hybrid, first, second, weights)
    return _blend(table, first, second, lambda value, other: 2 * max(value, other))


@instead_of(deviations.blended_table)
def first_part_counts_double(true, hybrid, first, second, weights):
    """The part named first counts twice."""
    table = true(hybrid, first, second, weights)
    return _blend(table, first, second, lambda value, other: 2 * value + other)


def hybrids_for_nothing(patch: pytest.MonkeyPatch) -> None:
    """Best of both, no overhead, no margin."""
    for fault in (best_of_both, no_overhead, hybrid_without_margin):
        fault(patch)


@instead_of(decision_problem._setting)
def segments_count_evenly(true, *args):
    """A small group counts as much as a large one."""
    setting = true(*args)
    return setting._replace(shares=(1,) * len(setting.shares))


@instead_of(decision_problem._setting)
def first_segment_counts_double(true, *args):
    """The group named first counts twice."""
    setting = true(*args)
    return setting._replace(shares=(2 * setting.shares[0], *setting.shares[1:]))


@instead_of(decision_problem._setting)
def anything_suits(true, *args):
    """A model suits a group if needs speak for it at all."""
    return true(*args)._replace(suits_percent=0)


@instead_of(choice.score)
def shares_taken_for_percents(true, setting, *others):
    """Shares are taken to add up to 100."""
    return 50 + (true(setting, *others) - 50) * setting.whole / 100


@instead_of(choice.groups_differ)
def tiers_always_proposed(*_):
    """A tier is proposed to groups that need the same."""
    return True


@instead_of(choice.groups_differ)
def tiers_never_proposed(*_):
    """Groups are served by one model, whatever they need."""
    return False


@instead_of(choice.suiting)
def nothing_suits(true, *args):
    """A tier that suits every group need not go before a model that does not."""
    return [[False] * len(row) for row in true(*args)]


@instead_of(questions.alike)
def alike_apart(_, by_group):
    """Groups with equal answers need not share a part."""
    return tuple(range(len(by_group)))


@instead_of(share_range.same_over_shares)
def same_at_any_shares(*_):
    """Shares that are not known are taken to be what they are set to."""
    return True


# ---- staff and requirements ----


@instead_of(posts._asking)
def lone_worker_is_a_team(true, *args):
    """A part asks for no more posts than its clients need, however few."""
    part = true(*args)
    return part._replace(asked=part.clients / part.each) if part.clients and part.each else part


@instead_of(posts._shared_out)
def clinicians_anywhere(true, rules, asking, asked, have, clinicians):
    """Clinicians are spread over the parts, whoever must have them."""
    parts = true(rules, asking, asked, have, clinicians)
    if not clinicians or not have:
        return parts
    return tuple(p._replace(clinicians=p.posts * min(clinicians / have, 1)) for p in parts)


@instead_of(posts.tier_posts)
def clinicians_for_every_post(true, *args):
    """Every post that a clinical part gets needs a clinician, not only those that it asks for."""
    tier = true(*args)
    parts = [p for p in tier.parts if p.by_clinicians and p.clinicians is not None]
    return tier._replace(state="unmet") if any(p.clinicians < p.posts for p in parts) else tier


@instead_of(posts.own_numbers)
def parts_judged_together(*_):
    """Each part of a tier is judged by the agency's clients and staff."""
    return {}


@instead_of(choice.own_levels)
def parts_answer_with_everyone(*_):
    """What follows from a part's own posts is judged by the agency's answer."""
    return {}


@instead_of(alternatives.Alternative.requirements, alternatives.Alternative)
def requirements_of_the_first_part(true, alternative, rules):
    """A hybrid is held to what its first part requires only."""
    return (r for r in true(alternative, rules) if r[0] == alternative.parts[0])


@instead_of(feasibility.state_of)
def should_counts_as_must(true, checks):
    """What an agency should have is judged like what it must have."""
    must = [check.requirement._replace(strength="must") for check in checks]
    return true([c._replace(requirement=r) for c, r in zip(checks, must, strict=True)])


@instead_of(feasibility.state_of)
def first_requirement_decides(true, checks):
    """The first must decides, and lifts what is unmet after it."""
    return true([check for check in checks if check.requirement.strength == "must"][:1])


@instead_of(musts.unmet)
def unknown_is_unmet(_, condition, levels):
    """A question that is not answered leaves a requirement unmet."""
    return levels.get(condition.criterion) not in condition.levels


@instead_of(feasibility.met)
def unknown_is_met(true, *args):
    """A requirement to be confirmed counts as met."""
    return "unmet" if true(*args) == "unmet" else "met"


@instead_of(decision_problem.number_state)
def more_staff_than_needed(true, requirement, quantities, *part):
    """Just enough staff is not enough: > for >=."""
    little = Fraction(1, 10**6)
    fewer = {name: n - little * (name != posts.CLIENTS) for name, n in quantities.items()}
    return true(requirement, fewer, *part)


# ---- cautions ----


@instead_of(cautions.cautions_for)
def cautions_of_all_models(true, rules, groups, _):
    """Every model's cautions show, whoever is first."""
    return true(rules, groups, dict.fromkeys(rules.models, groups))


@instead_of(cautions.cautions_for)
def cautions_of_the_first_group(true, rules, groups, served):
    """A caution is looked for in one group of clients only."""
    return true(rules, groups[:1], served)


@instead_of(cautions.cautions_for)
def dangers_last(true, *args):
    """Cautions are listed as they come."""
    return tuple(reversed(true(*args)))


@instead_of(cautions.holds)
def unanswered_meets(_, conditions, levels):
    """A condition on a question that is not answered is taken to hold."""
    return all(levels.get(c.criterion, c.levels[0]) in c.levels for c in conditions)


# ---- what would change it ----


@instead_of(choice.choose_from, counterfactual)
def switch_without_musts(true, setting, *others):
    """Answers are said to change it though what then leads cannot be run."""
    return true(setting._replace(judged=False), *others)


@instead_of(counterfactual.every_change)
def only_answered_switch(true, problem):
    """An answer to an open question is not seen as a change."""
    return (change for change in true(problem) if change.before)


@instead_of(counterfactual.smallest_switch_to)
def gives_up_after_one(true, problem, target, most=counterfactual.MOST_CHANGES):
    """No single answer does it, so there is said to be none."""
    return true(problem, target, 1)._replace(most=most, complete=True)


@instead_of(counterfactual.smallest_switch_to)
def three_before_one(true, problem, target, most=counterfactual.MOST_CHANGES):
    """More answers are named than it takes."""
    search = true(problem, target, most)
    more = tuple(counterfactual.every_change(problem))[:3]
    after = problem.choose({**problem.levels, **{c.question: c.after for c in more}})
    leads = {n for n, a in enumerate(problem.setting.alternatives) if a.id == target}
    if not search.switch or after.recommended not in leads:
        return search
    return search._replace(switch=counterfactual.SwitchingAnswers(more, after.recommended))


@instead_of(asking.next_questions)
def asked_by_name(true, *args, **named):
    """The next questions come by name, not by what they settle."""
    return tuple(sorted(true(*args, **named), key=lambda n: n.question))


@instead_of(questions.refused)
def refused_asked_again(*_):
    """A refusal is taken for a question not yet asked."""
    return frozenset()


@instead_of(row_of, asking)
def swing_of_the_first_answer(true, *args):
    """How far a question can move a lead is read off its first answer alone."""
    return dict([*true(*args).items()][:1])


_LINES, _NODE = weight_threshold._Lines, robustness._Node


@instead_of(_LINES.nearest, _LINES)
def threshold_half_way(true, lines, *, lower):
    """The weight said is half way to where the recommendation changes."""
    threshold = true(lines, lower=lower)
    return threshold and threshold._replace(weight=(threshold.weight + lines.now) / 2)


@instead_of(_LINES._roundest, _LINES)
def threshold_at_the_crossing(true, lines, near, *, lower):
    """The weight said is where two are level, not one at which it has changed."""
    return true(lines, near, lower=lower)._replace(weight=near)


@instead_of(_LINES.nearest, _LINES)
def threshold_at_the_ends(_, lines, *, lower):
    """Only the lowest and the highest weight are tried."""
    return lines._changed(Fraction(0 if lower else 10))


@instead_of(_NODE._may_be_ruled_out, _NODE)
def musts_cannot_fail(*_):
    """An open question is not seen to leave a must of the recommended alternative unmet."""
    return False


@instead_of(_NODE._needs, _NODE)
def needs_cannot_turn(*_):
    """An open question is not seen to turn needs against the recommended alternative."""
    return 0, 0


@instead_of(_NODE.rivals, _NODE)
def one_rival_overlooked(true, node):
    """Not every rival is looked at."""
    return true(node)[1:]


# ---- stability ----

_DRAW, _RUNS = acceptability._Draw, count()


@instead_of(_DRAW._bytes, _DRAW)
def other_draws_each_time(true, draw, key, size):
    """The draws differ from one time to the next."""
    return true(draw, f"{next(_RUNS)}/{key}", size)


@instead_of(_DRAW._bytes, _DRAW)
def draws_by_how_many(true, draw, key, size):
    """A model that is added changes what is drawn for the others."""
    return true(draw, f"{len(draw.numbers)}/{key}", size)


@instead_of(acceptability._identity)
def groups_drawn_by_place(_, _problem, segment):
    """A group's answers are drawn by where it stands in the file."""
    return str(segment)


@instead_of(choice.choose_from, acceptability)
def margin_not_drawn(true, setting, *others, **met):
    """In a try a hybrid need not lead by its margin."""
    return true(setting._replace(margin=0), *others, **met)


@instead_of(choice.choose_from, acceptability)
def first_though_it_cannot_run(true, setting, *others, **met):
    """What cannot be run comes first at other weights."""
    return true(setting._replace(judged=False), *others, **met)


@instead_of(_DRAW.outcome, _DRAW)
def tie_stays_the_same(true, draw, *args):
    """A tie counts as the same recommendation: none."""
    chosen = true(draw, *args)
    draw.tied = False
    return chosen


def factors_drawn_evenly(patch: pytest.MonkeyPatch) -> None:
    """Factors are drawn evenly from a half to two, not evenly on the logarithm."""
    patch.setattr(acceptability, "FACTORS", tuple(50 + 150 * n // 255 for n in range(256)))


# ---- numbers and files ----


@instead_of(numbers.level_at)
def edge_belongs_below(true, criterion, number):
    """A number at the edge of a band is taken for the band below: <= for <."""
    return true(criterion, max(number - Fraction(1, 10**12), Fraction(0)))


@instead_of(numbers.level_at)
def numbers_rounded_first(true, criterion, number):
    """A number is rounded to a whole one before its band is looked up."""
    return true(criterion, Fraction(round(number)))


@instead_of(answers.read_level)
def quoted_is_no_answer(true, document, node, *others):
    """An answer in quotes is passed over without a word."""
    return true(document, node, *others) if node.plain else None


# ---- several raters ----


@instead_of(raters._difference)
def differences_never_decide(true, *args):
    """No answer that someone gave is acted out."""
    return true(*args)._replace(switches=())


@instead_of(raters._difference)
def switches_of_the_first_rater(true, group, options, key, segment, words):
    """Only the first rater's answer is acted out."""
    difference = true(group, options, key, segment, words)
    return difference._replace(switches=tuple(s for s in difference.switches if s.word == words[0]))


@instead_of(raters._all_same)
def settled_untried(_, _problem, _given):
    """No combination of answers is tried."""
    return True


@instead_of(combining.middle_level)
def group_answers_with_the_first_level(_, criterion, _levels):
    """The group's answer is the first level, whoever said what."""
    return criterion.levels[0].id
