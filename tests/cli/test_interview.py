"""`casemodel interview` as whoever types at it sees it, and what it keeps."""

import json
import os
import signal
import stat
import subprocess
from pathlib import Path
from unittest import mock

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.cli.keeping import kept_in
from casemodel.cli.streams import CannotWrite
from casemodel.reading.bundled import load_rules
from tests.cli.process import (
    CLIENT,
    ORGANIZATION,
    SEGMENTED,
    Ran,
    casemodel,
    command,
    process,
    settings,
)

posix_only = pytest.mark.skipif(os.name == "nt", reason="terminals, modes and redirections")

# The first answer to every question, and in the end to stop. A blank line is no answer to a
# question, and finishes where answers are checked.
FIRST_ANSWERS = "1\n\n" * 28


def interview(folder: Path, *arguments: str, keys: str) -> Ran:
    return casemodel("interview", *arguments, cwd=folder, stdin=keys)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def answers(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").partition("answers:\n")[2].splitlines()
    return dict(line.strip().split(": ", 1) for line in lines)


class TestSessions:
    """Whole sessions, against goldens of all that is shown."""

    def test_a_client_from_nothing_to_the_answer(
        self, tmp_path: Path, snapshot: SnapshotAssertion
    ) -> None:
        ran = interview(
            tmp_path,
            "client",
            "c.yaml",
            keys="2\n1\n?\n3\nd\nx\nr\n2\nb\n3\ns\n" + "1\n" * 10 + "\n",
        )
        assert ran.status == 0
        assert ran.err == snapshot(name="dialogue")
        assert ran.out == snapshot(name="answer")
        assert (tmp_path / "c.yaml").read_text(encoding="utf-8") == snapshot(name="file")
        scored = casemodel("score", "c.yaml", cwd=tmp_path)
        assert scored.out == ran.out

    def test_an_organization_in_plain_lines(
        self, tmp_path: Path, snapshot: SnapshotAssertion
    ) -> None:
        keys = "1\n1\n84\n6\n3\n?\n1\nzz\n2\nq\n"
        ran = interview(tmp_path, "organization", "o.yaml", "--plain", keys=keys)
        assert (ran.status, ran.out) == (0, "")
        assert ran.err == snapshot(name="dialogue")
        assert (tmp_path / "o.yaml").read_text(encoding="utf-8") == snapshot(name="file")

    def test_taken_up_checked_changed_and_finished(
        self, folder: Path, snapshot: SnapshotAssertion
    ) -> None:
        keys = "1\n" + "s\n" * 24 + "2\n2\n\n"
        ran = interview(folder, "client", "client.yaml", keys=keys)
        assert ran.status == 0
        assert ran.err == snapshot(name="dialogue")
        assert (folder / "client.yaml").read_text(encoding="utf-8") == CLIENT.replace(
            "many", "several"
        ) + "  danger_others: no\n"


class TestKeeping:
    def test_every_answer_is_in_the_file_before_the_next_question(self, tmp_path: Path) -> None:
        for typed in range(6):
            path = tmp_path / f"{typed}.yaml"
            interview(tmp_path, "client", path.name, keys="1\n" * typed + ("" if typed else "s\n"))
            text = path.read_text(encoding="utf-8")
            assert text.count("\n  ") == typed

    def test_a_half_done_file_is_taken_up_and_nothing_else_in_it_changes(
        self, folder: Path
    ) -> None:
        path = folder / "client.yaml"
        text = CLIENT.replace("C-014", "C-014  # the second one").replace(
            "acuity: acute", "# as of today\n  acuity:   acute   # or worse"
        )
        path.write_text(text, encoding="utf-8")
        assert interview(folder, "client", "client.yaml", keys="1\n2\nq\n").status == 0
        after = path.read_text(encoding="utf-8")
        assert after.startswith(text)
        assert after.removeprefix(text).count("\n") == 2

    def test_a_template_is_filled_in_at_its_places(self, tmp_path: Path) -> None:
        casemodel("new", "client", "-o", "c.yaml", cwd=tmp_path)
        before = (tmp_path / "c.yaml").read_text(encoding="utf-8")
        interview(tmp_path, "client", "c.yaml", keys="1\n2\n3\nq\n")
        after = (tmp_path / "c.yaml").read_text(encoding="utf-8")
        changed = {
            was: now
            for was, now in zip(before.splitlines(), after.splitlines(), strict=True)
            if was != now
        }
        assert changed == {
            "  danger_others: not asked": "  danger_others: no",
            "  danger_self: not asked": "  danger_self: yes",
            "  plan_leader: not asked": "  plan_leader: clinician",
        }

    def test_without_a_name_the_first_free_one_is_taken(self, tmp_path: Path) -> None:
        for name in ("client.yaml", "client-2.yaml", "client-3.yaml"):
            ran = interview(tmp_path, "client", keys="1\nq\n")
            assert f"Every answer is kept at once in {name}." in " ".join(ran.err.split())
            assert answers(tmp_path / name) == {"danger_others": "no"}
        assert sorted(p.name for p in tmp_path.iterdir()) == [
            "client-2.yaml", "client-3.yaml", "client.yaml",
        ]  # fmt: skip

    @posix_only
    def test_a_clients_file_is_for_its_owner_only_and_rights_are_kept(self, tmp_path: Path) -> None:
        interview(tmp_path, "client", "c.yaml", keys="1\nq\n")
        assert mode(tmp_path / "c.yaml") == 0o600
        for rights in (0o640, 0o600, 0o666):
            (tmp_path / "c.yaml").chmod(rights)
            interview(tmp_path, "client", "c.yaml", keys="1\nq\n")
            assert mode(tmp_path / "c.yaml") == rights
        umask = os.umask(0)
        os.umask(umask)
        interview(tmp_path, "organization", "o.yaml", keys="1\nq\n")
        assert mode(tmp_path / "o.yaml") == 0o666 & ~umask

    @posix_only
    def test_a_link_stays_a_link(self, folder: Path) -> None:
        (folder / "link.yaml").symlink_to("client.yaml")
        interview(folder, "client", "link.yaml", keys="1\nq\n")
        assert (folder / "link.yaml").is_symlink()
        assert "danger_others: no" in (folder / "client.yaml").read_text(encoding="utf-8")

    def test_what_someone_else_wrote_meanwhile_is_not_lost(self, folder: Path) -> None:
        path = folder / "client.yaml"
        kept = kept_in(str(path), "client", load_rules(), "")
        draft = kept.draft.answered({"housing": "homeless"}, load_rules())
        path.write_text(CLIENT + "# by hand\n", encoding="utf-8")
        with pytest.raises(CannotWrite, match="changed by something else meanwhile"):
            kept.keep(draft)
        assert path.read_text(encoding="utf-8") == CLIENT + "# by hand\n"
        path.unlink()
        with pytest.raises(CannotWrite, match="There is no such file"):
            kept.keep(draft)

    def test_nothing_is_left_lying_about(self, folder: Path) -> None:
        before = sorted(p.name for p in folder.iterdir())
        interview(folder, "client", "client.yaml", keys=FIRST_ANSWERS)
        assert sorted(p.name for p in folder.iterdir()) == before


class TestEnds:
    def test_stopping_says_where_the_answers_are_and_how_to_go_on(self, folder: Path) -> None:
        ran = interview(folder, "client", "client.yaml", keys="1\nq\n")
        assert (ran.status, ran.out) == (0, "")
        assert ran.err.splitlines()[-3:] == [
            "4 answers are kept in client.yaml.",
            "The answer so far: casemodel score client.yaml",
            "To go on: casemodel interview client client.yaml",
        ]

    def test_the_end_of_the_input_stops_as_q_does(self, folder: Path) -> None:
        ran = interview(folder, "organization", "org.yaml", keys="1\n")
        assert (ran.status, ran.out) == (0, "")
        assert "The input has ended." in ran.err
        assert "casemodel recommend org.yaml" in ran.err

    def test_the_answer_can_go_to_a_file_or_be_data(self, tmp_path: Path) -> None:
        keys = FIRST_ANSWERS
        ran = interview(tmp_path, "client", "c.yaml", "--format", "json", keys=keys)
        assert json.loads(ran.out)["kind"] == "client"
        ran = interview(tmp_path, "client", "c.yaml", "-o", "answer.txt", keys="1\n\n")
        assert ran.err.endswith("Written: answer.txt\n")
        assert mode(tmp_path / "answer.txt") == 0o600 or os.name == "nt"
        again = interview(tmp_path, "client", "c.yaml", "-o", "answer.txt", keys="1\n\n")
        assert (again.status, again.err.count("\n")) == (2, 1)

    def test_rules_of_ones_own_are_named_in_what_to_type_next(self, tmp_path: Path) -> None:
        from tests import rulebase

        rulebase.write(tmp_path / "my rules")
        ran = interview(tmp_path, "client", "c d.yaml", "--rules", "my rules", keys="1\nq\n")
        assert 'casemodel interview client "c d.yaml" --rules "my rules"' in ran.err

    def test_house_rules_decide_what_is_asked_and_are_named_in_what_to_type_next(
        self, tmp_path: Path
    ) -> None:
        change = (
            "{what: weight, criterion: plan_leader, to: 0, reason: r, name: n, date: 2026-11-02}"
        )
        house = f"schema: 1\nagency: a\nchanges:\n  - {change}\n"
        (tmp_path / "house.yaml").write_text(house, encoding="utf-8")
        given = ("client", "c.yaml", "--house", "house.yaml")
        ran = interview(tmp_path, *given, keys="1\n1\nq\n")
        third = ran.err.partition("Question 3;")[2]
        assert third
        assert "Who should lead the plan?" not in third
        assert "casemodel score c.yaml --house house.yaml" in ran.err
        ran = interview(tmp_path, *given, keys=FIRST_ANSWERS)
        scored = casemodel("score", "c.yaml", "--house", "house.yaml", cwd=tmp_path)
        assert ran.out == scored.out


class TestNobodyThere:
    @posix_only
    @pytest.mark.parametrize("redirection", ["< /dev/null", "<&-"])
    @pytest.mark.parametrize("name", ["", "c.yaml"])
    def test_without_a_terminal_and_without_input_it_says_so_at_once(
        self, redirection: str, name: str, tmp_path: Path
    ) -> None:
        line = " ".join(command("interview", "client", name)) + redirection
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env=settings(),
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.decode().startswith("casemodel: An interview needs a terminal, or")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("line", ["zz", "?", "", "0", "9" * 100, "\x00", "b"])
    def test_endless_lines_that_lead_nowhere_come_to_an_end(
        self, line: str, tmp_path: Path
    ) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys=f"{line}\n" * 3000)
        assert ran.status == 2
        assert "casemodel: Too many lines led nowhere." in ran.err

    @pytest.mark.parametrize("line", ["s", "d", "r", "1", "2", "1\nb", "?\nb\ns"])
    def test_the_same_line_for_ever_comes_to_an_end(self, line: str, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys=f"{line}\n" * 500)
        assert ran.status == 2
        assert "Too many lines led nowhere. Answers so far are in c.yaml." in ran.err

    def test_two_answers_in_turn_for_ever_come_to_an_end(self, tmp_path: Path) -> None:
        with mock.patch("casemodel.cli.conversation.MOST_LINES", 60):
            ran = interview(tmp_path, "client", "c.yaml", keys="1\nb\n2\nb\n" * 30)
        assert (ran.status, answers(tmp_path / "c.yaml")) == (2, {"danger_others": "yes"})


class TestBadInput:
    @pytest.mark.parametrize(
        "keys",
        [b"\x1b[A\x1b[B\n", b"\xff\xfe\n", b"\x00\x00\n", b"1" * 5000 + b"\n", b"1 \x07\n",
         "１\n".encode(), "„1“\n".encode(), b"danger\n", b"1;2\n", b"$(id)\n", b"[red]\n", b"-1\n"],
    )  # fmt: skip
    def test_odd_lines_are_no_answers_and_are_not_repeated(
        self, keys: bytes, tmp_path: Path
    ) -> None:
        done = subprocess.run(
            command("interview", "client", "c.yaml"), cwd=tmp_path, env=settings(),
            input=keys + b"2\nq\n", capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        said = done.stderr.decode()
        assert done.returncode == 0
        assert said.isascii()
        assert "That is not one of the answers here." in said or "too long" in said
        assert "\x1b" not in said
        assert answers(tmp_path / "c.yaml") == {"danger_others": "yes"}

    def test_a_line_without_an_end_is_refused(self, tmp_path: Path) -> None:
        ran = interview(tmp_path, "client", "c.yaml", keys="1\n" + "x" * 3_000_000)
        assert ran.status == 2
        assert "no lines of answers" in ran.err
        assert answers(tmp_path / "c.yaml") == {"danger_others": "no"}

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
        ("text", "said"),
        [("", "empty"), ("kind: client\nanswers: {acuity: blue}\n", "no such answer"),
         ("\xff\xfe", "kind"), ("a: [", "not valid YAML"), ("# nothing\n", "nothing but blank"),
         ("schema: 1\nkind: client\n", "answers is missing")],
    )  # fmt: skip
    def test_a_file_with_problems_is_left_alone(self, text: str, said: str, tmp_path: Path) -> None:
        path = tmp_path / "bad.yaml"
        path.write_text(text, encoding="utf-8")
        ran = interview(tmp_path, "client", "bad.yaml", keys="1\n")
        assert ran.status == 1
        assert said in ran.err
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
        ("redirection", "status", "said"),
        [("2>/dev/full", 1, ""), ("2>&-", 1, ""), (">/dev/full", 1, "Standard output cannot")],
    )
    def test_a_full_or_closed_stream(
        self, redirection: str, status: int, said: str, tmp_path: Path
    ) -> None:
        keys = tmp_path / "keys"
        keys.write_text(FIRST_ANSWERS, encoding="utf-8")
        line = " ".join(command("interview", "client", "c.yaml")) + f" < keys {redirection}"
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env=settings(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == status
        assert said in done.stderr.decode()
        assert b"Traceback" not in done.stderr


@posix_only
class TestAtATerminal:
    """With a terminal on both ends, keys typed one after another."""

    def talk(
        self, folder: Path, *turns: tuple[str, bytes], file: str = "c.yaml"
    ) -> tuple[int, str]:
        """Wait for each text and type what comes with it; how it ended, and all that was shown."""
        import pty

        ours, theirs = pty.openpty()
        shown = ""
        with subprocess.Popen(
            command("interview", "client", file), cwd=folder, env=settings(TERM="dumb"),
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - one thread
        ) as running:  # fmt: skip
            os.close(theirs)
            at = 0
            for text, typed in turns:
                while text not in shown[at:]:
                    more = _read(ours)
                    assert more, shown
                    shown += more
                at = shown.index(text, at) + len(text)
                os.write(ours, typed)
            while chunk := _read(ours):
                shown += chunk
            os.close(ours)
            return running.wait(30), shown.replace("\r\n", "\n")

    def test_interrupting_loses_nothing(self, tmp_path: Path) -> None:
        turns = (
            ("? help: ", b"2\n"),
            ("Question 2", b"1\n"),
            ("Question 3", b""),
            ("? help: ", b"\x03"),
        )
        status, shown = self.talk(tmp_path, *turns)
        assert status == 130
        assert "2 answers are kept in c.yaml." in shown
        assert "Traceback" not in shown
        assert answers(tmp_path / "c.yaml") == {"danger_others": "yes", "danger_self": "no"}

    def test_interrupting_before_the_first_answer(self, tmp_path: Path) -> None:
        status, shown = self.talk(tmp_path, ("? help: ", b"\x03"))
        assert status == 130
        assert "0 answers are kept in c.yaml." in shown

    def test_the_end_of_input_at_the_keyboard(self, tmp_path: Path) -> None:
        status, shown = self.talk(
            tmp_path, ("? help: ", b"1\n"), ("Question 2", b""), ("? help: ", b"\x04")
        )
        assert status == 0
        assert "1 answer is kept in c.yaml." in shown

    def test_what_is_typed_stands_behind_the_prompt(self, tmp_path: Path) -> None:
        _, shown = self.talk(
            tmp_path, ("? help: ", b"1\n"), ("Question 2", b""), ("? help: ", b"q\n")
        )
        assert "? help: 1\n\nQuestion 2" in shown

    def test_no_number_of_wrong_keys_ends_it_while_a_person_types(self, tmp_path: Path) -> None:
        wrong = (("? help: ", b"zz\n"),) * 30
        status, _ = self.talk(tmp_path, *wrong, ("? help: ", b"q\n"))
        assert status == 0


def _take_terminal() -> None:
    """Make standard input the terminal of the new session, so that its keys interrupt."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # A key that interrupts makes the terminal throw away what is on its way to the screen, and with
    # it now and then what the program says to that.
    settings_of_terminal = termios.tcgetattr(0)
    settings_of_terminal[3] |= termios.NOFLSH
    termios.tcsetattr(0, termios.TCSANOW, settings_of_terminal)


def _read(descriptor: int) -> str:
    try:
        return os.read(descriptor, 65536).decode()
    except OSError:  # the other end is closed
        return ""


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_ended_from_outside_every_answer_given_is_there(number: int, tmp_path: Path) -> None:
    with subprocess.Popen(
        command("interview", "client", "c.yaml"), cwd=tmp_path, env=settings(),
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stderr
        running.stdin.write(b"1\n2\n3\n")
        running.stdin.flush()
        seen = b""
        while b"Question 4" not in seen:
            seen += os.read(running.stderr.fileno(), 4096)
        running.send_signal(number)
        running.wait(30)
    assert len(answers(tmp_path / "c.yaml")) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["c.yaml"]


@posix_only
def test_it_runs_from_another_folder_as_a_process(tmp_path: Path) -> None:
    ran = process("interview", "client", "c.yaml", cwd=tmp_path, stdin=FIRST_ANSWERS)
    assert ran.status == 0
    assert "The answer" in ran.out
    assert ran.out == process("score", "c.yaml", cwd=tmp_path).out


def test_groups_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(SEGMENTED, encoding="utf-8")
    ran = interview(tmp_path, "organization", "two.yaml", keys="1\nq\n")
    assert "The file has groups of clients." in ran.err
