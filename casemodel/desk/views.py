"""The templates of the desk, in which every text is escaped unless it is our own markup."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casemodel.render.html import style_for, with_whole_phones
from casemodel.render.safe import harmless
from casemodel.texts.messages import phrase

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Build the environment of the desk's templates. A name that a template lacks is an error."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    templates.filters.update(harmless=harmless, with_whole_phones=with_whole_phones)
    templates.globals.update(phrase=phrase, save_as=_save_as, language_name=_language_name)
    templates.globals["parts"] = templates.get_template("parts.html").module
    return templates


_SAVE_AS: Mapping[str, str] = {
    "html": "desk.save_as_html",
    "docx": "desk.save_as_docx",
    "pdf": "desk.save_as_pdf",
    "md": "desk.save_as_md",
}
_LANGUAGES: Mapping[str, str] = {"en": "desk.language_en", "es": "desk.language_es"}


def _save_as(form: str) -> str:
    return phrase(_SAVE_AS[form])


def _language_name(language: str) -> str:
    """Name a language in its own words; by its code if nobody has written its name."""
    return phrase(_LANGUAGES[language]) if language in _LANGUAGES else language


def _shown(value: Any) -> Any:
    """Make a text from a file harmless, as every writer does; our own markup stays."""
    return harmless(value) if type(value) is str else value


def filled(template: str, values: Mapping[str, Any]) -> str:
    """Fill in a template of the desk."""
    return environment().get_template(template).render(values)


def refusal(text: str, leads_to: str = "") -> str:
    """Write a page with one sentence, and if it leads on, the path where to."""
    return filled("refusal.html", {"text": text, "leads_to": leads_to})


def profile_path(language: str, name: str, *rest: str) -> str:
    """Give the path of a page on a profile."""
    parts = (name, *rest)
    return "/".join((f"/{language}/p", *(quote(part, safe="") for part in parts)))


@cache
def style() -> str:
    """Give the style sheet of the desk: that of documents, then its own."""
    return str(style_for("letter", "")) + (TEMPLATES / "desk.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    """Give the one script of the desk."""
    return (TEMPLATES / "desk.js").read_text(encoding="utf-8")
