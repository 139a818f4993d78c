"""Standard output and standard error: encoding, width, colour, and what to do when they fail."""

import errno
import os
import sys
from typing import TextIO

from casemodel.files.problems import CasemodelError

# Enough for any screen; COLUMNS may hold anything.
_DIGITS = 6


class CannotWrite(CasemodelError):
    """The answer could not be written; the message says where to and why. Exit status 1."""


class ReaderGone(CasemodelError):
    """The reader of our output has stopped reading, as `head` does. Nothing to say."""


def prepare() -> None:
    """Make both streams write what their encoding lacks as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def encoding_of(stream: TextIO | None) -> str:
    """Give the stream's encoding; ASCII if it has none."""
    return getattr(stream, "encoding", None) or "ascii"


def width_of(stream: TextIO | None) -> int:
    """Give the columns to fill: COLUMNS if it is a number, the terminal's width, or 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:_DIGITS]):
        return int(columns[:_DIGITS])
    try:
        if stream is not None and stream.isatty():
            return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        pass
    return 80


def wants_colour(stream: TextIO | None) -> bool:
    """Say whether to write in colour: on a terminal or with FORCE_COLOR.

    NO_COLOR and TERM=dumb go before both.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if colour_is_forced():
        return True
    return stream is not None and stream.isatty()


def colour_is_forced() -> bool:
    """Say whether FORCE_COLOR asks for colour without a terminal."""
    return os.environ.get("FORCE_COLOR", "") not in ("", "0")


def standard_output() -> TextIO:
    """Give standard output. Raises CannotWrite if it is closed."""
    if sys.stdout is None:
        raise CannotWrite("Standard output is closed: there is nowhere to write the answer.")
    return sys.stdout


def write(text: str) -> None:
    """Write to standard output and flush it. Raises CannotWrite or ReaderGone."""
    stream = standard_output()
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        raise failure(error) from None


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output and flush it. Raises CannotWrite or ReaderGone."""
    stream = standard_output()
    try:
        stream.buffer.write(data)
        stream.flush()
    except OSError as error:
        raise failure(error) from None


def failure(error: OSError) -> CasemodelError:
    """Turn a failed write to standard output, or to the file it names, into an error to show."""
    reason = error.strerror or "unknown reason"
    if isinstance(error.filename, str):
        from casemodel.render.safe import harmless

        return CannotWrite(f"{harmless(error.filename)} cannot be used: {reason}.")
    # Windows reports a closed pipe as EINVAL.
    closed_pipe = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
    if error.errno in closed_pipe:
        return ReaderGone()
    return CannotWrite(f"Standard output cannot be written: {reason}.")


def say(text: str) -> None:
    """Write one or several lines to standard error. A closed or full one changes nothing."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(text if text.endswith("\n") else f"{text}\n")
            sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def finish() -> None:
    """Write out everything left in the buffers, if anyone still reads."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            discard(stream)


def ask(text: str) -> None:
    """Write a question to standard error. Raises CannotWrite if that fails."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(text)
            sys.stderr.flush()
            return
    except OSError:
        discard(sys.stderr)
    raise CannotWrite("Standard error is closed or full: there is nowhere to ask.")


def discard(stream: TextIO | None) -> None:
    """Send everything left in the stream's buffer nowhere, so that Python's last flush is quiet."""
    try:
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    except (OSError, ValueError):
        pass
