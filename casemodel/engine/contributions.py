"""Contributions: the points each question adds to an alternative's score, and their grounds."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.deviations import COUNTED, BasisChoice
from casemodel.engine.questions import Question
from casemodel.engine.scoring import shared_out
from casemodel.engine.terms import Term, unit_of
from casemodel.knowledge.sources import BASES, Basis
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import WHOLE

_BY_WEAKNESS: tuple[Basis | Literal[""], ...] = ("", *BASES)
_WEAKNESS = {basis: place for place, basis in enumerate(_BY_WEAKNESS)}

# The weakest basis of some ratings, and all their claims.
Ground = tuple[Basis | Literal[""], tuple[str, ...]]


class Contribution(NamedTuple):
    """The points that one question adds to one alternative's score.

    `points` is exact and signed; 0 where the question is unanswered (`level` is then empty).
    `tenths` is the same in printed units (tenths of a point), rounded by largest remainder so that
    the printed points and adjustments of an alternative and 50 add up to its printed score. `basis`
    is the weakest basis of all the ratings behind it on the criterion, and `claims` are all of
    theirs; `basis` is empty where no rating counts. `part` is the part of a hybrid whose ratings
    count, empty for a model and where several do; `segment` names the segment asked. `by_posts`
    says that the part's own posts answer the question.
    """

    question: Question
    criterion: str
    level: str
    points: Fraction
    tenths: int
    basis: Basis | Literal[""]
    claims: tuple[str, ...]
    part: str = ""
    segment: str = ""
    by_posts: bool = False


class Grounds:
    """The basis and claims of ratings, looked up once for each criterion and parts."""

    def __init__(self, rules: Rules, basis: BasisChoice) -> None:
        """Begin with nothing looked up."""
        self._rules = rules
        self._basis = basis
        self._looked_up: dict[tuple[str, tuple[str, ...]], Ground] = {}

    def of(self, criterion: str, behind: tuple[str, ...]) -> Ground:
        """Give the weakest basis and all claims of the parts' ratings on the criterion."""
        key = (criterion, behind)
        ground = self._looked_up.get(key)
        if ground is None:
            of_one = len(behind) == 1
            ground = self._of_model(criterion, behind[0]) if of_one else self._of_parts(*key)
            self._looked_up[key] = ground
        return ground

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
    problem: DecisionProblem,
    number: int,
    terms: Sequence[Term],
    grounds: Grounds,
    printed: int,
) -> Iterator[Contribution]:
    """Yield a contribution for every term of the alternative at this position, in their order.

    `printed` is the sum of all printed points, in tenths. Each contribution cites all ratings
    behind the criterion, because every one of them moves the mean.
    """
    unit = unit_of(problem.table, problem.setting)
    points = [term.points for term in terms]
    names = [(term.asked.criterion, _segment(problem, term), term.part) for term in terms]
    moving = {name: exact for name, exact in zip(names, points, strict=True) if exact}
    tenths = shared_out(moving, unit, printed)
    led = _leads(problem, number)
    parts = {columns: _parts(problem, columns) for columns in {term.columns for term in terms}}
    alternative = problem.setting.alternatives[number]
    for term, exact, name in zip(terms, points, names, strict=True):
        criterion, segment, by_part = name
        behind = led.get(criterion, parts[term.columns])
        basis, claims = grounds.of(criterion, behind)
        yield Contribution(
            question=term.question,
            criterion=criterion,
            level=term.level or "",
            points=Fraction(exact, unit),
            tenths=tenths.get(name, 0),
            basis=basis,
            claims=claims,
            part=behind[0] if alternative.kind == "hybrid" and len(behind) == 1 else "",
            segment=segment,
            by_posts=bool(by_part),
        )


def _segment(problem: DecisionProblem, term: Term) -> str:
    """Name the segment that a term's question is asked of; empty if it is asked of everyone."""
    number = term.asked.segment
    return "" if number == WHOLE else problem.profile.segments[number].name


def _leads(problem: DecisionProblem, number: int) -> Mapping[str, tuple[str, ...]]:
    """Give by criterion the part that leads there, for a hybrid that one team runs."""
    alternative = problem.setting.alternatives[number]
    if alternative.kind == "model" or alternative.is_tier:
        return {}
    return {c: (part,) for c, part in alternative.hybrids[0].leads.items()}


def _parts(problem: DecisionProblem, columns: tuple[int, ...]) -> tuple[str, ...]:
    """List the models behind some columns, each once."""
    names = [problem.table.columns[column].model for column in columns]
    hybrids = problem.rules.hybrids
    parts_by_column = (hybrids[name].parts if name in hybrids else (name,) for name in names)
    return tuple(dict.fromkeys(part for parts in parts_by_column for part in parts))
