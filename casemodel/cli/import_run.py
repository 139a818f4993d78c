"""The work of `casemodel import`: read the records, write people, show the report."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, NamedTuple

from casemodel import __version__
from casemodel.cli import streams
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.files import refuse_overwriting, streamed
from casemodel.cli.import_options import ImportOptions
from casemodel.cli.inputs_read import rules_from
from casemodel.cli.options import Format, Output, output_of
from casemodel.cli.streams import CannotWrite
from casemodel.files.problems import WrongUse
from casemodel.imports.database import DatabaseMissing
from casemodel.imports.values import ImportResult
from casemodel.knowledge.values import Rules
from casemodel.pages.imported import import_page
from casemodel.render.extras import DUCKDB, MissingExtra
from casemodel.render.imported import profiles, write_clients
from casemodel.render.safe import harmless

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


class ImportRequest(NamedTuple):
    """A request of the command line: what is read, and the file and folder to be written."""

    read: tuple[str, ...]
    output: str | None
    profiles: str | None
    date: str | None
    rules: str | None
    format: Format
    force: bool


def run_import(
    read: tuple[str, ...], given: ImportOptions, load: Callable[[Rules, str], ImportResult]
) -> None:
    """Import what is read, write what was asked for, and show the report."""
    chosen = output_of(given.form, None, plain=given.plain, force=False)
    request = ImportRequest(
        read, given.output, given.profiles, given.date, given.rules, chosen.format, given.force
    )
    day = _day(request.date)
    _refuse_files(request)
    deliver(Output(request.format, None, force=False), lambda: _imported(request, load, day))
    for name in filter(None, (request.output, request.profiles)):
        streams.say(f"Written: {harmless(name)}")


def _day(given: str | None) -> str:
    """Check the day of counting. Raises WrongUse."""
    if given is None:
        return ""
    try:
        if date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise WrongUse("--date takes a day such as 2026-03-31.")


def _refuse_files(request: ImportRequest) -> None:
    """Raise WrongUse if what is to be written cannot be, before anything is read."""
    if request.output is not None:
        if Path(request.output).suffix.casefold() != ".csv":
            raise WrongUse("-o needs a name that ends in .csv.")
        refuse_overwriting(request.output, force=request.force)
        for name in map(Path, request.read):
            output = Path(request.output)
            if name.exists() and output.exists() and name.samefile(output):
                raise WrongUse("-o names a file that is read; give another name.")
    elif request.force and request.profiles is None:
        raise WrongUse("--force only goes with -o FILE or --profiles DIR.")
    if request.profiles is not None:
        _refuse_folder(Path(request.profiles), force=request.force)


def _refuse_folder(folder: Path, *, force: bool) -> None:
    if not str(folder).strip() or "\0" in str(folder):
        raise WrongUse("--profiles needs the name of a folder.")
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{harmless(str(folder))} is a file; --profiles needs the name of a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise WrongUse(
            f"{harmless(str(folder))} is not empty; --force writes over profiles of the same name."
        )
    if not folder.absolute().parent.is_dir():
        raise CannotWrite(f"{harmless(str(folder))} cannot be written: there is no such folder.")


def _imported(
    request: ImportRequest, load: Callable[[Rules, str], ImportResult], day: str
) -> CommandAnswer:
    rules = rules_from(request.rules)
    try:
        result = load(rules, day)
    except DatabaseMissing:
        raise MissingExtra(DUCKDB) from None
    if request.profiles is not None:
        with _folder(Path(request.profiles), force=request.force) as unfinished:
            for name, text in profiles(result):
                _write_private(unfinished / name, text)
    if request.output is not None:
        with streamed(request.output, force=request.force) as stream:
            write_clients(stream, result)
    kept = tuple(filter(None, (request.output, request.profiles)))

    def page() -> Any:
        """Lay out the report."""
        return import_page(rules, result, kept)

    def data() -> "JsonOutput":
        """Build the report for JSON."""
        from casemodel.render.json_models.imported import imported

        return imported(rules, result, __version__)

    return CommandAnswer(page, data, private=True)


@contextmanager
def _folder(folder: Path, *, force: bool) -> Iterator[Path]:
    """Give an unfinished folder beside it, which takes its name if the block ends well.

    Where the folder is there already, its files are replaced one by one, each whole. Raises
    CannotWrite, or WrongUse if the folder has been filled meanwhile.
    """
    try:
        unfinished = Path(mkdtemp(prefix=".casemodel-", dir=folder.absolute().parent))
        try:
            yield unfinished
            if not folder.exists() or not any(folder.iterdir()):
                with _replaceable(folder):
                    unfinished.rename(folder)
                return
            if not force:
                raise WrongUse(f"{harmless(str(folder))} is not empty any more.")
            for file in sorted(unfinished.iterdir()):
                file.replace(folder / file.name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise CannotWrite(f"{harmless(str(folder))} cannot be written: {reason}.") from None


@contextmanager
def _replaceable(folder: Path) -> Iterator[None]:
    """Remove an empty folder, so that another can take its name on every system."""
    if folder.is_dir() and not folder.is_symlink():
        folder.rmdir()
    yield


def _write_private(file: Path, text: str) -> None:
    """Write a new file that only its owner may read."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
