"""The outcome of a profile under some rules: scores, first place and recommendation.

`assess` says far more and takes longer; here hundreds of profiles are tried.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.choice import score
from casemodel.engine.decision_problem import DecisionProblem, set_up
from casemodel.engine.scoring import in_tenths
from casemodel.engine.terms import terms_of, unit_of
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile


class Verdict(NamedTuple):
    """The outcome of one profile.

    `tenths` are printed scores in tenths by id; for a tier, its best assignment's, whose position
    `shown` gives. `first` are the models with the highest score, `recommended` is an id or empty.
    """

    problem: DecisionProblem
    tenths: Mapping[str, int]
    shown: Mapping[str, int]
    first: tuple[str, ...]
    recommended: str

    def points(self, alternative: str) -> Mapping[str, Fraction]:
        """Give by criterion its points for an alternative; empty if that is not ranked."""
        if alternative not in self.shown:
            return {}
        unit = unit_of(self.problem.table, self.problem.setting)
        points: dict[str, Fraction] = {}
        for term in terms_of(self.problem, self.shown[alternative]):
            name = term.asked.criterion
            if term.level is not None:
                points[name] = points.get(name, Fraction(0)) + Fraction(term.points, unit)
        return points


def verdict(rules: Rules, profile: Profile) -> Verdict:
    """Score a profile and choose, and no more."""
    problem = set_up(rules, profile)
    alternatives = problem.setting.alternatives
    scores = {
        number: score(problem.setting, problem.table, number, standing)
        for number, standing in enumerate(problem.choice.standings)
        if standing is not None
    }
    number_by_id: dict[str, int] = {}
    for number in sorted(scores, key=lambda n: -scores[n]):
        number_by_id.setdefault(alternatives[number].id, number)
    tenths = {name: in_tenths(scores[number]) for name, number in number_by_id.items()}
    models = {n: tenths[n] for n, at in number_by_id.items() if alternatives[at].kind == "model"}
    highest = max(models.values(), default=0)
    recommended = problem.recommended
    return Verdict(
        problem=problem,
        tenths=tenths,
        shown=number_by_id,
        first=tuple(sorted(name for name, tenth in models.items() if tenth == highest)),
        recommended="" if recommended is None else recommended.id,
    )
