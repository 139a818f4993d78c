"""A model or hybrid in the ranking: its score, contributions, requirements and posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from casemodel.explanation.alternative_values import (
    MatchShown,
    RankedAlternative,
    Reason,
)
from casemodel.explanation.values import CheckState, FeasibleState
from casemodel.knowledge.models import Way
from casemodel.knowledge.sources import Basis
from casemodel.render.json_models.base import CitedData, MessageData, Points, filled, of


@dataclass(frozen=True, kw_only=True)
class GapData(CitedData):
    """A requirement that is unmet, or to be confirmed.

    `id` is 'model.requirement'; `part` names the part of a hybrid that states it. `arithmetic` is
    the sum behind a requirement in numbers.
    """

    id: str
    part: str | None
    strength: Literal["must", "should"]
    state: CheckState
    name: str
    says: str = of("text")
    arithmetic: MessageData | None
    to_close: str | None


@dataclass(frozen=True, kw_only=True)
class ReasonData(CitedData):
    """A reason why one answer counts, and what other sources say against its claims.

    `id` is 'alternative.criterion.level', with '#segment' where a segment answers for itself,
    and '@part' where the posts of a tier's part answer. No other reason has it.
    """

    id: str
    answer: str
    says: str = of("text")
    basis: Basis
    contested: tuple[MessageData, ...]


@dataclass(frozen=True, kw_only=True)
class ContributionData(CitedData):
    """The points that one question gives; 0.0 and no level where it is unanswered.

    `part` is the id of the part of a hybrid whose ratings count, `segment` the name of the group
    that is asked.
    """

    criterion: str
    level: str | None
    points: Points = of("tenths")
    basis: Basis | None
    part: str | None
    segment: str | None
    reason: ReasonData | None


@dataclass(frozen=True, kw_only=True)
class AdjustmentData:
    """Points that come from no answer: the overhead of a hybrid, negative."""

    id: Literal["overhead"]
    points: Points = of("tenths")


@dataclass(frozen=True, kw_only=True)
class ReachData:
    """The lowest and highest score that any answers give, at the rules' weights."""

    lowest: Points
    highest: Points


@dataclass(frozen=True, kw_only=True)
class PartPostsData:
    """The posts of one part of a tier: those its clients ask for, and those it gets.

    One post serves at most `clients_each` clients. Null means not known.
    """

    part: str
    clients: float | None
    clients_each: int = of("each")
    asked: float
    posts: float | None
    by_clinicians: bool


@dataclass(frozen=True, kw_only=True)
class PostsData:
    """The posts, and the clinicians among them, that a tier asks for, and those there are."""

    state: CheckState
    asked: float
    have: float | None
    clinicians_asked: float
    clinicians: float | None
    parts: tuple[PartPostsData, ...]


@dataclass(frozen=True, kw_only=True)
class AlternativeData:
    """A model or hybrid in the ranking.

    `score` is 50 and `points`, the sum of `contributions` and `adjustments`. `low` and `high` bound
    it over every way of answering the open questions. `serves` gives, for a tier, the part that
    serves each segment by name, and `posts` its staff. `suits` says that it suits every group;
    `against_percent` of the clients are in groups whose needs speak against it. `met` lists the
    requirements that are met, `gaps` all others.
    """

    id: str
    name: str
    kind: Literal["model", "hybrid"]
    way: Way | None
    parts: tuple[str, ...]
    serves: Mapping[str, str]
    rank: int
    score: Points = of("tenths")
    points: Points
    match: MatchShown
    suits: bool
    against_percent: int = of("against")
    posts: PostsData | None = of("staff")
    low: Points
    high: Points
    reach: ReachData
    feasible: FeasibleState
    gaps: tuple[GapData, ...]
    met: tuple[str, ...]
    contributions: tuple[ContributionData, ...]
    adjustments: tuple[AdjustmentData, ...]


@dataclass(frozen=True, kw_only=True)
class UnrankedData(MessageData):
    """A model of which the chosen sources say nothing."""

    id: str


def alternative_data(ranked: RankedAlternative, reasons: tuple[Reason, ...]) -> AlternativeData:
    """A line of the ranking as data, with these reasons beside its contributions."""
    behind = {(reason.criterion, reason.segment, reason.part): reason for reason in reasons}
    return filled(
        AlternativeData,
        ranked,
        serves={group.name: group.part for group in ranked.groups},
        reach=filled(ReachData, ranked),
        met=tuple(check.id for check in ranked.requirements if check.state == "met"),
        contributions=tuple(
            filled(
                ContributionData,
                points,
                reason=_reason(behind.get((points.criterion, points.segment, points.part))),
            )
            for points in ranked.contributions
        ),
    )


def _reason(reason: Reason | None) -> ReasonData | None:
    return reason and filled(ReasonData, reason)
