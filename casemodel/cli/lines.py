"""Lines that a person types, or that come through a pipe: bounded, and whatever their bytes."""

import sys
from typing import BinaryIO

from casemodel.files.limits import LINE_BYTES
from casemodel.files.problems import WrongUse

_KEPT = 4096  # of a line, in bytes; far more than an answer has

_NO_INPUT = (
    "{what} needs a terminal, or answers on standard input. To fill in a file by hand: "
    "casemodel new"
)


class Lines:
    """Standard input line by line; `typed` says that a person types at a terminal."""

    def __init__(self, command: str = "An interview") -> None:
        """Open standard input; errors begin with the name of the command.

        Raises WrongUse if there is no standard input, or nothing on it.
        """
        no_input = _NO_INPUT.format(what=command)
        stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
        if stream is None or stream.closed:
            raise WrongUse(no_input)
        self._stream = stream
        self.typed = sys.stdin.isatty()
        self._ahead: list[str | None] = []
        if not self.typed:
            self._ahead = [self._read()]
            if self._ahead == [None]:
                raise WrongUse(no_input)

    def next(self) -> str | None:
        """Read the next line without its end; None at the end of the input.

        Raises WrongUse if the input cannot be read, or a line is longer than LINE_BYTES.
        """
        return self._ahead.pop() if self._ahead else self._read()

    def _read(self) -> str | None:
        try:
            data = self._stream.readline(_KEPT)
            bytes_read = len(data)
            while data and not data.endswith(b"\n") and bytes_read <= LINE_BYTES:
                more = self._stream.readline(_KEPT)
                if not more:
                    break
                bytes_read += len(more)
                data = data[:_KEPT] + more[-1:]
        except (OSError, ValueError):
            raise WrongUse("Standard input cannot be read.") from None
        if bytes_read > LINE_BYTES:
            raise WrongUse("Standard input contains no answers.")
        return data.decode("utf-8", "replace").rstrip("\r\n") if data else None
