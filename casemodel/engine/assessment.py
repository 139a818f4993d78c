"""The assessment of a profile: `assess`, the engine's one entry, and what it returns.

Pure: no files, no clock, no terminal.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from casemodel.engine.acceptability import CAUSES, Cause, Stability, stability
from casemodel.engine.asking import NextQuestion, next_questions
from casemodel.engine.cautions import cautions_for
from casemodel.engine.choice import suiting
from casemodel.engine.contributions import Grounds
from casemodel.engine.counterfactual import (
    SwitchingAnswers,
    single_switches,
)
from casemodel.engine.decision_problem import DEFAULT, DecisionProblem, Options, set_up
from casemodel.engine.performance_table import group_totals
from casemodel.engine.posts import CLIENTS
from casemodel.engine.questions import common_levels
from casemodel.engine.ranking import (
    RankedPlace,
    RankedStanding,
    ranked_places,
    ranked_standing,
)
from casemodel.engine.referral import ReferralFinding, referral_for
from casemodel.engine.robustness import Proof, prove
from casemodel.engine.share_range import (
    problems_over_shares,
    same_over_shares,
    share_outcome,
)
from casemodel.engine.statements import (
    Completeness,
    completeness_of,
)
from casemodel.knowledge.criteria import Group, Kind
from casemodel.knowledge.models import Caution
from casemodel.knowledge.tiers import tier_parts
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

if TYPE_CHECKING:
    from casemodel.engine.weight_threshold import WeightThresholds


class GroupNeed(NamedTuple):
    """One group of clients, and the models that its needs alone ask for.

    `points` are the points from needs of every model in the group, at its own scale (not times its
    share), highest first; `suited` are the models that suit it. Both are empty where no need is
    answered. `share` is from 0 to 1.
    """

    name: str
    share: Fraction
    clients: Fraction | None
    points: Mapping[str, Fraction]
    suited: tuple[str, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """The ids of the models first on need: one, several in a tie, or none without answers."""
        best = max(self.points.values(), default=Fraction(0))
        return tuple(model for model, points in self.points.items() if points == best)


class Assessment:
    """The engine's result for one profile.

    The places, the recommendation and the cautions are worked out at once. The parts of scores, and
    how the answer would change, are worked out when they are first asked for.

    Attributes:
        problem: The decision problem that was assessed, at equal parts of shares not known.
        over_shares: The recommendation for every split of shares that are not known; empty where
            all are known.
        places: Every model and hybrid, by exact score, then by id; equal printed scores share a
            rank. For a tier, the best assignment that can be recommended, else the best.
        unranked: Ids of models of which the chosen basis says nothing.
        recommended: The id of the recommended alternative, or '' for none.
        tied: The ids tied for first, if a tie is why nothing is recommended.
        groups: The needs of each segment; empty without segments.
        completeness: How much of the questions is answered.
        referral: Whether information and referral alone may do.
        cautions: The cautions that hold: dangers first, then general ones, then those of the model
            or hybrid that is first.
        answered: The number of answered questions, by group of criteria.
        asked: The number of all questions, by group of criteria.
    """

    def __init__(self, problem: DecisionProblem, splits: tuple[DecisionProblem, ...] = ()) -> None:
        """Work out the places and what follows from them."""
        self.problem = problem
        self._splits = splits
        self.over_shares = tuple(share_outcome(split) for split in splits)
        self.places = ranked_places(problem)
        self.unranked = tuple(t.model for t in problem.models if not t.spread)
        alternative = problem.recommended if same_over_shares(self.over_shares) else None
        self.recommended = "" if alternative is None else alternative.id
        alternatives = problem.setting.alternatives
        tied = problem.choice.tied if same_over_shares(self.over_shares) else ()
        self.tied = tuple(dict.fromkeys(alternatives[n].id for n in tied))
        self.groups = _groups(problem)
        self.completeness: Completeness = completeness_of(problem)
        by_group = problem.by_group()
        self.referral: ReferralFinding = referral_for(
            problem.rules, problem.profile.kind, common_levels(by_group), by_group
        )
        self.cautions: tuple[Caution, ...] = _cautions(
            problem, self.places, self.recommended, self.referral
        )
        group = {q: problem.rules.criteria[a.criterion].group for q, a in problem.asked.items()}
        self.answered: Mapping[Group, int] = Counter(group[q] for q in problem.levels)
        self.asked: Mapping[Group, int] = Counter(group.values())
        self._grounds = Grounds(problem.rules, problem.options.basis)

    @property
    def kind(self) -> Kind:
        """The kind of the profile."""
        return self.problem.profile.kind

    @property
    def options(self) -> Options:
        """The choices made beside the profile."""
        return self.problem.options

    @property
    def rules(self) -> Rules:
        """The rules that were applied."""
        return self.problem.rules

    @cached_property
    def ranking(self) -> tuple[RankedStanding, ...]:
        """Every place with the parts of its score."""
        return tuple(ranked_standing(self.problem, place, self._grounds) for place in self.places)

    @cached_property
    def need_first(self) -> str:
        """The id of the model with the most points from needs over all clients.

        Empty if no need is answered or in an exact tie.
        """
        return _need_first(self.problem, self.ranking)

    @cached_property
    def switches(self) -> tuple[SwitchingAnswers, ...]:
        """Every single changed answer that changes the recommendation, in the questions' order."""
        switches = (*self.switches_of_open, *single_switches(self.problem, "given"))
        place = {question: place for place, question in enumerate(self.problem.asked)}
        return tuple(sorted(switches, key=lambda switch: place[switch.changes[0].question]))

    @cached_property
    def switches_of_open(self) -> tuple[SwitchingAnswers, ...]:
        """Every single answer to an open question that changes the recommendation."""
        return single_switches(self.problem, "open")

    @cached_property
    def proof(self) -> Proof:
        """A proof that no answers to open questions change the recommendation, or some that do.

        A share that is not known is an open question too: the proof has to hold at each of them.
        """
        if not same_over_shares(self.over_shares):
            return Proof(holds=False, witness={})
        for switch in self.switches_of_open:
            change = switch.changes[0]
            return Proof(holds=False, witness={change.question: change.after})
        proofs = (prove(problem) for problem in (self.problem, *self._splits))
        return next((proof for proof in proofs if not proof.holds), Proof(holds=True, witness={}))

    @cached_property
    def could_change(self) -> Literal["none", "single", "several"]:
        """The number of open questions needed to change the answer: none, a single one, or several.

        'single' if one answer alone can, else 'several' if answers together can or the proof gave
        up.
        """
        if self.switches_of_open:
            return "single"
        return "none" if self.proof.holds else "several"

    @cached_property
    def next_questions(self) -> tuple[NextQuestion, ...]:
        """The open questions that can still matter, the most useful first."""
        settled = self.proof.holds is True
        return next_questions(self.problem, self.switches_of_open, settled=settled)

    @cached_property
    def stability(self) -> Stability:
        """The seeded tries in which the recommendation stays, all causes drawn together."""
        return self._stability(CAUSES)

    @cached_property
    def stability_by_cause(self) -> Mapping[Cause, Stability]:
        """The seeded tries in which the recommendation stays, one cause drawn alone.

        Empty where it depends on shares that are not known: it stays in none.
        """
        if not same_over_shares(self.over_shares):
            return {}
        return {cause: self._stability((cause,)) for cause in CAUSES}

    def _stability(self, causes: tuple[Cause, ...]) -> Stability:
        settings = tuple(problem.setting for problem in self._splits)
        return stability(
            self.problem,
            self.options.draws,
            causes,
            settings=settings,
            depends_on_shares=not same_over_shares(self.over_shares),
        )

    @cached_property
    def weight_thresholds(self) -> "tuple[WeightThresholds, ...]":
        """The nearest weights at which the recommendation changes, by criterion."""
        from casemodel.engine.weight_threshold import weight_thresholds  # few answers show them

        return weight_thresholds(self.problem)

    @cached_property
    def agency_part(self) -> str:
        """The part of the tier a client's agency runs that would serve this client.

        The part with the highest score; '' in an exact tie, or where the agency runs no tier.
        """
        agency = self.problem.profile.agency
        parts = tier_parts(self.rules).get(agency.current_model, ()) if agency else ()
        ranked = [standing for standing in self.ranking if standing.id in parts]
        if len(ranked) < len(parts) or not ranked or ranked[0].score == ranked[1].score:
            return ""
        return ranked[0].id

    def needs_in_group(self, alternative: str, group: int) -> int:
        """Give an alternative's points from needs in one segment. Only the sign has a meaning."""
        number = self.standing(alternative).number
        totals = group_totals(self.problem.table, self.problem.by_group())
        return totals.needs[group][self.problem.setting.alternatives[number].columns[group]]

    def standing(self, alternative: str) -> RankedStanding:
        """Give the standing of a model or hybrid. Raises KeyError if it is not ranked."""
        for place in self.places:
            if place.id == alternative:
                return ranked_standing(self.problem, place, self._grounds)
        raise KeyError(alternative)


def assess(rules: Rules, profile: Profile, options: Options = DEFAULT) -> Assessment:
    """Score and rank every model and declared hybrid for a profile, and choose by the full rule.

    Answers to criteria not asked of this kind of profile do not count; the reader refuses them
    beforehand. Where groups' shares are not known, nothing is recommended unless the recommendation
    is the same over their whole range.
    """
    problem = set_up(rules, profile, options)
    return Assessment(problem, problems_over_shares(problem))


def _need_first(problem: DecisionProblem, ranking: tuple[RankedStanding, ...]) -> str:
    models = [standing for standing in ranking if standing.kind == "model"]
    answered = any(problem.asked[q].criterion in problem.table.need for q in problem.levels)
    if not models or not answered:
        return ""
    best = max(standing.need_points for standing in models)
    first = [standing.id for standing in models if standing.need_points == best]
    return first[0] if len(first) == 1 else ""


def _groups(problem: DecisionProblem) -> tuple[GroupNeed, ...]:
    setting, table = problem.setting, problem.table
    by_group = problem.by_group()
    totals = group_totals(table, by_group)
    suits = suiting(setting, totals)
    clients = problem.quantities.get(CLIENTS)
    names = [column.model for column in table.columns[: setting.models]]
    groups = []
    for number, segment in enumerate(problem.profile.segments):
        share = Fraction(setting.shares[number], setting.whole)
        answered = any(criterion in table.need for criterion in by_group[number])
        points = {
            name: Fraction(needs, table.unit)
            for name, needs in zip(names, totals.needs[number], strict=False)
        }
        ordered = sorted(points, key=lambda name: (-points[name], name))
        groups.append(
            GroupNeed(
                segment.name,
                share,
                None if clients is None else clients * share,
                {name: points[name] for name in ordered} if answered else {},
                tuple(n for n in ordered if suits[number][names.index(n)]),
            )
        )
    return tuple(groups)


def _cautions(
    problem: DecisionProblem,
    places: tuple[RankedPlace, ...],
    recommended: str,
    referral: ReferralFinding,
) -> tuple[Caution, ...]:
    """List the cautions; those of a model hold where it is recommended, or else ranked first.

    Where referral alone may be enough, that is one of them.
    """
    groups = problem.by_group()
    agency = problem.setting.agency or {}
    with_agency = [{**agency, **levels} for levels in groups]
    served: dict[str, list[dict[str, str]]] = {}
    for place in places:
        if place.id == recommended or (not recommended and place.rank == 1):
            alternative = problem.setting.alternatives[place.number]
            for part in alternative.parts:
                served.setdefault(part, []).extend(
                    levels
                    for number, levels in enumerate(with_agency)
                    if not alternative.is_tier or alternative.serves[number] == part
                )
    cautions = cautions_for(problem.rules, groups, served)
    if problem.rules.referral and referral.state == "enough":
        cautions += (problem.rules.referral.caution(problem.profile.kind),)
    return cautions
