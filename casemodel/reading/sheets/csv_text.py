"""In what encoding a CSV file is written, found by reading all of it, and its first lines."""

import codecs
from typing import BinaryIO, NamedTuple

from casemodel.reading.files import STANDARD_INPUT, refuse

_BLOCK = 1024 * 1024
_HEAD = 256 * 1024
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Encoding(NamedTuple):
    """The name of an encoding for Python, and a sentence for people, empty where it is UTF-8."""

    codec: str
    said: str


UTF_8 = Encoding("utf-8-sig", "")
_UTF_16 = Encoding("utf-16", "It is written in UTF-16.")
_CP1252 = Encoding(
    "cp1252",
    "It is not written in UTF-8, and was read as Windows-1252 (cp1252). Check names with accents.",
)


def encoding_of(stream: BinaryIO, file: str) -> Encoding:
    """UTF-8, else UTF-16 by its mark, else Windows-1252. The whole file is looked through.

    Raises ProblemsFound where the file cannot be read, is empty, is no text or is in none of them.
    """
    with stream:
        start = _block(stream, file)
        if not start:
            refuse("P105", file, "The file is empty.")
        if start.startswith((_ZIP, _OLD_EXCEL)):
            message = "An Excel file has a name that ends in .xlsx"
            if file == STANDARD_INPUT:
                message = "Give an Excel file by its name, which ends in .xlsx"
            refuse("P501", file, f"This is no CSV file. {message}")
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            _check(_UTF_16, start, stream, file)
            return _UTF_16
        if _check(UTF_8, start, stream, file):
            return UTF_8
        stream.seek(0)
        if not _check(_CP1252, _block(stream, file), stream, file):
            message = "The file is written neither in UTF-8 nor in Windows-1252."
            refuse("P107", file, f"{message} Save it as CSV UTF-8.")
        return _CP1252


def head_of(stream: BinaryIO, encoding: Encoding) -> str:
    """The first lines of the file, at most a quarter of a megabyte, cut anywhere."""
    with stream:
        decoder = codecs.getincrementaldecoder(encoding.codec)()
        return decoder.decode(stream.read(_HEAD))


def _block(stream: BinaryIO, file: str) -> bytes:
    try:
        return stream.read(_BLOCK)
    except OSError:
        refuse("P104", file, "The file cannot be read.")


def _check(encoding: Encoding, start: bytes, stream: BinaryIO, file: str) -> bool:
    """Whether all of the file is written so. Raises ProblemsFound at the first NUL character."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    block, line = start, 1
    try:
        while block:
            text = decoder.decode(block)
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                message = "A NUL character stands here: this is not a text file, or a broken one."
                refuse("P108", file, message, line)
            line += text.count("\n")
            block = _block(stream, file)
        decoder.decode(b"", final=True)
    except UnicodeError:
        if encoding is _UTF_16:
            refuse(
                "P107", file, "The file says that it is UTF-16, but it is not. Save it as UTF-8."
            )
        return False
    return True
