"""Hypothesis strategies for cases, and how many examples a law is tried on.

A law is tried on 25 examples of generated rules, and on fewer profiles of the shipped ones, which
are large. They are the same each time, so that a failure is always the change's.
`CASEMODEL_LAWS=thorough` tries a thousand fresh ones, and shrinks a counterexample, which takes
long; `CASEMODEL_LAWS=mutation` is for thousands of faults (`tests/mutation.py`).
"""

import os
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casemodel.knowledge.criteria import KINDS
from tests.laws.recipes import CASE_BYTES, Case, make_case, options_of, seeded_case
from tests.laws.recipes_of_profiles import make_profile, profile_bytes
from tests.laws.variants import all_tiered, with_bands, with_staff, with_what_follows
from tests.shipped import shipped

Law = Callable[[Case, int], None]
"""A law: raises AssertionError where it does not hold. The number picks what the law varies."""

Test = Callable[[], None]
"""A test that Hypothesis fills with examples."""

settings.register_profile(
    "ci",
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    settings.get_profile("ci"),
    max_examples=1000,
    derandomize=False,
    phases=[Phase.generate, Phase.shrink],
    print_blob=True,
)
settings.register_profile("mutation", settings.get_profile("ci"), report_multiple_bugs=False)
CHOSEN = settings.get_profile(os.environ.get("CASEMODEL_LAWS", "ci"))


def fewer(times: int) -> settings:
    """So many times fewer examples than were chosen; one at least."""
    return settings(CHOSEN, max_examples=max(1, CHOSEN.max_examples // times))


HALF = fewer(2)


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
    return Tried(Case(shipped(), profile, options_of(data[3])), int.from_bytes(data[:2], "big"))


def drawn_bytes(size: int) -> st.SearchStrategy[bytes]:
    """Bytes to make a case of, in one draw: of several draws, Hypothesis leaves all but the first
    at their plainest in half of its examples, and half of the rules would have nothing in them.

    Where nothing is shrunk, they come from a drawn seed, which is quicker by half.
    """
    if Phase.shrink in CHOSEN.phases:
        return st.binary(min_size=size, max_size=size)
    return st.integers(0, 2**24 - 1).map(lambda seed: Random(seed).randbytes(size))


def generated_cases() -> st.SearchStrategy[Tried]:
    """Profiles with rules made up for each."""
    size = 2 + CASE_BYTES
    return st.builds(generated, drawn_bytes(size))


def shipped_cases() -> st.SearchStrategy[Tried]:
    """Profiles of the shipped rules."""
    size = 4 + profile_bytes(len(shipped().criteria))
    return st.builds(of_shipped, drawn_bytes(size))


def in_groups(seed: int) -> Tried:
    """An organization with groups of clients and staff, under rules whose hybrids are all tiers."""
    random = Random(seed)
    while True:
        case = seeded_case(random)
        rules = all_tiered(with_bands(case.rules, random))
        if case.profile.segments and rules.hybrids:
            profile = with_what_follows(with_staff(case.profile, random), rules)
            return Tried(case._replace(rules=rules, profile=profile), seed)


def group_cases() -> st.SearchStrategy[Tried]:
    """Organizations with groups of clients."""
    return st.integers(0, 2**24 - 1).map(in_groups)


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


def over_groups(law: Law, effort: settings = HALF) -> Test:
    """Try a law on organizations with groups of clients: on half as many, if that finds as much."""
    return tried_on(group_cases(), effort, law)


def over_read(law: Law) -> Test:
    """Try a law for which files are written and read on generated rules: on a quarter as many."""
    return tried_on(generated_cases(), fewer(4), law)


def over_shipped(law: Law) -> Test:
    """Try a law on the shipped rules: on fewer, as they are always the same, and large."""
    return tried_on(shipped_cases(), fewer(50), law)
