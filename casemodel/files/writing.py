"""Files and folders that appear whole or not at all, whatever ends the program meanwhile.

Where the system can make a file without a name, nothing is left of a run that is ended half-way,
not even by force. Elsewhere an unfinished file is beside the one wanted. It is removed when the run
ends or is asked to end; what a run that was ended by force has left is removed by the next one that
writes in the folder.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from casemodel.files.deferred_signals import deferred_signals

PRIVATE = 0o600
"""The mode of a file that only its owner may read."""

_DESCRIPTORS = Path("/proc/self/fd")
_BEGINNING, _ENDING = ".casemodel-", ".part"


@contextmanager
def whole_file(
    path: Path, *, force: bool, mode: int = PRIVATE, like: os.stat_result | None = None
) -> Iterator[BinaryIO]:
    """Open a stream whose bytes become the file if the block ends well.

    `mode` is that of a new file, less the user's umask; `like` is the file whose rights it takes
    instead. Raises FileExistsError if the name is taken and `force` is false, and OSError.
    """
    _remove_leftovers(path.parent)
    stream, part = _unfinished(path.parent, mode)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            if like is not None:
                _take_rights(stream, like)
            with deferred_signals():
                _name(stream, part, path, force=force)
    finally:
        _remove(part)
    _sync_folder(path.parent)


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """Make a folder for its owner only; what is under its name at the end is removed."""
    _remove_leftovers(parent)
    folder = Path(mkdtemp(prefix=_BEGINNING, suffix=_ENDING, dir=parent))
    descriptor = opened_to_lock(folder)
    try:
        if descriptor is not None:
            lock(descriptor, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def opened_to_lock(path: Path) -> int | None:
    """Open a file or folder only to lock it; None if that cannot be done."""
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None


def lock(descriptor: int, path: Path) -> bool | None:
    """Lock an open file or folder until it is closed or the program ends.

    False if another program holds it, or it is not what has this name any more. None if there are
    no such locks, as on Windows and on some file systems.
    """
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _remove_leftovers(folder: Path) -> None:
    """Remove unfinished files of runs that were killed: those that no program holds locked."""
    for part in folder.glob(f"{_BEGINNING}*{_ENDING}"):
        descriptor = opened_to_lock(part)
        if descriptor is None:
            continue
        try:
            if lock(descriptor, part):
                _remove(part)
                shutil.rmtree(part, ignore_errors=True)
        finally:
            os.close(descriptor)


def _unfinished(folder: Path, mode: int) -> tuple[BinaryIO, Path | None]:
    """Make a file in the folder; gives its name too if it must have one."""
    flags = getattr(os, "O_TMPFILE", 0)
    if flags and _DESCRIPTORS.is_dir():
        try:
            stream = os.fdopen(os.open(folder, flags | os.O_RDWR, mode), "w+b")
        except OSError:  # a file system without such files, or a folder that is not there
            pass
        else:
            return stream, None
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for part in _part_names(folder):
        with suppress(FileExistsError):
            descriptor = os.open(part, flags, mode)
            # If not even this run can lock it, another has just removed it as a leftover.
            if lock(descriptor, part) is not False:
                return os.fdopen(descriptor, "w+b"), part
            os.close(descriptor)
    raise OSError(0, _TOO_MANY)


_TOO_MANY = "too many unfinished files beside it"


def _part_names(folder: Path) -> Iterator[Path]:
    """Yield names for an unfinished file; no other program makes files of these names."""
    for number in range(1000):
        yield folder / f"{_BEGINNING}{os.getpid()}-{number}{_ENDING}"


def _name(stream: BinaryIO, part: Path | None, path: Path, *, force: bool) -> None:
    """Give the finished file its name. Raises FileExistsError if it is taken and not forced."""
    if part is not None:
        if os.name == "nt":  # which renames no open file
            stream.close()
        _take_name(part, path, force=force)
    elif not force:
        _link(stream, path)
    else:
        lock(stream.fileno(), path)  # so that nobody takes it for a leftover while it is beside
        part = _linked_beside(stream, path.parent)
        try:
            part.replace(path)
        finally:  # where the name cannot be taken, as in a folder of others, nothing stays
            _remove(part)


def _linked_beside(stream: BinaryIO, folder: Path) -> Path:
    """Give a file without a name one that it can be renamed from."""
    for part in _part_names(folder):
        with suppress(FileExistsError):
            _link(stream, part)
            return part
    raise OSError(0, _TOO_MANY)


def _link(stream: BinaryIO, path: Path) -> None:
    """Name a file without a name. Links are followed only if the folder is handed over open."""
    folder = os.open(_DESCRIPTORS, os.O_RDONLY)
    try:
        os.link(str(stream.fileno()), path, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _take_name(part: Path, path: Path, *, force: bool) -> None:
    """Rename the finished file. Raises FileExistsError if the name is taken and not forced."""
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


def _take_rights(stream: BinaryIO, like: os.stat_result) -> None:
    """Give the new file the rights of the one it replaces; Windows has no such rights."""
    if os.name == "nt":
        return
    if (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):  # only the system's administrator may give files away
            os.fchown(stream.fileno(), like.st_uid, like.st_gid)
    os.fchmod(stream.fileno(), stat.S_IMODE(like.st_mode))


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
