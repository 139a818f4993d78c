"""Running casemodel as a process, and what that took."""

import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from tests.cli.process import command, settings

SECONDS = 2.0
"""How long a wrong file may take, from the start of the program to its end."""
MEGABYTES = 300
"""How much memory a wrong file may take."""
_GIVEN_UP = 60.0


class Took(NamedTuple):
    """How a run ended, what it wrote, and what it took."""

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float


def measured(*arguments: str, cwd: Path, stdin: Path | None = None) -> Took:
    """Run casemodel with these arguments, by itself; `stdin` is a file to be read from."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with (stdin or Path(os.devnull)).open("rb") as given:
            start = time.monotonic()
            process = subprocess.Popen(
                command(*arguments), cwd=cwd, env=settings(), stdin=given, stdout=out, stderr=err
            )
            alarm = threading.Timer(_GIVEN_UP, process.kill)
            alarm.start()
            _, status, usage = os.wait4(process.pid, 0)
            alarm.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.monotonic() - start
        written = []
        for stream in (out, err):
            stream.seek(0)
            written.append(stream.read().decode())
    own = usage.ru_utime + usage.ru_stime
    # Other programs may keep this one waiting: what it took itself counts, if it did not just wait.
    took = seconds if seconds > 5 * SECONDS else min(seconds, own)
    return Took(process.returncode, *written, took, usage.ru_maxrss / 1024)
