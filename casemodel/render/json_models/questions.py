"""Open questions, changed answers, and what they would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from casemodel.explanation.question_values import OpenQuestion
from casemodel.render.json_models.base import Points, filled, of


@dataclass(frozen=True, kw_only=True)
class LeadRangeData:
    """The least and the largest lead that the answers to one open question can make, in points."""

    criterion: str
    segment: str | None
    low: Points
    high: Points
    decides: bool


@dataclass(frozen=True, kw_only=True)
class LeadRangesData:
    """Today's lead over the next in the ranking, and what open questions can make of it."""

    over: str
    now: Points
    questions: tuple[LeadRangeData, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionData:
    """A question by its criterion, and the segment that is asked."""

    criterion: str
    segment: str | None


@dataclass(frozen=True, kw_only=True)
class FromRecordsData(QuestionData):
    """A level that records say or propose, and `from` which records."""

    level: str
    from_: str


@dataclass(frozen=True, kw_only=True)
class ChangeData(QuestionData):
    """One changed answer; `from` is null where the question was open."""

    from_: str | None = of("before")
    to: str | None = of("after")


@dataclass(frozen=True, kw_only=True)
class SwitchData:
    """Changed answers, and the new recommendation after them."""

    changes: tuple[ChangeData, ...]
    recommended: str | None


@dataclass(frozen=True, kw_only=True)
class WeightRangeData:
    """The nearest weights of a criterion at which the recommendation changes, and to what.

    A weight is the factor given as `--weight QUESTION=FACTOR`, from 0 to 10, as an exact fraction
    ('3/2'); `now` is the one in use, 1 where none is given. Null where no such weight changes it.
    """

    criterion: str
    now: str
    lower: str | None
    lower_to: str | None
    higher: str | None
    higher_to: str | None


@dataclass(frozen=True, kw_only=True)
class OpenQuestionData(QuestionData):
    """An open question worth asking.

    `decides` says that one of its answers alone changes the recommendation; `settles` gives for
    each such answer what would be recommended, null for nothing. `swing` is how many points its
    answers can move the lead.
    """

    name: str
    question: str
    decides: bool
    swing: Points
    settles: Mapping[str, str | None]


def open_question_data(question: OpenQuestion) -> OpenQuestionData:
    """An open question as data."""
    settles = {settling.level: settling.recommended or None for settling in question.settles}
    return filled(OpenQuestionData, question, settles=settles)
