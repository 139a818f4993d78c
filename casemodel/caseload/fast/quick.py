"""Which lines of a block can be scored many at a time, and what they come to."""

import numpy as np

from casemodel.caseload.fast.lines import Block
from casemodel.caseload.fast.outlook import Flags, Outlook, Scored
from casemodel.caseload.fast.sums import BITS, Sums
from casemodel.caseload.fast.texts import Numbers, Texts
from casemodel.caseload.layout import Layout
from casemodel.caseload.records import LONGEST_ID
from casemodel.caseload.scoring import Scorer
from casemodel.caseload.told import models_of
from casemodel.caseload.winner import Winner

_TAUGHT = 50  # rows of a block whose texts are learnt
_BLANK = 32  # what stands before it in ASCII is blank, or no text at all


def can_score(scorer: Scorer, layout: Layout) -> bool:
    """Whether rules and columns are such that rows can be scored here: almost all are."""
    tables = scorer.tables
    above = len(tables.layout.conditions) + len(tables.ids)
    return (
        bool(layout.columns)
        and max(tables.layout.lanes.width, len(tables.criteria), above) <= BITS
        and len(models_of(tables)) > 1
        and isinstance(scorer.judges[0], Winner)
    )


class Quick:
    """Scores the clients of blocks."""

    def __init__(self, scorer: Scorer, layout: Layout) -> None:
        """Make ready for a file laid out like this."""
        tables = scorer.tables
        columns = layout.columns
        self._scorer, self._layout = scorer, layout
        self._places = np.array([column.index for column in columns], np.int64)
        self._width = len(layout.names)
        criteria = [column.criterion for column in columns]
        self.texts = Texts(columns, [tables.entries[c] for c in criteria])
        self._sums, self._outlook = Sums(tables, criteria), Outlook(tables)

    def scored(self, block: Block) -> tuple[Numbers, Scored]:
        """The lines that are settled, and what they come to; the block knows them as regular."""
        lines = np.flatnonzero(block.regular)
        begins, ends = block.cells(lines, self._places, self._width)
        codes, known = self.texts.codes(block.data, begins, ends)
        scored, settled = self._outlook.of(self._sums.of(codes))
        known_row = known.all(axis=0)
        self._learn(block, begins, ends, np.flatnonzero(~known_row)[:_TAUGHT])
        good = known_row & settled & self._named(block, lines, scored)
        block.regular[lines[~good]] = False
        return lines[good], scored.at(good)

    def _learn(self, block: Block, begins: Numbers, ends: Numbers, rows: Numbers) -> None:
        """Know from the next block on what the cells of these rows say."""
        self.texts.learn(
            (place, block.data[begin:end].decode())
            for place in range(len(begins))
            for begin, end in zip(
                begins[place, rows].tolist(), ends[place, rows].tolist(), strict=True
            )
        )

    def names(self, block: Block, lines: Numbers) -> list[str]:
        """The ids of clients."""
        if self._layout.id_index is None:
            return []
        begins, ends = self._id_cells(block, lines)
        text = block.data.decode("latin-1")  # a character for every byte; ids are of ASCII
        return [text[a:b] for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]

    def _id_cells(self, block: Block, lines: Numbers) -> tuple[Numbers, Numbers]:
        place = np.array([self._layout.id_index])
        begins, ends = block.cells(lines, place, self._width)
        return begins[0], ends[0]

    def _named(self, block: Block, lines: Numbers, scored: Scored) -> Flags:
        """Where a client has an id as it should be; without ids, where any question is answered."""
        if self._layout.id_index is None:
            answered: Flags = scored.open != (1 << len(self._scorer.criteria)) - 1
            return answered
        begins, ends = self._id_cells(block, lines)
        codes = np.frombuffer(block.data, np.uint8)
        right: Flags = (ends > begins) & (ends - begins <= LONGEST_ID)
        right &= (codes.take(begins) > _BLANK) & (codes.take(ends - 1) > _BLANK)
        return right
