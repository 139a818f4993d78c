"""Memory for packages that end the whole program, without a word, where they find too little."""

import sys
from collections.abc import Mapping

_MEGABYTES: Mapping[str, int] = {"typst": 420, "duckdb": 900, "highspy": 250}
"""The address space that each takes up to its end: measured, with some to spare."""


def refuse_little_memory(package: str) -> None:
    """Raise MemoryError if a bound on this process leaves less than the package is going to take.

    Where there is no bound nothing is looked at: nobody can tell what a computer can spare.
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
