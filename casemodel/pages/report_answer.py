"""The parts of a report that say what the answer is, how sure, what is missing and what is open."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from casemodel.explanation.numbers import percent, printed
from casemodel.explanation.values import Gap, Reason, Sentence, ShownCaution
from casemodel.pages.document import Block, Bullets, Fact, Facts, Heading, Item, Paragraph, Table
from casemodel.pages.reported import Reported, with_segment
from casemodel.pages.words import counted, sentence, signed

# Notes that stand with the answer; what sources say against each other has a place of its own.
_DISPUTED = "contested"
_OF_QUANTITIES = "band"  # says how many staff there are, which no redacted page does


def danger(made: Reported) -> Iterator[Block]:
    """Dangers, before anything else."""
    found = [caution for caution in made.explanation.cautions if caution.danger]
    yield from _warned(made, found, "Do first, whatever the score")


def cautions(made: Reported) -> Iterator[Block]:
    """The other warnings."""
    found = [caution for caution in made.explanation.cautions if not caution.danger]
    yield from _warned(made, found, "Watch for")


def _warned(made: Reported, found: Iterable[ShownCaution], heading: str) -> Iterator[Block]:
    items = tuple(
        Item("!", "", c.text, made.sources.cite(c.cites), "danger" if c.danger else "against")
        for c in found
    )
    if items:
        yield Heading(2, heading)
        yield Bullets("caution", items)


def in_short(made: Reported) -> Iterator[Block]:
    """The answer in one sentence; fit, stability and evidence apart, never merged."""
    said = made.explanation
    facts = [
        Fact("Fit", said.fit.text),
        Fact("Lead", said.lead.text),
        Fact("Stability", said.stability.text),
        Fact("Evidence", said.evidence.text),
        Fact("What is missing", _how_much(said.gaps)),
    ]
    facts += [
        Fact("Staff" if one.id == _OF_QUANTITIES else "Now", one.text)
        for one in said.baseline
        if not (made.redacted and one.id == _OF_QUANTITIES)
    ]
    facts += [Fact("Chosen", made.sources.text(one)) for one in _chosen(made)]
    yield Heading(2, "The answer")
    yield Paragraph(said.headline.text, "strong", "answer")
    yield Facts(tuple(fact for fact in facts if fact.text))


def _chosen(made: Reported) -> list[Sentence]:
    return [note for note in made.explanation.notes if note.id != _DISPUTED]


def _how_much(gaps: tuple[Gap, ...]) -> str:
    """How many requirements are not met, and how many of them block."""
    if not gaps:
        return ""
    unmet = [gap for gap in gaps if gap.unmet]
    musts = sum(gap.strength == "must" for gap in unmet)
    open_now = len(gaps) - len(unmet)
    texts = [f"{len(unmet)} unmet, {musts or 'none'} of them a must"] if unmet else []
    if open_now:
        texts.append(f"{counted(open_now, 'requirement', 'requirements')} to be confirmed")
    return sentence("; ".join(texts))


def reasons(made: Reported) -> Iterator[Block]:
    """The strongest reasons for and against."""
    said = made.explanation
    if said.best_for:
        yield Heading(3, f"What speaks for {made.name(said.about)}")
        yield Bullets("reason for", tuple(reason_item(made, one) for one in said.best_for))
    against = [reason_item(made, one) for one in said.best_against]
    against += [
        Item("-", "", sentence(one.text), made.sources.cite(places(one)), "against")
        for one in said.weak_points
    ]
    if against:
        yield Heading(3, f"What speaks against {made.name(said.about)}")
        yield Bullets("reason against", tuple(against))


def places(said: Sentence) -> list[str]:
    """The places a sentence rests on and does not itself name."""
    cites = dict(said.filled).get("cites", "")
    return cites.split(", ") if cites else []


def reason_item(made: Reported, reason: Reason) -> Item:
    """One reason: the question, the answer, why it counts, its points, basis and citations."""
    return Item(
        "+" if reason.tenths > 0 else "-",
        reason_name(made, reason),
        f"{sentence(reason.answer)} {sentence(reason.text)}",
        made.sources.cite(reason.cites, reason.basis),
        "for" if reason.tenths > 0 else "against",
        points=signed(reason.tenths),
    )


def reason_name(made: Reported, reason: Reason) -> str:
    """The question's name, with the segment asked and the part of a hybrid that counts."""
    where = ", ".join(filter(None, (reason.segment, reason.part and made.name(reason.part))))
    return with_segment(reason.criterion_name, where)


def served(made: Reported) -> Iterator[Block]:
    """Who is served by which part and how people move, or which model suits which segment."""
    said = made.explanation.served
    if said:
        yield Heading(2, "Who gets what")
        yield Bullets("who is served", tuple(Item("", "", one.text) for one in said))


def missing_table(made: Reported) -> Iterator[Block]:
    """Every requirement that is not met, and what closing the gap takes."""
    gaps = made.explanation.gaps
    if not gaps:
        return
    yield Heading(2, "What is missing, and what closing it takes")
    rows = tuple(
        (
            (sentence(gap.text),),
            (_how_strong(gap),),
            ("unmet" if gap.unmet else "to be confirmed",),
            tuple(filter(None, (gap.arithmetic.text if gap.arithmetic else "",
                                sentence(gap.to_close)))) or ("",),
            (made.sources.cite(gap.cites),),
        )
        for gap in gaps
    )  # fmt: skip
    yield Table(
        f"What {made.name(made.explanation.about)} asks and has not been shown",
        ("What it asks", "How strongly", "State", "To close it", "Sources"),
        rows,
    )


def _how_strong(gap: Gap) -> str:
    return f"{gap.strength}, for {gap.part}" if gap.part else gap.strength


def change(made: Reported) -> Iterator[Block]:
    """Single answers, then weights, that would change the recommendation."""
    said = [*made.explanation.changes, *made.explanation.weights]
    if said:
        yield Heading(2, "What would change the answer")
        yield Bullets("change", tuple(Item("", "", one.text) for one in said))


def other_weights(made: Reported) -> Iterator[Block]:
    """How often each comes first under other weights, where more than one ever does."""
    drawn = made.assessment.acceptability
    firsts = sorted(((n, one) for one, n in drawn.firsts.items() if n), key=lambda f: (-f[0], f[1]))
    if len(firsts) > 1:
        rows = tuple(
            ((made.name(one),), (str(n),), (percent(Fraction(n, drawn.draws)),))
            for n, one in firsts
        )
        yield Table(
            f"Which comes first under {drawn.draws:,} other weightings, of what can be run",
            ("Model or hybrid", "First in", "Share"),
            rows,
        )


def disputed(made: Reported) -> Iterator[Block]:
    """Where sources contradict each other on the reasons that are given."""
    notes = _notes(made)
    if notes:
        yield Heading(3, "Where sources disagree on these reasons")
        yield _both_sides(made, notes)


def disputed_elsewhere(made: Reported) -> Iterator[Block]:
    """Where they contradict each other on other answers that count, each pair once."""
    notes = [said for one in made.inputs() if one.reason for said in one.reason.contested]
    others = [said for said in dict.fromkeys(notes) if said not in _notes(made)]
    if others:
        yield Heading(2, "Where else sources disagree")
        yield _both_sides(made, others)


def _notes(made: Reported) -> list[Sentence]:
    return [note for note in made.explanation.notes if note.id == _DISPUTED]


def _both_sides(made: Reported, said: Iterable[Sentence]) -> Bullets:
    return Bullets("disputed", tuple(Item("", "", made.sources.text(one)) for one in said))


def questions_table(made: Reported, most: int) -> Iterator[Block]:
    """The open questions that can settle most, and how many more can matter."""
    asked = made.explanation.ask_next
    if not asked:
        return
    yield Heading(2, "What to ask next")
    rows = tuple(
        (
            (with_segment(one.question, one.segment),),
            ("yes" if one.decides else "not alone",),
            (printed(one.swing),),
        )
        for one in asked[:most]
    )
    columns = ("Question", "Can it change the answer?", "Points it can move")
    yield Table("Open questions, the most useful first", columns, rows)
    if len(asked) > most:
        left = counted(len(asked) - most, "more open question", "more open questions")
        yield Paragraph(f"{left} can still matter.", "quiet")
