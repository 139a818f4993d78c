"""The handout: models side by side on one sheet, in plain words, with room to write."""

from collections.abc import Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.handout import Handout
from casemodel.knowledge.values import BASES, Model, Rules, Source
from casemodel.pages.document import Block, Cell, Document, Fact, Paragraph, Ruled, Table
from casemodel.pages.words import sentence

FOR_US = "For us?"
_TALK = "Read it, talk it over, and write in the last column what it would mean for you."
_NEXT = "What we would try first, and who does it by when:"
_ADVICE = "It is a guide for your talk. People decide. No score is on this page."
_HOW_TO_FIND = "Numbers in brackets are sources. For the place in each: casemodel show MODEL."
_CARE = "Who paid for it is not stated. Sources change: look for newer rules once a year."
_NOT_STATED = ("", "not stated", "not known")
_DIGEST_SHOWN = 12  # enough to tell rules apart


def handout(
    rules: Rules, said: Handout, models: Sequence[Model], made_by: str, date: str = ""
) -> Document:
    """Models side by side: the same questions in the same order, a column for the reader.

    `made_by` names the program and its version; `date` is ISO or empty. With one model it is the
    card of that model.
    """
    numbers = _numbers(rules, said, models)
    one = len(models) == 1
    names = tuple(model.name for model in models)
    columns = ("Question", *(("Answer",) if one else names), FOR_US)
    rows = tuple(
        ((row.question,), *(_cell(rules, said, model, row.id, numbers) for model in models), ("",))
        for row in said.rows
    )
    blocks: tuple[Block, ...] = (
        Paragraph(_TALK, "", "how to use"),
        Table("", columns, rows, "columns"),
        *((Ruled(_NEXT, 5),) if one else ()),
        Paragraph(_sources(rules, numbers), "quiet", "sources"),
    )
    made = f"{made_by}, rules {rules.version} of {rules.released}, {rules.digest[:_DIGEST_SHOWN]}"
    return Document(
        title=f"{names[0]}: a card" if one else f"{joined(names)}, side by side",
        blocks=blocks,
        closing=(Fact("", _ADVICE), Fact("", _HOW_TO_FIND), Fact("", _CARE)),
        subtitle=date,
        date=date,
        made_by=made,
        sheets=1,
    )


def _cell(rules: Rules, said: Handout, model: Model, row: str, numbers: dict[str, int]) -> Cell:
    one = said.says[model.id][row]
    cited = sorted({numbers[place.source] for place in rules.places(one.claims)})
    return (f"{sentence(one.says)} [{', '.join(map(str, cited))}]",)


def _numbers(rules: Rules, said: Handout, models: Sequence[Model]) -> dict[str, int]:
    """A number for each source cited: the documents first, then by what kind it is, then by id."""
    claims = tuple(claim for model in models for one in said.of(model.id) for claim in one.claims)
    cited = [rules.sources[one] for one in {place.source for place in rules.places(claims)}]
    cited.sort(key=lambda source: (BASES.index(source.basis), source.strength, source.id))
    return {source.id: number for number, source in enumerate(cited, 1)}


def _sources(rules: Rules, numbers: dict[str, int]) -> str:
    """Every source in short, under what kind it is."""
    by_strength: dict[str, list[str]] = {}
    for source, number in numbers.items():
        found = rules.sources[source]
        by_strength.setdefault(found.strength, []).append(f"{number} {_in_short(found)}")
    groups = (f"{kind}: {'; '.join(found)}" for kind, found in by_strength.items())
    return f"Sources. {' '.join(sentence(group) for group in groups)}"


def _in_short(source: Source) -> str:
    """Who, where and when, such as 'Morse et al., Psychiatric Services, 1997'."""
    authors = "" if source.authors.startswith(_NOT_STATED[1:]) else source.authors
    publisher = source.publisher.split(" (")[0]
    if publisher in _NOT_STATED:
        publisher = "publisher not known"
    year = source.date[:4] if source.date[:4].isdigit() else "no date"
    return ", ".join(part for part in (authors, publisher, year) if part)
