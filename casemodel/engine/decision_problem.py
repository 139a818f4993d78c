"""A decision problem: one profile under one set of rules, set up for all questions about it."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple

from casemodel.engine.alternatives import Alternative, alternatives_for, uniform_columns
from casemodel.engine.choice import Choice, PartLevel, Setting, choose, own_levels
from casemodel.engine.deviations import BasisChoice, DeviationTable, model_tables
from casemodel.engine.musts import decided_by_number, must_table, unmet
from casemodel.engine.performance_table import PerformanceTable, performance_table
from casemodel.engine.posts import (
    CLIENTS,
    PartPosts,
    TierPosts,
    counted_by_part,
    level_in_part,
    own_numbers,
    tier_posts,
)
from casemodel.engine.questions import (
    Asked,
    Question,
    levels_by_group,
    levels_for,
    levels_of,
    questions_of,
)
from casemodel.engine.weighting import weighting_for
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Requirement
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

TRIES = 200


class Options(NamedTuple):
    """Choices that a person makes beside the profile.

    `factors` multiply the rules' weights by criterion, and `priorities` are an order of criteria;
    factors add to those of the profile, priorities replace them. `fit_only` leaves feasibility out.
    `draws` is how many seeded tries stability rests on.
    """

    basis: BasisChoice = "all"
    factors: Mapping[str, Fraction] = MappingProxyType({})
    priorities: tuple[str, ...] = ()
    fit_only: bool = False
    draws: int = TRIES


DEFAULT = Options()


class DecisionProblem(NamedTuple):
    """A profile under rules and options, with its alternatives, points and choice.

    `own_factors` are a person's factors on weights, of the profile and the options; `factors` are
    those in use, an agency's own rules included. `levels` are the answers by question, and
    `quantities` the numbers known of the organization or of the client's agency. `choice` is the
    full rule applied to the answers as they are. `rows` fills up with the points of
    each question's levels, by question and columns, as they are needed; no answer changes them.
    """

    rules: Rules
    profile: Profile
    options: Options
    own_factors: Mapping[str, Fraction]
    factors: Mapping[str, Fraction]
    priorities: tuple[str, ...]
    models: tuple[DeviationTable, ...]
    asked: Mapping[Question, Asked]
    levels: Mapping[Question, str]
    quantities: Mapping[str, Fraction]
    table: PerformanceTable
    setting: Setting
    choice: Choice
    rows: dict[tuple[Question, tuple[int, ...]], Mapping[str, int]]

    @property
    def recommended(self) -> Alternative | None:
        """The recommended alternative, or None."""
        number = self.choice.recommended
        return None if number is None else self.setting.alternatives[number]

    def by_group(self, levels: Mapping[Question, str] | None = None) -> list[dict[str, str]]:
        """Give the level by criterion in every group, for these answers or for others."""
        used = self.levels if levels is None else levels
        return levels_by_group(used, self.asked, len(self.setting.shares))

    def levels_for(self, question: Question) -> tuple[str, ...]:
        """List the levels that can be answered to a question, in the order of the rules."""
        return levels_for(self.rules.criteria[self.asked[question].criterion])

    def choose(self, levels: Mapping[Question, str]) -> Choice:
        """Apply the full rule to other answers."""
        return choose(self.setting, self.table, self.by_group(levels))


def set_up(rules: Rules, profile: Profile, options: Options = DEFAULT) -> DecisionProblem:
    """Set up a decision problem: alternatives, points, what rules them out, and the choice."""
    models = model_tables(rules, profile.kind, options.basis)
    asked = questions_of(rules, profile)
    own_factors = {c: Fraction(text) for c, text in profile.weights.items()}
    own_factors |= dict(options.factors)
    priorities = options.priorities or profile.priorities
    weights = {c.id: c.weight for c in rules.criteria_for(profile.kind)}
    columns = uniform_columns(rules, models, weights)
    need = frozenset(c.id for c in rules.criteria_for(profile.kind) if c.group == "need")
    factors = _with_local_factors(rules, own_factors)
    table = performance_table(columns, need, weighting_for(weights, factors, priorities))
    quantities = _quantities_of(profile)
    alternatives = alternatives_for(rules, columns, len(profile.segments) or 1)
    setting = _setting(rules, profile, options, alternatives, columns, quantities)
    levels = levels_of(profile, asked)
    by_group = levels_by_group(levels, asked, len(setting.shares))
    choice = choose(setting, table, by_group)
    return DecisionProblem(
        rules, profile, options, own_factors, factors, priorities, models, asked, levels,
        quantities, table, setting, choice, {},
    )  # fmt: skip


def with_weight(problem: DecisionProblem, criterion: str, factor: Fraction) -> DecisionProblem:
    """Set up the same problem with another factor of a person's on one criterion's weight."""
    own_factors = {**problem.own_factors, criterion: factor}
    factors = _with_local_factors(problem.rules, own_factors)
    weights = {c.id: c.weight for c in problem.rules.criteria_for(problem.profile.kind)}
    table = performance_table(
        problem.table.columns,
        problem.table.need,
        weighting_for(weights, factors, problem.priorities),
    )
    return problem._replace(
        own_factors=own_factors,
        factors=factors,
        table=table,
        choice=choose(problem.setting, table, problem.by_group()),
        rows={},
    )


def _with_local_factors(rules: Rules, own_factors: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Multiply a person's factors by those of an agency's own rules."""
    factors = dict(own_factors)
    if rules.local:
        for criterion, factor in rules.local.weight_factors.items():
            factors[criterion] = factor * factors.get(criterion, Fraction(1))
    return factors


def with_answers(problem: DecisionProblem, profile: Profile) -> DecisionProblem:
    """Set up the problem again for a profile that differs from the first in its answers alone.

    The answers of an organization can change more than points: `with_profile` is for them.
    """
    levels = levels_of(profile, problem.asked)
    by_group = levels_by_group(levels, problem.asked, len(problem.setting.shares))
    choice = choose(problem.setting, problem.table, by_group)
    return problem._replace(profile=profile, levels=levels, choice=choice)


def with_profile(problem: DecisionProblem, profile: Profile) -> DecisionProblem:
    """Set up the problem again for a profile that differs in its answers, numbers or shares.

    It has the same groups, weights and priorities, so that alternatives and points stay.
    """
    quantities = _quantities_of(profile)
    setting = _setting(
        problem.rules,
        profile,
        problem.options,
        problem.setting.alternatives,
        problem.table.columns,
        quantities,
    )
    changed = problem._replace(quantities=quantities, setting=setting, rows={})
    return with_answers(changed, profile)


def _quantities_of(profile: Profile) -> dict[str, Fraction]:
    """Read the numbers known of an organization, or of a client's agency."""
    organization = profile if profile.kind == "organization" else profile.agency
    quantities = organization.quantities if organization else {}
    return {name: Fraction(text) for name, text in quantities.items()}


def _setting(
    rules: Rules,
    profile: Profile,
    options: Options,
    alternatives: tuple[Alternative, ...],
    columns: tuple[DeviationTable, ...],
    quantities: Mapping[str, Fraction],
) -> Setting:
    shares = tuple(segment.part for segment in profile.segments) or (1,)
    position = {column.model: n for n, column in enumerate(columns)}
    by_part = counted_by_part(rules) if profile.kind == "organization" else ()
    own_answers = {c.id: _groups_with_own_answer(profile, c.id) for c in by_part}
    posts = tuple(_posts(rules, a, shares, quantities) for a in alternatives)
    part_levels = [
        _part_levels(alternative, p, shares, by_part, own_answers, position) if p else ()
        for alternative, p in zip(alternatives, posts, strict=True)
    ]
    distinct = tuple(dict.fromkeys(level for levels in part_levels for level in levels))
    places = {part_level: place for place, part_level in enumerate(distinct)}
    agency = profile.agency
    return Setting(
        shares=shares,
        models=len([column for column in columns if column.model in rules.models]),
        alternatives=alternatives,
        posts=posts,
        part_levels=distinct,
        answered_by_parts=tuple(tuple(places[level] for level in levels) for levels in part_levels),
        by_posts=tuple(
            tuple(frozenset(own_levels(levels, group)) for group in range(len(shares)))
            for levels in part_levels
        ),
        short=tuple(
            _is_short(rules, alternative, p, levels, columns, quantities)
            for alternative, p, levels in zip(alternatives, posts, part_levels, strict=True)
        ),
        own_answers=own_answers,
        musts=must_table(rules, quantities),
        agency=agency.levels() if agency else None,
        judged=not options.fit_only and (profile.kind == "organization" or agency is not None),
        margin=rules.hybrid_margin,
        suits_percent=rules.tiers.suits_percent,
    )


def _groups_with_own_answer(profile: Profile, criterion: str) -> frozenset[int]:
    return frozenset(
        number
        for number, segment in enumerate(profile.segments)
        if (answer := segment.answers.get(criterion)) is not None and answer.state != "not_asked"
    )


def _posts(
    rules: Rules,
    alternative: Alternative,
    shares: tuple[int, ...],
    quantities: Mapping[str, Fraction],
) -> TierPosts | None:
    """Work out the posts of a tier; None for any other alternative."""
    if not alternative.is_tier:
        return None
    served = dict.fromkeys(alternative.parts, Fraction(0))
    for part, share in zip(alternative.serves, shares, strict=True):
        served[part] += Fraction(share, sum(shares))
    return tier_posts(rules, served, quantities)


def _part_levels(
    alternative: Alternative,
    posts: TierPosts,
    shares: tuple[int, ...],
    by_part: tuple[Criterion, ...],
    own_answers: Mapping[str, frozenset[int]],
    position: Mapping[str, int],
) -> tuple[PartLevel, ...]:
    """List the level of every criterion that each part answers by its own posts."""
    part_levels = []
    for criterion in by_part:
        for part in posts.parts:
            groups = tuple(
                group
                for group, serving in enumerate(alternative.serves)
                if serving == part.part and group not in own_answers[criterion.id]
            )
            level = level_in_part(criterion, part)
            share = sum(shares[group] for group in groups)
            part_levels.append(PartLevel(criterion.id, level, position[part.part], groups, share))
    return tuple(part_levels)


def _is_short(
    rules: Rules,
    alternative: Alternative,
    posts: TierPosts | None,
    part_levels: tuple[PartLevel, ...],
    columns: tuple[DeviationTable, ...],
    quantities: Mapping[str, Fraction],
) -> bool:
    """Say whether numbers leave a must unmet: the agency's, or in a tier each part's own."""
    if posts is not None and posts.state == "unmet":
        return True
    for owner, requirement in alternative.requirements(rules):
        if requirement.strength != "must":
            continue
        part = posts.of(owner) if posts is not None and owner in alternative.parts else None
        state = number_state(requirement, quantities, part)
        answered = {
            level.criterion: level.level
            for level in part_levels
            if part is not None
            and columns[level.column].model == owner
            and level.level is not None
            and level.share
        }
        if state == "unmet" or (
            not state and any(unmet(condition, answered) for condition in requirement.met_by)
        ):
            return True
    return False


def number_state(
    requirement: Requirement, quantities: Mapping[str, Fraction], part: PartPosts | None = None
) -> Literal["met", "unmet", ""]:
    """Judge a requirement by the organization's numbers: 'met', 'unmet', or '' if they do not say.

    A part of a tier is judged by its own clients and staff as far as they are known. Clients for
    each post are compared as an exact ratio: 28 clients for 1.5 posts are fewer than 20 for each.
    """
    numbers = {**quantities, **(own_numbers(part) if part else {})}
    if not decided_by_number(requirement, frozenset(numbers)):
        return ""
    have = numbers[requirement.counted_in]
    if requirement.least is not None:
        return "met" if have >= requirement.least else "unmet"
    return "met" if numbers[CLIENTS] <= (requirement.clients_each or 0) * have else "unmet"
