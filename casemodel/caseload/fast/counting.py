"""The clients of a CSV file counted as they go by, most of them many at a time."""

from collections.abc import Callable, Iterator
from functools import partial
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO

import numpy as np

from casemodel.caseload.cautions import Cautions
from casemodel.caseload.cells import REMEMBERED
from casemodel.caseload.fast.lines import SIZE, Block, Following, blocks, rows_of, runs
from casemodel.caseload.fast.outlook import CERTAINTIES, Scored
from casemodel.caseload.fast.quick import Quick, can_score
from casemodel.caseload.fast.texts import Numbers
from casemodel.caseload.layout import Layout
from casemodel.caseload.records import Record, records_of
from casemodel.caseload.scoring import Scorer, score_rows
from casemodel.caseload.tally import Tally
from casemodel.caseload.values import Raw, Row
from casemodel.knowledge.values import Rules

_STEP = 500  # clients


class Counting:
    """Counts the clients of one file into a tally, in the order of the file."""

    def __init__(
        self, raw: Raw, layout: Layout, scorer: Scorer, rules: Rules, tally: Tally
    ) -> None:
        """Make ready; the rules and the file must be such that rows can be counted here."""
        self._raw, self._layout, self._scorer = raw, layout, scorer
        self._rules, self._tally = rules, tally
        self._quick = Quick(scorer, layout)
        case, ids = scorer.tables.case, scorer.tables.ids
        self._cautions = [Cautions(case, scorer.sheet, (name,)) for name in ids]
        self._told: dict[int, tuple[str, ...]] = {}
        self._line, self._row = raw.line, layout.header_row + 1

    def through(self) -> Iterator[tuple[int, list[Record]]]:
        """Count block by block.

        Given are how many bytes have been read, and the clients with problems.
        """
        raw, header_row = self._raw, self._layout.header_row
        width = len(self._layout.names)
        with raw.stream as stream:
            names = Following(None, 0, stream)
            rows = rows_of(names, raw.parse, self._line, 0, header_row)
            yield stream.tell(), [*self._alone(islice(rows, header_row, None))]
            self._line += names.taken + names.more
            for block in blocks(stream, raw.separator, width, lambda: self._quick.texts.margin):
                any_regular = block.regular.any()
                yield stream.tell(), self._counted(block)
                if not any_regular:
                    break
            yield from self._rest(stream)

    def _rest(self, stream: BinaryIO) -> Iterator[tuple[int, list[Record]]]:
        """Count what is left of a file of which nothing is regular, row by row."""
        found = []
        with TextIOWrapper(stream, "utf-8", newline="") as text:
            for number, record in enumerate(self._alone(self._raw.parse(text, self._line))):
                if record.problems:
                    found.append(record)
                if not number % _STEP:
                    yield stream.tell(), found
                    found = []
            yield stream.tell(), found

    def _counted(self, block: Block) -> list[Record]:
        lines, scored = self._quick.scored(block)
        names = self._quick.names(block, lines)
        counted = np.zeros(len(lines), np.bool_)
        found: list[Record] = []

        def regular(first: int, behind: int) -> None:
            begin, end = np.searchsorted(lines, [first, behind]).tolist()
            counted[begin:end] = True
            numbers = range(self._row, self._row + end - begin)
            own = names[begin:end] or [f"row {number}" for number in numbers]
            self._tally.add_names(self._layout.file, own)
            self._row = numbers.stop

        at = 0
        for first, behind in runs(block):
            if behind > at:
                begin = max(first, at)
                regular(at, begin)
                following = Following(block, begin, self._raw.stream)
                number = self._line + begin
                rows = rows_of(following, self._raw.parse, number, behind - begin)
                found += (one for one in self._alone(rows) if one.problems)
                at = begin + following.taken
                self._line += following.more
        regular(at, len(block.ends))
        self._line += max(at, len(block.ends))
        self._add(block, lines[counted], scored.at(counted))
        return found

    def _alone(self, rows: Iterator[Row]) -> Iterator[Record]:
        """Count rows that go the plain way."""
        layout = self._layout._replace(header_row=self._row - 1)
        score = partial(score_rows, self._scorer)
        for record in records_of(self._rules, layout, self._passing(rows), score):
            self._tally.add(record)
            yield record

    def _passing(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._row += 1
            yield row

    def _add(self, block: Block, lines: Numbers, scored: Scored) -> None:
        """Count what is alike together."""
        ids, criteria = self._scorer.tables.ids, self._scorer.criteria
        sure = np.bincount(scored.first * len(CERTAINTIES) + scored.certainty)
        for kind in np.flatnonzero(sure).tolist():
            lane, certainty = divmod(kind, len(CERTAINTIES))
            self._tally.add_alike(ids[lane], CERTAINTIES[certainty], int(sure[kind]))
        for question, criterion in enumerate(criteria):
            self._tally.add_unknown(criterion, int((scored.open >> question & 1).sum()))
        without = scored.open == (1 << len(criteria)) - 1
        self._tally.add_without_answers(int(without.sum()))
        kinds, examples, counts = np.unique(
            scored.met * len(ids) + scored.first, return_index=True, return_counts=True
        )
        for kind, line, clients in zip(
            kinds.tolist(), lines[examples].tolist(), counts.tolist(), strict=True
        ):
            told = self._told.get(kind)
            if told is None:
                told = self._told[kind] = self._cautions_of(kind, block.text(line))
            self._tally.add_cautions(told, clients)

    def _cautions_of(self, kind: int, line: str) -> tuple[str, ...]:
        """The ids of what is told, by conditions met and who comes first, as in this line."""
        met, lane = divmod(kind, len(self._cautions))
        cells = line.rstrip("\r\n").split(self._raw.separator)
        if len(self._told) >= REMEMBERED:
            self._told.clear()
        return tuple(caution.full_id for caution in self._cautions[lane].of(met, cells))


def counting(
    opened: Callable[[], Raw], layout: Layout, scorer: Scorer, rules: Rules, tally: Tally
) -> Iterator[tuple[int, list[Record]]] | None:
    """What counts the clients of a file, as `Counting.through` says.

    None for the few rules and files that it does not take.
    """
    raw = opened()
    begin = raw.stream.tell()
    head = raw.stream.read(SIZE).removesuffix(b"\r")
    raw.stream.seek(begin)
    by_returns = head.count(b"\r") > head.count(b"\r\n")
    usual = raw.separator.isascii() and raw.separator not in '"\r\n' and not by_returns
    if usual and can_score(scorer, layout):
        return Counting(raw, layout, scorer, rules, tally).through()
    raw.stream.close()
    return None
