"""Proposing a map of columns for a sheet: what is sure as it is, what is not as a comment.

The proposal is a valid map at once. It shows names of columns, and of columns that may answer a
question the short codes that recur; no other value of a client, and none of a column of ids.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import accumulate
from typing import Literal, NamedTuple

from casemodel.files.limits import COLUMN_NAME_LENGTH, HEADER_ROWS, MAP_BYTES, NEAREST_LENGTH
from casemodel.files.problems import shortened
from casemodel.files.yaml_text import one_line, quoted
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import UNANSWERED_WORDS
from casemodel.tables.cells import fold, reader_of
from casemodel.tables.column_map import NO_MAP
from casemodel.tables.layout import ID_NAMES, count_named, name_folded, names_of
from casemodel.tables.sample import SampledColumn, look_at
from casemodel.tables.sheet import Sheet, first_rows

_NEAR = 0.7
_WORDS_WITHIN = 0.8
_SLIP = 0.9  # nearer than "unstable" is to "stable"
_ID_WORDS = frozenset({"id", "number", "no", "nr", "code", "ref", "reference", "#"})
_PERSON_WORDS = frozenset(
    {"patient", "client", "person", "member", "participant", "consumer", "resident", "enrollee"}
)
# What these codes mean in the data standards of homeless services (HMIS) and many that follow them.
_USUAL_CODES = {"8": "not known", "9": "refused", "99": "not asked"}
_HEAD = """\
# Proposed from {file}. Check every line, then: casemodel caseload FILE --map THIS_FILE
# What is sure is written out. What is not begins with "# ": take that away where it is right.
# Lines with ## are remarks.
# Values are shown only of columns that may answer a question, and only codes that are short, few
# and in two rows or more.
schema: 1
"""


class _Usual(NamedTuple):
    """A column of a data standard: its criterion, the meaning of its codes, and a remark."""

    criterion: str
    values: Mapping[str, str]
    remark: str


_USUAL_COLUMNS: Mapping[str, _Usual] = {
    # HMIS data standards, element 4.11: whether a survivor of domestic violence is fleeing now.
    "currentlyfleeing": _Usual(
        "danger_from_others",
        {"1": "yes", "0": "not asked", "8": "not known", "9": "refused", "99": "not asked"},
        "1 is yes. 0 does not say that there is no danger, so no code stands for no.",
    ),
}
"""Columns that many systems share, by the folded name without blanks."""


class _Guess(NamedTuple):
    """The criterion that a column may answer, and how near its name is, from 0 to 1."""

    criterion: str
    nearness: float


class ProposedColumn(NamedTuple):
    """A column of a sheet, and what it may be: the client's id, or the answer to a question.

    `criterion` is '' where no question is near. `sure` says that nothing else is meant.
    """

    column: SampledColumn
    criterion: str
    is_id: bool
    sure: bool


def propose(sheet: Sheet, rules: Rules) -> tuple[ProposedColumn, ...]:
    """Propose what each column of a sheet is, for a person to confirm.

    Raises ProblemsFound if no row of names can be found.
    """
    columns, guesses = _looked_at(sheet, rules)
    usual = _usual(columns, rules, guesses)
    counts = Counter(guess.criterion for guess in guesses.values() if guess.nearness == 1)
    proposals = []
    for place, column in enumerate(columns):
        guess = guesses.get(place)
        criterion = guess.criterion if guess else usual[place].criterion if place in usual else ""
        is_id = not criterion and _names_persons(column) and not _doubt_of(column)
        sure = (
            is_id
            or place in usual
            or bool(guess and guess.nearness == 1 and counts[criterion] == 1)
        )
        proposals.append(ProposedColumn(column, criterion, is_id, sure))
    return tuple(proposals)


def _looked_at(sheet: Sheet, rules: Rules) -> tuple[tuple[SampledColumn, ...], dict[int, _Guess]]:
    """Look at the columns of a sheet, and guess what they answer."""
    known = names_of(rules)
    first = first_rows(sheet.rows, HEADER_ROWS)
    counts = [count_named(cells, known, NO_MAP) for cells in first]
    known_row = counts.index(max(counts)) if max(counts, default=0) > 1 else None
    columns = look_at(sheet, known_row, first)
    return columns, _guesses(columns, known)


class _Block(NamedTuple):
    """One column in a proposal: its part and its lines; `sure` says that it is no comment."""

    part: Literal["id", "columns", "ignore"]
    text: str
    sure: bool = False


def suggest(sheet: Sheet, rules: Rules) -> str:
    """Write the proposal, as YAML that is no larger than a map may be.

    Raises ProblemsFound if no row of names can be found.
    """
    sampled, guesses = _looked_at(sheet, rules)
    head = _HEAD.format(file=one_line(sheet.file))
    blocks = tuple(_blocks(rules, sampled, guesses))
    fitting = _fitting(blocks, MAP_BYTES - _ROOM_FOR_REMARKS - len(head.encode()))
    ids, columns, ignored = (
        [block.text for block in fitting if block.part == part]
        for part in ("id", "columns", "ignore")
    )
    lines = [head, *ids, "columns:\n", *columns]
    if not any(block.sure for block in fitting if block.part == "columns"):
        lines.append(_NOTHING_SURE)
    if ignored:
        names = ", ".join(ignored)
        lines.append(f"## No question is near these columns:\n# ignore: [{names}]\n")
    if len(fitting) < len(blocks):
        lines.append(_LEFT_OUT.format(columns=len(blocks) - len(fitting)))
    return "".join(lines)


def _blocks(
    rules: Rules, columns: Sequence[SampledColumn], guesses: Mapping[int, _Guess]
) -> Iterator[_Block]:
    """Yield what there is to say of each column, in the order of a map."""
    usual = _usual(columns, rules, guesses)
    yield from _id_blocks(columns, guesses)
    for criterion in rules.criteria_for("client"):
        yield from _criterion_blocks(criterion, columns, guesses)
        yield from _usual_blocks(criterion, columns, usual)
    unmatched = (
        column
        for place, column in enumerate(columns)
        if place not in guesses and place not in usual and not _is_id(column)
    )
    yield from (_Block("ignore", name) for name in dict.fromkeys(map(_name_in_map, unmatched)))


def _fitting(blocks: Sequence[_Block], room: int) -> tuple[_Block, ...]:
    """Keep as many blocks as there is room for, in bytes: the sure ones first, then short ones."""
    sizes = [len(block.text.encode()) + len(", ") for block in blocks]
    first = sorted(range(len(blocks)), key=lambda at: (not blocks[at].sure, sizes[at]))
    ends = accumulate(sizes[at] for at in first)
    places = {at for at, end in zip(first, ends, strict=True) if end <= room}
    return tuple(block for at, block in enumerate(blocks) if at in places)


_ROOM_FOR_REMARKS = 1024
_LEFT_OUT = """\
## Left out: {columns} columns. A map is at most 256 kB, and their names or codes are too long.
"""
_NOTHING_SURE = "  ## Nothing is sure. Before you use this map, write out one column at least.\n"


def _usual(
    columns: Sequence[SampledColumn], rules: Rules, guesses: Mapping[int, _Guess]
) -> dict[int, _Usual]:
    """Find the columns of data standards, if no other column surely answers their questions."""
    sure = {guess.criterion for guess in guesses.values() if guess.nearness == 1}
    usual_columns: dict[int, _Usual] = {}
    for place, column in enumerate(columns):
        usual = _USUAL_COLUMNS.get(name_folded(column.name).replace(" ", ""))
        if usual and usual.criterion in rules.criteria and usual.criterion not in sure:
            usual_columns[place] = usual
            sure.add(usual.criterion)
    return usual_columns


def _usual_blocks(
    criterion: Criterion, columns: Sequence[SampledColumn], usual: Mapping[int, _Usual]
) -> Iterator[_Block]:
    for place, column in usual.items():
        if column.criterion == criterion.id:
            values = ", ".join(f'"{code}": {quoted(word)}' for code, word in column.values.items())
            name = f"  {criterion.id}:\n    column: {_name_in_map(columns[place])}\n"
            codes = f"    ## {column.remark}\n    values: {{{values}}}\n"
            yield _Block("columns", name + codes, sure=True)


def _name_in_map(column: SampledColumn) -> str:
    """Write the name of a column for a map; one that is too long is cut."""
    return quoted(shortened(column.name, COLUMN_NAME_LENGTH))


def _guesses(columns: Sequence[SampledColumn], known: Mapping[str, str]) -> dict[int, _Guess]:
    """Guess, for each column that may answer a question, which one, and how near it is."""
    guesses = {}
    for place, column in enumerate(columns):
        name = name_folded(column.name)
        if name in known:
            guesses[place] = _Guess(known[name], 1)
        elif not _is_id(column) and len(name) <= NEAREST_LENGTH:
            nearness, criterion = max(
                (_nearness(name, known_name), c) for known_name, c in known.items()
            )
            if nearness >= _NEAR:
                guesses[place] = _Guess(criterion, nearness)
    return guesses


def _nearness(name: str, known: str) -> float:
    """Measure how near two names are, from 0 to 1, by their letters and their words."""
    words, known_words = set(name.split()), set(known.split())
    within = (
        _WORDS_WITHIN
        if words and known_words and (words <= known_words or known_words <= words)
        else 0
    )
    matcher = SequenceMatcher(None, name, known, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return within
    return max(within, matcher.ratio() * 0.99)


def _is_id(column: SampledColumn) -> bool:
    """Say whether a column may hold the ids of clients."""
    name = name_folded(column.name)
    words = set(name.split()) | {name[-2:] if column.name.strip().endswith(("ID", "Id")) else ""}
    return name in ID_NAMES or bool(words & (_ID_WORDS | _PERSON_WORDS))


def _id_blocks(sampled: Sequence[SampledColumn], guesses: Mapping[int, _Guess]) -> Iterator[_Block]:
    columns = [
        column for place, column in enumerate(sampled) if place not in guesses and _is_id(column)
    ]
    persons = [column for column in columns if _names_persons(column)]
    if len(persons) == 1 and not _doubt_of(persons[0]):
        yield _Block("id", f"id: {_name_in_map(persons[0])}\n", sure=True)
        return
    for column in columns:
        doubt = _doubt_of(column)
        repeats = "" if column.distinct or doubt else "some of its values come more than once"
        why = "; ".join(filter(None, (doubt, repeats)))
        unsure = f"## Unsure: may name the client{why and '; '}{why}\n"
        yield _Block("id", f"{unsure}# id: {_name_in_map(column)}\n")


def _names_persons(column: SampledColumn) -> bool:
    """Say whether a column has a usual name for the ids of clients."""
    name = name_folded(column.name)
    return name in ID_NAMES or bool(set(name.split()) & _PERSON_WORDS) or name == "personalid"


def _doubt_of(column: SampledColumn) -> str:
    """Say why a column may not hold the ids of clients; empty if nothing suggests that."""
    if column.known_elsewhere:
        return "it holds Social Security or phone numbers, which are not taken"
    if column.names:
        return "its values look like names of people"
    return "its values may only number the rows" if column.numbers else ""


def _criterion_blocks(
    criterion: Criterion, columns: Sequence[SampledColumn], guesses: Mapping[int, _Guess]
) -> Iterator[_Block]:
    """Yield the columns that may answer a criterion, the nearest first; only one may be sure."""
    candidates = [
        (columns[place], guess)
        for place, guess in guesses.items()
        if guess.criterion == criterion.id
    ]
    candidates.sort(key=lambda pair: -pair[1].nearness)
    sure = sum(guess.nearness == 1 for _, guess in candidates) == 1
    for column, guess in candidates:
        is_sure = sure and guess.nearness == 1
        mark = "  " if is_sure else "  # "
        unsure = "" if is_sure else f"  ## Unsure: {criterion.question.client}\n"
        name = f"{mark}{criterion.id}:\n{mark}  column: {_name_in_map(column)}\n"
        lines = (unsure, name, *_value_lines(criterion, column))
        yield _Block("columns", "".join(lines), is_sure)


def _value_lines(criterion: Criterion, column: SampledColumn) -> Iterator[str]:
    """Yield the possible meanings of a column's codes, without those that need no translation."""
    if column.codes is None:
        yield "  ## Its values are too many to be answers, or too few of them recur.\n"
        return
    read = reader_of(criterion)
    unread = [code for code in column.codes if read(code) is None]
    if unread:
        yield "  #   values:\n"
    for code in unread:
        yield f"  #     {quoted(code)}: {_meaning(criterion, code)}\n"
    rare = sum(read(text) is None for text in column.hidden)
    if rare:
        yield f"  ## Not shown, being rare or long: {rare}\n"


def _meaning(criterion: Criterion, code: str) -> str:
    """Give the answer that a code may mean, or all answers there are."""
    levels = [level.id for level in criterion.levels]
    if code in _USUAL_CODES:
        return f"{_USUAL_CODES[code]}  # in many systems; check your list of codes"
    by_words = {fold(level.name.client): level.id for level in criterion.levels}
    words = [*map(fold, levels), *by_words, *UNANSWERED_WORDS]
    near = get_close_matches(fold(code), words, n=1, cutoff=_SLIP)
    if near:
        nearest = by_words.get(near[0], near[0])
        return f"{quoted(nearest)}  # the nearest; there are {', '.join(levels)}"
    return f"?  # one of {', '.join(levels)}; not asked, refused, not known"
