"""The page of `casemodel show MODEL`: everything known about one model, with sources and places."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.numbers import as_points
from casemodel.explanation.values import BasisChoice
from casemodel.explanation.words import STEP_WORDS
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.forms import forms_of
from casemodel.knowledge.models import Caution, Model, Requirement, Step
from casemodel.knowledge.sources import Sourced
from casemodel.knowledge.values import Rules
from casemodel.pages.cited import sources_of
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Tone,
)
from casemodel.pages.fits import RatedLevel, rated
from casemodel.pages.form import form_item
from casemodel.pages.hybrids import described, hybrids_with
from casemodel.pages.sourced import cited_sentence, every_claim, tensions, when
from casemodel.pages.words import BASIS_CHOICES, cited, sentence
from casemodel.texts.messages import phrase

Reach = Mapping[Kind, tuple[int, int]]

_PROS = Item("+", "show.pros", "", tone="for")
_CONS = Item("-", "show.cons", "", tone="against")
_STEPS: tuple[tuple[Step, str, str, Tone], ...] = (
    ("strong_fit", "show.fits_best", "+", "for"),
    ("fit", "show.fits", "+", "for"),
    ("neutral", "show.neutral", "", ""),
    ("misfit", "show.misfits", "-", "against"),
    ("strong_misfit", "show.fits_not", "-", "against"),
)


def everything(rules: Rules, model: Model, reach: Reach, basis: BasisChoice = "all") -> Document:
    """Lay out everything that the rules hold on the model.

    `reach` is its lowest and highest score by kind, in tenths, on this basis.
    """
    hybrids = hybrids_with(rules, model)
    claims = every_claim(model) + [claim for hybrid in hybrids for claim in hybrid.claims]
    blocks: list[Block] = [
        Paragraph(cited_sentence(rules, model.summary), "", phrase("label.summary"))
    ]
    blocks.append(Facts(_facts(rules, model, reach, basis)))
    blocks += [Heading(2, phrase("show.how")), Facts(_features(rules, model))]
    blocks += _ratings(rules, model)
    blocks += _said_list(rules, _PROS, phrase("label.pro"), model.pros)
    blocks += _said_list(rules, _CONS, phrase("label.con"), model.cons)
    blocks += _requirements(rules, model)
    blocks += _cautions(rules, model)
    blocks += _hybrids(rules, model)
    blocks += _forms(rules, model)
    blocks += tensions(rules, claims)
    blocks += sources_of(rules, claims)
    return Document(model.name, tuple(block for block in blocks if block != Facts(())))


def _facts(rules: Rules, model: Model, reach: Reach, basis: BasisChoice) -> tuple[Fact, ...]:
    facts = [Fact(phrase("word.id"), model.id)]
    if model.family in rules.models:
        facts.append(Fact(phrase("show.family"), rules.models[model.family].name))
    members = [m.name for m in rules.models.values() if m.family == model.id]
    if members:
        facts.append(Fact(phrase("show.holds"), ", ".join(members)))
    if not model.scored:
        facts.append(Fact(phrase("word.score"), phrase("show.no_score")))
    words: dict[Kind, str] = {
        "organization": phrase("show.an_organization"),
        "client": phrase("show.a_client"),
    }
    ranges = [
        phrase("show.reach", low=as_points(lowest), high=as_points(highest), whom=words[kind])
        for kind, (lowest, highest) in reach.items()
    ]
    if ranges:
        on_basis = (
            "" if basis == "all" else phrase("show.on_basis", basis=phrase(BASIS_CHOICES[basis]))
        )
        facts.append(Fact(phrase("show.can_reach"), ", ".join(ranges) + on_basis))
    return tuple(facts)


def _features(rules: Rules, model: Model) -> tuple[Fact, ...]:
    return tuple(
        Fact(row.question, cited_sentence(rules, model.features[row.id]))
        for row in rules.feature_rows
        if row.id in model.features
    )


def _ratings(rules: Rules, model: Model) -> list[Block]:
    blocks: list[Block] = []
    for step, heading, sign, tone in _STEPS:
        items = tuple(
            Item(
                sign,
                rated_level.criterion.name,
                _why(rated_level),
                cited(rules, rated_level.rating.claims, rated_level.rating.basis),
                tone,
            )
            for rated_level in rated(rules, model, (step,))
        )
        if items:
            blocks += [Heading(2, phrase(heading)), Bullets(phrase(heading).lower(), items)]
    return blocks


def _why(rated_level: RatedLevel) -> str:
    """Write the level and the reason, and the documents' own judgment if it differs."""
    texts = [sentence(rated_level.level_name), sentence(rated_level.rating.reason)]
    if rated_level.rating.documents_say:
        texts.append(
            phrase("show.documents_say", step=phrase(STEP_WORDS[rated_level.rating.documents_say]))
        )
    return " ".join(texts)


def _said_list(rules: Rules, shape: Item, label: str, sentences: Sequence[Sourced]) -> list[Block]:
    """List sentences under the heading that `shape` leads with, in its sign and tone."""
    items = tuple(
        Item(shape.sign, "", sentence(sourced.says), cited(rules, sourced.claims), shape.tone)
        for sourced in sentences
    )
    return [Heading(2, phrase(shape.lead)), Bullets(label, items)] if items else []


def _requirements(rules: Rules, model: Model) -> list[Block]:
    items = tuple(
        Item("", need.strength.capitalize(), _need(need), cited(rules, need.claims))
        for need in model.requirements
    )
    return (
        [Heading(2, phrase("show.needs")), Bullets(phrase("label.needs"), items)] if items else []
    )


def _need(need: Requirement) -> str:
    closing = phrase("show.to_close", how=sentence(need.to_close)) if need.to_close else ""
    return sentence(need.says) + closing


def _hybrids(rules: Rules, model: Model) -> list[Block]:
    """List the hybrids that the model can be a part of."""
    items = tuple(
        Item("", hybrid.name, described(rules, hybrid), cited(rules, hybrid.claims))
        for hybrid in hybrids_with(rules, model)
    )
    heading = Heading(2, phrase("show.hybrids"))
    return [heading, Bullets(phrase("label.hybrid"), items)] if items else []


def _forms(rules: Rules, model: Model) -> list[Block]:
    """List the forms of the model, and those that lie between it and another."""
    items = tuple(form_item(rules, form) for form in forms_of(rules, model.id))
    heading = Heading(2, phrase("form.of_model"))
    return [heading, Bullets(phrase("label.form"), items)] if items else []


def _cautions(rules: Rules, model: Model) -> list[Block]:
    items = tuple(_caution(rules, caution) for caution in model.cautions)
    return (
        [Heading(2, phrase("word.cautions")), Bullets(phrase("label.caution"), items)]
        if items
        else []
    )


def _caution(rules: Rules, caution: Caution) -> Item:
    condition = (
        phrase("show.shown_when", condition=when(rules, caution.when)) if caution.when else ""
    )
    tone: Tone = "danger" if caution.danger else "against"
    return Item("!", "", sentence(caution.says) + condition, cited(rules, caution.claims), tone)
