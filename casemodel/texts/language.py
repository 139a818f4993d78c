"""The language in which a command speaks: English, unless a page for a client asks for another."""

from collections.abc import Mapping
from contextvars import ContextVar

from casemodel.texts.store import ENGLISH, folder

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def spoken() -> str:
    """Give the language spoken now, such as "en"."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak this language from here to the end of the command; it must be one of `languages`."""
    _spoken.set(language)


def languages() -> tuple[str, ...]:
    """List the languages that have texts, in order: the names of their folders."""
    folders = (each for each in folder().parent.iterdir() if each.is_dir())
    return tuple(sorted(each.name for each in folders if not each.name.startswith("_")))


def of_environment(environment: Mapping[str, str]) -> str:
    """Give the language that the environment asks for if it has texts, else English."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next(filter(None, names), "")[:2]
    return code if code in languages() else ENGLISH
