"""Questions and answers, as data: given, open and changed, and what an answer can change.

Points are whole numbers of tenths of a point.
"""

from typing import Literal, NamedTuple

from casemodel.knowledge.criteria import Group
from casemodel.profiles.values import State


class CompletenessShown(NamedTuple):
    """The completeness of a profile: percent of the questions' weight, its word, and counts."""

    percent: int
    word: str
    answered: int
    asked: int


class GivenAnswer(NamedTuple):
    """An answered question: the level, the answer in words, its number and note as written.

    `question` is the criterion's id, with the segment's number where a segment is asked
    ('complexity#2'); `segment` is that segment's name. `origin` says where the answer came from, if
    it was not written by hand.
    """

    question: str
    criterion: str
    segment: str
    name: str
    level: str
    answer: str
    number: str
    note: str
    origin: str = ""


class UnansweredQuestion(NamedTuple):
    """A question without an answer; `state` says why, or is empty.

    `hint` is the level that records propose, `hint_answer` the same in words, and `origin` says
    which records; all are empty where none do.
    """

    question: str
    criterion: str
    segment: str
    name: str
    state: State | Literal[""]
    hint: str = ""
    hint_answer: str = ""
    origin: str = ""


class DecidingAnswer(NamedTuple):
    """An answer that alone changes the recommendation, and the new one (empty for none)."""

    level: str
    answer: str
    recommended: str
    recommended_name: str


class OpenQuestion(NamedTuple):
    """An open question worth asking.

    `decides` says whether one of its answers alone changes the recommendation, and `settles` are
    those answers. `swing` is how far, in tenths of a point, its answers can move the lead over a
    rival.
    """

    criterion: str
    segment: str
    name: str
    question: str
    decides: bool
    swing: int
    settles: tuple[DecidingAnswer, ...] = ()


class LeadRange(NamedTuple):
    """The most that the answers to one open question can move the lead, in tenths of a point.

    `low` and `high` are the least and the largest lead; `decides` says that one answer alone
    changes the recommendation by the full rule.
    """

    criterion: str
    segment: str
    name: str
    low: int
    high: int
    decides: bool


class LeadRanges(NamedTuple):
    """The lead of what the answer is about over the next in the ranking, and its open questions.

    `now` is today's lead, in tenths; the questions that can move it most come first.
    """

    over: str
    over_name: str
    now: int
    questions: tuple[LeadRange, ...]


class GroupCount(NamedTuple):
    """The numbers of answered and of all questions in a group of criteria."""

    group: Group
    answered: int
    asked: int


class GivenQuantity(NamedTuple):
    """A quantity, its unit, and the number given as written; empty if none is."""

    id: str
    unit: str
    number: str


class AnswerChange(NamedTuple):
    """One answer changed from one level to another; empty where the question is unanswered."""

    question: str
    criterion: str
    segment: str
    name: str
    before: str
    before_answer: str
    after: str
    after_answer: str


class AnswerSwitch(NamedTuple):
    """Changed answers, and the alternative that would be recommended after them."""

    changes: tuple[AnswerChange, ...]
    group: Group
    recommended: str
    recommended_name: str
