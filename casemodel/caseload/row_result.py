"""The result of one row: the engine's and the explanation's answer for a client.

This is the one module of a caseload that knows the engine and the explanation. All others know
`RowSummary`, which holds everything that a row of results shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import DEFAULT, Options, set_up, with_answers
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.findings import best_fit, strongest
from casemodel.explanation.reasons import Opponents, by_size, opponents, reason_for
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile

REMEMBERED = 1_000
"""The number of results kept for rows with the same answers; the least recently used goes first."""

MIDDLE_TENTHS = MIDDLE * TENTHS
"""The score with no reason either way, in tenths of a point."""

CouldChange = Literal["no", "several answers", "one answer"]
"""If answers to open questions could change the recommendation.

'no' is proved. 'one answer' is enough by itself. 'several answers' together are not ruled out.
"""

_COULD_CHANGE: Mapping[str, CouldChange] = {
    "none": "no",
    "several": "several answers",
    "single": "one answer",
}


class RowCaution(NamedTuple):
    """A caution that holds for a client: its full id, whether it is a danger, and its text."""

    id: str
    danger: bool
    text: str


class RowReason(NamedTuple):
    """An answer that speaks for an alternative: the criterion and its level."""

    criterion: str
    level: str


@dataclass(frozen=True, slots=True)
class RowSummary:
    """One client's result, to the digit the same as `casemodel score` gives for that client alone.

    Scores are as printed, in tenths of a point.

    Attributes:
        first: Id of the alternative recommended or, if none is, of the best by fit; empty if
            nothing can be ranked.
        first_tenths: Score of `first`; 0 without one.
        match: Match of `first`, in percent.
        second: Id of the best other model, or empty.
        second_tenths: Score of `second`; 0 without one.
        recommended: True if `first` is recommended.
        tied: Ids of what is tied for first, if that is why nothing is recommended.
        could_change: If answers to open questions could change the recommendation.
        cautions: Cautions in the order in which they are shown, dangers first.
        reasons: At most three answers, the strongest for `first`.
        next_question: Criterion worth asking next, or empty.
        unanswered: Criteria without an answer.
        model_tenths: Score of every single model by id, hybrids left out.
    """

    first: str
    first_tenths: int
    match: int
    second: str
    second_tenths: int
    recommended: bool
    tied: tuple[str, ...]
    could_change: CouldChange
    cautions: tuple[RowCaution, ...]
    reasons: tuple[RowReason, ...]
    next_question: str
    unanswered: tuple[str, ...]
    model_tenths: Mapping[str, int]


class RowScorer:
    """A scorer of clients of one agency under one set of rules.

    Equal answers get the same object, as long as it is remembered.
    """

    def __init__(
        self, rules: Rules, options: Options = DEFAULT, agency: Profile | None = None
    ) -> None:
        """Set up what all clients share; `agency` is their organization, if one is given."""
        unknown = Profile("client", "", "", {}, {}, agency=agency)
        self._problem = set_up(rules, unknown, options)
        self._opponents = opponents(rules, options.basis)
        self._remembered = lru_cache(REMEMBERED)(self._summary)

    def summary(self, answers: Mapping[str, Answer]) -> RowSummary:
        """Score a client by answers per criterion; a criterion left out was not asked."""
        return self._remembered(frozenset(answers.items()))

    def _summary(self, answers: frozenset[tuple[str, Answer]]) -> RowSummary:
        profile = self._problem.profile._replace(answers=dict(answers))
        return summary_of(Assessment(with_answers(self._problem, profile)), self._opponents)


def summary_of(assessment: Assessment, opposing: Opponents) -> RowSummary:
    """Take the facts for a row from an assessment.

    `opposing` are the claims that contradict others. An explanation has all of this too, but with
    tries of stability, and for every alternative: that takes many times as long.
    """
    problem, places = assessment.problem, assessment.places
    recommended = next((p for p in places if p.id == assessment.recommended), None)
    first = recommended or best_fit(places, problem.rules)
    second = next((p for p in places if p.kind == "model" and p is not first), None)
    standing = assessment.standing(first.id) if first else None
    reasons = tuple(
        reason_for(opposing, assessment.kind, standing, contribution)
        for contribution in (by_size(standing) if standing else ())
        if standing and contribution.tenths > 0
    )
    questions = assessment.next_questions
    return RowSummary(
        first=first.id if first else "",
        first_tenths=first.tenths if first else 0,
        match=round(100 * standing.match.share) if standing else 0,
        second=second.id if first and second else "",
        second_tenths=second.tenths if first and second else 0,
        recommended=recommended is not None,
        tied=assessment.tied,
        could_change=_COULD_CHANGE[assessment.could_change],
        cautions=tuple(RowCaution(c.full_id, c.danger, c.says) for c in assessment.cautions),
        reasons=tuple(RowReason(r.criterion, r.level) for r in strongest(reasons)[0]),
        next_question=questions[0].question if questions else "",
        unanswered=tuple(question for question in problem.asked if question not in problem.levels),
        model_tenths={place.id: place.tenths for place in places if place.kind == "model"},
    )


@dataclass(frozen=True, slots=True)
class AgencyStaff:
    """The staff that an organization's profile states.

    Attributes:
        clients: The number of clients, None if it is not stated.
        case_managers: The number of case managers, None if not known.
        clinicians: The number of clinicians among them, None if not known.
        blocked: Models that cannot be run, since a must is unmet.
    """

    clients: Fraction | None
    case_managers: Fraction | None
    clinicians: Fraction | None
    blocked: frozenset[str]


def agency_staff(rules: Rules, organization: Profile, *, fit_only: bool) -> AgencyStaff:
    """Take the staff from an organization's profile, and the models that it cannot run.

    With `fit_only` no model is blocked.
    """
    ranking = assess(rules, organization, Options(fit_only=fit_only)).ranking
    numbers = {name: Fraction(text) for name, text in organization.quantities.items()}
    return AgencyStaff(
        clients=numbers.get(CLIENTS),
        case_managers=numbers.get(CASE_MANAGERS),
        clinicians=numbers.get(CLINICIANS),
        blocked=frozenset(s.id for s in ranking if s.feasibility.state == "no" and not fit_only),
    )
