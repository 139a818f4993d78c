"""The page of `casemodel show FORM`: a named way to run a model, and when answers point to it."""

from casemodel.knowledge.forms import standing_of
from casemodel.knowledge.values import Form, Rules
from casemodel.pages.cited import sources_of
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.sourced import said, when
from casemodel.pages.words import cited, sentence


def form_page(rules: Rules, form: Form) -> Document:
    """Show what a form is, what marks it, for whom it is, its evidence and its standards."""
    claims = (*form.claims, *form.evidence.claims, *form.standards.claims)
    facts = (
        Fact("Id", form.id),
        Fact("Also called", ", ".join(form.aliases)),
        Fact("It is", f"{standing_of(rules, form)}; described, not scored"),
        Fact("For whom", sentence(form.for_whom)),
        Fact("Staff", sentence(form.marks.staff)),
        Fact("Clients for each worker", sentence(form.marks.ratio)),
        Fact("Hours", sentence(form.marks.hours)),
        Fact("How long", sentence(form.marks.length)),
        Fact("Evidence", said(rules, form.evidence)),
        Fact("Standard or fidelity scale", said(rules, form.standards)),
    )
    points = tuple(Item("", "", sentence(when(rules, (one,)))) for one in form.when)
    limits = tuple(
        Item("", "", f"{sentence(rules.claims[c].says)} Limits: {sentence(rules.claims[c].limits)}")
        for c in dict.fromkeys(claims)
        if rules.claims[c].limits
    )
    blocks: list[Block] = [
        Paragraph(f"{sentence(form.says)} {cited(rules, form.claims)}", "", "summary"),
        Facts(tuple(fact for fact in facts if fact.text)),
        Heading(2, "Answers that point to it, all together"),
        Bullets("when", points),
        Heading(2, "What its sources found, and their limits"),
        Bullets("limits", limits),
    ]
    parents = " ".join(form.parents)
    return Document(
        form.name,
        (*blocks, *sources_of(rules, claims)),
        (Fact("More", f"casemodel compare {parents} {form.id}"),),
    )
