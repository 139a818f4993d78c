"""Feasibility: whether an organization can run an alternative, judged apart from fit.

Only an unmet `must` rules an alternative out. What is not known is to be confirmed, which is not
the same as unmet.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.engine.choice import own_levels
from casemodel.engine.decision_problem import DecisionProblem, number_state
from casemodel.engine.musts import unmet
from casemodel.engine.posts import CLIENTS, TierPosts, own_numbers
from casemodel.knowledge.models import Condition, Requirement

CheckState = Literal["met", "unmet", "to_confirm"]
FeasibleState = Literal["yes", "no", "to_confirm", "not_asked"]


class Staffing(NamedTuple):
    """A requirement worked out in numbers: `clients` served, at most `each` for one post.

    So `needed` posts are asked for where there are `have`; both exact.
    """

    clients: Fraction
    each: int
    needed: Fraction
    have: Fraction


class Check(NamedTuple):
    """One requirement of one part, judged.

    `part` is the hybrid's id where the hybrid itself states the requirement. `posts` are the posts
    of all parts, for the must that a tier has enough of them.
    """

    part: str
    requirement: Requirement
    state: CheckState
    staffing: Staffing | None = None
    posts: TierPosts | None = None


class Feasibility(NamedTuple):
    """All checks of an alternative, and the conclusion: whether it can be run."""

    state: FeasibleState
    checks: tuple[Check, ...]


def feasibility_of(problem: DecisionProblem, number: int) -> Feasibility:
    """Judge every requirement of an alternative and of its parts."""
    setting = problem.setting
    if problem.profile.kind == "client" and setting.agency is None:
        return Feasibility("not_asked", ())
    alternative = setting.alternatives[number]
    posts = setting.posts[number]
    checks = [
        _check(problem, number, posts, owner, requirement)
        for owner, requirement in alternative.requirements(problem.rules)
    ]
    enough = problem.rules.tiers.requirement
    if posts is not None and enough is not None:
        checks.insert(0, Check(alternative.id, enough, posts.state, posts=posts))
    return Feasibility(state_of(checks), tuple(checks))


def state_of(checks: Iterable[Check]) -> FeasibleState:
    """Judge all checks: 'no' for an unmet must, else 'to_confirm' for an open one, else 'yes'."""
    musts = {check.state for check in checks if check.requirement.strength == "must"}
    return "no" if "unmet" in musts else "to_confirm" if "to_confirm" in musts else "yes"


def met(conditions: Sequence[Condition], groups: Sequence[Mapping[str, str]]) -> CheckState:
    """Judge conditions by the answers of some groups: unmet if one answer contradicts one."""
    if any(unmet(condition, levels) for condition in conditions for levels in groups):
        return "unmet"
    all_answered = all(
        condition.criterion in levels for condition in conditions for levels in groups
    )
    return "met" if conditions and all_answered else "to_confirm"


def _check(
    problem: DecisionProblem,
    number: int,
    posts: TierPosts | None,
    owner: str,
    requirement: Requirement,
) -> Check:
    setting = problem.setting
    alternative = setting.alternatives[number]
    groups = problem.by_group() if setting.agency is None else [dict(setting.agency)]
    part = posts.of(owner) if posts is not None and owner in alternative.parts else None
    if state := number_state(requirement, problem.quantities, part):
        numbers = {**problem.quantities, **(own_numbers(part) if part else {})}
        return Check(owner, requirement, state, _staffing(requirement, numbers))
    if part is None:
        return Check(owner, requirement, met(requirement.met_by, groups))
    served = [g for g, name in enumerate(alternative.serves) if name == owner]
    answered = [setting.part_levels[place] for place in setting.answered_by_parts[number]]
    levels = [groups[group] | own_levels(answered, group) for group in served]
    return Check(owner, requirement, met(requirement.met_by, levels))


def _staffing(requirement: Requirement, quantities: Mapping[str, Fraction]) -> Staffing | None:
    if requirement.clients_each is None:
        return None
    clients = quantities[CLIENTS]
    return Staffing(
        clients,
        requirement.clients_each,
        clients / requirement.clients_each,
        quantities[requirement.counted_in],
    )
