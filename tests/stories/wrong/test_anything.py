"""Anything at any place of any file: an answer, or a problem with a code and a place, and soon.

And of a client's file never a value, wherever it stands and whatever is wrong.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemodel.decisions.policy_file import load_policy
from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.knowledge import bundled
from casemodel.knowledge.handout_file import load_handout
from casemodel.knowledge.notices_file import load_notices
from casemodel.knowledge.values import Rules
from casemodel.local_rules.reader import load_house
from casemodel.profiles.changes_reader import read_changes
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from casemodel.texts.problems import problem_texts
from casemodel.workshop.profile_check import check_profiles
from casemodel.workshop.rule_check import check_rules
from tests.rulebase import FILES, changed, write
from tests.stories.wrong.anything import NASTY, problems_found, texts

pytestmark = pytest.mark.thorough

ORGANIZATION = """\
schema: 1
kind: organization
name: Riverbend
date: 2026-02-01
note: a note
current_model: light
answers:
  complexity: {answer: one, note: b}
  oversight: not asked
  clients: 300
  case_managers: 20
  licensed: 3
priorities: [complexity, oversight]
weights: {complexity: 2, caseload: 0.5}
segments:
  - {name: A, share: 70%, note: n, answers: {complexity: many}}
  - {name: B, share: 30%}
"""
CLIENT = """\
schema: 1
kind: client
id: c-1
date: 2026-02-01
note: a note
answers: {complexity: {answer: one, note: b}}
weights: {complexity: 2}
agency:
  name: Harbor
  answers: {caseload: 14, staff_size: few, clients: refused}
"""
CHANGES = "complexity: many\noversight: yes\ncomplexity@A: one\nclients: 250\n"
DECISIONS = """\
schema: 1
review_after_days: 180
review_reason: r
keep_days: 2000
keep_reason: k
reasons:
  - {id: choice, says: A choice.}
  - {id: other, says: Another., needs_note: true}
"""
NOTICES = """\
schema: 1
notices:
  - id: one
    quote: Do not hand this on.
    says: Where the law holds.
    cites: A law
    reason: It asks for it.
    any_of: [{criterion: complexity, is: ["many"]}]
"""

HANDOUT = """\
schema: 1
rows:
  - {id: what, question: What is it?}
models:
  family: {what: {says: a, claims: [B01]}}
  light: {what: {says: b, claims: [B02]}}
  close: {what: {says: c, claims: [C01]}}
"""
CANARY = "Qzxjvk"
HOSTILE = ("1:15", "2026-02-30", "é" * 2500, "=1+1", "[/red] <b>", "x\u200b", "1e309", 10**400)
CALM = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def answered(profile: Profile, rules: Rules) -> None:
    """What is read can be scored, and the answer told."""
    assert explain(assess(rules, profile, Options(draws=0))).headline.text


@pytest.mark.parametrize("text", [ORGANIZATION, CLIENT], ids=["organization", "client"])
def test_anything_in_a_profile(text, tmp_path, rules):
    path = tmp_path / "profile.yaml"
    profiles = []

    def use() -> None:
        profile = load_profile(path, rules)
        profiles.append(profile)
        if len(profiles) % 20 == 0:
            answered(profile, rules)

    outcomes = [
        problems_found(path, tried_text, use) for tried_text in texts(text, (*NASTY, *HOSTILE))
    ]
    assert len(outcomes) > 700
    assert 0 < len(profiles) < len(outcomes) / 2


def canaried(text: str) -> list[str]:
    values = (CANARY, f"{CANARY}: x", [CANARY], {CANARY: CANARY}, {"answer": CANARY, "note": 3})
    return list(texts(text, values))


@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cut off"])
def test_no_value_of_a_client_is_in_any_problem_or_advice(cut, tmp_path, rules):
    """Whatever is wrong: neither for those who score it nor for those who check it."""
    path = tmp_path / "profile.yaml"
    codes = set()
    for number, text in enumerate(canaried(CLIENT)):
        problems_found(
            path, text[: -1 - number % 40] if cut else text, lambda: load_profile(path, rules)
        )
        for problem in check_profiles([str(path)], rules):
            codes.add(problem.code)
            assert CANARY not in repr(problem._replace(file=""))
            assert problem.found == problem.source_line == ""
    assert len(codes) > (2 if cut else 10)


def test_anything_in_changes(tmp_path, rules):
    path, organization = tmp_path / "changes.yaml", tmp_path / "org.yaml"
    organization.write_text(ORGANIZATION, encoding="utf-8")
    profile = load_profile(organization, rules)
    for text in texts(CHANGES, (*NASTY, *HOSTILE)):
        problems_found(path, text, lambda: read_changes(path, rules, profile))


def test_no_value_of_a_client_is_in_what_is_said_of_changes(tmp_path, rules):
    path, client = tmp_path / "changes.yaml", tmp_path / "client.yaml"
    client.write_text(CLIENT, encoding="utf-8")
    profile = load_profile(client, rules)
    for text in canaried("complexity: many\n"):
        for problem in problems_found(path, text, lambda: read_changes(path, rules, profile)):
            assert CANARY not in repr(problem._replace(file=""))


ENOUGH = 500
SOME = (None, True, "", "light", "B01", "complexity", 0, -1, 2.5, 10**14, "1:15", [], ["one"], {})


@pytest.mark.parametrize("name", FILES)
def test_anything_in_a_rule_file(name, tmp_path):
    folder = write(tmp_path)
    all_texts = list(texts(FILES[name], SOME))
    for text in all_texts[:: 1 + len(all_texts) // ENOUGH]:
        problems_found(folder / name, text, lambda: bundled.load_rules(folder))


@pytest.mark.parametrize(
    ("name", "text"),
    [("decisions.yaml", DECISIONS), ("handout.yaml", HANDOUT), ("notices.yaml", NOTICES)],
)
def test_anything_in_a_file_that_stands_aside(name, text, tmp_path, rules):
    folder = write(tmp_path)
    (folder / name).write_text(text, encoding="utf-8")
    load: Callable[[], object] = {
        "decisions.yaml": lambda: load_policy(folder),
        "handout.yaml": lambda: load_handout(folder, rules),
        "notices.yaml": lambda: load_notices(folder, rules),
    }[name]
    load()
    for tried_text in texts(text, SOME):
        problems_found(folder / name, tried_text, load)


@pytest.mark.parametrize("name", ["method.yaml", "hybrids.yaml", "guidance.yaml"])
def test_the_check_of_rules_never_gives_up(name, tmp_path):
    """Whatever a file holds, the check says something of it, and ends."""
    folder = write(tmp_path)
    for number, text in enumerate(texts(FILES[name], SOME)):
        if number % 15 == 0:
            (folder / name).write_text(text, encoding="utf-8")
            assert all(
                f.code in problem_texts() for f in check_rules(folder, "2026-11-22").findings
            )


READERS = {
    "house": load_house,
    "policy": lambda path, _: load_policy(path.parent),
    "rules": lambda path, _: bundled.load_rules(path.parent),
}
NAMES = {"house": "house.yaml", "policy": "decisions.yaml", "rules": "claims.yaml"}


@pytest.mark.parametrize("reader", READERS)
@given(data=st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
@CALM
def test_any_bytes(reader, data, tmp_path, rules):
    folder = tmp_path if reader == "house" else write(tmp_path)
    path = folder / NAMES[reader]
    problems_found(path, data, lambda: READERS[reader](path, rules))


MARKS = "ab1:-?[]{}&*!|>'\"%@`#,<=~ \n\t\\\u2028é"


@given(st.integers(0, 400), st.text(alphabet=MARKS, max_size=9))
@CALM
def test_any_text_anywhere_in_the_claims(tmp_path, at, text):
    folder = write(tmp_path)
    good = FILES["claims.yaml"]
    path = folder / "claims.yaml"
    problems_found(path, good[:at] + text + good[at:], lambda: bundled.load_rules(folder))


def test_a_change_that_all_files_share(tmp_path):
    """What is wrong in one file does not hide what is wrong in the others."""
    files = changed("method.yaml", "little_said: 3", "little_said: x")
    files["guidance.yaml"] = "x: ["
    folder = write(tmp_path, {**files, "decisions.yaml": "- a\n"})
    names = {Path(f.file).name for f in check_rules(folder, "2026-11-22").findings}
    assert names == {"method.yaml", "guidance.yaml", "decisions.yaml"}
