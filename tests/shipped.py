"""The rules that come with casemodel, read once for all tests of a process."""

from functools import cache

from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.values import Rules


@cache
def shipped() -> Rules:
    """The shipped rules."""
    return load_rules()
