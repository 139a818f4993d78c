"""Sources by number, for paper: '[document; 2: 18, 20]' in the text, and the numbered list.

A reader on paper knows no ids, so each source that a page cites gets a number, and every citation
names the number and the paragraphs.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say_with
from casemodel.knowledge.sources import Basis, Source
from casemodel.pages.cited import source_line
from casemodel.pages.document import Block, Heading, Paragraph, SourceLine, Sources
from casemodel.pages.words import basis_word
from casemodel.texts.messages import phrase

HOW_TO_READ = "numbered.how_to_read"
# What templates fill in with places rather than words.
PLACES = ("cites", "other_cites")


class Numbered(NamedTuple):
    """The sources of one page, by id: the number of each, and the paragraphs cited.

    `sources` are all sources of the rules.
    """

    sources: Mapping[str, Source]
    numbers: Mapping[str, int]
    paragraphs: Mapping[str, tuple[int, ...]]

    def cite(self, cites: Sequence[str], basis: Basis | str = "") -> str:
        """Write a citation in brackets of places such as 'harmony 18'; empty without any."""
        paragraphs: dict[int, list[int]] = {}
        for cite in cites:
            source, _, paragraph = cite.rpartition(" ")
            paragraphs.setdefault(self.numbers[source], []).append(int(paragraph))
        places = [
            f"{number}: {', '.join(map(str, sorted(set(paragraphs[number]))))}"
            for number in sorted(paragraphs)
        ]
        inside = "; ".join([basis_word(basis), *places] if basis else places)
        return f"[{inside}]" if inside else ""

    def numbers_of(self, cites: Sequence[str]) -> tuple[int, ...]:
        """The numbers of the sources of these places."""
        return tuple(sorted({self.numbers[cite.rpartition(" ")[0]] for cite in cites}))

    def text(self, sentence: Sentence) -> str:
        """Write a sentence with its places by number."""
        filled = dict(sentence.filled)
        places = {name: filled[name] for name in PLACES if filled.get(name)}
        if not places:
            return sentence.text
        renumbered = {
            name: self.cite(cites.split(", ")).strip("[]") for name, cites in places.items()
        }
        return say_with(sentence.id, {**filled, **renumbered}).text

    def listed(self) -> tuple[Block, ...]:
        """Build the numbered list, under its heading; nothing if nothing is cited."""
        if not self.numbers:
            return ()
        return (
            Heading(2, phrase("word.sources")),
            Paragraph(phrase(HOW_TO_READ), "quiet", phrase("label.how_to_read")),
            Sources(tuple(self._entry(source) for source in self.numbers)),
        )

    def _entry(self, source: str) -> SourceLine:
        """Write a source as in other lists, but its places by paragraph alone."""
        line = source_line(self.sources[source], self.paragraphs[source])
        places = tuple(place.removeprefix(f"{source} ") for place in line.places)
        text = phrase("numbered.in_the_rules", source=line.text, id=source)
        return SourceLine(source, text, places, str(self.numbers[source]))


def places_in(sentence: Sentence) -> list[str]:
    """List the places that a sentence was filled in with."""
    filled = dict(sentence.filled)
    return [cite for name in PLACES for cite in filled.get(name, "").split(", ") if cite]


def numbered(sources: Mapping[str, Source], cites: Iterable[str]) -> Numbered:
    """Number the sources of these places, such as 'harmony 18', in the order of the places."""
    used: dict[str, set[int]] = {}
    for cite in cites:
        source, _, paragraph = cite.rpartition(" ")
        used.setdefault(source, set()).add(int(paragraph))
    return Numbered(
        sources,
        {source: number for number, source in enumerate(used, 1)},
        {source: tuple(sorted(paragraphs)) for source, paragraphs in used.items()},
    )
