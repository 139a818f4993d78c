"""Long output on a terminal goes through the system's pager, such as `less`."""

import os
import sys
from contextvars import ContextVar
from shutil import get_terminal_size, which
from typing import Any, TextIO

_NONE = ("", "cat")
_USUAL = "less"
# Quit if it fits, show colours, leave the text on the screen: for less, unless the user set LESS.
_FLAGS = "FRX"

_is_off: ContextVar[bool] = ContextVar("no_pager", default=False)


def no_pager_option() -> Any:
    """Make the option `--no-pager`, for every command that prints a page."""
    from typer.core import TyperOption

    def switch_off(_: Any, __: Any, value: bool) -> None:  # noqa: FBT001 - the parser hands it over
        """Remember for this command whether the pager is switched off."""
        _is_off.set(bool(value))

    return TyperOption(
        param_decls=["--no-pager"],
        is_flag=True,
        expose_value=False,
        callback=switch_off,
        help="Print a long answer at once, not page by page.",
    )


def is_long(text: str, stream: TextIO) -> bool:
    """Say whether a text is longer than the terminal that it goes to, and a pager can show it.

    Always False on Windows: a pager there reads from a file, and what is said of a client must not
    be left in one.
    """
    if _is_off.get() or os.name == "nt" or not _program():
        return False
    if not (stream.isatty() and sys.stdin is not None and sys.stdin.isatty()):
        return False
    rows = get_terminal_size().lines
    return os.environ.get("TERM") != "dumb" and text.count("\n") >= rows


def show(text: str) -> None:
    """Show a text page by page."""
    from rich.pager import SystemPager

    os.environ.setdefault("LESS", _FLAGS)
    SystemPager().show(text)


def shows_colour() -> bool:
    """Say whether the pager can show colours."""
    return "less" in _program() and "R" in os.environ.get("LESS", _FLAGS).upper()


def _program() -> str:
    """Give the pager's command; '' if there is none, or the user wants none."""
    pager = os.environ.get("MANPAGER") or os.environ.get("PAGER", _USUAL)
    if pager.strip() in _NONE:
        return ""
    return pager if which(pager.split()[0]) else ""
