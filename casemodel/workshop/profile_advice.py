"""Advice on a profile without problems: places that are worth a second look.

No message holds an answer of a client: only keys, and which answers belong together.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.assessment import assess
from casemodel.engine.deviations import model_tables
from casemodel.engine.questions import Asked
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.models import Condition, Contradiction
from casemodel.knowledge.references import Finding, Path
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import WHOLE, Answer, Profile

MOST_MISSING = 3
"""The number of missing answers that are named."""


class _CountedAnswer(NamedTuple):
    """An answer that counts somewhere, and its place in the file."""

    level: str
    path: Path


_Standing = Mapping[str, _CountedAnswer]
"""The answers that hold for one group of people: the profile as a whole, or one segment."""


def advise(rules: Rules, profile: Profile) -> tuple[Finding, ...]:
    """Find everything worth a second look, each at its place in the profile's file."""
    return (
        *_contradictions(rules, profile),
        *_alike_segments(profile),
        *_cannot_matter(rules, profile),
        *_danger_open(rules, profile),
        *_missing(rules, profile),
    )


def _answered(answers: Mapping[str, Answer], path: Path) -> dict[str, _CountedAnswer]:
    return {
        criterion: _CountedAnswer(answer.level, (*path, criterion))
        for criterion, answer in answers.items()
        if answer.state == "answered"
    }


def _standings(profile: Profile) -> list[_Standing]:
    """Collect the answers for each group: for each segment its own first, then those of all."""
    of_all = _answered(profile.answers, ("answers",))
    if profile.agency is not None:
        of_all |= _answered(profile.agency.answers, ("agency", "answers"))
    own = [_answered(s.answers, ("segments", i, "answers")) for i, s in enumerate(profile.segments)]
    return [of_all | segment for segment in own] or [of_all]


def _contradictions(rules: Rules, profile: Profile) -> Iterator[Finding]:
    yielded = set()
    for standing in _standings(profile):
        for contradiction in rules.contradictions:
            involved = _involved(contradiction, standing)
            if involved and (contradiction.id, involved) not in yielded:
                yielded.add((contradiction.id, involved))
                yield _pulling(contradiction, involved, profile.kind)
    for contradiction in rules.contradictions:
        yield from _numbers(contradiction, profile.quantities, profile.kind, ("answers",))
        if profile.agency is not None:
            quantities = profile.agency.quantities
            yield from _numbers(contradiction, quantities, profile.kind, ("agency", "answers"))


def _involved(contradiction: Contradiction, standing: _Standing) -> tuple[Path, ...]:
    """List the places of the answers that make the contradiction true; none if it is not."""
    if once := contradiction.once:
        at_level = [
            standing[criterion].path
            for criterion in once.among
            if criterion in standing and standing[criterion].level == once.level
        ]
        return tuple(at_level) if len(at_level) > 1 else ()
    if all(_holds(condition, standing) for condition in contradiction.when):
        return tuple(standing[condition.criterion].path for condition in contradiction.when)
    return ()


def _holds(condition: Condition, standing: _Standing) -> bool:
    answer = standing.get(condition.criterion)
    return answer is not None and answer.level in condition.levels


def _numbers(
    contradiction: Contradiction, quantities: Mapping[str, str], kind: Kind, path: Path
) -> Iterator[Finding]:
    if not contradiction.numbers:
        return
    more, than = contradiction.numbers.more, contradiction.numbers.than
    if (
        more in quantities
        and than in quantities
        and Fraction(quantities[more]) > Fraction(quantities[than])
    ):
        yield _pulling(contradiction, ((*path, more), (*path, than)), kind)


def _pulling(contradiction: Contradiction, involved: tuple[Path, ...], kind: Kind) -> Finding:
    """Report a contradiction; its text would reveal a client's answers, so only keys are named."""
    says = contradiction.says if kind == "organization" else "These answers do not go together."
    keys = ", ".join(str(path[-1]) for path in involved)
    return Finding("A101", involved[0], says, expected=f"a second look at {keys}")


def _alike_segments(profile: Profile) -> Iterator[Finding]:
    first: dict[tuple[tuple[str, str], ...], int] = {}
    for number, standing in enumerate(_standings(profile) if profile.segments else ()):
        answers = tuple(sorted((criterion, answer.level) for criterion, answer in standing.items()))
        earlier = first.setdefault(answers, number)
        if earlier != number:
            message = f"This segment has the same answers as segment {earlier + 1}."
            expected = "what sets it apart, or one segment in place of the two"
            yield Finding("A105", ("segments", number), message, expected=expected)


def _cannot_matter(rules: Rules, profile: Profile) -> Iterator[Finding]:
    """Find answers that move no model, and that no requirement or warning asks for."""
    asked_for = _asked_for(rules)
    tables = model_tables(rules, profile.kind)
    counting = asked_for | {criterion for table in tables for criterion in table.deviations}
    for standing in _standings(profile._replace(agency=None)):
        for criterion, answer in standing.items():
            if criterion not in counting:
                message = "No model is rated on this question, so the answer changes nothing."
                yield Finding("A102", answer.path, message)
    if profile.agency is not None:
        for criterion, answer in _answered(profile.agency.answers, ("agency", "answers")).items():
            if criterion not in asked_for:
                message = "Of an agency only what requirements and warnings ask for counts."
                yield Finding("A102", answer.path, message)


def _asked_for(rules: Rules) -> set[str]:
    """List the criteria that requirements and cautions ask for."""
    requirements = [r for model in rules.models.values() for r in model.requirements]
    requirements += [r for hybrid in rules.hybrids.values() for r in hybrid.requirements]
    cautions = [*rules.cautions, *(c for model in rules.models.values() for c in model.cautions)]
    conditions = [
        *(condition for requirement in requirements for condition in requirement.met_by),
        *(condition for caution in cautions for condition in caution.when),
    ]
    return {condition.criterion for condition in conditions}


def _danger_open(rules: Rules, profile: Profile) -> Iterator[Finding]:
    """Find unanswered questions of a client on which warnings about danger depend."""
    criteria = {c.id for c in rules.criteria_for("client")}
    dangers = [c.criterion for caution in rules.cautions if caution.danger for c in caution.when]
    missing = [name for name in dict.fromkeys(dangers) if name in criteria - set(profile.levels())]
    if profile.kind == "client" and missing:
        message = f"Not answered, so that no warning of danger can be shown: {', '.join(missing)}."
        yield Finding("A103", ("answers",), message, expected="the first questions to ask")


def _missing(rules: Rules, profile: Profile) -> Iterator[Finding]:
    """List the most useful open questions, in order."""
    assessment = assess(rules, profile)
    worth = assessment.next_questions[:MOST_MISSING]
    if worth:
        names = {
            question.question: _named(assessment.problem.asked[question.question])
            for question in worth
        }
        message = f"Not answered, and worth asking first: {', '.join(names.values())}."
        changing = ", ".join(names[question.question] for question in worth if question.deciding)
        expected = f"{changing}: one answer alone could change the recommendation"
        yield Finding("A104", ("answers",), message, expected=expected if changing else "")


def _named(asked: Asked) -> str:
    """Name the criterion, and the number of the segment if it is asked of one."""
    of_segment = "" if asked.segment == WHOLE else f" of segment {asked.segment + 1}"
    return asked.criterion + of_segment
