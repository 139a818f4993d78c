"""Reading an organization's segments: names, shares that add up, answers of their own."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Literal, NamedTuple

from casemodel.files.document import ParsedFile
from casemodel.files.limits import NOTE_LENGTH, NUMBER_LENGTH, SEGMENT_NAME_LENGTH, SEGMENTS
from casemodel.files.scalars import is_number, sort_of
from casemodel.files.tree import WHOLE_FILE, MappingEntry, MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.values import Rules
from casemodel.profiles.answers import in_range, read_answers
from casemodel.profiles.asked import CLIENTS, AllowedAnswers, asked_of_segment
from casemodel.profiles.fields import read_keys, read_text
from casemodel.profiles.file_types import SegmentPart
from casemodel.profiles.values import Answer, Segment

_SHARE_EXPECTED = "share: 70%, share: not known, or clients: 210"
NOT_KNOWN = "not known"
_PARTS = re.compile(r"[1-9][0-9]*/[1-9][0-9]*", re.ASCII)
_MOST_CLIENTS = 1_000_000_000
_HUNDRED = 100
_CLIENTS = " clients"


class Segments(NamedTuple):
    """The segments of a file, as far as they are right.

    `clients` is the sum of their numbers of clients; 0 if they have shares. `at` is the place of
    the first.
    """

    segments: tuple[Segment, ...]
    clients: int
    at: Node

    def check_against(self, document: ParsedFile, quantities: Mapping[str, str]) -> None:
        """Note it if the segments' numbers of clients do not add up to the number that is given."""
        if self.clients and CLIENTS in quantities:
            clients = Fraction(quantities[CLIENTS])
            _check_sum(document, self.at, Fraction(self.clients), clients, _CLIENTS)


NO_SEGMENTS = Segments((), 0, MappingNode({}, *WHOLE_FILE))


class _Share(NamedTuple):
    """A share as written: percent, a bare number (percent or a fraction) or a number of clients.

    `amount` is 0 for a share that is not known.
    """

    node: Scalar
    amount: Fraction
    way: Literal["percent", "bare", "clients", "open"]


class _Read(NamedTuple):
    """One segment; `name` and `share` are None if they are wrong."""

    name: Scalar | None
    share: _Share | None
    answers: Mapping[str, Answer]


def read_segments(document: ParsedFile, node: Node, rules: Rules) -> Segments:
    """Read a list of segments, noting every problem in the document."""
    if not isinstance(node, SequenceNode):
        expected = "for each segment - name:, share: and answers:"
        document.add("P305", node, "Give a list of segments here.", expected=expected)
        return NO_SEGMENTS
    least, most = SEGMENTS
    many = len(node.items)
    if not least <= many <= most:
        message = "There are too few or too many segments."
        expected = f"{least} to {most}, which together are everyone"
        document.add("P415", node, message, found=str(many), expected=expected)
    allowed = asked_of_segment(rules)
    segments = [_read_segment(document, item, allowed) for item in node.items]
    _note_one_name(document, [r.name for r in segments if r.name])
    shares = [r.share for r in segments if r.share]
    # The shares of more than there may be could have a sum of any length.
    if not max(many, least) <= len(shares) <= most or not _one_way(document, shares):
        return NO_SEGMENTS
    return _with_parts(document, node.items[0], segments, shares, allowed)


def _with_parts(
    document: ParsedFile,
    first: Node,
    read: Sequence[_Read],
    shares: Sequence[_Share],
    allowed: AllowedAnswers,
) -> Segments:
    """Work out the segments' shares; if they do not add up, that is noted."""
    amounts = [share.amount for share in shares]
    unknown = [share for share in shares if share.way == "open"]
    way = next((share.way for share in shares if share.way != "open"), "percent")
    clients, unit, whole = 0, "", Fraction(1)
    if way == "clients":
        clients = int(sum(amounts))
        _check_most(document, first, clients, allowed)
        unit = _CLIENTS
    elif way == "percent" or max(amounts) > 1:
        unit, whole = "%", Fraction(_HUNDRED)
    if unknown:
        amounts = _split_evenly(document, shares, whole, unit)
    elif way != "clients":
        _check_sum(document, first, sum(amounts, Fraction(0)), whole, unit)
    segments = (
        Segment(
            r.name.text if r.name else "",
            part,
            _as_shown(share, unit),
            r.answers,
            share_known=share.way != "open" or len(unknown) == 1,
        )
        for r, share, part in zip(read, shares, whole_parts(amounts), strict=True)
    )
    return Segments(tuple(segments), clients, first)


def _split_evenly(
    document: ParsedFile, shares: Sequence[_Share], whole: Fraction, unit: str
) -> list[Fraction]:
    """Split what the known shares leave evenly among those that are not known."""
    unknown = [share for share in shares if share.way == "open"]
    left = whole - sum((share.amount for share in shares), Fraction(0))
    if left <= 0 or unit == _CLIENTS:
        message = "The other segments leave nothing for the shares that are not known."
        if unit == _CLIENTS:
            message = "A share that is not known needs the others as a part of everyone."
        document.add("P417", unknown[0].node, message, expected=_SHARE_EXPECTED)
        left = whole
    share_of_unknown = left / len(unknown)
    return [share_of_unknown if share.way == "open" else share.amount for share in shares]


def _as_shown(share: _Share, unit: str) -> str:
    """Write the share as in the file, with its unit."""
    if share.way in {"percent", "open"}:
        return share.node.text
    return "1 client" if share.amount == 1 and unit == _CLIENTS else share.node.text + unit


def _read_segment(document: ParsedFile, node: Node, allowed: AllowedAnswers) -> _Read:
    if not isinstance(node, MappingNode):
        message = "A segment is made of keys and values."
        document.add("P305", node, message, expected="name:, share: and answers:")
        return _Read(None, None, {})
    entries = read_keys(document, node, SegmentPart)
    if "note" in entries:
        read_text(document, entries["note"], NOTE_LENGTH)
    answers: Mapping[str, Answer] = {}
    if "answers" in entries:
        answers = read_answers(document, entries["answers"].value, allowed).answers
    name = entries.get("name")
    is_named = name is not None and read_text(document, name, SEGMENT_NAME_LENGTH)
    return _Read(
        name.value if name and is_named and isinstance(name.value, Scalar) else None,
        _read_share(document, node, entries, allowed),
        answers,
    )


def same_name(name: str) -> str:
    """Fold a name for comparison: case and spaces do not matter."""
    return " ".join(name.split()).casefold()


def _note_one_name(document: ParsedFile, names: Sequence[Scalar]) -> None:
    lines: dict[str, int] = {}
    for name in names:
        key = same_name(name.text)
        if key in lines:
            message = f"A segment at line {lines[key]} has this name already."
            document.add("P416", name, message, expected="a name of its own")
        lines.setdefault(key, name.line)


def _read_share(
    document: ParsedFile,
    node: MappingNode,
    entries: Mapping[str, MappingEntry],
    allowed: AllowedAnswers,
) -> _Share | None:
    """Read the share, or the number of clients, of one segment."""
    if "share" in entries and "clients" in entries:
        message = "A segment has a share or a head count, not both."
        document.add("P418", entries["clients"], message, expected=_SHARE_EXPECTED)
    elif "clients" in entries:
        return _head_count(document, entries["clients"], allowed)
    elif "share" in entries:
        return _part_of_all(document, entries["share"])
    else:
        document.add("P302", node, "The share is missing.", expected=_SHARE_EXPECTED)
    return None


def _head_count(
    document: ParsedFile, entry: MappingEntry, allowed: AllowedAnswers
) -> _Share | None:
    node = entry.value
    if not isinstance(node, Scalar) or not is_number(node.text) or "." in node.text:
        message = "Give a whole number of clients here."
        document.add("P410", node, message, expected="digits alone, such as 210")
        return None
    if in_range(document, node, 1, _most_clients(allowed)):
        return _Share(node, Fraction(node.text), "clients")
    return None


def _most_clients(allowed: AllowedAnswers) -> int:
    quantity = allowed.known.get(CLIENTS)
    return quantity.most if quantity else _MOST_CLIENTS


def _part_of_all(document: ParsedFile, entry: MappingEntry) -> _Share | None:
    """Read a share in percent, or as a bare number or fraction."""
    node = entry.value
    expected = "a part of everyone above 0, such as 70% or 0.7"
    if not isinstance(node, Scalar) or sort_of(node) == "null":
        document.add("P419", entry, "There is no share here.", expected=expected)
        return None
    if node.text == NOT_KNOWN:
        return _Share(node, Fraction(0), "open")
    number = node.text.removesuffix("%").rstrip(" ")
    percent = node.text.endswith("%")
    if not is_number(number) and (percent or not _PARTS.fullmatch(number)):
        message = "This is not a share."
        document.add("P419", node, message, expected=expected)
    elif len(number) > NUMBER_LENGTH or not 0 < Fraction(number) <= _HUNDRED:
        document.add("P411", node, "This share is out of range.", expected=expected)
    else:
        return _Share(node, Fraction(number), "percent" if percent else "bare")
    return None


def _one_way(document: ParsedFile, shares: Sequence[_Share]) -> bool:
    """Say whether all shares are written in one way; if not, that is noted."""
    known = [share for share in shares if share.way != "open"]
    different = [share for share in known if share.way != known[0].way]
    for share in different:
        message = "The first segment's share is written in another way."
        expected = "all with %, all without, or clients: for all"
        document.add("P418", share.node, message, expected=expected)
    return not different


def _check_most(document: ParsedFile, first: Node, clients: int, allowed: AllowedAnswers) -> None:
    most = _most_clients(allowed)
    if clients > most:
        message = "The head counts of the segments add up to too many."
        document.add("P411", first, message, found=str(clients), expected=f"at most {most}")


def _check_sum(
    document: ParsedFile, first: Node, total: Fraction, expected_total: Fraction, unit: str
) -> None:
    if total == expected_total:
        return
    gap = decimal_or_fraction(abs(expected_total - total))
    if unit == _CLIENTS:
        message = "The head counts of the segments do not add up to clients."
        gap += " missing" if total < expected_total else " too many"
    else:
        message = "The shares of the segments do not add up."
        gap += f"{unit} is missing" if total < expected_total else f"{unit} is too much"
    expected = f"{decimal_or_fraction(expected_total)}{unit} in all; {gap}"
    document.add(
        "P417", first, message, found=f"{decimal_or_fraction(total)}{unit}", expected=expected
    )


def decimal_or_fraction(number: Fraction) -> str:
    """Write a number as a decimal if it is one, else as a fraction."""
    from decimal import Decimal

    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return str(number)
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def whole_parts(amounts: Sequence[Fraction]) -> tuple[int, ...]:
    """Give the smallest whole numbers in the same proportion."""
    unit = lcm(*(amount.denominator for amount in amounts))
    whole = [int(amount * unit) for amount in amounts]
    return tuple(part // gcd(*whole) for part in whole)
