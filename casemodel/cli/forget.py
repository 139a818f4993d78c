"""`casemodel forget NUMBER...`: delete decisions for good."""

from pathlib import Path
from typing import Annotated

import typer

from casemodel.cli import options, registering, streams
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

HELP = """Delete decisions for good, with everything written about them. Nothing can bring them
back.

\b
Examples:
  casemodel forget 12
  casemodel forget 12 15 --yes
  casemodel forget --of client.yaml --yes
"""

NumbersArgument = Annotated[
    list[int] | None,
    typer.Argument(metavar="[NUMBER]...", min=1, help="The numbers of the decisions."),
]
OfOption = Annotated[
    str | None,
    typer.Option(
        "--of", metavar="PROFILE", help="All decisions about the client or agency of this profile."
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Delete without asking.")]


def forget(
    numbers: NumbersArgument = None,
    *,
    of: OfOption = None,
    yes: YesOption = False,
    register: registering.RegisterOption = None,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
) -> None:
    """Delete decisions for good."""
    chosen = options.output_of(form, None, plain=plain, force=False)
    if bool(numbers) == (of is not None):
        raise WrongUse("Say what to delete: numbers of decisions, or --of PROFILE.")
    file = registering.register_at(register)
    deliver(chosen, lambda: _answer(tuple(numbers or ()), of, rules, file, sure=yes))


def _answer(
    numbers: tuple[int, ...], of: str | None, directory: str | None, file: Path, *, sure: bool
) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.decisions.register import opened
    from casemodel.pages.decided import deleted
    from casemodel.render.json_models.decisions import forgotten as as_data

    with opened(file) as register:
        if of is not None:
            from casemodel.cli.decisions import subject_of

            kind, subject = subject_of(of, directory)
            numbers = tuple(
                d.number
                for d in register.decisions()
                if (d.content.kind, d.content.subject) == (kind, subject)
            )
        for number in numbers:
            register.any_decision(number)
        if numbers and not sure:
            _ask(len(set(numbers)))
        gone = register.forget(tuple(dict.fromkeys(numbers))) if numbers else 0
    return CommandAnswer(
        lambda: deleted(len(set(numbers)), gone),
        lambda: as_data(numbers, gone, __version__),
        private=True,
        done="What was to be deleted is deleted all the same.",
    )


def _ask(count: int) -> None:
    """Ask whether it is meant. Raises WrongUse where it is not, or where nobody can be asked."""
    import sys

    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUse("Deleting for good has to be confirmed: add --yes.")
    what = "1 decision" if count == 1 else f"{count} decisions"
    streams.say(f"Delete {what} for good? Type yes to do so:")
    if sys.stdin.readline().strip().casefold() != "yes":
        raise WrongUse("Nothing was deleted.")
