"""The order of questions in an interview, and when none can change the recommendation."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from casemodel.engine.asking import next_questions
from casemodel.engine.counterfactual import single_switches
from casemodel.engine.decision_problem import DEFAULT, DecisionProblem, Options, set_up
from casemodel.engine.feasibility import feasibility_of
from casemodel.engine.posts import CLIENTS
from casemodel.engine.questions import Question, answer_to
from casemodel.engine.robustness import prove
from casemodel.interview.values import Ask, Bearing
from casemodel.knowledge.values import Criterion, Rules
from casemodel.profiles.draft import Draft
from casemodel.profiles.numbers import is_part_of_whole
from casemodel.profiles.values import Answer, Profile

REFUSED, NOT_KNOWN = "refused", "not known"


class Outlook(NamedTuple):
    """The open questions, and what their answers can still change.

    `open` are the criteria without an answer, also those skipped. `first` is the one to ask next,
    '' if there is none, and `dangers` are those to ask that can bring a caution about danger.
    `warning` are the open ones that can bring another caution. `settled` says that no answers to
    open questions can change the recommendation, `settled_alone` that no single one can.
    """

    open: tuple[str, ...]
    first: str
    settled: bool
    settled_alone: bool
    dangers: tuple[str, ...]
    warning: tuple[str, ...]


def outlook(
    rules: Rules, draft: Draft, skipped: frozenset[str], options: Options = DEFAULT
) -> Outlook:
    """Look at everything that is open; `options` are those with which the answer will be given."""
    still = {c.id: c for c in open_criteria(rules, draft)}
    may = {name: c for name, c in still.items() if name not in skipped}
    problem = set_up(rules, draft.profile, options)
    askable = _askable(problem, still)
    by_numbers = _numbers_can_block(problem, still.values())
    switches = single_switches(problem)
    alone = any(
        switch.changes[0].question in askable and not switch.changes[0].before
        for switch in switches
    )
    settled = not by_numbers and not alone and prove(problem, askable).holds is True
    dangers = tuple(c for c in danger_criteria(rules) if c in may)
    warning = tuple(c for c in _warning(problem) if c in still)
    by_weight = sorted(may.values(), key=lambda c: (c.id not in warning, -c.weight))
    useful = [
        one for one in next_questions(problem, switches, settled=settled) if one.question in askable
    ]
    order = [*dangers, *(problem.asked[one.question].criterion for one in useful)]
    order = [c for c in order if c in may] + [c.id for c in by_weight]
    return Outlook(
        open=tuple(still),
        first=order[0] if order else "",
        settled=settled,
        settled_alone=settled or not (problem.choice.recommended is None or by_numbers or alone),
        dangers=dangers,
        warning=warning,
    )


def open_criteria(rules: Rules, draft: Draft) -> Iterator[Criterion]:
    """Yield the criteria without an answer that were neither refused nor said to be not known."""
    profile = draft.profile
    for criterion in rules.criteria_for(profile.kind):
        numbers = (draft.words.get(q) for q in quantities_of(criterion))
        if REFUSED not in numbers and _is_open(profile, criterion):
            yield criterion


def _is_open(profile: Profile, criterion: Criterion) -> bool:
    if not _unasked(profile.answers.get(criterion.id)):
        return False
    if criterion.group != "need" or not profile.segments:
        return True
    return any(_unasked(segment.answers.get(criterion.id)) for segment in profile.segments)


def _unasked(answer: Answer | None) -> bool:
    return answer is None or answer.state == "not_asked"


def _askable(problem: DecisionProblem, may: dict[str, Criterion]) -> tuple[Question, ...]:
    """List the engine's questions that these criteria can answer."""
    return tuple(
        question
        for question, asked in problem.asked.items()
        if asked.criterion in may and _unasked(answer_to(problem.profile, asked))
    )


def _numbers_can_block(problem: DecisionProblem, still: Iterable[Criterion]) -> bool:
    """Say whether unknown numbers can show that a must of the recommended alternative is unmet."""
    if problem.choice.recommended is None:
        return False
    asked = {name for criterion in still for name in quantities_of(criterion)}
    missing = asked - set(problem.profile.quantities)
    checks = feasibility_of(problem, problem.choice.recommended).checks
    return any(
        check.requirement.strength == "must"
        and check.state == "to_confirm"
        and (
            check.posts is not None
            or check.requirement.counted_in in missing
            or (check.requirement.clients_each is not None and CLIENTS in missing)
        )
        for check in checks
    ) and bool(missing)


def danger_criteria(rules: Rules) -> tuple[str, ...]:
    """List the criteria on which cautions about danger depend."""
    return tuple(dict.fromkeys(c.criterion for d in rules.cautions if d.danger for c in d.when))


def _warning(problem: DecisionProblem) -> tuple[str, ...]:
    """List the criteria on which cautions depend: general ones, and those of what is first."""
    cautions = [c for c in problem.rules.cautions if not c.danger]
    if problem.rules.referral:
        cautions.append(problem.rules.referral.caution(problem.profile.kind))
    if problem.recommended is not None:
        parts = problem.recommended.parts
        cautions += [c for part in parts for c in problem.rules.models[part].cautions]
    return tuple(dict.fromkeys(condition.criterion for c in cautions for condition in c.when))


def bearing(rules: Rules, draft: Draft, criterion: str, options: Options = DEFAULT) -> Bearing:
    """Say what the answer to an open criterion can still change."""
    looked = outlook(rules, draft, frozenset(), options)
    if criterion in looked.dangers:
        return "danger"
    if not looked.settled:
        problem = set_up(rules, draft.profile, options)
        asked = _askable(problem, {criterion: rules.criteria[criterion]})
        if any(switch.changes[0].question in asked for switch in single_switches(problem)):
            return "decides"
        return "together"
    return "warns" if criterion in looked.warning else "scores"


def ask_for(rules: Rules, draft: Draft, criterion_id: str, skipped: frozenset[str]) -> Ask:
    """Choose how to ask a criterion: by a number that is missing, or in words."""
    criterion = rules.criteria[criterion_id]
    names = quantities_of(criterion)
    declined = any(n in skipped or draft.words.get(n) in (REFUSED, NOT_KNOWN) for n in names)
    missing = [n for n in names if n not in draft.profile.quantities]
    if declined or not missing:
        return Ask(criterion_id, criterion_id)
    return number_asked(rules, draft, missing[0], criterion_id)


def number_asked(rules: Rules, draft: Draft, quantity: str, criterion: str) -> Ask:
    """Make the question for a quantity, with the range that the rules and other numbers leave."""
    least, most = rules.quantities[quantity].least, rules.quantities[quantity].most
    known = {name: Fraction(text) for name, text in draft.profile.quantities.items()}
    low, high = least, most
    for one in rules.criteria_for(draft.profile.kind):
        if one.counts and is_part_of_whole(one):
            if quantity == one.counts and one.per in known:
                high = min(high, floor(known[one.per]))
            if quantity == one.per and one.counts in known:
                low = max(low, ceil(known[one.counts]))
    return (
        Ask(quantity, criterion, low, high)
        if low <= high
        else Ask(quantity, criterion, least, most)
    )


def quantities_of(criterion: Criterion) -> tuple[str, ...]:
    """List the quantities that answer a criterion by number."""
    return tuple(name for name in (criterion.counts, criterion.per) if name)
