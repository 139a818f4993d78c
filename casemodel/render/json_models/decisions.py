"""Decisions on record: made, withdrawn, deleted, and listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from casemodel.decisions.history import followed, latest, overdue
from casemodel.decisions.values import Content, Decision
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.render.json_models.base import (
    JsonOutput,
    RulesOutput,
    filled,
    head,
    head_with_rules,
    of,
)


@dataclass(frozen=True, kw_only=True)
class DecisionData:
    """One decision; the profile's digest and its answers stay in the register.

    `recommended` and `chosen` are ids, or 'none'. Dates are ISO.
    """

    number: int
    kind: Kind
    subject: str
    recommended: str
    certainty: str
    chosen: str
    differs: bool
    reason: str | None
    role: str | None
    note: str | None
    made_on: str
    review_on: str
    keep_until: str
    tool_version: str
    rules_version: str
    answers_kept: bool


@dataclass(frozen=True, kw_only=True)
class DecideData(RulesOutput, DecisionData):
    """The output of `decide`.

    `register` is the file, `damage` what is wrong with other entries in it.
    """

    output: Literal["decide"]
    register: str
    damage: str = ""


@dataclass(frozen=True, kw_only=True)
class WithdrawData(JsonOutput):
    """The output of `withdraw`."""

    output: Literal["withdraw"]
    number: int
    withdrawn_on: str = of("made_on")
    role: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ForgetData(JsonOutput):
    """The output of `forget`: the decisions deleted, and how many entries that were."""

    output: Literal["forget"]
    numbers: tuple[int, ...]
    entries: int


@dataclass(frozen=True, kw_only=True)
class FollowedData:
    """Counts for a recommendation: how often it was made, and how often people chose otherwise."""

    recommended: str
    made: int
    differing: int
    reasons: Mapping[str, int]
    chosen_instead: Mapping[str, int] = of("instead")


@dataclass(frozen=True, kw_only=True)
class ListedDecisionData(DecisionData):
    """A decision in a list: how often it was corrected, and when it was withdrawn.

    `recommended_now` is what the answers kept lead to, where other rules made the decision.
    """

    corrections: int
    withdrawn_on: str | None
    recommended_now: str | None


@dataclass(frozen=True, kw_only=True)
class DecisionsData(RulesOutput):
    """The output of `decisions`.

    `review_due` are numbers of decisions. `past_their_time` counts those left out because their
    time has passed.
    """

    output: Literal["decisions"]
    on: str
    on_record: int
    past_their_time: int
    review_due: tuple[int, ...]
    followed: tuple[FollowedData, ...]
    decisions: tuple[ListedDecisionData, ...]


def decided(
    rules: Rules, content: Content, number: int, file: str, damage: str, tool_version: str
) -> DecideData:
    """Build the output for a decision just made or corrected."""
    head = head_with_rules("decide", rules, tool_version)
    return DecideData(**head, register=file, damage=damage, **_decision(number, content))


def withdrawn(content: Content, number: int, tool_version: str) -> WithdrawData:
    """Build the output for a decision just withdrawn."""
    return filled(WithdrawData, content, **head("withdraw", tool_version), number=number)


def forgotten(numbers: Sequence[int], entries: int, tool_version: str) -> ForgetData:
    """Build the output for decisions just deleted."""
    return ForgetData(**head("forget", tool_version), numbers=tuple(numbers), entries=entries)


def listed(
    rules: Rules,
    everything: Sequence[Decision],
    selected: Sequence[Decision],
    today: str,
    past: int,
    recommended_now: Mapping[int, str],
    tool_version: str,
) -> DecisionsData:
    """Build the output for the decisions asked for, due reviews, and counts of other choices.

    `past` is how many are not among them since their time has passed; `recommended_now` is, by
    number, what the answers kept lead to, where other rules made the decision.
    """
    return DecisionsData(
        **head_with_rules("decisions", rules, tool_version),
        on=today,
        on_record=len(everything),
        past_their_time=past,
        review_due=tuple(d.number for d in latest(everything) if overdue(d, today)),
        followed=tuple(filled(FollowedData, counts) for counts in followed(selected)),
        decisions=tuple(
            ListedDecisionData(
                **_decision(d.number, d.content),
                corrections=d.corrections,
                withdrawn_on=d.withdrawn or None,
                recommended_now=recommended_now.get(d.number),
            )
            for d in selected
        ),
    )


def _decision(number: int, content: Content) -> dict[str, Any]:
    """The fields of `DecisionData`."""
    data = filled(
        DecisionData,
        content,
        number=number,
        differs=content.chosen != content.recommended,
        answers_kept=bool(content.answers),
    )
    return vars(data)
