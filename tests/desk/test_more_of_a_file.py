"""Notes, a client's agency, priorities and corrections: what a file holds beside its answers."""

from tests.desk.visiting import Forms, Visitor, text_of

NEED = "/en/p/client.yaml/questions/need"
AGENCY = "/en/p/client.yaml/questions/agency-capacity"
WEIGHTS = "/en/p/org.yaml/weights"


def test_a_note_beside_an_answer_is_kept_shown_and_taken_away(desk):
    before = desk.profile("client.yaml").levels()
    assert desk.send(NEED, {"n:acuity": "since May <b>"}).status_code == 303
    assert desk.profile("client.yaml").answers["acuity"].note == "since May <b>"
    assert "since May &lt;b&gt;" in desk.page(NEED)
    desk.send(NEED, {"n:acuity": ""})
    assert desk.profile("client.yaml").answers["acuity"].note == ""
    assert desk.profile("client.yaml").levels() == before


def test_two_windows_write_one_note_and_the_second_is_told(desk):
    first, second = (Forms(desk.page(NEED)).forms[-1][1] for _ in range(2))
    desk.post(NEED, first | {"n:acuity": "first"})
    response = desk.post(NEED, second | {"n:acuity": "second"})
    assert response.status_code == 422
    assert "changed this answer to: first" in text_of(response.text)
    assert desk.profile("client.yaml").answers["acuity"].note == "first"


def test_a_note_that_is_too_long_is_said_at_its_question(desk):
    response = desk.send(NEED, {"n:acuity": "x" * 2001, "a:housing": "homeless"})
    assert response.status_code == 422
    assert "This text is too long." in text_of(response.text)
    assert desk.profile("client.yaml").levels()["housing"] == "homeless"


def test_the_agency_of_a_client_is_asked_about_and_named(desk):
    assert "Your agency: What you have" in text_of(desk.page(NEED))
    response = desk.send(AGENCY, {"a:budget": "tight", "a:clients": "80", "a:case_managers": "5"})
    assert response.status_code == 303
    agency = desk.profile("client.yaml").agency
    assert agency
    assert agency.levels()["budget"] == "tight"
    assert agency.quantities == {"clients": "80", "case_managers": "5"}
    assert "Your numbers say: 13 to 20 (80 / 5 = 16)." in text_of(desk.page(AGENCY))
    about = {"agency_name": "Elm House", "agency_current_model": "clinical"}
    desk.send("/en/p/client.yaml/about", about)
    agency = desk.profile("client.yaml").agency
    assert agency
    assert (agency.label, agency.current_model) == ("Elm House", "clinical")


def test_what_an_agency_cannot_answer_is_not_taken(desk):
    before = desk.text("client.yaml")
    form = Forms(desk.page(AGENCY)).forms[-1][1]
    response = desk.post(AGENCY, form | {"a:acuity": "stable", "w:acuity": "not asked"})
    assert response.status_code == 422
    assert desk.text("client.yaml") == before


def test_an_agency_is_asked_about_in_english_alone(desk):
    assert "agency-" not in desk.page("/es/p/client.yaml/questions/need")
    assert desk.get("/es/p/client.yaml/questions/agency-goal").status_code == 422


def test_a_note_on_the_file_is_kept(desk):
    desk.send("/en/p/org.yaml/about", {"note": "for the board"})
    assert "for the board" in desk.page("/en/p/org.yaml/about")
    before = desk.text("org.yaml")
    desk.send("/en/p/org.yaml/about", {})
    assert desk.text("org.yaml") == before
    desk.send("/en/p/org.yaml/about", {"note": ""})
    assert "for the board" not in desk.text("org.yaml")


def ordered(desk: Visitor, **chosen: str):
    forms = Forms(desk.page(WEIGHTS)).forms
    fields = next(fields for _, fields in forms if "p:0" in fields)
    return desk.post(WEIGHTS, fields | {f"p:{place[1:]}": c for place, c in chosen.items()})


def test_an_order_of_priorities_is_saved_changed_and_taken_away(desk):
    assert ordered(desk, _0="acuity", _2="contact").status_code == 303
    assert desk.profile("org.yaml").priorities == ("acuity", "contact")
    ordered(desk, _0="contact", _1="acuity")
    assert desk.profile("org.yaml").priorities == ("contact", "acuity")
    ordered(desk, _0="", _1="")
    assert desk.profile("org.yaml").priorities == ()


def test_an_order_that_is_none_is_said_in_the_readers_words(desk):
    assert "One priority is no order." in text_of(ordered(desk, _0="acuity").text)
    twice = ordered(desk, _0="acuity", _1="acuity")
    assert "This question is named twice." in text_of(twice.text)
    assert desk.profile("org.yaml").priorities == ()


def test_two_windows_put_priorities_in_order_and_the_second_is_told(desk):
    fields = next(f for _, f in Forms(desk.page(WEIGHTS)).forms if "p:0" in f)
    desk.post(WEIGHTS, fields | {"p:0": "acuity", "p:1": "contact"})
    response = desk.post(WEIGHTS, fields | {"p:0": "contact", "p:1": "acuity"})
    assert response.status_code == 422
    assert desk.profile("org.yaml").priorities == ("acuity", "contact")


def test_a_decision_can_correct_an_earlier_one(desk):
    page = "/en/p/org.yaml/decide"
    desk.send(page, {"model": "none", "reason": "client_choice"})
    response = desk.send(page, {"model": "none", "reason": "client_choice", "corrects": "1"})
    assert response.status_code == 200
    assert "Corrects decision 1" in text_of(response.text)
    assert "On record 1 decision" in text_of(desk.page("/decisions"))
    for wrong in ("77", "x", "-1", "9" * 30):
        response = desk.send(page, {"model": "none", "reason": "client_choice", "corrects": wrong})
        assert response.status_code == 422


def test_costs_are_kept_changed_and_taken_away(desk):
    about = "/en/p/org.yaml/about"
    assert (
        desk.send(about, {"a:case_manager_salary": "52000", "a:overhead": "25"}).status_code == 303
    )
    assert desk.profile("org.yaml").costs == {"case_manager_salary": "52000", "overhead": "25"}
    assert 'value="25%"' in desk.page(about)
    assert "65,000 a year" in text_of(desk.page("/en/p/org.yaml/reasons"))
    before = desk.text("org.yaml")
    desk.send(about, {})
    assert desk.text("org.yaml") == before
    desk.send(about, {"a:case_manager_salary": "", "a:overhead": "30 %"})
    assert desk.profile("org.yaml").costs == {"overhead": "30"}


def test_travel_can_differ_between_models(desk):
    about = "/en/p/org.yaml/about"
    before = desk.text("org.yaml")
    desk.send(about, {"a:travel.intensive": "4000"})
    assert desk.profile("org.yaml").travel == {"intensive": "4000"}
    desk.send(about, {"a:travel": "900", "a:travel.brokerage": "200"})
    now = desk.profile("org.yaml")
    assert (now.costs, now.travel) == ({"travel": "900"}, {"brokerage": "200", "intensive": "4000"})
    assert 'value="4000"' in desk.page(about)
    desk.send(about, {"a:travel.intensive": "", "a:travel.brokerage": "", "a:travel": "950"})
    now = desk.profile("org.yaml")
    assert (now.costs, now.travel) == ({"travel": "950"}, {})
    assert desk.text("org.yaml").startswith(before)


def test_travel_of_a_model_that_is_no_figure_is_said(desk):
    before = desk.text("org.yaml")
    response = desk.send("/en/p/org.yaml/about", {"a:travel.intensive": "5, light: 3"})
    assert response.status_code == 422
    assert "in digits alone" in text_of(response.text)
    assert desk.text("org.yaml") == before


def test_a_cost_that_is_no_figure_is_said(desk):
    before = desk.text("org.yaml")
    for wrong in ("50k", "-1", "9" * 16, "1: 2", "about 40"):
        response = desk.send(
            "/en/p/org.yaml/about", {"a:clinician_salary": wrong, "note": "for May"}
        )
        assert response.status_code == 422
        assert "in digits alone" in text_of(response.text)
        assert 'aria-describedby="wrong-a:clinician_salary"' in response.text
        sent_again = Forms(response.text).forms[-1][1]
        assert (sent_again["a:clinician_salary"], sent_again["note"]) == (wrong, "for May")
    assert desk.text("org.yaml") == before


def test_two_windows_write_one_cost_and_the_second_is_told(desk):
    about = "/en/p/org.yaml/about"
    first, second = (Forms(desk.page(about)).forms[-1][1] for _ in range(2))
    desk.post(about, first | {"a:budget_amount": "100000"})
    response = desk.post(about, second | {"a:budget_amount": "200000"})
    assert response.status_code == 422
    assert "changed this answer to: 100000" in text_of(response.text)
    assert desk.profile("org.yaml").costs == {"budget_amount": "100000"}


def test_a_note_beside_a_number_is_kept_shown_and_taken_away(desk):
    page = "/en/p/org.yaml/questions/capacity"
    assert desk.send(page, {"n:case_managers": "two are leaving"}).status_code == 303
    assert "two are leaving" in desk.page(page)
    assert "two are leaving" in desk.text("org.yaml")
    desk.send(page, {"a:case_managers": "7"})
    assert desk.profile("org.yaml").quantities["case_managers"] == "7"
    assert "Note: two are leaving" in text_of(desk.page("/en/p/org.yaml/report?form=view"))
    assert "two are leaving" in desk.page(page)
    desk.send(page, {"n:case_managers": ""})
    assert "two are leaving" not in desk.text("org.yaml")
    assert desk.profile("org.yaml").quantities["case_managers"] == "7"


def test_a_number_of_a_client_s_agency_takes_a_note(desk):
    desk.send(AGENCY, {"a:clients": "80", "n:clients": "from the annual report"})
    assert "from the annual report" in desk.page(AGENCY)
    agency = desk.profile("client.yaml").agency
    assert agency
    assert agency.quantities == {"clients": "80"}
