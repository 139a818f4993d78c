"""Every row of a caseload scored, one in and one out, in memory that does not grow.

A row's number is the sum of what its cells add (`cells`, `tables`); the tenths of all alternatives
are read off it (`lanes`), the best of those above 50 is recommended, and a judge made for it once
says the rest (`winner`, `nobody`). The method is the engine's throughout (`casemodel.engine`): what
is here only adds it up faster, and each outcome is that of the client's profile taken alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import add
from typing import NamedTuple, Protocol, TypeVar

from casemodel.caseload.cells import SEPARATOR, Sheet, Unread
from casemodel.caseload.choosing import NOBODY, Chooser
from casemodel.caseload.exact import ByEngine
from casemodel.caseload.grounds import grounds_of
from casemodel.caseload.nobody import Nobody
from casemodel.caseload.tables import Tables, tables_of
from casemodel.caseload.values import Column, Outcome, Row, unscored
from casemodel.caseload.winner import Winner
from casemodel.caseload.worst import places
from casemodel.engine.case import DEFAULT, Options, consider
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

AnyRow = TypeVar("AnyRow", bound=Row)
"""The very type of the rows that are handed in."""

Tell = Callable[[int, tuple[int, ...], Row], Outcome]
"""Says what a row comes to, from its number and the tenths of all lanes."""


class Judge(Protocol):
    """Says what a row comes to, once its number and the tenths of all lanes are known."""

    def outcome(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """All but reasons and the next question."""

    def explained(self, number: int, tenths: tuple[int, ...], row: Row) -> Outcome:
        """Everything."""


class Scorer(NamedTuple):
    """Rules, options and columns made ready for any number of rows.

    `sheet` reads rows without reasons, `reasoned` with them. `judges` are by lane, the last one for
    rows without a recommendation.
    """

    tables: Tables
    sheet: Sheet
    reasoned: Sheet
    chooser: Chooser
    judges: tuple[Judge, ...]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria asked of a client, in the order of the bits of `Outcome.open`."""
        return self.tables.criteria

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids of everything that is scored, in the order of `every_score`."""
        return self.tables.ids

    def open_criteria(self, bits: int) -> tuple[str, ...]:
        """The criteria that these bits of `Outcome.open` name."""
        return tuple(self.tables.criteria[place] for place in places(bits))


def prepare(
    rules: Rules,
    columns: Iterable[Column],
    options: Options = DEFAULT,
    agency: Profile | None = None,
) -> Scorer:
    """Make rules and columns ready. Clients share the agency, if one is given.

    Raises ValueError if a column's criterion is not asked of clients, or has a column already.
    """
    unknown = Profile("client", "", "", {}, {}, agency=agency)
    case = consider(rules, unknown, options)
    tables = tables_of(case, grounds_of(case))
    columns = tuple(columns)
    sheet, chooser = Sheet(tables, columns, tables.entries), Chooser(tables)
    reasoned = Sheet(tables, columns, tables.reasoned)
    judges: tuple[Judge, ...]
    if set(case.choice.board.need) == set(case.asked) and tables.ids:
        winners = (Winner(tables, sheet, chooser, lane) for lane in range(tables.runnable))
        judges = (*winners, Nobody(tables, sheet))
    else:
        judges = (ByEngine(tables, sheet),) * (tables.runnable + 1)
    return Scorer(tables, sheet, reasoned, chooser, judges)


def score_rows(scorer: Scorer, rows: Iterable[AnyRow]) -> Iterator[tuple[AnyRow, Outcome]]:
    """Each row with what it comes to, without reasons and the next question.

    Rows are lists of texts, as csv.reader gives them; they come back in order, each as it was.
    """
    return _told(scorer, scorer.sheet, rows, [judge.outcome for judge in scorer.judges])


def explained_rows(scorer: Scorer, rows: Iterable[AnyRow]) -> Iterator[tuple[AnyRow, Outcome]]:
    """Each row with what it comes to, reasons and the next question too."""
    return _told(scorer, scorer.reasoned, rows, [judge.explained for judge in scorer.judges])


def every_score(
    scorer: Scorer, rows: Iterable[AnyRow]
) -> Iterator[tuple[AnyRow, tuple[int, ...] | None]]:
    """Each row with all printed scores in tenths, in the order of `scorer.alternatives`.

    None for a row with cells that cannot be read.
    """
    tables, sheet = scorer.tables, scorer.sheet
    lanes = tables.layout.lanes
    offsets = tuple(less - lanes.bias for less in tables.handicaps)
    for row in rows:
        try:
            number = sheet.number(row)
        except Unread:
            yield row, None
        else:
            yield row, tuple(map(add, lanes.tenths(number), offsets))


def _told(
    scorer: Scorer, sheet: Sheet, rows: Iterable[AnyRow], told: Sequence[Tell]
) -> Iterator[tuple[AnyRow, Outcome]]:
    """Each row with what the judge of its lane tells of it.

    All in one loop, for here every step counts: what is done for a row takes about as long as
    reading it does.
    """
    tables = scorer.tables
    runnable, floors, chosen = tables.runnable, tables.floors, scorer.chooser.chosen
    size, unpack = sheet.size, tables.layout.lanes.unpack
    base, take, groups, width = sheet.base, sheet.take, sheet.groups, sheet.width
    join, all_run = SEPARATOR.join, runnable == len(tables.ids)
    for row in rows:
        if len(row) < width:
            yield row, unscored(sheet.problems(row))
            continue
        cells = take(row) if take else row
        number = base
        try:
            for cut, adds in groups:
                number += adds[join(cells[cut])]
        except Unread:
            yield row, unscored(sheet.problems(row))
            continue
        tenths = unpack(number.to_bytes(size, "little"))
        if runnable:
            best = max(tenths if all_run else tenths[:runnable])
            lane = tenths.index(best)
            if best <= floors[lane]:
                lane = chosen(tenths)
        else:
            lane = NOBODY
        yield row, told[lane](number, tenths, row)
