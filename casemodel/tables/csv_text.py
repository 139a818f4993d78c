"""The encoding of a CSV file, and its bounds, found by looking through all of it."""

import codecs
from typing import BinaryIO, NamedTuple, NoReturn
from zlib import crc32

from casemodel.files.content import refuse
from casemodel.files.limits import SHEET_ROW
from casemodel.tables.forms import form_of

_BLOCK = 1024 * 1024
_HEAD = 256 * 1024


class Encoding(NamedTuple):
    """The name of an encoding for Python, and a sentence for people, empty where it is UTF-8."""

    codec: str
    remark: str


UTF_8 = Encoding("utf-8-sig", "")
_UTF_16 = Encoding("utf-16", "It is written in UTF-16.")
_CP1252 = Encoding(
    "cp1252",
    "It is not written in UTF-8, and was read as Windows-1252 (cp1252). Check names with accents.",
)


class CsvTraits(NamedTuple):
    """Traits of a file: its encoding, and a check sum of its bytes."""

    encoding: Encoding
    check_sum: int


def look_through(stream: BinaryIO, file: str) -> CsvTraits:
    """Look through the whole file. It is in UTF-8, else UTF-16 by its mark, else Windows-1252.

    Raises ProblemsFound if the file cannot be read, is empty, is not text in one of these, or has
    a line that is too long.
    """
    with stream:
        start = _block(stream, file)
        if not start:
            refuse("P105", file, "The file is empty.")
        if advice := form_of(start):
            refuse("P501", file, advice)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message = "The file says that it is UTF-16, but it is not. Save it as UTF-8."
            return _seen(_UTF_16, start, stream, file) or refuse("P107", file, message)
        traits = _seen(UTF_8, start, stream, file)
        if traits is None:
            stream.seek(0)
            traits = _seen(_CP1252, _block(stream, file), stream, file)
        message = "The file is written neither in UTF-8 nor in Windows-1252. Save it as CSV UTF-8."
        return traits or refuse("P107", file, message)


def head_of(stream: BinaryIO, encoding: Encoding) -> str:
    """Give the first lines of the file, at most a quarter of a megabyte, cut anywhere."""
    with stream:
        decoder = codecs.getincrementaldecoder(encoding.codec)()
        return decoder.decode(stream.read(_HEAD))


def _block(stream: BinaryIO, file: str) -> bytes:
    try:
        return stream.read(_BLOCK)
    except OSError:
        refuse("P104", file, "The file cannot be read.")


def _seen(encoding: Encoding, start: bytes, stream: BinaryIO, file: str) -> CsvTraits | None:
    """Find the file's traits if it is in this encoding; None if not. Raises ProblemsFound."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    block, lines = start, _Lines(file)
    check_sum = 0
    try:
        while block:
            check_sum = crc32(block, check_sum)
            lines.look_at(decoder.decode(block))
            block = _block(stream, file)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return None
    return CsvTraits(encoding, check_sum)


class _Lines:
    """A check of one block of text after the other, for NUL characters and for long lines."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._line = 1
        self._open = 0  # characters of the line that has not ended yet

    def look_at(self, text: str) -> None:
        """Check a block. Raises ProblemsFound for a NUL character, or a line that is too long."""
        if "\0" in text:
            line = self._line + text[: text.index("\0")].count("\n")
            message = "This is a NUL character. The file is not a text file, or it is damaged."
            refuse("P108", self._file, message, line)
        end = "\n" if "\n" in text else "\r"
        first = text.find(end)
        self._open += first if first >= 0 else len(text)
        self._open -= text[first - 1 : first] == "\r"  # of an end in two characters
        if self._open > SHEET_ROW:
            refuse_row(self._file, self._line)
        if first >= 0:
            self._open = len(text) - 1 - text.rfind(end)
        self._line += text.count("\n")


def refuse_row(file: str, line: int) -> NoReturn:
    """Refuse a file for a row that is too long."""
    message = f"A row is longer than {SHEET_ROW // 1024**2} MB, which no row of one client is."
    refuse("P502", file, message, line)


def refuse_quotes(error: str, file: str, line: int) -> NoReturn:
    """Refuse a file for a row in which quotation is broken, as Python's reader says."""
    if "field larger" in error or "end of data" in error:
        message = 'A quotation mark (") that is opened in this line is not closed.'
    elif "expected after" in error:
        message = 'Text follows a closing quotation mark ("); inside a text it is written twice.'
    else:
        message = "This line is not written as CSV is."
    refuse("P503", file, message, line)


def refuse_unread(file: str) -> NoReturn:
    """Refuse a file that could be opened, but not read to its end."""
    refuse("P104", file, "The file cannot be read to its end; it may have changed.")
