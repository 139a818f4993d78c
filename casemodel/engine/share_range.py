"""The recommendation over the whole range of groups' shares that are not known."""

from collections.abc import Iterator
from typing import NamedTuple

from casemodel.engine.decision_problem import DecisionProblem, with_profile
from casemodel.profiles.values import Profile

STEPS = 20  # equal parts into which the unknown shares are split, for two groups
STEPS_FOR_MORE = 8


class ShareOutcome(NamedTuple):
    """The recommendation for one split of the shares.

    `percents` are the shares of all segments, rounded; `recommended` and `serves` are those of the
    recommended alternative, '' and () for none.
    """

    percents: tuple[int, ...]
    recommended: str
    serves: tuple[str, ...]


def problems_over_shares(problem: DecisionProblem) -> tuple[DecisionProblem, ...]:
    """Set up the problem at splits of the unknown shares, evenly spaced over their range.

    They differ in their settings and choices alone. Empty where all shares are known.
    """
    return tuple(with_profile(problem, split) for split in _splits(problem.profile))


def same_over_shares(outcomes: tuple[ShareOutcome, ...]) -> bool:
    """Say whether every split gives the same recommendation."""
    return len({(outcome.recommended, outcome.serves) for outcome in outcomes}) <= 1


def share_outcome(problem: DecisionProblem) -> ShareOutcome:
    """Give the recommendation for one split of the shares."""
    segments = problem.profile.segments
    whole = sum(segment.part for segment in segments)
    percents = tuple(round(100 * segment.part / whole) for segment in segments)
    alternative = problem.recommended
    if alternative is None:
        return ShareOutcome(percents, "", ())
    return ShareOutcome(percents, alternative.id, alternative.serves)


def _splits(profile: Profile) -> Iterator[Profile]:
    """Yield the profile with every split of the unknown shares, each above 0."""
    unknown = [n for n, segment in enumerate(profile.segments) if not segment.share_known]
    if not unknown:
        return
    unknown_total = sum(profile.segments[number].part for number in unknown)
    steps = STEPS if len(unknown) == 2 else STEPS_FOR_MORE  # noqa: PLR2004
    for split in _compositions(steps, len(unknown)):
        parts = [segment.part * steps for segment in profile.segments]
        for number, part in zip(unknown, split, strict=True):
            parts[number] = unknown_total * part
        segments = (
            segment._replace(part=part)
            for segment, part in zip(profile.segments, parts, strict=True)
        )
        yield profile._replace(segments=tuple(segments))


def _compositions(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Yield every way of writing a total as a sum of `count` whole numbers above 0."""
    if count == 1:
        yield (total,)
        return
    for first in range(1, total - count + 2):
        for summands in _compositions(total - first, count - 1):
            yield (first, *summands)
