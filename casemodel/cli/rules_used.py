"""The rules that an answer was made with: shipped, from a folder, or changed by house rules."""

from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from casemodel.knowledge.values import Rules
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput

DIGITS = 12
"""Digits of a digest that are shown; JSON has all of them."""


class UsedRules(NamedTuple):
    """Rules, the folder they were read from (None for the shipped ones), and the house file."""

    rules: "Rules"
    folder: str | None
    house: str | None = None


_is_wanted: ContextVar[bool] = ContextVar("rules_are_named", default=False)
_used: ContextVar[UsedRules | None] = ContextVar("rules_used", default=None)


def begin() -> None:
    """Begin a command: from here on its outputs name the rules that they were made with."""
    _is_wanted.set(True)


def note(rules: "Rules", folder: str | None) -> None:
    """Note the rules that were read last, and from where."""
    _used.set(UsedRules(rules, folder))


def note_house(rules: "Rules", house: str) -> None:
    """Note that a house file changes the rules that were read last."""
    used = _used.get()
    _used.set(UsedRules(rules, used.folder if used else None, house))


def rules_line() -> str:
    """Say in a line which rules were used; empty if none were."""
    from casemodel.texts.messages import phrase

    used = _used.get() if _is_wanted.get() else None
    if used is None:
        return ""
    local = used.rules.local
    version, digest = used.rules.version, used.rules.digest
    if local is not None:
        version, digest = local.version, local.rules_digest
    line = _read_from(used.folder, version, digest)
    if local is not None:
        house = phrase(
            "rules_used.house",
            agency=local.agency,
            file=used.house,
            digest=local.digest[:DIGITS],
        )
        line = f"{line} {house}"
    return line


def _read_from(folder: str | None, version: str, digest: str) -> str:
    """Say that the rules are the shipped ones, or of a folder and whether those differ."""
    from casemodel.texts.messages import phrase

    short = digest[:DIGITS]
    if folder is None:
        return phrase("rules_used.shipped", version=version, digest=short)
    from casemodel.knowledge.bundled import shipped_digest

    if digest == shipped_digest():
        return phrase("rules_used.same", version=version, digest=short, folder=folder)
    return phrase("rules_used.changed", version=version, digest=short, folder=folder)


def noted(page: "Document") -> "Document":
    """Add to a page for the screen, as its last line, which rules were used."""
    from casemodel.pages.document import Fact

    line = rules_line()
    return page._replace(closing=(*page.closing, Fact("", line))) if line else page


def noted_on_paper(page: "Document") -> "Document":
    """Say on a page for paper, where it says what made it, which rules were used."""
    from casemodel import __version__
    from casemodel.texts.messages import phrase

    line = rules_line()
    if not (line and page.made_by):
        return page
    tool = f"casemodel {__version__}"
    return page._replace(
        made_by=phrase("rules_used.made_by", tool=tool, rules=line.removesuffix("."))
    )


def noted_in_data(data: "JsonOutput") -> "JsonOutput":
    """Put into an output in JSON the folder that its rules were read from."""
    from dataclasses import replace

    from casemodel.render.json_models.base import SHIPPED, RulesOutput

    used = _used.get()
    if used is None or not (_is_wanted.get() and isinstance(data, RulesOutput)):
        return data
    return replace(data, rules=replace(data.rules, from_=used.folder or SHIPPED))
