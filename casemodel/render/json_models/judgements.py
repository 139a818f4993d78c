"""The answers of `why-not`, `what-if`, `review` and `ask`."""

from dataclasses import dataclass
from typing import Any, Literal

from casemodel.explanation.comparison_values import WhatIf, WhyNot
from casemodel.explanation.review import CaseReview, Move
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.values import Explanation, FeasibleState
from casemodel.knowledge.criteria import Kind
from casemodel.render.json_models.alternative import GapData, ReasonData
from casemodel.render.json_models.answer import (
    CautionData,
    JudgmentData,
    StabilityData,
    stability_data,
)
from casemodel.render.json_models.base import (
    MessageData,
    Points,
    RulesOutput,
    filled,
    head_with_rules,
    message,
    messages,
    of,
)
from casemodel.render.json_models.questions import (
    ChangeData,
    OpenQuestionData,
    QuestionData,
    open_question_data,
)

_NO_NUMBER = "no number given"


@dataclass(frozen=True, kw_only=True)
class DifferenceData:
    """The points that one answer sets an alternative behind or ahead, with both sides' reasons.

    `posts_of` names the part of a tier whose posts are the answer.
    """

    criterion: str
    name: str
    segment: str | None
    posts_of: str | None
    answer: str
    points: Points = of("tenths")
    of_one: ReasonData | None
    of_other: ReasonData | None


@dataclass(frozen=True, kw_only=True)
class FewestChangesData(MessageData):
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
    id: str = of("alternative.id")
    name: str = of("alternative.name")
    rank: int = of("alternative.rank")
    score: Points = of("alternative.tenths")
    feasible: FeasibleState = of("alternative.feasible")
    recommended: str | None
    headline: MessageData
    cautions: tuple[CautionData, ...]
    danger_open: tuple[MessageData, ...]
    gaps: tuple[GapData, ...] = of("alternative.gaps")
    measured_against: str | None
    behind: tuple[DifferenceData, ...]
    ahead: tuple[DifferenceData, ...]
    overhead: Points
    turn: FewestChangesData


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
    before: Points
    after: Points


@dataclass(frozen=True, kw_only=True)
class PointedReasonData(ReasonData):
    """A reason, and the points of its answer."""

    points: Points = of("tenths")


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
    served_by: str | None = of("served")
    move: Move
    step: str | None = of("by")


@dataclass(frozen=True, kw_only=True)
class AskData(RulesOutput):
    """The answer of `ask`: open questions about danger, those refused, and those worth asking."""

    output: Literal["ask"]
    kind: Kind
    recommended: str | None
    stability: StabilityData
    headline: MessageData
    completeness: JudgmentData = of("completeness_judged")
    cautions: tuple[CautionData, ...]
    danger_open: tuple[MessageData, ...]
    ask_first: tuple[QuestionData, ...]
    refused: tuple[QuestionData, ...]
    ask_next: tuple[OpenQuestionData, ...]


def why_not(explanation: Explanation, answer: WhyNot, tool_version: str) -> WhyNotData:
    """Build the answer to why an alternative is not the one recommended."""
    recommended = answer.alternative.id if answer.changes else None
    return filled(
        WhyNotData,
        answer,
        **head_with_rules("why-not", explanation.rules, tool_version),
        kind=explanation.kind,
        recommended=explanation.recommended or None,
        **_warnings(explanation),
        measured_against=answer.other.id if answer.other else None,
        turn=filled(
            FewestChangesData,
            answer,
            **vars(message(answer.fewest_changes)),
            recommended=recommended,
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
    return filled(
        ReviewData,
        answer,
        **head_with_rules("review", after.rules, tool_version),
        **_compared(before, after, answer.compared),
    )


def ask(explanation: Explanation, tool_version: str) -> AskData:
    """Build the list of open questions that can still matter."""
    return filled(
        AskData,
        explanation,
        **head_with_rules("ask", explanation.rules, tool_version),
        stability=stability_data(explanation),
        ask_next=tuple(map(open_question_data, explanation.ask_next)),
    )


def _warnings(explanation: Explanation) -> dict[str, Any]:
    """Cautions that hold, and the questions about danger that are open."""
    return {
        "cautions": tuple(filled(CautionData, caution) for caution in explanation.cautions),
        "danger_open": messages(explanation.danger_open),
    }


def _compared(before: Explanation, after: Explanation, compared: WhatIf) -> dict[str, Any]:
    """The fields that `what-if` and `review` share."""
    return {
        "kind": after.kind,
        "changes": tuple(filled(ChangeData, change) for change in compared.changes),
        "quantities": tuple(
            NumberChangeData(
                quantity=change.id,
                from_=change.before or _NO_NUMBER,
                to=change.after or _NO_NUMBER,
            )
            for change in compared.numbers
        ),
        "before": _recommendation(before, compared.before),
        "after": _recommendation(after, compared.after),
        "stability": stability_data(after),
        **_warnings(after),
        "gaps": tuple(filled(GapData, gap) for gap in after.gaps),
        "moved": tuple(filled(ScoreMoveData, move) for move in compared.moved),
        "reasons": tuple(filled(PointedReasonData, reason) for reason in compared.reasons),
    }


def _recommendation(explanation: Explanation, sentence: Sentence) -> RecommendationData:
    return filled(RecommendationData, sentence, recommended=explanation.recommended or None)
