"""Models and their forms: found by name; and forms pointed to by answers. Pure."""

from collections.abc import Iterable, Mapping

from casemodel.knowledge.models import Form, Model
from casemodel.knowledge.sources import Feature, Sourced
from casemodel.knowledge.values import Rules


def spelled(name: str) -> str:
    """Fold a name for comparison: case, spaces, hyphens and underscores do not matter."""
    return "".join(c for c in name.casefold() if c.isalnum())


def form_called(rules: Rules, word: str) -> Form | None:
    """Find the form with this id, name or alias; case, spaces and hyphens do not matter."""
    spelling = spelled(word)
    for form in rules.forms.values():
        if spelling in {spelled(name) for name in (form.id, form.name, *form.aliases)}:
            return form
    return None


def model_called(rules: Rules, word: str) -> Model | None:
    """Find the model with this id, name or short name, such as ICM; spelled in any way."""
    spelling = spelled(word)
    for model in rules.models.values():
        names = (model.id, model.name, model.name.partition("(")[0], model.name.partition("(")[2])
        if spelling and spelling in {spelled(name) for name in names}:
            return model
    return None


def forms_of(rules: Rules, model: str) -> tuple[Form, ...]:
    """List the forms that belong to a model, or lie between it and another."""
    return tuple(form for form in rules.forms.values() if model in form.parents)


def fitting_forms(
    rules: Rules, levels: Mapping[str, str], models: Iterable[str]
) -> tuple[Form, ...]:
    """List the forms of these models for which every condition holds."""
    parents = set(models)
    return tuple(
        form
        for form in rules.forms.values()
        if parents & set(form.parents)
        and all(levels.get(condition.criterion) in condition.levels for condition in form.when)
    )


def as_model(form: Form) -> Model:
    """Describe a form as an unscored model, so that it can be compared with models.

    Rows on which its sources are silent say so.
    """
    texts = {
        "does": form.says,
        "who": form.marks.staff,
        "caseload": form.marks.ratio,
        "hours": form.marks.hours,
        "length": form.marks.length,
    }
    features = {row: Feature(text, form.claims) for row, text in texts.items()}
    features["evidence"] = Feature(form.evidence.says, form.evidence.claims)
    features["systems"] = form.standards
    return Model(
        id=form.id,
        name=form.name,
        scored=False,
        summary=Sourced(form.says, form.claims),
        features=features,
    )
