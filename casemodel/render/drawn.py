"""Documents as the writers for PDF and Word take them: bars drawn, wide tables noticed."""

from collections.abc import Iterable

from casemodel.pages.document import Bars, Block, Document, Figure, Table
from casemodel.render.blocks import MANY_COLUMNS, column_shares
from casemodel.render.charts import figures_of


def drawn(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with each group of bars as a figure."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Bars):
            found += figures_of(block)
        else:
            found.append(block)
    return found


def is_wide(document: Document) -> bool:
    """Whether a table of the document needs the long side of the paper."""
    blocks = drawn(document.blocks)
    tables = [b.table if isinstance(b, Figure) else b for b in blocks]
    return any(
        sum(share > 0 for share in column_shares(table)) >= MANY_COLUMNS
        for table in tables
        if isinstance(table, Table)
    )
