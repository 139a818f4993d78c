"""Advice on slips: a profile without a command, `quit`, `house`, `.yml` for `.yaml`."""

import re
from pathlib import Path

from casemodel.files.content import other_ending
from casemodel.texts.messages import phrase

_WORDS = {
    "bye": "slip.quit",
    "casemodel.toml": "slip.settings",
    "client": "slip.interview_client",
    "close": "slip.quit",
    "config": "slip.settings",
    "exit": "slip.quit",
    "house": "slip.house",
    "organization": "slip.start",
    "print": "slip.print",
    "q": "slip.quit",
    "quit": "slip.quit",
    "run": "slip.start",
    "start": "slip.start",
    "version": "slip.version",
}
_KINDS = {"client": "slip.client", "organization": "slip.organization"}
_OF_A_PROFILE = (".yaml", ".yml", ".json")
_OF_A_SPREADSHEET = (".csv", ".xlsx")
_KIND = re.compile(r"""(?m)^\s*\{?\s*["']?kind["']?\s*:\s*["']?(client|organization)\b""")
_MOST_BYTES = 256 * 1024


def advice_on(word: str) -> str:
    """Say what to type instead of a word that is no command; empty if there is no advice.

    Of a profile's content, only its kind is read. `word` must be harmless to print.
    """
    known = _WORDS.get(word.lower())
    if known:
        return phrase(known)
    if word.lower().endswith(_OF_A_SPREADSHEET):
        return phrase("slip.spreadsheet", file=word)
    if not word.lower().endswith(_OF_A_PROFILE):
        return ""
    if not Path(word).is_file():
        other_names = other_ending(word)
        return (
            phrase("slip.other_ending", file=word, other=other_names[0])
            if other_names
            else (phrase("slip.no_file", file=word))
        )
    return phrase(_KINDS.get(_kind_of(Path(word)), "slip.check"), file=word)


def _kind_of(file: Path) -> str:
    """Give the kind that a profile states; empty if it states none or cannot be read."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode(errors="replace")
    except OSError:
        return ""
    stated = _KIND.search(text)
    return stated.group(1) if stated else ""
