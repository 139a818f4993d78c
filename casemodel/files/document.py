"""A file that is being read: its lines, its tree, and the problems found so far."""

import re
from collections.abc import Collection
from functools import cached_property
from typing import NamedTuple

from casemodel.files.limits import FOUND_LENGTH, LISTED_WORDS, PROBLEMS, SOURCE_LINE_LENGTH
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.tree import WHOLE_FILE, MappingEntry, Node, Position, Scalar


class Remark(NamedTuple):
    """A remark on a place in a file; it is not a problem.

    `old` and `new` are the name that was read and today's; both are empty if no name changed.
    """

    line: int
    column: int
    says: str
    old: str = ""
    new: str = ""


def unseen_character(text: str, *, blanks: bool = True) -> str:
    """Name the first invisible character, such as U+200B; empty if there is none.

    With `blanks`, a character that only looks like a space counts too.
    """
    if text.isascii():
        return ""
    import unicodedata

    categories = ("Cf", "Zs") if blanks else ("Cf",)
    for character in text:
        if character != " " and unicodedata.category(character) in categories:
            name = unicodedata.name(character, "without a name").lower()
            return f"U+{ord(character):04X}, {name}"
    return ""


def _one_of(words: Collection[str]) -> str:
    """List the valid words as an expectation, if they are few enough."""
    return "one of: " + ", ".join(words) if 0 < len(words) <= LISTED_WORDS else ""


def _nearest(text: str, words: Collection[str]) -> tuple[str, ...]:
    from casemodel.files.nearest import nearest_words  # files without a problem do not need it

    return nearest_words(text, words) if text else ()


def without_values(problem: Problem) -> Problem:
    """Take the file's own text out of a problem; place, expectation and valid words stay."""
    return problem._replace(found="", source_line="")


class ParsedFile:
    """One file, with the problems gathered while it is read.

    `root` is None if the file could not be read to its end. No message may hold anything from the
    file: values go into `found` and `source_line`, which `refuse` leaves out for a client's.
    """

    def __init__(self, file: str, text: str) -> None:
        """Begin with the name of the file, as it is shown, and its text."""
        self.file = file
        self.text = text
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the text, split only if there is a problem."""
        return re.split(r"\r\n|\n|\r", self.text)

    def add(
        self,
        code: str,
        at: Node | MappingEntry | Position,
        message: str,
        *,
        found: str = "",
        expected: str = "",
        words: Collection[str] = (),
    ) -> None:
        """Note a problem at a node, at an entry's key or at a position.

        `found` is the text at that place unless another is given. The nearest of the valid `words`
        are offered. If they are few and `expected` is empty, they are listed as expected.
        """
        if len(self.problems) > PROBLEMS:
            return
        if len(self.problems) == PROBLEMS:
            message = f"There are more than {PROBLEMS} problems; the others are not listed."
            self.problems.append(Problem("P299", self.file, 0, 0, message))
            return
        place = at.key if isinstance(at, MappingEntry) else at
        text = place.text if isinstance(place, Scalar) else ""
        if words and (unseen := unseen_character(text)):
            message = f"{message} It holds a character that cannot be seen: {unseen}."
        nearest = _nearest(text, words)
        found = found or text
        found = found if len(found) <= FOUND_LENGTH else found[: FOUND_LENGTH - 3] + "..."
        self.problems.append(
            Problem(
                code=code,
                file=self.file,
                line=place.line,
                column=place.column,
                message=message,
                found=found,
                expected=expected or _one_of(words),
                nearest=nearest,
                source_line=self._source_line(place.line),
            )
        )

    def _source_line(self, line: int) -> str:
        """The line as it may be shown; empty where there is none or it is too long."""
        text = self.line(line)
        return text if len(text) <= SOURCE_LINE_LENGTH else ""

    @property
    def line_count(self) -> int:
        """The number of lines."""
        return len(self._lines)

    def line(self, number: int) -> str:
        """A line as written; empty where there is none of this number."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def character(self, at: Position) -> str:
        """The character at a position; empty where the line ends or there is none."""
        return self.line(at.line)[at.column - 1 : at.column]

    def add_for_file(self, code: str, message: str) -> None:
        """Note a problem of the file as a whole."""
        self.add(code, WHOLE_FILE, message)

    def part(self, node: Node) -> "ParsedFile":
        """Make a view of the file from one of its nodes; problems noted there are noted here."""
        part = ParsedFile(self.file, self.text)
        part.root, part.problems = node, self.problems
        return part

    def refuse(self, *, private: bool) -> None:
        """Raise ProblemsFound if there is a problem; for a private file, without its values."""
        if self.problems:
            raise ProblemsFound(self.shown_problems(private=private))

    def shown_problems(self, *, private: bool) -> tuple[Problem, ...]:
        """Give the problems so far; for a private file, without its values."""
        return tuple(map(without_values, self.problems)) if private else tuple(self.problems)
