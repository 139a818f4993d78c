"""One line of the ranking, with its reasons, requirements, groups and posts.

Scores and points are whole numbers of tenths of a point: 634 is printed as 63.4.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.engine.feasibility import CheckState, FeasibleState
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.sentence import Sentence
from casemodel.knowledge.fields import Value
from casemodel.knowledge.models import Way
from casemodel.knowledge.sources import Basis

AnswerKey = tuple[str, str, str]
"""An answer: its criterion, the segment that gives it, and the part of a tier whose posts do."""


class Reason(NamedTuple):
    """A reason why one answer speaks for or against one model.

    `id` is 'alternative.criterion.level', with '#segment' where a segment answers for itself, and
    '@part' where the posts of a tier's part answer; no other reason has it. `part` is the part of a
    hybrid whose rating it is; `posts_of` names the part whose posts answer, or is empty. `tenths`
    are signed printed points in tenths. `cites` are places ('harmony 18') of the claims this
    level's rating rests on, or, if the level itself is neutral, of all the model's ratings on the
    criterion; a place that repeats another of them is left out, for it adds nothing. `contested`
    holds what other sources say against a claim it rests on, each with its places. `stated` says
    whether the level answered has a rating of its own that is not neutral.
    """

    id: str
    model: str
    model_name: str
    criterion: str
    criterion_name: str
    level: str
    answer: str
    tenths: int
    text: str
    basis: Basis
    claims: tuple[str, ...]
    cites: tuple[str, ...]
    contested: tuple[Sentence, ...]
    part: str = ""
    part_name: str = ""
    segment: str = ""
    stated: bool = True
    posts_of: str = ""

    @property
    def key(self) -> AnswerKey:
        """The key of the answer that it is about."""
        return self.criterion, self.segment, self.posts_of


class QuestionPoints(NamedTuple):
    """The points that one question gives one alternative.

    An unanswered question has an empty `level` and 0 points. `basis`, `claims` and `cites` are of
    all ratings behind the question; `basis` is empty where none counts. `part` is the part of a
    hybrid whose ratings count; `posts_of` names the part of a tier whose posts answer, or is empty.
    """

    criterion: str
    name: str
    segment: str
    level: str
    answer: str
    tenths: int
    basis: Basis | Literal[""]
    claims: tuple[str, ...]
    cites: tuple[str, ...]
    part: str
    posts_of: str

    @property
    def key(self) -> AnswerKey:
        """The key of the answer that gives them."""
        return self.criterion, self.segment, self.posts_of


class ScoreAdjustment(NamedTuple):
    """Points that come from no answer, in tenths: a hybrid's overhead, negative."""

    id: Literal["overhead"]
    tenths: int


class RequirementState(NamedTuple):
    """A requirement of an alternative, and whether it is met.

    `part` names the part of a hybrid that states it, empty for a model. `name` is the short form,
    `text` the full one. `arithmetic` is the sum behind a requirement in numbers that is not met.
    `criteria` are the criteria whose answers can show that it is met.
    """

    id: str
    part: str
    strength: Literal["must", "should"]
    state: CheckState
    name: str
    text: str
    to_close: str
    arithmetic: Sentence | None
    criteria: tuple[str, ...]
    claims: tuple[str, ...]
    cites: tuple[str, ...]

    @property
    def unmet(self) -> bool:
        """True if it is known not to be met."""
        return self.state == "unmet"

    @property
    def blocks(self) -> bool:
        """True if it rules the alternative out: an unmet must."""
        return self.unmet and self.strength == "must"


class CitedText(NamedTuple):
    """A text of the rules, with its claims and their places; without claims it is our judgment.

    `of` names the model, form or group of clients that it is about, or is empty.
    """

    text: str
    of: str
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class HybridDescription(NamedTuple):
    """A description of a hybrid: its parts, the reason for it, who is served, how people move."""

    part_names: tuple[str, ...]
    way: Way
    reason: str
    serves: str
    moves: str
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class ServedGroup(NamedTuple):
    """A segment of the population, and the part of a tier that serves it.

    `share` is the share as written, `percent` the same as a percentage of all, in words if it is
    not known; `clients` is the number of clients, or None if it is not known. `part` and
    `part_name` are empty where everyone is served alike.
    """

    name: str
    share: str
    percent: str
    clients: Fraction | None
    part: str
    part_name: str


class PartStaff(NamedTuple):
    """The posts of one part of a tier.

    It would serve `clients`, at most `each` of them for one post (0 if its model states none), and
    so asks for `asked` posts, of clinicians if `by_clinicians`. It gets `posts` of those there are.
    Numbers that are not known are None.
    """

    part: str
    name: str
    clients: Fraction | None
    each: int
    by_clinicians: bool
    asked: Fraction
    posts: Fraction | None


class TierStaff(NamedTuple):
    """The posts that all parts of a tier ask for together, and those there are.

    `least` is the smallest number of posts for one part.
    """

    parts: tuple[PartStaff, ...]
    asked: Fraction
    have: Fraction | None
    clinicians_asked: Fraction
    clinicians: Fraction | None
    state: CheckState
    least: int


class MatchShown(Value):
    """The match of an alternative, for print.

    `percent` is of the most that the answered questions could have given it; `word` is the word for
    it. `speaks_for` and `against` count answers.
    """

    percent: int
    word: str
    speaks_for: int
    against: int


_HALF = 50  # percent of the clients


class RankedAlternative(NamedTuple):
    """One line of the ranking: a model or hybrid, its score and the parts of the score.

    `low` and `high` bound the score over every way of answering the open questions, `lowest` and
    `highest` over all answers. `need_points` is the exact sum of points from needs; `suits` says
    whether it suits every group, and `against` is the percentage of the clients in groups whose
    needs speak against it. `line` says in a line what it is, `posts` how many posts it asks for,
    part by part; `evidence` is what studies say of each part. `feasible` is the state of the
    requirements; 'not_asked', with no requirements, where feasibility was left out.
    `contributions` have one entry a question, in canonical order, and one for each part of a tier
    whose own posts answer a question.
    """

    id: str
    kind: Literal["model", "hybrid"]
    name: str
    way: Way | Literal[""]
    parts: tuple[str, ...]
    groups: tuple[ServedGroup, ...]
    rank: int
    tenths: int
    low: int
    high: int
    lowest: int
    highest: int
    need_points: Fraction
    suits: bool
    against: int
    match: MatchShown
    line: str
    posts: tuple[Sentence, ...]
    evidence: tuple[CitedText, ...]
    feasible: FeasibleState
    requirements: tuple[RequirementState, ...]
    contributions: tuple[QuestionPoints, ...]
    adjustments: tuple[ScoreAdjustment, ...]
    hybrid: HybridDescription | None = None
    staff: TierStaff | None = None

    @property
    def gaps(self) -> tuple[RequirementState, ...]:
        """The requirements not met: unmet before to be confirmed, musts before shoulds."""
        gaps = [requirement for requirement in self.requirements if requirement.state != "met"]
        return tuple(sorted(gaps, key=lambda gap: (not gap.unmet, gap.strength != "must")))

    @property
    def blocked(self) -> bool:
        """True if an unmet must, or clients' needs, rule it out."""
        return self.needs_against or any(requirement.blocks for requirement in self.requirements)

    @property
    def needs_against(self) -> bool:
        """True if needs speak against it, of all clients together or of at least half of them."""
        return self.need_points < 0 or self.against >= _HALF

    @property
    def points(self) -> int:
        """The points in tenths: the printed score less 50."""
        return self.tenths - MIDDLE * TENTHS

    @property
    def overhead(self) -> int:
        """The sum of its adjustments, in tenths."""
        return sum(adjustment.tenths for adjustment in self.adjustments)


class UnrankedModel(NamedTuple):
    """A model of which the chosen sources say nothing, and the sentence that says so."""

    id: str
    sentence: Sentence
