"""What is made quickly is what `typing.NamedTuple` makes."""

import copy
import pickle
from collections.abc import Callable
from typing import Any
from typing import NamedTuple as Slow

import pytest

from casemodel.named import NamedTuple as Quick


class Field(Quick):
    name: str
    size: int = 2
    notes: tuple[str, ...] = ()

    @property
    def double(self) -> int:
        return 2 * self.size


def both() -> tuple[Any, Any]:
    """The same class, made in both ways."""

    class Quickly(Quick):
        """A value."""

        name: str
        size: int = 2
        notes: tuple[str, ...] = ()

    class Slowly(Slow):
        """A value."""

        name: str
        size: int = 2
        notes: tuple[str, ...] = ()

    Quickly.__name__ = Slowly.__name__ = "Value"
    return Quickly, Slowly


DONE: tuple[Callable[[Any], Any], ...] = (
    lambda made: made("a"),
    lambda made: made("a", 3, ("x",)),
    lambda made: made(size=4, name="b"),
    lambda made: made("a")._replace(size=5, notes=("y",)),
    lambda made: made._make(["a", 1, ()]),
    lambda made: made("a")._asdict(),
    lambda made: repr(made("a", notes=("x",))),
    lambda made: hash(made("a")),
    lambda made: (made("a").name, made("a")[1], made("a")[-1]),
    lambda made: sorted([made("b"), made("a", 3), made("a", 2)]),
    lambda made: made("a") == ("a", 2, ()),
    lambda made: (made._fields, made._field_defaults, made.__match_args__, made.__doc__),
    lambda made: made.__annotations__,
    lambda made: issubclass(made, tuple),
    lambda made: [*made("a")],
    lambda made: copy.deepcopy(made("a")),
)


@pytest.mark.parametrize("done", DONE)
def test_both_do_the_same(done: Callable[[Any], Any]) -> None:
    quick, slow = both()
    assert done(quick) == done(slow)


WRONG: tuple[Callable[[Any], Any], ...] = (
    lambda made: made(),
    lambda made: made("a", 1, (), 4),
    lambda made: made("a", name="b"),
    lambda made: made("a", colour="red"),
    lambda made: made(size=1),
    lambda made: made._make(["a"]),
    lambda made: made("a")._replace(colour="red"),
    lambda made: setattr(made("a"), "name", "b"),
    lambda made: setattr(made("a"), "colour", "red"),
)


@pytest.mark.parametrize("done", WRONG)
def test_both_refuse_the_same(done: Callable[[Any], Any]) -> None:
    raised = []
    for made in both():
        with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
            done(made)
        raised.append(caught.type)
    # Later versions of Python raise TypeError for an unknown field in _replace.
    assert raised[0] is raised[1] or raised == [ValueError, TypeError]


def test_methods_patterns_and_pickles() -> None:
    one = Field("a", 3)
    assert one.double == 6
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    match one:
        case Field(name, size=size):
            assert (name, size) == ("a", 3)
        case _:
            pytest.fail("no match")
