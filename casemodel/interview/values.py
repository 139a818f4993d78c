"""What an interview is at any moment, as values."""

from typing import Literal, NamedTuple

from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.knowledge.values import Kind, Rules
from casemodel.profiles.draft import Draft

Bearing = Literal["danger", "decides", "together", "warns", "scores"]
"""What an open question can still do: bring a caution about danger, change first place alone or
only together with others, bring another caution, or only change scores."""

Problem = Literal[
    "not_an_answer", "no_number", "out_of_range", "nothing_before", "nothing_more", "too_long"
]
"""Why a line that was typed led nowhere."""


class Ask(NamedTuple):
    """One question: of a criterion, or of a quantity that answers one.

    `criterion` is what it is asked for. A quantity takes a number from `least` to `most`; both are
    0 for a criterion, which takes one of its levels.
    """

    key: str
    criterion: str
    least: int = 0
    most: int = 0

    @property
    def by_number(self) -> bool:
        """Whether a number is wanted."""
        return self.key != self.criterion


class Offer(NamedTuple):
    """Nothing open can change first place any more: an offer to stop.

    `left` questions are open, of which `warning` can still bring a caution.
    """

    left: int
    warning: int


class AnswersCheck(NamedTuple):
    """The answers are there to be checked; `left` questions are open."""

    left: int


class Ended(NamedTuple):
    """The end: finished, so that the answer is wanted, or stopped, so that it is not yet."""

    finished: bool


Stage = Ask | Offer | AnswersCheck | Ended


class Said(NamedTuple):
    """Something to tell before what is shown next.

    'danger': the caution in `text` holds from now on. 'follows': the criterion now counts as the
    level, as the numbers say. 'against': the file does not take the answer, for the reason in
    `text`. 'settled_alone': no single answer can change first place. 'in_words': it is asked in
    words now.
    """

    id: Literal["danger", "follows", "against", "settled_alone", "in_words"] | Problem
    criterion: str = ""
    level: str = ""
    text: str = ""


class State(NamedTuple):
    """An interview at one moment.

    `options` are those with which the answer will be given. `trail` are the questions asked before,
    in order, without the ranges of numbers, which other answers can change; `at` of them lie before
    the one shown now, so that it is the end of the trail but after going back. `skipped` are
    criteria and quantities not to be asked again. `changing` is whether the question now is one
    that is changed from the review. `goes_on` is whether the offer to stop was declined. `told` is
    whether it was said that no single answer can change first place. `said` is what the last line
    led to, and `help` what the question can still do, where help was asked for.
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
        """Whose interview it is."""
        return self.draft.profile.kind

    @property
    def led_nowhere(self) -> bool:
        """Whether the last line was none that can be typed here."""
        return any(said.id in _PROBLEMS for said in self.said)


_PROBLEMS = frozenset(
    {"not_an_answer", "no_number", "out_of_range", "nothing_before", "nothing_more", "too_long"}
)
