"""Running rule tests: expected and actual outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.engine.ranking import RankedStanding
from casemodel.engine.scoring import TENTHS, round_half_up
from casemodel.explanation.numbers import printed
from casemodel.knowledge.values import Rules
from casemodel.workshop.cases import RuleTest, WantedReason

# No test looks at stability, and its tries take the most time.
_OPTIONS = Options(draws=1)

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Miss:
    """One expectation that was not met: its key, the two outcomes, and its line."""

    key: str
    expected: str
    came_out: str
    line: int


class RuleTestOutcome(NamedTuple):
    """The outcome of one test; without misses it passed."""

    test: RuleTest
    misses: tuple[Miss, ...]

    @property
    def passed(self) -> bool:
        """True if every expectation was met."""
        return not self.misses


def run_tests(rules: Rules, tests: Iterable[RuleTest]) -> tuple[RuleTestOutcome, ...]:
    """Run every test, in order."""
    return tuple(run_test(rules, test) for test in tests)


def run_test(rules: Rules, test: RuleTest) -> RuleTestOutcome:
    """Assess the test's profile, and compare the outcome with all that is expected."""
    assessment = assess(rules, test.profile, _OPTIONS)
    misses = (
        _first(rules, assessment, test),
        _top(assessment, test),
        _recommended(assessment, test),
        _margin(assessment, test),
        *_feasible(assessment, test),
        _cautions(assessment, test),
        *(_reason(assessment, test, expected_reason) for expected_reason in test.expected.reasons),
    )
    return RuleTestOutcome(test, tuple(miss for miss in misses if miss))


def _miss(test: RuleTest, key: str, expected: str, came_out: str) -> Miss:
    return Miss(key, expected, came_out, test.expected.lines.get(key, test.line))


def models_of(assessment: Assessment) -> tuple[RankedStanding, ...]:
    """List the single models in the order of the ranking."""
    return tuple(s for s in assessment.ranking if s.kind == "model")


def standing_of(assessment: Assessment, alternative: str) -> RankedStanding | None:
    """Find the standing of a model or hybrid; None if it is not ranked."""
    return next((s for s in assessment.ranking if s.id == alternative), None)


def _first(rules: Rules, assessment: Assessment, test: RuleTest) -> Miss | None:
    expected = test.expected.first
    if not expected:
        return None
    among = models_of(assessment) if expected in rules.models else assessment.ranking
    best = _best(among)
    if [s.id for s in best] == [expected]:
        return None
    return _miss(test, "first", expected, _scores(best))


def _best(among: tuple[RankedStanding, ...]) -> tuple[RankedStanding, ...]:
    """List those with the highest printed score."""
    highest = max((s.tenths for s in among), default=0)
    return tuple(s for s in among if s.tenths == highest)


def _scores(standings: Iterable[RankedStanding]) -> str:
    """Write ids with their scores: 'clinical 63.4, intensive 61.0'."""
    return ", ".join(f"{s.id} {printed(s.tenths)}" for s in standings) or NOTHING


def _top(assessment: Assessment, test: RuleTest) -> Miss | None:
    expected = set(test.expected.top)
    if not expected:
        return None
    models = models_of(assessment)
    lowest = min((s.tenths for s in models if s.id in expected), default=0)
    reaching = tuple(s for s in models if s.tenths >= lowest)
    if {s.id for s in reaching} == expected:
        return None
    return _miss(test, "top", ", ".join(test.expected.top), _scores(reaching))


def _recommended(assessment: Assessment, test: RuleTest) -> Miss | None:
    expected = test.expected.recommended
    if expected is None or expected == assessment.recommended:
        return None
    return _miss(test, "recommended", expected or NOTHING, assessment.recommended or NOTHING)


def margin_of(assessment: Assessment, leaders: tuple[str, ...]) -> int | None:
    """Give the points by which the last leader is ahead of the best other model, in tenths.

    None if a leader, or every other model, is not ranked.
    """
    leader_scores = [s.tenths for s in assessment.ranking if s.id in leaders]
    other_scores = [s.tenths for s in models_of(assessment) if s.id not in leaders]
    if len(leader_scores) < len(leaders) or not leader_scores or not other_scores:
        return None
    return min(leader_scores) - max(other_scores)


def _margin(assessment: Assessment, test: RuleTest) -> Miss | None:
    least = test.expected.margin
    if least is None:
        return None
    margin = margin_of(assessment, test.expected.leaders())
    if margin is not None and margin >= least:
        return None
    came_out = NOTHING if margin is None else printed(margin)
    return _miss(test, "margin_at_least", f"at least {printed(least)}", came_out)


def _feasible(assessment: Assessment, test: RuleTest) -> Iterable[Miss]:
    for alternative, expected in test.expected.feasible.items():
        standing = standing_of(assessment, alternative)
        came_out = standing.feasibility.state if standing else "not ranked"
        if came_out != expected:
            key = f"feasible.{alternative}"
            yield _miss(test, key, expected, came_out)


def shown_cautions(assessment: Assessment) -> tuple[str, ...]:
    """List the ids of the cautions shown; a model's own as 'model.id'."""
    return tuple(f"{c.model}.{c.id}" if c.model else c.id for c in assessment.cautions)


def _cautions(assessment: Assessment, test: RuleTest) -> Miss | None:
    expected = test.expected.cautions
    actual = shown_cautions(assessment)
    if expected is None or set(expected) == set(actual):
        return None
    return _miss(test, "cautions", _listed(expected), _listed(actual))


def _listed(ids: tuple[str, ...]) -> str:
    return ", ".join(sorted(ids)) or "none"


def _reason(assessment: Assessment, test: RuleTest, reason: WantedReason) -> Miss | None:
    """Check a reason: for a model the criterion's points must be above 0, against it below."""
    misses = []
    models = (reason.model,) if reason.model else test.expected.leaders()
    for model in models:
        standing = standing_of(assessment, model)
        points = counted(standing, reason.criterion) if standing else Fraction(0)
        if (points <= 0) if reason.sign == "for" else (points >= 0):
            came_out = f"{points_text(points)} points" if standing else "not ranked"
            misses.append(f"{model}: {came_out}")
    if not misses:
        return None
    expected = f"{reason.criterion} speaks {reason.sign} {' and '.join(models)}"
    return Miss("reasons", expected, ", ".join(misses), reason.line)


def counted(standing: RankedStanding, criterion: str) -> Fraction:
    """Add up the points of a criterion over all segments."""
    of_criterion = (c.points for c in standing.contributions if c.criterion == criterion)
    return sum(of_criterion, Fraction(0))


def points_text(points: Fraction) -> str:
    """Write points with their sign and one decimal: '+3.2', '-0.5', '0.0'."""
    tenths = round_half_up(points.numerator * TENTHS, points.denominator)
    return f"+{printed(tenths)}" if tenths > 0 else printed(tenths)
