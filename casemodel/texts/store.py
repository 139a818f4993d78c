"""The text files of the tool: their folders, a language each, and reading them."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ENGLISH = "en"
"""The language that has every text."""


def folder(language: str = ENGLISH) -> Path:
    """Give the folder that holds the texts of one language."""
    return Path(__file__).parent / language


@cache
def texts(name: str, language: str = ENGLISH) -> Mapping[str, Any]:
    """Read a text file once. Every value is a string, or a mapping or list of strings.

    Args:
        name: The file's name without its ending, such as "problems".
        language: The language of the texts, the name of their folder.

    Raises:
        FileNotFoundError: There is no such file, as JSON (in a wheel) or as YAML.
    """
    as_json = folder(language) / f"{name}.json"
    if as_json.is_file():
        return dict(json.loads(as_json.read_bytes()))
    return parsed((folder(language) / f"{name}.yaml").read_text(encoding="utf-8"))


def parsed(text: str) -> Mapping[str, Any]:
    """Parse a text file in YAML. No value becomes a number, a date or a truth value."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml is not everywhere
    return dict(yaml.load(text, Loader=loader))  # noqa: S506 - the base loader makes strings only
