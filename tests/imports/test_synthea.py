"""What Synthea's CSV files say, which is what FHIR says of the same patients."""

import csv

from casemodel.imports.running import import_synthea
from tests.imports.test_hmis import each
from tests.shipped import shipped

RULES = shipped()
COLUMNS = {
    "patients.csv": ["Id", "BIRTHDATE", "DEATHDATE", "SSN", "DRIVERS", "FIRST", "LAST", "GENDER"],
    "conditions.csv": ["START", "STOP", "PATIENT", "ENCOUNTER", "SYSTEM", "CODE", "DESCRIPTION"],
    "observations.csv": [
        "DATE", "PATIENT", "ENCOUNTER", "CATEGORY", "CODE", "DESCRIPTION", "VALUE", "UNITS", "TYPE",
    ],
    "encounters.csv": ["Id", "START", "STOP", "PATIENT", "ENCOUNTERCLASS", "CODE", "DESCRIPTION"],
}  # fmt: skip
PATIENTS = [
    {"Id": "000", "BIRTHDATE": "1950-02-03"},
    {"Id": "001", "BIRTHDATE": "1990-02-03"},
    {"Id": "002", "BIRTHDATE": "1940-02-03", "DEATHDATE": "2020-01-01"},
]
CONDITIONS = [
    {"START": "2001-01-01", "PATIENT": "000", "CODE": "44054006"},
    {"START": "2010-01-01", "PATIENT": "000", "CODE": "88805009", "SYSTEM": "SNOMED-CT"},
    {"START": "2010-01-01", "STOP": "2011-01-01", "PATIENT": "001", "CODE": "44054006"},
    {"START": "2020-01-01", "PATIENT": "001", "CODE": "10939881000119105"},
    {"START": "2020-01-01", "PATIENT": "nobody", "CODE": "44054006"},
]
OBSERVATIONS = [
    {"DATE": "2026-01-05T10:00:00Z", "PATIENT": "000", "CODE": "71802-3",
     "VALUE": "I have housing"},
    {"DATE": "2026-01-05T10:00:00Z", "PATIENT": "000", "CODE": "93033-9", "VALUE": "No"},
    {"DATE": "2026-01-05T10:00:00Z", "PATIENT": "001", "CODE": "93029-7",
     "VALUE": "1 or 2 times a week"},
    {"DATE": "2026-01-05T10:00:00Z", "PATIENT": "001", "CODE": "76504-0", "VALUE": "2.0"},
    {"DATE": "2026-01-05T10:00:00Z", "PATIENT": "001", "CODE": "8302-2", "VALUE": "170.0"},
]  # fmt: skip
ENCOUNTERS = [
    {"Id": "e1", "START": "2026-01-05T10:00:00Z", "STOP": "2026-01-06T10:00:00Z", "PATIENT": "000",
     "ENCOUNTERCLASS": "inpatient"},
    {"Id": "e2", "START": "2026-02-05T10:00:00Z", "PATIENT": "001", "ENCOUNTERCLASS": "wellness"},
]  # fmt: skip


def write(folder):
    rows = dict(zip(COLUMNS, (PATIENTS, CONDITIONS, OBSERVATIONS, ENCOUNTERS), strict=True))
    for name, columns in COLUMNS.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="")
            writer.writeheader()
            writer.writerows(rows[name])
    return str(folder)


def test_a_folder_of_synthea_is_read(tmp_path):
    result = import_synthea(write(tmp_path), RULES)
    assert (result.source, result.day, result.passed_over) == ("Synthea", "2026-02-05", 1)
    assert each(result, "chronic_illness") == ["complex", "nothing"]
    assert each(result, "housing") == ["stable", "nothing"]
    assert each(result, "informal_support") == ["nothing", "some"]
    assert each(result, "danger_from_others") == ["nothing", "yes"]
    assert each(result, "substance_use") == ["nothing", "part?"]
    assert each(result, "hospital_use") == ["some", "nothing"]
    assert each(result, "transition") == ["health_care", "nothing"]
    assert each(result, "young_person") == ["no", "no"]
    assert [(row.file, row.line, row.reason) for row in result.unusable] == [
        ("conditions.csv", 6, "no_person")
    ]
