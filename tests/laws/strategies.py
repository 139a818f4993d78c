"""Hypothesis strategies for cases, and how many examples a law is tried on.

`CASEMODEL_LAWS=thorough` tries 1,000 fresh examples a law; without it the same 200 are tried each
time, so that a failure is always the change's.
"""

import os
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemodel.knowledge.values import KINDS, Rules
from casemodel.reading.bundled import load_rules
from tests.laws.recipes import CASE_BYTES, CHOICES, Case, make_case, make_profile

Law = Callable[[Case, int], None]
"""A law: raises AssertionError where it does not hold. The number picks what the law varies."""

Test = Callable[[], None]
"""A test that Hypothesis fills with examples."""

settings.register_profile(
    "ci",
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", settings.get_profile("ci"), max_examples=1000, derandomize=False, print_blob=True
)
CHOSEN = settings.get_profile(os.environ.get("CASEMODEL_LAWS", "ci"))


@cache
def shipped() -> Rules:
    """The shipped rules, read once."""
    return load_rules()


class Tried(NamedTuple):
    """A case, and a number that picks what the law varies."""

    case: Case
    pick: int


def generated(data: bytes) -> Tried:
    """A profile with rules made up for it."""
    return Tried(make_case(data[2:]), int.from_bytes(data[:2], "big"))


def of_shipped(data: bytes) -> Tried:
    """A profile of the shipped rules."""
    profile = make_profile(shipped(), KINDS[data[2] % 2], data[4:])
    case = Case(shipped(), profile, CHOICES[data[3] % len(CHOICES)])
    return Tried(case, int.from_bytes(data[:2], "big"))


# Each is built from one draw of bytes: of several draws, Hypothesis leaves all but the first at
# their plainest in half of its examples, and half of the rules would then have one model and one
# criterion.


def generated_cases() -> st.SearchStrategy[Tried]:
    """Profiles with rules made up for each."""
    size = 2 + CASE_BYTES
    return st.builds(generated, st.binary(min_size=size, max_size=size))


def shipped_cases() -> st.SearchStrategy[Tried]:
    """Profiles of the shipped rules."""
    size = 5 + 2 * len(shipped().criteria)
    return st.builds(of_shipped, st.binary(min_size=size, max_size=size))


def tried_on(strategy: st.SearchStrategy[Tried], effort: settings, law: Law) -> Test:
    """A test that tries the law on cases of the strategy."""

    def test(tried: Tried) -> None:
        law(*tried)

    test.__name__ = test.__qualname__ = law.__name__
    test.__module__ = law.__module__
    return effort(given(tried=strategy)(test))


def over_generated(law: Law) -> Test:
    """Try a law on generated rules."""
    return tried_on(generated_cases(), CHOSEN, law)


def over_shipped(law: Law) -> Test:
    """Try a law on the shipped rules: on half as many, as they are always the same, and large."""
    fewer = settings(CHOSEN, max_examples=CHOSEN.max_examples // 2)
    return tried_on(shipped_cases(), fewer, law)
