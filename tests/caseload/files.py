"""Caseload files as bytes, regular and odd, and what the two ways of counting say of them."""

import csv
from io import BytesIO, StringIO
from random import Random
from typing import NamedTuple

from casemodel.caseload.cautions import Cautions
from casemodel.caseload.fast.counting import counting
from casemodel.caseload.fast.outlook import CERTAINTIES, Scored
from casemodel.caseload.layout import Layout
from casemodel.caseload.records import Record, records_of
from casemodel.caseload.scoring import Scorer, score_rows
from casemodel.caseload.tally import Summary, Tally
from casemodel.caseload.values import Column, Outcome, Raw, Row
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.knowledge.values import Rules
from casemodel.tables.csv_file import open_csv
from casemodel.tables.sheet import Sheet
from casemodel.tables.stream import Streams

_ODD_CELLS = ('a"b', "é", "x\ny", '"', "a,b", " ", "", "z" * 300, "\x1f", "q\rq")
_ODD_IDS = ("", " ", " c-1 ", "c-1", "row 3", "é-2", "\tc-4", "i" * 201, "i" * 200, "=1")
_ODD_LINES = ("", " ", ",", ",,,,,,", 'x,"y', "x," * 40)


class InMemory(Streams):
    """A file that is held in memory."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._held = data

    def open(self, path: str) -> BytesIO:  # noqa: ARG002
        return BytesIO(self._held)


class Found(NamedTuple):
    """What a way of counting says: a summary or problems, and the clients it gave."""

    summary: Summary | None
    problems: tuple[Problem, ...]
    records: list[Record]


def layout_of(columns: list[Column], *, with_id: bool = True) -> Layout:
    """Those columns, after a first one that is the id."""
    width = max((column.index for column in columns), default=1) + 1
    return Layout("made.csv", 1, ("x",) * width, tuple(columns), 0 if with_id else None, (), ())


def file_of(rows: list[list[str]], width: int) -> bytes:
    """Rows as a file, below a row of names."""
    text = StringIO(newline="")
    csv.writer(text).writerows([["x"] * width, *rows])
    return text.getvalue().encode()


def odd_file(rows: list[list[str]], width: int, random: Random) -> bytes:
    """The same with whatever may stand in a file among them."""
    ends = random.choice((("\n",), ("\r\n",), ("\n", "\r\n"), ("\n", "\r")))
    share = random.choice((0.0, 0.05, 0.5))
    texts = [",".join(["x"] * width)]
    for row in rows:
        cells = [random.choice((text, text, text.upper(), f" {text} ")) for text in row]
        texts.append(_line(row if random.random() > share else _odd(cells, random), random, share))
        if random.random() < share / 5:
            texts.append(random.choice(_ODD_LINES))
    text = "".join(text + random.choice(ends) for text in texts)
    return (text if random.random() < 0.5 else text[:-1]).encode()


def _odd(cells: list[str], random: Random) -> list[str]:
    if cells and random.random() < 0.5:
        cells[0] = random.choice(_ODD_IDS)
    if cells and random.random() < 0.5:
        cells[random.randrange(len(cells))] = random.choice(_ODD_CELLS)
    if cells and random.random() < 0.2:  # a note in which a whole row seems to stand
        cells[random.choice((-1, random.randrange(len(cells))))] = f"x\n{','.join(cells)}\ny"
    return cells + [""] * random.choice((0, 0, 0, 1))


def _line(row: list[str], random: Random, share: float) -> str:
    if random.random() < share / 10:
        return ",".join(row)  # quotation marks as they come
    text = StringIO(newline="")
    quoting = csv.QUOTE_ALL if random.random() < share else csv.QUOTE_MINIMAL
    csv.writer(text, lineterminator="", quoting=quoting).writerow(row)
    return text.getvalue()


def plainly(data: bytes, layout: Layout, scorer: Scorer, rules: Rules) -> Found:
    """Every client counted the plain way, and given."""
    tally, found = _tally(scorer), []
    try:
        rows = _sheet(data).rows
        for _ in range(layout.header_row):
            next(rows)
        for record in records_of(rules, layout, rows, lambda rows: score_rows(scorer, rows)):
            tally.add(record)
            found.append(record)
    except ProblemsFound as refused:
        return Found(None, refused.problems, found)
    return Found(tally.summary(), (), found)


def quickly(data: bytes, layout: Layout, scorer: Scorer, rules: Rules) -> Found | None:
    """Every client counted with numpy, those with problems given; None if it is not done."""
    tally, found = _tally(scorer), []
    try:
        raw = _sheet(data).raw
        counted = raw and counting(raw, layout, scorer, rules, tally)
        if counted is None:
            return None
        for _, records in counted:
            found += records
    except ProblemsFound as refused:
        return Found(None, refused.problems, found)
    return Found(tally.summary(), (), found)


def _sheet(data: bytes) -> Sheet:
    return open_csv("made.csv", len, InMemory(data))


def raw_of(data: bytes) -> Raw:
    """The bytes as they are opened for counting."""
    raw = _sheet(data).raw
    assert raw is not None
    return raw()


def _tally(scorer: Scorer) -> Tally:
    return Tally(scorer.open_criteria, len(scorer.criteria))


def outcome_of(scorer: Scorer, scored: Scored, at: int, row: Row) -> Outcome:
    """One of many rows as an outcome."""
    first, tenths, second, second_tenths, certainty, met, is_open = (int(c[at]) for c in scored)
    ids = scorer.tables.ids
    cautions = Cautions(scorer.tables.case, scorer.sheet, (ids[first],)).of(met, row)
    return Outcome(
        ids[first],
        tenths,
        ids[second],
        second_tenths,
        recommended=True,
        certainty=CERTAINTIES[certainty],
        cautions=cautions,
        open=is_open,
    )
