"""The page of `casemodel raters`: several people's answers, and which differences matter."""

from collections.abc import Iterator

from casemodel.explanation.naming import joined
from casemodel.explanation.raters import (
    DifferenceShown,
    DifferenceSwitch,
    RaterFirst,
    RatersFound,
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


def raters_page(found: RatersFound, date: str = "", tool: str = "") -> Document:
    """Lay out the group's answer, each rater's answer, and the differences that matter first.

    `date` is an ISO date or empty; `tool` is the tool's name and version, for paper.
    """
    group = found.group
    blocks: list[Block] = [*danger_first(group)]
    blocks += [Heading(2, phrase("raters.group")), *headline(group)]
    blocks.append(Paragraph(phrase("raters.rule"), "quiet", phrase("label.how_to_read")))
    blocks += [Heading(2, phrase("raters.each")), _firsts(found)]
    if found.w_models is not None:
        blocks.append(Paragraph(phrase("raters.w_models", w=w_text(found.w_models))))
    blocks += [Paragraph(note, label=phrase("label.note")) for note in found.notes]
    blocks += _talk(found)
    blocks += _weights(found, found.weights) if found.weights else ()
    whose = title(group)
    page = Document(
        title=phrase("raters.title", whose=whose, people=len(found.firsts)),
        blocks=tuple(blocks),
        closing=(guide(),),
        subtitle=date,
        date=date,
        made_by=phrase("word.made_by", tool=tool, version=group.rules.version) if tool else "",
        footer=" · ".join(filter(None, (whose, date))),
        private=group.kind == "client",
    )
    return with_house(page, group.local_rules)


def _firsts(found: RatersFound) -> Table:
    columns = ("raters.who", "raters.first", "raters.as_group", "raters.answers")
    rows = [
        (
            (one.rater,),
            (_recommended(found, one.id, one.name, one.groups),),
            (phrase("raters.same" if one.same else "raters.other"),),
            (str(one.answered),),
        )
        for one in found.firsts
    ]
    caption = phrase("raters.firsts_caption")
    return Table(caption, tuple(map(phrase, columns)), tuple(rows))


def _recommended(found: RatersFound, id_: str, name: str, groups: str) -> str:
    """Name the recommendation; say who is served by what if only that differs from the group's."""
    if not name:
        return phrase("word.no_model")
    group = found.group_first
    if id_ == group.id and groups != group.groups:
        return phrase("raters.tier", model=name, groups=groups)
    return name


def _talk(found: RatersFound) -> Iterator[Block]:
    """List the differences: decisive alone, perhaps decisive together, without effect."""
    decides, together = found.with_verdict("decides"), found.with_verdict("together")
    settled = found.with_verdict("settled")
    yield Heading(2, phrase("raters.talk"))
    if decides:
        yield Paragraph(phrase("raters.talk_about"))
        yield _list(found, decides)
    else:
        none = "raters.nothing_decides" if found.differences else "raters.nothing_differs"
        yield Paragraph(phrase(none))
    if together:
        yield Heading(2, phrase("raters.together"))
        yield Paragraph(phrase("raters.together_about"))
        yield _list(found, together)
    if settled:
        yield Heading(2, phrase("raters.settled"))
        yield Paragraph(
            phrase(
                "raters.settled_about",
                model=found.group_first.name or phrase("word.no_model"),
                tried=found.tried,
            )
        )
        yield _list(found, settled)
    facts = (
        Fact(phrase("raters.alike"), str(found.alike)),
        Fact(phrase("raters.alone"), str(found.alone)),
    )
    yield Heading(2, phrase("raters.rest"))
    yield Facts(facts)


def _list(found: RatersFound, shown: tuple[DifferenceShown, ...]) -> Bullets:
    return Bullets(phrase("label.difference"), tuple(_item(found, one) for one in shown))


def _item(found: RatersFound, one: DifferenceShown) -> Item:
    """Write each answer with its raters, the group's answer, and what another would change."""
    said = "; ".join(
        phrase("raters.said", answer=each.answer, raters=joined(each.raters)) for each in one.said
    )
    group = one.group_answer or phrase("raters.open")
    text = phrase("raters.item", said=said, group=group)
    beneath = tuple(_switch(found, switch) for switch in one.switches)
    return Item("", named(one.name, one.segment), text, beneath=beneath)


def _switch(found: RatersFound, one: DifferenceSwitch) -> str:
    model = _recommended(found, one.recommended, one.recommended_name, one.groups)
    return phrase("raters.if", answer=one.answer, model=model)


def _weights(all_found: RatersFound, found: WeightsShown) -> Iterator[Block]:
    """Show the group's order of priorities, and whether the weights alone decide."""
    yield Heading(2, phrase("raters.weights"))
    raters = [name for name, _ in found.order[0].ranks]
    columns = (phrase("word.question"), phrase("raters.mean"), *raters)
    rows = [
        ((one.name,), (rank_text(one.mean),), *((rank_text(rank),) for _, rank in one.ranks))
        for one in found.order
    ]
    yield Table(phrase("raters.weights_caption"), columns, tuple(rows))
    if found.w is not None:
        yield Paragraph(phrase("raters.w", w=w_text(found.w)))
    yield Paragraph(_at_weights(all_found, found.firsts))


def _at_weights(found: RatersFound, firsts: tuple[RaterFirst, ...]) -> str:
    """Say whether anyone's weights alone change what the group's answers recommend."""
    others = [one for one in firsts if not one.same]
    if not others:
        return phrase("raters.weights_same")
    listed = "; ".join(
        phrase(
            "raters.weights_one",
            rater=one.rater,
            model=_recommended(found, one.id, one.name, one.groups),
        )
        for one in others
    )
    return phrase("raters.weights_other", listed=listed)
