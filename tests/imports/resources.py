"""FHIR resources made up for tests, by the published definitions. Nobody in them exists."""

import json
from pathlib import Path

LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"

Resource = dict[str, object]


def patient(id_: str = "p1", **more: object) -> Resource:
    """A patient with a name and numbers that must never be shown."""
    return {
        "resourceType": "Patient",
        "id": id_,
        "birthDate": "1970-05-17",
        "name": [{"family": "Quixote", "given": ["Zanzibar"]}],
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "078-05-1120"}],
        **more,
    }


def of(id_: str) -> dict[str, str]:
    """A reference to a patient."""
    return {"reference": f"Patient/{id_}"}


def condition(
    code: str, id_: str = "p1", system: str = ICD, day: str = "2026-01-15", **more: object
) -> Resource:
    """An active, confirmed problem."""
    return {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "category": [{"coding": [{"code": "problem-list-item"}]}],
        "code": {"coding": [{"system": system, "code": code}]},
        "subject": of(id_),
        "onsetDateTime": day,
        **more,
    }


def observation(
    code: str, answer: object = None, id_: str = "p1", day: str = "2026-02-20", **more: object
) -> Resource:
    """A final observation: a coded answer, or a number."""
    value: Resource = {}
    if isinstance(answer, str):
        value = {"valueCodeableConcept": {"coding": [{"system": LOINC, "code": answer}]}}
    elif answer is not None:
        value = {"valueQuantity": {"value": answer}}
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "subject": of(id_),
        "effectiveDateTime": f"{day}T10:00:00-05:00",
        **value,
        **more,
    }


def encounter(kind: str, begun: str, ended: str = "", id_: str = "p1", **more: object) -> Resource:
    """A finished visit of a class such as EMER."""
    period = {"start": begun, **({"end": ended} if ended else {})}
    return {
        "resourceType": "Encounter",
        "status": "finished",
        "class": {"code": kind},
        "subject": of(id_),
        "period": period,
        **more,
    }


def ndjson(file: Path, *resources: Resource) -> str:
    """Write resources a line each."""
    file.write_text("".join(f"{json.dumps(resource)}\n" for resource in resources), "utf-8")
    return str(file)


def bundle(file: Path, *resources: Resource) -> str:
    """Write a bundle whose entries have addresses of their own, as Synthea does."""
    entries = [
        {"fullUrl": f"urn:uuid:{n}", "resource": resource} for n, resource in enumerate(resources)
    ]
    file.write_text(
        json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}, indent=1),
        "utf-8",
    )
    return str(file)
