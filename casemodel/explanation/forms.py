"""Named forms that answers point to, and referral alone: as data and sentences."""

from collections.abc import Iterable, Mapping

from casemodel.engine.referral import referral_for
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings, FittingForm, ReferralShown, Sentence
from casemodel.knowledge.forms import fitting_forms
from casemodel.knowledge.values import Form, Kind, Rules


def forms_for(
    rules: Rules, kind: Kind, levels: Mapping[str, str], models: Iterable[str]
) -> tuple[FittingForm, ...]:
    """List the forms of these models that fit the levels answered, most conditions first."""
    fitting = fitting_forms(rules, levels, models)
    shown = sorted(fitting, key=lambda form: -len(form.when))
    return tuple(_fitting(rules, kind, levels, form) for form in shown)


def _fitting(rules: Rules, kind: Kind, levels: Mapping[str, str], form: Form) -> FittingForm:
    criteria = [rules.criteria[condition.criterion] for condition in form.when]
    return FittingForm(
        id=form.id,
        name=form.name,
        parents=form.parents,
        parent_names=tuple(rules.models[parent].name for parent in form.parents),
        answers=tuple((c.name, c.level(levels[c.id]).name.said_to(kind)) for c in criteria),
        cites=tuple(map(str, rules.places((*form.claims, *form.evidence.claims)))),
    )


def referral_shown(rules: Rules, kind: Kind, levels: Mapping[str, str]) -> ReferralShown | None:
    """Describe referral alone where it is enough or nearly so; None otherwise."""
    finding = referral_for(rules, kind, levels)
    if finding.state == "no":
        return None
    return ReferralShown(
        state=finding.state,
        says=finding.says,
        missing=tuple(rules.criteria[condition.criterion].name for condition in finding.missing),
        ask_first=tuple(rules.criteria[criterion].name for criterion in finding.ask_first),
        cites=tuple(map(str, rules.places(finding.claims))),
    )


def forms_said(findings: Findings) -> tuple[Sentence, ...]:
    """Name each form that fits, with the answers that decide."""
    return tuple(
        say(
            "form.fits",
            form=form.name,
            answers="; ".join(f"{lowered(name)}: {lowered(given)}" for name, given in form.answers),
        )
        for form in findings.forms
    )


def referral_said(findings: Findings) -> tuple[Sentence, ...]:
    """Say that information and referral alone may be enough, and what to ask before."""
    referral = findings.referral
    if referral is None:
        return ()
    if referral.state == "nearly":
        left = _listed((*referral.missing, *referral.ask_first))
        return (say("referral.nearly", says=referral.says, missing=left),)
    if referral.ask_first:
        return (say("referral.ask_first", says=referral.says, asked=_listed(referral.ask_first)),)
    return (say("referral.enough", says=referral.says),)


def _listed(names: tuple[str, ...]) -> str:
    return joined([lowered(name) for name in names])
