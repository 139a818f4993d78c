"""The small rules, read once, and a way to read a profile from a text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casemodel.knowledge.values import Rules
from casemodel.problems import Problem, ProblemsFound
from casemodel.profiles.values import Profile
from casemodel.reading.bundled import load_rules
from casemodel.reading.profile_files import load_profile
from tests import rulebase


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return load_rules(rulebase.write(tmp_path_factory.mktemp("rules")))


@pytest.fixture
def read(tmp_path: Path, rules: Rules) -> Callable[[str | bytes], Profile]:
    def read_text(text: str | bytes) -> Profile:
        path = tmp_path / "profile.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_profile(path, rules)

    return read_text


@pytest.fixture
def problems_of(read: Callable[[str | bytes], Profile]) -> Callable[[str | bytes], list[Problem]]:
    def problems(text: str | bytes) -> list[Problem]:
        with pytest.raises(ProblemsFound) as found:
            read(text)
        return list(found.value.problems)

    return problems
