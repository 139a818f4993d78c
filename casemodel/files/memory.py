"""A check of free memory before loading packages that end the program if memory runs out."""

import sys
from collections.abc import Mapping

_MEGABYTES: Mapping[str, int] = {"typst": 420, "duckdb": 900, "highspy": 250}
"""The address space that each package takes in all, in megabytes: measured, with a margin."""


def refuse_little_memory(package: str) -> None:
    """Raise MemoryError if a limit on this process leaves too little memory for the package.

    Without such a limit nothing is checked, since free memory of a computer cannot be known.
    """
    if package in sys.modules:
        return
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
    except ImportError:  # on Windows
        return
    if getrlimit(RLIMIT_AS)[0] == RLIM_INFINITY:
        return
    from mmap import mmap

    try:
        mmap(-1, _MEGABYTES[package] * 1024 * 1024).close()
    except OSError:
        raise MemoryError from None
