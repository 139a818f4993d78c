"""The answer of `recommend` and `score`: the same facts as on the page, and all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from casemodel.explanation.values import (
    BasisChoice,
    Evidence,
    Explanation,
    GroupNeedShown,
    OutcomeCount,
    ReferralShown,
)
from casemodel.knowledge.criteria import Group, Kind
from casemodel.render.json_models.alternative import (
    AlternativeData,
    GapData,
    UnrankedData,
    alternative_data,
)
from casemodel.render.json_models.base import (
    CitedData,
    MessageData,
    RulesOutput,
    filled,
    head_with_rules,
    of,
    points,
)
from casemodel.render.json_models.costs import CostsData, costs_data
from casemodel.render.json_models.questions import (
    FromRecordsData,
    LeadRangesData,
    OpenQuestionData,
    QuestionData,
    SwitchData,
    WeightRangeData,
    open_question_data,
)


@dataclass(frozen=True, kw_only=True)
class OptionsData:
    """The choices beside the answers.

    `weights` are factors on the rules' weights by criterion, as exact fractions ('3/2');
    `priorities` are criteria, the most important first; `draws` is the number of tries.
    """

    basis: BasisChoice
    fit_only: bool
    weights: Mapping[str, str]
    priorities: tuple[str, ...]
    draws: int


@dataclass(frozen=True, kw_only=True)
class JudgmentData(MessageData):
    """One statement of the answer about itself: a word of degree, and the sentence with figures."""

    word: str | None


@dataclass(frozen=True, kw_only=True)
class CauseData:
    """The number of tries in which the recommendation stays when one cause alone is drawn.

    `outcomes` counts them by what was recommended ('' for nothing).
    """

    same: int
    tries: int
    outcomes: Mapping[str, int]
    standard_error: float


@dataclass(frozen=True, kw_only=True)
class StabilityData(JudgmentData):
    """The stability of the recommendation: the same in `same` of `tries` seeded tries.

    `outcomes` counts tries by what was recommended ('' for nothing). `proof` says whether any way
    of answering open questions changes it; `clear` is false where there is no clear winner.
    `musts_taken_as_met` are musts to be confirmed. `by_cause` is there with `--explain`.
    """

    same: int
    tries: int
    clear: bool
    proof: Literal["holds", "can_change", "not_proved"]
    outcomes: Mapping[str, int]
    musts_taken_as_met: tuple[str, ...] = of("open_musts")
    by_cause: Mapping[Literal["answers", "weights", "ratings"], CauseData]


@dataclass(frozen=True, kw_only=True)
class EvidenceData(JudgmentData):
    """The evidence behind the lead over the second."""

    percent: Evidence


@dataclass(frozen=True, kw_only=True)
class CountData:
    """Questions answered, of how many asked."""

    answered: int
    asked: int


@dataclass(frozen=True, kw_only=True)
class CompletenessData(JudgmentData):
    """The completeness of a profile: the percentage of the questions' weight, and counts."""

    percent: int
    answered: int
    asked: int
    groups: Mapping[Group, CountData]


@dataclass(frozen=True, kw_only=True)
class CautionData(CitedData):
    """A caution that holds. Dangers come first."""

    id: str
    danger: bool
    says: str = of("text")


@dataclass(frozen=True, kw_only=True)
class SegmentData:
    """A group of clients, and the models that its needs alone ask for.

    `need_points` are the models' points from needs there, highest first. `needs_against` says that
    its needs speak against what serves it in the alternative in `about`.
    """

    name: str
    share: str
    clients: float | None
    need_points: Mapping[str, float]
    first_on_need: tuple[str, ...] = of("first")
    suited: tuple[str, ...]
    needs_against: bool = of("against")


@dataclass(frozen=True, kw_only=True)
class ShareCaseData:
    """The recommendation for one split of shares that are not known, in percent by segment."""

    percents: tuple[int, ...]
    recommended: str | None
    serves: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PointedFormData:
    """A form, of the alternative in `about`, that answers point to; `since` gives the answers."""

    id: str
    name: str
    parents: tuple[str, ...]
    since: Mapping[str, str] = of("answers")
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerData(RulesOutput):
    """The answer of `recommend` and `score`.

    `recommended` is the id of a model or hybrid, or null: that is an answer too. `about` is what
    reasons and gaps are about: the one recommended; else, where groups differ, the best tier that
    suits every group; else the best by fit. `need_first` is first on need alone. `best_for` and
    `best_against` are ids of reasons in the ranking. `turns` are the single answers that would
    change the recommendation, `flips` the nearest weights. Where shares of groups are not known,
    `by_shares` has the recommendation for each split, and everything else is worked out at equal
    shares, where `at_equal_shares` is recommended. Without `--explain` only the alternative in
    `about` has reasons. `costs`, `lead_ranges`, `from_records` and `proposed_by_records` are left
    out where there are none.
    """

    output: Literal["recommend", "score"]
    kind: Kind
    label: str | None
    date: str | None
    options: OptionsData
    recommended: str | None
    about: str | None
    need_first: str | None
    tied: tuple[str, ...]
    headline: MessageData
    match: JudgmentData
    completeness: CompletenessData
    lead: MessageData
    stability: StabilityData
    evidence: EvidenceData
    can_run: JudgmentData
    cautions: tuple[CautionData, ...]
    best_for: tuple[str, ...]
    best_against: tuple[str, ...]
    weak_points: tuple[MessageData, ...]
    gaps: tuple[GapData, ...]
    served: tuple[MessageData, ...]
    segments: tuple[SegmentData, ...]
    by_shares: tuple[ShareCaseData, ...] = of("share_cases")
    at_equal_shares: str | None
    ranking: tuple[AlternativeData, ...]
    unranked: tuple[UnrankedData, ...]
    hybrid: tuple[MessageData, ...]
    changes: tuple[MessageData, ...]
    turns: tuple[SwitchData, ...] = of("switches")
    weights: tuple[MessageData, ...]
    flips: tuple[WeightRangeData, ...]
    forms: tuple[PointedFormData, ...]
    referral: ReferralShown | None
    less: tuple[MessageData, ...]
    danger_open: tuple[MessageData, ...]
    ask_next: tuple[OpenQuestionData, ...]
    open_questions: tuple[QuestionData, ...]
    baseline: tuple[MessageData, ...]
    notes: tuple[MessageData, ...]
    costs: CostsData | None = None
    lead_ranges: LeadRangesData | None = None
    from_records: tuple[FromRecordsData, ...] = ()
    proposed_by_records: tuple[FromRecordsData, ...] = ()


def answer(command: str, explanation: Explanation, tool_version: str, *, full: bool) -> AnswerData:
    """Build the answer; with `full`, it has the reasons of every alternative."""
    with_reasons = {r.id for r in explanation.ranking if full or r.id == explanation.about}
    return filled(
        AnswerData,
        explanation,
        **head_with_rules(command, explanation.rules, tool_version),
        options=_options(explanation),
        completeness=_completeness(explanation),
        stability=stability_data(explanation),
        evidence=filled(
            EvidenceData,
            explanation.evidence,
            percent=explanation.evidence_shares,
        ),
        best_for=tuple(reason.id for reason in explanation.best_for),
        best_against=tuple(reason.id for reason in explanation.best_against),
        segments=tuple(map(_segment, explanation.group_needs)),
        at_equal_shares=(explanation.at_equal_shares or None) if explanation.share_cases else None,
        ranking=tuple(
            alternative_data(
                ranked, explanation.reasons[ranked.id] if ranked.id in with_reasons else ()
            )
            for ranked in explanation.ranking
        ),
        flips=tuple(filled(WeightRangeData, limits) for limits in explanation.weight_ranges or ()),
        ask_next=tuple(map(open_question_data, explanation.ask_next)),
        from_records=tuple(
            filled(FromRecordsData, answer, from_=answer.origin)
            for answer in explanation.answers
            if answer.origin
        ),
        proposed_by_records=tuple(
            filled(FromRecordsData, question, from_=question.origin, level=question.hint)
            for question in explanation.open_questions
            if question.hint
        ),
        costs=costs_data(explanation.costs) if explanation.costs else None,
    )


def stability_data(explanation: Explanation) -> StabilityData:
    """Write as data how often the recommendation stays, the proof, and each cause by itself."""
    stability = explanation.stability_found
    return filled(
        StabilityData,
        stability,
        **vars(filled(JudgmentData, explanation.stability)),
        outcomes=_outcomes(stability.outcomes),
        by_cause={
            cause.cause: filled(
                CauseData,
                cause,
                standard_error=round(cause.standard_error, 1),
                outcomes=_outcomes(cause.outcomes),
            )
            for cause in stability.by_cause
        },
    )


def _outcomes(outcomes: Iterable[OutcomeCount]) -> dict[str, int]:
    return {outcome.id: outcome.tries for outcome in outcomes}


def _completeness(explanation: Explanation) -> CompletenessData:
    return filled(
        CompletenessData,
        explanation.completeness,
        **vars(filled(JudgmentData, explanation.completeness_judged)),
        groups={count.group: filled(CountData, count) for count in explanation.counts},
    )


def _segment(group: GroupNeedShown) -> SegmentData:
    need_points = {need.id: points(need.tenths) for need in group.points}
    return filled(SegmentData, group, need_points=need_points)


def _options(explanation: Explanation) -> OptionsData:
    options = explanation.options
    return filled(
        OptionsData,
        options,
        weights={weight.criterion: str(weight.factor) for weight in options.weights},
        priorities=tuple(criterion for criterion, _ in options.priorities),
    )
