"""The page of `casemodel models`: every model and hybrid in short, and advice on choosing."""

from casemodel.knowledge.values import Model, Rules
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item
from casemodel.pages.hybrids import every_hybrid
from casemodel.pages.words import cited, sentence


def listing(rules: Rules) -> Document:
    """Every model with its id, family and summary; those that are only described say so."""
    facts = tuple(Fact(model.id, _described(rules, model)) for model in rules.models.values())
    blocks: tuple[Block, ...] = (Facts(facts),)
    blocks += every_hybrid(rules)
    if rules.guidance:
        advice = tuple(
            Item("", "", sentence(one.says), cited(rules, one.claims)) for one in rules.guidance
        )
        blocks += (Heading(2, "What the sources advise on choosing"), Bullets("advice", advice))
    count = sum(1 for model in rules.models.values() if model.scored)
    title = f"{len(rules.models)} case management models, {count} of them scored"
    return Document(
        title,
        blocks,
        (Fact("More", "casemodel show MODEL; casemodel compare MODEL MODEL"),),
    )


def _described(rules: Rules, model: Model) -> str:
    family = rules.models.get(model.family)
    parts = [f"{model.name}."]
    if family:
        parts.append(f"Of the family {family.name}.")
    if not model.scored:
        members = [m.name for m in rules.models.values() if m.family == model.id]
        parts.append(
            f"Described, not scored. Holds {', '.join(members)}."
            if members
            else "Described, not scored."
        )
    parts += [sentence(model.summary.says), cited(rules, model.summary.claims)]
    return " ".join(part for part in parts if part)
