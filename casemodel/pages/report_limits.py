"""The limits that a report states: what the tool is and is not, and that a person decides."""

from collections.abc import Iterator

from casemodel.pages.document import Block, Bullets, Heading, Item, Paragraph, Ruled
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_IS_NOT = (
    "limits.no_test",
    "limits.points",
    "limits.no_promise",
    "limits.only_answers",
    "limits.average",
    "limits.never_asked",
    "limits.vendors",
)


def what_it_is(models: int, hybrids: int, level: int = 2) -> Iterator[Block]:
    """Say what was compared, how, and what the answer must not be taken for."""
    yield Heading(level, phrase("limits.heading"))
    yield Paragraph(
        phrase("limits.how", models=counted(models, "model"), hybrids=counted(hybrids, "hybrid"))
    )
    yield Bullets(phrase("label.limit"), tuple(Item("", "", phrase(limit)) for limit in _IS_NOT))


def room_to_write(heading: str, label: str, lines: int) -> Iterator[Block]:
    """Leave so many lines to write on, if any, below a heading and a label."""
    if lines > 0:
        yield Heading(3, heading)
        yield Ruled(label, lines)


def decision() -> Iterator[Block]:
    """Leave room to write down and sign the decision; another choice is a normal one."""
    yield Heading(3, phrase("limits.decided"))
    yield Ruled(phrase("limits.choice"), 2)
    yield Ruled(phrase("limits.leads"), 1)
    yield Ruled(phrase("limits.by_whom"), 2)
