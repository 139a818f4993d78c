"""The result of an import, as values."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from casemodel.profiles.values import State

Reason = Literal[
    "ragged", "no_id", "long", "no_date", "later", "unknown_code", "no_person",
    "repeated", "not_json", "no_resource", "no_patient", "disagree",
]  # fmt: skip
"""The reasons that a row, or a value in it, cannot be used. Each has its text."""


class SourceCell(NamedTuple):
    """A cell that an answer was read from: file, line (or entry), field, and its code if any.

    `code` is empty where a cell would tell more than the answer, such as a day of birth.
    """

    file: str
    line: int
    field: str
    code: str


class ImportedValue(NamedTuple):
    """The finding of the records on one question about one person.

    `level` is empty unless `state` is 'answered'. A `hint` counts for nothing until a person
    confirms it. `at_least` says that the true answer may be further along. `day` is ISO, or empty.
    """

    question: str
    state: State
    level: str
    hint: bool
    at_least: bool
    day: str
    cells: tuple[SourceCell, ...]


class ImportedClient(NamedTuple):
    """One person by the id of the records, and what they say, by question."""

    id: str
    values: Mapping[str, ImportedValue]


class UnusableRow(NamedTuple):
    """A row, or a field of it, that cannot be used; `field` is empty for the row as a whole."""

    file: str
    line: int
    field: str
    reason: Reason


class ReadFile(NamedTuple):
    """A file that was read: its rows, and the columns of the mapping that it lacks.

    `bundle` says that its lines are counted by the entries of a FHIR bundle.
    """

    file: str
    rows: int
    lacking: tuple[str, ...] = ()
    bundle: bool = False


class QuestionRule(NamedTuple):
    """The mapping of one question; all but `never` are empty where it never fills it."""

    question: str
    fields: tuple[str, ...]
    rule: str
    fills: tuple[str, ...]
    hints: tuple[str, ...]
    at_least: bool
    never: str


class QuestionTally(NamedTuple):
    """Counts of people for one question: answered, not known, refused, or with a proposal."""

    rule: QuestionRule
    filled: int
    not_known: int
    refused: int
    hints: int


class ImportResult(NamedTuple):
    """All that an import found.

    `source` is 'HMIS', 'FHIR' or 'Synthea', `year` the year of its specification or 0. `day` is the
    day of counting, and `day_given` whether the user named it. `passed_over` counts people in the
    files who are not imported. `unusable` are the first rows that cannot be used, of
    `unusable_count`. `names_like` says that the ids look like names of people.
    """

    source: str
    title: str
    year: int
    day: str
    day_given: bool
    clients: tuple[ImportedClient, ...]
    passed_over: int
    tallies: tuple[QuestionTally, ...]
    files: tuple[ReadFile, ...]
    unusable: tuple[UnusableRow, ...]
    unusable_count: int
    names_like: bool

    def is_bundle(self, file: str) -> bool:
        """Say whether the lines of a file are the entries of a FHIR bundle."""
        return any(read.bundle for read in self.files if read.file == file)
