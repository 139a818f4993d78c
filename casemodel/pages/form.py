"""The page of `casemodel show FORM`: a named way to run a model, and when answers point to it."""

from casemodel.knowledge.models import Form
from casemodel.knowledge.values import Rules
from casemodel.pages.cited import sources_of
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.sourced import cited_sentence, when
from casemodel.pages.words import cited, sentence
from casemodel.texts.messages import phrase


def standing_of(rules: Rules, form: Form) -> str:
    """Say to which model a form belongs, or between which two it lies."""
    names = [rules.models[parent].name for parent in form.parents]
    if len(names) == 1:
        return phrase("form.of", model=names[0])
    return phrase("form.between", first=names[0], second=names[1])


def stands_for(rules: Rules, form: Form) -> str:
    """Say which model stands for a form where only models are ranked."""
    model = rules.models[form.parents[0]].name
    return phrase("form.stands", form=form.name, standing=standing_of(rules, form), model=model)


def form_item(rules: Rules, form: Form) -> Item:
    """List a form in one line: its name and id, what it is, and of which model."""
    it_is = phrase("form.it_is", standing=standing_of(rules, form))
    return Item("", f"{form.name} ({form.id})", f"{sentence(form.says)} {it_is}")


def form_page(rules: Rules, form: Form) -> Document:
    """Show what a form is, its marks, for whom it is, its evidence and its standards."""
    claims = (*form.claims, *form.evidence.claims, *form.standards.claims)
    marks = form.marks
    standing = phrase("form.not_scored", standing=standing_of(rules, form))
    facts = (
        ("word.id", form.id),
        ("form.aliases", ", ".join(form.aliases)),
        ("form.standing", standing),
        ("form.for_whom", sentence(form.for_whom)),
        ("form.staff", sentence(marks.staff)),
        ("form.ratio", sentence(marks.ratio)),
        ("form.hours", sentence(marks.hours)),
        ("form.length", sentence(marks.length)),
        ("form.evidence", cited_sentence(rules, form.evidence)),
        ("form.standards", cited_sentence(rules, form.standards)),
    )
    points = tuple(Item("", "", sentence(when(rules, (condition,)))) for condition in form.when)
    limits = tuple(
        Item("", "", _with_limits(rules, claim))
        for claim in dict.fromkeys(claims)
        if rules.claims[claim].limits
    )
    blocks: list[Block] = [
        Paragraph(
            f"{sentence(form.says)} {cited(rules, form.claims)}", "", phrase("label.summary")
        ),
        Facts(tuple(Fact(phrase(label), text) for label, text in facts if text)),
        Heading(2, phrase("form.when")),
        Bullets(phrase("label.when"), points),
        Heading(2, phrase("form.limits")),
        Bullets(phrase("label.limits"), limits),
    ]
    more = phrase("form.more", parents=" ".join(form.parents), form=form.id)
    return Document(
        form.name, (*blocks, *sources_of(rules, claims)), (Fact(phrase("word.more"), more),)
    )


def _with_limits(rules: Rules, claim: str) -> str:
    cited_claim = rules.claims[claim]
    return phrase(
        "form.with_limits", says=sentence(cited_claim.says), limits=sentence(cited_claim.limits)
    )
