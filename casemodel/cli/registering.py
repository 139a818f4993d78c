"""Steps shared by the commands on the decision register: its path, dates, and notes."""

import sys
from collections.abc import Iterator
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


def register_at(typed: str | None) -> Path:
    """Give the register's file: the one given, or the one in the user's folder for data.

    Raises WrongUse if there is no such folder, or the name cannot be that of a file.
    """
    if typed is not None:
        if not typed.strip() or "\0" in typed or typed == "-":
            raise WrongUse("--register needs the name of a file.")
        return Path(typed)
    folder = users_data_folder()
    if folder is None:
        raise WrongUse("There is no home folder to keep decisions in: say where, --register FILE.")
    return folder / FILE


def users_data_folder() -> Path | None:
    """Give the folder for a user's data of casemodel; None if there is no home folder."""
    from platformdirs import user_data_path

    try:
        folder = user_data_path(_FOLDER, appauthor=False)
        if sys.platform == "darwin":
            # There, XDG_DATA_HOME did not count in earlier versions.
            earlier = Path.home() / "Library" / "Application Support" / _FOLDER
            return earlier if (earlier / FILE).exists() else folder
    except (RuntimeError, OSError):
        return None
    return folder


@contextmanager
def opened(file: Path) -> "Iterator[Register]":
    """Open the register in a file, and say who else may use it. Raises ProblemsFound."""
    from casemodel.decisions import register

    with register.opened(file) as open_register:
        _tell_exposed(open_register)
        yield open_register


@contextmanager
def opened_or_made(file: Path) -> "Iterator[Register]":
    """Open the register, made if there is none, as `opened` does. Raises ProblemsFound."""
    from casemodel.decisions import register

    with register.opened_or_made(file) as open_register:
        _tell_exposed(open_register)
        yield open_register


def _tell_exposed(register: "Register") -> None:
    """Say which files of the register others than their owner may read or write."""
    from casemodel.cli import streams
    from casemodel.render.safe import harmless

    for file in register.exposed:
        name = harmless(str(file))
        streams.say(f"Others than you may read or write {name}. Keep it yours: chmod 600 {name}")


def role_of(typed: str | None) -> str:
    """Check the role, one line of text. Raises WrongUse if it is too long."""
    from casemodel.files.limits import NAME_LENGTH

    role = " ".join((typed or "").split())
    if len(role) > NAME_LENGTH:
        raise WrongUse(f"--by takes at most {NAME_LENGTH} characters.")
    return role


def note_of(typed: str | None) -> str:
    """Read the note, from a file, from standard input or asked for. Raises ProblemsFound."""
    if typed is None:
        return ""
    from casemodel.cli import streams
    from casemodel.files.note import read_note

    if typed == "-" and sys.stdin is not None and sys.stdin.isatty():
        streams.say(
            "Note, without names; a line with nothing but Ctrl-D (Windows: Ctrl-Z) ends it:"
        )
    return read_note(typed)
