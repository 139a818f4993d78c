"""Two interviews on one file at the same instant: never do both believe that theirs was kept."""

import threading
from pathlib import Path

import pytest

from casemodel.cli import keeping
from casemodel.cli.keeping import Kept, kept_in
from casemodel.cli.streams import CannotWrite
from casemodel.render.profile_template import beginning
from tests.shipped import shipped

RULES = shipped()
ANSWERS = [
    ("complexity", "many"),
    ("acuity", "acute"),
    ("housing", "homeless"),
    ("contact", "often"),
]


def begun(folder: Path) -> str:
    name = str(folder / "client.yaml")
    kept_in(name, "client", RULES, beginning("client"))
    return name


def test_of_many_at_once_the_file_has_what_those_wrote_who_were_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = keeping.replace_whole
    meet = threading.Barrier(len(ANSWERS))

    def slowly(file: str, data: bytes) -> None:  # so that all would have looked before one writes
        threading.Event().wait(0.02)
        replace(file, data)

    monkeypatch.setattr(keeping, "replace_whole", slowly)
    for _ in range(3):
        file = begun(tmp_path)
        drafts: list[Kept] = [kept_in(file, "client", RULES, "") for _ in ANSWERS]
        believed: list[tuple[str, str]] = []
        refused: list[str] = []

        def answer(kept: Kept, key: str, word: str) -> None:
            meet.wait()
            try:
                kept.keep(kept.draft.answered({key: word}, RULES))
            except CannotWrite as error:
                refused.append(str(error))  # noqa: B023
            else:
                believed.append((key, word))  # noqa: B023 - the threads end within the round

        levels = [(key, RULES.criteria[key].levels[-1].id) for key, _ in ANSWERS]
        threads = [
            threading.Thread(target=answer, args=(kept, *level))
            for kept, level in zip(drafts, levels, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(believed) == 1
        assert all("was changed by something else meanwhile" in message for message in refused)
        there = kept_in(file, "client", RULES, "").draft.words
        assert dict(believed).items() <= dict(there).items()
        Path(file).unlink()


def test_a_file_that_another_holds_is_said_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(keeping, "_TRIES", 2)
    file = begun(tmp_path)
    kept = kept_in(file, "client", RULES, "")
    with Path(file).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CannotWrite, match="being written by something else"):
            kept.keep(kept.draft.answered({"complexity": "many"}, RULES))
    kept.keep(kept.draft.answered({"complexity": "many"}, RULES))
