"""Notices that laws demand on a page about one client, and beside which answers."""

from collections.abc import Iterable, Iterator

from casemodel.knowledge.fields import File, Id, Text, Value
from casemodel.knowledge.references import Finding, conditions_faults
from casemodel.knowledge.values import Rules, SomeConditions

NOTICES_FILE = "notices.yaml"
"""The file of the rules that holds them; it is read for a client's report, and not before."""


class Notice(Value):
    """A law's own words, when they hold in ours, the law, and why we print it.

    It goes with a page that shows an answer of which one of `any_of` is true.
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


def notices_for(notices: Iterable[Notice], shown: Iterable[tuple[str, str]]) -> tuple[Notice, ...]:
    """Those that go with a page which shows these answers, each a criterion and a level."""
    answers = frozenset(shown)
    return tuple(
        notice
        for notice in notices
        if any((c.criterion, level) in answers for c in notice.any_of for level in c.levels)
    )


def notice_faults(rules: Rules, notices: Iterable[Notice]) -> Iterator[Finding]:
    """Criteria and levels that are not there."""
    for notice in notices:
        path = (NOTICES_FILE, "notices", notice.id, "any_of")
        yield from conditions_faults(rules, path, notice.any_of)
