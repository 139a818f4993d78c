"""The page of `casemodel models`: every model and hybrid in short, and advice on choosing."""

from casemodel.knowledge.models import Model
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item
from casemodel.pages.form import form_item
from casemodel.pages.hybrids import every_hybrid
from casemodel.pages.words import cited, sentence
from casemodel.texts.messages import phrase


def listing(rules: Rules) -> Document:
    """Lay out every model with its id, family and summary; those only described say so."""
    facts = tuple(Fact(model.id, _described(rules, model)) for model in rules.models.values())
    blocks: tuple[Block, ...] = (Facts(facts),)
    blocks += every_hybrid(rules)
    if rules.forms:
        forms = tuple(form_item(rules, form) for form in rules.forms.values())
        blocks += (Heading(2, phrase("form.heading")), Bullets(phrase("label.form"), forms))
    if rules.guidance:
        advice = tuple(
            Item("", "", sentence(guidance.says), cited(rules, guidance.claims))
            for guidance in rules.guidance
        )
        blocks += (Heading(2, phrase("models.advice")), Bullets(phrase("label.advice"), advice))
    count = sum(1 for model in rules.models.values() if model.scored)
    title = phrase("models.title", count=len(rules.models), scored=count)
    return Document(
        title,
        blocks,
        (Fact(phrase("word.more"), phrase("models.more")),),
    )


def _described(rules: Rules, model: Model) -> str:
    family = rules.models.get(model.family)
    parts = [f"{model.name}."]
    if family:
        parts.append(phrase("models.family", family=family.name))
    if not model.scored:
        members = [m.name for m in rules.models.values() if m.family == model.id]
        parts.append(
            phrase("models.holds", models=", ".join(members))
            if members
            else phrase("models.not_scored")
        )
    parts += [sentence(model.summary.says), cited(rules, model.summary.claims)]
    return " ".join(part for part in parts if part)
