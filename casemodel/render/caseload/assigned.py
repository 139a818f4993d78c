"""The assignment of a caseload to models as CSV, one client a line."""

from collections.abc import Mapping
from typing import BinaryIO

from casemodel.caseload.staffing import ScoredClient
from casemodel.explanation.numbers import printed
from casemodel.knowledge.values import Rules
from casemodel.render.caseload.lines import DANGER_WORDS
from casemodel.render.caseload.writers import CsvLines
from casemodel.render.safe import harmless

HEADINGS = (
    "file",
    "row",
    "id",
    "danger",
    "best_model",
    "best_score",
    "served_by",
    "score",
    "points_less",
    "rules",
)
"""The names of the columns."""


_NUMBERS = frozenset({"row", "best_score", "score", "points_less"})


class AssignedWriter:
    """A writer of clients with the model that serves them; no cell is read as a formula."""

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Write the mark and the headings."""
        self._rules = rules
        self._out = CsvLines(stream, HEADINGS, _NUMBERS)

    def add(self, client: ScoredClient, best: str, served: str, tenths: Mapping[str, int]) -> None:
        """Write one client: the model that suits best, the one that serves, all scores."""
        line = (
            harmless(client.file),
            str(client.row),
            harmless(client.id),
            DANGER_WORDS[client.danger],
            self._rules.models[best].name,
            printed(tenths[best]),
            self._rules.models[served].name,
            printed(tenths[served]),
            printed(tenths[best] - tenths[served]),
            harmless(self._rules.version),
        )
        self._out.write(line)
