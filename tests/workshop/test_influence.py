"""How often one idea decides alone: measured as defined, and small in the rules that come along."""

from pathlib import Path

import pytest

from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.criteria import KINDS
from casemodel.profiles.reader import load_profile
from casemodel.workshop.influence import (
    MOST_DECIDED,
    ideas_asked,
    influences,
    influences_over,
)
from tests.rulebase import write
from tests.shipped import shipped
from tests.workshop.broken import RULES as RULE_BASE

RULES = shipped()
VIGNETTES = sorted(Path(__file__).parents[1].glob("vignettes/v*.yaml"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_idea_decides_the_vignettes_too_often(kind):
    profiles = [load_profile(path, RULES) for path in VIGNETTES]
    answers = [profile.levels() for profile in profiles if profile.kind == kind]
    decided = influences_over(RULES, kind, answers)[0]
    assert decided.decided <= max(2, len(answers) * MOST_DECIDED / 100), decided


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_is_measured_by_itself_too(kind):
    measured = influences(RULES, kind, 1_000).criteria
    assert {influence.idea for influence in measured} == {c.id for c in RULES.criteria_for(kind)}
    assert measured[0].percent <= MOST_DECIDED
    percents = [influence.percent for influence in measured]
    assert percents == sorted(percents, reverse=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_belongs_to_one_idea(kind):
    criterion_ids = [criterion.id for criterion in RULES.criteria_for(kind)]
    ids = [c for criteria in ideas_asked(RULES, kind).values() for c in criteria]
    assert sorted(ids) == sorted(criterion_ids)


def test_an_idea_that_is_all_there_is_decides_whenever_someone_leads(tmp_path):
    rules = load_rules(write(tmp_path / "rules", RULE_BASE))
    (only, *_) = influences_over(rules, "client", [{"complexity": "one"}, {"complexity": "many"}])
    assert (only.idea, only.decided, only.profiles) == ("complexity", 2, 2)
