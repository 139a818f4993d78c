"""The state of an interview, as values."""

from typing import Literal, NamedTuple

from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.knowledge.values import Kind, Rules
from casemodel.profiles.draft import Draft

Bearing = Literal["danger", "decides", "together", "warns", "scores"]
"""The effect an open question can still have: a caution about danger, another recommendation
(alone, or only together with others), another caution, or only other scores."""

Problem = Literal[
    "not_an_answer", "no_number", "out_of_range", "nothing_before", "nothing_more", "too_long"
]
"""The reason why a typed line led nowhere."""


class Ask(NamedTuple):
    """One question: of a criterion, or of a quantity that answers one.

    `criterion` is the one it is asked for. A quantity takes a number from `least` to `most`; both
    are 0 for a criterion, which takes one of its levels.
    """

    key: str
    criterion: str
    least: int = 0
    most: int = 0

    @property
    def by_number(self) -> bool:
        """True if a number is asked for."""
        return self.key != self.criterion


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


Stage = Ask | Offer | AnswersCheck | Ended


class Said(NamedTuple):
    """A remark to show before the next screen.

    'danger': the caution in `text` holds from now on. 'follows': the criterion now has the level
    that the numbers give. 'against': the file does not take the answer, for the reason in `text`.
    'settled_alone': no single answer can change the recommendation. 'in_words': the question is now
    asked in words.
    """

    id: Literal["danger", "follows", "against", "settled_alone", "in_words"] | Problem
    criterion: str = ""
    level: str = ""
    text: str = ""


class State(NamedTuple):
    """An interview at one moment.

    `options` are those with which the answer will be given. `trail` are the questions asked before,
    in order, without the ranges of numbers, which other answers can change; `at` of them come
    before the one shown now: all of them, unless one went back. `skipped` are criteria and
    quantities not to be asked again. `changing` says that the present question is being changed
    from the review. `goes_on` says that the offer to stop was declined. `told` says that it was
    shown that no single answer can change the recommendation. `said` are the remarks that follow
    from the last line, and `help` is what the question can still change, if help was asked for.
    """

    rules: Rules
    draft: Draft
    now: Stage
    options: Options = DEFAULT
    trail: tuple[Ask, ...] = ()
    at: int = 0
    skipped: frozenset[str] = frozenset()
    changing: bool = False
    goes_on: bool = False
    told: bool = False
    said: tuple[Said, ...] = ()
    help: Bearing | None = None

    @property
    def kind(self) -> Kind:
        """The kind of profile, client or organization."""
        return self.draft.profile.kind

    @property
    def led_nowhere(self) -> bool:
        """True if the last line was none that can be typed here."""
        return any(said.id in _PROBLEMS for said in self.said)


_PROBLEMS = frozenset(
    {"not_an_answer", "no_number", "out_of_range", "nothing_before", "nothing_more", "too_long"}
)
