"""The page of `casemodel sources`: what everything rests on."""

from collections import Counter

from casemodel.knowledge.values import Basis, Rules, Source
from casemodel.pages.cited import strength_of, title_of
from casemodel.pages.document import Block, Document, Fact, Facts, Heading
from casemodel.pages.words import counted

_HEADINGS: tuple[tuple[Basis, str], ...] = (
    ("document", "The documents"),
    ("literature", "The wider literature"),
    ("inference", "Others"),
)
_CLOSING = (
    "a place such as [harmony 18] is a source and a paragraph in it; casemodel show MODEL gives "
    "the opening words of each."
)


def listing(rules: Rules) -> Document:
    """Every source with its strength, its date, and how many claims rest on it."""
    resting = Counter(
        source for claim in rules.claims.values() for source in {place.source for place in claim.at}
    )
    blocks: list[Block] = []
    for basis, heading in _HEADINGS:
        sources = [source for source in rules.sources.values() if source.basis == basis]
        if sources:
            blocks.append(Heading(2, heading))
        for source in sources:
            blocks += [
                Heading(3, f"{source.id}: {title_of(source)}"),
                Facts(_facts(source, resting[source.id])),
            ]
    title = f"{len(rules.sources)} sources, {len(rules.claims)} claims"
    return Document(title, tuple(blocks), (Fact("Places", _CLOSING),))


def _facts(source: Source, claims: int) -> tuple[Fact, ...]:
    count = counted(claims, "claim rests on it", "claims rest on it")
    facts = (
        Fact("Authors", source.authors),
        Fact("Publisher", source.publisher or "not known"),
        Fact("Date", source.date or "not stated"),
        Fact("Identifier", source.identifier),
        Fact("Strength", strength_of(source)),
        Fact("Claims", count),
    )
    return tuple(fact for fact in facts if fact.text)
