"""`casemodel interview` as whoever answers sees it, and what it keeps."""

import json
import os
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.cli.keeping import kept_in
from casemodel.cli.streams import CannotWrite
from tests.cli.interviewing import (
    FIRST_ANSWERS,
    answers,
    interview,
    mode,
    posix_only,
    write_known,
)
from tests.cli.process import CLIENT, casemodel
from tests.shipped import shipped


class TestSessions:
    """Whole sessions, against goldens of all that is shown."""

    def test_a_client_from_nothing(self, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
        keys = "1\n2\n1\n?\n3\nd\nx\nr\n2\nb\n3\ns\nq\n"
        ran = interview(tmp_path, "client", "c.yaml", keys=keys)
        assert (ran.status, ran.out) == (0, "")
        assert ran.err == snapshot(name="dialogue")
        assert (tmp_path / "c.yaml").read_text(encoding="utf-8") == snapshot(name="file")

    def test_an_agency_with_two_groups_in_plain_lines(
        self, tmp_path: Path, snapshot: SnapshotAssertion
    ) -> None:
        about = "Harbor Street\nact\n2\n?\nSteady\n70\nIn crisis\n50000\n60,000\ns\n25\n1200\ns\n"
        keys = about + "1\n1\n2\n1\n1\n1\n2\nzz\np\np\n84\nq\n"
        ran = interview(tmp_path, "organization", "o.yaml", "--plain", keys=keys)
        assert (ran.status, ran.out) == (0, "")
        assert ran.err == snapshot(name="dialogue")
        assert (tmp_path / "o.yaml").read_text(encoding="utf-8") == snapshot(name="file")
        again = interview(tmp_path, "organization", "o.yaml", keys="q\n")
        assert "17 answers are there already." in again.err

    def test_taken_up_checked_changed_and_finished(
        self, tmp_path: Path, snapshot: SnapshotAssertion
    ) -> None:
        write_known(tmp_path)
        before = (tmp_path / "known.yaml").read_text(encoding="utf-8")
        ran = interview(tmp_path, "client", "known.yaml", keys="1\n1\n2\n1\n1\n1\n\n")
        assert ran.status == 0
        assert ran.err == snapshot(name="dialogue")
        assert ran.out == casemodel("score", "known.yaml", cwd=tmp_path).out
        after = (tmp_path / "known.yaml").read_text(encoding="utf-8")
        assert after == snapshot(name="file")
        assert len(set(after.splitlines()) - set(before.splitlines())) == 4


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
        interview(tmp_path, "client", "c.yaml", keys="1\n2\nq\n")
        after = (tmp_path / "c.yaml").read_text(encoding="utf-8")
        changed = {
            was: now
            for was, now in zip(before.splitlines(), after.splitlines(), strict=True)
            if was != now
        }
        assert changed == {
            "  danger_by_client: not asked": "  danger_by_client: no",
            "  danger_from_others: not asked": "  danger_from_others: yes",
        }

    def test_without_a_name_the_first_free_one_is_taken(self, tmp_path: Path) -> None:
        for name in ("client.yaml", "client-2.yaml", "client-3.yaml"):
            ran = interview(tmp_path, "client", keys="1\nq\n")
            assert f"It saves every answer at once in {name}." in " ".join(ran.err.split())
            assert answers(tmp_path / name) == {"danger_by_client": "no"}
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
        assert "danger_by_client: no" in (folder / "client.yaml").read_text(encoding="utf-8")

    def test_what_someone_else_wrote_meanwhile_is_not_lost(self, folder: Path) -> None:
        path = folder / "client.yaml"
        kept = kept_in(str(path), "client", shipped(), "")
        draft = kept.draft.answered({"housing": "homeless"}, shipped())
        path.write_text(CLIENT + "# by hand\n", encoding="utf-8")
        with pytest.raises(CannotWrite, match="changed by something else meanwhile"):
            kept.keep(draft)
        assert path.read_text(encoding="utf-8") == CLIENT + "# by hand\n"
        path.unlink()
        with pytest.raises(CannotWrite, match="This file does not exist"):
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
            "See the answer so far: casemodel score client.yaml",
            "Go on later: casemodel interview client client.yaml",
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
        arguments = ("client", "c.yaml", "--house", "house.yaml")
        ran = interview(tmp_path, *arguments, keys="1\n1\nq\n")
        third = ran.err.partition("Question 3;")[2]
        assert third
        assert "Who should lead the plan?" not in third
        assert "casemodel score c.yaml --house house.yaml" in ran.err
        ran = interview(tmp_path, *arguments, keys=FIRST_ANSWERS)
        scored = casemodel("score", "c.yaml", "--house", "house.yaml", cwd=tmp_path)
        assert ran.out == scored.out


def test_what_is_chosen_beside_the_answers_decides_what_is_asked_and_answered(
    tmp_path: Path,
) -> None:
    options = ("--basis", "document", "--fit-only", "--priorities", "treatment,acuity", "--weight",
              "plan_leader=0")  # fmt: skip
    ran = interview(tmp_path, "client", "c.yaml", *options, keys="1\n1\nq\n")
    assert "Who should lead the plan?" not in ran.err
    assert f"casemodel interview client c.yaml {' '.join(options)}" in " ".join(ran.err.split())
    ran = interview(tmp_path, "client", "c.yaml", *options, keys=FIRST_ANSWERS)
    scored = casemodel("score", "c.yaml", *options, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, scored.out)


@pytest.mark.parametrize(
    "wrong", [("--weight", "acuty=2"), ("--weight", "budget=2"), ("--priorities", "acuity")]
)
def test_a_wrong_choice_is_told_before_anything_is_asked(
    wrong: tuple[str, str], tmp_path: Path
) -> None:
    ran = interview(tmp_path, "client", "c.yaml", *wrong, keys="1\n")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []
