"""What each question adds to an alternative's score, and what the ratings behind that rest on."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.engine.alternatives import Alternative
from casemodel.engine.case import Case
from casemodel.engine.questions import WHOLE
from casemodel.engine.scoring import Scored
from casemodel.engine.tables import COUNTED, BasisChoice
from casemodel.knowledge.values import BASES, Basis, Rules

_NOTHING = Fraction(0)
_BY_WEAKNESS: tuple[Basis | Literal[""], ...] = ("", *BASES)
_WEAKNESS = {basis: place for place, basis in enumerate(_BY_WEAKNESS)}

# The weakest basis of some ratings, and all their claims.
Ground = tuple[Basis | Literal[""], tuple[str, ...]]


class Contribution(NamedTuple):
    """One question's share of one alternative's score.

    `points` is exact and signed; 0 where the question is unanswered (`level` is then empty).
    `tenths` is the same in printed units (tenths of a point), rounded by largest remainder so that
    the printed points and adjustments of an alternative and 50 add up to its printed score. `basis`
    is the weakest basis of all the ratings behind it on the criterion, and `claims` are all of
    theirs; `basis` is empty where no rating counts. `part` is the part of a hybrid whose
    ratings count, empty for a model and where both do; `segment` names the segment asked.
    """

    criterion: str
    level: str
    points: Fraction
    tenths: int
    basis: Basis | Literal[""]
    claims: tuple[str, ...]
    part: str = ""
    segment: str = ""


class Grounds:
    """What ratings rest on, worked out once for each criterion and the parts behind it."""

    def __init__(self, rules: Rules, basis: BasisChoice) -> None:
        """Begin with nothing worked out."""
        self._rules = rules
        self._basis = basis
        self._known: dict[tuple[str, tuple[str, ...]], Ground] = {}

    def of(self, criterion: str, behind: tuple[str, ...]) -> Ground:
        """The weakest basis and all claims of the parts' ratings on the criterion."""
        key = (criterion, behind)
        found = self._known.get(key)
        if found is None:
            of_one = len(behind) == 1
            found = self._of_model(criterion, behind[0]) if of_one else self._of_parts(*key)
            self._known[key] = found
        return found

    def _of_parts(self, criterion: str, behind: tuple[str, ...]) -> Ground:
        weakest, claims = self.of(criterion, behind[:1])
        for part in behind[1:]:
            basis, of_part = self.of(criterion, (part,))
            weakest = max(weakest, basis, key=_WEAKNESS.__getitem__)
            claims += of_part
        return weakest, tuple(dict.fromkeys(claims))

    def _of_model(self, criterion: str, model: str) -> Ground:
        rated = self._rules.models[model].ratings.get(criterion)
        if not rated:
            return "", ()
        counted = COUNTED[self._basis]
        weakest = 0
        claims: tuple[str, ...] = ()
        for level in self._rules.criteria[criterion].levels:
            rating = rated.get(level.id)
            if rating and (rating.basis in counted or rating.documents_say is not None):
                basis = rating.basis if rating.basis in counted else "document"
                weakest = max(weakest, _WEAKNESS[basis])
                claims += rating.claims
        if self._basis == "document":
            claims = tuple(c for c in claims if self._rules.claim_basis(c) == "document")
        return _BY_WEAKNESS[weakest], tuple(dict.fromkeys(claims))


def contributions(
    case: Case, alternative: Alternative, scored: Scored, grounds: Grounds
) -> Iterator[Contribution]:
    """One for every question, in their order.

    Each cites all ratings behind the criterion: every one of them moves the mean.
    """
    levels, points, tenths = case.levels, scored.points, scored.points_tenths
    hybrid = alternative.kind == "hybrid"
    for question, (criterion, segment) in case.asked.items():
        behind = alternative.behind[question]
        basis, claims = grounds.of(criterion, behind)
        yield Contribution(
            criterion,
            levels.get(question, ""),
            points.get(question, _NOTHING),
            tenths.get(question, 0),
            basis,
            claims,
            behind[0] if hybrid and len(behind) == 1 else "",
            "" if segment == WHOLE else case.profile.segments[segment].name,
        )
