"""The sorts of fields that rule files have: how each is written, checked and described to editors.

A sort is an `Annotated` type. Its mark holds the check that pydantic runs on a file and the JSON
Schema that editors read, so both are written once. pydantic is imported only when a file is read:
stored rules are loaded without it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, replace
from decimal import Decimal
from fractions import Fraction
from inspect import get_annotations
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
)

from casemodel.files.limits import WEIGHTS

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

ID_PATTERN = "^[a-z0-9][a-z0-9_]*$"
CLAIM_PATTERN = "^[A-Z][A-Za-z0-9_]*$"
ID_LENGTH = 60
A_MILLION = 1_000_000
DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TEXT_OR_NUMBER = ("string", "number")
"""The JSON types of a text: a number without quotes is the text that was written."""


V = TypeVar("V", bound="Value")


class Fault(ValueError):
    """Something wrong with one value of a file; `code` names the message to show.

    `key` is the field to point at, empty for the value itself; `details` fill in the message.
    """

    def __init__(self, code: str, key: str = "", **details: object) -> None:
        """Keep the code, the field and the details of the message."""
        super().__init__(code)
        self.code, self.key, self.details = code, key, details


def key(name: str, **options: Any) -> Any:
    """Declare a field that files call `name`; `options` are as for `dataclasses.field`."""
    return field(metadata={"alias": name}, **options)


@dataclass_transform(frozen_default=True, field_specifiers=(field, key))
class Value:
    """Base of what a file holds, and of other large values: a dataclass that never changes.

    It defines once how to make, compare and hash a value, and how to refuse changes. A frozen
    dataclass compiles these methods again for every class, which took a quarter of a short
    command's time.
    """

    if TYPE_CHECKING:  # every kind of value has them; dataclass adds them
        __dataclass_fields__: ClassVar[dict[str, Any]]
        __match_args__: ClassVar[tuple[str, ...]]
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Make each kind of value a dataclass.

        A field declared again without a default is needed, even if the base has a default for it.
        """
        for name in get_annotations(cls):
            if name not in vars(cls):
                setattr(cls, name, field())
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)

    def __init__(self, *values: Any, **named: Any) -> None:
        """Take the fields by place or by name; those not given have their defaults.

        Raises TypeError for a field that is needed, unknown, or given twice.
        """
        by_name = dict(zip(self.__match_args__, values, strict=False))
        if len(by_name) < len(values) or not by_name.keys().isdisjoint(named):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.__match_args__)}.")
        by_name.update(named)
        fields_set = vars(self)
        for name, member in self.__dataclass_fields__.items():
            if name in by_name:
                fields_set[name] = by_name.pop(name)
            elif member.default is not MISSING:
                fields_set[name] = member.default
            elif member.default_factory is not MISSING:
                fields_set[name] = member.default_factory()
            else:
                raise TypeError(f"{type(self).__name__} needs {name}.")
        if by_name:
            raise TypeError(f"{type(self).__name__} has no {', '.join(by_name)}.")

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to set a field. Raises FrozenInstanceError."""
        raise FrozenInstanceError(f"{name} of {type(self).__name__} does not change.")

    def __delattr__(self, name: str) -> None:
        """Refuse to delete a field. Raises FrozenInstanceError."""
        raise FrozenInstanceError(f"{name} of {type(self).__name__} stays.")

    def __eq__(self, other: object) -> bool:
        """Say whether the other is of the same type with equal fields."""
        return vars(self) == vars(other) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        """Hash the fields, in whatever order they were set."""
        return hash(frozenset(vars(self).items()))

    def __repr__(self) -> str:
        """Write the value as Python would build it."""
        arguments = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({arguments})"

    def check(self) -> None:
        """Check fields against each other; called on values from files only. Raises Fault."""

    def _replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, as the package's named tuples do."""
        return replace(self, **changes)

    def cut(self, of: type[V], **changes: Any) -> V:
        """Build a value of the base type `of` from the fields it has, with some changed."""
        values = {member.name: getattr(self, member.name) for member in fields(of)}
        return of(**values | changes)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic call `check` once every field is right."""
        from pydantic_core import core_schema

        def checked(value: Self) -> Self:
            """Call the value's own check."""
            value.check()
            return value

        schema = handler(source)
        # pydantic keeps the schema of a dataclass for its next use, so the step is added to that.
        resolved = handler.resolve_ref_schema(schema)
        inner = {part: of for part, of in resolved.items() if part != "ref"}
        after = core_schema.no_info_after_validator_function(
            checked, inner, ref=resolved.get("ref")
        )
        resolved.clear()
        resolved.update(after)
        return schema


def keys_of(kind: Any) -> dict[str, Any]:
    """Give the keys that files may have for a value of this kind, each with its annotation."""
    return {
        member.metadata.get("alias", member.name): member.type
        for member in fields(kind)
        if NOT_WRITTEN not in get_args(member.type)
    }


def needed_keys(kind: Any) -> tuple[str, ...]:
    """List the keys that a file must have for a value of this kind."""
    needed = (f for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
    return tuple(member.metadata.get("alias", member.name) for member in needed)


class Mark:
    """A sort of field: its check and its description.

    `check` makes pydantic's core schema from the module `pydantic_core.core_schema` and the core
    schema of the type that files write: `file_type`, or else the annotated type. `schema` is the
    JSON Schema, or makes it from that of the type; None leaves it as it is.
    """

    def __init__(
        self,
        check: Callable[[Any, Any], Any],
        schema: Schema | Callable[[Schema], Schema] | None = None,
        file_type: Any = None,
    ) -> None:
        """Keep the check and the description of the field."""
        self.check, self.schema, self.file_type = check, schema, file_type

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Give pydantic the check of the field."""
        from pydantic_core import core_schema

        inner = handler.generate_schema(self.file_type) if self.file_type else handler(source)
        return self.check(core_schema, inner)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Schema:
        """Give pydantic the JSON Schema of the field."""
        if isinstance(self.schema, dict):
            return dict(self.schema)
        schema: Schema = handler(core)
        return self.schema(schema) if self.schema else schema


def as_written(value: object) -> object:
    """Turn a number, where text is expected, into the text that was written."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return str(value) if is_number else value


def text(pattern: str = "", *, most: int = 0, role: str = "", null: bool = False) -> Mark:
    """Mark a text that is not blank, of at most `most` characters; with a pattern it is an id.

    `role` names what the id refers to, for which editors offer the valid words. `null` allows a
    key without a value, which reads as an empty text.
    """

    def not_blank(value: str) -> str:
        """Refuse a blank or too long text."""
        if value.isspace():
            raise Fault("blank")
        if most and len(value) > most:
            raise Fault("long_id" if pattern else "long", most=most)
        return value

    def empty(value: object, check: Callable[[object], str]) -> str:
        """Read a key without a value as an empty text."""
        return "" if value is None else check(value)

    def check(cs: Any, _: Any) -> Any:
        """Build the core schema of a text."""
        inner = cs.str_schema(strict=True, min_length=1, pattern=pattern or None)
        inner = cs.no_info_after_validator_function(not_blank, inner)
        inner = cs.no_info_before_validator_function(as_written, inner)
        return cs.no_info_wrap_validator_function(empty, inner) if null else inner

    schema: Schema = {"type": [*TEXT_OR_NUMBER, *(["null"] if null else [])]}
    schema |= {"minLength": 1, "pattern": pattern or r"\S"}
    schema |= {"maxLength": most} if most else {}
    schema |= {"format": role} if role else {}
    return Mark(check, schema)


def whole(least: int | None = None, most: int | None = None) -> Mark:
    """Mark a whole number from `least` to `most`, each None where there is no bound."""
    bounds = {"minimum": least, "maximum": most}
    schema = {
        "type": "integer",
        **{key: bound for key, bound in bounds.items() if bound is not None},
    }
    return Mark(lambda cs, _: cs.int_schema(strict=True, ge=least, le=most), schema)


def decimal(convert: Callable[[Decimal], Any], *, most: int, places: int = 3) -> Mark:
    """Mark a number from 0 to `most` of at most `places` decimals; `convert` converts it."""

    def check(value: object) -> Any:
        """Check the number and convert it."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Fault("decimal_type")
        if value < 0:
            raise Fault("greater_than_equal", ge=0)
        if value > most:
            raise Fault("less_than_equal", le=most)
        if value * 10**places % 1:
            raise Fault(f"fine_{places}")
        return convert(Decimal(value))

    schema = {"type": "number", "minimum": 0, "maximum": most}
    return Mark(lambda cs, _: cs.no_info_plain_validator_function(check), schema, file_type=Any)


def entries(least: int, most: int | None = None) -> Mark:
    """Mark a list or mapping of `least` to `most` entries; None means no bound."""

    def counted(value: Any) -> Any:
        """Refuse too few or too many entries."""
        if isinstance(value, list | dict) and len(value) < least:
            raise Fault("too_short", min_length=least)
        if isinstance(value, list | dict) and most is not None and len(value) > most:
            raise Fault("too_long", max_length=most)
        return value

    def describe(inner: Schema) -> Schema:
        """Add the bounds to a JSON Schema."""
        of = "Items" if inner.get("type") == "array" else "Properties"
        return inner | {f"min{of}": least} | ({} if most is None else {f"max{of}": most})

    return Mark(lambda cs, inner: cs.no_info_before_validator_function(counted, inner), describe)


def shorthand(expand: Callable[[Any], Any], short: Schema) -> Mark:
    """Mark a value that has a short form, described by `short`.

    `expand` turns the short form into the full one and leaves all else as it is.
    """
    return Mark(
        lambda cs, inner: cs.no_info_before_validator_function(expand, inner),
        lambda schema: {"anyOf": [short, schema]},
    )


def described(says: str, schema: Schema | None = None) -> Mark:
    """Mark a field with the text that editors show; `schema` if another mark does the check."""
    if schema:
        return Mark(lambda _, inner: inner, {**schema, "description": says})
    return Mark(lambda _, inner: inner, lambda inner: {**inner, "description": says})


def written_text(most: int, says: str) -> Mark:
    """Mark a text that is taken as written, also where it is a number without quotes."""
    schema = {"type": [*TEXT_OR_NUMBER], "minLength": 1, "maxLength": most}
    return described(says, {**schema, "pattern": r"\S"})


def role(name: str) -> Mark:
    """Mark a field that another mark checks; `name` is the definition that editors get for it."""
    return Mark(lambda _, inner: inner, {"format": name})


def tagged(key: str, words: Sequence[str]) -> Mark:
    """Mark a union of types; the word at `key` chooses one, `words` in the order of the types."""
    return Mark(
        lambda cs, inner: cs.tagged_union_schema(
            dict(zip(words, inner["choices"], strict=True)), discriminator=key
        )
    )


def read_as(convert: Callable[[Any], Any], file_type: Any, schema: Schema | None = None) -> Mark:
    """Mark a field that files write as another type, `file_type`; `convert` makes the value of it.

    `schema` is added to the JSON Schema of that type.
    """
    return Mark(
        lambda cs, inner: cs.no_info_after_validator_function(convert, inner),
        lambda inner: {**inner, **(schema or {})},
        file_type,
    )


def _refuse(_: object) -> None:
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError("extra_forbidden", "not known here")


def _neutral(value: object, check: Callable[[object], object]) -> object:
    """Read the word neutral as None. Raises Fault for a rating without a value."""
    if value is None:
        raise Fault("rating")
    return None if value == "neutral" else check(value)


def _date(value: str) -> str:
    """Check that a text is an ISO date. Raises Fault if not."""
    from datetime import date

    try:
        if re.fullmatch(DATE_PATTERN, value) and date.fromisoformat(value):
            return value
    except ValueError:
        pass
    raise Fault("date")


def _value_by_key(keys_by_value: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Turn a list of keys for each value into a mapping from key to value.

    Raises Fault for a key that is listed twice.
    """
    value_by_key = {key: value for value, keys in keys_by_value.items() for key in keys}
    if len(value_by_key) != sum(map(len, keys_by_value.values())):
        raise Fault("led_twice")
    return value_by_key


def _only_whole(value: object) -> object:
    """Refuse true and 1.0, which Python takes for 1."""
    return value if type(value) is int else str(value)


NOT_WRITTEN = Mark(lambda cs, _: cs.no_info_plain_validator_function(_refuse), {"not": {}})
"""Marks a field that no file may write: the reader fills it in from the value's place."""

OR_NEUTRAL = Mark(
    lambda cs, inner: cs.no_info_wrap_validator_function(_neutral, inner),
    lambda schema: {"anyOf": [{"const": "neutral"}, schema]},
)
"""Marks a rating, or the ratings of a criterion, in whose place the word neutral may stand.

The word reads as None, which `casemodel.knowledge.rule_build` leaves out of the rules.
"""

Text = Annotated[str, text()]
Id = Annotated[str, text(ID_PATTERN, most=ID_LENGTH)]
MaybeId = Annotated[str, text(ID_PATTERN, most=ID_LENGTH, null=True)]
MaybeText = Annotated[str, text(null=True)]
CriterionId = Annotated[str, text(ID_PATTERN, most=ID_LENGTH, role="criterion")]
ModelId = Annotated[str, text(ID_PATTERN, most=ID_LENGTH, role="model")]
MaybeModelId = Annotated[str, text(ID_PATTERN, most=ID_LENGTH, role="model", null=True)]
ClaimId = Annotated[str, text(CLAIM_PATTERN, most=ID_LENGTH, role="claim")]
NewClaimId = Annotated[str, text(CLAIM_PATTERN, most=ID_LENGTH)]
Claims = tuple[ClaimId, ...]
SomeClaims = Annotated[tuple[ClaimId, ...], entries(1)]
SomeIds = Annotated[tuple[Id, ...], entries(1)]
Date = Annotated[str, read_as(_date, Text, {"pattern": DATE_PATTERN})]
Flag = Annotated[bool, Mark(lambda cs, _: cs.bool_schema(strict=True))]
Percent = Annotated[int, whole(0, 100)]
Count = Annotated[int, whole(1, A_MILLION)]
Edge = Annotated[int, decimal(lambda value: int(value * 1000), most=A_MILLION)]
"""The edge of a band, in thousandths: 12.5 is 12500."""
Factor = Annotated[Fraction, decimal(Fraction, most=WEIGHTS[1])]
"""A weight that house rules may give."""
Led = Annotated[Mapping[str, str], read_as(_value_by_key, Mapping[Id, SomeIds])]
"""For each criterion the part that leads on it; files list the criteria of each part."""

SchemaOne = Annotated[
    Literal[1],
    Mark(
        lambda cs, inner: cs.no_info_before_validator_function(_only_whole, inner),
        {"const": 1, "description": "Which form of file this is: schema: 1"},
    ),
]


class File(Value, kw_only=True):
    """A file; it names the schema it follows."""

    schema: SchemaOne
