"""Writing an answer to a file: whole or not at all, never over another by mistake."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casemodel.cli import streams
from casemodel.cli.streams import CannotWrite
from casemodel.files.deferred_signals import deferred_signals, ended_in_order
from casemodel.files.problems import WrongUse
from casemodel.files.writing import PRIVATE, whole_file
from casemodel.render.safe import harmless

_SHARED = 0o666  # less whatever the user's umask takes away


def refuse_overwriting(file: str, *, force: bool) -> None:
    """Refuse, before any work is done, a file that cannot or must not be written.

    Raises WrongUse, or CannotWrite if its folder does not exist.
    """
    path = Path(file)
    if file.strip() in ("", "-") or "\0" in file:
        raise WrongUse("-o needs the name of a file; without -o the answer goes to the screen.")
    if path.is_dir():
        raise WrongUse(f"{harmless(file)} is a folder; -o needs the name of a file.")
    if path.exists() and not path.is_file():
        raise WrongUse(f"{harmless(file)} is not an ordinary file; without -o the answer is shown.")
    if not force and os.path.lexists(path):
        raise WrongUse(f"{harmless(file)} is there already; --force writes over it.")
    if not path.parent.is_dir():
        raise CannotWrite(f"{harmless(file)} cannot be written: there is no such folder.")


def refuse_read_file(output: str, read: Iterable[str | None]) -> None:
    """Raise WrongUse if the file to be written is one of those that are read."""
    for file in (Path(name) for name in read if name is not None):
        if file.exists() and Path(output).exists() and file.samefile(output):
            raise WrongUse("-o names a file that is read; give another name.")


def say_written(*files: str) -> None:
    """Say on standard error that these files are written."""
    for file in files:
        streams.say(f"Written: {harmless(file)}")


def write_whole(file: str, content: str | bytes, *, force: bool, private: bool) -> None:
    """Write text (as UTF-8) or bytes to an unfinished file, which then takes the name `file`.

    `private` lets only the owner read it. Raises WrongUse if a file has appeared meanwhile and
    `force` is false, CannotWrite for everything else that goes wrong.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    mode = PRIVATE if private else _SHARED
    with (
        faults_named(file),
        deferred_signals(),
        whole_file(Path(file), force=force, mode=mode) as stream,
    ):
        stream.write(data)


def replace_whole(file: str, data: bytes) -> None:
    """Replace a file's content by these bytes, whole or not at all.

    The file keeps its rights, and its owner if the system lets it; a link stays a link. Raises
    CannotWrite.
    """
    path = Path(os.path.realpath(file))
    with (
        faults_named(file),
        deferred_signals(),
        whole_file(path, force=True, like=path.stat()) as stream,
    ):
        stream.write(data)


@contextmanager
def streamed(file: str, *, force: bool) -> Iterator[BinaryIO]:
    """Open a stream whose bytes become the file, for its owner only, if the block ends well.

    Raises as `write_whole` does.
    """
    with faults_named(file), ended_in_order(), whole_file(Path(file), force=force) as stream:
        yield stream


@contextmanager
def faults_named(file: str) -> Iterator[None]:
    """Turn an error in writing into one that names the file. Raises WrongUse or CannotWrite."""
    try:
        yield
    except FileExistsError:
        raise WrongUse(f"{harmless(file)} is there already; --force writes over it.") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise CannotWrite(f"{harmless(file)} cannot be written: {reason}.") from None
