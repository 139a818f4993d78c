"""Problems of files as data: one `Problem` each, gathered and raised all at once.

CasemodelError
├── ProblemsFound   a file has problems: exit status 1
└── WrongUse        the command was used in a way that cannot work: exit status 2
"""

from typing import NamedTuple

from casemodel.files.limits import MESSAGE_LENGTH


class Problem(NamedTuple):
    """One thing that is wrong, and its place.

    `line` and `column` count from 1; 0 means the file as a whole. `found`, `expected` and `nearest`
    are plain text and may be empty. `source_line` is the line as written; it is left empty for a
    client's file, of which no value is ever shown.
    """

    code: str
    file: str
    line: int
    column: int
    message: str
    found: str = ""
    expected: str = ""
    nearest: tuple[str, ...] = ()
    source_line: str = ""


class CasemodelError(Exception):
    """Base of every error that casemodel expects and explains."""


class ProblemsFound(CasemodelError):
    """Problems of files; `problems` holds all of them, in the order of their places."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, sorted by file, line and column, with long texts cut."""
        ordered = sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code))
        self.problems = tuple(map(_bounded, ordered))
        super().__init__(f"{len(self.problems)} problem(s)")


def _bounded(problem: Problem) -> Problem:
    """Cut the texts of a problem to a length that people can read."""
    return problem._replace(
        file=shortened(problem.file, MESSAGE_LENGTH),
        message=shortened(problem.message, MESSAGE_LENGTH),
        found=shortened(problem.found, MESSAGE_LENGTH),
        expected=shortened(problem.expected, MESSAGE_LENGTH),
        nearest=tuple(shortened(word, MESSAGE_LENGTH) for word in problem.nearest),
    )


def shortened(name: str, most: int) -> str:
    """Cut a name to at most `most` characters for showing, with a sign that it is cut."""
    return name if len(name) <= most else f"{name[: most - 3]}..."


class WrongUse(CasemodelError):
    """The command cannot work as it was given; the message is one helpful line."""
