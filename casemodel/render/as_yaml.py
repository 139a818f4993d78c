"""Writing plain data as YAML that our own reader reads back, and that people can edit."""

import re
from typing import Any

# Words that need no quotation marks. A word of letters alone, yes and no among them, is text.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./]*|not known|not asked", re.ASCII)
_MORE_THAN_TEXT = frozenset({"null", "true", "false"})
_STEP = "  "


def as_yaml(data: dict[str, Any]) -> str:
    """Write keys and values, lists and texts as YAML. None becomes null, an empty list []."""
    return "".join(f"{line}\n" for line in _mapping(data))


def _mapping(data: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for key, value in data.items():
        below = _below(value)
        if below:
            lines += [f"{_scalar(key)}:", *(_STEP + line for line in below)]
        else:
            lines.append(f"{_scalar(key)}: {_scalar(value)}")
    return lines


def _below(value: Any) -> list[str]:
    """Write the lines of a mapping or list that is not empty; none for anything else."""
    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, list):
        return [line for item in value for line in _item(item)]
    return []


def _item(item: Any) -> list[str]:
    first, *further = _below(item) or [_scalar(item)]
    return [f"- {first}", *(_STEP + line for line in further)]


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if value in ([], {}):
        return "[]" if value == [] else "{}"
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _MORE_THAN_TEXT:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
