"""The bytes and the text of a file, read within bounds and refused in plain words."""

import io
import os
import re
import stat
import sys
from pathlib import Path
from typing import BinaryIO, NamedTuple, NoReturn

from casemodel.files.problems import Problem, ProblemsFound

_BLOCK = 64 * 1024

STANDARD_INPUT = "standard input"
"""The name of standard input in a problem."""

# Control characters, what ends a line for some readers only, marks that reverse the reading
# direction, and characters that no text may hold. Tab, line feed and carriage return are text.
_FORBIDDEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)

_MARK = b"\xef\xbb\xbf"


def find_forbidden(text: str) -> re.Match[str] | None:
    """Find the first character that no file may hold, written out or as an escape."""
    # None of them can be printed. If all characters can, as in most files, there is none.
    if text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
        return None
    return re.search(_FORBIDDEN, text)


def without_forbidden(text: str) -> str:
    """Replace each character that no file may hold by a blank."""
    return re.sub(_FORBIDDEN, " ", text)


def refuse(code: str, file: str, message: str, line: int = 0, column: int = 0) -> NoReturn:
    """Raise ProblemsFound with one problem of a file."""
    raise ProblemsFound((Problem(code, file, line, column, message),))


def read_bytes(path: str | Path, most: int) -> bytes:
    """Read the bytes of a regular file, or of standard input for '-'; at most `most` of them.

    Raises ProblemsFound if there is no such file, or it is a folder, a device, a pipe, unreadable,
    empty or too large.
    """
    data = _standard_input(most) if str(path) == "-" else _regular_file(path, most)
    file = shown_name(path)
    if len(data) > most:
        refuse("P106", file, f"The file is larger than {most // 1024} kB.")
    if not data:
        refuse("P105", file, "The file is empty.")
    return data


def shown_name(path: str | Path) -> str:
    """Give the name of the file for a problem."""
    return STANDARD_INPUT if str(path) == "-" else str(path)


def _standard_input(most: int) -> bytes:
    """Read standard input up to a little over the bound."""
    try:
        return _bounded(sys.stdin.buffer, most)
    except (OSError, ValueError, AttributeError):  # closed, or there is none
        refuse("P104", STANDARD_INPUT, "Standard input cannot be read.")


def _regular_file(path: str | Path, most: int) -> bytes:
    """Read a regular file up to a little over the bound. Refuses one that changes meanwhile."""
    with open_regular(path) as stream:
        try:
            before = state_of(stream)
            data = _bounded(stream, most)
            after = state_of(stream)
        except OSError:  # a broken disk
            refuse("P104", str(path), "The file cannot be read.")
    if after != before:
        refuse_changed(str(path))
    return data


class FileState(NamedTuple):
    """Values by which a file is recognized: size, time of writing (ns), device and number."""

    size: int
    written: int
    device: int
    number: int


def state_of(stream: BinaryIO) -> FileState | None:
    """Give the state of an open file; None for a stream that is not a file. Raises OSError."""
    try:
        number = stream.fileno()
    except io.UnsupportedOperation:
        return None
    return _state(os.fstat(number))


def _state(status: os.stat_result) -> FileState:
    return FileState(status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)


def has_changed(path: str | Path, before: FileState | None) -> bool:
    """Say whether another file is there now, or the file was written since."""
    try:
        return _state(Path(path).stat()) != before
    except OSError:
        return True


def refuse_changed(file: str) -> NoReturn:
    """Refuse a file that was written while it was read: some of it is old, some of it new."""
    message = "The file was changed while it was read. Run this again when nothing writes to it."
    refuse("P109", file, message)


def open_regular(path: str | Path) -> BinaryIO:
    """Open a regular file to read.

    Raises ProblemsFound if there is no such file, or it is a folder, a device, a pipe, or may not
    be read.
    """
    file = str(path)
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            refuse("P102", file, "This is a folder. Give the name of a file.")
        if not stat.S_ISREG(mode):
            refuse(
                "P103", file, "This is not an ordinary file. To read a program's output, give -."
            )
        return Path(path).open("rb")
    except FileNotFoundError:
        message = "This file does not exist."
        if Path(path).is_symlink():
            message = "This is a link to a file that does not exist."
        nearest = other_ending(file)
        raise ProblemsFound((Problem("P101", file, 0, 0, message, nearest=nearest),)) from None
    except PermissionError:
        refuse("P104", file, "You do not have permission to read this file.")
    except (OSError, ValueError):  # a loop of links, a name too long or with a NUL
        refuse("P104", file, "The file cannot be read.")


def other_ending(file: str) -> tuple[str, ...]:
    """Give the name with `.yml` for `.yaml`, or the other way, if there is such a file."""
    for ending, replacement in ((".yaml", ".yml"), (".yml", ".yaml")):
        if file.lower().endswith(ending):
            name = file[: -len(ending)] + replacement
            return (name,) if Path(name).is_file() else ()
    return ()


def _bounded(stream: BinaryIO, most: int) -> bytes:
    """Read a stream up to a little over the bound.

    Block by block: making room for a whole bound at once takes longer than reading most files.
    """
    data = b""
    while len(data) <= most and (block := stream.read(_BLOCK)):
        data += block
    return data


def decode(data: bytes, file: str) -> str:
    """Decode UTF-8 bytes, without a byte order mark.

    Raises ProblemsFound, with line and column, for another encoding or a forbidden character.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        refuse("P107", file, "The file is saved as UTF-16 or UTF-32. Save it as UTF-8.")
    try:
        data = data.removeprefix(_MARK)
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        message = "The file is not saved as UTF-8. Save it as UTF-8 in your editor."
        refuse("P107", file, message, *position(before))
    if forbidden := find_forbidden(text):
        message = f"This character is not allowed: U+{ord(forbidden.group()):04X}."
        refuse("P108", file, message, *position(text[: forbidden.start()]))
    return text


def position(before: str) -> tuple[int, int]:
    """Give the line and column, from 1, of the character after this text."""
    lines = re.split(r"\r\n|\n|\r", before)
    return len(lines), len(lines[-1]) + 1
