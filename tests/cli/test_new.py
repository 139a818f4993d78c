"""`casemodel new`: a profile to fill in that is valid as it stands."""

import json
import os
import re
import stat
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from syrupy.assertion import SnapshotAssertion

from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.rule_files import plain
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import draft_of
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import UNANSWERED_WORDS
from casemodel.render.profile_template import template
from tests import rulebase
from tests.cli.process import casemodel
from tests.shipped import shipped

RULES = shipped()
KINDS = ("client", "organization")
SHORT = {kind: form.ask for kind, form in RULES.short_forms.items()}
FORMS = [(kind, full) for kind in KINDS for full in (False, True)]


def written(folder: Path, kind: str, *, full: bool, rules: str = "") -> Path:
    arguments = ["new", kind, "-o", "new.yaml", "--force", *(["--full"] if full else [])]
    ran = casemodel(*arguments, *(["--rules", rules] if rules else []), cwd=folder)
    assert (ran.status, ran.err) == (0, "Written: new.yaml\n")
    return folder / "new.yaml"


@pytest.mark.parametrize(("kind", "full"), FORMS)
def test_it_is_valid_as_it_stands_and_nothing_is_asked_yet(
    kind: str,
    full: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    path = written(tmp_path, kind, full=full)
    profile = load_profile(path, RULES)
    criteria = [c.id for c in RULES.criteria_for(kind)]
    assert profile.levels() == {}
    assert {answer.state for answer in profile.answers.values()} == {"not_asked"}
    questions = RULES.short_forms[kind].ask
    assert list(profile.answers) == (criteria if full else [c for c in criteria if c in questions])
    command = "score" if kind == "client" else "recommend"
    assert casemodel(command, "new.yaml", cwd=tmp_path).status == 0


@pytest.mark.parametrize(("kind", "full"), FORMS)
def test_every_question_stands_with_its_answers_help_and_units(
    kind: str,
    full: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    lines = written(tmp_path, kind, full=full).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=schemas/profile.schema.json"
    assert max(map(len, lines)) <= 90
    lines_as_text = re.sub(r"\s*#?\s+", " ", "\n".join(lines))
    criteria = RULES.criteria_for(kind)
    for criterion in criteria if full else map(RULES.criteria.__getitem__, SHORT[kind]):
        at = lines_as_text.index(f" {criterion.id}: not asked")
        before = lines_as_text[:at].rpartition("not asked ")[2]
        assert criterion.question.said_to(kind) in before
        assert " ".join(criterion.help.split()) in before
        for level in criterion.levels:
            name = level.name.said_to(kind)
            assert name in before if name == level.id else f"{level.id} {name}" in before
    if full and kind == "organization":
        for quantity in RULES.quantities.values():
            unit = f"A number of {quantity.unit}, {quantity.least} to {quantity.most}."
            assert f"{quantity.question} {unit} {quantity.id}: not asked" in lines_as_text


@pytest.mark.parametrize(("kind", "full"), FORMS)
def test_every_answer_it_names_can_be_put_in(
    kind: str,
    full: bool,  # noqa: FBT001 - a case
) -> None:
    text = template(RULES, kind, full=full)
    choices = {}
    for key in draft_of(text.encode(), "f.yaml", RULES).words:
        levels = [] if key in RULES.quantities else [x.id for x in RULES.criteria[key].levels]
        choices[key] = [*levels, *UNANSWERED_WORDS]
    for number in range(max(map(len, choices.values()))):
        words = {key: words[number % len(words)] for key, words in choices.items()}
        filled_in = text
        for key, word in words.items():
            filled_in = filled_in.replace(f"  {key}: not asked", f"  {key}: {word}")
        assert draft_of(filled_in.encode(), "f.yaml", RULES).words == words


@pytest.mark.parametrize(("kind", "full"), FORMS)
def test_the_schema_that_its_first_line_names_takes_it(
    kind: str,
    full: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    path = written(tmp_path, kind, full=full)
    assert casemodel("schema", "all", "-o", "schemas", cwd=tmp_path).status == 0
    text = path.read_text(encoding="utf-8")
    schema_file = path.parent / text.partition("$schema=")[2].partition("\n")[0]
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    root = parse(text, "new.yaml").root
    assert root is not None
    assert list(Draft7Validator(schema).iter_errors(plain(root))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_short_form(kind: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert written(tmp_path, kind, full=False).read_text(encoding="utf-8") == snapshot


def test_the_short_form_is_short_and_begins_with_every_danger() -> None:
    assert [len(RULES.short_forms[kind].ask) for kind in KINDS] == [9, 8]
    assert RULES.short_forms["client"].ask[:3] == (
        "danger_by_client",
        "danger_from_others",
        "danger_self",
    )


def test_without_a_short_form_in_the_rules_all_is_asked(tmp_path: Path) -> None:
    start = rulebase.CRITERIA.index("short_forms:")
    end = rulebase.CRITERIA.index("criteria:\n  - id", start)
    files = {**rulebase.FILES, "criteria.yaml": rulebase.CRITERIA[:start] + rulebase.CRITERIA[end:]}
    rulebase.write(tmp_path / "rules", files)
    rules = load_rules(tmp_path / "rules")
    assert rules.short_forms == {}
    profile = load_profile(written(tmp_path, "organization", full=False, rules="rules"), rules)
    assert len(profile.answers) == 5


@pytest.mark.parametrize(
    "text",
    ['"Bad\\n  clients: 7\\n#"', '"a \\e[2J b"', "'x: {y'", '"\\u202e right to left"', "'# \"'"],
)
def test_text_of_rules_stays_in_its_comment(text: str, tmp_path: Path) -> None:
    files = rulebase.changed("criteria.yaml", "help: Count needs.", f"help: {text}")
    rulebase.write(tmp_path / "rules", files)
    try:
        rules: Rules = load_rules(tmp_path / "rules")
    except Exception:  # noqa: BLE001 - refused already
        return
    draft = draft_of(template(rules, "client", full=True).encode(), "f.yaml", rules)
    assert draft.words == {"complexity": "not asked"}


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_a_clients_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = written(tmp_path, "client", full=False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_never_written_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    ran = casemodel("new", "client", "-o", "mine.yaml", cwd=tmp_path)
    assert (ran.status, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force writes over it" in ran.err
    assert casemodel("new", "client", "--force", cwd=tmp_path).status == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_on_the_screen_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    ran = casemodel("new", "organization", "--full", cwd=tmp_path, encoding=encoding)
    assert ran.status == 0
    count_asked = len(RULES.criteria_for("organization")) + len(RULES.quantities)
    assert ran.out.count(": not asked") == count_asked
    for wrong in (("new",), ("new", "agency"), ("new", "client", "x")):
        ran = casemodel(*wrong, cwd=tmp_path)
        assert (ran.status, ran.err.count("\n")) == (2, 1)
