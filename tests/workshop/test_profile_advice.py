"""Advice on profiles that are in order."""

import re
from collections.abc import Mapping
from random import Random

import pytest

from casemodel.engine.assessment import assess
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.models import Contradiction
from casemodel.knowledge.references import Finding
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile, Segment
from casemodel.workshop.profile_advice import MOST_MISSING, advise
from tests.shipped import shipped


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


def answers(levels: Mapping[str, str]) -> dict[str, Answer]:
    return {criterion: Answer("answered", level) for criterion, level in levels.items()}


def profile_with(kind: Kind, levels: Mapping[str, str], **numbers: str) -> Profile:
    return Profile(kind, "", "", answers(levels), numbers)


def findings_of(rules: Rules, profile: Profile, code: str) -> list[Finding]:
    return [finding for finding in advise(rules, profile) if finding.code == code]


def making(contradiction: Contradiction) -> tuple[dict[str, str], dict[str, str]]:
    """Answers and numbers of which the contradiction is true."""
    if contradiction.numbers:
        return {}, {contradiction.numbers.more: "9", contradiction.numbers.than: "8"}
    if contradiction.once:
        return dict.fromkeys(contradiction.once.among[:2], contradiction.once.level), {}
    return {condition.criterion: condition.levels[0] for condition in contradiction.when}, {}


SHIPPED = shipped().contradictions


def test_some_contradictions_are_shipped():
    assert len(SHIPPED) >= 15


@pytest.mark.parametrize("contradiction", SHIPPED, ids=lambda contradiction: contradiction.id)
def test_each_contradiction_is_told_of_an_organization(rules, contradiction):
    levels, numbers = making(contradiction)
    findings = findings_of(rules, profile_with("organization", levels, **numbers), "A101")
    assert contradiction.says in {finding.message for finding in findings}
    (finding,) = (f for f in findings if f.message == contradiction.says)
    assert all(key in finding.expected for key in (*levels, *numbers))
    assert finding.path == ("answers", next(iter((*levels, *numbers))))


@pytest.mark.parametrize("contradiction", SHIPPED, ids=lambda contradiction: contradiction.id)
def test_half_of_a_contradiction_is_none(rules, contradiction):
    levels, numbers = making(contradiction)
    for left_out in (*levels, *numbers):
        fewer = {c: level for c, level in levels.items() if c != left_out}
        one_number = {q: number for q, number in numbers.items() if q != left_out}
        findings = findings_of(rules, profile_with("organization", fewer, **one_number), "A101")
        assert contradiction.says not in {finding.message for finding in findings}


@pytest.mark.parametrize("contradiction", SHIPPED, ids=lambda contradiction: contradiction.id)
def test_of_a_client_only_the_keys_are_named(rules, contradiction):
    levels, _ = making(contradiction)
    criterion_ids = {c.id for c in rules.criteria_for("client")}
    if not levels or not set(levels) <= criterion_ids:
        return
    findings = findings_of(rules, profile_with("client", levels), "A101")
    assert {finding.message for finding in findings} == {"These answers do not go together."}
    assert f"a second look at {', '.join(levels)}" in {finding.expected for finding in findings}


def test_equal_numbers_do_not_contradict(rules):
    profile = profile_with("organization", {}, clinicians_on_staff="8", case_managers="8")
    assert findings_of(rules, profile, "A101") == []


def test_numbers_are_compared_as_numbers(rules):
    profile = profile_with("organization", {}, clinicians_on_staff="9", case_managers="10.5")
    assert findings_of(rules, profile, "A101") == []


def test_not_known_contradicts_nothing(rules):
    profile = profile_with("organization", {"acuity": "stable"})
    unknown = profile._replace(answers={**profile.answers, "crisis": Answer("not_known", "")})
    assert findings_of(rules, unknown, "A101") == []


def test_a_segment_is_judged_by_its_own_answers_before_those_of_all(rules):
    whole_answers = answers({"acuity": "stable", "crisis": "rare"})
    own = (
        Segment("A", 1, "50%", answers({"crisis": "any_hour"})),
        Segment("B", 1, "50%", answers({"crisis": "any_hour", "acuity": "acute"})),
    )
    profile = Profile("organization", "", "", whole_answers, {}, segments=own)
    (finding,) = findings_of(rules, profile, "A101")
    assert finding.path == ("answers", "acuity")
    assert finding.expected == "a second look at acuity, crisis"


def test_a_contradiction_in_answers_of_all_is_told_once(rules):
    whole_answers = answers({"acuity": "stable", "crisis": "any_hour"})
    own = tuple(
        Segment(name, 1, "50%", answers({"housing": name})) for name in ("stable", "homeless")
    )
    profile = Profile("organization", "", "", whole_answers, {}, segments=own)
    assert len(findings_of(rules, profile, "A101")) == 1


def test_an_agencys_answers_count_with_the_clients(rules):
    agency = profile_with("organization", {"shared_caseloads": "yes", "team_culture": "alone"})
    profile = profile_with("client", {})._replace(agency=agency)
    (finding,) = findings_of(rules, profile, "A101")
    assert finding.path[:2] == ("agency", "answers")


def test_an_answer_that_moves_nothing(rules):
    neutral = {
        m.id: m._replace(ratings={c: r for c, r in m.ratings.items() if c != "housing"})
        for m in rules.models.values()
    }
    profile = profile_with("client", {"housing": "homeless", "acuity": "acute"})
    assert findings_of(rules, profile, "A102") == []
    (finding,) = findings_of(rules._replace(models=neutral), profile, "A102")
    assert finding.path == ("answers", "housing")


def test_an_answer_that_only_a_warning_asks_for_matters(rules):
    silent = {m.id: m._replace(ratings={}) for m in rules.models.values()}
    profile = profile_with("client", {"danger_self": "yes"})
    assert findings_of(rules._replace(models=silent), profile, "A102") == []


def test_of_an_agency_only_what_is_asked_for_matters(rules):
    condition = next(r.met_by[0] for m in rules.scored_models() for r in m.requirements if r.met_by)
    agency = profile_with(
        "organization", {condition.criterion: condition.levels[0], "goal_cost": "main"}
    )
    profile = profile_with("client", {})._replace(agency=agency)
    assert [f.path for f in findings_of(rules, profile, "A102")] == [
        ("agency", "answers", "goal_cost")
    ]


@pytest.mark.parametrize(
    ("levels", "named"),
    [
        ({}, "danger_by_client, danger_from_others, danger_self"),
        ({"danger_self": "no"}, "danger_by_client, danger_from_others"),
    ],
)
def test_danger_that_was_not_asked_of_a_client(rules, levels, named):
    (finding,) = findings_of(rules, profile_with("client", levels), "A103")
    assert finding.message.endswith(f"can be shown: {named}.")


def test_danger_that_was_asked(rules):
    findings = {"danger_self": "no", "danger_from_others": "yes", "danger_by_client": "no"}
    profile = profile_with("client", findings)
    assert findings_of(rules, profile, "A103") == []


def test_danger_is_asked_of_clients(rules):
    assert findings_of(rules, profile_with("organization", {}), "A103") == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_missing_answers_are_those_that_the_engine_asks_next(rules, kind):
    profile = profile_with(kind, {"complexity": "many", "acuity": "acute"})
    expected = [n.question for n in assess(rules, profile).next_questions[:MOST_MISSING]]
    (finding,) = findings_of(rules, profile, "A104")
    assert finding.message == f"Not answered, and worth asking first: {', '.join(expected)}."


def test_refused_answers_are_not_asked_again(rules):
    profile = profile_with("client", {})
    (first,) = findings_of(rules, profile, "A104")
    name = first.message.rsplit(": ", 1)[1].split(",")[0]
    refused = profile._replace(answers={name: Answer("refused", "")})
    (finding,) = findings_of(rules, refused, "A104")
    assert name not in finding.message


def test_nothing_is_missing_where_all_is_answered(rules):
    every = {c.id: c.levels[0].id for c in rules.criteria_for("client")}
    assert findings_of(rules, profile_with("client", every), "A104") == []


def test_segments_with_the_same_answers(rules):
    own = tuple(Segment(n, 1, "1", answers({"acuity": "acute"})) for n in ("A", "B", "C"))
    profile = Profile("organization", "", "", {}, {}, segments=own)
    assert [f.path for f in findings_of(rules, profile, "A105")] == [
        ("segments", 1),
        ("segments", 2),
    ]


def test_segments_that_differ(rules):
    own = tuple(Segment(n, 1, "1", answers({"acuity": n})) for n in ("acute", "stable"))
    profile = Profile("organization", "", "", {}, {}, segments=own)
    assert findings_of(rules, profile, "A105") == []


@pytest.mark.parametrize("seed", range(10))
def test_any_profile_can_be_advised_and_a_clients_answers_stay_untold(rules, seed):
    draw = Random(seed)
    kind = draw.choice(KINDS)

    def some(asked_of: Kind) -> dict[str, str]:
        criteria = rules.criteria_for(asked_of)
        criterion_sample = draw.sample(criteria, draw.randrange(len(criteria)))
        return {c.id: draw.choice(c.levels).id for c in criterion_sample}

    profile = profile_with(kind, some(kind))
    if kind == "client":
        profile = profile._replace(agency=profile_with("organization", some("organization")))
    elif draw.random() < 0.5:
        needs = {c.id for c in rules.criteria_for(kind) if c.group == "need"}
        own = ({c: level for c, level in some(kind).items() if c in needs} for _ in range(3))
        segments = tuple(Segment(str(n), 1, "1", answers(o)) for n, o in enumerate(own))
        profile = profile._replace(segments=segments)
    findings = advise(rules, profile)
    assert findings == advise(rules, profile)
    assert all(finding.path[0] in ("answers", "agency", "segments") for finding in findings)
    if kind == "client":
        text = " ".join(f"{finding.message} {finding.expected}" for finding in findings)
        assert not any(contradiction.says in text for contradiction in SHIPPED)
        assert not re.search(r"\b(stable|acute|any_hour|hands_on|main|many)\b", text)
