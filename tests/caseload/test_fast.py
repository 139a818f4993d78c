"""Counting with numpy comes to what the plain way comes to, to the digit, whatever stands there."""

import csv
import sys
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given

from casemodel.caseload.fast import counting, lines, outlook, texts
from casemodel.caseload.fast.lines import blocks
from casemodel.caseload.fast.quick import Quick, can_score
from casemodel.caseload.scoring import score_rows
from casemodel.caseload.tally import Tally
from casemodel.cli import caseload_read
from casemodel.tables.cells import reader_of
from tests.caseload.files import (
    file_of,
    layout_of,
    odd_file,
    outcome_of,
    plainly,
    quickly,
    raw_of,
)
from tests.caseload.rows import (
    alone,
    assessed,
    columns_of,
    random_rows,
    row_of,
    scorer_for,
    without_words,
)
from tests.caseload.test_batch import CASE, FEWER, SEEDS
from tests.caseload.test_same_as_score import of_a_client
from tests.cli.process import ROOT, casemodel
from tests.laws.planting import Fault
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import fewer, generated_cases, over_shipped, shipped, tried_on

EXAMPLE = ROOT / "profiles" / "caseloads" / "example.csv"
READ = [c._replace(read=reader_of(shipped().criteria[c.criterion])) for c in columns_of(shipped())]
SCORER = scorer_for(CASE, READ)
"""Cells are read as a user's are: in either case, and with blanks about them."""


def check_rows(case: Case, pick: int) -> None:
    """Each row is told what `score` says of that client alone, or left to the plain way."""
    case = of_a_client(case, pick)
    random = Random(pick)
    columns = columns_of(
        case.rules, frozenset(c for c in case.rules.criteria if not random.randrange(9))
    )
    scorer, layout = scorer_for(case, columns), layout_of(columns)
    if not can_score(scorer, layout):
        return
    rows = [row_of(case.profile, columns), *random_rows(columns, case.rules, random, 10)]
    raw = raw_of(file_of(rows, len(layout.names)))
    quick = Quick(scorer, layout)
    (block,) = blocks(raw.stream, raw.separator, len(layout.names), lambda: quick.texts.margin)
    own = without_words(alone(assessed(case, columns), scorer.criteria))
    expected = [own, *(outcome for _, outcome in score_rows(scorer, rows[1:]))]
    settled, scored = quick.scored(block)
    for at, line in enumerate(settled.tolist()):
        if line:  # the first holds the names
            (row,) = csv.reader(StringIO(block.text(line)))
            assert row == rows[line - 1]
            assert outcome_of(scorer, scored, at, row) == expected[line - 1]


TENTH = fewer(10)
test_rows = tried_on(generated_cases(), TENTH, check_rows)
test_rows_shipped = over_shipped(check_rows)


def check_file(seed: int, count: int = 60) -> None:
    """A file comes to the same in both ways, cut anywhere (axiom 37)."""
    random = Random(seed)
    layout = layout_of(READ, with_id=random.random() < 0.8)
    names = (*layout.names, "x")  # the last column is for notes
    layout = layout._replace(header_row=random.choice((1, 1, 3)), names=names)
    rows = [[*row, ""] for row in random_rows(READ, shipped(), random, count)]
    width = len(layout.names)
    data = random.choice((file_of(rows, width), odd_file(rows, width, random)))
    expected = plainly(data, layout, SCORER, shipped())
    with pytest.MonkeyPatch.context() as patch:
        for room in (lines, counting):
            patch.setattr(room, "SIZE", random.choice((100, 1000, 100_000)))
        found = quickly(data, layout, SCORER, shipped())
    if found is None:
        assert b"\r" in data.replace(b"\r\n", b"")
        return
    assert (found.summary, found.problems) == (expected.summary, expected.problems)
    if found.summary is not None:
        assert found.records == [record for record in expected.records if record.problems]


@FEWER
@given(SEEDS)
def test_files(seed: int) -> None:
    """The law on files of all sorts."""
    check_file(seed)


def test_most_rows_are_settled() -> None:
    """In a file as it should be, few rows go the plain way once its words are known."""
    width = len(layout_of(READ).names)
    made = random_rows(READ, shipped(), Random(5), 2000)
    whole = [row for row in made if len(row) == width and all(c.read(row[c.index]) for c in READ)]
    data = file_of([[text.upper() for text in row] for row in whole], width)
    alone = []
    add = Tally.add
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "SIZE", 10_000)
        patch.setattr(Tally, "add", lambda *given: alone.append(given) or add(*given))
        found = quickly(data, layout_of(READ), SCORER, shipped())
    assert found is not None
    assert found.summary == plainly(data, layout_of(READ), SCORER, shipped()).summary
    assert 0 < len(alone) < len(whole) // 5


@pytest.mark.parametrize("strictly", [(), ("--strict",)], ids=["", "strict"])
def test_the_command_says_the_same(
    strictly: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With numpy or without it, the command's page is the same, and so is what it refuses."""
    given = ("caseload", str(EXAMPLE), "--format", "json", "--no-suppress", *strictly)
    began = []
    through = counting.Counting.through
    monkeypatch.setattr(
        counting.Counting, "through", lambda self: began.append(self) or through(self)
    )
    monkeypatch.setattr(caseload_read, "WORTH_IT", 0)
    by_numpy = casemodel(*given, cwd=tmp_path)
    assert began
    monkeypatch.setitem(sys.modules, counting.__name__, None)
    assert casemodel(*given, cwd=tmp_path) == by_numpy
    assert by_numpy.status == len(strictly)


def check_on(count: int) -> None:
    """The laws on seeded cases and files, for planted faults."""
    random = seeded(6)
    for number in range(count):
        profile = seeded_profile(shipped(), "client", random)
        check_rows(Case(shipped(), profile, seeded_case(random).options), number)
        check_rows(seeded_case(random), number)
        check_file(number)


def guessed(patch: pytest.MonkeyPatch) -> None:
    """Texts that are not known are taken for what is found in their place."""
    codes = texts.Texts.codes

    def all_known(*given):
        says, known = codes(*given)
        return says, np.ones_like(known)

    patch.setattr(texts.Texts, "codes", all_known)


def never_close(patch: pytest.MonkeyPatch) -> None:
    """What is behind by less than a tenth is taken to stay behind."""
    certainty = outlook.Outlook._certainty

    def settled(*given):
        found, rows = certainty(*given)
        return found, np.ones_like(rows)

    patch.setattr(outlook.Outlook, "_certainty", settled)


def best_case(patch: pytest.MonkeyPatch) -> None:
    """Open questions cost the winner nothing."""
    gains = outlook.least_gains
    patch.setattr(outlook, "least_gains", lambda *g: [(0,) * len(row) for row in gains(*g)])


def hasty(patch: pytest.MonkeyPatch) -> None:
    """What comes within two tenths of the winner is taken to be ahead."""
    made = outlook.turning

    def turning(*given):
        found = made(*given)
        return dict(enumerate([*found.values()][:1] * 4 + [*found.values()]))

    patch.setattr(outlook, "turning", turning)


def one_row_a_line(patch: pytest.MonkeyPatch) -> None:
    """A row that goes on in the next line is not followed."""
    patch.setattr(lines.Following, "taken", property(lambda _: 1, lambda *_: None), raising=False)


FAULTS = (guessed, never_close, best_case, hasty, one_row_a_line)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_planted_faults(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these faults breaks a law, so that the laws can fail."""
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        check_on(100)
