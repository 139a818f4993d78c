"""The pages of `casemodel explain`: one code in full, or all of them in a line each."""

from collections.abc import Mapping

from casemodel.pages.document import Block, Document, Fact, Facts, Heading, Paragraph
from casemodel.texts.messages import phrase
from casemodel.texts.problems import ProblemText, is_advice

_GROUPS = {
    "P1": "codes.file",
    "P2": "codes.yaml",
    "P3": "codes.profile_keys",
    "P4": "codes.profile",
    "P5": "codes.sheets",
    "P6": "codes.records",
    "A1": "codes.profile_advice",
    "R1": "codes.rule_keys",
    "R2": "codes.rule_links",
    "R3": "codes.rule_gaps",
    "R4": "codes.rule_effects",
    "R5": "codes.rule_advice",
    "R6": "codes.house",
    "R7": "codes.rule_tests",
    "D1": "codes.register",
}
"""The heading of each group of codes, by what the codes begin with."""

_USABLE = ("R3", "R4")
"""Rules with these problems can still be used."""

_OF_REGISTER = "D1"


def one_code(code: str, text: ProblemText) -> Document:
    """Explain one code: meaning, reason, remedy and an example."""
    blocks: list[Block] = [
        Paragraph(_severity_text(code)),
        Facts((Fact(phrase("codes.why"), text.why), Fact(phrase("codes.mend"), text.mend))),
        Heading(2, phrase("codes.example", where=text.where.rstrip(":"))),
        Facts(
            (
                *_each_line(phrase("codes.wrong"), text.wrong),
                *_each_line(phrase("codes.right"), text.right),
            )
        ),
    ]
    return Document(f"{code}: {text.message}", tuple(blocks))


def _each_line(label: str, lines: str) -> tuple[Fact, ...]:
    """A fact for each line, so that none is joined to another."""
    first, *following = lines.split("\n")
    return (Fact(label, first), *(Fact(phrase("codes.next_line"), line) for line in following))


def _severity_text(code: str) -> str:
    if code.startswith(_OF_REGISTER):
        return phrase("codes.stops_register")
    if is_advice(code):
        return phrase("codes.advice")
    return phrase("codes.usable") if code.startswith(_USABLE) else phrase("codes.stops_file")


def every_code(problems: Mapping[str, ProblemText]) -> Document:
    """List every code with its message, by group."""
    blocks: list[Block] = []
    for start, heading in _GROUPS.items():
        rows = tuple(
            Fact(code, text.message) for code, text in problems.items() if code.startswith(start)
        )
        if rows:
            blocks += [Heading(2, phrase(heading)), Facts(rows)]
    return Document(phrase("codes.all", count=len(problems)), tuple(blocks))
