"""What commands read before they answer: rules, and a profile of the right kind."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemodel.cli.deliver import Answer
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Kind, Rules
from casemodel.profiles.values import Profile
from casemodel.render.safe import harmless

if TYPE_CHECKING:
    from casemodel.pages.document import Document

_COMMANDS: dict[Kind, str] = {"organization": "recommend", "client": "score"}
_WHOSE: dict[Kind, str] = {"organization": "an organization's", "client": "a client's"}


def rules_from(directory: str | None) -> Rules:
    """The rules in the directory, or those that come with casemodel. Raises ProblemsFound."""
    from casemodel.knowledge.bundled import load_rules

    return load_rules(None if directory is None else Path(directory))


def profile_of_kind(path: str, rules: Rules, kind: Kind) -> Profile:
    """The profile, if it is of this kind.

    Raises ProblemsFound where it cannot be read, and WrongUse, naming the right command, where it
    is of the other kind.
    """
    profile = any_profile(path, rules)
    if profile.kind != kind:
        command = f"casemodel {_COMMANDS[profile.kind]} {harmless(path)}"
        raise WrongUse(f"This is {_WHOSE[profile.kind]} profile. Use: {command}")
    return profile


def any_profile(path: str, rules: Rules) -> Profile:
    """The profile in the file, or on standard input for '-'. Raises ProblemsFound."""
    from casemodel.profiles.reader import load_profile

    return load_profile(path, rules)


def answer_on_rules(
    directory: str | None,
    page: "Callable[[Rules], Document]",
    data: Callable[[Rules, str], Mapping[str, Any]],
) -> Answer:
    """What there is to say of rules alone. Raises ProblemsFound."""
    from casemodel import __version__

    rules = rules_from(directory)
    return Answer(lambda: page(rules), lambda: data(rules, __version__))
