"""Checked rules as plain data and back, so that they need not be read and checked each time.

Both ways follow from the types of `Rules` and its parts: no field is named here.
"""

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, cast, get_args, get_origin

from casemodel.knowledge.values import Rules

Data = Any
"""Lists, dicts, texts, numbers and None, as JSON holds them."""


def to_data(value: Any) -> Data:
    """Turn rules, or a part of them, into data: a value is a list of its fields in order."""
    if is_dataclass(value):
        return [to_data(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [to_data(part) for part in value]
    if isinstance(value, Mapping):
        return {key: to_data(part) for key, part in value.items()}
    return value


def from_data(data: Data) -> Rules:
    """Make the rules that `to_data` turned into this data.

    Raises TypeError for data that `to_data` did not make.
    """
    rules: Rules = maker(Rules)(data)
    return rules


Maker = Callable[[Data], Any]


def _as_it_is(data: Data) -> Data:
    return data


@cache
def maker(kind: Hashable) -> Maker:
    """Build the function that makes a value of a type from data."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return maker(arguments[0])
    if origin is types.UnionType:  # always a type or None
        inner = maker(arguments[0])
        return inner if inner is _as_it_is else lambda data: None if data is None else inner(data)
    if origin is tuple:
        inner = maker(arguments[0])
        return tuple if inner is _as_it_is else lambda data: tuple(map(inner, data))
    if origin is Mapping:
        inner = maker(arguments[1])
        if inner is _as_it_is:
            return _as_it_is
        return lambda data: {key: inner(part) for key, part in data.items()}
    of_named_tuple = getattr(kind, "_make", _as_it_is)
    return _value_maker(kind) if is_dataclass(kind) else of_named_tuple


def _value_maker(kind: Any) -> Maker:
    """Build the function that makes a dataclass from the list of its fields."""
    every = {field.name: maker(cast("Any", field.type)) for field in fields(kind)}
    names = tuple(every)
    makers = [(name, make) for name, make in every.items() if make is not _as_it_is]

    def make_value(data: Data) -> Any:
        """Make a value from its fields. Raises TypeError if there are too few or too many."""
        if len(data) != len(names):
            raise TypeError(f"{kind.__name__} takes {len(names)} values, not {len(data)}")
        # All fields are there and were checked before they were stored, so none is set singly.
        value = kind.__new__(kind)
        values = vars(value)
        values.update(zip(names, data, strict=True))
        for name, make in makers:
            values[name] = make(values[name])
        return value

    return make_value
