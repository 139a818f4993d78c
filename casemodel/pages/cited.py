"""The list of sources at the end of a page, by which a reader finds every place cited."""

from collections.abc import Iterable, Mapping

from casemodel.knowledge.sources import Source, SourceParagraph
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Heading, SourceLine, Sources
from casemodel.texts.messages import phrase

_UNKNOWN = ("", "not stated", "not known")


def sources_of(rules: Rules, claims: Iterable[str]) -> tuple[Block, ...]:
    """The sources behind these claims, with the heading and the opening words of each place."""
    return sources_at(rules.sources, map(str, rules.places(tuple(dict.fromkeys(claims)))), {})


def sources_at(
    sources: Mapping[str, Source], cites: Iterable[str], numbers: Mapping[str, int]
) -> tuple[Block, ...]:
    """The sources of these places, such as 'harmony 18'; nothing where there are none.

    `numbers` are those by which the first screen cites some of them; these come first.
    """
    used: dict[str, set[int]] = {}
    for cite in cites:
        source, _, paragraph = cite.rpartition(" ")
        used.setdefault(source, set()).add(int(paragraph))
    if not used:
        return ()
    in_order = sorted(used, key=lambda source: (numbers.get(source, len(numbers) + 1), source))
    entries = tuple(
        line._replace(id=f"{line.id} [{numbers[line.id]}]") if line.id in numbers else line
        for line in (source_line(sources[source], used[source]) for source in in_order)
    )
    return (Heading(2, phrase("word.sources")), Sources(entries))


def source_line(source: Source, numbers: Iterable[int]) -> SourceLine:
    """One source and the paragraphs of these numbers in it."""
    paragraphs = {paragraph.number: paragraph for paragraph in source.paragraphs}
    places = tuple(_place(source, number, paragraphs.get(number)) for number in sorted(numbers))
    return SourceLine(source.id, described(source), places)


def described(source: Source) -> str:
    """Describe a source: authors, title, publisher, date, and how strong it is."""
    authors = "" if source.authors in _UNKNOWN else source.authors
    publisher = phrase("cited.no_publisher") if source.publisher in _UNKNOWN else source.publisher
    date = phrase("cited.no_date") if source.date in _UNKNOWN else source.date
    text = _sentences(authors, title_of(source), publisher, date, source.identifier)
    return phrase("cited.strength", source=text, strength=strength_of(source))


def title_of(source: Source) -> str:
    """Give the title, or say that it is not known, with what the rules say instead."""
    if source.title in _UNKNOWN:
        return phrase("cited.no_title")
    return (
        phrase("cited.title", title=source.title)
        if source.title.startswith("not known")
        else source.title
    )


def strength_of(source: Source) -> str:
    """Say how strong the source is, and why."""
    return _sentences(source.strength, source.strength_note)


def _place(source: Source, number: int, paragraph: SourceParagraph | None) -> str:
    """Describe a place by its heading, and the words the paragraph opens with."""
    parts = []
    if paragraph and paragraph.heading:
        parts.append(phrase("cited.under", heading=paragraph.heading))
    if paragraph and paragraph.opening:
        parts.append(f"“{paragraph.opening} …”")
    if paragraph and paragraph.repeats:
        parts.append(phrase("cited.repeats", places=", ".join(map(str, paragraph.repeats))))
    place = f"{source.id} {number}"
    return f"{place}: {', '.join(parts)}" if parts else place


def _sentences(*parts: str) -> str:
    """Join the parts that are not empty, each with a full stop if it has no end of its own."""
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )
