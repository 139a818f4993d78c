"""What FHIR resources say of people."""

import json

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.imports.running import import_fhir
from casemodel.imports.values import ImportResult
from tests.imports import resources as r
from tests.imports.test_hmis import each, said, value_of
from tests.shipped import shipped

RULES = shipped()
DAY = "2026-03-31"


def imported(tmp_path, *resources, day=DAY) -> ImportResult:
    return import_fhir([r.ndjson(tmp_path / "all.ndjson", *resources)], RULES, day)


def answers(tmp_path, question, *cases) -> list[str]:
    """The value of each case, a list of resources made for the id it is given."""
    people = [r.patient(f"{number:03}") for number in range(len(cases))]
    resources = [
        resource
        for person, case in zip(people, cases, strict=True)
        for resource in case(person["id"])
    ]
    return each(imported(tmp_path, *people, *resources), question)


def test_conditions_are_read_by_their_lists(tmp_path):
    cases = [
        lambda p: [r.condition("E11.9", p)],
        lambda p: [r.condition("E11.9", p), r.condition("E11.65", p)],
        lambda p: [r.condition("E11.9", p), r.condition("I50.22", p)],
        lambda p: [r.condition("44054006", p, r.SNOMED), r.condition("88805009", p, r.SNOMED)],
        lambda p: [r.condition("I10", p)],
        lambda p: [r.condition("J06.9", p)],
        lambda p: [r.condition("E11.9", p, abatementDateTime="2026-02-01")],
        lambda p: [r.condition("E11.9", p, clinicalStatus={"coding": [{"code": "resolved"}]})],
        lambda p: [r.condition("E11.9", p, verificationStatus={"coding": [{"code": "refuted"}]})],
        lambda p: [r.condition("E11.9", p, day="2026-05-01")],
    ]
    assert answers(tmp_path, "chronic_illness", *cases) == [
        "chronic", "chronic", "complex", "complex", "chronic?", "nothing", "nothing", "nothing",
        "nothing", "nothing",
    ]  # fmt: skip


def test_mind_and_use(tmp_path):
    people = [r.patient(person) for person in ("000", "001", "002", "003", "004", "005", "006")]
    resources = [
        r.condition("F20.9", "000"),
        r.condition("F32.9", "001"),
        r.condition("F17.210", "001"),  # tobacco
        r.condition("F11.20", "002"),
        r.observation("75626-2", 2, "003"),
        r.observation("82667-7", 0, "003"),
        r.observation("75626-2", 3, "004"),
        r.observation("75626-2", 5, "005"),
        r.observation("75626-2", 1, "006"),  # one screen alone says nothing
    ]
    result = imported(tmp_path, *people, *resources)
    assert each(result, "serious_mental_illness")[:2] == ["part", "part?"]
    assert each(result, "substance_use") == [
        "nothing", "nothing", "part", "no", "part?", "part", "nothing",
    ]  # fmt: skip


def test_prapare_answers_are_read_with_refused_and_unknown_kept_apart(tmp_path):
    declined = {"dataAbsentReason": {"coding": [{"code": "asked-declined"}]}}
    unknown = {"dataAbsentReason": {"coding": [{"code": "asked-unknown"}]}}
    cases = [
        lambda p: [r.observation("71802-3", "LA30189-7", p), r.observation("93033-9", "LA32-8", p)],
        lambda p: [r.observation("71802-3", "LA30189-7", p), r.observation("93033-9", "LA33-6", p)],
        lambda p: [r.observation("71802-3", "LA30189-7", p)],
        lambda p: [r.observation("71802-3", "LA30190-5", p)],
        lambda p: [r.observation("71802-3", "LA30122-8", p)],
        lambda p: [r.observation("71802-3", None, p, **declined)],
        lambda p: [r.observation("71802-3", None, p, **unknown)],
        lambda p: [r.observation("71802-3", "LA30189-7", p, status="entered-in-error")],
        lambda p: [r.condition("Z59.02", p)],
        lambda p: [r.condition("Z59.01", p)],
        lambda p: [r.condition("Z59.811", p)],
    ]
    assert answers(tmp_path, "housing", *cases) == [
        "stable", "unstable", "stable?", "homeless?", "refused", "refused", "not_known", "nothing",
        "homeless", "homeless?", "unstable",
    ]  # fmt: skip
    cases = [
        lambda p, code=code: [r.observation("93029-7", code, p)]
        for code in ("LA27722-0", "LA30130-1", "LA30132-7", "LA30122-8")
    ]
    assert answers(tmp_path, "informal_support", *cases) == ["little", "some", "good", "refused"]


def test_answers_inside_a_panel_are_read(tmp_path):
    inner = [
        {key: observation[key] for key in ("code", "valueCodeableConcept")}
        for observation in (
            r.observation("71802-3", "LA30189-7"),
            r.observation("93033-9", "LA33-6"),
        )
    ]
    result = imported(tmp_path, r.patient(), r.observation("93025-5", component=inner))
    assert said(value_of(result, "housing")) == "unstable"


def test_danger_is_told_when_it_is_recent_and_never_ruled_out(tmp_path):
    cases = [
        lambda p: [r.observation("44260-8", "LA6570-1", p)],
        lambda p: [r.observation("44260-8", "LA6570-1", p, day="2025-06-01")],
        lambda p: [r.observation("44260-8", "LA6568-5", p)],
        lambda p: [
            r.observation("44260-8", "LA6570-1", p, day="2026-01-02"),
            r.observation("44260-8", "LA6568-5", p),
        ],
        lambda p: [r.condition("R45.851", p)],
    ]
    assert answers(tmp_path, "danger_self", *cases) == ["yes", "yes?", "nothing", "nothing", "yes"]
    cases = [
        lambda p: [r.observation("76501-6", "LA33-6", p)],
        lambda p: [r.observation("76501-6", "LA32-8", p)],
        lambda p: [r.observation("93026-3", "LA32-8", p)],
        lambda p: [r.observation("76504-0", 1, p, day="2024-01-01")],
        lambda p: [r.observation("76501-6", "LA30122-8", p), r.condition("T74.11XA", p)],
        lambda p: [r.observation("76501-6", "LA30122-8", p)],
    ]
    assert answers(tmp_path, "danger_from_others", *cases) == [
        "yes", "nothing", "yes", "yes?", "yes", "refused",
    ]  # fmt: skip


def test_hospital_stays_and_emergency_visits_are_counted_over_a_year(tmp_path):
    def visits(*kinds_and_days):
        return lambda p: [
            r.encounter(kind, day, day, p, id=f"{p}-{number}")
            for number, (kind, day) in enumerate(kinds_and_days)
        ]

    spread = [("EMER", f"2026-0{month}-01") for month in (1, 2)]
    cases = [
        visits(("IMP", "2026-02-01"), ("IMP", "2025-08-01")),
        visits(*spread, *(("EMER", f"2025-0{month}-01") for month in (7, 8, 9))),
        visits(("EMER", "2025-06-01")),
        visits(("EMER", "2024-06-01")),
        visits(("AMB", "2026-02-01")),
    ]
    assert answers(tmp_path, "hospital_use", *cases) == [
        "high", "high", "some", "nothing", "nothing",
    ]  # fmt: skip
    cases = [
        visits(("IMP", "2026-02-01")),
        visits(("IMP", "2025-02-01")),
        lambda p: [r.condition("Z65.2", p)],
    ]
    assert answers(tmp_path, "transition", *cases) == ["health_care", "nothing", "other"]


def test_nights_in_jail_are_no_hospital_use(tmp_path):
    result = imported(tmp_path, r.patient(), r.observation("93028-9", "LA33-6"))
    assert said(value_of(result, "hospital_use")) == "nothing"
    assert said(value_of(result, "justice")) == "jail?"


def test_a_resource_that_stands_in_several_files_counts_once(tmp_path):
    visit = r.encounter("IMP", "2026-02-01", "2026-02-03", id="e1")
    files = [
        r.ndjson(tmp_path / "one.ndjson", r.patient(), visit),
        r.bundle(tmp_path / "two.json", r.patient(), visit),
    ]
    result = import_fhir(files, RULES, DAY)
    assert said(value_of(result, "hospital_use")) == "some"


def test_references_lead_to_the_patient_however_they_are_written(tmp_path):
    resources = [r.patient("a-b"), r.patient("c")]
    for reference in ("Patient/a-b", "https://ehr.example/fhir/Patient/a-b", "urn:uuid:0",
                      "Patient/a-b/_history/3"):  # fmt: skip
        condition = r.condition("F20.9", subject={"reference": reference})
        result = import_fhir([r.bundle(tmp_path / "b.json", *resources, condition)], RULES, DAY)
        assert [said(c.values.get("serious_mental_illness")) for c in result.clients] == [
            "part", "nothing",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("born", "says"),
    [("2008-03-31", "no"), ("2008", "nothing"), ("2007", "no"), ("2012", "mental_health")],
)
def test_partial_days_of_birth_count_only_where_they_are_enough(tmp_path, born, says):
    result = imported(tmp_path, r.patient(birthDate=born), r.condition("F90.0"))
    assert said(value_of(result, "young_person")) == says


def test_patients_who_died_are_left_out(tmp_path):
    gone = [r.patient("a", deceasedBoolean=True), r.patient("b", deceasedDateTime="2026-01-01")]
    result = imported(tmp_path, *gone, r.patient("c", deceasedBoolean=False))
    assert [client.id for client in result.clients] == ["c"]


def test_lines_that_are_no_resources_are_listed_and_the_rest_is_read(tmp_path):
    file = tmp_path / "mixed.ndjson"
    deep = "[" * 100_000
    lines = [json.dumps(r.patient()), "{broken", '"text"', "{}", deep, '{"resourceType": "Basic"}',
             json.dumps(r.condition("F20.9", "ghost")), json.dumps({"resourceType": "Condition"}),
             json.dumps({**r.condition("F20.9"), "x": float("nan")}),
             json.dumps({**r.condition("F20.9"), "x": "\ud800"}),
             json.dumps(r.condition("F20.9"))]  # fmt: skip
    file.write_text("\n".join(lines), "utf-8")
    result = import_fhir([str(file)], RULES, DAY)
    assert said(value_of(result, "serious_mental_illness")) == "part"
    assert [(row.line, row.reason) for row in result.unusable] == [
        (2, "not_json"), (3, "no_resource"), (4, "no_resource"), (5, "not_json"), (7, "no_person"),
        (8, "no_patient"), (9, "not_json"), (10, "not_json"),
    ]  # fmt: skip


BAD = {
    "empty.json": (b"", "P105"),
    "page.json": (b"<html></html>", "P603"),
    "list.json": (b"[1, 2]", "P603"),
    "latin.json": ('{"resourceType": "Patient", "id": "\u00e9"}'.encode("latin-1"), "P107"),
    "packed.json": (b"\x1f\x8b\x08\x00", "P603"),
    "no_entries.json": (b'{"resourceType": "Bundle"}', "P603"),
}


@pytest.mark.parametrize("name", BAD)
def test_files_that_cannot_be_read_are_refused_in_plain_words(tmp_path, name):
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ProblemsFound) as caught:
        import_fhir([str(tmp_path / name), str(tmp_path / "missing.ndjson")], RULES, DAY)
    assert {problem.code for problem in caught.value.problems} == {code, "P101"}
