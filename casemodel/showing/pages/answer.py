"""The parts of an answer that `recommend` and `score` share, made from the explanation alone."""

from collections.abc import Iterable

from casemodel.explanation.values import Explanation, RankedModel, Reason, ShownCaution
from casemodel.knowledge.values import Rules
from casemodel.showing.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    printed,
    signed,
)
from casemodel.showing.pages.cited import sources_of
from casemodel.showing.pages.words import BASIS_CHOICES, citation, few, sentence

GUIDE = Fact("", "A guide for your decision, not the decision.")

_OPEN_NAMES = 3
_SHORT_CITES = 3


def more(explanation: Explanation) -> Fact:
    """Where to look next."""
    first = explanation.ranking[0].model if explanation.ranking else "MODEL"
    first = explanation.recommended or first
    return Fact("More", f"--explain for every reason; casemodel show {first}; casemodel compare")


def about(explanation: Explanation, who: str) -> Paragraph:
    """The line below the title: whose answer this is, of when, and by which rules."""
    parts = [who, explanation.date, f"rules {explanation.rules_version}"]
    if explanation.basis != "all":
        parts.append(f"on {BASIS_CHOICES[explanation.basis]}")
    return Paragraph("; ".join(part for part in parts if part), "quiet", "about")


def the_answer(explanation: Explanation) -> tuple[Block, ...]:
    """The answer in one sentence; then fit, lead and evidence, never merged into one number.

    What is not answered belongs there too, since it counts as the average answer.
    """
    facts = (
        Fact("Fit", explanation.fit.text),
        Fact("Lead over the next", explanation.lead.text),
        Fact("Evidence", explanation.evidence.text),
        Fact("Answers", _answers(explanation)),
    )
    return (
        Heading(2, "The answer"),
        Paragraph(explanation.headline.text, "strong", "answer"),
        Facts(tuple(fact for fact in facts if fact.text)),
    )


def _answers(explanation: Explanation) -> str:
    """How many questions are answered, and the names of the first that are not."""
    text = explanation.answered.text.rstrip(".")
    names = [name for _, name in explanation.open_questions]
    return f"{text}: {few(names, _OPEN_NAMES)}" if names else text


def danger_first(shown: Iterable[ShownCaution]) -> tuple[Block, ...]:
    """Dangers, under a heading that says that they come before any score."""
    dangers = [caution for caution in shown if caution.danger]
    return cautions(dangers, "Do first, whatever the score", "danger")


def cautions(shown: Iterable[ShownCaution], heading: str, label: str) -> tuple[Block, ...]:
    """Cautions under a heading; nothing where there are none."""
    items = tuple(
        Item(
            "!",
            "",
            caution.text,
            citation(caution.cites),
            "danger" if caution.danger else "against",
        )
        for caution in shown
    )
    return (Heading(2, heading), Bullets(label, items)) if items else ()


def reasons(explanation: Explanation) -> tuple[Block, ...]:
    """The strongest reasons for the first model and the strongest against it."""
    blocks: tuple[Block, ...] = ()
    if explanation.best_for:
        items = tuple(in_short(reason) for reason in explanation.best_for)
        blocks += (Heading(2, "Why it fits"), Bullets("reason for", items))
    if explanation.best_against:
        items = tuple(in_short(reason) for reason in explanation.best_against)
        blocks += (Heading(2, "What speaks against it"), Bullets("reason against", items))
    return blocks


def in_short(reason: Reason) -> Item:
    """A reason with its first citations, for the first screen."""
    beyond = len(reason.cites) - _SHORT_CITES
    short = _reason_item(reason, reason.cites[:_SHORT_CITES])
    if beyond > 0:
        short = short._replace(note=f"{short.note[:-1]}; {beyond} more]")
    return short


def _reason_item(reason: Reason, cites: tuple[str, ...]) -> Item:
    """One reason: the question, the answer, why that counts, its points, basis and citations."""
    speaks_for = reason.tenths > 0
    return Item(
        "+" if speaks_for else "-",
        reason.criterion_name,
        f"{sentence(reason.answer)} {sentence(reason.text)}",
        citation(cites, reason.basis),
        "for" if speaks_for else "against",
        points=signed(reason.tenths),
    )


def ranking(explanation: Explanation) -> tuple[Block, ...]:
    """All models, best first, and those of which the chosen sources say nothing."""
    if not explanation.ranking:
        return _unranked(explanation)
    bars = Bars(
        "Model",
        "Score of 100 (50: no reason either way), fit, and the range it can reach",
        tuple(_bar(model) for model in explanation.ranking),
    )
    return (Heading(2, "All models, best first"), bars, *_unranked(explanation))


def _bar(model: RankedModel) -> Bar:
    return Bar(str(model.rank), model.name, model.tenths, model.lowest, model.highest, model.word)


def _unranked(explanation: Explanation) -> tuple[Block, ...]:
    return tuple(Paragraph(s.text, label="not ranked") for s in explanation.unranked)


def first_note(explanation: Explanation) -> tuple[Block, ...]:
    """The first of what else a reader should know, and that there is more."""
    if not explanation.notes:
        return ()
    first, *others = explanation.notes
    beneath = (f"{len(others)} more with --explain",) if others else ()
    items = (Item("", "", first.text, beneath=beneath),)
    return (Heading(2, "Also to know"), Bullets("note", items))


def all_notes(explanation: Explanation) -> tuple[Block, ...]:
    """Everything else a reader should know."""
    items = tuple(Item("", "", note.text) for note in explanation.notes)
    return (Heading(2, "Also to know"), Bullets("note", items)) if items else ()


def every_reason(rules: Rules, explanation: Explanation) -> tuple[Block, ...]:
    """Every contribution of every model, contested claims beneath, and the sources cited."""
    blocks: list[Block] = []
    for model in explanation.ranking:
        blocks.append(
            Heading(2, f"{model.rank}. {model.name}: {printed(model.tenths)} of 100, {model.word}")
        )
        if model.reasons:
            items = tuple(_explained(reason) for reason in model.reasons)
            blocks.append(Bullets(f"{model.name}, reason", items))
        else:
            blocks.append(Paragraph("No answer moves this score from 50."))
    open_names = [name for _, name in explanation.open_questions]
    if open_names:
        items = tuple(Item("", "", name) for name in open_names)
        blocks += [Heading(2, "Open questions: 0.0 points each"), Bullets("open question", items)]
    return (*blocks, *sources_of(rules, _claims_used(explanation)))


def _explained(reason: Reason) -> Item:
    item = _reason_item(reason, reason.cites)
    return item._replace(beneath=tuple(said.text for said in reason.contested))


def _claims_used(explanation: Explanation) -> list[str]:
    reasons = [claim for model in explanation.ranking for r in model.reasons for claim in r.claims]
    return reasons + [claim for caution in explanation.cautions for claim in caution.claims]
