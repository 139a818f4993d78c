"""What a caseload comes to as a whole: counts, taken as the clients go by."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from casemodel.caseload.records import Record, RowProblem
from casemodel.caseload.values import Outcome
from casemodel.engine.doubt import Certainty

NOBODY = ""
"""What stands in place of a model where none is recommended."""

_SHOWN_ROWS = 3
_MASKS = 10_000
_IDS = 20_000
_PART = 9  # questions
_SETS = (1 << _PART) - 1


class Wrong(NamedTuple):
    """One kind of problem in one column of one file: in how many rows, and the first of them."""

    file: str
    code: str
    column: int
    message: str
    rows: int
    first: tuple[int, ...]


class Summary(NamedTuple):
    """What a caseload comes to. Counts are of clients that were scored, but for `clients`.

    `by_first` counts by the recommended model or hybrid, '' where none is; `by_certainty` by how
    certain that is; `cautions` by the full id of the caution, those of rows that were not scored
    included; `unknown` the clients of whom a question is unanswered. `without_answers` are clients
    with no answer at all, `repeated` rows whose id stood in an earlier row, among the first
    20,000 ids.
    """

    clients: int
    scored: int
    by_first: Mapping[str, int]
    by_certainty: Mapping[Certainty, int]
    cautions: Mapping[str, int]
    unknown: Mapping[str, int]
    without_answers: int
    repeated: int
    problems: tuple[Wrong, ...]


class Tally:
    """Counts clients. `open_criteria` gives the criteria behind an outcome's bits."""

    def __init__(self, open_criteria: Callable[[int], Iterable[str]], criteria: int) -> None:
        """Begin with nothing; `criteria` is how many a client is asked."""
        self._open_criteria = open_criteria
        self._all_open = (1 << criteria) - 1
        self._clients = self._without = self._repeated = 0
        self._first: Counter[str] = Counter()
        self._certainty: Counter[Certainty] = Counter()
        self._cautions: Counter[str] = Counter()
        self._masks: Counter[int] = Counter()
        self._unknown: Counter[str] = Counter()
        self._wrong: dict[tuple[str, str, int, str], Wrong] = {}
        self._ids: set[int] = set()

    def add(self, record: Record) -> None:
        """Count one client."""
        outcome = record.outcome
        self._clients += 1
        for caution in outcome.cautions:
            self._cautions[caution.full_id] += 1
        for problem in record.problems:
            self._note(record, problem)
        self.add_names(record.file, (record.id,))
        if record.scored:
            self._score(outcome)

    def add_alike(self, first: str, certainty: Certainty, clients: int) -> None:
        """Count so many clients to whom the same is recommended, and as surely."""
        self._clients += clients
        self._first[first] += clients
        self._certainty[certainty] += clients

    def add_cautions(self, ids: Iterable[str], clients: int) -> None:
        """Count so many clients who are told these cautions."""
        for full_id in ids:
            self._cautions[full_id] += clients

    def add_unknown(self, criterion: str, clients: int) -> None:
        """Count so many clients of whom a question is unanswered."""
        if clients:
            self._unknown[criterion] += clients

    def add_without_answers(self, clients: int) -> None:
        """Count so many clients of whom nothing is answered."""
        self._without += clients

    def _score(self, outcome: Outcome) -> None:
        self._first[outcome.first if outcome.recommended else NOBODY] += 1
        self._certainty[outcome.certainty] += 1
        self._masks[outcome.open] += 1
        self._without += outcome.open == self._all_open
        if len(self._masks) > _MASKS:
            self._count_unknown()

    def _count_unknown(self) -> None:
        """Count open questions by parts, of which there are few kinds however many clients."""
        parts: Counter[tuple[int, int]] = Counter()
        for mask, clients in self._masks.items():
            for at in range(0, mask.bit_length(), _PART):
                parts[at, mask >> at & _SETS] += clients
        for (at, bits), clients in parts.items():
            for criterion in self._open_criteria(bits << at):
                self._unknown[criterion] += clients
        self._masks.clear()

    def _note(self, record: Record, problem: RowProblem) -> None:
        code, column, message = problem
        key = (record.file, code, column, message if column >= 0 else "")
        so_far = self._wrong.get(key)
        if so_far is None:
            so_far = Wrong(record.file, code, column, message, 0, ())
        first = (*so_far.first, record.row)[:_SHOWN_ROWS]
        self._wrong[key] = so_far._replace(rows=so_far.rows + 1, first=first)

    def add_names(self, file: str, names: Iterable[str]) -> None:
        """Note ids that were there before, as long as they are few enough to remember."""
        known = self._ids
        for name in names:
            key = hash((file, name) if name.startswith("row ") else name)
            if key in known:
                self._repeated += 1
            elif len(known) < _IDS:
                known.add(key)

    def summary(self) -> Summary:
        """What has been counted so far."""
        self._count_unknown()
        return Summary(
            clients=self._clients,
            scored=self._first.total(),
            by_first=dict(sorted(self._first.items())),
            by_certainty=dict(sorted(self._certainty.items())),
            cautions=dict(sorted(self._cautions.items())),
            unknown=dict(sorted(self._unknown.items())),
            without_answers=self._without,
            repeated=self._repeated,
            problems=tuple(self._wrong.values()),
        )
