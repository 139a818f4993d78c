"""The bytes of a sheet, from a file or from standard input, to be read more than once."""

import gzip
import io
import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO

from casemodel.files.content import (
    STANDARD_INPUT,
    FileState,
    has_changed,
    open_regular,
    refuse,
    refuse_changed,
    state_of,
)
from casemodel.files.limits import GZIP_UNPACKED, SHEET_INPUT

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FROM_INPUT = "-"
"""The name by which standard input is given."""

_BLOCK = 256 * 1024
_GZIP = b"\x1f\x8b"


class Streams:
    """An opener of files; standard input is read once, and held in memory from then on.

    Nothing of it is put on a disk, where it would outlast the run. A file that has been written or
    replaced since it was first opened is refused.
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._held: bytes | None = None
        self._states: dict[str, FileState | None] = {}

    def open(self, path: str) -> BinaryIO:
        """Open the bytes at their beginning, unpacked if they are packed. Raises ProblemsFound."""
        if path == FROM_INPUT:
            if self._held is None:
                self._held = _standard_input()
            stream: BinaryIO = io.BytesIO(self._held)
        else:
            stream = open_regular(path)
            if self._states.setdefault(path, state_of(stream)) != state_of(stream):
                stream.close()
                refuse_changed(path)
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        return io.BufferedReader(_Unpacked(stream, path), _BLOCK) if packed else stream

    def refuse_changed(self, path: str) -> None:
        """Raise ProblemsFound if the file is not as it was when it was opened first."""
        if path in self._states and has_changed(path, self._states[path]):
            refuse_changed(path)


class _Unpacked(io.RawIOBase):
    """The bytes in a gzip stream; a fault in it is an OSError, as with every other file."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        self._unpacking = gzip.GzipFile(fileobj=stream)
        self._left = GZIP_UNPACKED

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that any place in it can be gone to."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read the next bytes into the buffer, and give their number.

        Raises OSError, and ProblemsFound beyond the bound.
        """
        try:
            data = self._unpacking.read(memoryview(buffer).nbytes)
        except (EOFError, zlib.error) as error:
            raise OSError(str(error)) from None
        self._left -= len(data)
        if self._left < 0:
            most = f"{GZIP_UNPACKED // 1024**3} GB"
            refuse("P502", self._path, f"The file holds more than {most} when it is unpacked.")
        memoryview(buffer).cast("B")[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the unpacked bytes; the bound counts from the beginning."""
        place = self._unpacking.seek(offset, whence)
        self._left = GZIP_UNPACKED - place
        return place

    def tell(self) -> int:
        """Give the place in the unpacked bytes."""
        return self._unpacking.tell()

    def packed(self) -> BinaryIO:
        """Give the packed bytes."""
        return self._stream

    def close(self) -> None:
        """Close the file behind it, too."""
        if not self.closed:
            self._stream.close()
        super().close()


def packed_size(stream: BinaryIO) -> int:
    """Give the size in bytes of the file behind the stream, for a progress bar."""
    packed = _packed(stream)
    place = packed.tell()
    size = packed.seek(0, io.SEEK_END)
    packed.seek(place)
    return size


def packed_place(stream: BinaryIO) -> int:
    """Give the number of bytes read from the file behind the stream."""
    return 0 if stream.closed else _packed(stream).tell()


def _packed(stream: BinaryIO) -> BinaryIO:
    raw = stream.raw if isinstance(stream, io.BufferedReader) else None
    return raw.packed() if isinstance(raw, _Unpacked) else stream


def _standard_input() -> bytes:
    data = io.BytesIO()
    try:
        while block := sys.stdin.buffer.read(_BLOCK):
            data.write(block)
            if data.tell() > SHEET_INPUT:
                message = f"Standard input holds more than {SHEET_INPUT // 1024**2} MB."
                refuse("P502", STANDARD_INPUT, f"{message} Give a file by its name instead.")
    except (OSError, ValueError, AttributeError):  # closed, or there is none
        refuse("P104", STANDARD_INPUT, "Standard input cannot be read.")
    return data.getvalue()
