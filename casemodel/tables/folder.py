"""The files of clients in a folder, by the endings of their names."""

from pathlib import Path
from typing import NamedTuple

from casemodel.files.content import refuse
from casemodel.tables.excel_file import ENDINGS
from casemodel.tables.parquet_file import ENDING

_PACKED = ".gz"
_READ = {".csv", ".tsv", ".txt", ENDING, *ENDINGS}
_SHOWN = 5


class FilesInFolder(NamedTuple):
    """The files that are read, by name, and a sentence on those that are not, or ''."""

    files: tuple[str, ...]
    remark: str


def files_in(folder: str) -> FilesInFolder:
    """List the files of clients in a folder; hidden ones and folders in it are passed over.

    Raises ProblemsFound if the folder cannot be read.
    """
    try:
        inside = sorted(Path(folder).iterdir())
    except OSError:
        refuse("P104", folder, "The folder cannot be read.")
    files = [path for path in inside if path.is_file() and not path.name.startswith((".", "~$"))]
    readable = [path for path in files if _ending(path) in _READ]
    unread = [path.name for path in files if _ending(path) not in _READ]
    names = ", ".join(unread[:_SHOWN])
    more = f" and {len(unread) - _SHOWN} more" if len(unread) > _SHOWN else ""
    remark = f"Not read in this folder: {names}{more}." if unread else ""
    return FilesInFolder(tuple(str(path) for path in readable), remark)


def _ending(path: Path) -> str:
    """Give the ending of a name, without that of packed files."""
    is_packed = path.suffix.casefold() == _PACKED
    return (path.with_suffix("") if is_packed else path).suffix.casefold()
