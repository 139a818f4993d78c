"""The options that several commands share, each with its help, in one place."""

from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, NoReturn

import typer

from casemodel.cli.bundles import LeftOut
from casemodel.cli.local_rules import HouseOption
from casemodel.files.problems import WrongUse

Format = Literal["text", "plain", "json", "markdown"]

# The same three words as the engine's BasisChoice. Repeated here so that --help need not import
# the engine; the type checker compares the two where a command hands it over.
BasisWord = Literal["document", "literature", "all"]

# The same words as the engine's Kind, repeated for the same reason.
KindWord = Literal["organization", "client"]

DRAWS, FEWEST_DRAWS, MOST_DRAWS = 200, 100, 10_000

_FOR_PAPER = (".pdf", ".docx", ".html", ".htm")


def _drawn(draws: int) -> int:
    """Check the number of tries to draw. Raises WrongUse if it is out of range."""
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise WrongUse(f"--draws takes a number from {FEWEST_DRAWS:,} to {MOST_DRAWS:,}.")
    return draws


ProfileArgument = Annotated[
    str,
    typer.Argument(
        metavar="PROFILE",
        help="The profile, a YAML file; - reads it from standard input.",
        show_default=False,
    ),
]
KindArgument = Annotated[
    KindWord,
    typer.Argument(metavar="organization|client", help="The kind of profile.", show_default=False),
]
ExplainedArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[MODEL]",
        help="With --explain, the model or combination to explain; else all.",
        show_default=False,
    ),
]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Show every reason and requirement, with its source.")
]
BasisOption = Annotated[
    BasisWord,
    typer.Option(
        "--basis",
        help="Use the five documents alone, other research too, or all with our judgment.",
    ),
]
FitOnlyOption = Annotated[
    bool, typer.Option("--fit-only", help="Leave out whether your agency can run a model.")
]
DrawsOption = Annotated[
    int,
    typer.Option(
        "--draws",
        callback=_drawn,
        help=f"Tries of stability, from {FEWEST_DRAWS:,} to {MOST_DRAWS:,}.",
    ),
]
WeightOption = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="QUESTION=FACTOR",
        help="Multiply a question's weight by this factor; may be given again.",
    ),
]
PrioritiesOption = Annotated[
    str | None,
    typer.Option(
        "--priorities",
        metavar="Q1,Q2,...",
        help="Questions in order, the most important first.",
    ),
]
RulesOption = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="Your own rules folder; shipped takes the rules that come with casemodel.",
    ),
]
DirectoryArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="DIR",
        help="The rules folder; else the rules that come with casemodel.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="The format of the answer.")]
PlainOption = Annotated[
    bool,
    typer.Option(
        "--plain",
        help="Print one labelled fact a line, for screen readers; same as --format plain.",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to this file."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Let -o overwrite an existing file.")]


class Output(NamedTuple):
    """The output: its format and its file (None for standard output).

    `force` says that an existing file may be replaced.
    """

    format: Format
    file: str | None
    force: bool


@dataclass(frozen=True, kw_only=True)
class CliOptions:
    """The choices beside the profile, as typed; `chosen.py` checks them against the rules."""

    basis: BasisOption = "all"
    fit_only: FitOnlyOption = False
    weight: WeightOption = None
    priorities: PrioritiesOption = None
    draws: DrawsOption = DRAWS
    rules: RulesOption = None
    house: HouseOption = None


WithoutTries = Annotated[CliOptions, LeftOut(("draws",))]
"""The choices for a command that says nothing of stability."""

WithoutWeights = Annotated[CliOptions, LeftOut(("weight", "priorities", "draws"))]
"""The choices for a command on record, which takes the rules' own weights."""


@dataclass(frozen=True, kw_only=True)
class OutputOptions:
    """The form of an answer and where it goes, as typed."""

    form: FormatOption = "text"
    plain: PlainOption = False
    output: OutputOption = None
    force: ForceOption = False

    def checked(self) -> Output:
        """Make the output. Raises WrongUse if the options contradict each other."""
        return output_of(self.form, self.output, plain=self.plain, force=self.force)

    def for_screen(self) -> Output:
        """Make the output for the screen alone. Raises WrongUse as `checked` does."""
        return output_of(self.form, None, plain=self.plain, force=False)


def refuse_force(file: str | None, *, force: bool) -> None:
    """Raise WrongUse for --force without a file."""
    if force and file is None:
        raise WrongUse("--force only goes with -o FILE.")


def output_of(chosen: Format, file: str | None, *, plain: bool, force: bool) -> Output:
    """Make the output from the options. Raises WrongUse if they contradict each other."""
    if plain and chosen not in ("text", "plain"):
        raise WrongUse(f"Choose one of --plain and --format {chosen}.")
    refuse_force(file, force=force)
    if file and file.lower().endswith(_FOR_PAPER):
        raise WrongUse("For PDF, Word or HTML use casemodel report, compare, handout or worksheet.")
    return Output("plain" if plain else chosen, file, force)


def refuse_model(word: str, command: str) -> NoReturn:
    """Raise WrongUse for a second name after a profile, without --explain."""
    from casemodel.render.safe import harmless

    if word.lower().endswith((".yaml", ".yml", ".json")):
        raise WrongUse(
            f"{command} takes one profile. Then type: casemodel {command} {harmless(word)}"
        )
    right_command = f"casemodel {command} FILE --explain {harmless(word)}"
    raise WrongUse(f"A model goes with --explain: {right_command}")
