"""An agency's settings, each given once: in `casemodel.toml`, or in a variable of the environment.

A setting is the value of a command-line option of the same name. The first place that has it
counts: the option itself, the variable `CASEMODEL_NAME`, the nearest `casemodel.toml` in the
current folder or above it, and the one in the user's own folder for configuration.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, get_args

from casemodel.files.content import decode, read_bytes
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.files.tree import MappingNode
from casemodel.knowledge.fields import File, Value, text

if TYPE_CHECKING:
    from casemodel.files.document import ParsedFile

FILE = "casemodel.toml"
PREFIX = "CASEMODEL_"
OTHER_FILE = f"{PREFIX}SETTINGS"
"""The variable that names another settings file to read instead of all others."""
NO_FILE = "none"
AUTOMATIC = "auto"

PaperName = Literal["letter", "a4"]
PAPERS: tuple[str, ...] = get_args(PaperName)
_Name = Annotated[str, text()]


class Settings(Value, kw_only=True):
    """The settings of a file; an empty one is not set. Paths are those of the file."""

    house: _Name = ""
    rules: _Name = ""
    lang: _Name = ""
    paper: PaperName | None = None
    register: _Name = ""


class SettingsFile(Settings, File, kw_only=True):
    """A settings file."""


NAMES = tuple(field.name for field in fields(Settings))
"""The names of all settings."""
_PATHS = ("house", "rules", "register")
_MOST_NAMES = 500  # files of a folder among which the nearest name is looked for
_LONGEST = 100  # letters of a wrong name that are compared
_NEEDED = {"house": "file", "rules": "folder"}


class AgencySetting(NamedTuple):
    """A setting that is set: its name, its value as for the option, and where it is set."""

    name: str
    value: str
    origin: str


def settings_files(environment: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """List the settings files that count from this folder, the nearest first."""
    file_name = environment.get(OTHER_FILE, "")
    if file_name:
        return () if file_name == NO_FILE else (Path(file_name),)
    above = next((parent for parent in (folder, *folder.parents) if _has_settings(parent)), None)
    own = users_folder()
    folders = [*([above] if above else ()), *([own] if own and own != above else ())]
    return tuple(folder / FILE for folder in folders if _has_settings(folder))


def _has_settings(folder: Path) -> bool:
    """Tell whether the folder has settings; one that may not be looked into has none."""
    try:
        return (folder / FILE).is_file()
    except OSError:
        return False


def users_folder() -> Path | None:
    """Give the user's own folder for configuration; None where it cannot be told."""
    from platformdirs import user_config_path

    try:
        return user_config_path("casemodel", appauthor=False)
    except (RuntimeError, OSError):  # there is no home
        return None


def settings_in_force(
    environment: Mapping[str, str], folder: Path, languages: Sequence[str]
) -> tuple[AgencySetting, ...]:
    """List every setting that is set, each from the first place that has it.

    `languages` are those with texts. Raises ProblemsFound with every problem of every file, and
    WrongUse for a variable with a wrong value.
    """
    by_name = {setting.name: setting for setting in _in_environment(environment, languages)}
    problems: list[Problem] = []
    for file in settings_files(environment, folder):
        try:
            for setting in read_settings(file, languages):
                by_name.setdefault(setting.name, setting)
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return tuple(by_name[name] for name in NAMES if name in by_name)


def read_settings(file: Path, languages: Sequence[str]) -> tuple[AgencySetting, ...]:
    """Read a settings file. Raises ProblemsFound with all its problems."""
    from casemodel.files.toml_tree import parse_toml
    from casemodel.knowledge.validation import in_shape

    name = shown(file)
    document = parse_toml(decode(read_bytes(file, PROFILE_BYTES), name), name)
    document.refuse(private=False)
    shaped = in_shape(document, SettingsFile, called="Settings are")
    _note_values(document, file.parent, languages)
    document.problems[:] = map(_in_toml, document.problems)
    document.refuse(private=False)
    values = {} if shaped is None else {key: getattr(shaped, key) for key in NAMES}
    return tuple(
        AgencySetting(key, _value(key, value, file.parent), name)
        for key, value in values.items()
        if value
    )


def _in_toml(problem: Problem) -> Problem:
    """Write the expectation of a key as TOML has it."""
    expected = problem.expected.replace("schema: 1", "schema = 1")
    return problem._replace(expected=expected.replace("schema: and its value", "schema = 1"))


def _value(name: str, value: str, folder: Path) -> str:
    """Give a value as for its option: a path in a file begins at the file's folder."""
    return _path(folder / _expanded(value)) if name in _PATHS else value


def _expanded(path: str) -> Path:
    """Put the home folder in place of a ~ at the beginning."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path's own fails without a home


def _note_values(document: "ParsedFile", folder: Path, languages: Sequence[str]) -> None:
    """Note a language without texts, and a file or folder that does not exist."""
    root = document.root if isinstance(document.root, MappingNode) else MappingNode({}, 0, 0)
    for name, entry in root.entries.items():
        value = getattr(entry.value, "text", "")
        if name == "lang" and value and value not in (*languages, AUTOMATIC):
            message = "There are no texts in this language."
            document.add("R105", entry.value, message, words=(*languages, AUTOMATIC))
        if (needed := _NEEDED.get(name)) and value.strip():
            path = folder / _expanded(value)
            if not (path.is_file() if needed == "file" else path.is_dir()):
                message = f"There is no {needed} of this name."
                expected = f"a {needed}, named as seen from the folder of this file"
                words = _beside(path, needed) if folder == path.parent else ()
                document.add("R607", entry.value, message, expected=expected, words=words)


def _beside(path: Path, needed: str) -> tuple[str, ...]:
    """List the files or folders beside a path that does not exist, for the nearest name."""
    is_one = Path.is_file if needed == "file" else Path.is_dir
    try:
        return tuple(sorted(p.name for p in path.parent.iterdir() if is_one(p)))[:_MOST_NAMES]
    except OSError:
        return ()


def _in_environment(
    environment: Mapping[str, str], languages: Sequence[str]
) -> Iterator[AgencySetting]:
    """Yield the settings of variables; an empty variable is not set. Raises WrongUse."""
    known = {"lang": (*languages, AUTOMATIC), "paper": PAPERS}
    for name in NAMES:
        variable = f"{PREFIX}{name.upper()}"
        value = environment.get(variable, "")
        if value and value not in known.get(name, (value,)):
            raise WrongUse(f"{variable} takes one of: {', '.join(known[name])}.")
        if value:
            yield AgencySetting(name, value, variable)


def misspelled(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """List variables that are nearly the name of a setting, each with the nearest name."""
    known = (*(f"{PREFIX}{name.upper()}" for name in NAMES), OTHER_FILE)
    unknown = [name for name in environment if name.startswith(PREFIX) and name not in known]
    if not unknown:
        return ()
    from difflib import get_close_matches

    endings = [name.removeprefix(PREFIX) for name in known]
    near = (
        (name, get_close_matches(name.removeprefix(PREFIX)[:_LONGEST], endings, n=1))
        for name in sorted(unknown)
    )
    return tuple((name, f"{PREFIX}{matches[0]}") for name, matches in near if matches)


def _path(path: Path) -> str:
    """Write a path in full, or from the current folder if that is shorter."""
    full = os.path.normpath(path.absolute())
    try:
        near = os.path.relpath(full)
    except ValueError:  # on another drive
        return full
    return near if len(near) < len(full) else full


def shown(path: Path) -> str:
    """Write a path to show, with ~ for the user's home if that is shorter."""
    full, home = os.path.normpath(path.absolute()), str(_expanded("~"))
    inside = home != "~" and full.startswith(home + os.sep)
    from_home = "~" + full.removeprefix(home) if inside else full
    return min(_path(path), from_home, key=len)
