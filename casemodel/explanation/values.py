"""The parts of an Explanation, as data before words: every output shows these same facts.

Scores and points are whole numbers of tenths of a point: 634 is printed as 63.4.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from casemodel.engine.deviations import BasisChoice
from casemodel.engine.feasibility import CheckState, FeasibleState
from casemodel.explanation.alternative_values import (
    CitedText,
    RankedAlternative,
    Reason,
    RequirementState,
    ServedGroup,
    UnrankedModel,
)
from casemodel.explanation.question_values import (
    AnswerSwitch,
    CompletenessShown,
    GivenAnswer,
    GivenQuantity,
    GroupCount,
    LeadRanges,
    OpenQuestion,
    UnansweredQuestion,
)
from casemodel.explanation.sentence import Judgment, Sentence
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.fields import Value
from casemodel.knowledge.local import LocalRules
from casemodel.knowledge.plans import Day
from casemodel.knowledge.sources import Source

if TYPE_CHECKING:
    from casemodel.explanation.cost_values import Costs

__all__ = ["BasisChoice", "CheckState", "FeasibleState"]


class ShownCaution(NamedTuple):
    """A caution that holds: its id, its text, whether it is a danger, and its citations.

    `criteria` are the criteria whose answers make it hold.
    """

    id: str
    danger: bool
    text: str
    criteria: tuple[str, ...]
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class OutcomeCount(NamedTuple):
    """The number of tries in which an alternative was recommended; an empty id for none."""

    id: str
    name: str
    tries: int


class StabilityShown(NamedTuple):
    """The stability of the recommendation, for print.

    It is the same in `same` of `tries` seeded tries; `word` is the word for that. `outcomes` counts
    the recommendations in the tries, the most frequent first. `proof` is 'holds' if no way of
    answering open questions changes it, 'can_change' if one does, 'not_proved' if neither was
    found. `clear` is False if there is no clear winner. `open_musts` are the musts taken as met.
    `by_cause` has the tries in which one cause alone was drawn; it is empty in short answers.
    """

    word: str
    same: int
    tries: int
    clear: bool
    proof: Literal["holds", "can_change", "not_proved"]
    outcomes: tuple[OutcomeCount, ...]
    open_musts: tuple[str, ...]
    by_cause: tuple["CauseTries", ...]


class CauseTries(NamedTuple):
    """The number of tries in which the recommendation stays when one cause alone is drawn.

    `outcomes` counts what is recommended in them, the most frequent first.
    """

    cause: Literal["answers", "weights", "ratings"]
    same: int
    tries: int
    outcomes: tuple[OutcomeCount, ...] = ()

    @property
    def standard_error(self) -> float:
        """The standard error of the share of tries, in percent."""
        share = self.same / self.tries if self.tries else 0.0
        return 100 * sqrt(share * (1 - share) / self.tries) if self.tries else 0.0


class GroupNeedShown(NamedTuple):
    """One group of clients, and the models that its needs alone ask for.

    `points` are the models' points from needs there, in tenths, highest first; empty if no need is
    answered. `first` are the models first on need, `suited` those that suit the group. `against`
    says that needs speak against what serves the group in the alternative in `about`.
    """

    name: str
    share: str
    percent: str
    clients: Fraction | None
    points: tuple["NeedPoints", ...]
    first: tuple[str, ...]
    suited: tuple[str, ...]
    against: bool


class NeedPoints(NamedTuple):
    """A model's points from needs in one group, in tenths."""

    id: str
    name: str
    tenths: int


class ShareCase(NamedTuple):
    """The recommendation for one split of shares that are not known, in percent by segment."""

    percents: tuple[int, ...]
    recommended: str
    name: str
    serves: tuple[str, ...]


class Evidence(Value):
    """The basis of points, in percentages that add up to 100, or are all 0.

    `contested` is the percentage that rests on claims which other sources contradict.
    """

    document: int
    literature: int
    inference: int
    contested: int


NO_EVIDENCE = Evidence(0, 0, 0, 0)
"""Stands where there are no points to speak of."""


class WeightRange(NamedTuple):
    """The nearest weights of a criterion at which the recommendation changes, and to what.

    A weight is the factor that a person writes beside the criterion, from 0 to 10; `now` is the one
    in use, 1 where none was given. None where no lower, or no higher, weight changes it. An empty
    id with a weight says that nothing is recommended there.
    """

    criterion: str
    name: str
    now: Fraction
    lower: Fraction | None
    lower_to: str
    lower_name: str
    higher: Fraction | None
    higher_to: str
    higher_name: str


class CurrentModel(NamedTuple):
    """The model or hybrid that the agency runs now.

    `compared` is the id by which it stands in the ranking: for a family, that of its model that
    fits best; empty if it is not ranked. `needs_groups` says that it is not ranked because the
    profile names no segments.
    """

    id: str
    name: str
    compared: str
    needs_groups: bool


class StaffBand(NamedTuple):
    """A caseload band that one more case manager would change, and the numbers behind it."""

    before: str
    after: str
    clients: Fraction
    staff: Fraction


class FewRatings(NamedTuple):
    """A model that the chosen sources rate on few of the questions asked."""

    name: str
    rated: int
    asked: int


class KnownWeakPoint(NamedTuple):
    """A con of a model that holds whatever is answered; `of` names the model if it is a part."""

    says: str
    cites: tuple[str, ...]
    of: str = ""


class FittingForm(NamedTuple):
    """A form, of the alternative in `about`, to which answers point.

    `parents` are the models it belongs to, or lies between. `answers` are the answers that decide,
    each as question and answer in words. `cites` are places of its description and evidence.
    """

    id: str
    name: str
    parents: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]


class ReferralShown(Value):
    """Information and referral alone: enough, enough if there is no danger, or nearly so.

    `missing` names the questions whose answer stands in the way; `unanswered` says that they have
    no answer yet. `ask_first` names those about danger that nobody has answered.
    """

    state: Literal["enough", "danger_unknown", "nearly"]
    says: str
    missing: tuple[str, ...]
    unanswered: bool
    ask_first: tuple[str, ...]
    cites: tuple[str, ...]


class PlannedStep(NamedTuple):
    """A step of a plan, to be done by a day after the decision."""

    by: Day
    line: CitedText


class Plan(NamedTuple):
    """The plan for after a choice.

    `model` is the id of the alternative that it leads to; `recommended` whether that is
    recommended, `changes` whether it differs from what is run now. `leaving` is what to do for
    clients who are served otherwise now. The review is due `review_after_days` after the decision.
    `form` names the way to run it whose steps are among these, if any: that is a choice, too.
    """

    model: str
    name: str
    recommended: bool
    changes: bool
    steps: tuple[PlannedStep, ...]
    measures: tuple[CitedText, ...]
    leaving: tuple[CitedText, ...]
    review: CitedText
    review_after_days: int
    form: str = ""


class NamedFactor(NamedTuple):
    """A factor on a criterion's weight."""

    criterion: str
    name: str
    factor: Fraction


class OptionsUsed(NamedTuple):
    """The choices made beside the answers.

    `weights` are all factors on weights in use, `own_weights` those that a person chose, without
    those of house rules. `priorities` are criteria (id, name), the most important first; the places
    of `priorities_cites` say how an order becomes weights.
    """

    basis: BasisChoice
    fit_only: bool
    weights: tuple[NamedFactor, ...]
    own_weights: tuple[NamedFactor, ...]
    priorities: tuple[tuple[str, str], ...]
    priorities_cites: tuple[str, ...]
    draws: int


class RulesUsed(NamedTuple):
    """The rules behind an answer.

    A hybrid must lead by `hybrid_margin` points. `models` and `hybrids` count what was compared.
    `sources` are all sources by id, for the list of those cited. `local` are the agency's own
    changes, or None.
    """

    version: str
    digest: str
    hybrid_margin: int
    models: int
    hybrids: int
    sources: Mapping[str, Source]
    local: LocalRules | None
    meanwhile: str = ""


class Findings(Value):
    """All that an assessment says, before sentences are made.

    `about` is the id of the alternative that reasons and gaps are about: the one recommended, else
    the best tier that suits every group where groups differ, else the best by fit; empty where
    nothing is ranked. `best_fit` is the best by fit alone,
    `second` the best other model, `need_first` the model with most points from needs; each an id or
    empty. `tied` are the ids of an exact tie for first; `must_suit` says that only what suits every
    group of clients may be recommended. `share_cases` say what is recommended where groups' shares
    are not known. `ask_first` are open questions about danger; `ask_next` those that can still
    matter, the most useful first. `danger_unknown` are all questions about danger to or by a client
    that have no answer, refused ones too; `danger_asked` says that there are questions about
    danger to or by a client. `open_questions` are all that are unanswered and count as
    average, by weight. `share_cases` are empty where every group's share is known; else all figures
    are at equal shares, and `at_equal_shares` is the id of what is recommended there.
    `reasons` are the reasons behind each alternative's points, by id, the largest first; without
    detail those of the subject alone. `switches` are the single answers that would change the
    recommendation, `weight_ranges` the nearest weights (None in short answers). `best_for` and
    `best_against` are the strongest reasons. `agency_runs` names the tier that a client's agency
    runs, and `agency_part` the part of it that would serve this client; both may be empty.
    `evidence_shares` are of the lead over the second, or of the score where there is no second.
    `forms` are those of the subject that fit the answers, the best fitting first; `referral` says
    whether case management may be needed at all. `costs` are there if the profile has figures for
    them. `lead_ranges` are worked out with detail, where something is recommended. `little_said`
    says that the answers could move no model far enough for a percentage of match to mean anything.
    `settled` says that enough is answered to call a recommendation more than one so far.
    """

    kind: Kind
    label: str
    date: str
    rules: RulesUsed
    options: OptionsUsed
    quantities: tuple[GivenQuantity, ...]
    groups: tuple[ServedGroup, ...]
    answers: tuple[GivenAnswer, ...]
    open_questions: tuple[UnansweredQuestion, ...]
    counts: tuple[GroupCount, ...]
    ranking: tuple[RankedAlternative, ...]
    reasons: Mapping[str, tuple[Reason, ...]]
    unranked: tuple[UnrankedModel, ...]
    recommended: str
    about: str
    best_fit: str
    second: str
    need_first: str
    tied: tuple[str, ...]
    must_suit: bool
    completeness: CompletenessShown
    little_said: bool
    settled: bool
    stability_found: StabilityShown
    share_cases: tuple[ShareCase, ...]
    at_equal_shares: str
    switches: tuple[AnswerSwitch, ...]
    weight_ranges: tuple[WeightRange, ...] | None
    cautions: tuple[ShownCaution, ...]
    refused: tuple[UnansweredQuestion, ...]
    ask_first: tuple[OpenQuestion, ...]
    danger_unknown: tuple[UnansweredQuestion, ...]
    danger_asked: bool
    ask_next: tuple[OpenQuestion, ...]
    best_for: tuple[Reason, ...]
    best_against: tuple[Reason, ...]
    group_needs: tuple[GroupNeedShown, ...]
    current: CurrentModel | None
    agency_runs: str
    agency_part: str
    staff_band: StaffBand | None
    few_ratings: tuple[FewRatings, ...]
    cons: tuple[KnownWeakPoint, ...]
    forms: tuple[FittingForm, ...]
    referral: ReferralShown | None
    evidence_shares: Evidence
    costs: "Costs | None"
    lead_ranges: LeadRanges | None

    def alternative(self, id_: str) -> RankedAlternative:
        """Find the line of the ranking with this id. Raises KeyError if there is none."""
        for ranked in self.ranking:
            if ranked.id == id_:
                return ranked
        raise KeyError(id_)

    @property
    def subject(self) -> RankedAlternative | None:
        """The alternative that reasons and gaps are about; None if nothing is ranked."""
        return self.alternative(self.about) if self.about else None

    @property
    def no_danger(self) -> bool:
        """True if every question about danger to or by a client is answered with no."""
        open_or_present = self.danger_unknown or any(caution.danger for caution in self.cautions)
        return self.danger_asked and not open_or_present

    @property
    def wrong_for(self) -> tuple[GroupNeedShown, ...]:
        """The groups whose needs speak against the subject, if it is one model for all."""
        return tuple(group for group in self.group_needs if group.against)

    @property
    def about_name(self) -> str:
        """The name of the subject, or ''."""
        return self.subject.name if self.subject else ""

    @property
    def gaps(self) -> tuple[RequirementState, ...]:
        """The requirements of the subject that are unmet or to be confirmed."""
        return self.subject.gaps if self.subject else ()


class Explanation(Findings):
    """All that any output shows about one assessment: the findings, and sentences about them.

    `match`, `completeness_judged`, `stability` and `evidence` are kept apart, never merged into one
    number. Where no answer itself speaks against the subject, `weak_points` are its own cons.
    `served` says who is served by which part, or which model suits which segment. `changes` are
    single answers that would change the recommendation, `weights` the nearest weights that would.
    `fitting_forms` name each form that fits and the answers that decide; `less` says that
    information and referral alone may do, or what to do until what suits can be run. `danger_open`
    says that nobody has ruled out danger to or by a client. `baseline` compares with what is run
    now. `local_rules` say that an agency's own rules are in use, then list their changes. `plan` is
    for an organization only.
    """

    headline: Sentence
    match: Judgment
    completeness_judged: Judgment
    lead: Sentence
    stability: Judgment
    evidence: Judgment
    can_run: Judgment
    weak_points: tuple[Sentence, ...]
    served: tuple[Sentence, ...]
    hybrid: tuple[Sentence, ...]
    changes: tuple[Sentence, ...]
    weights: tuple[Sentence, ...]
    fitting_forms: tuple[Sentence, ...]
    less: tuple[Sentence, ...]
    danger_open: tuple[Sentence, ...]
    baseline: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    local_rules: tuple[Sentence, ...]
    plan: Plan | None
