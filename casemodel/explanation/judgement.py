"""What is missing, how stable the answer is, and what would change it."""

from fractions import Fraction
from math import sqrt

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.case import Case
from casemodel.engine.changes import Turn
from casemodel.engine.feasibility import CASE_MANAGERS, CLIENTS, Check
from casemodel.engine.questions import WHOLE, Question
from casemodel.engine.segments import SegmentFirst, best_for_segments
from casemodel.explanation.naming import condition_text, name_of
from casemodel.explanation.numbers import percent, plain, printed
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Gap, OpenQuestion, Sentence
from casemodel.knowledge.values import Level, Rules

SHOWN = 3
_STABILITY = {
    "certain": "stability.certain",
    "likely": "stability.likely",
    "open": "stability.open",
}
FARTHEST = 4  # weights changed by more than this factor are not worth a director's time


def gaps_of(assessment: Assessment, standing: Standing) -> tuple[Gap, ...]:
    """The requirements that are unmet or to be confirmed: unmet first, musts before shoulds.

    None where feasibility was left out.
    """
    if assessment.options.fit_only:
        return ()
    rules = assessment.case.rules
    found = [c for c in standing.feasibility.checks if c.state != "met"]
    found.sort(key=lambda c: (c.state != "unmet", c.requirement.strength != "must"))
    return tuple(_gap(rules, standing, check) for check in found)


def _gap(rules: Rules, standing: Standing, check: Check) -> Gap:
    requirement = check.requirement
    return Gap(
        id=f"{check.part}.{requirement.id}",
        part=name_of(rules, check.part) if len(standing.parts) > 1 else "",
        strength=requirement.strength,
        unmet=check.state == "unmet",
        name=requirement.in_short,
        text=requirement.says,
        to_close=requirement.to_close,
        arithmetic=_arithmetic(rules, check),
        claims=requirement.claims,
        cites=tuple(map(str, rules.places(requirement.claims))),
    )


def _arithmetic(rules: Rules, check: Check) -> Sentence | None:
    """The staffing sum behind a gap in numbers."""
    staffing = check.staffing
    if staffing is None:
        return None
    unit = rules.quantities[check.requirement.counted_in].unit
    filled = {
        "clients": str(staffing.clients),
        "each": str(staffing.each),
        "needed": str(staffing.needed),
        "have": plain(staffing.have),
        "unit": unit,
        "elsewhere": str(staffing.elsewhere),
        "missing": plain(staffing.needed + staffing.elsewhere - staffing.have),
    }
    if staffing.needed + staffing.elsewhere <= staffing.have:
        return say_with("staffing.enough", filled)
    return say_with("staffing.tier" if staffing.elsewhere else "staffing", filled)


def stability_of(assessment: Assessment) -> Sentence:
    """How stable the recommendation is: under open answers, and under other weights.

    Where nothing is recommended, other weights have no first place to change.
    """
    if not assessment.ranking:
        return say("stability.none")
    often = _how_often(assessment) if assessment.recommended else ""
    return say(_STABILITY[assessment.certainty], often=f" {often}" if often else "")


def _how_often(assessment: Assessment) -> str:
    """In how many of the weightings drawn the recommendation is the same."""
    drawn = assessment.acceptability
    share = Fraction(drawn.firsts.get(assessment.recommended, 0), drawn.draws or 1)
    error = sqrt(share * (1 - share) / (drawn.draws or 1))
    if share == 1:
        return say("stability.all", draws=f"{drawn.draws:,}").text
    return say(
        "stability.some",
        share=percent(share),
        draws=f"{drawn.draws:,}",
        error=say("stability.error", error=f"{error * 100:.1f}").text if error else "",
    ).text


def changes_of(assessment: Assessment) -> tuple[Sentence, ...]:
    """The single answers that would change the recommendation: what can be acquired first."""
    case = assessment.case
    rules = case.rules
    order = {"capacity": 0, "goal": 1, "need": 2}
    turns = sorted(
        assessment.turns,
        key=lambda t: (
            not t.changes[0].before,
            order[rules.criteria[case.asked[t.changes[0].question].criterion].group],
            t.changes,
        ),
    )
    seen: dict[tuple[Question, str], Turn] = {}
    for turn in turns:
        seen.setdefault((turn.changes[0].question, turn.recommended), turn)
    return tuple(
        say(
            "change",
            changes=condition_text(case, turn.changes[0]),
            model=name_of(rules, turn.recommended),
        )
        for turn in list(seen.values())[:SHOWN]
    )


def weights_of(assessment: Assessment) -> tuple[Sentence, ...]:
    """The nearest single weights that would change first place, within a plausible factor."""
    rules = assessment.case.rules
    found = []
    for flip in assessment.flips:
        for template, factor, to in (
            ("weight.lower", flip.lower, flip.lower_to),
            ("weight.higher", flip.higher, flip.higher_to),
        ):
            if factor and max(factor, 1 / factor) <= FARTHEST:
                name = rules.criteria[flip.criterion].name
                weighed = say("change.weight", criterion=name, change=_weighed(factor)).text
                said = say(template, changes=weighed, model=name_of(rules, to))
                found.append((max(factor, 1 / factor), name, said))
    if not found and assessment.ranking:
        return (say("weight.none", factor=str(FARTHEST)),)
    return tuple(said for _, _, said in sorted(found)[:SHOWN])


def _weighed(factor: Fraction) -> str:
    """A factor on a weight in words: '37% less', '1% more', '2.5 times as much'."""
    if factor > 2:  # noqa: PLR2004 - from twice on, a factor reads better than a percentage
        return say("weight.times", factor=f"{float(factor):.2g}").text
    template = "weight.more" if factor >= 1 else "weight.less"
    return say(template, percent=f"{float(abs(factor - 1)) * 100:.2g}").text


def questions_to_ask(assessment: Assessment) -> tuple[OpenQuestion, ...]:
    """The open questions that can still matter, the most useful first."""
    case = assessment.case
    rules = case.rules
    found = []
    for item in assessment.next_questions:
        asked = case.asked[item.question]
        criterion = rules.criteria[asked.criterion]
        segment = "" if asked.segment == WHOLE else case.profile.segments[asked.segment].name
        found.append(
            OpenQuestion(
                criterion=criterion.id,
                segment=segment,
                name=criterion.name,
                question=criterion.question.said_to(case.profile.kind),
                decides=bool(item.deciding),
                swing=item.swing,
            )
        )
    return tuple(found)


def who_is_served(case: Case, standing: Standing) -> tuple[Sentence, ...]:
    """Who is served by which part and how people move, or which model suits which segment."""
    rules = case.rules
    said: list[Sentence] = []
    segments = case.profile.segments
    if standing.kind == "hybrid":
        hybrid = rules.hybrids[standing.id]
        for segment, part in zip(segments, standing.serves, strict=False):
            said.append(
                say(
                    "tier.segment",
                    segment=segment.name,
                    share=percent(Fraction(segment.part, sum(s.part for s in segments))),
                    model=rules.models[part].name,
                )
            )
        if not standing.serves:
            said.append(say("hybrid.serves", text=hybrid.serves))
        said.append(say("hybrid.moves", text=hybrid.moves))
        return tuple(said)
    for segment, first in zip(segments, best_for_segments(case, standing.id), strict=True):
        said.append(
            say(
                "segment.best",
                segment=segment.name,
                share=percent(Fraction(segment.part, sum(s.part for s in segments))),
                model=rules.models[first.model].name,
                score=printed(first.tenths),
                told=_told(rules, standing.id, first),
            )
        )
    return tuple(said)


def _told(rules: Rules, told: str, first: SegmentFirst) -> str:
    """How what is recommended serves a segment that another model would fit best."""
    if told == first.model:
        return ""
    template = "segment.against" if first.needs_against else "segment.told"
    return say(template, model=name_of(rules, told), score=printed(first.told_tenths)).text


def band_note(case: Case) -> tuple[Sentence, ...]:
    """Whether one more case manager would change the caseload band."""
    capacity, rules = case.capacity, case.rules
    if capacity is None or not {CLIENTS, CASE_MANAGERS} <= set(capacity.quantities):
        return ()
    clients, staff = capacity.quantities[CLIENTS], capacity.quantities[CASE_MANAGERS]
    for criterion in rules.criteria.values():
        if (criterion.counts, criterion.per) == (CLIENTS, CASE_MANAGERS) and staff:
            now = _band(criterion.levels, clients / staff)
            then = _band(criterion.levels, clients / (staff + 1))
            if now != then:
                return (
                    say(
                        "band",
                        before=now,
                        after=then,
                        staff=plain(staff + 1),
                    ),
                )
    return ()


def _band(levels: tuple[Level, ...], value: Fraction) -> str:
    for level in levels:
        above = level.least is None or value * 1000 >= level.least
        if above and (level.below is None or value * 1000 < level.below):
            return level.name.organization
    return ""
