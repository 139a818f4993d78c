"""The answers of `why-not`, `what-if`, `review` and `ask`."""

from dataclasses import dataclass
from typing import Any, Literal

from casemodel.explanation.review import CaseReview, Move
from casemodel.explanation.values import (
    Explanation,
    FeasibleState,
    PointsApart,
    Sentence,
    WhatIf,
    WhyNot,
)
from casemodel.knowledge.values import Kind
from casemodel.render.json_models.answer import (
    CautionData,
    ChangeData,
    GapData,
    JudgmentData,
    OpenQuestionData,
    QuestionData,
    ReasonData,
    StabilityData,
    caution_data,
    change_data,
    gap_data,
    judgment_data,
    open_question_data,
    question_data,
    reason_data,
    stability_data,
)
from casemodel.render.json_models.base import (
    MessageData,
    RulesOutput,
    head_with_rules,
    message,
    message_fields,
    messages,
    points,
)

_NO_NUMBER = "no number given"


@dataclass(frozen=True, kw_only=True)
class DifferenceData:
    """The points that one answer sets an alternative behind or ahead, with both sides' reasons."""

    criterion: str
    name: str
    segment: str | None
    answer: str
    points: float
    of_one: ReasonData | None
    of_other: ReasonData | None


@dataclass(frozen=True, kw_only=True)
class TurnData(MessageData):
    """The fewest changed answers that would put an alternative first; without any, none would."""

    changes: tuple[ChangeData, ...] | None = None
    recommended: str | None = None


@dataclass(frozen=True, kw_only=True)
class WhyNotData(RulesOutput):
    """The answer of `why-not`.

    `measured_against` is the id of the one recommended, or else of the best by fit. `behind` and
    `ahead` are in points, the largest first; `overhead` is what hybrids' overheads add to them.
    """

    output: Literal["why-not"]
    kind: Kind
    id: str
    name: str
    rank: int
    score: float
    feasible: FeasibleState
    recommended: str | None
    headline: MessageData
    cautions: tuple[CautionData, ...]
    danger_open: tuple[MessageData, ...]
    gaps: tuple[GapData, ...]
    measured_against: str | None
    behind: tuple[DifferenceData, ...]
    ahead: tuple[DifferenceData, ...]
    overhead: float
    turn: TurnData


@dataclass(frozen=True, kw_only=True)
class NumberChangeData:
    """A changed number, as written before and after, or 'no number given'."""

    quantity: str
    from_: str
    to: str


@dataclass(frozen=True, kw_only=True)
class RecommendationData(MessageData):
    """A recommendation, by id, or null."""

    recommended: str | None


@dataclass(frozen=True, kw_only=True)
class ScoreMoveData:
    """An alternative whose score changed."""

    id: str
    name: str
    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class PointedReasonData(ReasonData):
    """A reason, and the points of its answer."""

    points: float


@dataclass(frozen=True, kw_only=True)
class ComparedData(RulesOutput):
    """Changed answers, before and after, and which scores moved."""

    kind: Kind
    changes: tuple[ChangeData, ...]
    quantities: tuple[NumberChangeData, ...]
    before: RecommendationData
    after: RecommendationData
    stability: StabilityData
    headline: MessageData
    cautions: tuple[CautionData, ...]
    danger_open: tuple[MessageData, ...]
    gaps: tuple[GapData, ...]
    moved: tuple[ScoreMoveData, ...]
    reasons: tuple[PointedReasonData, ...]


@dataclass(frozen=True, kw_only=True)
class WhatIfData(ComparedData):
    """The answer of `what-if`."""

    output: Literal["what-if"]


@dataclass(frozen=True, kw_only=True)
class ReviewData(ComparedData):
    """The answer of `review`.

    `served_by` is the model that has served the client, `move` the outcome of the review, and
    `step` the hybrid that leads from one to the other.
    """

    output: Literal["review"]
    served_by: str | None
    move: Move
    step: str | None


@dataclass(frozen=True, kw_only=True)
class AskData(RulesOutput):
    """The answer of `ask`: open questions about danger, those refused, and those worth asking."""

    output: Literal["ask"]
    kind: Kind
    recommended: str | None
    stability: StabilityData
    headline: MessageData
    completeness: JudgmentData
    cautions: tuple[CautionData, ...]
    danger_open: tuple[MessageData, ...]
    ask_first: tuple[QuestionData, ...]
    refused: tuple[QuestionData, ...]
    ask_next: tuple[OpenQuestionData, ...]


def why_not(explanation: Explanation, answer: WhyNot, tool_version: str) -> WhyNotData:
    """Build the answer to why an alternative is not the one recommended."""
    ranked = answer.alternative
    changes = tuple(map(change_data, answer.changes)) or None
    return WhyNotData(
        **head_with_rules("why-not", explanation.rules, tool_version),
        kind=explanation.kind,
        id=ranked.id,
        name=ranked.name,
        rank=ranked.rank,
        score=points(ranked.tenths),
        feasible=ranked.feasible,
        recommended=explanation.recommended or None,
        headline=message(answer.headline),
        cautions=tuple(map(caution_data, explanation.cautions)),
        danger_open=messages(explanation.danger_open),
        gaps=tuple(map(gap_data, ranked.gaps)),
        measured_against=answer.other.id if answer.other else None,
        behind=tuple(map(_difference, answer.behind)),
        ahead=tuple(map(_difference, answer.ahead)),
        overhead=points(answer.overhead),
        turn=TurnData(
            **message_fields(answer.turn),
            changes=changes,
            recommended=ranked.id if changes else None,
        ),
    )


def what_if(
    before: Explanation, after: Explanation, compared: WhatIf, tool_version: str
) -> WhatIfData:
    """Build the answer to what changed answers do."""
    head = head_with_rules("what-if", after.rules, tool_version)
    return WhatIfData(
        **head, **_compared(before, after, compared), headline=message(after.headline)
    )


def review(
    before: Explanation, after: Explanation, answer: CaseReview, tool_version: str
) -> ReviewData:
    """Build the outcome of comparing two profiles of one client."""
    return ReviewData(
        **head_with_rules("review", after.rules, tool_version),
        **_compared(before, after, answer.compared),
        headline=message(answer.headline),
        served_by=answer.served or None,
        move=answer.move,
        step=answer.by or None,
    )


def ask(explanation: Explanation, tool_version: str) -> AskData:
    """Build the list of open questions that can still matter."""
    return AskData(
        **head_with_rules("ask", explanation.rules, tool_version),
        kind=explanation.kind,
        recommended=explanation.recommended or None,
        stability=stability_data(explanation),
        headline=message(explanation.headline),
        completeness=judgment_data(explanation.said),
        cautions=tuple(map(caution_data, explanation.cautions)),
        danger_open=messages(explanation.danger_open),
        ask_first=tuple(map(question_data, explanation.ask_first)),
        refused=tuple(map(question_data, explanation.refused)),
        ask_next=tuple(map(open_question_data, explanation.ask_next)),
    )


def _difference(one: PointsApart) -> DifferenceData:
    return DifferenceData(
        criterion=one.criterion,
        name=one.name,
        segment=one.segment or None,
        answer=one.answer,
        points=points(one.tenths),
        of_one=reason_data(one.of_one) if one.of_one else None,
        of_other=reason_data(one.of_other) if one.of_other else None,
    )


def _compared(before: Explanation, after: Explanation, compared: WhatIf) -> dict[str, Any]:
    """The fields that `what-if` and `review` share."""
    return {
        "kind": after.kind,
        "changes": tuple(map(change_data, compared.changes)),
        "quantities": tuple(
            NumberChangeData(
                quantity=one.id, from_=one.before or _NO_NUMBER, to=one.after or _NO_NUMBER
            )
            for one in compared.numbers
        ),
        "before": _recommendation(before, compared.before),
        "after": _recommendation(after, compared.after),
        "stability": stability_data(after),
        "cautions": tuple(map(caution_data, after.cautions)),
        "danger_open": messages(after.danger_open),
        "gaps": tuple(map(gap_data, after.gaps)),
        "moved": tuple(
            ScoreMoveData(
                id=one.id, name=one.name, before=points(one.before), after=points(one.after)
            )
            for one in compared.moved
        ),
        "reasons": tuple(
            PointedReasonData(**vars(reason_data(reason)), points=points(reason.tenths))
            for reason in compared.reasons
        ),
    }


def _recommendation(explanation: Explanation, sentence: Sentence) -> RecommendationData:
    recommended = explanation.recommended or None
    return RecommendationData(**message_fields(sentence), recommended=recommended)
