"""Running casemodel as a process, and what that took."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.cli.process import GIVEN_UP, command, settings

SECONDS = 2.0
"""How long a wrong file may take, from the start of the program to its end."""
MEGABYTES = 300
"""How much memory a wrong file may take."""


class Took(NamedTuple):
    """How a run ended, what it wrote, and what it took.

    `seconds` are those of the processor: other programs may keep this one waiting. One that itself
    waits for ever is given up.
    """

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float


# A process that is started by a large one counts the large one's memory as its own until it begins;
# so a small one stands between, which says what came of the program and what that took.
_BETWEEN = """
import os, resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
took = resource.getrusage(resource.RUSAGE_CHILDREN)
said = f"{status} {took.ru_utime + took.ru_stime} {took.ru_maxrss}"
os.write(int(sys.argv[1]), said.encode())
"""


def measured(
    *arguments: str, cwd: Path, stdin: Path | None = None, given_up: float = GIVEN_UP
) -> Took:
    """Run casemodel with these arguments, by itself; `stdin` is a file to be read from."""
    read_end, write_end = os.pipe()
    program = [sys.executable, "-S", "-c", _BETWEEN, str(write_end), *command(*arguments)]
    try:
        with (stdin or Path(os.devnull)).open("rb") as stdin_file:
            completed = subprocess.run(
                program,
                cwd=cwd,
                env=settings(),
                stdin=stdin_file,
                capture_output=True,
                pass_fds=(write_end,),
                timeout=given_up,
                check=True,
            )
        status, own, kilobytes = os.read(read_end, 1000).decode().split()
    finally:
        os.close(read_end)
        os.close(write_end)
    out, err = completed.stdout.decode(), completed.stderr.decode()
    return Took(int(status), out, err, float(own), int(kilobytes) / 1024)


def is_soon(took: Took) -> bool:
    """Tell whether a run took SECONDS at most or, on a busy machine, a few times a small run."""
    return took.seconds < SECONDS or took.seconds < _FEW * measured("models", cwd=Path()).seconds


_FEW = 5
