"""What is wrong with a file, as data: one `Problem` each, gathered and raised all at once.

CasemodelError
├── ProblemsFound   a file has problems: exit status 1
└── WrongUse        the command was used in a way that cannot work: exit status 2
"""

from typing import NamedTuple

from casemodel.files.limits import MESSAGE_LENGTH


class Problem(NamedTuple):
    """One thing that is wrong, and where.

    `line` and `column` count from 1; 0 means that the place is the file as a whole. `found`,
    `expected` and `nearest` are plain text and may be empty. `source_line` is the line as written;
    it is left empty for a client's file, of which no value is ever shown.
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
    """The root of every error that casemodel expects and explains."""


class ProblemsFound(CasemodelError):
    """Files have problems; `problems` holds all of them, in the order of their places."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, sorted by file, line and column, with no text of any length."""
        ordered = sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code))
        self.problems = tuple(map(_bounded, ordered))
        super().__init__(f"{len(self.problems)} problem(s)")


def _bounded(problem: Problem) -> Problem:
    """The problem with a name in it, however long, cut to what people can read."""
    return problem._replace(
        file=shortened(problem.file, MESSAGE_LENGTH),
        message=shortened(problem.message, MESSAGE_LENGTH),
        found=shortened(problem.found, MESSAGE_LENGTH),
        expected=shortened(problem.expected, MESSAGE_LENGTH),
        nearest=tuple(shortened(word, MESSAGE_LENGTH) for word in problem.nearest),
    )


def shortened(name: str, most: int) -> str:
    """A name as it is shown: of a longer one its beginning, and the sign that something is cut."""
    return name if len(name) <= most else f"{name[: most - 3]}..."


class WrongUse(CasemodelError):
    """The command cannot work as it was given; the message is one helpful line."""
