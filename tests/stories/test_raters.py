"""A board of three answers for its agency with two groups, and for one client."""

import json
from pathlib import Path

import jsonschema
import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.engine.raters import compare_raters, outcome_of
from casemodel.profiles.changes import with_changes
from casemodel.profiles.reader import load_profile
from casemodel.render.json_models.schemas import output_schema
from tests.cli.process import casemodel
from tests.shipped import shipped
from tests.stories.test_board_report import ORGANIZATIONS

QUICK = Options(draws=1)
CRISIS = "People in and out of hospital"
CHRIS = {
    f"{key}@{CRISIS}": level
    for key, level in {
        "acuity": "stable", "engagement": "willing", "contact": "little", "complexity": "one",
        "crisis": "rare", "practical_help": "none", "hard_to_reach": "easy", "duration": "brief",
    }.items()
}  # fmt: skip


@pytest.fixture(scope="module")
def ann():
    return load_profile(ORGANIZATIONS / "two_groups.yaml", shipped())


def test_against_two_one_other_view_changes_no_group_answer(ann):
    chris = with_changes(ann, CHRIS, shipped())
    result = compare_raters(shipped(), [ann, ann, chris], QUICK)
    ann_outcome = outcome_of(assess(shipped(), ann, QUICK))
    chris_outcome = outcome_of(assess(shipped(), chris, QUICK))
    assert result.outcomes == (ann_outcome, ann_outcome, chris_outcome)
    assert chris_outcome != ann_outcome
    assert outcome_of(result.group) == ann_outcome
    group_answers = ann.segments[1].answers
    levels = {group_answers[key.partition("@")[0]].level for key in CHRIS}
    assert {difference.group for difference in result.differences} == levels


def test_two_who_differ_leave_the_question_open(ann):
    chris = with_changes(ann, CHRIS, shipped())
    result = compare_raters(shipped(), [ann, chris], QUICK)
    assert {difference.group for difference in result.differences} == {""}
    assert len(result.differences) == len(CHRIS)


def test_a_number_on_which_they_differ_is_acted_out(ann):
    """With 4 posts the tier cannot be run: it needs 6."""
    few = with_changes(ann, {"case_managers": "4"}, shipped())
    result = compare_raters(shipped(), [ann, ann, few], QUICK)
    (number,) = (
        difference for difference in result.differences if difference.key == "case_managers"
    )
    assert (number.group, number.words) == ("9", ("9", "9", "4"))
    assert [switch.word for switch in number.switches] == ["4"]
    assert number.verdict == "decides"


SMALL = "schema: 1\nkind: organization\nname: A\nanswers: {complexity: many, acuity: acute}\n"


def written(folder: Path, name: str, more: str, text: str) -> str:
    (folder / name).write_text(text + more, encoding="utf-8")
    return name


def test_weights_are_the_mean_of_ranks(tmp_path):
    files = [
        written(tmp_path, "ann.yaml", "priorities: [budget, acuity, complexity]\n", SMALL),
        written(tmp_path, "bela.yaml", "priorities: [acuity, budget, complexity]\n", SMALL),
        written(tmp_path, "chris.yaml", "", SMALL),
    ]
    output = json.loads(casemodel("raters", *files, "--format", "json", cwd=tmp_path).out)
    jsonschema.validate(output, output_schema("raters"))
    order = [(weight["criterion"], weight["mean_rank"]) for weight in output["weights"]["order"]]
    assert order == [("acuity", 1.5), ("budget", 1.5), ("complexity", 3.0)]
    assert output["weights"]["kendall_w"] == 0.75
    assert set(output["weights"]["order"][0]["ranks"]) == {"ann", "bela"}
    page = casemodel("raters", *files, cwd=tmp_path).out
    assert "Nothing. Whoever answers a question gives the same answer." in page


CLIENT = (
    "schema: 1\nkind: client\nid: c-{id}\n"
    "answers: {{complexity: {complexity}, danger_self: {danger}}}\n"
)


def test_of_one_client_the_danger_that_one_sees_comes_first(tmp_path):
    for name, danger in (("nurse", "no"), ("worker", "yes")):
        text = CLIENT.format(id=1, complexity="many", danger=danger)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    page = casemodel("raters", "nurse.yaml", "worker.yaml", cwd=tmp_path).out
    assert page.index("Act first, whatever model fits") < page.index("The group's answer")
    casemodel("raters", "nurse.yaml", "worker.yaml", "-o", "both.html", cwd=tmp_path)
    assert (tmp_path / "both.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (("nurse.yaml", "other.yaml"), "different ids"),
        (("nurse.yaml", "org.yaml"), "some of organizations"),
        (("nurse.yaml", "nurse.yaml"), "named twice"),
        (("org.yaml", "groups.yaml"), "other groups of clients"),
        (("nurse.yaml",), "2 to 12 files"),
        (("-", "-"), "standard input"),
    ],
)
def test_what_cannot_be_compared_is_refused_without_a_value_of_a_client(tmp_path, files, why):
    for name, id_ in (("nurse", 1), ("other", 2)):
        text = CLIENT.format(id=id_, complexity="many", danger="no")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "org.yaml").write_text("schema: 1\nkind: organization\nanswers: {}\n")
    two_groups = (ORGANIZATIONS / "two_groups.yaml").read_text(encoding="utf-8")
    (tmp_path / "groups.yaml").write_text(two_groups, encoding="utf-8")
    ran = casemodel("raters", *files, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert why in " ".join(ran.err.split())
    assert "c-1" not in ran.err


def test_where_shares_that_nobody_knows_decide_nothing_is_the_groups(ann):
    """One knows no share: the other's are the group's. If nobody does, they stay open."""
    open_ = ann._replace(
        segments=tuple(s._replace(share="not known", share_known=False) for s in ann.segments)
    )
    known = compare_raters(shipped(), [ann, open_], QUICK).group.problem.profile
    assert [segment.part for segment in known.segments] == [3, 2]
    result = compare_raters(shipped(), [open_, open_], QUICK)
    assert not any(segment.share_known for segment in result.group.problem.profile.segments)
    assert set(result.outcomes) == {outcome_of(result.group)}
