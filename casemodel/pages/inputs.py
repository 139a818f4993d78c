"""The page of `casemodel inputs`: everything that can count, and why it is asked."""

from casemodel.explanation.naming import joined
from casemodel.knowledge.criteria import Criterion, Group, Level
from casemodel.knowledge.values import Rules
from casemodel.pages.cited import sources_of
from casemodel.pages.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
)
from casemodel.pages.words import cited, either, moved, sentence
from casemodel.texts.messages import phrase

_NOT_ASKED = "inputs.never"
_ASKED_OF = {"client": "inputs.of_client", "organization": "inputs.of_organization"}


def everything_asked(rules: Rules) -> Document:
    """Lay out every criterion by group: question, who is asked, weight, why, levels and effects."""
    blocks: list[Block] = [
        Paragraph(phrase("inputs.about")),
        Paragraph(phrase(_NOT_ASKED), "strong"),
    ]
    if rules.weight_rule:
        weights = tuple(
            Fact(phrase("inputs.weight_of", weight=w), sentence(why))
            for w, why in sorted(rules.weight_rule.items())
        )
        blocks += [Heading(2, phrase("inputs.weights")), Facts(weights)]
    groups: dict[Group, list[Criterion]] = {}
    for criterion in rules.criteria.values():
        groups.setdefault(criterion.group, []).append(criterion)
    for group, criteria in groups.items():
        blocks.append(
            Heading(
                2,
                phrase(
                    "inputs.group", group=rules.group_names.get(group, group), count=len(criteria)
                ),
            )
        )
        for criterion in criteria:
            blocks += _criterion(rules, criterion)
    blocks += _quantities(rules)
    blocks += _not_counted(rules)
    claims = [c for criterion in rules.criteria.values() for c in criterion.claims]
    claims += [c for circumstance in rules.not_counted for c in circumstance.claims]
    blocks += sources_of(rules, claims)
    return Document(phrase("inputs.title", count=len(rules.criteria)), tuple(blocks))


def one_asked(rules: Rules, criterion: Criterion) -> Document:
    """Lay out one criterion, and its sources."""
    _, *blocks = _criterion(rules, criterion)
    sources = sources_of(rules, criterion.claims)
    return Document(criterion.name, (*blocks, *sources))


def _not_counted(rules: Rules) -> list[Block]:
    """List circumstances that people ask about but that do not count, and why."""
    items = tuple(
        Item("", circumstance.name, sentence(circumstance.says), cited(rules, circumstance.claims))
        for circumstance in rules.not_counted
    )
    heading = Heading(2, phrase("inputs.not_counted"))
    return [heading, Bullets(phrase("label.not_counted"), items)] if items else []


def _criterion(rules: Rules, criterion: Criterion) -> list[Block]:
    facts = [Fact(phrase("word.id"), criterion.id)]
    facts += [
        Fact(
            phrase("inputs.asked_of", whom=phrase(_ASKED_OF[kind])),
            criterion.question.said_to(kind),
        )
        for kind in criterion.asked_of
    ]
    facts += [
        Fact(phrase("inputs.weight"), str(criterion.weight)),
        Fact(phrase("inputs.because"), cited(rules, criterion.claims) or phrase("inputs.judgment")),
        Fact(phrase("word.help"), sentence(criterion.help)),
        Fact(phrase("inputs.by_number"), _by_number(criterion)),
        Fact(phrase("inputs.bands"), sentence(criterion.bands_reason)),
        Fact(phrase("inputs.shares"), sentence(criterion.shares_reason)),
    ]
    levels = tuple(_level(rules, criterion, level) for level in criterion.levels)
    return [
        Heading(3, criterion.name),
        Facts(tuple(fact for fact in facts if fact.text)),
        Table(
            "",
            (
                phrase("inputs.level"),
                phrase("inputs.meaning"),
                phrase("inputs.for"),
                phrase("inputs.against"),
            ),
            levels,
        ),
    ]


def _by_number(criterion: Criterion) -> str:
    if not criterion.counts:
        return ""
    return f"{criterion.counts} / {criterion.per}" if criterion.per else criterion.counts


def _level(rules: Rules, criterion: Criterion, level: Level) -> tuple[Cell, ...]:
    meaning = "; ".join(part for part in (either(level.name), level.band, _share(level)) if part)
    return ((level.id,), (meaning,), *_cells(rules, criterion, level.id))


def _share(level: Level) -> str:
    return phrase("inputs.share", share=level.share) if level.share is not None else ""


def _cells(rules: Rules, criterion: Criterion, level: str) -> tuple[Cell, Cell]:
    """Write the models that this level speaks for, and those that it speaks against."""
    speaking, against = moved(rules, criterion.id, level)
    return ((joined(speaking) or phrase("word.none"),), (joined(against) or phrase("word.none"),))


def _quantities(rules: Rules) -> list[Block]:
    facts = tuple(
        Fact(
            quantity.id,
            phrase(
                "inputs.quantity",
                question=quantity.question,
                least=quantity.least,
                most=quantity.most,
                unit=quantity.unit,
            ),
        )
        for quantity in rules.quantities.values()
    )
    return [Heading(2, phrase("inputs.numbers")), Facts(facts)] if facts else []
