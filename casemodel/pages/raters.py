"""The page of `casemodel raters`: several people's answers, and which differences matter."""

from collections.abc import Iterator

from casemodel.explanation.naming import joined
from casemodel.explanation.raters import (
    DifferenceShown,
    DifferenceSwitch,
    RaterFirst,
    RatersComparison,
    WeightsShown,
    rank_text,
    w_text,
)
from casemodel.pages.answer import danger_first, headline, title
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
)
from casemodel.pages.local_rules import with_house
from casemodel.pages.reasons import named
from casemodel.pages.words import guide
from casemodel.texts.messages import phrase


def raters_page(comparison: RatersComparison, date: str = "", tool: str = "") -> Document:
    """Lay out the group's answer, each rater's answer, and the differences that matter first.

    `date` is an ISO date or empty; `tool` is the tool's name and version, for paper.
    """
    group = comparison.group
    blocks: list[Block] = [*danger_first(group)]
    blocks += [Heading(2, phrase("raters.group")), *headline(group)]
    blocks.append(Paragraph(phrase("raters.rule"), "quiet", phrase("label.how_to_read")))
    blocks += [Heading(2, phrase("raters.each")), _firsts(comparison)]
    if comparison.w_models is not None:
        blocks.append(Paragraph(phrase("raters.w_models", w=w_text(comparison.w_models))))
    blocks += [Paragraph(note, label=phrase("label.note")) for note in comparison.notes]
    blocks += _talk(comparison)
    blocks += _weights(comparison, comparison.weights) if comparison.weights else ()
    whose = title(group)
    page = Document(
        title=phrase("raters.title", whose=whose, people=len(comparison.firsts)),
        blocks=tuple(blocks),
        closing=(guide(),),
        subtitle=date,
        date=date,
        made_by=phrase("word.made_by", tool=tool, version=group.rules.version) if tool else "",
        footer=" · ".join(filter(None, (whose, date))),
        private=group.kind == "client",
    )
    return with_house(page, group.local_rules)


def _firsts(comparison: RatersComparison) -> Table:
    columns = ("raters.who", "raters.first", "raters.as_group", "raters.answers")
    rows = [
        (
            (first.rater,),
            (_recommended(comparison, first.id, first.name, first.groups),),
            (phrase("raters.same" if first.same else "raters.other"),),
            (str(first.answered),),
        )
        for first in comparison.firsts
    ]
    caption = phrase("raters.firsts_caption")
    return Table(caption, tuple(map(phrase, columns)), tuple(rows))


def _recommended(comparison: RatersComparison, id_: str, name: str, groups: str) -> str:
    """Name the recommendation; say who is served by what if only that differs from the group's."""
    if not name:
        return phrase("word.no_model")
    group = comparison.group_first
    if id_ == group.id and groups != group.groups:
        return phrase("raters.tier", model=name, groups=groups)
    return name


def _talk(comparison: RatersComparison) -> Iterator[Block]:
    """List the differences: decisive alone, perhaps decisive together, without effect."""
    decides, together = comparison.with_verdict("decides"), comparison.with_verdict("together")
    settled = comparison.with_verdict("settled")
    yield Heading(2, phrase("raters.talk"))
    if decides:
        yield Paragraph(phrase("raters.talk_about"))
        yield _list(comparison, decides)
    else:
        nothing = "raters.nothing_decides" if comparison.differences else "raters.nothing_differs"
        yield Paragraph(phrase(nothing))
    if together:
        yield Heading(2, phrase("raters.together"))
        yield Paragraph(phrase("raters.together_about"))
        yield _list(comparison, together)
    if settled:
        yield Heading(2, phrase("raters.settled"))
        yield Paragraph(
            phrase(
                "raters.settled_about",
                model=comparison.group_first.name or phrase("word.no_model"),
                tried=comparison.tried,
            )
        )
        yield _list(comparison, settled)
    facts = (
        Fact(phrase("raters.alike"), str(comparison.alike)),
        Fact(phrase("raters.alone"), str(comparison.alone)),
    )
    yield Heading(2, phrase("raters.rest"))
    yield Facts(facts)


def _list(comparison: RatersComparison, differences: tuple[DifferenceShown, ...]) -> Bullets:
    return Bullets(
        phrase("label.difference"),
        tuple(_item(comparison, difference) for difference in differences),
    )


def _item(comparison: RatersComparison, difference: DifferenceShown) -> Item:
    """Write each answer with its raters, the group's answer, and what another would change."""
    answers = "; ".join(
        phrase("raters.said", answer=rated.answer, raters=joined(rated.raters))
        for rated in difference.said
    )
    group = difference.group_answer or phrase("raters.open")
    text = phrase("raters.item", said=answers, group=group)
    beneath = tuple(_switch(comparison, switch) for switch in difference.switches)
    return Item("", named(difference.name, difference.segment), text, beneath=beneath)


def _switch(comparison: RatersComparison, switch: DifferenceSwitch) -> str:
    model = _recommended(comparison, switch.recommended, switch.recommended_name, switch.groups)
    return phrase("raters.if", answer=switch.answer, model=model)


def _weights(comparison: RatersComparison, weights: WeightsShown) -> Iterator[Block]:
    """Show the group's order of priorities, and whether the weights alone decide."""
    yield Heading(2, phrase("raters.weights"))
    raters = [name for name, _ in weights.order[0].ranks]
    columns = (phrase("word.question"), phrase("raters.mean"), *raters)
    rows = [
        (
            (question.name,),
            (rank_text(question.mean),),
            *((rank_text(rank),) for _, rank in question.ranks),
        )
        for question in weights.order
    ]
    yield Table(phrase("raters.weights_caption"), columns, tuple(rows))
    if weights.w is not None:
        yield Paragraph(phrase("raters.w", w=w_text(weights.w)))
    yield Paragraph(_at_weights(comparison, weights.firsts))


def _at_weights(comparison: RatersComparison, firsts: tuple[RaterFirst, ...]) -> str:
    """Say whether anyone's weights alone change what the group's answers recommend."""
    differing = [first for first in firsts if not first.same]
    if not differing:
        return phrase("raters.weights_same")
    listed = "; ".join(
        phrase(
            "raters.weights_one",
            rater=first.rater,
            model=_recommended(comparison, first.id, first.name, first.groups),
        )
        for first in differing
    )
    return phrase("raters.weights_other", listed=listed)
