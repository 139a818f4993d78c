"""Sentences with their citations, contradictions of sources, and the claims behind a model."""

from collections.abc import Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.models import Condition, Model
from casemodel.knowledge.sources import Sourced
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Heading, Item
from casemodel.pages.words import cited, contested, level_name, sentence
from casemodel.texts.messages import phrase


def cited_sentence(rules: Rules, sourced: Sourced) -> str:
    """Write a sentence followed by its citation."""
    return f"{sentence(sourced.says)} {cited(rules, sourced.claims)}".strip()


def when(rules: Rules, conditions: Sequence[Condition]) -> str:
    """Write conditions in words: 'Crises: often, and Housing: homeless or in shelter'."""
    texts = []
    for condition in conditions:
        criterion = rules.criteria[condition.criterion]
        levels = [level_name(criterion, level) for level in condition.levels]
        texts.append(f"{criterion.name}: {joined(levels, 'or')}")
    return phrase("sourced.and_also").join(texts)


def tensions(rules: Rules, claims: Sequence[str]) -> list[Block]:
    """List the claims among these that others contradict, each with what the others say."""
    items = tuple(
        Item("", "", sentence(rules.claims[claim].says), cited(rules, (claim,)), "", against)
        for claim in dict.fromkeys(claims)
        if (against := contested(rules, (claim,)))
    )
    return (
        [Heading(2, phrase("word.disagreements")), Bullets(phrase("label.disputed"), items)]
        if items
        else []
    )


def said_claims(model: Model) -> list[str]:
    """List the claims behind all sentences about a model: not its ratings nor cautions."""
    sentences = (model.summary, *model.features.values(), *model.pros, *model.cons)
    claims = [claim for sourced in sentences for claim in sourced.claims]
    return claims + [claim for need in model.requirements for claim in need.claims]


def every_claim(model: Model) -> list[str]:
    """List every claim that the model rests on."""
    ratings = [r for by_level in model.ratings.values() for r in by_level.values()]
    claims = said_claims(model) + [claim for r in ratings for claim in r.claims]
    return claims + [claim for caution in model.cautions for claim in caution.claims]
