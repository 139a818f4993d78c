"""Questions about the agency itself: name, what it runs now, groups of clients, costs."""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from casemodel.files.limits import MONEY, NUMBER_LENGTH, OVERHEAD
from casemodel.files.scalars import is_number
from casemodel.files.yaml_text import one_line
from casemodel.interview.values import Describe, InterviewRemark, Topic
from casemodel.knowledge.forms import form_called, model_called, spelled
from casemodel.knowledge.tiers import tier_parts
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import Draft
from casemodel.profiles.segments import NOT_KNOWN, decimal_or_fraction, same_name
from casemodel.profiles.values import WHOLE

MOST_GROUPS = 4
COSTS: tuple[Topic, ...] = (
    "case_manager_salary", "clinician_salary", "overhead", "travel", "budget_amount",
)  # fmt: skip
"""The organization's own figures, in the order of asking."""
_LEAST_NAME = 2  # characters: a single one is a key that was mistyped
_ALL = 100
_GIVEN_NAME = re.compile(r"Group [1-9]")

Answered = tuple[Draft, tuple[InterviewRemark, ...]]
"""The draft after an answer, and what is to be said of it."""


def descriptions(draft: Draft) -> Iterator[Describe]:
    """List what the agency has not said of itself yet, in the order of asking."""
    profile = draft.profile
    if not profile.label:
        yield Describe("name")
    if not profile.current_model:
        yield Describe("current_model")
    if not profile.segments:
        yield Describe("groups")
    for number, segment in enumerate(profile.segments):
        if _GIVEN_NAME.fullmatch(segment.name):
            yield Describe("group_name", number)
        if segment.share == NOT_KNOWN and _in_percent(draft):
            yield Describe("group_share", number)
    figures = COSTS if profile.costs else COSTS[:1]  # without a salary, no other cost is asked for
    known = {*profile.costs, *(["travel"] if profile.travel else [])}
    yield from (Describe(topic) for topic in figures if topic not in known)


def described(draft: Draft) -> Iterator[Describe]:
    """List what the agency has said of itself, which can be changed."""
    profile = draft.profile
    if profile.label:
        yield Describe("name")
    if profile.current_model:
        yield Describe("current_model")
    for number in range(len(profile.segments)):
        yield Describe("group_name", number)
        if _in_percent(draft):
            yield Describe("group_share", number)
    one_figure = profile.costs.keys() - (["travel"] if profile.travel else [])
    yield from (Describe(topic) for topic in COSTS if topic in one_figure)


def _in_percent(draft: Draft) -> bool:
    """Tell whether shares can be asked for: none is a number of clients, or a part of one."""
    shares = [segment.share for segment in draft.profile.segments]
    return all(share == NOT_KNOWN or share.endswith("%") for share in shares)


def answer_to(rules: Rules, draft: Draft, now: Describe, typed: str) -> Answered:
    """Take a line that was typed in answer.

    Where the line is no answer, the draft is as it was and a problem is said. Raises ProblemsFound
    and CannotEdit where the file does not take the answer.
    """
    return _ANSWER[now.topic](rules, draft, now, typed)


def _name(rules: Rules, draft: Draft, _: Describe, typed: str) -> Answered:
    name = one_line(typed)
    if len(name) < _LEAST_NAME:
        return draft, (InterviewRemark("not_an_answer"),)
    return draft.named("name", name, rules), ()


def _model(rules: Rules, draft: Draft, _: Describe, typed: str) -> Answered:
    scored = [model.id for model in rules.scored_models()]
    if typed in {str(number) for number in range(1, len(scored) + 1)}:
        return draft.named("current_model", scored[int(typed) - 1], rules), ()
    model = _run_now(rules, typed)
    if not model:
        return draft, (InterviewRemark("no_model"),)
    remarks: tuple[InterviewRemark, ...] = ()
    if model in rules.forms:
        remarks = (InterviewRemark("stands_for", level=rules.counted_as(model), text=model),)
    return draft.named("current_model", model, rules), remarks


def _run_now(rules: Rules, word: str) -> str:
    """The id of the model, hybrid or form of this name; '' where there is none."""
    model = model_called(rules, word)
    if model:
        return model.id
    spelling = spelled(word)
    for hybrid in rules.hybrids.values():
        if spelling in {spelled(hybrid.id), spelled(hybrid.name)}:
            return hybrid.id
    form = form_called(rules, word)
    tiers = (tier for tier in tier_parts(rules) if spelled(tier) == spelling)
    return form.id if form else next(tiers, "")


def _groups(rules: Rules, draft: Draft, _: Describe, typed: str) -> Answered:
    if typed not in {str(number) for number in range(1, MOST_GROUPS + 1)}:
        return draft, (InterviewRemark("not_an_answer"),)
    group_count = int(typed) if int(typed) > 1 else 0
    names = [segment.name for segment in draft.profile.segments]
    if group_count == len(names):
        return draft, ()
    new_names = [f"Group {number}" for number in range(1, group_count + 1)]
    all_names = [*names[:group_count], *new_names[len(names) :]]
    return draft.with_groups([(name, NOT_KNOWN) for name in all_names], rules), ()


def _group_name(rules: Rules, draft: Draft, now: Describe, typed: str) -> Answered:
    name = one_line(typed)
    if len(name) < _LEAST_NAME:
        return draft, (InterviewRemark("not_an_answer"),)
    other_names = {
        same_name(s.name) for n, s in enumerate(draft.profile.segments) if n != now.group
    }
    if same_name(name) in other_names:
        return draft, (InterviewRemark("same_name"),)
    return draft.with_group(now.group, name, {}, rules), ()


def _group_share(rules: Rules, draft: Draft, now: Describe, typed: str) -> Answered:
    segments = draft.profile.segments
    name = segments[now.group].name
    if typed == NOT_KNOWN:
        return draft.with_group(now.group, name, {now.group: typed}, rules), ()
    share = typed.removesuffix("%").strip()
    if not is_number(share) or len(share) > NUMBER_LENGTH:
        return draft, (InterviewRemark("no_share"),)
    other_shares = {
        number: _percent(segment.share)
        for number, segment in enumerate(segments)
        if number != now.group
    }
    open_ = [number for number, percent in other_shares.items() if percent is None]
    filled = open_[0] if len(open_) == 1 else max(other_shares) if not open_ else WHOLE
    total = sum(
        (p for n, p in other_shares.items() if p is not None and n != filled), Fraction(share)
    )
    left = _ALL - total
    if Fraction(share) <= 0 or left <= 0:
        return draft, (InterviewRemark("no_share"),)
    shares = {now.group: f"{share}%"}
    remarks: tuple[InterviewRemark, ...] = ()
    if filled != WHOLE and other_shares[filled] != left:
        shares[filled] = f"{decimal_or_fraction(left)}%"
        remarks = (InterviewRemark("rest", level=shares[filled], text=segments[filled].name),)
    return draft.with_group(now.group, name, shares, rules), remarks


def _cost(rules: Rules, draft: Draft, now: Describe, typed: str) -> Answered:
    """Take a sum of money a year, or overhead in percent."""
    sign = "%" if now.topic == "overhead" else ""
    figure = typed.removesuffix("%").strip() if sign else typed
    least, most = OVERHEAD if sign else MONEY
    if (
        not is_number(figure)
        or len(figure) > NUMBER_LENGTH
        or not least <= Fraction(figure) <= most
    ):
        return draft, (InterviewRemark("no_money"),)
    return draft.with_cost(now.topic, figure + sign, rules, now.model), ()


def _percent(share: str) -> Fraction | None:
    """A share in percent; None where it is not known."""
    return None if share == NOT_KNOWN else Fraction(share.rstrip("% "))


_ANSWER: Mapping[Topic, Callable[[Rules, Draft, Describe, str], Answered]] = {
    "name": _name,
    "current_model": _model,
    "groups": _groups,
    "group_name": _group_name,
    "group_share": _group_share,
    **dict.fromkeys(COSTS, _cost),
}
