"""The page of `casemodel sources`: every source that the rules rest on."""

from collections import Counter

from casemodel.knowledge.sources import Basis, Source
from casemodel.knowledge.values import Rules
from casemodel.pages.cited import strength_of, title_of
from casemodel.pages.document import Block, Document, Fact, Facts, Heading
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_HEADINGS: tuple[tuple[Basis, str], ...] = (
    ("document", "sources.documents"),
    ("literature", "sources.literature"),
    ("inference", "sources.others"),
)
_CLOSING = "sources.places"


def listing(rules: Rules) -> Document:
    """Lay out every source with its strength, its date, and how many claims rest on it."""
    resting = Counter(
        source for claim in rules.claims.values() for source in {place.source for place in claim.at}
    )
    blocks: list[Block] = []
    for basis, heading in _HEADINGS:
        sources = [source for source in rules.sources.values() if source.basis == basis]
        if sources:
            blocks.append(Heading(2, phrase(heading)))
        for source in sources:
            blocks += [
                Heading(3, f"{source.id}: {title_of(source)}"),
                Facts(_facts(source, resting[source.id])),
            ]
    title = phrase("sources.title", sources=len(rules.sources), claims=len(rules.claims))
    return Document(title, tuple(blocks), (Fact(phrase("sources.places_label"), phrase(_CLOSING)),))


def _facts(source: Source, claims: int) -> tuple[Fact, ...]:
    count = counted(claims, "claim_rests")
    facts = (
        Fact(phrase("sources.authors"), source.authors),
        Fact(phrase("sources.publisher"), source.publisher or phrase("sources.not_known")),
        Fact(phrase("sources.date"), source.date or phrase("sources.not_stated")),
        Fact(phrase("sources.identifier"), source.identifier),
        Fact(phrase("sources.strength"), strength_of(source)),
        Fact(phrase("sources.claims"), count),
    )
    return tuple(fact for fact in facts if fact.text)
