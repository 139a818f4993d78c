"""What is not a readable text file is refused before it is read as YAML."""

import io
import os
import re
import sys
from pathlib import Path

import pytest

from casemodel.files import content as files
from casemodel.files.content import STANDARD_INPUT
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.profiles.reader import load_profile

GOOD = b"schema: 1\nkind: client\nanswers: {complexity: one}\n"
posix_only = pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")


def problem_of(path, rules):
    with pytest.raises(ProblemsFound) as caught:
        load_profile(path, rules)
    (problem,) = caught.value.problems
    return problem


def test_missing(tmp_path, rules):
    problem = problem_of(tmp_path / "none.yaml", rules)
    assert (problem.code, problem.line) == ("P101", 0)
    assert problem.file.endswith("none.yaml")


def test_folder(tmp_path, rules):
    assert problem_of(tmp_path, rules).code == "P102"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_impossible_name(name, rules):
    assert problem_of(name, rules).code == "P104"


@posix_only
def test_link_to_nowhere(tmp_path, rules):
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    problem = problem_of(tmp_path / "link", rules)
    assert problem.code == "P101"
    assert problem.message == "This is a link to a file that does not exist."


@posix_only
def test_loop_of_links(tmp_path, rules):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert problem_of(tmp_path / "a", rules).code == "P104"


@posix_only
def test_device(rules):
    problem = problem_of("/dev/zero", rules)
    assert problem.code == "P103"
    assert "give -" in problem.message


@posix_only
def test_pipe_without_a_writer(tmp_path, rules):
    os.mkfifo(tmp_path / "pipe")
    assert problem_of(tmp_path / "pipe", rules).code == "P103"


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_no_permission(tmp_path, rules):
    path = tmp_path / "closed.yaml"
    path.write_bytes(GOOD)
    path.chmod(0)
    assert problem_of(path, rules).code == "P104"


@pytest.mark.parametrize(
    ("data", "code", "line", "says"),
    [
        (b"", "P105", 0, "empty"),
        (b"\n \n# only a comment\n", "P105", 0, "blank lines"),
        (b"\xef\xbb\xbf", "P105", 0, "blank lines"),
        ("schema: 1\n".encode("utf-16"), "P107", 0, "UTF-16"),
        (b"\xfe\xff\0s", "P107", 0, "UTF-16"),
        (b"\0\0\xfe\xff\0\0\0s", "P107", 0, "UTF-32"),
        ("schema: 1\nid: Ñ\n".encode("cp1252"), "P107", 2, "UTF-8"),
        (b"schema: 1\n\xc3", "P107", 2, "UTF-8"),
        (b"schema: 1\nid: a\x1b[31mb\n", "P108", 2, "U+001B"),
        (b"schema: 1\nid: a\0b\n", "P108", 2, "U+0000"),
        ("schema: 1\nid: a\u2028kind: client\n".encode(), "P108", 2, "U+2028"),
        ("schema: 1\nid: a\x85kind: client\n".encode(), "P108", 2, "U+0085"),
        ("schema: 1\nid: a\u202eb\n".encode(), "P108", 2, "U+202E"),
        ("schema: 1\nid: a\ufeffb\n".encode(), "P108", 2, "U+FEFF"),
    ],
)
def test_what_is_not_text(problems_of, data, code, line, says):
    (problem,) = problems_of(data)
    assert (problem.code, problem.line) == (code, line)
    assert says in problem.message


class _Input(io.TextIOWrapper):
    """Standard input that holds some bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


def test_standard_input(monkeypatch, rules):
    monkeypatch.setattr(sys, "stdin", _Input(GOOD))
    assert load_profile("-", rules).levels() == {"complexity": "one"}


def test_wrong_standard_input_is_called_so(monkeypatch, rules):
    monkeypatch.setattr(sys, "stdin", _Input(b"schema: [\n"))
    assert problem_of("-", rules).file == STANDARD_INPUT


@pytest.mark.parametrize("stdin", [None, "closed"])
def test_no_standard_input(monkeypatch, rules, stdin):
    if stdin == "closed":
        stdin = _Input(b"")
        stdin.close()
    monkeypatch.setattr(sys, "stdin", stdin)
    unread = Problem("P104", STANDARD_INPUT, 0, 0, "Standard input cannot be read.")
    assert problem_of("-", rules) == unread


def test_a_disk_that_breaks_while_a_file_is_read(monkeypatch, tmp_path, rules):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError

    monkeypatch.setattr(files, "open_regular", lambda _: Broken())
    path = str(tmp_path / "x.yaml")
    assert problem_of(path, rules) == Problem("P104", path, 0, 0, "The file cannot be read.")


def test_permission_that_is_missing(monkeypatch, tmp_path, rules):
    def refused(*_):
        raise PermissionError

    path = tmp_path / "x.yaml"
    path.write_bytes(GOOD)
    monkeypatch.setattr(Path, "open", refused)
    says = "You do not have permission to read this file."
    assert problem_of(path, rules) == Problem("P104", str(path), 0, 0, says)


def test_what_never_ends_is_read_to_its_bound_only(monkeypatch, rules):
    class Endless(io.BytesIO):
        def read(self, size):
            return b"x" * size

    monkeypatch.setattr(files, "open_regular", lambda _: Endless())
    assert problem_of("x.yaml", rules).code == "P106"


def test_a_place_counts_every_kind_of_line_break():
    assert files.position("a\rb\r\ncd\n") == (4, 1)
    assert files.position("a\rb\r\ncd") == (3, 3)


def test_what_is_forbidden_becomes_a_blank():
    assert files.without_forbidden("a\x1b[31m\u202eb") == "a [31m b"


def test_what_is_forbidden_cannot_be_printed():
    characters = (chr(number) for number in range(sys.maxunicode + 1))
    forbidden = re.findall(files._FORBIDDEN, "".join(characters))
    assert len(forbidden) > 2048
    for character in forbidden:
        assert files.find_forbidden(f"a\n{character}").start() == 2
    assert files.find_forbidden("a\tb\r\né\n") is None


def test_a_mark_at_the_start_moves_no_place():
    for mark in (b"", b"\xef\xbb\xbf"):
        with pytest.raises(ProblemsFound) as caught:
            files.decode(mark + b"ab\xff", "x.yaml")
        assert (caught.value.problems[0].line, caught.value.problems[0].column) == (1, 3)
