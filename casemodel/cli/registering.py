"""Steps shared by the commands on the decision register: its path, dates, and notes."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.decisions.register import Register

FILE = "decisions.sqlite"
_FOLDER = "casemodel"

RegisterOption = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="FILE",
        help="The decision register; else the one in your own data folder.",
        show_default=False,
    ),
]
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="ROLE",
        help="The role of the person, not the name: supervisor, for example.",
    ),
]
NoteOption = Annotated[
    str | None,
    typer.Option(
        "--note",
        metavar="FILE",
        help="Read a note from a file; - asks for it, or reads standard input.",
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The date of the entry; else today."),
]
NumberArgument = Annotated[
    int, typer.Argument(metavar="NUMBER", min=1, help="The number of the decision.")
]


def register_at(given: str | None) -> Path:
    """Give the register's file: the one given, or the one in the user's folder for data.

    Raises WrongUse if there is no such folder, or the name is none.
    """
    if given is not None:
        if not given.strip() or "\0" in given or given == "-":
            raise WrongUse("--register needs the name of a file.")
        return Path(given)
    folder = data_folder(os.environ, sys.platform)
    if folder is None:
        raise WrongUse("There is no home folder to keep decisions in: say where, --register FILE.")
    return folder / _FOLDER / FILE


def data_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """Give the folder for a user's data on this platform, or None if it cannot be told."""
    home = environment.get("USERPROFILE" if platform == "win32" else "HOME", "")
    if platform == "win32":
        local = environment.get("LOCALAPPDATA", "")
        return Path(local) if local else Path(home) / "AppData" / "Local" if home else None
    if platform == "darwin":
        return Path(home) / "Library" / "Application Support" if home else None
    given = environment.get("XDG_DATA_HOME", "")
    if given and Path(given).is_absolute():  # as the XDG base directory specification has it
        return Path(given)
    return Path(home) / ".local" / "share" if home and Path(home).is_absolute() else None


def today(given: str | None) -> str:
    """Give the date given, or today's, as ISO. Raises WrongUse."""
    return _clock() if given is None else dated("--date", given)


def _clock() -> str:
    """Give today by the computer's clock, as ISO."""
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def deleting_on(given: str | None) -> str:
    """Give the date by which entries may be deleted, as ISO. Raises WrongUse for a future one.

    A slip in the year would otherwise delete the whole register.
    """
    day = today(given)
    if day > today(None):
        raise WrongUse(f"{day} has not come yet, so nothing has expired by then.")
    return day


@contextmanager
def opened(file: Path) -> "Iterator[Register]":
    """Open the register in a file, and say who else may use it. Raises ProblemsFound."""
    from casemodel.decisions import register

    with register.opened(file) as found:
        _tell_exposed(found)
        yield found


@contextmanager
def opened_or_made(file: Path) -> "Iterator[Register]":
    """Open the register, made if there is none, as `opened` does. Raises ProblemsFound."""
    from casemodel.decisions import register

    with register.opened_or_made(file) as found:
        _tell_exposed(found)
        yield found


def _tell_exposed(register: "Register") -> None:
    """Say which files of the register others than their owner may read or write."""
    from casemodel.cli import streams
    from casemodel.render.safe import harmless

    for file in register.exposed:
        name = harmless(str(file))
        streams.say(f"Others than you may read or write {name}. Keep it yours: chmod 600 {name}")


def dated(option: str, given: str) -> str:
    """Check the date given to an option; gives it as ISO. Raises WrongUse."""
    from datetime import date

    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        raise WrongUse(f"{option} takes a date as in 2026-11-22.") from None


def days_later(day: str, days: int) -> str:
    """Give the date so many days after another. Raises WrongUse if there is none."""
    from datetime import date, timedelta

    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise WrongUse("There is no date so far ahead.") from None


def days_between(day: str, later: str) -> int:
    """Count the days from one date to another, both ISO."""
    from datetime import date

    return (date.fromisoformat(later) - date.fromisoformat(day)).days


def role_of(given: str | None) -> str:
    """Check the role, one line of text. Raises WrongUse if it is too long."""
    from casemodel.files.limits import NAME_LENGTH

    role = " ".join((given or "").split())
    if len(role) > NAME_LENGTH:
        raise WrongUse(f"--by takes at most {NAME_LENGTH} characters.")
    return role


def note_of(given: str | None) -> str:
    """Read the note, from a file, from standard input or asked for. Raises ProblemsFound."""
    if given is None:
        return ""
    from casemodel.cli import streams
    from casemodel.files.note import read_note

    if given == "-" and sys.stdin is not None and sys.stdin.isatty():
        streams.say(
            "Note, without names; a line with nothing but Ctrl-D (Windows: Ctrl-Z) ends it:"
        )
    return read_note(given)
