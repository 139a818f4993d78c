"""What a document notes of its problems: places, lines, and how much of a value."""

import pytest

from casemodel.files import limits
from casemodel.files.document import ParsedFile
from casemodel.files.nearest import nearest_words
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.tree import WHOLE_FILE, Position, Scalar

TEXT = "first\nsecond@\r\nlast"


@pytest.mark.parametrize(
    ("line", "column", "character"),
    [
        (1, 1, "f"),
        (2, 7, "@"),
        (2, 8, ""),
        (3, 4, "t"),
        (3, 5, ""),
        (4, 1, ""),
        (0, 0, ""),
        (0, 1, ""),
    ],
)
def test_the_character_at_a_place(line, column, character):
    assert ParsedFile("f", TEXT).character(Position(line, column)) == character


@pytest.mark.parametrize(("line", "shown"), [(0, ""), (1, "first"), (3, "last"), (4, "")])
def test_the_line_of_a_problem(line, shown):
    document = ParsedFile("f", TEXT)
    document.add("P201", Position(line, 1), "Wrong.")
    assert document.problems == [Problem("P201", "f", line, 1, "Wrong.", source_line=shown)]


def test_a_value_is_shown_whole_up_to_its_bound():
    document = ParsedFile("f", TEXT)
    for length in (limits.FOUND_LENGTH, limits.FOUND_LENGTH + 1):
        document.add("P405", Scalar("x" * length, True, 1, 1), "Wrong.")
    whole, part = (problem.found for problem in document.problems)
    assert whole == "x" * limits.FOUND_LENGTH
    assert part == "x" * (limits.FOUND_LENGTH - 3) + "..."


def test_that_there_are_more_is_said_of_the_whole_file():
    document = ParsedFile("f", TEXT)
    for _ in range(limits.PROBLEMS + 2):
        document.add("P405", Position(1, 1), "Wrong.")
    assert len(document.problems) == limits.PROBLEMS + 1
    assert document.problems[-1][:4] == ("P299", "f", *WHOLE_FILE)


def test_the_error_says_how_many_there_are():
    problem = Problem("P405", "f", 1, 1, "Wrong.")
    assert str(ProblemsFound((problem, problem))) == "2 problem(s)"


def test_blanks_hyphens_and_capitals_are_no_difference_to_a_word():
    assert nearest_words(" A b c D", ["a_b_c_d"]) == ("a_b_c_d",)
    assert nearest_words("a-b-c-d", ["A_B_C_D"]) == ("A_B_C_D",)


def test_no_more_than_three_words_are_near():
    assert len(nearest_words("word", ["words", "wordy", "sword", "world"])) == 3
    assert nearest_words("word", ["ward", "swordy", "words"]) == ("words", "swordy", "ward")
