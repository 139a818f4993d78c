"""Sources by number, for paper: '[document; 2: 18, 20]' in the text, and the numbered list.

A reader on paper knows no ids, so each source that a page cites gets a number, in the order of
their ids, and every citation names the number and the paragraphs.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from casemodel.explanation.templates import say
from casemodel.explanation.values import Sentence
from casemodel.knowledge.values import Basis, Rules
from casemodel.pages.cited import source_line
from casemodel.pages.document import Block, Heading, Paragraph, SourceLine, Sources
from casemodel.pages.words import BASIS_WORDS

HOW_TO_READ = (
    "Sources are cited by number and paragraph: [2: 18] is source 2, paragraph 18, as we counted "
    "them. 'Our inference' means that no source says it in so many words."
)
# What templates fill in with places rather than words.
PLACES = ("cites", "other_cites")


class Numbered(NamedTuple):
    """The sources of one page, by id: the number of each, and the paragraphs cited."""

    rules: Rules
    numbers: Mapping[str, int]
    paragraphs: Mapping[str, tuple[int, ...]]

    def cite(self, cites: Sequence[str], basis: Basis | str = "") -> str:
        """A citation in brackets of places such as 'harmony 18', or nothing to cite."""
        found: dict[int, list[int]] = {}
        for cite in cites:
            source, _, paragraph = cite.rpartition(" ")
            found.setdefault(self.numbers[source], []).append(int(paragraph))
        places = [
            f"{number}: {', '.join(map(str, sorted(set(found[number]))))}"
            for number in sorted(found)
        ]
        inside = "; ".join([BASIS_WORDS.get(basis, basis), *places] if basis else places)
        return f"[{inside}]" if inside else ""

    def claims(self, claims: Sequence[str], basis: Basis | str = "") -> str:
        """The citation of the places behind these claims."""
        return self.cite([str(place) for place in self.rules.places(tuple(claims))], basis)

    def text(self, said: Sentence) -> str:
        """The sentence with its places by number."""
        filled = dict(said.filled)
        places = {name: filled[name] for name in PLACES if filled.get(name)}
        if not places:
            return said.text
        renumbered = {
            name: self.cite(cites.split(", ")).strip("[]") for name, cites in places.items()
        }
        return say(said.id, **{**filled, **renumbered}).text

    def listed(self) -> tuple[Block, ...]:
        """The numbered list, under its heading; nothing where nothing is cited."""
        if not self.numbers:
            return ()
        return (
            Heading(2, "Sources"),
            Paragraph(HOW_TO_READ, "quiet", "how to read"),
            Sources(tuple(self._entry(source) for source in self.numbers)),
        )

    def _entry(self, source: str) -> SourceLine:
        """A source as in other lists, but its places by paragraph alone."""
        line = source_line(self.rules.sources[source], self.paragraphs[source])
        places = tuple(place.removeprefix(f"{source} ") for place in line.places)
        text = f"{line.text} In the rules: {source}."
        return SourceLine(source, text, places, str(self.numbers[source]))


def places_in(said: Sentence) -> list[str]:
    """The places that a sentence was filled in with."""
    filled = dict(said.filled)
    return [cite for name in PLACES for cite in filled.get(name, "").split(", ") if cite]


def numbered(rules: Rules, claims: Iterable[str]) -> Numbered:
    """Number the sources behind these claims."""
    return numbered_places(rules, map(str, rules.places(tuple(dict.fromkeys(claims)))))


def numbered_places(rules: Rules, cites: Iterable[str]) -> Numbered:
    """Number the sources of these places, such as 'harmony 18'."""
    used: dict[str, set[int]] = {}
    for cite in cites:
        source, _, paragraph = cite.rpartition(" ")
        used.setdefault(source, set()).add(int(paragraph))
    return Numbered(
        rules,
        {source: number for number, source in enumerate(sorted(used), 1)},
        {source: tuple(sorted(used[source])) for source in sorted(used)},
    )
