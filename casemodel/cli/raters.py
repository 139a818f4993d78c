"""`casemodel raters FILE...`: where several people's profiles differ, and whether it matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.bundles import LeftOut
from casemodel.cli.deliver import CommandAnswer
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.explanation.raters import RatersComparison
    from casemodel.pages.document import Document
    from casemodel.profiles.values import Profile
    from casemodel.render.json_models.base import JsonOutput

FEWEST, MOST = 2, 12

HELP = """Compare the profiles of one organization, or one client, by several people. See what each
one's answers recommend, what the group's do, which differences to talk about first, and which need
not be settled. Each person is called by the name of the file.

\b
Examples:
  casemodel raters ann.yaml bela.yaml chris.yaml
  casemodel raters board/*.yaml -o board.pdf --date 2026-11-22
"""

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="The profiles, one for each person.",
        show_default=False,
    ),
]

FormatOption = Annotated[
    Literal["text", "plain", "json", "markdown", "html", "pdf", "docx"] | None,
    typer.Option(
        "--format",
        help="The format; else by the name of the file, or text.",
        show_default=False,
    ),
]


@dataclass(frozen=True, kw_only=True)
class RatersOutput(on_paper.ScreenOrPaperOptions):
    """The form of the comparison, without CSV, and where it goes."""

    form: FormatOption = None


def raters(
    files: FilesArgument,
    *,
    chosen_options: Annotated[options.CliOptions, LeftOut(("weight", "priorities"))],
    out: RatersOutput,
) -> None:
    """Compare several people's profiles."""
    if not FEWEST <= len(files) <= MOST:
        raise WrongUse(f"casemodel raters takes {FEWEST} to {MOST} files, one for each person.")
    if files.count("-") > 1:
        raise WrongUse("Only one profile can come from standard input.")
    request = _Request(tuple(files), chosen_options)
    if out.form is None and on_paper.by_name(out.output) == "csv":
        on_paper.refuse_spreadsheet()
    out.deliver(lambda paper: _page(request, paper.date), lambda: _answer(request))


class _Request(NamedTuple):
    """The files, and the choices beside them."""

    files: tuple[str, ...]
    chosen_options: options.CliOptions


def _page(request: _Request, date: str) -> "Document":
    from casemodel import __version__
    from casemodel.pages.raters import raters_page

    return raters_page(_found(request), date, f"casemodel {__version__}")


def _answer(request: _Request) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.pages.raters import raters_page

    comparison = _found(request)

    def data() -> "JsonOutput":
        """Build the comparison for JSON."""
        from casemodel.render.json_models.raters import raters as as_data

        return as_data(comparison, __version__)

    return CommandAnswer(lambda: raters_page(comparison), data, comparison.group.kind == "client")


def _found(request: _Request) -> "RatersComparison":
    """Read every profile and compare them. Raises ProblemsFound or WrongUse."""
    from casemodel.cli.chosen import options_for
    from casemodel.cli.inputs_read import any_profile
    from casemodel.cli.local_rules import rules_for
    from casemodel.explanation.raters import Rater, explain_raters

    rules = rules_for(request.chosen_options.rules, request.chosen_options.house)
    profiles = [any_profile(file, rules) for file in request.files]
    _check_alike(request.files, profiles)
    raters: list[Rater] = [
        Rater(name, profile) for name, profile in zip(_names(request.files), profiles, strict=True)
    ]
    return explain_raters(
        rules, raters, options_for(request.chosen_options, rules, profiles[0].kind)
    )


def _names(files: Sequence[str]) -> list[str]:
    """Name each person by the file, without its ending; equal names by the whole path."""
    from pathlib import PurePath

    stems = [PurePath(file).stem if file != "-" else "standard input" for file in files]
    return [
        stem if stems.count(stem) == 1 else file for stem, file in zip(stems, files, strict=True)
    ]


def _check_alike(files: Sequence[str], profiles: Sequence["Profile"]) -> None:
    """Raise WrongUse for profiles of different kinds, clients or groups.

    Also for a file that is named twice. No value of a client is named.
    """
    from casemodel.profiles.segments import same_name
    from casemodel.render.safe import harmless

    if len(set(files)) < len(files):
        raise WrongUse("A file is named twice. Give one file for each person.")
    if len({profile.kind for profile in profiles}) > 1:
        raise WrongUse("Some of these profiles are of clients, and some of organizations.")
    ids = {profile.label for profile in profiles if profile.label}
    if profiles[0].kind == "client" and len(ids) > 1:
        raise WrongUse("These files have different ids. They must be of one client.")
    groups = [frozenset(same_name(s.name) for s in profile.segments) for profile in profiles]
    for file, own in zip(files, groups, strict=True):
        if own != groups[0]:
            raise WrongUse(
                f"{harmless(file)} has other groups of clients than {harmless(files[0])}. "
                "Agree on the groups and their names first, then compare."
            )
