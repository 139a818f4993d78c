"""Named forms that the answers point to, as data and sentences; and referral alone, as data."""

from collections.abc import Iterable, Mapping, Sequence

from casemodel.engine.assessment import Assessment
from casemodel.engine.questions import common_levels
from casemodel.explanation.naming import lowered
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings, FittingForm, ReferralShown
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.forms import fitting_forms
from casemodel.knowledge.models import Form
from casemodel.knowledge.values import Rules


def forms_for(
    assessment: Assessment, parts: Iterable[str], serves: Sequence[str] = ()
) -> tuple[FittingForm, ...]:
    """List the forms of these models that fit the levels answered, most conditions first.

    `serves` names the part of a tier that serves each group: its forms must fit the answers of the
    groups it serves, all of them. Empty where every model serves everyone. The form that is less
    than a model is left out unless referral alone is enough.
    """
    rules, by_group = assessment.rules, assessment.problem.by_group()
    fitting: dict[str, tuple[Form, Mapping[str, str]]] = {}
    for part in parts:
        levels = common_levels(
            [group for n, group in enumerate(by_group) if not serves or serves[n] == part]
        )
        for form in fitting_forms(rules, levels, (part,)):
            fitting.setdefault(form.id, (form, levels))
    if rules.referral and assessment.referral.state != "enough":
        fitting.pop(rules.referral.form, None)
    ordered = sorted(fitting.values(), key=lambda found: -len(found[0].when))
    return tuple(_fitting(rules, assessment.kind, levels, form) for form, levels in ordered)


def _fitting(rules: Rules, kind: Kind, levels: Mapping[str, str], form: Form) -> FittingForm:
    criteria = [rules.criteria[condition.criterion] for condition in form.when]
    return FittingForm(
        id=form.id,
        name=form.name,
        parents=form.parents,
        answers=tuple((c.name, c.level(levels[c.id]).name.said_to(kind)) for c in criteria),
        cites=tuple(map(str, rules.places((*form.claims, *form.evidence.claims)))),
    )


def referral_shown(assessment: Assessment) -> ReferralShown | None:
    """Say whether referral alone is enough or nearly so; None where it is neither."""
    problem, finding = assessment.problem, assessment.referral
    rules = problem.rules
    if finding.state == "no":
        return None
    contradicted = any(
        condition.criterion in levels and levels[condition.criterion] not in condition.levels
        for condition in finding.missing
        for levels in problem.by_group()
    )
    return ReferralShown(
        state=finding.state,
        says=finding.says,
        missing=tuple(rules.criteria[c.criterion].name for c in finding.missing),
        unanswered=not contradicted,
        ask_first=tuple(rules.criteria[criterion].name for criterion in finding.ask_first),
        cites=tuple(map(str, rules.places(finding.claims))),
    )


def form_sentences(findings: Findings) -> tuple[Sentence, ...]:
    """Name each form that fits, with the answers that decide."""
    return tuple(
        say(
            "form.fits",
            form=form.name,
            answers="; ".join(
                f"{lowered(name)}: {lowered(answer)}" for name, answer in form.answers
            ),
        )
        for form in findings.forms
    )
