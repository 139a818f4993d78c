"""The parts of an answer that pages share: its title, dangers, headline, statements and points."""

from collections.abc import Iterator, Sequence

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import TENTHS
from casemodel.explanation.sentence import Judgment, Sentence
from casemodel.explanation.values import Explanation
from casemodel.pages.document import (
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    SignedBar,
    SignedBars,
    Statement,
)
from casemodel.pages.words import citation, sentence
from casemodel.texts.messages import phrase

GAPS_NAMED = 2  # of what a model lacks
LEAST_LEFT_OUT = 2  # models without a bar, of which one line is shorter than theirs

LONG_NOTE = 240  # letters
_IN_SHORT = {"weights.own": "answer.weights", "weights.priorities": "answer.priorities"}

OF_NONE = ("headline.empty", "headline.level", "headline.unranked")
"""The headlines where no model is ahead of any other: there is none to give reasons for."""

SETTLES = (
    "headline.recommended",
    "headline.so_far",
    "headline.recommended_but",
    "headline.so_far_but",
)
"""The headlines that settle on one model, or one combination."""


def has_danger(explanation: Explanation) -> bool:
    """Say whether someone is in danger, by the answers."""
    return any(caution.danger for caution in explanation.cautions)


def danger_unknown(explanation: Explanation) -> tuple[Block, ...]:
    """Say which dangers nobody has ruled out: unknown is never shown as none."""
    return tuple(
        Paragraph(danger.text, "strong", phrase("label.danger"))
        for danger in explanation.danger_open
    )


def title(explanation: Explanation) -> str:
    """Name the subject of the answer: an organization, or a client's id, never a client's name."""
    if explanation.kind == "client":
        if explanation.label:
            return phrase("word.client", id=explanation.label)
        return phrase("word.client_no_id")
    return explanation.label or phrase("word.your_organization")


def whose(explanation: Explanation) -> str:
    """Title a whole answer with its subject and date.

    A client's says that no name is kept, and that no danger is reported where that is so.
    """
    no_name = phrase("answer.no_name") if explanation.kind == "client" else ""
    date = phrase("answer.answers_of", date=explanation.date) if explanation.date else ""
    no_danger = phrase("answer.no_danger") if explanation.no_danger else ""
    parts = [title(explanation) + no_name, date, no_danger]
    return " · ".join(part for part in parts if part)


def about(explanation: Explanation) -> Paragraph:
    """Say which day an answer is of, by which rules, and on how many answers."""
    version = phrase("answer.rules", version=explanation.rules.version)
    parts = [part for part in (explanation.date, version) if part]
    how_much = explanation.completeness_judged.sentence.text
    return Paragraph(
        f"{sentence('; '.join(parts))} {sentence(how_much)}", "quiet", phrase("label.about")
    )


def danger_first(explanation: Explanation) -> tuple[Block, ...]:
    """List dangers, then those that nobody has ruled out: they come before any score."""
    dangers = [caution for caution in explanation.cautions if caution.danger]
    items = tuple(Item("!", "", c.text, citation(c.cites), "danger") for c in dangers)
    unknown = danger_unknown(explanation)
    if not items:
        return unknown
    return Heading(2, phrase("word.act_first")), Bullets(phrase("label.danger"), items), *unknown


def stability_line(explanation: Explanation) -> str:
    """Say how stable the answer is in one line: the word, then the figure behind it."""
    stability = explanation.stability
    if not stability.word:
        return stability.sentence.text
    return phrase("answer.judged", word=stability.word, text=stability.sentence.text)


def judged(label: str, judgment: Judgment) -> Statement:
    """Lay out one statement of the answer about itself."""
    return Statement(label, judgment.word, judgment.sentence.text)


def points(explanation: Explanation, *, short: bool = False) -> tuple[Block, ...]:
    """Show the points of every model, and of the best combinations, to both sides of a line.

    `short` counts in one line the models that needs or answers speak
    against, if they are not those that the page names: the one that the answer is about, the one
    that is run now, and without groups the one that is first on needs.
    """
    if not explanation.ranking:
        return _unranked(explanation)
    with_bar = best_shown(explanation)
    left_out = _left_out(explanation, with_bar) if short else []
    rows = (
        SignedBar(
            _bar_name(explanation, ranked, short=short),
            ranked.points,
            _note_on_bar(explanation, ranked),
        )
        for ranked in with_bar
        if ranked not in left_out
    )
    return (signed_bars(tuple(rows)), *_counted(explanation, left_out), *_unranked(explanation))


def _left_out(
    explanation: Explanation, with_bar: Sequence[RankedAlternative]
) -> list[RankedAlternative]:
    """List what can go without a bar, if that is more than the line that counts it."""
    current = explanation.current.id if explanation.current else ""
    first_on_needs = "" if explanation.groups else explanation.need_first
    named_ids = (explanation.about, current, first_on_needs)
    left_out = [r for r in with_bar if (r.needs_against or r.points < 0) and r.id not in named_ids]
    return left_out if len(left_out) >= LEAST_LEFT_OUT else []


def _bar_name(explanation: Explanation, ranked: RankedAlternative, *, short: bool) -> str:
    """Name a bar; beside a tier, a model's says that it would be one for all.

    `short` calls the tier that the headline names 'by group'.
    """
    if short and ranked.groups and ranked.id == explanation.about:
        return phrase("answer.by_group")
    if ranked.kind == "model" and _has_tier(explanation):
        return phrase("answer.for_all", model=ranked.name)
    return ranked.name


def _note_on_bar(explanation: Explanation, ranked: RankedAlternative) -> str:
    """Note what a reader must not miss; what the subject lacks stands in 'Ready to run'."""
    is_subject = ranked.id == explanation.about
    return note_on(explanation, ranked, with_gaps=not (is_subject and explanation.can_run.word))


def _has_tier(explanation: Explanation) -> bool:
    """Say whether the answer gives each group of clients a part of its own."""
    return explanation.subject is not None and bool(explanation.subject.groups)


def _counted(explanation: Explanation, left_out: Sequence[RankedAlternative]) -> Iterator[Block]:
    """Count the models that have no bar, say why they have none, and how many cannot be run."""
    if left_out:
        cannot = joined([ranked.name for ranked in left_out if ranked.feasible == "no"], "or")
        text = phrase(
            "answer.no_bars",
            count=len(left_out),
            for_all=phrase("answer.no_bars_for_all") if _has_tier(explanation) else "",
            cannot=phrase("answer.no_bars_cannot", models=cannot) if cannot else "",
        )
        yield Paragraph(text, label=phrase("word.points").lower())


def signed_bars(rows: tuple[SignedBar, ...]) -> SignedBars:
    """Lay out bars of points: against on the left of a line, for on the right."""
    return SignedBars(
        phrase("word.points"),
        phrase("word.model"),
        rows,
        phrase("answer.left"),
        phrase("answer.right"),
    )


def note_on(explanation: Explanation, ranked: RankedAlternative, *, with_gaps: bool = True) -> str:
    """Note in a few words what a reader must not miss about one alternative.

    Without `with_gaps`, it does not name what keeps it from being run.
    """
    notes = []
    if ranked.id == explanation.recommended:
        notes.append(mark_of(explanation))
    if explanation.current and explanation.current.id == ranked.id:
        notes.append(phrase("answer.runs_now"))
    blocks = [requirement for requirement in ranked.requirements if requirement.blocks]
    if ranked.needs_against and not notes:
        notes.append(phrase("answer.needs_against"))
    if blocks and not with_gaps:
        notes.append(phrase("answer.not_ready"))
    elif blocks:
        left = len(blocks) - GAPS_NAMED
        more = phrase("answer.and_more", count=left) if left > 0 else ""
        names = [lowered(requirement.name) for requirement in blocks[:GAPS_NAMED]]
        gaps = ", ".join(names) if more else joined(names)
        notes.append(phrase("answer.blocked", gap=gaps, more=more))
    return "; ".join(notes)


def mark_of(explanation: Explanation) -> str:
    """Give the word beside what is recommended: how far the headline goes."""
    return phrase(_MARKS.get(explanation.headline.id, "answer.recommended"))


_MARKS = {
    "headline.open": "answer.ahead",
    "headline.for_now": "answer.for_now",
    "headline.so_far": "answer.so_far",
    "headline.so_far_but": "answer.so_far",
}


def best_shown(explanation: Explanation) -> list[RankedAlternative]:
    """List every model, and a hybrid that the answer is about or that is nearly as good."""
    hybrids = [r for r in explanation.ranking if r.kind == "hybrid"]
    margin = explanation.rules.hybrid_margin * TENTHS
    least = explanation.subject.tenths - margin if explanation.subject else 0
    subject = [r for r in hybrids if r.id == explanation.about]
    near = [r for r in hybrids if r.tenths > least and r.points > 0]
    hybrids_shown = subject or near[:1]
    return [r for r in explanation.ranking if r.kind == "model" or r in hybrids_shown]


def _unranked(explanation: Explanation) -> tuple[Block, ...]:
    return tuple(
        Paragraph(unranked.sentence.text, label=phrase("label.not_ranked"))
        for unranked in explanation.unranked
    )


def headline(explanation: Explanation) -> tuple[Block, ...]:
    """Say what is recommended, what it is in a line, and who is served by what."""
    blocks: list[Block] = [Paragraph(explanation.headline.text, "strong", phrase("label.answer"))]
    subject = explanation.subject
    if subject is not None and explanation.headline.id not in OF_NONE and not subject.groups:
        line = subject.line
        if not explanation.recommended:
            line = phrase("answer.line", model=subject.name, line=subject.line)
        blocks.append(Paragraph(line, "quiet", phrase("label.line")))
    served = tuple(_served(explanation))
    if served:
        blocks.append(Bullets(phrase("label.group"), served))
    blocks += [Paragraph(note.text, label=phrase("label.less")) for note in explanation.less]
    return tuple(blocks)


def _served(explanation: Explanation) -> Iterator[Item]:
    """Say who is served by what, and once of each model what it is."""
    groups = explanation.subject.groups if explanation.subject else ()
    described: set[str] = set()
    for number, note in enumerate(s for s in explanation.served if s.id.startswith("served.")):
        wrong = note.id == "served.wrong"
        part = groups[number].part if number < len(groups) else ""
        parts = [r for r in explanation.ranking if r.id == part and part not in described]
        described.add(part)
        yield Item(
            "!" if wrong else "",
            "",
            note.text,
            "",
            "danger" if wrong else "",
            beneath=tuple(ranked.line for ranked in parts),
        )


def short_note(note: Sentence) -> str:
    """Write, in place of a note that lists too much for the first screen, that --explain has it."""
    return phrase(_IN_SHORT[note.id])


def is_long(note: Sentence) -> bool:
    """Tell whether a note lists so many weights or priorities that it must stand elsewhere."""
    return note.id in _IN_SHORT and len(note.text) > LONG_NOTE


def chosen(explanation: Explanation) -> list[Sentence]:
    """List what was chosen beside the profile, and what the rules lack."""
    return [note for note in explanation.notes if note.id != "contested"]


def four_statements(
    explanation: Explanation, evidence: str = "word.evidence"
) -> tuple[Statement, ...]:
    """Say how much was said, how it fits, whether it stays, what it rests on, and if it can run.

    `evidence` is the id of the label for what it rests on; '' leaves that out.
    """
    completeness = explanation.completeness
    match = "answer.match" if completeness.answered == completeness.asked else "answer.match_so_far"
    rows = [
        judged(phrase("answer.said"), explanation.completeness_judged),
        judged(phrase(match), explanation.match),
        judged(phrase("word.stability"), explanation.stability),
    ]
    if evidence and explanation.evidence.word:
        rows.append(judged(phrase(evidence), explanation.evidence))
    if explanation.can_run.word:
        rows.append(judged(phrase("answer.can_run"), explanation.can_run))
    return tuple(rows)
