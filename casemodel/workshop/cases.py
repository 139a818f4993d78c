"""What a rule test is: a profile, and what must come out of it. Values only."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from casemodel.engine.feasibility import FeasibleState
from casemodel.profiles.values import Profile

Sign = Literal["for", "against"]


class WantedReason(NamedTuple):
    """A criterion that must have counted for or against a model or hybrid.

    An empty `model` stands for each of those that the test expects at the top.
    """

    criterion: str
    model: str
    sign: Sign
    line: int


class Expectation(NamedTuple):
    """What must come out; what is empty or None is not looked at.

    `first` stands alone before all other models (a hybrid: before all others); `top` are models
    that stand before all others, in any order. `recommended` is an id, or empty where nothing may
    be recommended. `margin` is how far, in tenths of a point, the expected ones must at least be
    before the best other model. `cautions` are the ids of all that must show, and no other may.
    `lines` are where each of these stands in its file, by key.
    """

    first: str
    top: tuple[str, ...]
    recommended: str | None
    margin: int | None
    feasible: Mapping[str, FeasibleState]
    cautions: tuple[str, ...] | None
    reasons: tuple[WantedReason, ...]
    lines: Mapping[str, int]

    def leaders(self) -> tuple[str, ...]:
        """Those that are expected at the top, by whichever of the three keys says so first."""
        if self.first or self.top:
            return (self.first,) if self.first else self.top
        return (self.recommended,) if self.recommended else ()

    def without(self, off: AbstractSet[str]) -> "Expectation":
        """What is expected of others than these, which house rules have switched off.

        That one of them comes first or is recommended stays, and is missed.
        """
        led = not off.isdisjoint(self.leaders())
        return self._replace(
            margin=None if led else self.margin,
            feasible={one: state for one, state in self.feasible.items() if one not in off},
            reasons=tuple(r for r in self.reasons if not (r.model in off if r.model else led)),
        )


class RuleTest(NamedTuple):
    """One test, and where it stands: its file as it is to be shown, and its line."""

    id: str
    about: str
    profile: Profile
    expected: Expectation
    file: str
    line: int
