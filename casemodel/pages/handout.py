"""The handout: models side by side on one sheet, in plain words, with room to write."""

from collections.abc import Iterable, Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.handout import Handout
from casemodel.knowledge.models import Form, Model
from casemodel.knowledge.sources import BASES, Source, Sourced
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Cell, Document, Fact, Paragraph, Ruled, Table
from casemodel.pages.words import sentence
from casemodel.texts.messages import phrase

FOR_US = "handout.for_us"
_TALK = "handout.talk"
_NEXT = "handout.next"
_ADVICE = "handout.advice"
_HOW_TO_FIND = "handout.find"
_CARE = "handout.care"
_NOT_STATED = ("", "not stated", "not known")
_DIGEST_SHOWN = 12  # enough to tell rules apart


def handout(
    rules: Rules, content: Handout, models: Sequence[Model | Form], made_by: str, date: str = ""
) -> Document:
    """Lay out models and forms side by side: the same questions in order, a column for the reader.

    `made_by` names the program and its version; `date` is ISO or empty. With one model it is the
    card of that model.
    """
    texts = [_texts(rules, content, model) for model in models]
    numbers = _numbers(rules, texts)
    single = len(models) == 1
    names = tuple(model.name for model in models)
    columns = (
        phrase("word.question"),
        *((phrase("word.answer"),) if single else names),
        phrase(FOR_US),
    )
    rows = tuple(
        ((row.question,), *(_cell(rules, column[number], numbers) for column in texts), ("",))
        for number, row in enumerate(content.rows)
    )
    blocks: tuple[Block, ...] = (
        Paragraph(phrase(_TALK), "", phrase("label.how_to_use")),
        Table("", columns, rows, "columns"),
        *((Ruled(phrase(_NEXT), 5),) if single else ()),
        Paragraph(_sources(rules, numbers), "quiet", phrase("label.sources")),
    )
    provenance = phrase(
        "handout.made_by",
        tool=made_by,
        version=rules.version,
        released=rules.released,
        digest=rules.digest[:_DIGEST_SHOWN],
    )
    return Document(
        title=phrase("handout.card", model=names[0])
        if single
        else phrase("handout.side_by_side", models=joined(names)),
        blocks=blocks,
        closing=(
            Fact("", phrase(_ADVICE)),
            Fact("", phrase(_HOW_TO_FIND)),
            Fact("", phrase(_CARE)),
        ),
        subtitle=date,
        date=date,
        made_by=provenance,
        sheets=1,
    )


def _texts(rules: Rules, content: Handout, model: Model | Form) -> tuple[Sourced, ...]:
    return content.of_form(model, rules) if isinstance(model, Form) else content.of(model.id)


def _cell(rules: Rules, sourced: Sourced, numbers: dict[str, int]) -> Cell:
    cited = sorted({numbers[place.source] for place in rules.places(sourced.claims)})
    return (f"{sentence(sourced.says)} [{', '.join(map(str, cited))}]",)


def _numbers(rules: Rules, texts: Iterable[tuple[Sourced, ...]]) -> dict[str, int]:
    """Number each source cited: the documents first, then by kind, then by id."""
    claims = tuple(claim for column in texts for sourced in column for claim in sourced.claims)
    cited = [rules.sources[source] for source in {place.source for place in rules.places(claims)}]
    cited.sort(key=lambda source: (BASES.index(source.basis), source.strength, source.id))
    return {source.id: number for number, source in enumerate(cited, 1)}


def _sources(rules: Rules, numbers: dict[str, int]) -> str:
    """Write every source in short, under its kind."""
    by_strength: dict[str, list[str]] = {}
    for source, number in numbers.items():
        cited = rules.sources[source]
        by_strength.setdefault(cited.strength, []).append(f"{number} {_in_short(cited)}")
    groups = (f"{kind}: {'; '.join(lines)}" for kind, lines in by_strength.items())
    return phrase("handout.sources", sources=" ".join(sentence(group) for group in groups))


def _in_short(source: Source) -> str:
    """Write author, publisher and year, such as 'Morse et al., Psychiatric Services, 1997'."""
    authors = "" if source.authors.startswith(_NOT_STATED[1:]) else source.authors
    publisher = source.publisher.split(" (")[0]
    if publisher in _NOT_STATED:
        publisher = phrase("handout.no_publisher")
    year = source.date[:4] if source.date[:4].isdigit() else phrase("handout.no_date")
    return ", ".join(part for part in (authors, publisher, year) if part)
