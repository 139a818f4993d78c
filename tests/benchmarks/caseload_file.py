"""The file of clients that the benchmarks of a caseload read: made up, seeded, 25 criteria."""

import csv
from pathlib import Path
from random import Random

from casemodel.knowledge.criteria import Criterion
from tests.shipped import shipped

CRITERIA = 25
BLANK = {"filled in": 0.0, "one in ten blank": 0.1, "half blank": 0.5}


def criteria() -> tuple[Criterion, ...]:
    """The criteria that the file has columns for."""
    return shipped().criteria_for("client")[:CRITERIA]


def write(path: Path, rows: int, blank: float) -> None:
    """A file of clients with random answers, so many of them blank."""
    random, criterion_list = Random(rows), criteria()
    choices = [[level.id for level in c.levels] for c in criterion_list]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *(c.id for c in criterion_list)])
        for number in range(rows):
            answers = ("" if random.random() < blank else random.choice(ids) for ids in choices)
            writer.writerow([f"c-{number}", *answers])
