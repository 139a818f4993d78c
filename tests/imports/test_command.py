"""`casemodel import`, as people use it: a spreadsheet, profiles, a report, and wrong files."""

import csv
import json
import re
import stat
import sys
from pathlib import Path

import jsonschema
import pytest

from casemodel.imports.values import Reason
from casemodel.pages.imported import unusable_said
from casemodel.profiles.reader import load_profile
from casemodel.render.json_models.schemas import output_schema
from tests.cli.process import casemodel
from tests.imports import resources as r
from tests.imports.exports import PROJECTS, disability, person, stay, write
from tests.shipped import shipped

RULES = shipped()

# What exports.py and resources.py put into every file of people. None of it may ever come out.
SECRETS = ("Zanzibar", "Quixote", "078051120", "078-05-1120", "1970-05-17")


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    return write(
        tmp_path_factory.mktemp("export"),
        client=[person("k-1"), person("k-2"), person("=1+1", DOB="2013-05-17")],
        enrollment=[
            stay("k-1", LivingSituation=116),
            stay("k-2", LivingSituation=206, EntryDate="2026-03-01"),
            stay("=1+1", LivingSituation=777),
        ],
        project=PROJECTS,
        disabilities=[
            disability(10, 9, "k-1"),
            disability(9, 1, "k-2", IndefiniteAndImpairs=1),
            disability(9, 1, "=1+1"),
            disability(7, 0, "k-2"),
            disability(8, 0, "k-2"),
        ],
        health_and_dv=[
            {"PersonalID": "k-1", "InformationDate": "2025-03-01", "CurrentlyFleeing": 1}
        ],
    )


@pytest.fixture(scope="module")
def ran(export, tmp_path_factory):
    """One run that writes everything, in a folder of its own."""
    cwd = tmp_path_factory.mktemp("work")
    imported = casemodel(
        "import", "hmis", str(export), "-o", "c.csv", "--profiles", "people", cwd=cwd
    )
    assert imported.status == 0, imported.err
    return imported, cwd


def texts_in(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in folder.rglob("*") if file.is_file())


def test_the_spreadsheet_holds_what_counts_and_a_caseload_reads_it(ran):
    _, cwd = ran
    lines = (cwd / "c.csv").read_text("utf-8-sig").splitlines()
    rows = {row["id"]: row for row in csv.DictReader(lines)}
    assert rows["k-1"]["housing"] == "homeless"
    assert rows["k-1"]["substance_use"] == "refused"
    assert rows["k-1"]["danger_from_others"] == "yes"
    assert rows["k-2"]["chronic_illness"] == "no"
    assert rows["k-2"]["serious_mental_illness"] == ""  # only to be confirmed
    assert "'=1+1" in rows  # no formula for a spreadsheet program
    scored = casemodel("caseload", "c.csv", "-o", "r.csv", "--force", cwd=cwd)
    assert scored.status == 0, scored.err
    assert "not scored" not in scored.out


def test_each_profile_is_valid_and_carries_where_its_answers_come_from(ran):
    _, cwd = ran
    assert sorted(file.name for file in (cwd / "people").iterdir()) == [
        "client.000001.yaml", "k-1.yaml", "k-2.yaml",
    ]  # fmt: skip
    profile = load_profile(cwd / "people" / "k-2.yaml", RULES)
    assert (profile.label, profile.date) == ("k-2", "2026-03-31")
    use, ill = profile.answers["hospital_use"], profile.answers["serious_mental_illness"]
    assert (use.level, use.origin) == (
        "some", "HMIS, 2026-03-01, at least this: LivingSituation 206 (Enrollment.csv line 3)",
    )  # fmt: skip
    assert (ill.state, ill.level, ill.hint) == ("not_asked", "", "part")
    assert load_profile(cwd / "people" / "client.000001.yaml", RULES).label == "=1+1"


def test_files_are_for_their_owner_only(ran):
    _, cwd = ran
    for path in (cwd / "c.csv", cwd / "people" / "k-1.yaml"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((cwd / "people").stat().st_mode) == 0o700


def test_no_name_number_or_day_of_birth_comes_out(ran, export, tmp_path):
    imported, cwd = ran
    more = casemodel("import", "hmis", str(export), "--format", "json", cwd=tmp_path)
    fhir = r.ndjson(tmp_path / "p.ndjson", r.patient(), r.condition("E11.9"))
    clinical = casemodel("import", "fhir", fhir, "--profiles", "out", cwd=tmp_path)
    everything = imported.out + imported.err + more.out + clinical.out + texts_in(cwd)
    everything += texts_in(tmp_path / "out")
    assert (clinical.status, more.status) == (0, 0)
    assert not [secret for secret in SECRETS if secret in everything]


def test_the_report_says_what_was_filled_what_never_can_be_and_which_rows_are_bad(ran):
    imported, _ = ran
    report = " ".join(imported.out.split())
    for text in (
        "FY2024", "2026-03-31, from the files", "Housing 2 0 0 0", "Substance use 0 0 1 0",
        "Serious mental illness 0 1 0 1", "What these records never say",
        "Danger to self: HMIS does not ask.",
        "Enrollment.csv, LivingSituation: The code is not in the list of this specification.",
    ):  # fmt: skip
        assert text in report, text
    assert max(map(len, imported.out.splitlines())) <= 80


def test_the_json_of_the_report_follows_its_schema(export, tmp_path):
    imported = casemodel("import", "hmis", str(export), "--format", "json", cwd=tmp_path)
    output = json.loads(imported.out)
    jsonschema.validate(output, output_schema("import"))
    housing = next(
        question for question in output["questions"] if question["criterion"] == "housing"
    )
    assert (housing["answered"], output["people"], output["specification_year"]) == (2, 3, 2024)
    (bad,) = output["unusable"]
    assert (bad["file"], bad["line"], bad["reason"]) == ("Enrollment.csv", 4, "unknown_code")


def test_a_proposal_counts_only_after_an_interview(ran, tmp_path):
    _, cwd = ran
    file = tmp_path / "k-2.yaml"
    file.write_text((cwd / "people" / "k-2.yaml").read_text("utf-8"), "utf-8")
    before = casemodel("score", "k-2.yaml", "--format", "json", cwd=tmp_path)
    (proposed,) = json.loads(before.out)["proposed_by_records"]
    assert (proposed["criterion"], proposed["level"]) == ("serious_mental_illness", "part")
    page = casemodel("score", "k-2.yaml", "--explain", cwd=tmp_path).out
    assert "Records propose 1 more answer." in page
    assert "LivingSituation 206 (Enrollment.csv line 3)" in " ".join(page.split())

    from casemodel.profiles.draft import draft_of

    draft = draft_of(file.read_bytes(), "k-2.yaml", RULES)
    confirmed = draft.answered({"serious_mental_illness": "part"}, RULES).profile
    answer = confirmed.answers["serious_mental_illness"]
    assert (answer.level, answer.hint) == ("part", "")
    assert answer.origin.startswith("HMIS, 2025-02-01")
    main_profile = draft.answered(
        {"serious_mental_illness": "main", "housing": "stable"}, RULES
    ).profile
    assert main_profile.answers["serious_mental_illness"].origin == ""
    assert main_profile.answers["housing"].origin == ""


def test_nothing_is_written_over_without_force(export, tmp_path):
    (tmp_path / "c.csv").write_text("mine")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "k-1.yaml").write_text("mine")
    for arguments in (("-o", "c.csv"), ("--profiles", "people")):
        imported = casemodel("import", "hmis", str(export), *arguments, cwd=tmp_path)
        assert (imported.status, imported.out) == (2, "")
        assert "--force" in imported.err
    assert {(tmp_path / "c.csv").read_text(), texts_in(tmp_path / "people")} == {"mine"}
    imported = casemodel(
        "import", "hmis", str(export), "-o", "c.csv", "--profiles", "people", "--force",
        cwd=tmp_path,
    )  # fmt: skip
    assert imported.status == 0
    assert "mine" not in texts_in(tmp_path)


def test_a_run_that_fails_leaves_nothing_behind(export, tmp_path, monkeypatch):
    from casemodel.cli import import_run

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_run, "_write_private", broken)
    imported = casemodel("import", "hmis", str(export), "--profiles", "people", cwd=tmp_path)
    assert (imported.status, imported.out) == (1, "")
    assert "No space left on device" in imported.err
    assert not list(tmp_path.iterdir())


def change(folder: Path, file: str, old: bytes, new: bytes) -> None:
    path = folder / file
    file_bytes = path.read_bytes()
    assert old in file_bytes
    path.write_bytes(file_bytes.replace(old, new, 1))


WRONG = {
    "a name twice": ("Enrollment.csv", b"ProjectID", b"EntryDate", "P602"),
    "a column missing": ("Enrollment.csv", b"PersonalID", b"Person", "P602"),
    "a quote left open": ("Client.csv", b"k-1,", b'"k-1,', "P503"),
    "text after a quote": ("Client.csv", b"k-1,", b'"k"1,', "P503"),
    "a NUL": ("Client.csv", b"k-1,", b"k\0,", "P108"),
    "a huge field": ("Client.csv", b"k-1,", b"k" * (5 * 1024 * 1024) + b",", "P502"),
    "an id that is a number of a person": ("Client.csv", b"k-1,", b"078-05-1120,", "P517"),
}


@pytest.mark.parametrize("case", WRONG)
def test_hostile_files_end_in_plain_words(tmp_path, case):
    file, old, new, code = WRONG[case]
    people = [person("k-1")]
    folder = write(tmp_path / "in", client=people, enrollment=[stay("k-1")])
    change(folder, file, old, new)
    if code == "P517":
        change(folder, "Enrollment.csv", b"k-1", b"078-05-1120")
        change(folder, "Enrollment.csv", b",k-1,", b",078-05-1120,")
    imported = casemodel("import", "hmis", "in", "-o", "c.csv", cwd=tmp_path)
    assert (imported.status, imported.out) == (1, "")
    assert code in imported.err
    assert "078-05-1120" not in imported.err
    assert len(imported.err) < 1000
    assert not (tmp_path / "c.csv").exists()


def test_other_encodings_are_read(tmp_path):
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        folder = write(
            tmp_path / encoding, client=[person("k\u00e91")], enrollment=[stay("k\u00e91")]
        )
        for file in folder.iterdir():
            file.write_bytes(file.read_text("utf-8").encode(encoding))
        imported = casemodel("import", "hmis", encoding, "-o", f"{encoding}.csv", cwd=tmp_path)
        assert imported.status == 0, imported.err
        assert "k\u00e91" in (tmp_path / f"{encoding}.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("hmis", "nowhere"), "P101"),
        (("hmis", "empty"), "Client.csv"),
        (("hmis", "above"), "below"),
        (("hmis", "a.zip"), "unpack the export"),
        (("fhir", "a.zip"), "P603"),
        (("fhir",), "FILE"),
        (("synthea", "empty"), "patients.csv"),
        (("hmis", "empty", "--date", "soon"), "--date"),
        (("hmis", "empty", "-o", "c.xlsx"), ".csv"),
        (("hmis", "empty", "--force"), "--force"),
        (("hmis", "empty", "--profiles", "a.zip"), "is a file"),
        (("hmsi", "empty"), "hmis"),
    ],
)
def test_wrong_use_is_answered_in_a_line_or_two(tmp_path, arguments, says):
    (tmp_path / "empty").mkdir()
    write(tmp_path / "above" / "below")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 zip")
    imported = casemodel("import", *arguments, cwd=tmp_path)
    assert imported.status in (1, 2)
    assert says in imported.err
    assert "Traceback" not in imported.err


def test_without_the_database_the_message_says_how_to_install_it(export, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    imported = casemodel("import", "hmis", str(export), cwd=tmp_path)
    assert imported.status == 2
    assert re.search(r'install.*"duckdb>=', imported.err)


def test_every_reason_has_its_words():
    for reason in Reason.__args__:
        assert unusable_said(reason).endswith(".")
