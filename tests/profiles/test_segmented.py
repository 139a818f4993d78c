"""A profile with other segments: the rest of the file stays, and what cannot be is refused."""

import pytest

from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.profiles.segmented import NewSegment, with_segments

HEAD = "schema: 1\nkind: organization\n"
NEW = (
    NewSegment("A 'b'", "70%", ["complexity: one  # 7 of 9", "# open"]),
    NewSegment("C", "30%", ["complexity: many"]),
)
WRITTEN = """\
# why
segments:
  - name: "A 'b'"
    share: 70%
    answers:
      complexity: one  # 7 of 9
      # open
  - name: "C"
    share: 30%
    answers:
      complexity: many
"""


@pytest.fixture
def segmented(tmp_path, rules):
    def of_text(text: str, new=NEW) -> str:
        path = tmp_path / "p.yaml"
        path.write_text(text, encoding="utf-8")
        return with_segments(path, rules, new, "why")

    return of_text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("answers: {}", "answers: {}\n"),
        ("answers: {}\n\n \n\n", "answers: {}\n"),
        ("answers: {}\n\n# end\n", "answers: {}\n\n# end\n"),
        (
            "segments:\n- {name: X, share: 1}\n- {name: Y, share: 99}\n\nanswers: {} # x\n",
            "answers: {} # x\n",
        ),
        (
            "answers: {}\nsegments: [{name: X, share: 1}, {name: Y, share: 99}]\nname: Z\n",
            "answers: {}\nname: Z\n",
        ),
        (
            "segments: [{name: X, share: 1}, {name: Y, share: 99}]\nname: Z\nanswers: {}\n",
            "name: Z\nanswers: {}\n",
        ),
    ],
)
def test_all_else_stays(segmented, before, after):
    assert segmented(HEAD + before) == HEAD + after + WRITTEN


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "schema: 1\nkind: client\nanswers: {}\n",
            "--segments needs an organization's profile.",
        ),
        (
            '{"schema": 1, "kind": "organization", "answers": {}}',
            "--segments needs a profile in YAML, not in JSON.",
        ),
    ],
)
def test_what_takes_no_segments_is_refused(segmented, text, says):
    with pytest.raises(WrongUse) as caught:
        segmented(text)
    assert str(caught.value) == says


def test_segments_that_do_not_add_up_are_told_of_the_file(segmented, tmp_path):
    with pytest.raises(ProblemsFound) as caught:
        segmented(f"{HEAD}answers: {{}}\n", [NEW[0], NEW[0]._replace(name="C")])
    problems = [(problem.code, problem.file) for problem in caught.value.problems]
    assert problems == [("P417", str(tmp_path / "p.yaml"))]


def test_what_would_be_too_large_to_be_read_is_not_written(segmented):
    begun = HEAD + "answers: {}\n#"
    room = PROFILE_BYTES - len((begun + "\n" + WRITTEN).encode())
    assert len(segmented(begun + "x" * room).encode()) == PROFILE_BYTES
    with pytest.raises(ProblemsFound) as caught:
        segmented(begun + "x" * (room + 1))
    assert [problem.code for problem in caught.value.problems] == ["P106"]
