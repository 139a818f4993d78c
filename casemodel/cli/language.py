"""`--lang LANGUAGE`: the pages that a client reads, in another language than English."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli.options import KindWord
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.knowledge.translation import Translation

LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help="The language of a page for a client, such as es; auto takes your computer's.",
        show_default=False,
    ),
]


def speak(code: str | None, *, kind: KindWord = "client", english: str = "") -> None:
    """Speak the language that was asked for from here on; without one, English.

    `english` names an option of this call whose output is in English only. Raises WrongUse for a
    language without texts, and where the output is in English only.
    """
    from casemodel.cli import agency
    from casemodel.texts import language, store

    known = language.languages()
    if agency.is_set("lang") and (english or kind == "organization"):
        agency.leave_out("lang")  # it is set for pages that clients read
        code = None
    if code == "auto":
        import os

        code = language.of_environment(os.environ)
    if code is not None and code not in known:
        from casemodel.render.safe import harmless

        raise WrongUse(f"There are no texts in '{harmless(code)}'. Choose: {', '.join(known)}.")
    language.speak(code or store.ENGLISH)
    if english and translates():
        raise WrongUse(f"{english} is in English only: leave --lang out.")
    refuse_organizations(kind)


def translates() -> bool:
    """Say whether another language than English is spoken now."""
    from casemodel.texts.language import spoken
    from casemodel.texts.store import ENGLISH

    return spoken() != ENGLISH


def english_again() -> bool:
    """Speak English if an agency set another language for clients' pages; True if it changed."""
    from casemodel.cli import agency
    from casemodel.texts import language, store

    if not (translates() and agency.is_set("lang")):
        return False
    agency.leave_out("lang")
    language.speak(store.ENGLISH)
    return True


def refuse_organizations(kind: KindWord) -> None:
    """Raise WrongUse if a page on an organization is asked for in another language than English."""
    if kind == "organization" and translates():
        from casemodel.texts.messages import phrase

        raise WrongUse(phrase("slip.language"))


def translation(directory: str | None) -> "Translation | None":
    """Read the texts that rules have in the language spoken now; None if that is English.

    Raises ProblemsFound if a file cannot be read, and WrongUse if the rules have no such texts.
    """
    if not translates():
        return None
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.knowledge.translation import Translation, languages_of
    from casemodel.texts.language import spoken

    folder = rules_directory() if directory is None else Path(directory)
    if spoken() not in languages_of(folder):
        raise WrongUse(f"These rules have no texts in '{spoken()}': no folder lang/{spoken()}.")
    return Translation(folder, spoken())
