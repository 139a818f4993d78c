"""Rule tests: a profile, and the outcome it must have. Values only.

Each type is the one definition of its part of a file of tests, as the types of
`casemodel.knowledge` are for the rules.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from casemodel.engine.feasibility import FeasibleState
from casemodel.knowledge.fields import (
    ID_LENGTH,
    ID_PATTERN,
    NOT_WRITTEN,
    CriterionId,
    Fault,
    File,
    Id,
    MaybeModelId,
    MaybeText,
    ModelId,
    Text,
    Value,
    decimal,
    entries,
    key,
    role,
    shorthand,
    text,
)
from casemodel.profiles.values import Profile

Sign = Literal["for", "against"]


class WantedReason(Value):
    """A criterion that must count for or against a model or hybrid.

    Without a `model` it must count for each of those that the test expects at the top.
    """

    criterion: CriterionId
    model: MaybeModelId = ""
    sign: Sign = "for"
    line: Annotated[int, NOT_WRITTEN] = 0


def _one_word(written: object) -> object:
    """Read a criterion alone as a reason for the alternatives expected at the top."""
    return {"criterion": written} if isinstance(written, str) else written


def _tenths(points: Decimal) -> int:
    return int(points * 10)


class Expectation(Value, kw_only=True):
    """The expected outcome; what is left out is not checked.

    `first` is ahead of all other models, alone (a hybrid: of all others); `top` are models that are
    ahead of all others, in any order. `recommended` is an id, or null if nothing may be
    recommended. `margin_at_least` is how many points the expected ones must be ahead of the best
    other model. `cautions` are the ids of all that must be shown, and no other may be.
    """

    first: MaybeModelId = ""
    top: Annotated[tuple[ModelId, ...], entries(2)] = ()
    recommended: Annotated[
        str | None, text(ID_PATTERN, most=ID_LENGTH, role="model", null=True)
    ] = None
    margin: Annotated[int | None, decimal(_tenths, most=100, places=1)] = key(
        "margin_at_least", default=None
    )
    feasible: Annotated[Mapping[Id, FeasibleState], entries(1)] = field(default_factory=dict)
    cautions: tuple[Annotated[str, text(r"^[a-z0-9_.]+$")], ...] | None = None
    reasons: Annotated[
        tuple[
            Annotated[
                WantedReason, shorthand(_one_word, {"type": "string", "pattern": ID_PATTERN})
            ],
            ...,
        ],
        entries(1),
    ] = ()
    lines: Annotated[Mapping[str, int], NOT_WRITTEN] = field(default_factory=dict)
    """The line of each key in its file. (`margin` is in tenths of a point.)"""

    def check(self) -> None:
        """Check that something is expected, and of which model. Raises Fault."""
        if self == Expectation():
            raise Fault("expects_nothing")
        if self.first and self.top:
            raise Fault("first_and_top")
        if self.margin is not None and not self.leaders():
            raise Fault("margin_of_nothing")
        if not self.leaders() and not all(reason.model for reason in self.reasons):
            raise Fault("reason_of_nothing")

    def leaders(self) -> tuple[str, ...]:
        """The ids expected at the top: of `first`, else of `top`, else of `recommended`."""
        if self.first or self.top:
            return (self.first,) if self.first else self.top
        return (self.recommended,) if self.recommended else ()

    def without(self, off: AbstractSet[str]) -> "Expectation":
        """Leave out what is expected of these models, which house rules have switched off.

        An expectation that one of them comes first or is recommended stays, and fails.
        """
        led = not off.isdisjoint(self.leaders())
        return self._replace(
            margin=None if led else self.margin,
            feasible={model: state for model, state in self.feasible.items() if model not in off},
            reasons=tuple(r for r in self.reasons if not (r.model in off if r.model else led)),
        )


class RuleTestEntry(Value):
    """A profile, here or in a file, and the outcome it must have."""

    id: Id
    about: Text
    expect: Expectation
    profile: Annotated[Mapping[str, Any] | None, role("profile")] = None
    file: MaybeText = ""

    def check(self) -> None:
        """Check that there is one profile. Raises Fault."""
        if (self.profile is None) == (not self.file):
            raise Fault("profile_or_file")


class RuleTestsFile(File, kw_only=True):
    """Tests of a rule base."""

    tests: Annotated[tuple[RuleTestEntry, ...], entries(1)]


class RuleTest(NamedTuple):
    """One test, and its place: the file as it is shown, and the line."""

    id: str
    about: str
    profile: Profile
    expected: Expectation
    file: str
    line: int
