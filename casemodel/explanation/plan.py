"""The plan for after a choice: what to do by day 30, 60 and 90, what to watch, when to review."""

from collections.abc import Iterator

from casemodel.explanation.alternative_values import CitedText, RankedAlternative, RequirementState
from casemodel.explanation.naming import joined, lowered, name_of
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings, Plan, PlannedStep
from casemodel.knowledge.plans import Day, GapDays, PlanLine, PlanPart, Plans
from casemodel.knowledge.values import Rules


def plan_of(findings: Findings, rules: Rules) -> Plan | None:
    """Plan the alternative that the answer is about.

    None for a client, where the rules have no plans, or where nothing is ahead of all others.
    What the organization runs now asks for no change, so only its requirements, measures and review
    are planned. Where a better fit cannot be run yet, what it lacks comes last.
    """
    plans, subject = rules.plans, findings.subject
    if plans is None or subject is None or findings.kind == "client":
        return None
    if not findings.recommended and (findings.tied or subject.points <= 0):
        return None
    current_id = findings.current.compared if findings.current else ""
    changes = current_id != subject.id
    parts = [
        *(_parts(rules, plans, findings, subject) if changes else _of_models(rules, plans, subject))
    ]
    forms = {form.name for form in findings.forms}
    steps = [*_gap_steps(plans.gaps, subject)]
    if changes:
        steps += [
            PlannedStep(step.by, _cited(rules, step, of))
            for of, part in (("", plans.change), *parts)
            for step in part.steps
        ]
    steps += _toward_better_fit(findings, subject)
    measures = [(of, line) for of, part in parts for line in part.measures]
    measures += [("", line) for line in plans.change.measures]
    return Plan(
        model=subject.id,
        name=subject.name,
        recommended=bool(findings.recommended),
        changes=changes,
        steps=tuple(sorted(steps, key=lambda step: step.by)),
        measures=tuple(_cited(rules, line, of) for of, line in measures),
        leaving=tuple(_leaving(rules, plans, findings, subject)) if changes else (),
        review=_cited(rules, plans.review, ""),
        review_after_days=plans.review.after_days,
        form=next((of for of, _ in parts if of in forms), ""),
    )


def _parts(
    rules: Rules, plans: Plans, findings: Findings, subject: RankedAlternative
) -> Iterator[tuple[str, PlanPart]]:
    """Yield the plans that bear on an alternative: of its way, its models, and a form that fits."""
    if subject.way and subject.way in plans.ways:
        yield "", plans.ways[subject.way]
    yield from _of_models(rules, plans, subject)
    for form in findings.forms:
        if form.id in plans.forms:
            yield form.name, plans.forms[form.id]
            return


def _of_models(
    rules: Rules, plans: Plans, subject: RankedAlternative
) -> Iterator[tuple[str, PlanPart]]:
    for part in subject.parts:
        if part in plans.models:
            yield name_of(rules, part) if len(subject.parts) > 1 else "", plans.models[part]


def _cited(rules: Rules, line: PlanLine, of: str) -> CitedText:
    return CitedText(line.says, of, line.claims, tuple(map(str, rules.places(line.claims))))


def _gap_steps(days: GapDays, subject: RankedAlternative) -> Iterator[PlannedStep]:
    """Yield a step for each requirement not met, and one for all that a part leaves to confirm."""
    unknown: dict[str, list[RequirementState]] = {}
    for gap in subject.gaps:
        if gap.unmet:
            yield _gap_step(days.must if gap.strength == "must" else days.should, gap, gap.part)
        else:
            unknown.setdefault(gap.part, []).append(gap)
    for part, gaps in unknown.items():
        listed = joined([lowered(gap.name) for gap in gaps])
        cites = tuple(dict.fromkeys(cite for gap in gaps for cite in gap.cites))
        claims = tuple(dict.fromkeys(claim for gap in gaps for claim in gap.claims))
        text = say("plan.confirm", requirements=listed).text
        yield PlannedStep(days.confirm, CitedText(text, part, claims, cites))


def _gap_step(by: Day, gap: RequirementState, of: str) -> PlannedStep:
    facts = gap.arithmetic.text.rstrip(".") if gap.arithmetic else lowered(gap.name)
    text = say("plan.gap", gap=facts, how=gap.to_close).text
    return PlannedStep(by, CitedText(text, of, gap.claims, gap.cites))


def _toward_better_fit(findings: Findings, subject: RankedAlternative) -> Iterator[PlannedStep]:
    """Yield what keeps a better fit from being run, where that is not what the answer is about."""
    if findings.best_fit and findings.best_fit != subject.id:
        better = findings.alternative(findings.best_fit)
        for gap in better.gaps:
            if gap.blocks:
                yield _gap_step(90, gap, say("plan.later", model=better.name).text)


def _leaving(
    rules: Rules, plans: Plans, findings: Findings, subject: RankedAlternative
) -> Iterator[CitedText]:
    """Yield what to do for clients who are served otherwise now."""
    if plans.change.leaving:
        yield _cited(rules, plans.change.leaving, "")
    current_id = findings.current.compared if findings.current else ""
    part = plans.models.get(current_id)
    if part and part.leaving and subject.parts != (current_id,):
        of = say("plan.leaving", model=name_of(rules, current_id)).text
        yield _cited(rules, part.leaving, of)
    if subject.hybrid:
        yield CitedText(subject.hybrid.moves, "", subject.hybrid.claims, subject.hybrid.cites)
