"""Notices that laws demand on a page about one client, and the answers that call for each."""

from collections.abc import Iterable, Iterator

from casemodel.knowledge.fields import File, Id, Text, Value
from casemodel.knowledge.models import SomeConditions
from casemodel.knowledge.references import Finding, conditions_faults
from casemodel.knowledge.values import Rules

NOTICES_FILE = "notices.yaml"
"""The rule file of the notices. It is read only for a client's report."""


class Notice(Value):
    """A notice in the law's own words, with when it applies, the law, and why it is printed.

    It goes on a page that shows an answer that meets one of `any_of`.
    """

    id: Id
    quote: Text
    says: Text
    cites: Text
    any_of: SomeConditions
    reason: Text


class NoticesFile(File, kw_only=True):
    """Notices that laws demand on a page about one client."""

    notices: tuple[Notice, ...]


def notices_for(
    notices: Iterable[Notice], shown_answers: Iterable[tuple[str, str]]
) -> tuple[Notice, ...]:
    """List the notices for a page that shows these answers, each a criterion and a level."""
    answers = frozenset(shown_answers)
    return tuple(
        notice
        for notice in notices
        if any((c.criterion, level) in answers for c in notice.any_of for level in c.levels)
    )


def notice_faults(rules: Rules, notices: Iterable[Notice]) -> Iterator[Finding]:
    """Find conditions of notices with unknown criteria or levels."""
    for notice in notices:
        path = (NOTICES_FILE, "notices", notice.id, "any_of")
        yield from conditions_faults(rules, path, notice.any_of)
