"""What the other pages of the desk do: groups, weights, trials, papers, decisions, the end."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.process import FEW_TRIES, casemodel
from tests.desk.visiting import Visitor, text_of


def test_every_page_of_every_kind_of_profile_opens(desk):
    for name, more in (("org.yaml", ("plan", "groups")), ("two.yaml", ()), ("client.yaml", ())):
        for page in ("", "questions/safety", "one", "about", "weights", "what-if", "why-not",
                     "papers", "decide", *more):  # fmt: skip
            html = desk.page(f"/en/p/{name}/{page}".rstrip("/"))
            assert html.count("<h1") == 1, page
            assert "<main" in html


def test_a_danger_comes_before_the_answer(desk):
    page = text_of(desk.page("/en/p/client.yaml"))
    assert page.index("Act first, whatever model fits") < page.index("Recommended")
    page = text_of(desk.page("/en/p/client.yaml/questions/need"))
    assert page.index("Act first, whatever model fits") < page.index("Acuity")


def test_a_danger_that_is_answered_is_said_at_once(desk):
    before = text_of(desk.page("/en/p/client.yaml"))
    warned = "Danger of violence"
    assert warned not in before
    desk.send("/en/p/client.yaml/questions/safety", {"a:danger_from_others": "yes"})
    quick = desk.get("/en/p/client.yaml/questions/safety", **{"X-Desk-Part": "quick"}).text
    assert warned in text_of(quick)
    assert 'call <span class="phone">1-800-799-7233</span>, at' in quick


def test_what_is_shown_at_once_says_nothing_that_tries_decide(desk):
    quick = text_of(
        desk.get("/en/p/org.yaml/questions/need", **{"X-Desk-Part": "quick"}).text.split("<aside")[
            1
        ]
    )
    assert "Stability and reasons follow" in quick
    for word in ("Recommended", "recommended", "tries", "steady", "likely"):
        assert word not in quick


def test_groups_are_added_named_and_shared(desk):
    sent = {"name:0": "On the street", "share:0": "40%", "name:1": "At home", "share:1": ""}
    assert desk.send("/en/p/org.yaml/groups", sent).status_code == 303
    groups = desk.profile("org.yaml").segments
    assert [(group.name, group.share) for group in groups] == [
        ("On the street", "40%"),
        ("At home", "not known"),
    ]
    desk.send("/en/p/org.yaml/questions/need-1", {"a:housing#1": "homeless"})
    more = {"share:0": "30", "share:1": "50%", "name:2": "In hospital", "share:2": "20%"}
    assert desk.send("/en/p/org.yaml/groups", more).status_code == 303
    groups = desk.profile("org.yaml").segments
    assert [group.share for group in groups] == ["30%", "50%", "20%"]
    assert groups[0].answers["housing"].level == "homeless"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name:0": "A", "share:0": "40%"}, "two groups or more"),
        ({"name:0": "A", "share:0": "40%", "name:1": "B", "share:1": "40%"}, "do not add up"),
        ({"name:0": "A", "share:0": "x", "name:1": "B", "share:1": "40%"}, "a number above 0"),
        ({"name:0": "A", "share:0": "", "name:1": "a", "share:1": ""}, "has this name already"),
        ({"share:0": "40%"}, "two groups or more"),
    ],
)
def test_wrong_groups_are_said_and_kept_in_the_form(desk, sent, says):
    before = desk.text("org.yaml")
    response = desk.send("/en/p/org.yaml/groups", sent)
    assert response.status_code == 422
    assert says in text_of(response.text)
    assert f'value="{sent.get("share:0", "")}"' in response.text
    assert desk.text("org.yaml") == before


def test_a_group_with_answers_is_not_taken_away(desk):
    before = desk.text("two.yaml")
    response = desk.send("/en/p/two.yaml/groups", {"name:0": "", "share:0": ""})
    assert response.status_code == 422
    assert desk.text("two.yaml") == before


def test_two_windows_change_the_groups_and_the_second_is_told(desk):
    page = desk.page("/en/p/org.yaml/groups")
    sent = {"name:0": "A", "name:1": "B", "was": ""}
    assert desk.send("/en/p/org.yaml/groups", sent).status_code == 303
    response = desk.post("/en/p/org.yaml/groups", {"name:0": "C", "name:1": "D", "was": ""})
    assert response.status_code == 422
    assert "has changed the groups" in text_of(response.text)
    assert 'name="was"' in page


def test_what_matters_is_saved_and_always_said(desk):
    path = "/en/p/org.yaml/weights"
    assert desk.send(path, {"f:acuity": "2", "f:budget": "0.5"}).status_code == 303
    assert desk.profile("org.yaml").weights == {"acuity": "2", "budget": "0.5"}
    text = text_of(desk.page("/en/p/org.yaml"))
    assert "Acuity x 2" in text
    order = text_of(desk.page(path).split("<aside")[1])
    assert order.index("4 Acuity") < order.index("3 Complexity of needs")
    desk.send(path, {"f:acuity": "1", "f:budget": "1"})
    assert desk.text("org.yaml") == desk.text("org.yaml")
    assert not desk.profile("org.yaml").weights


@pytest.mark.parametrize("factor", ["100", "-1", "x", ""])
def test_no_other_factor_is_taken(desk, factor):
    before = desk.text("org.yaml")
    desk.send("/en/p/org.yaml/weights", {"f:acuity": factor, "f:no_such": "2"})
    assert desk.text("org.yaml") == before


def test_a_trial_says_what_moves_and_changes_nothing(desk):
    before = {name: desk.text(name) for name in ("org.yaml", "two.yaml")}
    response = desk.send("/en/p/org.yaml/what-if", {"a:acuity": "stable", "a:budget": "ample"})
    assert response.status_code == 200
    text = text_of(response.text)
    line = "what-if org.yaml --set acuity=stable --set budget=ample --draws 100"
    ran = casemodel(*line.split(), cwd=desk.folder)
    for line in ran.out.splitlines()[4:6]:
        assert " ".join(line.strip(" *").split()) in text
    response = desk.send("/en/p/two.yaml/what-if", {"a:acuity#1": "acute"})
    assert "Acuity (steady): acute or high risk" in text_of(response.text)
    assert {name: desk.text(name) for name in before} == before


def test_a_wrong_trial_is_said(desk):
    response = desk.send("/en/p/org.yaml/what-if", {"a:acuity": "awful"})
    assert response.status_code == 422
    assert "This is not one of the answers to this question." in text_of(response.text)


def test_why_not_says_what_the_command_says(desk):
    text = text_of(desk.page("/en/p/client.yaml/why-not?model=brokerage"))
    ran = casemodel("why-not", "brokerage", "client.yaml", cwd=desk.folder)
    headline = next(line.strip() for line in ran.out.splitlines() if " points, " in line)
    assert headline in text


def test_models_are_read_about_and_compared(desk):
    assert "Assertive community treatment" in desk.page("/models/act")
    assert "Clinical" in desk.page("/models/clinical")
    assert desk.get("/models/nothing").status_code == 422
    compared = text_of(desk.page("/compare?model=clinical&model=brokerage&model=x"))
    assert "Clinical" in compared
    assert "Collaborative (interdisciplinary)" not in compared[:400]


def test_files_are_those_of_the_commands(folder):
    desk = Visitor(folder).enter()
    desk.work.options = replace(desk.work.options, draws=FEW_TRIES)
    response = desk.get("/en/p/client.yaml/report?form=md&date=2026-11-30")
    report = ("report", "client.yaml", "--date", "2026-11-30", "-o", "r.md")
    casemodel(*report, cwd=desk.folder)
    made_by = "*Made by casemodel"  # a command also says where its rules are from
    assert response.text.partition(made_by)[0] == desk.text("r.md").partition(made_by)[0]
    assert (
        response.headers["content-disposition"] == "attachment; filename*=UTF-8''client-report.md"
    )
    assert desk.get("/en/p/client.yaml/file").content == (desk.folder / "client.yaml").read_bytes()
    assert "<html" in desk.get("/handout?model=clinical&form=html").text
    assert "<html" in desk.get("/worksheet?kind=client&short=yes&form=html").text


@pytest.mark.parametrize("query", ["form=exe", "", "form=md&date=soon"])
def test_a_file_that_cannot_be_made_is_said(desk, query):
    assert desk.get(f"/en/p/client.yaml/report?{query}").status_code in (200, 422)
    assert desk.get(f"/handout?{query}").status_code == 422


def test_a_decision_goes_on_record_with_its_reason(desk):
    path = "/en/p/client.yaml/decide"
    assert "No decision is on record yet." in desk.page("/decisions")
    without_reason = desk.send(path, {"model": "brokerage"})
    assert without_reason.status_code == 422
    assert "Choose a reason." in text_of(without_reason.text)
    assert not (desk.folder / "decisions.sqlite").exists()
    response = desk.send(path, {"model": "brokerage", "reason": "client_choice", "by": "intake"})
    assert response.status_code == 200
    assert "client_choice" not in text_of(response.text)
    listed = text_of(desk.page("/decisions"))
    assert "C-014" in listed
    ran = casemodel("decisions", "--register", "decisions.sqlite", cwd=desk.folder)
    assert "C-014" in ran.out


@pytest.mark.parametrize(
    "sent",
    [{"model": "nothing"}, {"model": "brokerage", "reason": "x"}, {"review_on": "soon"},
     {"by": "x" * 300}, {"note": "x" * 2500}],
)  # fmt: skip
def test_a_wrong_decision_is_said_and_not_recorded(desk, sent):
    assert desk.send("/en/p/client.yaml/decide", sent).status_code == 422
    assert not (desk.folder / "decisions.sqlite").exists()


def test_the_button_closes_the_desk(desk):
    assert desk.post("/quit", {}).status_code == 200
    assert desk.closed == [True]


def test_a_clients_pages_speak_spanish_and_others_do_not(desk):
    page = text_of(desk.page("/es/p/client.yaml/questions/safety"))
    assert "Primero la seguridad" in page
    assert "todavía sin preguntar" in page
    assert "Traducción en borrador" in page
    assert desk.get("/es/p/org.yaml").status_code == 422
    assert desk.get("/xx/p/client.yaml").status_code == 404
    assert "not asked yet" not in page
    english = text_of(desk.page("/en/p/client.yaml/questions/safety"))
    assert "not asked yet" in english


@pytest.mark.parametrize(
    "spoilt", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "{{ 7*7 }}"]
)
def test_no_text_of_a_file_becomes_markup(desk, spoilt):
    desk.send("/en/p/org.yaml/about", {"name": spoilt})
    desk.send("/en/p/org.yaml/groups", {"name:0": spoilt[:70], "name:1": "B"})
    (desk.folder / "<b>x.yaml").write_text(desk.text("org.yaml"), "utf-8")
    for path in ("", "/questions/need-1", "/what-if", "/groups", "/about", "/decide", "/plan"):
        page = desk.page(f"/en/p/org.yaml{path}")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert " 49 " not in text_of(page)
    assert "<b>x" not in desk.page("/start")


CASELOAD = """id,Acuity,Complexity of needs,Phone
1,acute,many,a
2,stable,one,b
3,acute,many,c
4,A,many,d
5,A,one,e
"""


def test_a_caseload_is_scored_by_the_columns_that_are_confirmed(folder, monkeypatch):
    monkeypatch.chdir(folder)
    desk = Visitor(Path()).enter()
    (desk.folder / "clients.csv").write_text(CASELOAD, "utf-8")
    page = desk.page("/caseload?file=clients.csv")
    assert '<option value="complexity" selected>' in page
    assert "Phone" in page
    twice = desk.send(
        "/caseload?file=clients.csv", {"c:1": "acuity", "c:3": "acuity", "wants": "summary"}
    )
    assert twice.status_code == 422
    assert "Two columns answer the same question." in text_of(twice.text)
    sent = {"c:0": "id", "c:1": "acuity", "v:1:0": "acute", "wants": "summary"}
    scored_page = desk.send("/caseload?file=clients.csv", sent)
    assert scored_page.status_code == 200
    assert "2 questions have a column" in text_of(scored_page.text)
    saved = desk.send("/caseload?file=clients.csv", sent | {"wants": "csv"})
    lines = saved.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 6
    (desk.folder / "map.yaml").write_text(
        "schema: 1\nid: id\ncolumns:\n  complexity: Complexity of needs\n"
        "  acuity: {column: Acuity, values: {A: acute}}\n", "utf-8",
    )  # fmt: skip
    casemodel("caseload", "clients.csv", "--map", "map.yaml", "-o", "r.csv", cwd=desk.folder)
    assert saved.content == (desk.folder / "r.csv").read_bytes()


def test_columns_that_answer_nothing_are_said_where_they_can_be_changed(desk):
    (desk.folder / "clients.csv").write_text(CASELOAD, "utf-8")
    sent = {"c:1": "", "c:2": "", "c:3": "housing", "wants": "summary"}
    response = desk.send("/caseload?file=clients.csv", sent)
    assert response.status_code == 422
    assert "no answer to housing" in text_of(response.text)
    assert '<option value="housing" selected>' in response.text


def test_a_sheet_without_columns_is_said(desk):
    (desk.folder / "clients.csv").write_text("1,2\n3,4\n", "utf-8")
    assert desk.get("/caseload?file=clients.csv").status_code == 422
    assert desk.get("/caseload?file=..%2Fx.csv").status_code == 422
    (desk.folder / "clients.csv").write_text(CASELOAD, "utf-8")
    none = desk.post("/caseload", {"file": "clients.csv", "wants": "summary"})
    assert "No column answers a question." in text_of(none.text)
