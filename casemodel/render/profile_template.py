"""A profile to fill in: every question with its answers in comments, and nothing asked yet."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.criteria import Criterion, Kind, Level
from casemodel.knowledge.fields import keys_of
from casemodel.knowledge.values import Rules
from casemodel.pages.words import counted, sentence
from casemodel.profiles.file_types import CostsPart
from casemodel.profiles.numbers import is_part_of_whole
from casemodel.render.safe import harmless
from casemodel.texts.messages import phrase

_WIDTH = 88
_WHOSE: dict[Kind, str] = {"client": "template.client", "organization": "template.organization"}
_NOTE = "{answer: yes, note: as told by the nurse}"
_DATE = ("date: 2026-11-22", "template.date")
_ABOUT: dict[Kind, tuple[tuple[str, str], ...]] = {
    "client": (("id: c-201", "template.id"), _DATE),
    "organization": (_DATE, ("current_model: brokerage", "template.current")),
}
"""Lines that a person may fill in, each with the id of the text that explains it."""

_AGENCY = ("agency:", "  answers:", "    case_managers: 4", "    clients: 120")


def template(rules: Rules, kind: Kind, *, full: bool) -> str:
    """Write a valid profile in which nothing is asked yet.

    The questions are those of the rules' short form, or all of them if `full` is true or there is
    no short form.
    """
    every = rules.criteria_for(kind)
    form = None if full else rules.short_forms.get(kind)
    if form is None:
        criteria: Sequence[Criterion] = every
        introduction = phrase("template.all", count=len(every))
    else:
        criteria = tuple(rules.criteria[criterion] for criterion in form.ask)
        number = counted(len(criteria), "question")
        introduction = phrase(
            "template.short", questions=number, all=len(every), kind=kind, reason=form.reason
        )
    lines = [
        *_comment(phrase("template.title", whose=phrase(_WHOSE[kind]), questions=introduction), ""),
        "#",
        *_comment(phrase("template.how", example=_NOTE, kind=kind), ""),
        "schema: 1",
        f"kind: {kind}",
        *_about(kind),
        "",
        "answers:",
        *_answers(rules, kind, criteria, full=form is None),
        *(_costs() if kind == "organization" and form is None else ()),
        *(_agency() if kind == "client" and form is None else ()),
    ]
    return "".join(f"{line}\n" for line in lines)


def _about(kind: Kind) -> tuple[str, ...]:
    """Write lines of comment that become keys of the profile when they are filled in."""
    lines = tuple(map(_filled_in, _ABOUT[kind]))
    return lines if kind == "client" else (f"# name: {phrase('template.name')}", *lines)


def _filled_in(line_and_text: tuple[str, str]) -> str:
    line, text_id = line_and_text
    return f"# {line}  # {phrase(text_id)}"


def _agency() -> tuple[str, ...]:
    """Write lines of comment that become a client's agency when they are filled in."""
    return ("", *_comment(phrase("template.agency"), ""), *(f"# {line}" for line in _AGENCY))


def _costs() -> tuple[str, ...]:
    """Write lines of comment that become an organization's costs; no figure is suggested."""
    keys = (f"#   {key}: not known" for key in keys_of(CostsPart))
    return ("", *_comment(phrase("template.costs"), ""), "# costs:", *keys)


def beginning(kind: Kind) -> str:
    """Write a valid profile without any question, for an interview to fill in."""
    introduction = phrase("template.kept", kind=kind)
    about = _about(kind)
    if kind == "organization":
        about = (_filled_in(_DATE),)  # the interview asks for the rest
    lines = [*_comment(introduction, ""), "schema: 1", f"kind: {kind}", *about, "answers: {}"]
    return "".join(f"{line}\n" for line in lines)


def _comment(text: str, indent: str) -> list[str]:
    """Write a text as lines of comment, none of which can end it."""
    first = f"{indent}# "
    return textwrap.wrap(
        harmless(" ".join(text.split())),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _answers(
    rules: Rules, kind: Kind, criteria: Iterable[Criterion], *, full: bool
) -> Iterator[str]:
    if full and kind == "organization":
        yield from _heading(phrase("template.numbers"))
        for quantity in rules.quantities.values():
            unit = phrase(
                "interview.number_of", unit=quantity.unit, least=quantity.least, most=quantity.most
            )
            yield from _comment(quantity.question, "  ")
            yield from _comment(unit, "  ")
            yield f"  {quantity.id}: not asked"
            yield ""
    group = ""
    for number, criterion in enumerate(criteria):
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
    yield from _comment(phrase("template.help", help=sentence(criterion.help)), "  ")
    yield f"  {criterion.id}: not asked"


def _comment_kept(text: str, hang: int) -> list[str]:
    """Write an answer as a comment, its id in a column of its own."""
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
    edges = level.band if criterion.counts and not is_part_of_whole(criterion) else ""
    meaning = "" if name == level.id else name
    return f"{meaning} ({edges})" if edges and edges != meaning else meaning


def _by_number(rules: Rules, criterion: Criterion) -> str:
    """Say how the question takes a number: one of its own, or two whose ratio counts."""
    names = [name for name in (criterion.counts, criterion.per) if name]
    units = [rules.quantities[name].unit for name in names]
    if is_part_of_whole(criterion):
        return phrase("template.two_numbers", names=joined(names))
    if criterion.per:
        return phrase("template.ratio", first=units[0], second=units[1], names=joined(names))
    return phrase("template.number", unit=units[0], name=names[0])
