"""A profile to fill in: every question with its answers in comments, and nothing asked yet."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Criterion, Kind, Level, Rules
from casemodel.pages.words import counted, sentence
from casemodel.render.safe import harmless

_WIDTH = 88
_WHOSE: dict[Kind, str] = {"client": "A client", "organization": "An organization"}
_ABOUT: dict[Kind, tuple[str, ...]] = {
    "client": (
        "# id: c-201  # an id of your own; a name is not needed",
        "# date: 2026-11-22  # of these answers",
    ),
    "organization": (
        "# name: The name of your organization",
        "# date: 2026-11-22  # of these answers",
        "# current_model: brokerage  # what you run now; casemodel models lists the models",
    ),
}
_AGENCY = (
    "",
    "# The agency, if you wish: what it has and wants. The questions are those that",
    "# casemodel new organization --full lists under Capacity and Goal.",
    "# agency:",
    "#   answers:",
    "#     case_managers: 4",
    "#     clients: 120",
)


def template(rules: Rules, kind: Kind, *, full: bool) -> str:
    """A valid profile in which nothing is asked yet, as text.

    The questions are those of the rules' short form, or all of them where `full` is true or there
    is no short form.
    """
    every = rules.criteria_for(kind)
    form = None if full else rules.short_forms.get(kind)
    if form is None:
        asked: Sequence[Criterion] = every
        said = f"All {len(every)} questions."
    else:
        asked = tuple(rules.criteria[criterion] for criterion in form.ask)
        number = counted(len(asked), "question")
        said = (
            f"Short form: {number} of {len(every)}; casemodel new {kind} --full has all. "
            f"Why these: {form.reason}"
        )
    lines = [
        *_comment(f"{_WHOSE[kind]}'s profile. {said}", ""),
        "#",
        *_comment(_HOW.format(kind=kind), ""),
        "schema: 1",
        f"kind: {kind}",
        *_ABOUT[kind],
        "",
        "answers:",
        *_answers(rules, kind, asked, full=form is None),
        *(_AGENCY if kind == "client" and form is None else ()),
    ]
    return "".join(f"{line}\n" for line in lines)


_HOW = (
    "Behind each key write one of the answers listed above it, or leave one of these: not asked, "
    "refused, not known. A note may stand beside an answer: {{answer: yes, note: as told by the "
    "nurse}}. To be asked one by one: casemodel interview {kind} FILE."
)


def beginning(kind: Kind) -> str:
    """A valid profile without any question, for an interview to fill in."""
    said = (
        f"Kept by casemodel interview {kind}. Answers can be changed here, or by taking the "
        "interview up again."
    )
    lines = [*_comment(said, ""), "schema: 1", f"kind: {kind}", *_ABOUT[kind], "answers: {}"]
    return "".join(f"{line}\n" for line in lines)


def _comment(text: str, indent: str, hang: str = "") -> list[str]:
    """A text as lines of comment, none of which can end it."""
    first = f"{indent}# "
    return textwrap.wrap(
        harmless(" ".join(text.split())),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first + hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _answers(rules: Rules, kind: Kind, asked: Iterable[Criterion], *, full: bool) -> Iterator[str]:
    if full and kind == "organization":
        yield from _heading("Numbers")
        for quantity in rules.quantities.values():
            unit = f"A number of {quantity.unit}, {quantity.least} to {quantity.most}."
            yield from _comment(quantity.question, "  ")
            yield from _comment(unit, "  ")
            yield f"  {quantity.id}: not asked"
            yield ""
    group = ""
    for number, criterion in enumerate(asked):
        if full and criterion.group != group:
            group = criterion.group
            yield from _heading(rules.group_names.get(criterion.group, group))
        elif number and not full:
            yield ""
        yield from _question(rules, kind, criterion)
        if full:
            yield ""


def _heading(text: str) -> tuple[str, ...]:
    line = f"  # ---- {harmless(text)} "
    return line + "-" * (_WIDTH - len(line)), ""


def _question(rules: Rules, kind: Kind, criterion: Criterion) -> Iterator[str]:
    yield from _comment(criterion.question.said_to(kind), "  ")
    width = max(len(level.id) for level in criterion.levels)
    for level in criterion.levels:
        text = f"{level.id:{width}}  {_meaning(criterion, level, kind)}".rstrip()
        yield from _comment_kept(text, width + 4)
    yield from _comment(_by_number(rules, criterion), "  ") if criterion.counts else ()
    yield from _comment(f"Help: {sentence(criterion.help)}", "  ")
    yield f"  {criterion.id}: not asked"


def _comment_kept(text: str, hang: int) -> list[str]:
    """An answer as a comment, its id in a column of its own."""
    return textwrap.wrap(
        harmless(text),
        _WIDTH,
        initial_indent="  #   ",
        subsequent_indent="  #   " + " " * (hang - 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _meaning(criterion: Criterion, level: Level, kind: Kind) -> str:
    name = level.name.said_to(kind)
    edges = level.band if criterion.counts and not _is_part(criterion) else ""
    meant = "" if name == level.id else name
    return f"{meant} ({edges})" if edges and edges != meant else meant


def _by_number(rules: Rules, criterion: Criterion) -> str:
    """How the question is answered by a number: by one of its own, or by two whose ratio counts."""
    names = [name for name in (criterion.counts, criterion.per) if name]
    units = [rules.quantities[name].unit for name in names]
    if _is_part(criterion):
        return f"Or leave it, and give these two numbers: {joined(names)}."
    if criterion.per:
        return (
            f"Or a number: {units[0]} divided by {units[1]}; or leave it, and give {joined(names)}."
        )
    return f"Or a number of {units[0]}; or leave it, and give {names[0]}."


def _is_part(criterion: Criterion) -> bool:
    from casemodel.profiles.numbers import is_part_of_whole

    return is_part_of_whole(criterion)
