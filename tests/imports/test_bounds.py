"""The bounds of imports, at their edge and just over it."""

import pytest

from casemodel.files.limits import RECORD_CELL
from casemodel.files.problems import ProblemsFound
from casemodel.imports import fhir_records
from casemodel.imports.running import import_fhir, import_hmis
from tests.imports import resources as r
from tests.imports.exports import person, stay, write
from tests.shipped import shipped

RULES = shipped()


@pytest.mark.parametrize("over", [0, 1])
def test_a_cell_of_records_has_a_longest_length(tmp_path, over):
    long = "k" * (RECORD_CELL + over)
    folder = write(
        tmp_path / "in",
        client=[person(long), person()],
        enrollment=[stay(long, EnrollmentID="e"), stay()],
    )
    result = import_hmis(str(folder), RULES)
    assert len(result.clients) == 2 - over
    assert {row.reason for row in result.unusable} == ({"long"} if over else set())
    file = r.ndjson(tmp_path / "p.ndjson", r.patient(long), r.patient("p1"), r.condition("F20.9"))
    assert len(import_fhir([file], RULES).clients) == 2 - over


@pytest.mark.parametrize("over", [0, 1])
def test_a_file_of_resources_has_a_largest_size(tmp_path, over, monkeypatch):
    file = r.ndjson(tmp_path / "p.ndjson", r.patient(), r.condition("F20.9"))
    size = (tmp_path / "p.ndjson").stat().st_size
    monkeypatch.setattr(fhir_records, "FHIR_BYTES", size - over)
    if not over:
        assert import_fhir([file], RULES).clients
        return
    with pytest.raises(ProblemsFound) as caught:
        import_fhir([file], RULES)
    assert [problem.code for problem in caught.value.problems] == ["P106"]
