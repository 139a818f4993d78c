"""The answer of `recommend` and `score`: the same facts as on the page, and all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from casemodel.explanation.values import (
    AnswerChange,
    AnswerSwitch,
    BasisChoice,
    CheckState,
    Explanation,
    FeasibleState,
    FittingForm,
    GroupNeedShown,
    Judgment,
    LeadRanges,
    MatchShown,
    OpenQuestion,
    QuestionPoints,
    RankedAlternative,
    Reason,
    ReferralShown,
    RequirementState,
    ShownCaution,
    TierStaff,
    UnansweredQuestion,
    WeightRange,
)
from casemodel.knowledge.values import Basis, Group, Kind, Way
from casemodel.render.json_models.base import (
    CitedData,
    MessageData,
    RulesOutput,
    head_with_rules,
    message,
    message_fields,
    messages,
    points,
)
from casemodel.render.json_models.costs import CostsData, costs_data


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
    musts_taken_as_met: tuple[str, ...]
    by_cause: Mapping[Literal["answers", "weights", "ratings"], CauseData]


@dataclass(frozen=True, kw_only=True)
class LeadRangeData:
    """The least and the largest lead that the answers to one open question can make, in points."""

    criterion: str
    segment: str | None
    low: float
    high: float
    decides: bool


@dataclass(frozen=True, kw_only=True)
class LeadRangesData:
    """Today's lead over the next in the ranking, and what open questions can make of it."""

    over: str
    now: float
    questions: tuple[LeadRangeData, ...]


@dataclass(frozen=True, kw_only=True)
class EvidenceShares:
    """The basis of a lead, in percent; `contested` is the part that sources dispute."""

    document: int
    literature: int
    inference: int
    contested: int


@dataclass(frozen=True, kw_only=True)
class EvidenceData(JudgmentData):
    """The evidence behind the lead over the second."""

    percent: EvidenceShares


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
    says: str


@dataclass(frozen=True, kw_only=True)
class GapData(CitedData):
    """A requirement that is unmet, or to be confirmed.

    `id` is 'model.requirement'; `part` names the part of a hybrid that states it. `arithmetic` is
    the sum behind a requirement in numbers.
    """

    id: str
    part: str | None
    strength: Literal["must", "should"]
    state: CheckState
    name: str
    says: str
    arithmetic: MessageData | None
    to_close: str | None


@dataclass(frozen=True, kw_only=True)
class ReasonData(CitedData):
    """A reason why one answer counts, and what other sources say against its claims.

    `id` is 'alternative.criterion.level', with '#segment' where a segment answers for itself.
    """

    id: str
    answer: str
    says: str
    basis: Basis
    contested: tuple[MessageData, ...]


@dataclass(frozen=True, kw_only=True)
class ContributionData(CitedData):
    """The points that one question gives; 0.0 and no level where it is unanswered.

    `part` is the id of the part of a hybrid whose ratings count, `segment` the name of the group
    that is asked.
    """

    criterion: str
    level: str | None
    points: float
    basis: Basis | None
    part: str | None
    segment: str | None
    reason: ReasonData | None


@dataclass(frozen=True, kw_only=True)
class AdjustmentData:
    """Points that come from no answer: the overhead of a hybrid, negative."""

    id: Literal["overhead"]
    points: float


@dataclass(frozen=True, kw_only=True)
class ReachData:
    """The lowest and highest score that any answers give, at the rules' weights."""

    lowest: float
    highest: float


@dataclass(frozen=True, kw_only=True)
class MatchData:
    """The match of an alternative.

    `percent` is of the most that the answered questions could have given it; `speaks_for` and
    `against` count answers.
    """

    percent: int
    word: str
    speaks_for: int
    against: int


@dataclass(frozen=True, kw_only=True)
class PartPostsData:
    """The posts of one part of a tier: those its clients ask for, and those it gets.

    One post serves at most `clients_each` clients. Null means not known.
    """

    part: str
    clients: float | None
    clients_each: int
    asked: float
    posts: float | None
    by_clinicians: bool


@dataclass(frozen=True, kw_only=True)
class PostsData:
    """The posts, and the clinicians among them, that a tier asks for, and those there are."""

    state: CheckState
    asked: float
    have: float | None
    clinicians_asked: float
    clinicians: float | None
    parts: tuple[PartPostsData, ...]


@dataclass(frozen=True, kw_only=True)
class AlternativeData:
    """A model or hybrid in the ranking.

    `score` is 50 and `points`, the sum of `contributions` and `adjustments`. `low` and `high` bound
    it over every way of answering the open questions. `serves` gives, for a tier, the part that
    serves each segment by name, and `posts` its staff. `suits` says that it suits every group;
    `against_percent` of the clients are in groups whose needs speak against it. `met` lists the
    requirements that are met, `gaps` all others.
    """

    id: str
    name: str
    kind: Literal["model", "hybrid"]
    way: Way | None
    parts: tuple[str, ...]
    serves: Mapping[str, str]
    rank: int
    score: float
    points: float
    match: MatchData
    suits: bool
    against_percent: int
    posts: PostsData | None
    low: float
    high: float
    reach: ReachData
    feasible: FeasibleState
    gaps: tuple[GapData, ...]
    met: tuple[str, ...]
    contributions: tuple[ContributionData, ...]
    adjustments: tuple[AdjustmentData, ...]


@dataclass(frozen=True, kw_only=True)
class UnrankedData(MessageData):
    """A model of which the chosen sources say nothing."""

    id: str


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
    first_on_need: tuple[str, ...]
    suited: tuple[str, ...]
    needs_against: bool


@dataclass(frozen=True, kw_only=True)
class ShareCaseData:
    """The recommendation for one split of shares that are not known, in percent by segment."""

    percents: tuple[int, ...]
    recommended: str | None
    serves: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionData:
    """A question by its criterion, and the segment that is asked."""

    criterion: str
    segment: str | None


@dataclass(frozen=True, kw_only=True)
class FromRecordsData(QuestionData):
    """A level that records say or propose, and `from` which records."""

    level: str
    from_: str


@dataclass(frozen=True, kw_only=True)
class ChangeData(QuestionData):
    """One changed answer; `from` is null where the question was open."""

    from_: str | None
    to: str | None


@dataclass(frozen=True, kw_only=True)
class SwitchData:
    """Changed answers, and the new recommendation after them."""

    changes: tuple[ChangeData, ...]
    recommended: str | None


@dataclass(frozen=True, kw_only=True)
class WeightRangeData:
    """The nearest weights of a criterion at which the recommendation changes, and to what.

    A weight is the factor given as `--weight CRITERION=FACTOR`, from 0 to 10, as an exact fraction
    ('3/2'); `now` is the one in use, 1 where none is given. Null where no such weight changes it.
    """

    criterion: str
    now: str
    lower: str | None
    lower_to: str | None
    higher: str | None
    higher_to: str | None


@dataclass(frozen=True, kw_only=True)
class OpenQuestionData(QuestionData):
    """An open question worth asking.

    `decides` says that one of its answers alone changes the recommendation; `settles` gives for
    each such answer what would be recommended, null for nothing. `swing` is how many points its
    answers can move the lead.
    """

    name: str
    question: str
    decides: bool
    swing: float
    settles: Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class PointedFormData:
    """A form, of the alternative in `about`, that answers point to; `since` gives the answers."""

    id: str
    name: str
    parents: tuple[str, ...]
    since: Mapping[str, str]
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReferralData:
    """Information and referral alone: enough, enough if there is no danger, or nearly so.

    `missing` names the question that stands in its way; `unanswered` says that it has no answer
    yet. `ask_first` names questions about danger that are not answered.
    """

    state: Literal["enough", "danger_unknown", "nearly"]
    says: str
    missing: tuple[str, ...]
    unanswered: bool
    ask_first: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerData(RulesOutput):
    """The answer of `recommend` and `score`.

    `recommended` is the id of a model or hybrid, or null: that is an answer too. `about` is what
    reasons and gaps are about: the one recommended, or else the best by fit. `need_first` is first
    on need alone. `best_for` and `best_against` are ids of reasons in the ranking. `turns` are the
    single answers that would change the recommendation, `flips` the nearest weights. Where shares
    of groups are not known, `by_shares` has the recommendation for each split, and everything else
    is worked out at equal shares, where `at_equal_shares` is recommended. Without `--explain` only
    the alternative in `about` has reasons. `costs`, `lead_ranges`, `from_records` and
    `proposed_by_records` are left out where there are none.
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
    by_shares: tuple[ShareCaseData, ...]
    at_equal_shares: str | None
    ranking: tuple[AlternativeData, ...]
    unranked: tuple[UnrankedData, ...]
    hybrid: tuple[MessageData, ...]
    changes: tuple[MessageData, ...]
    turns: tuple[SwitchData, ...]
    weights: tuple[MessageData, ...]
    flips: tuple[WeightRangeData, ...]
    forms: tuple[PointedFormData, ...]
    referral: ReferralData | None
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
    return AnswerData(
        **head_with_rules(command, explanation.rules, tool_version),
        kind=explanation.kind,
        label=explanation.label or None,
        date=explanation.date or None,
        options=_options(explanation),
        recommended=explanation.recommended or None,
        about=explanation.about or None,
        need_first=explanation.need_first or None,
        tied=explanation.tied,
        headline=message(explanation.headline),
        match=judgment_data(explanation.match),
        completeness=_completeness(explanation),
        lead=message(explanation.lead),
        stability=stability_data(explanation),
        evidence=EvidenceData(
            **vars(judgment_data(explanation.evidence)),
            percent=EvidenceShares(**explanation.evidence_shares._asdict()),
        ),
        can_run=judgment_data(explanation.can_run),
        cautions=tuple(map(caution_data, explanation.cautions)),
        best_for=tuple(reason.id for reason in explanation.best_for),
        best_against=tuple(reason.id for reason in explanation.best_against),
        weak_points=messages(explanation.weak_points),
        gaps=tuple(map(gap_data, explanation.gaps)),
        served=messages(explanation.served),
        segments=tuple(map(_segment, explanation.group_needs)),
        by_shares=tuple(
            ShareCaseData(
                percents=case.percents, recommended=case.recommended or None, serves=case.serves
            )
            for case in explanation.share_cases
        ),
        at_equal_shares=(explanation.at_equal_shares or None) if explanation.share_cases else None,
        ranking=tuple(
            _alternative(ranked, reasons=full or ranked.id == explanation.about)
            for ranked in explanation.ranking
        ),
        unranked=unranked_data(explanation),
        hybrid=messages(explanation.hybrid),
        changes=messages(explanation.changes),
        turns=tuple(map(switch_data, explanation.switches)),
        weights=messages(explanation.weights),
        flips=tuple(map(_weight_range, explanation.weight_ranges or ())),
        forms=tuple(map(_pointed_form, explanation.forms)),
        referral=_referral(explanation.referral),
        less=messages(explanation.less),
        danger_open=messages(explanation.danger_open),
        ask_next=tuple(map(open_question_data, explanation.ask_next)),
        open_questions=tuple(map(question_data, explanation.open_questions)),
        from_records=tuple(
            FromRecordsData(
                criterion=one.criterion,
                segment=one.segment or None,
                level=one.level,
                from_=one.origin,
            )
            for one in explanation.answers
            if one.origin
        ),
        proposed_by_records=tuple(
            FromRecordsData(
                criterion=one.criterion,
                segment=one.segment or None,
                level=one.hint,
                from_=one.origin,
            )
            for one in explanation.open_questions
            if one.hint
        ),
        baseline=messages(explanation.baseline),
        notes=messages(explanation.notes),
        costs=costs_data(explanation.costs) if explanation.costs else None,
        lead_ranges=_lead_ranges(explanation.lead_ranges) if explanation.lead_ranges else None,
    )


def _lead_ranges(found: LeadRanges) -> LeadRangesData:
    return LeadRangesData(
        over=found.over,
        now=points(found.now),
        questions=tuple(
            LeadRangeData(
                criterion=one.criterion,
                segment=one.segment or None,
                low=points(one.low),
                high=points(one.high),
                decides=one.decides,
            )
            for one in found.questions
        ),
    )


def _pointed_form(form: FittingForm) -> PointedFormData:
    return PointedFormData(
        id=form.id,
        name=form.name,
        parents=form.parents,
        since=dict(form.answers),
        cites=form.cites,
    )


def _referral(shown: ReferralShown | None) -> ReferralData | None:
    return None if shown is None else ReferralData(**shown._asdict())


def judgment_data(judgment: Judgment) -> JudgmentData:
    """Write one statement of the answer about itself as data."""
    return JudgmentData(**message_fields(judgment.sentence), word=judgment.word or None)


def stability_data(explanation: Explanation) -> StabilityData:
    """Write as data how often the recommendation stays, the proof, and each cause by itself."""
    shown = explanation.stability_found
    return StabilityData(
        **vars(judgment_data(explanation.stability)),
        same=shown.same,
        tries=shown.tries,
        clear=shown.clear,
        proof=shown.proof,
        outcomes={outcome.id: outcome.tries for outcome in shown.outcomes},
        musts_taken_as_met=shown.open_musts,
        by_cause={
            cause.cause: CauseData(
                same=cause.same,
                tries=cause.tries,
                standard_error=round(cause.standard_error, 1),
                outcomes={one.id: one.tries for one in cause.outcomes},
            )
            for cause in shown.by_cause
        },
    )


def match_data(match: MatchShown) -> MatchData:
    """Write a match as data."""
    return MatchData(
        percent=match.percent,
        word=match.word,
        speaks_for=match.speaks_for,
        against=match.against,
    )


def caution_data(caution: ShownCaution) -> CautionData:
    """A caution as data."""
    return CautionData(
        id=caution.id,
        danger=caution.danger,
        says=caution.text,
        claims=caution.claims,
        cites=caution.cites,
    )


def gap_data(gap: RequirementState) -> GapData:
    """A requirement that is not met as data."""
    return GapData(
        id=gap.id,
        part=gap.part or None,
        strength=gap.strength,
        state=gap.state,
        name=gap.name,
        says=gap.text,
        arithmetic=message(gap.arithmetic) if gap.arithmetic else None,
        to_close=gap.to_close or None,
        claims=gap.claims,
        cites=gap.cites,
    )


def reason_data(reason: Reason) -> ReasonData:
    """A reason as data."""
    return ReasonData(
        id=reason.id,
        answer=reason.answer,
        says=reason.text,
        basis=reason.basis,
        claims=reason.claims,
        cites=reason.cites,
        contested=messages(reason.contested),
    )


def open_question_data(one: OpenQuestion) -> OpenQuestionData:
    """An open question as data."""
    return OpenQuestionData(
        criterion=one.criterion,
        segment=one.segment or None,
        name=one.name,
        question=one.question,
        decides=one.decides,
        swing=points(one.swing),
        settles={settling.level: settling.recommended or None for settling in one.settles},
    )


def question_data(one: UnansweredQuestion | OpenQuestion) -> QuestionData:
    """A question as data."""
    return QuestionData(criterion=one.criterion, segment=one.segment or None)


def switch_data(switch: AnswerSwitch) -> SwitchData:
    """Changed answers and their outcome as data."""
    changes = tuple(map(change_data, switch.changes))
    return SwitchData(changes=changes, recommended=switch.recommended or None)


def change_data(change: AnswerChange) -> ChangeData:
    """A changed answer as data."""
    return ChangeData(
        criterion=change.criterion,
        segment=change.segment or None,
        from_=change.before or None,
        to=change.after or None,
    )


def unranked_data(explanation: Explanation) -> tuple[UnrankedData, ...]:
    """The models that are not ranked, as data."""
    return tuple(
        UnrankedData(**message_fields(one.sentence), id=one.id) for one in explanation.unranked
    )


def _completeness(explanation: Explanation) -> CompletenessData:
    completeness = explanation.completeness
    return CompletenessData(
        **vars(judgment_data(explanation.said)),
        percent=completeness.percent,
        answered=completeness.answered,
        asked=completeness.asked,
        groups={
            count.group: CountData(answered=count.answered, asked=count.asked)
            for count in explanation.counts
        },
    )


def _segment(group: GroupNeedShown) -> SegmentData:
    return SegmentData(
        name=group.name,
        share=group.share,
        clients=_rounded(group.clients),
        need_points={need.id: points(need.tenths) for need in group.points},
        first_on_need=group.first,
        suited=group.suited,
        needs_against=group.against,
    )


def _posts(staff: TierStaff) -> PostsData:
    return PostsData(
        state=staff.state,
        asked=round(float(staff.asked), 2),
        have=_rounded(staff.have),
        clinicians_asked=round(float(staff.clinicians_asked), 2),
        clinicians=_rounded(staff.clinicians),
        parts=tuple(
            PartPostsData(
                part=part.part,
                clients=_rounded(part.clients),
                clients_each=part.each,
                asked=round(float(part.asked), 2),
                posts=_rounded(part.posts),
                by_clinicians=part.by_clinicians,
            )
            for part in staff.parts
        ),
    )


def _rounded(number: Fraction | None) -> float | None:
    """Round a number of people or posts to two decimals; None if it is not known."""
    return None if number is None else round(float(number), 2)


def _options(explanation: Explanation) -> OptionsData:
    options = explanation.options
    return OptionsData(
        basis=options.basis,
        fit_only=options.fit_only,
        weights={weight.criterion: str(weight.factor) for weight in options.weights},
        priorities=tuple(criterion for criterion, _ in options.priorities),
        draws=options.draws,
    )


def _weight_range(limit: WeightRange) -> WeightRangeData:
    return WeightRangeData(
        criterion=limit.criterion,
        now=str(limit.now),
        lower=None if limit.lower is None else str(limit.lower),
        lower_to=limit.lower_to or None,
        higher=None if limit.higher is None else str(limit.higher),
        higher_to=limit.higher_to or None,
    )


def _alternative(ranked: RankedAlternative, *, reasons: bool) -> AlternativeData:
    return AlternativeData(
        id=ranked.id,
        name=ranked.name,
        kind=ranked.kind,
        way=ranked.way or None,
        parts=ranked.parts,
        serves={group.name: group.part for group in ranked.groups},
        rank=ranked.rank,
        score=points(ranked.tenths),
        points=points(ranked.points),
        match=match_data(ranked.match),
        suits=ranked.suits,
        against_percent=ranked.against,
        posts=_posts(ranked.staff) if ranked.staff else None,
        low=points(ranked.low),
        high=points(ranked.high),
        reach=ReachData(lowest=points(ranked.lowest), highest=points(ranked.highest)),
        feasible=ranked.feasible,
        gaps=tuple(map(gap_data, ranked.gaps)),
        met=tuple(one.id for one in ranked.requirements if one.state == "met"),
        contributions=tuple(_contribution(one, reason=reasons) for one in ranked.contributions),
        adjustments=tuple(
            AdjustmentData(id=one.id, points=points(one.tenths)) for one in ranked.adjustments
        ),
    )


def _contribution(one: QuestionPoints, *, reason: bool) -> ContributionData:
    return ContributionData(
        criterion=one.criterion,
        level=one.level or None,
        points=points(one.tenths),
        basis=one.basis or None,
        claims=one.claims,
        cites=one.cites,
        part=one.part or None,
        segment=one.segment or None,
        reason=reason_data(one.reason) if reason and one.reason else None,
    )
