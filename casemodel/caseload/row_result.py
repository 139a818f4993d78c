"""The result of one row: what the engine and the explanation say of a client with these answers.

This is the one module of a caseload that knows the engine and the explanation. All others know
`RowSummary`, which holds everything that a row of results says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from casemodel.engine.assessment import Assessment, assess, judged
from casemodel.engine.case import DEFAULT, Options, consider, with_answers
from casemodel.engine.doubt import Certainty
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.findings import best_fit, strongest
from casemodel.explanation.reasons import Opponents, by_size, opponents, reason_for
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile

REMEMBERED = 10_000
"""How many results are kept for rows with the same answers; the least recently used goes first."""


MIDDLE_TENTHS = MIDDLE * TENTHS
"""The score that says no reason either way, in tenths of a point."""


class RowCaution(NamedTuple):
    """A caution that holds for a client: its full id, whether it is a danger, and its text."""

    id: str
    danger: bool
    text: str


class RowReason(NamedTuple):
    """An answer that speaks for an alternative: the criterion and the level it stands at."""

    criterion: str
    level: str


@dataclass(frozen=True, slots=True)
class RowSummary:
    """One client's result, to the digit what `casemodel score` says of that client alone.

    Scores are as printed, in tenths of a point.

    Attributes:
        first: Id of the alternative recommended or, where none is, of the best by fit; empty where
            nothing can be ranked.
        first_tenths: Score of `first`; 0 without one.
        second: Id of the best other model, or empty.
        second_tenths: Score of `second`; 0 without one.
        recommended: True if `first` is recommended.
        certainty: How sure it is that open questions leave the recommendation as it is.
        cautions: Cautions in the order in which they are shown, dangers first.
        reasons: At most three answers, the strongest for `first`.
        next_question: Criterion worth asking next, or empty.
        unanswered: Criteria without an answer.
        model_tenths: Score of every single model by id, hybrids left out.
    """

    first: str
    first_tenths: int
    second: str
    second_tenths: int
    recommended: bool
    certainty: Certainty
    cautions: tuple[RowCaution, ...]
    reasons: tuple[RowReason, ...]
    next_question: str
    unanswered: tuple[str, ...]
    model_tenths: Mapping[str, int]


class RowScorer:
    """Scores clients of one agency under one set of rules.

    Equal answers get the same object, as long as it is remembered.
    """

    def __init__(
        self, rules: Rules, options: Options = DEFAULT, agency: Profile | None = None
    ) -> None:
        """Set up what all clients share; `agency` is their organization, if one is given."""
        unknown = Profile("client", "", "", {}, {}, agency=agency)
        # Tries under other weights are what takes longest, and no row says anything of them.
        self._case = consider(rules, unknown, options._replace(draws=0))
        self._opponents = opponents(rules, options.basis)
        self._remembered = lru_cache(REMEMBERED)(self._summary)

    def summary(self, answers: Mapping[str, Answer]) -> RowSummary:
        """Score a client by answers per criterion; a criterion left out was not asked."""
        return self._remembered(frozenset(answers.items()))

    def _summary(self, answers: frozenset[tuple[str, Answer]]) -> RowSummary:
        profile = self._case.profile._replace(answers=dict(answers))
        return summary_of(judged(with_answers(self._case, profile)), self._opponents)


def summary_of(assessment: Assessment, known: Opponents) -> RowSummary:
    """Take from an assessment what a row says; `known` are the claims that oppose each other.

    An explanation says all of it too, but of every alternative, which takes three times as long.
    """
    case, ranking = assessment.case, assessment.ranking
    recommended = next((s for s in ranking if s.id == assessment.recommended), None)
    first = recommended or best_fit(ranking, case.rules)
    second = next((s for s in ranking if s.kind == "model" and s is not first), None)
    reasons = (
        [reason_for(known, assessment.kind, first, c) for c in by_size(first)] if first else []
    )
    questions = assessment.next_questions
    return RowSummary(
        first=first.id if first else "",
        first_tenths=first.tenths if first else 0,
        second=second.id if second else "",
        second_tenths=second.tenths if second else 0,
        recommended=recommended is not None,
        certainty=assessment.certainty,
        cautions=tuple(RowCaution(c.full_id, c.danger, c.says) for c in assessment.cautions),
        reasons=tuple(RowReason(r.criterion, r.level) for r in strongest(reasons)[0]),
        next_question=questions[0].question if questions else "",
        unanswered=tuple(question for question in case.asked if question not in case.levels),
        model_tenths={s.id: s.tenths for s in ranking if s.kind == "model"},
    )


@dataclass(frozen=True, slots=True)
class AgencyStaff:
    """What an organization's profile says of its staff.

    Attributes:
        clients: How many clients the profile says there are, None if it does not.
        case_managers: How many case managers there are, None if not known.
        clinicians: How many of them are clinicians, None if not known.
        blocked: Models that cannot be run, since a must is unmet.
    """

    clients: Fraction | None
    case_managers: Fraction | None
    clinicians: Fraction | None
    blocked: frozenset[str]


def agency_staff(rules: Rules, organization: Profile, *, fit_only: bool) -> AgencyStaff:
    """Take the staff from an organization's profile, and what that leaves it unable to run.

    With `fit_only` nothing is blocked.
    """
    ranking = assess(rules, organization, Options(fit_only=fit_only, draws=0)).ranking
    numbers = {name: Fraction(text) for name, text in organization.quantities.items()}
    return AgencyStaff(
        clients=numbers.get("clients"),
        case_managers=numbers.get("case_managers"),
        clinicians=numbers.get("clinicians_on_staff"),
        blocked=frozenset(s.id for s in ranking if s.feasibility.state == "no" and not fit_only),
    )
