"""Reading the answers of a profile: each criterion's level, number or state, with its note."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from casemodel.files.document import ParsedFile
from casemodel.files.limits import NOTE_LENGTH, NUMBER_LENGTH
from casemodel.files.scalars import is_number, sort_of
from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar
from casemodel.knowledge.criteria import NO_SUCH_QUESTION, Criterion, Quantity
from casemodel.profiles import numbers
from casemodel.profiles.asked import AllowedAnswers
from casemodel.profiles.fields import read_keys, read_text
from casemodel.profiles.file_types import NotedAnswer
from casemodel.profiles.values import UNANSWERED_WORDS, Answer

NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_ANSWER = "not asked, refused or not known"


class ReadAnswers(NamedTuple):
    """The answers given in one place, in canonical order, and the quantities as written.

    `number_notes` are the notes beside quantities.
    """

    answers: Mapping[str, Answer]
    quantities: Mapping[str, str]
    number_notes: Mapping[str, str] = NOTHING


def read_answers(
    document: ParsedFile, node: Node, allowed: AllowedAnswers, counted: Mapping[str, str] = NOTHING
) -> ReadAnswers:
    """Read a mapping of answers, noting every problem in the document.

    `counted` are quantities that follow from elsewhere in the file, used where none are given here.
    """
    if not isinstance(node, MappingNode):
        document.add("P305", node, "The answers belong here.", expected=_ANSWERS_EXPECTED)
        return ReadAnswers({}, {})
    answers: dict[str, Answer] = {}
    quantities: dict[str, str] = {}
    notes: dict[str, str] = {}
    for name, entry in node.entries.items():
        if name in allowed.criteria:
            answer = _read_answer(document, entry, allowed.criteria[name], allowed)
            if answer is not None:
                answers[name] = answer
        elif name in allowed.quantities:
            number = read_quantity(document, entry, allowed.quantities[name])
            if number is not None:
                quantities[name] = number
            if note := _note_beside(entry):
                notes[name] = note
        elif name in allowed.elsewhere:
            document.add("P404", entry, allowed.elsewhere[name])
        else:
            words = (*allowed.criteria, *allowed.quantities)
            expected = "a question; casemodel inputs lists them all"
            document.add("P403", entry, NO_SUCH_QUESTION, expected=expected, words=words)
    quantities = {**counted, **quantities}
    _check_parts_of_wholes(document, node, allowed, quantities)
    _work_out(document, node, allowed, answers, quantities)
    in_order = {c: answers[c] for c in allowed.criteria if c in answers}
    numbers_given = {q: quantities[q] for q in allowed.quantities if q in quantities}
    return ReadAnswers(in_order, numbers_given, notes)


_ANSWERS_EXPECTED = "one line for each answer, such as complexity: several"


def _check_parts_of_wholes(
    document: ParsedFile, node: MappingNode, allowed: AllowedAnswers, quantities: Mapping[str, str]
) -> None:
    """Note a number that counts a part of another but is larger than it."""
    from fractions import Fraction

    for criterion in allowed.criteria.values():
        both = criterion.counts in quantities and criterion.per in quantities
        if both and numbers.is_part_of_whole(criterion) and criterion.counts in node.entries:
            part, whole = quantities[criterion.counts], quantities[criterion.per]
            if Fraction(part) > Fraction(whole):
                message = f"{criterion.counts} is part of {criterion.per} and cannot be more."
                at = _answer_node(node.entries[criterion.counts].value)
                document.add("P411", at, message, expected=f"a number from 0 to {whole}")


def _work_out(
    document: ParsedFile,
    node: MappingNode,
    allowed: AllowedAnswers,
    answers: dict[str, Answer],
    quantities: Mapping[str, str],
) -> None:
    """Answer criteria from quantities, and note an answer that the quantities contradict."""
    for criterion in allowed.criteria.values():
        worked_out = numbers.answer_of_quantities(criterion, quantities)
        if worked_out is None:
            continue
        answer = answers.get(criterion.id)
        if answer is None or answer.state != "answered":
            note = answer.note if answer else ""
            answers[criterion.id] = worked_out._replace(note=note)
        elif answer.level != worked_out.level:
            note_other_level(document, criterion, _answer_node(node.entries[criterion.id].value))


def note_other_level(document: ParsedFile, criterion: Criterion, at: Node | MappingEntry) -> None:
    """Note an answer in words that is not the level which follows from the numbers given."""
    names = " and ".join(filter(None, (criterion.counts, criterion.per)))
    message = f"This answer and what follows from {names} are not the same level."
    document.add("P412", at, message, expected=f"one of the two, or {criterion.id} left out")


def _answer_node(node: Node) -> Node:
    """Give the answer itself, if it carries a note."""
    answer = node.value("answer") if isinstance(node, MappingNode) else None
    return answer or node


def _note_beside(entry: MappingEntry) -> str:
    note = entry.value.value("note") if isinstance(entry.value, MappingNode) else None
    return note.text if isinstance(note, Scalar) else ""


class _Bare(NamedTuple):
    """An answer without its note and origin, and the entry of a hint if there is one."""

    node: Scalar
    note: str
    origin: str
    hint: MappingEntry | None


def _read_bare(document: ParsedFile, entry: MappingEntry) -> _Bare | None:
    """Take an answer out of its mapping, if it is in one; None if there is none."""
    node, note, origin = entry.value, "", ""
    hint = None
    if isinstance(node, MappingNode):
        entries = read_keys(document, node, NotedAnswer)
        if "note" in entries:
            note = read_text(document, entries["note"], NOTE_LENGTH)
        for name in ("origin", "from"):  # the earlier name, and today's
            if name in entries:
                origin = read_text(document, entries[name], NOTE_LENGTH)
        hint = entries.get("hint")
        if "answer" not in entries:
            return None
        node = entries["answer"].value
    if not isinstance(node, Scalar):
        message = "Give one answer here, not a list or keys."
        expected = "one word or number, or answer: and note:"
        document.add("P305", node, message, expected=expected)
        return None
    if sort_of(node) == "null":
        message = "There is no answer here."
        document.add("P406", entry, message, expected=f"an answer, or {_NO_ANSWER}")
        return None
    return _Bare(node, note, origin, hint)


def _read_answer(
    document: ParsedFile, entry: MappingEntry, criterion: Criterion, allowed: AllowedAnswers
) -> Answer | None:
    """Read one criterion's answer; None if it is wrong, which is noted."""
    bare = _read_bare(document, entry)
    if bare is None:
        return None
    answer = read_level(document, bare.node, criterion, allowed)
    hint = _read_hint(document, bare.hint, criterion, answer) if bare.hint else ""
    return answer and answer._replace(note=bare.note, origin=bare.origin, hint=hint)


def _read_hint(
    document: ParsedFile, entry: MappingEntry, criterion: Criterion, answer: Answer | None
) -> str:
    """Read the level that records propose; '' if it is wrong, which is noted."""
    node = entry.value
    levels = tuple(level.id for level in criterion.levels)
    if not isinstance(node, Scalar) or node.text not in levels:
        message = "This is not one of the answers to this question."
        expected = "one of: " + ", ".join(levels)
        document.add("P405", node, message, expected=expected, words=levels)
    elif answer is not None and answer.state == "answered":
        message = "A hint stands only where there is no answer."
        document.add("P423", entry, message, expected=f"the hint left out, or answer: {_NO_ANSWER}")
    else:
        return node.text
    return ""


def read_level(
    document: ParsedFile, node: Scalar, criterion: Criterion, allowed: AllowedAnswers
) -> Answer | None:
    """Read a level, a state or a number, as the criterion takes it; None if it is wrong."""
    levels = tuple(level.id for level in criterion.levels)
    if node.text in UNANSWERED_WORDS:
        return Answer(UNANSWERED_WORDS[node.text], "")
    if node.text in levels:
        return Answer("answered", node.text)
    expected = "one of: " + ", ".join(levels)
    if criterion.counts and not numbers.is_part_of_whole(criterion):
        expected = "a number, or " + expected
    if sort_of(node) == "boolean":
        message = "True and false are not answers here. Write yes or no."
        document.add("P407", node, message, expected=expected)
    elif _is_ratio(node.text):
        _refuse_ratio(document, node, criterion, expected)
    elif is_number(node.text):
        return _read_number(document, node, criterion, allowed, expected)
    else:
        message = "This is not one of the answers to this question."
        expected += f"; or {_NO_ANSWER}"
        document.add("P405", node, message, expected=expected, words=(*levels, *UNANSWERED_WORDS))
    return None


def _is_ratio(text: str) -> bool:
    """Say whether the text is two numbers with a colon or a slash, like 1:15."""
    first, mark, second = text.replace("/", ":").partition(":")
    return bool(mark) and is_number(first.strip()) and is_number(second.strip())


def _refuse_ratio(document: ParsedFile, node: Scalar, criterion: Criterion, expected: str) -> None:
    message = "This is a ratio. Give one number."
    if criterion.per and not numbers.is_part_of_whole(criterion):
        expected = "for one to fifteen write 15"
    document.add("P409", node, message, expected=expected)


def _read_number(
    document: ParsedFile, node: Scalar, criterion: Criterion, allowed: AllowedAnswers, expected: str
) -> Answer | None:
    """Read a number given for the criterion itself; None if it is wrong, which is noted."""
    if not criterion.counts:
        document.add("P408", node, "This question needs a word, not a number.", expected=expected)
        return None
    if numbers.is_part_of_whole(criterion):
        message = "One number does not tell which part of the whole it is."
        if criterion.counts in allowed.quantities:
            expected = f"both {criterion.counts} and {criterion.per}, or {expected}"
        document.add("P408", node, message, expected=expected)
        return None
    if allowed.in_words:
        message = "A segment answers this in words. Numbers belong to the organization as a whole."
        levels = ", ".join(level.id for level in criterion.levels)
        document.add("P408", node, message, expected=f"one of: {levels}")
        return None
    least, most = numbers.bounds(criterion, allowed.known)
    if in_range(document, node, least, most):
        return numbers.answer_of_number(criterion, node.text)
    return None


def read_quantity(document: ParsedFile, entry: MappingEntry, quantity: Quantity) -> str | None:
    """Read a quantity as written; None if it is not known, or is wrong, which is noted."""
    bare = _read_bare(document, entry)
    if bare is not None and bare.hint is not None:
        document.add("P423", bare.hint, "A number takes no hint.", expected="the hint left out")
    if bare is None or bare.node.text in UNANSWERED_WORDS:
        return None
    node = bare.node
    if not is_number(node.text):
        message = "Give a number here, in digits and without signs or separators."
        expected = f"a number such as 1000 or 12.5, or {_NO_ANSWER}"
        document.add("P410", node, message, expected=expected)
        return None
    return node.text if in_range(document, node, quantity.least, quantity.most) else None


def in_range(document: ParsedFile, node: Scalar, least: int, most: int) -> bool:
    """Say whether a number is within the bounds; if not, that is noted."""
    from fractions import Fraction

    if len(node.text) <= NUMBER_LENGTH and least <= Fraction(node.text) <= most:
        return True
    message = "This number is out of range."
    document.add("P411", node, message, expected=f"a number from {least} to {most}")
    return False
