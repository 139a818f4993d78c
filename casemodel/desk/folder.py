"""The folder that the desk reads and writes: its files by name, and new ones."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from casemodel.cli.files import write_whole
from casemodel.cli.keeping import free_name
from casemodel.cli.schema_line import schema_line
from casemodel.files.content import read_bytes
from casemodel.files.limits import NAME_LENGTH, PROFILE_BYTES
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.knowledge.criteria import Kind
from casemodel.render.profile_template import beginning
from casemodel.texts.messages import phrase

PROFILE_ENDINGS = (".yaml", ".yml", ".json")
SHEET_ENDINGS = (".csv", ".xlsx", ".tsv", ".txt")
_MOST_FILES = 500  # files of a folder that are listed
_KIND = re.compile(rb"""^[{ \t]*"?kind"?[ \t]*:[ \t]*"?(client|organization)\b""", re.MULTILINE)


class FoundFile(NamedTuple):
    """A file of the folder: its name, the kind of profile in it, or '', and its date as ISO."""

    name: str
    kind: Kind | str
    written: str


class Folder:
    """A folder of a person's files. Only files that lie in it are read or written."""

    def __init__(self, path: Path) -> None:
        """Take a folder that exists."""
        self.path = path

    def file(self, name: str) -> Path:
        """Give the path for a plain file name. Raises WrongUse for any other name."""
        if not _is_name(name):
            raise WrongUse(phrase("desk.no_such_file"))
        return self.path / name

    def profiles(self) -> tuple[FoundFile, ...]:
        """List the profiles, the newest first."""
        files = (FoundFile(p.name, _kind_of(p), _day(p)) for p in self._files(PROFILE_ENDINGS))
        return tuple(file for file in files if file.kind)

    def sheets(self) -> tuple[FoundFile, ...]:
        """List the spreadsheets, the newest first."""
        return tuple(FoundFile(p.name, "", _day(p)) for p in self._files(SHEET_ENDINGS))

    def _files(self, endings: tuple[str, ...]) -> list[Path]:
        try:
            every = [p for p in self.path.iterdir() if p.suffix.lower() in endings and p.is_file()]
            every.sort(key=lambda p: (-p.stat().st_mtime, p.name))
        except OSError:
            return []
        return [p for p in every if _is_name(p.name)][:_MOST_FILES]

    def begin(self, kind: str, name: str) -> str:
        """Make a profile without an answer, under this name or a free one; gives its name.

        Raises WrongUse if the name is taken or not a plain one, CannotWrite if the file cannot be
        written.
        """
        known: Kind = "organization" if kind == "organization" else "client"
        name = name.strip() or free_name(known, self.path)
        if not name.lower().endswith(PROFILE_ENDINGS):
            name += ".yaml"
        text = schema_line("profile", levels_up=0) + beginning(known)
        write_whole(str(self.new_file(name)), text, force=False, private=known == "client")
        return name

    def keep(self, name: str, data: bytes, *, private: bool) -> None:
        """Keep a copy of a file in the folder.

        Raises WrongUse if the name is taken or not a plain one, and CannotWrite.
        """
        write_whole(str(self.new_file(name)), data, force=False, private=private)

    def new_file(self, name: str) -> Path:
        """Give the path of a new file. Raises WrongUse if the name is taken or not a plain one."""
        if not _is_name(name):
            raise WrongUse(phrase("desk.bad_name"))
        path = self.path / name
        if path.exists():
            raise WrongUse(phrase("desk.name_taken", file=name))
        return path


def _is_name(name: str) -> bool:
    """Tell whether this is a plain name: of a file in the folder itself, and not a hidden one."""
    plain = Path(name).name == name and name.isprintable() and not set(name) & set('/\\:*?"<>|')
    return plain and not name.startswith(".") and 0 < len(name.encode()) <= NAME_LENGTH


def _kind_of(path: Path) -> str:
    """Give the kind of profile that a file says it holds; '' if it says none."""
    try:
        match = _KIND.search(read_bytes(path, PROFILE_BYTES))
    except ProblemsFound:
        return ""
    return match[1].decode() if match else ""


def _day(path: Path) -> str:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date().isoformat()
    except (OSError, ValueError, OverflowError):
        return ""
