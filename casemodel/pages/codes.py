"""The pages of `casemodel explain`: one code in full, or all of them in a line each."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help
from casemodel.files.codes import is_advice
from casemodel.pages.document import Block, Document, Fact, Facts, Heading, Paragraph

_GROUPS = (
    ("P1", "A file as a whole"),
    ("P2", "How a file is written"),
    ("P3", "The keys of a profile"),
    ("P4", "What a profile says"),
    ("P5", "Spreadsheets of clients, and maps of their columns"),
    ("A1", "Advice on a profile"),
    ("R1", "The keys of rule files"),
    ("R2", "What rule files say of one another"),
    ("R3", "What rules lack"),
    ("R4", "What rules bring about"),
    ("R5", "Advice on rules"),
    ("R6", "House rules"),
    ("R7", "Tests of rules"),
    ("D1", "The decision register"),
)

_USABLE = ("R3", "R4")
"""Problems with which rules can still be used."""

_OF_REGISTER = "D1"


def one_code(code: str, means: str, told: Help) -> Document:
    """What one code means, why it matters, how to mend it, and an example."""
    blocks: list[Block] = [
        Paragraph(_severity_text(code)),
        Facts((Fact("Why it matters", told.why), Fact("How to mend it", told.mend))),
        Heading(2, f"Example: {told.where.rstrip(':')}"),
        Facts((*_each_line("Instead of", told.wrong), *_each_line("Write", told.right))),
    ]
    return Document(f"{code}: {means}", tuple(blocks))


def _each_line(label: str, lines: str) -> tuple[Fact, ...]:
    """A fact for each line, so that none is joined to another."""
    first, *others = lines.split("\n")
    return (Fact(label, first), *(Fact("and", line) for line in others))


def _severity_text(code: str) -> str:
    if code.startswith(_OF_REGISTER):
        return "This is a problem: the decision register stays as it is until it is mended."
    if is_advice(code):
        return "This is advice: nothing is wrong, but a second look is worth it."
    if code.startswith(_USABLE):
        return "This is a problem: the rules can be used, but they do not hold what they promise."
    return "This is a problem: the file is not used until it is mended."


def every_code(codes: Mapping[str, str]) -> Document:
    """Every code with its meaning, by group."""
    blocks: list[Block] = []
    for start, heading in _GROUPS:
        rows = tuple(Fact(code, means) for code, means in codes.items() if code.startswith(start))
        if rows:
            blocks += [Heading(2, heading), Facts(rows)]
    return Document(f"{len(codes)} codes; casemodel explain CODE says more", tuple(blocks))
