"""One profile considered under one set of rules: everything the engine's questions are asked of."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from casemodel.engine.alternatives import alternatives_for
from casemodel.engine.board import build_board
from casemodel.engine.choosing import Choice, chosen, musts_of, no_musts
from casemodel.engine.drawing import DRAWS
from casemodel.engine.feasibility import Capacity, Feasibility, capacity_of, feasibility_of
from casemodel.engine.questions import Asked, Question, levels_for, levels_of, questions_of
from casemodel.engine.scoring import TENTHS
from casemodel.engine.tables import BasisChoice, Tables, build_tables
from casemodel.engine.weighting import weighting_for
from casemodel.knowledge.values import Rules
from casemodel.named import NamedTuple
from casemodel.profiles.values import Profile


class Options(NamedTuple):
    """What a person may choose beside the profile.

    `factors` are factors on the rules' weights by criterion, `priorities` an order of criteria;
    both add to what the profile itself says. `fit_only` leaves feasibility out. `draws` is how many
    plausible weightings are drawn; 0 leaves out everything about other weights and changed answers.
    """

    basis: BasisChoice = "all"
    factors: Mapping[str, Fraction] = MappingProxyType({})
    priorities: tuple[str, ...] = ()
    fit_only: bool = False
    draws: int = DRAWS


DEFAULT = Options()


class Case(NamedTuple):
    """A profile under rules and options, ready to be asked anything.

    `factors` and `priorities` are those in use, of the profile, the options and, for factors, an
    agency's own rules together.
    `feasibilities` are in the order of the board's alternatives; `winner` is the position of the
    recommended one, or None.
    """

    rules: Rules
    profile: Profile
    options: Options
    factors: Mapping[str, Fraction]
    priorities: tuple[str, ...]
    tables: Tables
    asked: Mapping[Question, Asked]
    levels: Mapping[Question, str]
    capacity: Capacity | None
    feasibilities: tuple[Feasibility, ...]
    choice: Choice
    winner: int | None


def consider(rules: Rules, profile: Profile, options: Options = DEFAULT) -> Case:
    """Set up everything once: the alternatives, their points, their feasibility, the choice."""
    tables = build_tables(rules, profile.kind, options.basis)
    asked = questions_of(rules, profile)
    levels = levels_of(profile, asked)
    factors = {c: Fraction(text) for c, text in profile.weights.items()} | dict(options.factors)
    if rules.local:
        for criterion, factor in rules.local.weight_factors.items():
            factors[criterion] = factor * factors.get(criterion, 1)
    priorities = options.priorities or profile.priorities
    weighting = weighting_for(tables.weights, factors, priorities, asked)
    criteria = rules.criteria
    board = build_board(
        alternatives_for(rules, profile, asked, tables),
        asked,
        {c.id: levels_for(c) for c in rules.criteria_for(profile.kind)},
        frozenset(q for q, a in asked.items() if criteria[a.criterion].group == "need"),
        weighting,
    )
    capacity = capacity_of(profile)
    feasibilities = tuple(feasibility_of(rules, a, capacity) for a in board.alternatives)
    margin = rules.hybrid_margin * TENTHS
    choice = Choice(
        board=board,
        musts=no_musts(board) if options.fit_only else tuple(map(musts_of, feasibilities)),
        handicaps=tuple(margin if a.kind == "hybrid" else 0 for a in board.alternatives),
        capacity=capacity.levels if capacity and profile.kind == "client" else None,
    )
    winner = chosen(choice, levels)
    return Case(
        rules,
        profile,
        options,
        factors,
        priorities,
        tables,
        asked,
        levels,
        capacity,
        feasibilities,
        choice,
        winner,
    )


def with_answers(case: Case, profile: Profile) -> Case:
    """Consider another profile that differs from the one considered in its answers alone."""
    levels = levels_of(profile, case.asked)
    return case._replace(profile=profile, levels=levels, winner=chosen(case.choice, levels))
