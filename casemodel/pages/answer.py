"""The page of `casemodel recommend` and `casemodel score`: the answer on one screen."""

from collections.abc import Iterator, Sequence
from typing import Literal

from casemodel.explanation.alternative_values import RankedAlternative, Reason
from casemodel.explanation.numbers import TENTHS
from casemodel.explanation.sentence import Judgment, Sentence
from casemodel.explanation.values import Explanation, ShownCaution
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
from casemodel.pages.words import by_number, citation, counted, guide, sentence, signed
from casemodel.texts.messages import phrase

REASONS_FOR, FEWER = 3, 2  # fewer where dangers or groups take the screen
REASONS_AGAINST = 1
FORMS_SHOWN = 2
GAPS_NAMED = 2  # of what a model lacks
LEAST_LEFT_OUT = 2  # models without a bar, of which one line is shorter than theirs
ASKED_LETTERS = 70  # of what to ask next; one question is named even if it takes more

# Where no model is ahead of any other, there is none to give reasons for.
_OF_NONE = ("headline.empty", "headline.level", "headline.unranked")


def first_screen(explanation: Explanation) -> Document:
    """Lay out the answer: danger, what is recommended for whom, statements, reasons, points."""
    page = Document(whose(explanation), beginning(explanation), (_next(explanation), guide()))
    return with_house(page, explanation.local_rules)


def beginning(explanation: Explanation) -> tuple[Block, ...]:
    """Lay out everything of the first screen but its closing lines."""
    ahead = explanation.headline.id not in _OF_NONE
    sources = cited_by(explanation)
    return (
        *danger_apart(explanation, sources),
        *headline(explanation),
        *(Paragraph(note.text, "quiet") for note in chosen(explanation)),
        *((Statements((*four_statements(explanation), *_now(explanation))),) if ahead else ()),
        *(_reasons(explanation, sources) if ahead else ()),
        *_watch(explanation, sources),
        *points(explanation, short=_is_crowded(explanation)),
        *_beside(explanation),
    )


def _is_crowded(explanation: Explanation) -> bool:
    """Say whether dangers or groups take so much of the screen that the rest must be short."""
    return bool(explanation.groups) or any(caution.danger for caution in explanation.cautions)


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
        Paragraph(one.text, "strong", phrase("label.danger")) for one in explanation.danger_open
    )


def title(explanation: Explanation) -> str:
    """Name the subject of the answer: an organization, or a client's id, never a client's name."""
    if explanation.kind == "client":
        if explanation.label:
            return phrase("word.client", id=explanation.label)
        return phrase("word.client_no_id")
    return explanation.label or phrase("word.your_organization")


def whose(explanation: Explanation) -> str:
    """Title a whole answer with its subject and date; a client's says that no name is kept."""
    no_name = phrase("answer.no_name") if explanation.kind == "client" else ""
    parts = [title(explanation) + no_name, explanation.date]
    return " · ".join(part for part in parts if part)


def about(explanation: Explanation) -> Paragraph:
    """Say which day an answer is of, by which rules, and on how many answers."""
    version = phrase("answer.rules", version=explanation.rules.version)
    parts = [part for part in (explanation.date, version) if part]
    said = explanation.said.sentence.text
    return Paragraph(
        f"{sentence('; '.join(parts))} {sentence(said)}", "quiet", phrase("label.about")
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
    return FEWER if _is_crowded(explanation) else REASONS_FOR


def points(
    explanation: Explanation, *, every: bool = False, short: bool = False
) -> tuple[Block, ...]:
    """Show the points of every model, and of the best combinations, to both sides of a line.

    `every` shows every hybrid. `short` names in one line the models against which only needs speak.
    """
    if not explanation.ranking:
        return _unranked(explanation)
    rows = [
        SignedBar(r.name, r.points, note_on(explanation, r))
        for r in _shown(explanation, every=every)
    ]
    against = phrase("answer.needs_against")
    left_out = [row for row in rows if row.note == against] if short else []
    if len(left_out) < LEAST_LEFT_OUT:
        left_out = []
    bars = signed_bars(tuple(row for row in rows if row not in left_out))
    return (bars, *_named(left_out), *_unranked(explanation))


def _named(rows: Sequence[SignedBar]) -> Iterator[Block]:
    """Name models that have no bar, with their points."""
    if rows:
        models = "; ".join(f"{row.name} {signed(row.tenths)}" for row in rows)
        text = phrase("answer.needs_against_models", models=models)
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


def note_on(explanation: Explanation, ranked: RankedAlternative) -> str:
    """Note in a few words what a reader must not miss about one alternative."""
    notes = []
    if ranked.id == explanation.recommended:
        clear = explanation.headline.id != "headline.open"
        notes.append(phrase("answer.recommended" if clear else "answer.ahead"))
    if explanation.current and explanation.current.id == ranked.id:
        notes.append(phrase("answer.runs_now"))
    blocks = [one for one in ranked.requirements if one.blocks]
    if ranked.needs_against and not blocks and not notes:
        notes.append(phrase("answer.needs_against"))
    if blocks:
        left = len(blocks) - GAPS_NAMED
        more = phrase("answer.and_more", count=left) if left > 0 else ""
        gaps = "; ".join(_lowered(one.name) for one in blocks[:GAPS_NAMED])
        notes.append(phrase("answer.blocked", gap=gaps, more=more))
    return "; ".join(notes)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


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
        Paragraph(one.sentence.text, label=phrase("label.not_ranked"))
        for one in explanation.unranked
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
    blocks += [Paragraph(one.text, label=phrase("label.less")) for one in explanation.less]
    return tuple(blocks)


def _served(explanation: Explanation) -> Iterator[Item]:
    """Say who is served by what, and once of each model what it is."""
    groups = explanation.subject.groups if explanation.subject else ()
    described: set[str] = set()
    for number, said in enumerate(s for s in explanation.served if s.id.startswith("served.")):
        wrong = said.id == "served.wrong"
        part = groups[number].part if number < len(groups) else ""
        parts = [r for r in explanation.ranking if r.id == part and part not in described]
        described.add(part)
        yield Item(
            "!" if wrong else "",
            "",
            said.text,
            "",
            "danger" if wrong else "",
            beneath=tuple(one.line for one in parts),
        )


def chosen(explanation: Explanation) -> list[Sentence]:
    """List what was chosen beside the profile, and what the rules lack."""
    return [note for note in explanation.notes if note.id != "contested"]


def four_statements(explanation: Explanation, *, on_paper: bool = False) -> tuple[Statement, ...]:
    """Say how it fits, how much was said, whether it stays, what it rests on, and if it can run.

    `on_paper` has room to say that the evidence is that for its lead.
    """
    rows = [
        judged(phrase("answer.match"), explanation.match),
        judged(phrase("answer.said"), explanation.said),
        judged(phrase("word.stability"), explanation.stability),
    ]
    if explanation.evidence.word:
        label = phrase("answer.evidence" if on_paper else "word.evidence")
        rows.append(judged(label, explanation.evidence))
    if explanation.can_run.word:
        rows.append(judged(phrase("answer.can_run"), explanation.can_run))
    return tuple(rows)


def _now(explanation: Explanation) -> tuple[Statement, ...]:
    """Say how the answer stands to what is run now, where that has no bar of its own."""
    current = explanation.current
    shown = [r.id for r in _shown(explanation, every=False)]
    if current is None or current.id in shown:
        return ()
    return tuple(
        Statement(phrase("word.now"), "", said.text)
        for said in explanation.baseline
        if said.id != "band"
    )


def cited_by(explanation: Explanation) -> Numbered:
    """Number the sources of the reasons and warnings on the first screen."""
    shown = (
        *explanation.best_for[: _reasons_for(explanation)],
        *explanation.best_against[:REASONS_AGAINST],
    )
    places = [cite for reason in shown for cite in reason.cites]
    places += [cite for caution in explanation.cautions for cite in caution.cites]
    places += [cite for con in explanation.cons[:REASONS_AGAINST] for cite in con.cites]
    return numbered(explanation.rules.sources, places)


def _reasons(explanation: Explanation, sources: Numbered) -> tuple[Block, ...]:
    """Give the strongest reasons for and against, with the numbers of their sources."""
    lines = [_line(sources, r, "+") for r in explanation.best_for[: _reasons_for(explanation)]]
    lines += [_line(sources, r, "-") for r in explanation.best_against[:REASONS_AGAINST]]
    if not explanation.best_against:
        lines += [
            ReasonLine("-", sentence(con.says), _numbers(sources, con.cites))
            for con in explanation.cons[:REASONS_AGAINST]
        ]
    return (ReasonLines(tuple(lines)),) if lines else ()


def _line(sources: Numbered, reason: Reason, sign: Literal["+", "-"]) -> ReasonLine:
    """Give the answer that speaks for or against it."""
    question = named(reason.criterion_name, reason.segment)
    text = phrase("answer.reason", question=question, answer=_lowered(reason.answer))
    return ReasonLine(sign, text, _numbers(sources, reason.cites))


def _numbers(sources: Numbered, cites: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({sources.numbers[cite.rpartition(" ")[0]] for cite in cites}))


def _watch(explanation: Explanation, sources: Numbered) -> tuple[Block, ...]:
    items = tuple(_warning(c, sources) for c in explanation.cautions if not c.danger)
    return (Bullets(phrase("label.caution"), items),) if items else ()


def _warning(caution: ShownCaution, sources: Numbered) -> Item:
    """Give a caution with the numbers of its sources."""
    tone: Tone = "danger" if caution.danger else "against"
    return Item("!", "", caution.text, by_number(_numbers(sources, caution.cites)), tone)


def _beside(explanation: Explanation) -> tuple[Block, ...]:
    """Name the forms that fit, and what to ask next."""
    names = [form.name for form in explanation.forms[:FORMS_SHOWN]]
    facts = (
        Fact(phrase("answer.see_label"), "; ".join(names)),
        Fact(phrase("answer.ask_label"), asking(explanation)),
    )
    shown = tuple(fact for fact in facts if fact.text)
    return (Facts(shown),) if shown else ()


def forms(explanation: Explanation) -> str:
    """Name the forms that fit with the answers that decide, and say where to read about them."""
    if not explanation.fitting_forms:
        return ""
    names = " ".join(said.text for said in explanation.fitting_forms)
    return phrase("answer.forms", forms=names, form=explanation.forms[0].id)


def asking(explanation: Explanation) -> str:
    """Say in a line how many unanswered questions could change the answer, and which to ask."""
    asked = explanation.ask_next
    if not asked:
        proved = explanation.open_questions and explanation.stability_found.proof == "holds"
        return phrase("answer.ask_proved") if proved else ""
    deciding = sum(question.decides for question in asked)
    count = counted(deciding, "deciding") if deciding else phrase("answer.ask_none")
    names = [named(question.name, question.segment) for question in asked]
    text = ""
    for number in range(1, len(names) + 1):
        longer = phrase("answer.ask", questions=count, names="; ".join(names[:number]))
        if text and len(longer) > ASKED_LETTERS:
            break
        text = longer
    return text


def _next(explanation: Explanation) -> Fact:
    """Name the commands that go on from here."""
    models = (r for r in explanation.ranking if r.kind == "model")
    other = next((r for r in models if r.id != explanation.about), None)
    if other is None:
        return Fact(phrase("answer.next_label"), phrase("answer.next_plain"))
    return Fact(phrase("answer.next_label"), phrase("answer.next", model=other.id))
