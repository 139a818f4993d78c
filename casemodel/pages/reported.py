"""What a report is made from: the assessment, its explanation, and what of it may be shown."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casemodel.engine.assessment import Assessment
from casemodel.engine.contributions import Contribution
from casemodel.engine.questions import WHOLE, answer_to
from casemodel.explanation.explain import every_reason
from casemodel.explanation.naming import name_of
from casemodel.explanation.values import Explanation, Reason, WhyNot
from casemodel.explanation.why_not import why_not
from casemodel.knowledge.notices import Notice, notices_for
from casemodel.knowledge.values import Kind, Rules
from casemodel.pages.numbered import Numbered, numbered_places, places_in

Key = tuple[str, str]  # a criterion, and the segment it is asked of or ''


class Input(NamedTuple):
    """One answer as a report shows it: the id of the level, and what it is called.

    `number` is what the level was read from; `note` is the person's own words. `points` are the
    contribution to the alternative that the report is about, in tenths, with its reason, if any.
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
    """Everything a report says. `second` is the best other model, empty if there is none.

    `notices` are what laws ask to be printed beside some answers.
    `needed` are the answers that the decision needs; with `redacted`, no other answer is shown.
    """

    assessment: Assessment
    explanation: Explanation
    reasons: Mapping[str, tuple[Reason, ...]]
    second: str
    against_second: WhyNot | None
    needed: frozenset[Key]
    redacted: bool
    sources: Numbered
    notices: tuple[Notice, ...]

    @property
    def rules(self) -> Rules:
        """The rules that were used."""
        return self.assessment.case.rules

    @property
    def kind(self) -> Kind:
        """The kind of the profile."""
        return self.assessment.kind

    def name(self, alternative: str) -> str:
        """The name of a model or hybrid."""
        return name_of(self.rules, alternative)

    def shows(self, key: Key) -> bool:
        """Whether the answer to this question may be shown."""
        return not self.redacted or key in self.needed

    def must_say(self) -> tuple[Notice, ...]:
        """The notices that go with the answers shown."""
        return notices_for(self.notices, ((one.key[0], one.level) for one in self.inputs()))

    def inputs(self) -> tuple[Input, ...]:
        """The answers that may be shown, in canonical order."""
        return tuple(one for one in _inputs(self) if self.shows(one.key))


def reported(
    assessment: Assessment,
    explanation: Explanation,
    notices: tuple[Notice, ...],
    *,
    redacted: bool,
) -> Reported:
    """Gather what a report says, and number the sources it cites."""
    about = explanation.about
    models = [s.id for s in assessment.ranking if s.kind == "model" and s.id != about]
    second = models[0] if about and models else ""
    made = Reported(
        assessment,
        explanation,
        every_reason(assessment),
        second,
        why_not(assessment, second) if second else None,
        _needed(assessment, explanation),
        redacted,
        numbered_places(assessment.case.rules, ()),
        notices,
    )
    return made._replace(sources=numbered_places(made.rules, _cites(made)))


def _needed(assessment: Assessment, explanation: Explanation) -> frozenset[Key]:
    """The answers that the decision needs, so that a page for sharing can leave out all others.

    They are those behind the reasons and the warnings that are given, those that show a
    requirement to be unmet, and those which, changed alone, would change the recommendation.
    """
    case = assessment.case
    found = {(r.criterion, r.segment) for r in (*explanation.best_for, *explanation.best_against)}
    conditions = [condition for caution in assessment.cautions for condition in caution.when]
    told = [s for s in assessment.ranking if s.id == explanation.about]
    for check in (check for standing in told for check in standing.feasibility.checks):
        if check.state == "unmet":
            conditions += check.requirement.met_by
    criteria = {condition.criterion for condition in conditions}
    names = segment_names(assessment)
    for question, asked in case.asked.items():
        turning = any(
            change.question == question and change.before
            for turn in assessment.turns
            for change in turn.changes
        )
        if turning or asked.criterion in criteria:
            found.add((asked.criterion, names[question]))
    return frozenset(found)


def segment_names(assessment: Assessment) -> Mapping[str, str]:
    """For each question, the name of the segment it is asked of, empty where it is asked of all."""
    case = assessment.case
    segments = case.profile.segments
    return {
        question: "" if asked.segment == WHOLE else segments[asked.segment].name
        for question, asked in case.asked.items()
    }


def _inputs(made: Reported) -> Iterator[Input]:
    case, about = made.assessment.case, made.explanation.about
    names = segment_names(made.assessment)
    told = made.assessment.standing(about).contributions if about else ()
    points = {(c.criterion, c.segment): c.tenths for c in told}
    reasons = {(r.criterion, r.segment): r for r in made.reasons.get(about, ())}
    for question, level in case.levels.items():
        asked = case.asked[question]
        criterion, key = made.rules.criteria[asked.criterion], (asked.criterion, names[question])
        answer = answer_to(case.profile, asked)
        yield Input(
            key=key,
            level=level,
            name=with_segment(criterion.name, key[1]),
            answer=criterion.level(level).name.said_to(made.kind),
            number=answer.number if answer else "",
            note=answer.note if answer else "",
            tenths=points.get(key, 0),
            reason=reasons.get(key),
        )


def with_segment(name: str, segment: str) -> str:
    """A question's name, with the segment it is asked of."""
    return f"{name} ({segment})" if segment else name


def contributions(made: Reported, alternative: str) -> Mapping[Key, Contribution]:
    """What each answered question adds to the score of an alternative."""
    standing = made.assessment.standing(alternative)
    return {(c.criterion, c.segment): c for c in standing.contributions if c.level}


def _cites(made: Reported) -> Iterator[str]:
    """Every place that the report cites."""
    explanation = made.explanation
    reasons = [*explanation.best_for, *explanation.best_against]
    reasons += [one.reason for one in made.inputs() if one.reason]
    gaps = [*explanation.gaps, *(made.against_second.gaps if made.against_second else ())]
    for reason in reasons:
        yield from reason.cites
        for said in reason.contested:
            yield from places_in(said)
    for caution in explanation.cautions:
        yield from caution.cites
    for gap in gaps:
        yield from gap.cites
    for said in (*explanation.notes, *explanation.weak_points):
        yield from places_in(said)
