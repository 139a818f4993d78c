"""The state of an interview, as values."""

from typing import Literal, NamedTuple

from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.engine.questions import Question, question_for
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import Draft
from casemodel.profiles.values import WHOLE

Bearing = Literal["danger", "decides", "together", "warns", "scores", "describes"]
"""What an open question can still do: bring a caution about danger, change first place alone or
only together with others, bring another caution, only change scores, or describe the agency."""

Problem = Literal[
    "not_an_answer", "no_number", "out_of_range", "nothing_before", "nothing_more", "too_long",
    "no_model", "same_name", "no_share", "no_money",
]  # fmt: skip
"""Why a line that was typed was not understood."""

Topic = Literal[
    "name", "current_model", "groups", "group_name", "group_share", "case_manager_salary",
    "clinician_salary", "overhead", "travel", "budget_amount",
]  # fmt: skip


class Describe(NamedTuple):
    """One question about the agency itself, its costs, or one of its groups of clients.

    `model` is the one that travel is asked for, or '' for all.
    """

    topic: Topic
    group: int = WHOLE
    model: str = ""


class Ask(NamedTuple):
    """One question: of a criterion, or of a quantity that answers one.

    `criterion` is what it is asked for. A quantity takes a number from `least` to `most`; both are
    0 for a criterion, which takes one of its levels. `group` is the group of clients it is about.
    """

    key: str
    criterion: str
    least: int = 0
    most: int = 0
    group: int = WHOLE

    @property
    def by_number(self) -> bool:
        """True if a number is asked for."""
        return self.key != self.criterion

    @property
    def question(self) -> Question:
        """The engine's question that it answers."""
        whole = self.group == WHOLE
        return self.criterion if whole else question_for(self.criterion, self.group)


Asked = Ask | Describe


class Part(NamedTuple):
    """A part of an organization's interview; that about needs is about one group, if there are any.

    'agency' is about the agency itself, 'safety' about dangers.
    """

    id: Literal["agency", "safety", "need", "capacity", "goal"]
    group: int = WHOLE


class Offer(NamedTuple):
    """An offer to stop: no open question can change the recommendation any more.

    `left` questions are open, of which `warning` can still bring a caution.
    """

    left: int
    warning: int


class AnswersCheck(NamedTuple):
    """The list of answers, to be checked; `left` questions are open."""

    left: int


class Ended(NamedTuple):
    """The end: finished, so that the answer is shown, or stopped, so that it is not yet."""

    finished: bool


Stage = Asked | Offer | AnswersCheck | Ended


class InterviewRemark(NamedTuple):
    """A remark to show before the next screen.

    'danger': the caution in `text` holds from now on. 'follows': the criterion now counts as the
    level, as the numbers say. 'against': the file does not take the answer, for the reason in
    `text`. 'settled_alone': no single answer can change first place. 'settled_part': none in this
    part can. 'in_words': it is asked in words now. 'rest': the group named in `text` has the share
    in `level`. 'stands_for': the form in `text` is a form of the model in `level`.
    """

    id: Literal[
        "danger", "follows", "against", "settled_alone", "settled_part", "in_words", "rest",
        "stands_for",
    ] | Problem  # fmt: skip
    criterion: str = ""
    level: str = ""
    text: str = ""


class Help(NamedTuple):
    """The effect that the answer to a question can still have.

    `switches` are the answers that alone change the recommendation: a level, and the id of the
    model or hybrid that would then be recommended, '' for none.
    """

    bearing: Bearing
    switches: tuple[tuple[str, str], ...] = ()


class State(NamedTuple):
    """An interview at one moment.

    `options` are those with which the answer will be given. `trail` are the questions asked before,
    in order, without the ranges of numbers, which other answers can change; `at` is how many of
    them come before the one shown now: all, unless the person went back. `skipped` are questions
    and quantities not to be asked again. `changing` is whether an answer is changed from the
    review. `describes` is whether the agency is asked about itself. `goes_on` is whether the offer
    to stop was declined. `said_settled` are the parts of which it was said that no single answer in
    them can change first place; None stands for all. `remarks` are what the last line led to, and
    `help` what the question can still do, where help was asked for.
    """

    rules: Rules
    draft: Draft
    now: Stage
    options: Options = DEFAULT
    trail: tuple[Asked, ...] = ()
    at: int = 0
    skipped: frozenset[Question | Describe] = frozenset()
    changing: bool = False
    describes: bool = False
    goes_on: bool = False
    said_settled: frozenset[Part | None] = frozenset()
    remarks: tuple[InterviewRemark, ...] = ()
    help: Help | None = None

    @property
    def kind(self) -> Kind:
        """The kind of profile, client or organization."""
        return self.draft.profile.kind

    @property
    def led_nowhere(self) -> bool:
        """True if the last line that was typed is not valid here."""
        return any(remark.id in Problem.__args__ for remark in self.remarks)  # type: ignore[attr-defined]
