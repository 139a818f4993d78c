"""Answers given by forms: saved at their place, never lost, and never one over another's."""

import pytest

from tests.desk.visiting import Forms, text_of

NEED = "/en/p/org.yaml/questions/need"
CAPACITY = "/en/p/org.yaml/questions/capacity"


def test_an_answer_is_saved_at_its_place_and_nothing_else_changes(desk):
    before = desk.text("org.yaml")
    response = desk.send(NEED, {"a:acuity": "stable"})
    assert response.status_code == 303
    assert response.headers["location"] == NEED
    assert desk.text("org.yaml") == before.replace("acuity: acute", "acuity: stable")


def test_a_form_sent_as_it_is_changes_nothing(desk):
    for name in ("org.yaml", "two.yaml", "client.yaml"):
        before = desk.text(name)
        page = desk.page(f"/en/p/{name}/questions/safety")
        for section in {line.split('"')[0] for line in page.split("/questions/")[1:]}:
            if "#" not in section:
                desk.send(f"/en/p/{name}/questions/{section}", {})
        for page_name in ("about", "groups", "weights") if name != "client.yaml" else ("about",):
            desk.send(f"/en/p/{name}/{page_name}", {})
        assert desk.text(name) == before


def test_every_answer_that_a_page_offers_is_taken(desk):
    page = desk.page(NEED)
    _, fields = Forms(page).forms[-1]
    questions = [name for name in fields if name.startswith("a:")]
    criteria = desk.work.rules().criteria
    chosen = {name: criteria[name[2:]].levels[-1].id for name in questions}
    assert desk.send(NEED, chosen).status_code == 303
    answers = desk.profile("org.yaml").answers
    assert {name: answers[name[2:]].level for name in questions} == chosen


@pytest.mark.parametrize("word", ["not known", "refused", "not asked"])
def test_no_answer_is_an_answer_too(desk, word):
    desk.send(NEED, {"a:acuity": word})
    assert f"acuity: {word}" in desk.text("org.yaml")


@pytest.mark.parametrize(
    "word", ["awful", "acute\nnote: x", "{a: b}", "yes", "<b>", "' OR 1=1", "9" * 400]
)
def test_a_word_that_is_no_answer_is_said_at_its_question(desk, word):
    before = desk.text("org.yaml")
    response = desk.send(NEED, {"a:acuity": word})
    assert response.status_code == 422
    assert "This is not one of the answers." in text_of(response.text)
    assert 'id="wrong-acuity"' in response.text
    assert desk.text("org.yaml") == before


def test_good_answers_beside_a_wrong_one_are_saved(desk):
    response = desk.send(
        NEED, {"a:acuity": "awful", "a:contact": "little", "a:housing": "homeless"}
    )
    assert response.status_code == 422
    answers = desk.profile("org.yaml").levels()
    assert answers["acuity"] == "acute"
    assert answers["housing"] == "homeless"


def test_two_windows_answer_different_questions_and_both_are_kept(desk):
    first, second = (Forms(desk.page(NEED)).forms[-1][1] for _ in range(2))
    desk.post(NEED, first | {"a:acuity": "stable"})
    desk.post(NEED, second | {"a:housing": "homeless"})
    assert (
        desk.profile("org.yaml").levels().items()
        >= {"acuity": "stable", "housing": "homeless"}.items()
    )


def test_two_windows_answer_one_question_and_the_second_is_told(desk):
    first, second = (Forms(desk.page(NEED)).forms[-1][1] for _ in range(2))
    desk.post(NEED, first | {"a:acuity": "stable"})
    response = desk.post(NEED, second | {"a:acuity": "changing", "a:housing": "homeless"})
    assert response.status_code == 422
    assert "Another window or program has changed this answer" in text_of(response.text)
    levels = desk.profile("org.yaml").levels()
    assert (levels["acuity"], levels["housing"]) == ("stable", "homeless")


def test_an_editor_changes_the_file_meanwhile_and_both_are_kept(desk):
    form = Forms(desk.page(NEED)).forms[-1][1]
    path = desk.folder / "org.yaml"
    path.write_text(
        desk.text("org.yaml").replace("contact: frequent", "contact: little  # mine"), "utf-8"
    )
    desk.post(NEED, form | {"a:acuity": "stable"})
    text = desk.text("org.yaml")
    assert "contact: little  # mine" in text
    assert "acuity: stable" in text


def test_numbers_answer_questions_in_words(desk):
    response = desk.send(CAPACITY, {"a:clients": "84", "a:case_managers": "6"})
    assert response.status_code == 303
    assert "Your numbers say: 13 to 20 (84 / 6 = 14)." in text_of(desk.page(CAPACITY))
    assert "caseload" not in desk.text("org.yaml")
    desk.send(CAPACITY, {"a:clients": ""})
    assert "Your numbers say: 13 to 20" not in text_of(desk.page(CAPACITY))


def test_a_number_changes_an_answer_in_words_that_it_contradicts(desk):
    desk.send(CAPACITY, {"a:caseload": "up_to_12"} if "up_to_12" in desk.page(CAPACITY) else {})
    response = desk.send(CAPACITY, {"a:clients": "840", "a:case_managers": "6"})
    assert response.status_code == 303
    assert desk.profile("org.yaml").quantities == {"clients": "840", "case_managers": "6"}


@pytest.mark.parametrize(
    ("number", "says"),
    [
        *((number, "in digits") for number in ("many", "1e3", "nan", "1_000", "1:15", "\uff19")),
        *((number, "from 1 to") for number in ("-1", "0", "9" * 14)),
    ],
)
def test_a_wrong_number_is_said_at_its_question(desk, number, says):
    before = desk.text("org.yaml")
    response = desk.send(CAPACITY, {"a:clients": number})
    assert response.status_code == 422
    assert says in text_of(response.text)
    assert desk.text("org.yaml") == before


def test_a_part_larger_than_its_whole_is_said(desk):
    numbers = {"a:clients": "84", "a:case_managers": "4", "a:clinicians_on_staff": "5"}
    response = desk.send(CAPACITY, numbers)
    assert response.status_code == 422
    assert "clinicians_on_staff is part of case_managers" in text_of(response.text)
    assert desk.profile("org.yaml").quantities == {"clients": "84", "case_managers": "4"}


def test_a_group_answers_for_itself(desk):
    desk.send("/en/p/two.yaml/questions/need-2", {"a:housing#2": "homeless"})
    groups = desk.profile("two.yaml").segments
    assert "housing" not in groups[0].answers
    assert groups[1].answers["housing"].level == "homeless"


def test_a_question_of_nobody_is_left_alone(desk):
    before = desk.text("client.yaml")
    sent = {
        "a:budget": "ample",
        "a:no_such": "x",
        "a:acuity#7": "acute",
        "a:clients": "5",
        "a:": "x",
    }
    assert desk.send("/en/p/client.yaml/questions/need", sent).status_code == 303
    assert desk.text("client.yaml") == before


def test_one_question_at_a_time_begins_with_danger_and_can_be_skipped(desk):
    page = desk.page("/en/p/org.yaml/one")
    assert 'name="a:danger_by_client"' in page
    response = desk.send("/en/p/org.yaml/one", {"a:danger_by_client": "no"})
    assert response.headers["location"] == "/en/p/org.yaml/one"
    page = desk.page("/en/p/org.yaml/one")
    assert 'name="a:danger_from_others"' in page
    page = desk.page("/en/p/org.yaml/one?skip=danger_from_others")
    assert "danger_from_others" not in page.split("<aside")[0].replace(
        "skip=danger_from_others", ""
    )


def test_who_it_is_about(desk):
    sent = {"name": 'Harbor "Street": Outreach', "date": "2026-11-30", "current_model": "brokerage"}
    assert desk.send("/en/p/org.yaml/about", sent).status_code == 303
    now = desk.profile("org.yaml")
    assert (now.label, now.date, now.current_model) == (sent["name"], sent["date"], "brokerage")


@pytest.mark.parametrize("sent", [{"date": "soon"}, {"current_model": "x"}, {"name": "x" * 300}])
def test_a_wrong_name_date_or_model_is_said(desk, sent):
    before = desk.text("org.yaml")
    assert desk.send("/en/p/org.yaml/about", sent).status_code == 422
    assert desk.text("org.yaml") == before


def test_a_social_security_number_is_no_id(desk):
    response = desk.send("/en/p/client.yaml/about", {"id": "123-45-6789"})
    assert response.status_code == 422
    assert "Anyone who has it knows who is meant." in text_of(response.text)


def test_a_half_broken_file_is_never_written(desk, monkeypatch):
    """The disk is full: the file stays as it was, nothing is beside it, and the page says so."""

    def full(*_):
        raise OSError(28, "No space left on device")

    before = desk.text("org.yaml")
    names = sorted(file.name for file in desk.folder.iterdir())
    monkeypatch.setattr("os.fsync", full)
    response = desk.send(NEED, {"a:acuity": "stable"})
    assert response.status_code == 422
    assert "No space left on device" in text_of(response.text)
    assert desk.text("org.yaml") == before
    assert sorted(file.name for file in desk.folder.iterdir()) == names


def test_a_file_with_earlier_names_is_renewed_when_it_is_answered(desk):
    old = {new: c for c in desk.work.rules().criteria.values() for new in c.formerly}
    name, criterion = next((n, c) for n, c in old.items() if "organization" in c.asked_of)
    text = f"schema: 1\nkind: organization\nanswers:\n  {name}: {criterion.levels[0].id}\n"
    (desk.folder / "old.yaml").write_text(text, "utf-8")
    assert desk.send("/en/p/old.yaml/questions/need", {"a:acuity": "acute"}).status_code == 303
    assert desk.text("old.yaml") == text.replace(name, criterion.id) + "  acuity: acute\n"
