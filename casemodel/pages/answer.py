"""The page of `casemodel recommend` and `casemodel score`: the answer on one screen."""

from collections.abc import Iterable, Sequence

from casemodel.explanation.values import (
    Explanation,
    FittingForm,
    Judgment,
    RankedAlternative,
    Reason,
    Sentence,
    ShownCaution,
)
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
from casemodel.pages.words import citation, guide, sentence, short_citation
from casemodel.texts.messages import phrase

REASONS_FOR = 3
REASONS_AGAINST = 1
HYBRIDS = 1  # beside the one recommended
ASKED = 3
FORMS_SHOWN = 2

# Where no model is ahead of any other, there is none to give reasons for.
_OF_NONE = ("headline.empty", "headline.level", "headline.unranked")


def first_screen(explanation: Explanation) -> Document:
    """Lay out the answer: danger, what is recommended for whom, statements, reasons, points."""
    page = Document(whose(explanation), beginning(explanation), (_next(explanation), guide()))
    return with_house(page, explanation.local_rules)


def beginning(explanation: Explanation) -> tuple[Block, ...]:
    """Lay out everything of the first screen but its closing lines."""
    ahead = explanation.headline.id not in _OF_NONE
    return (
        *_danger_apart(explanation),
        *headline(explanation),
        *(Paragraph(note.text, "quiet") for note in chosen(explanation)),
        *((Statements(four_statements(explanation)),) if ahead else ()),
        *(_reasons(explanation) if ahead else ()),
        *points(explanation),
        *forms(explanation, FORMS_SHOWN),
        *_ask(explanation),
        *_watch(explanation),
    )


def _danger_apart(explanation: Explanation) -> tuple[Block, ...]:
    """List dangers first, and set the answer apart from them by a heading of its own."""
    dangers = danger_first(explanation.cautions)
    unknown = danger_unknown(explanation)
    return (*dangers, *unknown, Heading(2, phrase("word.the_answer"))) if dangers else unknown


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


def danger_first(shown: Iterable[ShownCaution]) -> tuple[Block, ...]:
    """List dangers, under a heading that says that they come before any score."""
    dangers = [caution for caution in shown if caution.danger]
    return cautions(dangers, phrase("word.do_first"), phrase("label.danger"))


def cautions(shown: Iterable[ShownCaution], heading: str, label: str) -> tuple[Block, ...]:
    """List cautions under a heading; nothing where there are none."""
    items = tuple(
        Item("!", "", c.text, citation(c.cites), "danger")
        if c.danger
        else Item("!", "", c.text, short_citation(c.cites), "against")
        for c in shown
    )
    return (Heading(2, heading), Bullets(label, items)) if items else ()


def stability_line(explanation: Explanation) -> str:
    """Say how stable the answer is in one line: the word, then the figure behind it."""
    stability = explanation.stability
    if not stability.word:
        return stability.sentence.text
    return phrase("answer.judged", word=stability.word, text=stability.sentence.text)


def judged(label: str, judgment: Judgment) -> Statement:
    """Lay out one statement of the answer about itself."""
    return Statement(label, judgment.word, judgment.sentence.text)


def points(explanation: Explanation, *, every: bool = False) -> tuple[Block, ...]:
    """Show the points of every model, and of the best combinations, to both sides of a line.

    `every` shows every hybrid.
    """
    if not explanation.ranking:
        return _unranked(explanation)
    shown = _shown(explanation, every=every)
    bars = signed_bars(tuple(SignedBar(r.name, r.points, note_on(explanation, r)) for r in shown))
    return (bars, *_unranked(explanation))


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
    if explanation.current and explanation.current.compared == ranked.id:
        notes.append(phrase("answer.runs_now"))
    if ranked.needs_against:
        notes.append(phrase("answer.needs_against"))
    blocks = [one for one in ranked.requirements if one.blocks]
    if blocks:
        more = phrase("answer.and_more", count=len(blocks) - 1) if len(blocks) > 1 else ""
        notes.append(phrase("answer.blocked", gap=_lowered(blocks[0].name), more=more))
    return "; ".join(notes)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _shown(explanation: Explanation, *, every: bool) -> list[RankedAlternative]:
    """List every model, the hybrid that is recommended or comes nearest, and the best other."""
    hybrids = [r for r in explanation.ranking if r.kind == "hybrid"]
    told = [r for r in hybrids if r.id == explanation.about]
    others = [r for r in hybrids if r.id != explanation.about and r.points > 0]
    kept = hybrids if every else [*told, *others[: 0 if told else HYBRIDS]]
    return [r for r in explanation.ranking if r.kind == "model" or r in kept]


def _unranked(explanation: Explanation) -> tuple[Block, ...]:
    return tuple(
        Paragraph(one.sentence.text, label=phrase("label.not_ranked"))
        for one in explanation.unranked
    )


def headline(explanation: Explanation) -> tuple[Block, ...]:
    """Say what is recommended, what it is in a line, and who is served by what."""
    blocks: list[Block] = [Paragraph(explanation.headline.text, "strong", phrase("label.answer"))]
    told = explanation.told
    if told is not None and explanation.headline.id not in _OF_NONE and not told.groups:
        line = told.line
        if not explanation.recommended:
            line = phrase("answer.line", model=told.name, line=told.line)
        blocks.append(Paragraph(line, "quiet", phrase("label.line")))
    served = [one for one in explanation.served if one.id.startswith("served.")]
    if served:
        items = tuple(
            Item("!" if one.id == "served.wrong" else "", "", one.text, "", _tone(one))
            for one in served
        )
        blocks.append(Bullets(phrase("label.group"), items))
    blocks += [Paragraph(one.text, label=phrase("label.less")) for one in explanation.less]
    return tuple(blocks)


def _tone(said: Sentence) -> Tone:
    return "danger" if said.id == "served.wrong" else ""


def chosen(explanation: Explanation) -> list[Sentence]:
    """List what was chosen beside the profile, and what the rules lack."""
    return [note for note in explanation.notes if note.id != "contested"]


def four_statements(explanation: Explanation) -> tuple[Statement, ...]:
    """Say how it fits, how much was said, whether it would stay, and what it rests on.

    Then whether it can be run, and how it compares with the present model.
    """
    rows = [
        judged(phrase("answer.match"), explanation.match),
        judged(phrase("answer.said"), explanation.said),
        judged(phrase("word.stability"), explanation.stability),
    ]
    if explanation.evidence.word:
        rows.append(judged(phrase("word.evidence"), explanation.evidence))
    if explanation.can_run.word:
        rows.append(judged(phrase("answer.can_run"), explanation.can_run))
    rows += [
        Statement(phrase("word.now"), "", said.text)
        for said in explanation.baseline
        if said.id != "band"
    ]
    return tuple(rows)


def cited_by(explanation: Explanation) -> Numbered:
    """Number the sources of the reasons on the first screen."""
    shown = (*explanation.best_for[:REASONS_FOR], *explanation.best_against[:REASONS_AGAINST])
    places = [cite for reason in shown for cite in reason.cites]
    places += [cite for con in explanation.cons[:REASONS_AGAINST] for cite in con.cites]
    return numbered(explanation.rules.sources, places)


def _reasons(explanation: Explanation) -> tuple[Block, ...]:
    """Give the strongest reasons for and against, with the numbers of their sources."""
    sources = cited_by(explanation)
    lines = [_line(sources, r, "+") for r in explanation.best_for[:REASONS_FOR]]
    lines += [_line(sources, r, "-") for r in explanation.best_against[:REASONS_AGAINST]]
    if not explanation.best_against:
        lines += [
            ReasonLine("-", sentence(con.says), _numbers(sources, con.cites))
            for con in explanation.cons[:REASONS_AGAINST]
        ]
    return (ReasonLines(tuple(lines)),) if lines else ()


def _line(sources: Numbered, reason: Reason, sign: str) -> ReasonLine:
    """Give the answer that speaks for it; for one that speaks against it, also why."""
    where = f" ({reason.segment})" if reason.segment else ""
    question, answer = f"{reason.criterion_name}{where}", _lowered(reason.answer)
    if sign == "+":
        text = phrase("answer.reason_for", question=question, answer=answer)
    else:
        text = phrase(
            "answer.reason", question=question, answer=answer, reason=sentence(reason.text)
        )
    return ReasonLine("+" if sign == "+" else "-", text, _numbers(sources, reason.cites))


def _numbers(sources: Numbered, cites: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({sources.numbers[cite.rpartition(" ")[0]] for cite in cites}))


def _watch(explanation: Explanation) -> tuple[Block, ...]:
    shown = (caution for caution in explanation.cautions if not caution.danger)
    return cautions(shown, phrase("word.watch"), phrase("label.caution"))


def forms(explanation: Explanation, shown: int | None = None) -> tuple[Block, ...]:
    """Name at most `shown` forms that fit, or all with the answers that decide.

    Say where to read about the first.
    """
    if not explanation.fitting_forms:
        return ()
    if shown is None:
        names = " ".join(said.text for said in explanation.fitting_forms)
    else:
        names = sentence("; ".join(map(_form_since, explanation.forms[:shown])))
    text = phrase("answer.forms", forms=names, form=explanation.forms[0].id)
    return (Facts((Fact(phrase("answer.forms_label"), text),)),)


def _form_since(form: FittingForm) -> str:
    """Name a form with the answer that decides, the first of those that it asks for."""
    question, answer = form.answers[0]
    return phrase(
        "answer.form", form=form.name, question=_lowered(question), answer=_lowered(answer)
    )


def _ask(explanation: Explanation) -> tuple[Block, ...]:
    """Say how many unanswered questions could change the answer, and which to ask first."""
    asked = explanation.ask_next
    if not asked:
        return ()
    deciding = sum(question.decides for question in asked)
    names = "; ".join(
        question.name + (f" ({question.segment})" if question.segment else "")
        for question in asked[:ASKED]
    )
    said = phrase("answer.ask_none", names=names)
    if deciding:
        said = phrase(
            "answer.ask", count=len(explanation.open_questions), deciding=deciding, names=names
        )
    return (Facts((Fact(phrase("answer.ask_label"), said),)),)


def _next(explanation: Explanation) -> Fact:
    """Name the commands that go on from here."""
    other = next((r for r in explanation.ranking if r.id != explanation.about), None)
    if other is None:
        return Fact(phrase("answer.next_label"), phrase("answer.next_plain"))
    return Fact(phrase("answer.next_label"), phrase("answer.next", model=other.id))
