"""Text that is no page, such as YAML or a JSON Schema: to standard output or to a file."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import typer

from casemodel.cli import agency, streams
from casemodel.files.problems import ProblemsFound, WrongUse

Made = TypeVar("Made")


class TextOutput(NamedTuple):
    """A text to be written, and whether only its owner may read the file."""

    text: str
    private: bool = False


def deliver_text(file: str | None, make: Callable[[], TextOutput], *, force: bool) -> None:
    """Make the text and write it; if files have problems, say so and exit with status 1.

    Raises WrongUse, CannotWrite or ReaderGone.
    """
    from casemodel.cli.files import refuse_overwriting, write_whole
    from casemodel.render.safe import harmless, writable

    if file is not None:
        refuse_overwriting(file, force=force)
    elif force:
        raise WrongUse("--force only goes with -o FILE.")
    made = or_say_problems(make)
    agency.tell()
    if file is None:
        encoding = streams.encoding_of(streams.standard_output())
        streams.write(writable(made.text, encoding))
    else:
        write_whole(file, made.text, force=force, private=made.private)
        streams.say(f"Written: {harmless(file)}")


def or_say_problems(make: Callable[[], Made]) -> Made:
    """Give what `make` makes; if files have problems, say so and exit with status 1."""
    import sys

    try:
        return make()
    except ProblemsFound as found:
        from casemodel.render.problem_lines import problems_text

        streams.say(problems_text(found.problems, streams.encoding_of(sys.stderr)))
        raise typer.Exit(1) from None
