"""The page of `casemodel compare`: models side by side, the same rows in the same order."""

from collections.abc import Callable, Sequence

from casemodel.explanation.local_rules_notes import local_notes
from casemodel.explanation.values import Explanation
from casemodel.knowledge.models import Model, Requirement, Step
from casemodel.knowledge.sources import Sourced
from casemodel.knowledge.values import Rules
from casemodel.pages.answer import danger_first, note_on, signed_bars
from casemodel.pages.cited import sources_of
from casemodel.pages.document import (
    Block,
    Cell,
    Document,
    Fact,
    Heading,
    Paragraph,
    SignedBar,
    Table,
)
from casemodel.pages.fits import listed
from casemodel.pages.local_rules import with_house
from casemodel.pages.sourced import cited_sentence, said_claims, tensions
from casemodel.pages.words import cited
from casemodel.texts.messages import phrase

_FITS: tuple[Step, ...] = ("strong_fit",)
_MISFITS: tuple[Step, ...] = ("strong_misfit", "misfit")


def side_by_side(
    rules: Rules, models: Sequence[Model], scored: Explanation | None = None
) -> Document:
    """The models in equal detail; with the explanation of a profile, its scores and ranks too."""
    blocks: list[Block] = []
    if scored:
        blocks += danger_first(scored)
        blocks += _scores(models, scored)
        blocks.append(Heading(2, phrase("compare.side_by_side")))
    blocks.append(_table(rules, models))
    claims = _claims_of(models)
    blocks += tensions(rules, claims)
    blocks += sources_of(rules, claims)
    title = phrase("compare.title") if len(models) > 1 else models[0].name
    more = Fact(phrase("word.more"), phrase("compare.more"))
    return with_house(Document(title, tuple(blocks), (more,)), local_notes(rules.local))


def _scores(models: Sequence[Model], explanation: Explanation) -> list[Block]:
    """Show the points of each chosen model, and which of them have none."""
    chosen = {model.id for model in models}
    rows = tuple(
        SignedBar(ranked.name, ranked.points, note_on(explanation, ranked))
        for ranked in explanation.ranking
        if ranked.id in chosen
    )
    notes = [
        Paragraph(unranked.sentence.text, label=phrase("label.not_ranked"))
        for unranked in explanation.unranked
        if unranked.id in chosen
    ]
    notes += [
        Paragraph(phrase("compare.described", model=model.name), label=phrase("label.not_ranked"))
        for model in models
        if not model.scored
    ]
    if not rows:
        return [*notes, Paragraph(phrase("compare.none_scored"), label=phrase("label.scores"))]
    if any(ranked.kind == "hybrid" for ranked in explanation.ranking):
        notes.append(Paragraph(phrase("compare.hybrids"), label=phrase("label.hybrids")))
    whose = explanation.label or phrase("compare.this_profile")
    bars = signed_bars(rows)
    return [Heading(2, phrase("compare.points", name=whose)), bars, *notes]


def _table(rules: Rules, models: Sequence[Model]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        _row(phrase("compare.summary"), models, lambda m: (cited_sentence(rules, m.summary),))
    ]
    rows += [
        ((feature.question,), *(_feature(rules, model, feature.id) for model in models))
        for feature in rules.feature_rows
    ]
    rows += [
        _row(phrase("compare.fits"), models, lambda m: listed(rules, m, _FITS)),
        _row(phrase("compare.misfits"), models, lambda m: listed(rules, m, _MISFITS)),
        _row(phrase("compare.pros"), models, lambda m: _cited_sentences(rules, m.pros)),
        _row(phrase("compare.cons"), models, lambda m: _cited_sentences(rules, m.cons)),
        _row(phrase("compare.needs"), models, lambda m: _needs(rules, m.requirements)),
    ]
    return Table(
        "", (phrase("word.question"), *(model.name for model in models)), tuple(rows), "columns"
    )


def _row(
    question: str, models: Sequence[Model], answer: Callable[[Model], Cell]
) -> tuple[Cell, ...]:
    return ((question,), *(answer(model) for model in models))


def _feature(rules: Rules, model: Model, row: str) -> Cell:
    feature = model.features.get(row)
    return (cited_sentence(rules, feature),) if feature else (phrase("word.not_stated"),)


def _cited_sentences(rules: Rules, sentences: Sequence[Sourced]) -> Cell:
    return tuple(cited_sentence(rules, sourced) for sourced in sentences) or (
        phrase("word.none_stated"),
    )


def _needs(rules: Rules, requirements: Sequence[Requirement]) -> Cell:
    return tuple(
        f"{requirement.strength.capitalize()}: {requirement.says} "
        f"{cited(rules, requirement.claims)}".strip()
        for requirement in requirements
    ) or (phrase("word.none_stated"),)


def _claims_of(models: Sequence[Model]) -> list[str]:
    """Every claim that the columns of the comparison cite."""
    steps = (*_FITS, *_MISFITS)
    claims: list[str] = []
    for model in models:
        claims += said_claims(model)
        for by_level in model.ratings.values():
            claims += [c for r in by_level.values() if r.step in steps for c in r.claims]
    return claims
