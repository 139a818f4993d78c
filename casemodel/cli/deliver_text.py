"""Text that is no page, such as YAML or a JSON Schema: to standard output or to a file."""

from collections.abc import Callable
from typing import NamedTuple

from casemodel.cli import agency, streams
from casemodel.cli.deliver import problems_shown
from casemodel.cli.options import refuse_force


class TextOutput(NamedTuple):
    """A text to be written, and whether only its owner may read the file."""

    text: str
    private: bool = False


def deliver_text(file: str | None, make: Callable[[], TextOutput], *, force: bool) -> None:
    """Make the text and write it; if files have problems, say so and exit with status 1.

    Raises WrongUse, CannotWrite or ReaderGone.
    """
    from casemodel.cli.files import refuse_overwriting, say_written, write_whole
    from casemodel.render.safe import writable

    refuse_force(file, force=force)
    if file is not None:
        refuse_overwriting(file, force=force)
    with problems_shown("text"):
        text_output = make()
    agency.tell()
    if file is None:
        encoding = streams.encoding_of(streams.standard_output())
        streams.write(writable(text_output.text, encoding))
    else:
        write_whole(file, text_output.text, force=force, private=text_output.private)
        say_written(file)
