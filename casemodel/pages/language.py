"""The language of a page, and a line that says so while its translation is a draft."""

from casemodel.pages.document import Document, Fact
from casemodel.texts.language import spoken
from casemodel.texts.messages import phrase
from casemodel.texts.store import ENGLISH


def in_language(page: Document) -> Document:
    """Mark a page with the language spoken now, and close it with the line on a draft."""
    remarks = tuple(Fact("", text) for text in draft())
    return page._replace(language=spoken(), closing=(*page.closing, *remarks))


def draft() -> tuple[str, ...]:
    """Say that the texts of this language are a draft; nothing in English, or once reviewed."""
    remark = phrase("language.draft") if spoken() != ENGLISH else ""
    return (remark,) if remark else ()
