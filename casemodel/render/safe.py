"""The filter that makes text from files harmless to show. Every writer uses it.

Text may come from a profile, a rule or a file name. None of it may move a cursor, change a colour,
turn the reading direction, hide itself or begin a line of its own.
"""

from casemodel.pages.document import Document, with_every_text

# Joiners that Persian, Hindi and others need to be spelled right; they join what is beside them.
_JOINERS = "\u200c\u200d"

# ruff: noqa: RUF001 - the characters that look alike are the ones to replace
# What to write where a stream's encoding lacks the character. Other letters lose their accent, and
# what is left over is written as an escape.
_PLAINER = {
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "•": "*",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "€": "EUR",
    "£": "GBP",
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
}


def harmless(text: str) -> str:
    r"""Replace every control, format and surrogate character of a text by a visible escape.

    An escape character becomes `\x1b`, a right-to-left override `\u202e`. Line breaks, tabs and odd
    spaces become one space each, so that a text stays within its line.
    """
    if text.isprintable():
        return text
    return "".join(_harmless_character(character) for character in text)


def _harmless_character(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f":
        return " "
    return _escape(character)


def _escape(character: str) -> str:
    """Write a character as Python does: a backslash, x, u or U, and its number in hexadecimal."""
    escape = ascii(character)[1:-1]
    return escape if len(escape) > 1 else f"\\x{ord(character):02x}"


def writable(text: str, encoding: str) -> str:
    """Replace everything in a text that the encoding lacks; an unknown encoding counts as ASCII."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_writable_character(character, encoding) for character in text)
    except LookupError:
        return writable(text, "ascii")
    return text


def _writable_character(character: str, encoding: str) -> str:
    if _has(encoding, character):
        return character
    if character in _PLAINER:
        return _PLAINER[character]
    import unicodedata  # only the odd character on an odd stream needs it

    base = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in base if not unicodedata.combining(part))
    if bare and _has(encoding, bare) and bare.isprintable():
        return bare
    if unicodedata.combining(character):
        return ""
    return _escape(character)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def safe_document(document: Document, encoding: str = "utf-8") -> Document:
    """Make every text of the document harmless, and writable in the encoding."""
    return with_every_text(document, lambda text: writable(harmless(text), encoding))
