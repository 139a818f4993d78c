"""What an HMIS export says of people, by the lists of its specification."""

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.imports.running import import_hmis
from casemodel.imports.values import ImportedValue, ImportResult
from tests.imports.exports import PROJECTS, disability, person, stay, write
from tests.shipped import shipped

RULES = shipped()


def imported(folder, year=2024, *, day="", everyone=False, **files) -> ImportResult:
    files.setdefault("client", [person()])
    files.setdefault("enrollment", [stay()])
    files.setdefault("project", PROJECTS)
    return import_hmis(str(write(folder, year, **files)), RULES, day, everyone=everyone)


def value_of(result: ImportResult, question: str) -> ImportedValue | None:
    (client,) = (client for client in result.clients if client.id == "p1")
    return client.values.get(question)


def said(value: ImportedValue | None) -> str:
    """A value in a word: its level or state, with a question mark where it is to be confirmed."""
    if value is None:
        return "nothing"
    return (value.level or value.state) + ("?" if value.hint else "")


def each(result: ImportResult, question: str) -> list[str]:
    """The value of each person, who are called 000, 001 and so on."""
    return [said(client.values.get(question)) for client in result.clients]


def ids(cases) -> list[str]:
    return [f"{number:03}" for number in range(len(list(cases)))]


# People who are imported


def test_people_with_an_open_enrollment_are_imported_and_with_all_everyone(tmp_path):
    files = {
        "client": [person("open"), person("left"), person("later"), person("nowhere")],
        "enrollment": [stay("open"), stay("left"), stay("later", EntryDate="2026-05-01")],
        "exit": [{"EnrollmentID": "e-left", "PersonalID": "left", "ExitDate": "2025-12-01"}],
    }
    assert [c.id for c in imported(tmp_path, **files).clients] == ["open"]
    assert [c.id for c in imported(tmp_path, everyone=True, **files).clients] == ["left", "open"]


def test_an_exit_after_the_day_of_counting_has_not_happened_yet(tmp_path):
    files = {"exit": [{"EnrollmentID": "e-p1", "PersonalID": "p1", "ExitDate": "2026-04-02"}]}
    assert [c.id for c in imported(tmp_path, **files).clients] == ["p1"]
    assert not imported(tmp_path, day="2026-04-30", **files).clients


def test_people_who_died_are_left_out(tmp_path):
    rows = [
        {
            "EnrollmentID": "e-before",
            "PersonalID": "p1",
            "ExitDate": "2025-12-01",
            "Destination": 24,
        },
        {
            "EnrollmentID": "e-then",
            "PersonalID": "p2",
            "ExitDate": "2025-12-01",
            "CMExitReason": 12,
        },
    ]
    people = [person(), person("p2"), person("p3")]
    result = imported(
        tmp_path, client=people, enrollment=[stay(), stay("p2"), stay("p3")], exit=rows
    )
    assert [client.id for client in result.clients] == ["p3"]


def test_deleted_rows_count_for_nothing(tmp_path):
    deleted = {"DateDeleted": "2025-06-01 10:00:00"}
    result = imported(tmp_path, enrollment=[stay(LivingSituation=116, **deleted), stay("p2")])
    assert not result.clients
    result = imported(tmp_path, disabilities=[disability(10, 1, **deleted)])
    assert said(value_of(result, "substance_use")) == "nothing"


# the latest record, and 8, 9 and 99

SAYS = {0: "no", 1: "part", 2: "part", 3: "part", 8: "not_known", 9: "refused", 99: "nothing"}


@pytest.mark.parametrize(
    "year", [*(pytest.param(y, marks=pytest.mark.thorough) for y in (2020, 2022, 2024)), 2026]
)
def test_not_known_refused_and_not_collected_are_kept_apart(tmp_path, year):
    people = ids(SAYS)
    result = imported(
        tmp_path,
        year,
        client=[person(person_id) for person_id in people],
        enrollment=[stay(person_id) for person_id in people],
        disabilities=[
            disability(10, code, person_id) for code, person_id in zip(SAYS, people, strict=True)
        ],
    )
    assert each(result, "substance_use") == list(SAYS.values())


def test_the_latest_record_counts_whatever_the_order_of_rows(tmp_path):
    rows = [
        disability(10, 1, InformationDate="2025-03-01"),
        disability(10, 0, InformationDate="2025-09-01"),
        disability(10, 9, InformationDate="2025-01-01"),
    ]
    orders = (rows, rows[::-1], rows[1:] + rows[:1])
    people = ids(orders)
    result = imported(
        tmp_path,
        client=[person(person_id) for person_id in people],
        enrollment=[stay(person_id) for person_id in people],
        disabilities=[
            {**row, "PersonalID": person_id}
            for person_id, order in zip(people, orders, strict=True)
            for row in order
        ],
    )
    assert each(result, "substance_use") == ["no"] * len(orders)


def test_what_was_not_collected_does_not_take_back_an_earlier_record(tmp_path):
    rows = [disability(10, 1), disability(10, 99, InformationDate="2025-12-01")]
    assert said(value_of(imported(tmp_path, disabilities=rows), "substance_use")) == "part"


def test_of_one_day_the_row_updated_last_counts_and_else_nothing_is_filled(tmp_path):
    rows = [
        disability(10, 0, DateUpdated="2025-02-01 09:00:00"),
        disability(10, 2, DateUpdated="2025-02-01 17:00:00"),
    ]
    assert said(value_of(imported(tmp_path, disabilities=rows), "substance_use")) == "part"
    places = [
        {"PersonalID": "p1", "InformationDate": "2025-06-01", "CurrentLivingSituation": code}
        for code in (116, 410)
    ]
    result = imported(tmp_path, current_living_situation=places)
    assert said(value_of(result, "housing")) == "nothing"
    assert {(row.file, row.reason) for row in result.unusable} == {
        ("CurrentLivingSituation.csv", "disagree")
    }


# housing

OLD = {1: "homeless", 16: "homeless", 18: "homeless", 2: "unstable", 6: "unstable", 7: "unstable",
       12: "unstable", 3: "stable", 10: "stable", 31: "stable", 34: "stable", 8: "not_known",
       17: "not_known", 9: "refused", 99: "nothing", 116: "nothing"}  # fmt: skip
NEW = {101: "homeless", 116: "homeless", 118: "homeless", 206: "unstable", 207: "unstable",
       302: "unstable", 314: "unstable", 335: "unstable", 410: "stable", 435: "stable",
       8: "not_known", 17: "not_known", 9: "refused", 99: "nothing", 16: "nothing"}  # fmt: skip


@pytest.mark.parametrize(
    "year", [*(pytest.param(y, marks=pytest.mark.thorough) for y in (2020, 2024)), 2022, 2026]
)
def test_living_situations_are_read_by_the_list_of_the_year(tmp_path, year):
    cases = OLD if year < 2024 else NEW
    people = ids(cases)
    result = imported(
        tmp_path,
        year,
        client=[person(person_id) for person_id in people],
        enrollment=[
            stay(person_id, LivingSituation=code)
            for code, person_id in zip(cases, people, strict=True)
        ],
    )
    assert each(result, "housing") == list(cases.values())
    # The last of each list is a code of the other one.
    assert [(row.line, row.reason) for row in result.unusable] == [(len(cases) + 1, "unknown_code")]


def test_in_a_shelter_the_project_tells_where_someone_lives_not_the_night_before(tmp_path):
    stays = [
        stay("000", LivingSituation=410, ProjectID="shelter"),
        stay("001", LivingSituation=116, ProjectID="transitional"),
        stay("002", LivingSituation=116, ProjectID="permanent"),
        stay("003", LivingSituation=116, ProjectID="permanent", MoveInDate="2025-03-01"),
    ]
    people = [person(person_id) for person_id in ids(stays)]
    result = imported(tmp_path, client=people, enrollment=stays)
    assert each(result, "housing") == ["homeless", "unstable", "homeless", "stable"]


def test_housing_is_the_latest_of_all_that_tell_it(tmp_path):
    result = imported(
        tmp_path,
        enrollment=[stay(LivingSituation=410), {**stay(), "EnrollmentID": "e-old"}],
        exit=[{"EnrollmentID": "e-old", "PersonalID": "p1", "ExitDate": "2025-02-01",
               "Destination": 302}],
        current_living_situation=[{"PersonalID": "p1", "InformationDate": "2025-07-01",
                                   "CurrentLivingSituation": 116}],
    )  # fmt: skip
    value = value_of(result, "housing")
    assert value is not None
    assert (value.level, value.day) == ("homeless", "2025-07-01")
    (cell,) = value.cells
    assert (cell.file, cell.line, cell.code) == ("CurrentLivingSituation.csv", 2, "116")


# illness, danger, age

ILLNESS = [
    ({7: 1, 8: 0}, "chronic"),
    ({7: 0, 8: 1}, "chronic"),
    ({7: 1}, "chronic"),
    ({7: 1, 8: 9}, "chronic"),
    ({7: 1, 8: 1}, "complex?"),
    ({7: 0, 8: 0}, "no"),
    ({7: 0}, "no?"),
    ({7: 0, 8: 8}, "not_known"),
    ({7: 0, 8: 9}, "refused"),
    ({}, "nothing"),
]


def test_chronic_illness_takes_two_types_and_names_neither(tmp_path):
    people = ids(ILLNESS)
    rows = [
        disability(type_, code, person_id)
        for (codes, _), person_id in zip(ILLNESS, people, strict=True)
        for type_, code in codes.items()
    ]
    result = imported(
        tmp_path,
        client=[person(person_id) for person_id in people],
        enrollment=[stay(person_id) for person_id in people],
        disabilities=rows,
    )
    assert each(result, "chronic_illness") == [says for _, says in ILLNESS]
    cells = [c for client in result.clients for v in client.values.values() for c in v.cells]
    assert {cell.field for cell in cells} == {"DisabilityResponse", "DOB"}


def test_mental_illness_is_serious_only_to_be_confirmed(tmp_path):
    rows = [
        disability(9, 0, "000"),
        disability(9, 1, "001"),
        disability(9, 1, "002", IndefiniteAndImpairs=1),
        disability(9, 9, "003"),
    ]
    result = imported(
        tmp_path,
        client=[person(person_id) for person_id in ids(rows)],
        enrollment=[stay(person_id) for person_id in ids(rows)],
        disabilities=rows,
    )
    assert each(result, "serious_mental_illness") == ["no", "not_known", "part?", "refused"]


@pytest.mark.parametrize("year", [2020, 2024])
def test_fleeing_is_danger_and_nothing_else_rules_danger_out(tmp_path, year):
    name = "DomesticViolenceSurvivor" if year >= 2024 else "DomesticViolenceVictim"
    cases = [(1, 1, "yes"), (1, 0, "nothing"), (0, "", "nothing"), (1, 8, "not_known"),
             (1, 9, "refused")]  # fmt: skip
    people = ids(cases)
    result = imported(
        tmp_path,
        year,
        client=[person(person_id) for person_id in people],
        enrollment=[stay(person_id) for person_id in people],
        health_and_dv=[
            {"PersonalID": person_id, "InformationDate": "2025-02-05", name: survivor,
             "CurrentlyFleeing": fleeing}
            for (survivor, fleeing, _), person_id in zip(cases, people, strict=True)
        ],
    )  # fmt: skip
    assert each(result, "danger_from_others") == [says for *_, says in cases]


def test_a_danger_told_on_one_day_stands_against_another_row_of_that_day(tmp_path):
    rows = [{"PersonalID": "p1", "InformationDate": "2026-01-05", "CurrentlyFleeing": code}
            for code in (0, 1, 9)]  # fmt: skip
    result = imported(tmp_path, health_and_dv=rows)
    assert said(value_of(result, "danger_from_others")) == "yes"


def test_a_refusal_does_not_take_back_a_danger_but_a_later_no_does(tmp_path):
    def row(day, fleeing, who):
        return {"PersonalID": who, "InformationDate": day, "CurrentlyFleeing": fleeing}

    rows = [row("2025-01-01", 1, "000"), row("2025-06-01", 9, "000"),
            row("2025-01-01", 1, "001"), row("2025-06-01", 0, "001"),
            row("2025-01-01", 1, "002"), row("2025-06-01", 0, "002"),
            row("2025-07-01", 9, "002")]  # fmt: skip
    people = ("000", "001", "002")
    result = imported(
        tmp_path,
        client=[person(person_id) for person_id in people],
        enrollment=[stay(person_id) for person_id in people],
        health_and_dv=rows,
    )
    assert each(result, "danger_from_others") == ["yes", "nothing", "refused"]


AGES = [
    ("2008-03-31", 1, "no"),  # 18 on the day of counting
    ("2008-04-01", 1, "mental_health"),
    ("2008-01-01", 2, "nothing"),  # about 18
    ("2007-12-31", 2, "no"),
    ("2010-01-01", 2, "mental_health"),
    ("1990-01-01", 99, "nothing"),
    ("", 1, "nothing"),
]


def test_age_is_counted_on_the_day_of_counting(tmp_path):
    people = ids(AGES)
    result = imported(
        tmp_path,
        client=[
            person(person_id, DOB=born, DOBDataQuality=quality)
            for (born, quality, _), person_id in zip(AGES, people, strict=True)
        ],
        enrollment=[stay(person_id) for person_id in people],
        disabilities=[disability(9, 1, person_id) for person_id in people],
    )
    assert each(result, "young_person") == [says for *_, says in AGES]


def test_an_age_is_unknown_where_two_rows_of_a_person_disagree(tmp_path):
    result = imported(tmp_path, client=[person(), person(DOB="2015-01-01")])
    assert said(value_of(result, "young_person")) == "nothing"
    assert [row.reason for row in result.unusable] == ["repeated", "repeated"]


# the rest


def test_coming_from_a_hospital_is_a_transition_and_some_use_for_a_while(tmp_path):
    stays = [
        stay("000", LivingSituation=206, EntryDate="2026-03-01"),
        stay("001", LivingSituation=206, EntryDate="2025-08-01"),
        stay("002", LivingSituation=206, EntryDate="2025-01-10"),
        stay("003", LivingSituation=207, EntryDate="2026-03-01"),
        stay("004", LivingSituation=410, EntryDate="2026-03-01"),
    ]
    result = imported(
        tmp_path, client=[person(person_id) for person_id in ids(stays)], enrollment=stays
    )
    assert each(result, "transition") == ["health_care", "nothing", "nothing", "other", "no?"]
    assert each(result, "hospital_use") == ["some", "some", "nothing", "nothing", "nothing"]
    assert each(result, "justice") == ["nothing", "nothing", "nothing", "jail?", "nothing"]
    assert result.clients[0].values["hospital_use"].at_least


@pytest.mark.parametrize("year", [2022, 2024])
def test_contact_that_was_lost_is_known_by_the_list_of_the_year(tmp_path, year):
    before = {"EnrollmentID": "e-old", "ExitDate": "2025-11-01"}
    people = [person(person_id) for person_id in ("000", "001", "002")]
    result = imported(
        tmp_path,
        year,
        client=people,
        enrollment=[
            stay("000"),
            stay("001"),
            stay("002", ReasonNotEnrolled=3, EntryDate="2026-01-01"),
        ],
        exit=[
            {**before, "PersonalID": "000", "CMExitReason": 9},
            {**before, "PersonalID": "001", "EarlyExitReason": 6},
        ],
    )
    new = "drifts" if year >= 2024 else "nothing"  # the code is new in FY2024
    assert each(result, "hard_to_reach") == ["drifts", "drifts", new]
    assert result.clients[0].values["hard_to_reach"].at_least


def test_codes_8_and_9_of_an_exit_reason_are_answers_not_missing_data(tmp_path):
    before = {"EnrollmentID": "e-old", "PersonalID": "p1", "ExitDate": "2025-11-01"}
    result = imported(tmp_path, exit=[{**before, "CMExitReason": 8}])
    assert said(value_of(result, "engagement")) == "hesitant?"


def test_an_earlier_enrollment_is_an_earlier_contact(tmp_path):
    assert said(value_of(imported(tmp_path), "first_contact")) == "nothing"
    twice = [stay(), {**stay(EntryDate="2024-02-01"), "EnrollmentID": "e-old"}]
    assert said(value_of(imported(tmp_path, enrollment=twice), "first_contact")) == "no"


# year, day, files


@pytest.mark.parametrize("year", [2020, 2022, 2024, 2026])
def test_the_year_is_told_by_a_column_where_the_export_does_not_say_it(tmp_path, year):
    dates = {"ExportDate": "2026-03-31", "ExportEndDate": "2026-03-31"}
    assert imported(tmp_path, year, export=[dates]).year == year


def test_the_day_of_counting_is_the_end_of_the_period_or_that_of_the_export(tmp_path):
    def day(exported: str, end: str) -> str:
        export = {"ExportDate": exported, "ExportEndDate": end, "CSVVersion": "2024"}
        return imported(tmp_path, export=[export]).day

    assert day("2026-02-01 10:00:00", "2025-12-31") == "2025-12-31"
    assert day("2026-02-01", "2026-06-30") == "2026-02-01"
    assert imported(tmp_path, export=[{"CSVVersion": "2024"}]).day == "2025-01-10"
    assert imported(tmp_path, day="2026-01-01").day == "2026-01-01"


def test_files_that_are_not_there_leave_their_questions_open(tmp_path):
    folder = write(tmp_path, client=[person()], enrollment=[stay(LivingSituation=116)])
    for name in ("Export", "Exit", "Project", "Disabilities", "HealthAndDV"):
        (folder / f"{name}.csv").unlink()
    result = import_hmis(str(folder), RULES)
    assert (result.year, said(value_of(result, "housing"))) == (2024, "homeless")


def test_without_a_year_or_a_date_the_import_says_what_to_give(tmp_path):
    folder = write(tmp_path, client=[person()], enrollment=[stay(EntryDate="")])
    (folder / "Export.csv").unlink()
    with pytest.raises(ProblemsFound) as caught:
        import_hmis(str(folder), RULES)
    assert "--date" in caught.value.problems[0].expected
    text = (folder / "Client.csv").read_text("utf-8").replace("Woman,", "W,")
    (folder / "Client.csv").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        import_hmis(str(folder), RULES)
    assert "--year" in caught.value.problems[0].expected


def test_codes_and_dates_as_a_spreadsheet_leaves_them_are_read(tmp_path):
    result = imported(tmp_path, enrollment=[stay(LivingSituation="116.0", EntryDate="1/10/2025")])
    value = value_of(result, "housing")
    assert value is not None
    assert (value.level, value.day) == ("homeless", "2025-01-10")


def test_na_and_null_are_blanks_as_statistics_programs_write_them(tmp_path):
    blank = {"DateDeleted": "NA", "MoveInDate": "NULL", "DateUpdated": "NA"}
    result = imported(tmp_path, enrollment=[stay(LivingSituation=116, **blank)])
    assert said(value_of(result, "housing")) == "homeless"
    assert not result.unusable


def test_dates_of_an_export_may_be_as_a_spreadsheet_leaves_them(tmp_path):
    export = {"ExportDate": "4/1/2026 8:00", "ExportEndDate": "3/31/26", "CSVVersion": "FY2024"}
    assert imported(tmp_path, export=[export]).day == "2026-03-31"


def test_rows_that_cannot_be_used_are_listed_by_file_line_and_field(tmp_path):
    result = imported(
        tmp_path,
        client=[person(), person("")],
        enrollment=[stay(LivingSituation=1234), stay("p1", EntryDate="soon"), stay("ghost")],
        disabilities=[disability(10, 1, InformationDate="2027-01-01"), disability(10, 1)],
    )
    assert [(r.file, r.line, r.field, r.reason) for r in result.unusable] == [
        ("Client.csv", 3, "", "no_id"),
        ("Disabilities.csv", 2, "InformationDate", "later"),
        ("Enrollment.csv", 2, "LivingSituation", "unknown_code"),
        ("Enrollment.csv", 3, "EntryDate", "no_date"),
        ("Enrollment.csv", 4, "PersonalID", "no_person"),
    ]
    assert said(value_of(result, "substance_use")) == "part"
