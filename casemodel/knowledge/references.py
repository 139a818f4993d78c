"""Checks that every id named in the rules exists: of claims, places, criteria, models and so on."""

from collections.abc import Iterator
from typing import NamedTuple

from casemodel.knowledge.criteria import KINDS, NO_SUCH_QUESTION
from casemodel.knowledge.forms import spelled
from casemodel.knowledge.models import (
    Condition,
    Contradiction,
    Hybrid,
    Model,
    Referral,
    Requirement,
)
from casemodel.knowledge.plans import PlanPart, Plans
from casemodel.knowledge.values import Rules

Path = tuple[str | int, ...]
"""A file's name within the rules, then keys, list positions and ids down to the place."""

HYBRIDS = "hybrids.yaml"
CONTRADICTIONS = "contradictions.yaml"
FORMS = "forms.yaml"
REFERRAL = "referral.yaml"
STEPS = "steps.yaml"

NO_SINGLE_MODEL = ("any", "hybrid")
"""Words that a claim may have in place of a model's id: it is about no single model."""


class Finding(NamedTuple):
    """One thing wrong in a rule base, with its place; `words` are the valid words, if any."""

    code: str
    path: Path
    message: str
    expected: str = ""
    words: tuple[str, ...] = ()


def reference_faults(rules: Rules) -> Iterator[Finding]:
    """Find every id that is named but does not exist."""
    for path, claim in rule_claims(rules):
        if claim not in rules.claims:
            yield Finding("R201", path, "This claim does not exist.", words=tuple(rules.claims))
    yield from _claim_faults(rules)
    yield from _repeat_faults(rules)
    yield from _criterion_faults(rules)
    yield from _short_form_faults(rules)
    yield from _idea_faults(rules)
    for caution in rules.cautions:
        yield from conditions_faults(
            rules, ("cautions.yaml", "cautions", caution.id, "when"), caution.when
        )
    for model in rules.models.values():
        yield from _model_faults(rules, model)
    for hybrid in rules.hybrids.values():
        yield from _hybrid_faults(rules, hybrid)
    for contradiction in rules.contradictions:
        yield from _contradiction_faults(rules, contradiction)
    yield from _form_faults(rules)
    if rules.referral:
        yield from _referral_faults(rules, rules.referral)
    if rules.plans:
        yield from _plan_faults(rules, rules.plans)


def rule_claims(rules: Rules) -> Iterator[tuple[Path, str]]:
    """Yield every claim that a rule rests on, with the place that names it."""
    for criterion in rules.criteria.values():
        yield from _listed(("criteria.yaml", "criteria", criterion.id), criterion.claims)
    for caution in rules.cautions:
        yield from _listed(("cautions.yaml", "cautions", caution.id), caution.claims)
    for advice in rules.guidance:
        yield from _listed(("guidance.yaml", "guidance", advice.id), advice.claims)
    for entry in rules.not_counted:
        yield from _listed(("not_counted.yaml", "not_counted", entry.id), entry.claims)
    for contradiction in rules.contradictions:
        yield from _listed(
            (CONTRADICTIONS, "contradictions", contradiction.id), contradiction.claims
        )
    yield from _form_claims(rules)
    if rules.plans:
        yield from _plan_claims(rules.plans)
    for model in rules.models.values():
        yield from _model_claims(model)
    for hybrid in rules.hybrids.values():
        path: Path = (HYBRIDS, "hybrids", hybrid.id)
        yield from _listed(path, hybrid.claims)
        for requirement in hybrid.requirements:
            yield from _listed((*path, "requirements", requirement.id), requirement.claims)


def _form_claims(rules: Rules) -> Iterator[tuple[Path, str]]:
    """Yield the claims of forms, and of referral alone."""
    for form in rules.forms.values():
        at: Path = (FORMS, "forms", form.id)
        yield from _listed(at, form.claims)
        yield from _listed((*at, "evidence"), form.evidence.claims)
        yield from _listed((*at, "standards"), form.standards.claims)
    if rules.referral:
        yield from _referral_claims(rules.referral)


def _referral_claims(referral: Referral) -> Iterator[tuple[Path, str]]:
    for kind in KINDS:
        yield from _listed((REFERRAL, "referral", kind), referral.case(kind).claims)
    yield from _listed((REFERRAL, "referral", "never"), referral.never.claims)
    yield from _listed((REFERRAL, "referral", "meanwhile"), referral.meanwhile.claims)


def _plan_claims(plans: Plans) -> Iterator[tuple[Path, str]]:
    yield from _listed((STEPS, "review"), plans.review.claims)
    parts: dict[Path, PlanPart] = {(STEPS, "change"): plans.change}
    for key, plan_parts in (("ways", plans.ways), ("models", plans.models), ("forms", plans.forms)):
        parts |= {(STEPS, key, id_): part for id_, part in plan_parts.items()}
    for at, part in parts.items():
        for key, lines in (("steps", part.steps), ("measures", part.measures)):
            for number, line in enumerate(lines):
                yield from _listed((*at, key, number), line.claims)
        yield from _listed((*at, "leaving"), part.leaving.claims if part.leaving else ())


def _listed(path: Path, claims: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for number, claim in enumerate(claims):
        yield (*path, "claims", number), claim


def _model_claims(model: Model) -> Iterator[tuple[Path, str]]:
    file = f"models/{model.id}.yaml"
    yield from _listed((file, "summary"), model.summary.claims)
    for row, feature in model.features.items():
        yield from _listed((file, "features", row), feature.claims)
    for criterion, levels in model.ratings.items():
        for level, rating in levels.items():
            yield from _listed((file, "ratings", criterion, level), rating.claims)
    for key, sentences in (("pros", model.pros), ("cons", model.cons)):
        for number, sentence in enumerate(sentences):
            yield from _listed((file, key, number), sentence.claims)
    for requirement in model.requirements:
        yield from _listed((file, "requirements", requirement.id), requirement.claims)
    for caution in model.cautions:
        yield from _listed((file, "cautions", caution.id), caution.claims)


def _claim_faults(rules: Rules) -> Iterator[Finding]:
    models = (*rules.models, *NO_SINGLE_MODEL)
    numbers = {s.id: frozenset(p.number for p in s.paragraphs) for s in rules.sources.values()}
    for claim in rules.claims.values():
        path: Path = ("claims.yaml", "claims", claim.id)
        if claim.model not in models:
            yield Finding("R207", (*path, "model"), "This model does not exist.", words=models)
        for number, place in enumerate(claim.at):
            if place.source not in numbers:
                message = "This source does not exist."
                yield Finding("R202", (*path, "at", number), message, words=tuple(numbers))
            elif place.paragraph not in numbers[place.source]:
                message = f"The source {place.source} has no place {place.paragraph}."
                expected = "a place listed in sources.yaml"
                yield Finding("R203", (*path, "at", number), message, expected=expected)
        for number, opposing in enumerate(claim.against):
            if opposing not in rules.claims:
                words = tuple(rules.claims)
                at = (*path, "with", number)
                yield Finding("R201", at, "This claim does not exist.", words=words)


def _repeat_faults(rules: Rules) -> Iterator[Finding]:
    """Find places that `repeats` names but that do not exist."""
    numbers = {s.id: frozenset(p.number for p in s.paragraphs) for s in rules.sources.values()}
    for source in rules.sources.values():
        for place in (place for p in source.paragraphs for place in p.repeats):
            if place.paragraph not in numbers.get(place.source, frozenset()):
                message = f"There is no place {place} that could be repeated."
                at: Path = ("sources.yaml", "sources", source.id)
                yield Finding("R203", at, message, expected="a place listed in sources.yaml")


def _criterion_faults(rules: Rules) -> Iterator[Finding]:
    for criterion in rules.criteria.values():
        path: Path = ("criteria.yaml", "criteria", criterion.id)
        for key, quantity in (("counts", criterion.counts), ("per", criterion.per)):
            if quantity and quantity not in rules.quantities:
                words = tuple(rules.quantities)
                yield Finding("R208", (*path, key), "This quantity does not exist.", words=words)
        if criterion.id in rules.quantities:
            yield Finding("R214", (*path, "id"), "A quantity has this id already.")


def _short_form_faults(rules: Rules) -> Iterator[Finding]:
    for kind, form in rules.short_forms.items():
        askable = tuple(criterion.id for criterion in rules.criteria_for(kind))
        for number, criterion in enumerate(form.ask):
            at = ("criteria.yaml", "short_forms", kind, "ask", number)
            if criterion not in askable:
                message = "This kind of profile has no question with this name."
                yield Finding("R204", at, message, words=askable)
            elif criterion in form.ask[:number]:
                yield Finding("R109", at, "This criterion is listed twice.")


def _idea_faults(rules: Rules) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for idea in rules.ideas:
        for number, criterion in enumerate(idea.criteria):
            at = ("criteria.yaml", "ideas", idea.id, "criteria", number)
            if criterion not in rules.criteria:
                words = tuple(rules.criteria)
                yield Finding("R204", at, "There is no such criterion.", words=words)
            elif first.setdefault(criterion, idea.id) != idea.id or (
                criterion in idea.criteria[:number]
            ):
                yield Finding("R109", at, "This criterion belongs to an idea already.")


def _model_faults(rules: Rules, model: Model) -> Iterator[Finding]:
    file = f"models/{model.id}.yaml"
    families = tuple(m.id for m in rules.models.values() if not m.scored)
    if model.family and model.family not in families:
        yield Finding("R207", (file, "family"), "This family does not exist.", words=families)
    rows = tuple(row.id for row in rules.feature_rows)
    for row in model.features:
        if row not in rows:
            yield Finding("R206", (file, "features", row), "This row does not exist.", words=rows)
    for requirement in model.requirements:
        yield from _requirement_faults(rules, (file, "requirements", requirement.id), requirement)
    for caution in model.cautions:
        yield from conditions_faults(rules, (file, "cautions", caution.id, "when"), caution.when)


def _hybrid_faults(rules: Rules, hybrid: Hybrid) -> Iterator[Finding]:
    path: Path = (HYBRIDS, "hybrids", hybrid.id)
    scored = tuple(model.id for model in rules.scored_models())
    if hybrid.id in rules.models:
        yield Finding("R214", (*path, "id"), "A model has this id already.")
    for number, part in enumerate(hybrid.parts):
        if part not in scored:
            message = "This is not a model with scores."
            yield Finding("R207", (*path, "parts", number), message, words=scored)
    for criterion, part in hybrid.leads.items():
        if part not in hybrid.parts:
            message = "This is neither of the hybrid's parts."
            yield Finding("R207", (*path, "leads", part), message, words=hybrid.parts)
        if criterion not in rules.criteria:
            at = (*path, "leads", part, criterion)
            words = tuple(rules.criteria)
            yield Finding("R204", at, NO_SUCH_QUESTION, words=words)
    for requirement in hybrid.requirements:
        yield from _requirement_faults(rules, (*path, "requirements", requirement.id), requirement)


def _contradiction_faults(rules: Rules, contradiction: Contradiction) -> Iterator[Finding]:
    path: Path = (CONTRADICTIONS, "contradictions", contradiction.id)
    yield from conditions_faults(rules, (*path, "when"), contradiction.when)
    if once := contradiction.once:
        for number, criterion in enumerate(once.among):
            at = (*path, "once", "among", number)
            if criterion not in rules.criteria:
                words = tuple(rules.criteria)
                yield Finding("R204", at, NO_SUCH_QUESTION, words=words)
            else:
                yield from unknown_level(rules, at, criterion, once.level)
    if numbers := contradiction.numbers:
        for key, quantity in (("more", numbers.more), ("than", numbers.than)):
            if quantity not in rules.quantities:
                words = tuple(rules.quantities)
                at = (*path, "numbers", key)
                yield Finding("R208", at, "This quantity does not exist.", words=words)


def _form_faults(rules: Rules) -> Iterator[Finding]:
    """Find unknown parents of forms, conditions that cannot hold, and names with two meanings."""
    scored = tuple(model.id for model in rules.scored_models())
    owners = {spelled(name): m.id for m in rules.models.values() for name in (m.id, m.name)}
    owners |= {spelled(name): h.id for h in rules.hybrids.values() for name in (h.id, h.name)}
    for form in rules.forms.values():
        path: Path = (FORMS, "forms", form.id)
        for number, parent in enumerate(form.parents):
            if parent not in scored:
                message = "There is no such scored model."
                yield Finding("R207", (*path, "parents", number), message, words=scored)
        yield from conditions_faults(rules, (*path, "when"), form.when)
        for name in (form.id, form.name, *form.aliases):
            if owners.setdefault(spelled(name), form.id) != form.id:
                message = f"The name {name} belongs to {owners[spelled(name)]} already."
                yield Finding("R214", (*path, "name"), message)


def _referral_faults(rules: Rules, referral: Referral) -> Iterator[Finding]:
    path: Path = (REFERRAL, "referral")
    if referral.form not in rules.forms:
        message = "There is no such form."
        yield Finding("R207", (*path, "form"), message, words=tuple(rules.forms))
    for kind in KINDS:
        yield from conditions_faults(rules, (*path, kind, "when"), referral.case(kind).when)
    yield from conditions_faults(rules, (*path, "never", "when"), referral.never.when)
    for number, criterion in enumerate(referral.ask_first):
        if criterion not in rules.criteria:
            at = (*path, "ask_first", number)
            yield Finding("R204", at, "There is no such criterion.", words=tuple(rules.criteria))


def _plan_faults(rules: Rules, plans: Plans) -> Iterator[Finding]:
    """Find plans for models and forms that do not exist."""
    scored = tuple(model.id for model in rules.scored_models())
    for model in plans.models:
        if model not in scored:
            message = "There is no such scored model."
            yield Finding("R207", (STEPS, "models", model), message, words=scored)
    for form in plans.forms:
        if form not in rules.forms:
            words = tuple(rules.forms)
            yield Finding("R207", (STEPS, "forms", form), "There is no such form.", words=words)


def _requirement_faults(rules: Rules, path: Path, requirement: Requirement) -> Iterator[Finding]:
    yield from conditions_faults(rules, (*path, "met_by"), requirement.met_by)
    if requirement.counted_in and requirement.counted_in not in rules.quantities:
        words = tuple(rules.quantities)
        yield Finding("R208", (*path, "counted_in"), "This quantity does not exist.", words=words)


def unknown_level(rules: Rules, path: Path, criterion: str, level: str) -> Iterator[Finding]:
    """Yield a finding at `path` if the criterion has no such level."""
    words = tuple(known_level.id for known_level in rules.criteria[criterion].levels)
    if level not in words:
        expected = "one of: " + ", ".join(words)
        message = f"The criterion {criterion} has no such level."
        yield Finding("R205", path, message, expected, words)


def conditions_faults(
    rules: Rules, path: Path, conditions: tuple[Condition, ...]
) -> Iterator[Finding]:
    """Find unknown criteria and levels in the conditions at this path."""
    for number, condition in enumerate(conditions):
        if condition.criterion not in rules.criteria:
            words = tuple(rules.criteria)
            yield Finding("R204", (*path, number, "criterion"), NO_SUCH_QUESTION, words=words)
            continue
        for index, level in enumerate(condition.levels):
            at = (*path, number, "is", index)
            yield from unknown_level(rules, at, condition.criterion, level)
