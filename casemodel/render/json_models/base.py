"""The head of every JSON output, its common parts, and the way from a value to JSON.

A model is a frozen dataclass. Its fields are the keys of a JSON object, in their order; an
underscore at the end of a name is left out ('from_' is the key 'from'). A field with a default is
left out where it has that value. Points and scores are written as printed, with one decimal.
`filled` builds a model from the value that it shows. Where a frozen dataclass has just the keys of
a JSON object, it is used in the model as it is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from casemodel.explanation.sentence import Sentence
from casemodel.explanation.values import RulesUsed
from casemodel.knowledge.local import LocalRules, LocalSubject
from casemodel.knowledge.values import Rules

SCHEMA_VERSION = 1
SHIPPED = "shipped"
"""The word for the rules that come with casemodel."""
_FROM = "from"
_IN_TENTHS = "in tenths"

Points = Annotated[float, _IN_TENTHS]
"""Points or a score; the value that it is filled from has them in tenths."""

Model = TypeVar("Model")


def of(attribute: str) -> Any:
    """Declare a field that is filled from an attribute with another name ('layout.file')."""
    return field(metadata={_FROM: attribute})


@dataclass(frozen=True, kw_only=True)
class ToolData:
    """The tool that made an output."""

    name: Literal["casemodel"]
    version: str


@dataclass(frozen=True, kw_only=True)
class SettingData:
    """An option that was not given, its value, and the file or variable that sets it."""

    option: str
    value: str
    from_: str


@dataclass(frozen=True, kw_only=True)
class JsonOutput:
    """The head of every JSON output: its version, its kind and the tool that made it.

    `settings` are there if an agency's settings stand in place of options.
    """

    schema_version: Literal[1]
    output: str
    tool: ToolData
    settings: tuple[SettingData, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RulesData:
    """A rule base by its version, the sha256 of its files, and where it is from.

    `from` says where the rules of an answer are from: shipped, for those that come with casemodel,
    or the name of a folder.
    """

    version: str
    digest: str
    from_: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignedData:
    """The reason for a change, who made it, and on which day (ISO)."""

    reason: str
    name: str
    date: str


@dataclass(frozen=True, kw_only=True)
class LocalChangeData:
    """One change of house rules; `of` and `name` are ids, `before` and `after` are in words."""

    what: LocalSubject
    of: str
    name: str | None
    before: str | None
    after: str
    signed: SignedData


@dataclass(frozen=True, kw_only=True)
class LocalRulesData:
    """An agency's house rules: whose they are, the rules they change, and every change."""

    agency: str
    digest: str
    changed_rules: RulesData
    changes: tuple[LocalChangeData, ...]


@dataclass(frozen=True, kw_only=True)
class RulesOutput(JsonOutput):
    """The head of an output that depends on rules; `house_rules` is there if they are in use."""

    rules: RulesData
    house_rules: LocalRulesData | None = None


@dataclass(frozen=True, kw_only=True)
class MessageData:
    """A sentence for people: the id of its template, what was filled in, and the text.

    Programs may rely on `template`. The fragments in `filled` and the wording of `says` are no part
    of the contract: they can change with any version.
    """

    template: str
    filled: Mapping[str, str]
    says: str


@dataclass(frozen=True, kw_only=True)
class CitedData:
    """The ids of claims, and the places ('harmony 18') where sources make them."""

    claims: tuple[str, ...]
    cites: tuple[str, ...]


def head(output: str, tool_version: str) -> dict[str, Any]:
    """Give the fields of `JsonOutput`, to be unpacked into a model."""
    tool = ToolData(name="casemodel", version=tool_version)
    return {"schema_version": SCHEMA_VERSION, "output": output, "tool": tool}


def head_with_rules(output: str, rules: Rules | RulesUsed, tool_version: str) -> dict[str, Any]:
    """Give the fields of `RulesOutput`, to be unpacked into a model."""
    return head(output, tool_version) | {
        "rules": RulesData(version=rules.version, digest=rules.digest),
        "house_rules": rules.local and local_rules_data(rules.local),
    }


def local_rules_data(local: LocalRules) -> LocalRulesData:
    """House rules as data."""
    changed_rules = RulesData(version=local.version, digest=local.rules_digest)
    return filled(LocalRulesData, local, changed_rules=changed_rules)


def message(sentence: Sentence) -> MessageData:
    """A sentence as data."""
    return MessageData(**message_fields(sentence))


def message_fields(sentence: Sentence) -> dict[str, Any]:
    """Give the fields of `MessageData`, to be unpacked into a model that adds some."""
    return {"template": sentence.id, "filled": dict(sentence.filled), "says": sentence.text}


def messages(sentences: Iterable[Sentence]) -> tuple[MessageData, ...]:
    """Sentences as data."""
    return tuple(map(message, sentences))


def cited(rules: Rules, claims: tuple[str, ...]) -> dict[str, Any]:
    """Give the fields of `CitedData`, to be unpacked into a model."""
    return {"claims": claims, "cites": tuple(map(str, rules.places(claims)))}


def filled(model: type[Model], value: Any, rules: Rules | None = None, /, **extra: Any) -> Model:
    """Build a model from a value with attributes of the same names, and its parts likewise.

    `extra` are the fields that are no such attribute. What is empty becomes null where the model
    allows null; a fraction becomes a decimal with two places; a sentence becomes a message. A field
    with a default is left at it where the value has no such attribute. `rules` are needed where the
    value holds claims without their places.
    """
    if issubclass(model, MessageData) and "says" not in extra:
        sentence = value if isinstance(value, Sentence) else value.sentence
        extra = message_fields(sentence) | extra
    if rules is not None and issubclass(model, CitedData):
        extra = cited(rules, value.claims) | extra
    for name, optional, get, convert in _ways_to_fill(cast("Any", model)):
        if name not in extra and not (optional and not hasattr(value, name)):
            extra[name] = convert(get(value), rules)
    return model(**extra)


def points(tenths: int) -> float:
    """Turn tenths of a point into the number that JSON prints with one decimal: 793 is 79.3."""
    return tenths / 10


def to_data(value: Any) -> Any:
    """Turn a model into dicts, lists and plain values, as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            key: to_data(of_field)
            for name, key, default in _keys(type(value))
            if (of_field := getattr(value, name)) != default or default is MISSING
        }
    if isinstance(value, Mapping):
        return {key: to_data(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_data(item) for item in value]
    return value


def key_of(name: str) -> str:
    """Give the JSON key of a field."""
    return name.removesuffix("_")


@cache
def _keys(model: type) -> tuple[tuple[str, str, Any], ...]:
    """List each field's name, its key, and the value at which it is left out."""
    return tuple((field.name, key_of(field.name), field.default) for field in fields(model))


Convert = Callable[[Any, Rules | None], Any]


@cache
def _ways_to_fill(model: Any) -> tuple[tuple[str, bool, Callable[[Any], Any], Convert], ...]:
    """List each field, whether it has a default, how to get it from a value, and to convert it."""
    kinds = get_type_hints(model, include_extras=True)
    return tuple(
        (
            member.name,
            member.default is not MISSING,
            attrgetter(member.metadata.get(_FROM, member.name)),
            _converter(kinds[member.name]),
        )
        for member in fields(model)
    )


def _converter(kind: Any) -> Convert:
    """Build the function that converts a part of a value to the type of a field."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and arguments[1:] == (NoneType,):
        inner = _converter(arguments[0])
        return lambda part, rules: None if part in (None, "", ()) else inner(part, rules)
    if origin is tuple:
        inner = _converter(arguments[0])
        return lambda part, rules: tuple(inner(item, rules) for item in part)
    if origin is Mapping:
        inner = _converter(arguments[1])
        return lambda part, rules: {key: inner(item, rules) for key, item in dict(part).items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return lambda part, rules: part if isinstance(part, kind) else filled(kind, part, rules)
    plain: dict[Any, Callable[[Any], Any]] = {Points: points, str: str, float: _decimal}
    convert = plain.get(kind, lambda part: part)
    return lambda part, _: convert(part)


def _decimal(number: Fraction | float) -> float:
    return round(float(number), 2) if isinstance(number, Fraction) else number
