"""The contents of a report: the explanation, and what of it may be shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from casemodel.explanation.alternative_values import (
    RankedAlternative,
    Reason,
)
from casemodel.explanation.comparison_values import WhyNot
from casemodel.explanation.values import Explanation
from casemodel.knowledge.notices import Notice, notices_for
from casemodel.pages.numbered import Numbered, numbered, places_in
from casemodel.pages.plan import plan_cites
from casemodel.pages.reasons import named
from casemodel.texts.messages import phrase

_NEXT, _FEWER = 3, 2  # choices beside the one that the answer is about; fewer where groups differ
Key = tuple[str, str]  # a criterion, and the segment it is asked of or ''


class Input(NamedTuple):
    """One answer as a report shows it: the id of the level, and what it is called.

    `number` is what the level was read from; `note` is the person's own words; `origin` says which
    records it came from. `tenths` are the points for the alternative that the report is about, with
    their reason, if any. `posts_of` names the part of a tier whose posts are the answer, or is
    empty.
    """

    key: Key
    level: str
    name: str
    answer: str
    number: str
    note: str
    origin: str
    tenths: int
    reason: Reason | None
    posts_of: str = ""


class Reported(NamedTuple):
    """Everything a report says, and what of it may be shown.

    `against_second` is why not the best other model, if there is one. `notices` are what laws ask
    to be printed beside some answers. `needed` are the answers that the decision needs; with
    `redacted`, no other answer is shown.
    """

    explanation: Explanation
    against_second: WhyNot | None
    needed: frozenset[Key]
    redacted: bool
    sources: Numbered
    notices: tuple[Notice, ...]

    def shows(self, key: Key) -> bool:
        """Tell whether the answer to this question may be shown."""
        return not self.redacted or key in self.needed

    def must_say(self) -> tuple[Notice, ...]:
        """The notices that go with the answers shown."""
        return notices_for(
            self.notices, ((answer.key[0], answer.level) for answer in self.inputs())
        )

    def inputs(self) -> tuple[Input, ...]:
        """The answers that may be shown, in canonical order; last, those of the posts of parts."""
        return tuple(answer for answer in _inputs(self.explanation) if self.shows(answer.key))


def reported(
    explanation: Explanation,
    against_second: WhyNot | None,
    notices: tuple[Notice, ...],
    *,
    redacted: bool,
) -> Reported:
    """Gather what a report says, and number the sources it cites.

    `against_second` says why `explanation.second` is not recommended, where there is one. With
    `redacted`, only answers with a rating against the alternative stay as reasons against it.
    """
    if redacted:
        stated = tuple(reason for reason in explanation.best_against if reason.stated)
        explanation = replace(explanation, best_against=stated)
    sources = explanation.rules.sources
    needed = _needed(explanation)
    report = Reported(explanation, against_second, needed, redacted, numbered(sources, ()), notices)
    return report._replace(sources=numbered(sources, _cites(report)))


def _needed(explanation: Explanation) -> frozenset[Key]:
    """The answers that the decision needs, so that a page for sharing can leave out all others.

    They are those behind the reasons and the warnings that are given, those that show a
    requirement to be unmet, and those which, changed alone, would change the recommendation.
    """
    reasons = (*explanation.best_for, *explanation.best_against)
    needed = {(reason.criterion, reason.segment) for reason in reasons}
    criteria = {c for caution in explanation.cautions for c in caution.criteria}
    criteria |= {c for gap in explanation.gaps if gap.unmet for c in gap.criteria}
    needed |= {(a.criterion, a.segment) for a in explanation.answers if a.criterion in criteria}
    changes = (change for switch in explanation.switches for change in switch.changes)
    needed |= {(change.criterion, change.segment) for change in changes if change.before}
    return frozenset(needed)


def choices(explanation: Explanation) -> tuple[RankedAlternative, ...]:
    """List what the answer is about, the next best, and what the organization runs now."""
    subject, current = explanation.subject, explanation.current
    rest = [ranked for ranked in explanation.ranking if ranked is not subject]
    chosen = [*([subject] if subject else []), *rest[: _FEWER if explanation.groups else _NEXT]]
    if current and current.compared:
        chosen.append(explanation.alternative(current.compared))
    return tuple({ranked.id: ranked for ranked in chosen}.values())


def _inputs(explanation: Explanation) -> Iterator[Input]:
    moving = explanation.subject.contributions if explanation.subject else ()
    points = {moved.key: moved for moved in moving if moved.level}
    reasons = {reason.key: reason for reason in explanation.reasons.get(explanation.about, ())}
    for answer in explanation.answers:
        key = (answer.criterion, answer.segment, "")
        moved = points.get(key)
        yield Input(
            key=(answer.criterion, answer.segment),
            level=answer.level,
            name=named(answer.name, answer.segment),
            answer=answer.answer,
            number=answer.number,
            note=answer.note,
            origin=answer.origin,
            tenths=moved.tenths if moved else 0,
            reason=reasons.get(key),
        )
    for key, moved in points.items():
        if moved.posts_of:
            yield Input(
                key=(moved.criterion, moved.segment),
                level=moved.level,
                name=named(moved.name, moved.posts_of),
                answer=moved.answer,
                number="",
                note="",
                origin="",
                tenths=moved.tenths,
                reason=reasons.get(key),
                posts_of=moved.posts_of,
            )


def asked_of(report: Reported, question: str, segments: Sequence[str]) -> str:
    """A question, with the segments it is asked of; several segments in one line."""
    if len(segments) > 1 and len(segments) == len(report.explanation.groups):
        return phrase("report.each_group", question=question)
    return named(question, "; ".join(segments))


def _cites(report: Reported) -> Iterator[str]:
    """Every place that the report cites."""
    explanation = report.explanation
    reasons = [*explanation.best_for, *explanation.best_against]
    reasons += [answer.reason for answer in report.inputs() if answer.reason]
    for reason in reasons:
        yield from reason.cites
        for sentence in reason.contested:
            yield from places_in(sentence)
    for caution in explanation.cautions:
        yield from caution.cites
    for requirement in explanation.subject.requirements if explanation.subject else ():
        yield from requirement.cites
    for studies in (finding for ranked in choices(explanation) for finding in ranked.evidence):
        yield from studies.cites
    yield from plan_cites(explanation.plan) if explanation.plan else ()
    for sentence in (*explanation.notes, *explanation.weak_points):
        yield from places_in(sentence)
