"""Counts over a whole caseload, taken client by client."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from casemodel.caseload.client_rows import ClientRow, RowProblem
from casemodel.caseload.row_result import CouldChange

NOBODY = ""
"""Stands for a model if none is recommended."""

_SHOWN_ROWS = 3


class CountedProblem(NamedTuple):
    """One kind of problem in one column of one file: the number of rows, and the first of them."""

    file: str
    code: str
    column: int
    message: str
    rows: int
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a caseload. All are of clients that were scored, unless said otherwise.

    Attributes:
        clients: All clients, scored or not.
        scored: Clients that came to a result.
        by_first: By the recommended model or hybrid, '' where none is.
        by_could_change: By whether answers to open questions could change that.
        cautions: By the full id of the caution, among all clients.
        unknown: By criterion, clients without an answer to it.
        without_answers: Clients with no answer at all.
        repeated: Rows whose id is also in an earlier row.
        danger_unread: Clients, scored or not, with a cell on danger that cannot be read.
        danger_unknown: Clients, scored or not, whose danger is unknown though cells are readable.
        problems: Problems of rows, counted by kind, file and column.
    """

    clients: int
    scored: int
    by_first: Mapping[str, int]
    by_could_change: Mapping[CouldChange, int]
    cautions: Mapping[str, int]
    unknown: Mapping[str, int]
    without_answers: int
    repeated: int
    danger_unread: int
    danger_unknown: int
    problems: tuple[CountedProblem, ...]


class Tally:
    """A count of clients, one by one."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._clients = self._without_answers = self._repeated = 0
        self._danger_unread = self._danger_unknown = 0
        self._first: Counter[str] = Counter()
        self._could_change: Counter[CouldChange] = Counter()
        self._cautions: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._wrong: dict[tuple[str, str, int, str], CountedProblem] = {}

    def add(self, client: ClientRow) -> None:
        """Count one client."""
        row, result = client.row, client.result
        self._clients += 1
        self._repeated += row.repeated
        self._danger_unread += row.danger_unread
        self._danger_unknown += client.danger is None and not row.danger_unread
        self._cautions.update(caution.id for caution in client.cautions)
        for problem in row.problems:
            self._note(client, problem)
        if result is not None:
            self._first[result.first if result.recommended else NOBODY] += 1
            self._could_change[result.could_change] += 1
            self._unknown.update(result.unanswered)
            self._without_answers += not row.levels()

    def pass_over(self) -> None:
        """Count a row for which another row of the same person is taken."""
        self._repeated += 1

    def merge(self, counts: Summary) -> None:
        """Add counts that were taken elsewhere."""
        self._clients += counts.clients
        self._repeated += counts.repeated
        self._danger_unknown += counts.danger_unknown
        self._without_answers += counts.without_answers
        self._first.update(counts.by_first)
        self._could_change.update(counts.by_could_change)
        self._cautions.update(counts.cautions)
        self._unknown.update(counts.unknown)
        for wrong in counts.problems:
            message = wrong.message if wrong.column >= 0 else ""
            key = (wrong.file, wrong.code, wrong.column, message)
            so_far = self._wrong.get(key) or wrong._replace(rows=0, first=())
            first = tuple(sorted((*so_far.first, *wrong.first))[:_SHOWN_ROWS])
            self._wrong[key] = so_far._replace(rows=so_far.rows + wrong.rows, first=first)

    def _note(self, client: ClientRow, problem: RowProblem) -> None:
        file, number = client.row.file, client.row.number
        code, column, message = problem
        key = (file, code, column, message if column >= 0 else "")
        so_far = self._wrong.get(key) or CountedProblem(file, code, column, message, 0, ())
        first = (*so_far.first, number)[:_SHOWN_ROWS]
        self._wrong[key] = so_far._replace(rows=so_far.rows + 1, first=first)

    def summary(self) -> Summary:
        """Give the counts so far; problems by file, in the order of their first rows."""
        files = list(dict.fromkeys(wrong.file for wrong in self._wrong.values()))
        ordered = sorted(self._wrong.values(), key=lambda w: (files.index(w.file), w.first[0]))
        return Summary(
            clients=self._clients,
            scored=self._first.total(),
            by_first=dict(sorted(self._first.items())),
            by_could_change=dict(sorted(self._could_change.items())),
            cautions=dict(sorted(self._cautions.items())),
            unknown=dict(sorted(self._unknown.items())),
            without_answers=self._without_answers,
            repeated=self._repeated,
            danger_unread=self._danger_unread,
            danger_unknown=self._danger_unknown,
            problems=tuple(ordered),
        )
