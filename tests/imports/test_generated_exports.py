"""Laws of HMIS imports over generated exports: traceable, free of order, and equal to plain Python.

The reference below is written from the words of hmis.yaml, row by row, without SQL.
"""

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from casemodel.imports.mapping import mapping
from casemodel.imports.running import import_hmis
from casemodel.imports.values import ImportResult
from tests.imports.exports import EXPORTED, PROJECTS, write
from tests.shipped import shipped

RULES = shipped()
PEOPLE = 40
UNSTABLE = {"hospital", "treatment", "nursing", "jail", "foster", "transitional", "halfway",
            "doubled"}  # fmt: skip
Row = dict[str, object]
Files = dict[str, list[Row]]


def generated(seed: int, year: int) -> Files:
    """An export with several rows a person, gaps, odd codes and rows that disagree."""
    draw = random.Random(seed)
    codes = {code for code_list, code, _ in mapping("hmis").codes(year) if code_list == "situation"}
    situations = [*sorted(codes - {"24"}), "", "x7"]

    def day() -> str:
        return (date(2025, 1, 1) + timedelta(draw.randrange(0, 460, 90))).isoformat()

    def updated() -> str:
        return draw.choice(["", "2025-05-01 08:00:00", "2025-06-01 09:30:00"])

    files: Files = {
        name: [] for name in ("client", "enrollment", "exit", "disabilities", "health_and_dv",
                              "current_living_situation")
    }  # fmt: skip
    for number in range(PEOPLE):
        who = {"PersonalID": f"p{number:02}", "DateDeleted": ""}
        files["client"].append({**who, "DOB": "1980-01-01", "DOBDataQuality": 1})
        for count in range(draw.randrange(1, 4)):
            stay = {**who, "EnrollmentID": f"e{number}-{count}"}
            files["enrollment"].append(
                {
                    **stay,
                    "EntryDate": day(),
                    "ProjectID": draw.choice(["outreach", "shelter", "transitional", "permanent"]),
                    "LivingSituation": draw.choice(situations),
                    "MoveInDate": draw.choice(["", "", day()]),
                    "DateUpdated": updated(),
                    "DateDeleted": draw.choice(["", "", "", "2025-06-01"]),
                }
            )
            if draw.random() < 0.5:
                files["exit"].append(
                    {**stay, "ExitDate": day(), "Destination": draw.choice(situations),
                     "DateUpdated": updated()}
                )  # fmt: skip
        for _ in range(draw.randrange(6)):
            files["disabilities"].append(
                {
                    **who,
                    "InformationDate": day(),
                    "DisabilityType": draw.choice([5, 6, 7, 8, 9, 10]),
                    "DisabilityResponse": draw.choice([0, 1, 8, 9, 99, ""]),
                    "IndefiniteAndImpairs": draw.choice([0, 1, ""]),
                    "DateUpdated": updated(),
                }
            )
        for _ in range(draw.randrange(3)):
            files["health_and_dv"].append(
                {**who, "InformationDate": day(), "CurrentlyFleeing": draw.choice([0, 1, 8, 9, ""])}
            )
            files["current_living_situation"].append(
                {**who, "InformationDate": day(), "CurrentLivingSituation": draw.choice(situations),
                 "DateUpdated": updated()}
            )  # fmt: skip
    return files


def imported(folder: Path, year: int, files: Files) -> ImportResult:
    return import_hmis(str(write(folder, year, project=PROJECTS, **files)), RULES)


def words_of(result: ImportResult) -> dict[str, dict[str, str]]:
    """Each person's values in words, a question mark at those to be confirmed."""
    return {
        client.id: {
            question: (value.level or value.state) + ("?" if value.hint else "")
            for question, value in client.values.items()
        }
        for client in result.clients
    }


class Reference:
    """The words of hmis.yaml in plain Python."""

    def __init__(self, year: int, files: Files) -> None:
        self.meanings = {
            (code_list, code): means for code_list, code, means in mapping("hmis").codes(year)
        }
        self.files = files

    def meaning(self, code_list: str, row: Row, column: str) -> str:
        return self.meanings.get((code_list, str(row.get(column, ""))), "")

    def rows(self, file: str, who: str, day: str) -> list[Row]:
        return [
            row
            for row in self.files[file]
            if row["PersonalID"] == who
            and not row.get("DateDeleted")
            and "" < str(row.get(day, "")) <= EXPORTED
        ]

    def exited(self, stay: Row) -> bool:
        return any(
            row["EnrollmentID"] == stay["EnrollmentID"]
            for row in self.rows("exit", str(stay["PersonalID"]), "ExitDate")
        )

    def people(self) -> set[str]:
        return {
            str(client["PersonalID"])
            for client in self.files["client"]
            if any(not self.exited(stay) for stay in self.stays(str(client["PersonalID"])))
        }

    def stays(self, who: str) -> list[Row]:
        return self.rows("enrollment", who, "EntryDate")

    @staticmethod
    def latest(statements: Iterable[tuple[str, str, str]]) -> str:
        """The one word said last, by day and then by update; '' where words disagree."""
        every = list(statements)
        if not every:
            return ""
        last = max((day, updated) for day, updated, _ in every)
        words = {word for day, updated, word in every if (day, updated) == last}
        return words.pop() if len(words) == 1 else ""

    def disability(self, who: str, type_: int) -> str:
        code_list = "substance" if type_ == 10 else "yes_no"
        return self.latest(
            (str(row["InformationDate"]), str(row["DateUpdated"]), word)
            for row in self.rows("disabilities", who, "InformationDate")
            if row["DisabilityType"] == type_
            and (word := self.meaning(code_list, row, "DisabilityResponse")) not in ("", "nothing")
        )

    def housing(self, who: str) -> str:
        records = [
            (row["InformationDate"], row, "CurrentLivingSituation", "")
            for row in self.rows("current_living_situation", who, "InformationDate")
        ]
        records += [
            (row["ExitDate"], row, "Destination", "") for row in self.rows("exit", who, "ExitDate")
        ]
        for stay in self.stays(who):
            inside = {"shelter": "homeless", "transitional": "transitional"}.get(
                str(stay["ProjectID"]), ""
            )
            moved = stay["ProjectID"] == "permanent" and stay["MoveInDate"]
            if not (moved and str(stay["MoveInDate"]) <= str(stay["EntryDate"])):
                records.append((stay["EntryDate"], stay, "LivingSituation", inside))
            if moved and str(stay["MoveInDate"]) <= EXPORTED and not self.exited(stay):
                records.append((stay["MoveInDate"], stay, "", "stable"))
        statements = []
        for day, row, column, known_word in records:
            word = known_word or self.meaning("situation", row, column)
            if word not in ("", "nothing", "deceased"):
                word = "unstable" if word in UNSTABLE else word.replace(" ", "_")
                statements.append((str(day), str(row["DateUpdated"]), word))
        return self.latest(statements)

    def values(self, who: str) -> dict[str, str]:
        """The values of a person on the questions that the reference covers."""
        disabilities = {
            type_: self.disability(who, type_).replace(" ", "_") for type_ in (6, 7, 8, 9, 10)
        }
        ill = [disabilities[7], disabilities[8]]
        chronic = ""
        if "yes" in ill:
            chronic = "complex?" if ill == ["yes", "yes"] else "chronic"
        elif "refused" in ill or "not_known" in ill:
            chronic = "refused" if "refused" in ill else "not_known"
        elif "no" in ill:
            chronic = "no" if ill == ["no", "no"] else "no?"
        words = {
            "cognition": {"yes": "developmental", "no": ""}.get(disabilities[6], disabilities[6]),
            "substance_use": "part" if disabilities[10] == "yes" else disabilities[10],
            "chronic_illness": chronic,
            "housing": self.housing(who),
            "first_contact": "no" if len({s["EntryDate"] for s in self.stays(who)}) > 1 else "",
        }
        return {question: word for question, word in words.items() if word}


def check(folder: Path, seed: int, year: int) -> None:
    files = generated(seed, year)
    result = imported(folder, year, files)
    reference = Reference(year, files)
    words = words_of(result)
    assert set(words) == reference.people()
    covered = ("cognition", "substance_use", "chronic_illness", "housing", "first_contact")
    for who, values in words.items():
        assert {q: w for q, w in values.items() if q in covered} == reference.values(who), who

    rows_by_file = {
        file.name: list(csv.DictReader(file.read_text("utf-8").splitlines()))
        for file in folder.glob("*.csv")
    }
    for client in result.clients:
        for question, value in client.values.items():
            assert value.cells, question
            for cell in value.cells:
                row = rows_by_file[cell.file][cell.line - 2]
                assert row["PersonalID"] == client.id
                column = cell.field.rpartition(" ")[2]
                assert not cell.code or row[column] == cell.code

    mixed = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in files.items()}
    assert words_of(imported(folder, year, mixed)) == words


@pytest.mark.parametrize("year", [2020, 2026])
def test_imports_are_traceable_free_of_order_and_equal_to_plain_python(tmp_path, year):
    check(tmp_path, year, year)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(40))
def test_many_more_exports(tmp_path, seed):
    check(tmp_path, seed, (2020, 2022, 2024, 2026)[seed % 4])
