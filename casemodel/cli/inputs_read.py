"""Reading the input of commands: rules, and a profile of the right kind."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casemodel.cli import rules_used, streams
from casemodel.cli.deliver import CommandAnswer
from casemodel.cli.language import translation
from casemodel.files.problems import WrongUse
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile
from casemodel.render.safe import harmless

if TYPE_CHECKING:
    from casemodel.files.document import Remark
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput

_COMMANDS: dict[Kind, str] = {"organization": "recommend", "client": "score"}
_WHOSE: dict[Kind, str] = {"organization": "an organization's", "client": "a client's"}


def rules_from(directory: str | None) -> Rules:
    """Load the rules in the directory, or those of casemodel, in the language spoken now.

    Raises ProblemsFound, and WrongUse if they have no texts in that language.
    """
    from casemodel.knowledge.bundled import load_rules

    rules = load_rules(None if directory is None else Path(directory))
    rules_used.note(rules, directory)
    spoken = translation(directory)
    return spoken.of_rules(rules) if spoken else rules


def profile_of_kind(path: str, rules: Rules, kind: Kind) -> Profile:
    """Read the profile, which must be of this kind.

    Raises ProblemsFound if it cannot be read, and WrongUse, naming the right command, if it is of
    the other kind.
    """
    profile = any_profile(path, rules)
    if profile.kind != kind:
        raise other_kind(profile.kind, _COMMANDS[profile.kind], path)
    return profile


def other_kind(kind: Kind, command: str, path: str) -> WrongUse:
    """Make the error for a profile of this kind, for which another command is right."""
    right = f"casemodel {command} {harmless(path)}"
    return WrongUse(f"This is {_WHOSE[kind]} profile. Use: {right}")


def any_profile(path: str, rules: Rules) -> Profile:
    """Read the profile in the file, or on standard input for '-'. Raises ProblemsFound."""
    from casemodel.profiles.reader import read_profile

    profile_read = read_profile(path, rules)
    tell_remarks(profile_read.document.file, profile_read.document.remarks)
    return profile_read.profile


def tell_remarks(file: str, remarks: "Sequence[Remark]") -> None:
    """Say on standard error which names in a file have changed, a line for each."""
    for remark in remarks:
        streams.say(f"note: {harmless(file)}:{remark.line}: {remark.says}")


def answer_on_rules(
    directory: str | None,
    page: "Callable[[Rules], Document]",
    data: "Callable[[Rules, str], JsonOutput]",
) -> CommandAnswer:
    """Make the answer of a command that needs only rules. Raises ProblemsFound."""
    from casemodel import __version__

    rules = rules_from(directory)
    return CommandAnswer(lambda: page(rules), lambda: data(rules, __version__))
