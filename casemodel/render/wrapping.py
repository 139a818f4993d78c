"""Words into lines: the only place that knows how wide a text is on a terminal.

A line is a tuple of spans, each a text and its tone. Nothing is ever cut: a word longer than the
width goes on in the next line.
"""

from casemodel.named import NamedTuple
from casemodel.pages.document import Tone


class Span(NamedTuple):
    """A stretch of text in one tone."""

    text: str
    tone: Tone = ""


Line = tuple[Span, ...]


def width_of(text: str) -> int:
    """How many columns a text takes: East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    import unicodedata  # rarely needed: most texts are ASCII

    return sum(
        0
        if unicodedata.combining(character) or character in "\u200c\u200d"
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def padded(text: str, width: int) -> str:
    """The text filled up with spaces to the width."""
    return text + " " * max(0, width - width_of(text))


def text_of(line: Line) -> str:
    """The bare text of a line, without blanks at its end."""
    return "".join(span.text for span in line).rstrip()


def wrapped(runs: tuple[Span, ...], width: int) -> list[Line]:
    """The runs, each in its tone, as lines of at most `width` columns; always at least one line."""
    lines: list[list[Span]] = [[]]
    used = 0
    for run in runs:
        for word in run.text.split():
            for piece in _pieces(word, width):
                gap = 1 if lines[-1] else 0
                if gap and used + gap + width_of(piece) > width:
                    lines.append([])
                    used = gap = 0
                _add(lines[-1], " " * gap, piece, run.tone)
                used += gap + width_of(piece)
    return [tuple(line) for line in lines]


def _add(line: list[Span], gap: str, piece: str, tone: Tone) -> None:
    """Add a word to a line, in the span before it where the tone is the same."""
    if line and line[-1].tone == tone:
        line[-1] = Span(line[-1].text + gap + piece, tone)
    else:
        if gap:
            line[-1] = Span(line[-1].text + gap, line[-1].tone)
        line.append(Span(piece, tone))


def _pieces(word: str, width: int) -> list[str]:
    """The word, in pieces where it is wider than the line."""
    if width_of(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def indented(lines: list[Line], first: str, rest: str, tone: Tone = "") -> list[Line]:
    """The lines with `first` before the first one (in the tone) and `rest` before the others."""
    return [
        (Span(first if number == 0 else rest, tone if number == 0 else ""), *line)
        for number, line in enumerate(lines)
    ]


def asked(label: str) -> str:
    """The label with what leads over to its text; a question needs no colon."""
    return label if label.endswith("?") else f"{label}:"
