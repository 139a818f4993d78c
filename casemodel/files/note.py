"""Reading a note: plain text of any number of lines, from a file or standard input."""

from casemodel.files.content import decode, read_bytes, refuse, shown_name
from casemodel.files.limits import NOTE_LENGTH

_BYTES = 4 * NOTE_LENGTH  # a character takes at most four in UTF-8


def read_note(path: str) -> str:
    """Read a note, without blank lines around it; '-' reads standard input.

    Raises ProblemsFound as for every file, and for a note that is empty or too long.
    """
    file = shown_name(path)
    text = decode(read_bytes(path, _BYTES), file).strip()
    if not text:
        refuse("P105", file, "There is no note in it.")
    if len(text) > NOTE_LENGTH:
        refuse("P306", file, f"A note has at most {NOTE_LENGTH} characters; this one is longer.")
    return text
