"""Writing an answer to a file: whole or not at all, never over another by mistake."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

from casemodel.cli import streams
from casemodel.cli.streams import CannotWrite
from casemodel.files.deferred_signals import deferred_signals, ended_in_order
from casemodel.files.problems import WrongUse
from casemodel.render.safe import harmless

_PRIVATE = 0o600
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
        raise WrongUse(f"{harmless(file)} is no ordinary file; without -o the answer is shown.")
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
    path = Path(file)
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    with faults_named(file):
        with deferred_signals():
            _write_and_name(path, data, force=force, mode=_PRIVATE if private else _SHARED)
        _sync_folder(path.parent)


def replace_whole(file: str, data: bytes) -> None:
    """Replace a file's content by these bytes, whole or not at all.

    The file keeps its rights, and its owner if the system lets it; a link stays a link. Raises
    CannotWrite.
    """
    path = Path(os.path.realpath(file))
    with faults_named(file):
        before = path.stat()
        with deferred_signals():
            _write_and_name(path, data, force=True, mode=_PRIVATE, like=before)
        _sync_folder(path.parent)


@contextmanager
def streamed(file: str, *, force: bool) -> Iterator[BinaryIO]:
    """Open a stream whose bytes become the file, for its owner only, if the block ends well.

    Where the system can make a file without a name, nothing is left of a run that is ended
    half-way, not even by force. Elsewhere an unfinished file is beside the answer, and is removed
    when the run ends or is asked to end. Raises as `write_whole` does.
    """
    path = Path(file)
    with faults_named(file):
        stream, part = _unfinished(path.parent)
        try:
            with stream, ended_in_order() if part else nullcontext():
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
                with deferred_signals():
                    _name(stream, part, path, force=force)
        finally:
            _remove(part)
        _sync_folder(path.parent)


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


def _unfinished(folder: Path) -> tuple[BinaryIO, Path | None]:
    """Make a file for its owner only in the folder; gives its name too if it must have one."""
    flags = getattr(os, "O_TMPFILE", 0)
    if flags and _DESCRIPTORS.is_dir():
        try:
            return os.fdopen(os.open(folder, flags | os.O_RDWR, _PRIVATE), "w+b"), None
        except OSError:  # a file system without such files, or a folder that is not there
            pass
    part, descriptor = _new_part(folder, _PRIVATE, os.O_RDWR)
    return os.fdopen(descriptor, "w+b"), part


_DESCRIPTORS = Path("/proc/self/fd")


def _name(stream: BinaryIO, part: Path | None, path: Path, *, force: bool) -> None:
    """Give the finished file its name. Raises FileExistsError if it is taken and not forced."""
    if part is not None:
        if os.name == "nt":  # which renames no open file
            stream.close()
        _take_name(part, path, force=force)
        return
    if not force:
        _link(stream, path)
        return
    named, descriptor = _new_part(path.parent, _PRIVATE)
    os.close(descriptor)
    try:
        named.unlink()
        _link(stream, named)
        named.replace(path)
    finally:  # where the name cannot be taken, as in a folder of others, nothing stays
        _remove(named)


def _remove(part: Path | None) -> None:
    """Remove an unfinished file; where that is not allowed, at least what is in it."""
    if part is None:
        return
    with suppress(OSError):
        try:
            part.unlink(missing_ok=True)
        except OSError:
            if part.stat().st_nlink == 1:  # else it is the finished file, too
                os.truncate(part, 0)


def _link(stream: BinaryIO, path: Path) -> None:
    """Name a file without a name. Links are followed only if the folder is handed over open."""
    folder = os.open(_DESCRIPTORS, os.O_RDONLY)
    try:
        os.link(str(stream.fileno()), path, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _write_and_name(
    path: Path, data: bytes, *, force: bool, mode: int, like: os.stat_result | None = None
) -> None:
    part, descriptor = _new_part(path.parent, mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if like is not None:
            _take_rights(part, like)
        _take_name(part, path, force=force)
    finally:
        _remove(part)


def _take_rights(part: Path, like: os.stat_result) -> None:
    """Give the new file the rights of the one it replaces."""
    if hasattr(os, "chown") and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):  # only the system's administrator may give files away
            os.chown(part, like.st_uid, like.st_gid)
    part.chmod(stat.S_IMODE(like.st_mode))


def _new_part(folder: Path, mode: int, access: int = os.O_WRONLY) -> tuple[Path, int]:
    """Make a file that nobody else has, in the answer's folder; gives its descriptor too."""
    flags = access | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for number in range(1000):
        part = folder / f".casemodel-{os.getpid()}-{number}.part"
        try:
            return part, os.open(part, flags, mode)
        except FileExistsError:
            continue
    raise OSError(0, "too many unfinished files beside it")


def _take_name(part: Path, path: Path, *, force: bool) -> None:
    """Give the finished file its name. Raises FileExistsError if it is taken and not forced."""
    if force:
        part.replace(path)
        return
    try:
        os.link(part, path)  # unlike a rename, never over another file
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        part.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no counterpart and needs none."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder that may be written but not read
        return
    try:
        os.fsync(descriptor)
    except OSError:  # some file systems cannot; the file itself is safe
        pass
    finally:
        os.close(descriptor)
