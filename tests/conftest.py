"""What many tests ask for: small rules, and a profile read from a text."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from tests import rulebase

# A busy machine is slow, and no test may depend on that. Examples are the same each time, so that a
# failure is always the change's; CASEMODEL_LAWS=thorough takes fresh ones.
FRESH = os.environ.get("CASEMODEL_LAWS") == "thorough"
settings.register_profile("casemodel", deadline=None, derandomize=not FRESH, database=None)
settings.load_profile("casemodel")


@pytest.fixture(autouse=True, scope="session")
def without_settings() -> Iterator[None]:
    """Leave out the settings of whoever runs the tests."""
    with mock.patch.dict(os.environ, CASEMODEL_SETTINGS="none"):
        yield


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """The small rules of `tests.rulebase`, read once."""
    return load_rules(rulebase.write(tmp_path_factory.mktemp("rules")))


@pytest.fixture
def profile_from(tmp_path: Path, rules: Rules) -> Callable[[str | bytes], Profile]:
    """Read a profile from a text."""

    def read_text(text: str | bytes) -> Profile:
        path = tmp_path / "profile.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_profile(path, rules)

    return read_text


@pytest.fixture
def problems_of(
    profile_from: Callable[[str | bytes], Profile],
) -> Callable[[str | bytes], list[Problem]]:
    """Read a profile that is wrong, and say what is wrong with it."""

    def problems(text: str | bytes) -> list[Problem]:
        with pytest.raises(ProblemsFound) as caught:
            profile_from(text)
        return list(caught.value.problems)

    return problems
