"""The page of `casemodel show MODEL`: everything known about one model, with sources and places."""

from collections.abc import Mapping, Sequence

from casemodel.engine.tables import BasisChoice
from casemodel.explanation.numbers import printed
from casemodel.knowledge.values import Caution, Kind, Model, Requirement, Rules, Sourced, Step
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
from casemodel.pages.hybrids import described, hybrids_with
from casemodel.pages.sourced import every_claim, said, tensions, when
from casemodel.pages.words import BASIS_CHOICES, STEP_WORDS, cited, sentence

Reach = Mapping[Kind, tuple[int, int]]

_PROS = Item("+", "What speaks for it", "", tone="for")
_CONS = Item("-", "What speaks against it", "", tone="against")
_STEPS: tuple[tuple[Step, str, str, Tone], ...] = (
    ("strong_fit", "Fits best when", "+", "for"),
    ("fit", "Fits when", "+", "for"),
    ("neutral", "Counts neither way, and the sources differ, when", "", ""),
    ("misfit", "Does not fit well when", "-", "against"),
    ("strong_misfit", "Does not fit when", "-", "against"),
)


def everything(rules: Rules, model: Model, reach: Reach, basis: BasisChoice = "all") -> Document:
    """All that the rules hold on the model.

    `reach` is its lowest and highest score by kind, in tenths, on this basis.
    """
    hybrids = hybrids_with(rules, model)
    claims = every_claim(model) + [claim for one in hybrids for claim in one.claims]
    blocks: list[Block] = [Paragraph(said(rules, model.summary), "", "summary")]
    blocks.append(Facts(_facts(rules, model, reach, basis)))
    blocks += [Heading(2, "How it works"), Facts(_features(rules, model))]
    blocks += _ratings(rules, model)
    blocks += _said_list(rules, _PROS, "pro", model.pros)
    blocks += _said_list(rules, _CONS, "con", model.cons)
    blocks += _requirements(rules, model)
    blocks += _cautions(rules, model)
    blocks += _hybrids(rules, model)
    blocks += tensions(rules, claims)
    blocks += sources_of(rules, claims)
    return Document(model.name, tuple(block for block in blocks if block != Facts(())))


def _facts(rules: Rules, model: Model, reach: Reach, basis: BasisChoice) -> tuple[Fact, ...]:
    facts = [Fact("Id", model.id)]
    if model.family in rules.models:
        facts.append(Fact("Family", rules.models[model.family].name))
    members = [m.name for m in rules.models.values() if m.family == model.id]
    if members:
        facts.append(Fact("Holds", ", ".join(members)))
    if not model.scored:
        facts.append(Fact("Score", "none: it is described and compared, not scored"))
    words: dict[Kind, str] = {"organization": "an organization", "client": "a client"}
    ranges = [
        f"{printed(lowest)} to {printed(highest)} for {words[kind]}"
        for kind, (lowest, highest) in reach.items()
    ]
    if ranges:
        on = "" if basis == "all" else f", on {BASIS_CHOICES[basis]}"
        facts.append(Fact("Score can reach", ", ".join(ranges) + on))
    return tuple(facts)


def _features(rules: Rules, model: Model) -> tuple[Fact, ...]:
    return tuple(
        Fact(row.question, said(rules, model.features[row.id]))
        for row in rules.feature_rows
        if row.id in model.features
    )


def _ratings(rules: Rules, model: Model) -> list[Block]:
    blocks: list[Block] = []
    for step, heading, sign, tone in _STEPS:
        items = tuple(
            Item(
                sign,
                found.criterion.name,
                _why(found),
                cited(rules, found.rating.claims, found.rating.basis),
                tone,
            )
            for found in rated(rules, model, (step,))
        )
        if items:
            blocks += [Heading(2, heading), Bullets(heading.lower(), items)]
    return blocks


def _why(found: RatedLevel) -> str:
    """The level and the reason; and what the documents alone would say, if it is something else."""
    texts = [sentence(found.level_name), sentence(found.rating.reason)]
    if found.rating.documents_say:
        texts.append(f"The documents alone say: {STEP_WORDS[found.rating.documents_say]}.")
    return " ".join(texts)


def _said_list(rules: Rules, shape: Item, label: str, said: Sequence[Sourced]) -> list[Block]:
    """Sentences as a list under the heading that `shape` leads with, in its sign and tone."""
    items = tuple(
        Item(shape.sign, "", sentence(one.says), cited(rules, one.claims), shape.tone)
        for one in said
    )
    return [Heading(2, shape.lead), Bullets(label, items)] if items else []


def _requirements(rules: Rules, model: Model) -> list[Block]:
    items = tuple(
        Item("", need.strength.capitalize(), _need(need), cited(rules, need.claims))
        for need in model.requirements
    )
    return [Heading(2, "What it needs"), Bullets("needs", items)] if items else []


def _need(need: Requirement) -> str:
    closing = f" To close the gap: {sentence(need.to_close)}" if need.to_close else ""
    return sentence(need.says) + closing


def _hybrids(rules: Rules, model: Model) -> list[Block]:
    """The hybrids that the model can be a part of."""
    items = tuple(
        Item("", hybrid.name, described(rules, hybrid), cited(rules, hybrid.claims))
        for hybrid in hybrids_with(rules, model)
    )
    heading = Heading(2, "What it can be run together with")
    return [heading, Bullets("hybrid", items)] if items else []


def _cautions(rules: Rules, model: Model) -> list[Block]:
    items = tuple(_caution(rules, caution) for caution in model.cautions)
    return [Heading(2, "Cautions"), Bullets("caution", items)] if items else []


def _caution(rules: Rules, caution: Caution) -> Item:
    shown = f" Shown when {when(rules, caution.when)}." if caution.when else ""
    tone: Tone = "danger" if caution.danger else "against"
    return Item("!", "", sentence(caution.says) + shown, cited(rules, caution.claims), tone)
