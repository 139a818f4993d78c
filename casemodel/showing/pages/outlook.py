"""What would change the answer, and what to ask next."""

from casemodel.explanation.values import Explanation, OpenQuestion
from casemodel.showing.document import Block, Bullets, Heading, Item
from casemodel.showing.pages.words import counted

_ASKED = 3
_ANSWERS = 2
_WEIGHTS = 1


def what_would_change(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """The nearest single answers that would change it, then the nearest weights."""
    answers, weights = (None, None) if full else (_ANSWERS, _WEIGHTS)
    said = [*explanation.changes[:answers], *explanation.weights[:weights]]
    items = tuple(Item("", "", one.text) for one in said)
    return (Heading(2, "What would change it"), Bullets("change", items)) if items else ()


def what_to_ask(explanation: Explanation) -> tuple[Block, ...]:
    """The first open questions worth asking, and how many more there are."""
    if not explanation.ask_next:
        return ()
    items = [_question(one) for one in explanation.ask_next[:_ASKED]]
    left = len(explanation.ask_next) - _ASKED
    if left > 0:
        more = counted(left, "more question", "more questions")
        items.append(Item("", "", f"{more} can matter: casemodel ask PROFILE"))
    return (Heading(2, "Ask next"), Bullets("ask", tuple(items)))


def _question(one: OpenQuestion) -> Item:
    """An open question, and whether its answer alone can change the recommendation."""
    where = f" ({one.segment})" if one.segment else ""
    lead = "Decides alone" if one.decides else "May help decide"
    return Item("", lead, f"{one.question}{where}")
