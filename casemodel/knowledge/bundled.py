"""The shipped rules and example profiles: their folders, and loading of rules.

In the wheel they lie in `casemodel/data`; in a checkout, beside the package. The wheel also holds
`knowledge.json`, the rules as they were read and checked when it was built. If its digest is that
of the rule files beside it, it is loaded and the files are not read again.
"""

from pathlib import Path

from casemodel.knowledge.rule_files import RuleBytes, read_bytes, read_rules
from casemodel.knowledge.values import Rules

_PACKAGE = Path(__file__).parent.parent
_DATA = _PACKAGE / "data"
KNOWLEDGE_FILE = "knowledge.json"
"""The name of the checked rules within the wheel's data."""


def rules_directory() -> Path:
    """The folder of the shipped rules."""
    return _shipped("rules")


def profiles_directory() -> Path:
    """The folder of the shipped example profiles."""
    return _shipped("profiles")


def _shipped(name: str) -> Path:
    in_wheel = _DATA / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name


def load_rules(directory: str | Path | None = None) -> Rules:
    """Load the rules of a folder, or the shipped ones.

    Raises ProblemsFound with every problem of the rule files.
    """
    if directory is not None:
        return read_rules(read_bytes(Path(directory))).rules
    rule_bytes = read_bytes(rules_directory())
    return _stored_rules(rule_bytes) or read_rules(rule_bytes).rules


def shipped_digest() -> str:
    """The digest of the shipped rules: the sha256 of their files, in hexadecimal."""
    return read_bytes(rules_directory()).digest()


def _stored_rules(rule_bytes: RuleBytes) -> Rules | None:
    """Load the rules stored when the wheel was built, or None if the files have changed since."""
    try:
        data = (_DATA / KNOWLEDGE_FILE).read_bytes()
    except OSError:
        return None
    import json

    from casemodel.knowledge.stored import from_data

    stored = json.loads(data)
    return from_data(stored["rules"]) if stored["digest"] == rule_bytes.digest() else None
