"""The page of `casemodel staffing ORG` without a caseload: posts from groups of clients alone."""

from fractions import Fraction

from casemodel.explanation.alternative_values import RankedAlternative, TierStaff
from casemodel.explanation.numbers import plain, rounded_up, signed
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import danger_first, note_on, title
from casemodel.pages.costs import costs_section
from casemodel.pages.document import Block, Cell, Document, Heading, Paragraph, Table
from casemodel.pages.local_rules import with_house
from casemodel.pages.words import guide
from casemodel.texts.messages import phrase


def posts_by_group(explanation: Explanation) -> Document:
    """Lay out the posts that every way of serving the groups asks for, best first."""
    tiers = [ranked for ranked in explanation.ranking if ranked.staff]
    blocks: list[Block] = [*danger_first(explanation)]
    blocks.append(Paragraph(explanation.headline.text, "strong", phrase("label.answer")))
    if not tiers:
        blocks.append(Paragraph(phrase("group_posts.none"), label=phrase("label.note")))
    for ranked in tiers:
        if ranked.staff is not None:
            blocks += _tier(explanation, ranked, ranked.staff)
    blocks += costs_section(explanation.costs) if explanation.costs else ()
    page = Document(title(explanation), tuple(blocks), (guide(),))
    return with_house(page, explanation.local_rules)


def _tier(
    explanation: Explanation, ranked: RankedAlternative, staff: TierStaff
) -> tuple[Block, ...]:
    rows: list[tuple[Cell, ...]] = [
        (
            (part.name,),
            (", ".join(group.name for group in ranked.groups if group.part == part.part),),
            (_number(part.clients),),
            (str(part.each) if part.each else "",),
            (rounded_up(part.asked),),
            (_number(part.posts),),
        )
        for part in staff.parts
    ]
    in_all = phrase("group_posts.in_all")
    rows.append(
        ((in_all,), ("",), ("",), ("",), (rounded_up(staff.asked),), (_number(staff.have),))
    )
    note = note_on(explanation, ranked)
    head = phrase("group_posts.tier", model=ranked.name, points=signed(ranked.points))
    columns = (
        phrase("word.model"),
        phrase("group_posts.groups"),
        phrase("word.clients"),
        phrase("group_posts.each"),
        phrase("group_posts.asked"),
        phrase("group_posts.posts"),
    )
    notes = (Paragraph(note, label=phrase("label.note")),) if note else ()
    return (Heading(2, head), *notes, Table("", columns, tuple(rows)))


def _number(number: Fraction | None) -> str:
    return "" if number is None else plain(round(number, 1))
