"""What matters of an answer when two are compared: scores, first place, what is recommended.

`assess` says far more and takes longer; here hundreds of profiles are tried.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from casemodel.engine.board import in_tenths, totals
from casemodel.engine.case import DEFAULT, Case, consider
from casemodel.knowledge.values import Rules
from casemodel.local_rules.applying import options_with_house
from casemodel.profiles.values import Profile


class Verdict(NamedTuple):
    """What comes out of a profile.

    `tenths` are printed scores in tenths by id; of a tiered hybrid its best assignment's, which
    `shown` gives by its position. `first` are the models with the highest score, `recommended` is
    an id or empty.
    """

    case: Case
    tenths: Mapping[str, int]
    shown: Mapping[str, int]
    first: tuple[str, ...]
    recommended: str

    def points(self, alternative: str) -> Mapping[str, Fraction]:
        """What each criterion adds to an alternative's score; empty where it is not ranked."""
        if alternative not in self.shown:
            return {}
        board, at = self.case.choice.board, self.shown[alternative]
        found: dict[str, Fraction] = {}
        for question, level in self.case.levels.items():
            name = self.case.asked[question].criterion
            points = Fraction(board.points[question][level][at], board.unit)
            found[name] = found.get(name, Fraction(0)) + points
        return found


def verdict(
    rules: Rules, profile: Profile, of_house: Mapping[str, Fraction] = MappingProxyType({})
) -> Verdict:
    """Score a profile and choose, and no more. `of_house` are a house's factors on weights."""
    case = consider(rules, profile, options_with_house(of_house, profile.weights, DEFAULT))
    board = case.choice.board
    sums = totals(board, case.levels)
    shown: dict[str, int] = {}
    for at, alternative in enumerate(board.alternatives):
        if alternative.id not in shown or sums[at] > sums[shown[alternative.id]]:
            shown[alternative.id] = at
    tenths = {name: in_tenths(board, sums[at]) for name, at in shown.items()}
    models = {name: tenths[name] for name, at in shown.items() if _is_model(case, at)}
    highest = max(models.values(), default=0)
    return Verdict(
        case=case,
        tenths=tenths,
        shown=shown,
        first=tuple(sorted(name for name, score in models.items() if score == highest)),
        recommended="" if case.winner is None else board.alternatives[case.winner].id,
    )


def _is_model(case: Case, at: int) -> bool:
    return case.choice.board.alternatives[at].kind == "model"
