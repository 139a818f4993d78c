"""Staff and money: the posts, the gap and the cost of each choice, with every sum."""

from collections.abc import Iterator

from casemodel.explanation.cost_values import AlternativeCost, CostCase, Costs
from casemodel.explanation.costs import money
from casemodel.explanation.naming import joined
from casemodel.pages.document import Block, Bullets, Cell, Heading, Item, Paragraph, Table
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase


def costs_section(costs: Costs, *, level: int = 2) -> Iterator[Block]:
    """Lay out staff and money: a table of the choices, then the sums behind it."""
    yield Heading(level, phrase("costs.title"))
    if costs.alternatives:
        yield from _tables(costs)
    yield from _posts(costs)
    items = [
        Item("", _named(alternative, case), sums_of(case))
        for alternative in costs.alternatives
        for case in alternative.cases
    ]
    if items:
        yield Bullets(phrase("label.sum"), tuple(items))
    yield from (Paragraph(note, "quiet") for note in costs.notes)


def cost_cell(costs: Costs, alternative: str) -> Cell:
    """Write the posts and the money of one alternative, a line for each way of filling it."""
    cost = costs.of(alternative)
    if cost is None:
        return (phrase("word.not_known"),)
    return tuple(_in_short(costs, case) for case in cost.cases)


def short_notes(costs: Costs) -> Iterator[Block]:
    """Write the cost of a post and of today's staff, and what is missing."""
    texts = [*costs.posts, *([_present(costs)] if costs.staff else []), *costs.notes]
    yield Paragraph(" ".join(texts), "quiet", phrase("label.sum"))


def sums_of(case: CostCase) -> str:
    """Write the sums behind the posts and the money of one case."""
    return " ".join(filter(None, (case.sums, case.sum)))


def _tables(costs: Costs) -> Iterator[Table]:
    """Make a table of posts, and one of money if any can be worked out."""
    cases = [
        (_named(alternative, case), case)
        for alternative in costs.alternatives
        for case in alternative.cases
    ]
    staff = ("costs.choice", "costs.posts", "costs.clinicians", "costs.more")
    unknown = phrase("word.not_known")
    yield Table(
        phrase("costs.staff_caption"),
        tuple(map(phrase, staff)),
        tuple(
            ((name,), (str(case.posts),), (str(case.clinicians),), (_more(case) or unknown,))
            for name, case in cases
        ),
    )
    if all(case.year is None for _, case in cases):
        return
    budget = costs.budget is not None
    columns = ["costs.choice", "costs.year", "costs.client", *(["costs.budget"] if budget else [])]
    yield Table(
        phrase("costs.money_caption"),
        tuple(map(phrase, columns)),
        tuple(_money(name, case, budget=budget) for name, case in cases),
    )


def _money(name: str, case: CostCase, *, budget: bool) -> tuple[Cell, ...]:
    if case.year is None or case.client is None:
        unknown = (phrase("word.not_known"),)
        return ((name,), unknown, unknown, *([unknown] if budget else []))
    left = [(_left(case.left),)] if case.left is not None else []
    return ((name,), (money(case.year),), (money(case.client),), *left)


def _named(alternative: AlternativeCost, case: CostCase) -> str:
    if not case.everyone_in:
        return alternative.name
    return phrase("costs.everyone_in", model=alternative.name, part=case.everyone_in_name)


def _posts_of(case: CostCase) -> str:
    if not case.clinicians:
        return str(case.posts)
    return phrase("costs.of_them", posts=case.posts, clinicians=case.clinicians)


def _more(case: CostCase) -> str:
    """Write the number of missing posts and clinicians; empty where it is not known."""
    parts = []
    if case.more_posts:
        parts.append(counted(case.more_posts, "post"))
    if case.clinicians and case.more_clinicians:
        parts.append(counted(case.more_clinicians, "clinician"))
    if parts:
        return joined(parts)
    known = case.more_posts is not None
    if case.clinicians:
        known = known and case.more_clinicians is not None
    return phrase("costs.enough") if known else ""


def _left(left: int) -> str:
    return phrase("costs.over" if left < 0 else "costs.within", amount=money(abs(left)))


def _in_short(costs: Costs, case: CostCase) -> str:
    """Write a case for a cell: posts, the gap, money a year and for each client, the budget."""
    parts = [phrase("costs.posts_short", posts=_posts_of(case))]
    if more := _more(case):
        parts.append(phrase("costs.more_short", more=more) if more[0].isdigit() else more)
    if case.year is None or case.client is None:
        parts.append(phrase("costs.unknown"))
    else:
        parts.append(phrase("costs.year_short", year=money(case.year), client=money(case.client)))
    if case.left is not None and costs.budget is not None:
        parts.append(_left(case.left))
    text = "; ".join(parts)
    if case.everyone_in:
        return phrase("costs.if_all", part=case.everyone_in_name, text=text)
    return text


def _posts(costs: Costs) -> Iterator[Block]:
    """Write the cost of a post and of today's staff, and the budget."""
    texts = list(costs.posts)
    if costs.staff:
        texts.append(_present(costs))
    if costs.budget is not None:
        texts.append(phrase("costs.the_budget", amount=money(costs.budget)))
    if texts:
        yield Paragraph(" ".join(texts), label=phrase("label.sum"))


def _present(costs: Costs) -> str:
    """Write the cost of today's staff."""
    staff = costs.staff
    if staff is None:
        return ""
    left = "" if staff.left is None else phrase("costs.and_left", left=_left(staff.left))
    return phrase("costs.now", sum=staff.sum.rstrip("."), left=left)
