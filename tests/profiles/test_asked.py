"""What is asked of one kind only, and where every answer given elsewhere belongs."""

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.values import Rules
from casemodel.profiles import numbers as profile_numbers
from casemodel.profiles.reader import profile_of

ORGANIZATION = "schema: 1\nkind: organization\nanswers: {%s: one}\n"
CLIENT = "schema: 1\nkind: client\nanswers: {%s: one}\n"
AGENCY = "schema: 1\nkind: client\nanswers: {}\nagency: {answers: {%s: one}}\n"
SEGMENT = (
    "schema: 1\nkind: organization\nanswers: {}\nsegments:\n"
    "  - {name: A, share: 1, answers: {%s: one}}\n  - {name: B, share: 99}\n"
)


@pytest.fixture
def apart(rules) -> Rules:
    """The small rules with a need asked of clients only and one asked of organizations only."""
    both = rules.criteria["complexity"]
    own = both._replace(id="own", asked_of=("client",))
    common = both._replace(id="common", asked_of=("organization",))
    return rules._replace(criteria={**rules.criteria, "own": own, "common": common})


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        (ORGANIZATION, "own", "This is asked of a client only."),
        (SEGMENT, "own", "This is asked of a client only."),
        (CLIENT, "common", "This is asked of an organization only."),
        (AGENCY, "common", "This is asked of an organization only."),
        (AGENCY, "own", "This is asked of the client. It belongs under answers: of the client."),
    ],
)
def test_what_is_asked_of_one_kind_only(apart, text, key, says):
    with pytest.raises(ProblemsFound) as caught:
        profile_of(text % key, "f", apart)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("P404", says)


def test_what_may_be_written_for_a_number(rules):
    ratio, count = (
        rules.criteria["caseload"],
        rules.criteria["staff_size"]._replace(counts="clients"),
    )
    assert profile_numbers.bounds(ratio, rules.quantities) == (0, 1000)
    assert profile_numbers.bounds(count, rules.quantities) == (1, 1000)


@pytest.mark.parametrize(("edge", "is_part"), [(999, True), (1000, True), (1001, False)])
def test_what_goes_up_to_one_is_a_part_of_a_whole(rules, edge, is_part):
    criterion = rules.criteria["caseload"]
    levels = (criterion.levels[0]._replace(below=edge), *criterion.levels[2:])
    assert profile_numbers.is_part_of_whole(criterion._replace(levels=levels)) is is_part


def test_a_ratio_without_bands_is_a_part_of_a_whole(rules):
    ratio = rules.criteria["caseload"]
    levels = tuple(level._replace(least=None, below=None) for level in ratio.levels)
    bare = ratio._replace(counts="", levels=levels)
    apart = rules._replace(criteria={**rules.criteria, "caseload": bare})
    with pytest.raises(ProblemsFound) as caught:
        profile_of("schema: 1\nkind: organization\nanswers: {caseload: 1:15}\n", "f", apart)
    assert [problem.code for problem in caught.value.problems] == ["P409"]
