"""Options that commands share, as one parameter: typer sees each option of a bundle."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints


class LeftOut(NamedTuple):
    """The options of a bundle that a command does not take; they keep their defaults.

    Written beside the bundle: `Annotated[Bundle, LeftOut(("name",))]`.
    """

    names: tuple[str, ...]


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose bundles are spread out into their options, in place.

    A bundle is a dataclass whose fields are annotated as typer's options and have defaults. The
    command itself is called with the bundles made.
    """
    hints = get_type_hints(command, include_extras=True)
    bundles = {name: hint for name, hint in hints.items() if _bundle_of(hint) is not None}
    if not bundles:
        return command
    options = {name: list(_options(hint)) for name, hint in bundles.items()}
    flat: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        flat += options.get(name, [parameter])

    @wraps(command)
    def called(**typed: Any) -> None:
        """Make the bundles from the options given, and call the command."""
        for name, hint in bundles.items():
            typed[name] = _bundle_of(hint)(**{o.name: typed.pop(o.name) for o in options[name]})
        command(**typed)

    called.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return called


def _bundle_of(hint: Any) -> Any:
    """Give the dataclass that an annotation names, or None for any other annotation."""
    option_type = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return option_type if isinstance(option_type, type) and is_dataclass(option_type) else None


def _options(hint: Any) -> Iterator[Parameter]:
    bundle = _bundle_of(hint)
    hints = get_type_hints(bundle, include_extras=True)
    marks = [mark for mark in get_args(hint)[1:] if isinstance(mark, LeftOut)]
    left_out = {name for mark in marks for name in mark.names}
    for field in fields(bundle):
        if field.name not in left_out:
            default = Parameter.empty if field.default is MISSING else field.default
            yield Parameter(
                field.name, Parameter.KEYWORD_ONLY, default=default, annotation=hints[field.name]
            )
