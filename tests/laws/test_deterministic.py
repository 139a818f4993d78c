"""Law 1: the same rules and profile give the same answer, in any process."""

import os
import subprocess
import sys
from pathlib import Path

from tests.laws.looks import assessed, said
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from hashlib import sha256
import pytest
from casemodel.engine import assessment
from casemodel.engine.decision_problem import Options
from casemodel.profiles.values import Profile
from casemodel.knowledge.bundled import load_rules
from tests.laws import planted
from tests.laws.looks import said
from tests.laws.recipes import seeded, seeded_case
from tests.laws.recipes_of_profiles import seeded_profile
for fault in sys.argv[1:]:
    getattr(planted, fault)(pytest.MonkeyPatch())
rules, random, few = load_rules(), seeded(1), Options(draws=2)
cases = [seeded_case(random) for _ in range(10)]
cases += [(rules, seeded_profile(rules, "organization", random), few)]
cases += [(rules, seeded_profile(rules, "client", random), few)]
cases += [(rules, Profile("client", "", "", dict(), dict()), few)]
print(sha256(repr([said(assessment.assess(*case)) for case in cases]).encode()).hexdigest())
"""


def check_repeats(case: Case, pick: int) -> None:
    """Asked twice, with others asked between, the engine says the same in the same words."""
    del pick
    once = repr(said(assessed(case)))
    assessed(case._replace(profile=case.profile._replace(answers={})))
    assert repr(said(assessed(case))) == once


def check_same_in_every_process(*faults: str) -> None:
    """The same bytes with other hash seeds, another language and another time zone."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *faults],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("0", "UTC"), ("4242", "Asia/Tokyo"))
    ]
    outputs = {process.communicate()[0] for process in running}
    assert {process.returncode for process in running} == {0}
    assert len(outputs) == 1


def test_same_in_every_process() -> None:
    check_same_in_every_process()


test_repeats = over_generated(check_repeats)
test_repeats_shipped = over_shipped(check_repeats)
