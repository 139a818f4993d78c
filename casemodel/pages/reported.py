"""The contents of a report: the explanation, and the parts of it that may be shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from casemodel.explanation.values import (
    Explanation,
    QuestionPoints,
    RankedAlternative,
    Reason,
    WhyNot,
)
from casemodel.knowledge.notices import Notice, notices_for
from casemodel.pages.numbered import Numbered, numbered, places_in

Key = tuple[str, str]  # a criterion, and the segment it is asked of or ''


class Input(NamedTuple):
    """One answer as a report shows it: the ids and names of criterion and level.

    `number` is what the level was read from; `note` is the person's own words. `tenths` are the
    points for the alternative that the report is about, with their reason, if any.
    """

    key: Key
    level: str
    name: str
    answer: str
    number: str
    note: str
    tenths: int
    reason: Reason | None


class Reported(NamedTuple):
    """Everything a report shows.

    `against_second` is the answer to why not the best other model, if there is one. `notices` are
    what laws demand to be printed beside some answers. `needed` are the answers that the decision
    needs; with `redacted`, no other answer is shown.
    """

    explanation: Explanation
    against_second: WhyNot | None
    needed: frozenset[Key]
    redacted: bool
    sources: Numbered
    notices: tuple[Notice, ...]

    def shows(self, key: Key) -> bool:
        """Say whether the answer to this question may be shown."""
        return not self.redacted or key in self.needed

    def must_say(self) -> tuple[Notice, ...]:
        """List the notices that go with the answers shown."""
        return notices_for(self.notices, ((one.key[0], one.level) for one in self.inputs()))

    def inputs(self) -> tuple[Input, ...]:
        """List the answers that may be shown, in canonical order."""
        return tuple(one for one in _inputs(self.explanation) if self.shows(one.key))


def reported(
    explanation: Explanation,
    against_second: WhyNot | None,
    notices: tuple[Notice, ...],
    *,
    redacted: bool,
) -> Reported:
    """Gather the contents of a report, and number the sources it cites.

    `against_second` is the answer to why not `explanation.second`, if there is one.
    """
    sources = explanation.rules.sources
    needed = _needed(explanation)
    report = Reported(explanation, against_second, needed, redacted, numbered(sources, ()), notices)
    return report._replace(sources=numbered(sources, _cites(report)))


def _needed(explanation: Explanation) -> frozenset[Key]:
    """List the answers that the decision needs; a page for sharing can leave out all others.

    They are those behind the reasons and the warnings that are given, those that show a requirement
    to be unmet, and those which, changed alone, would change the recommendation.
    """
    reasons = (*explanation.best_for, *explanation.best_against)
    needed = {(reason.criterion, reason.segment) for reason in reasons}
    criteria = {c for caution in explanation.cautions for c in caution.criteria}
    criteria |= {c for gap in explanation.gaps if gap.unmet for c in gap.criteria}
    needed |= {(a.criterion, a.segment) for a in explanation.answers if a.criterion in criteria}
    changes = (change for switch in explanation.switches for change in switch.changes)
    needed |= {(change.criterion, change.segment) for change in changes if change.before}
    return frozenset(needed)


def _inputs(explanation: Explanation) -> Iterator[Input]:
    points = contributions(explanation.told) if explanation.told else {}
    for given in explanation.answers:
        key = (given.criterion, given.segment)
        moved = points.get(key)
        yield Input(
            key=key,
            level=given.level,
            name=with_segment(given.name, given.segment),
            answer=given.answer,
            number=given.number,
            note=given.note,
            tenths=moved.tenths if moved else 0,
            reason=moved.reason if moved else None,
        )


def with_segment(name: str, segment: str) -> str:
    """Name a question, with the segment it is asked of."""
    return f"{name} ({segment})" if segment else name


class PointsRow(NamedTuple):
    """The points of one answered question for several alternatives, in tenths."""

    key: Key
    name: str
    answer: str
    tenths: tuple[int, ...]


def points_by_question(shown: Sequence[RankedAlternative]) -> tuple[PointsRow, ...]:
    """List the points of each answered question for each alternative, in canonical order.

    A question that is answered for some alternatives alone, as by the posts of a tier's parts, adds
    nothing to the others; points for several parts of a tier are added up.
    """
    sides = [contributions(ranked) for ranked in shown]
    first = {key: one for side in reversed(sides) for key, one in side.items()}
    keys = dict.fromkeys(key for side in sides for key in side)
    return tuple(
        PointsRow(
            key=key,
            name=with_segment(first[key].name, key[1]),
            answer=first[key].answer,
            tenths=tuple(side[key].tenths if key in side else 0 for side in sides),
        )
        for key in keys
    )


def contributions(ranked: RankedAlternative) -> Mapping[Key, QuestionPoints]:
    """Give by question its points, those for several parts of a tier added up."""
    by_key: dict[Key, QuestionPoints] = {}
    for one in ranked.contributions:
        key = (one.criterion, one.segment)
        if one.level and key in by_key:
            total = by_key[key].tenths + one.tenths
            by_key[key] = by_key[key]._replace(
                tenths=total, reason=by_key[key].reason or one.reason
            )
        elif one.level:
            by_key[key] = one
    return by_key


def _cites(report: Reported) -> Iterator[str]:
    """Yield every place that the report cites."""
    explanation, second = report.explanation, report.against_second
    reasons = [*explanation.best_for, *explanation.best_against]
    reasons += [one.reason for one in report.inputs() if one.reason]
    for reason in reasons:
        yield from reason.cites
        for said in reason.contested:
            yield from places_in(said)
    for caution in explanation.cautions:
        yield from caution.cites
    for gap in (*explanation.gaps, *(second.alternative.gaps if second else ())):
        yield from gap.cites
    for said in (*explanation.notes, *explanation.weak_points):
        yield from places_in(said)
