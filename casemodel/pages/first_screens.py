"""The first screen of `casemodel recommend` and `casemodel score`, longer and shorter.

A screen has room for so many lines. What is less needed is left out first, and stands with
`--explain`: the third reason, bars of models that needs or answers speak against (they are
counted), the ways to run the model, the second reason, the evidence. Warnings, gaps and who is
served stay.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.naming import lowered
from casemodel.explanation.values import Explanation, KnownWeakPoint, ShownCaution
from casemodel.pages.answer import (
    OF_NONE,
    SETTLES,
    best_shown,
    chosen,
    danger_unknown,
    four_statements,
    has_danger,
    headline,
    is_long,
    points,
    short_note,
    whose,
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
    Statement,
    Statements,
    Tone,
)
from casemodel.pages.local_rules import with_house
from casemodel.pages.next_steps import asking, commands_to_type, ways_to_run
from casemodel.pages.numbered import Numbered, numbered
from casemodel.pages.reasons import named
from casemodel.pages.words import by_number, guide, sentence
from casemodel.texts.messages import phrase

LINES, LINES_OF_A_CLIENT, LINES_IF_CROWDED = 24, 26, 30
"""The lines of 80 letters that a first screen may take; more where dangers or groups are shown."""

REASONS_AGAINST = 1
WARNINGS_SHOWN = 2  # for an organization, beside dangers; a client's page has all


class Room(NamedTuple):
    """The most a first screen shows: reasons for, bars of all models, ways to run it, evidence."""

    reasons: int
    every_bar: bool
    ways: bool
    evidence: bool = True


WHOLE = Room(3, every_bar=True, ways=True)
_ROOMS = (
    WHOLE,
    Room(2, every_bar=True, ways=True),
    Room(2, every_bar=False, ways=True),
    Room(2, every_bar=False, ways=False),
    Room(1, every_bar=False, ways=False),
    Room(1, every_bar=False, ways=False, evidence=False),
)
_CROWDED = _ROOMS[2:]


def first_screens(explanation: Explanation, file: str = "") -> Iterator[Document]:
    """Lay out the answer, then again with less, and so on: danger, what is recommended for whom.

    `file` is the name of the profile's file, for the commands to type next; empty without one.
    """
    closing = (commands_to_type(explanation, file), _guide(explanation))
    for room in _CROWDED if _is_crowded(explanation) else _ROOMS:
        page = Document(whose(explanation), beginning(explanation, room), closing)
        yield with_house(page, explanation.local_rules)


def most_lines(explanation: Explanation) -> int:
    """Give the lines that the first screen of this answer may take."""
    if _is_crowded(explanation):
        return LINES_IF_CROWDED
    return LINES_OF_A_CLIENT if explanation.kind == "client" else LINES


def _is_crowded(explanation: Explanation) -> bool:
    """Say whether dangers or groups take so much of the screen that the rest must be short."""
    return bool(explanation.groups) or has_danger(explanation)


def beginning(explanation: Explanation, room: Room | None = None) -> tuple[Block, ...]:
    """Lay out everything of the first screen but its closing lines.

    Without `room`, it is for a page that leaves nothing out.
    """
    whole = room is None
    room = room or WHOLE
    ahead = explanation.headline.id not in OF_NONE
    sources = cited_by(explanation)
    return (
        *(danger_apart(explanation, sources) if whole else _danger(explanation, sources)),
        *headline(explanation),
        *_notes(explanation, whole=whole),
        *(_statements(explanation, room) if ahead else ()),
        *(_reasons(explanation, sources, room.reasons) if ahead else ()),
        *_watch(explanation, sources, every=whole),
        *points(explanation, short=not room.every_bar),
        *_beside(explanation, ways=room.ways),
    )


def _danger(explanation: Explanation, sources: Numbered) -> tuple[Block, ...]:
    """List dangers in the first lines; each begins with what was said."""
    dangers = [_warning(caution, sources) for caution in explanation.cautions if caution.danger]
    if not dangers:
        return danger_unknown(explanation)
    some = explanation.kind == "organization"
    first = phrase("answer.act_first_for_some" if some else "answer.act_first")
    leads = [first, *[phrase("answer.act_first_too")] * (len(dangers) - 1)]
    items = [item._replace(lead=lead) for item, lead in zip(dangers, leads, strict=True)]
    items += [Item("!", "", danger.text, "", "strong") for danger in explanation.danger_open]
    return (Bullets(phrase("label.danger"), tuple(items)),)


def danger_apart(explanation: Explanation, sources: Numbered) -> tuple[Block, ...]:
    """List dangers first, and set the answer apart from them by a heading of its own."""
    dangers = tuple(_warning(c, sources) for c in explanation.cautions if c.danger)
    unknown = danger_unknown(explanation)
    if not dangers:
        return unknown
    return (
        Heading(2, phrase("word.act_first")),
        Bullets(phrase("label.danger"), dangers),
        *unknown,
        Heading(2, phrase("word.the_answer")),
    )


def cited_by(explanation: Explanation) -> Numbered:
    """Number the sources of the reasons and warnings on the first screen, as it cites them.

    Those of a reason that may be left out come last, so that a number is the same on every page.
    """
    against = explanation.best_against or explanation.cons
    warnings = [caution for caution in explanation.cautions if not caution.danger]
    often = _ROOMS[1].reasons
    cited: tuple[ShownCaution | Reason | KnownWeakPoint, ...] = (
        *(caution for caution in explanation.cautions if caution.danger),
        *explanation.best_for[:often],
        *against[:REASONS_AGAINST],
        *warnings,
        *explanation.best_for[often : WHOLE.reasons],
    )
    places = [cite for citing in cited for cite in citing.cites]
    return numbered(explanation.rules.sources, places)


def _notes(explanation: Explanation, *, whole: bool) -> Iterator[Block]:
    """Write the notes, or where one lists too much for the screen, that --explain has it."""
    for note in chosen(explanation):
        text = short_note(note) if is_long(note) and not whole else note.text
        yield Paragraph(text, "quiet")


def _statements(explanation: Explanation, room: Room) -> tuple[Block, ...]:
    """Say how good the answer is, of which model, and what a change would gain."""
    evidence = "word.evidence" if room.evidence else ""
    rows = (*_which(explanation), *four_statements(explanation, evidence), *_now(explanation))
    return (Statements(rows),)


def _which(explanation: Explanation) -> tuple[Statement, ...]:
    """Name the model that the statements are about, where the headline does not settle on one."""
    if explanation.subject is None or explanation.headline.id in SETTLES:
        return ()
    return (Statement(phrase("answer.about"), "", explanation.subject.name),)


def _now(explanation: Explanation) -> tuple[Statement, ...]:
    """Compare the answer with the model that is run now, where that has no bar of its own."""
    current = explanation.current
    if current is None or current.id in [ranked.id for ranked in best_shown(explanation)]:
        return ()
    return tuple(
        Statement(phrase("word.now"), "", remark.text)
        for remark in explanation.baseline
        if remark.id != "band"
    )


def _reasons(explanation: Explanation, sources: Numbered, count: int) -> tuple[Block, ...]:
    """Give the strongest reasons for and against, with the numbers of their sources."""
    against = explanation.best_against[:REASONS_AGAINST]
    lines = [_line(sources, reason, "+") for reason in explanation.best_for[:count]]
    lines += [_line(sources, reason, "-") for reason in against]
    key = phrase("answer.reasons" if against else "answer.reasons_for")
    if not against:
        weak = zip(explanation.weak_points, explanation.cons, strict=True)
        lines += [
            ReasonLine("*", sentence(weak_point.text), sources.numbers_of(con.cites))
            for weak_point, con in list(weak)[:REASONS_AGAINST]
        ]
    return (Paragraph(key, "quiet"), ReasonLines(tuple(lines))) if lines else ()


def _line(sources: Numbered, reason: Reason, sign: Literal["+", "-"]) -> ReasonLine:
    """Give the answer that speaks for or against it."""
    question = named(reason.criterion_name, reason.segment or reason.posts_of)
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


def _beside(explanation: Explanation, *, ways: bool) -> tuple[Block, ...]:
    """Name the forms that fit, and what to ask next."""
    facts = (
        Fact(phrase("answer.see_label"), ways_to_run(explanation) if ways else ""),
        Fact(phrase("answer.ask_label"), asking(explanation)),
    )
    present = tuple(fact for fact in facts if fact.text)
    return (Facts(present),) if present else ()


def _guide(explanation: Explanation) -> Fact:
    """Write the closing line; where the page cites sources, it says what their numbers are."""
    cited = explanation.headline.id not in OF_NONE and cited_by(explanation).numbers
    return Fact("", phrase("answer.guide")) if cited else guide()
