"""The parts of an Explanation, as data before words: every output shows these same facts.

Scores and points are whole numbers of tenths of a point: 634 is printed as 63.4. A sentence carries
the id of its template and the filled-in facts beside its text, so that the same facts can be put in
another language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal, NamedTuple

from casemodel.engine.deviations import BasisChoice
from casemodel.engine.feasibility import CheckState, FeasibleState
from casemodel.explanation.cost_values import Costs
from casemodel.knowledge.local import LocalRules
from casemodel.knowledge.values import Basis, Day, Group, Kind, Source, Way
from casemodel.profiles.values import State

__all__ = ["BasisChoice", "CheckState", "FeasibleState"]


class Sentence(NamedTuple):
    """A sentence from a template: the template's id, the facts filled in, and the text."""

    id: str
    filled: tuple[tuple[str, str], ...]
    text: str


class Judgment(NamedTuple):
    """One statement of the answer about itself: a word of degree, and the figure behind it."""

    word: str
    sentence: Sentence


class Reason(NamedTuple):
    """A reason why one answer speaks for or against one model.

    `id` is 'alternative.criterion.level', with '#segment' where a segment answers for itself;
    `part` is the part of a hybrid whose rating it is. `tenths` are signed printed points in tenths.
    `cites` are places ('harmony 18') of the claims this level's rating rests on, or, if the level
    itself is neutral, of all the model's ratings on the criterion; a place that repeats another of
    them is left out, for it adds nothing. `contested` holds what other sources say against a claim
    it rests on, each with its places. `stated` says whether the level answered has a rating of its
    own that is not neutral.
    """

    id: str
    model: str
    model_name: str
    criterion: str
    criterion_name: str
    level: str
    answer: str
    tenths: int
    text: str
    basis: Basis
    claims: tuple[str, ...]
    cites: tuple[str, ...]
    contested: tuple[Sentence, ...]
    part: str = ""
    part_name: str = ""
    segment: str = ""
    stated: bool = True


class QuestionPoints(NamedTuple):
    """The points that one question gives one alternative.

    An unanswered question has an empty `level` and 0 points. `basis`, `claims` and `cites` are of
    all ratings behind the question; `basis` is empty where none counts. `part` is the part of a
    hybrid whose ratings count. `reason` is None where the points are exactly 0.
    """

    criterion: str
    name: str
    segment: str
    level: str
    answer: str
    tenths: int
    basis: Basis | Literal[""]
    claims: tuple[str, ...]
    cites: tuple[str, ...]
    part: str
    reason: Reason | None


class ScoreAdjustment(NamedTuple):
    """Points that come from no answer, in tenths: a hybrid's overhead, negative."""

    id: Literal["overhead"]
    tenths: int


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


class RequirementState(NamedTuple):
    """A requirement of an alternative, and whether it is met.

    `part` names the part of a hybrid that states it, empty for a model. `name` is the short form,
    `text` the full one. `arithmetic` is the sum behind a requirement in numbers that is not met.
    `criteria` are the criteria whose answers can show that it is met.
    """

    id: str
    part: str
    strength: Literal["must", "should"]
    state: CheckState
    name: str
    text: str
    to_close: str
    arithmetic: Sentence | None
    criteria: tuple[str, ...]
    claims: tuple[str, ...]
    cites: tuple[str, ...]

    @property
    def unmet(self) -> bool:
        """True if it is known not to be met."""
        return self.state == "unmet"

    @property
    def blocks(self) -> bool:
        """True if it rules the alternative out: an unmet must."""
        return self.unmet and self.strength == "must"


class CitedText(NamedTuple):
    """A text of the rules, with its claims and their places; without claims it is our judgment.

    `of` names the model, form or group of clients that it is about, or is empty.
    """

    text: str
    of: str
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class HybridDescription(NamedTuple):
    """A description of a hybrid: its parts, the reason for it, who is served, how people move."""

    part_names: tuple[str, ...]
    way: Way
    reason: str
    serves: str
    moves: str
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class ServedGroup(NamedTuple):
    """A segment of the population, and the part of a tier that serves it.

    `share` is the share as written, `percent` the same as a percentage of all, in words if it is
    not known; `clients` is the number of clients, or None if it is not known. `part` and
    `part_name` are empty where everyone is served alike.
    """

    name: str
    share: str
    percent: str
    clients: Fraction | None
    part: str
    part_name: str


class PartStaff(NamedTuple):
    """The posts of one part of a tier.

    It would serve `clients`, at most `each` of them for one post (0 if its model states none), and
    so asks for `asked` posts, of clinicians if `by_clinicians`. It gets `posts` of those there are.
    Numbers that are not known are None.
    """

    part: str
    name: str
    clients: Fraction | None
    each: int
    by_clinicians: bool
    asked: Fraction
    posts: Fraction | None


class TierStaff(NamedTuple):
    """The posts that all parts of a tier ask for together, and those there are.

    `least` is the smallest number of posts for one part.
    """

    parts: tuple[PartStaff, ...]
    asked: Fraction
    have: Fraction | None
    clinicians_asked: Fraction
    clinicians: Fraction | None
    state: CheckState
    least: int


class MatchShown(NamedTuple):
    """The match of an alternative, for print.

    `percent` is of the most that the answered questions could have given it; `word` is the word for
    it. `speaks_for` and `against` count answers. `little_said` says that the answers could move no
    model far enough for a percentage to mean anything.
    """

    percent: int
    word: str
    speaks_for: int
    against: int
    little_said: bool = False


class CompletenessShown(NamedTuple):
    """The completeness of a profile: percent of the questions' weight, its word, and counts."""

    percent: int
    word: str
    answered: int
    asked: int


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
    says that needs speak against what serves the group in the alternative told.
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


_HALF = 50  # percent of the clients
_MIDDLE = 500  # the score at which nothing speaks either way, in tenths


class RankedAlternative(NamedTuple):
    """One line of the ranking: a model or hybrid, its score and the parts of the score.

    `low` and `high` bound the score over every way of answering the open questions, `lowest` and
    `highest` over all answers. `need_points` is the exact sum of points from needs; `suits` says
    whether it suits every group, and `against` is the percentage of the clients in groups whose
    needs speak against it. `line` says in a line what it is, `posts` how many posts it asks for,
    part by part; `evidence` is what studies say of each part. `feasible` is the state of the
    requirements; 'not_asked', with no requirements, where feasibility was left out. `reasons` are
    in order of size, the largest first; `contributions` have one entry a question, in canonical
    order, and one for each part of a tier whose own posts answer a question.
    """

    id: str
    kind: Literal["model", "hybrid"]
    name: str
    way: Way | Literal[""]
    parts: tuple[str, ...]
    groups: tuple[ServedGroup, ...]
    rank: int
    tenths: int
    low: int
    high: int
    lowest: int
    highest: int
    need_points: Fraction
    suits: bool
    against: int
    match: MatchShown
    line: str
    posts: tuple[Sentence, ...]
    evidence: tuple[CitedText, ...]
    feasible: FeasibleState
    requirements: tuple[RequirementState, ...]
    contributions: tuple[QuestionPoints, ...]
    reasons: tuple[Reason, ...]
    adjustments: tuple[ScoreAdjustment, ...]
    hybrid: HybridDescription | None = None
    staff: TierStaff | None = None

    @property
    def gaps(self) -> tuple[RequirementState, ...]:
        """The requirements not met: unmet before to be confirmed, musts before shoulds."""
        gaps = [one for one in self.requirements if one.state != "met"]
        return tuple(sorted(gaps, key=lambda gap: (not gap.unmet, gap.strength != "must")))

    @property
    def blocked(self) -> bool:
        """True if an unmet must, or clients' needs, rule it out."""
        return self.needs_against or any(one.blocks for one in self.requirements)

    @property
    def needs_against(self) -> bool:
        """True if needs speak against it, of all clients together or of at least half of them."""
        return self.need_points < 0 or self.against >= _HALF

    @property
    def points(self) -> int:
        """The points in tenths: the printed score less 50."""
        return self.tenths - _MIDDLE

    @property
    def overhead(self) -> int:
        """The sum of its adjustments, in tenths."""
        return sum(adjustment.tenths for adjustment in self.adjustments)


class UnrankedModel(NamedTuple):
    """A model of which the chosen sources say nothing, and the sentence that says so."""

    id: str
    sentence: Sentence


class Evidence(NamedTuple):
    """The basis of points, in percentages that add up to 100, or are all 0.

    `contested` is the percentage that rests on claims which other sources contradict.
    """

    document: int
    literature: int
    inference: int
    contested: int


class GivenAnswer(NamedTuple):
    """An answered question: the level, the answer in words, its number and note as written.

    `question` is the criterion's id, with the segment's number where a segment is asked
    ('complexity#2'); `segment` is that segment's name. `origin` says where the answer came from, if
    it was not written by hand.
    """

    question: str
    criterion: str
    segment: str
    name: str
    level: str
    answer: str
    number: str
    note: str
    origin: str = ""


class UnansweredQuestion(NamedTuple):
    """A question without an answer; `state` says why, or is empty.

    `hint` is the level that records propose, `hint_answer` the same in words, and `origin` says
    which records; all are empty where none do.
    """

    question: str
    criterion: str
    segment: str
    name: str
    state: State | Literal[""]
    hint: str = ""
    hint_answer: str = ""
    origin: str = ""


class DecidingAnswer(NamedTuple):
    """An answer that alone changes the recommendation, and the new one (empty for none)."""

    level: str
    answer: str
    recommended: str
    recommended_name: str


class OpenQuestion(NamedTuple):
    """An open question worth asking.

    `decides` says whether one of its answers alone changes the recommendation, and `settles` are
    those answers. `swing` is how far, in tenths of a point, its answers can move the lead over a
    rival.
    """

    criterion: str
    segment: str
    name: str
    question: str
    decides: bool
    swing: int
    settles: tuple[DecidingAnswer, ...] = ()


class LeadRange(NamedTuple):
    """The most that the answers to one open question can move the lead, in tenths of a point.

    `low` and `high` are the least and the largest lead; `decides` says that one answer alone
    changes the recommendation by the full rule.
    """

    criterion: str
    segment: str
    name: str
    low: int
    high: int
    decides: bool


class LeadRanges(NamedTuple):
    """The lead of what the answer is about over the next in the ranking, and its open questions.

    `now` is today's lead, in tenths; the questions that can move it most come first.
    """

    over: str
    over_name: str
    now: int
    questions: tuple[LeadRange, ...]


class GroupCount(NamedTuple):
    """The numbers of answered and of all questions in a group of criteria."""

    group: Group
    answered: int
    asked: int


class GivenQuantity(NamedTuple):
    """A quantity, its unit, and the number given as written; empty if none is."""

    id: str
    unit: str
    number: str


class AnswerChange(NamedTuple):
    """One answer changed from one level to another; empty where the question is unanswered."""

    question: str
    criterion: str
    segment: str
    name: str
    before: str
    before_answer: str
    after: str
    after_answer: str


class AnswerSwitch(NamedTuple):
    """Changed answers, and the alternative that would be recommended after them."""

    changes: tuple[AnswerChange, ...]
    group: Group
    recommended: str
    recommended_name: str


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
    """A form, of the alternative told, to which answers point.

    `parents` are the models it belongs to, or lies between. `answers` are the answers that decide,
    each as question and answer in words. `cites` are places of its description and evidence.
    """

    id: str
    name: str
    parents: tuple[str, ...]
    parent_names: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]


class ReferralShown(NamedTuple):
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
    """Something to do by a day after the decision."""

    by: Day
    line: CitedText


class Plan(NamedTuple):
    """The plan for after a choice.

    `model` is the id of the alternative that it leads to; `recommended` whether that is
    recommended, `changes` whether it differs from what is run now. `leaving` is what to do for
    clients who are served otherwise now. The review is due `review_after_days` after the decision.
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


@dataclass(frozen=True)
class Findings:
    """All that an assessment says, before sentences are made.

    `about` is the id of the alternative that reasons and gaps are about: the one recommended, or
    else what comes nearest; empty where nothing is ranked. `best_fit` is the best by fit alone,
    `second` the best other model, `need_first` the model with most points from needs; each an id or
    empty. `tied` are the ids of an exact tie for first; `must_suit` says that only what suits every
    group of clients may be recommended. `share_cases` say what is recommended where groups' shares
    are not known. `ask_first` are open questions about danger; `ask_next` those that can still
    matter, the most useful first. `danger_unknown` are all questions about danger to or by a client
    that have no answer, refused ones too; `danger_asked` says that there are questions about
    danger to or by a client. `open_questions` are all that are unanswered and count as
    average, by weight. `share_cases` are empty where every group's share is known; else all figures
    are at equal shares, and `at_equal_shares` is the id of what is recommended there.
    `switches` are the single answers that would change the recommendation,
    `weight_ranges` the nearest weights (None in short answers). `best_for` and `best_against` are
    the strongest reasons. `agency_runs` names the tier that a client's agency runs, and
    `agency_part` the part of it that would serve this client; both may be empty. `evidence_shares`
    are of the lead over the second, or of the score where there is no second. `forms` are those of
    the alternative told that fit the answers, the best fitting first; `referral` says whether case
    management may be needed at all. `costs` are there if the profile has figures for them.
    `lead_ranges` are worked out with detail, where something is recommended.
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
    unranked: tuple[UnrankedModel, ...]
    recommended: str
    about: str
    best_fit: str
    second: str
    need_first: str
    tied: tuple[str, ...]
    must_suit: bool
    completeness: CompletenessShown
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
    costs: Costs | None
    lead_ranges: LeadRanges | None

    def alternative(self, id_: str) -> RankedAlternative:
        """Find the line of the ranking with this id. Raises KeyError if there is none."""
        for ranked in self.ranking:
            if ranked.id == id_:
                return ranked
        raise KeyError(id_)

    @property
    def told(self) -> RankedAlternative | None:
        """The alternative that reasons and gaps are about; None if nothing is ranked."""
        return self.alternative(self.about) if self.about else None

    @property
    def no_danger(self) -> bool:
        """True if every question about danger to or by a client is answered with no."""
        open_or_present = self.danger_unknown or any(one.danger for one in self.cautions)
        return self.danger_asked and not open_or_present

    @property
    def wrong_for(self) -> tuple[GroupNeedShown, ...]:
        """The groups whose needs speak against the alternative told, if it is one model for all."""
        return tuple(group for group in self.group_needs if group.against)

    @property
    def about_name(self) -> str:
        """The name of the alternative told, or ''."""
        return self.told.name if self.told else ""

    @property
    def gaps(self) -> tuple[RequirementState, ...]:
        """The requirements of the alternative told that are unmet or to be confirmed."""
        return self.told.gaps if self.told else ()


@dataclass(frozen=True)
class Explanation(Findings):
    """All that any output shows about one assessment: the findings, and sentences about them.

    `match`, `said`, `stability` and `evidence` are kept apart and never merged into one number.
    Where no answer itself speaks against the alternative told, `weak_points` are its own cons.
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
    said: Judgment
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


class PointsApart(NamedTuple):
    """The points that one answer sets two alternatives apart, in tenths, with both reasons."""

    criterion: str
    name: str
    answer: str
    segment: str
    tenths: int
    of_one: Reason | None
    of_other: Reason | None


class WhyNot(NamedTuple):
    """The answer to why an alternative is not the one recommended.

    `other` is what it is measured against: the one recommended or else the best fit, or None.
    `behind` and `ahead` are the differences by question, in tenths, largest first; `overhead` is
    what overheads add to it over the other. `turn` says the fewest changed answers that would put
    it first, or that there are none, and `changes` are those answers.
    """

    alternative: RankedAlternative
    other: RankedAlternative | None
    headline: Sentence
    behind: tuple[PointsApart, ...]
    ahead: tuple[PointsApart, ...]
    overhead: int
    turn: Sentence
    changes: tuple[AnswerChange, ...]


class NumberChange(NamedTuple):
    """A quantity that was changed, and its numbers as written; empty where none was given."""

    id: str
    unit: str
    before: str
    after: str


class ScoreMove(NamedTuple):
    """An alternative whose printed score changed, in tenths."""

    id: str
    name: str
    before: int
    after: int


class WhatIf(NamedTuple):
    """The effect of changed answers: before, after, which scores moved and why."""

    changes: tuple[AnswerChange, ...]
    numbers: tuple[NumberChange, ...]
    before: Sentence
    after: Sentence
    moved: tuple[ScoreMove, ...]
    reasons: tuple[Reason, ...]
