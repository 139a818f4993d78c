"""Named forms that the answers point to, as data and sentences; and referral alone, as data."""

from collections.abc import Iterable, Mapping

from casemodel.engine.assessment import Assessment, common_levels
from casemodel.explanation.naming import lowered
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings, FittingForm, ReferralShown
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.forms import fitting_forms
from casemodel.knowledge.models import Form
from casemodel.knowledge.values import Rules


def forms_for(assessment: Assessment, models: Iterable[str]) -> tuple[FittingForm, ...]:
    """List the forms of these models that fit the levels answered, most conditions first.

    The form that is less than a model is left out unless referral alone is enough.
    """
    rules, levels = assessment.rules, common_levels(assessment.problem)
    fitting = fitting_forms(rules, levels, models)
    if rules.referral and assessment.referral.state != "enough":
        fitting = tuple(form for form in fitting if form.id != rules.referral.form)
    ordered = sorted(fitting, key=lambda form: -len(form.when))
    return tuple(_fitting(rules, assessment.kind, levels, form) for form in ordered)


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
    missing = [condition.criterion for condition in finding.missing]
    answered = {problem.asked[question].criterion for question in problem.levels}
    return ReferralShown(
        state=finding.state,
        says=finding.says,
        missing=tuple(rules.criteria[criterion].name for criterion in missing),
        unanswered=not answered & set(missing),
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
