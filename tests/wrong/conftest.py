"""The small rules, read once."""

import pytest

from casemodel.knowledge.values import Rules
from casemodel.reading.bundled import load_rules
from tests import rulebase


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return load_rules(rulebase.write(tmp_path_factory.mktemp("rules")))
