"""`NamedTuple` as in `typing`, made in a tenth of the time.

`typing.NamedTuple` checks the type of every field and compiles code for every class where it is
defined. A command that is to answer at once defines a hundred of them, which took a tenth of all
its time (`python -m tests.benchmarks.startup`). Here a class is no more than its fields, and what
all of them can do is written once. Type checkers see typing's own, and `tests/test_named.py` holds
the two together.
"""

import sys
from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # from 3.14 on, annotations are kept elsewhere
    from typing import NamedTuple
else:
    from collections import namedtuple
    from collections.abc import Iterable
    from typing import Any

    _Field = type(namedtuple("_One", ("field",)).field)  # noqa: PYI024 - to see what reads a field

    class _Made(type):
        """Makes a class of the fields that are annotated in its body."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            """Give the class one reader for each field, in the order in which they are written."""
            if not bases:
                return super().__new__(cls, name, (tuple,), body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            body |= {field: _Field(place, "") for place, field in enumerate(fields)}
            body |= {"_fields": fields, "_field_defaults": defaults}
            body["_last"] = tuple(defaults.values())
            body |= {"__match_args__": fields, "__slots__": ()}
            return super().__new__(cls, name, bases, body)

    class NamedTuple(metaclass=_Made):
        """An immutable value with named fields; what `collections.namedtuple` gives each class."""

        __slots__ = ()

        def __new__(cls, *values: Any, **named: Any) -> Any:
            """Make one. Raises TypeError where a value is missing, unknown or there twice."""
            missing = len(cls._fields) - len(values)
            if not named and 0 < missing <= len(cls._last):
                values += cls._last[-missing:]
            elif named or missing:
                given = dict(zip(cls._fields, values, strict=False))
                whole = {**cls._field_defaults, **given, **named}
                once = len(values) == len(given) and given.keys().isdisjoint(named)
                if not once or whole.keys() != set(cls._fields):
                    raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}, each once")
                values = [whole[field] for field in cls._fields]
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            """Make one of all values, in order. Raises TypeError if their number is wrong."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} takes {len(cls._fields)} values, not {len(made)}")
            return made

        def _replace(self, /, **named: Any) -> Any:
            """Make a copy with some fields changed. Raises ValueError for an unknown field."""
            made = self._make(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {[*named]!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            """The fields and their values."""
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            fields = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{self.__class__.__name__}({fields})"
