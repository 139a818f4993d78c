"""An agency's settings: where they are found, which counts, and files that are wrong."""

from pathlib import Path

import pytest

from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.local_rules import settings
from casemodel.local_rules.settings import (
    NAMES,
    misspelled,
    read_settings,
    settings_files,
    settings_in_force,
)

LANGUAGES = ("en", "es")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one below it, and a home of its own."""
    monkeypatch.setattr(settings, "users_folder", lambda: tmp_path / "home")
    for name in ("home", "agency/profiles", "agency/rules"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "agency" / "house.yaml").touch()
    return tmp_path


class Locked(type(Path())):  # type: ignore[misc]
    """A folder that may not be looked into, as that of another user."""

    def is_file(self) -> bool:
        raise PermissionError


def test_a_folder_that_may_not_be_looked_into_has_no_settings(world):
    written(world / "home")
    assert settings_files({}, Locked("/locked/folder")) == (world / "home" / "casemodel.toml",)


def written(folder: Path, *lines: str) -> Path:
    file = folder / "casemodel.toml"
    file.write_text("\n".join(("schema = 1", *lines)), encoding="utf-8")
    return file


def in_force(folder: Path, **environment: str) -> dict[str, tuple[str, str]]:
    return {
        setting.name: (setting.value, setting.origin)
        for setting in settings_in_force(environment, folder, LANGUAGES)
    }


def test_without_a_file_or_variable_nothing_is_set(world: Path):
    assert in_force(world / "agency") == {}


def test_a_file_above_counts_and_its_paths_begin_at_its_folder(world: Path, monkeypatch):
    written(world / "agency", 'house = "house.yaml"', 'register = "kept/decisions.sqlite"')
    monkeypatch.chdir(world / "agency" / "profiles")
    settings = in_force(world / "agency" / "profiles")
    assert settings == {
        "house": ("../house.yaml", "../casemodel.toml"),
        "register": ("../kept/decisions.sqlite", "../casemodel.toml"),
    }


def test_a_variable_goes_before_the_folder_and_the_folder_before_the_users_own(world: Path):
    written(world / "home", 'lang = "es"', 'paper = "a4"', f'rules = "{world / "agency/rules"}"')
    written(world / "agency", 'lang = "en"', 'paper = "a4"')
    settings = in_force(world / "agency" / "profiles", CASEMODEL_PAPER="letter")
    assert {name: value for name, (value, _) in settings.items() if name != "rules"} == {
        "lang": "en",
        "paper": "letter",
    }
    assert settings["paper"][1] == "CASEMODEL_PAPER"
    assert Path(settings["rules"][0]).resolve() == (world / "agency" / "rules").resolve()


def test_only_the_nearest_file_above_counts(world: Path):
    written(world, 'paper = "a4"')
    written(world / "agency", 'lang = "es"')
    assert set(in_force(world / "agency" / "profiles")) == {"lang"}


def test_a_variable_names_the_only_file_or_none(world: Path):
    near = written(world / "agency", 'paper = "a4"')
    other_file = written(world, 'lang = "es"')
    folder = world / "agency"
    assert settings_files({}, folder) == (near,)
    assert settings_files({"CASEMODEL_SETTINGS": str(other_file)}, folder) == (other_file,)
    assert settings_files({"CASEMODEL_SETTINGS": "none"}, folder) == ()
    with pytest.raises(ProblemsFound):
        in_force(folder, CASEMODEL_SETTINGS=str(world / "missing.toml"))


def test_every_mistake_of_every_file_is_told_with_its_line_and_the_nearest_word(world: Path):
    written(world / "home", 'paper = "A4"')
    (world / "agency" / "casemodel.toml").write_text(
        'hous = "house.yaml"\nlang = "fr"\nrules = "ruls"\nhouse = "hose.yaml"\n'
    )
    with pytest.raises(ProblemsFound) as caught:
        in_force(world / "agency")
    places = [(Path(p.file).parent.name, p.code, p.line) for p in caught.value.problems]
    assert sorted(places) == [
        ("agency", "R102", 1),
        ("agency", "R103", 1),
        ("agency", "R105", 2),
        ("agency", "R607", 3),
        ("agency", "R607", 4),
        ("home", "R105", 2),
    ]
    nearest = {p.found: p.nearest[:1] for p in caught.value.problems if p.code != "R102"}
    assert nearest["hous"] == ("house",)
    assert nearest["ruls"] == ("rules",)
    assert nearest["hose.yaml"] == ("house.yaml",)


def test_what_is_expected_is_written_as_in_toml(world: Path):
    file = world / "casemodel.toml"
    for text in ('paper = "a4"', "schema = 2"):
        file.write_text(text)
        with pytest.raises(ProblemsFound) as caught:
            read_settings(file, LANGUAGES)
        assert [p.expected for p in caught.value.problems] == ["schema = 1"]


@pytest.mark.parametrize("value", ['""', "1", "true", "[]", "{}", '"\\u0000"', '"~nobody/x"'])
@pytest.mark.parametrize("name", NAMES)
def test_any_value_is_taken_or_refused_with_a_place(world: Path, name: str, value: str):
    file = written(world, f"{name} = {value}")
    problems: tuple[Problem, ...] = ()
    try:
        read_settings(file, LANGUAGES)
    except ProblemsFound as found:
        problems = found.problems
    assert {problem.line for problem in problems} <= {2}


@pytest.mark.parametrize(("name", "value"), [("PAPER", "a5"), ("LANG", "fr")])
def test_a_wrong_variable_is_refused_with_the_valid_words(world: Path, name: str, value: str):
    with pytest.raises(WrongUse, match=f"CASEMODEL_{name} takes one of: "):
        in_force(world, **{f"CASEMODEL_{name}": value})


def test_an_empty_variable_is_not_set(world: Path):
    assert in_force(world, CASEMODEL_HOUSE="") == {}


def test_a_misspelled_variable_is_told_and_others_are_nobody_elses_business():
    environment = {"CASEMODEL_HOSE": "x", "CASEMODEL_LAWS": "ci", "CASEMODEL_PORT_80_TCP": "1"}
    assert misspelled(environment) == (("CASEMODEL_HOSE", "CASEMODEL_HOUSE"),)
    assert misspelled({"CASEMODEL_LANGUAGE": "es"}) == (("CASEMODEL_LANGUAGE", "CASEMODEL_LANG"),)
