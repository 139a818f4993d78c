"""The page of `casemodel compare` on paper: every model in equal detail, sources by number.

The same rows in the same order for every model; a cell without content says so. Contradictions
between sources have a place of their own, and are a row if there is only a table (CSV).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from casemodel.explanation.local_rules_notes import local_notes
from casemodel.explanation.naming import joined
from casemodel.explanation.values import Explanation
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Model, Step
from casemodel.knowledge.sources import Basis, Sourced
from casemodel.knowledge.values import Rules
from casemodel.pages.answer import note_on, signed_bars
from casemodel.pages.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    SignedBar,
    Table,
)
from casemodel.pages.local_rules import with_house, with_house_row
from casemodel.pages.numbered import Numbered, numbered
from casemodel.pages.ranking import ranking_table
from casemodel.pages.report_limits import what_it_is
from casemodel.pages.sheets import SHEET, lines_of
from casemodel.pages.sourced import said_claims
from casemodel.pages.words import cited, either, guide, sentence
from casemodel.texts.messages import phrase

Cite = Callable[[Sequence[str], Basis | str], str]

_WORDS: Mapping[Step, str] = {
    "strong_fit": "compare.fits_best",
    "misfit": "compare.fits_badly",
    "strong_misfit": "compare.fits_not",
}
_SHEETS = 2  # the most of the comparison in short, before the annex
_UPRIGHT = 3  # so many models stand side by side on a sheet that is not turned
_NEITHER = "compare.neither"
_NOT_RATED = "word.not_rated"
_NOT_SCORED = "compare.not_scored"
# What a row is called where there is no caption to say more.
_COLUMNS = {
    "charts.rank": "compare.column_rank",
    "word.score": "compare.column_score",
    "charts.could_be": "compare.column_range",
    "charts.state": "compare.column_state",
}


def on_paper(
    rules: Rules,
    models: Sequence[Model],
    scored: Explanation | None,
    date: str,
    tool: str,
) -> Document:
    """Lay out the models side by side; with the explanation of a profile, its scores and warnings.

    `date` is an ISO date or empty; `tool` is the tool's name and version.
    """
    claims = _claims_of(rules, models, scored)
    sources = numbered(rules.sources, map(str, rules.places(tuple(dict.fromkeys(claims)))))

    def cite(claims: Sequence[str], basis: Basis | str = "") -> str:
        """Cite claims by the numbers of their sources."""
        return sources.cite([str(place) for place in rules.places(tuple(claims))], basis)

    title = phrase("compare.title") if len(models) > 1 else models[0].name
    blocks: list[Block] = []
    if scored:
        blocks += _scores(models, scored, sources)
    several = len(models) > 1
    sheets = 0
    ranks = list(_ranks(models, scored)) if scored else []
    if several:
        short = _table(rules, models, lambda *_: "", "", features=True)
        blocks += [
            Heading(2, phrase("compare.side_by_side")),
            short,
        ]
        sheets = 1 if lines_of(blocks) <= SHEET else _SHEETS
        blocks += [
            Heading(2, phrase("compare.annex"), "annex"),
            Paragraph(phrase("compare.annex_has"), "quiet"),
        ]
    blocks += [
        *ranks,
        Heading(2, phrase("compare.with_sources" if several else "compare.side_by_side")),
        _table(rules, models, cite, phrase("compare.each_model")),
        Heading(2, phrase("compare.when")),
        *_unrated(models),
        _fits_table(rules, [model for model in models if model.scored], cite),
    ]
    blocks += _disagreements(rules, models, cite)
    blocks += [*what_it_is(len(rules.scored_models()), len(rules.hybrids)), *sources.listed()]
    page = Document(
        title=title,
        blocks=tuple(blocks),
        closing=(guide(),),
        subtitle=phrase("compare.rules", version=rules.version, released=rules.released),
        date=date,
        made_by=phrase("word.made_by", tool=tool, version=rules.version),
        footer=" · ".join(filter(None, (title, date))),
        private=_is_private(scored),
        sheets=sheets,
        across=len(models) > _UPRIGHT,
    )
    return with_house(page, local_notes(rules.local))


def for_a_spreadsheet(
    rules: Rules, models: Sequence[Model], scored: Explanation | None = None
) -> Document:
    """Lay out the comparison as one table and nothing else, sources by their ids.

    With the explanation of a profile its warnings, ranks and scores are the first rows. Facts about
    the profile and not about one model are repeated in every column.
    """

    def cite(claims: Sequence[str], basis: Basis | str) -> str:
        """Cite claims by the ids of their sources."""
        return cited(rules, claims, basis)

    table = _table(rules, models, cite, phrase("compare.title"))
    fits = _fits_table(rules, models, cite)
    last = ((phrase("compare.disagree"),), *(_disagreeing(rules, model, cite) for model in models))
    first = _score_rows(models, scored) if scored else ()
    whole = table._replace(rows=(*first, *table.rows, *fits.rows, last))
    page = Document(table.caption, (whole,), private=_is_private(scored))
    return with_house_row(page, local_notes(rules.local))


def _score_rows(models: Sequence[Model], explanation: Explanation) -> Iterator[tuple[Cell, ...]]:
    """Yield the warnings, and the rank and score of each model."""
    warnings = tuple(f"{c.text} [{', '.join(c.cites)}]" for c in explanation.cautions)
    if warnings:
        yield ((phrase("compare.warnings"),), *(warnings for _ in models))
    fit_only = explanation.options.fit_only
    table = ranking_table(explanation.ranking, fit_only=fit_only, of_100=True)
    cells_of = {
        ranked.id: row[1:] for ranked, row in zip(explanation.ranking, table.rows, strict=True)
    }
    unranked = {unranked.id: (unranked.sentence.text,) for unranked in explanation.unranked}
    names = {phrase(short): phrase(full) for short, full in _COLUMNS.items()}
    for i, column in enumerate(table.columns[1:]):
        cells = (
            cells_of[m.id][i] if m.id in cells_of else unranked.get(m.id, (phrase(_NOT_SCORED),))
            for m in models
        )
        yield ((names.get(column, column),), *cells)


def _is_private(scored: Explanation | None) -> bool:
    return scored is not None and scored.kind == "client"


def _table(
    rules: Rules, models: Sequence[Model], cite: Cite, caption: str, *, features: bool = False
) -> Table:
    """Make the table of the models; with `features`, without reasons, needs and warnings."""

    def cited_sentence(sourced: Sourced) -> str:
        """Write a sentence with its citation."""
        return f"{sentence(sourced.says)} {cite(sourced.claims, '')}".strip()

    def cited_sentences(sentences: Sequence[Sourced]) -> Cell:
        """Write sentences with their citations; a phrase if there are none."""
        return tuple(map(cited_sentence, sentences)) or (phrase("word.none_stated"),)

    def feature_cell(row: str) -> Callable[[Model], Cell]:
        """Make the writer of a row's cells."""
        return lambda m: (
            (cited_sentence(m.features[row]),)
            if row in m.features
            else (phrase("word.not_stated"),)
        )

    questions: list[tuple[str, Callable[[Model], Cell]]] = [
        (phrase("compare.summary"), lambda m: (cited_sentence(m.summary),)),
        *((row.question, feature_cell(row.id)) for row in rules.feature_rows),
    ]
    if not features:
        questions += [
            (phrase("compare.pros"), lambda m: cited_sentences(m.pros)),
            (phrase("compare.cons"), lambda m: cited_sentences(m.cons)),
            (phrase("compare.needs"), lambda m: _needs(m, cite)),
            (phrase("compare.cautions"), lambda m: _cautions(m, cite)),
        ]
    rows = tuple(((words,), *(answer(m) for m in models)) for words, answer in questions)
    return Table(
        caption, (phrase("word.question"), *(model.name for model in models)), rows, "columns"
    )


def _unrated(models: Sequence[Model]) -> Iterator[Block]:
    for model in models:
        if not model.scored:
            yield Paragraph(phrase("compare.see_models", model=model.name))


def _fits_table(rules: Rules, models: Sequence[Model], cite: Cite) -> Table:
    """Make a table by question: the answers at which each model fits best, and does not fit."""
    rows = []
    for criterion in rules.criteria.values():
        cells = [_fits(criterion, model, cite) for model in models]
        if any(cells):
            shown = (
                cell or (phrase(_NEITHER if m.scored else _NOT_RATED),)
                for cell, m in zip(cells, models, strict=True)
            )
            rows.append(((criterion.name,), *shown))
    caption = phrase("compare.by_question")
    return Table(
        caption,
        (phrase("word.question"), *(model.name for model in models)),
        tuple(rows),
        "columns",
    )


def _fits(criterion: Criterion, model: Model, cite: Cite) -> Cell:
    """Write the fit of a model for each answer, with its citation; nothing for neutral."""
    rated = model.ratings.get(criterion.id, {})
    by_fit: dict[tuple[str, Basis, tuple[str, ...]], list[str]] = {}
    for level in criterion.levels:
        rating = rated.get(level.id)
        if rating and rating.step in _WORDS:
            key = (phrase(_WORDS[rating.step]), rating.basis, rating.claims)
            by_fit.setdefault(key, []).append(either(level.name))
    return tuple(
        f"{word}: {joined(names, 'or')} {cite(claims, basis)}".strip()
        for (word, basis, claims), names in by_fit.items()
    )


def _needs(model: Model, cite: Cite) -> Cell:
    return tuple(
        f"{need.strength.capitalize()}: {sentence(need.says)} {cite(need.claims, '')}".strip()
        for need in model.requirements
    ) or (phrase("word.none_stated"),)


def _cautions(model: Model, cite: Cite) -> Cell:
    return tuple(
        f"{sentence(caution.says)} {cite(caution.claims, '')}".strip() for caution in model.cautions
    ) or (phrase("word.none_stated"),)


def _pairs(rules: Rules, models: Sequence[Model]) -> list[tuple[str, str]]:
    """List pairs of claims that contradict each other, each once, by the models' claims."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for model in models:
        for claim in dict.fromkeys(said_claims(model)):
            for opposed in rules.claims[claim].against:
                if opposed in rules.claims:
                    pairs.setdefault(frozenset((claim, opposed)), (claim, opposed))
    return list(pairs.values())


def _both(rules: Rules, claim: str, opposed: str, cite: Cite) -> str:
    stated, against = rules.claims[claim], rules.claims[opposed]
    return phrase(
        "compare.both",
        claim=sentence(stated.says),
        cites=cite((claim,), ""),
        other=sentence(against.says),
        other_cites=cite((opposed,), ""),
    )


def _disagreeing(rules: Rules, model: Model, cite: Cite) -> Cell:
    return tuple(_both(rules, *pair, cite) for pair in _pairs(rules, (model,))) or (
        phrase("word.none_stated"),
    )


def _disagreements(rules: Rules, models: Sequence[Model], cite: Cite) -> Iterator[Block]:
    pairs_of_models = [(model, _pairs(rules, (model,))) for model in models]
    if not any(pairs for _, pairs in pairs_of_models):
        return
    yield Heading(2, phrase("word.disagreements"))
    for model, pairs in pairs_of_models:
        yield Heading(3, model.name)
        items = tuple(Item("", "", _both(rules, *pair, cite)) for pair in pairs)
        yield (
            Bullets(phrase("label.disputed"), items)
            if items
            else Paragraph(phrase("compare.nowhere"))
        )


def _scores(
    models: Sequence[Model], explanation: Explanation, sources: Numbered
) -> Iterator[Block]:
    """Yield warnings, then the points of the chosen models for a profile."""
    chosen = {model.id for model in models}
    for heading, danger in ((phrase("word.act_first"), True), (phrase("word.watch"), False)):
        items = tuple(
            Item("!", "", c.text, sources.cite(c.cites), "danger" if danger else "against")
            for c in explanation.cautions
            if c.danger == danger
        )
        if items:
            yield Heading(2, heading)
            yield Bullets(phrase("label.caution"), items)
    scored = [ranked for ranked in explanation.ranking if ranked.id in chosen]
    whose = explanation.label or phrase("compare.this_profile")
    yield Heading(2, phrase("compare.points", name=whose))
    if scored:
        yield signed_bars(
            tuple(
                SignedBar(ranked.name, ranked.points, note_on(explanation, ranked))
                for ranked in scored
            )
        )
    else:
        yield Paragraph(phrase("compare.none_scored"))
    for unranked in explanation.unranked:
        if unranked.id in chosen:
            yield Paragraph(unranked.sentence.text)


def _ranks(models: Sequence[Model], explanation: Explanation) -> Iterator[Block]:
    """Yield the ranks of the chosen models, with points, range, match and state, if any has one."""
    chosen = {model.id for model in models}
    scored = [ranked for ranked in explanation.ranking if ranked.id in chosen]
    if scored:
        yield ranking_table(scored, fit_only=explanation.options.fit_only)


def _claims_of(rules: Rules, models: Sequence[Model], scored: Explanation | None) -> Iterator[str]:
    """Yield every claim that the page cites."""
    for model in models:
        yield from said_claims(model)
        for caution in model.cautions:
            yield from caution.claims
        for by_level in model.ratings.values():
            for rating in by_level.values():
                if rating.step in _WORDS:
                    yield from rating.claims
    for pair in _pairs(rules, models):
        yield from pair
    if scored:
        for shown in scored.cautions:
            yield from shown.claims
