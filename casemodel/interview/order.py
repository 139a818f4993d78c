"""The order of questions in an interview, and when none can change the recommendation."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from casemodel.engine.asking import next_questions
from casemodel.engine.counterfactual import SwitchingAnswers, single_switches
from casemodel.engine.decision_problem import DEFAULT, DecisionProblem, Options, set_up
from casemodel.engine.feasibility import feasibility_of
from casemodel.engine.posts import CLIENTS
from casemodel.engine.questions import Asked, Question, answer_to, questions_of
from casemodel.engine.robustness import prove
from casemodel.interview.values import Ask, Describe, Help, Part
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import Draft
from casemodel.profiles.numbers import is_part_of_whole
from casemodel.profiles.values import WHOLE

REFUSED, NOT_KNOWN = "refused", "not known"

Skipped = frozenset[Question | Describe]


class Outlook(NamedTuple):
    """The open questions, and what their answers can still change.

    `open` are the questions without an answer, also those skipped. `first` is the one to ask next,
    '' if there is none, and `dangers` are those to ask that can bring a caution about danger.
    `warning` are the open ones that can bring another. `settled` is whether no answers to what is
    open can change first place, `settled_alone` whether no single one can, and `part` is the part
    of an organization's interview in which `first` is asked, if no single answer in it can.
    """

    open: tuple[Question, ...]
    first: Question
    settled: bool
    settled_alone: bool
    part: Part | None
    dangers: tuple[Question, ...]
    warning: tuple[Question, ...]


def outlook(rules: Rules, draft: Draft, skipped: Skipped, options: Options = DEFAULT) -> Outlook:
    """Look at everything that is open; `options` are those of the answer that is wanted.

    Questions about danger come first, then those that can decide. An organization is asked part by
    part.
    """
    open_now = open_questions(rules, draft)
    may = [question for question in open_now if question not in skipped]
    problem = set_up(rules, draft.profile, options)
    criteria = {question: rules.criteria[asked.criterion] for question, asked in open_now.items()}
    by_numbers = _numbers_can_block(problem, criteria.values())
    switches = _deciding(problem, open_now)
    settled = not by_numbers and not switches and prove(problem, tuple(open_now)).holds is True
    danger = danger_criteria(rules)
    dangers = tuple(question for question in may if open_now[question].criterion in danger)
    cautions = _warning(problem)
    warning = tuple(question for question in open_now if open_now[question].criterion in cautions)
    useful = next_questions(problem, switches, settled=settled)
    by_weight = sorted(may, key=lambda q: (q not in warning, -criteria[q].weight))
    order = [
        *_in_order(dangers, open_now, danger),
        *(worth.question for worth in useful),
        *by_weight,
    ]
    order = [question for question in order if question in may]
    part = None
    if draft.profile.kind == "organization" and order:
        parts = parts_of(draft)
        order.sort(key=lambda q: (parts.index(part_of(rules, open_now[q])), not criteria[q].counts))
        part = part_of(rules, open_now[order[0]])
        deciding = {part_of(rules, open_now[switch.changes[0].question]) for switch in switches}
        if part in deciding or (by_numbers and part.id == "capacity") or not problem.recommended:
            part = None
    return Outlook(
        open=tuple(open_now),
        first=order[0] if order else "",
        settled=settled,
        settled_alone=settled or not (problem.recommended is None or by_numbers or bool(switches)),
        part=part,
        dangers=dangers,
        warning=warning,
    )


def _in_order(
    questions: Iterable[Question],
    asked_by_question: Mapping[Question, Asked],
    criteria: tuple[str, ...],
) -> list[Question]:
    """Order questions by group, then as these criteria are."""
    return sorted(
        questions,
        key=lambda q: (
            asked_by_question[q].segment,
            criteria.index(asked_by_question[q].criterion),
        ),
    )


def open_questions(rules: Rules, draft: Draft) -> dict[Question, Asked]:
    """The questions that have no answer yet, and were neither refused nor said to be not known."""
    profile = draft.profile
    unanswered = {}
    for question, asked in questions_of(rules, profile).items():
        answer = answer_to(profile, asked)
        numbers = (draft.word(q) for q in quantities_of(rules, asked.criterion))
        if (answer is None or answer.state == "not_asked") and REFUSED not in numbers:
            unanswered[question] = asked
    return unanswered


def parts_of(draft: Draft) -> tuple[Part, ...]:
    """The parts of an organization's interview, in order."""
    groups = range(len(draft.profile.segments)) or (WHOLE,)
    return (
        Part("agency"),
        Part("safety"),
        *(Part("need", group) for group in groups),
        Part("capacity"),
        Part("goal"),
    )


def part_of(rules: Rules, asked: Asked) -> Part:
    """The part of an organization's interview in which a question is asked."""
    if asked.criterion in danger_criteria(rules):
        return Part("safety")
    group = rules.criteria[asked.criterion].group
    return Part(group, asked.segment if group == "need" else WHOLE)


def _deciding(
    problem: DecisionProblem, questions: Mapping[Question, Asked]
) -> tuple[SwitchingAnswers, ...]:
    """The answers to these open questions that alone change the recommendation."""
    switches = single_switches(problem, "open")
    return tuple(switch for switch in switches if switch.changes[0].question in questions)


def _numbers_can_block(problem: DecisionProblem, criteria: Iterable[Criterion]) -> bool:
    """Say whether unknown numbers can show that a must of the recommended alternative is unmet."""
    if problem.choice.recommended is None:
        return False
    quantities = {
        name for criterion in criteria for name in quantities_of(problem.rules, criterion.id)
    }
    missing = quantities - set(problem.profile.quantities)
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


def _warning(problem: DecisionProblem) -> frozenset[str]:
    """List the criteria on which cautions depend: general ones, and those of what is first."""
    cautions = [c for c in problem.rules.cautions if not c.danger]
    if problem.rules.referral:
        cautions.append(problem.rules.referral.caution(problem.profile.kind))
    if problem.recommended is not None:
        parts = problem.recommended.parts
        cautions += [c for part in parts for c in problem.rules.models[part].cautions]
    return frozenset(condition.criterion for c in cautions for condition in c.when)


def help_for(rules: Rules, draft: Draft, ask: Ask, options: Options = DEFAULT) -> Help:
    """Say what the answer to a question can still change."""
    ahead = outlook(rules, draft, frozenset(), options)
    if ask.question in ahead.dangers:
        return Help("danger")
    if ahead.settled:
        return Help("warns" if ask.question in ahead.warning else "scores")
    problem = set_up(rules, draft.profile, options)
    this_question = {ask.question: problem.asked[ask.question]}
    switches = tuple(
        (switch.changes[0].after, _id(problem, switch.recommended))
        for switch in _deciding(problem, this_question)
    )
    return Help("decides" if switches else "together", switches)


def _id(problem: DecisionProblem, number: int | None) -> str:
    return "" if number is None else problem.setting.alternatives[number].id


def ask_for(rules: Rules, draft: Draft, question: Question, skipped: Skipped) -> Ask:
    """Choose how to ask a question: by a number that is missing, or in words."""
    asked = questions_of(rules, draft.profile)[question]
    names = quantities_of(rules, asked.criterion)
    declined = any(n in skipped or draft.word(n) in (REFUSED, NOT_KNOWN) for n in names)
    missing = [n for n in names if n not in draft.profile.quantities]
    if declined or not missing or asked.segment != WHOLE:
        return Ask(asked.criterion, asked.criterion, group=asked.segment)
    return number_asked(rules, draft, missing[0], asked.criterion)


def number_asked(rules: Rules, draft: Draft, quantity: str, criterion: str) -> Ask:
    """Make the question for a quantity, with the range that the rules and other numbers leave."""
    least, most = rules.quantities[quantity].least, rules.quantities[quantity].most
    known = {name: Fraction(text) for name, text in draft.profile.quantities.items()}
    low, high = least, most
    for part in filter(is_part_of_whole, rules.criteria_for(draft.profile.kind)):
        if quantity == part.counts and part.per in known:
            high = min(high, floor(known[part.per]))
        if quantity == part.per and part.counts in known:
            low = max(low, ceil(known[part.counts]))
    return (
        Ask(quantity, criterion, low, high)
        if low <= high
        else Ask(quantity, criterion, least, most)
    )


def quantities_of(rules: Rules, criterion: str) -> tuple[str, ...]:
    """The quantities that answer a criterion by number; of a part of a whole, the whole first."""
    question = rules.criteria[criterion]
    names = (
        (question.per, question.counts)
        if is_part_of_whole(question)
        else (question.counts, question.per)
    )
    return tuple(name for name in names if name)
