"""An agency's settings in place of options that are not given: one place for every command."""

import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemodel.local_rules.settings import NAMES, AgencySetting, misspelled, settings_in_force

if TYPE_CHECKING:
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput

NOT_SET = {"rules": "shipped", "house": "none"}
"""For some options, the word that takes a setting back: the rules as they come with casemodel."""

_used: ContextVar[tuple[AgencySetting, ...]] = ContextVar("settings_used", default=())


def settle(context: Any) -> None:
    """Put the agency's settings in place of the options of a command that were not given.

    `context` is the parser's. If a settings file has problems, says so and ends with status 1.
    Raises WrongUse for a wrong variable of the environment.
    """
    from casemodel.cli import rules_used
    from casemodel.cli.deliver import problems_shown

    rules_used.begin()
    options = context.params
    left = [name for name in NAMES if name in options and not _is_given(context, name)]
    if left:
        with problems_shown("json" if options.get("form") == "json" else "text"):
            settings = in_force()
        used = tuple(setting for setting in settings if setting.name in left)
        options.update({setting.name: setting.value for setting in used})
        _used.set(used)
        _warn()
    for name, word in NOT_SET.items():
        if options.get(name) == word:
            options[name] = None


def _is_given(context: Any, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name not in ("DEFAULT", "DEFAULT_MAP")


def in_force() -> tuple[AgencySetting, ...]:
    """List the settings that count here and now. Raises ProblemsFound or WrongUse."""
    from casemodel.texts.language import languages

    return settings_in_force(os.environ, here(), languages())


def here() -> Path:
    """Give the folder that commands are given in; if it is gone, one that holds no settings."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _warn() -> None:
    """Say on standard error which variables of the environment are misspelled."""
    from casemodel.cli import streams
    from casemodel.render.safe import harmless
    from casemodel.texts.messages import phrase

    for name, nearest in misspelled(os.environ):
        streams.say(phrase("settings.misspelled", name=harmless(name), nearest=nearest))


def is_set(name: str) -> bool:
    """Say whether this option has its value from a setting."""
    return any(setting.name == name for setting in _used.get())


def leave_out(name: str) -> None:
    """Note that a setting does not count for this output."""
    _used.set(tuple(setting for setting in _used.get() if setting.name != name))


def settings_line() -> str:
    """Say in one line which options come from where; empty if none does."""
    from casemodel.texts.messages import phrase

    origins = dict.fromkeys(setting.origin for setting in _used.get())
    return " ".join(
        phrase(
            "settings.used",
            origin=origin,
            options=", ".join(f"--{s.name} {s.value}" for s in _used.get() if s.origin == origin),
        )
        for origin in origins
    )


def tell() -> None:
    """Say on standard error which options come from where, for output without room for it."""
    from casemodel.cli import streams
    from casemodel.render.safe import harmless

    if line := settings_line():
        streams.say(harmless(line))


def noted(page: "Document") -> "Document":
    """Add to a page for the screen, as its last line, which options come from where."""
    from casemodel.pages.document import Fact

    leave_out("paper")
    line = settings_line()
    return page._replace(closing=(*page.closing, Fact("", line))) if line else page


def noted_in_data(data: "JsonOutput") -> "JsonOutput":
    """Add to an output in JSON which options come from where."""
    from dataclasses import replace

    from casemodel.render.json_models.base import SettingData

    leave_out("paper")
    return replace(
        data,
        settings=tuple(
            SettingData(option=setting.name, value=setting.value, from_=setting.origin)
            for setting in _used.get()
        ),
    )
