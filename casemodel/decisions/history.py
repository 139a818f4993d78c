"""Decisions folded from entries, a choice of them to list, and counts of how people differ."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from casemodel.decisions.values import Decision, Entry


class DecisionSelection(NamedTuple):
    """A choice of decisions to list; empty fields ask for nothing.

    `model` is the id chosen or recommended, `reason` a code, `since` and `until` ISO dates on which
    they were made, `subject` the kind of profile with a client's id or an organization's name.
    `overdue_on` is the date by which a review was due. `differing` asks for choices that differ
    from the recommendation.
    """

    model: str = ""
    reason: str = ""
    since: str = ""
    until: str = ""
    subject: tuple[str, str] | None = None
    overdue_on: str = ""
    differing: bool = False

    def takes(self, decision: Decision) -> bool:
        """Say whether a decision is among those selected."""
        content = decision.content
        return (
            self.model in ("", content.chosen, content.recommended)
            and self.reason in ("", content.reason)
            and self.since <= content.made_on
            and (not self.until or content.made_on <= self.until)
            and self.subject in (None, (content.kind, content.subject))
            and (not self.overdue_on or overdue(decision, self.overdue_on))
            and (not self.differing or decision.differs)
        )


class Followed(NamedTuple):
    """Counts for one recommendation: how often it was made, and how often a person chose otherwise.

    `reasons` counts the coded reasons, the most frequent first; `instead` what was chosen.
    """

    recommended: str
    made: int
    differing: int
    reasons: tuple[tuple[str, int], ...]
    instead: tuple[tuple[str, int], ...]


def decisions(entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """Fold entries into decisions as they stand, in the order in which they were first made."""
    by_number: dict[int, Decision] = {}
    for entry in sorted(entries):
        content = entry.content
        before = by_number.get(content.about)
        if content.what == "decided" or before is None:
            by_number[entry.number] = Decision(entry.number, entry, 0, "")
        elif content.what == "withdrawn":
            by_number[before.number] = before._replace(withdrawn=content.made_on)
        else:
            by_number[before.number] = before._replace(
                entry=entry, corrections=before.corrections + 1, withdrawn=""
            )
    return tuple(by_number.values())


def kept(entries: Iterable[Entry], today: str) -> tuple[Entry, ...]:
    """List all entries of each decision of which an entry is still to be kept on this ISO date."""
    entries = tuple(entries)
    until: dict[int, str] = {}
    for entry in entries:
        about = entry.content.about
        until[about] = max(until.get(about, ""), entry.content.keep_until)
    return tuple(entry for entry in entries if until[entry.content.about] >= today)


def listed(decided: Iterable[Decision], selection: DecisionSelection) -> tuple[Decision, ...]:
    """List the decisions selected; a review is due only for the one that holds now."""
    among = latest(decided) if selection.overdue_on else tuple(decided)
    return tuple(decision for decision in among if selection.takes(decision))


def latest(decided: Iterable[Decision]) -> tuple[Decision, ...]:
    """List for each client or organization the decision that holds now: the last not withdrawn."""
    last = {(d.content.kind, d.content.subject): d for d in decided if not d.withdrawn}
    return tuple(sorted(last.values(), key=lambda d: d.number))


def overdue(decision: Decision, today: str) -> bool:
    """Say whether a review was due on this date or before; a withdrawn decision needs none."""
    return not decision.withdrawn and decision.content.review_on <= today


def followed(decided: Iterable[Decision]) -> tuple[Followed, ...]:
    """Count by recommendation: how often, how often people differed, and why; the most first."""
    standing = [decision for decision in decided if not decision.withdrawn]
    times = Counter(d.content.recommended for d in standing)
    return tuple(
        Followed(
            recommended,
            count,
            sum(d.differs for d in standing if d.content.recommended == recommended),
            _counted(d.content.reason for d in _differing(standing, recommended)),
            _counted(d.content.chosen for d in _differing(standing, recommended)),
        )
        for recommended, count in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _differing(decided: Iterable[Decision], recommended: str) -> list[Decision]:
    return [d for d in decided if d.differs and d.content.recommended == recommended]


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))
