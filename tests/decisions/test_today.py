"""Decisions that earlier rules made: read under today's names, and what today's rules say."""

import json

from casemodel.decisions.today import by_other_rules, profile_today
from casemodel.decisions.values import Content
from casemodel.knowledge.bundled import load_rules, rules_directory

RULES = load_rules(rules_directory())
KEPT = {
    "danger_others": "yes",
    "physical_disability": "yes",
    "contact": "frequent",
    "practical_help": "much",
    "crisis": "refused",
    "acuity": "no such answer",
}


def content(answers, version="2026.1"):
    fields = dict.fromkeys(Content._fields, "")
    fields |= {"about": 0, "what": "decided", "kind": "client", "recommended": "brokerage"}
    return Content(**{**fields, "rules_version": version, "answers": answers})


def test_answers_are_read_under_todays_names():
    profile = profile_today(content(json.dumps(KEPT)), RULES)
    words = {name: answer.level or answer.state for name, answer in profile.answers.items()}
    assert words == {
        "danger_from_others": "yes",
        "contact": "frequent",
        "practical_help": "much",
        "crisis": "refused",
    }
    assert profile.kind == "client"


def test_answers_that_were_not_kept_are_no_profile():
    assert profile_today(content(""), RULES) is None


def test_house_rules_aside_the_rules_are_told_apart():
    assert by_other_rules(content(""), RULES)
    assert not by_other_rules(content("", f"{RULES.version}, with house rules of A"), RULES)
