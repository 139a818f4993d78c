"""The page of `casemodel compare` on paper: every model in equal detail, sources by number.

The same rows in the same order for every model; where there is nothing to say, the cell says that.
Where sources disagree has a place of its own, and is a row where there is only a table (CSV).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import joined
from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import Basis, Criterion, Model, Rules, Sourced, Step
from casemodel.pages.document import Block, Bullets, Cell, Document, Heading, Item, Paragraph, Table
from casemodel.pages.numbered import Numbered, numbered
from casemodel.pages.report_charts import ranking_figure, ranking_table
from casemodel.pages.report_limits import GUIDE, what_it_is
from casemodel.pages.words import cited, either, sentence

Cite = Callable[[Sequence[str], Basis | str], str]

_WORDS: Mapping[Step, str] = {
    "strong_fit": "Fits best",
    "misfit": "Does not fit well",
    "strong_misfit": "Does not fit",
}
_NONE: Cell = ("None stated.",)
_NEITHER = "Neither."
_NOT_RATED = "Not rated: see its models."
_NOT_SCORED = "Described, not scored."
# What a row is called where there is no caption to say more.
_COLUMNS = {
    "Rank": "Rank among all models and hybrids",
    "Score": "Score of 100 (50: no reason either way)",
    "Could be": "What open answers could make of it",
    "State": "Can it be run?",
}


def on_paper(
    rules: Rules,
    models: Sequence[Model],
    scored: tuple[Assessment, Explanation] | None,
    date: str,
    tool: str,
) -> Document:
    """The models side by side; with the assessment of a profile, its scores and warnings too.

    `date` is an ISO date or empty; `tool` is the tool's name and version.
    """
    sources = numbered(rules, _claims_of(rules, models, scored))
    title = "Case management models compared" if len(models) > 1 else models[0].name
    blocks: list[Block] = []
    if scored:
        blocks += _scores(models, *scored, sources)
    blocks += [
        Heading(2, "Side by side"),
        _table(rules, models, sources.claims, "What each model is"),
        Heading(2, "When each fits best, and when it does not fit"),
        *_unrated(models),
        _fits_table(rules, [one for one in models if one.scored], sources.claims),
    ]
    blocks += _disagreements(rules, models, sources)
    blocks += [*what_it_is(rules), *sources.listed()]
    return Document(
        title=title,
        blocks=tuple(blocks),
        closing=(GUIDE,),
        subtitle=f"Rules {rules.version}, released {rules.released}.",
        date=date,
        made_by=f"{tool}, rules {rules.version}",
        footer=" · ".join(filter(None, (title, date))),
        private=_is_private(scored),
    )


def for_a_spreadsheet(
    rules: Rules, models: Sequence[Model], scored: tuple[Assessment, Explanation] | None = None
) -> Document:
    """The comparison as one table and nothing else, sources by their ids.

    With the assessment of a profile its warnings, ranks and scores are the first rows. What is of
    the profile and not of one model stands in every column.
    """

    def cite(claims: Sequence[str], basis: Basis | str) -> str:
        return cited(rules, claims, basis)

    table = _table(rules, models, cite, "Case management models compared")
    fits = _fits_table(rules, models, cite)
    last = (("Where do sources disagree?",), *(_disagreeing(rules, one, cite) for one in models))
    first = _score_rows(models, *scored) if scored else ()
    whole = table._replace(rows=(*first, *table.rows, *fits.rows, last))
    return Document(table.caption, (whole,), private=_is_private(scored))


def _score_rows(
    models: Sequence[Model], assessment: Assessment, said: Explanation
) -> Iterator[tuple[Cell, ...]]:
    """The warnings, and where each model stands."""
    warnings = tuple(f"{c.text} [{', '.join(c.cites)}]" for c in said.cautions)
    if warnings:
        yield (("Warnings",), *(warnings for _ in models))
    table = ranking_table(said.ranking, fit_only=assessment.options.fit_only)
    found = {one.id: row[1:] for one, row in zip(said.ranking, table.rows, strict=True)}
    unranked = {model: (one.text,) for model, one in said.unranked}
    for i, column in enumerate(table.columns[1:]):
        cells = (
            found[m.id][i] if m.id in found else unranked.get(m.id, (_NOT_SCORED,)) for m in models
        )
        yield ((_COLUMNS.get(column, column),), *cells)


def _is_private(scored: tuple[Assessment, Explanation] | None) -> bool:
    return scored is not None and scored[0].kind == "client"


def _table(rules: Rules, models: Sequence[Model], cite: Cite, caption: str) -> Table:
    def said(one: Sourced) -> str:
        return f"{sentence(one.says)} {cite(one.claims, '')}".strip()

    def all_said(found: Sequence[Sourced]) -> Cell:
        return tuple(map(said, found)) or _NONE

    def asked(row: str) -> Callable[[Model], Cell]:
        return lambda m: (said(m.features[row]),) if row in m.features else ("Not stated.",)

    questions: list[tuple[str, Callable[[Model], Cell]]] = [
        ("In short", lambda m: (said(m.summary),)),
        *((row.question, asked(row.id)) for row in rules.feature_rows),
        ("What speaks for it?", lambda m: all_said(m.pros)),
        ("What speaks against it?", lambda m: all_said(m.cons)),
        ("What does it need?", lambda m: _needs(m, cite)),
        ("What to watch for?", lambda m: _cautions(m, cite)),
    ]
    rows = tuple(((words,), *(answer(m) for m in models)) for words, answer in questions)
    return Table(caption, ("Question", *(model.name for model in models)), rows, "columns")


def _unrated(models: Sequence[Model]) -> Iterator[Block]:
    for model in models:
        if not model.scored:
            yield Paragraph(f"{model.name} is described, not rated: see its models.")


def _fits_table(rules: Rules, models: Sequence[Model], cite: Cite) -> Table:
    """By question: at which answers each model fits best, and at which it does not fit."""
    rows = []
    for criterion in rules.criteria.values():
        cells = [_fits(criterion, model, cite) for model in models]
        if any(cells):
            shown = (
                cell or ((_NEITHER if m.scored else _NOT_RATED),)
                for cell, m in zip(cells, models, strict=True)
            )
            rows.append(((criterion.name,), *shown))
    caption = "The answers at which a model fits best or does not fit, by question"
    return Table(caption, ("Question", *(model.name for model in models)), tuple(rows), "columns")


def _fits(criterion: Criterion, model: Model, cite: Cite) -> Cell:
    """What one answer or another makes of a model, with what that rests on; nothing if neutral."""
    rated = model.ratings.get(criterion.id, {})
    found: dict[tuple[str, Basis, tuple[str, ...]], list[str]] = {}
    for level in criterion.levels:
        rating = rated.get(level.id)
        if rating and rating.step in _WORDS:
            key = (_WORDS[rating.step], rating.basis, rating.claims)
            found.setdefault(key, []).append(either(level.name))
    return tuple(
        f"{word}: {joined(names, 'or')} {cite(claims, basis)}".strip()
        for (word, basis, claims), names in found.items()
    )


def _needs(model: Model, cite: Cite) -> Cell:
    return (
        tuple(
            f"{one.strength.capitalize()}: {sentence(one.says)} {cite(one.claims, '')}".strip()
            for one in model.requirements
        )
        or _NONE
    )


def _cautions(model: Model, cite: Cite) -> Cell:
    return (
        tuple(f"{sentence(one.says)} {cite(one.claims, '')}".strip() for one in model.cautions)
        or _NONE
    )


def _pairs(rules: Rules, models: Sequence[Model]) -> list[tuple[str, str]]:
    """Pairs of claims that stand against each other, each once, by the models' claims."""
    found: dict[frozenset[str], tuple[str, str]] = {}
    for model in models:
        for claim in dict.fromkeys(_claims_said(model)):
            for other in rules.claims[claim].against:
                if other in rules.claims:
                    found.setdefault(frozenset((claim, other)), (claim, other))
    return list(found.values())


def _both(rules: Rules, claim: str, other: str, cite: Cite) -> str:
    one, against = rules.claims[claim], rules.claims[other]
    return (
        f"{sentence(one.says)} {cite((claim,), '')} "
        f"But: {sentence(against.says)} {cite((other,), '')}"
    )


def _disagreeing(rules: Rules, model: Model, cite: Cite) -> Cell:
    return tuple(_both(rules, *pair, cite) for pair in _pairs(rules, (model,))) or _NONE


def _disagreements(rules: Rules, models: Sequence[Model], sources: Numbered) -> Iterator[Block]:
    found = [(model, _pairs(rules, (model,))) for model in models]
    if not any(pairs for _, pairs in found):
        return
    yield Heading(2, "Where sources disagree")
    for model, pairs in found:
        yield Heading(3, model.name)
        items = tuple(Item("", "", _both(rules, *pair, sources.claims)) for pair in pairs)
        yield Bullets("disputed", items) if items else Paragraph("Nowhere that we know of.")


def _scores(
    models: Sequence[Model], assessment: Assessment, explanation: Explanation, sources: Numbered
) -> Iterator[Block]:
    """Warnings, then where the chosen models stand for a profile."""
    chosen = {model.id for model in models}
    for heading, danger in (("Do first, whatever the score", True), ("Watch for", False)):
        items = tuple(
            Item("!", "", c.text, sources.cite(c.cites), "danger" if danger else "against")
            for c in explanation.cautions
            if c.danger == danger
        )
        if items:
            yield Heading(2, heading)
            yield Bullets("caution", items)
    shown = [one for one in explanation.ranking if one.id in chosen]
    whose = explanation.label or "this profile"
    yield Heading(2, f"Scores for {whose}")
    if shown:
        yield ranking_figure(shown, fit_only=assessment.options.fit_only)
    else:
        yield Paragraph("None of these models is scored here.")
    for model, said in explanation.unranked:
        if model in chosen:
            yield Paragraph(said.text)


def _claims_said(model: Model) -> Iterator[str]:
    """The claims behind what is said of a model in sentences."""
    for one in (model.summary, *model.features.values(), *model.pros, *model.cons):
        yield from one.claims
    for need in model.requirements:
        yield from need.claims


def _claims_of(
    rules: Rules, models: Sequence[Model], scored: tuple[Assessment, Explanation] | None
) -> Iterator[str]:
    """Every claim that the page cites."""
    for model in models:
        yield from _claims_said(model)
        for caution in model.cautions:
            yield from caution.claims
        for by_level in model.ratings.values():
            for rating in by_level.values():
                if rating.step in _WORDS:
                    yield from rating.claims
    for pair in _pairs(rules, models):
        yield from pair
    if scored:
        for shown in scored[1].cautions:
            yield from shown.claims
