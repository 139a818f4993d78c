"""Files: only those of the folder, only where a person said so, and never over another."""

import os
import stat

import pytest

from casemodel.desk.workplace import workplace_of
from casemodel.files.problems import WrongUse
from tests.cli.process import profiles_in
from tests.desk.visiting import Visitor, text_of

OUTSIDE = (
    "..%2Fsecret.yaml", "%2Fetc%2Fpasswd", "..", ".", "..%5Csecret.yaml", ".hidden.yaml",
    "org.yaml%00", "a%2F..%2Forg.yaml", "C%3A%5Csecret.yaml", "~", "%2e%2e%2fsecret.yaml",
)  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("page", ["", "/file", "/questions/need", "/report?form=md"])
def test_no_other_folder_can_be_read(desk, name, page):
    (desk.folder.parent / "secret.yaml").write_text("kind: organization\nsecret: 1\n", "utf-8")
    (desk.folder / ".hidden.yaml").write_text("kind: organization\nsecret: 1\n", "utf-8")
    response = desk.get(f"/en/p/{name}{page}")
    assert response.status_code in (404, 422, 303)
    assert "secret" not in response.text


@pytest.mark.parametrize("name", ["../x", "/x", ".x", "a/b", "a\\b", "a:b", "x" * 250, "a\nb"])
def test_no_file_is_made_elsewhere(tmp_path, name):
    (tmp_path / "desk").mkdir()
    desk = Visitor(profiles_in(tmp_path / "desk")).enter()
    before = set(tmp_path.rglob("*"))
    desk.post("/new", {"kind": "client", "file": name})
    new_files = set(tmp_path.rglob("*")) - before
    assert all(file.parent == desk.folder for file in new_files)


def test_the_start_lists_profiles_and_nothing_else(desk):
    (desk.folder / "notes.yaml").write_text("a: 1\n", "utf-8")
    page = desk.page("/start")
    for name in ("org.yaml", "two.yaml", "client.yaml"):
        assert f'href="/en/p/{name}"' in page
    assert "notes.yaml" not in page


def test_a_new_profile_takes_a_free_name_and_a_clients_is_private(desk):
    assert desk.post("/new", {"kind": "client"}).headers["location"] == "/en/p/client-2.yaml/about"
    assert desk.post("/new", {"kind": "organization", "file": "ours"}).headers["location"] == (
        "/en/p/ours.yaml/about"
    )
    if os.name == "posix":
        assert stat.S_IMODE((desk.folder / "client-2.yaml").stat().st_mode) == 0o600
    assert "answers: {}" in desk.text("ours.yaml")


def test_a_new_profile_never_takes_the_place_of_another(desk):
    before = desk.text("org.yaml")
    response = desk.post("/new", {"kind": "client", "file": "org.yaml"})
    assert response.status_code == 422
    assert "There is a file org.yaml in the folder already." in text_of(response.text)
    assert desk.text("org.yaml") == before


def uploaded(desk: Visitor, name: str, data: bytes):
    sent = {"file": (name, data, "text/plain")}
    headers = {"Origin": "http://127.0.0.1:8000"}
    return desk.client.post("/upload", data={"token": desk.keys.form}, files=sent, headers=headers)


def test_a_file_from_elsewhere_is_copied_under_its_own_name(desk):
    response = uploaded(desk, "C:\\Users\\me\\theirs.yaml", desk.text("client.yaml").encode())
    assert response.headers["location"] == "/en/p/theirs.yaml"
    assert desk.text("theirs.yaml") == desk.text("client.yaml")
    assert uploaded(desk, "clients.csv", b"id,acuity\n1,acute\n").headers["location"] == "/caseload"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("wrong.yaml", b"schema: 1\nkind: organization\nanswers: {acuity: awful}\n", "P405"),
        ("x.exe", b"MZ", "The desk takes profiles"),
        ("org.yaml", b"schema: 1\nkind: organization\nanswers: {}\n", "in the folder already"),
        ("", b"", "Choose a file first"),
        ("big.yaml", b"#" * 300_000, "larger"),
        ("../up.yaml", b"schema: 1\nkind: client\nanswers: {}\n", ""),
    ],
)
def test_a_wrong_upload_leaves_the_folder_as_it_was(desk, name, data, says):
    before = {file.name: file.read_bytes() for file in desk.folder.iterdir()}
    response = uploaded(desk, name, data)
    after = {file.name: file.read_bytes() for file in desk.folder.iterdir()}
    if says:
        assert says in text_of(response.text)
        assert after == before
    else:
        assert set(after) - set(before) == {"up.yaml"}
        assert not (desk.folder.parent / "up.yaml").exists()


def test_a_profile_with_problems_says_them_all_as_the_reader_does(desk):
    wrong = "schema: 1\nkind: organization\nanswers: {acuity: awful, budgt: ample}\n"
    (desk.folder / "wrong.yaml").write_text(wrong, "utf-8")
    response = desk.get("/en/p/wrong.yaml")
    assert response.status_code == 422
    text = text_of(response.text)
    assert "This is not one of the answers to this question." in text
    assert "Did you mean: budget?" in text


def test_no_value_of_a_clients_wrong_file_is_shown(desk):
    (desk.folder / "w.yaml").write_text(
        "schema: 1\nkind: client\nanswers: {acuity: Smith}\n", "utf-8"
    )
    response = desk.get("/en/p/w.yaml")
    assert response.status_code == 422
    assert "Smith" not in response.text


@pytest.mark.parametrize("place", ["nowhere", "", "a\0b"])
def test_a_place_that_is_not_there_is_refused(tmp_path, place):
    with pytest.raises(WrongUse):
        workplace_of(str(tmp_path / place) if place == "nowhere" else place, None, None, "d.sqlite")


def test_a_file_given_by_name_is_opened_first(folder):
    desk = Visitor(folder, "org.yaml").enter()
    assert desk.get("/").headers["location"] == "/en/p/org.yaml"
