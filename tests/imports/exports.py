"""HMIS exports made up for tests, with the columns that the CSV specifications name.

Nobody in them exists.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

EXPORTED = "2026-03-31"

_END = ["DateCreated", "DateUpdated", "UserID", "DateDeleted", "ExportID"]
_SEX = {
    2020: ["Gender", "OtherGender"],
    2022: ["Female", "Male", "NoSingleGender", "Transgender", "Questioning", "GenderNone"],
    2024: ["Woman", "Man", "NonBinary", "CulturallySpecific", "Transgender", "Questioning"],
    2026: ["Sex"],
}


def columns(year: int) -> dict[str, list[str]]:
    """The columns of each file in one year's specification, those that are read and some more."""
    domestic = "DomesticViolenceSurvivor" if year >= 2024 else "DomesticViolenceVictim"
    version = ["CSVVersion"] if year >= 2022 else []
    return {
        "Export.csv": [
            "ExportID", "SourceType", "SourceID", "SourceName", "SourceContactFirst",
            "SourceContactLast", "ExportDate", "ExportStartDate", "ExportEndDate", "SoftwareName",
            "SoftwareVersion", *version, "ExportPeriodType", "ExportDirective", "HashStatus",
        ],
        "Client.csv": [
            "PersonalID", "FirstName", "MiddleName", "LastName", "NameSuffix", "NameDataQuality",
            "SSN", "SSNDataQuality", "DOB", "DOBDataQuality", *_SEX[year], "VeteranStatus", *_END,
        ],
        "Enrollment.csv": [
            "EnrollmentID", "PersonalID", "ProjectID", "EntryDate", "HouseholdID",
            "RelationshipToHoH", "LivingSituation", "LengthOfStay", "DisablingCondition",
            "DateOfEngagement", "MoveInDate", "ReasonNotEnrolled",
            *(["MentalHealthConsultation"] if year >= 2026 else []), *_END,
        ],
        "Exit.csv": [
            "ExitID", "EnrollmentID", "PersonalID", "ExitDate", "Destination", "OtherDestination",
            "ProjectCompletionStatus", "EarlyExitReason", "PosAdultConnections",
            "PosPeerConnections", "CMExitReason", *_END,
        ],
        "Project.csv": ["ProjectID", "OrganizationID", "ProjectName", "ProjectType", *_END],
        "Disabilities.csv": [
            "DisabilitiesID", "EnrollmentID", "PersonalID", "InformationDate", "DisabilityType",
            "DisabilityResponse", "IndefiniteAndImpairs", "TCellCountAvailable",
            "DataCollectionStage", *_END,
        ],
        "HealthAndDV.csv": [
            "HealthAndDVID", "EnrollmentID", "PersonalID", "InformationDate", domestic,
            "WhenOccurred", "CurrentlyFleeing", "GeneralHealthStatus", "MentalHealthStatus",
            "DataCollectionStage", *_END,
        ],
        "CurrentLivingSituation.csv": [
            "CurrentLivingSitID", "EnrollmentID", "PersonalID", "InformationDate",
            "CurrentLivingSituation", "LocationDetails", *_END,
        ],
    }  # fmt: skip


Rows = Iterable[Mapping[str, object]]


def write(folder: Path, year: int = 2024, **files: Rows) -> Path:
    """Write an export: rows by the table's name, such as client=[{'PersonalID': 1}].

    Every person has a name, a Social Security number and a day of birth that must never be shown.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file_names = {
        "export": "Export.csv", "client": "Client.csv", "enrollment": "Enrollment.csv",
        "exit": "Exit.csv", "project": "Project.csv", "disabilities": "Disabilities.csv",
        "health_and_dv": "HealthAndDV.csv",
        "current_living_situation": "CurrentLivingSituation.csv",
    }  # fmt: skip
    files.setdefault(
        "export",
        [
            {
                "ExportDate": f"{EXPORTED} 08:00:00",
                "ExportEndDate": EXPORTED,
                "CSVVersion": f"{year} v1",
            }
        ],
    )
    for table, name in file_names.items():
        names = columns(year)[name]
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, restval="", extrasaction="ignore")
            writer.writeheader()
            for row in files.get(table, ()):
                secret = (
                    {"FirstName": "Zanzibar", "LastName": "Quixote", "SSN": "078051120"}
                    if table == "client"
                    else {}
                )
                writer.writerow({**secret, **row})
    return folder


def person(id_: object = "p1", **more: object) -> dict[str, object]:
    """A row of Client.csv: an adult unless said otherwise."""
    return {"PersonalID": id_, "DOB": "1970-05-17", "DOBDataQuality": 1, **more}


def stay(id_: object = "p1", **more: object) -> dict[str, object]:
    """A row of Enrollment.csv: street outreach, begun long ago, unless said otherwise."""
    return {
        "EnrollmentID": f"e-{id_}",
        "PersonalID": id_,
        "ProjectID": "outreach",
        "EntryDate": "2025-01-10",
        **more,
    }


PROJECTS = [
    {"ProjectID": "outreach", "ProjectType": 4},
    {"ProjectID": "shelter", "ProjectType": 1},
    {"ProjectID": "transitional", "ProjectType": 2},
    {"ProjectID": "permanent", "ProjectType": 3},
]


def disability(
    type_: int, response: object, id_: object = "p1", **more: object
) -> dict[str, object]:
    """A row of Disabilities.csv."""
    return {
        "EnrollmentID": f"e-{id_}",
        "PersonalID": id_,
        "InformationDate": "2025-02-01",
        "DisabilityType": type_,
        "DisabilityResponse": response,
        **more,
    }
