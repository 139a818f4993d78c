"""The page of `casemodel recommend` and `casemodel score`: the answer on one screen."""

from collections.abc import Iterator
from typing import Literal

from casemodel.explanation.alternative_values import RankedAlternative, Reason
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import TENTHS
from casemodel.explanation.sentence import Judgment, Sentence
from casemodel.explanation.values import Explanation, KnownWeakPoint, ShownCaution
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    ReasonLine,
    ReasonLines,
    SignedBar,
    SignedBars,
    Statement,
    Statements,
    Tone,
)
from casemodel.pages.local_rules import with_house
from casemodel.pages.numbered import Numbered, numbered
from casemodel.pages.reasons import named
from casemodel.pages.words import by_number, citation, counted, guide, sentence
from casemodel.texts.messages import phrase

REASONS_FOR, FEWER = 3, 2  # fewer where dangers or groups take the screen
REASONS_AGAINST = 1
FORMS_SHOWN = 2
WARNINGS_SHOWN = 2  # for an organization, beside dangers; a client's page has all
GAPS_NAMED = 2  # of what a model lacks
LEAST_LEFT_OUT = 2  # models without a bar, of which one line is shorter than theirs
ASKED_LETTERS = 64  # of what to ask next, with the names of questions
LINE_LETTERS, FILE_LETTERS = 80, 30  # of what to type next, and of a file's name in it

LONG_NOTE = 240  # letters
_IN_SHORT = {"weights.own": "answer.weights", "weights.priorities": "answer.priorities"}

# Where no model is ahead of any other, there is none to give reasons for.
_OF_NONE = ("headline.empty", "headline.level", "headline.unranked")

# The headlines that settle on one model, or one combination.
_SETTLES = (
    "headline.recommended",
    "headline.so_far",
    "headline.recommended_but",
    "headline.so_far_but",
)


def first_screen(explanation: Explanation, file: str = "") -> Document:
    """Lay out the answer: danger, what is recommended for whom, statements, reasons, points.

    `file` is the name of the profile's file, for the commands to type next; empty without one.
    """
    closing = (_next(explanation, file), _guide(explanation))
    page = Document(whose(explanation), beginning(explanation), closing)
    return with_house(page, explanation.local_rules)


def beginning(explanation: Explanation, *, whole: bool = False) -> tuple[Block, ...]:
    """Lay out everything of the first screen but its closing lines.

    `whole` is for a page that leaves nothing out.
    """
    ahead = explanation.headline.id not in _OF_NONE
    sources = cited_by(explanation)
    return (
        *danger_apart(explanation, sources),
        *headline(explanation),
        *(Paragraph(_note(note, whole=whole), "quiet") for note in chosen(explanation)),
        *(_statements(explanation, whole=whole) if ahead else ()),
        *(_reasons(explanation, sources) if ahead else ()),
        *_watch(explanation, sources, every=whole),
        *points(explanation, short=_is_crowded(explanation) and not whole),
        *_beside(explanation, whole=whole),
    )


def _statements(explanation: Explanation, *, whole: bool) -> tuple[Block, ...]:
    """Say how good the answer is; while someone is in danger, what it rests on waits."""
    evidence = "" if _has_danger(explanation) and not whole else "word.evidence"
    rows = (*_which(explanation), *four_statements(explanation, evidence), *_now(explanation))
    return (Statements(rows),)


def _which(explanation: Explanation) -> tuple[Statement, ...]:
    """Name the model that the statements are about, where the headline does not settle on one."""
    if explanation.subject is None or explanation.headline.id in _SETTLES:
        return ()
    return (Statement(phrase("answer.about"), "", explanation.subject.name),)


def _has_danger(explanation: Explanation) -> bool:
    return any(caution.danger for caution in explanation.cautions)


def _is_crowded(explanation: Explanation) -> bool:
    """Say whether dangers or groups take so much of the screen that the rest must be short."""
    return bool(explanation.groups) or _has_danger(explanation)


def danger_apart(explanation: Explanation, sources: Numbered) -> tuple[Block, ...]:
    """List dangers first, and set the answer apart from them by a heading of its own."""
    dangers = tuple(_warning(c, sources) for c in explanation.cautions if c.danger)
    unknown = danger_unknown(explanation)
    if not dangers:
        return unknown
    return (
        Heading(2, phrase("word.do_first")),
        Bullets(phrase("label.danger"), dangers),
        *unknown,
        Heading(2, phrase("word.the_answer")),
    )


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
    return Heading(2, phrase("word.do_first")), Bullets(phrase("label.danger"), items), *unknown


def stability_line(explanation: Explanation) -> str:
    """Say how stable the answer is in one line: the word, then the figure behind it."""
    stability = explanation.stability
    if not stability.word:
        return stability.sentence.text
    return phrase("answer.judged", word=stability.word, text=stability.sentence.text)


def judged(label: str, judgment: Judgment) -> Statement:
    """Lay out one statement of the answer about itself."""
    return Statement(label, judgment.word, judgment.sentence.text)


def _reasons_for(explanation: Explanation) -> int:
    """Count the reasons to give: fewer where other lines take the room on the screen."""
    further = (
        explanation.headline.id not in _SETTLES,
        bool(explanation.forms),
        any(not caution.danger for caution in explanation.cautions),
        any(gap.blocks for ranked in _shown(explanation, every=False) for gap in ranked.gaps),
    )
    return FEWER if _is_crowded(explanation) or any(further) else REASONS_FOR


def points(
    explanation: Explanation, *, every: bool = False, short: bool = False
) -> tuple[Block, ...]:
    """Show the points of every model, and of the best combinations, to both sides of a line.

    `every` shows every hybrid. `short` counts in one line the models against which needs speak, if
    they are neither what the answer is about nor what is run now.
    """
    if not explanation.ranking:
        return _unranked(explanation)
    shown = _shown(explanation, every=every)
    current = explanation.current.id if explanation.current else ""
    left_out = [
        ranked
        for ranked in shown
        if ranked.needs_against and ranked.id not in (explanation.about, current)
    ]
    if not short or len(left_out) < LEAST_LEFT_OUT:
        left_out = []
    rows = (
        SignedBar(_bar_name(explanation, ranked), ranked.points, note_on(explanation, ranked))
        for ranked in shown
        if ranked not in left_out
    )
    bars = signed_bars(tuple(rows), scaled=not explanation.options.weights)
    return (bars, *_counted(explanation, len(left_out)), *_unranked(explanation))


def _bar_name(explanation: Explanation, ranked: RankedAlternative) -> str:
    """Name a bar; beside a tier, a model's says that it would be one for all."""
    if ranked.kind == "model" and _has_tier(explanation):
        return phrase("answer.for_all", model=ranked.name)
    return ranked.name


def _has_tier(explanation: Explanation) -> bool:
    """Say whether the answer gives each group of clients a part of its own."""
    return explanation.subject is not None and bool(explanation.subject.groups)


def _counted(explanation: Explanation, left_out: int) -> Iterator[Block]:
    """Count the models that have no bar, and say why they have none."""
    if left_out:
        for_all = _has_tier(explanation)
        id_ = "answer.needs_against_for_all" if for_all else "answer.needs_against_models"
        yield Paragraph(phrase(id_, count=left_out), label=phrase("word.points").lower())


def signed_bars(rows: tuple[SignedBar, ...], *, scaled: bool = False) -> SignedBars:
    """Lay out bars of points: against on the left of a line, for on the right.

    `scaled` says how far points can go; at weights of one's own they can go further.
    """
    return SignedBars(
        phrase("answer.points" if scaled else "word.points"),
        phrase("word.model"),
        rows,
        phrase("answer.left"),
        phrase("answer.right"),
    )


def note_on(explanation: Explanation, ranked: RankedAlternative) -> str:
    """Note in a few words what a reader must not miss about one alternative."""
    notes = []
    if ranked.id == explanation.recommended:
        notes.append(mark_of(explanation))
    if explanation.current and explanation.current.id == ranked.id:
        notes.append(phrase("answer.runs_now"))
    blocks = [requirement for requirement in ranked.requirements if requirement.blocks]
    if ranked.needs_against and not notes:
        notes.append(phrase("answer.needs_against"))
    if blocks:
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


def _shown(explanation: Explanation, *, every: bool) -> list[RankedAlternative]:
    """List every model, and a hybrid that the answer is about or that is nearly as good."""
    hybrids = [r for r in explanation.ranking if r.kind == "hybrid"]
    margin = explanation.rules.hybrid_margin * TENTHS
    least = explanation.subject.tenths - margin if explanation.subject else 0
    named = [r for r in hybrids if r.id == explanation.about]
    near = [r for r in hybrids if r.tenths > least and r.points > 0]
    kept = hybrids if every else named or near[:1]
    return [r for r in explanation.ranking if r.kind == "model" or r in kept]


def _unranked(explanation: Explanation) -> tuple[Block, ...]:
    return tuple(
        Paragraph(unranked.sentence.text, label=phrase("label.not_ranked"))
        for unranked in explanation.unranked
    )


def headline(explanation: Explanation) -> tuple[Block, ...]:
    """Say what is recommended, what it is in a line, and who is served by what."""
    blocks: list[Block] = [Paragraph(explanation.headline.text, "strong", phrase("label.answer"))]
    subject = explanation.subject
    if subject is not None and explanation.headline.id not in _OF_NONE and not subject.groups:
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


def _note(note: Sentence, *, whole: bool) -> str:
    """Write a note, or where it lists too much for the first screen, that --explain has it."""
    return phrase(_IN_SHORT[note.id]) if is_long(note) and not whole else note.text


def is_long(note: Sentence) -> bool:
    """Tell whether a note lists so many weights or priorities that it must stand elsewhere."""
    return note.id in _IN_SHORT and len(note.text) > LONG_NOTE


def chosen(explanation: Explanation) -> list[Sentence]:
    """List what was chosen beside the profile, and what the rules lack."""
    return [note for note in explanation.notes if note.id != "contested"]


def four_statements(
    explanation: Explanation, evidence: str = "word.evidence"
) -> tuple[Statement, ...]:
    """Say how it fits, how much was said, whether it stays, what it rests on, and if it can run.

    `evidence` is the id of the label for what it rests on; '' leaves that out.
    """
    completeness = explanation.completeness
    match = "answer.match" if completeness.answered == completeness.asked else "answer.match_so_far"
    rows = [
        judged(phrase(match), explanation.match),
        judged(phrase("answer.said"), explanation.completeness_judged),
        judged(phrase("word.stability"), explanation.stability),
    ]
    if evidence and explanation.evidence.word:
        rows.append(judged(phrase(evidence), explanation.evidence))
    if explanation.can_run.word:
        rows.append(judged(phrase("answer.can_run"), explanation.can_run))
    return tuple(rows)


def _now(explanation: Explanation) -> tuple[Statement, ...]:
    """Compare the answer with the model that is run now, where that has no bar of its own."""
    current = explanation.current
    shown = [r.id for r in _shown(explanation, every=False)]
    if current is None or current.id in shown:
        return ()
    return tuple(
        Statement(phrase("word.now"), "", remark.text)
        for remark in explanation.baseline
        if remark.id != "band"
    )


def cited_by(explanation: Explanation) -> Numbered:
    """Number the sources of the reasons and warnings on the first screen, as it cites them."""
    against = explanation.best_against or explanation.cons
    warnings = [caution for caution in explanation.cautions if not caution.danger]
    cited: tuple[ShownCaution | Reason | KnownWeakPoint, ...] = (
        *(caution for caution in explanation.cautions if caution.danger),
        *explanation.best_for[: _reasons_for(explanation)],
        *against[:REASONS_AGAINST],
        *warnings,
    )
    places = [cite for citing in cited for cite in citing.cites]
    return numbered(explanation.rules.sources, places)


def _reasons(explanation: Explanation, sources: Numbered) -> tuple[Block, ...]:
    """Give the strongest reasons for and against, with the numbers of their sources."""
    lines = [_line(sources, r, "+") for r in explanation.best_for[: _reasons_for(explanation)]]
    lines += [_line(sources, r, "-") for r in explanation.best_against[:REASONS_AGAINST]]
    if not explanation.best_against:
        weak = zip(explanation.weak_points, explanation.cons, strict=True)
        lines += [
            ReasonLine("*", sentence(weak_point.text), sources.numbers_of(con.cites))
            for weak_point, con in list(weak)[:REASONS_AGAINST]
        ]
    return (ReasonLines(tuple(lines)),) if lines else ()


def _line(sources: Numbered, reason: Reason, sign: Literal["+", "-"]) -> ReasonLine:
    """Give the answer that speaks for or against it."""
    question = named(reason.criterion_name, reason.segment)
    text = phrase("answer.reason", question=question, answer=lowered(reason.answer))
    return ReasonLine(sign, text, sources.numbers_of(reason.cites))


def _watch(explanation: Explanation, sources: Numbered, *, every: bool) -> tuple[Block, ...]:
    """List the warnings beside dangers; of an organization's the first, and how many more."""
    warnings = [caution for caution in explanation.cautions if not caution.danger]
    most = len(warnings) if every or explanation.kind == "client" else WARNINGS_SHOWN
    items = [_warning(caution, sources) for caution in warnings[:most]]
    if len(warnings) > most:
        more = phrase("answer.more_warnings", count=len(warnings) - most)
        items.append(Item("!", "", more, "", "against"))
    return (Bullets(phrase("label.caution"), tuple(items)),) if items else ()


def _warning(caution: ShownCaution, sources: Numbered) -> Item:
    """Give a caution with the numbers of its sources; one beside dangers is called a warning."""
    tone: Tone = "danger" if caution.danger else "against"
    lead = "" if caution.danger else phrase("answer.warning")
    return Item("!", lead, caution.text, by_number(sources.numbers_of(caution.cites)), tone)


def _beside(explanation: Explanation, *, whole: bool) -> tuple[Block, ...]:
    """Name the forms that fit, and what to ask next.

    While someone is in danger, other questions wait; `whole` says them all the same.
    """
    names = [form.name for form in explanation.forms[:FORMS_SHOWN]]
    waits = _has_danger(explanation) and not whole
    facts = (
        Fact(phrase("answer.see_label"), "; ".join(names)),
        Fact(phrase("answer.ask_label"), "" if waits else asking(explanation)),
    )
    shown = tuple(fact for fact in facts if fact.text)
    return (Facts(shown),) if shown else ()


def forms(explanation: Explanation) -> str:
    """Name the forms that fit with the answers that decide, and say where to read about them."""
    if not explanation.fitting_forms:
        return ""
    names = " ".join(form.text for form in explanation.fitting_forms)
    return phrase("answer.forms", forms=names, form=explanation.forms[0].id)


def asking(explanation: Explanation) -> str:
    """Say in a line how many unanswered questions could change the answer, and which to ask."""
    asked = explanation.ask_next
    if not asked:
        return phrase("answer.ask_proved") if _nothing_to_ask(explanation) else ""
    names = [named(question.name, question.segment) for question in asked if question.decides]
    if not names:
        return phrase("answer.ask_none")
    questions = counted(len(names), "deciding")
    shown = [
        phrase("answer.ask", questions=questions, names="; ".join(names[:number]))
        for number in range(len(names) - 1, 0, -1)
    ]
    texts = (
        phrase("answer.ask_all", questions=questions, names="; ".join(names)),
        *shown,
        phrase("answer.ask_lists", questions=questions),
    )
    return next((text for text in texts if len(text) <= ASKED_LETTERS), texts[-1])


def _nothing_to_ask(explanation: Explanation) -> bool:
    """Say whether questions are unanswered, and it is proved that none of them changes anything."""
    proved = explanation.stability_found.proof == "holds"
    return proved and bool(explanation.open_questions) and not explanation.ask_next


def _next(explanation: Explanation, file: str) -> Fact:
    """Name the commands that go on from here, in a line if they fit."""
    label = phrase("answer.next_label")
    parts = explanation.subject.parts if explanation.subject else ()
    models = (r for r in explanation.ranking if r.kind == "model")
    another = next((r for r in models if r.id not in parts), None)
    if another is None:
        return Fact(label, phrase("answer.next_plain"))
    room = LINE_LETTERS - len(f"{label}: ")
    name = file if 0 < len(file) <= FILE_LETTERS else phrase("answer.file")
    id_ = "answer.next_settled" if _nothing_to_ask(explanation) else "answer.next"
    whole = phrase(id_, file=name, model=another.id)
    short = phrase("answer.next_short", file=name)
    return Fact(label, next((text for text in (whole, short) if len(text) <= room), whole))


def _guide(explanation: Explanation) -> Fact:
    """Write the closing line; where the page cites sources, it says what their numbers are."""
    cited = explanation.headline.id not in _OF_NONE and cited_by(explanation).numbers
    return Fact("", phrase("answer.guide")) if cited else guide()
