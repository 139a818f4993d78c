"""The terminal writer: the same lines as the text writer, in colour. Only this module knows rich.

Colour repeats what a sign or a word already says. Rich is given ready lines as `Text` objects, in
which it never reads markup.
"""

from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

from casemodel.pages.document import Document, Tone
from casemodel.render.text import laid_out
from casemodel.render.wrapping import Line

_STYLES: Mapping[Tone, str] = {
    "danger": "bold red",
    "for": "green",
    "against": "yellow",
    "quiet": "dim",
    "strong": "bold",
}


def write_in_colour(document: Document, stream: TextIO, width: int, *, forced: bool) -> None:
    """Write the document to the stream in colour, `forced` also where it is no terminal."""
    console = Console(
        file=stream,
        width=width,
        force_terminal=True if forced else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for line in laid_out(document, width, stream.encoding or "ascii"):
        console.print(_styled(line), soft_wrap=True)


def _styled(line: Line) -> Text:
    styled = Text()
    for span in line:
        styled.append(span.text, _STYLES.get(span.tone))
    styled.rstrip()
    return styled
