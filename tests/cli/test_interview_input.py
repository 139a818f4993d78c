"""`casemodel interview` where nobody answers, and with lines and files that are none."""

import os
import subprocess
from pathlib import Path
from unittest import mock

import pytest

from casemodel.files.limits import LINE_BYTES, TYPED_LENGTH
from tests.cli.interviewing import FIRST_ANSWERS, answers, interview, posix_only
from tests.cli.process import GIVEN_UP, ORGANIZATION, casemodel, command, settings


@pytest.mark.thorough
class TestNobodyThere:
    @posix_only
    @pytest.mark.parametrize(("redirection", "name"), [("< /dev/null", ""), ("<&-", "c.yaml")])
    def test_without_a_terminal_and_without_input_it_says_so_at_once(
        self, redirection: str, name: str, tmp_path: Path
    ) -> None:
        line = " ".join(command("interview", "client", name)) + redirection
        process = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env=settings(),
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert process.returncode == 2
        assert process.stderr.decode().startswith("casemodel: An interview needs a terminal, or")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("line", ["zz", "?", "", "0", "9" * 100, "\x00", "b"])
    def test_endless_lines_that_lead_nowhere_come_to_an_end(
        self, line: str, tmp_path: Path
    ) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys=f"{line}\n" * 3000)
        assert ran.status == 2
        assert "casemodel: Too many lines were not understood." in ran.err

    @pytest.mark.parametrize("line", ["s", "d", "1", "1\nb", "?\nb\ns"])
    def test_the_same_line_for_ever_comes_to_an_end(self, line: str, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys=f"{line}\n" * 500)
        assert ran.status == 2
        assert "Too many lines were not understood. Answers so far are in c.yaml." in ran.err

    def test_two_answers_in_turn_for_ever_come_to_an_end(self, tmp_path: Path) -> None:
        with mock.patch("casemodel.cli.conversation.INTERVIEW_LINES", 60):
            ran = interview(tmp_path, "client", "c.yaml", keys="1\nb\n2\nb\n" * 30)
        assert (ran.status, answers(tmp_path / "c.yaml")) == (2, {"danger_by_client": "yes"})

    @pytest.mark.parametrize("over", [0, 1])
    def test_the_lines_that_an_interview_may_take(self, over: int, tmp_path: Path) -> None:
        keys = "1\nb\n" * 10 + "1\n" * over + "q\n"
        with mock.patch("casemodel.cli.conversation.INTERVIEW_LINES", 21):
            assert interview(tmp_path, "client", "c.yaml", keys=keys).status == 2 * over

    @pytest.mark.parametrize("over", [0, 1])
    def test_the_bytes_that_a_line_may_have(self, over: int, tmp_path: Path) -> None:
        line = "x" * (LINE_BYTES - 1 + over)
        assert interview(tmp_path, "client", "c.yaml", keys=f"{line}\nq\n").status == 2 * over

    @pytest.mark.parametrize(("over", "kept"), [(0, {"danger_by_client": "yes"}), (1, {})])
    def test_how_long_an_answer_may_be(
        self, over: int, kept: dict[str, str], tmp_path: Path
    ) -> None:
        line = " " * (TYPED_LENGTH - 1 + over) + "2"
        interview(tmp_path, "client", "c.yaml", keys=f"{line}\nq\n")
        assert answers(tmp_path / "c.yaml") == kept


class TestBadInput:
    @pytest.mark.parametrize(
        "keys",
        [b"\x1b[A\x1b[B\n", b"\xff\xfe\n", b"\x00\x00\n", b"1" * 5000 + b"\n", b"1 \x07\n",
         "１\n".encode(), "„1“\n".encode(), b"danger\n", b"1;2\n", b"$(id)\n", b"[red]\n", b"-1\n"],
    )  # fmt: skip
    def test_odd_lines_are_no_answers_and_are_not_repeated(
        self, keys: bytes, tmp_path: Path
    ) -> None:
        ran = casemodel("interview", "client", "c.yaml", cwd=tmp_path, stdin=keys + b"2\nq\n")
        assert ran.status == 0
        assert ran.err.isascii()
        assert "This is not one of the answers." in ran.err or "too long" in ran.err
        assert "\x1b" not in ran.err
        assert answers(tmp_path / "c.yaml") == {"danger_by_client": "yes"}

    def test_a_line_without_an_end_is_refused(self, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys="1\n" + "x" * 3_000_000)
        assert ran.status == 2
        assert "contains no answers" in ran.err
        assert answers(tmp_path / "c.yaml") == {"danger_by_client": "no"}

    def test_lines_as_windows_ends_them(self, tmp_path: Path) -> None:
        interview(tmp_path, "client", "c.yaml", keys="1\r\n2\r\nq\r\n")
        assert len(answers(tmp_path / "c.yaml")) == 2

    def test_no_answer_is_ever_echoed(self, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys="canary-7731\n1\ncanary-7731\nq\n")
        assert "7731" not in ran.err + ran.out

    @pytest.mark.parametrize("name", ["-", "", "  ", "a\0b"])
    def test_no_name_of_a_file(self, name: str, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", name, keys="1\n")
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert list(tmp_path.iterdir()) == []

    def test_a_file_of_the_other_kind(self, folder: Path) -> None:
        ran = interview(folder, "client", "org.yaml", keys="1\n")
        assert ran.status == 2
        assert ran.err == (
            "casemodel: This is an organization's profile. "
            "Use: casemodel interview organization org.yaml\n"
        )
        assert (folder / "org.yaml").read_text(encoding="utf-8") == ORGANIZATION

    def test_neither_of_both_kinds(self, tmp_path: Path) -> None:
        ran = interview(tmp_path, "agency", keys="1\n")
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert interview(tmp_path, keys="1\n").status == 2

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("", "empty"), ("kind: client\nanswers: {acuity: blue}\n", "not one of"),
         ("\xff\xfe", "kind"), ("a: [", "value is missing"), ("# nothing\n", "only blank lines"),
         ("schema: 1\nkind: client\n", "answers is missing")],
    )  # fmt: skip
    def test_a_file_with_problems_is_left_alone(
        self, text: str, expected: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "bad.yaml"
        path.write_text(text, encoding="utf-8")
        ran = interview(tmp_path, "client", "bad.yaml", keys="1\n")
        assert ran.status == 1
        assert expected in ran.err
        assert "blue" not in ran.err
        assert path.read_text(encoding="utf-8") == text

    def test_no_folder_to_write_in(self, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "gone/c.yaml", keys="1\n")
        assert ran.status == 1
        assert ran.err == "casemodel: gone/c.yaml cannot be written: No such file or directory.\n"
        ran = interview(tmp_path, "client", ".", keys="1\n")
        assert (ran.status, "folder" in ran.err) == (1, True)

    @posix_only
    @pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder where no one may write")
    def test_a_folder_that_may_not_be_written(self, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "/proc/c.yaml", keys="1\n")
        assert ran.status == 1
        assert "/proc/c.yaml cannot be written" in ran.err

    @posix_only
    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
    )
    def test_a_file_that_may_not_be_written(self, folder: Path) -> None:
        (folder / "client.yaml").chmod(0o400)
        ran = interview(folder, "client", "client.yaml", keys="1\n")
        assert ran.status == 1
        assert "may not be written" in ran.err

    @posix_only
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    @pytest.mark.parametrize(
        ("redirection", "status", "expected"),
        [("2>/dev/full", 1, ""), ("2>&-", 1, ""), (">/dev/full", 1, "Standard output cannot")],
    )
    def test_a_full_or_closed_stream(
        self, redirection: str, status: int, expected: str, tmp_path: Path
    ) -> None:
        keys = tmp_path / "keys"
        keys.write_text(FIRST_ANSWERS, encoding="utf-8")
        line = " ".join(command("interview", "client", "c.yaml")) + f" < keys {redirection}"
        process = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env=settings(),
            capture_output=True,
            timeout=GIVEN_UP,
            check=False,
        )
        assert process.returncode == status
        assert expected in process.stderr.decode()
        assert b"Traceback" not in process.stderr
