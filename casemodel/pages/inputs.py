"""The page of `casemodel inputs`: everything that can count, and why it is asked."""

from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Criterion, Group, Level, Rules
from casemodel.pages.cited import sources_of
from casemodel.pages.document import Block, Cell, Document, Fact, Facts, Heading, Paragraph, Table
from casemodel.pages.words import band, cited, either, moved, sentence

_NOT_ASKED = "Never asked, and never counted: race, sex, language and origin."
_ASKED_OF = {"client": "a client", "organization": "an organization"}


def everything_asked(rules: Rules) -> Document:
    """Every criterion by group: question, who is asked, weight, why, levels and what they move."""
    blocks: list[Block] = [
        Paragraph(
            "Everything that can count in a score. A level speaks for or against the models named "
            "beside it; what is not answered counts as the average answer."
        ),
        Paragraph(_NOT_ASKED, "strong"),
    ]
    if rules.weight_rule:
        weights = tuple(
            Fact(f"Weight {w}", sentence(why)) for w, why in sorted(rules.weight_rule.items())
        )
        blocks += [Heading(2, "Weights"), Facts(weights)]
    groups: dict[Group, list[Criterion]] = {}
    for criterion in rules.criteria.values():
        groups.setdefault(criterion.group, []).append(criterion)
    for group, criteria in groups.items():
        blocks.append(
            Heading(2, f"{rules.group_names.get(group, group)}: {len(criteria)} criteria")
        )
        for criterion in criteria:
            blocks += _criterion(rules, criterion)
    blocks += _quantities(rules)
    blocks += sources_of(rules, (c for one in rules.criteria.values() for c in one.claims))
    return Document(f"{len(rules.criteria)} criteria can count", tuple(blocks))


def _criterion(rules: Rules, criterion: Criterion) -> list[Block]:
    facts = [Fact("Id", criterion.id)]
    facts += [
        Fact(f"Asked of {_ASKED_OF[kind]}", criterion.question.said_to(kind))
        for kind in criterion.asked_of
    ]
    facts += [
        Fact("Weight", str(criterion.weight)),
        Fact("Asked because of", cited(rules, criterion.claims) or "our own inference"),
        Fact("Help", sentence(criterion.help)),
        Fact("Answered by number", _by_number(criterion)),
        Fact("Why these bands", sentence(criterion.bands_reason)),
        Fact("Why these shares", sentence(criterion.shares_reason)),
    ]
    levels = tuple(_level(rules, criterion, level) for level in criterion.levels)
    return [
        Heading(3, criterion.name),
        Facts(tuple(fact for fact in facts if fact.text)),
        Table("", ("Level", "Meaning", "Speaks for", "Speaks against"), levels),
    ]


def _by_number(criterion: Criterion) -> str:
    if not criterion.counts:
        return ""
    return f"{criterion.counts} / {criterion.per}" if criterion.per else criterion.counts


def _level(rules: Rules, criterion: Criterion, level: Level) -> tuple[Cell, ...]:
    meaning = "; ".join(part for part in (either(level.name), band(level), _share(level)) if part)
    return ((level.id,), (meaning,), *_cells(rules, criterion, level.id))


def _share(level: Level) -> str:
    return f"expected of {level.share}%" if level.share is not None else ""


def _cells(rules: Rules, criterion: Criterion, level: str) -> tuple[Cell, Cell]:
    """The models that this level speaks for, and those that it speaks against."""
    speaking, against = moved(rules, criterion.id, level)
    return ((joined(speaking) or "none",), (joined(against) or "none",))


def _quantities(rules: Rules) -> list[Block]:
    facts = tuple(
        Fact(
            quantity.id, f"{quantity.question} {quantity.least} to {quantity.most} {quantity.unit}."
        )
        for quantity in rules.quantities.values()
    )
    return [Heading(2, "Numbers you may give"), Facts(facts)] if facts else []
