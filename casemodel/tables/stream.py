"""The bytes of a sheet, from a file or from standard input, as often as they are gone through."""

import io
import sys
from typing import BinaryIO

from casemodel.files.content import STANDARD_INPUT, open_regular, refuse
from casemodel.files.limits import SHEET_INPUT

FROM_INPUT = "-"
"""The name by which standard input is given."""

_BLOCK = 256 * 1024


class Streams:
    """Opens what is named; standard input is read once, and held in memory from then on.

    Nothing of it is put on a disk, where it would outlast the run.
    """

    def __init__(self) -> None:
        """Nothing has been read yet."""
        self._held: bytes | None = None

    def open(self, path: str) -> BinaryIO:
        """The bytes from their beginning. Raises ProblemsFound."""
        if path != FROM_INPUT:
            return open_regular(path)
        if self._held is None:
            self._held = _standard_input()
        return io.BytesIO(self._held)


def _standard_input() -> bytes:
    held = io.BytesIO()
    try:
        while block := sys.stdin.buffer.read(_BLOCK):
            held.write(block)
            if held.tell() > SHEET_INPUT:
                message = f"Standard input holds more than {SHEET_INPUT // 1024**2} MB."
                refuse("P502", STANDARD_INPUT, f"{message} Give a file by its name instead.")
    except (OSError, ValueError, AttributeError):  # closed, or there is none
        refuse("P104", STANDARD_INPUT, "Standard input cannot be read.")
    return held.getvalue()
