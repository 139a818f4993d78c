"""Delivering an answer: in the format asked for, on standard output or in a file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TextIO

import typer

from casemodel.cli import streams
from casemodel.cli.options import Format, Output
from casemodel.files.problems import ProblemsFound

if TYPE_CHECKING:
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput


class CommandAnswer(NamedTuple):
    """The answer of a command, as a page and as data; only the one asked for is made.

    `private` says that it is about a client. `done` is for an answer that cannot be written: a
    sentence on what was done all the same.
    """

    page: "Callable[[], Document]"
    data: "Callable[[], JsonOutput]"
    private: bool = False
    done: str = ""


def deliver(output: Output, make: Callable[[], CommandAnswer]) -> None:
    """Make the answer and write it; for files with problems, write those and exit with status 1.

    Raises WrongUse, CannotWrite or ReaderGone.
    """
    if output.file is not None:
        from casemodel.cli.files import refuse_overwriting

        refuse_overwriting(output.file, force=output.force)
    with problems_shown(output.format):
        answer = _finished(make())
    try:
        if output.file is None:
            _write_out(answer, output.format)
        else:
            _write_file(answer, output, output.file)
    except streams.CannotWrite as failed:
        raise streams.CannotWrite(f"{failed} {answer.done}".strip()) from None


def _finished(answer: CommandAnswer) -> CommandAnswer:
    """Add to an answer what every answer says: its language, and settings that it was made with."""
    from casemodel.cli import agency, rules_used

    def page() -> "Document":
        """Lay out the page and mark it with its language."""
        from casemodel.pages.language import in_language

        return agency.noted(rules_used.noted(in_language(answer.page())))

    def data() -> "JsonOutput":
        """Build the answer for JSON, with the same."""
        return agency.noted_in_data(rules_used.noted_in_data(answer.data()))

    return answer._replace(page=page, data=data)


@contextmanager
def problems_shown(chosen: Format) -> Iterator[None]:
    """Turn ProblemsFound into problems shown, and exit status 1."""
    try:
        yield
    except ProblemsFound as error:
        _write_problems(chosen, error)
        raise typer.Exit(1) from None


def _write_out(answer: CommandAnswer, chosen: Format) -> None:
    stream = streams.standard_output()
    width = streams.width_of(stream)
    if chosen == "text" and stream.isatty():
        _write_on_screen(answer.page(), stream, width)
    elif chosen == "text" and streams.wants_colour(stream):
        _write_in_colour(answer.page(), stream, width)
    else:
        streams.write(rendered(answer, chosen, width, streams.encoding_of(stream)))


def _write_on_screen(page: "Document", stream: TextIO, width: int) -> None:
    """Write a page to a terminal: page by page if it is long, and in colour if it can be."""
    from casemodel.cli import paging
    from casemodel.render.text import as_text, in_colour

    encoding = streams.encoding_of(stream)
    text = as_text(page, width, encoding)
    if paging.is_long(text, stream):
        coloured = streams.wants_colour(stream) and paging.shows_colour()
        paging.show(in_colour(page, width, encoding) if coloured else text)
    elif streams.wants_colour(stream):
        _write_in_colour(page, stream, width)
    else:
        streams.write(text)


def _write_in_colour(page: "Document", stream: TextIO, width: int) -> None:
    from casemodel.render.text import write_in_colour

    try:
        write_in_colour(page, stream, width, forced=streams.colour_is_forced())
        stream.flush()
    except OSError as error:
        raise streams.failure(error) from None


def _write_file(answer: CommandAnswer, output: Output, file: str) -> None:
    from casemodel.cli.files import say_written, write_whole

    text = rendered(answer, output.format, streams.width_of(None), "utf-8")
    write_whole(file, text, force=output.force, private=answer.private)
    say_written(file)


def rendered(answer: CommandAnswer, chosen: Format, width: int, encoding: str) -> str:
    """Write the answer as text in the format, without colour, for a stream of this encoding."""
    match chosen:
        case "text":
            from casemodel.render.text import as_text

            return as_text(answer.page(), width, encoding)
        case "plain":
            from casemodel.render.plain import as_plain

            return as_plain(answer.page(), encoding)
        case "markdown":
            from casemodel.render.markdown import as_markdown

            return as_markdown(answer.page(), encoding)
        case "json":
            from casemodel.render.as_json import as_json

            return as_json(answer.data())


def _write_problems(chosen: Format, error: ProblemsFound) -> None:
    """Write problems to standard error in words, or to standard output as JSON."""
    if chosen == "json":
        from casemodel.render.as_json import as_json
        from casemodel.render.json_models.checks import problems

        streams.write(as_json(problems(error.problems)))
    else:
        import sys

        from casemodel.render.problem_lines import problems_text

        streams.say(problems_text(error.problems, streams.encoding_of(sys.stderr)))
