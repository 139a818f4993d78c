"""`casemodel forget NUMBER...`: delete decisions for good."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from casemodel.cli import dates, options, registering, streams
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.decisions.register import Register

HELP = """Delete decisions for good, with everything written about them. Nothing can bring them
back. Decisions that were kept long enough are deleted by --expired, and never unasked.

\b
Examples:
  casemodel forget 12
  casemodel forget 12 15 --yes
  casemodel forget --of client.yaml --yes
  casemodel forget --expired
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
ExpiredOption = Annotated[
    bool, typer.Option("--expired", help="All decisions that were kept long enough.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Delete without asking.")]


def forget(
    numbers: NumbersArgument = None,
    *,
    of: OfOption = None,
    expired: ExpiredOption = False,
    date: registering.TodayOption = None,
    yes: YesOption = False,
    register: registering.RegisterOption = None,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
) -> None:
    """Delete decisions for good."""
    chosen = options.output_of(form, None, plain=plain, force=False)
    if [bool(numbers), of is not None, expired].count(True) != 1:
        raise WrongUse("Say what to delete: numbers of decisions, --of PROFILE, or --expired.")
    if date is not None and not expired:
        raise WrongUse("--date only goes with --expired.")
    file = registering.register_at(register)
    day = dates.deleting_on(date) if expired else ""
    selection = _Selection(tuple(numbers or ()), of, day, date is not None)
    deliver(chosen, lambda: _answer(selection, rules, file, sure=yes))


class _Selection(NamedTuple):
    """The decisions to delete: by number, by the subject of a profile, or expired by a day.

    `day_given` says that the person gave the day, and not the clock.
    """

    numbers: tuple[int, ...]
    of: str | None
    day: str
    day_given: bool


def _answer(
    selection: _Selection, directory: str | None, file: Path, *, sure: bool
) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.registering import opened
    from casemodel.pages.decided import deleted
    from casemodel.render.json_models.decisions import forgotten as as_data

    with opened(file) as register:
        numbers = _numbers(register, selection, directory)
        for number in numbers:
            register.any_decision(number)
        if numbers and not sure:
            _ask(len(set(numbers)), selection.day)
        entries = register.forget(tuple(dict.fromkeys(numbers))) if numbers else 0
    return CommandAnswer(
        lambda: deleted(len(set(numbers)), entries),
        lambda: as_data(numbers, entries, __version__),
        private=True,
        done="What was to be deleted is deleted all the same.",
    )


def _numbers(register: "Register", selection: _Selection, directory: str | None) -> tuple[int, ...]:
    """List the numbers of the decisions to delete. Raises ProblemsFound or WrongUse."""
    if selection.day:
        if not selection.day_given:
            _refuse_a_clock_that_jumped(register, selection.day)
        return register.expired(selection.day)
    if selection.of is None:
        return selection.numbers
    from casemodel.cli.decisions import subject_of

    kind, subject = subject_of(selection.of, directory)
    return tuple(
        d.number
        for d in register.decisions()
        if (d.content.kind, d.content.subject) == (kind, subject)
    )


def _refuse_a_clock_that_jumped(register: "Register", today: str) -> None:
    """Raise WrongUse if more than 366 days without an entry suggest that the clock is wrong."""
    from itertools import pairwise

    days = sorted({today, *(entry.content.made_on for entry in register.entries())})
    for before, after in pairwise(days):
        if dates.days_between(before, after) > _LONG:
            raise WrongUse(
                f"No entry was made between {before} and {after}, so this computer's clock may "
                f"have been wrong. Is it {today}? If it is, say so: --date {today}"
            )


_LONG = 366


def _ask(count: int, day: str) -> None:
    """Ask for confirmation. Raises WrongUse if it is refused, or if nobody can be asked."""
    import sys

    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUse("Deleting for good has to be confirmed: add --yes.")
    deleted = "1 decision" if count == 1 else f"{count} decisions"
    if day:
        deleted += f" whose time has passed by {day}"
    streams.say(f"Delete {deleted} for good? Type yes to do so:")
    if sys.stdin.readline().strip().casefold() != "yes":
        raise WrongUse("Nothing was deleted.")
