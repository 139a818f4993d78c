"""The work of `casemodel import`: read the records, write people, show the report."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemodel import __version__
from casemodel.cli.dates import dated
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.files import (
    faults_named,
    refuse_overwriting,
    refuse_read_file,
    say_written,
    streamed,
)
from casemodel.cli.import_options import ImportOptions
from casemodel.cli.inputs_read import rules_from
from casemodel.cli.options import output_of
from casemodel.cli.streams import CannotWrite
from casemodel.files.deferred_signals import ended_in_order
from casemodel.files.problems import WrongUse
from casemodel.files.writing import unfinished_folder
from casemodel.imports.database import DatabaseMissing
from casemodel.imports.values import ImportResult
from casemodel.knowledge.values import Rules
from casemodel.pages.imported import import_page
from casemodel.render.extras import DUCKDB, MissingExtra
from casemodel.render.imported import profiles, write_clients
from casemodel.render.safe import harmless

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


def run_import(
    read: tuple[str, ...], typed: ImportOptions, load: Callable[[Rules, str], ImportResult]
) -> None:
    """Import the files in `read` with `load`, write the outputs asked for, and show the report."""
    chosen = output_of(typed.form, None, plain=typed.plain, force=False)
    day = "" if typed.date is None else dated("--date", typed.date)
    _refuse_files(read, typed)
    deliver(chosen, lambda: _imported(typed, load, day))
    say_written(*_written(typed))


def _written(typed: ImportOptions) -> tuple[str, ...]:
    """List the file and the folder that are to be written."""
    return tuple(filter(None, (typed.output, typed.profiles)))


def _refuse_files(read: tuple[str, ...], typed: ImportOptions) -> None:
    """Raise WrongUse if what is to be written cannot be, before anything is read."""
    if typed.output is not None:
        if Path(typed.output).suffix.casefold() != ".csv":
            raise WrongUse("-o needs a name that ends in .csv.")
        refuse_overwriting(typed.output, force=typed.force)
        refuse_read_file(typed.output, read)
    elif typed.force and typed.profiles is None:
        raise WrongUse("--force only goes with -o FILE or --profiles DIR.")
    if typed.profiles is not None:
        _refuse_folder(Path(typed.profiles), force=typed.force)


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
    typed: ImportOptions, load: Callable[[Rules, str], ImportResult], day: str
) -> CommandAnswer:
    rules = rules_from(typed.rules)
    try:
        result = load(rules, day)
    except DatabaseMissing:
        raise MissingExtra(DUCKDB) from None
    if typed.profiles is not None:
        with _folder(Path(typed.profiles), force=typed.force) as unfinished:
            for name, text in profiles(result):
                _write_private(unfinished / name, text)
    if typed.output is not None:
        with streamed(typed.output, force=typed.force) as stream:
            write_clients(stream, result)

    def page() -> Any:
        """Lay out the report."""
        return import_page(rules, result, _written(typed))

    def data() -> "JsonOutput":
        """Build the report for JSON."""
        from casemodel.render.json_models.imported import imported

        return imported(rules, result, __version__)

    return CommandAnswer(page, data, private=True)


@contextmanager
def _folder(folder: Path, *, force: bool) -> Iterator[Path]:
    """Make an unfinished folder, which takes the name of `folder` if the block ends well.

    Where the folder is there already, its files are replaced one by one, each whole. Raises
    CannotWrite, or WrongUse if the folder has been filled meanwhile.
    """
    with (
        faults_named(str(folder)),
        ended_in_order(),
        unfinished_folder(folder.absolute().parent) as unfinished,
    ):
        yield unfinished
        if not folder.exists() or not any(folder.iterdir()):
            with _replaceable(folder):
                unfinished.rename(folder)
            return
        if not force:
            raise WrongUse(f"{harmless(str(folder))} is not empty any more.")
        for file in sorted(unfinished.iterdir()):
            file.replace(folder / file.name)


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
