"""The page of `casemodel compare`: models side by side, the same rows in the same order."""

from collections.abc import Callable, Sequence

from casemodel.engine.assessment import Assessment
from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import Model, Requirement, Rules, Sourced, Step
from casemodel.pages.answer import danger_first
from casemodel.pages.cited import sources_of
from casemodel.pages.document import (
    BarGroup,
    Bars,
    Block,
    Cell,
    Document,
    Fact,
    Heading,
    Paragraph,
    Table,
)
from casemodel.pages.fits import listed
from casemodel.pages.sourced import said, said_claims, tensions
from casemodel.pages.standings import bar_of, state_of
from casemodel.pages.words import cited

_FITS: tuple[Step, ...] = ("strong_fit",)
_MISFITS: tuple[Step, ...] = ("strong_misfit", "misfit")
_NONE: Cell = ("None stated.",)


def side_by_side(
    rules: Rules, models: Sequence[Model], scored: tuple[Assessment, Explanation] | None = None
) -> Document:
    """The models in equal detail; with the assessment of a profile, its scores and ranks too."""
    blocks: list[Block] = []
    if scored:
        blocks += danger_first(scored[1].cautions)
        blocks += _scores(models, *scored)
        blocks.append(Heading(2, "Side by side"))
    blocks.append(_table(rules, models))
    claims = _claims_of(models)
    blocks += tensions(rules, claims)
    blocks += sources_of(rules, claims)
    title = "Case management models compared" if len(models) > 1 else models[0].name
    return Document(
        title,
        tuple(blocks),
        (Fact("More", "casemodel show MODEL gives every rating and its reason"),),
    )


def _scores(
    models: Sequence[Model], assessment: Assessment, explanation: Explanation
) -> list[Block]:
    """Rank and score of each chosen model, and which of them have none."""
    chosen = {model.id for model in models}
    ranked = [one for one in explanation.ranking if one.kind == "model"]
    rows = tuple(
        bar_of(one, state_of(assessment, one), ranked, explanation.recommended)
        for one in ranked
        if one.id in chosen
    )
    said = [
        Paragraph(one.text, label="not ranked") for m, one in explanation.unranked if m in chosen
    ]
    said += [
        Paragraph(f"{model.name} is described, not scored.", label="not ranked")
        for model in models
        if not model.scored
    ]
    if not rows:
        return [*said, Paragraph("None of these models is scored here.", label="scores")]
    others = any(one.kind == "hybrid" for one in explanation.ranking)
    caption = f"Rank among {len(ranked)} models; score of 100 (50: no reason either way)"
    if any(one.low != one.high for one in explanation.ranking):
        caption += ", and what open answers could make it"
    if others:
        said.append(Paragraph("Hybrids are ranked by casemodel recommend.", label="hybrids"))
    whose = explanation.label or "this profile"
    bars = Bars((BarGroup("Model", caption, rows),))
    return [Heading(2, f"Scores for {whose}"), bars, *said]


def _table(rules: Rules, models: Sequence[Model]) -> Table:
    rows: list[tuple[Cell, ...]] = [_row("In short", models, lambda m: (said(rules, m.summary),))]
    rows += [
        ((feature.question,), *(_feature(rules, model, feature.id) for model in models))
        for feature in rules.feature_rows
    ]
    rows += [
        _row("When does it fit best?", models, lambda m: listed(rules, m, _FITS)),
        _row("When does it not fit?", models, lambda m: listed(rules, m, _MISFITS)),
        _row("What speaks for it?", models, lambda m: _all_said(rules, m.pros)),
        _row("What speaks against it?", models, lambda m: _all_said(rules, m.cons)),
        _row("What does it need?", models, lambda m: _needs(rules, m.requirements)),
    ]
    return Table("", ("Question", *(model.name for model in models)), tuple(rows), "columns")


def _row(
    question: str, models: Sequence[Model], answer: Callable[[Model], Cell]
) -> tuple[Cell, ...]:
    return ((question,), *(answer(model) for model in models))


def _feature(rules: Rules, model: Model, row: str) -> Cell:
    feature = model.features.get(row)
    return (said(rules, feature),) if feature else ("Not stated.",)


def _all_said(rules: Rules, sentences: Sequence[Sourced]) -> Cell:
    return tuple(said(rules, one) for one in sentences) or _NONE


def _needs(rules: Rules, requirements: Sequence[Requirement]) -> Cell:
    return (
        tuple(
            f"{requirement.strength.capitalize()}: {requirement.says} "
            f"{cited(rules, requirement.claims)}".strip()
            for requirement in requirements
        )
        or _NONE
    )


def _claims_of(models: Sequence[Model]) -> list[str]:
    """Every claim that the columns of the comparison cite."""
    shown = (*_FITS, *_MISFITS)
    claims: list[str] = []
    for model in models:
        claims += said_claims(model)
        for by_level in model.ratings.values():
            claims += [c for r in by_level.values() if r.step in shown for c in r.claims]
    return claims
