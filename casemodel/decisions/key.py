"""The key of a register's digests: a small file beside it, readable by its owner alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from casemodel.decisions.faults import refuse
from casemodel.decisions.fingerprint import KEY_BYTES
from casemodel.files.content import read_bytes
from casemodel.files.problems import ProblemsFound
from casemodel.files.writing import whole_file

_FILE_BYTES = 1024
SUFFIX = ".key"
"""The ending that, added to a register's name, names its key."""


def key_file(register: Path) -> Path:
    """Give the path of a register's key: beside the file itself, also if a link leads to it."""
    file = Path(os.path.realpath(register))
    return file.with_name(file.name + SUFFIX)


def read_key(register: Path) -> bytes:
    """Read the key. Raises ProblemsFound if it is missing or not a key."""
    file = key_file(register)
    try:
        key = bytes.fromhex(read_bytes(file, _FILE_BYTES).decode("ascii").strip())
    except ProblemsFound as error:
        problem = error.problems[0]
        if problem.code == "P101":
            message = (
                "The key of this register is missing: a profile cannot be known again without it."
            )
            refuse("D103", file, message, "the key put back from a copy, or another --register")
        if problem.code == "P104":
            refuse("D103", file, f"The key of this register cannot be read. {problem.message}")
        key = b""
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        refuse("D103", file, "This is not the key of a register.")
    return key


def made_key(register: Path) -> bytes:
    """Read the key, and make one if there is none. Raises ProblemsFound.

    Of two that make one at the same time, the one whose file gets the name first wins.
    """
    file = key_file(register)
    if not os.path.lexists(file):
        try:
            with suppress(FileExistsError), whole_file(file, force=False) as stream:
                stream.write(secrets.token_hex(KEY_BYTES).encode())
        except OSError:
            refuse("D105", file, "The key of the register cannot be written.")
    return read_key(register)
