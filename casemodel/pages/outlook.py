"""What would change the answer, and what to ask next."""

from casemodel.explanation.templates import say
from casemodel.explanation.values import Explanation, OpenQuestion, Sentence
from casemodel.pages.document import Block, Bullets, Heading, Item

_ASKED = 3
_ANSWERS = 2
_WEIGHTS = 1


def what_would_change(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """The nearest single answers that would change it, then the nearest weights."""
    if not explanation.ranking:
        return ()
    changes = explanation.changes if full else explanation.changes[:_ANSWERS]
    weights = explanation.weights if full else explanation.weights[:_WEIGHTS]
    if not changes:
        said = _nothing(explanation, weights, full=full)
    else:
        said = [*changes, *weights] if full else _together((*changes, *weights))
    items = tuple(Item("", "", one.text) for one in said)
    return (Heading(2, "What would change it"), Bullets("change", items))


def _together(said: tuple[Sentence, ...]) -> list[Sentence]:
    """What leads to the same alternative in one sentence; what leads to none as it is."""
    leading: dict[str, list[str]] = {}
    for one in said:
        filled = dict(one.filled)
        if "changes" in filled:
            leading.setdefault(filled["model"], []).append(filled["changes"])
    found = [say("change", model=m, changes=" or ".join(to)) for m, to in leading.items()]
    return [*found, *(one for one in said if "changes" not in dict(one.filled))]


def _nothing(
    explanation: Explanation, weights: tuple[Sentence, ...], *, full: bool
) -> list[Sentence]:
    """That no single answer would change it; in one sentence where no weight would either."""
    if not explanation.recommended:
        return [say("change.none_yet"), *weights]
    if [one.id for one in weights] == ["weight.none"] and not full:
        return [say("change.nothing", **dict(weights[0].filled))]
    return [say("change.none"), *weights]


def what_to_ask(explanation: Explanation) -> tuple[Block, ...]:
    """The first open questions worth asking, out of how many, and which of them decide alone."""
    asked = explanation.ask_next
    if not asked:
        return ()
    shown = asked[:_ASKED]
    alone = [one for one in shown if one.decides]
    count = f"{len(shown)} of {len(asked)}" if len(asked) > len(shown) else f"{len(asked)}"
    if len(alone) == len(shown):
        can = "that decide alone" if len(shown) > 1 else "that decides alone"
    else:
        can = "that can matter"
    items = tuple(
        Item("", "Decides alone" if one in alone and len(alone) < len(shown) else "", _text(one))
        for one in shown
    )
    return (Heading(2, f"Ask next: {count} {can}"), Bullets("ask", items))


def _text(one: OpenQuestion) -> str:
    """The question, and the segment that it is asked of."""
    return f"{one.question} ({one.segment})" if one.segment else one.question
