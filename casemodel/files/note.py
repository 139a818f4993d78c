"""Reading a note: plain text of any lines, from a file or from standard input."""

from casemodel.files.content import decode, read_bytes, refuse, shown_name
from casemodel.files.limits import NOTE_LENGTH

_BYTES = 4 * NOTE_LENGTH  # a character takes at most four in UTF-8


def read_note(path: str) -> str:
    """The note without blank lines around it; '-' reads standard input.

    Raises ProblemsFound: what holds for every file, and a note that is too long or holds nothing.
    """
    file = shown_name(path)
    text = decode(read_bytes(path, _BYTES), file).strip()
    if not text:
        refuse("P105", file, "There is no note in it.")
    if len(text) > NOTE_LENGTH:
        refuse("P306", file, f"A note has at most {NOTE_LENGTH} characters; this one is longer.")
    return text
